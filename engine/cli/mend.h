/* What the linter can mend, mended in the files of packs: blanks that are taken out or put in, and nothing
 * else. */
#ifndef KJ_CLI_MEND_H
#define KJ_CLI_MEND_H

#include "engine/cli/app.h"
#include "engine/cli/packs.h"

/* Mends the findings with edits, adding each that was mended to `mended`. Each file is replaced as a whole or
 * stays as it is. False, told, if a pack is not to be changed or a file cannot be written: others may be
 * mended then. */
bool kj_mend(const KjApp *app, const KjPackSet *set, const KjList *findings, KjTree *mended,
             KjExit *exit);

#endif
