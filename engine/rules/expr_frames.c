/* In which frame each node of a condition is evaluated, from the root down; a node that does not fit
 * its frame is refused. */
#include "engine/rules/expr_parts.h"

#define MAX_DEPTH 200

typedef struct Frames {
    int32_t kind[MAX_DEPTH];
    int depth;
} Frames;

static void place(KjExprReader *reader, int32_t n, Frames *frames, int level);

static int32_t top(const Frames *frames)
{
    return frames->kind[frames->depth - 1];
}

static void place_within(KjExprReader *reader, int32_t n, Frames *frames, int32_t kind, int level)
{
    if (frames->depth >= MAX_DEPTH) {
        kj_expr_refuse(reader, n, "too deep");
        return;
    }
    frames->kind[frames->depth++] = kind;
    place(reader, n, frames, level + 1);
    frames->depth--;
}

/* The kind that a reference-valued node names, or -1 when it may name any. */
static int32_t ref_kind(const KjExprReader *reader, int32_t n)
{
    const KjNode *node = &reader->expr->nodes[n];
    switch (node->op) {
    case KJ_OP_FIELD:
        return node->b < 0 ? -1 : reader->schema->kinds[node->a].fields[node->b].target;
    case KJ_OP_SELF: return node->frame >= 0 ? kj_schema_root(reader->schema, node->frame) : -1;
    case KJ_OP_CAST: return node->b;
    case KJ_OP_VIA: return ref_kind(reader, node->b);
    case KJ_OP_ORG:
    case KJ_OP_OUTER: return ref_kind(reader, node->a);
    case KJ_OP_IF: return ref_kind(reader, node->b);
    default: return -1;
    }
}

static void place_outer(KjExprReader *reader, int32_t n, const KjNode *node, Frames *frames,
                        int level)
{
    if (frames->depth < 2) {
        kj_expr_refuse(reader, n, "outer has no enclosing frame");
        return;
    }
    int32_t inner = frames->kind[--frames->depth];
    place(reader, node->a, frames, level + 1);
    frames->kind[frames->depth++] = inner;
}

static void place_via(KjExprReader *reader, int32_t n, const KjNode *node, Frames *frames,
                      int level)
{
    place(reader, node->a, frames, level + 1);
    if (reader->bad)
        return;
    int32_t kind = ref_kind(reader, node->a);
    if (reader->expr->nodes[node->a].type != KJ_REF || kind < 0) {
        kj_expr_refuse(reader, n, "it does not follow a reference to one kind");
        return;
    }
    /* The frame is replaced: outer still means the one around it. */
    int32_t here = top(frames);
    frames->kind[frames->depth - 1] = kind;
    place(reader, node->b, frames, level + 1);
    frames->kind[frames->depth - 1] = here;
}

static void place_org(KjExprReader *reader, const KjNode *node, Frames *frames, int level)
{
    int32_t here = top(frames);
    frames->kind[frames->depth - 1] = reader->schema->organization;
    place(reader, node->a, frames, level + 1);
    frames->kind[frames->depth - 1] = here;
}

static void place_flat(KjExprReader *reader, int32_t n, const KjNode *node, Frames *frames,
                       int level)
{
    place(reader, node->a, frames, level + 1);
    int32_t kind = reader->expr->nodes[node->a].elem_kind;
    if (reader->bad || kind < 0) {
        kj_expr_refuse(reader, n, "it goes through a list that is not of records");
        return;
    }
    int32_t here = top(frames);
    frames->kind[frames->depth - 1] = kind;
    place(reader, node->b, frames, level + 1);
    frames->kind[frames->depth - 1] = here;
}

static void place_elements(KjExprReader *reader, int32_t n, const KjNode *node, Frames *frames,
                           int level)
{
    place(reader, node->a, frames, level + 1);
    if (reader->expr->nodes[node->a].type != KJ_LIST)
        kj_expr_refuse(reader, n, "its first argument is not a list");
    if (node->b >= 0 && !reader->bad)
        place_within(reader, node->b, frames, reader->expr->nodes[node->a].elem_kind, level);
}

