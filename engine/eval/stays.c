/* What stays from one day to a later one. The same facts are judged again, but only what may come out otherwise:
 * a derivation or rule says, as it is evaluated, until when what it made of the as-of day stands (horizon.h), and
 * is left alone until then, unless a computed value that it reads has changed. Conditions tell what they read;
 * of functions that derive, `reads` tells it; of functions that check, what they have read. Answers and waivers are
 * settled each time, over the verdicts as they were before. What would make other records, or has failed, is not
 * done again this way: the facts have to be judged anew. */
#include "engine/eval/horizon.h"
#include "engine/eval/judge_parts.h"

#include <assert.h>
#include <string.h>

/* What is made again stays in memory beside what it replaces: so much more than at first, and no more. */
#define ROOM ((size_t)16 << 20)

struct KjStays {
    int32_t *until;       /* per derivation, then per rule, then of all else; by organisation */
    bool *changed;        /* per derivation: its values are others than before, today */
    bool ways_changed;    /* a computed reference among them */
    bool turning;         /* to a later day; false: judged for the first time */
    bool lost;            /* to be judged anew */
    uint8_t ***before;    /* [rule][i]: verdicts per row, before answers and waivers */
    KjArenaMark settling; /* where it begins in the judge's arena */
    size_t weight;        /* bytes, the first time */
};

/* ---- until when ---- */

static size_t unit_of_rule(const KjJudge *judge, int32_t rule)
{
    return judge->registry->derive_count + (size_t)rule;
}

static size_t unit_of_rest(const KjJudge *judge)
{
    return judge->registry->derive_count + judge->registry->rule_count;
}

static int32_t *until_of(const KjJudge *judge, size_t unit)
{
    return judge->stays->until + unit * judge->dataset->org_count;
}

static bool is_due(const KjJudge *judge, size_t unit)
{
    for (uint32_t org = 0; org < judge->dataset->org_count; org++)
        if (until_of(judge, unit)[org] <= judge->options.as_of)
            return true;
    return false;
}

int32_t kj_judge_until(const KjJudge *judge, uint32_t org)
{
    int32_t until = kj_horizon_until(judge->horizon, org);
    for (size_t unit = 0; judge->stays && unit <= unit_of_rest(judge); unit++)
        if (until_of(judge, unit)[org] < until)
            until = until_of(judge, unit)[org];
    return until;
}

void kj_stays_begin(KjJudge *judge)
{
    const KjRegistry *registry = judge->registry;
    if (!judge->options.again)
        return;
    size_t cells = (unit_of_rest(judge) + 1) * judge->dataset->org_count;
    KjStays *stays = judge->stays = kj_arena_alloc(judge->arena, sizeof *stays);
    stays->until = kj_arena_array(judge->arena, cells + 1, sizeof *stays->until);
    for (size_t i = 0; i < cells; i++)
        stays->until[i] = KJ_NEVER;
    stays->changed =
        kj_arena_array(judge->arena, registry->derive_count + 1, sizeof *stays->changed);
    stays->before = kj_arena_array(judge->arena, registry->rule_count + 1, sizeof *stays->before);
}

void kj_stays_checked(KjJudge *judge)
{
    if (judge->stays)
        kj_horizon_take(judge->horizon, until_of(judge, unit_of_rest(judge)));
}

/* ---- derivations ---- */

bool kj_stays_changed(const KjJudge *judge, int32_t derivation)
{
    return judge->stays && judge->stays->changed[derivation];
}

/* Derivations that are computed together: whether their values are those of the day before. */
bool kj_stays_derived(KjJudge *judge, const int32_t *members, size_t count, bool reads_changed)
{
    KjStays *stays = judge->stays;
    bool again = reads_changed;
    if (!stays || !stays->turning)
        return false;
    for (size_t i = 0; i < count; i++)
        again |= is_due(judge, (size_t)members[i]);
    for (size_t i = 0; i < count; i++)
        stays->lost |= again && judge->registry->derives[members[i]].records;
    return !again || stays->lost;
}

static KjColumn *column_of(const KjJudge *judge, const KjDerive *derive, size_t which)
{
    return &judge->dataset->tables[derive->kind].columns[derive->fields[which]];
}

/* Sets their columns aside to be compared with, and forgets why their cells were missing. */
KjColumn **kj_stays_set_aside(KjJudge *judge, const int32_t *members, size_t count)
{
    if (!judge->stays || !judge->stays->turning)
        return NULL;
    KjColumn **aside = kj_arena_array(judge->scratch, count, sizeof *aside);
    for (size_t i = 0; i < count; i++) {
        const KjDerive *derive = &judge->registry->derives[members[i]];
        aside[i] = kj_arena_array(judge->scratch, derive->field_count + 1, sizeof **aside);
        for (size_t f = 0; f < derive->field_count; f++) {
            aside[i][f] = *column_of(judge, derive, f);
            kj_reasons_forget(judge, derive->kind, derive->fields[f]);
        }
    }
    return aside;
}

