/* kijun due PATH…: the days on which verdicts get worse. */
#include "engine/output/due.h"
#include "engine/base/date.h"
#include "engine/cli/assess.h"
#include "engine/cli/result.h"
#include "engine/cli/tell.h"
#include "engine/output/meaning.h"

#define WITHIN "90d"
#define SINCE "1y"
#define MOST_DAYS 3660

/* 1: something is due or overdue. */
static KjExit exit_of(const KjOrgResult *org, const KjDueAsked *asked)
{
    KjExit exit = kj_due_count(org, asked, true) + kj_due_count(org, asked, false)
                      ? KJ_EXIT_FINDINGS
                      : KJ_EXIT_OK;

    return org->summary[KJ_FAULT] ? kj_exit_worse(exit, KJ_EXIT_RULE_ERROR) : exit;
}

/* ---- spans ---- */

/* The day so far from a day, forth or back; false if the text is no span and no day. */
static bool day_from(const KjApp *app, const char *text, int32_t from, int sign, int32_t *day)
{
    KjText plain = kj_text_nfkc(app->arena, kj_text(text));
    int64_t seconds;
    int32_t months;

    if (kj_date_parse(plain, day))
        return true;
    if (kj_duration_parse(plain, &seconds) && seconds >= 0 && seconds % 86400 == 0 &&
        seconds / 86400 <= MOST_DAYS) {
        *day = from + sign * (int32_t)(seconds / 86400);
        return true;
    }
    if (!kj_period_parse(plain, &months) || months < 0 || months > MOST_DAYS / 28)
        return false;
    *day = kj_date_add_months(from, sign * months);
    return true;
}

static bool read_day(const KjApp *app, const char *option, const char *given, const char *otherwise,
                     int sign, int32_t *day)
{
    int32_t as_of = app->as_of;
    bool good = day_from(app, given ? given : otherwise, as_of, sign, day) &&
                (int64_t)sign * ((int64_t)*day - as_of) >= 0 &&
                (int64_t)sign * ((int64_t)*day - as_of) <= MOST_DAYS;

    if (!good)
        kj_tell_error(kj_arena_printf(
            app->arena,
            app->lang == KJ_JA
                ? "--%s には 90d や 3か月 のような期間か、%sの日付を書きます（10年まで）: %s"
                : "--%s takes a span, as 90d or 3mo, or a day %s (at most ten years): %s",
            option,
            app->lang == KJ_JA ? (sign > 0 ? "判定日以後" : "判定日以前")
                               : (sign > 0 ? "from the as-of day on" : "up to the as-of day"),
            given));
    return good;
}

/* "ito" or "person:ito" */
static KjText person_of(const KjApp *app)
{
    KjText id =
        app->options.person ? kj_text_nfkc(app->arena, kj_text(app->options.person)) : KJ_TEXT("");
    KjText kind, rest;

    return kj_reference_split(id, &kind, &rest) ? rest : id;
}

static bool read_asked(const KjApp *app, KjDueAsked *asked)
{
    *asked = (KjDueAsked){.person = person_of(app), .overdue = app->options.overdue};
    return read_day(app, "within", app->options.within, WITHIN, 1, &asked->last) &&
           read_day(app, "since", app->options.since, SINCE, -1, &asked->since);
}

/* ---- the command ---- */

static bool is_known(KjRuns *runs)
{
    const KjRun *head = kj_runs_head(runs);

    for (size_t o = 0; o < head->organization_count; o++)
        if (kj_runs_open(runs, o)->people_count)
            return true;
    return false;
}

static void render(KjApp *app, KjResult *result, const KjView *view, KjRuns *runs,
                   const KjDueAsked *asked)
{
    if (kj_app_format_is(app, "json"))
        kj_due_json(&result->sink, view, runs, asked);
    else if (kj_app_format_is(app, "ics"))
        kj_due_ics(&result->sink, view, runs, asked);
    else if (kj_app_format_is(app, "csv"))
        kj_due_csv(&result->sink, view, runs, asked);
    else
        kj_due_text(&result->page, view, runs, asked);
}

static KjExit show(KjApp *app, const KjView *view, KjRuns *runs, KjExit exit)
{
    const KjRun *head = kj_runs_head(runs);
    KjDueAsked asked;
    KjResult result;

    if (!read_asked(app, &asked))
        return KJ_EXIT_USAGE;
    if (asked.person.len && !is_known(runs)) {
        kj_tell_error(kj_arena_printf(
            app->arena,
            app->lang == KJ_JA ? "「%s」という人はデータにいません。--person には記録のIDを書きます"
                               : "the data have no person '%s'; --person takes the id of a record",
            asked.person.data));
        return kj_exit_worse(exit, KJ_EXIT_INPUT);
    }
    if (!kj_result_open(&result, app))
        return KJ_EXIT_SYSTEM;
    for (size_t o = 0; o < head->organization_count; o++)
        exit = kj_exit_worse(exit, exit_of(kj_runs_open(runs, o), &asked));
    render(app, &result, view, runs, &asked);
    if (!kj_runs_error(runs)) {
        kj_tell_faults(app, head);
        return kj_result_close(&result, exit);
    }
    kj_result_drop(&result);
    return kj_assess_spoiled(app, runs);
}

KjExit kj_command_due(KjApp *app)
{
    KjDueAsked asked;

    if (!read_asked(app, &asked))
        return KJ_EXIT_USAGE;
    app->show = show;
    return kj_assess_with(app, (KjJob){.what = KJ_JOB_DUE,
                                       .since = asked.since,
                                       .last = asked.last,
                                       .record = asked.person.len ? asked.person.data : NULL});
}
