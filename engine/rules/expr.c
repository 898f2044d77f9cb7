/* Reads compiled conditions from their document and checks them: every index is in range, every
 * child stands before its parent and is used once, every type is one its parent can take, and every
 * field belongs to the kind of the frame in which it is read. What passes can be evaluated without
 * further checks. */
#include "engine/rules/expr_parts.h"

#include <string.h>

#define MAX_NODES 4096

static const char *const OP_NAMES[KJ_OP_COUNT] = {
    "const",   "param",    "field",    "it",
    "self",    "via",      "cast",     "org",
    "outer",   "items",    "backward", "records",
    "through", "flat",     "reach",    "where",
    "agg",     "cyclic",   "in",       "and",
    "or",      "not",      "eq",       "ne",
    "lt",      "le",       "gt",       "ge",
    "add",     "sub",      "mul",      "div",
    "neg",     "present",  "known",    "if",
    "least",   "greatest", "first",    "band",
    "lookup",  "today",    "dateof",   "fiscal_year_start",
    "given"};

static const char *const AGG_NAMES[] = {"count", "any", "all", "min", "max", "sum"};

void kj_expr_refuse(KjExprReader *reader, int32_t node, const char *why)
{
    if (!reader->bad)
        kj_error_set(reader->error, KJ_EXIT_SYSTEM, "%s:%u: condition node %d is malformed: %s",
                     reader->expr->place.file ? reader->expr->place.file : "?",
                     reader->expr->place.line, node, why);
    reader->bad = true;
}

static int find_name(KjText name, const char *const *names, int count)
{
    for (int i = 0; i < count && name.len; i++)
        if (names[i][0] == name.data[0] && kj_text_is(name, names[i]))
            return i;
    return -1;
}

/* ---- one node at a time, bottom up ---- */

static int64_t arg_int(KjExprReader *reader, int32_t n, const KjList *list, size_t i)
{
    if (i >= list->count || list->items[i].type != KJ_INT) {
        kj_expr_refuse(reader, n, "an argument is missing or not a number");
        return -1;
    }
    int64_t value = list->items[i].u.whole;
    if (value < -2 || value > INT32_MAX) {
        kj_expr_refuse(reader, n, "an argument is out of range");
        return -1;
    }
    return value;
}

/* A child: an earlier node that no other parent has. */
static int32_t arg_node(KjExprReader *reader, int32_t n, const KjList *list, size_t i)
{
    int64_t child = arg_int(reader, n, list, i);
    if (child < 0 || child >= n) {
        kj_expr_refuse(reader, n, "a child does not stand before it");
        return 0;
    }
    if (reader->used[child])
        kj_expr_refuse(reader, n, "a child has two parents");
    reader->used[child] = true;
    reader->expr->nodes[n].daily |= reader->expr->nodes[child].daily;
    return (int32_t)child;
}

static int32_t arg_kind(KjExprReader *reader, int32_t n, const KjList *list, size_t i)
{
    int64_t kind = arg_int(reader, n, list, i);
    if (kind < 0 || kind >= (int64_t)reader->schema->kind_count) {
        kj_expr_refuse(reader, n, "no such kind");
        return 0;
    }
    return (int32_t)kind;
}

static void read_const(KjExprReader *reader, KjNode *node, int32_t n, const KjList *list)
{
    if (list->count < 5) {
        kj_expr_refuse(reader, n, "a constant has no value");
        return;
    }
    const KjValue *value = &list->items[4];
    node->value = kj_value_copy(reader->arena, value);
    switch (value->type) {
    case KJ_BOOL: node->cell = value->u.truth; break;
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY: node->real = value->u.real; break;
    case KJ_TEXT_TYPE:
    case KJ_ENUM: node->cell = kj_atom(reader->schema->atoms, value->u.text); break;
    case KJ_LIST:
        for (size_t i = 0; i < value->u.list.count; i++)
            if (value->u.list.items[i].type == KJ_TEXT_TYPE ||
                value->u.list.items[i].type == KJ_ENUM)
                kj_atom(reader->schema->atoms, value->u.list.items[i].u.text);
        break;
    default: node->cell = value->u.whole; node->real = (double)value->u.whole;
    }
    if (value->type == KJ_INT)
        node->real = (double)value->u.whole;
}

