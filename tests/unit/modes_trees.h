// For modes_test.c: random conditions as trees, and their text.
#ifndef KJ_TESTS_UNIT_MODES_TREES_H
#define KJ_TESTS_UNIT_MODES_TREES_H

#include "tests/unit/modes_facts.h"

typedef enum {
    CONST,
    FIELD,
    MARK, // MARK: `it` in a list of numbers
    ADD,
    SUB,
    MUL,
    DIV,
    NEG,
    COUNT,
    MIN,
    MAX,
    SUM,
    CHOOSE,
    LEAST,
    GREATEST,
    FIRST, // numbers
    AND,
    OR,
    NOT,
    COMPARE,
    SAME_WORD,
    IN_CONSTANTS,
    IN_MARKS,
    IN_LIST,
    ANY,
    ALL,
    PRESENT,
    PRESENT_LIST,
    KNOWN,
    CYCLIC, // truths
    OWN_LIST,
    LEDBACK,
    LISTBACK,
    RECORDS,
    OWN_MARKS,
    OWN_ROWS,
    WHERE,
    FLAT,
    REACH // lists
} Op;

typedef enum { ITEM, ROW, SCALAR } Frame;

typedef struct Tree {
    Op op;
    Type type;
    int field, outer; /* FIELD and lists: how many frames out, then `via` the leader */
    bool via;
    int relation; /* COMPARE: 0 == ~= < <= > >= */
    long double value;
    Frame elements; /* lists */
    struct Tree *a, *b, *c;
} Tree;

static Tree pool[1 << 16];
static int pool_used;

static Tree *tree(Op op, Type type)
{
    Tree *node = &pool[pool_used++];
    *node = (Tree){.op = op, .type = type};
    return node;
}

typedef struct Scope {
    Frame frames[8];
    int depth;
} Scope;

static Frame innermost(const Scope *scope)
{
    return scope->frames[scope->depth - 1];
}

static Scope within(const Scope *scope, Frame frame)
{
    Scope inner = *scope;
    inner.frames[inner.depth++] = frame;
    return inner;
}

static Tree *some_truth(const Scope *scope, int size);
static Tree *some_number(const Scope *scope, Type type, int size);

// A place to read a field from: `outer` out, and whether through the leader.
static Frame some_place(const Scope *scope, Tree *node)
{
    node->outer = scope->depth > 1 && chance(25) ? (int)below((uint32_t)scope->depth) : 0;
    Frame frame = scope->frames[scope->depth - 1 - node->outer];
    if (frame == ITEM)
        node->via = chance(20);
    return frame;
}

static Tree *some_leaf(const Scope *scope, Type type)
{
    Tree *node = tree(CONST, type);
    node->value = draw(type);
    if (chance(20))
        return node;
    Frame frame = some_place(scope, node);
    if (frame == SCALAR && type == INT) {
        node->op = MARK;
    } else if (frame == ITEM) {
        node->op = FIELD;
        do
            node->field = (int)below(FIELDS);
        while (FIELD_OF[node->field].type != type);
    } else if (frame == ROW && (type == INT || type == DUR)) {
        node->op = FIELD;
        node->field = type == INT ? V : W;
    }
    return node;
}

static Tree *some_list(const Scope *scope, int size, int want) // want: a Frame, or -1
{
    Tree *node = tree(OWN_LIST, REF);
    if (size > 1 && chance(35)) {
        node->op = WHERE;
        node->a = some_list(scope, size - 1, want);
        node->elements = node->a->elements;
        Scope inner = within(scope, node->elements);
        node->b = some_truth(&inner, size - 2);
        return node;
    }
    Frame frame = some_place(scope, node);
    if (frame != ITEM) {
        node->op = RECORDS;
        node->outer = 0;
        node->elements = ITEM;
    } else if (want == ITEM || (want < 0 && chance(60))) {
        static const Op ops[] = {OWN_LIST, OWN_LIST, LEDBACK, LISTBACK, RECORDS};
        node->op = ops[below(5)];
        node->elements = ITEM;
        if (size > 1 && chance(15)) {
            Tree *second = tree(chance(50) ? OWN_LIST : LEDBACK, REF), *flat = tree(FLAT, REF);
            second->elements = flat->elements = ITEM;
            flat->a = node;
            flat->b = second;
            if (node->op == RECORDS)
                node->op = OWN_LIST;
            return flat;
        }
        if (chance(15) && node->outer == 0) {
            Tree *reach = tree(REACH, REF);
            node->via = false;
            node->op = chance(70) ? OWN_LIST : LEDBACK;
            reach->elements = ITEM;
            reach->a = node;
            if (size > 1 && chance(40)) {
                Tree *where = tree(WHERE, REF);
                Scope inner = within(scope, ITEM);
                where->elements = ITEM;
                where->a = node;
                where->b = some_truth(&inner, size - 2);
                reach->a = where;
            }
            return reach;
        }
    } else {
        node->op = chance(50) ? OWN_MARKS : OWN_ROWS;
        node->elements = node->op == OWN_MARKS ? SCALAR : ROW;
    }
    return node;
}

