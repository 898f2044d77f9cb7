/* Messages on stderr. */
#ifndef KJ_CLI_TELL_H
#define KJ_CLI_TELL_H

#include "engine/cli/app.h"
#include "engine/model/run.h"

/* Prints the diagnostics in the order of their places; with --quiet errors only. */
void kj_tell_diags(const KjApp *app, KjDiags *diags);
/* A command: does its work, and prints what that put into the diagnostics. */
typedef KjExit KjTellingWork(KjApp *app, KjDiags *diags);
KjExit kj_tell_work(KjApp *app, KjTellingWork *work);
/* "error: …" and a line break. */
void kj_tell_error(const char *message);
/* That verdicts are errors, in a command that tells of others; nothing if none is. */
void kj_tell_faults(const KjApp *app, const KjRun *head);
/* That the file, or standard output (NULL), cannot be written, and why: the errno. */
void kj_tell_spoiled(const KjApp *app, int number); /* results kept in a temporary file are lost */
void kj_tell_unwritable(const KjApp *app, const char *path, int number);

#endif
