/* kijun bundle install, rollback: what is in force changes by one line of the log, after everything that the
 * line speaks of is on the disk. */
#include "engine/base/version.h"
#include "engine/bundle/fields.h"
#include "engine/bundle/names.h"
#include "engine/cli/bundle_check.h"
#include "engine/cli/bundle_load.h"
#include "engine/cli/bundle_place.h"
#include "engine/cli/installed.h"
#include "engine/cli/result.h"

#include <string.h>

static KjExit say(const KjBundleHome *home, const char *ja, const char *en, KjText name,
                  KjText version, int64_t sequence)
{
    KjResult result;

    if (!kj_result_open(&result, home->app))
        return KJ_EXIT_SYSTEM;
    kj_buf_printf(&result.sink.buf, home->app->lang == KJ_JA ? ja : en, (int)name.len, name.data,
                  (int)version.len, version.data, (long long)sequence);
    return kj_result_close(&result, KJ_EXIT_OK);
}

/* ---- whether it may be installed ---- */

static bool check_expiry(const KjBundleHome *home, const KjClaims *claims, KjPlace place,
                         KjDiags *diags)
{
    KjBuf until, day;

    if (claims->expires == KJ_NO_EXPIRY || home->day <= claims->expires)
        return true;
    kj_buf_init(&until, 0);
    kj_buf_init(&day, 0);
    kj_date_write_for(&until, claims->expires, home->app->lang);
    kj_date_write_for(&day, home->day, home->app->lang);
    kj_diag(diags, KJ_ERROR, place, NULL,
            "期限が切れています (%1$s まで、今日は %2$s)。新しいものを発行元から受け取ってください",
            "has expired (%1$s; today is %2$s); get a newer one from who issued it", until.data,
            day.data);
    kj_buf_clear(&until);
    kj_buf_clear(&day);
    return false;
}

static bool check_needs(const KjBundle *bundle, KjPlace place, KjDiags *diags)
{
    KjText needs = bundle->manifest.needs;

    if (kj_version_compare(needs, KJ_TEXT(KJ_VERSION)) <= 0)
        return true;
    kj_diag(diags, KJ_ERROR, place, NULL,
            "kijun %2$.*1$s 以降が要ります (これは " KJ_VERSION ")。kijun を新しくしてください",
            "needs kijun %2$.*1$s or newer (this is " KJ_VERSION "); upgrade kijun first",
            (int)needs.len, needs.data);
    return false;
}

/* Then it may be put in its place again, though it be one that was rolled back to. */
static bool is_in_force(const KjBundleLog *log, const KjHeld *held, const char *hash)
{
    return held && held->current >= 0 && kj_text_is(log->installs[held->current].hash, hash);
}

/* What was installed once is never given up for something older, nor for something else of the same number. */
static bool check_downgrade(const KjBundleLog *log, const KjClaims *claims, KjPlace place,
                            KjDiags *diags)
{
    const KjHeld *held = kj_bundle_log_held(log, claims->name);

    if (!held || is_in_force(log, held, claims->hash) || claims->sequence > held->highest ||
        (claims->sequence == held->highest && kj_text_is(held->highest_hash, claims->hash)))
        return true;
    if (claims->sequence == held->highest)
        kj_diag(diags, KJ_ERROR, place, NULL,
                "同じ通し番号 %lld で中身の違うものを既に導入しています。発行元に確かめてください",
                "another bundle with the same number %lld was installed before; ask who issued it",
                (long long)claims->sequence);
    else
        kj_diag(
            diags, KJ_ERROR, place, NULL,
            "通し番号 %1$lld は古いものです。%2$lld を導入したことがあります。前のものに戻すには "
            "kijun bundle rollback を使ってください",
            "number %1$lld is a downgrade: %2$lld was installed before. To go back use `kijun "
            "bundle rollback`",
            (long long)claims->sequence, (long long)held->highest);
    return false;
}

static bool provides(const KjInstalledPacks *packs, KjText id, const char **display)
{
    for (size_t i = 0; i < packs->count; i++)
        if (kj_text_is(id, packs->items[i].name)) {
            *display = packs->items[i].display;
            return true;
        }
    return false;
}

