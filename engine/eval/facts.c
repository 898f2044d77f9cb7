/* Facts: what a judgement read, and which facts kept it unknown, as a run tells them. */
#include "engine/eval/judge_parts.h"

#include <string.h>

/* ---- values as told: references become "kind:id" ---- */

static KjValue told_ref(const KjJudge *judge, KjRef ref, KjArena *arena)
{
    KjText id = kj_record_id(judge->dataset, ref);
    KjText kind = judge->registry->schema->kinds[ref.kind].name;
    return kj_value_text(kj_text(kj_arena_printf(arena, "%s:%s", kind.data, id.data)));
}

KjValue kj_value_told(const KjJudge *judge, KjValue value, KjArena *arena)
{
    if (value.type == KJ_REF)
        return value.u.ref.row < 0 ? kj_value_none() : told_ref(judge, value.u.ref, arena);
    if (value.type == KJ_LIST) {
        KjTree list = kj_tree_list(arena);
        for (size_t i = 0; i < value.u.list.count; i++)
            kj_tree_add(&list, kj_value_told(judge, value.u.list.items[i], arena));
        return list.value;
    }
    if (value.type == KJ_GROUP || value.type == KJ_MAP) {
        KjTree map = kj_tree_map(arena);
        for (size_t i = 0; i < value.u.map.count; i++)
            kj_tree_set(&map, value.u.map.pairs[i].key.data,
                        kj_value_told(judge, value.u.map.pairs[i].value, arena));
        map.value.type = value.type;
        return map.value;
    }
    return value;
}

/* ---- one fact ---- */

static KjFact param_fact(KjJudge *judge, int32_t number, uint32_t set)
{
    const KjParamValue *param = &judge->sets[set][number];
    return (KjFact){.origin = param->origin,
                    .kind = -1,
                    .id = judge->registry->params[number].qualified,
                    .field = number,
                    .value = param->value,
                    .place = param->place,
                    .reason = KJ_TEXT("")};
}

static KjFactOrigin origin_of(const KjField *field, uint8_t origin)
{
    if (field->derived)
        return KJ_AT_DERIVED;
    return origin == KJ_FROM_FACT      ? KJ_AT_FILE
           : origin == KJ_FROM_DEFAULT ? KJ_AT_DEFAULT
                                       : KJ_AT_NOWHERE;
}

KjFact kj_fact_of(KjJudge *judge, KjRead read, uint32_t set, KjArena *arena)
{
    if (read.kind == KJ_TRACE_PARAMETER)
        return param_fact(judge, read.row, set);
    KjRef record = {read.kind, read.row};
    const KjField *field = &judge->registry->schema->kinds[read.kind].fields[read.field];
    const KjColumn *column = &judge->dataset->tables[read.kind].columns[read.field];
    const char *reason = kj_cycle_of(judge, read.kind, read.field, read.row);
    if (!reason)
        reason = kj_fault_of(judge, read.kind, read.field, read.row);
    bool made = !field->derived || column->ready;
    KjFact fact = {.kind = read.kind,
                   .id = kj_record_id(judge->dataset, record),
                   .field = read.field,
                   .value = kj_value_none(),
                   .reason = reason ? kj_text(reason) : KJ_TEXT("")};
    if (made)
        fact.value =
            kj_value_told(judge, kj_dataset_get(judge->dataset, record, read.field, arena), arena);
    fact.origin = origin_of(field, made ? column->origin[read.row] : KJ_FROM_NOWHERE);
    if (fact.origin == KJ_AT_FILE)
        fact.place = kj_field_place(judge->dataset, record, read.field);
    else if (fact.origin == KJ_AT_NOWHERE)
        fact.place = kj_record_place(judge->dataset, record);
    return fact;
}

static bool same_read(const KjRead *a, const KjRead *b)
{
    return a->kind == b->kind && a->row == b->row && a->field == b->field;
}

/* Which of the reads in an array have been seen: a hash table of their numbers, from 1. */
typedef struct Seen {
    uint32_t *slots;
    size_t size, used; /* size: a power of two, at most half full; 0 at first */
} Seen;

static uint32_t *slot_of(const Seen *seen, const KjRead *reads, const KjRead *read)
{
    uint64_t hash = (uint64_t)(uint32_t)read->row * 0x9E3779B97F4A7C15u ^
                    (uint64_t)(uint32_t)read->kind * 0xC2B2AE3D27D4EB4Fu ^
                    (uint64_t)(uint32_t)read->field * 0x165667B19E3779F9u;
    size_t at = (hash >> 32) & (seen->size - 1);
    while (seen->slots[at] && !same_read(&reads[seen->slots[at] - 1], read))
        at = (at + 1) & (seen->size - 1);
    return &seen->slots[at];
}

