/* Two runs over the same packs, one of the facts as they are, one with changes. Why a verdict is another one:
 * the facts it reads whose values differ, or that stand where a change does. */
#include "engine/output/whatif.h"

#include <string.h>

KjWhatifOrg kj_whatif_org(const KjView *view, const KjWhatif *whatif, size_t number, KjArena *arena)
{
    KjWhatifOrg org = {.before = &whatif->before->organizations[number],
                       .after = &whatif->after->organizations[number]};

    org.verdicts = kj_moves_of(view->registry, org.before, org.after, arena);
    org.derived = kj_derived_moves_of(org.before, org.after, arena, &org.derived_count);
    return org;
}

bool kj_whatif_worse(const KjView *view, const KjWhatif *whatif)
{
    bool worse = false;

    for (size_t o = 0; o < whatif->after->organization_count && !worse; o++) {
        KjArena *arena = kj_arena_new();

        worse = kj_whatif_org(view, whatif, o, arena).verdicts.of[KJ_WORSE] > 0;
        kj_arena_free(arena);
    }
    return worse;
}

KjText kj_whatif_change(const KjAmend *change, KjArena *arena)
{
    char *copy = kj_arena_strndup(arena, change->text.data, change->text.len);

    for (uint32_t i = 0; i < change->text.len; i++)
        if (copy[i] == KJ_AMEND_NEXT)
            copy[i] = ' ';
    return (KjText){copy, change->text.len};
}

/* ---- reasons ---- */

static bool is_change(const KjWhatif *whatif, KjPlace place)
{
    for (size_t i = 0; place.file && i < whatif->change_count; i++) {
        const KjPlace *change = &whatif->changes[i].place;

        if (strcmp(place.file, change->file) == 0 && place.line == change->line &&
            place.column == change->column)
            return true;
    }
    return false;
}

static const KjFact *find_fact(const KjJudgement *judgement, const KjFact *like)
{
    for (size_t i = 0; judgement && i < judgement->trace_count; i++) {
        const KjFact *fact = &judgement->trace[i];

        if (fact->kind == like->kind && fact->field == like->field &&
            kj_text_compare(fact->id, like->id) == 0)
            return fact;
    }
    return NULL;
}

/* The value of a fact before the change, as far as that is known; whether it is another one now. */
static bool differs(const KjWhatif *whatif, const KjWhatifOrg *org, const KjMove *move,
                    const KjFact *fact, const KjValue **before)
{
    const KjFact *was = find_fact(move->before, fact);
    const KjDerived *derived = NULL;

    if (!was && fact->origin == KJ_AT_DERIVED)
        derived = kj_derived_find(org->before, fact->kind, fact->id, fact->field);
    *before = was ? &was->value : derived ? &derived->value : NULL;
    if (*before && (*before)->type == KJ_NONE)
        *before = NULL;
    if (was || derived) {
        const KjValue none = kj_value_none();

        return !kj_value_equal(*before ? *before : &none, &fact->value);
    }
    return fact->value.type != KJ_NONE && is_change(whatif, fact->place);
}

/* A record that verdicts read, and that is not judged or read any more. */
static bool is_gone(const KjWhatifOrg *org, const KjFact *fact)
{
    for (size_t i = 0; i < org->after->judgement_count; i++)
        if (org->after->judgements[i].kind == fact->kind &&
            kj_text_compare(org->after->judgements[i].id, fact->id) == 0)
            return false;
    for (size_t i = 0; i < org->before->judgement_count; i++)
        if (org->before->judgements[i].kind == fact->kind &&
            kj_text_compare(org->before->judgements[i].id, fact->id) == 0)
            return true;
    return false;
}

KjWhatifReason *kj_whatif_reasons(const KjWhatif *whatif, const KjWhatifOrg *org,
                                  const KjMove *move, KjArena *arena, size_t *count)
{
    size_t most = (move->before ? move->before->trace_count : 0) +
                  (move->after ? move->after->trace_count : 0);
    KjWhatifReason *reasons = kj_arena_array(arena, most + 1, sizeof *reasons);
    const KjValue *before;

    *count = 0;
    for (size_t i = 0; move->after && i < move->after->trace_count; i++)
        if (differs(whatif, org, move, &move->after->trace[i], &before))
            reasons[(*count)++] = (KjWhatifReason){&move->after->trace[i], before, false};
    for (size_t i = 0; move->before && move->after && i < move->before->trace_count; i++) {
        const KjFact *fact = &move->before->trace[i];

        if (fact->kind >= 0 && !find_fact(move->after, fact) && is_gone(org, fact))
            reasons[(*count)++] = (KjWhatifReason){fact, &fact->value, true};
    }
    return reasons;
}
