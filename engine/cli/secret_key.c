/* The file and its text are wiped from memory as soon as the key was read. */
#include "engine/cli/secret_key.h"

#include "engine/cli/file.h"
#include "engine/cli/password.h"

#include <string.h>

static KjExit refuse(KjDiags *diags)
{
    kj_diag(diags, KJ_ERROR, (KjPlace){0}, NULL, "秘密鍵のファイルを一つ、--key で指定してください",
            "name one file with a secret key with --key");
    return KJ_EXIT_USAGE;
}

static void wipe(KjText text)
{
    explicit_bzero((char *)(uintptr_t)text.data, text.len);
}

static KjExit unlock(const KjApp *app, KjText file, const char *path, KjDiags *diags,
                     KjSecretKey *secret)
{
    char password[KJ_PASSWORD_MOST];
    bool locked, good;
    KjExit exit = KJ_EXIT_OK;

    if (!kj_secret_key_is_locked(file, path, diags, &locked))
        return KJ_EXIT_INPUT;
    if (locked)
        exit = kj_password_get(app, false, password, diags);
    if (exit != KJ_EXIT_OK)
        return exit;
    good = kj_secret_key_read(file, path, locked ? password : NULL, diags, secret);
    kj_password_wipe(password);
    return good ? KJ_EXIT_OK : KJ_EXIT_INPUT;
}

KjExit kj_secret_key_open(const KjApp *app, KjDiags *diags, KjSecretKey *secret)
{
    const char *path = app->options.keys.count == 1 ? app->options.keys.items[0] : NULL;
    KjText file;
    KjExit exit;

    if (!path)
        return refuse(diags);
    if (!kj_file_read(path, path, KJ_KEY_FILE_MOST, app->arena, diags, &file))
        return KJ_EXIT_INPUT;
    exit = unlock(app, file, path, diags, secret);
    wipe(file);
    return exit;
}
