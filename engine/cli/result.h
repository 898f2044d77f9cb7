/* Where a command's result goes: stdout, or the file that -o names.
 *
 * A file is written beside its place under a temporary name and moved there when it is whole: there
 * is never half a file, and what stood there before stays until then. */
#ifndef KJ_CLI_RESULT_H
#define KJ_CLI_RESULT_H

#include "engine/cli/app.h"
#include "engine/output/page.h"

typedef struct KjResult {
    const KjApp *app;
    KjSink sink;
    KjPage page;      /* over the sink; columns and colour as fits where it goes */
    const char *path; /* NULL: stdout */
    char *temporary;  /* NULL: written in place, as a device or a pipe is */
} KjResult;

/* False, with a message, if the file cannot be made. */
bool kj_result_open(KjResult *result, const KjApp *app);
/* Text that is not for a terminal and is looked through line by line should not be broken. */
void kj_result_keep_lines(KjResult *result);
/* `exit`, or KJ_EXIT_SYSTEM with a message if not all could be written. */
KjExit kj_result_close(KjResult *result, KjExit exit);
/* Instead of closing: it is not whole. What stood in the file's place stays. */
void kj_result_drop(KjResult *result);

#endif
