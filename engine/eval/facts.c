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

static size_t hash_of(const KjRead *read)
{
    uint64_t hash = (uint64_t)(uint32_t)read->row * 0x9E3779B97F4A7C15u ^
                    (uint64_t)(uint32_t)read->kind * 0xC2B2AE3D27D4EB4Fu ^
                    (uint64_t)(uint32_t)read->field * 0x165667B19E3779F9u;
    return (size_t)(hash >> 32);
}

/* Distinct reads in order. Short lists are searched, long ones through a small hash. */
static size_t distinct(const KjRead *reads, size_t count, KjRead *out)
{
    size_t size = 16, kept = 0;
    while (size < count * 2)
        size *= 2;
    uint32_t *slots = kj_alloc_array(size, sizeof *slots);
    for (size_t i = 0; i < count; i++) {
        size_t at = hash_of(&reads[i]) & (size - 1);
        while (slots[at] && !same_read(&out[slots[at] - 1], &reads[i]))
            at = (at + 1) & (size - 1);
        if (slots[at])
            continue;
        out[kept++] = reads[i];
        slots[at] = (uint32_t)kept;
    }
    kj_free(slots);
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

#define FOLLOWED 4096 /* reads that are looked at */
#define SEARCHED 32   /* of these, so many are searched one by one */

/* Whether a read stands earlier in a list that grows. */
typedef struct Earlier {
    uint16_t *slots; /* 1 + number of a read; made when the list has grown long */
} Earlier;

static bool enter(Earlier *earlier, const KjRead *reads, size_t i)
{
    size_t at = hash_of(&reads[i]) & (2 * FOLLOWED - 1);
    while (earlier->slots[at] && !same_read(&reads[earlier->slots[at] - 1], &reads[i]))
        at = (at + 1) & (2 * FOLLOWED - 1);
    if (earlier->slots[at])
        return true;
    earlier->slots[at] = (uint16_t)(i + 1);
    return false;
}

static bool stands_earlier(Earlier *earlier, const KjRead *reads, size_t i)
{
    if (i < SEARCHED) {
        for (size_t j = 0; j < i; j++)
            if (same_read(&reads[j], &reads[i]))
                return true;
        return false;
    }
    if (!earlier->slots) {
        earlier->slots = kj_alloc_array(2 * FOLLOWED, sizeof *earlier->slots);
        for (size_t j = 0; j < i; j++)
            enter(earlier, reads, j);
    }
    return enter(earlier, reads, i);
}

/* A derived value is missing because of facts behind it: those are named in its place. One whose
 * facts are all there (the least of nothing) stays itself. */
void kj_missing_follow(KjJudge *judge, KjTrace *missing)
{
    KjTrace done = {NULL, 0, 0};
    Earlier earlier = {NULL};
    for (size_t i = 0; i < missing->count && i < FOLLOWED; i++) {
        KjRead read = missing->reads[i];
        if (stands_earlier(&earlier, missing->reads, i))
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
    kj_free(earlier.slots);
}

void kj_missing_of(KjJudge *judge, const KjExpr *expr, KjRef record, KjTrace *out)
{
    collect(judge, expr, record, out);
    kj_missing_follow(judge, out);
}
