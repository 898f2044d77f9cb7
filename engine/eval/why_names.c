/* What the nodes of a condition are called, and their values, in words that people know. */
#include "engine/eval/why_parts.h"

#include <string.h>

bool kj_why_ja(const KjWhy *why)
{
    return why->judge->options.lang == KJ_JA;
}

const char *kj_why_tell(const KjWhy *why, const char *ja, const char *en)
{
    return kj_why_ja(why) ? ja : en;
}

static const char *label_in(const KjWhy *why, KjLabel label)
{
    return kj_label_in(label, why->judge->options.lang).data;
}

static bool has_label(const KjWhy *why, KjLabel label)
{
    return kj_label_in(label, why->judge->options.lang).len > 0;
}

static const KjSchema *schema_of(const KjWhy *why)
{
    return why->judge->registry->schema;
}

/* ---- names ---- */

static const char *aggregate_name(KjWhy *why, const KjNode *node)
{
    static const char *const JA[] = {"", "", "", "%sの最小", "%sの最大", "%sの合計"};
    static const char *const EN[] = {"", "", "", "least %s", "greatest %s", "sum of %s"};
    if (node->agg < KJ_AGG_MIN)
        return kj_arena_printf(why->arena, kj_why_tell(why, "「%s」の件数", "number of '%s'"),
                               kj_why_members(why, node->a));
    const char *inner = node->b >= 0 ? kj_why_name(why, node->b) : kj_why_members(why, node->a);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    return kj_arena_printf(why->arena, kj_why_tell(why, JA[node->agg], EN[node->agg]), inner);
#pragma GCC diagnostic pop
}

const char *kj_why_sign(const KjNode *node)
{
    static const char *const SIGNS[] = {" + ", " - ", " × ", " ÷ "};
    return SIGNS[node->op - KJ_OP_ADD];
}

/* "基準値（上限） × 件数" for arithmetic whose parts have names. */
static const char *arithmetic_name(KjWhy *why, const KjNode *node)
{
    return kj_arena_printf(why->arena, "%s%s%s", kj_why_name(why, node->a), kj_why_sign(node),
                           kj_why_name(why, node->b));
}

/* "改定日（なければ制定日）" */
static const char *first_name(KjWhy *why, const KjNode *node)
{
    const char *name = node->more_count ? kj_why_name(why, node->more[0]) : "";
    for (int32_t i = 1; i < node->more_count; i++)
        name = kj_arena_printf(why->arena, kj_why_tell(why, "%s（なければ %s）", "%s (else %s)"),
                               name, kj_why_name(why, node->more[i]));
    return name;
}

/* "「a」「b」の大きいほう" */
static const char *extreme_name(KjWhy *why, const KjNode *node)
{
    const char *names = "";
    for (int32_t i = 0; i < node->more_count; i++)
        names =
            kj_arena_printf(why->arena, kj_why_tell(why, "%s%s「%s」", "%s%s%s"), names,
                            i ? kj_why_tell(why, "", ", ") : "", kj_why_name(why, node->more[i]));
    bool least = node->op == KJ_OP_LEAST;
    return kj_arena_printf(why->arena,
                           least ? kj_why_tell(why, "%sのうち最小", "least of %s")
                                 : kj_why_tell(why, "%sのうち最大", "greatest of %s"),
                           names);
}

static const char *param_name(KjWhy *why, int32_t number)
{
    const KjParam *param = &why->judge->registry->params[number];
    return kj_arena_printf(why->arena, kj_why_tell(why, "基準値（%s）", "the parameter '%s'"),
                           has_label(why, param->title) ? label_in(why, param->title)
                                                        : param->name.data);
}

static const char *field_name(const KjWhy *why, const KjNode *node)
{
    if (node->b < 0)
        return "ID";
    const KjField *field = &schema_of(why)->kinds[node->a].fields[node->b];
    return has_label(why, field->label) ? label_in(why, field->label) : field->name.data;
}

const char *kj_why_members(KjWhy *why, int32_t list)
{
    const KjNode *node = &why->expr->nodes[list];
    if (node->elem_kind >= 0 && has_label(why, schema_of(why)->kinds[node->elem_kind].label))
        return label_in(why, schema_of(why)->kinds[node->elem_kind].label);
    switch (node->op) {
    case KJ_OP_ITEMS: return field_name(why, node);
    case KJ_OP_WHERE:
    case KJ_OP_REACH: return kj_why_members(why, node->a);
    case KJ_OP_THROUGH:
    case KJ_OP_FLAT: return kj_why_members(why, node->b);
    case KJ_OP_ORG:
    case KJ_OP_OUTER: return kj_why_members(why, node->a);
    case KJ_OP_PARAM: return param_name(why, node->a);
    default: return kj_why_tell(why, "一覧", "the list");
    }
}