static bool check_others(const KjBundleHome *home, const KjManifest *manifest, KjPlace place,
                         KjDiags *diags)
{
    KjArena *arena = home->app->arena;
    const char *name = kj_arena_strndup(arena, manifest->name.data, manifest->name.len), *display;
    KjInstalledPacks packs;
    bool good = kj_installed_find(&packs, name, arena, diags);

    for (size_t i = 0; good && i < manifest->pack_count; i++)
        if (provides(&packs, manifest->packs[i].id, &display)) {
            kj_diag(
                diags, KJ_ERROR, place, NULL,
                "パック %2$.*1$s は別の配布物 (%3$s) で導入されています。先にそれを kijun bundle "
                "rollback で外してください",
                "pack %2$.*1$s is installed from another bundle (%3$s); take that back first "
                "with `kijun bundle rollback`",
                (int)manifest->packs[i].id.len, manifest->packs[i].id.data, display);
            good = false;
        }
    kj_free(packs.items);
    return good;
}

static KjExit check_loads(const KjBundleHome *home, const KjBundle *bundle, KjDiags *diags)
{
    KjLoaded loaded;
    KjExit exit = kj_bundle_load(home->app, bundle, diags, &loaded);

    kj_bundle_unload(&loaded);
    return exit;
}

/* ---- install ---- */

static void put_line(const KjChecked *checked, const char *folder, KjBuf *line)
{
    const KjClaims *claims = &checked->claims;
    char manifest[KJ_HASH_HEX];

    kj_file_hash(checked->bundle.manifest_text, manifest);
    kj_buf_puts(line, "install");
    kj_fields_put(line, "name", claims->name);
    kj_fields_put(line, "version", claims->version);
    kj_buf_printf(line, " sequence=%lld hash=%s manifest=%s folder=%s expires=",
                  (long long)claims->sequence, claims->hash, manifest, folder);
    if (claims->expires == KJ_NO_EXPIRY)
        kj_buf_puts(line, "never");
    else
        kj_date_write(line, claims->expires);
    kj_fields_put(line, "by", kj_text(checked->signers));
}

static KjExit put_in_place(KjBundleHome *home, const KjChecked *checked, KjDiags *diags)
{
    const char *folder;
    KjExit exit;
    KjBuf line;

    kj_bundle_sweep(home, checked->claims.name);
    exit = kj_bundle_unpack(home, &checked->bundle, checked->claims.hash, diags, &folder);
    if (exit != KJ_EXIT_OK)
        return exit;
    kj_buf_init(&line, 0);
    put_line(checked, folder, &line);
    exit = kj_bundle_home_note(home, (KjText){line.data, (uint32_t)line.len}, diags);
    kj_buf_clear(&line);
    if (exit != KJ_EXIT_OK)
        kj_bundle_sweep(home, checked->claims.name);
    return exit;
}

/* It is in force already, and whole. */
static bool is_there(const KjBundleHome *home, const KjHeld *held, const KjClaims *claims)
{
    KjInstalledPacks packs;
    KjPackSet set = {0};
    KjOptions options = {0};
    KjSettings settings = {0};
    KjDiags unheard;
    bool whole;

    if (!is_in_force(&home->log, held, claims->hash))
        return false;
    kj_diags_init(&unheard, home->app->lang);
    whole = kj_installed_find(&packs, NULL, home->app->arena, &unheard) &&
            kj_packs_find(&set, &options, &settings, home->app->arena, &unheard) == KJ_EXIT_OK;
    kj_free(packs.items);
    kj_packs_clear(&set);
    kj_diags_clear(&unheard);
    return whole;
}

