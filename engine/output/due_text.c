/* What is due, for people: by organisation, first what is overdue, then day after day what comes. */
#include "engine/base/date.h"
#include "engine/output/due.h"
#include "engine/output/report_parts.h"
#include "engine/output/show.h"

#define FEW 3 /* facts of an entry */

static KjText text_of(const KjBuf *buf)
{
    return (KjText){buf->data ? buf->data : "", (uint32_t)buf->len};
}

static const char *day_of(KjArena *arena, const KjView *view, int32_t day)
{
    const char *kept;
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_date_write_for(&text, day, view->lang);
    kept = kj_arena_strndup(arena, text.data, text.len);
    kj_buf_clear(&text);
    return kept;
}

/* ---- one entry ---- */

static void put_line(KjPage *page, KjStyle style, KjText text)
{
    if (text.len == 0)
        return;
    kj_page_to(page, 6);
    kj_page_flow(page, style, 6, text);
    kj_page_line(page);
}

static void put_verdicts(KjPage *page, const KjView *view, const KjDue *due)
{
    const KjJudgement *then = &due->then;
    KjBuf record;

    kj_buf_init(&record, 0);
    kj_show_record(&record, view, then->kind, then->id);
    kj_page_to(page, 4);
    kj_page_puts(page, KJ_PLAIN,
                 due->from == KJ_NO_VERDICT ? kj_word(view->lang, KJ_W_NOT_JUDGED)
                                            : kj_verdict_label(due->from, view->lang));
    kj_page_puts(page, KJ_DIM, " → ");
    kj_page_puts(page, kj_report_style(then->verdict), kj_verdict_label(then->verdict, view->lang));
    kj_page_puts(page, KJ_PLAIN, "  ");
    kj_page_flow(page, KJ_PLAIN, 6, kj_report_name(view, then));
    kj_page_flow_on(page, KJ_PLAIN, 6, text_of(&record));
    kj_page_line(page);
    kj_buf_clear(&record);
}

static void put_labelled(KjPage *page, const KjView *view, KjWord word, const KjBuf *text)
{
    if (!text->len)
        return;
    kj_page_to(page, 6);
    kj_page_puts(page, KJ_DIM, kj_word(view->lang, word));
    kj_page_puts(page, KJ_DIM, "  ");
    kj_page_flow(page, KJ_DIM, 8, text_of(text));
    kj_page_line(page);
}

static bool same_people(const KjDue *a, const KjDue *b)
{
    if (a->day != b->day || a->then.rule != b->then.rule || a->person_count != b->person_count)
        return false;
    for (size_t i = 0; i < a->person_count; i++)
        if (a->persons[i].kind != b->persons[i].kind ||
            kj_text_compare(a->persons[i].id, b->persons[i].id) != 0)
            return false;
    return true;
}

/* Who has to act on several records in a row is said once, below the last of them. */
static void put_facts(KjPage *page, const KjView *view, const KjDue *due, const KjDue *next)
{
    KjBuf text;

    kj_buf_init(&text, 0);
    for (size_t i = 0; i < due->then.trace_count && i < FEW; i++) {
        kj_buf_puts(&text, i ? "\n" : "");
        kj_due_fact(&text, view, &due->then.trace[i]);
    }
    put_labelled(page, view, KJ_W_SET_BY, &text);
    kj_buf_reset(&text);
    if (!next || !same_people(due, next))
        kj_due_persons(&text, view, due);
    put_labelled(page, view, KJ_W_TO_ACT, &text);
    kj_buf_clear(&text);
}

/* ---- one list ---- */

/* The first one from i on that is shown. */
static const KjDue *shown_from(const KjOrgResult *org, size_t i, const KjDueAsked *asked, bool over)
{
    for (; i < org->due_count; i++)
        if (org->dues[i].over == over && kj_due_wanted(&org->dues[i], asked))
            return &org->dues[i];
    return NULL;
}

