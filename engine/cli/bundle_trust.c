/* kijun bundle trust …: whose signatures count, and how many it takes. Every change is a line of the log. */
#include "engine/bundle/fields.h"
#include "engine/bundle/names.h"
#include "engine/cli/bundle_check.h"
#include "engine/cli/file.h"
#include "engine/cli/result.h"

#include <string.h>

static const KjPlace nowhere;

static KjExit note(KjBundleHome *home, KjBuf *line, KjDiags *diags)
{
    KjExit exit = kj_bundle_home_note(home, (KjText){line->data, (uint32_t)line->len}, diags);

    kj_buf_clear(line);
    return exit;
}

/* ---- add ---- */

static const KjTrustedKey *same_key(const KjBundleLog *log, const KjPublicKey *key)
{
    for (size_t i = 0; i < log->key_count; i++)
        if (memcmp(log->keys[i].key.bytes, key->bytes, sizeof key->bytes) == 0)
            return &log->keys[i];
    return NULL;
}

static bool is_new(const KjBundleLog *log, KjText name, const KjPublicKey *key, KjDiags *diags)
{
    const KjTrustedKey *same = same_key(log, key);

    if (!kj_bundle_name_valid(name)) {
        kj_diag(diags, KJ_ERROR, nowhere, NULL,
                "鍵の名前を --name で指定してください (英小文字・数字・- _ . 、64字まで)",
                "name the key with --name (small letters, digits, - _ . , 64 at most)");
        return false;
    }
    if (kj_bundle_log_key(log, name)) {
        kj_diag(diags, KJ_ERROR, nowhere, NULL,
                "「%s」という鍵は既に登録されています。別の名前にするか、先に kijun bundle trust "
                "remove で外してください",
                "there is a key '%s' already; take another name, or remove it first with `kijun "
                "bundle trust remove`",
                kj_arena_strndup(diags->arena, name.data, name.len));
        return false;
    }
    if (same) {
        kj_diag(diags, KJ_ERROR, nowhere, NULL, "この鍵は「%s」として既に登録されています",
                "this key is trusted already, as '%s'",
                kj_arena_strndup(diags->arena, same->name.data, same->name.len));
        return false;
    }
    return true;
}

static void put_trust(KjBuf *line, KjText name, const KjPublicKey *key)
{
    char text[KJ_PUBLIC_KEY_TEXT];

    kj_public_key_text(key, text);
    kj_buf_puts(line, "trust");
    kj_fields_put(line, "name", name);
    kj_fields_put(line, "key", kj_text(text));
}

static bool can_ask_for(int64_t threshold, size_t keys, KjDiags *diags)
{
    if (threshold <= (int64_t)keys)
        return true;
    kj_diag(diags, KJ_ERROR, nowhere, NULL,
            "必要な署名の数 %1$lld は、登録した鍵の数 %2$zu を超えられません",
            "as many as %1$lld signatures cannot be asked for: %2$zu keys are trusted",
            (long long)threshold, keys);
    return false;
}

static KjExit set_threshold(KjBundleHome *home, int64_t threshold, KjDiags *diags)
{
    KjBuf line;

    if (!can_ask_for(threshold, home->log.key_count, diags))
        return KJ_EXIT_USAGE;
    if (threshold == home->log.threshold)
        return KJ_EXIT_OK;
    kj_buf_init(&line, 0);
    kj_buf_printf(&line, "threshold count=%lld", (long long)threshold);
    return note(home, &line, diags);
}

static KjExit add(KjBundleHome *home, KjDiags *diags)
{
    const KjApp *app = home->app;
    const char *path = app->arguments[0];
    KjText file, name = kj_text(app->options.name);
    int64_t threshold;
    KjPublicKey key;
    KjBuf line;
    KjExit exit;

    if (!kj_bundle_threshold(app, home->log.threshold, diags, &threshold))
        return KJ_EXIT_USAGE;
    if (!kj_file_read(path, path, KJ_KEY_FILE_MOST, app->arena, diags, &file) ||
        !kj_public_key_read(file, path, diags, &key))
        return KJ_EXIT_INPUT;
    if (!is_new(&home->log, name, &key, diags) ||
        !can_ask_for(threshold, home->log.key_count + 1, diags))
        return KJ_EXIT_USAGE;
    kj_buf_init(&line, 0);
    put_trust(&line, name, &key);
    exit = note(home, &line, diags);
    return exit == KJ_EXIT_OK ? set_threshold(home, threshold, diags) : exit;
}

KjExit kj_command_bundle_trust_add(KjApp *app)
{
    return kj_bundle_home_work(app, true, add);
}

/* ---- threshold, remove ---- */

static KjExit threshold(KjBundleHome *home, KjDiags *diags)
{
    const char *given = home->app->arguments[0];
    int64_t number;

    if (kj_bundle_number(kj_text(given), &number) && number >= 1)
        return set_threshold(home, number, diags);
    kj_diag(diags, KJ_ERROR, nowhere, NULL, "必要な署名の数は1以上の数です (%s とあります)",
            "how many have to sign is a number from 1 on, not %s", given);
    return KJ_EXIT_USAGE;
}

KjExit kj_command_bundle_trust_threshold(KjApp *app)
{
    return kj_bundle_home_work(app, true, threshold);
}

static KjExit too_few_left(KjDiags *diags, int64_t threshold)
{
    kj_diag(
        diags, KJ_ERROR, nowhere, NULL,
        "鍵が必要な署名の数 %lld より少なくなります。先に kijun bundle trust threshold "
        "で数を減らして"
        "ください",
        "there would be fewer keys than have to sign (%lld); lower the number first with `kijun "
        "bundle trust threshold`",
        (long long)threshold);
    return KJ_EXIT_USAGE;
}