const char *kj_why_name(KjWhy *why, int32_t n)
{
    const KjNode *node = &why->expr->nodes[n];
    switch (node->op) {
    case KJ_OP_CONST: return kj_why_value(why, n, NULL, NULL);
    case KJ_OP_FIELD: return field_name(why, node);
    case KJ_OP_PARAM:
    case KJ_OP_LOOKUP: return param_name(why, node->a);
    case KJ_OP_VIA: return kj_why_name(why, node->b);
    case KJ_OP_ORG:
    case KJ_OP_OUTER:
    case KJ_OP_CAST:
    case KJ_OP_NEG:
    case KJ_OP_PRESENT:
    case KJ_OP_KNOWN:
    case KJ_OP_GIVEN:
    case KJ_OP_DATEOF: return kj_why_name(why, node->a);
    case KJ_OP_IF: return kj_why_name(why, node->b);
    case KJ_OP_IT: return kj_why_tell(why, "記載", "the entry");
    case KJ_OP_SELF: return kj_why_tell(why, "この記録", "this record");
    case KJ_OP_TODAY: return kj_why_tell(why, "判定日", "the as-of day");
    case KJ_OP_ADD:
    case KJ_OP_SUB:
    case KJ_OP_MUL:
    case KJ_OP_DIV: return arithmetic_name(why, node);
    case KJ_OP_AGG: return aggregate_name(why, node);
    case KJ_OP_FIRST: return first_name(why, node);
    case KJ_OP_LEAST:
    case KJ_OP_GREATEST: return extreme_name(why, node);
    case KJ_OP_BAND:
        return kj_arena_printf(why->arena, kj_why_tell(why, "%s の区分", "band of %s"),
                               kj_why_name(why, node->a));
    case KJ_OP_FISCAL_YEAR_START:
        return kj_arena_printf(
            why->arena, kj_why_tell(why, "%s の年度の初日", "start of the fiscal year of %s"),
            kj_why_name(why, node->a));
    default: break;
    }
    return node->type == KJ_LIST ? kj_why_members(why, n)
                                 : kj_say_fragment(why->expr, n, why->arena).data;
}

/* ---- values ---- */

const KjField *kj_why_field(const KjWhy *why, int32_t n)
{
    const KjNode *node = &why->expr->nodes[n];
    switch (node->op) {
    case KJ_OP_FIELD:
    case KJ_OP_ITEMS: return node->b < 0 ? NULL : &schema_of(why)->kinds[node->a].fields[node->b];
    case KJ_OP_VIA:
    case KJ_OP_THROUGH:
    case KJ_OP_FLAT: return kj_why_field(why, node->b);
    case KJ_OP_ORG:
    case KJ_OP_OUTER:
    case KJ_OP_WHERE: return kj_why_field(why, node->a);
    case KJ_OP_IF: return kj_why_field(why, node->b);
    case KJ_OP_FIRST: return node->more_count ? kj_why_field(why, node->more[0]) : NULL;
    default: return NULL;
    }
}

/* As the label of the value says, if the field has one for it. */
static const char *text_as(KjWhy *why, KjText value, const KjField *like)
{
    if (value.len == 0)
        return kj_why_tell(why, "空", "empty");
    for (size_t i = 0; like && like->value_labels && i < like->value_count; i++)
        if (kj_text_compare(like->values[i], value) == 0 && has_label(why, like->value_labels[i]))
            return label_in(why, like->value_labels[i]);
    return value.data;
}

static const char *list_as(KjWhy *why, const KjList *list, const KjField *like)
{
    const char *said = list->count ? "" : kj_why_tell(why, "なし", "none");
    for (size_t i = 0; i < list->count; i++) {
        const KjValue *item = &list->items[i];
        bool text = item->type == KJ_TEXT_TYPE || item->type == KJ_ENUM;
        said = kj_arena_printf(
            why->arena, "%s%s%s", said, i ? kj_why_tell(why, "、", ", ") : "",
            text ? text_as(why, item->u.text, like)
                 : kj_say_value_text(why->judge, *item, KJ_TEXT(""), why->arena).data);
    }
    return said;
}

static const char *record_as(KjWhy *why, KjRef record)
{
    KjText name = kj_say_record_name(why->judge, record, why->arena);
    KjText id = kj_record_id(why->judge->dataset, record);
    if (name.len == 0)
        return id.data;
    return kj_arena_printf(why->arena, kj_why_tell(why, "%s（%s）", "%s (%s)"), name.data, id.data);
}

/* A number that is compared with a field of a unit is in that unit. */
static const char *const_as(KjWhy *why, int32_t n, const KjField *like)
{
    const KjNode *node = &why->expr->nodes[n];
    if (node->type == KJ_LIST)
        return list_as(why, &node->value.u.list, like);
    if (node->value.type == KJ_TEXT_TYPE || node->value.type == KJ_ENUM)
        return text_as(why, node->value.u.text, like);
    if (node->type == KJ_QUANTITY || node->type == KJ_MONEY)
        return kj_say_fragment(why->expr, n, why->arena).data;
    return kj_say_value_text(why->judge, node->value, KJ_TEXT(""), why->arena).data;
}

const char *kj_why_value(KjWhy *why, int32_t n, const KjFrame *frame, const KjField *like)
{
    const KjNode *node = &why->expr->nodes[n];
    if (node->op == KJ_OP_CONST)
        return const_as(why, n, like);
    if (!kj_say_hidden(why->judge, why->expr, n) && !node->ranged &&
        (node->type == KJ_REF || node->type == KJ_ENUM || node->type == KJ_TEXT_TYPE)) {
        KjValue value = kj_eval_value(&why->eval, why->expr, n, frame, why->arena);
        const KjField *own = kj_why_field(why, n);
        if (value.type == KJ_REF)
            return record_as(why, value.u.ref);
        if (value.type == KJ_ENUM || value.type == KJ_TEXT_TYPE)
            return text_as(why, value.u.text, own ? own : like);
    }
    return kj_say_node(why->judge, &why->eval, why->expr, n, frame, why->arena).data;
}
