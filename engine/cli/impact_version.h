/* One of the two versions that `kijun rules impact` holds against each other, from its name on the command line to
 * the runs of all data by it. */
#ifndef KJ_CLI_IMPACT_VERSION_H
#define KJ_CLI_IMPACT_VERSION_H

#include "engine/cli/session.h"
#include "engine/output/runs.h"

typedef struct KjVersion {
    KjApp app;          /* the command's, with these packs */
    const char *given;  /* OLD or NEW as it was written */
    KjStrings ids;      /* of the packs it stands for */
    const char *folder; /* of a folder, where it lies; else NULL */
    KjText hash;        /* of an installed version, what it has to be; else empty */
    KjSession
        session; /* of the data that were judged first: its registry names what the runs hold */
    bool opened;
    KjRuns *runs;
} KjVersion;

/* Finds which packs a version is: a folder, the file of a bundle, NAME@VERSION of an installed or shipped pack, or
 * the name of a known one. KJ_EXIT_OK or why not, told in diags. To be closed in either case. */
KjExit kj_version_find(KjVersion *version, KjApp *app, const char *given, KjDiags *diags);
/* For the new one: what it extends may be the old one. */
void kj_version_know(KjVersion *version, const KjVersion *old);
void kj_version_close(KjVersion *version);

#endif
