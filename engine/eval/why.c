/* Why a condition does not hold, as a short sentence: the parts that decided, with their values and
 * the names that people know: "目標復旧時間（RTO） 6時間 は 適用されるRTOの最小 2時間（mail） 未満
 * ではない". The condition itself is for `explain`. */
#include "engine/eval/why_parts.h"

#include <string.h>

typedef KjWhy Why;

static bool ja(const Why *why)
{
    return kj_why_ja(why);
}

static uint8_t truth_of(Why *why, int32_t n, const KjFrame *frame)
{
    uint8_t truth;
    kj_eval_truth(&why->eval, why->expr, n, frame, &truth);
    return truth;
}

/* ---- phrases ---- */

static void begin_part(Why *why)
{
    if (why->parts++ > 0)
        kj_buf_puts(&why->out, ja(why) ? "、" : "; ");
}

static void say_part(Why *why, int32_t n, uint8_t truth, const KjFrame *frame);

#define REASONS 3 /* members that are told with what is wrong with them */

/* "web（目標 が記録されていない）": a member that breaks what is to hold for all. */
static void say_breaker(Why *why, const KjNode *node, const char *id, bool reason,
                        const KjFrame *member)
{
    uint32_t parts = why->parts;
    kj_buf_puts(&why->out, id);
    if (!reason)
        return;
    why->parts = 0;
    kj_buf_puts(&why->out, ja(why) ? "（" : " (");
    say_part(why, node->b, KJ_FAIL, member);
    kj_buf_puts(&why->out, ja(why) ? "）" : ")");
    why->parts = parts;
}

/* ---- any and all ---- */

#define MEMBERS_TOLD 8

/* A record by its id, an entry by its value. */
static const char *member_name(Why *why, const KjNode *node, const KjElements *list, uint32_t e)
{
    if (list->kind >= 0)
        return kj_record_id(why->judge->dataset, (KjRef){list->kind, list->rows[e]}).data;
    KjValue value = kj_cell_value(
        &why->eval, list->real ? (uint8_t)KJ_NUMBER : why->expr->nodes[node->a].elem_type,
        list->whole ? list->whole[e] : 0, list->real ? list->real[e] : 0);
    return kj_say_value_text(why->judge, value, KJ_TEXT(""), why->arena).data;
}

/* The members that came out so, the first few. How many there are in all. */
static uint32_t list_members(Why *why, const KjNode *node, const KjElements *list, uint8_t truth,
                             const KjFrame *frame, KjBuf *out)
{
    KjFrame inner = kj_frame_elements(&why->eval, list, frame);
    uint32_t count = 0;
    bool hidden = kj_say_hidden(why->judge, why->expr, node->a);
    for (uint32_t e = 0; e < inner.count && !hidden && node->b >= 0; e++) {
        KjFrame one = kj_frame_one(&why->eval, &inner, e);
        if (truth_of(why, node->b, &one) != truth || ++count > MEMBERS_TOLD)
            continue;
        kj_buf_printf(out, "%s%s", count > 1 ? ", " : "", member_name(why, node, list, e));
    }
    if (count > MEMBERS_TOLD)
        kj_buf_printf(out, ja(why) ? " ほか%u件" : " and %u more", count - MEMBERS_TOLD);
    kj_buf_puts(out, "");
    return count;
}

/* "（実施日 は 判定日 以前）": what is asked of the members, by the list and by the condition. */
static const char *asked(Why *why, const KjNode *node)
{
    const KjNode *list = &why->expr->nodes[node->a];
    const char *filter = list->op == KJ_OP_WHERE ? kj_why_sense(why, list->b) : "";
    const char *sense = node->b >= 0 ? kj_why_sense(why, node->b) : "";
    if (list->op == KJ_OP_WHERE && *filter == '\0') /* a part of it would mislead */
        return "";
    if (*filter == '\0' && *sense == '\0')
        return "";
    if (node->b >= 0 && *sense == '\0')
        return "";
    return kj_arena_printf(why->arena, ja(why) ? "（%s%s%s）" : " (%s%s%s)", filter,
                           *filter && *sense ? (ja(why) ? "、" : ", ") : "", sense);
}

