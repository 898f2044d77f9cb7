/* kijun.yaml: the settings of a workspace.
 *
 *     kijun: 1                          # the version of this format, always there
 *     packs: [base, ./ours]             # shipped packs by name, or folders (relative to this file)
 *     lang: ja                          # or en
 *     zone: +09:00                      # of datetimes without offset, and of "today"
 *     as_of: 2026-11-20                 # the day to judge for, where --as-of says nothing
 *     worker_memory: 4096               # MiB that a worker process may take, 2048 unless said
 *     worker_seconds: 600               # of processor time it has for an organisation, 300 unless said
 *
 * It is looked for beside the data: in each PATH that is a folder, in the folder of a PATH that is a
 * file, then in the current folder; the first one found counts, and only that one. */
#ifndef KJ_CLI_SETTINGS_H
#define KJ_CLI_SETTINGS_H

#include "engine/base/date.h"

#define KJ_SETTINGS_NAME "kijun.yaml"
#define KJ_SETTINGS_MOST ((size_t)1 << 20) /* bytes */

typedef struct KjSettings {
    const char *path;   /* of the file; NULL: there is none */
    const char *folder; /* where it lies, "." for the current folder */
    const char **packs;
    KjPlace *pack_places;
    size_t pack_count;
    bool has_packs, has_lang, has_as_of;
    KjLang lang;
    int32_t zone; /* KJ_ZONE_JAPAN unless said */
    int32_t as_of;
    size_t worker_memory;  /* bytes; 0: not said */
    double worker_seconds; /* 0: not said */
} KjSettings;

/* Finds and reads it. paths: those of the command line, possibly none. False: what is wrong with
 * the file is in diags. Everything lives in the arena. */
bool kj_settings_read(KjSettings *settings, const char *const *paths, size_t count, KjArena *arena,
                      KjDiags *diags);

#endif
