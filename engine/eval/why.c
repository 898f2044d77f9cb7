/* Why a condition does not hold, as a short sentence: the parts that decided, with their values and
 * the names that people know: "目標復旧時間（RTO） 6時間 は 適用されるRTOの最小 2時間（mail） 未満
 * ではない". The condition itself is for `explain`. */
#include "engine/eval/say.h"

#include <string.h>

typedef struct Why {
    KjJudge *judge;
    KjEval eval;
    const KjExpr *expr;
    KjArena *arena;
    KjBuf out;
    int parts;
} Why;

static bool ja(const Why *why)
{
    return why->judge->options.lang == KJ_JA;
}

static uint8_t truth_of(Why *why, int32_t n, const KjFrame *frame)
{
    uint8_t truth;
    kj_eval_truth(&why->eval, why->expr, n, frame, &truth);
    return truth;
}

/* ---- names ---- */

static const char *label_of(const Why *why, KjLabel label)
{
    return kj_label_in(label, why->judge->options.lang).data;
}

static bool has_label(const Why *why, KjLabel label)
{
    return kj_label_in(label, why->judge->options.lang).len > 0;
}

static const char *aggregate_name(Why *why, const KjNode *node, const char *inner)
{
    static const char *const JA[] = {"", "", "", "%sの最小", "%sの最大", "%sの合計"};
    static const char *const EN[] = {"", "", "", "least %s", "greatest %s", "sum of %s"};
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    return kj_arena_printf(why->arena, ja(why) ? JA[node->agg] : EN[node->agg], inner);
#pragma GCC diagnostic pop
}

static const char *name_of(Why *why, int32_t n);

static const char *sign_of(const KjNode *node)
{
    static const char *const SIGNS[] = {" + ", " - ", " × ", " ÷ "};
    return SIGNS[node->op - KJ_OP_ADD];
}

/* "基準値（上限）×件数" for arithmetic whose parts have names. */
static const char *arithmetic_name(Why *why, const KjNode *node)
{
    return kj_arena_printf(why->arena, "%s%s%s", name_of(why, node->a), sign_of(node),
                           name_of(why, node->b));
}

/* What people call a node: the label of its field or parameter, else its text. */
static const char *name_of(Why *why, int32_t n)
{
    const KjNode *node = &why->expr->nodes[n];
    const KjRegistry *registry = why->judge->registry;
    switch (node->op) {
    case KJ_OP_FIELD:
        if (node->b >= 0 && has_label(why, registry->schema->kinds[node->a].fields[node->b].label))
            return label_of(why, registry->schema->kinds[node->a].fields[node->b].label);
        break;
    case KJ_OP_ITEMS: return label_of(why, registry->schema->kinds[node->a].fields[node->b].label);
    case KJ_OP_PARAM:
        if (has_label(why, registry->params[node->a].title))
            return kj_arena_printf(why->arena, ja(why) ? "基準値（%s）" : "the parameter '%s'",
                                   label_of(why, registry->params[node->a].title));
        break;
    case KJ_OP_VIA: return name_of(why, node->b);
    case KJ_OP_ORG:
    case KJ_OP_DATEOF: return name_of(why, node->a);
    case KJ_OP_TODAY: return ja(why) ? "判定日" : "the as-of day";
    case KJ_OP_ADD:
    case KJ_OP_SUB:
    case KJ_OP_MUL:
    case KJ_OP_DIV: return arithmetic_name(why, node);
    case KJ_OP_AGG:
        if (node->agg >= KJ_AGG_MIN && node->b >= 0 && why->expr->nodes[node->b].op == KJ_OP_FIELD)
            return aggregate_name(why, node, name_of(why, node->b));
        break;
    default: break;
    }
    return kj_say_fragment(why->expr, n, why->arena).data;
}

/* The member that a least or greatest value comes from. */
static const char *decisive_member(Why *why, int32_t n, const KjFrame *frame)
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
    return *found ? kj_arena_printf(why->arena, ja(why) ? "（%s）" : " (%s)", found) : found;
}

static const char *operand(Why *why, int32_t n, const KjFrame *frame);