static Tree *some_aggregate(const Scope *scope, Op op, Type type, int size)
{
    Tree *node = tree(op, type);
    node->a = some_list(scope, size - 1, type == DAY || type == NUM ? ITEM : -1);
    if (op == COUNT)
        return node;
    if (node->a->elements == SCALAR && type != INT)
        return some_leaf(scope, type);
    Scope inner = within(scope, node->a->elements);
    node->b = op == ANY || op == ALL ? some_truth(&inner, size - 2)
              : chance(70)           ? some_leaf(&inner, type)
                                     : some_number(&inner, type, size - 2);
    return node;
}

static Tree *binary(Op op, Type type, Tree *a, Tree *b)
{
    Tree *node = tree(op, type);
    node->a = a;
    node->b = b;
    return node;
}

static Tree *some_number(const Scope *scope, Type type, int size)
{
    if (size <= 0 || scope->depth > 4 || chance(30))
        return some_leaf(scope, type);
    switch (below(9)) {
    case 0:
        if (type == DAY) {
            Tree *by = some_number(scope, DUR, size - 1);
            if (by->op == CONST) /* whole days only */
                by->value = 86400.0L * below(4);
            return binary(chance(50) ? ADD : SUB, DAY, some_number(scope, DAY, size - 1), by);
        }
        return binary(ADD, type, some_number(scope, type, size - 1),
                      some_number(scope, type, size - 1));
    case 1:
        if (type == DUR && chance(40))
            return binary(SUB, DUR, some_number(scope, DAY, size - 1),
                          some_number(scope, DAY, size - 1));
        if (type == DAY)
            return some_leaf(scope, type);
        return binary(SUB, type, some_number(scope, type, size - 1),
                      some_number(scope, type, size - 1));
    case 2:
        if (type == DAY)
            return some_leaf(scope, type);
        return binary(MUL, type, some_number(scope, type, size - 1),
                      some_number(scope, type == NUM && chance(50) ? NUM : INT, size - 1));
    case 3:
        if (type == DAY || type == INT)
            return some_leaf(scope, type);
        return binary(DIV, type, some_number(scope, type, size - 1),
                      some_number(scope, INT, size - 1));
    case 4: {
        Tree *node = tree(CHOOSE, type);
        node->a = some_truth(scope, size - 1);
        node->b = some_number(scope, type, size - 1);
        node->c = chance(80) ? some_number(scope, type, size - 1) : NULL;
        return node;
    }
    case 5: {
        static const Op ops[] = {LEAST, GREATEST, FIRST};
        return binary(ops[below(3)], type, some_number(scope, type, size - 1),
                      some_number(scope, type, size - 1));
    }
    case 6:
        if (type != DAY) {
            Tree *node = tree(NEG, type);
            node->a = some_number(scope, type, size - 1);
            return node->a->op == CONST ? node->a : node;
        }
        return some_leaf(scope, type);
    default: {
        static const Op ops[] = {MIN, MAX, SUM, COUNT};
        Op op = ops[below(type == INT ? 4 : type == DAY ? 2 : 3)];
        return some_aggregate(scope, op, type, size);
    }
    }
}

