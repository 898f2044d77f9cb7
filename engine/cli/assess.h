/* The parts of `kijun assess`: one organisation (assess.c), several or with a store (assess_each.c). */
#ifndef KJ_CLI_ASSESS_H
#define KJ_CLI_ASSESS_H

#include "engine/cli/session.h"
#include "engine/output/runs.h"

/* Judges the data of the PATHs by the job; app->show is given the runs. */
KjExit kj_assess_with(KjApp *app, KjJob job);
/* Tells that runs could not be read back; KJ_EXIT_SYSTEM. */
KjExit kj_assess_spoiled(const KjApp *app, const KjRuns *runs);
/* Gives the runs to app->show, as --only narrows them. exit: what it is so far; the gravest wins. */
KjExit kj_assess_show(KjApp *app, const KjView *view, KjRuns *runs, KjExit exit);
KjExit kj_assess_each(KjApp *app, KjSession *session, KjJob job);

#endif
