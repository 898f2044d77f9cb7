/* Folders become KjPackSources: each with its *.lua files (of the folder itself, not below it),
 * sorted by name, and a hash over names, lengths and bytes. */
#include "engine/cli/packs.h"
#include "engine/base/hash.h"
#include "engine/cli/file.h"
#include "engine/cli/home.h"
#include "engine/cli/installed.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Finder {
    KjPackSet *set;
    KjArena *arena;
    KjDiags *diags;
    const char *home;
    KjExit exit;
    bool trusts; /* while shipped and installed packs are added */
} Finder;

static const KjPlace nowhere;

/* ---- sources ---- */

const char *kj_pack_hash(KjArena *arena, const KjPackSource *pack)
{
    char hex[KJ_HASH_HEX], length[32];
    KjHash hash;

    kj_hash_init(&hash);
    for (size_t i = 0; i < pack->file_count; i++) {
        const KjLuaSource *file = &pack->files[i];

        /* "name\0length\0bytes" */
        kj_hash_add(&hash, file->name, strlen(file->name) + 1);
        snprintf(length, sizeof length, "%zu", file->len);
        kj_hash_add(&hash, length, strlen(length) + 1);
        kj_hash_add(&hash, file->text, file->len);
    }
    kj_hash_hex(&hash, hex);
    return kj_arena_strndup(arena, hex, strlen(hex));
}

#define MOST_FILES 200                /* of one pack */
#define MOST_SOURCE ((size_t)1 << 20) /* bytes of one file */
#define MOST_PACK ((size_t)4 << 20)   /* bytes of all its files */

static bool read_source(Finder *finder, const char *folder, const char *display, const char *name,
                        KjLuaSource *source)
{
    KjText data;

    if (!kj_file_read_within(folder, kj_path_join(finder->arena, folder, name),
                             kj_path_join(finder->arena, display, name), MOST_SOURCE, finder->arena,
                             finder->diags, &data))
        return false;
    *source = (KjLuaSource){name, data.data, data.len};
    return true;
}

/* False, told, for a pack that has too many files or too much in them. */
static bool check_size(Finder *finder, const KjPackSource *pack)
{
    size_t bytes = 0;

    for (size_t i = 0; i < pack->file_count; i++)
        bytes += pack->files[i].len;
    if (pack->file_count < MOST_FILES && bytes <= MOST_PACK)
        return true;
    kj_diag(
        finder->diags, KJ_ERROR, (KjPlace){pack->display, 0, 0}, NULL,
        "ファイルが多すぎるか大きすぎます（%d 個、合わせて %zu MiB まで）。パックを分けてください",
        "too many files, or too much in them (at most %d, %zu MiB together); split the pack",
        MOST_FILES, MOST_PACK >> 20);
    return false;
}

static void read_pack(Finder *finder, const char *folder, KjPackSource *pack)
{
    const char **names;
    size_t count;

    if (!kj_folder_list(folder, finder->arena, &names, &count))
        kj_diag(finder->diags, KJ_ERROR, (KjPlace){pack->display, 0, 0}, NULL,
                "読み込めません (%s)", "cannot be read (%s)", strerror(errno));
    pack->files = kj_arena_array(finder->arena, count, sizeof *pack->files);
    for (size_t i = 0; i < count; i++) {
        if (names[i][0] == '.' || !kj_path_ends(names[i], ".lua"))
            continue;
        if (read_source(finder, folder, pack->display, names[i], &pack->files[pack->file_count]))
            pack->file_count++;
        if (!check_size(finder, pack))
            break;
    }
    pack->hash = kj_pack_hash(finder->arena, pack);
}

/* ---- the set ---- */

static const char *real_path(KjArena *arena, const char *path)
{
    char real[PATH_MAX];

    return realpath(path, real) ? kj_arena_strndup(arena, real, strlen(real)) : path;
}

static KjPackSource *pack_named(const KjPackSet *set, const char *name)
{
    for (size_t i = 0; i < set->count; i++)
        if (strcmp(set->packs[i].name, name) == 0)
            return &set->packs[i];
    return NULL;
}

static KjPackSource *put_pack(Finder *finder, const char *folder, const char *name,
                              const char *display)
{
    KjPackSet *set = finder->set;
    KjPackSource pack = {.name = name, .display = display, .trusted = finder->trusts};

    read_pack(finder, folder, &pack);
    KJ_PUSH(set->packs, set->count, set->capacity, pack);
    KJ_PUSH(set->folders, set->folder_count, set->folder_capacity,
            real_path(finder->arena, folder));
    return &set->packs[set->count - 1];
}

