/* kijun bundle build: packs that load without a problem become an archive. Only what a pack loads, its *.lua
 * files, goes in, so that its hash is the one that runs show. */
#include "engine/base/version.h"
#include "engine/bundle/manifest.h"
#include "engine/bundle/names.h"
#include "engine/cli/packs.h"
#include "engine/cli/result.h"
#include "engine/cli/tell.h"

#include <stdlib.h>
#include <string.h>

typedef struct Building {
    KjApp *app;
    KjPackSet packs;
    KjWorker *worker;
    KjDiags diags;
    KjManifest manifest;
    KjText *files; /* contents, in the manifest's order */
} Building;

static const KjPlace nowhere;

static KjExit refuse(Building *building, KjExit exit, const char *ja, const char *en)
{
    kj_diag(&building->diags, KJ_ERROR, nowhere, NULL, "%s", "%s",
            building->app->lang == KJ_JA ? ja : en);
    return exit;
}

/* ---- the packs ---- */

/* The arguments are packs, as --pack names them; kijun.yaml has no say. */
static KjExit load_packs(Building *building)
{
    KjApp *app = building->app;
    KjSettings settings = {0};
    KjOptions options = {0};
    KjError error = {.exit = KJ_EXIT_SYSTEM};
    KjWorkerSetup setup;
    KjExit exit;

    options.packs.items = kj_arena_array(app->arena, app->argument_count + 1, sizeof(char *));
    for (size_t i = 0; i < app->argument_count; i++)
        options.packs.items[options.packs.count++] = app->arguments[i];
    exit = kj_packs_find(&building->packs, &options, &settings, app->arena, &building->diags);
    if (exit != KJ_EXIT_OK)
        return exit;
    setup = (KjWorkerSetup){.packs = building->packs.packs,
                            .pack_count = building->packs.count,
                            .kept = building->packs.kept,
                            .lang = app->lang};
    building->worker = kj_worker_start(&setup, &building->diags, &error);
    if (building->worker)
        return kj_worker_registry(building->worker) ? KJ_EXIT_OK : KJ_EXIT_INPUT;
    kj_tell_error(error.message);
    return error.exit;
}

static const KjPack *registered(const Building *building, const char *name)
{
    const KjRegistry *registry = kj_worker_registry(building->worker);

    for (size_t i = 0; i < registry->pack_count; i++)
        if (kj_text_is(registry->packs[i].id, name))
            return &registry->packs[i];
    return NULL;
}

static KjText file_hash(KjArena *arena, KjText file)
{
    char hash[KJ_HASH_HEX];

    kj_file_hash(file, hash);
    return kj_text(kj_arena_strndup(arena, hash, strlen(hash)));
}

static bool describe_files(Building *building, const KjPackSource *source, KjManifestPack *pack,
                           KjText *contents)
{
    KjArena *arena = building->app->arena;

    pack->files = kj_arena_array(arena, source->file_count + 1, sizeof *pack->files);
    for (size_t i = 0; i < source->file_count; i++) {
        const KjLuaSource *file = &source->files[i];
        KjText data = {file->text, (uint32_t)file->len};
        const char *problem = kj_bundle_file_problem(kj_text(file->name), building->app->lang);

        if (problem) {
            kj_diag(&building->diags, KJ_ERROR,
                    (KjPlace){kj_arena_printf(arena, "%s/%s", source->display, file->name), 0, 0},
                    NULL, "%s。配布物に入れられません", "%s; it cannot be put into a bundle",
                    problem);
            return false;
        }
        pack->files[pack->file_count++] = (KjManifestFile){
            .name = kj_text(file->name), .hash = file_hash(arena, data), .size = data.len};
        contents[i] = data;
    }
    return true;
}

static bool describe(Building *building, const KjPackSource *source, KjText *contents)
{
    const KjPack *known = registered(building, source->name);
    KjManifestPack *pack = &building->manifest.packs[building->manifest.pack_count++];

    *pack = (KjManifestPack){.id = kj_text(source->name), .hash = kj_text(source->hash)};
    if (known)
        pack->version = known->version;
    if (known && kj_bundle_version_valid(pack->version) && kj_bundle_pack_valid(pack->id))
        return describe_files(building, source, pack, contents);
    kj_diag(&building->diags, KJ_ERROR, (KjPlace){source->display, 0, 0}, NULL,
            "パックの名前か版が配布物に使えません (空白や記号を除いて64字、版は32字まで)",
            "the pack's id or version cannot stand in a bundle (64 and 32 visible characters at "
            "most)");
    return false;
}

static int by_name(const void *a, const void *b)
{
    return strcmp((*(const KjPackSource *const *)a)->name, (*(const KjPackSource *const *)b)->name);
}

