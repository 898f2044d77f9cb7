/* kijun bundle key, sign, comment: the work of who issues bundles. Secret keys are wiped from memory as soon as
 * they were used, and their files can be read by their owner alone. */
#include "engine/bundle/log.h"
#include "engine/bundle/manifest.h"
#include "engine/cli/file.h"
#include "engine/cli/password.h"
#include "engine/cli/result.h"
#include "engine/cli/secret_key.h"
#include "engine/cli/tell.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const KjPlace nowhere;

static KjExit refuse(KjDiags *diags, KjExit exit, const char *ja, const char *en)
{
    kj_diag(diags, KJ_ERROR, nowhere, NULL, "%s", "%s", diags->lang == KJ_JA ? ja : en);
    return exit;
}

/* ---- key ---- */

/* A key that is there is never written over: what it signed could not be verified any more. */
static KjExit write_new(const char *path, mode_t mode, const KjBuf *bytes, KjDiags *diags)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode), number;
    bool good =
        fd >= 0 && write(fd, bytes->data, bytes->len) == (ssize_t)bytes->len && fsync(fd) == 0;

    number = errno;
    if (fd >= 0 && close(fd) != 0)
        good = false;
    if (good)
        return KJ_EXIT_OK;
    if (fd >= 0)
        unlink(path);
    kj_diag(diags, KJ_ERROR, (KjPlace){path, 0, 0}, NULL,
            "鍵を書けません (%s)。既にある鍵は置き換えません",
            "the key cannot be written (%s); one that is there is not replaced", strerror(number));
    return number == EEXIST ? KJ_EXIT_USAGE : KJ_EXIT_SYSTEM;
}

static KjExit write_pair(KjApp *app, const char *password, KjDiags *diags, KjPublicKey *public)
{
    const char *path = kj_arena_printf(app->arena, "%s.key", app->arguments[0]);
    KjSecretKey secret;
    KjBuf text;
    KjExit exit;

    kj_buf_init(&text, 0);
    kj_buf_printf(&text, "%*s", KJ_KEY_FILE_MOST,
                  ""); /* room, so that no copy is left by growing */
    kj_buf_reset(&text);
    if (!kj_key_pair_new(public, &secret) ||
        !kj_secret_key_write(&secret, password, kj_key_cost(), &text)) {
        exit = refuse(diags, KJ_EXIT_SYSTEM,
                      "鍵をパスワードで守るためのメモリ (およそ 1 GiB) が足りません",
                      "there is not enough memory to lock the key (about 1 GiB)");
    } else {
        exit = write_new(path, 0600, &text, diags);
    }
    kj_secret_key_wipe(&secret);
    if (text.data)
        explicit_bzero(text.data, text.len);
    kj_buf_reset(&text);
    if (exit == KJ_EXIT_OK) {
        kj_public_key_write(public, &text);
        exit =
            write_new(kj_arena_printf(app->arena, "%s.pub", app->arguments[0]), 0666, &text, diags);
        if (exit != KJ_EXIT_OK)
            unlink(path);
    }
    kj_buf_clear(&text);
    return exit;
}

static KjExit make_key(KjApp *app, KjDiags *diags)
{
    char password[KJ_PASSWORD_MOST], id[KJ_KEY_ID_TEXT];
    bool locked = !app->options.no_password;
    KjPublicKey public;
    KjResult result;
    KjExit exit = locked ? kj_password_get(app, true, password, diags) : KJ_EXIT_OK;

    if (exit == KJ_EXIT_OK)
        exit = write_pair(app, locked ? password : NULL, diags, &public);
    kj_password_wipe(password);
    if (exit != KJ_EXIT_OK)
        return exit;
    if (!kj_result_open(&result, app))
        return KJ_EXIT_SYSTEM;
    kj_key_id_text(public.id, id);
    kj_buf_printf(&result.sink.buf,
                  app->lang == KJ_JA
                      ? "鍵 %1$s: 秘密鍵 %2$s.key (誰にも渡さない)、公開鍵 %2$s.pub\n"
                      : "key %1$s: secret %2$s.key (for nobody else), public %2$s.pub\n",
                  id, app->arguments[0]);
    return kj_result_close(&result, KJ_EXIT_OK);
}