static void read_field(KjExprReader *reader, KjNode *node, int32_t n, const KjList *list)
{
    node->a = arg_kind(reader, n, list, 4);
    int64_t field = arg_int(reader, n, list, 5);
    if (field < -1 || field >= (int64_t)reader->schema->kinds[node->a].field_count ||
        (field < 0 && node->op == KJ_OP_ITEMS))
        kj_expr_refuse(reader, n, "no such field");
    node->b = (int32_t)field;
}

static void read_agg(KjExprReader *reader, KjNode *node, int32_t n, const KjList *list)
{
    KjText name = list->count > 4 && list->items[4].type == KJ_TEXT_TYPE ? list->items[4].u.text
                                                                         : KJ_TEXT("");
    int agg = find_name(name, AGG_NAMES, 6);
    if (agg < 0)
        kj_expr_refuse(reader, n, "unknown aggregate");
    node->agg = (uint8_t)(agg < 0 ? 0 : agg);
    node->a = arg_node(reader, n, list, 5);
    node->b = -1;
    if (list->count > 6 && !(list->items[6].type == KJ_INT && list->items[6].u.whole == -1))
        node->b = arg_node(reader, n, list, 6);
    node->ranged = agg == KJ_AGG_COUNT || agg >= KJ_AGG_MIN;
}

static void read_more(KjExprReader *reader, KjNode *node, int32_t n, const KjList *list,
                      size_t from)
{
    if (list->count < from || list->count - from > 64) {
        kj_expr_refuse(reader, n, "too few or too many arguments");
        return;
    }
    node->more_count = (int32_t)(list->count - from);
    node->more = kj_arena_array(reader->arena, list->count - from + 1, sizeof *node->more);
    for (size_t i = from; i < list->count; i++)
        node->more[i - from] = arg_node(reader, n, list, i);
}

static void read_children(KjExprReader *reader, KjNode *node, int32_t n, const KjList *list,
                          int count)
{
    int32_t *at[] = {&node->a, &node->b, &node->c};
    for (int i = 0; i < count; i++) {
        *at[i] = arg_node(reader, n, list, 4 + (size_t)i);
        KjNode *child = &reader->expr->nodes[*at[i]];
        if (node->op >= KJ_OP_ADD && node->op <= KJ_OP_NEG)
            node->ranged |= child->ranged;
    }
}

static bool shifts_days(uint8_t type)
{
    return type == KJ_DATE || type == KJ_DURATION || type == KJ_PERIOD;
}

/* How the value of a sum or difference moves with the as-of day. */
static uint8_t moving_of(const KjExpr *expr, const KjNode *node)
{
    const KjNode *left = &expr->nodes[node->a], *right = &expr->nodes[node->b];
    uint8_t steps = left->moving ? left->moving : right->moving;
    bool one = (left->moving > 0) != (right->moving > 0);
    bool days = (node->type == KJ_DATE || node->type == KJ_DURATION) && shifts_days(left->type) &&
                shifts_days(right->type);
    return one && days && !node->ranged && steps <= KJ_MOVING_STEPS ? steps + 1 : 0;
}