/* "判定日 + 基準値（期限） 30日": what moves with the as-of day is told without a date. Every report begins with
 * that day, and so a finding reads the same from day to day. */
static const char *moving_operand(Why *why, const KjNode *node, const KjFrame *frame)
{
    return node->op == KJ_OP_TODAY
               ? ja(why) ? "判定日" : "the as-of day"
               : kj_arena_printf(why->arena, "%s%s%s", operand(why, node->a, frame), sign_of(node),
                                 operand(why, node->b, frame));
}

/* "目標復旧時間 6時間": a constant is its value alone. */
static const char *operand(Why *why, int32_t n, const KjFrame *frame)
{
    const KjNode *node = &why->expr->nodes[n];
    if (node->moving)
        return moving_operand(why, node, frame);
    const char *value = kj_say_node(why->judge, &why->eval, why->expr, n, frame, why->arena).data;
    if (node->op == KJ_OP_CONST)
        return value;
    return kj_arena_printf(why->arena, "%s %s%s", name_of(why, n), value,
                           decisive_member(why, n, frame));
}

/* ---- phrases ---- */

static void begin_part(Why *why)
{
    if (why->parts++ > 0)
        kj_buf_puts(&why->out, ja(why) ? "、" : "; ");
}

/* A least or greatest value of nothing cannot be compared with: that is all there is to say. */
static bool say_nothing_there(Why *why, const KjNode *node, const KjFrame *frame)
{
    const int32_t sides[] = {node->a, node->b};
    for (int i = 0; i < 2; i++) {
        if (!kj_say_nothing_in(&why->eval, why->expr, sides[i], frame))
            continue;
        const char *list =
            kj_say_fragment(why->expr, why->expr->nodes[sides[i]].a, why->arena).data;
        kj_buf_printf(&why->out,
                      ja(why) ? "%s に当たる記録がなく、%s と比べられない"
                              : "no record is in %s, so there is nothing to compare %s with",
                      list, name_of(why, sides[1 - i]));
        return true;
    }
    return false;
}

/* Days come before and after one another: false, unknown, true. */
static const char *const DAYS_JA[][3] = {
    [KJ_OP_LT] = {"%s は %s より前ではない", "%s が %s より前か分からない", "%s は %s より前"},
    [KJ_OP_LE] = {"%s は %s より後", "%s が %s 以前か分からない", "%s は %s 以前"},
    [KJ_OP_GT] = {"%s は %s より後ではない", "%s が %s より後か分からない", "%s は %s より後"},
    [KJ_OP_GE] = {"%s は %s より前", "%s が %s 以後か分からない", "%s は %s 以後"}};
static const char *const DAYS_EN[][3] = {
    [KJ_OP_LT] = {"%s is not before %s", "%s may or may not be before %s", "%s is before %s"},
    [KJ_OP_LE] = {"%s is after %s", "%s may or may not be after %s", "%s is not after %s"},
    [KJ_OP_GT] = {"%s is not after %s", "%s may or may not be after %s", "%s is after %s"},
    [KJ_OP_GE] = {"%s is before %s", "%s may or may not be before %s", "%s is not before %s"}};