static bool describe_all(Building *building)
{
    const KjPackSet *set = &building->packs;
    KjArena *arena = building->app->arena;
    const KjPackSource **chosen = kj_arena_array(arena, set->count + 1, sizeof *chosen);
    size_t count = 0, files = 0, at = 0;

    for (size_t i = 0; i < set->count; i++)
        if (set->packs[i].selected) {
            chosen[count++] = &set->packs[i];
            files += set->packs[i].file_count;
        }
    qsort(chosen, count, sizeof *chosen, by_name);
    building->manifest.packs = kj_arena_array(arena, count + 1, sizeof(KjManifestPack));
    building->files = kj_arena_array(arena, files + 1, sizeof *building->files);
    for (size_t i = 0; i < count; i++) {
        if (!describe(building, chosen[i], building->files + at))
            return false;
        at += chosen[i]->file_count;
    }
    return true;
}

/* ---- what is said of the bundle ---- */

static KjText only_version(const KjManifest *manifest)
{
    for (size_t i = 1; i < manifest->pack_count; i++)
        if (kj_text_compare(manifest->packs[0].version, manifest->packs[i].version) != 0)
            return (KjText){"", 0};
    return manifest->packs[0].version;
}

static KjExit name_it(Building *building)
{
    const KjOptions *options = &building->app->options;
    KjManifest *manifest = &building->manifest;

    manifest->name = options->name               ? kj_text(options->name)
                     : manifest->pack_count == 1 ? manifest->packs[0].id
                                                 : (KjText){"", 0};
    if (!kj_bundle_name_valid(manifest->name))
        return refuse(building, KJ_EXIT_USAGE,
                      "配布物の名前を --name で指定してください (英小文字・数字・- _ . 、64字まで)",
                      "name the bundle with --name (small letters, digits, - _ . , 64 at most)");
    manifest->version = options->edition ? kj_text(options->edition) : only_version(manifest);
    if (!kj_bundle_version_valid(manifest->version))
        return refuse(building, KJ_EXIT_USAGE,
                      "パックの版がそろっていないので、配布物の版を --edition で指定してください "
                      "(空白なし、32字まで)",
                      "the packs have different versions; give that of the bundle with --edition "
                      "(no spaces, 32 characters at most)");
    manifest->needs = options->needs ? kj_text(options->needs) : KJ_TEXT(KJ_VERSION);
    return kj_bundle_version_valid(manifest->needs)
               ? KJ_EXIT_OK
               : refuse(building, KJ_EXIT_USAGE, "--needs は 0.1.0 のような kijun の版です",
                        "--needs is a version of kijun, like 0.1.0");
}

static KjExit date_it(Building *building)
{
    KjApp *app = building->app;
    KjManifest *manifest = &building->manifest;
    const char *sequence = app->options.sequence, *expires = app->options.expires;

    if (!sequence || !kj_bundle_number(kj_text(sequence), &manifest->sequence) ||
        manifest->sequence < 1)
        return refuse(building, KJ_EXIT_USAGE,
                      "通し番号を --sequence で指定してください。1から始め、配るたびに大きくします",
                      "give a number with --sequence: 1 at first, and a larger one each time the "
                      "bundle is handed out");
    manifest->expires = KJ_NO_EXPIRY;
    if (expires && !kj_date_parse(kj_text_nfkc(app->arena, kj_text(expires)), &manifest->expires))
        return refuse(building, KJ_EXIT_USAGE,
                      "--expires は日付です。2027-03-31 や 令和9年3月31日 の形で書いてください",
                      "--expires is a day; write it like 2027-03-31");
    return KJ_EXIT_OK;
}

/* ---- writing ---- */

static KjExit write_it(Building *building)
{
    KjResult result;
    KjExit exit = KJ_EXIT_SYSTEM;
    KjBuf archive;

    kj_buf_init(&archive, KJ_ARCHIVE_MOST);
    if (!kj_bundle_write(&building->manifest, building->files, &archive)) {
        exit = refuse(building, KJ_EXIT_INPUT,
                      "パックが大きすぎます (1ファイル 1 MiB、全体で 64 MiB、4096 ファイルまで)",
                      "the packs are too large (1 MiB a file, 64 MiB and 4096 files in all)");
    } else if (kj_result_open(&result, building->app)) {
        kj_buf_add(&result.sink.buf, archive.data, archive.len);
        exit = kj_result_close(&result, KJ_EXIT_OK);
    }
    kj_buf_clear(&archive);
    return exit;
}

static KjExit build(Building *building)
{
    KjExit exit;

    if (!building->app->options.output)
        return refuse(building, KJ_EXIT_USAGE, "-o 名前.kjb で、どこに書くかを指定してください",
                      "say with -o NAME.kjb where it is to be written");
    exit = load_packs(building);
    if (exit != KJ_EXIT_OK)
        return exit;
    if (!describe_all(building))
        return KJ_EXIT_INPUT;
    exit = name_it(building);
    if (exit == KJ_EXIT_OK)
        exit = date_it(building);
    return exit == KJ_EXIT_OK ? write_it(building) : exit;
}

KjExit kj_command_bundle_build(KjApp *app)
{
    Building building = {.app = app};
    KjExit exit;

    kj_diags_init(&building.diags, app->lang);
    exit = build(&building);
    kj_tell_diags(app, &building.diags);
    if (building.worker)
        kj_worker_stop(building.worker);
    kj_packs_clear(&building.packs);
    kj_diags_clear(&building.diags);
    return exit;
}
