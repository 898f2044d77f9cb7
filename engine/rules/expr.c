/* Reads compiled conditions from their document and checks them: every index is in range, every
 * child stands before its parent and is used once, every type is one its parent can take, and every
 * field belongs to the kind of the frame in which it is read. What passes can be evaluated without
 * further checks. */
#include "engine/rules/expr.h"

#include <string.h>

#define MAX_NODES 4096
#define MAX_DEPTH 200

static const char *const OP_NAMES[KJ_OP_COUNT] = {
    "const", "param", "field",  "it",   "self",   "via",  "cast",    "org",
    "outer", "items", "backward", "records", "through", "flat", "reach", "where",
    "agg",   "cyclic", "in",    "and",  "or",     "not",  "eq",      "ne",
    "lt",    "le",    "gt",     "ge",   "add",    "sub",  "mul",     "div",
    "neg",   "present", "known", "if",  "least",  "greatest", "first", "band",
    "lookup", "today", "dateof", "fiscal_year_start", "given"};

static const char *const AGG_NAMES[] = {"count", "any", "all", "min", "max", "sum"};

typedef struct Reader {
    KjArena *arena;
    const KjSchema *schema;
    size_t params;
    KjExpr *expr;
    const KjList *nodes;
    bool *used;
    KjError *error;
    bool bad;
} Reader;

static void refuse(Reader *reader, int32_t node, const char *why)
{
    if (!reader->bad)
        kj_error_set(reader->error, KJ_EXIT_SYSTEM, "%s:%u: condition node %d is malformed: %s",
                     reader->expr->place.file ? reader->expr->place.file : "?",
                     reader->expr->place.line, node, why);
    reader->bad = true;
}

static int find_name(KjText name, const char *const *names, int count)
{
    for (int i = 0; i < count; i++)
        if (kj_text_is(name, names[i]))
            return i;
    return -1;
}

/* ---- one node at a time, bottom up ---- */

static int64_t arg_int(Reader *reader, int32_t n, const KjList *list, size_t i)
{
    if (i >= list->count || list->items[i].type != KJ_INT) {
        refuse(reader, n, "an argument is missing or not a number");
        return -1;
    }
    int64_t value = list->items[i].u.whole;
    if (value < -2 || value > INT32_MAX) {
        refuse(reader, n, "an argument is out of range");
        return -1;
    }
    return value;
}

/* A child: an earlier node that no other parent has. */
static int32_t arg_node(Reader *reader, int32_t n, const KjList *list, size_t i)
{
    int64_t child = arg_int(reader, n, list, i);
    if (child < 0 || child >= n) {
        refuse(reader, n, "a child does not stand before it");
        return 0;
    }
    if (reader->used[child])
        refuse(reader, n, "a child has two parents");
    reader->used[child] = true;
    return (int32_t)child;
}

static int32_t arg_kind(Reader *reader, int32_t n, const KjList *list, size_t i)
{
    int64_t kind = arg_int(reader, n, list, i);
    if (kind < 0 || kind >= (int64_t)reader->schema->kind_count) {
        refuse(reader, n, "no such kind");
        return 0;
    }
    return (int32_t)kind;
}

static void read_const(Reader *reader, KjNode *node, int32_t n, const KjList *list)
{
    if (list->count < 5) {
        refuse(reader, n, "a constant has no value");
        return;
    }
    const KjValue *value = &list->items[4];
    node->value = kj_value_copy(reader->arena, value);
    switch (value->type) {
    case KJ_BOOL:
        node->cell = value->u.truth;
        break;
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY:
        node->real = value->u.real;
        break;
    case KJ_TEXT_TYPE:
    case KJ_ENUM:
        node->cell = kj_atom(reader->schema->atoms, value->u.text);
        break;
    case KJ_LIST:
        for (size_t i = 0; i < value->u.list.count; i++)
            if (value->u.list.items[i].type == KJ_TEXT_TYPE ||
                value->u.list.items[i].type == KJ_ENUM)
                kj_atom(reader->schema->atoms, value->u.list.items[i].u.text);
        break;
    default:
        node->cell = value->u.whole;
        node->real = (double)value->u.whole;
    }
    if (value->type == KJ_INT)
        node->real = (double)value->u.whole;
}

