/* Written with a line for each thing, so that people can read it and diff tells what changed. */
#include "engine/bundle/manifest.h"

#include "engine/base/cursor.h"
#include "engine/bundle/names.h"

#include <string.h>

/* ---- writing ---- */

static void put_text(KjBuf *out, const char *key, KjText value)
{
    kj_buf_printf(out, "\"%s\":\"%.*s\"", key, (int)value.len, value.data);
}

static void put_pack(KjBuf *out, const KjManifestPack *pack)
{
    kj_buf_putc(out, '{');
    put_text(out, "id", pack->id);
    kj_buf_putc(out, ',');
    put_text(out, "version", pack->version);
    kj_buf_putc(out, ',');
    put_text(out, "hash", pack->hash);
    kj_buf_puts(out, ",\"files\":[");
    for (size_t i = 0; i < pack->file_count; i++) {
        const KjManifestFile *file = &pack->files[i];

        kj_buf_puts(out, i ? ",\n{" : "\n{");
        put_text(out, "name", file->name);
        kj_buf_printf(out, ",\"size\":%lld,", (long long)file->size);
        put_text(out, "hash", file->hash);
        kj_buf_putc(out, '}');
    }
    kj_buf_puts(out, "\n]}");
}

void kj_manifest_write(const KjManifest *manifest, KjBuf *out)
{
    kj_buf_puts(out, "{\"kijun_bundle\":1,\n");
    put_text(out, "name", manifest->name);
    kj_buf_puts(out, ",\n");
    put_text(out, "version", manifest->version);
    kj_buf_printf(out, ",\n\"sequence\":%lld,\n\"expires\":", (long long)manifest->sequence);
    if (manifest->expires == KJ_NO_EXPIRY) {
        kj_buf_puts(out, "null");
    } else {
        kj_buf_putc(out, '"');
        kj_date_write(out, manifest->expires);
        kj_buf_putc(out, '"');
    }
    kj_buf_puts(out, ",\n");
    put_text(out, "needs", manifest->needs);
    kj_buf_puts(out, ",\n\"packs\":[");
    for (size_t i = 0; i < manifest->pack_count; i++) {
        kj_buf_puts(out, i ? ",\n" : "\n");
        put_pack(out, &manifest->packs[i]);
    }
    kj_buf_puts(out, "\n]}\n");
}

/* ---- reading ---- */

static bool take_text(KjCursor *cursor, const char *key, KjText *value)
{
    const char *end;

    if (!kj_cursor_take(cursor, "\"") || !kj_cursor_take(cursor, key) ||
        !kj_cursor_take(cursor, "\":\"") ||
        !(end = memchr(cursor->at, '"', (size_t)(cursor->end - cursor->at))))
        return false;
    *value = (KjText){cursor->at, (uint32_t)(end - cursor->at)};
    cursor->at = end + 1;
    return true;
}

static bool take_number(KjCursor *cursor, int64_t *number)
{
    KjText digits = {cursor->at, 0};

    while (kj_cursor_at_digit(cursor)) {
        digits.len++;
        cursor->at++;
    }
    return kj_bundle_number(digits, number);
}

static bool take_expiry(KjCursor *cursor, int32_t *expires)
{
    const char *end;
    KjText day;

    *expires = KJ_NO_EXPIRY;
    if (kj_cursor_take(cursor, "null"))
        return true;
    if (!kj_cursor_take(cursor, "\"") ||
        !(end = memchr(cursor->at, '"', (size_t)(cursor->end - cursor->at))))
        return false;
    day = (KjText){cursor->at, (uint32_t)(end - cursor->at)};
    cursor->at = end + 1;
    return kj_date_parse(day, expires);
}

static bool take_file(KjCursor *cursor, KjManifestFile *file)
{
    return kj_cursor_take(cursor, "\n{") && take_text(cursor, "name", &file->name) &&
           kj_cursor_take(cursor, ",\"size\":") && take_number(cursor, &file->size) &&
           kj_cursor_take(cursor, ",") && take_text(cursor, "hash", &file->hash) &&
           kj_cursor_take(cursor, "}") && kj_bundle_hash_valid(file->hash) &&
           !kj_bundle_file_problem(file->name, KJ_EN);
}

