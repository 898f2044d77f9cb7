/* kijun bundle show: what a bundle holds, and how its packs differ from those in force. Both are loaded, each in a
 * worker of its own, so that what is compared is what rules mean. */
#include "engine/cli/bundle_check.h"
#include "engine/cli/bundle_diff.h"
#include "engine/cli/bundle_load.h"
#include "engine/cli/installed.h"
#include "engine/cli/result.h"
#include "engine/cli/tell.h"

#include <string.h>

typedef struct Showing {
    KjApp *app;
    KjChecked checked;
    KjLoaded before, after;
    KjResult result;
} Showing;

static const char *in(const Showing *showing, const char *ja, const char *en)
{
    return showing->app->lang == KJ_JA ? ja : en;
}

static void put_line(Showing *showing, KjStyle style, const char *text)
{
    kj_page_flow(&showing->result.page, style, 0, kj_text(text));
    kj_page_line(&showing->result.page);
}

static void put_head(Showing *showing)
{
    const KjClaims *claims = &showing->checked.claims;
    KjArena *arena = showing->app->arena;
    KjBuf until;

    kj_buf_init(&until, 0);
    if (claims->expires == KJ_NO_EXPIRY)
        kj_buf_puts(&until, in(showing, "なし", "never"));
    else
        kj_date_write_for(&until, claims->expires, showing->app->lang);
    put_line(showing, KJ_BOLD,
             kj_arena_printf(arena,
                             in(showing, "%.*s %.*s  通し番号 %lld", "%.*s %.*s  sequence %lld"),
                             (int)claims->name.len, claims->name.data, (int)claims->version.len,
                             claims->version.data, (long long)claims->sequence));
    put_line(showing, KJ_PLAIN,
             kj_arena_printf(arena,
                             in(showing, "  署名 %s  期限 %s  必要な kijun %.*s",
                                "  signed by %s  expires %s  needs kijun %.*s"),
                             showing->checked.signers, until.data,
                             (int)showing->checked.bundle.manifest.needs.len,
                             showing->checked.bundle.manifest.needs.data));
    kj_buf_clear(&until);
}

static const KjPack *pack_in(const KjRegistry *registry, KjText id)
{
    for (size_t i = 0; i < registry->pack_count; i++)
        if (kj_text_compare(registry->packs[i].id, id) == 0)
            return &registry->packs[i];
    return NULL;
}

static size_t rules_of(const KjRegistry *registry, KjText id)
{
    size_t count = 0;

    for (size_t i = 0; i < registry->rule_count; i++)
        count += kj_text_compare(registry->packs[registry->rules[i].pack].id, id) == 0;
    return count;
}

static KjPacksView view_of(const Showing *showing, const KjLoaded *loaded)
{
    return (KjPacksView){.view = {.registry = loaded->registry,
                                  .lang = showing->app->lang,
                                  .zone = showing->app->settings.zone},
                         .packs = loaded->packs.packs,
                         .count = loaded->packs.count};
}

static void put_pack(Showing *showing, const KjManifestPack *pack)
{
    KjPacksView before = view_of(showing, &showing->before);
    KjPacksView after = view_of(showing, &showing->after);
    const KjPack *now = pack_in(showing->before.registry, pack->id);
    KjArena *arena = showing->app->arena;
    size_t rules;

    rules = rules_of(showing->after.registry, pack->id);
    kj_page_line(&showing->result.page);
    put_line(showing, KJ_BOLD,
             kj_arena_printf(arena,
                             in(showing, "■ %.*s %.*s  ファイル %zu、要件 %zu",
                                "■ %.*s %.*s  %zu files, %zu rules"),
                             (int)pack->id.len, pack->id.data, (int)pack->version.len,
                             pack->version.data, pack->file_count, rules));
    if (!now) {
        put_line(showing, KJ_PLAIN,
                 in(showing, "  今はないパックです", "  there is no such pack now"));
        return;
    }
    put_line(showing, KJ_DIM,
             kj_arena_printf(arena, in(showing, "  今は %.*s", "  now %.*s"), (int)now->version.len,
                             now->version.data));
    if (kj_text_compare(now->hash, pack->hash) == 0)
        put_line(showing, KJ_PLAIN, in(showing, "  今のものと同じです", "  is the same as now"));
    else if (kj_bundle_diff(&showing->result.page, &before, &after, pack->id) == 0)
        put_line(
            showing, KJ_PLAIN,
            in(showing,
               "  要件と基準値の宣言は同じです (関数、算出項目、種別などファイルの中身は違います)",
               "  rules and parameters are declared the same (files differ: functions, "
               "computed fields, kinds or the like)"));
}

static KjExit put_all(Showing *showing)
{
    const KjManifest *manifest = &showing->checked.bundle.manifest;

    if (!kj_result_open(&showing->result, showing->app))
        return KJ_EXIT_SYSTEM;
    kj_result_keep_lines(&showing->result);
    put_head(showing);
    for (size_t i = 0; i < manifest->pack_count; i++)
        put_pack(showing, &manifest->packs[i]);
    return kj_result_close(&showing->result, KJ_EXIT_OK);
}

static KjExit show(Showing *showing, const KjBundleLog *log, KjDiags *diags)
{
    KjApp *app = showing->app;
    KjExit exit =
        kj_bundle_check(app, log, app->arguments[0], KJ_CLAIM_BUNDLE, diags, &showing->checked);

    if (exit == KJ_EXIT_OK &&
        !kj_bundle_hashes_hold(&showing->checked.bundle, app->arguments[0], app->arena, diags))
        exit = KJ_EXIT_INPUT;
    if (exit == KJ_EXIT_OK)
        exit = kj_bundle_load(app, NULL, diags, &showing->before);
    if (exit == KJ_EXIT_OK)
        exit = kj_bundle_load(app, &showing->checked.bundle, diags, &showing->after);
    return exit == KJ_EXIT_OK ? put_all(showing) : exit;
}

KjExit kj_command_bundle_show(KjApp *app)
{
    Showing showing = {.app = app};
    KjBundleHome home = {.lock = -1};
    bool own = kj_bundle_has_keys(app);
    KjDiags diags;
    KjExit exit = KJ_EXIT_OK;

    kj_diags_init(&diags, app->lang);
    if (!own)
        exit = kj_bundle_home_open(&home, app, false, &diags);
    if (exit == KJ_EXIT_OK)
        exit = show(&showing, own ? NULL : &home.log, &diags);
    kj_tell_diags(app, &diags);
    kj_bundle_unload(&showing.before);
    kj_bundle_unload(&showing.after);
    kj_bundle_home_close(&home);
    kj_diags_clear(&diags);
    return exit;
}
