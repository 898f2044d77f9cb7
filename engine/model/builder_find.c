/* Drafts by id, for rows that stand apart from their record. A hash table over (organisation, kind,
 * id) grows along with the drafts, but only when someone asks: most data never do. */
#include "engine/model/dataset_parts.h"

/* Looking for near ids costs time; beyond so many comparisons in one dataset none are suggested. */
enum { NEAR_BUDGET = 500000 };

static bool same_key(const KjDraftRow *a, const KjDraftRow *b)
{
    return a->id == b->id && a->kind == b->kind && a->org == b->org;
}

/* The slot of the draft with the key, or the empty one where it would stand. */
static uint32_t *slot_of(const KjBuilder *builder, const KjDraftRow *key)
{
    const KjFoundDrafts *found = &builder->found;
    uint64_t hash = key->id;
    hash = (hash << 32 | key->org) * 0x9E3779B97F4A7C15u;
    hash = (hash ^ (uint32_t)key->kind) * 0x9E3779B97F4A7C15u;
    for (size_t at = hash >> 24;; at++) {
        uint32_t *slot = &found->slots[at & (found->size - 1)];
        if (*slot == 0 || same_key(&builder->drafts[*slot - 1], key))
            return slot;
    }
}

static void grow(KjBuilder *builder)
{
    KjFoundDrafts *found = &builder->found;
    uint32_t *old = found->slots;
    size_t size = found->size;
    found->size = size ? size * 2 : 64;
    found->slots = kj_alloc_array(found->size, sizeof *found->slots);
    for (size_t i = 0; i < size; i++)
        if (old[i])
            *slot_of(builder, &builder->drafts[old[i] - 1]) = old[i];
    kj_free(old);
}

/* Of drafts with the same id the first stays. */
static void enter(KjBuilder *builder, uint32_t draft)
{
    KjFoundDrafts *found = &builder->found;
    if (builder->drafts[draft].parent >= 0 || builder->drafts[draft].kind < 0)
        return;
    if (found->used * 2 >= found->size)
        grow(builder);
    uint32_t *slot = slot_of(builder, &builder->drafts[draft]);
    if (*slot)
        return;
    *slot = draft + 1;
    found->used++;
}

KjDraft kj_builder_find(KjBuilder *builder, uint32_t org, int32_t kind, KjText id)
{
    KjFoundDrafts *found = &builder->found;
    KjDraftRow key = {.kind = kind, .org = org};
    for (; found->drafts < builder->draft_count; found->drafts++)
        enter(builder, (uint32_t)found->drafts);
    key.id = kj_atom_find(builder->dataset->atoms, id);
    if (key.id == KJ_NO_ATOM || found->size == 0)
        return -1;
    return (KjDraft)*slot_of(builder, &key) - 1;
}

const char *kj_builder_nearest(KjBuilder *builder, uint32_t org, int32_t kind, KjText id)
{
    const char **names = NULL;
    size_t count = 0, capacity = 0;
    if (builder->found.looks + builder->draft_count > NEAR_BUDGET && builder->found.looks > 0)
        return NULL;
    builder->found.looks += builder->draft_count;
    for (size_t i = 0; i < builder->draft_count; i++) {
        const KjDraftRow *draft = &builder->drafts[i];
        if (draft->parent < 0 && draft->kind == kind && draft->org == org)
            KJ_PUSH(names, count, capacity, kj_atom_text(builder->dataset->atoms, draft->id).data);
    }
    const char *nearest = kj_nearest(id, names, count);
    kj_free(names);
    return nearest;
}
