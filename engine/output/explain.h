/* Why one verdict is as it is, for people and for machines. */
#ifndef KJ_OUTPUT_EXPLAIN_H
#define KJ_OUTPUT_EXPLAIN_H

#include "engine/output/page.h"
#include "engine/output/view.h"

/* explanation: a map as engine/eval/explain.h describes it; run holds the judgement with its trace.
 * Both render nothing and return false if they do not fit together. */
bool kj_explain_text(KjPage *page, const KjView *view, const KjRun *run,
                     const KjValue *explanation);
bool kj_explain_json(KjSink *sink, const KjView *view, const KjRun *run,
                     const KjValue *explanation);

/* The judgement that is explained, NULL if the run does not hold it. */
const KjJudgement *kj_explain_judgement(const KjView *view, const KjRun *run,
                                        const KjValue *explanation);

#endif
