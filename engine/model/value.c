/* Values are plain unions; this file holds their names, their making, copying and comparing, and
 * the reading and building of the maps in which declarations come. Bytes: see wire.c. */
#include "engine/model/value.h"

#include <string.h>

static const char *const type_names[KJ_TYPE_COUNT] = {
    "none",     "bool",   "int",  "number",   "percent",   "money", "quantity",
    "duration", "period", "date", "datetime", "month-day", "text",  "enum",
    "ref",      "group",  "list", "map",      "function"};

const char *kj_type_name(KjType type)
{
    return type >= KJ_NONE && type < KJ_TYPE_COUNT ? type_names[type] : "?";
}

bool kj_type_from_name(KjText name, KjType *type)
{
    for (int i = 0; i < KJ_TYPE_COUNT; i++) {
        if (kj_text_is(name, type_names[i])) {
            *type = (KjType)i;
            return true;
        }
    }
    if (!kj_text_is(name, "monthday") && !kj_text_is(name, "month_day"))
        return false;
    *type = KJ_MONTHDAY;
    return true;
}

/* ---- making ---- */

KjValue kj_value_none(void)
{
    return (KjValue){.type = KJ_NONE};
}

KjValue kj_value_bool(bool truth)
{
    return (KjValue){.type = KJ_BOOL, .u.truth = truth};
}

KjValue kj_value_int(int64_t whole)
{
    return (KjValue){.type = KJ_INT, .u.whole = whole};
}

KjValue kj_value_real(KjType type, double real)
{
    return (KjValue){.type = type, .u.real = real};
}

KjValue kj_value_whole(KjType type, int64_t whole)
{
    return (KjValue){.type = type, .u.whole = whole};
}

KjValue kj_value_text(KjText text)
{
    return (KjValue){.type = KJ_TEXT_TYPE, .u.text = text};
}

static KjText copy_text(KjArena *arena, KjText text)
{
    return (KjText){kj_arena_strndup(arena, text.data ? text.data : "", text.len), text.len};
}

static KjList copy_list(KjArena *arena, KjList from)
{
    KjList list = {kj_arena_array(arena, from.count, sizeof *list.items), from.count};
    for (size_t i = 0; i < from.count; i++)
        list.items[i] = kj_value_copy(arena, &from.items[i]);
    return list;
}

static KjMap copy_map(KjArena *arena, KjMap from)
{
    KjMap map = {kj_arena_array(arena, from.count, sizeof *map.pairs), from.count};
    for (size_t i = 0; i < from.count; i++) {
        map.pairs[i].key = copy_text(arena, from.pairs[i].key);
        map.pairs[i].value = kj_value_copy(arena, &from.pairs[i].value);
    }
    return map;
}

KjValue kj_value_copy(KjArena *arena, const KjValue *from)
{
    KjValue value = *from;
    if (from->type == KJ_TEXT_TYPE || from->type == KJ_ENUM)
        value.u.text = copy_text(arena, from->u.text);
    else if (from->type == KJ_LIST)
        value.u.list = copy_list(arena, from->u.list);
    else if (from->type == KJ_MAP || from->type == KJ_GROUP)
        value.u.map = copy_map(arena, from->u.map);
    return value;
}

/* ---- comparing ---- */

static bool equal_text(KjText a, KjText b)
{
    return a.len == b.len &&
           (a.len == 0 || (a.data[0] == b.data[0] && memcmp(a.data, b.data, a.len) == 0));
}

static bool equal_lists(KjList a, KjList b)
{
    if (a.count != b.count)
        return false;
    for (size_t i = 0; i < a.count; i++) {
        if (!kj_value_equal(&a.items[i], &b.items[i]))
            return false;
    }
    return true;
}

/* The place where it would be if both were made in the same order is tried first. */
static const KjPair *find_pair(KjMap map, KjText key, size_t likely)
{
    if (likely < map.count && equal_text(map.pairs[likely].key, key))
        return &map.pairs[likely];
    for (size_t i = 0; i < map.count; i++) {
        if (equal_text(map.pairs[i].key, key))
            return &map.pairs[i];
    }
    return NULL;
}

static bool equal_maps(KjMap a, KjMap b)
{
    if (a.count != b.count)
        return false;
    for (size_t i = 0; i < a.count; i++) {
        const KjPair *other = find_pair(b, a.pairs[i].key, i);
        if (!other || !kj_value_equal(&a.pairs[i].value, &other->value))
            return false;
    }
    return true;
}

