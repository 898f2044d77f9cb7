/* Values and reasons in words. */
#include "engine/eval/say.h"

#include <math.h>
#include <string.h>

static bool ja(const KjJudge *judge)
{
    return judge->options.lang == KJ_JA;
}

static KjText keep(KjBuf *buf, KjArena *arena)
{
    KjText text = {kj_arena_strndup(arena, buf->data ? buf->data : "", buf->len),
                   (uint32_t)buf->len};
    kj_buf_clear(buf);
    return text;
}

static void say_list(const KjJudge *judge, KjBuf *out, const KjList *list, KjText unit)
{
    if (list->count == 0)
        kj_buf_puts(out, ja(judge) ? "なし" : "none");
    for (size_t i = 0; i < list->count && i < 20; i++) {
        kj_buf_puts(out, i ? (ja(judge) ? "、" : ", ") : "");
        kj_say_value(judge, out, &list->items[i], unit);
    }
    if (list->count > 20)
        kj_buf_puts(out, " …");
}

static bool is_finite(const KjValue *value)
{
    return !kj_is_real((uint8_t)value->type) || isfinite(value->u.real);
}

void kj_say_value(const KjJudge *judge, KjBuf *out, const KjValue *value, KjText unit)
{
    if (!is_finite(value)) {
        kj_buf_puts(out, ja(judge) ? "数でない値" : "not a number");
        return;
    }
    KjLang lang = judge->options.lang;
    switch (value->type) {
    case KJ_NONE: kj_buf_puts(out, ja(judge) ? "未記録" : "not recorded"); break;
    case KJ_BOOL:
        kj_buf_puts(out,
                    value->u.truth ? (ja(judge) ? "はい" : "yes") : (ja(judge) ? "いいえ" : "no"));
        break;
    case KJ_INT:
    case KJ_NUMBER:
        kj_number_write_for(out, value->type == KJ_INT ? (double)value->u.whole : value->u.real,
                            ja(judge));
        break;
    case KJ_PERCENT:
        kj_number_write_for(out, value->u.real, ja(judge));
        kj_buf_puts(out, "%");
        break;
    case KJ_QUANTITY:
        kj_number_write_for(out, value->u.real, ja(judge));
        kj_buf_printf(out, " %s", unit.len ? unit.data : "");
        break;
    case KJ_MONEY:
        kj_money_write_for(out, value->u.whole, unit.len ? unit.data : "JPY", ja(judge));
        break;
    case KJ_DURATION: kj_duration_write_for(out, value->u.whole, lang); break;
    case KJ_PERIOD: kj_period_write_for(out, (int32_t)value->u.whole, lang); break;
    case KJ_DATE: kj_date_write_for(out, (int32_t)value->u.whole, lang); break;
    case KJ_DATETIME: kj_datetime_write_for(out, value->u.whole, judge->options.zone, lang); break;
    case KJ_MONTHDAY: kj_monthday_write_for(out, (int32_t)value->u.whole, lang); break;
    case KJ_TEXT_TYPE:
    case KJ_ENUM: kj_buf_add(out, value->u.text.data, value->u.text.len); break;
    case KJ_REF: {
        KjText id = kj_record_id(judge->dataset, value->u.ref);
        kj_buf_add(out, id.data, id.len);
        break;
    }
    case KJ_LIST: say_list(judge, out, &value->u.list, unit); break;
    default: kj_buf_puts(out, "…");
    }
}

KjText kj_say_value_text(KjJudge *judge, KjValue value, KjText unit, KjArena *arena)
{
    KjBuf buf;
    kj_buf_init(&buf, 1 << 16);
    kj_say_value(judge, &buf, &value, unit);
    return keep(&buf, arena);
}

KjText kj_say_labelled(KjJudge *judge, const KjField *field, KjValue value, KjArena *arena)
{
    for (size_t i = 0; value.type == KJ_ENUM && field->value_labels && i < field->value_count;
         i++) {
        KjText label = kj_label_in(field->value_labels[i], judge->options.lang);
        if (label.len && kj_text_compare(field->values[i], value.u.text) == 0)
            return label;
    }
    return kj_say_value_text(judge, value, field->unit, arena);
}

