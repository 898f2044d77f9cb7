/* Sentences about one comparison, one presence or one membership, with the values of a record. */
#include "engine/eval/why_parts.h"

#include <string.h>

/* The member that a least or greatest value comes from. */
static const char *decisive_member(KjWhy *why, int32_t n, const KjFrame *frame)
{
    const KjNode *node = &why->expr->nodes[n];
    KjElements list;
    const char *found = "";
    if (node->op != KJ_OP_AGG || (node->agg != KJ_AGG_MIN && node->agg != KJ_AGG_MAX) ||
        node->b < 0)
        return found;
    kj_eval_list(&why->eval, why->expr, node->a, frame, &list);
    KjFrame inner = kj_frame_elements(&why->eval, &list, frame);
    long double best = 0;
    for (uint32_t e = 0; e < inner.count && list.kind >= 0; e++) {
        KjFrame one = kj_frame_one(&why->eval, &inner, e);
        KjRange range;
        kj_eval_range(&why->eval, why->expr, node->b, &one, &range);
        if (range.empty || range.low != range.high)
            continue;
        bool better =
            *found == '\0' || (node->agg == KJ_AGG_MIN ? range.low < best : range.low > best);
        if (!better)
            continue;
        best = range.low;
        found = kj_record_id(why->judge->dataset, (KjRef){list.kind, list.rows[e]}).data;
    }
    return *found ? kj_arena_printf(why->arena, kj_why_ja(why) ? "（%s）" : " (%s)", found) : found;
}

bool kj_why_is_const(const KjWhy *why, int32_t n)
{
    return why->expr->nodes[n].op == KJ_OP_CONST;
}

/* "判定日 + 基準値（期限） 30日": what moves with the as-of day is told without a date. Every report begins with
 * that day, and so a finding reads the same from day to day. */
static const char *moving_operand(KjWhy *why, const KjNode *node, const KjFrame *frame)
{
    return node->op == KJ_OP_TODAY
               ? kj_why_tell(why, "判定日", "the as-of day")
               : kj_arena_printf(why->arena, "%s%s%s", kj_why_operand(why, node->a, -1, frame),
                                 kj_why_sign(node), kj_why_operand(why, node->b, -1, frame));
}

/* "目標復旧時間 6時間": a constant is its value alone, called as values of the other side are. */
const char *kj_why_operand(KjWhy *why, int32_t n, int32_t other, const KjFrame *frame)
{
    if (why->expr->nodes[n].moving)
        return moving_operand(why, &why->expr->nodes[n], frame);
    const char *value = kj_why_value(why, n, frame, other < 0 ? NULL : kj_why_field(why, other));
    if (kj_why_is_const(why, n))
        return value;
    return kj_arena_printf(why->arena, "%s %s%s", kj_why_name(why, n), value,
                           decisive_member(why, n, frame));
}

/* A least or greatest value of nothing cannot be compared with: that is all there is to say. */
static bool say_nothing_there(KjWhy *why, const KjNode *node, const KjFrame *frame)
{
    const int32_t sides[] = {node->a, node->b};
    for (int i = 0; i < 2; i++) {
        if (!kj_say_nothing_in(&why->eval, why->expr, sides[i], frame))
            continue;
        kj_buf_printf(&why->out,
                      kj_why_ja(why) ? "%s を比べる相手となる「%s」がない"
                                     : "there is nothing to compare %s with: no %s fits",
                      kj_why_name(why, sides[1 - i]),
                      kj_why_members(why, why->expr->nodes[sides[i]].a));
        return true;
    }
    return false;
}

static bool is_whole(const KjNode *node, int64_t value)
{
    return node->op == KJ_OP_CONST && node->type == KJ_INT && node->value.u.whole == value;
}

/* "number of parts is 0", where there is to be one at least. */
static bool say_none(KjWhy *why, const KjNode *node, uint8_t truth, const KjFrame *frame)
{
    const KjNode *left = &why->expr->nodes[node->a], *right = &why->expr->nodes[node->b];
    bool some = (node->op == KJ_OP_GT && is_whole(right, 0)) ||
                (node->op == KJ_OP_GE && is_whole(right, 1));
    KjRange range;
    if (truth != KJ_FAIL || !some || left->type != KJ_INT)
        return false;
    kj_eval_range(&why->eval, why->expr, node->a, frame, &range);
    if (range.empty || range.low != 0 || range.high != 0)
        return false;
    if (left->op == KJ_OP_AGG && left->agg == KJ_AGG_COUNT && left->b < 0 &&
        why->expr->nodes[left->a].op != KJ_OP_WHERE)
        kj_buf_printf(&why->out, kj_why_ja(why) ? "「%s」がない" : "there is no %s",
                      kj_why_members(why, left->a));
    else
        kj_buf_printf(&why->out, kj_why_ja(why) ? "%s が 0" : "%s is 0", kj_why_name(why, node->a));
    return true;
}

