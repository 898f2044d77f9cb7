/* Workers: rule code loads and runs only in a process of its own, behind a door (engine/base/door.h).
 *
 * The parent reads files; a worker is given pack text and data in memory, loads, judges and writes
 * results to a socket. It can open nothing. What comes back is decoded without trust. A worker that
 * dies, hangs or talks nonsense is an error with a message, never a crash of the parent. */
#ifndef KJ_EVAL_WORKER_H
#define KJ_EVAL_WORKER_H

#include "engine/eval/death.h"
#include "engine/ingest/amend.h"
#include "engine/lua/lua_state.h"
#include "engine/model/facts.h"
#include "engine/rules/registry.h"

typedef struct KjPackSource {
    const char *name;    /* folder name: "it-continuity" */
    const char *display; /* how places name it: "rules/it-continuity" */
    const char *hash;    /* hex BLAKE2b-256 over its files */
    bool trusted;        /* came with the program, or from an installed bundle: may be loaded where
                            the kernel cannot close the door */
    bool installed;      /* from a bundle: its files are what was signed */
    bool selected;       /* is judged; the others only give schema and shared declarations */
    KjLuaSource *files;
    size_t file_count;
    KjLuaSource *tests; /* what lies under its tests/, for kj_worker_ask alone */
    size_t test_count;
} KjPackSource;

#define KJ_WORKER_SECONDS 300
#define KJ_WORKER_MEMORY ((size_t)2 << 30)

typedef struct KjWorkerSetup {
    const KjLuaSource *stdlib; /* NULL: what is built into the program */
    size_t stdlib_count;
    const KjPackSource *packs;
    size_t pack_count;
    KjText kept; /* a file of what loading these packs gives, see kept.h; empty: none */
    KjLang lang;
    double load_seconds; /* processor time for loading; 0: 20 */
    double cpu_seconds;  /* and for one unit of a job; 0: KJ_WORKER_SECONDS */
    double
        job_seconds; /* wall clock for one unit of a job; 0: a minute and ten times cpu_seconds */
    size_t memory;   /* bytes, besides what its parent has; 0: KJ_WORKER_MEMORY */
    bool apart;      /* signals of the terminal do not reach it: they are its parent's alone */
} KjWorkerSetup;

typedef enum {
    KJ_JOB_CHECK,
    KJ_JOB_ASSESS,
    KJ_JOB_EXPLAIN,
    KJ_JOB_FACTS,
    KJ_JOB_DISPLAY,
    KJ_JOB_HOLD,  /* the data are kept, prepared, for the jobs that follow */
    KJ_JOB_ASK,   /* of the data that are held: see engine/eval/inquiry.h */
    KJ_JOB_TABLE, /* no facts, but a table of tests in Lua, to be run */
    KJ_JOB_COVER,
    KJ_JOB_MUTATE,
    KJ_JOB_DUE
} KjJobKind;

typedef struct KjJob {
    KjJobKind what;
    const KjFile *files;
    size_t file_count;
    size_t units; /* organisations it has time for; 0: one */
    int32_t as_of;
    int32_t zone;
    bool traces;  /* ASSESS: with traces, missing facts' places, derived lists */
    bool derived; /* ASSESS: with derived values */
    bool horizon; /* ASSESS: with the day until which each result stands */
    bool brief;   /* ASSESS: only what KjJudgeOptions.brief says */
    bool facts;   /* with the facts of every organisation, as FACTS gives them */
    const char *rule,
        *record; /* EXPLAIN: "it-continuity/2.5.2(1)-4", "system:auth" or "auth"; DUE: a person */
    int32_t since, last; /* DUE: the days to look at, see due.h */
    const char *display; /* DISPLAY: the command whose registers and matrices are wanted */
    bool held; /* EXPLAIN, DISPLAY, ASSESS: of the data that are held; there are no files */
    const KjValue *question; /* ASK */
    const KjAmend *amends;   /* changes laid over the data before they are sealed */
    size_t amend_count;
    const KjValue *more; /* COVER, MUTATE: see engine/eval/cover.h, mutate.h; or NULL */
    const KjSkip *skips; /* what is left out, because workers died of it */
    size_t skip_count;
} KjJob;