static Tree *some_comparison(const Scope *scope, int size)
{
    Type type = (Type)below(4), right = type == INT && chance(20) ? NUM : type;
    Tree *node = tree(COMPARE, TRUTH);
    node->a = some_number(scope, type, size - 1);
    node->b = some_number(scope, right, size - 1);
    node->relation = (int)below(6);
    return node;
}

static Tree *some_other(const Scope *scope, int size)
{
    Tree *node = tree(SAME_WORD, TRUTH);
    switch (below(7)) {
    case 0:
        node->a = some_leaf(scope, WORD);
        node->b = some_leaf(scope, WORD);
        node->relation = (int)below(2);
        return node;
    case 1:
        node->op = IN_CONSTANTS;
        node->a = some_number(scope, INT, size - 1);
        node->value = (long double)below(6);
        return node;
    case 2:
        node->a = some_number(scope, INT, size - 1);
        node->b = tree(OWN_MARKS, REF);
        node->op = some_place(scope, node->b) == ITEM ? IN_MARKS : IN_CONSTANTS;
        return node;
    case 3:
        if (innermost(scope) == ITEM) {
            node->op = IN_LIST; /* leader, or self, in a list of records */
            node->via = chance(70);
            node->a = some_list(scope, size - 1, ITEM);
            return node;
        }
        return some_leaf(scope, TRUTH);
    case 4:
        node->op = PRESENT;
        node->a =
            chance(20) ? some_leaf(scope, WORD) : some_number(scope, (Type)below(4), size - 1);
        return node;
    case 5:
        node->op = PRESENT_LIST;
        node->a = some_list(scope, size - 1, -1);
        return node;
    default:
        if (innermost(scope) != ITEM)
            return some_leaf(scope, TRUTH);
        node->op = CYCLIC;
        node->a = tree(chance(70) ? OWN_LIST : LISTBACK, REF);
        node->a->elements = ITEM;
        return node;
    }
}

static Tree *some_truth(const Scope *scope, int size)
{
    if (size <= 0 || scope->depth > 4)
        return chance(50) ? some_leaf(scope, TRUTH) : some_comparison(scope, 0);
    switch (below(12)) {
    case 0: return binary(AND, TRUTH, some_truth(scope, size - 1), some_truth(scope, size - 1));
    case 1: return binary(OR, TRUTH, some_truth(scope, size - 1), some_truth(scope, size - 1));
    case 2:
    case 3: {
        Tree *node = tree(chance(70) ? NOT : KNOWN, TRUTH);
        node->a = some_truth(scope, size - 1);
        return node;
    }
    case 4: {
        Tree *node = tree(CHOOSE, TRUTH);
        node->a = some_truth(scope, size - 1);
        node->b = some_truth(scope, size - 1);
        node->c = chance(80) ? some_truth(scope, size - 1) : NULL;
        return node;
    }
    case 5:
    case 6: return some_aggregate(scope, chance(50) ? ANY : ALL, TRUTH, size);
    case 7:
    case 8: return some_other(scope, size);
    default: return some_comparison(scope, size);
    }
}

// ---- their text ----

static void write_place(KjBuf *out, const Tree *node)
{
    for (int i = 0; i < node->outer; i++)
        kj_buf_puts(out, "outer.");
    if (node->via)
        kj_buf_puts(out, "leader.");
}

static void write_tree(KjBuf *out, const Tree *node, const Scope *scope);

static void write_call(KjBuf *out, const char *name, const Tree *node, const Scope *scope)
{
    const Tree *parts[] = {node->a, node->b, node->c};
    kj_buf_printf(out, "%s(", name);
    for (int i = 0; i < 3 && parts[i]; i++) {
        kj_buf_puts(out, i ? ", " : "");
        write_tree(out, parts[i], scope);
    }
    kj_buf_puts(out, ")");
}

static void write_infix(KjBuf *out, const char *op, const Tree *node, const Scope *scope)
{
    kj_buf_puts(out, "(");
    write_tree(out, node->a, scope);
    kj_buf_printf(out, " %s ", op);
    write_tree(out, node->b, scope);
    kj_buf_puts(out, ")");
}

