/* Deadlines: verdicts that get worse on a day, the facts staying as they are.
 *
 * The same facts are judged for the days on which the horizon (horizon.h) says that something may be different,
 * from `since` on, and every result is compared with the one before. A verdict that is worse on a day than the day
 * before is due: what could be done about it must be done before that day. Of the days up to the as-of day only
 * what is worse to this day is told. */
#ifndef KJ_EVAL_DUE_H
#define KJ_EVAL_DUE_H

#include "engine/eval/judge.h"

typedef struct KjDueSource {
    const KjRegistry *registry;
    KjLua *lua;
    KjJudgeOptions options; /* as_of: the day that is today */
    int32_t since;          /* the first day that is looked at, at most the as-of day */
    int32_t last;  /* the last day on which something could be done, at least the as-of day */
    KjText person; /* whose records are to be found, or empty */
    /* Reads the same facts anew, sealed; their problems go to diags. */
    KjDataset *(*read)(void *ctx, KjDiags *diags);
    void *ctx;
} KjDueSource;

/* A run without judgements, but with their counts for the as-of day, and with what is due. NULL if the data have
 * errors. */
KjRun *kj_due_run(const KjDueSource *source, KjDiags *diags);

#endif
