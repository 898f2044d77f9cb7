/* Lines that were typed before, kept in a file that only the user can read: $XDG_STATE_HOME/kijun/history, or
 * ~/.local/state/kijun/history. */
#ifndef KJ_CLI_REPL_HISTORY_H
#define KJ_CLI_REPL_HISTORY_H

#include "engine/cli/app.h"

#define KJ_HISTORY_LINES 1000

/* Where it is kept; NULL: nowhere, since there is no home. */
const char *kj_history_path(KjArena *arena);
/* The last KJ_HISTORY_LINES lines, oldest first. A file that cannot be used is told of; then *path is NULL. */
void kj_history_read(const KjApp *app, const char **path, KjStrings *lines);
/* Adds a line, which has no line break in it. False: it cannot be written, errno says why. */
bool kj_history_add(const char *path, const char *line);

#endif