static void read_field(Reader *reader, KjNode *node, int32_t n, const KjList *list)
{
    node->a = arg_kind(reader, n, list, 4);
    int64_t field = arg_int(reader, n, list, 5);
    if (field < -1 || field >= (int64_t)reader->schema->kinds[node->a].field_count ||
        (field < 0 && node->op == KJ_OP_ITEMS))
        refuse(reader, n, "no such field");
    node->b = (int32_t)field;
}

static void read_agg(Reader *reader, KjNode *node, int32_t n, const KjList *list)
{
    KjText name = list->count > 4 && list->items[4].type == KJ_TEXT_TYPE ? list->items[4].u.text
                                                                        : KJ_TEXT("");
    int agg = find_name(name, AGG_NAMES, 6);
    if (agg < 0)
        refuse(reader, n, "unknown aggregate");
    node->agg = (uint8_t)(agg < 0 ? 0 : agg);
    node->a = arg_node(reader, n, list, 5);
    node->b = -1;
    if (list->count > 6 && !(list->items[6].type == KJ_INT && list->items[6].u.whole == -1))
        node->b = arg_node(reader, n, list, 6);
    node->ranged = agg == KJ_AGG_COUNT || agg >= KJ_AGG_MIN;
}

static void read_more(Reader *reader, KjNode *node, int32_t n, const KjList *list, size_t from)
{
    if (list->count < from || list->count - from > 64) {
        refuse(reader, n, "too few or too many arguments");
        return;
    }
    node->more_count = (int32_t)(list->count - from);
    node->more = kj_arena_array(reader->arena, list->count - from + 1, sizeof *node->more);
    for (size_t i = from; i < list->count; i++)
        node->more[i - from] = arg_node(reader, n, list, i);
}

static void read_children(Reader *reader, KjNode *node, int32_t n, const KjList *list, int count)
{
    int32_t *at[] = {&node->a, &node->b, &node->c};
    for (int i = 0; i < count; i++) {
        *at[i] = arg_node(reader, n, list, 4 + (size_t)i);
        KjNode *child = &reader->expr->nodes[*at[i]];
        if (node->op >= KJ_OP_ADD && node->op <= KJ_OP_NEG)
            node->ranged |= child->ranged;
    }
}

