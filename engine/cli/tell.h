/* Messages on stderr. */
#ifndef KJ_CLI_TELL_H
#define KJ_CLI_TELL_H

#include "engine/cli/app.h"

/* Prints the diagnostics in the order of their places; with --quiet errors only. */
void kj_tell_diags(const KjApp *app, KjDiags *diags);
/* "error: …" and a line break. */
void kj_tell_error(const char *message);
/* That the file, or standard output (NULL), cannot be written, and why: the errno. */
void kj_tell_spoiled(const KjApp *app, int number); /* results kept in a temporary file are lost */
void kj_tell_unwritable(const KjApp *app, const char *path, int number);

#endif