bool kj_value_equal(const KjValue *a, const KjValue *b)
{
    if (a->type != b->type)
        return false;
    switch (a->type) {
    case KJ_NONE: return true;
    case KJ_BOOL: return a->u.truth == b->u.truth;
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY:
        return a->u.real == b->u.real || (a->u.real != a->u.real && b->u.real != b->u.real);
    case KJ_TEXT_TYPE:
    case KJ_ENUM: return equal_text(a->u.text, b->u.text);
    case KJ_REF: return a->u.ref.kind == b->u.ref.kind && a->u.ref.row == b->u.ref.row;
    case KJ_LIST: return equal_lists(a->u.list, b->u.list);
    case KJ_MAP:
    case KJ_GROUP: return equal_maps(a->u.map, b->u.map);
    default: return a->u.whole == b->u.whole;
    }
}

int kj_value_compare(const KjValue *a, const KjValue *b)
{
    if (a->type == KJ_NONE || b->type == KJ_NONE)
        return (a->type == KJ_NONE) - (b->type == KJ_NONE);
    switch (a->type) {
    case KJ_TEXT_TYPE:
    case KJ_ENUM: return kj_text_compare(a->u.text, b->u.text);
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY: return (a->u.real > b->u.real) - (a->u.real < b->u.real);
    case KJ_BOOL: return (int)a->u.truth - (int)b->u.truth;
    case KJ_LIST:
    case KJ_MAP:
    case KJ_GROUP:
    case KJ_REF: return 0;
    default: return (a->u.whole > b->u.whole) - (a->u.whole < b->u.whole);
    }
}

/* ---- reading declarations ---- */

const KjValue *kj_map_get(const KjValue *map, const char *key)
{
    if (!map || (map->type != KJ_MAP && map->type != KJ_GROUP))
        return NULL;
    const KjPair *pair = find_pair(map->u.map, kj_text(key), 0);
    return pair ? &pair->value : NULL;
}

static const KjValue *get_typed(const KjValue *map, const char *key, KjType type)
{
    const KjValue *value = kj_map_get(map, key);
    return value && value->type == type ? value : NULL;
}

KjText kj_map_text(const KjValue *map, const char *key)
{
    const KjValue *value = get_typed(map, key, KJ_TEXT_TYPE);
    return value ? value->u.text : KJ_TEXT("");
}

bool kj_map_bool(const KjValue *map, const char *key, bool otherwise)
{
    const KjValue *value = get_typed(map, key, KJ_BOOL);
    return value ? value->u.truth : otherwise;
}

int64_t kj_map_int(const KjValue *map, const char *key, int64_t otherwise)
{
    const KjValue *value = get_typed(map, key, KJ_INT);
    return value ? value->u.whole : otherwise;
}

const KjList *kj_map_list(const KjValue *map, const char *key)
{
    static const KjList empty = {NULL, 0};
    const KjValue *value = get_typed(map, key, KJ_LIST);
    return value ? &value->u.list : &empty;
}

/* ---- building them ---- */

KjTree kj_tree_list(KjArena *arena)
{
    return (KjTree){.arena = arena, .value.type = KJ_LIST};
}

KjTree kj_tree_map(KjArena *arena)
{
    return (KjTree){.arena = arena, .value.type = KJ_MAP};
}

/* Doubling within an arena: what is left behind is at most as much again. */
static void *grown(KjTree *tree, const void *old, size_t count, size_t size)
{
    if (count < tree->capacity)
        return NULL;
    tree->capacity = tree->capacity ? tree->capacity * 2 : 8;
    void *items = kj_arena_array(tree->arena, tree->capacity, size);
    if (count)
        memcpy(items, old, count * size);
    return items;
}

void kj_tree_add(KjTree *list, KjValue value)
{
    KjList *items = &list->value.u.list;
    KjValue *larger = grown(list, items->items, items->count, sizeof *larger);
    if (larger)
        items->items = larger;
    items->items[items->count++] = value;
}

void kj_tree_set(KjTree *map, const char *key, KjValue value)
{
    KjMap *pairs = &map->value.u.map;
    KjPair *larger = grown(map, pairs->pairs, pairs->count, sizeof *larger);
    if (larger)
        pairs->pairs = larger;
    pairs->pairs[pairs->count++] = (KjPair){kj_text(key), value};
}

bool kj_is_real(uint8_t type)
{
    return type == KJ_NUMBER || type == KJ_PERCENT || type == KJ_QUANTITY;
}
