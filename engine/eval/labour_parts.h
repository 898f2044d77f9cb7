/* What the files of a worker's side share: labour.c, its life; labour_jobs.c, its jobs. */
#ifndef KJ_EVAL_LABOUR_PARTS_H
#define KJ_EVAL_LABOUR_PARTS_H

#include "engine/eval/inquiry.h"
#include "engine/eval/kept.h"

typedef struct KjLabour {
    const KjWorkerSetup *setup;
    const KjKept *kept; /* or NULL */
    int fd;
    KjLua *lua;
    const KjRegistry *registry;
    KjArena *arena; /* of the last job, freed when another one comes */
    KjDataset *dataset;
    KjJudge *judge;     /* of what is held for more jobs, or NULL */
    KjInquiry *inquiry; /* likewise */
    KjWatch *watch;     /* or NULL */
    void *tables;       /* of reading data; kept for as long as it lives */
} KjLabour;

/* In the language of the worker's messages. */
const char *kj_labour_in(const KjLabour *labour, const char *ja, const char *en);
/* The worker says what went wrong inside, and ends. */
_Noreturn void kj_labour_fail(const KjLabour *labour, const KjError *error);
/* Nothing is told of a judgement that a function was missing for. */
void kj_labour_vouch(const KjLabour *labour);
void kj_labour_work(KjLabour *labour, const KjBuf *job);

#endif
