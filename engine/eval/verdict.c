/* Verdicts: every rule over the records of its kinds, a block at a time. */
#include "engine/eval/judge_parts.h"

#include <string.h>

typedef struct Pass {
    const KjRule *rule;
    size_t which; /* of the rule's kinds */
    KjVerdicts *out;
} Pass;

static const KjExpr *part(KjExpr **parts, size_t which)
{
    return parts ? parts[which] : NULL;
}

static void eval_part(KjEval *eval, const KjExpr *expr, const KjFrame *frame, uint8_t *out)
{
    kj_eval_truth(eval, expr, expr->count - 1, frame, out);
}

/* Records that select leaves out get no verdict; if that is unknown, so is the verdict, unless `when`
 * does not hold (only from there comes n/a): then the rule does not apply either way. */
static void apply_select(const uint8_t *select, uint8_t *verdict, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        verdict[i] = select[i] == KJ_FAIL                             ? KJ_NO_VERDICT
                     : select[i] == KJ_UNKNOWN && verdict[i] != KJ_NA ? KJ_UNKNOWN
                                                                      : verdict[i];
}

static void apply_when(const uint8_t *when, uint8_t *verdict, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        verdict[i] = when[i] == KJ_FAIL ? KJ_NA : when[i] == KJ_UNKNOWN ? KJ_UNKNOWN : verdict[i];
}

/* The check by Lua, for the records that select and when leave to it. */
static void check_by_lua(KjJudge *judge, const Pass *pass, const KjFrame *frame, uint8_t *verdict,
                         const uint8_t *asked)
{
    int32_t *rows = kj_arena_scratch(judge->scratch, frame->count * sizeof *rows);
    uint32_t count = 0;
    for (uint32_t i = 0; i < frame->count; i++)
        if (asked[i])
            rows[count++] = kj_frame_row(frame, i);
    if (count == 0)
        return;
    KjOutcome *outcomes = kj_arena_scratch(judge->scratch, count * sizeof *outcomes);
    int32_t number = (int32_t)(pass->rule - judge->registry->rules);
    const KjSkip *skip = kj_judge_skip(judge, KJ_STAGE_CHECK, number);
    judge->asking_pack = pass->rule->pack;
    kj_watch(judge->options.watch, KJ_STAGE_CHECK, number);
    if (skip)
        kj_skip_checks(judge, skip, outcomes, count);
    else
        kj_lua_check(judge->lua, pass->rule->check_function, frame->kind, rows, 0, count,
                     judge->arena, outcomes);
    kj_watch(judge->options.watch, KJ_STAGE_RULE, number);
    for (uint32_t i = 0; i < count; i++) {
        pass->out->outcome[rows[i]] = outcomes[i];
        verdict[rows[i] - frame->base] = (uint8_t)outcomes[i].verdict;
    }
}

/* The records that select and when leave to the check; NULL: all. A check that reads the as-of day is asked
 * of no others where it is to be known how long the result stands. */
static uint8_t *asked_of(KjJudge *judge, KjEval *eval, const Pass *pass, const KjFrame *frame)
{
    const KjExpr *check = part(pass->rule->check, pass->which);
    const KjExpr *parts[] = {part(pass->rule->select, pass->which),
                             part(pass->rule->when, pass->which)};
    bool daily = check && check->nodes[check->count - 1].daily;
    if (pass->rule->check_function < 0 && !(eval->horizon && daily))
        return NULL;
    uint8_t *asked = kj_arena_scratch(judge->scratch, frame->count);
    uint8_t *truth = kj_arena_scratch(judge->scratch, frame->count);
    memset(asked, 1, frame->count);
    for (int p = 0; p < 2; p++) {
        if (parts[p])
            eval_part(eval, parts[p], frame, truth);
        for (uint32_t i = 0; parts[p] && i < frame->count; i++)
            asked[i] &= truth[i] == KJ_PASS;
    }
    return asked;
}

static void check_some(KjEval *eval, const KjExpr *check, const KjFrame *frame,
                       const uint8_t *asked, uint8_t *verdict)
{
    uint32_t *index = kj_arena_scratch(eval->scratch, frame->count * sizeof *index);
    KjFrame some = kj_frame_some(eval, frame, asked, index);
    uint8_t *truth = kj_arena_scratch(eval->scratch, some.count);
    memset(verdict, KJ_UNKNOWN, frame->count); /* when and select say what the others are */
    if (some.count)
        eval_part(eval, check, &some, truth);
    for (uint32_t i = 0; i < some.count; i++)
        verdict[index[i]] = truth[i];
}

static void judge_block(KjJudge *judge, KjEval *eval, const KjFrame *frame, void *ctx)
{
    const Pass *pass = ctx;
    const KjRule *rule = pass->rule;
    uint32_t count = frame->count;
    uint8_t *verdict = pass->out->verdict + frame->base;
    const KjExpr *select = part(rule->select, pass->which), *when = part(rule->when, pass->which);
    const KjExpr *check = part(rule->check, pass->which);
    uint8_t *truth = select || when ? kj_arena_scratch(judge->scratch, count) : NULL;
    uint8_t *asked = asked_of(judge, eval, pass, frame);
    if (check && asked)
        check_some(eval, check, frame, asked, verdict);
    else if (check)
        eval_part(eval, check, frame, verdict);
    else
        memset(verdict, rule->item_count ? KJ_PASS : KJ_UNKNOWN, count); /* an answer may settle it,
                                                                             or roll_up.c fills it */
    if (rule->check_function >= 0)
        check_by_lua(judge, pass, frame, verdict, asked);
    if (when) {
        eval_part(eval, when, frame, truth);
        apply_when(truth, verdict, count);
    }
    if (select) {
        eval_part(eval, select, frame, truth);
        apply_select(truth, verdict, count);
    }
}

static uint32_t step_of(const KjRule *rule, size_t which)
{
    uint32_t step = KJ_BLOCK;
    const KjExpr *parts[] = {part(rule->select, which), part(rule->when, which),
                             part(rule->check, which)};
    for (int i = 0; i < 3; i++)
        if (parts[i] && kj_expr_step(parts[i]) < step)
            step = kj_expr_step(parts[i]);
    return step;
}

void kj_judge_rule(KjJudge *judge, int32_t number)
{
    const KjRule *rule = &judge->registry->rules[number];
    KjVerdicts *all = judge->verdicts[number];
    const KjSkip *skip = kj_judge_skip(judge, KJ_STAGE_RULE, number);
    kj_watch(judge->options.watch, KJ_STAGE_RULE, number);
    if (!all)
        all = judge->verdicts[number] = kj_arena_array(judge->arena, rule->kind_count, sizeof *all);
    for (size_t which = 0; which < rule->kind_count; which++) {
        uint32_t rows = judge->dataset->tables[rule->kinds[which]].rows;
        Pass pass = {rule, which, &all[which]};
        if (!all[which].verdict)
            all[which].verdict = kj_arena_scratch(judge->arena, rows + 64);
        if (rule->check_function >= 0 && !all[which].outcome)
            all[which].outcome = kj_arena_array(judge->arena, rows + 1, sizeof(KjOutcome));
        if (skip)
            kj_skip_rows(judge, skip, &all[which], rows);
        else
            kj_judge_blocks(judge, rule->kinds[which], step_of(rule, which), judge_block, &pass);
    }
    if (!skip)
        kj_spread_verdicts(judge, number);
    kj_watch(judge->options.watch, KJ_STAGE_WORK, -1);
}
