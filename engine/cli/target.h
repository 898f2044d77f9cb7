/* Where converted data goes: what OUT, --to and --headers say. */
#ifndef KJ_CLI_TARGET_H
#define KJ_CLI_TARGET_H

#include "engine/cli/app.h"

typedef enum { KJ_TO_YAML, KJ_TO_CSV, KJ_TO_XLSX } KjForm;

typedef struct KjTarget {
    const char *path; /* NULL: standard output */
    KjForm form;
    bool folder; /* of files; else one file */
    bool labels; /* as headers */
} KjTarget;

/* False, with what is wrong in diags: words that mean nothing, a place that holds data already (and
 * no --force), a place within the data that is read. Nothing is written. */
bool kj_target_read(KjTarget *target, const KjApp *app, KjDiags *diags);

/* Whether a file, or files in a folder, may be written there. False, told, if it would replace
 * something that nobody has given up with --force. */
bool kj_target_is_vacant(const KjApp *app, const char *path, bool folder, KjDiags *diags);

#endif
