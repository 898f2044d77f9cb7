/* What a mutant changed, said by the pack's own text: the piece of the condition before and after. */
#include "engine/eval/mutant_parts.h"

#include <string.h>

typedef struct Writer {
    const KjRegistry *registry;
    const KjMutant *mutant;
    KjLang lang;
    KjArena *arena;
} Writer;

static const char *in(const Writer *writer, const char *ja, const char *en)
{
    return writer->lang == KJ_JA ? ja : en;
}

static KjText piece(const KjExpr *expr, uint32_t from, uint32_t to)
{
    return (KjText){expr->text.data + from, to > from ? to - from : 0};
}

static KjText joined(const Writer *writer, KjText a, KjText b, KjText c)
{
    return kj_text(kj_arena_printf(writer->arena, "%.*s%.*s%.*s", (int)a.len, a.data, (int)b.len,
                                   b.data, (int)c.len, c.data));
}

static const char *op_text(uint8_t op)
{
    static const char *const texts[KJ_OP_COUNT] = {
        [KJ_OP_AND] = "and",     [KJ_OP_OR] = "or",
        [KJ_OP_EQ] = "==",       [KJ_OP_NE] = "~=",
        [KJ_OP_LT] = "<",        [KJ_OP_LE] = "<=",
        [KJ_OP_GT] = ">",        [KJ_OP_GE] = ">=",
        [KJ_OP_LEAST] = "least", [KJ_OP_GREATEST] = "greatest"};

    return op < KJ_OP_COUNT && texts[op] ? texts[op] : "?";
}

/* What stands between two operands but for blanks and brackets. */
static KjText operator_between(const KjExpr *expr, uint32_t from, uint32_t to)
{
    while (from < to && strchr(" \t\n()", expr->text.data[from]))
        from++;
    while (to > from && strchr(" \t\n()", expr->text.data[to - 1]))
        to--;
    return piece(expr, from, to);
}

static void say_operator(const Writer *writer, const KjExpr *expr, const KjNode *node,
                         KjMutantText *out)
{
    KjText old = operator_between(expr, expr->nodes[node->a].to, expr->nodes[node->b].from);
    uint32_t at = (uint32_t)(old.data - expr->text.data);

    if (old.len == 0 || old.len > 12) { /* the text says it in another way */
        out->after = kj_text(kj_arena_printf(writer->arena, "%.*s  [%s → %s]", (int)out->before.len,
                                             out->before.data, op_text(node->op),
                                             op_text(writer->mutant->op)));
        return;
    }
    out->after = joined(writer, piece(expr, node->from, at), kj_text(op_text(writer->mutant->op)),
                        piece(expr, at + old.len, node->to));
}

static KjText values_text(const Writer *writer, const KjValue *list, int32_t without)
{
    KjBuf text;
    bool comma = false;

    kj_buf_init(&text, 0);
    kj_buf_putc(&text, '[');
    for (size_t i = 0; i < list->u.list.count; i++) {
        if ((int32_t)i == without)
            continue;
        kj_buf_puts(&text, comma ? ", " : "");
        kj_step_write(&text, &list->u.list.items[i]);
        comma = true;
    }
    kj_buf_putc(&text, ']');
    KjText kept = kj_text(kj_arena_strndup(writer->arena, text.data, text.len));
    kj_buf_clear(&text);
    return kept;
}

static KjText value_text(const Writer *writer, const KjValue *value)
{
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_step_write(&text, value);
    KjText kept = kj_text(kj_arena_strndup(writer->arena, text.data, text.len));
    kj_buf_clear(&text);
    return kept;
}

static const char *aggregate_text(uint8_t agg)
{
    static const char *const texts[] = {"count", "any", "all", "min", "max", "sum"};

    return agg < 6 ? texts[agg] : "?";
}

/* "any(…" becomes "all(…": the name stands at the beginning. */
static void say_name(const Writer *writer, const char *old, const char *now, KjMutantText *out)
{
    size_t len = strlen(old);

    if (out->before.len < len || memcmp(out->before.data, old, len) != 0)
        out->after = kj_text(kj_arena_printf(writer->arena, "%.*s  [%s → %s]", (int)out->before.len,
                                             out->before.data, old, now));
    else
        out->after = kj_text(kj_arena_printf(writer->arena, "%s%.*s", now,
                                             (int)(out->before.len - len), out->before.data + len));
}

/* The comparison or sum that a value stands in; the value itself if it stands alone. */
static const KjNode *around(const KjExpr *expr, int32_t n)
{
    for (int32_t p = n + 1; p < expr->count; p++) {
        const KjNode *node = &expr->nodes[p];

        if (node->op >= KJ_OP_IN && node->op <= KJ_OP_DIV && (node->a == n || node->b == n) &&
            node->from <= expr->nodes[n].from && node->to >= expr->nodes[n].to)
            return node;
    }
    return &expr->nodes[n];
}

static void say_value(const Writer *writer, const KjExpr *expr, KjText now, KjMutantText *out)
{
    const KjNode *node = &expr->nodes[writer->mutant->node];
    const KjNode *outer = around(expr, writer->mutant->node);

    out->before = piece(expr, outer->from, outer->to);
    out->after =
        joined(writer, piece(expr, outer->from, node->from), now, piece(expr, node->to, outer->to));
}

