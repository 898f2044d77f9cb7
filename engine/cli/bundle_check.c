/* Signatures first, the archive after: nothing of a file is looked at that nobody trusted has signed. */
#include "engine/cli/bundle_check.h"

#include "engine/bundle/names.h"
#include "engine/cli/file.h"

#include <string.h>

static const KjPlace nowhere;

/* ---- keys ---- */

bool kj_bundle_has_keys(const KjApp *app)
{
    return app->options.public_key || app->options.keys.count;
}

bool kj_bundle_threshold(const KjApp *app, int64_t otherwise, KjDiags *diags, int64_t *threshold)
{
    const char *given = app->options.threshold;

    *threshold = otherwise;
    if (!given || (kj_bundle_number(kj_text(given), threshold) && *threshold >= 1))
        return true;
    kj_diag(diags, KJ_ERROR, nowhere, NULL, "--threshold は1以上の数です (%s とあります)",
            "--threshold is a number from 1 on, not %s", given);
    return false;
}

/* A key from the line has no name but its number: that of its file could be anything. */
static bool key_of(const KjApp *app, KjText text, const char *shown, KjDiags *diags,
                   KjTrustedKey *key)
{
    char id[KJ_KEY_ID_TEXT];

    if (!kj_public_key_read(text, shown, diags, &key->key))
        return false;
    kj_key_id_text(key->key.id, id);
    key->name = kj_text(kj_arena_strndup(app->arena, id, strlen(id)));
    return true;
}

static bool key_of_file(const KjApp *app, const char *path, KjDiags *diags, KjTrustedKey *key)
{
    KjText text;

    return kj_file_read(path, path, KJ_KEY_FILE_MOST, app->arena, diags, &text) &&
           key_of(app, text, path, diags, key);
}

static bool named_keys(const KjApp *app, KjDiags *diags, KjKeyring *ring)
{
    KjTrustedKey *keys = kj_arena_array(app->arena, app->options.keys.count + 1, sizeof *keys);

    ring->keys = keys;
    if (app->options.public_key &&
        !key_of(app, kj_text(app->options.public_key), "-P", diags, &keys[ring->count++]))
        return false;
    for (size_t i = 0; i < app->options.keys.count; i++)
        if (!key_of_file(app, app->options.keys.items[i], diags, &keys[ring->count++]))
            return false;
    return kj_bundle_threshold(app, 1, diags, &ring->threshold);
}

/* --threshold may ask for more than the log, not for less. */
static KjExit find_keys(const KjApp *app, const KjBundleLog *log, KjDiags *diags, KjKeyring *ring)
{
    if (kj_bundle_has_keys(app))
        return named_keys(app, diags, ring) ? KJ_EXIT_OK : KJ_EXIT_USAGE;
    if (!log)
        return KJ_EXIT_OK;
    *ring = (KjKeyring){log->keys, log->key_count, 1};
    if (!kj_bundle_threshold(app, 1, diags, &ring->threshold))
        return KJ_EXIT_USAGE;
    if (ring->threshold < log->threshold)
        ring->threshold = log->threshold;
    return KJ_EXIT_OK;
}

/* ---- signatures ---- */

static bool is_signature_of(const char *name, const char *base)
{
    size_t len = strlen(base);

    return strncmp(name, base, len) == 0 && name[len] == '.' &&
           kj_path_ends(name + len, ".minisig");
}

static void find_beside(const KjApp *app, const char *path, KjStrings *found)
{
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path, **names;
    const char *folder =
        slash ? kj_arena_strndup(app->arena, path, (size_t)(slash - path) + 1) : ".";
    size_t count;

    if (!kj_folder_list(folder, app->arena, &names, &count))
        return;
    for (size_t i = 0; i < count; i++)
        if (is_signature_of(names[i], base))
            KJ_PUSH(found->items, found->count, found->capacity,
                    kj_path_join(app->arena, folder, names[i]));
}

static bool read_signatures(const KjApp *app, const char *path, KjDiags *diags, KjStrings *found,
                            KjText **texts)
{
    bool good = true, named = app->options.signatures.count > 0;
    bool (*read)(const char *, const char *, size_t, KjArena *, KjDiags *, KjText *) =
        named ? kj_file_read : kj_file_read_plain;

    for (size_t i = 0; i < app->options.signatures.count; i++)
        KJ_PUSH(found->items, found->count, found->capacity, app->options.signatures.items[i]);
    if (!named)
        find_beside(app, path, found);
    *texts = kj_arena_array(app->arena, found->count + 1, sizeof **texts);
    for (size_t i = 0; i < found->count; i++)
        good = read(found->items[i], found->items[i], KJ_SIGNATURE_MOST, app->arena, diags,
                    &(*texts)[i]) &&
               good;
    return good;
}

/* ---- all of it ---- */

static const char *names_of(KjArena *arena, const KjKeyring *ring, const size_t *signers,
                            size_t count)
{
    const char *list = "";

    for (size_t i = 0; i < count; i++)
        list =
            kj_arena_printf(arena, "%s%s%.*s", list, i ? "," : "",
                            (int)ring->keys[signers[i]].name.len, ring->keys[signers[i]].name.data);
    return list;
}

static bool check(const KjApp *app, const KjKeyring *ring, const KjSigned *what, KjDiags *diags,
                  KjChecked *checked)
{
    size_t *signers = kj_arena_array(app->arena, ring->count + 1, sizeof *signers), count;

    if (!kj_bundle_verify(what, ring, diags, &checked->claims, signers, &count))
        return false;
    checked->file = what->file;
    checked->signers = names_of(app->arena, ring, signers, count);
    return what->what != KJ_CLAIM_BUNDLE ||
           (kj_bundle_read(what->file, what->shown, app->arena, diags, &checked->bundle) &&
            kj_bundle_is_as_claimed(&checked->bundle, &checked->claims, what->shown, diags));
}

KjExit kj_bundle_check(const KjApp *app, const KjBundleLog *log, const char *path, KjClaim what,
                       KjDiags *diags, KjChecked *checked)
{
    KjStrings found = {0};
    KjKeyring ring = {0};
    KjSigned is = {.shown = path, .what = what};
    KjText *texts;
    KjExit exit;
    bool good;

    *checked = (KjChecked){0};
    exit = find_keys(app, log, diags, &ring);
    if (exit != KJ_EXIT_OK)
        return exit;
    good = kj_file_read(path, path, KJ_ARCHIVE_MOST, app->arena, diags, &is.file) &&
           read_signatures(app, path, diags, &found, &texts);
    if (good) {
        is.signatures = texts;
        is.signature_names = found.items;
        is.signature_count = found.count;
        good = check(app, &ring, &is, diags, checked);
    }
    kj_free(found.items);
    return good ? KJ_EXIT_OK : KJ_EXIT_INPUT;
}