/* "設置拠点の地域", where the other side would be called the same. */
static const char *name_beside(KjWhy *why, int32_t n, int32_t other)
{
    const KjNode *node = &why->expr->nodes[n];
    const char *name = kj_why_name(why, n);
    if (node->op != KJ_OP_VIA || strcmp(name, kj_why_name(why, other)) != 0)
        return name;
    return kj_arena_printf(why->arena, kj_why_ja(why) ? "%sの%s" : "%s: %s",
                           kj_why_name(why, node->a), name);
}

/* With a constant, or where both sides are the same: no need for two values. */
static bool say_same(KjWhy *why, const KjNode *node, uint8_t truth, const KjFrame *frame)
{
    if ((node->op != KJ_OP_EQ && node->op != KJ_OP_NE) || truth == KJ_UNKNOWN)
        return false;
    bool same = (node->op == KJ_OP_EQ) == (truth == KJ_PASS);
    const char *value = kj_why_value(why, node->a, frame, kj_why_field(why, node->b));
    const char *left = name_beside(why, node->a, node->b);
    if (same && kj_why_is_const(why, node->b))
        kj_buf_printf(&why->out, kj_why_ja(why) ? "%s は %s" : "%s is %s", left, value);
    else if (same)
        kj_buf_printf(&why->out,
                      kj_why_ja(why) ? "%s と %s が同じ（%s）" : "%s and %s are the same (%s)",
                      left, name_beside(why, node->b, node->a), value);
    else if (kj_why_is_const(why, node->b))
        kj_buf_printf(&why->out, kj_why_ja(why) ? "%s は %s で、%s ではない" : "%s is %s, not %s",
                      left, value, kj_why_operand(why, node->b, node->a, frame));
    else
        return false;
    return true;
}

void kj_why_compare(KjWhy *why, const KjNode *node, uint8_t truth, const KjFrame *frame)
{
    if (truth == KJ_UNKNOWN && say_nothing_there(why, node, frame))
        return;
    if (say_none(why, node, truth, frame) || say_same(why, node, truth, frame))
        return;
    const char *left = kj_why_operand(why, node->a, node->b, frame);
    const char *right = kj_why_operand(why, node->b, node->a, frame);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    kj_buf_printf(&why->out, kj_why_comparison(why, node, truth), left, right);
#pragma GCC diagnostic pop
}

void kj_why_present(KjWhy *why, const KjNode *node, uint8_t truth)
{
    const char *name = kj_why_name(why, node->a);
    if (truth == KJ_PASS)
        kj_buf_printf(&why->out, kj_why_ja(why) ? "%s が記録されている" : "%s is recorded", name);
    else
        kj_buf_printf(&why->out, kj_why_ja(why) ? "%s が記録されていない" : "%s is not recorded",
                      name);
}

/* "duties (a, b) do not hold c": a constant looked for in what the record lists. */
static void say_held(KjWhy *why, const KjNode *node, uint8_t truth, const KjFrame *frame)
{
    static const char *const JA[] = {"%2$s（%3$s）に %1$s がない",
                                     "%2$s（%3$s）に %1$s があるか分からない",
                                     "%2$s（%3$s）に %1$s がある"};
    static const char *const EN[] = {"%1$s is not among %2$s (%3$s)",
                                     "%1$s may or may not be among %2$s (%3$s)",
                                     "%1$s is among %2$s (%3$s)"};
    const char *list = kj_why_value(why, node->b, frame, NULL);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    kj_buf_printf(&why->out, kj_why_ja(why) ? JA[truth] : EN[truth],
                  kj_why_operand(why, node->a, node->b, frame), kj_why_name(why, node->b), list);
#pragma GCC diagnostic pop
}

void kj_why_in(KjWhy *why, const KjNode *node, uint8_t truth, const KjFrame *frame)
{
    static const char *const JA[] = {"%s は %s のどれでもない", "%s が %s のどれかか分からない"};
    static const char *const EN[] = {"%s is none of %s", "%s may or may not be one of %s"};
    if (kj_why_is_const(why, node->a)) {
        say_held(why, node, truth, frame);
        return;
    }
    const KjField *field = kj_why_field(why, node->a);
    if (truth == KJ_PASS) {
        kj_buf_printf(&why->out, kj_why_ja(why) ? "%s は %s" : "%s is %s",
                      kj_why_name(why, node->a), kj_why_value(why, node->a, frame, NULL));
        return;
    }
    const char *list = kj_why_value(why, node->b, frame, field);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    kj_buf_printf(&why->out, kj_why_ja(why) ? JA[truth] : EN[truth],
                  kj_why_operand(why, node->a, node->b, frame), list);
#pragma GCC diagnostic pop
}
