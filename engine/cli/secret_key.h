/* The secret key that --key names, for who signs. */
#ifndef KJ_CLI_SECRET_KEY_H
#define KJ_CLI_SECRET_KEY_H

#include "engine/bundle/keys.h"
#include "engine/cli/app.h"

/* Asks for its password where it has one. KJ_EXIT_OK, or why not, told in diags. To be wiped with
 * kj_secret_key_wipe. */
KjExit kj_secret_key_open(const KjApp *app, KjDiags *diags, KjSecretKey *secret);

#endif