static void read_arguments(KjExprReader *reader, KjNode *node, int32_t n, const KjList *list)
{
    switch (node->op) {
    case KJ_OP_CONST: read_const(reader, node, n, list); break;
    case KJ_OP_PARAM:
        node->a = (int32_t)arg_int(reader, n, list, 4);
        if (node->a < 0 || (size_t)node->a >= reader->params)
            kj_expr_refuse(reader, n, "no such parameter");
        break;
    case KJ_OP_FIELD:
    case KJ_OP_ITEMS: read_field(reader, node, n, list); break;
    case KJ_OP_IT:
    case KJ_OP_SELF: break;
    case KJ_OP_TODAY:
        node->daily = true;
        node->moving = 1;
        break;
    case KJ_OP_CAST:
        node->a = arg_node(reader, n, list, 4);
        node->b = arg_kind(reader, n, list, 5);
        break;
    case KJ_OP_BACKWARD:
        node->a = (int32_t)arg_int(reader, n, list, 4);
        if (node->a < 0 || (size_t)node->a >= reader->schema->inverse_count)
            kj_expr_refuse(reader, n, "no such backward reference");
        break;
    case KJ_OP_RECORDS: node->a = arg_kind(reader, n, list, 4); break;
    case KJ_OP_AGG: read_agg(reader, node, n, list); break;
    case KJ_OP_IF:
        read_children(reader, node, n, list, 2);
        node->c = -1;
        if (list->count > 6 && !(list->items[6].type == KJ_INT && list->items[6].u.whole == -1))
            node->c = arg_node(reader, n, list, 6);
        break;
    case KJ_OP_LEAST:
    case KJ_OP_GREATEST:
    case KJ_OP_FIRST: read_more(reader, node, n, list, 4); break;
    case KJ_OP_BAND:
        node->a = arg_node(reader, n, list, 4);
        node->b = (int32_t)arg_int(reader, n, list, 5);
        if (node->b < 0 || (size_t)node->b >= reader->params)
            kj_expr_refuse(reader, n, "no such parameter");
        break;
    case KJ_OP_LOOKUP:
        node->a = (int32_t)arg_int(reader, n, list, 4);
        if (node->a < 0 || (size_t)node->a >= reader->params)
            kj_expr_refuse(reader, n, "no such parameter");
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
    case KJ_OP_MUL:
    case KJ_OP_DIV: read_children(reader, node, n, list, 2); break;
    case KJ_OP_ADD:
    case KJ_OP_SUB:
        read_children(reader, node, n, list, 2);
        node->moving = moving_of(reader->expr, node);
        break;
    default: read_children(reader, node, n, list, 1);
    }
}

static void read_node(KjExprReader *reader, int32_t n)
{
    const KjValue *item = &reader->nodes->items[n];
    KjNode *node = &reader->expr->nodes[n];
    node->a = node->b = node->c = -1;
    node->elem_kind = KJ_SCALARS;
    KjType type;
    if (item->type != KJ_LIST || item->u.list.count < 4 ||
        item->u.list.items[0].type != KJ_TEXT_TYPE || item->u.list.items[1].type != KJ_TEXT_TYPE) {
        kj_expr_refuse(reader, n, "not { op, type, from, to, … }");
        return;
    }
    KjList list = item->u.list;
    int op = find_name(list.items[0].u.text, OP_NAMES, KJ_OP_COUNT);
    if (op < 0 || !kj_type_from_name(list.items[1].u.text, &type)) {
        kj_expr_refuse(reader, n, "unknown op or type");
        return;
    }
    node->op = (uint8_t)op;
    node->type = (uint8_t)type;
    node->from = (uint32_t)arg_int(reader, n, &list, 2);
    node->to = (uint32_t)arg_int(reader, n, &list, 3);
    if (node->from > node->to || node->to > reader->expr->text.len)
        kj_expr_refuse(reader, n, "its span is outside the text");
    if (type == KJ_LIST) {
        KjType elem;
        if (list.count < 6 || list.items[list.count - 1].type != KJ_TEXT_TYPE ||
            !kj_type_from_name(list.items[list.count - 1].u.text, &elem)) {
            kj_expr_refuse(reader, n, "a list does not say what its elements are");
            return;
        }
        node->elem_kind = (int32_t)arg_int(reader, n, &list, list.count - 2);
        node->elem_type = (uint8_t)elem;
        if (node->elem_kind >= (int32_t)reader->schema->kind_count)
            kj_expr_refuse(reader, n, "no such kind");
        list.count -= 2;
    }
    read_arguments(reader, node, n, &list);
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
    KjExprReader reader = {arena, schema, params, expr, nodes, NULL, error, false};
    if (nodes->count == 0 || nodes->count > MAX_NODES ||
        expr->kind >= (int32_t)schema->kind_count) {
        kj_expr_refuse(&reader, 0, "no nodes, too many, or no such kind");
        return NULL;
    }
    expr->count = (int32_t)nodes->count;
    expr->nodes = kj_arena_array(arena, nodes->count, sizeof *expr->nodes);
    reader.used = kj_arena_array(arena, nodes->count, sizeof *reader.used);
    for (int32_t n = 0; n < expr->count && !reader.bad; n++)
        read_node(&reader, n);
    for (int32_t n = 0; n + 1 < expr->count && !reader.bad; n++)
        if (!reader.used[n])
            kj_expr_refuse(&reader, n, "it is not used");
    if (reader.bad)
        return NULL;
    kj_expr_place(&reader);
    expr->type = expr->nodes[expr->count - 1].type;
    return reader.bad ? NULL : expr;
}
