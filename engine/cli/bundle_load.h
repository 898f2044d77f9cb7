/* The packs there would be with a bundle, loaded. */
#ifndef KJ_CLI_BUNDLE_LOAD_H
#define KJ_CLI_BUNDLE_LOAD_H

#include "engine/bundle/manifest.h"
#include "engine/cli/app.h"
#include "engine/cli/packs.h"

typedef struct KjLoaded {
    KjPackSet packs;
    KjWorker *worker;
    const KjRegistry *registry; /* lives as long as the worker */
} KjLoaded;

/* Shipped and installed packs, with those of the bundle (NULL: as it is now) in the places of the installed
 * version of it. KJ_EXIT_OK, or why not, told. To be closed in either case. */
KjExit kj_bundle_load(const KjApp *app, const KjBundle *bundle, KjDiags *diags, KjLoaded *loaded);
void kj_bundle_unload(KjLoaded *loaded);
/* Loads all shipped and installed packs and keeps what that gives in the folder `home` (engine/eval/kept.h), so
 * that they need not be loaded at every start. KJ_EXIT_INPUT, told in diags, if they do not load together. That it
 * cannot be kept is no failure. */
KjExit kj_bundle_keep(const KjApp *app, const char *home, KjDiags *diags);

#endif