static void put_day(KjPage *page, const KjView *view, int32_t as_of, const KjDue *due)
{
    int32_t day = kj_due_day(due);
    KjArenaMark mark = kj_arena_mark(page->scratch);
    const char *shown = day_of(page->scratch, view, day);
    KjWord word = day > as_of ? KJ_W_DAYS_LEFT : day == as_of ? KJ_W_LAST_DAY : KJ_W_DAYS_AGO;

    kj_page_to(page, 2);
    kj_page_puts(page, KJ_BOLD,
                 kj_arena_printf(page->scratch, kj_word(view->lang, word), shown,
                                 (int)(day > as_of ? day - as_of : as_of - day)));
    kj_page_line(page);
    kj_arena_release(page->scratch, mark);
}

static void put_list(KjPage *page, const KjView *view, const KjOrgResult *org, int32_t as_of,
                     const KjDueAsked *asked, bool over)
{
    const KjDue *last = NULL;
    size_t count = kj_due_count(org, asked, over);

    if (!count)
        return;
    kj_report_heading(page, view, over ? KJ_W_OVERDUE : KJ_W_DUE, count);
    for (size_t i = 0; i < org->due_count; i++) {
        const KjDue *due = &org->dues[i];

        if (due->over != over || !kj_due_wanted(due, asked))
            continue;
        if (!last || last->day != due->day) {
            if (last)
                kj_page_line(page);
            put_day(page, view, as_of, due);
        }
        if (!last || last->day != due->day || last->then.rule != due->then.rule)
            kj_report_clause(page, view, &view->registry->rules[due->then.rule], due->then.verdict);
        put_verdicts(page, view, due);
        put_line(page, KJ_PLAIN, due->then.message);
        put_facts(page, view, due, shown_from(org, i + 1, asked, over));
        last = due;
    }
    kj_page_line(page);
}

static void put_organization(KjPage *page, const KjView *view, const KjOrgResult *org,
                             int32_t as_of, const KjDueAsked *asked)
{
    KjArenaMark mark = kj_arena_mark(page->scratch);

    kj_page_puts(page, KJ_BOLD, "■ ");
    kj_page_put(page, KJ_BOLD, kj_report_org_name(page->scratch, org));
    kj_page_line(page);
    kj_page_line(page);
    for (size_t i = 0; i < org->people_count; i++) {
        const KjPerson *person = &org->people[i];

        kj_page_to(page, 2);
        kj_page_puts(page, KJ_PLAIN,
                     kj_arena_printf(page->scratch, kj_word(view->lang, KJ_W_DUE_PERSON),
                                     kj_arena_printf(page->scratch, "%.*s (%.*s)",
                                                     (int)person->name.len, person->name.data,
                                                     (int)person->id.len, person->id.data)));
        kj_page_line(page);
        kj_page_line(page);
    }
    kj_arena_release(page->scratch, mark);
    put_list(page, view, org, as_of, asked, true);
    put_list(page, view, org, as_of, asked, false);
    if (kj_due_count(org, asked, true) + kj_due_count(org, asked, false))
        return;
    kj_page_to(page, 2);
    kj_page_puts(page, KJ_PLAIN, kj_word(view->lang, KJ_W_NOTHING_DUE));
    kj_page_line(page);
    kj_page_line(page);
}

void kj_due_text(KjPage *page, const KjView *view, KjRuns *runs, const KjDueAsked *asked)
{
    const KjRun *head = kj_runs_head(runs);
    KjArenaMark mark = kj_arena_mark(page->scratch);

    kj_page_flow(page, KJ_DIM, 0,
                 kj_text(kj_arena_printf(page->scratch, kj_word(view->lang, KJ_W_DUE_WINDOW),
                                         day_of(page->scratch, view, head->as_of),
                                         day_of(page->scratch, view, asked->last),
                                         day_of(page->scratch, view, asked->since))));
    kj_arena_release(page->scratch, mark);
    kj_page_line(page);
    kj_page_line(page);
    for (size_t o = 0; o < head->organization_count; o++)
        put_organization(page, view, kj_runs_open(runs, o), head->as_of, asked);
}
