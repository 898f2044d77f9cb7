/* The worker dies of a query that takes too long or too much, or that the user gives up; the facts are the
 * parent's, so another one can always be told them. */
#include "engine/cli/repl.h"

#include "engine/cli/interrupt.h"
#include "engine/cli/repl_text.h"
#include "engine/cli/tell.h"
#include "engine/output/answers.h"

#include <stdio.h>
#include <string.h>

static const char *in(const KjRepl *repl, const char *ja, const char *en)
{
    return repl->app->lang == KJ_JA ? ja : en;
}

/* ---- where results go ---- */

bool kj_repl_open_result(KjRepl *repl)
{
    if (repl->result_open)
        return true;
    if (!kj_result_open(&repl->result, repl->app))
        return false;
    repl->result_open = true;
    if (repl->width)
        repl->result.page.width = repl->width == SIZE_MAX ? 0 : repl->width;
    return true;
}

/* A file stays open: what follows goes there too. */
KjExit kj_repl_close_result(KjRepl *repl, KjExit exit)
{
    if (!repl->result_open)
        return exit;
    if (repl->app->options.output && !repl->quit) {
        kj_sink_relax(&repl->result.sink);
        return exit;
    }
    repl->result_open = false;
    return kj_result_close(&repl->result, exit);
}

/* ---- what went wrong ---- */

/* Line and column of a byte of a line that may hold line breaks. */
KjPlace kj_repl_place(const KjRepl *repl, size_t at)
{
    const KjReplLine *line = &repl->line;
    KjPlace place = {line->file, line->number, 1};
    size_t begin = 0;

    for (size_t i = 0; i < at && i < line->text.len; i++)
        if (line->text.data[i] == '\n') {
            place.line++;
            begin = i + 1;
        }
    for (size_t i = begin; i < at && i < line->text.len; i++)
        place.column += ((unsigned char)line->text.data[i] & 0xC0) != 0x80;
    return place;
}

void kj_repl_tell(KjRepl *repl, KjDiags *diags)
{
    for (size_t i = 0; repl->line.file && i < diags->count; i++)
        if (!diags->items[i].place.file)
            diags->items[i].place = kj_repl_place(repl, 0);
    kj_tell_diags(repl->app, diags);
}

/* The line of what was typed that holds the byte, and a mark below it. */
static void point_at(const KjRepl *repl, size_t at)
{
    KjText text = repl->line.text;
    size_t from = at < text.len ? at : text.len, to = from;
    KjPage page;
    KjSink sink;

    while (from > 0 && text.data[from - 1] != '\n')
        from--;
    while (to < text.len && text.data[to] != '\n')
        to++;
    kj_sink_init(&sink, 2);
    kj_page_init(&page, &sink, 0, false);
    kj_page_put(&page, KJ_PLAIN, KJ_TEXT("  "));
    kj_page_put(&page, KJ_PLAIN, (KjText){text.data + from, (uint32_t)(to - from)});
    kj_page_line(&page);
    kj_page_to(&page, 2 + kj_page_width_of(
                              (KjText){text.data + from, (uint32_t)((at < to ? at : to) - from)}));
    kj_page_put(&page, KJ_PLAIN, KJ_TEXT("^"));
    kj_page_line(&page);
    kj_page_clear(&page);
    kj_sink_close(&sink);
}

KjExit kj_repl_wrong(KjRepl *repl, size_t at, const char *ja, const char *en)
{
    const KjReplLine *line = &repl->line;
    KjDiags diags;

    if (!line->file) {
        if (at != SIZE_MAX)
            point_at(repl, at);
        kj_tell_error(in(repl, ja, en));
        return KJ_EXIT_USAGE;
    }
    kj_diags_init(&diags, repl->app->lang);
    kj_diag(&diags, KJ_ERROR, kj_repl_place(repl, at == SIZE_MAX ? 0 : at), NULL, "%s", "%s",
            in(repl, ja, en));
    kj_tell_diags(repl->app, &diags);
    kj_diags_clear(&diags);
    return KJ_EXIT_USAGE;
}

/* ---- the worker ---- */

static KjExit replace(KjRepl *repl)
{
    KjError error = {.exit = KJ_EXIT_SYSTEM};

    repl->held = false;
    if (kj_session_renew(&repl->session, &error))
        return KJ_EXIT_OK;
    kj_tell_error(error.message);
    return error.exit;
}

KjExit kj_repl_hold(KjRepl *repl)
{
    KjJob hold = {.what = KJ_JOB_HOLD, .amends = repl->amends, .amend_count = repl->amend_count};
    KjExit exit = KJ_EXIT_OK;
    KjJobResult result;
    KjDiags diags;

    if (repl->held)
        return KJ_EXIT_OK;
    if (!kj_worker_is_alive(repl->session.worker))
        exit = replace(repl);
    if (exit != KJ_EXIT_OK)
        return exit;
    kj_diags_init(&diags, repl->app->lang);
    exit = kj_session_run(&repl->session, hold, &result, &diags);
    if (exit == KJ_EXIT_INPUT || (exit == KJ_EXIT_OK && !repl->told))
        kj_tell_diags(repl->app, &diags); /* warnings are told once */
    repl->told = true;
    kj_diags_clear(&diags);
    kj_job_result_clear(&result);
    repl->held = exit == KJ_EXIT_OK;
    if (repl->interactive && kj_worker_is_alive(repl->session.worker))
        kj_worker_set_apart(repl->session.worker);
    return exit;
}

/* False: the user has given it up. */
static bool wait_for(KjRepl *repl)
{
    if (!repl->interactive)
        return true;
    return kj_interrupt_wait(kj_worker_descriptor(repl->session.worker),
                             kj_worker_patience(repl->session.worker));
}