static void check_field(KjExprReader *reader, int32_t n, const KjNode *node)
{
    if (node->a != node->frame) {
        kj_expr_refuse(reader, n, "the field is of another kind than the frame");
        return;
    }
    if (node->b < 0)
        return;
    const KjField *field = &reader->schema->kinds[node->a].fields[node->b];
    bool listed = field->list || field->child >= 0;
    if (listed != (node->op == KJ_OP_ITEMS))
        kj_expr_refuse(reader, n, "a list is read as a scalar, or the other way round");
}

/* reach and cyclic follow a list, or a reference, that leads to records of the same kind. */
static void check_relation(KjExprReader *reader, int32_t n, const KjNode *node)
{
    const KjNode *relation = &reader->expr->nodes[node->a];
    int32_t kind = -1;
    if (!reader->bad)
        kind = relation->type == KJ_LIST ? relation->elem_kind : ref_kind(reader, node->a);
    if (kind < 0 || kind != node->frame)
        kj_expr_refuse(reader, n, "the relation does not lead to records of the same kind");
}

/* given asks about a field, also one of another record. */
static void check_given(KjExprReader *reader, int32_t n, const KjNode *node)
{
    const KjNode *of = &reader->expr->nodes[node->a];
    while (of->op == KJ_OP_VIA || of->op == KJ_OP_THROUGH || of->op == KJ_OP_ORG ||
           of->op == KJ_OP_OUTER)
        of = &reader->expr->nodes[of->op == KJ_OP_ORG || of->op == KJ_OP_OUTER ? of->a : of->b];
    if ((of->op != KJ_OP_FIELD && of->op != KJ_OP_ITEMS) || of->b < 0)
        kj_expr_refuse(reader, n, "it does not ask about a field");
}

static void place(KjExprReader *reader, int32_t n, Frames *frames, int level)
{
    KjNode *node = &reader->expr->nodes[n];
    if (reader->bad)
        return;
    if (level > MAX_DEPTH) {
        kj_expr_refuse(reader, n, "too deep");
        return;
    }
    node->frame = top(frames);
    switch (node->op) {
    case KJ_OP_FIELD:
    case KJ_OP_ITEMS: check_field(reader, n, node); break;
    case KJ_OP_OUTER: place_outer(reader, n, node, frames, level); break;
    case KJ_OP_VIA:
    case KJ_OP_THROUGH: place_via(reader, n, node, frames, level); break;
    case KJ_OP_ORG: place_org(reader, node, frames, level); break;
    case KJ_OP_FLAT: place_flat(reader, n, node, frames, level); break;
    case KJ_OP_WHERE:
    case KJ_OP_AGG: place_elements(reader, n, node, frames, level); break;
    case KJ_OP_REACH:
    case KJ_OP_CYCLIC:
        place(reader, node->a, frames, level + 1);
        check_relation(reader, n, node);
        break;
    case KJ_OP_GIVEN:
        place(reader, node->a, frames, level + 1);
        check_given(reader, n, node);
        break;
    case KJ_OP_CONST:
    case KJ_OP_PARAM:
    case KJ_OP_BACKWARD:
    case KJ_OP_RECORDS: break;
    default: {
        int32_t children[] = {node->a, node->b, node->c};
        bool second = node->op != KJ_OP_CAST && node->op != KJ_OP_BAND;
        for (int i = 0; i < 3; i++)
            if (children[i] >= 0 && node->op != KJ_OP_LOOKUP && (i == 0 || second))
                place(reader, children[i], frames, level + 1);
        for (int32_t i = 0; i < node->more_count; i++)
            place(reader, node->more[i], frames, level + 1);
    }
    }
    if (node->type == KJ_REF && !reader->bad)
        node->elem_kind = ref_kind(reader, n);
}

void kj_expr_place(KjExprReader *reader)
{
    Frames frames = {{reader->expr->kind}, 1};
    place(reader, reader->expr->count - 1, &frames, 0);
}