KjExit kj_command_bundle_key(KjApp *app)
{
    return kj_tell_work(app, make_key);
}

/* ---- comment ---- */

/* What a signer of the file has to say: of the bundle, which is read for it, or of an announcement. */
static bool comment_for(KjApp *app, KjText file, KjDiags *diags, KjBuf *comment)
{
    const char *path = app->arguments[0];
    KjClaims claims = {.what = KJ_CLAIM_KEYS};
    KjKeyChanges changes = {0};
    KjBundle bundle;
    bool good;

    kj_file_hash(file, claims.hash);
    if (kj_announcement_is(file)) {
        good = kj_announcement_read(file, path, diags, &changes);
        kj_free(changes.items);
    } else {
        good = kj_bundle_read(file, path, app->arena, diags, &bundle);
        if (good) {
            claims.what = KJ_CLAIM_BUNDLE;
            claims.name = bundle.manifest.name;
            claims.version = bundle.manifest.version;
            claims.sequence = bundle.manifest.sequence;
            claims.expires = bundle.manifest.expires;
        }
    }
    if (good)
        kj_claims_write(&claims, comment);
    return good;
}

static bool read_file(KjApp *app, KjDiags *diags, KjText *file, KjBuf *comment)
{
    return kj_file_read(app->arguments[0], app->arguments[0], KJ_ARCHIVE_MOST, app->arena, diags,
                        file) &&
           comment_for(app, *file, diags, comment);
}

static KjExit show_comment(KjApp *app, KjDiags *diags)
{
    KjExit exit = KJ_EXIT_INPUT;
    KjResult result;
    KjBuf comment;
    KjText file;

    kj_buf_init(&comment, 0);
    if (read_file(app, diags, &file, &comment)) {
        exit = KJ_EXIT_SYSTEM;
        if (kj_result_open(&result, app)) {
            kj_buf_printf(&result.sink.buf, "%s\n", comment.data);
            exit = kj_result_close(&result, KJ_EXIT_OK);
        }
    }
    kj_buf_clear(&comment);
    return exit;
}

KjExit kj_command_bundle_comment(KjApp *app)
{
    return kj_tell_work(app, show_comment);
}

/* ---- sign ---- */

/* A comment of one's own goes behind a bundle's only as what the file says itself: it must be that. */
static KjExit check_comment(const KjApp *app, const KjBuf *comment, KjDiags *diags)
{
    const char *own = app->options.comment;

    if (!own || strcmp(own, comment->data) == 0)
        return KJ_EXIT_OK;
    kj_diag(diags, KJ_ERROR, nowhere, NULL,
            "信頼コメントはこのファイルの言うとおりでなければなりません: %s",
            "the trusted comment has to be what this file says: %s", comment->data);
    return KJ_EXIT_USAGE;
}

static KjExit write_signature(KjApp *app, KjText file, const KjBuf *comment, KjSecretKey *secret)
{
    unsigned char digest[KJ_DIGEST];
    KjApp to = *app;
    KjResult result;

    if (!to.options.output)
        to.options.output = kj_arena_printf(app->arena, "%s.minisig", app->arguments[0]);
    if (!kj_result_open(&result, &to))
        return KJ_EXIT_SYSTEM;
    kj_digest(file, digest);
    kj_signature_write(secret, digest, (KjText){comment->data, (uint32_t)comment->len},
                       &result.sink.buf);
    return kj_result_close(&result, KJ_EXIT_OK);
}

static KjExit sign(KjApp *app, KjDiags *diags)
{
    KjSecretKey secret;
    KjBuf comment;
    KjText file;
    KjExit exit = KJ_EXIT_INPUT;

    kj_buf_init(&comment, 0);
    if (read_file(app, diags, &file, &comment))
        exit = check_comment(app, &comment, diags);
    if (exit == KJ_EXIT_OK)
        exit = kj_secret_key_open(app, diags, &secret);
    if (exit == KJ_EXIT_OK)
        exit = write_signature(app, file, &comment, &secret);
    kj_secret_key_wipe(&secret);
    kj_buf_clear(&comment);
    return exit;
}

KjExit kj_command_bundle_sign(KjApp *app)
{
    return kj_tell_work(app, sign);
}
