/* The parts of `kijun assess`: one organisation (assess.c), several or with a store (assess_each.c). */
#ifndef KJ_CLI_ASSESS_H
#define KJ_CLI_ASSESS_H

#include "engine/cli/session.h"
#include "engine/output/runs.h"

/* Renders the runs as --format and --only say. exit: what it is so far; the gravest wins. */
KjExit kj_assess_show(KjApp *app, const KjView *view, KjRuns *runs, KjExit exit);
KjExit kj_assess_each(KjApp *app, KjSession *session, KjJob job);

#endif