static void read_arguments(Reader *reader, KjNode *node, int32_t n, const KjList *list)
{
    switch (node->op) {
    case KJ_OP_CONST:
        read_const(reader, node, n, list);
        break;
    case KJ_OP_PARAM:
        node->a = (int32_t)arg_int(reader, n, list, 4);
        if (node->a < 0 || (size_t)node->a >= reader->params)
            refuse(reader, n, "no such parameter");
        break;
    case KJ_OP_FIELD:
    case KJ_OP_ITEMS:
        read_field(reader, node, n, list);
        break;
    case KJ_OP_IT:
    case KJ_OP_SELF:
    case KJ_OP_TODAY:
        break;
    case KJ_OP_CAST:
        node->a = arg_node(reader, n, list, 4);
        node->b = arg_kind(reader, n, list, 5);
        break;
    case KJ_OP_BACKWARD:
        node->a = (int32_t)arg_int(reader, n, list, 4);
        if (node->a < 0 || (size_t)node->a >= reader->schema->inverse_count)
            refuse(reader, n, "no such backward reference");
        break;
    case KJ_OP_RECORDS:
        node->a = arg_kind(reader, n, list, 4);
        break;
    case KJ_OP_AGG:
        read_agg(reader, node, n, list);
        break;
    case KJ_OP_IF:
        read_children(reader, node, n, list, 2);
        node->c = -1;
        if (list->count > 6 && !(list->items[6].type == KJ_INT && list->items[6].u.whole == -1))
            node->c = arg_node(reader, n, list, 6);
        break;
    case KJ_OP_LEAST:
    case KJ_OP_GREATEST:
    case KJ_OP_FIRST:
        read_more(reader, node, n, list, 4);
        break;
    case KJ_OP_BAND:
        node->a = arg_node(reader, n, list, 4);
        node->b = (int32_t)arg_int(reader, n, list, 5);
        if (node->b < 0 || (size_t)node->b >= reader->params)
            refuse(reader, n, "no such parameter");
        break;
    case KJ_OP_LOOKUP:
        node->a = (int32_t)arg_int(reader, n, list, 4);
        if (node->a < 0 || (size_t)node->a >= reader->params)
            refuse(reader, n, "no such parameter");
        read_more(reader, node, n, list, 5);
        break;
    case KJ_OP_VIA:
    case KJ_OP_THROUGH:
    case KJ_OP_FLAT:
    case KJ_OP_WHERE:
    case KJ_OP_IN:
    case KJ_OP_AND:
    case KJ_OP_OR:
    case KJ_OP_EQ:
    case KJ_OP_NE:
    case KJ_OP_LT:
    case KJ_OP_LE:
    case KJ_OP_GT:
    case KJ_OP_GE:
    case KJ_OP_ADD:
    case KJ_OP_SUB:
    case KJ_OP_MUL:
    case KJ_OP_DIV:
        read_children(reader, node, n, list, 2);
        break;
    default:
        read_children(reader, node, n, list, 1);
    }
}

static void read_node(Reader *reader, int32_t n)
{
    const KjValue *item = &reader->nodes->items[n];
    KjNode *node = &reader->expr->nodes[n];
    node->a = node->b = node->c = -1;
    node->elem_kind = KJ_SCALARS;
    KjType type;
    if (item->type != KJ_LIST || item->u.list.count < 4 ||
        item->u.list.items[0].type != KJ_TEXT_TYPE || item->u.list.items[1].type != KJ_TEXT_TYPE) {
        refuse(reader, n, "not { op, type, from, to, … }");
        return;
    }
    KjList list = item->u.list;
    int op = find_name(list.items[0].u.text, OP_NAMES, KJ_OP_COUNT);
    if (op < 0 || !kj_type_from_name(list.items[1].u.text, &type)) {
        refuse(reader, n, "unknown op or type");
        return;
    }
    node->op = (uint8_t)op;
    node->type = (uint8_t)type;
    node->from = (uint32_t)arg_int(reader, n, &list, 2);
    node->to = (uint32_t)arg_int(reader, n, &list, 3);
    if (node->from > node->to || node->to > reader->expr->text.len)
        refuse(reader, n, "its span is outside the text");
    if (type == KJ_LIST && op != KJ_OP_CONST && op != KJ_OP_PARAM) {
        KjType elem;
        if (list.count < 6 || list.items[list.count - 1].type != KJ_TEXT_TYPE ||
            !kj_type_from_name(list.items[list.count - 1].u.text, &elem)) {
            refuse(reader, n, "a list does not say what its elements are");
            return;
        }
        node->elem_kind = (int32_t)arg_int(reader, n, &list, list.count - 2);
        node->elem_type = (uint8_t)elem;
        if (node->elem_kind >= (int32_t)reader->schema->kind_count)
            refuse(reader, n, "no such kind");
        list.count -= 2;
    }
    read_arguments(reader, node, n, &list);
}

/* ---- frames, top down ---- */

typedef struct Frames {
    int32_t kind[MAX_DEPTH];
    int depth;
} Frames;

static void place(Reader *reader, int32_t n, Frames *frames, int level);

static int32_t top(const Frames *frames)
{
    return frames->kind[frames->depth - 1];
}

