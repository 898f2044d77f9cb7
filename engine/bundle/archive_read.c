/* From header to header. A header is looked at for what people should be told (a link, a sum that is wrong,
 * a path that leads out), and then has to be, byte for byte, the one that we would have written. */
#include "engine/bundle/archive.h"

#include "engine/bundle/names.h"

#include <string.h>

#define BLOCK 512

typedef struct Reader {
    KjText archive;
    size_t at;
    const char *shown;
    KjArena *arena;
    KjDiags *diags;
    KjEntries *entries;
} Reader;

static bool refuse(Reader *reader, const char *subject, const char *ja, const char *en)
{
    kj_diag(reader->diags, KJ_ERROR, (KjPlace){reader->shown, 0, 0}, subject,
            "%s。受け付けません。発行元から受け取り直してください",
            "%s; refused. Get it again from who issued it", reader->diags->lang == KJ_JA ? ja : en);
    return false;
}

/* ---- headers ---- */

static const char *block_at(const Reader *reader)
{
    return reader->archive.data + reader->at;
}

static bool is_zero(const char *block)
{
    for (int i = 0; i < BLOCK; i++)
        if (block[i])
            return false;
    return true;
}

static bool octal(const char *field, size_t len, uint64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < len; i++) {
        if (field[i] < '0' || field[i] > '7')
            return i > 0 && (field[i] == '\0' || field[i] == ' ');
        *number = *number * 8 + (uint64_t)(field[i] - '0');
    }
    return true;
}

static bool sum_is_right(const char *header)
{
    uint64_t told, sum = 0;

    for (int i = 0; i < BLOCK; i++)
        sum += i >= 148 && i < 156 ? ' ' : (unsigned char)header[i];
    return octal(header + 148, 8, &told) && told == sum;
}

static KjText path_of(Reader *reader, const char *header)
{
    int name = (int)strnlen(header, 100), prefix = (int)strnlen(header + 345, 155);
    const char *path =
        prefix ? kj_arena_printf(reader->arena, "%.*s/%.*s", prefix, header + 345, name, header)
               : kj_arena_strndup(reader->arena, header, (size_t)name);

    return kj_text(path);
}

/* ---- paths ---- */

static bool has_part(KjText path, const char *part)
{
    size_t len = strlen(part);

    for (const char *at = path.data;; at += strcspn(at, "/") + 1) {
        if (strcspn(at, "/") == len && memcmp(at, part, len) == 0)
            return true;
        if (!at[strcspn(at, "/")])
            return false;
    }
}

/* packs/ID/NAME.lua */
static bool check_pack_path(Reader *reader, KjText path)
{
    size_t from = sizeof KJ_ARCHIVE_PACKS - 1;
    const char *id = path.data + from, *slash, *problem;

    if (path.len <= from || memcmp(path.data, KJ_ARCHIVE_PACKS, from) != 0 ||
        !(slash = strchr(id, '/')) || !kj_bundle_pack_valid((KjText){id, (uint32_t)(slash - id)}))
        return refuse(reader, path.data, "パックのフォルダー (packs/名前/) の外にあります",
                      "it lies outside the folders of packs (packs/NAME/)");
    problem = kj_bundle_file_problem(kj_text(slash + 1), reader->diags->lang);
    return !problem || refuse(reader, path.data, problem, problem);
}

static bool check_path(Reader *reader, KjText path)
{
    if (path.data[0] == '/')
        return refuse(reader, path.data, "絶対パスです", "its path is absolute");
    if (has_part(path, ".."))
        return refuse(reader, path.data, "パスに .. があります", "there is .. in its path");
    if (reader->entries->count == 0)
        return kj_text_is(path, KJ_ARCHIVE_MANIFEST) ||
               refuse(reader, path.data, "最初のファイルが " KJ_ARCHIVE_MANIFEST " ではありません",
                      "the first file is not " KJ_ARCHIVE_MANIFEST);
    return check_pack_path(reader, path);
}

/* Files are in order, so that twice the same is next to each other. Clashes of case need not be. */
static bool check_order(Reader *reader, KjText path)
{
    const KjEntries *entries = reader->entries;
    int order;

    if (entries->count < 2)
        return true;
    order = kj_archive_order(entries->items[entries->count - 1].path, path);
    if (order == 0)
        return refuse(reader, path.data, "2回入っています", "it is in the archive twice");
    return order < 0 || refuse(reader, path.data, "ファイルの順序が正しくありません",
                               "the files are not in order");
}

/* ---- entries ---- */

