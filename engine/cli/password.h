/* The password of a secret key: from a file (--password-file, also /dev/fd/3) or asked on the terminal. */
#ifndef KJ_CLI_PASSWORD_H
#define KJ_CLI_PASSWORD_H

#include "engine/cli/app.h"

#define KJ_PASSWORD_MOST 1024

/* twice: it is new, and asked for twice. KJ_EXIT_OK, or why not, told in diags. To be wiped when it was used. */
KjExit kj_password_get(const KjApp *app, bool twice, char password[KJ_PASSWORD_MOST],
                       KjDiags *diags);
void kj_password_wipe(char password[KJ_PASSWORD_MOST]);

#endif
