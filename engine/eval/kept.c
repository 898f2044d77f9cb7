/* The file and its key. The sum finds what was changed by accident; whoever can write the file could
 * write the packs as well. What is in the body is checked again when a registry is made of it. */
#include "engine/eval/kept.h"

#include "engine/base/hash.h"
#include "engine/base/version.h"
#include "engine/lua/lua_modules.h"

#include <string.h>

#define MAGIC "kjpacks\n"
#define FORMAT 2

enum {
    AT_FORMAT = 8,
    AT_LENGTH = 12,
    AT_KEY = 16,
    AT_SUM = 80,
    AT_BODY = 88,
    KEY = KJ_HASH_HEX - 1,
    SMALLEST_RULE = 32 /* its kinds and its check have names */
};

/* ---- what the file is known by ---- */

static void add_text(KjHash *hash, const char *text)
{
    kj_hash_add(hash, text, strlen(text) + 1);
}

static void key_of(const KjWorkerSetup *setup, char key[KJ_HASH_HEX])
{
    KjHash hash;
    kj_hash_init(&hash);
    add_text(&hash, KJ_VERSION);
    add_text(&hash, kj_lua_modules_hash);
    for (size_t i = 0; i < setup->pack_count; i++) {
        add_text(&hash, setup->packs[i].name);
        add_text(&hash, setup->packs[i].display);
        add_text(&hash, setup->packs[i].hash);
    }
    kj_hash_hex(&hash, key);
}

static uint64_t number_at(const unsigned char *bytes, size_t width)
{
    uint64_t number = 0;
    for (size_t i = width; i-- > 0;)
        number = number << 8 | bytes[i];
    return number;
}

static uint64_t eight_at(const unsigned char *bytes)
{
    return (uint64_t)bytes[0] | (uint64_t)bytes[1] << 8 | (uint64_t)bytes[2] << 16 |
           (uint64_t)bytes[3] << 24 | (uint64_t)bytes[4] << 32 | (uint64_t)bytes[5] << 40 |
           (uint64_t)bytes[6] << 48 | (uint64_t)bytes[7] << 56;
}

/* Each step is one-to-one in the sum and in the bytes, so any change within eight bytes is found. */
static uint64_t sum_of(const char *data, size_t len)
{
    const unsigned char *at = (const unsigned char *)data;
    uint64_t sum = len;
    for (; len >= 8; at += 8, len -= 8) {
        sum = (sum ^ eight_at(at)) * UINT64_C(0x9E3779B97F4A7C15);
        sum ^= sum >> 32;
    }
    return (sum ^ number_at(at, len)) * UINT64_C(0x9E3779B97F4A7C15);
}

/* ---- writing ---- */

static void put_number(char *at, uint64_t number, size_t width)
{
    for (size_t i = 0; i < width; i++)
        at[i] = (char)(unsigned char)(number >> (8 * i));
}

bool kj_kept_wrap(const KjWorkerSetup *setup, KjText body, KjBuf *out)
{
    char head[AT_BODY], key[KJ_HASH_HEX];
    key_of(setup, key);
    memcpy(head, MAGIC, AT_FORMAT);
    put_number(head + AT_FORMAT, FORMAT, 4);
    put_number(head + AT_LENGTH, body.len, 4);
    memcpy(head + AT_KEY, key, KEY);
    put_number(head + AT_SUM, sum_of(body.data, body.len), 8);
    return kj_buf_add(out, head, sizeof head) && kj_buf_add(out, body.data, body.len);
}

/* The document with the number of rules in their place. */
static KjValue without_rules(KjArena *arena, const KjValue *document, size_t count)
{
    KjTree map = kj_tree_map(arena);
    for (size_t i = 0; i < document->u.map.count; i++) {
        const KjPair *pair = &document->u.map.pairs[i];
        bool rules = kj_text_is(pair->key, "rules");
        kj_tree_set(&map, pair->key.data, rules ? kj_value_int((int64_t)count) : pair->value);
    }
    return map.value;
}

/* What is kept but for the rules, and behind it these, one by one. */
static bool put_body(KjBuf *body, KjArena *arena, const KjValue *value)
{
    const KjValue *document = kj_map_get(value, "document");
    if (!document || document->type != KJ_MAP)
        return false;
    const KjList *rules = kj_map_list(document, "rules");
    KjTree head = kj_tree_map(arena);
    for (size_t i = 0; i < value->u.map.count; i++) {
        const KjPair *pair = &value->u.map.pairs[i];
        kj_tree_set(&head, pair->key.data,
                    &pair->value == document ? without_rules(arena, document, rules->count)
                                             : pair->value);
    }
    bool ok = kj_value_encode(body, &head.value);
    for (size_t i = 0; ok && i < rules->count; i++)
        ok = kj_value_encode(body, &rules->items[i]);
    return ok;
}

