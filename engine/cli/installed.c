/* The log says which folders count; the manifest in each, whose hash the log has, says what lies in it. */
#include "engine/cli/installed.h"

#include "engine/bundle/names.h"
#include "engine/cli/bundle_home.h"
#include "engine/cli/file.h"

#include <string.h>

#define MOST_KEPT ((size_t)1 << 26) /* bytes */

static const KjPlace nowhere;

static const char *text_of(KjArena *arena, KjText text)
{
    return kj_arena_strndup(arena, text.data, text.len);
}

/* ---- which ---- */

static bool changed(KjDiags *diags, const char *path)
{
    kj_diag(
        diags, KJ_ERROR, (KjPlace){path, 0, 0}, NULL,
        "導入した時から変わっているか、なくなっています。kijun bundle install で入れ直してください",
        "was changed since it was installed, or is gone; install the bundle again with `kijun "
        "bundle install`");
    return false;
}

static bool read_manifest(const char *folder, const KjInstall *install, KjArena *arena,
                          KjDiags *diags, KjManifest *manifest)
{
    const char *path = kj_path_join(arena, folder, KJ_ARCHIVE_MANIFEST);
    char hash[KJ_HASH_HEX];
    KjDiags unheard;
    KjText json;
    bool good;

    kj_diags_init(&unheard, diags->lang);
    good = kj_file_read_plain(path, path, KJ_MANIFEST_MOST, arena, &unheard, &json);
    kj_diags_clear(&unheard);
    if (!good)
        return changed(diags, path);
    kj_file_hash(json, hash);
    return kj_text_is(install->manifest, hash)
               ? kj_manifest_read(json, path, arena, diags, manifest)
               : changed(diags, path);
}

static bool add_install(KjInstalledPacks *packs, const char *home, const KjInstall *install,
                        KjArena *arena, KjDiags *diags)
{
    const char *folder = kj_bundle_home_place(home, arena, install);
    KjManifest manifest;

    if (!read_manifest(folder, install, arena, diags, &manifest))
        return false;
    for (size_t i = 0; i < manifest.pack_count; i++) {
        const KjManifestPack *pack = &manifest.packs[i];
        KjInstalledPack item = {.name = text_of(arena, pack->id),
                                .version = text_of(arena, pack->version),
                                .hash = text_of(arena, pack->hash)};

        item.folder = kj_arena_printf(arena, "%s/packs/%s", folder, item.name);
        item.display = kj_arena_printf(arena, "%.*s.kjb/%s", (int)install->name.len,
                                       install->name.data, item.name);
        KJ_PUSH(packs->items, packs->count, packs->capacity, item);
    }
    return true;
}

/* Texts of the log lie in the arena, as its file does. */
static bool read_log(KjArena *arena, KjDiags *diags, const char **home, KjBundleLog *log)
{
    *log = (KjBundleLog){0};
    *home = kj_bundle_home_folder(arena);
    return !*home || kj_bundle_home_log(*home, arena, diags, log);
}

bool kj_installed_find(KjInstalledPacks *packs, const char *except, KjArena *arena, KjDiags *diags)
{
    const char *home;
    KjBundleLog log;
    bool good = read_log(arena, diags, &home, &log);

    *packs = (KjInstalledPacks){0};
    for (size_t i = 0; good && i < log.held_count; i++) {
        const KjHeld *held = &log.held[i];

        if (held->current >= 0 && !(except && kj_text_is(held->name, except)))
            good = add_install(packs, home, &log.installs[held->current], arena, diags);
    }
    kj_bundle_log_clear(&log);
    return good;
}

bool kj_installed_version(const char *name, const char *version, KjArena *arena, KjDiags *diags,
                          KjInstalledPack *pack)
{
    const char *home;
    KjBundleLog log;
    bool good = read_log(arena, diags, &home, &log), found = false;

    for (size_t i = log.install_count; good && !found && i-- > 0;) {
        KjInstalledPacks packs = {0};
        KjDiags unheard; /* one that was taken away is not needed here */

        kj_diags_init(&unheard, diags->lang);
        add_install(&packs, home, &log.installs[i], arena, &unheard);
        for (size_t p = 0; p < packs.count; p++)
            if (strcmp(packs.items[p].name, name) == 0 &&
                strcmp(packs.items[p].version, version) == 0) {
                *pack = packs.items[p];
                found = true;
            }
        kj_diags_clear(&unheard);
        kj_free(packs.items);
    }
    kj_bundle_log_clear(&log);
    return found;
}

KjText kj_installed_kept(KjArena *arena)
{
    const char *home = kj_bundle_home_folder(arena);
    const char *path = home ? kj_path_join(arena, home, KJ_INSTALLED_KEPT) : "";
    KjText kept = {"", 0};
    KjDiags unheard; /* without the file everything works as well */

    kj_diags_init(&unheard, KJ_EN);
    if (kj_file_exists(path) && !kj_file_read_plain(path, path, MOST_KEPT, arena, &unheard, &kept))
        kept = (KjText){"", 0};
    kj_diags_clear(&unheard);
    return kept;
}

/* ---- what is told of them ---- */

static void tell_expired(const KjInstall *install, KjDiags *diags)
{
    KjBuf day;

    kj_buf_init(&day, 0);
    kj_date_write_for(&day, install->expires, diags->lang);
    kj_diag(
        diags, KJ_WARNING, nowhere, NULL,
        "配布物 %2$.*1$s (通し番号 %3$lld) の期限は %4$s でした。新しいものを発行元から受け取って"
        "ください",
        "bundle %2$.*1$s (sequence %3$lld) expired on %4$s; get a newer one from who issued it",
        (int)install->name.len, install->name.data, (long long)install->sequence, day.data);
    kj_buf_clear(&day);
}

