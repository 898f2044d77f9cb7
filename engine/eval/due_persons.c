/* Who has to act. Packs declare which records say so (holder{…}): for whom rules address, for what, or of the
 * record itself. Whoever is such a person is concerned by what is found of himself, too. */
#include "engine/eval/due_parts.h"
#include "engine/eval/say.h"

#include <stdlib.h>

typedef struct Holder {
    uint32_t org;
    int32_t holding;
    KjText actor; /* of holdings with one */
    int32_t kind; /* what it is about; -1: everything */
    KjText id;
    KjPerson person;
} Holder;

struct KjHolders {
    Holder *items;
    size_t count;
};

KjText kj_due_keep(KjArena *arena, KjText text)
{
    return (KjText){kj_arena_strndup(arena, text.len ? text.data : "", text.len), text.len};
}

static KjPerson person_of(KjJudge *judge, KjRef record, KjArena *arena)
{
    return (KjPerson){.kind = record.kind,
                      .id = kj_due_keep(arena, kj_record_id(judge->dataset, record)),
                      .name =
                          kj_due_keep(arena, kj_say_record_name(judge, record, judge->scratch))};
}

/* ---- those of a day ---- */

static bool read_holder(KjJudge *judge, const KjHolding *holding, KjRef record, KjArena *arena,
                        Holder *out)
{
    KjValue person = kj_dataset_get(judge->dataset, record, holding->person, judge->scratch);
    KjValue actor = kj_value_none(), subject = kj_value_none();
    if (person.type != KJ_REF || !kj_truth_is(judge, holding->when, record, KJ_PASS))
        return false;
    if (holding->actor >= 0)
        actor = kj_dataset_get(judge->dataset, record, holding->actor, judge->scratch);
    if (holding->actor >= 0 && actor.type != KJ_TEXT_TYPE && actor.type != KJ_ENUM)
        return false;
    if (holding->subject >= 0)
        subject = kj_dataset_get(judge->dataset, record, holding->subject, judge->scratch);
    KjRef about = holding->actor < 0       ? record
                  : subject.type == KJ_REF ? subject.u.ref
                                           : (KjRef){-1, -1};
    *out = (Holder){.org = kj_record_org(judge->dataset, record),
                    .holding = (int32_t)(holding - judge->registry->holders),
                    .actor = KJ_TEXT(""),
                    .kind = about.kind,
                    .id = KJ_TEXT(""),
                    .person = person_of(judge, person.u.ref, arena)};
    if (holding->actor >= 0)
        out->actor = kj_due_keep(arena, actor.u.text);
    if (about.kind >= 0)
        out->id = kj_due_keep(arena, kj_record_id(judge->dataset, about));
    return true;
}

KjHolders *kj_holders_new(KjJudge *judge, KjArena *arena)
{
    KjHolders *holders = kj_arena_alloc(arena, sizeof *holders);
    size_t most = 0;
    for (size_t h = 0; h < judge->registry->holder_count; h++)
        most += judge->dataset->tables[judge->registry->holders[h].kind].rows;
    holders->items = kj_arena_array(arena, most + 1, sizeof *holders->items);
    for (size_t h = 0; h < judge->registry->holder_count; h++) {
        const KjHolding *holding = &judge->registry->holders[h];
        uint32_t rows = judge->dataset->tables[holding->kind].rows;
        for (uint32_t row = 0; row < rows; row++)
            holders->count += read_holder(judge, holding, (KjRef){holding->kind, (int32_t)row},
                                          arena, &holders->items[holders->count]);
    }
    return holders;
}

/* ---- those of a verdict ---- */

typedef enum { NOT_AT_ALL, FOR_EVERYTHING, FOR_THIS } Fit;

static Fit fit(const KjRegistry *registry, const Holder *holder, uint32_t org,
               const KjJudgement *judgement)
{
    const KjHolding *holding = &registry->holders[holder->holding];
    bool about = holder->kind == judgement->kind && kj_text_compare(holder->id, judgement->id) == 0;
    if (holder->org != org)
        return NOT_AT_ALL;
    if (holding->actor < 0)
        return about ? FOR_THIS : NOT_AT_ALL;
    if (kj_text_compare(holder->actor, registry->rules[judgement->rule].actor) != 0)
        return NOT_AT_ALL;
    if (about)
        return FOR_THIS;
    /* what is found of the organisation concerns all who hold the role, for whatever part of it */
    return holder->kind < 0 || registry->schema->kinds[judgement->kind].singleton ? FOR_EVERYTHING
                                                                                  : NOT_AT_ALL;
}

static int by_id(const void *left, const void *right)
{
    const KjPerson *a = left, *b = right;
    return a->kind != b->kind ? (a->kind < b->kind ? -1 : 1) : kj_text_compare(a->id, b->id);
}

/* What is found of a person himself. */
static bool is_person(const KjRegistry *registry, int32_t kind)
{
    for (size_t h = 0; h < registry->holder_count; h++) {
        const KjHolding *holding = &registry->holders[h];
        if (registry->schema->kinds[holding->kind].fields[holding->person].target == kind)
            return true;
    }
    return false;
}

void kj_holders_of(const KjHolders *holders, const KjRegistry *registry, uint32_t org,
                   const KjJudgement *judgement, KjArena *arena, KjPerson **persons, size_t *count)
{
    Fit best = FOR_EVERYTHING;
    size_t found = 0, kept = 0;
    *persons = kj_arena_array(arena, holders->count + 2, sizeof **persons);
    for (size_t i = 0; i < holders->count; i++)
        if (registry->holders[holders->items[i].holding].actor >= 0 &&
            fit(registry, &holders->items[i], org, judgement) == FOR_THIS)
            best = FOR_THIS;
    for (size_t i = 0; i < holders->count; i++) {
        const Holder *holder = &holders->items[i];
        Fit own = fit(registry, holder, org, judgement);
        if (own != NOT_AT_ALL && (own == best || registry->holders[holder->holding].actor < 0))
            (*persons)[found++] = holder->person;
    }
    if (is_person(registry, judgement->kind))
        (*persons)[found++] = (KjPerson){judgement->kind, judgement->id, judgement->name};
    if (found > 1)
        qsort(*persons, found, sizeof **persons, by_id);
    for (size_t i = 0; i < found; i++)
        if (kept == 0 || by_id(&(*persons)[kept - 1], &(*persons)[i]) != 0)
            (*persons)[kept++] = (*persons)[i];
    *count = kept;
}

KjPerson *kj_due_people(KjJudge *judge, uint32_t org, KjText id, KjArena *arena, size_t *count)
{
    const KjSchema *schema = judge->registry->schema;
    KjPerson *people = kj_arena_array(arena, schema->kind_count + 1, sizeof *people);
    *count = 0;
    for (size_t k = 0; k < schema->kind_count; k++) {
        int32_t row = is_person(judge->registry, (int32_t)k)
                          ? kj_dataset_find(judge->dataset, org, (int32_t)k, id)
                          : -1;
        if (row >= 0)
            people[(*count)++] = person_of(judge, (KjRef){(int32_t)k, row}, arena);
    }
    return people;
}
