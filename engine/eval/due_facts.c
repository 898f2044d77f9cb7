/* A day is set by comparisons of the as-of day with facts: those whose truth changes on it. The conditions that
 * the verdict rests on, those of its items, of the answer or waiver that settles it and of derived values that
 * are read, are evaluated once more with a horizon that looks for that day. What functions of packs ask cannot
 * be evaluated again, and a comparison with the start of a fiscal year says nothing of the other side: there, a
 * fact counts that is itself the day, or the one before, or else every day that was read. */
#include "engine/eval/due_parts.h"
#include "engine/eval/horizon.h"
#include "engine/eval/roll_up.h"

#define MOST_READS 20000 /* that are followed */
#define MOST_FACTS 40

typedef struct Seeking {
    KjJudge *judge;
    int32_t day;
    KjTrace reads, found;
} Seeking;

/* ---- what is evaluated ---- */

/* The condition under which a record answers or excuses. */
static void seek_settling(Seeking *seeking, KjRef settled)
{
    const KjRegistry *registry = seeking->judge->registry;
    for (size_t a = 0; a < registry->answer_count; a++)
        if (registry->answers[a].kind == settled.kind)
            kj_reads_of_expr(seeking->judge, registry->answers[a].when, settled, &seeking->reads);
    for (size_t w = 0; w < registry->waiver_count; w++)
        if (registry->waivers[w].kind == settled.kind)
            kj_reads_of_expr(seeking->judge, registry->waivers[w].when, settled, &seeking->reads);
}

static void seek_settled(Seeking *seeking, int32_t rule, size_t which, int32_t row)
{
    const KjVerdicts *verdicts = &seeking->judge->verdicts[rule][which];
    if (verdicts->settled && verdicts->settled[row].kind >= 0)
        seek_settling(seeking, verdicts->settled[row]);
}

static void seek_item(KjJudge *judge, int32_t item, size_t which, KjRef record, void *ctx)
{
    Seeking *seeking = ctx;
    seek_settled(seeking, item, which, record.row);
    kj_items_each(judge, &judge->registry->rules[item], record, seek_item, seeking);
}

static const KjExpr *from_of(const KjJudge *judge, const KjRead *read)
{
    if (read->kind < 0 || read->field < 0 || !judge->producer[read->kind] ||
        judge->producer[read->kind][read->field] < 0)
        return NULL;
    const KjExpr *from = judge->registry->derives[judge->producer[read->kind][read->field]].from;
    return from && from->type != KJ_LIST ? from : NULL;
}

static bool is_known(const KjTrace *trace, size_t before, const KjRead *read)
{
    for (size_t i = 0; i < before; i++)
        if (trace->reads[i].kind == read->kind && trace->reads[i].row == read->row &&
            trace->reads[i].field == read->field)
            return true;
    return false;
}

/* Derived values that were read, and what they read, each once. */
static void follow(Seeking *seeking, KjTrace *trace, size_t most)
{
    KjTrace done = {NULL, 0, 0};
    for (size_t i = 0; i < trace->count && i < most; i++) {
        KjRead read = trace->reads[i];
        const KjExpr *from = from_of(seeking->judge, &read);
        if (!from || is_known(&done, done.count, &read))
            continue;
        kj_trace_add(&done, read.kind, read.row, read.field);
        kj_reads_of_expr(seeking->judge, from, (KjRef){read.kind, read.row}, trace);
    }
    kj_free(done.reads);
}

/* ---- what was found ---- */

/* A fact that is a day: with near, the one of the change or the one before it. */
static bool is_day(const Seeking *seeking, const KjRead *read, bool near)
{
    const KjJudge *judge = seeking->judge;
    if (read->kind < 0 || read->field < 0)
        return false;
    const KjField *field = &judge->registry->schema->kinds[read->kind].fields[read->field];
    if (field->list || (field->type != KJ_DATE && field->type != KJ_DATETIME))
        return false;
    KjValue value =
        kj_dataset_get(judge->dataset, (KjRef){read->kind, read->row}, read->field, judge->scratch);
    int64_t day =
        value.type == KJ_DATETIME ? kj_date_of(value.u.whole, judge->options.zone) : value.u.whole;
    return value.type != KJ_NONE && (!near || day == seeking->day || day == seeking->day - 1);
}

static bool has_day(const Seeking *seeking)
{
    for (size_t i = 0; i < seeking->found.count; i++)
        if (is_day(seeking, &seeking->found.reads[i], false))
            return true;
    return false;
}

static void guess(Seeking *seeking, bool near)
{
    for (size_t i = 0; i < seeking->reads.count && seeking->found.count < MOST_FACTS; i++)
        if (is_day(seeking, &seeking->reads.reads[i], near) &&
            !is_known(&seeking->found, seeking->found.count, &seeking->reads.reads[i]))
            kj_trace_add(&seeking->found, seeking->reads.reads[i].kind, seeking->reads.reads[i].row,
                         seeking->reads.reads[i].field);
}

static int rank(const KjJudge *judge, const KjFact *fact)
{
    if (fact->kind < 0)
        return 2;
    KjType type = judge->registry->schema->kinds[fact->kind].fields[fact->field].type;
    bool day = type == KJ_DATE || type == KJ_DATETIME || type == KJ_MONTHDAY;
    return day && fact->origin != KJ_AT_NOWHERE       ? 0
           : type == KJ_PERIOD || type == KJ_DURATION ? 1
                                                      : 3;
}

/* Days first, then how far from them, then parameters, then the rest; what is not there sets nothing. */
static void sort_facts(const KjJudge *judge, KjFact *facts, size_t *count)
{
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (facts[i].value.type != KJ_NONE)
            facts[kept++] = facts[i];
    for (size_t i = 1; i < kept; i++) {
        KjFact fact = facts[i];
        size_t at = i;
        for (; at > 0 && rank(judge, &facts[at - 1]) > rank(judge, &fact); at--)
            facts[at] = facts[at - 1];
        facts[at] = fact;
    }
    *count = kept < MOST_FACTS ? kept : MOST_FACTS;
}

void kj_due_facts(KjJudge *judge, int32_t rule, size_t which, KjRef record, KjRef after,
                  int32_t day, KjArena *arena, KjFact **facts, size_t *count)
{
    Seeking seeking = {.judge = judge, .day = day};
    KjHorizon *own = judge->horizon;
    KjArenaMark mark = kj_arena_mark(judge->scratch);
    judge->horizon = kj_horizon_seek(judge->scratch, day, &seeking.found);
    kj_reads_of_rule(judge, rule, which, record, &seeking.reads);
    seek_settled(&seeking, rule, which, record.row);
    kj_items_each(judge, &judge->registry->rules[rule], record, seek_item, &seeking);
    if (after.kind >= 0)
        seek_settling(&seeking, after);
    follow(&seeking, &seeking.reads, MOST_READS);
    judge->horizon = NULL;
    if (!has_day(&seeking))
        guess(&seeking, true);
    if (!has_day(&seeking))
        guess(&seeking, false);
    follow(&seeking, &seeking.found, MOST_FACTS);
    kj_facts_of(judge, seeking.found.reads, seeking.found.count, kj_judge_set_of(judge, record),
                arena, facts, count);
    sort_facts(judge, *facts, count);
    judge->horizon = own;
    kj_arena_release(judge->scratch, mark);
    kj_free(seeking.reads.reads);
    kj_free(seeking.found.reads);
}
