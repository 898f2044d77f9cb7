/* kijun store verify: the file, its journal, and whether both are still what a head says that was written down
 * before. */
#include "engine/bundle/signature.h"
#include "engine/cli/file.h"
#include "engine/cli/result.h"
#include "engine/cli/store_head.h"
#include "engine/cli/store_open.h"
#include "engine/cli/tell.h"

#include <string.h>

typedef struct Verifying {
    KjApp *app;
    KjResult result;
    size_t problems;
    KjStoreHead head, own; /* what --head says, and the last entry */
    char signer[KJ_KEY_ID_TEXT];
} Verifying;

static void print_line(void *ctx, const char *what)
{
    Verifying *verifying = ctx;
    KjArena *arena = kj_arena_new();
    KjText safe = kj_text_printable(arena, kj_text(what), false);

    kj_buf_add(&verifying->result.sink.buf, safe.data, safe.len);
    kj_buf_putc(&verifying->result.sink.buf, '\n');
    kj_sink_relax(&verifying->result.sink);
    kj_arena_free(arena);
}

static void tell_problem(void *ctx, const char *what)
{
    Verifying *verifying = ctx;

    verifying->problems++;
    print_line(ctx, what);
}

/* ---- the head ---- */

static bool fail(KjDiags *diags, const char *path, const char *ja, const char *en)
{
    kj_diag(diags, KJ_ERROR, (KjPlace){path, 0, 0}, NULL, "%s", "%s",
            diags->lang == KJ_JA ? ja : en);
    return false;
}

/* The n-th key of the line: the one of -P, then those of files. */
static bool key_of(const KjApp *app, size_t n, KjDiags *diags, KjPublicKey *key)
{
    const char *path = n > 0 ? app->options.keys.items[n - 1] : "-P";
    KjText text = kj_text(app->options.public_key ? app->options.public_key : "");

    return (n == 0 || kj_file_read(path, path, KJ_KEY_FILE_MOST, app->arena, diags, &text)) &&
           kj_public_key_read(text, path, diags, key);
}

static bool is_signed(Verifying *verifying, KjText head, KjDiags *diags)
{
    const KjApp *app = verifying->app;
    const char *path = kj_arena_printf(app->arena, "%s.minisig", app->options.head);
    unsigned char digest[KJ_DIGEST];
    KjSignature signature;
    KjPublicKey key;
    KjText text;
    bool known = false;

    if (!kj_file_read(path, path, KJ_SIGNATURE_MOST, app->arena, diags, &text) ||
        !kj_signature_read(text, path, diags, &signature))
        return false;
    kj_digest(head, digest);
    for (size_t n = app->options.public_key ? 0 : 1; n <= app->options.keys.count; n++) {
        if (!key_of(app, n, diags, &key))
            return false;
        known = known || kj_signature_is_by(&signature, &key);
        if (kj_signature_holds(&signature, &key, digest)) {
            kj_key_id_text(key.id, verifying->signer);
            return true;
        }
    }
    return known ? fail(diags, path, "署名が控えと合いません。控えか署名が書き換えられています",
                        "is not the signature of this head: one of them was changed")
                 : fail(diags, path, "指定された鍵による署名ではありません",
                        "is not a signature by a key that was given");
}

static bool read_head(Verifying *verifying, KjDiags *diags)
{
    const KjApp *app = verifying->app;
    const char *path = app->options.head;
    bool has_key = app->options.public_key || app->options.keys.count;
    KjText text;

    if (!path)
        return true;
    if (!kj_file_read(path, path, KJ_HEAD_MOST, app->arena, diags, &text))
        return false;
    if (has_key && !is_signed(verifying, text, diags)) /* before it is read */
        return false;
    return kj_head_read(text, &verifying->head) ||
           fail(diags, path,
                "保管庫の控えではないか、壊れています。kijun store head の作った"
                "ファイルを指定してください",
                "is no head of a store, or is damaged; name a file that `kijun store head` wrote");
}

static KjExit take_head(Verifying *verifying)
{
    const KjApp *app = verifying->app;
    KjDiags diags;
    KjExit exit = KJ_EXIT_OK;

    kj_diags_init(&diags, app->lang);
    if (!app->options.head && (app->options.public_key || app->options.keys.count)) {
        kj_diag(&diags, KJ_ERROR, (KjPlace){0}, NULL,
                "鍵で確かめるのは控えの署名です。--head FILE も指定してください",
                "a key is for the signature of a head; give --head FILE, too");
        exit = KJ_EXIT_USAGE;
    } else if (!read_head(verifying, &diags)) {
        exit = KJ_EXIT_INPUT;
    }
    kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
    return exit;
}

/* ---- the end ---- */

static void print_cover(Verifying *verifying)
{
    bool ja = verifying->app->lang == KJ_JA;
    const KjStoreHead *head = &verifying->head;
    KjBuf *out = &verifying->result.sink.buf;

    if (!verifying->app->options.head) {
        kj_buf_puts(out,
                    ja ? "控え (--head) がないので、保管庫を書き換えられる人が履歴ごと作り直した"
                         "ものは見つかりません\n"
                       : "without a head (--head), what who can write the file has made anew, "
                         "journal and all, is not found\n");
        return;
    }
    if (!verifying->problems)
        kj_buf_printf(out,
                      ja ? "履歴 %lld (%s) まで控えと合っています。それより後の履歴は %lld 件です\n"
                         : "as the head says up to entry %lld (%s); entries after it: %lld\n",
                      (long long)head->entry, head->at,
                      (long long)(verifying->own.entry - head->entry));
    if (verifying->signer[0])
        kj_buf_printf(out, ja ? "控えの署名: 鍵 %s\n" : "the head is signed by key %s\n",
                      verifying->signer);
    else
        kj_buf_puts(out, ja ? "控えの署名は確かめていません (--key)\n"
                            : "the head's signature was not verified (--key)\n");
}

static bool look_at_all(Verifying *verifying, KjStore *store, KjError *error)
{
    KjStoreAudit audit = {.head = verifying->app->options.head ? &verifying->head : NULL,
                          .tell = tell_problem,
                          .warn = print_line,
                          .ctx = verifying};

    return kj_store_verify(store, tell_problem, verifying, error) &&
           kj_store_audit(store, &audit, error) && kj_store_head(store, &verifying->own, error);
}

static KjExit verify(Verifying *verifying, KjStore *store)
{
    const KjApp *app = verifying->app;
    KjResult *result = &verifying->result;
    KjError error;

    if (!kj_result_open(result, app))
        return KJ_EXIT_SYSTEM;
    if (!look_at_all(verifying, store, &error))
        return kj_result_close(result, kj_store_failed(&error));
    kj_buf_printf(&result->sink.buf, app->lang == KJ_JA ? "%s: 問題 %zu件\n" : "%s: %zu problems\n",
                  app->arguments[0], verifying->problems);
    print_cover(verifying);
    return kj_result_close(result, verifying->problems ? KJ_EXIT_INPUT : KJ_EXIT_OK);
}

KjExit kj_command_store_verify(KjApp *app)
{
    Verifying verifying = {.app = app};
    KjExit exit = take_head(&verifying);
    KjStore *store;

    if (exit != KJ_EXIT_OK)
        return exit;
    store = kj_store_open_for(app, app->arguments[0], KJ_STORE_READ, &exit);
    if (store)
        exit = verify(&verifying, store);
    kj_store_close(store);
    return exit;
}