void kj_stays_made(KjJudge *judge, const int32_t *members, size_t count, KjColumn **aside)
{
    KjStays *stays = judge->stays;
    if (!stays)
        return;
    int32_t *until = until_of(judge, (size_t)members[0]);
    kj_horizon_take(judge->horizon, until);
    for (size_t i = 0; i < count; i++) {
        const KjDerive *derive = &judge->registry->derives[members[i]];
        if (i > 0)
            memcpy(until_of(judge, (size_t)members[i]), until,
                   judge->dataset->org_count * sizeof *until);
        for (size_t f = 0; aside && f < derive->field_count; f++) {
            if (kj_column_same(judge->dataset, derive->kind, derive->fields[f], &aside[i][f]))
                continue;
            const KjKind *kind = &judge->registry->schema->kinds[derive->kind];
            stays->changed[members[i]] = true;
            stays->ways_changed |= kind->fields[derive->fields[f]].type == KJ_REF;
        }
    }
}

/* ---- rules ---- */

static void keep_verdicts(KjJudge *judge, int32_t number, bool back)
{
    const KjRule *rule = &judge->registry->rules[number];
    uint8_t ***before = &judge->stays->before[number];
    if (!*before)
        *before = kj_arena_array(judge->arena, rule->kind_count, sizeof **before);
    for (size_t which = 0; which < rule->kind_count; which++) {
        KjVerdicts *verdicts = &judge->verdicts[number][which];
        size_t rows = judge->dataset->tables[rule->kinds[which]].rows;
        if (!(*before)[which])
            (*before)[which] = kj_arena_scratch(judge->arena, rows + 1);
        memcpy(back ? verdicts->verdict : (*before)[which],
               back ? (*before)[which] : verdicts->verdict, rows);
        verdicts->underlying = NULL;
        verdicts->settled = NULL;
    }
}

void kj_stays_judged(KjJudge *judge, int32_t rule)
{
    if (!judge->stays)
        return;
    kj_horizon_take(judge->horizon, until_of(judge, unit_of_rule(judge, rule)));
    keep_verdicts(judge, rule, false);
}

static void note_changed(KjJudge *judge, int32_t derivation, void *ctx)
{
    bool *changed = ctx;
    *changed |= judge->stays->changed[derivation];
}

static bool read_changed(const KjJudge *judge, const KjVerdicts *verdicts, uint32_t rows)
{
    for (uint32_t row = 0; row < rows; row++) {
        const KjOutcome *outcome = &verdicts->outcome[row];
        for (uint32_t i = outcome->trace_from; i < outcome->trace_to; i++) {
            const KjRead *read = &judge->lua_trace.reads[i];
            if (read->kind < 0 || read->field < 0)
                continue;
            int32_t derivation = judge->producer[read->kind][read->field];
            if (derivation >= 0 && judge->stays->changed[derivation])
                return true;
        }
    }
    return false;
}

static bool reads_changed(KjJudge *judge, int32_t number)
{
    const KjRule *rule = &judge->registry->rules[number];
    KjExpr **parts[] = {rule->select, rule->when, rule->check};
    bool changed = rule->check_function >= 0 && judge->stays->ways_changed;
    for (size_t which = 0; which < rule->kind_count && !changed; which++) {
        for (int p = 0; p < 3; p++)
            if (parts[p])
                kj_derive_reads(judge, parts[p][which], note_changed, &changed);
        if (rule->check_function >= 0)
            changed |= read_changed(judge, &judge->verdicts[number][which],
                                    judge->dataset->tables[rule->kinds[which]].rows);
    }
    return changed;
}

static void judge_rules(KjJudge *judge)
{
    for (size_t r = 0; r < judge->registry->rule_count; r++) {
        int32_t rule = (int32_t)r;
        if (!judge->verdicts[r])
            continue;
        bool again = is_due(judge, unit_of_rule(judge, rule)) || reads_changed(judge, rule);
        if (again)
            kj_judge_rule(judge, rule);
        if (again)
            kj_stays_judged(judge, rule);
        else
            keep_verdicts(judge, rule, true);
    }
}

/* ---- a later day ---- */

static size_t weight_of(const KjJudge *judge)
{
    return kj_arena_size(judge->arena) + kj_arena_size(judge->dataset->arena) +
           judge->lua_trace.capacity * sizeof *judge->lua_trace.reads;
}

/* What is made from here on is made anew each time. */
void kj_stays_settling(KjJudge *judge)
{
    if (!judge->stays)
        return;
    judge->stays->settling = kj_arena_mark(judge->arena);
    if (!judge->stays->turning)
        judge->stays->weight = weight_of(judge);
}

static bool can_turn(const KjJudge *judge)
{
    const KjStays *stays = judge->stays;
    return stays && !stays->lost && judge->fault_count == 0 && judge->options.skip_count == 0 &&
           weight_of(judge) <= 2 * stays->weight + ROOM;
}

bool kj_judge_turn(KjJudge *judge, int32_t day, KjDiags *diags)
{
    KjStays *stays = judge->stays;
    if (!can_turn(judge))
        return false;
    assert(day >= judge->options.as_of);
    judge->options.as_of = judge->world.today = day;
    if (judge->lua)
        kj_lua_bind(judge->lua, &judge->world);
    kj_arena_release(judge->arena, stays->settling);
    memset(stays->changed, 0, judge->registry->derive_count * sizeof *stays->changed);
    stays->ways_changed = false;
    stays->turning = true;
    kj_stays_checked(judge); /* nothing is noted of the day before */
    kj_judge_contradictions(judge, diags);
    kj_stays_checked(judge);
    kj_judge_derive(judge, diags);
    stays->lost |= judge->fault_count > 0;
    if (stays->lost)
        return false;
    judge_rules(judge);
    kj_stays_settling(judge);
    kj_judge_settle(judge, diags);
    return true;
}
