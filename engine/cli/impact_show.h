/* Showing what changes, and what the exit code says of it. */
#ifndef KJ_CLI_IMPACT_SHOW_H
#define KJ_CLI_IMPACT_SHOW_H

#include "engine/cli/app.h"
#include "engine/output/impact.h"

/* Whether --top and --fail-on make sense; told. */
bool kj_impact_options(const KjApp *app);
/* Counts and prints it as --format says; the exit is the graver of `exit` and what --fail-on makes of it. Not
 * readable: its source failed, nothing is told of that, and what stood in the place of -o stays. */
KjExit kj_impact_show(KjApp *app, KjImpact *impact, KjExit exit, bool *readable);

#endif
