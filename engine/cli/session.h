/* A worker with the packs loaded, and what a command shows of them. */
#ifndef KJ_CLI_SESSION_H
#define KJ_CLI_SESSION_H

#include "engine/cli/app.h"
#include "engine/cli/division.h"
#include "engine/cli/packs.h"
#include "engine/cli/progress.h"
#include "engine/cli/stored.h"
#include "engine/output/view.h"

typedef struct KjSession {
    KjApp *app;
    KjPackSet packs;
    KjFound found;       /* data, if the command takes any */
    KjDivision division; /* of the data, for commands that take organisations one by one */
    KjStored *stored;    /* where data or packs come out of a store; else NULL */
    KjWorker *worker;
    KjWorker *first;     /* that died, but whose registry is in use; or NULL */
    KjProgress progress; /* of a batch */
    bool apart;          /* its workers are, from now on (KjWorkerSetup) */
    bool ahead;          /* the job has been sent when the packs were loaded */
    KjView view;
} KjSession;

/* Reads the data (if the command has PATHs) and the packs, starts the worker. Anything but
 * KJ_EXIT_OK ends the command; why was told. Close it in either case. */
KjExit kj_session_open(KjSession *session, KjApp *app);
/* Runs a job over the data; what, rule and record are given. Problems of the data are told; exit
 * is KJ_EXIT_INPUT if there are any. result is to be cleared. */
KjExit kj_session_run(KjSession *session, KjJob job, KjJobResult *result, KjDiags *diags);
/* The same for the commands that know their only job from the beginning: it is sent ahead, and
 * kj_session_run takes its result. */
KjExit kj_session_open_for(KjSession *session, KjApp *app, KjJob job);
/* For commands that can take organisations one by one: with several in the data, and with a store
 * (kj_session_is_batch), each is to be a job of its own (batch.h), and division.ownerless has the files that belong to none.
 * With one it is as kj_session_open_for. */
KjExit kj_session_open_batch(KjSession *session, KjApp *app, KjJob job);
/* The same, where problems of the data are what the command tells: those of finding the files go to diags, untold. */
KjExit kj_session_open_check(KjSession *session, KjApp *app, KjJob job, KjDiags *diags);
bool kj_session_is_batch(const KjSession *session);
/* A worker in place of one that has died, or that is stopped. */
bool kj_session_renew(KjSession *session, KjError *error);
void kj_session_close(KjSession *session);

/* For batch.c: how workers are set up, a job with what the session adds, and whether a result is one
 * that these packs can have. */
KjWorkerSetup kj_session_setup(const KjSession *session);
KjJob kj_session_job(const KjSession *session, KjJob job);
bool kj_session_accepts(const KjSession *session, const KjJobResult *result, KjError *error);

#endif
