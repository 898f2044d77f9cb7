/* Keys are read one by one, so that a message can point at the line of each. */
#include "engine/cli/settings.h"
#include "engine/base/number.h"
#include "engine/cli/file.h"
#include "engine/ingest/yaml_nodes.h"

#include <string.h>

#define MOST_MEBIBYTES (1 << 24)
#define MOST_SECONDS 1000000

typedef struct Reader {
    KjSettings *settings;
    KjYaml yaml;
    KjArena *arena;
    KjDiags *diags;
} Reader;

typedef void ReadKey(Reader *reader, uint32_t node);

/* ---- values ---- */

static void complain(Reader *reader, uint32_t node, const char *subject, const char *ja,
                     const char *en)
{
    kj_diag(reader->diags, KJ_ERROR, kj_node_place(&reader->yaml, node), subject, "%s", "%s",
            reader->diags->lang == KJ_JA ? ja : en);
}

/* The text of a scalar, or false with a message. */
static bool scalar(Reader *reader, uint32_t node, const char *key, KjText *text)
{
    uint32_t at = kj_node_resolve(&reader->yaml, node);

    if (reader->yaml.nodes[at].type == KJ_NODE_BAD)
        return false; /* told already */
    if (reader->yaml.nodes[at].type != KJ_NODE_SCALAR || reader->yaml.nodes[at].is_null) {
        complain(reader, node, key, "値を1つ書いてください", "one value is expected");
        return false;
    }
    *text = kj_node_text(&reader->yaml, at);
    *text = kj_text_nfkc(reader->arena,
                         kj_text(kj_arena_strndup(reader->arena, text->data, text->len)));
    return true;
}

static void read_format(Reader *reader, uint32_t node)
{
    KjText text;

    if (scalar(reader, node, "kijun", &text) && !kj_text_is(text, "1"))
        complain(reader, node, "kijun", "この版が読めるのは kijun: 1 だけです",
                 "this version reads kijun: 1 only");
}

static void add_pack(Reader *reader, uint32_t node)
{
    KjSettings *settings = reader->settings;
    KjText text;

    if (!scalar(reader, node, "packs", &text))
        return;
    settings->pack_places[settings->pack_count] = kj_node_place(&reader->yaml, node);
    settings->packs[settings->pack_count++] = text.data;
}

static void read_packs(Reader *reader, uint32_t node)
{
    uint32_t list = kj_node_resolve(&reader->yaml, node);
    const KjYamlNode *nodes = reader->yaml.nodes;

    if (nodes[list].type != KJ_NODE_LIST) {
        complain(reader, node, "packs",
                 "パックの名前またはフォルダーの一覧を書いてください: [a, ./b]",
                 "a list of pack names or folders is expected: [a, ./b]");
        return;
    }
    reader->settings->has_packs = true;
    reader->settings->packs =
        kj_arena_array(reader->arena, nodes[list].count, sizeof *reader->settings->packs);
    reader->settings->pack_places =
        kj_arena_array(reader->arena, nodes[list].count, sizeof *reader->settings->pack_places);
    for (uint32_t i = list + 1; i < nodes[list].next; i = nodes[i].next)
        add_pack(reader, i);
}

static void read_lang(Reader *reader, uint32_t node)
{
    KjText text;

    if (!scalar(reader, node, "lang", &text))
        return;
    if (!kj_text_is(text, "ja") && !kj_text_is(text, "en"))
        complain(reader, node, "lang", "ja か en を書いてください", "ja or en is expected");
    reader->settings->has_lang = true;
    reader->settings->lang = kj_text_is(text, "en") ? KJ_EN : KJ_JA;
}

static void read_zone(Reader *reader, uint32_t node)
{
    KjText text;

    if (scalar(reader, node, "zone", &text) && !kj_zone_parse(text, &reader->settings->zone))
        complain(reader, node, "zone", "時差を +09:00 の形で書いてください",
                 "an offset like +09:00 is expected");
}

static void read_as_of(Reader *reader, uint32_t node)
{
    KjText text;

    if (!scalar(reader, node, "as_of", &text))
        return;
    if (!kj_date_parse(text, &reader->settings->as_of))
        complain(reader, node, "as_of", "日付を 2026-04-01 や 令和8年4月1日 の形で書いてください",
                 "a date like 2026-04-01 is expected");
    reader->settings->has_as_of = true;
}

/* A whole number from 1 on. */
static bool read_count(Reader *reader, uint32_t node, const char *key, int64_t most, int64_t *count)
{
    KjText text;

    if (!scalar(reader, node, key, &text))
        return false;
    if (kj_int_parse(text, count) && *count >= 1 && *count <= most)
        return true;
    kj_diag(reader->diags, KJ_ERROR, kj_node_place(&reader->yaml, node), key,
            "1 から %lld までの整数を書いてください", "a whole number from 1 to %lld is expected",
            (long long)most);
    return false;
}