static const char *comparison(const Why *why, const KjNode *node, uint8_t truth)
{
    /* false, unknown, true */
    static const char *const JA[][3] = {
        [KJ_OP_EQ] = {"%s は %s と同じではない", "%s が %s と同じか分からない", "%s は %s と同じ"},
        [KJ_OP_NE] = {"%s は %s と同じ", "%s が %s と違うか分からない", "%s は %s と違う"},
        [KJ_OP_LT] = {"%s は %s 未満ではない", "%s が %s 未満か分からない", "%s は %s 未満"},
        [KJ_OP_LE] = {"%s は %s 以下ではない", "%s が %s 以下か分からない", "%s は %s 以下"},
        [KJ_OP_GT] = {"%s は %s を超えない", "%s が %s を超えるか分からない", "%s は %s を超える"},
        [KJ_OP_GE] = {"%s は %s 以上ではない", "%s が %s 以上か分からない", "%s は %s 以上"}};
    static const char *const EN[][3] = {
        [KJ_OP_EQ] = {"%s is not equal to %s", "%s may or may not equal %s", "%s equals %s"},
        [KJ_OP_NE] = {"%s equals %s", "%s may or may not differ from %s", "%s differs from %s"},
        [KJ_OP_LT] = {"%s is not less than %s", "%s may or may not be less than %s",
                      "%s is less than %s"},
        [KJ_OP_LE] = {"%s is more than %s", "%s may or may not be at most %s", "%s is at most %s"},
        [KJ_OP_GT] = {"%s is not more than %s", "%s may or may not be more than %s",
                      "%s is more than %s"},
        [KJ_OP_GE] = {"%s is less than %s", "%s may or may not be at least %s",
                      "%s is at least %s"}};
    uint8_t type = why->expr->nodes[node->a].type;
    if ((type == KJ_DATE || type == KJ_DATETIME) && node->op != KJ_OP_EQ && node->op != KJ_OP_NE)
        return ja(why) ? DAYS_JA[node->op][truth] : DAYS_EN[node->op][truth];
    return ja(why) ? JA[node->op][truth] : EN[node->op][truth];
}

static void say_comparison(Why *why, const KjNode *node, uint8_t truth, const KjFrame *frame)
{
    if (truth == KJ_UNKNOWN && say_nothing_there(why, node, frame))
        return;
    const char *left = operand(why, node->a, frame), *right = operand(why, node->b, frame);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    kj_buf_printf(&why->out, comparison(why, node, truth), left, right);
#pragma GCC diagnostic pop
}

static void say_present(Why *why, const KjNode *node, uint8_t truth)
{
    const char *name = name_of(why, node->a);
    if (truth == KJ_PASS)
        kj_buf_printf(&why->out, ja(why) ? "%s が記録されている" : "%s is recorded", name);
    else
        kj_buf_printf(&why->out, ja(why) ? "%s が記録されていない" : "%s is not recorded", name);
}