static bool check_header(Reader *reader, const char *header, KjText *path, uint64_t *size)
{
    char expected[BLOCK];

    if (!sum_is_right(header))
        return refuse(reader, NULL, "書庫が壊れています (見出しの検査数が合いません)",
                      "the archive is damaged (the sum of a header is wrong)");
    *path = path_of(reader, header);
    if (header[156] != '0')
        return refuse(
            reader, path->data,
            "ふつうのファイルではありません (リンク、装置、フォルダー、拡張見出しなど)",
            "it is no regular file (but a link, a device, a folder, an extended header …)");
    if (!octal(header + 124, 12, size) || *size > KJ_ARCHIVE_FILE_MOST)
        return refuse(reader, path->data, "大きすぎます (1 MiB まで)",
                      "it is too large (1 MiB at most)");
    if (!check_path(reader, *path) || !check_order(reader, *path))
        return false;
    if (!kj_archive_header(expected, *path, (size_t)*size) || memcmp(expected, header, BLOCK) != 0)
        return refuse(reader, path->data, "見出しが kijun bundle build の書く形ではありません",
                      "its header is not as `kijun bundle build` writes it");
    return true;
}

static bool read_entry(Reader *reader)
{
    size_t left, padded;
    uint64_t size;
    KjText path;

    if (reader->entries->count == KJ_ARCHIVE_COUNT_MOST)
        return refuse(reader, NULL, "ファイルが多すぎます (4096 まで)",
                      "there are too many files (4096 at most)");
    if (!check_header(reader, block_at(reader), &path, &size))
        return false;
    reader->at += BLOCK;
    left = reader->archive.len - reader->at;
    padded = ((size_t)size + BLOCK - 1) / BLOCK * BLOCK;
    if (padded > left)
        return refuse(reader, path.data, "途中で切れています", "the archive is cut off in it");
    for (size_t i = (size_t)size; i < padded; i++)
        if (block_at(reader)[i])
            return refuse(reader, path.data, "ファイルの後の詰め物に何か入っています",
                          "there is something in the padding behind it");
    KJ_PUSH(reader->entries->items, reader->entries->count, reader->entries->capacity,
            ((KjEntry){path, {block_at(reader), (uint32_t)size}}));
    reader->at += padded;
    return true;
}

/* Files of the same pack stand together, and only theirs can clash. */
static bool check_clashes(Reader *reader)
{
    const KjEntries *entries = reader->entries;
    KjText *folded = kj_arena_array(reader->arena, entries->count, sizeof *folded);

    for (size_t i = 1; i < entries->count; i++) {
        const char *path = entries->items[i].path.data;
        size_t folder = (size_t)(strrchr(path, '/') - path) + 1;

        folded[i] = kj_bundle_name_folded(reader->arena, entries->items[i].path);
        for (size_t j = i; j > 1 && strncmp(path, entries->items[j - 1].path.data, folder) == 0;
             j--)
            if (kj_text_compare(folded[j - 1], folded[i]) == 0)
                return refuse(reader, path, "大文字と小文字などだけが違う名前のファイルがあります",
                              "another file has the same name but for capitals or width");
    }
    return true;
}

static bool read_all(Reader *reader)
{
    if (reader->archive.len > KJ_ARCHIVE_MOST)
        return refuse(reader, NULL, "大きすぎます (64 MiB まで)", "too large (64 MiB at most)");
    if (reader->archive.len % BLOCK != 0 || reader->archive.len < 2 * BLOCK)
        return refuse(reader, NULL, "書庫が途中で切れているか、書庫ではありません",
                      "the archive is cut off, or is none");
    while (reader->at + 2 * BLOCK < reader->archive.len && !is_zero(block_at(reader)))
        if (!read_entry(reader))
            return false;
    if (reader->at + 2 * BLOCK > reader->archive.len || !is_zero(block_at(reader)) ||
        !is_zero(block_at(reader) + BLOCK))
        return refuse(reader, NULL, "書庫が途中で切れています", "the archive is cut off");
    if (reader->at + 2 * BLOCK < reader->archive.len)
        return refuse(reader, NULL, "書庫の終わりの後に余分なものがあります",
                      "something stands behind the end of the archive");
    if (reader->entries->count == 0)
        return refuse(reader, NULL, "書庫が空です", "the archive is empty");
    return check_clashes(reader);
}

bool kj_archive_read(KjText archive, const char *shown, KjArena *arena, KjDiags *diags,
                     KjEntries *entries)
{
    Reader reader = {archive, 0, shown, arena, diags, entries};

    *entries = (KjEntries){0};
    return read_all(&reader);
}