static void place_within(Reader *reader, int32_t n, Frames *frames, int32_t kind, int level)
{
    if (frames->depth >= MAX_DEPTH) {
        refuse(reader, n, "too deep");
        return;
    }
    frames->kind[frames->depth++] = kind;
    place(reader, n, frames, level + 1);
    frames->depth--;
}

/* The kind that a reference-valued node names, or -1 when it may name any. */
static int32_t ref_kind(const Reader *reader, int32_t n)
{
    const KjNode *node = &reader->expr->nodes[n];
    switch (node->op) {
    case KJ_OP_FIELD:
        return node->b < 0 ? -1 : reader->schema->kinds[node->a].fields[node->b].target;
    case KJ_OP_SELF:
        return node->frame >= 0 ? kj_schema_root(reader->schema, node->frame) : -1;
    case KJ_OP_CAST:
        return node->b;
    case KJ_OP_VIA:
        return ref_kind(reader, node->b);
    case KJ_OP_ORG:
    case KJ_OP_OUTER:
        return ref_kind(reader, node->a);
    case KJ_OP_IF:
        return ref_kind(reader, node->b);
    default:
        return -1;
    }
}

static void place_outer(Reader *reader, int32_t n, const KjNode *node, Frames *frames, int level)
{
    if (frames->depth < 2) {
        refuse(reader, n, "outer has no enclosing frame");
        return;
    }
    int32_t inner = frames->kind[--frames->depth];
    place(reader, node->a, frames, level + 1);
    frames->kind[frames->depth++] = inner;
}

static void place_via(Reader *reader, int32_t n, const KjNode *node, Frames *frames, int level)
{
    place(reader, node->a, frames, level + 1);
    if (reader->bad)
        return;
    int32_t kind = ref_kind(reader, node->a);
    if (reader->expr->nodes[node->a].type != KJ_REF || kind < 0) {
        refuse(reader, n, "it does not follow a reference to one kind");
        return;
    }
    /* The frame is replaced: outer still means the one around it. */
    int32_t here = top(frames);
    frames->kind[frames->depth - 1] = kind;
    place(reader, node->b, frames, level + 1);
    frames->kind[frames->depth - 1] = here;
}

static void place_org(Reader *reader, const KjNode *node, Frames *frames, int level)
{
    int32_t here = top(frames);
    frames->kind[frames->depth - 1] = reader->schema->organization;
    place(reader, node->a, frames, level + 1);
    frames->kind[frames->depth - 1] = here;
}

static void place_flat(Reader *reader, int32_t n, const KjNode *node, Frames *frames, int level)
{
    place(reader, node->a, frames, level + 1);
    int32_t kind = reader->expr->nodes[node->a].elem_kind;
    if (reader->bad || kind < 0) {
        refuse(reader, n, "it goes through a list that is not of records");
        return;
    }
    int32_t here = top(frames);
    frames->kind[frames->depth - 1] = kind;
    place(reader, node->b, frames, level + 1);
    frames->kind[frames->depth - 1] = here;
}

static void place_elements(Reader *reader, int32_t n, const KjNode *node, Frames *frames, int level)
{
    place(reader, node->a, frames, level + 1);
    if (reader->expr->nodes[node->a].type != KJ_LIST)
        refuse(reader, n, "its first argument is not a list");
    if (node->b >= 0 && !reader->bad)
        place_within(reader, node->b, frames, reader->expr->nodes[node->a].elem_kind, level);
}

static void check_field(Reader *reader, int32_t n, const KjNode *node)
{
    if (node->a != node->frame) {
        refuse(reader, n, "the field is of another kind than the frame");
        return;
    }
    if (node->b < 0)
        return;
    const KjField *field = &reader->schema->kinds[node->a].fields[node->b];
    bool listed = field->list || field->child >= 0;
    if (listed != (node->op == KJ_OP_ITEMS))
        refuse(reader, n, "a list is read as a scalar, or the other way round");
}

