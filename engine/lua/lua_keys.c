/* The keys of a table in their order, for `pairs` of packs: numbers, texts, truth values, records. Where a
 * table has its keys differs from run to run, so what sorting costs must not depend on it: it is done here,
 * and charged by their number alone. */
#include "engine/lua/lua_parts.h"

#include <limits.h>
#include <stdlib.h>

typedef enum { NUMBER, TEXT, TRUTH, RECORD } Rank;

typedef struct Key {
    Rank rank;
    bool whole;      /* a number without a fraction */
    int64_t integer; /* the number, or the truth */
    double real;
    KjText text; /* the table keeps it alive */
    const KjProxy *record;
    lua_Integer at; /* as it came */
} Key;

/* Reads the key on top; false if it has no order. [-0, +0, e] */
static bool read_key(lua_State *state, Key *key)
{
    const KjProxy *record = lua_touserdata(state, -1);
    size_t len;
    switch (lua_type(state, -1)) {
    case LUA_TNUMBER:
        *key = (Key){.rank = NUMBER, .whole = lua_isinteger(state, -1)};
        key->integer = key->whole ? lua_tointeger(state, -1) : 0;
        key->real = lua_tonumber(state, -1);
        return true;
    case LUA_TSTRING:
        *key = (Key){.rank = TEXT, .text.data = lua_tolstring(state, -1, &len)};
        key->text.len = (uint32_t)len;
        return true;
    case LUA_TBOOLEAN:
        *key = (Key){.rank = TRUTH, .integer = lua_toboolean(state, -1)};
        return true;
    case LUA_TUSERDATA:
        if (record->handle != KJ_HANDLE_RECORD)
            return false;
        kj_lua_check_live(kj_lua_of(state), record);
        *key = (Key){.rank = RECORD, .record = record};
        return true;
    default: return false;
    }
}

static int compare_whole(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* A key that is no whole number has a fraction or no end: no whole number is equal to it, rounded or not. */
static int compare_numbers(const Key *a, const Key *b)
{
    if (a->whole && b->whole)
        return compare_whole(a->integer, b->integer);
    return (a->real > b->real) - (a->real < b->real);
}

static int compare_keys(const void *left, const void *right)
{
    const Key *a = left, *b = right;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    switch (a->rank) {
    case NUMBER: return compare_numbers(a, b);
    case TEXT: return kj_text_compare(a->text, b->text);
    case TRUTH: return compare_whole(a->integer, b->integer);
    default:
        return a->record->kind != b->record->kind ? compare_whole(a->record->kind, b->record->kind)
                                                  : compare_whole(a->record->row, b->record->row);
    }
}

/* What Lua would need to sort so many. */
static uint64_t cost_of(uint64_t count)
{
    uint64_t halvings = 0;
    while (count >> halvings)
        halvings++;
    return count * (8 + 4 * halvings);
}

/* Reads the keys of the table at 1 and puts them into the one at 2, as they come. False: one has no order,
 * and lies on top. [-0, +0|1, e] */
static bool read_keys(lua_State *state, Key *keys)
{
    lua_Integer count = 0;
    for (lua_pushnil(state); lua_next(state, 1);) {
        lua_pop(state, 1);
        if (!read_key(state, &keys[count]))
            return false;
        lua_pushvalue(state, -1);
        lua_rawseti(state, 2, count + 1);
        keys[count].at = count + 1;
        count++;
    }
    return true;
}

/* kijun.keys(table) → its keys in order; nil and a type of keys that have none */
static int keys(lua_State *state)
{
    size_t count = 0;
    luaL_checktype(state, 1, LUA_TTABLE);
    lua_settop(state, 1);
    for (lua_pushnil(state); lua_next(state, 1); lua_pop(state, 1))
        count++;
    kj_lua_charge(state, cost_of(count));
    if (count > INT_MAX / sizeof(Key))
        luaL_error(state, "too many keys");
    lua_createtable(state, (int)count, 0);
    lua_createtable(state, (int)count, 0);
    Key *list = lua_newuserdatauv(state, count * sizeof *list + 1, 0);
    if (!read_keys(state, list)) {
        lua_pushnil(state);
        lua_pushstring(state, luaL_typename(state, -2));
        return 2;
    }
    qsort(list, count, sizeof *list, compare_keys);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(state, 2, list[i].at);
        lua_rawseti(state, 3, (lua_Integer)i + 1);
    }
    lua_pushvalue(state, 3);
    return 1;
}

void kj_lua_open_keys(lua_State *state)
{
    lua_pushcfunction(state, keys);
    lua_setfield(state, -2, "keys");
}
