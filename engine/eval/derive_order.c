/* Derived fields and records: which are needed, and in which order.
 *
 * Derivations form a graph by what they read. Its strongly connected parts come out in an order in
 * which every part stands after those it reads. A part of one derivation that does not read itself
 * is computed by blocks (derive.c); a part whose members read each other (across records) goes to
 * resolve.c. */
#include "engine/eval/judge_parts.h"

#include <string.h>

/* ---- what reads what ---- */

static void index_producers(KjJudge *judge)
{
    const KjSchema *schema = judge->registry->schema;
    judge->producer = kj_arena_array(judge->arena, schema->kind_count + 1, sizeof *judge->producer);
    judge->maker = kj_arena_array(judge->arena, schema->kind_count + 1, sizeof *judge->maker);
    for (size_t k = 0; k < schema->kind_count; k++) {
        size_t fields = schema->kinds[k].field_count;
        judge->producer[k] = kj_arena_array(judge->arena, fields + 1, sizeof **judge->producer);
        memset(judge->producer[k], 0xFF, (fields + 1) * sizeof **judge->producer);
        judge->maker[k] = -1;
    }
    for (size_t d = 0; d < judge->registry->derive_count; d++) {
        const KjDerive *derive = &judge->registry->derives[d];
        if (derive->records)
            judge->maker[derive->kind] = (int32_t)d;
        for (size_t f = 0; !derive->records && f < derive->field_count; f++)
            judge->producer[derive->kind][derive->fields[f]] = (int32_t)d;
    }
}

static void read_kind(KjJudge *judge, int32_t kind, KjDeriveReader *reader, void *ctx)
{
    if (kind >= 0 && judge->maker[kind] >= 0)
        reader(judge, judge->maker[kind], ctx);
}

static void read_field(KjJudge *judge, int32_t kind, int32_t field, KjDeriveReader *reader,
                       void *ctx)
{
    read_kind(judge, kind, reader, ctx);
    if (field >= 0 && judge->producer[kind][field] >= 0)
        reader(judge, judge->producer[kind][field], ctx);
}

/* The way back along a computed reference is there once the reference is. */
static void read_back(KjJudge *judge, const KjInverse *inverse, KjDeriveReader *reader, void *ctx)
{
    read_kind(judge, inverse->source, reader, ctx);
    read_field(judge, inverse->holder, inverse->field, reader, ctx);
}

void kj_derive_reads(KjJudge *judge, const KjExpr *expr, KjDeriveReader *reader, void *ctx)
{
    const KjSchema *schema = judge->registry->schema;
    for (int32_t n = 0; expr && n < expr->count; n++) {
        const KjNode *node = &expr->nodes[n];
        if (node->op == KJ_OP_FIELD || node->op == KJ_OP_ITEMS)
            read_field(judge, node->a, node->b, reader, ctx);
        else if (node->op == KJ_OP_RECORDS)
            read_kind(judge, node->a, reader, ctx);
        else if (node->op == KJ_OP_BACKWARD)
            read_back(judge, &schema->inverses[node->a], reader, ctx);
    }
}

static void read_by(KjJudge *judge, const KjDerive *derive, KjDeriveReader *reader, void *ctx)
{
    kj_derive_reads(judge, derive->from, reader, ctx);
    if (!derive->records)
        read_kind(judge, derive->kind, reader, ctx);
    for (size_t i = 0; i < derive->read_count; i++)
        read_field(judge, derive->reads[i].kind, derive->reads[i].field, reader, ctx);
}

static void need(KjJudge *judge, int32_t derivation, void *ctx)
{
    (void)ctx;
    if (judge->needed[derivation])
        return;
    judge->needed[derivation] = true;
    read_by(judge, &judge->registry->derives[derivation], need, NULL);
}

static void mark_needed(KjJudge *judge)
{
    const KjRegistry *registry = judge->registry;
    judge->needed = kj_arena_array(judge->arena, registry->derive_count + 1, sizeof *judge->needed);
    judge->computed =
        kj_arena_array(judge->arena, registry->derive_count + 1, sizeof *judge->computed);
    judge->told = kj_arena_array(judge->arena, registry->derive_count + 1, sizeof *judge->told);
    for (size_t d = 0; d < registry->derive_count; d++)
        if (registry->packs[registry->derives[d].pack].needed)
            need(judge, (int32_t)d, NULL);
}

/* ---- the order: Tarjan's strongly connected parts ---- */

typedef struct Parts {
    KjDiags *diags;
    uint32_t *index, *low;
    bool *on_stack, *reads_itself;
    int32_t *stack;
    size_t depth;
    uint32_t next;
    int32_t current;
} Parts;

static void visit(KjJudge *judge, int32_t number, Parts *parts);