static void read_worker_memory(Reader *reader, uint32_t node)
{
    int64_t count;

    if (read_count(reader, node, "worker_memory", MOST_MEBIBYTES, &count))
        reader->settings->worker_memory = (size_t)count << 20;
}

static void read_worker_seconds(Reader *reader, uint32_t node)
{
    int64_t count;

    if (read_count(reader, node, "worker_seconds", MOST_SECONDS, &count))
        reader->settings->worker_seconds = (double)count;
}

/* ---- keys ---- */

static const char *const key_names[] = {"kijun", "packs",         "lang",          "zone",
                                        "as_of", "worker_memory", "worker_seconds"};
static ReadKey *const key_readers[] = {read_format,        read_packs, read_lang,
                                       read_zone,          read_as_of, read_worker_memory,
                                       read_worker_seconds};
#define KEYS (sizeof key_names / sizeof *key_names)

static void unknown_key(Reader *reader, uint32_t node, KjText key)
{
    const char *nearest = kj_nearest(key, key_names, KEYS);
    const char *subject = kj_arena_strndup(reader->arena, key.data, key.len);

    kj_diag(reader->diags, KJ_ERROR, kj_node_place(&reader->yaml, node), subject,
            "この設定項目はありません。使えるのは kijun, packs, lang, zone, as_of, worker_memory, "
            "worker_seconds です%s%s%s",
            "no such setting; there are kijun, packs, lang, zone, as_of, worker_memory, "
            "worker_seconds%s%s%s",
            nearest ? (reader->diags->lang == KJ_JA ? "。もしかして「" : "; did you mean '") : "",
            nearest ? nearest : "",
            nearest ? (reader->diags->lang == KJ_JA ? "」ですか" : "'?") : "");
}

static void read_pair(Reader *reader, uint32_t key, uint32_t value, bool *given)
{
    KjText name;

    if (!scalar(reader, key, NULL, &name))
        return;
    for (size_t i = 0; i < KEYS; i++) {
        if (!kj_text_is(name, key_names[i]))
            continue;
        if (given[i])
            complain(reader, key, key_names[i], "2回書かれています。どちらかを削除してください",
                     "given twice; remove one");
        given[i] = true;
        key_readers[i](reader, value);
        return;
    }
    unknown_key(reader, key, name);
}

static void read_root(Reader *reader)
{
    const KjYamlNode *nodes = reader->yaml.nodes;
    KjPlace top = {reader->yaml.path, 1, 1};
    bool given[KEYS] = {false};

    if (reader->yaml.count && nodes[0].type == KJ_NODE_BAD)
        return;
    for (uint32_t at = 1; reader->yaml.count && nodes[0].type == KJ_NODE_MAP && at < nodes[0].next;
         at = nodes[nodes[at].next].next)
        read_pair(reader, at, nodes[at].next, given);
    if (!given[0])
        kj_diag(reader->diags, KJ_ERROR, top, NULL, "設定ファイルは kijun: 1 の行で始めてください",
                "a settings file begins with the line kijun: 1");
}

/* ---- finding it ---- */

static const char *folder_of(KjArena *arena, const char *path)
{
    const char *slash;

    if (kj_file_is_folder(path))
        return path;
    slash = strrchr(path, '/');
    return !slash          ? "."
           : slash == path ? "/"
                           : kj_arena_strndup(arena, path, (size_t)(slash - path));
}

static bool found_in(KjSettings *settings, const char *folder, KjArena *arena)
{
    const char *path = strcmp(folder, ".") == 0
                           ? KJ_SETTINGS_NAME
                           : kj_arena_printf(arena, "%s/%s", folder, KJ_SETTINGS_NAME);

    if (!kj_file_exists(path))
        return false;
    settings->path = path;
    settings->folder = folder;
    return true;
}

static bool find(KjSettings *settings, const char *const *paths, size_t count, KjArena *arena)
{
    for (size_t i = 0; i < count; i++)
        if (found_in(settings, folder_of(arena, paths[i]), arena))
            return true;
    return found_in(settings, ".", arena);
}

bool kj_settings_read(KjSettings *settings, const char *const *paths, size_t count, KjArena *arena,
                      KjDiags *diags)
{
    size_t errors = diags->errors;
    KjText data;

    *settings = (KjSettings){.folder = ".", .zone = KJ_ZONE_JAPAN};
    if (!find(settings, paths, count, arena))
        return true;
    if (kj_file_read_plain(settings->path, settings->path, KJ_SETTINGS_MOST, arena, diags, &data)) {
        Reader reader = {.settings = settings, .arena = arena, .diags = diags};

        if (kj_yaml_read(&reader.yaml, settings->path, data.data, data.len, diags))
            read_root(&reader);
        kj_yaml_clear(&reader.yaml);
    }
    return diags->errors == errors;
}