static void write_aggregate(KjBuf *out, const char *name, const Tree *node, const Scope *scope)
{
    kj_buf_printf(out, "%s(", name);
    write_tree(out, node->a, scope);
    if (node->b) {
        Scope inner = within(scope, node->a->elements);
        kj_buf_puts(out, ", ");
        write_tree(out, node->b, &inner);
    }
    kj_buf_puts(out, ")");
}

static void write_list(KjBuf *out, const Tree *node, const Scope *scope)
{
    static const char *const NAMES[] = {"list",  "led", "listed", "organization.items",
                                        "marks", "rows"};
    Scope inner;
    switch (node->op) {
    case WHERE:
        inner = within(scope, node->elements);
        kj_buf_puts(out, "(");
        write_tree(out, node->a, scope);
        kj_buf_puts(out, " where ");
        write_tree(out, node->b, &inner);
        kj_buf_puts(out, ")");
        break;
    case FLAT:
        write_tree(out, node->a, scope);
        kj_buf_printf(out, ".%s", NAMES[node->b->op - OWN_LIST]);
        break;
    case REACH: write_call(out, "reach", node, scope); break;
    case RECORDS: kj_buf_puts(out, NAMES[3]); break;
    default: write_place(out, node); kj_buf_puts(out, NAMES[node->op - OWN_LIST]);
    }
}

static void write_tree(KjBuf *out, const Tree *node, const Scope *scope)
{
    static const char *const RELATIONS[] = {"==", "~=", "<", "<=", ">", ">="};
    switch (node->op) {
    case CONST:
        kj_buf_puts(out, node->value < 0 ? "(" : "");
        write_value(out, node->type, node->value, false);
        kj_buf_puts(out, node->value < 0 ? ")" : "");
        break;
    case FIELD:
        write_place(out, node);
        kj_buf_puts(out, scope->frames[scope->depth - 1 - node->outer] == ROW
                             ? ROW_FIELD_OF[node->field].name
                             : FIELD_OF[node->field].name);
        break;
    case MARK:
        write_place(out, node);
        kj_buf_puts(out, "it");
        break;
    case ADD: write_infix(out, "+", node, scope); break;
    case SUB: write_infix(out, "-", node, scope); break;
    case MUL: write_infix(out, "*", node, scope); break;
    case DIV: write_infix(out, "/", node, scope); break;
    case NEG: write_call(out, "-", node, scope); break;
    case COUNT: write_aggregate(out, "count", node, scope); break;
    case MIN: write_aggregate(out, "min", node, scope); break;
    case MAX: write_aggregate(out, "max", node, scope); break;
    case SUM: write_aggregate(out, "sum", node, scope); break;
    case ANY: write_aggregate(out, "any", node, scope); break;
    case ALL: write_aggregate(out, "all", node, scope); break;
    case CHOOSE: write_call(out, "if", node, scope); break;
    case LEAST: write_call(out, "least", node, scope); break;
    case GREATEST: write_call(out, "greatest", node, scope); break;
    case FIRST: write_call(out, "first", node, scope); break;
    case AND: write_infix(out, "and", node, scope); break;
    case OR: write_infix(out, "or", node, scope); break;
    case NOT:
        kj_buf_puts(out, "(");
        write_call(out, "not ", node, scope);
        kj_buf_puts(out, ")");
        break;
    case COMPARE:
    case SAME_WORD: write_infix(out, RELATIONS[node->relation], node, scope); break;
    case IN_CONSTANTS:
        kj_buf_puts(out, "(");
        write_tree(out, node->a, scope);
        kj_buf_printf(out, " in (%d, %d))", (int)node->value, (int)node->value + 2);
        break;
    case IN_MARKS: write_infix(out, "in", node, scope); break;
    case IN_LIST:
        kj_buf_printf(out, "(%s in ", node->via ? "leader" : "self");
        write_tree(out, node->a, scope);
        kj_buf_puts(out, ")");
        break;
    case PRESENT:
    case PRESENT_LIST: write_call(out, "present", node, scope); break;
    case KNOWN: write_call(out, "known", node, scope); break;
    case CYCLIC: write_call(out, "cyclic", node, scope); break;
    default: write_list(out, node, scope);
    }
}

#endif
