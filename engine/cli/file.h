/* Files and folders, as far as the commands need them. */
#ifndef KJ_CLI_FILE_H
#define KJ_CLI_FILE_H

#include "engine/base/diag.h"

bool kj_file_exists(const char *path);
bool kj_file_is_folder(const char *path);
/* The whole file into the arena, with a NUL behind it. False with a message that names it `shown`
 * if it cannot be read or has more than `most` bytes. */
bool kj_file_read(const char *path, const char *shown, size_t most, KjArena *arena, KjDiags *diags,
                  KjText *data);
/* The same of a plain file, of what nobody has named but what was found: never waits for the other end of a pipe. */
bool kj_file_read_plain(const char *path, const char *shown, size_t most, KjArena *arena,
                        KjDiags *diags, KjText *data);
/* And of one that lies in a folder and does not lead out of it: of what somebody else made. */
bool kj_file_read_within(const char *folder, const char *path, const char *shown, size_t most,
                         KjArena *arena, KjDiags *diags, KjText *data);
/* Names in a folder, but . and .., sorted by bytes. False, with errno, if it cannot be read. */
bool kj_folder_list(const char *path, KjArena *arena, const char ***names, size_t *count);
bool kj_folder_is_empty(const char *path, KjArena *arena);
/* "a/b", or "b" where a is "" or "." */
const char *kj_path_join(KjArena *arena, const char *folder, const char *name);
/* The last part of a path, without slashes behind it; "." and ".." by what they stand for. */
const char *kj_path_base(KjArena *arena, const char *path);
const char *kj_path_without_slashes(KjArena *arena, const char *path); /* at its end */
/* For mkstemp and mkdtemp: a name beside the path, within it if it ends with a slash. It begins with a
 * dot, so that what a killed program leaves behind is never read as data, and is short, so that there
 * is room for it beside the longest name. */
char *kj_path_temporary(KjArena *arena, const char *path);
bool kj_path_ends(const char *name, const char *ending);

#endif