static void visit_read(KjJudge *judge, int32_t read, void *ctx)
{
    Parts *parts = ctx;
    int32_t reader = parts->current;
    if (read == reader)
        parts->reads_itself[reader] = true;
    if (!parts->index[read]) {
        visit(judge, read, parts);
        parts->current = reader;
        if (parts->low[read] < parts->low[reader])
            parts->low[reader] = parts->low[read];
    } else if (parts->on_stack[read] && parts->index[read] < parts->low[reader]) {
        parts->low[reader] = parts->index[read];
    }
}

static bool goes_back(const KjJudge *judge, const KjExpr *expr, const KjDerive *along)
{
    for (int32_t n = 0; expr && n < expr->count; n++) {
        const KjNode *node = &expr->nodes[n];
        const KjInverse *inverses = judge->registry->schema->inverses;
        if (node->op == KJ_OP_BACKWARD && inverses[node->a].holder == along->kind &&
            inverses[node->a].field == along->fields[0])
            return true;
    }
    return false;
}

/* Members that read each other go record by record: each has a single value per record, and is read from
 * there. The way back along a reference is only there for all records at once. */
static bool is_single(const KjJudge *judge, const KjDerive *derive, const int32_t *members,
                      size_t count)
{
    for (size_t i = 0; i < count && !derive->records; i++)
        if (goes_back(judge, judge->registry->derives[members[i]].from, derive))
            return false;
    if (derive->from)
        return derive->from->type != KJ_LIST;
    return !derive->records && !derive->over_organization &&
           !judge->registry->schema->kinds[derive->kind].fields[derive->fields[0]].list;
}

static void compute(KjJudge *judge, const int32_t *members, size_t count, bool cyclic, Parts *parts)
{
    if (!cyclic) {
        kj_derive_compute(judge, members[0], parts->diags);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const KjDerive *derive = &judge->registry->derives[members[i]];
        kj_derive_columns(judge, derive, false);
        if (!is_single(judge, derive, members, count)) {
            kj_diag(parts->diags, KJ_ERROR, derive->place, NULL,
                    "この算出項目は、自分を読む項目を読んでいます。互いに読み合えるのは、"
                    "記録ごとに値が一つの項目だけで、参照を逆にたどることはできません",
                    "this derivation reads fields that read it in turn. Only fields with a single "
                    "value per record may read each other, and not by the way back along a "
                    "reference");
            return;
        }
    }
    kj_judge_resolve(judge, members, count, parts->diags);
    for (size_t i = 0; i < count; i++) {
        kj_derive_columns(judge, &judge->registry->derives[members[i]], true);
        judge->computed[members[i]] = true;
    }
}

static void note_changed(KjJudge *judge, int32_t derivation, void *ctx)
{
    bool *changed = ctx;
    *changed |= kj_stays_changed(judge, derivation);
}

static void finish(KjJudge *judge, const int32_t *members, size_t count, bool cyclic, Parts *parts)
{
    bool changed = false;
    for (size_t i = 0; judge->stays && i < count; i++)
        read_by(judge, &judge->registry->derives[members[i]], note_changed, &changed);
    if (kj_stays_derived(judge, members, count, changed))
        return;
    KjColumn **aside = kj_stays_set_aside(judge, members, count);
    compute(judge, members, count, cyclic, parts);
    kj_stays_made(judge, members, count, aside);
}

static void visit(KjJudge *judge, int32_t number, Parts *parts)
{
    parts->index[number] = parts->low[number] = ++parts->next;
    parts->stack[parts->depth++] = number;
    parts->on_stack[number] = true;
    parts->current = number;
    read_by(judge, &judge->registry->derives[number], visit_read, parts);
    if (parts->low[number] != parts->index[number])
        return;
    size_t from = parts->depth;
    while (parts->stack[--from] != number)
        parts->on_stack[parts->stack[from]] = false;
    parts->on_stack[number] = false;
    size_t count = parts->depth - from;
    parts->depth = from;
    finish(judge, parts->stack + from, count, count > 1 || parts->reads_itself[number], parts);
}

void kj_judge_derive(KjJudge *judge, KjDiags *diags)
{
    size_t count = judge->registry->derive_count + 1;
    KjArena *arena = judge->scratch;
    KjArenaMark mark = kj_arena_mark(arena);
    Parts parts = {diags,
                   kj_arena_array(arena, count, sizeof(uint32_t)),
                   kj_arena_array(arena, count, sizeof(uint32_t)),
                   kj_arena_array(arena, count, sizeof(bool)),
                   kj_arena_array(arena, count, sizeof(bool)),
                   kj_arena_array(arena, count, sizeof(int32_t)),
                   0,
                   0,
                   -1};
    if (!judge->needed) {
        index_producers(judge);
        mark_needed(judge);
    }
    for (size_t d = 0; d < judge->registry->derive_count; d++)
        if (judge->needed[d] && !parts.index[d])
            visit(judge, (int32_t)d, &parts);
    kj_arena_release(arena, mark);
}