static void say_node(const Writer *writer, const KjExpr *expr, KjMutantText *out)
{
    const KjMutant *mutant = writer->mutant;
    const KjNode *node = &expr->nodes[mutant->node];
    KjValue moved;

    out->before = piece(expr, node->from, node->to);
    switch (mutant->what) {
    case KJ_MUTATE_COMPARE:
    case KJ_MUTATE_CONNECT: say_operator(writer, expr, node, out); break;
    case KJ_MUTATE_NOT:
        out->after = piece(expr, expr->nodes[node->a].from, expr->nodes[node->a].to);
        break;
    case KJ_MUTATE_AGGREGATE:
        if (node->op == KJ_OP_AGG)
            say_name(writer, aggregate_text(node->agg), aggregate_text(mutant->op), out);
        else
            say_name(writer, op_text(node->op), op_text(mutant->op), out);
        break;
    case KJ_MUTATE_ITEM:
        say_value(writer, expr, values_text(writer, &node->value, mutant->item), out);
        break;
    default:
        moved = kj_step_moved(&node->value, mutant->step);
        say_value(writer, expr, value_text(writer, &moved), out);
    }
}

static void say_param(const Writer *writer, KjMutantText *out)
{
    const KjMutant *mutant = writer->mutant;
    const KjParam *param = &writer->registry->params[mutant->param];
    const KjValue *old = &param->value;
    const char *name = kj_arena_printf(writer->arena, "$%s", param->name.data);

    if (mutant->what == KJ_MUTATE_ITEM) {
        KjText now = values_text(writer, old, mutant->item);
        out->before = joined(writer, kj_text(name), KJ_TEXT(" = "), values_text(writer, old, -1));
        out->after = joined(writer, kj_text(name), KJ_TEXT(" = "), now);
        return;
    }
    if (param->shape != KJ_PARAM_SCALAR) {
        const KjValue *entry = &old->u.list.items[mutant->item];
        KjText label = kj_map_text(entry, "label");
        const KjList *keys = kj_map_list(entry, "keys");

        for (size_t i = 0; i < keys->count; i++)
            if (keys->items[i].type == KJ_TEXT_TYPE)
                label = joined(writer, label, kj_text(label.len ? "/" : ""), keys->items[i].u.text);
        name = kj_arena_printf(writer->arena, "%s[%.*s]", name, (int)label.len, label.data);
        old = kj_map_get(entry, param->shape == KJ_PARAM_BANDS ? "upper" : "value");
    }
    KjValue moved = kj_step_moved(old, mutant->step);
    out->before = joined(writer, kj_text(name), KJ_TEXT(" = "), value_text(writer, old));
    out->after = joined(writer, kj_text(name), KJ_TEXT(" = "), value_text(writer, &moved));
}

static void say_verdict(const Writer *writer, const KjRule *rule, KjMutantText *out)
{
    const KjExpr *check = kj_mutant_part(rule, KJ_PART_CHECK, 0);
    bool answers = writer->mutant->what == KJ_MUTATE_ANSWER;

    out->before = check && !answers ? check->text
                  : rule->check_function >= 0 && !answers
                      ? kj_text(in(writer, "check（関数）の判定", "verdict of check (a function)"))
                      : kj_text(in(writer, "回答による判定", "verdict by the answer"));
    switch (writer->mutant->step) {
    case KJ_FORCE_PASS: out->after = kj_text(in(writer, "常に pass", "always pass")); break;
    case KJ_FORCE_FAIL: out->after = kj_text(in(writer, "常に fail", "always fail")); break;
    case KJ_FORCE_OTHER:
        out->after = kj_text(in(writer, "pass と fail が逆", "pass for fail, fail for pass"));
        break;
    default: out->after = kj_text(in(writer, "回答を聞かない", "answers are not heard"));
    }
}

static void say_items(const Writer *writer, const KjRule *rule, KjMutantText *out)
{
    KjText item = writer->registry->rules[rule->items[writer->mutant->item]].clause;

    out->before = joined(writer, kj_text(in(writer, "細目 ", "item ")), item, KJ_TEXT(""));
    out->after = kj_text(in(writer, "数えない", "not counted"));
}

static void say_rule(const Writer *writer, KjMutantText *out)
{
    const KjMutant *mutant = writer->mutant;
    const KjRule *rule = &writer->registry->rules[mutant->rule];
    const KjExpr *part = kj_mutant_part(rule, mutant->part, 0);

    out->place = rule->place;
    if (mutant->what == KJ_MUTATE_WHEN) {
        out->before =
            joined(writer, mutant->part == KJ_PART_WHEN ? KJ_TEXT("when ") : KJ_TEXT("select "),
                   part->text, KJ_TEXT(""));
        out->after = mutant->step ? KJ_TEXT("true") : KJ_TEXT("false");
    } else if (mutant->what == KJ_MUTATE_ITEM) {
        say_items(writer, rule, out);
    } else if (mutant->what == KJ_MUTATE_STRICT) {
        out->before = kj_text(rule->strict ? "strict = true" : "strict = false");
        out->after = kj_text(rule->strict ? "strict = false" : "strict = true");
    } else {
        say_verdict(writer, rule, out);
    }
}

KjMutantText kj_mutant_text(const KjRegistry *registry, const KjMutant *mutant, KjLang lang,
                            KjArena *arena)
{
    Writer writer = {registry, mutant, lang, arena};
    const KjExpr *expr = kj_mutant_expr(registry, mutant);
    KjMutantText out = {KJ_TEXT(""), KJ_TEXT(""), {0}};

    if (mutant->param >= 0) {
        out.place = registry->params[mutant->param].place;
        say_param(&writer, &out);
    } else if (mutant->node >= 0) {
        out.place = expr->place;
        say_node(&writer, expr, &out);
    } else {
        say_rule(&writer, &out);
    }
    out.before = kj_text(kj_arena_strndup(arena, out.before.data, out.before.len));
    out.after = kj_text(kj_arena_strndup(arena, out.after.data, out.after.len));
    return out;
}
