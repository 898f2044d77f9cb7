/* Definitions of all that pack code can call, for editors (stdlib/stubs.lua). */
#ifndef KJ_CLI_STUBS_H
#define KJ_CLI_STUBS_H

#include "engine/cli/app.h"

#define KJ_STUBS_NAME "kijun.lua"

/* In the language of the app; lies in its arena. KJ_EXIT_OK, or why not, told. */
KjExit kj_stubs(const KjApp *app, KjText *text);

#endif
