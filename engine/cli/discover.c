/* A walk in the order of the bytes of the names. Folders are remembered by device and inode in a
 * hash table, so links cannot lead around in circles. */
#include "engine/cli/discover.h"
#include "engine/cli/file.h"
#include "engine/cli/settings.h"
#include "engine/ingest/ledger.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#define MOST_BYTES ((size_t)64 << 20) /* of one file */
#define MOST_DEPTH 64

typedef struct Folder {
    dev_t device;
    ino_t inode; /* 0: an empty slot */
} Folder;

typedef struct Walk {
    KjFound *found;
    KjArena *arena;
    KjDiags *diags;
    Folder *seen; /* open addressing; size is a power of two, at most half full */
    size_t seen_count, seen_size;
} Walk;

/* ---- folders that were seen ---- */

static Folder *slot_of(Folder *table, size_t size, Folder folder)
{
    size_t at = ((uint64_t)folder.inode * 0x9E3779B97F4A7C15u ^ (uint64_t)folder.device) >> 16;

    for (;; at++) {
        Folder *slot = &table[at & (size - 1)];

        if (slot->inode == 0 || (slot->inode == folder.inode && slot->device == folder.device))
            return slot;
    }
}

static void grow(Walk *walk)
{
    size_t size = walk->seen_size ? walk->seen_size * 2 : 64;
    Folder *table = kj_alloc_array(size, sizeof *table);

    for (size_t i = 0; i < walk->seen_size; i++)
        if (walk->seen[i].inode)
            *slot_of(table, size, walk->seen[i]) = walk->seen[i];
    kj_free(walk->seen);
    walk->seen = table;
    walk->seen_size = size;
}

/* True the first time. */
static bool note_folder(Walk *walk, const struct stat *info)
{
    Folder folder = {info->st_dev, info->st_ino};
    Folder *slot;

    if (walk->seen_count * 2 >= walk->seen_size)
        grow(walk);
    slot = slot_of(walk->seen, walk->seen_size, folder);
    if (slot->inode)
        return false;
    *slot = folder;
    walk->seen_count++;
    return true;
}

/* ---- files ---- */

static bool ends(const char *name, const char *ending)
{
    size_t len = strlen(name), tail = strlen(ending);

    return len > tail && strcasecmp(name + len - tail, ending) == 0;
}

/* Excel keeps "~$ledger.xlsx" beside a workbook that someone has open. */
static bool is_data(const char *name)
{
    if (kj_ledger_is_one(name))
        return strncmp(name, "~$", 2) != 0;
    return (ends(name, ".yaml") || ends(name, ".yml")) && strcmp(name, KJ_SETTINGS_NAME) != 0;
}

static bool is_other_table(const char *name)
{
    return ends(name, ".xls") || ends(name, ".xlsb") || ends(name, ".ods");
}

static void tell_other_table(Walk *walk, const char *shown, KjSeverity severity)
{
    kj_diag(walk->diags, severity, (KjPlace){shown, 0, 0}, NULL,
            "この形式の表は読めません。表計算ソフトで .xlsx か CSV として保存し直してください",
            "tables of this format cannot be read; save it as .xlsx or CSV in the spreadsheet");
}

static void take_file(Walk *walk, const char *path, const char *shown)
{
    KjFound *found = walk->found;
    KjFile file = {.path = shown};
    size_t count = found->count;

    KJ_PUSH(found->paths, count, found->path_capacity, path);
    KJ_PUSH(found->files, found->count, found->capacity, file);
}

static void tell(Walk *walk, const char *shown, int number)
{
    kj_diag(walk->diags, KJ_ERROR, (KjPlace){shown, 0, 0}, NULL, "読み込めません (%s)",
            "cannot be read (%s)", strerror(number));
}

static void walk_folder(Walk *walk, const char *path, const char *shown, int depth);

/* Tests of a pack lie in YAML files below it. */
static bool is_pack(const Walk *walk, const char *folder)
{
    return kj_file_exists(kj_path_join(walk->arena, folder, "pack.lua"));
}

/* One does not read a device, or wait for a pipe, because it lies in a folder. */
static void tell_special(Walk *walk, const char *shown)
{
    kj_diag(walk->diags, KJ_WARNING, (KjPlace){shown, 0, 0}, NULL,
            "普通のファイルではないので読みません。読ませるなら、このファイルを名指ししてください",
            "is no plain file and is not read; to have it read, name it");
}

static void visit(Walk *walk, const char *path, const char *shown, int depth)
{
    struct stat info;

    if (stat(path, &info) != 0) {
        if (is_data(kj_path_base(walk->arena, shown)))
            take_file(walk, path, shown); /* reading it will tell */
    } else if (S_ISDIR(info.st_mode)) {
        if (!is_pack(walk, path) && note_folder(walk, &info))
            walk_folder(walk, path, shown, depth);
    } else if (is_data(kj_path_base(walk->arena, shown))) {
        if (S_ISREG(info.st_mode))
            take_file(walk, path, shown);
        else
            tell_special(walk, shown);
    } else if (is_other_table(shown) && strncmp(kj_path_base(walk->arena, shown), "~$", 2) != 0) {
        tell_other_table(walk, shown, KJ_WARNING);
    }
}