static void add_shipped(Finder *finder)
{
    const char *rules = kj_path_join(finder->arena, finder->home, "rules");
    const char **names;
    size_t count;

    if (!kj_folder_list(rules, finder->arena, &names, &count))
        return;
    for (size_t i = 0; i < count; i++) {
        const char *folder = kj_path_join(finder->arena, rules, names[i]);

        if (names[i][0] != '.' && kj_file_exists(kj_path_join(finder->arena, folder, "pack.lua")))
            put_pack(finder, folder, names[i], kj_path_join(finder->arena, "rules", names[i]));
    }
}

static void add_installed_one(Finder *finder, const KjInstalledPack *pack)
{
    KjPackSource *known = pack_named(finder->set, pack->name);

    if (!known) {
        known = put_pack(finder, pack->folder, pack->name, pack->display);
    } else if (kj_installed_replaces(pack, known, finder->diags)) {
        *known = (KjPackSource){.name = known->name, .display = pack->display, .trusted = true};
        read_pack(finder, pack->folder, known);
        finder->set->folders[known - finder->set->packs] = real_path(finder->arena, pack->folder);
    } else {
        return;
    }
    known->installed = true;
    kj_installed_is_whole(pack, known, finder->diags);
}

/* What the user installed stands beside what came with the program. True if there is any. */
static bool add_installed(Finder *finder, const char *except)
{
    KjInstalledPacks packs;
    bool any;

    if (kj_installed_find(&packs, except, finder->arena, finder->diags))
        for (size_t i = 0; i < packs.count; i++)
            add_installed_one(finder, &packs.items[i]);
    any = packs.count > 0;
    kj_free(packs.items);
    return any;
}

/* ---- choosing ---- */

static bool is_folder_name(const char *text)
{
    return strchr(text, '/') || strcmp(text, ".") == 0 || strcmp(text, "..") == 0;
}

static void fail(Finder *finder, KjExit exit)
{
    finder->exit = kj_exit_worse(finder->exit, exit);
}

/* A folder takes the place of the shipped pack of its name, but not of another folder. */
static KjPackSource *replace(Finder *finder, KjPackSource *known, const char *folder, KjPlace place,
                             KjExit exit)
{
    size_t index = (size_t)(known - finder->set->packs);
    bool selected = known->selected;

    if (index >= finder->set->shipped) {
        kj_diag(finder->diags, KJ_ERROR, place, NULL,
                "%1$s と %2$s は同じ名前のパックです。どちらかを外してください",
                "%1$s and %2$s are packs of the same name; leave one out", known->display, folder);
        fail(finder, exit);
        return NULL;
    }
    kj_diag(finder->diags, KJ_NOTE, place, NULL, "%1$s の代わりに %2$s を使います",
            "%1$s is replaced by %2$s", known->display, folder);
    *known = (KjPackSource){.name = known->name, .display = folder, .selected = selected};
    read_pack(finder, folder, known);
    finder->set->folders[index] = real_path(finder->arena, folder);
    return known;
}

/* The id that a line `pack "id" …` declares, or NULL. */
static const char *id_in_line(KjArena *arena, const char *line, const char *end)
{
    while (line < end && (*line == ' ' || *line == '\t'))
        line++;
    if (end - line < 6 || memcmp(line, "pack", 4) != 0)
        return NULL;
    for (line += 4; line < end && (*line == ' ' || *line == '(');)
        line++;
    char quote = line < end ? *line : '\0';
    const char *close =
        quote == '"' || quote == '\'' ? memchr(line + 1, quote, (size_t)(end - line) - 1) : NULL;
    return close ? kj_arena_strndup(arena, line + 1, (size_t)(close - line) - 1) : NULL;
}

/* A copy of a pack may lie in a folder of any name: what it declares to be counts. The worker finds
 * out for certain; until then a look at the text of pack.lua does. */
static const char *pack_id(Finder *finder, const char *folder)
{
    KjLuaSource source = {0};
    const char *id = NULL;

    if (read_source(finder, folder, folder, "pack.lua", &source))
        for (const char *at = source.text, *end = at + source.len; !id && at < end;) {
            const char *stop = memchr(at, '\n', (size_t)(end - at));

            stop = stop ? stop : end;
            id = id_in_line(finder->arena, at, stop);
            at = stop + 1;
        }
    return id ? id : kj_path_base(finder->arena, folder);
}

const char *kj_pack_folder_id(const char *folder, KjArena *arena)
{
    KjDiags unheard; /* told when the pack is read */
    Finder finder = {.arena = arena, .diags = &unheard};
    const char *id;

    kj_diags_init(&unheard, KJ_EN);
    id = pack_id(&finder, folder);
    kj_diags_clear(&unheard);
    return id;
}