static void grow(Seen *seen, const KjRead *reads)
{
    Seen larger = {.size = seen->size ? seen->size * 2 : 16, .used = seen->used};
    larger.slots = kj_alloc_array(larger.size, sizeof *larger.slots);
    for (size_t i = 0; i < seen->size; i++)
        if (seen->slots[i])
            *slot_of(&larger, reads, &reads[seen->slots[i] - 1]) = seen->slots[i];
    kj_free(seen->slots);
    *seen = larger;
}

/* Whether none of the reads before it is the same; each is to be asked about once. */
static bool is_new(Seen *seen, const KjRead *reads, size_t number)
{
    if (seen->used * 2 >= seen->size)
        grow(seen, reads);
    uint32_t *slot = slot_of(seen, reads, &reads[number]);
    if (*slot)
        return false;
    *slot = (uint32_t)number + 1;
    seen->used++;
    return true;
}

/* Distinct reads in order. */
static size_t distinct(const KjRead *reads, size_t count, KjRead *out)
{
    Seen seen = {NULL, 0, 0};
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        out[kept] = reads[i];
        kept += is_new(&seen, out, kept);
    }
    kj_free(seen.slots);
    return kept;
}

void kj_facts_of(KjJudge *judge, const KjRead *reads, size_t count, uint32_t set, KjArena *arena,
                 KjFact **facts, size_t *fact_count)
{
    KjRead *kept = kj_alloc_array(count + 1, sizeof *kept);
    size_t n = distinct(reads, count, kept);
    *facts = kj_arena_array(arena, n + 1, sizeof **facts);
    *fact_count = n;
    for (size_t i = 0; i < n; i++)
        (*facts)[i] = kj_fact_of(judge, kept[i], set, arena);
    kj_free(kept);
}

/* ---- what is missing ---- */

static void collect(KjJudge *judge, const KjExpr *expr, KjRef record, KjTrace *out)
{
    KjArenaMark mark = kj_arena_mark(judge->scratch);
    KjEval eval = kj_judge_eval(judge, kj_judge_set_of(judge, record));
    KjFrame frame = kj_judge_frame(record);
    eval.careful = true;
    eval.missing = out;
    uint8_t type = expr->nodes[expr->count - 1].type;
    if (type == KJ_BOOL) {
        uint8_t truth;
        kj_eval_truth(&eval, expr, expr->count - 1, &frame, &truth);
    } else {
        kj_eval_value(&eval, expr, expr->count - 1, &frame, judge->scratch);
    }
    kj_arena_release(judge->scratch, mark);
}

static bool derivable(const KjJudge *judge, const KjRead *read)
{
    return read->kind >= 0 && read->field >= 0 && judge->producer[read->kind] &&
           judge->producer[read->kind][read->field] >= 0 &&
           !kj_cycle_of(judge, read->kind, read->field, read->row);
}

/* A derived value is missing because of facts behind it: those are named in its place. One whose
 * facts are all there (the least of nothing) stays itself. */
void kj_missing_follow(KjJudge *judge, KjTrace *missing)
{
    KjTrace done = {NULL, 0, 0};
    Seen seen = {NULL, 0, 0};
    for (size_t i = 0; i < missing->count && i < 4096; i++) {
        KjRead read = missing->reads[i];
        if (!is_new(&seen, missing->reads, i))
            continue;
        if (derivable(judge, &read)) {
            int32_t producer = judge->producer[read.kind][read.field];
            const KjExpr *from = judge->registry->derives[producer].from;
            KjRead because;
            size_t before = missing->count;
            if (kj_because_of(judge, read, &because))
                kj_trace_add(missing, because.kind, because.row, because.field);
            if (from && from->type != KJ_LIST)
                collect(judge, from, (KjRef){read.kind, read.row}, missing);
            if (missing->count > before)
                continue;
        }
        kj_trace_add(&done, read.kind, read.row, read.field);
    }
    missing->count = 0;
    for (size_t i = 0; i < done.count; i++)
        kj_trace_add(missing, done.reads[i].kind, done.reads[i].row, done.reads[i].field);
    kj_free(done.reads);
    kj_free(seen.slots);
}

void kj_missing_of(KjJudge *judge, const KjExpr *expr, KjRef record, KjTrace *out)
{
    collect(judge, expr, record, out);
    kj_missing_follow(judge, out);
}
