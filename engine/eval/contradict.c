/* Contradictions: facts of one record that cannot be true together are errors of the data. They are
 * looked for before anything is derived; what is missing contradicts nothing. */
#include "engine/eval/judge_parts.h"

typedef struct Search {
    const KjContradiction *contradiction;
    KjDiags *diags;
} Search;

static void tell(KjJudge *judge, const Search *search, KjRef record)
{
    const KjContradiction *contradiction = search->contradiction;
    KjText message = kj_label_in(contradiction->message, judge->options.lang);
    KjText facts = kj_say_holding(judge, contradiction->when, record, judge->arena);
    const char *subject = kj_arena_printf(judge->arena, "%s '%s'",
                                          judge->registry->schema->kinds[record.kind].name.data,
                                          kj_record_id(judge->dataset, record).data);
    kj_diag(search->diags, KJ_ERROR, kj_record_place(judge->dataset, record), subject, "%s（%s）",
            "%s (%s)", message.data, facts.data);
}

static void look(KjJudge *judge, KjEval *eval, const KjFrame *frame, void *ctx)
{
    const Search *search = ctx;
    const KjExpr *when = search->contradiction->when;
    uint8_t *truth = kj_arena_scratch(eval->scratch, frame->count);
    kj_eval_truth(eval, when, when->count - 1, frame, truth);
    for (uint32_t i = 0; i < frame->count; i++)
        if (truth[i] == KJ_PASS)
            tell(judge, search, (KjRef){frame->kind, kj_frame_row(frame, i)});
}

void kj_judge_contradictions(KjJudge *judge, KjDiags *diags)
{
    for (size_t i = 0; i < judge->registry->contradiction_count; i++) {
        const KjContradiction *contradiction = &judge->registry->contradictions[i];
        Search search = {contradiction, diags};
        kj_judge_blocks(judge, contradiction->kind, kj_expr_step(contradiction->when), look,
                        &search);
    }
}
