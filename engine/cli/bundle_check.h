/* A signed file, from its name on the command line to what is verified of it. */
#ifndef KJ_CLI_BUNDLE_CHECK_H
#define KJ_CLI_BUNDLE_CHECK_H

#include "engine/bundle/manifest.h"
#include "engine/bundle/verify.h"
#include "engine/cli/bundle_home.h"

typedef struct KjChecked {
    KjText file;
    KjClaims claims;
    const char *signers; /* names of the keys, "a,b" */
    KjBundle bundle;     /* of a bundle */
} KjChecked;

/* Reads the file and its signatures (--signature, else FILE.minisig and FILE.*.minisig), verifies them by the
 * keys that -P and --key name, else by those of the log (may be NULL) and its threshold, and only then
 * reads what is in it. KJ_EXIT_OK, or why not, told in diags. All lives in the app's arena. */
KjExit kj_bundle_check(const KjApp *app, const KjBundleLog *log, const char *path, KjClaim what,
                       KjDiags *diags, KjChecked *checked);
/* Whether the line names keys itself, so that the log is not asked. */
bool kj_bundle_has_keys(const KjApp *app);
/* --threshold, or `otherwise` if it is not given; false with a message if it is no number. */
bool kj_bundle_threshold(const KjApp *app, int64_t otherwise, KjDiags *diags, int64_t *threshold);

#endif
