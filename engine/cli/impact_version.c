/* A version is a line of options and settings: those of the command, with its packs selected and without the
 * folders of the workspace that would stand in their places. */
#include "engine/cli/impact_version.h"

#include "engine/cli/bundle_check.h"
#include "engine/cli/file.h"
#include "engine/cli/home.h"
#include "engine/cli/installed.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const KjPlace nowhere;

/* ---- what is given ---- */

static void select_pack(KjVersion *version, const char *pack)
{
    KjStrings *packs = &version->app.options.packs;

    KJ_PUSH(packs->items, packs->count, packs->capacity, pack);
}

static void add_id(KjVersion *version, const char *id)
{
    KJ_PUSH(version->ids.items, version->ids.count, version->ids.capacity, id);
}

static void use_folder(KjVersion *version, const char *folder)
{
    /* "x" is a name, "./x" a folder */
    version->folder =
        strchr(folder, '/') ? folder : kj_arena_printf(version->app.arena, "./%s", folder);
    select_pack(version, version->folder);
    add_id(version, kj_pack_folder_id(folder, version->app.arena));
}

static KjExit use_bundle(KjVersion *version, const char *path, KjDiags *diags)
{
    KjApp *app = &version->app;
    bool own = kj_bundle_has_keys(app);
    KjBundleHome home = {.lock = -1};
    KjChecked *checked = kj_arena_array(app->arena, 1, sizeof *checked);
    KjExit exit = own ? KJ_EXIT_OK : kj_bundle_home_open(&home, app, false, diags);

    if (exit == KJ_EXIT_OK)
        exit = kj_bundle_check(app, own ? NULL : &home.log, path, KJ_CLAIM_BUNDLE, diags, checked);
    if (exit == KJ_EXIT_OK && !kj_bundle_hashes_hold(&checked->bundle, path, app->arena, diags))
        exit = KJ_EXIT_INPUT;
    kj_bundle_home_close(&home);
    if (exit != KJ_EXIT_OK)
        return exit;
    app->bundle = &checked->bundle;
    for (size_t i = 0; i < checked->bundle.manifest.pack_count; i++) {
        KjText id = checked->bundle.manifest.packs[i].id;

        add_id(version, kj_arena_strndup(app->arena, id.data, id.len));
    }
    return KJ_EXIT_OK;
}

/* ---- versions that are kept ---- */

static KjExit no_such_version(const char *given, KjDiags *diags)
{
    kj_diag(
        diags, KJ_ERROR, nowhere, NULL,
        "%1$s という版はありません。導入した版は kijun bundle list "
        "で分かります。フォルダーや配布物の"
        "ファイルも指定できます",
        "there is no version %1$s; `kijun bundle list` shows what was installed; a folder or the "
        "file of a bundle will do, too",
        given);
    return KJ_EXIT_USAGE;
}

static bool is_shipped(KjVersion *version, const char *folder, const char *wanted)
{
    const char *path = kj_path_join(version->app.arena, folder, "pack.lua");
    KjLuaSource file = {.name = "pack.lua"};
    KjPackSource pack = {.files = &file, .file_count = 1};
    KjDiags unheard;
    KjText text;
    bool is = false;

    kj_diags_init(&unheard, KJ_EN);
    if (kj_file_exists(path) && kj_file_read_within(folder, path, path, (size_t)1 << 20,
                                                    version->app.arena, &unheard, &text)) {
        file.text = text.data;
        file.len = text.len;
        is = kj_text_is(kj_pack_declared_version(&pack), wanted);
    }
    kj_diags_clear(&unheard);
    return is;
}

/* NAME@VERSION */
static KjExit use_version(KjVersion *version, const char *given, const char *at, KjDiags *diags)
{
    KjArena *arena = version->app.arena;
    const char *name = kj_arena_strndup(arena, given, (size_t)(at - given));
    const char *home = kj_home_find(arena), *folder;
    KjInstalledPack pack;

    folder = home ? kj_path_join(arena, kj_path_join(arena, home, "rules"), name) : "";
    if (strchr(name, '/'))
        return no_such_version(given, diags);
    if (is_shipped(version, folder, at + 1)) {
        use_folder(version, folder);
        return KJ_EXIT_OK;
    }
    if (!kj_installed_version(name, at + 1, arena, diags, &pack))
        return diags->errors ? KJ_EXIT_INPUT : no_such_version(given, diags);
    use_folder(version, pack.folder);
    version->hash = kj_text(pack.hash);
    return KJ_EXIT_OK;
}

/* ---- folders of the workspace ---- */

static bool has_id(const KjVersion *version, const char *id)
{
    for (size_t i = 0; i < version->ids.count; i++)
        if (strcmp(version->ids.items[i], id) == 0)
            return true;
    return false;
}

