/* A folder of files that appears when it is whole.
 *
 * Files are written into a folder of a temporary name beside its place, which is then moved there. A
 * folder that exists already is filled: then each file is moved, whole, and replaces what has its
 * name; other files stay. */
#ifndef KJ_CLI_FOLDER_H
#define KJ_CLI_FOLDER_H

#include "engine/base/buf.h"
#include "engine/cli/options.h"

typedef struct KjFolder {
    KjArena *arena;
    const char *path, *temporary; /* temporary NULL: not begun, or finished */
    bool exists;                  /* it did when it was begun */
    KjStrings folders, files;     /* names within it, in the order in which they were made */
    const char *failed;           /* what could not be done: the path, and errno */
    int error;
} KjFolder;

/* All return false with `failed` and `error` set; the folder is then to be dropped. Names are
 * relative, '/' between folders; a folder is made before what it holds. path has no slashes at its
 * end. */
bool kj_folder_begin(KjFolder *folder, const char *path, KjArena *arena);
bool kj_folder_make(KjFolder *folder, const char *name);
bool kj_folder_put(KjFolder *folder, const char *name, const KjBuf *bytes);
bool kj_folder_finish(KjFolder *folder);
void kj_folder_drop(KjFolder *folder); /* nothing is left of what was not finished */

/* A text as the name of a file or folder, whatever it holds: bytes that systems refuse or give a
 * meaning ('/', '\', leading dots …) become %2F. Different texts have different names. */
const char *kj_file_name(KjArena *arena, KjText text);

#endif