static KjExit install(KjBundleHome *home, KjDiags *diags)
{
    const char *path = home->app->arguments[0];
    KjPlace place = {path, 0, 0};
    const KjClaims *claims;
    const KjHeld *held;
    KjChecked checked;
    KjExit exit = kj_bundle_check(home->app, &home->log, path, KJ_CLAIM_BUNDLE, diags, &checked);

    if (exit != KJ_EXIT_OK)
        return exit;
    claims = &checked.claims;
    held = kj_bundle_log_held(&home->log, claims->name);
    if (!check_expiry(home, claims, place, diags) || !check_needs(&checked.bundle, place, diags) ||
        !check_downgrade(&home->log, claims, place, diags))
        return KJ_EXIT_INPUT;
    if (is_there(home, held, claims))
        return say(home, "%2$.*1$s %4$.*3$s (通し番号 %5$lld) は既に導入されています\n",
                   "%2$.*1$s %4$.*3$s (sequence %5$lld) is installed already\n", claims->name,
                   claims->version, claims->sequence);
    if (!check_others(home, &checked.bundle.manifest, place, diags) ||
        !kj_bundle_hashes_hold(&checked.bundle, path, home->app->arena, diags))
        return KJ_EXIT_INPUT;
    exit = check_loads(home, &checked.bundle, diags);
    if (exit == KJ_EXIT_OK)
        exit = put_in_place(home, &checked, diags);
    if (exit == KJ_EXIT_OK)
        exit = kj_bundle_keep(home->app, home->folder, diags);
    if (exit != KJ_EXIT_OK)
        return exit;
    return say(home, "%2$.*1$s %4$.*3$s (通し番号 %5$lld) を導入しました\n",
               "%2$.*1$s %4$.*3$s (sequence %5$lld) is installed now\n", claims->name,
               claims->version, claims->sequence);
}

KjExit kj_command_bundle_install(KjApp *app)
{
    return kj_bundle_home_work(app, true, install);
}

/* ---- rollback ---- */

static const KjHeld *held_named(const KjBundleHome *home, KjDiags *diags)
{
    const KjHeld *held = kj_bundle_log_held(&home->log, kj_text(home->app->arguments[0]));
    static const KjPlace nowhere;

    if (held && held->current >= 0)
        return held;
    kj_diag(diags, KJ_ERROR, nowhere, NULL,
            "配布物「%s」は導入されていません。kijun bundle list に一覧があります",
            "no bundle '%s' is installed; see `kijun bundle list`", home->app->arguments[0]);
    return NULL;
}

static KjExit told_unloadable(KjExit exit, KjDiags *diags)
{
    kj_diag(
        diags, KJ_ERROR, (KjPlace){0}, NULL,
        "戻しましたが、今のパックは一緒に読み込めません。ほかの配布物も戻すか、入れ直してください",
        "it was rolled back, but the packs in force do not load together: roll back other "
        "bundles, too, or install again");
    return exit;
}

static KjExit rollback(KjBundleHome *home, KjDiags *diags)
{
    const KjHeld *held = held_named(home, diags);
    const KjInstall *before;
    int32_t number;
    KjExit exit;
    KjBuf line;

    if (!held)
        return KJ_EXIT_USAGE;
    number = kj_bundle_log_before(&home->log, held);
    before = number < 0 ? NULL : &home->log.installs[number];
    kj_buf_init(&line, 0);
    kj_buf_puts(&line, "rollback");
    kj_fields_put(&line, "name", held->name);
    kj_buf_printf(&line, " to=%lld", before ? (long long)before->sequence : 0LL);
    exit = kj_bundle_home_note(home, (KjText){line.data, (uint32_t)line.len}, diags);
    kj_buf_clear(&line);
    if (exit != KJ_EXIT_OK)
        return exit;
    exit = kj_bundle_keep(home->app, home->folder, diags);
    if (exit != KJ_EXIT_OK)
        return told_unloadable(exit, diags);
    if (number < 0)
        return say(home, "%2$.*1$s を外しました\n", "%2$.*1$s is not in force any more\n",
                   kj_text(home->app->arguments[0]), (KjText){"", 0}, 0);
    before = &home->log.installs[number];
    return say(home, "%2$.*1$s を %4$.*3$s (通し番号 %5$lld) に戻しました\n",
               "%2$.*1$s is back at %4$.*3$s (sequence %5$lld)\n", before->name, before->version,
               before->sequence);
}

KjExit kj_command_bundle_rollback(KjApp *app)
{
    return kj_bundle_home_work(app, true, rollback);
}
