/* What could not be decided, by clause. Missing facts are gathered per field: one line says which
 * field, of which records; so fifty systems without the same date are one line, not fifty. Records
 * that wait for an answer share the line of the question. For others the message says why. */
#include "engine/output/meaning.h"
#include "engine/output/report_parts.h"
#include "engine/output/show.h"

#define MOST_IDS 30 /* of one line; how many more there are is said */

static const bool wanted[KJ_VERDICTS] = {[KJ_UNKNOWN] = true};

/* A clause's judgements and the facts that they miss, each once. */
typedef struct Clause {
    const KjOrgResult *org;
    size_t from, to;
    const KjFact **missing;
    size_t count, capacity;
} Clause;

static bool same_fact(const KjFact *a, const KjFact *b)
{
    return a->kind == b->kind && a->field == b->field && kj_text_compare(a->id, b->id) == 0;
}

/* Facts of one record come together, so the last few are the ones that may be there already. */
static bool has_fact(const Clause *clause, const KjFact *fact)
{
    size_t i = clause->count;

    for (size_t looked = 0; i > 0 && looked < 256; looked++)
        if (same_fact(clause->missing[--i], fact))
            return true;
    return false;
}

static void gather(Clause *clause)
{
    for (size_t i = clause->from; i < clause->to; i++) {
        const KjJudgement *judgement = &clause->org->judgements[i];

        if (judgement->verdict != KJ_UNKNOWN)
            continue;
        for (size_t m = 0; m < judgement->missing_count; m++)
            if (!has_fact(clause, &judgement->missing[m]))
                KJ_PUSH(clause->missing, clause->count, clause->capacity, &judgement->missing[m]);
    }
}

/* Whether facts share a line: the same field, and no reason of its own. */
static bool same_line(const KjFact *a, const KjFact *b)
{
    return a->kind == b->kind && a->field == b->field && a->reason.len == 0 && b->reason.len == 0;
}

static void write_ids(KjBuf *out, const KjView *view, const Clause *clause, size_t first)
{
    const KjFact *fact = clause->missing[first];
    KjText kind = view->registry->schema->kinds[fact->kind].name;
    size_t count = 0;

    kj_buf_add(out, kind.data, kind.len);
    kj_buf_putc(out, ':');
    for (size_t i = first; i < clause->count; i++) {
        if (i != first && !same_line(fact, clause->missing[i]))
            continue;
        if (count++ >= MOST_IDS)
            continue;
        kj_buf_putc(out, ' ');
        kj_buf_add(out, clause->missing[i]->id.data, clause->missing[i]->id.len);
    }
    if (count > MOST_IDS)
        kj_buf_printf(out, " %s%zu%s", kj_word(view->lang, KJ_W_MORE), count - MOST_IDS,
                      kj_word(view->lang, KJ_W_ITEMS));
}

/* A parameter is set, a fact recorded; what a pack computes can only come of itself. */
static KjWord what_is_missing(const KjView *view, const KjFact *fact)
{
    const KjSchema *schema = view->registry->schema;

    if (fact->kind < 0)
        return KJ_W_NOT_SET;
    if (fact->field >= 0 && schema->kinds[fact->kind].fields[fact->field].derived)
        return KJ_W_NO_VALUE;
    return KJ_W_MISSING;
}

static void put_missing(KjPage *page, const KjView *view, const Clause *clause, size_t first)
{
    const KjFact *fact = clause->missing[first];
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_meaning_name(&text, view, fact->kind, fact->field);
    kj_page_to(page, 4);
    kj_page_puts(page, KJ_CYAN, kj_word(view->lang, what_is_missing(view, fact)));
    kj_page_puts(page, KJ_PLAIN, "  ");
    kj_page_put(page, KJ_PLAIN, (KjText){text.data, (uint32_t)text.len});
    kj_buf_reset(&text);
    if (fact->kind >= 0)
        write_ids(&text, view, clause, first);
    if (fact->reason.len) {
        kj_buf_puts(&text, " — ");
        kj_buf_add(&text, fact->reason.data, fact->reason.len);
    }
    kj_page_flow_on(page, KJ_DIM, 8, (KjText){text.data ? text.data : "", (uint32_t)text.len});
    kj_page_line(page);
    kj_buf_clear(&text);
}

