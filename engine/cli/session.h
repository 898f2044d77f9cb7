/* A worker with the packs loaded, and what a command shows of them. */
#ifndef KJ_CLI_SESSION_H
#define KJ_CLI_SESSION_H

#include "engine/cli/app.h"
#include "engine/cli/discover.h"
#include "engine/cli/packs.h"
#include "engine/output/view.h"

typedef struct KjSession {
    KjApp *app;
    KjPackSet packs;
    KjFound found; /* data, if the command takes any */
    KjWorker *worker;
    bool ahead; /* the job has been sent when the packs were loaded */
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
void kj_session_close(KjSession *session);

#endif