static KjExit tell_death(KjRepl *repl, const KjError *error)
{
    kj_tell_error(kj_arena_printf(
        repl->app->arena,
        in(repl, "%s（この問合せだけを取りやめ、データを読み直して続けます）",
           "%s (only this query is given up; the session goes on with a new worker)"),
        error->message));
    return error->exit;
}

static KjExit give_up(KjRepl *repl)
{
    KjExit exit;

    kj_worker_kill(repl->session.worker);
    exit = replace(repl);
    if (exit == KJ_EXIT_OK)
        kj_tell_error(in(repl, "問合せを中止しました", "the query was stopped"));
    return exit == KJ_EXIT_OK ? KJ_EXIT_USAGE : exit;
}

KjExit kj_repl_job(KjRepl *repl, KjJob job, KjJobResult *result, KjDiags *diags)
{
    KjError error = {.exit = KJ_EXIT_SYSTEM};
    KjExit exit = kj_repl_hold(repl);

    if (exit != KJ_EXIT_OK)
        return exit;
    kj_worker_send(repl->session.worker, &job);
    if (!wait_for(repl))
        return give_up(repl);
    if (!kj_worker_take(repl->session.worker, result, diags, &error) ||
        !kj_session_accepts(&repl->session, result, &error)) {
        kj_job_result_clear(result);
        repl->held = false;
        return tell_death(repl, &error);
    }
    return KJ_EXIT_OK;
}

/* ---- questions ---- */

static KjExit tell_problem(KjRepl *repl, const KjValue *problem, size_t offset)
{
    int64_t from = kj_map_int(problem, "from", -1);

    return kj_repl_wrong(repl, from < 0 ? SIZE_MAX : offset + (size_t)from,
                         kj_map_text(problem, "ja").data, kj_map_text(problem, "en").data);
}

static KjExit print(KjRepl *repl, const KjValue *answer, size_t offset)
{
    const KjValue *problem = kj_map_get(answer, "problem");

    if (problem)
        return tell_problem(repl, problem, offset);
    if (!kj_answer_fits(answer)) {
        kj_tell_error(in(repl, "判定プロセスの応答が表になっていません",
                         "the worker's answer is not a table"));
        return KJ_EXIT_SYSTEM;
    }
    if (!kj_repl_open_result(repl))
        return KJ_EXIT_SYSTEM;
    kj_answer_print(&repl->result.page, &repl->session.view, repl->form, answer);
    return kj_repl_close_result(repl, KJ_EXIT_OK);
}

/* One question with its answer; offset: where its text begins in the line. */
static KjExit ask(KjRepl *repl, const KjValue *question, size_t offset,
                  KjExit (*take)(KjRepl *repl, const KjValue *answer, size_t offset))
{
    KjJobResult result = {0};
    KjDiags diags;
    KjExit exit;

    kj_diags_init(&diags, repl->app->lang);
    exit = kj_repl_job(repl, (KjJob){.what = KJ_JOB_ASK, .question = question}, &result, &diags);
    if (exit == KJ_EXIT_OK)
        exit = take(repl, &result.explanation, offset);
    kj_diags_clear(&diags);
    kj_job_result_clear(&result);
    return exit;
}

static size_t offset_in(const KjReplLine *line, KjText value)
{
    const char *begin = line->text.data;

    return value.data >= begin && value.data <= begin + line->text.len
               ? (size_t)(value.data - begin)
               : 0;
}

KjExit kj_repl_ask(KjRepl *repl, const char *what, const char *key, KjText value)
{
    KjArena *arena = kj_arena_new();
    KjTree question = kj_tree_map(arena);
    KjExit exit;

    kj_tree_set(&question, "what", kj_value_text(kj_text(what)));
    if (key)
        kj_tree_set(&question, key, kj_value_text(value));
    if (repl->org)
        kj_tree_set(&question, "org", kj_value_text(kj_text(repl->org)));
    kj_tree_set(&question, "reveal", kj_value_bool(repl->app->options.show_sensitive));
    exit = ask(repl, &question.value, offset_in(&repl->line, value), print);
    kj_arena_free(arena);
    return exit;
}

bool kj_repl_fetch(KjRepl *repl, const char *what, const char *key, KjText value,
                   KjJobResult *result)
{
    KjArena *arena = kj_arena_new();
    KjTree question = kj_tree_map(arena);
    KjDiags diags;
    bool there;

    kj_tree_set(&question, "what", kj_value_text(kj_text(what)));
    kj_tree_set(&question, key, kj_value_text(value));
    if (repl->org && strcmp(what, "orgs") != 0)
        kj_tree_set(&question, "org", kj_value_text(kj_text(repl->org)));
    kj_diags_init(&diags, repl->app->lang);
    there = kj_repl_job(repl, (KjJob){.what = KJ_JOB_ASK, .question = &question.value}, result,
                        &diags) == KJ_EXIT_OK;
    kj_diags_clear(&diags);
    kj_arena_free(arena);
    return there;
}

static KjExit only_problem(KjRepl *repl, const KjValue *answer, size_t offset)
{
    const KjValue *problem = kj_map_get(answer, "problem");

    return problem ? tell_problem(repl, problem, offset) : KJ_EXIT_OK;
}

KjExit kj_repl_check_org(KjRepl *repl, KjText org)
{
    KjArena *arena = kj_arena_new();
    KjTree question = kj_tree_map(arena);
    KjExit exit;

    kj_tree_set(&question, "what", kj_value_text(KJ_TEXT("orgs")));
    kj_tree_set(&question, "org", kj_value_text(org));
    exit = ask(repl, &question.value, 0, only_problem);
    kj_arena_free(arena);
    return exit;
}