static void put_all_missing(KjPage *page, const KjView *view, const Clause *clause)
{
    for (size_t i = 0; i < clause->count; i++) {
        bool done = false;

        for (size_t before = 0; before < i && !done; before++)
            done = same_line(clause->missing[before], clause->missing[i]);
        if (!done)
            put_missing(page, view, clause, i);
    }
}

/* ---- where nothing is missing ---- */

static bool misses_nothing(const KjJudgement *judgement)
{
    return judgement->verdict == KJ_UNKNOWN && judgement->missing_count == 0;
}

static void put_reasons(KjPage *page, const KjView *view, const Clause *clause,
                        KjRecordColumns columns)
{
    for (size_t i = clause->from; i < clause->to; i++) {
        const KjJudgement *judgement = &clause->org->judgements[i];

        if (!misses_nothing(judgement))
            continue;
        kj_report_record(page, view, columns, judgement, KJ_UNKNOWN);
        if (judgement->message.len) {
            kj_page_to(page, 6);
            kj_page_flow(page, KJ_PLAIN, 6, judgement->message);
            kj_page_line(page);
        }
    }
}

/* " system:auth system:mail", but nothing for the organisation itself. */
static void write_waiting(KjBuf *out, const KjView *view, const Clause *clause)
{
    size_t count = 0;

    for (size_t i = clause->from; i < clause->to; i++) {
        const KjJudgement *judgement = &clause->org->judgements[i];

        if (!misses_nothing(judgement) ||
            view->registry->schema->kinds[judgement->kind].singleton || count++ >= MOST_IDS)
            continue;
        kj_buf_puts(out, count > 1 ? " " : "");
        kj_show_record(out, view, judgement->kind, judgement->id);
    }
    if (count > MOST_IDS)
        kj_buf_printf(out, " %s%zu%s", kj_word(view->lang, KJ_W_MORE), count - MOST_IDS,
                      kj_word(view->lang, KJ_W_ITEMS));
}

static void put_labelled(KjPage *page, const KjView *view, KjWord word, KjText text)
{
    if (text.len == 0)
        return;
    kj_page_to(page, 4);
    kj_page_puts(page, KJ_CYAN, kj_word(view->lang, word));
    kj_page_puts(page, KJ_PLAIN, "  ");
    kj_page_flow(page, KJ_PLAIN, page->column, text);
    kj_page_line(page);
}

static void put_question(KjPage *page, const KjView *view, const Clause *clause, const KjRule *rule)
{
    KjBuf waiting;

    kj_buf_init(&waiting, 0);
    write_waiting(&waiting, view, clause);
    put_labelled(page, view, KJ_W_WAITING,
                 (KjText){waiting.data ? waiting.data : "", (uint32_t)waiting.len});
    put_labelled(page, view, KJ_W_QUESTION, kj_label_in(rule->question, view->lang));
    kj_buf_clear(&waiting);
}

static void put_clause(KjPage *page, const KjView *view, Clause *clause, KjRecordColumns columns)
{
    const KjRule *rule = &view->registry->rules[clause->org->judgements[clause->from].rule];

    gather(clause);
    kj_report_clause(page, view, rule, KJ_UNKNOWN);
    put_all_missing(page, view, clause);
    if (rule->ask)
        put_question(page, view, clause, rule);
    else
        put_reasons(page, view, clause, columns);
    kj_page_line(page);
    kj_free(clause->missing);
}

void kj_report_unknown(KjPage *page, const KjView *view, const KjOrgResult *org)
{
    KjRecordColumns columns = kj_report_columns(view, org, wanted);
    size_t to;

    if (org->summary[KJ_UNKNOWN] == 0)
        return;
    kj_report_heading(page, view, KJ_W_UNKNOWNS, org->summary[KJ_UNKNOWN]);
    for (size_t from = 0; from < org->judgement_count; from = to) {
        Clause clause = {.org = org, .from = from};
        size_t found = 0;

        for (to = from; to < org->judgement_count; to++) {
            if (org->judgements[to].rule != org->judgements[from].rule)
                break;
            found += org->judgements[to].verdict == KJ_UNKNOWN;
        }
        clause.to = to;
        if (found)
            put_clause(page, view, &clause, columns);
    }
}
