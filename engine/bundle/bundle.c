/* Archive and manifest together: each file is listed once, with its size and hash, and none is besides. */
#include "engine/bundle/manifest.h"

#include <string.h>

KjText kj_bundle_path(KjArena *arena, KjText pack, KjText file)
{
    return kj_text(kj_arena_printf(arena, KJ_ARCHIVE_PACKS "%.*s/%.*s", (int)pack.len, pack.data,
                                   (int)file.len, file.data));
}

bool kj_bundle_write(const KjManifest *manifest, const KjText *files, KjBuf *out)
{
    KjArena *arena = kj_arena_new();
    KjBuf json;
    bool good;

    kj_buf_init(&json, KJ_MANIFEST_MOST);
    kj_manifest_write(manifest, &json);
    good = !json.failed && kj_archive_add(out, KJ_TEXT(KJ_ARCHIVE_MANIFEST),
                                          (KjText){json.data, (uint32_t)json.len});
    for (size_t i = 0; good && i < manifest->pack_count; i++)
        for (size_t j = 0; good && j < manifest->packs[i].file_count; j++)
            good = kj_archive_add(
                out, kj_bundle_path(arena, manifest->packs[i].id, manifest->packs[i].files[j].name),
                *files++);
    good = good && kj_archive_finish(out) && out->len <= KJ_ARCHIVE_MOST;
    kj_buf_clear(&json);
    kj_arena_free(arena);
    return good;
}

static bool refuse(KjDiags *diags, const char *shown, const char *subject, const char *ja,
                   const char *en)
{
    kj_diag(diags, KJ_ERROR, (KjPlace){shown, 0, 0}, subject, "%s", "%s",
            diags->lang == KJ_JA ? ja : en);
    return false;
}

static bool is_listed(KjArena *arena, const KjManifestPack *pack, const KjManifestFile *file,
                      const KjEntry *entry)
{
    char hash[KJ_HASH_HEX];

    kj_file_hash(entry->data, hash);
    return kj_text_compare(kj_bundle_path(arena, pack->id, file->name), entry->path) == 0 &&
           file->size == (int64_t)entry->data.len && kj_text_is(file->hash, hash);
}

static bool check_files(const KjBundle *bundle, const char *shown, KjArena *arena, KjDiags *diags)
{
    size_t at = 0;

    for (size_t i = 0; i < bundle->manifest.pack_count; i++) {
        const KjManifestPack *pack = &bundle->manifest.packs[i];

        for (size_t j = 0; j < pack->file_count; j++, at++)
            if (at == bundle->file_count ||
                !is_listed(arena, pack, &pack->files[j], &bundle->files[at]))
                return refuse(diags, shown,
                              kj_bundle_path(arena, pack->id, pack->files[j].name).data,
                              "目録のとおりに入っていません", "is not in it as the manifest says");
    }
    return at == bundle->file_count || refuse(diags, shown, bundle->files[at].path.data,
                                              "目録にないファイルです", "is not in the manifest");
}

bool kj_bundle_read(KjText archive, const char *shown, KjArena *arena, KjDiags *diags,
                    KjBundle *bundle)
{
    KjEntries entries;
    bool good = kj_archive_read(archive, shown, arena, diags, &entries);

    *bundle = (KjBundle){0};
    if (good) {
        bundle->file_count = entries.count - 1;
        bundle->files = kj_arena_array(arena, entries.count, sizeof *bundle->files);
        memcpy(bundle->files, entries.items + 1, bundle->file_count * sizeof *bundle->files);
        bundle->manifest_text = entries.items[0].data;
    }
    kj_free(entries.items);
    return good &&
           kj_manifest_read(bundle->manifest_text, shown, arena, diags, &bundle->manifest) &&
           check_files(bundle, shown, arena, diags);
}

bool kj_bundle_is_as_claimed(const KjBundle *bundle, const KjClaims *claims, const char *shown,
                             KjDiags *diags)
{
    const KjManifest *manifest = &bundle->manifest;

    return (kj_text_compare(manifest->name, claims->name) == 0 &&
            kj_text_compare(manifest->version, claims->version) == 0 &&
            manifest->sequence == claims->sequence && manifest->expires == claims->expires) ||
           refuse(
               diags, shown, NULL,
               "署名の言う名前・版・通し番号・期限と、配布物の目録が違います。発行元に確かめてくだ"
               "さい",
               "its manifest says another name, version, sequence or expiry than its signers; ask "
               "who issued it");
}