static void say_in(Why *why, const KjNode *node, uint8_t truth, const KjFrame *frame)
{
    static const char *const JA[] = {"%s は %s のどれでもない", "%s が %s のどれかか分からない",
                                     "%s は %s のどれか"};
    static const char *const EN[] = {"%s is none of %s", "%s may or may not be one of %s",
                                     "%s is one of %s"};
    const char *list =
        kj_say_node(why->judge, &why->eval, why->expr, node->b, frame, why->arena).data;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    kj_buf_printf(&why->out, ja(why) ? JA[truth] : EN[truth], operand(why, node->a, frame), list);
#pragma GCC diagnostic pop
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
#define FRAGMENT_COLUMNS 40 /* longer conditions are for `explain` */

/* What the members of a list are called: the label of their kind, or of the field that holds them. */
static const char *members_name(Why *why, const KjElements *list, int32_t n)
{
    const KjSchema *schema = why->judge->registry->schema;
    if (list->kind >= 0 && has_label(why, schema->kinds[list->kind].label))
        return label_of(why, schema->kinds[list->kind].label);
    return name_of(why, n);
}

/* The members that came out so, by id, the first few. How many there are in all. */
static uint32_t list_members(Why *why, const KjNode *node, const KjElements *list, uint8_t truth,
                             const KjFrame *frame, KjBuf *out)
{
    KjFrame inner = kj_frame_elements(&why->eval, list, frame);
    uint32_t count = 0;
    for (uint32_t e = 0; e < inner.count && list->kind >= 0 && node->b >= 0; e++) {
        KjFrame one = kj_frame_one(&why->eval, &inner, e);
        if (truth_of(why, node->b, &one) != truth || ++count > MEMBERS_TOLD)
            continue;
        KjText id = kj_record_id(why->judge->dataset, (KjRef){list->kind, list->rows[e]});
        kj_buf_printf(out, "%s%s", count > 1 ? ", " : "", id.data);
    }
    if (count > MEMBERS_TOLD)
        kj_buf_printf(out, ja(why) ? " ほか%u件" : " and %u more", count - MEMBERS_TOLD);
    kj_buf_puts(out, "");
    return count;
}

/* A short condition is told as it stands. */
static void say_short(Why *why, int32_t n, uint8_t truth, const char *members)
{
    kj_buf_puts(&why->out, kj_say_fragment(why->expr, n, why->arena).data);
    if (*members)
        kj_buf_printf(&why->out, ": %s", members);
    else
        kj_buf_puts(&why->out, truth == KJ_FAIL ? (ja(why) ? " が成り立たない" : " does not hold")
                               : truth == KJ_UNKNOWN ? (ja(why) ? " が分からない" : " is unknown")
                                                     : "");
}

/* A long one by what its members are called. */
static void say_long(Why *why, const KjNode *node, uint8_t truth, const char *name, uint32_t count,
                     const char *members)
{
    bool any = node->agg == KJ_AGG_ANY;
    if (count == 0)
        kj_buf_printf(&why->out, ja(why) ? "当てはまる「%s」がない" : "there is no fitting %s",
                      name);
    else if (any && truth == KJ_FAIL)
        kj_buf_printf(&why->out,
                      ja(why) ? "条件に合う「%s」がない（%u件中）" : "no %s fits (of %u)", name,
                      count);
    else if (truth == KJ_UNKNOWN)
        kj_buf_printf(&why->out,
                      ja(why) ? "条件に合うか分からない「%s」: %s"
                              : "not known whether it fits (%s): %s",
                      name, members);
    else
        kj_buf_printf(&why->out,
                      truth == KJ_FAIL
                          ? (ja(why) ? "条件に合わない「%s」: %s" : "does not fit (%s): %s")
                          : (ja(why) ? "条件に合う「%s」: %s" : "fits (%s): %s"),
                      name, members);
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
    KjText fragment = kj_say_fragment(why->expr, n, why->arena);
    KjElements list;
    KjBuf members;
    kj_buf_init(&members, 1 << 16);
    kj_eval_list(&why->eval, why->expr, node->a, frame, &list);
    if (node->agg == KJ_AGG_ALL && truth == KJ_FAIL && node->b >= 0 && list.kind >= 0) {
        say_breakers(why, node, &list, frame);
        kj_buf_clear(&members);
        return;
    }
    uint32_t count = list_members(why, node, &list, truth, frame, &members);
    if (kj_text_width(fragment, true) <= FRAGMENT_COLUMNS || list.kind < 0 || node->b < 0)
        say_short(why, n, truth, members.data);
    else
        say_long(why, node, truth, members_name(why, &list, node->a), count, members.data);
    kj_buf_clear(&members);
}

static void say_leaf(Why *why, int32_t n, uint8_t truth, const KjFrame *frame)
{
    const KjNode *node = &why->expr->nodes[n];
    begin_part(why);
    if (node->op >= KJ_OP_EQ && node->op <= KJ_OP_GE)
        say_comparison(why, node, truth, frame);
    else if (node->op == KJ_OP_PRESENT || node->op == KJ_OP_GIVEN)
        say_present(why, node, truth);
    else if (node->op == KJ_OP_IN)
        say_in(why, node, truth, frame);
    else if (node->op == KJ_OP_AGG)
        say_members(why, n, truth, frame);
    else if (node->op == KJ_OP_CYCLIC && truth == KJ_PASS)
        kj_buf_printf(&why->out, ja(why) ? "循環している（%s）" : "there is a cycle (%s)",
                      kj_eval_chain(&why->eval, why->expr, n, frame, why->arena).data);
    else
        kj_buf_puts(&why->out, operand(why, n, frame));
}

/* Down to the parts that made the node what it is. */
static void say_part(Why *why, int32_t n, uint8_t truth, const KjFrame *frame)
{
    const KjNode *node = &why->expr->nodes[n];
    if (node->op == KJ_OP_NOT) {
        say_part(why, node->a, (uint8_t)(KJ_PASS - truth), frame);
        return;
    }
    if (node->op == KJ_OP_IF && truth_of(why, node->a, frame) != KJ_UNKNOWN) {
        int32_t chosen = truth_of(why, node->a, frame) == KJ_PASS ? node->b : node->c;
        if (chosen >= 0) {
            say_part(why, chosen, truth, frame);
            return;
        }
    }
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