static void tell_rolled_back(const KjHeld *held, int64_t sequence, KjDiags *diags)
{
    if (sequence == 0)
        kj_diag(diags, KJ_NOTE, nowhere, NULL,
                "配布物 %2$.*1$s は外してあります (通し番号 %3$lld を導入したことがあります)",
                "bundle %2$.*1$s is taken back (sequence %3$lld was installed once)",
                (int)held->name.len, held->name.data, (long long)held->highest);
    else
        kj_diag(
            diags, KJ_NOTE, nowhere, NULL,
            "配布物 %2$.*1$s は通し番号 %3$lld に戻してあります (%4$lld を導入したことがあります)",
            "bundle %2$.*1$s is rolled back to sequence %3$lld (%4$lld was installed once)",
            (int)held->name.len, held->name.data, (long long)sequence, (long long)held->highest);
}

void kj_installed_tell(int32_t as_of, KjArena *arena, KjDiags *diags)
{
    const char *home;
    KjBundleLog log;

    if (read_log(arena, diags, &home, &log))
        for (size_t i = 0; i < log.held_count; i++) {
            const KjHeld *held = &log.held[i];
            const KjInstall *install = held->current < 0 ? NULL : &log.installs[held->current];
            int64_t sequence = install ? install->sequence : 0;

            if (install && install->expires != KJ_NO_EXPIRY && as_of > install->expires)
                tell_expired(install, diags);
            if (sequence < held->highest)
                tell_rolled_back(held, sequence, diags);
        }
    kj_bundle_log_clear(&log);
}

/* ---- against shipped ones ---- */

KjText kj_pack_declared_version(const KjPackSource *pack)
{
    for (size_t i = 0; i < pack->file_count; i++) {
        const char *at = strcmp(pack->files[i].name, "pack.lua") == 0
                             ? strstr(pack->files[i].text, "version = \"")
                             : NULL;

        if (at)
            return (KjText){at + 11, (uint32_t)strcspn(at + 11, "\"")};
    }
    return (KjText){"", 0};
}

bool kj_installed_replaces(const KjInstalledPack *pack, const KjPackSource *shipped, KjDiags *diags)
{
    KjText version = kj_pack_declared_version(shipped);

    if (kj_version_compare(kj_text(pack->version), version) > 0)
        return true;
    if (strcmp(pack->hash, shipped->hash) != 0)
        kj_diag(
            diags, KJ_NOTE, nowhere, NULL,
            "導入したパック %1$s は付属のものより新しくないので使いません (%2$s、付属は %4$.*3$s)",
            "the installed pack %1$s is not newer than the shipped one and is not used (%2$s; "
            "shipped %4$.*3$s)",
            pack->name, pack->version, (int)version.len, version.data);
    return false;
}

bool kj_installed_is_whole(const KjInstalledPack *pack, const KjPackSource *source, KjDiags *diags)
{
    return strcmp(pack->hash, source->hash) == 0 || changed(diags, pack->folder);
}

/* ---- from memory ---- */

static KjPackSource source_of(const KjBundle *bundle, size_t number, const KjEntry *files,
                              KjArena *arena)
{
    const KjManifestPack *pack = &bundle->manifest.packs[number];
    KjPackSource source = {.name = text_of(arena, pack->id), .trusted = true, .selected = true};

    source.display = kj_arena_printf(arena, "%.*s.kjb/%s", (int)bundle->manifest.name.len,
                                     bundle->manifest.name.data, source.name);
    source.files = kj_arena_array(arena, pack->file_count, sizeof *source.files);
    for (size_t i = 0; i < pack->file_count; i++)
        source.files[source.file_count++] =
            (KjLuaSource){.name = text_of(arena, pack->files[i].name),
                          .text = text_of(arena, files[i].data), /* with a NUL behind it */
                          .len = files[i].data.len};
    source.hash = kj_pack_hash(arena, &source);
    return source;
}

bool kj_bundle_hashes_hold(const KjBundle *bundle, const char *shown, KjArena *arena,
                           KjDiags *diags)
{
    const KjEntry *files = bundle->files;

    for (size_t i = 0; i < bundle->manifest.pack_count; i++) {
        KjPackSource source = source_of(bundle, i, files, arena);

        if (!kj_text_is(bundle->manifest.packs[i].hash, source.hash)) {
            kj_diag(diags, KJ_ERROR, (KjPlace){shown, 0, 0}, source.name,
                    "パックのハッシュが目録と違います",
                    "the hash of the pack is not that of the manifest");
            return false;
        }
        files += bundle->manifest.packs[i].file_count;
    }
    return true;
}

void kj_packs_put_bundle(KjPackSet *set, const KjBundle *bundle, KjArena *arena)
{
    const KjEntry *files = bundle->files;

    for (size_t i = 0; i < bundle->manifest.pack_count; i++) {
        KjPackSource source = source_of(bundle, i, files, arena);
        size_t at = 0;

        while (at < set->count && strcmp(set->packs[at].name, source.name) != 0)
            at++;
        if (at < set->count) {
            set->packs[at] = source;
        } else {
            KJ_PUSH(set->packs, set->count, set->capacity, source);
            KJ_PUSH(set->folders, set->folder_count, set->folder_capacity, source.display);
        }
        files += bundle->manifest.packs[i].file_count;
    }
    set->kept = (KjText){"", 0};
}