bool kj_kept_write(const KjWorkerSetup *setup, const KjValue *value, KjBuf *out)
{
    KjArena *arena = kj_arena_new();
    KjBuf body;
    kj_buf_init(&body, UINT32_MAX - AT_BODY);
    bool ok = put_body(&body, arena, value) &&
              kj_kept_wrap(setup, (KjText){body.data, (uint32_t)body.len}, out);
    kj_buf_clear(&body);
    kj_arena_free(arena);
    return ok;
}

/* ---- reading ---- */

static bool is_fit(const KjWorkerSetup *setup)
{
    const unsigned char *head = (const unsigned char *)setup->kept.data;
    size_t len = setup->kept.len;
    char key[KJ_HASH_HEX];
    if (setup->stdlib || len < AT_BODY || memcmp(head, MAGIC, AT_FORMAT) != 0 ||
        number_at(head + AT_FORMAT, 4) != FORMAT || number_at(head + AT_LENGTH, 4) != len - AT_BODY)
        return false;
    key_of(setup, key);
    return memcmp(head + AT_KEY, key, KEY) == 0 &&
           eight_at(head + AT_SUM) == sum_of(setup->kept.data + AT_BODY, len - AT_BODY);
}

/* By index in the document, which source a pack is: each once. */
static bool read_order(KjKept *kept, const KjWorkerSetup *setup, const KjList *order)
{
    bool *seen = kj_arena_array(kept->arena, setup->pack_count + 1, sizeof *seen);
    kept->source = kj_arena_array(kept->arena, setup->pack_count + 1, sizeof *kept->source);
    if (order->count != setup->pack_count)
        return false;
    for (size_t i = 0; i < order->count; i++) {
        const KjValue *item = &order->items[i];
        if (item->type != KJ_INT || item->u.whole < 0 ||
            (size_t)item->u.whole >= setup->pack_count || seen[item->u.whole])
            return false;
        seen[item->u.whole] = true;
        kept->source[i] = (int32_t)item->u.whole;
    }
    return true;
}

static bool select_pack(KjValue *pack, bool selected)
{
    for (size_t i = 0; pack->type == KJ_MAP && i < pack->u.map.count; i++) {
        KjPair *pair = &pack->u.map.pairs[i];
        if (!kj_text_is(pair->key, "selected"))
            continue;
        pair->value = kj_value_bool(selected);
        return true;
    }
    return false;
}

/* Which packs are judged is not kept: it is what was asked for this time. */
static bool select_packs(const KjKept *kept, const KjWorkerSetup *setup, const KjValue *document)
{
    const KjList *packs = kj_map_list(document, "packs");
    bool ok = packs->count == setup->pack_count;
    for (size_t i = 0; ok && i < packs->count; i++)
        ok = select_pack(&packs->items[i], setup->packs[kept->source[i]].selected);
    return ok;
}

typedef struct Rest { /* rules that are not read yet */
    const char *at, *end;
} Rest;

static bool next_rule(void *ctx, KjArena *arena, KjValue *rule)
{
    Rest *rest = ctx;
    return kj_value_borrow(arena, &rest->at, rest->end, rule);
}

static bool read_body(KjKept *kept, const KjWorkerSetup *setup)
{
    Rest rest = {setup->kept.data + AT_BODY, setup->kept.data + setup->kept.len};
    KjValue value;
    KjError error;
    if (!kj_value_borrow(kept->arena, &rest.at, rest.end, &value))
        return false;
    const KjValue *document = kj_map_get(&value, "document");
    kept->functions = kj_map_list(&value, "functions");
    kept->libraries = kj_map_list(&value, "libraries");
    if (!document || kept->libraries->count != setup->pack_count ||
        !read_order(kept, setup, kj_map_list(&value, "order")) ||
        !select_packs(kept, setup, document))
        return false;
    int64_t count = kj_map_int(document, "rules", -1);
    if (count < 0 || count > (rest.end - rest.at) / SMALLEST_RULE)
        return false;
    KjRuleStream rules = {(size_t)count, next_rule, &rest};
    kept->registry = kj_registry_new_with(document, &rules, &error);
    return kept->registry && rest.at == rest.end && kept->registry->pack_count == setup->pack_count;
}