/* Line breaks and indentation of a long condition become single blanks. */
KjText kj_say_fragment(const KjExpr *expr, int32_t n, KjArena *arena)
{
    const KjNode *node = &expr->nodes[n];
    const char *from = expr->text.data + node->from;
    char *out = kj_arena_alloc(arena, node->to - node->from + 1);
    uint32_t len = 0;
    for (uint32_t i = 0; i < node->to - node->from; i++) {
        bool blank = from[i] == ' ' || from[i] == '\n' || from[i] == '\t' || from[i] == '\r';
        if (!blank)
            out[len++] = from[i];
        else if (len > 0 && out[len - 1] != ' ')
            out[len++] = ' ';
    }
    return (KjText){out, len};
}

/* The unit of a node: that of the first field or parameter under it that has one. */
KjText kj_say_unit(const KjJudge *judge, const KjExpr *expr, int32_t n)
{
    const KjNode *node = &expr->nodes[n];
    const KjSchema *schema = judge->registry->schema;
    if (node->op == KJ_OP_FIELD)
        return node->b < 0 ? KJ_TEXT("") : schema->kinds[node->a].fields[node->b].unit;
    if (node->op == KJ_OP_PARAM || node->op == KJ_OP_LOOKUP)
        return judge->registry->params[node->a].unit;
    int32_t children[] = {node->a, node->b, node->c};
    bool leaf = node->op == KJ_OP_CONST || node->op == KJ_OP_ITEMS || node->op == KJ_OP_BACKWARD ||
                node->op == KJ_OP_RECORDS || node->op == KJ_OP_BAND;
    for (int i = 0; i < 3 && !leaf; i++) {
        bool index = node->op == KJ_OP_CAST && i == 1;
        KjText unit =
            children[i] >= 0 && !index ? kj_say_unit(judge, expr, children[i]) : KJ_TEXT("");
        if (unit.len)
            return unit;
    }
    for (int32_t i = 0; i < node->more_count; i++) {
        KjText unit = kj_say_unit(judge, expr, node->more[i]);
        if (unit.len)
            return unit;
    }
    return KJ_TEXT("");
}

KjText kj_say_name(KjJudge *judge, const KjExpr *expr, int32_t n, KjArena *arena)
{
    const KjNode *node = &expr->nodes[n];
    KjText fragment = kj_say_fragment(expr, n, arena);
    KjLabel label = {KJ_TEXT(""), KJ_TEXT("")};
    if (node->op == KJ_OP_FIELD && node->b >= 0)
        label = judge->registry->schema->kinds[node->a].fields[node->b].label;
    else if (node->op == KJ_OP_PARAM)
        label = judge->registry->params[node->a].title;
    KjText name = kj_label_in(label, judge->options.lang);
    if (name.len == 0)
        return fragment;
    return kj_text(
        kj_arena_printf(arena, ja(judge) ? "%s（%s）" : "%s (%s)", name.data, fragment.data));
}

KjText kj_say_read(KjJudge *judge, KjRead read, KjArena *arena)
{
    if (read.kind == KJ_TRACE_PARAMETER) {
        const KjParam *param = &judge->registry->params[read.row];
        return kj_text(kj_arena_printf(arena, "$%s", param->qualified.data));
    }
    const KjKind *kind = &judge->registry->schema->kinds[read.kind];
    const KjField *field = &kind->fields[read.field];
    KjText label = kj_label_in(field->label, judge->options.lang);
    KjText id = kj_record_id(judge->dataset, (KjRef){read.kind, read.row});
    KjText root =
        judge->registry->schema->kinds[kj_schema_root(judge->registry->schema, read.kind)].name;
    return kj_text(kj_arena_printf(arena, ja(judge) ? "%s:%s の「%s」（%s）" : "%s:%s: %s (%s)",
                                   root.data, id.data, label.data, field->name.data));
}

KjText kj_say_record_name(KjJudge *judge, KjRef record, KjArena *arena)
{
    static const char *const FIELDS[] = {"name", "title"};
    const KjKind *kind = &judge->registry->schema->kinds[record.kind];
    for (int i = 0; i < 2; i++) {
        int32_t field = kj_kind_field(kind, kj_text(FIELDS[i]));
        if (field < 0 || kind->fields[field].type != KJ_TEXT_TYPE || kind->fields[field].list)
            continue;
        KjValue value = kj_dataset_get(judge->dataset, record, field, arena);
        if (value.type == KJ_TEXT_TYPE)
            return value.u.text;
    }
    return KJ_TEXT("");
}

