/* kijun store head: what the journal is known by up to now, signed where a key is given. */
#include "engine/cli/store_head.h"

#include "engine/bundle/signature.h"
#include "engine/cli/result.h"
#include "engine/cli/secret_key.h"
#include "engine/cli/store_open.h"
#include "engine/cli/tell.h"

/* A file beside the one of -o. */
static KjExit write_file(const KjApp *app, const char *path, const KjBuf *bytes)
{
    KjApp to = *app;
    KjResult result;

    to.options.output = path;
    if (!kj_result_open(&result, &to))
        return KJ_EXIT_SYSTEM;
    kj_buf_add(&result.sink.buf, bytes->data, bytes->len);
    return kj_result_close(&result, KJ_EXIT_OK);
}

static KjExit sign(const KjApp *app, const KjStoreHead *head, const KjBuf *text, KjDiags *diags)
{
    unsigned char digest[KJ_DIGEST];
    KjSecretKey secret;
    KjBuf signature;
    const char *comment = kj_arena_printf(app->arena, "kijun store head, store %s, entry %lld, %s",
                                          head->store, (long long)head->entry, head->at);
    KjExit exit = kj_secret_key_open(app, diags, &secret);

    if (exit == KJ_EXIT_OK) {
        kj_buf_init(&signature, 0);
        kj_digest((KjText){text->data, (uint32_t)text->len}, digest);
        kj_signature_write(&secret, digest, kj_text(comment), &signature);
        exit = write_file(app, kj_arena_printf(app->arena, "%s.minisig", app->options.output),
                          &signature);
        kj_buf_clear(&signature);
    }
    kj_secret_key_wipe(&secret);
    return exit;
}

static KjExit refuse_signing(KjDiags *diags)
{
    kj_diag(diags, KJ_ERROR, (KjPlace){0}, NULL,
            "署名は控えの隣のファイルに置くので、--key には -o FILE も必要です",
            "--key needs -o FILE, too: the signature becomes a file beside it");
    return KJ_EXIT_USAGE;
}

static KjExit write_head(KjApp *app, const KjStoreHead *head, KjDiags *diags)
{
    KjBuf text;
    KjResult result;
    KjExit exit = KJ_EXIT_OK;

    if (app->options.keys.count && !app->options.output)
        return refuse_signing(diags);
    kj_buf_init(&text, 0);
    kj_head_write(head, &text);
    if (app->options.keys.count)
        exit = sign(app, head, &text, diags);
    if (exit == KJ_EXIT_OK && kj_result_open(&result, app)) {
        kj_buf_add(&result.sink.buf, text.data, text.len);
        exit = kj_result_close(&result, KJ_EXIT_OK);
    } else if (exit == KJ_EXIT_OK) {
        exit = KJ_EXIT_SYSTEM;
    }
    kj_buf_clear(&text);
    return exit;
}

KjExit kj_command_store_head(KjApp *app)
{
    KjExit exit;
    KjError error;
    KjDiags diags;
    KjStoreHead head;
    KjStore *store = kj_store_open_for(app, app->arguments[0], KJ_STORE_READ, &exit);
    bool good = store && kj_store_head(store, &head, &error);

    kj_store_close(store);
    if (!good)
        return store ? kj_store_failed(&error) : exit;
    kj_diags_init(&diags, app->lang);
    exit = write_head(app, &head, &diags);
    kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
    return exit;
}
