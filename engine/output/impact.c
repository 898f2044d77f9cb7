/* Counting what changes, and who is hit worst. One organisation at a time is in memory. */
#include "engine/output/impact.h"

#include <stdlib.h>

uint32_t kj_tally_verdicts(const KjTally *tally)
{
    return tally->turns[KJ_WORSE] + tally->turns[KJ_BETTER] + tally->turns[KJ_ALIKE];
}

bool kj_tally_any(const KjTally *tally)
{
    return kj_tally_verdicts(tally) + tally->values > 0;
}

bool kj_same_record(const KjImpactChange *a, const KjImpactChange *b)
{
    return kj_text_compare(a->kind, b->kind) == 0 && kj_text_compare(a->id, b->id) == 0;
}

static void add(KjTally *tally, const KjTally *more)
{
    for (int i = 0; i < KJ_TURNS; i++)
        tally->turns[i] += more->turns[i];
    tally->values += more->values;
}

/* ---- counting ---- */

static void count_change(KjImpact *impact, KjImpactOrg *org, const KjImpactChange *change,
                         size_t *last_of)
{
    KjTurn turn = kj_turn(change->before, change->after);
    KjImpactRule *rule;

    if (change->rule == KJ_NO_RULE) {
        org->tally.values++;
        return;
    }
    rule = &impact->rules[change->rule];
    org->tally.turns[turn]++;
    rule->tally.turns[turn]++;
    impact->turns[change->before][change->after]++;
    if (last_of[change->rule] != org->number + 1)
        rule->organizations++;
    last_of[change->rule] = org->number + 1;
}

static void count_groups(KjImpact *impact, const KjImpactOrg *org)
{
    for (size_t c = 0; c < impact->choice_count; c++) {
        KjImpactChoice *choice = &impact->choices[c];

        for (size_t g = 0; g < choice->count; g++) {
            KjImpactGroup *group = &choice->groups[g];

            if (kj_text_compare(group->value, org->groups[c]) != 0)
                continue;
            group->organizations++;
            group->hit += kj_tally_any(&org->tally);
            add(&group->tally, &org->tally);
        }
    }
}

static bool count_organization(KjImpact *impact, KjImpactOrg *org, size_t *last_of)
{
    KjArena *arena = kj_arena_new();
    KjImpactChange *changes;
    size_t count;
    bool good = impact->open(impact, org, true, arena, &changes, &count);

    for (size_t i = 0; good && i < count; i++) {
        count_change(impact, org, &changes[i], last_of);
        org->records += i == 0 || !kj_same_record(&changes[i - 1], &changes[i]);
    }
    kj_arena_free(arena);
    count_groups(impact, org);
    add(&impact->tally, &org->tally);
    impact->hit += kj_tally_any(&org->tally);
    impact->records += org->records;
    return good;
}

static int by_hit(const void *left, const void *right)
{
    const KjImpactOrg *a = left, *b = right;
    uint32_t x = kj_tally_verdicts(&a->tally), y = kj_tally_verdicts(&b->tally);

    if (a->tally.turns[KJ_WORSE] != b->tally.turns[KJ_WORSE])
        return a->tally.turns[KJ_WORSE] > b->tally.turns[KJ_WORSE] ? -1 : 1;
    if (x != y)
        return x > y ? -1 : 1;
    if (a->tally.values != b->tally.values)
        return a->tally.values > b->tally.values ? -1 : 1;
    return kj_text_compare(a->id, b->id);
}

bool kj_impact_count(KjImpact *impact)
{
    size_t *last_of = kj_alloc_array(impact->rule_count + 1, sizeof *last_of);
    bool good = true;

    for (size_t i = 0; good && i < impact->org_count; i++)
        good = count_organization(impact, &impact->orgs[i], last_of);
    if (impact->org_count > 1)
        qsort(impact->orgs, impact->org_count, sizeof *impact->orgs, by_hit);
    kj_free(last_of);
    return good;
}

/* ---- what it comes to ---- */

bool kj_impact_rule_judges(const KjImpactRule *rule)
{
    for (KjVerdict verdict = 0; verdict < KJ_VERDICTS; verdict++)
        if (rule->counts[verdict])
            return true;
    return false;
}

bool kj_impact_changes(const KjImpact *impact)
{
    for (size_t i = 0; i < impact->rule_count; i++)
        if (kj_impact_rule_judges(&impact->rules[i]))
            return true;
    return kj_tally_any(&impact->tally);
}

bool kj_impact_worsens(const KjImpact *impact)
{
    for (size_t i = 0; i < impact->rule_count; i++)
        for (KjVerdict verdict = 0; verdict < KJ_VERDICTS; verdict++)
            if (impact->rules[i].fate == KJ_IN_NEW && impact->rules[i].counts[verdict] &&
                kj_turn(KJ_NO_VERDICT, verdict) == KJ_WORSE)
                return true;
    return impact->tally.turns[KJ_WORSE] > 0;
}