static bool take_files(KjCursor *cursor, KjArena *arena, KjManifestPack *pack)
{
    KjManifestFile *files = NULL, file;
    size_t capacity = 0;
    bool good = true, more = true;

    while (good && more) {
        good = pack->file_count < KJ_ARCHIVE_COUNT_MOST && take_file(cursor, &file);
        if (good)
            KJ_PUSH(files, pack->file_count, capacity, file);
        more = good && kj_cursor_take(cursor, ",");
    }
    if (good) {
        pack->files = kj_arena_array(arena, pack->file_count, sizeof *files);
        memcpy(pack->files, files, pack->file_count * sizeof *files);
    }
    kj_free(files);
    return good && kj_cursor_take(cursor, "\n]}");
}

static bool take_pack(KjCursor *cursor, KjArena *arena, KjManifestPack *pack)
{
    *pack = (KjManifestPack){0};
    return kj_cursor_take(cursor, "\n{") && take_text(cursor, "id", &pack->id) &&
           kj_cursor_take(cursor, ",") && take_text(cursor, "version", &pack->version) &&
           kj_cursor_take(cursor, ",") && take_text(cursor, "hash", &pack->hash) &&
           kj_cursor_take(cursor, ",\"files\":[") && kj_bundle_pack_valid(pack->id) &&
           kj_bundle_version_valid(pack->version) && kj_bundle_hash_valid(pack->hash) &&
           take_files(cursor, arena, pack);
}

static bool take_packs(KjCursor *cursor, KjArena *arena, KjManifest *manifest)
{
    KjManifestPack *packs = NULL, pack;
    size_t capacity = 0;
    bool good = true, more = true;

    while (good && more) {
        good = manifest->pack_count < KJ_ARCHIVE_COUNT_MOST && take_pack(cursor, arena, &pack);
        if (good)
            KJ_PUSH(packs, manifest->pack_count, capacity, pack);
        more = good && kj_cursor_take(cursor, ",");
    }
    if (good) {
        manifest->packs = kj_arena_array(arena, manifest->pack_count, sizeof *packs);
        memcpy(manifest->packs, packs, manifest->pack_count * sizeof *packs);
    }
    kj_free(packs);
    return good;
}

static bool take_all(KjCursor *cursor, KjArena *arena, KjManifest *manifest)
{
    return kj_cursor_take(cursor, "{\"kijun_bundle\":1,\n") &&
           take_text(cursor, "name", &manifest->name) && kj_cursor_take(cursor, ",\n") &&
           take_text(cursor, "version", &manifest->version) &&
           kj_cursor_take(cursor, ",\n\"sequence\":") && take_number(cursor, &manifest->sequence) &&
           kj_cursor_take(cursor, ",\n\"expires\":") && take_expiry(cursor, &manifest->expires) &&
           kj_cursor_take(cursor, ",\n") && take_text(cursor, "needs", &manifest->needs) &&
           kj_cursor_take(cursor, ",\n\"packs\":[") && take_packs(cursor, arena, manifest) &&
           kj_cursor_take(cursor, "\n]}\n") && kj_cursor_done(cursor) &&
           kj_bundle_name_valid(manifest->name) && kj_bundle_version_valid(manifest->version) &&
           kj_bundle_version_valid(manifest->needs);
}

static bool is_same(const KjManifest *manifest, KjText json)
{
    KjBuf again;
    bool same;

    kj_buf_init(&again, 0);
    kj_manifest_write(manifest, &again);
    same = again.len == json.len && memcmp(again.data, json.data, json.len) == 0;
    kj_buf_clear(&again);
    return same;
}

bool kj_manifest_read(KjText json, const char *shown, KjArena *arena, KjDiags *diags,
                      KjManifest *manifest)
{
    KjCursor cursor = kj_cursor(json);

    *manifest = (KjManifest){0};
    if (json.len <= KJ_MANIFEST_MOST && take_all(&cursor, arena, manifest) &&
        is_same(manifest, json))
        return true;
    kj_diag(diags, KJ_ERROR, (KjPlace){shown, 0, 0}, KJ_ARCHIVE_MANIFEST,
            "kijun bundle build の書く形ではありません。もっと新しい kijun のものか、壊れています",
            "is not as `kijun bundle build` writes it; it is of a newer kijun, or damaged");
    return false;
}