/* reach and cyclic follow a list, or a reference, that leads to records of the same kind. */
static void check_relation(Reader *reader, int32_t n, const KjNode *node)
{
    const KjNode *relation = &reader->expr->nodes[node->a];
    int32_t kind = -1;
    if (!reader->bad)
        kind = relation->type == KJ_LIST ? relation->elem_kind : ref_kind(reader, node->a);
    if (kind < 0 || kind != node->frame)
        refuse(reader, n, "the relation does not lead to records of the same kind");
}

/* given asks about a field, also one of another record. */
static void check_given(Reader *reader, int32_t n, const KjNode *node)
{
    const KjNode *of = &reader->expr->nodes[node->a];
    while (of->op == KJ_OP_VIA || of->op == KJ_OP_THROUGH || of->op == KJ_OP_ORG ||
           of->op == KJ_OP_OUTER)
        of = &reader->expr->nodes[of->op == KJ_OP_ORG || of->op == KJ_OP_OUTER ? of->a : of->b];
    if ((of->op != KJ_OP_FIELD && of->op != KJ_OP_ITEMS) || of->b < 0)
        refuse(reader, n, "it does not ask about a field");
}

static void place(Reader *reader, int32_t n, Frames *frames, int level)
{
    KjNode *node = &reader->expr->nodes[n];
    if (reader->bad)
        return;
    if (level > MAX_DEPTH) {
        refuse(reader, n, "too deep");
        return;
    }
    node->frame = top(frames);
    switch (node->op) {
    case KJ_OP_FIELD:
    case KJ_OP_ITEMS:
        check_field(reader, n, node);
        break;
    case KJ_OP_OUTER:
        place_outer(reader, n, node, frames, level);
        break;
    case KJ_OP_VIA:
    case KJ_OP_THROUGH:
        place_via(reader, n, node, frames, level);
        break;
    case KJ_OP_ORG:
        place_org(reader, node, frames, level);
        break;
    case KJ_OP_FLAT:
        place_flat(reader, n, node, frames, level);
        break;
    case KJ_OP_WHERE:
    case KJ_OP_AGG:
        place_elements(reader, n, node, frames, level);
        break;
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
    case KJ_OP_RECORDS:
        break;
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

/* ---- the whole ---- */

KjExpr *kj_expr_new(KjArena *arena, const KjSchema *schema, size_t params, const KjValue *document,
                    KjError *error)
{
    const KjList *nodes = kj_map_list(document, "nodes");
    KjExpr *expr = kj_arena_alloc(arena, sizeof *expr);
    KjText text = kj_map_text(document, "text"), file = kj_map_text(document, "file");
    expr->text = (KjText){kj_arena_strndup(arena, text.data, text.len), text.len};
    expr->place.file = file.len ? kj_arena_strndup(arena, file.data, file.len) : NULL;
    expr->place.line = (uint32_t)kj_map_int(document, "line", 0);
    expr->kind = (int32_t)kj_map_int(document, "kind", -1);
    Reader reader = {arena, schema, params, expr, nodes, NULL, error, false};
    if (nodes->count == 0 || nodes->count > MAX_NODES ||
        expr->kind >= (int32_t)schema->kind_count) {
        refuse(&reader, 0, "no nodes, too many, or no such kind");
        return NULL;
    }
    expr->count = (int32_t)nodes->count;
    expr->nodes = kj_arena_array(arena, nodes->count, sizeof *expr->nodes);
    reader.used = kj_arena_array(arena, nodes->count, sizeof *reader.used);
    for (int32_t n = 0; n < expr->count && !reader.bad; n++)
        read_node(&reader, n);
    for (int32_t n = 0; n + 1 < expr->count && !reader.bad; n++)
        if (!reader.used[n])
            refuse(&reader, n, "it is not used");
    if (reader.bad)
        return NULL;
    Frames frames = {{expr->kind}, 1};
    place(&reader, expr->count - 1, &frames, 0);
    expr->type = expr->nodes[expr->count - 1].type;
    return reader.bad ? NULL : expr;
}
