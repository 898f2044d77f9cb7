/* Finding the data: from PATHs to files in memory.
 *
 * A PATH is a file, or a folder that is searched with all folders below it for *.yaml, *.yml and
 * tables (*.csv, *.xlsx, *.xlsm); names that begin with a dot, kijun.yaml, "~$…" of Excel and folders of
 * packs (with a pack.lua) are left out, a folder that links lead to again is read once. Files are named
 * relative to their PATH; with several PATHs the PATH's last part stands in front, or the PATH as given
 * where two have the same last part. */
#ifndef KJ_CLI_DISCOVER_H
#define KJ_CLI_DISCOVER_H

#include "engine/ingest/ingest.h"

typedef struct KjFound {
    KjFile *files;      /* names in the arena; data NULL: not read yet */
    const char **paths; /* by file: where it lies */
    size_t count, capacity, path_capacity;
    /* Where the files lie in no folder: reads one. NULL: they lie where `paths` says. */
    bool (*read)(void *ctx, size_t index, KjArena *arena, KjText *data, KjDiags *diags);
    void *ctx;
} KjFound;

/* Finds the files and reads none. False if a PATH or a folder could not be read, or nothing was found:
 * told in diags. */
bool kj_discover(KjFound *found, const char *const *paths, size_t count, KjArena *arena,
                 KjDiags *diags);
/* Reads a file into the arena. False, with a message, if it cannot be read. */
bool kj_found_read(const KjFound *found, size_t index, KjArena *arena, KjFile *file,
                   KjDiags *diags);
/* Reads all that are not read yet. */
bool kj_found_read_all(KjFound *found, KjArena *arena, KjDiags *diags);
void kj_found_clear(KjFound *found);

#endif
