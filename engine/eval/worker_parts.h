/* What the files of the parent's side of workers share: worker.c, the process and its end; worker_packs.c,
 * what it makes of packs; worker_jobs.c, its jobs. */
#ifndef KJ_EVAL_WORKER_PARTS_H
#define KJ_EVAL_WORKER_PARTS_H

#include "engine/eval/channel.h"
#include "engine/eval/kept.h"
#include "engine/eval/worker.h"

#include <sys/types.h>

struct KjWorker {
    pid_t pid;
    int fd;
    KjLang lang;
    double load_seconds, cpu_seconds; /* of processor time */
    double job_seconds;               /* wall clock */
    double allowed;                   /* wall clock for the job it has */
    double granted;                   /* processor time for what it is at */
    size_t memory;
    double sent_at;  /* the clock when the job was sent */
    bool sent;       /* a job, ahead of time */
    bool loading;    /* packs */
    KjKept *kept;    /* what the worker was born with, or NULL */
    KjRegistry *own; /* NULL where another worker's is used */
    const KjRegistry *registry;
    KjWatch *watch;  /* shared with it; NULL: there is none */
    KjSkip death;    /* what it was at when it died */
    size_t received; /* bytes, for the job it has */
};

/* Wall clock for what may take so much processor time, should it neither compute nor end. */
double kj_worker_patience_for(double seconds);
/* Starts one that loads the packs, or has a module of stdlib report what it makes of them. */
KjWorker *kj_worker_begin_module(const KjWorkerSetup *setup, const char *module, KjError *error);
bool kj_worker_receive_loaded(KjWorker *worker, KjBuf *bytes, KjError *error);
/* One frame. False: it died, hung or stopped talking, and error says so. */
bool kj_worker_receive(KjWorker *worker, double seconds, KjFrameKind *kind, KjBuf *bytes,
                       KjError *error);
bool kj_worker_value(const KjBuf *bytes, KjArena *arena, KjValue *value);
/* Waits for its end, or kills it; error, if there is one, says what became of it. */
void kj_worker_put_down(KjWorker *worker, bool kill_it, bool timed_out, KjError *error);
/* It talked nonsense. */
void kj_worker_broken(KjWorker *worker, KjError *error);

#endif