/* By a name the pack that came with the program or was installed is meant, if there is one. */
static bool comes_with_us(KjVersion *version, const char *name, KjDiags *diags)
{
    const KjOptions options = {0};
    const KjSettings settings = {0};
    KjPackSet set = {0};
    KjDiags again; /* is told when the packs are loaded */
    bool comes = false;

    kj_diags_init(&again, diags->lang);
    if (kj_packs_find(&set, &options, &settings, version->app.arena, &again) == KJ_EXIT_OK)
        for (size_t i = 0; i < set.count; i++)
            comes |= strcmp(set.packs[i].name, name) == 0;
    kj_packs_clear(&set);
    kj_diags_clear(&again);
    return comes;
}

static const char *folder_in(const KjSettings *settings, size_t pack, KjArena *arena)
{
    const char *text = settings->packs[pack];

    return text[0] == '/' ? text : kj_path_join(arena, settings->folder, text);
}

static void leave_out_folders(KjVersion *version)
{
    KjSettings *settings = &version->app.settings;
    KjArena *arena = version->app.arena;
    const char **packs = kj_arena_array(arena, settings->pack_count + 1, sizeof *packs);
    KjPlace *places = kj_arena_array(arena, settings->pack_count + 1, sizeof *places);
    size_t count = 0;

    for (size_t i = 0; i < settings->pack_count; i++) {
        const char *folder = folder_in(settings, i, arena);
        bool is_folder = kj_file_exists(kj_path_join(arena, folder, "pack.lua"));

        if (is_folder && has_id(version, kj_pack_folder_id(folder, arena)))
            continue;
        packs[count] = settings->packs[i];
        places[count++] = settings->pack_places[i];
    }
    settings->packs = packs;
    settings->pack_places = places;
    settings->pack_count = count;
}

/* ---- the whole ---- */

static void begin(KjVersion *version, KjApp *app, const char *given)
{
    const KjStrings also = app->options.packs;

    *version = (KjVersion){.app = *app, .given = given, .hash = KJ_TEXT("")};
    version->app.divides = true;
    version->app.options.packs = (KjStrings){0};
    for (size_t i = 0; i < also.count; i++)
        select_pack(version, also.items[i]);
}

KjExit kj_version_find(KjVersion *version, KjApp *app, const char *given, KjDiags *diags)
{
    const char *at = strrchr(given, '@');
    bool names_folder = kj_file_exists(kj_path_join(app->arena, given, "pack.lua"));
    KjExit exit = KJ_EXIT_OK;

    begin(version, app, given);
    if (kj_file_exists(given) && !kj_file_is_folder(given)) {
        exit = use_bundle(version, given, diags);
    } else if (strchr(given, '/') || strcmp(given, ".") == 0 || strcmp(given, "..") == 0) {
        use_folder(version, given);
    } else if (comes_with_us(version, given, diags)) {
        select_pack(version, given);
        add_id(version, given);
    } else if (names_folder) {
        use_folder(version, given);
    } else if (at) {
        exit = use_version(version, given, at, diags);
    } else {
        select_pack(version, given); /* one that the workspace names, or none */
    }
    if (exit == KJ_EXIT_OK)
        leave_out_folders(version);
    return exit;
}

static bool mentions(const KjVersion *version, const char *id)
{
    KjArena *arena = version->app.arena;
    const char *path = version->folder ? kj_path_join(arena, version->folder, "pack.lua") : "";
    const char *quoted = kj_arena_printf(arena, "\"%s\"", id);
    KjDiags unheard;
    bool does = false;
    KjText text;

    kj_diags_init(&unheard, KJ_EN);
    if (kj_file_exists(path) &&
        kj_file_read_within(version->folder, path, path, (size_t)1 << 20, arena, &unheard, &text))
        does = strstr(text.data, quoted) != NULL;
    kj_diags_clear(&unheard);
    return does;
}

void kj_version_know(KjVersion *version, const KjVersion *old)
{
    KjSettings *settings = &version->app.settings;
    bool extends = false;
    char real[PATH_MAX];

    for (size_t i = 0; i < old->ids.count; i++)
        extends |= !has_id(version, old->ids.items[i]) && mentions(version, old->ids.items[i]);
    if (!extends)
        return;
    if (old->app.bundle && !version->app.bundle)
        version->app.bundle = old->app.bundle;
    if (old->folder && realpath(old->folder, real)) {
        /* beside what the workspace names, for which there is room: leave_out_folders made it */
        settings->packs[settings->pack_count] =
            kj_arena_strndup(version->app.arena, real, strlen(real));
        settings->pack_places[settings->pack_count++] = nowhere;
    }
}

void kj_version_close(KjVersion *version)
{
    if (version->opened)
        kj_session_close(&version->session);
    kj_runs_free(version->runs);
    kj_free(version->app.options.packs.items);
    kj_free(version->ids.items);
}