static KjExit remove_key(KjBundleHome *home, KjDiags *diags)
{
    KjText name = kj_text(home->app->arguments[0]);
    KjBuf line;

    if (!kj_bundle_log_key(&home->log, name)) {
        kj_diag(diags, KJ_ERROR, nowhere, NULL,
                "「%s」という鍵は登録されていません。kijun bundle trust list に一覧があります",
                "no key '%s' is trusted; see `kijun bundle trust list`", name.data);
        return KJ_EXIT_USAGE;
    }
    if (home->log.key_count > 1 && (int64_t)home->log.key_count <= home->log.threshold)
        return too_few_left(diags, home->log.threshold);
    kj_buf_init(&line, 0);
    kj_buf_puts(&line, "distrust");
    kj_fields_put(&line, "name", name);
    return note(home, &line, diags);
}

KjExit kj_command_bundle_trust_remove(KjApp *app)
{
    return kj_bundle_home_work(app, true, remove_key);
}

/* ---- update: what an announcement of keys says ---- */

static bool has_change(const KjKeyChanges *changes, size_t before, KjText name)
{
    for (size_t i = 0; i < before; i++)
        if (kj_text_compare(changes->items[i].name, name) == 0)
            return true;
    return false;
}

static KjExit cannot_change(const KjKeyChange *change, const char *shown, KjDiags *diags)
{
    kj_diag(
        diags, KJ_ERROR, (KjPlace){shown, 0, 0},
        kj_arena_strndup(diags->arena, change->name.data, change->name.len),
        "告示のとおりに変えられません。加える鍵が既にあるか、外す鍵がありません",
        "cannot be changed as announced: a key to be added is there, or one to be removed is not");
    return KJ_EXIT_INPUT;
}

static KjExit put_changes(KjBundleHome *home, const KjKeyChanges *changes, const char *shown,
                          KjDiags *diags, KjBuf *line)
{
    int64_t left = (int64_t)home->log.key_count;

    for (size_t i = 0; i < changes->count; i++) {
        const KjKeyChange *change = &changes->items[i];
        bool known = kj_bundle_log_key(&home->log, change->name) != NULL;
        char text[KJ_PUBLIC_KEY_TEXT];

        if (has_change(changes, i, change->name) || known != change->removes ||
            (!change->removes && same_key(&home->log, &change->key)))
            return cannot_change(change, shown, diags);
        left += change->removes ? -1 : 1;
        kj_buf_printf(line, " %s=%.*s", change->removes ? "remove" : "add", (int)change->name.len,
                      change->name.data);
        if (change->removes)
            continue;
        kj_public_key_text(&change->key, text);
        kj_buf_printf(line, ":%s", text);
    }
    return left < home->log.threshold ? too_few_left(diags, home->log.threshold) : KJ_EXIT_OK;
}

static KjExit apply(KjBundleHome *home, const KjChecked *checked, const char *shown, KjDiags *diags)
{
    KjKeyChanges changes;
    KjExit exit = KJ_EXIT_INPUT;
    KjBuf line;

    kj_buf_init(&line, 0);
    kj_buf_printf(&line, "keys hash=%s", checked->claims.hash);
    if (kj_announcement_read(checked->file, shown, diags, &changes))
        exit = put_changes(home, &changes, shown, diags, &line);
    kj_free(changes.items);
    if (exit == KJ_EXIT_OK)
        return note(home, &line, diags);
    kj_buf_clear(&line);
    return exit;
}

static KjExit update(KjBundleHome *home, KjDiags *diags)
{
    const char *path = home->app->arguments[0];
    KjChecked checked;
    KjExit exit = kj_bundle_check(home->app, &home->log, path, KJ_CLAIM_KEYS, diags, &checked);

    if (exit != KJ_EXIT_OK)
        return exit;
    if (kj_bundle_log_has_announced(&home->log, checked.claims.hash)) {
        kj_diag(diags, KJ_ERROR, (KjPlace){path, 0, 0}, NULL,
                "この告示は既に行われています。二度は使えません",
                "this announcement was carried out before; it works only once");
        return KJ_EXIT_INPUT;
    }
    return apply(home, &checked, path, diags);
}

KjExit kj_command_bundle_trust_update(KjApp *app)
{
    return kj_bundle_home_work(app, true, update);
}

/* ---- list ---- */

static KjExit list(KjBundleHome *home, KjDiags *diags)
{
    const KjBundleLog *log = &home->log;
    bool ja = home->app->lang == KJ_JA;
    KjResult result;

    (void)diags;
    if (!kj_result_open(&result, home->app))
        return KJ_EXIT_SYSTEM;
    for (size_t i = 0; i < log->key_count; i++) {
        char id[KJ_KEY_ID_TEXT], text[KJ_PUBLIC_KEY_TEXT];

        kj_key_id_text(log->keys[i].key.id, id);
        kj_public_key_text(&log->keys[i].key, text);
        kj_buf_printf(&result.sink.buf, "%.*s  %s  %s\n", (int)log->keys[i].name.len,
                      log->keys[i].name.data, id, text);
    }
    kj_buf_printf(&result.sink.buf,
                  ja ? "信頼する鍵 %zu 個、必要な署名 %lld 個\n"
                     : "trusted keys: %zu, signatures needed: %lld\n",
                  log->key_count, (long long)log->threshold);
    return kj_result_close(&result, KJ_EXIT_OK);
}

KjExit kj_command_bundle_trust_list(KjApp *app)
{
    return kj_bundle_home_work(app, false, list);
}