/* ---- a node's value ---- */

static KjText bound_text(KjJudge *judge, const KjExpr *expr, int32_t n, long double bound,
                         KjArena *arena)
{
    uint8_t type = expr->nodes[n].type;
    KjValue value = kj_is_real(type) ? kj_value_real((KjType)type, (double)bound)
                                     : kj_value_whole((KjType)type, (int64_t)bound);
    return kj_say_value_text(judge, value, kj_say_unit(judge, expr, n), arena);
}

bool kj_say_nothing_in(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame)
{
    const KjNode *node = &expr->nodes[n];
    KjElements list;
    if (node->op != KJ_OP_AGG || (node->agg != KJ_AGG_MIN && node->agg != KJ_AGG_MAX) ||
        node->frame != frame->kind)
        return false;
    kj_eval_list(eval, expr, node->a, frame, &list);
    return list.ok[0] && list.start[1] == 0;
}

static KjText range_text(KjJudge *judge, KjEval *eval, const KjExpr *expr, int32_t n,
                         const KjFrame *frame, KjArena *arena)
{
    KjRange range;
    if (kj_say_nothing_in(eval, expr, n, frame))
        return kj_text(kj_arena_printf(
            arena, ja(judge) ? "なし（%s に当たる記録がない）" : "none (no record is in %s)",
            kj_say_fragment(expr, expr->nodes[n].a, arena).data));
    kj_eval_range(eval, expr, n, frame, &range);
    bool low = !range.empty && !isinf(range.low), high = !range.empty && !isinf(range.high);
    if (low && high && range.low == range.high)
        return bound_text(judge, expr, n, range.low, arena);
    KjText from = low ? bound_text(judge, expr, n, range.low, arena) : KJ_TEXT("");
    KjText to = high ? bound_text(judge, expr, n, range.high, arena) : KJ_TEXT("");
    if (low && high)
        return kj_text(
            kj_arena_printf(arena, ja(judge) ? "%s から %s" : "%s to %s", from.data, to.data));
    if (high)
        return kj_text(kj_arena_printf(arena, ja(judge) ? "%s 以下" : "at most %s", to.data));
    if (low)
        return kj_text(kj_arena_printf(arena, ja(judge) ? "%s 以上" : "at least %s", from.data));
    return ja(judge) ? KJ_TEXT("値なし") : KJ_TEXT("no value");
}

/* A missing derived value says why, where there is more to say. */
static KjText missing_text(KjJudge *judge, const KjExpr *expr, int32_t n, const KjFrame *frame,
                           KjArena *arena)
{
    const KjNode *node = &expr->nodes[n];
    if (node->op == KJ_OP_FIELD && node->b >= 0 && frame->kind == node->a) {
        const char *reason = kj_cycle_of(judge, node->a, node->b, kj_frame_row(frame, 0));
        if (reason)
            return kj_text(kj_arena_printf(
                arena, ja(judge) ? "値なし（循環: %s）" : "no value (cycle: %s)", reason));
        if (judge->registry->schema->kinds[node->a].fields[node->b].derived)
            return ja(judge) ? KJ_TEXT("値なし") : KJ_TEXT("no value");
    }
    return ja(judge) ? KJ_TEXT("未記録") : KJ_TEXT("not recorded");
}

static KjText list_text(KjJudge *judge, KjEval *eval, const KjExpr *expr, int32_t n,
                        const KjFrame *frame, KjArena *arena)
{
    KjElements list;
    KjBuf buf;
    kj_eval_list(eval, expr, n, frame, &list);
    if (!list.ok[0])
        return ja(judge) ? KJ_TEXT("未記録") : KJ_TEXT("not recorded");
    kj_buf_init(&buf, 1 << 16);
    if (list.start[1] == 0)
        kj_buf_puts(&buf, ja(judge) ? "なし" : "none");
    for (uint32_t e = 0; e < list.start[1] && e < 20; e++) {
        KjValue value =
            list.kind >= 0
                ? kj_cell_value(eval, KJ_REF, (int64_t)list.kind << 32 | (uint32_t)list.rows[e], 0)
                : kj_cell_value(eval, list.real ? (uint8_t)KJ_NUMBER : expr->nodes[n].elem_type,
                                list.whole ? list.whole[e] : 0, list.real ? list.real[e] : 0);
        kj_buf_puts(&buf, e ? (ja(judge) ? "、" : ", ") : "");
        kj_say_value(judge, &buf, &value, KJ_TEXT(""));
    }
    if (list.start[1] > 20)
        kj_buf_puts(&buf, " …");
    return keep(&buf, arena);
}