/* How many there are to choose from, those left out by a condition on the list too. */
static uint32_t members_in_all(Why *why, int32_t list, const KjFrame *frame)
{
    KjElements all;
    while (why->expr->nodes[list].op == KJ_OP_WHERE)
        list = why->expr->nodes[list].a;
    kj_eval_list(&why->eval, why->expr, list, frame, &all);
    return all.start[1];
}

/* There is to be one, or there is one that should not be; all are to be so, or not all. */
static void say_some(Why *why, const KjNode *node, uint8_t truth, uint32_t all, uint32_t count,
                     const char *members)
{
    const char *name = kj_why_members(why, node->a), *sense = asked(why, node);
    bool any = node->agg == KJ_AGG_ANY;
    if (any && truth == KJ_FAIL && all == 0)
        kj_buf_printf(&why->out, ja(why) ? "「%s」がない" : "there is no %s", name);
    else if (any && truth == KJ_FAIL && count == all && all <= REASONS)
        kj_buf_printf(&why->out,
                      ja(why) ? "「%s」%s は当てはまらない%s" : "of '%s' (%s) none fits%s", name,
                      members, sense);
    else if (any && truth == KJ_FAIL)
        kj_buf_printf(&why->out,
                      ja(why) ? "「%s」%u件の中に、当てはまるものがない%s"
                              : "of '%s' (%u) none fits%s",
                      name, all, sense);
    else if (truth == KJ_UNKNOWN && *members)
        kj_buf_printf(&why->out,
                      ja(why) ? "当てはまるか分からない「%s」：%s%s"
                              : "not known whether it fits ('%s'): %s%s",
                      name, members, sense);
    else if (truth == KJ_UNKNOWN)
        kj_buf_printf(&why->out,
                      ja(why) ? "「%s」が揃っているか分からない%s"
                              : "not all of '%s' may be known%s",
                      name, sense);
    else if (!any && truth == KJ_PASS)
        kj_buf_printf(&why->out,
                      ja(why) ? "「%s」%u件の全てが当てはまる%s" : "all of '%s' (%u) fit%s", name,
                      all, sense);
    else
        kj_buf_printf(&why->out,
                      truth == KJ_FAIL ? (ja(why) ? "当てはまらない「%s」がある%s%s%s"
                                                  : "there is '%s' that does not fit%s%s%s")
                                       : (ja(why) ? "当てはまる「%s」がある%s%s%s"
                                                  : "there is '%s' that fits%s%s%s"),
                      name, *members ? (ja(why) ? "：" : ": ") : "", members, sense);
}

/* What is to hold for all and does not: the members that break it, and why. */
static void say_breakers(Why *why, const KjNode *node, const KjElements *list, const KjFrame *frame)
{
    KjFrame inner = kj_frame_elements(&why->eval, list, frame);
    uint32_t count = 0;
    for (uint32_t e = 0; e < inner.count; e++) {
        KjFrame one = kj_frame_one(&why->eval, &inner, e);
        if (truth_of(why, node->b, &one) != KJ_FAIL || ++count > MEMBERS_TOLD)
            continue;
        KjText id = kj_record_id(why->judge->dataset, (KjRef){list->kind, list->rows[e]});
        kj_buf_puts(&why->out, count > 1 ? ", " : "");
        say_breaker(why, node, id.data, count <= REASONS, &one);
    }
    if (count > MEMBERS_TOLD)
        kj_buf_printf(&why->out, ja(why) ? " ほか%u件" : " and %u more", count - MEMBERS_TOLD);
}

static void say_members(Why *why, int32_t n, uint8_t truth, const KjFrame *frame)
{
    const KjNode *node = &why->expr->nodes[n];
    KjElements list;
    KjBuf members;
    kj_eval_list(&why->eval, why->expr, node->a, frame, &list);
    if (node->agg == KJ_AGG_ALL && truth == KJ_FAIL && node->b >= 0 && list.kind >= 0) {
        say_breakers(why, node, &list, frame);
        return;
    }
    kj_buf_init(&members, 1 << 16);
    uint32_t count = list_members(why, node, &list, truth, frame, &members);
    uint32_t all = members_in_all(why, node->a, frame);
    say_some(why, node, truth, all, count, members.data);
    kj_buf_clear(&members);
}