static KjPackSource *add_folder(Finder *finder, const char *folder, KjPlace place, KjExit exit)
{
    const char *real = real_path(finder->arena, folder);

    for (size_t i = 0; i < finder->set->count; i++)
        if (strcmp(finder->set->folders[i], real) == 0)
            return &finder->set->packs[i];
    if (!kj_file_exists(kj_path_join(finder->arena, folder, "pack.lua"))) {
        kj_diag(finder->diags, KJ_ERROR, place, NULL,
                "%s に pack.lua がありません。パックのフォルダーを指定してください",
                "no pack.lua in %s; name the folder of a pack", folder);
        fail(finder, exit);
        return NULL;
    }
    const char *name = pack_id(finder, folder);
    KjPackSource *known = pack_named(finder->set, name);
    return known ? replace(finder, known, folder, place, exit)
                 : put_pack(finder, folder, name, folder);
}

static void unknown_pack(Finder *finder, const char *name, KjPlace place, KjExit exit)
{
    const char **names = kj_arena_array(finder->arena, finder->set->count + 1, sizeof *names);
    const char *nearest;
    KjBuf list;

    kj_buf_init(&list, 0);
    for (size_t i = 0; i < finder->set->count; i++) {
        names[i] = finder->set->packs[i].name;
        kj_buf_printf(&list, "%s%s", i ? ", " : "", names[i]);
    }
    nearest = kj_nearest(kj_text(name), names, finder->set->count);
    if (nearest)
        kj_diag(finder->diags, KJ_ERROR, place, NULL,
                "パック「%1$s」はありません。もしかして「%2$s」ですか",
                "unknown pack '%1$s'; did you mean '%2$s'?", name, nearest);
    else
        kj_diag(
            finder->diags, KJ_ERROR, place, NULL,
            "パック「%1$s」はありません。あるのは %2$s です。フォルダーは ./%1$s の形で指定します",
            "unknown pack '%1$s'; there are %2$s; a folder is written ./%1$s", name,
            list.data ? list.data : "");
    kj_buf_clear(&list);
    fail(finder, exit);
}

/* NAME or FOLDER; relative folders lie in `base`. NULL with a message if there is no such pack. */
static KjPackSource *resolve(Finder *finder, const char *text, const char *base, KjPlace place,
                             KjExit exit)
{
    const char *folder = text[0] == '/' ? text : kj_path_join(finder->arena, base, text);
    KjPackSource *pack = NULL;

    if (!is_folder_name(text)) {
        pack = pack_named(finder->set, text);
        if (!pack && kj_file_exists(kj_path_join(finder->arena, folder, "pack.lua")))
            pack = add_folder(finder, folder, place, exit);
        else if (!pack)
            unknown_pack(finder, text, place, exit);
        return pack;
    }
    return add_folder(finder, folder, place, exit);
}

static void select_packs(Finder *finder, const KjOptions *options, const KjSettings *settings)
{
    bool from_options = options->packs.count > 0;
    bool from_settings = !from_options && settings->has_packs;

    if (!from_options && !from_settings)
        for (size_t i = 0; i < finder->set->count; i++)
            finder->set->packs[i].selected = true;
    for (size_t i = 0; i < settings->pack_count; i++) {
        KjPackSource *pack = resolve(finder, settings->packs[i], settings->folder,
                                     settings->pack_places[i], KJ_EXIT_INPUT);

        if (pack && from_settings)
            pack->selected = true;
    }
    for (size_t i = 0; i < options->known.count; i++)
        resolve(finder, options->known.items[i], ".", nowhere, KJ_EXIT_USAGE);
    for (size_t i = 0; i < options->packs.count; i++) {
        KjPackSource *pack = resolve(finder, options->packs.items[i], ".", nowhere, KJ_EXIT_USAGE);

        if (pack)
            pack->selected = true;
    }
}

KjExit kj_packs_find(KjPackSet *set, const KjOptions *options, const KjSettings *settings,
                     KjArena *arena, KjDiags *diags)
{
    Finder finder = {set, arena, diags, kj_home_find(arena), KJ_EXIT_OK, false};
    size_t errors = diags->errors;
    bool installed;

    if (!finder.home) {
        kj_diag(diags, KJ_ERROR, nowhere, NULL,
                "kijun の stdlib と rules が見つかりません。make install をやり直すか、"
                "ビルドしたフォルダーの中で実行してください",
                "kijun's stdlib and rules are not found; run `make install` again, or the program "
                "in the folder it was built in");
        return KJ_EXIT_SYSTEM;
    }
    finder.trusts = true;
    add_shipped(&finder);
    installed = !options->shipped_only && add_installed(&finder, options->without_bundle);
    finder.trusts = false;
    set->shipped = set->count;
    select_packs(&finder, options, settings);
    if (set->count == set->shipped)
        set->kept = installed ? kj_installed_kept(arena) : kj_home_kept(finder.home, arena);
    if (finder.exit == KJ_EXIT_OK && diags->errors != errors)
        finder.exit = KJ_EXIT_INPUT;
    return finder.exit;
}

void kj_packs_clear(KjPackSet *set)
{
    kj_free(set->packs);
    kj_free(set->folders);
    *set = (KjPackSet){0};
}