static void walk_folder(Walk *walk, const char *path, const char *shown, int depth)
{
    const char **names;
    size_t count;

    if (depth > MOST_DEPTH) {
        kj_diag(walk->diags, KJ_ERROR, (KjPlace){shown, 0, 0}, NULL,
                "フォルダーの階層が深すぎます (%d まで)",
                "folders are nested too deeply (limit %d)", MOST_DEPTH);
        return;
    }
    if (!kj_folder_list(path, walk->arena, &names, &count)) {
        tell(walk, *shown ? shown : path, errno);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (names[i][0] == '.')
            continue;
        visit(walk, kj_path_join(walk->arena, path, names[i]),
              kj_path_join(walk->arena, shown, names[i]), depth + 1);
    }
}

/* ---- what was given ---- */

static void tell_missing(Walk *walk, const char *path, int number)
{
    if (number != ENOENT)
        tell(walk, path, number);
    else
        kj_diag(walk->diags, KJ_ERROR, (KjPlace){path, 0, 0}, NULL,
                "このファイルまたはフォルダーはありません", "no such file or folder");
}

static void take_folder(Walk *walk, const char *path, const char *name, const struct stat *info)
{
    size_t before = walk->found->count, errors = walk->diags->errors;

    if (!note_folder(walk, info)) {
        kj_diag(walk->diags, KJ_WARNING, (KjPlace){path, 0, 0}, NULL,
                "ほかの PATH に含まれています。一度だけ読みます",
                "is part of another PATH; it is read once");
        return;
    }
    walk_folder(walk, path, name, 0);
    if (walk->found->count == before && walk->diags->errors == errors)
        kj_diag(walk->diags, KJ_ERROR, (KjPlace){path, 0, 0}, NULL,
                "データがありません。*.yaml、*.yml、*.csv または *.xlsx のファイルを置いてください",
                "no data here: files named *.yaml, *.yml, *.csv or *.xlsx are expected");
}

static void take_path(Walk *walk, const char *path, const char *name)
{
    struct stat info;

    if (stat(path, &info) != 0)
        tell_missing(walk, path, errno);
    else if (S_ISDIR(info.st_mode))
        take_folder(walk, path, name, &info);
    else if (is_other_table(path))
        tell_other_table(walk, path, KJ_ERROR);
    else if (strcmp(kj_path_base(walk->arena, path), KJ_SETTINGS_NAME) == 0)
        kj_diag(walk->diags, KJ_ERROR, (KjPlace){path, 0, 0}, NULL,
                "設定ファイルです。データのフォルダーを指定してください",
                "is a settings file; name the folder of the data");
    else
        take_file(walk, path, *name ? name : kj_path_base(walk->arena, path));
}

/* What stands in front of the names of a PATH's files: nothing if there is only one PATH. */
static const char *prefix_of(Walk *walk, const char *const *paths, size_t count, size_t index)
{
    const char *base = kj_path_base(walk->arena, paths[index]);

    if (count == 1)
        return "";
    for (size_t i = 0; i < count; i++)
        if (i != index && strcmp(base, kj_path_base(walk->arena, paths[i])) == 0)
            return paths[index];
    return base;
}

bool kj_discover(KjFound *found, const char *const *paths, size_t count, KjArena *arena,
                 KjDiags *diags)
{
    Walk walk = {.found = found, .arena = arena, .diags = diags};
    size_t errors = diags->errors;

    for (size_t i = 0; i < count; i++)
        take_path(&walk, paths[i], prefix_of(&walk, paths, count, i));
    kj_free(walk.seen);
    return diags->errors == errors;
}

bool kj_found_read(const KjFound *found, size_t index, KjArena *arena, KjFile *file, KjDiags *diags)
{
    KjText data;

    *file = found->files[index];
    if (file->data)
        return true;
    if (found->read
            ? !found->read(found->ctx, index, arena, &data, diags)
            : !kj_file_read(found->paths[index], file->path, MOST_BYTES, arena, diags, &data))
        return false;
    file->data = data.data;
    file->len = data.len;
    return true;
}

bool kj_found_read_all(KjFound *found, KjArena *arena, KjDiags *diags)
{
    bool good = true;

    for (size_t i = 0; i < found->count; i++) {
        KjFile file;

        if (kj_found_read(found, i, arena, &file, diags))
            found->files[i] = file;
        else
            good = false;
    }
    return good;
}

void kj_found_clear(KjFound *found)
{
    kj_free(found->paths);
    kj_free(found->files);
    *found = (KjFound){0};
}