KjKept *kj_kept_read(const KjWorkerSetup *setup)
{
    if (!is_fit(setup))
        return NULL;
    KjArena *arena = kj_arena_new();
    KjKept *kept = kj_arena_alloc(arena, sizeof *kept);
    kept->arena = arena;
    if (read_body(kept, setup))
        return kept;
    kj_kept_free(kept);
    return NULL;
}

void kj_kept_free(KjKept *kept)
{
    if (!kept)
        return;
    kj_registry_free(kept->registry);
    kj_arena_free(kept->arena);
}

/* ---- functions ---- */

typedef struct Resuming {
    const KjKept *kept;
    const KjWorkerSetup *setup;
    KjArena *arena;
} Resuming;

/* The functions of a file that are in the document, by number. */
static KjTree functions_of(const Resuming *in, size_t pack, const char *file)
{
    const KjList *all = in->kept->functions;
    KjTree list = kj_tree_list(in->arena);
    for (size_t i = 0; i < all->count; i++) {
        if (kj_map_int(&all->items[i], "pack", -1) != (int64_t)pack ||
            !kj_text_is(kj_map_text(&all->items[i], "file"), file))
            continue;
        KjTree function = kj_tree_map(in->arena);
        kj_tree_set(&function, "number", kj_value_int((int64_t)i + 1));
        kj_tree_set(&function, "at", kj_value_int(kj_map_int(&all->items[i], "at", 0)));
        kj_tree_add(&list, function.value);
    }
    return list;
}

static KjValue libraries_of(const Resuming *in, size_t pack)
{
    const KjValue *names = &in->kept->libraries->items[pack];
    return names->type == KJ_LIST ? *names : kj_tree_list(in->arena).value;
}

/* A library is listed by its name, "write" for write.lua. */
static bool is_library(const KjValue *libraries, const char *file)
{
    for (size_t i = 0; i < libraries->u.list.count; i++) {
        KjText name = libraries->u.list.items[i].u.text;
        if (strncmp(file, name.data, name.len) == 0 && strcmp(file + name.len, ".lua") == 0)
            return true;
    }
    return false;
}

/* The files of a pack that hold functions, and its libraries. */
static KjTree files_of(const Resuming *in, size_t pack, const KjPackSource *source,
                       const KjValue *libraries)
{
    KjTree files = kj_tree_list(in->arena);
    for (size_t i = 0; i < source->file_count; i++) {
        const KjLuaSource *from = &source->files[i];
        KjTree file = kj_tree_map(in->arena), functions = functions_of(in, pack, from->name);
        if (functions.value.u.list.count == 0 && !is_library(libraries, from->name))
            continue;
        kj_tree_set(&file, "name", kj_value_text(kj_text(from->name)));
        kj_tree_set(&file, "text", kj_value_text((KjText){from->text, (uint32_t)from->len}));
        kj_tree_set(&file, "functions", functions.value);
        kj_tree_add(&files, file.value);
    }
    return files;
}

static KjValue packs_of(const Resuming *in)
{
    KjTree packs = kj_tree_list(in->arena);
    for (size_t i = 0; i < in->setup->pack_count; i++) {
        const KjPackSource *source = &in->setup->packs[in->kept->source[i]];
        KjValue libraries = libraries_of(in, i);
        KjTree pack = kj_tree_map(in->arena), files = files_of(in, i, source, &libraries);
        if (!in->kept->registry->packs[i].needed || files.value.u.list.count == 0)
            continue;
        kj_tree_set(&pack, "name", kj_value_text(kj_text(source->name)));
        kj_tree_set(&pack, "display", kj_value_text(kj_text(source->display)));
        kj_tree_set(&pack, "index", kj_value_int((int64_t)i));
        kj_tree_set(&pack, "files", files.value);
        kj_tree_set(&pack, "libraries", libraries);
        kj_tree_add(&packs, pack.value);
    }
    return packs.value;
}

/* The handles that come back count from 1, as the numbers in the document do. */
bool kj_kept_resume(const KjKept *kept, const KjWorkerSetup *setup, KjLua *lua, KjError *error)
{
    KjArena *arena = kj_arena_new();
    const Resuming in = {kept, setup, arena};
    KjTree argument = kj_tree_map(arena);
    KjValue resumed;
    kj_tree_set(&argument, "lang",
                kj_value_text(setup->lang == KJ_JA ? KJ_TEXT("ja") : KJ_TEXT("en")));
    kj_tree_set(&argument, "count", kj_value_int((int64_t)kept->functions->count));
    kj_tree_set(&argument, "packs", packs_of(&in));
    bool ok = kj_lua_call(lua, "resume", "load", &argument.value, arena, &resumed, error);
    kj_arena_free(arena);
    return ok;
}
