/* What a judgement read: found by evaluating its conditions once more for the one record, carefully
 * and with every read noted. */
#include "engine/eval/roll_up.h"

void kj_reads_of_expr(KjJudge *judge, const KjExpr *expr, KjRef record, KjTrace *out)
{
    if (!expr)
        return;
    KjArenaMark mark = kj_arena_mark(judge->scratch);
    KjEval eval = kj_judge_eval(judge, kj_judge_set_of(judge, record));
    KjFrame frame = kj_judge_frame(record);
    eval.careful = true;
    eval.trace = out;
    if (expr->type == KJ_BOOL) {
        uint8_t truth;
        kj_eval_truth(&eval, expr, expr->count - 1, &frame, &truth);
    } else if (expr->type != KJ_LIST) {
        kj_eval_value(&eval, expr, expr->count - 1, &frame, judge->scratch);
    }
    kj_arena_release(judge->scratch, mark);
}

bool kj_truth_is(KjJudge *judge, const KjExpr *expr, KjRef record, uint8_t wanted)
{
    uint8_t truth;
    if (!expr)
        return wanted == KJ_PASS;
    KjArenaMark mark = kj_arena_mark(judge->scratch);
    KjEval eval = kj_judge_eval(judge, kj_judge_set_of(judge, record));
    KjFrame frame = kj_judge_frame(record);
    kj_eval_truth(&eval, expr, expr->count - 1, &frame, &truth);
    kj_arena_release(judge->scratch, mark);
    return truth == wanted;
}

static void add_reads_of_item(KjJudge *judge, int32_t item, size_t which, KjRef record, void *ctx)
{
    kj_reads_of_rule(judge, item, which, record, ctx);
}

/* Reads of select, then of when, then of the check if it was run, or of the items. Where select is
 * unknown, when tells if it says that the rule does not apply. */
void kj_reads_of_rule(KjJudge *judge, int32_t number, size_t which, KjRef record, KjTrace *out)
{
    const KjRule *rule = &judge->registry->rules[number];
    const KjVerdicts *verdicts = &judge->verdicts[number][which];
    const KjExpr *before[] = {rule->select ? rule->select[which] : NULL,
                              rule->when ? rule->when[which] : NULL};
    for (int i = 0; i < 2; i++) {
        kj_reads_of_expr(judge, before[i], record, out);
        bool holds = kj_truth_is(judge, before[i], record, KJ_PASS);
        bool na = i == 0 && !holds && before[1] &&
                  kj_truth_is(judge, before[0], record, KJ_UNKNOWN) &&
                  kj_truth_is(judge, before[1], record, KJ_FAIL);
        if (!holds && !na)
            return;
    }
    kj_reads_of_expr(judge, rule->check ? rule->check[which] : NULL, record, out);
    kj_items_each(judge, rule, record, add_reads_of_item, out);
    if (!verdicts->outcome)
        return;
    const KjOutcome *outcome = &verdicts->outcome[record.row];
    for (uint32_t i = outcome->trace_from; i < outcome->trace_to; i++) {
        KjRead read = judge->lua_trace.reads[i];
        kj_trace_add(out, read.kind, read.row, read.field);
    }
}