static void say_leaf(Why *why, int32_t n, uint8_t truth, const KjFrame *frame)
{
    const KjNode *node = &why->expr->nodes[n];
    begin_part(why);
    if (node->op >= KJ_OP_EQ && node->op <= KJ_OP_GE)
        kj_why_compare(why, node, truth, frame);
    else if (node->op == KJ_OP_PRESENT || node->op == KJ_OP_GIVEN)
        kj_why_present(why, node, truth);
    else if (node->op == KJ_OP_IN)
        kj_why_in(why, node, truth, frame);
    else if (node->op == KJ_OP_AGG && (node->agg == KJ_AGG_ANY || node->agg == KJ_AGG_ALL))
        say_members(why, n, truth, frame);
    else if (node->op == KJ_OP_CYCLIC && truth == KJ_PASS)
        kj_buf_printf(&why->out, ja(why) ? "循環している（%s）" : "there is a cycle (%s)",
                      kj_eval_chain(&why->eval, why->expr, n, frame, why->arena).data);
    else if (node->type == KJ_BOOL)
        kj_buf_printf(&why->out, ja(why) ? "%s：%s" : "%s: %s", kj_why_name(why, n),
                      kj_why_value(why, n, frame, NULL));
    else
        kj_buf_puts(&why->out, kj_why_operand(why, n, -1, frame));
}

/* What was chosen, or what leaves the choice open: an unknown condition, or one that does not hold where
 * there is nothing else to go by. */
static bool say_choice(Why *why, const KjNode *node, uint8_t truth, const KjFrame *frame)
{
    uint8_t choice = truth_of(why, node->a, frame);
    int32_t chosen = choice == KJ_PASS ? node->b : node->c;
    bool fixed = chosen >= 0 && kj_why_is_const(why, chosen); /* then the condition says it all */
    if (choice != KJ_UNKNOWN && chosen >= 0 && !fixed)
        say_part(why, chosen, truth, frame);
    else if (truth == KJ_UNKNOWN || fixed)
        say_part(why, node->a, choice, frame);
    else
        return false;
    return true;
}

/* Down to the parts that made the node what it is. */
static void say_part(Why *why, int32_t n, uint8_t truth, const KjFrame *frame)
{
    const KjNode *node = &why->expr->nodes[n];
    if (node->op == KJ_OP_NOT) {
        say_part(why, node->a, (uint8_t)(KJ_PASS - truth), frame);
        return;
    }
    if (node->op == KJ_OP_IF && say_choice(why, node, truth, frame))
        return;
    if (node->op != KJ_OP_AND && node->op != KJ_OP_OR) {
        say_leaf(why, n, truth, frame);
        return;
    }
    /* one side is enough for a false and, a true or; otherwise both sides made it so */
    bool enough = (node->op == KJ_OP_AND) == (truth == KJ_FAIL) && truth != KJ_UNKNOWN;
    bool left = truth_of(why, node->a, frame) == truth;
    if (left)
        say_part(why, node->a, truth, frame);
    if (!(left && enough) && truth_of(why, node->b, frame) == truth)
        say_part(why, node->b, truth, frame);
}

static KjText say(KjJudge *judge, const KjExpr *expr, KjRef record, uint8_t truth, KjArena *arena)
{
    KjArenaMark mark = kj_arena_mark(judge->scratch);
    Why why = {.judge = judge, .expr = expr, .arena = judge->scratch};
    KjFrame frame = kj_judge_frame(record);
    why.eval = kj_judge_eval(judge, kj_judge_set_of(judge, record));
    why.eval.careful = true;
    kj_buf_init(&why.out, 1 << 16);
    say_part(&why, expr->count - 1, truth, &frame);
    KjText text = {kj_arena_strndup(arena, why.out.data ? why.out.data : "", why.out.len),
                   (uint32_t)why.out.len};
    kj_buf_clear(&why.out);
    kj_arena_release(judge->scratch, mark);
    return text;
}

KjText kj_say_failure(KjJudge *judge, const KjExpr *expr, KjRef record, KjArena *arena)
{
    return say(judge, expr, record, KJ_FAIL, arena);
}

KjText kj_say_holding(KjJudge *judge, const KjExpr *expr, KjRef record, KjArena *arena)
{
    return say(judge, expr, record, KJ_PASS, arena);
}

KjText kj_say_undecided(KjJudge *judge, const KjExpr *expr, KjRef record, KjArena *arena)
{
    return say(judge, expr, record, KJ_UNKNOWN, arena);
}
