/* Where bundles live: $KIJUN_HOME, else $XDG_DATA_HOME/kijun, else ~/.local/share/kijun.
 *
 *     log                    engine/bundle/log.h
 *     lock                      held by who changes anything
 *     bundles/NAME/FOLDER/      one installed version: manifest.json and packs/ID/…
 */
#ifndef KJ_CLI_BUNDLE_HOME_H
#define KJ_CLI_BUNDLE_HOME_H

#include "engine/bundle/log.h"
#include "engine/cli/app.h"

typedef struct KjBundleHome {
    const KjApp *app;
    const char *folder;
    KjBundleLog log;
    int lock;    /* -1: only read */
    int32_t day; /* by which expiry is judged, and which the next line gets */
} KjBundleHome;

const char *kj_bundle_home_folder(KjArena *arena); /* NULL: the environment does not say */
/* Reads the log of a folder that may not be there. False with a message. */
bool kj_bundle_home_log(const char *folder, KjArena *arena, KjDiags *diags, KjBundleLog *log);
/* Reads the log; to change: makes the folder and waits for the lock. KJ_EXIT_OK or why not, told in
 * diags. A clock that was set back is told. To be closed in either case. */
KjExit kj_bundle_home_open(KjBundleHome *home, const KjApp *app, bool to_change, KjDiags *diags);
/* Adds a line "install name=…" for good, or nothing at all. */
KjExit kj_bundle_home_note(KjBundleHome *home, KjText what, KjDiags *diags);
void kj_bundle_home_close(KjBundleHome *home);
/* A command: opens, does its work, tells what is in diags and closes. */
typedef KjExit KjBundleWork(KjBundleHome *home, KjDiags *diags);
KjExit kj_bundle_home_work(const KjApp *app, bool to_change, KjBundleWork *work);
/* bundles/NAME/FOLDER */
const char *kj_bundle_home_place(const char *home, KjArena *arena, const KjInstall *install);

#endif