/* Kept as bytes, which take little room. */
typedef struct KjOrgFacts {
    KjText id;
    KjText bytes; /* kj_facts_decode takes them: it has taken them once */
} KjOrgFacts;

typedef struct KjJobResult {
    KjRun *run;     /* ASSESS, EXPLAIN: NULL if the data has errors; CHECK: which organisations
                       there are */
    KjArena *arena; /* of explanation and facts */
    KjValue
        explanation;   /* EXPLAIN: a map, see engine/eval/explain.h; DISPLAY: see display.h, none if
                            the data has errors; ASK: the answer */
    KjOrgFacts *facts; /* FACTS: by id; none if the data has errors */
    size_t fact_count, fact_capacity;
} KjJobResult;

typedef struct KjWorker KjWorker;

/* Starts a worker and loads the packs. Problems of packs go to diags; NULL if the worker could not
 * be started or died (error). With errors in diags the worker is there but has no registry. */
KjWorker *kj_worker_start(const KjWorkerSetup *setup, KjDiags *diags, KjError *error);
/* Loads the packs once and writes what is to be kept of them to out. False: they have problems, which
 * went to diags, or error says why not. */
bool kj_worker_keep(const KjWorkerSetup *setup, KjBuf *out, KjDiags *diags, KjError *error);
/* Lets a module of stdlib look at the packs, in a worker that does nothing else: what its `load` made of
 * them, in the arena. False: error says why not. */
bool kj_worker_ask(const KjWorkerSetup *setup, const char *module, KjArena *arena, KjValue *answer,
                   KjError *error);
/* kj_worker_start in two steps, with time between them to read data. ahead: the first job, if it is known
 * already, or NULL: the worker goes on with it while the registry is made here. After false the
 * worker is still to be stopped. */
KjWorker *kj_worker_begin(const KjWorkerSetup *setup, KjError *error);
bool kj_worker_load(KjWorker *worker, const KjJob *ahead, KjDiags *diags, KjError *error);
const KjRegistry *kj_worker_registry(const KjWorker *worker); /* NULL if packs have errors */
/* Runs one job; NULL: the one that kj_worker_load was given. Problems of data go to diags. False: the
 * worker died or broke the protocol. */
bool kj_worker_run(KjWorker *worker, const KjJob *job, KjJobResult *result, KjDiags *diags,
                   KjError *error);
/* The same in two steps, for several workers at a time: kj_worker_take waits for the result. What the
 * worker sends first can be waited for on the descriptor. kj_worker_send is false when the worker is
 * gone: kj_worker_take then says why. */
bool kj_worker_send(KjWorker *worker, const KjJob *job);
bool kj_worker_take(KjWorker *worker, KjJobResult *result, KjDiags *diags, KjError *error);
/* What a worker that died was at; NULL while it lives. */
const KjSkip *kj_worker_death(const KjWorker *worker);
bool kj_worker_is_alive(const KjWorker *worker); /* as far as is known */
int kj_worker_descriptor(const KjWorker *worker);
/* Seconds that are left for the job it has, more than 0; or 0: there is no limit. */
double kj_worker_patience(const KjWorker *worker);
/* All workers of the same setup make the same registry: this one uses another's from now on, which must
 * live longer. */
void kj_worker_share(KjWorker *worker, const KjRegistry *registry);
void kj_job_result_clear(KjJobResult *result);
/* As KjWorkerSetup.apart, from now on. */
void kj_worker_set_apart(KjWorker *worker);
void kj_worker_kill(KjWorker *worker);    /* what it is at is not wanted; its registry stays */
void kj_worker_dismiss(KjWorker *worker); /* there are no more jobs: it ends by itself */
void kj_worker_stop(KjWorker *worker);

#endif
