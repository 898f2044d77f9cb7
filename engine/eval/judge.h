/* Judging: a sealed dataset and a registry give a run. See doc/architecture.md. */
#ifndef KJ_EVAL_JUDGE_H
#define KJ_EVAL_JUDGE_H

#include "engine/eval/death.h"
#include "engine/lua/lua_state.h"
#include "engine/rules/registry.h"

typedef struct KjJudge KjJudge;

typedef struct KjJudgeOptions {
    int32_t as_of, zone;
    KjLang lang;
    bool traces;  /* and derived lists */
    bool derived; /* derived values in the run */
    bool horizon; /* to find out until when each result stands (horizon.h) */
    bool again;   /* with horizon: to be judged for later days too (kj_judge_turn) */
    bool
        brief; /* only what is kept when nothing is shown: no verdicts n/a but their number, without
                     places, missing facts and what passes say; of derived values those that are told */
    bool bare; /* verdicts alone, to be compared: nothing is worded */
    KjWatch *watch;      /* where is noted what is judged, or NULL */
    const KjSkip *skips; /* borrowed; what is left out, each an error where it would have stood */
    size_t skip_count;
} KjJudgeOptions;

/* Everything is borrowed and must outlive the judge; lua may be NULL if no rule needs it. */
KjJudge *kj_judge_new(const KjRegistry *registry, KjDataset *dataset, KjLua *lua,
                      const KjJudgeOptions *options);
void kj_judge_free(KjJudge *judge);
/* Computes parameters per organisation and all derived fields and records. Problems of the
 * organisations' parameter settings, and answers or waivers that name unknown rules, are data
 * errors. */
void kj_judge_prepare(KjJudge *judge, KjDiags *diags);
/* Of data that are refused already, what else is wrong with the facts that are there: settings of
 * parameters, contradictions, names of rules. What was refused is missing, and contradicts nothing. */
void kj_judge_check(KjJudge *judge, KjDiags *diags);
/* Judges every selected rule and returns the run. */
KjRun *kj_judge_run(KjJudge *judge);
/* Prepares the same facts for another day, not before the last one, as if they were read and prepared anew; only
 * what may come out otherwise is made again (stays.c). False: that cannot be done here, and the judge is of no
 * more use. Runs of it are to be freed before. */
bool kj_judge_turn(KjJudge *judge, int32_t day, KjDiags *diags);
/* A run that only says which organisations there are. */
KjRun *kj_judge_heads(KjJudge *judge);
/* A run of one verdict, with its trace. NULL if the rule does not judge the record. */
KjRun *kj_judge_one(KjJudge *judge, int32_t rule, KjRef record);

#endif
