/* What a condition asks, in words and without the values of a record. */
#include "engine/eval/why_parts.h"

#include <string.h>

#define SENSE_COLUMNS 140 /* what is longer is for `explain` */

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

const char *kj_why_comparison(const KjWhy *why, const KjNode *node, uint8_t truth)
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
        return kj_why_ja(why) ? DAYS_JA[node->op][truth] : DAYS_EN[node->op][truth];
    return kj_why_ja(why) ? JA[node->op][truth] : EN[node->op][truth];
}

/* ---- sense ---- */

typedef struct Sense { /* a condition in words, whether it holds or not */
    KjWhy *why;
    KjBuf out;
    int depth;
    bool lost; /* it holds something that there are no words for */
} Sense;

static void put(Sense *sense, int32_t n, bool holds);

static const char *tell(const Sense *sense, const char *ja, const char *en)
{
    return kj_why_tell(sense->why, ja, en);
}

static bool is_const(const Sense *sense, int32_t n)
{
    return sense->why->expr->nodes[n].op == KJ_OP_CONST;
}

static const char *operand(Sense *sense, int32_t n, int32_t other)
{
    return is_const(sense, n) ? kj_why_value(sense->why, n, NULL, kj_why_field(sense->why, other))
                              : kj_why_name(sense->why, n);
}

static void put_comparison(Sense *sense, const KjNode *node, bool holds)
{
    const char *left = operand(sense, node->a, node->b), *right = operand(sense, node->b, node->a);
    bool same = node->op == KJ_OP_EQ || node->op == KJ_OP_NE;
    const char *format = kj_why_comparison(sense->why, node, holds ? KJ_PASS : KJ_FAIL);
    if (same && is_const(sense, node->b))
        format = (node->op == KJ_OP_EQ) == holds ? tell(sense, "%s は %s", "%s is %s")
                                                 : tell(sense, "%s は %s でない", "%s is not %s");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    kj_buf_printf(&sense->out, format, left, right);
#pragma GCC diagnostic pop
}

static void put_in(Sense *sense, const KjNode *node, bool holds)
{
    const char *left = operand(sense, node->a, node->b), *list = operand(sense, node->b, node->a);
    const char *of_fixed = holds ? tell(sense, "%s は %s のどれか", "%s is one of %s")
                                 : tell(sense, "%s は %s のどれでもない", "%s is none of %s");
    const char *fixed = holds ? tell(sense, "%2$s に %1$s がある", "%s is among %s")
                              : tell(sense, "%2$s に %1$s がない", "%s is not among %s");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    kj_buf_printf(&sense->out, is_const(sense, node->a) ? fixed : of_fixed, left, list);
#pragma GCC diagnostic pop
}

/* One side of "and" or "or"; where it is the other of the two, in brackets. */
static void put_side(Sense *sense, const KjNode *node, int32_t n, bool holds)
{
    uint8_t op = sense->why->expr->nodes[n].op;
    bool other = op != node->op && (op == KJ_OP_AND || op == KJ_OP_OR);
    kj_buf_puts(&sense->out, other ? tell(sense, "「", "[") : "");
    put(sense, n, holds);
    kj_buf_puts(&sense->out, other ? tell(sense, "」", "]") : "");
}

/* "and" that holds and "or" that does not are of parts that are all so; otherwise one is enough. */
static void put_both(Sense *sense, const KjNode *node, bool holds)
{
    bool all = (node->op == KJ_OP_AND) == holds;
    put_side(sense, node, node->a, holds);
    kj_buf_puts(&sense->out, all ? tell(sense, "、", ", ") : tell(sense, " 又は ", " or "));
    put_side(sense, node, node->b, holds);
}

static void put_members(Sense *sense, const KjNode *node, bool holds)
{
    const char *name = kj_why_members(sense->why, node->a);
    bool any = node->agg == KJ_AGG_ANY;
    bool filtered = sense->why->expr->nodes[node->a].op == KJ_OP_WHERE;
    kj_buf_printf(&sense->out,
                  any ? (holds ? tell(sense, "「%s」がある", "there is some %s")
                               : tell(sense, "「%s」がない", "there is no %s"))
                      : (holds ? tell(sense, "「%s」の全てが当てはまる", "every %s fits")
                               : tell(sense, "当てはまらない「%s」がある", "some %s does not fit")),
                  name);
    if (node->b < 0 && !filtered)
        return;
    kj_buf_puts(&sense->out, tell(sense, "（", " ("));
    if (filtered)
        put(sense, sense->why->expr->nodes[node->a].b, true);
    if (filtered && node->b >= 0)
        kj_buf_puts(&sense->out, tell(sense, "、", ", "));
    if (node->b >= 0)
        put(sense, node->b, true);
    kj_buf_puts(&sense->out, tell(sense, "）", ")"));
}

static void put_leaf(Sense *sense, int32_t n, const KjNode *node, bool holds)
{
    const char *name = kj_why_name(sense->why, n);
    if (node->op == KJ_OP_FIELD || node->op == KJ_OP_VIA || node->op == KJ_OP_ORG ||
        node->op == KJ_OP_OUTER || node->op == KJ_OP_PARAM)
        kj_buf_printf(&sense->out, tell(sense, "%s：%s", "%s: %s"), name,
                      holds ? tell(sense, "はい", "yes") : tell(sense, "いいえ", "no"));
    else if (node->op == KJ_OP_PRESENT || node->op == KJ_OP_GIVEN)
        kj_buf_printf(&sense->out,
                      holds ? tell(sense, "%s が記録されている", "%s is recorded")
                            : tell(sense, "%s が記録されていない", "%s is not recorded"),
                      kj_why_name(sense->why, node->a));
    else
        sense->lost = true;
}

static void put(Sense *sense, int32_t n, bool holds)
{
    const KjNode *node = &sense->why->expr->nodes[n];
    sense->lost |= ++sense->depth > 20 || sense->out.len > 4 * SENSE_COLUMNS;
    if (sense->lost)
        return;
    if (node->op == KJ_OP_NOT)
        put(sense, node->a, !holds);
    else if (node->op >= KJ_OP_EQ && node->op <= KJ_OP_GE)
        put_comparison(sense, node, holds);
    else if (node->op == KJ_OP_IN)
        put_in(sense, node, holds);
    else if (node->op == KJ_OP_AND || node->op == KJ_OP_OR)
        put_both(sense, node, holds);
    else if (node->op == KJ_OP_AGG && (node->agg == KJ_AGG_ANY || node->agg == KJ_AGG_ALL))
        put_members(sense, node, holds);
    else
        put_leaf(sense, n, node, holds);
    sense->depth--;
}

const char *kj_why_sense(KjWhy *why, int32_t n)
{
    Sense sense = {.why = why};
    kj_buf_init(&sense.out, 1 << 16);
    put(&sense, n, true);
    KjText text = {sense.out.data ? sense.out.data : "", (uint32_t)sense.out.len};
    const char *said = "";
    if (!sense.lost && kj_text_width(text, true) <= SENSE_COLUMNS)
        said = kj_arena_strndup(why->arena, text.data, text.len);
    kj_buf_clear(&sense.out);
    return said;
}