/* Whether a node's value is that of a sensitive field: such values are never told here. */
bool kj_say_hidden(const KjJudge *judge, const KjExpr *expr, int32_t n)
{
    const KjNode *node = n < 0 ? NULL : &expr->nodes[n];
    if (!node)
        return false;
    switch (node->op) {
    case KJ_OP_FIELD:
    case KJ_OP_ITEMS:
        return node->b >= 0 && judge->registry->schema->kinds[node->a].fields[node->b].sensitive;
    case KJ_OP_VIA:
    case KJ_OP_THROUGH:
    case KJ_OP_FLAT:
    case KJ_OP_AGG:
        return kj_say_hidden(judge, expr, node->b) || kj_say_hidden(judge, expr, node->a);
    case KJ_OP_ORG:
    case KJ_OP_OUTER:
    case KJ_OP_WHERE: return kj_say_hidden(judge, expr, node->a);
    case KJ_OP_IF:
        return kj_say_hidden(judge, expr, node->b) || kj_say_hidden(judge, expr, node->c);
    default:
        for (int32_t i = 0; i < node->more_count; i++)
            if (kj_say_hidden(judge, expr, node->more[i]))
                return true;
        return false;
    }
}

KjText kj_say_node(KjJudge *judge, KjEval *eval, const KjExpr *expr, int32_t n,
                   const KjFrame *frame, KjArena *arena)
{
    const KjNode *node = &expr->nodes[n];
    if (kj_say_hidden(judge, expr, n))
        return KJ_TEXT("***");
    if (node->op == KJ_OP_CONST)
        return node->type == KJ_LIST || node->type == KJ_QUANTITY || node->type == KJ_MONEY
                   ? kj_say_fragment(expr, n, arena)
                   : kj_say_value_text(judge, node->value, KJ_TEXT(""), arena);
    if (node->type == KJ_LIST)
        return list_text(judge, eval, expr, n, frame, arena);
    if (node->ranged)
        return range_text(judge, eval, expr, n, frame, arena);
    KjValue value = kj_eval_value(eval, expr, n, frame, arena);
    if (value.type == KJ_NONE)
        return missing_text(judge, expr, n, frame, arena);
    return kj_say_value_text(judge, value, kj_say_unit(judge, expr, n), arena);
}

/* "system:a の「RTO」（rto）" for facts; what is computed says that it has no value, and why. */
static void say_missing(KjJudge *judge, KjBuf *out, KjRead read, KjArena *arena)
{
    const char *chain = kj_cycle_of(judge, read.kind, read.field, read.row);
    bool derived = read.kind >= 0 && read.field >= 0 &&
                   judge->registry->schema->kinds[read.kind].fields[read.field].derived;
    kj_buf_puts(out, kj_say_read(judge, read, arena).data);
    if (chain)
        kj_buf_printf(out, ja(judge) ? " が循環しています（%s）" : " lies on a cycle (%s)", chain);
    else if (derived)
        kj_buf_puts(out, ja(judge) ? " に値がありません" : " has no value");
    else
        kj_buf_puts(out, ja(judge) ? " が記録されていません" : " is not recorded");
}

KjText kj_say_unknown(KjJudge *judge, const KjTrace *missing, KjArena *arena)
{
    KjBuf buf;
    kj_buf_init(&buf, 1 << 16);
    for (size_t i = 0; i < missing->count && i < 5; i++) {
        kj_buf_puts(&buf, i ? (ja(judge) ? "、" : "; ") : "");
        say_missing(judge, &buf, missing->reads[i], arena);
    }
    if (missing->count > 5)
        kj_buf_printf(&buf, ja(judge) ? " ほか%zu件" : " and %zu more", missing->count - 5);
    return keep(&buf, arena);
}
