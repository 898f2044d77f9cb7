/* The folders of installed bundles: each appears when it is whole, and is never changed. */
#ifndef KJ_CLI_BUNDLE_PLACE_H
#define KJ_CLI_BUNDLE_PLACE_H

#include "engine/bundle/manifest.h"
#include "engine/cli/bundle_home.h"

/* Writes the files of a bundle into bundles/NAME/FOLDER; *folder is the name it found for that. It counts only
 * when the log has it. KJ_EXIT_SYSTEM with a message. */
KjExit kj_bundle_unpack(const KjBundleHome *home, const KjBundle *bundle, const char *hash,
                        KjDiags *diags, const char **folder);
/* Removes what lies in bundles/NAME and is in no line of the log: what was left by a program that was
 * killed or a disk that was full. */
void kj_bundle_sweep(const KjBundleHome *home, KjText name);

#endif
