/* Values to and from Lua. Both sides count a duration in seconds, a date in days …; money is whole
 * units of the currency in Lua and KJ_MONEY_SCALE-ths in a value.
 *
 * From Lua: whole numbers become KJ_INT, others KJ_NUMBER; functions become handles; a table with an
 * element 1 is a list, an empty one too, any other a map, its keys in byte order. A table
 * { ["#type"] = "duration", value = 10800 } is a value of that type. Of a table whose metatable has a
 * list of keys as `document`, in byte order, only those are read. */
#include "engine/lua/lua_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 60

/* ---- to Lua ---- */

static void push_list(KjLua *lua, const KjList *list)
{
    lua_createtable(lua->state, (int)list->count, 0);
    for (size_t i = 0; i < list->count; i++) {
        kj_lua_push(lua, &list->items[i]);
        lua_rawseti(lua->state, -2, (lua_Integer)i + 1);
    }
}

static void push_map(KjLua *lua, const KjMap *map)
{
    lua_createtable(lua->state, 0, (int)map->count);
    for (size_t i = 0; i < map->count; i++) {
        lua_pushlstring(lua->state, map->pairs[i].key.data, map->pairs[i].key.len);
        kj_lua_push(lua, &map->pairs[i].value);
        lua_rawset(lua->state, -3);
    }
}

static void push_money(lua_State *state, int64_t amount)
{
    if (amount % KJ_MONEY_SCALE == 0)
        lua_pushinteger(state, amount / KJ_MONEY_SCALE);
    else
        lua_pushnumber(state, (double)amount / KJ_MONEY_SCALE);
}

void kj_lua_push(KjLua *lua, const KjValue *value)
{
    lua_State *state = lua->state;
    luaL_checkstack(state, 4, "values are nested too deeply");
    switch (value ? value->type : KJ_NONE) {
    case KJ_NONE:
    case KJ_FUNCTION: lua_pushnil(state); break;
    case KJ_BOOL: lua_pushboolean(state, value->u.truth); break;
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY: lua_pushnumber(state, value->u.real); break;
    case KJ_MONEY: push_money(state, value->u.whole); break;
    case KJ_TEXT_TYPE:
    case KJ_ENUM: lua_pushlstring(state, value->u.text.data, value->u.text.len); break;
    case KJ_REF: kj_lua_push_record(lua, value->u.ref.kind, value->u.ref.row); break;
    case KJ_LIST: push_list(lua, &value->u.list); break;
    case KJ_GROUP:
    case KJ_MAP: push_map(lua, &value->u.map); break;
    default: lua_pushinteger(state, value->u.whole);
    }
}

/* ---- from Lua ---- */

#define KNOWN_TEXTS 512 /* a power of two */

/* Keys, names of types and the like come again and again, as the same string of Lua. Where a whole
 * document is read they are found by its address, and one copy serves. */
typedef struct KnownText {
    const char *data; /* Lua's own */
    KjText text;
} KnownText;

typedef struct Reader {
    KjLua *lua;
    KjArena *arena;
    KnownText *known;     /* KNOWN_TEXTS of them, or NULL: then it is what pack code says, */
    size_t values, bytes; /* of which no more is taken */
} Reader;

static KjValue read_value(Reader *in, int index, int depth);

KjText kj_lua_text(lua_State *state, int index, KjArena *arena)
{
    size_t len;
    const char *data = lua_tolstring(state, index, &len);
    return (KjText){kj_arena_strndup(arena, data, len), (uint32_t)len};
}

KjText kj_lua_printable(lua_State *state, int index, KjArena *arena)
{
    return kj_text_printable(arena, kj_lua_text(state, index, arena), true);
}

KjText kj_lua_visible(lua_State *state, int index, KjArena *arena)
{
    return kj_text_visible(arena, kj_lua_text(state, index, arena));
}

/* [-0, +0, v] */
static void count(Reader *in, size_t bytes)
{
    if (in->known)
        return;
    if (in->values == 0 || in->bytes < bytes)
        luaL_error(in->lua->state, "too much: at most %d values and %d KiB of text",
                   KJ_LUA_DETAIL_VALUES, (int)(KJ_LUA_DETAIL_BYTES >> 10));
    in->values--;
    in->bytes -= bytes;
}

static KjText read_text(Reader *in, int index)
{
    if (!in->known) {
        count(in, lua_rawlen(in->lua->state, index));
        return kj_lua_visible(in->lua->state, index, in->arena);
    }
    const char *data = lua_tostring(in->lua->state, index);
    KnownText *known = &in->known[((uintptr_t)data >> 4) % KNOWN_TEXTS];
    if (known->data != data)
        *known = (KnownText){data, kj_lua_text(in->lua->state, index, in->arena)};
    return known->text;
}

static KjValue keep_function(KjLua *lua, int index)
{
    lua_rawgeti(lua->state, LUA_REGISTRYINDEX, lua->functions);
    lua_pushvalue(lua->state, index);
    lua_rawseti(lua->state, -2, ++lua->function_count);
    lua_pop(lua->state, 1);
    return kj_value_whole(KJ_FUNCTION, lua->function_count);
}

/* kijun.take_functions(functions, count): a table that gives functions by handle, from 1 to count, each
 * when it is asked for (stdlib/resume.lua). In the place of those kept so far. */
static int take_functions(lua_State *state)
{
    KjLua *lua = kj_lua_of(state);
    luaL_checktype(state, 1, LUA_TTABLE);
    lua->function_count = luaL_checkinteger(state, 2);
    lua->takes_up = true;
    lua_settop(state, 1);
    lua_rawseti(state, LUA_REGISTRYINDEX, lua->functions);
    return 0;
}

void kj_lua_open_values(lua_State *state)
{
    lua_pushcfunction(state, take_functions);
    lua_setfield(state, -2, "take_functions");
}

static bool is_whole(KjType type)
{
    return type == KJ_INT || type == KJ_DURATION || type == KJ_PERIOD || type == KJ_DATE ||
           type == KJ_DATETIME || type == KJ_MONTHDAY || type == KJ_FUNCTION;
}

static KjValue read_typed(Reader *in, int index, int depth)
{
    lua_State *state = in->lua->state;
    KjType type = KJ_NONE;
    if (lua_type(state, -1) == LUA_TSTRING)
        kj_type_from_name(kj_text(lua_tostring(state, -1)), &type);
    lua_pushliteral(state, "value");
    lua_rawget(state, index);
    KjValue value = read_value(in, lua_gettop(state), depth);
    lua_pop(state, 1);
    double real = value.type == KJ_INT ? (double)value.u.whole : value.u.real;
    bool is_number = value.type == KJ_INT || value.type == KJ_NUMBER;
    if (type == KJ_MONEY && is_number && fabs(real) <= 9e14)
        return kj_value_whole(KJ_MONEY, llround(real * KJ_MONEY_SCALE));
    if ((type == KJ_NUMBER || type == KJ_PERCENT || type == KJ_QUANTITY) && is_number)
        return kj_value_real(type, real);
    KjType base = type == KJ_ENUM ? KJ_TEXT_TYPE : type == KJ_LIST ? KJ_LIST : KJ_INT;
    if (!(is_whole(type) || type == KJ_ENUM || type == KJ_LIST) || value.type != base)
        luaL_error(state, "a typed value does not fit its type");
    value.type = type;
    return value;
}

static KjValue read_list(Reader *in, int index, size_t length, int depth)
{
    lua_State *state = in->lua->state;
    KjValue list = {.type = KJ_LIST};
    if (!in->known && length > in->values)
        length = in->values + 1; /* more than is taken: an error */
    list.u.list.items = kj_arena_array(in->arena, length, sizeof *list.u.list.items);
    list.u.list.count = length;
    for (size_t i = 0; i < length; i++) {
        lua_rawgeti(state, index, (lua_Integer)i + 1);
        list.u.list.items[i] = read_value(in, lua_gettop(state), depth);
        lua_pop(state, 1);
    }
    return list;
}

static int by_key(const void *a, const void *b)
{
    return kj_text_compare(((const KjPair *)a)->key, ((const KjPair *)b)->key);
}

static size_t count_pairs(lua_State *state, int index)
{
    size_t count = 0;
    for (lua_pushnil(state); lua_next(state, index); lua_pop(state, 1))
        count++;
    return count;
}

static KjValue read_map(Reader *in, int index, int depth)
{
    lua_State *state = in->lua->state;
    size_t length = count_pairs(state, index), i = 0;
    if (length == 0)
        return (KjValue){.type = KJ_LIST};
    KjPair *pairs = kj_arena_array(in->arena, length, sizeof *pairs);
    for (lua_pushnil(state); lua_next(state, index); lua_pop(state, 1), i++) {
        if (lua_type(state, -2) != LUA_TSTRING)
            luaL_error(state, "a key that is a %s, not a text", luaL_typename(state, -2));
        pairs[i].key = read_text(in, -2);
        pairs[i].value = read_value(in, lua_gettop(state), depth);
    }
    qsort(pairs, length, sizeof *pairs, by_key);
    return (KjValue){.type = KJ_MAP, .u.map = {pairs, length}};
}

/* The keys that the list on top of the stack says, those that are there. */
static KjValue read_chosen(Reader *in, int index, int depth)
{
    lua_State *state = in->lua->state;
    int keys = lua_gettop(state);
    size_t most = lua_rawlen(state, keys), length = 0;
    KjPair *pairs = kj_arena_array(in->arena, most, sizeof *pairs);
    for (size_t i = 0; i < most; i++) {
        lua_rawgeti(state, keys, (lua_Integer)i + 1);
        lua_pushvalue(state, -1);
        if (lua_rawget(state, index) != LUA_TNIL) {
            pairs[length].key = read_text(in, -2);
            pairs[length++].value = read_value(in, lua_gettop(state), depth);
        }
        lua_pop(state, 2);
    }
    return (KjValue){.type = KJ_MAP, .u.map = {pairs, length}};
}

static KjValue read_table(Reader *in, int index, int depth)
{
    lua_State *state = in->lua->state;
    if (depth > MAX_DEPTH)
        luaL_error(state, "values are nested too deeply");
    luaL_checkstack(state, 6, "values are nested too deeply");
    size_t length = lua_rawlen(state, index);
    if (length > 0)
        return read_list(in, index, length, depth);
    if (!in->known)
        return read_map(in, index, depth);
    KjValue value = kj_value_none();
    if (luaL_getmetafield(state, index, "document") != LUA_TNIL) {
        value = read_chosen(in, index, depth);
        lua_pop(state, 1);
        return value;
    }
    lua_pushliteral(state, "#type");
    if (lua_rawget(state, index) != LUA_TNIL)
        value = read_typed(in, index, depth + 1);
    lua_pop(state, 1);
    return value.type == KJ_NONE ? read_map(in, index, depth) : value;
}

static KjValue read_userdata(KjLua *lua, int index)
{
    const KjProxy *proxy = lua_touserdata(lua->state, index);
    if (!proxy || lua_islightuserdata(lua->state, index) || proxy->handle != KJ_HANDLE_RECORD)
        luaL_error(lua->state, "a value that cannot leave the rule");
    return (KjValue){.type = KJ_REF, .u.ref = {proxy->kind, proxy->row}};
}

/* index is absolute */
static KjValue read_value(Reader *in, int index, int depth)
{
    lua_State *state = in->lua->state;
    count(in, 0);
    switch (lua_type(state, index)) {
    case LUA_TNIL: return kj_value_none();
    case LUA_TBOOLEAN: return kj_value_bool(lua_toboolean(state, index));
    case LUA_TNUMBER:
        if (lua_isinteger(state, index))
            return kj_value_int(lua_tointeger(state, index));
        if (!in->known && !isfinite(lua_tonumber(state, index)))
            luaL_error(state, "a number that is nan or inf");
        return kj_value_real(KJ_NUMBER, lua_tonumber(state, index) + 0.0);
    case LUA_TSTRING: return kj_value_text(read_text(in, index));
    case LUA_TFUNCTION:
        if (!in->known)
            luaL_error(state, "a value of type function");
        return keep_function(in->lua, index);
    case LUA_TTABLE: return read_table(in, index, depth + 1);
    case LUA_TUSERDATA: return read_userdata(in->lua, index);
    default:
        luaL_error(state, "a value of type %s", luaL_typename(state, index));
        return kj_value_none();
    }
}

KjValue kj_lua_value(KjLua *lua, int index, KjArena *arena)
{
    Reader in = {lua, arena, NULL, KJ_LUA_DETAIL_VALUES, KJ_LUA_DETAIL_BYTES};
    return read_value(&in, lua_absindex(lua->state, index), 0);
}

KjValue kj_lua_document(KjLua *lua, int index, KjArena *arena)
{
    KnownText known[KNOWN_TEXTS] = {{0}};
    Reader in = {lua, arena, known, 0, 0};
    return read_value(&in, lua_absindex(lua->state, index), 0);
}

/* ---- from Lua, as a field's type ---- */

static bool in_values(const KjField *field, KjText text)
{
    for (size_t i = 0; i < field->value_count; i++) {
        if (kj_text_compare(field->values[i], text) == 0)
            return true;
    }
    return false;
}

static bool typed_text(KjLua *lua, int index, const KjField *field, KjArena *arena, KjValue *value)
{
    if (lua_type(lua->state, index) != LUA_TSTRING)
        return false;
    value->type = field->type;
    value->u.text = kj_lua_printable(lua->state, index, arena);
    return field->type == KJ_TEXT_TYPE || in_values(field, value->u.text);
}

static bool typed_number(KjLua *lua, int index, KjType type, KjValue *value)
{
    if (lua_type(lua->state, index) != LUA_TNUMBER)
        return false;
    double real = lua_tonumber(lua->state, index);
    bool money = type == KJ_MONEY;
    if (!isfinite(real) || (money && fabs(real) > 9e14))
        return false;
    *value = money ? kj_value_whole(type, llround(real * KJ_MONEY_SCALE))
                   : kj_value_real(type, real + 0.0); /* + 0.0: never -0 */
    return true;
}

static bool in_range(KjType type, int64_t whole)
{
    switch (type) {
    case KJ_DURATION: return whole >= 0;
    case KJ_DATE: return whole >= -719162 && whole <= 2932896; /* years 1 to 9999 */
    case KJ_PERIOD:
    case KJ_MONTHDAY: return whole >= INT32_MIN && whole <= INT32_MAX;
    default: return true;
    }
}

static bool typed_whole(KjLua *lua, int index, KjType type, KjValue *value)
{
    int ok = 0;
    if (lua_type(lua->state, index) != LUA_TNUMBER)
        return false;
    lua_Integer whole = lua_tointegerx(lua->state, index, &ok);
    *value = kj_value_whole(type, whole);
    return ok && in_range(type, whole);
}

static bool typed_ref(KjLua *lua, int index, const KjField *field, KjValue *value)
{
    const KjProxy *proxy = lua_touserdata(lua->state, index);
    if (!proxy || proxy->handle != KJ_HANDLE_RECORD ||
        (field->target != KJ_ANY_KIND && field->target != proxy->kind))
        return false;
    *value = (KjValue){.type = KJ_REF, .u.ref = {proxy->kind, proxy->row}};
    return true;
}

static bool typed_scalar(KjLua *lua, int index, const KjField *field, KjArena *arena,
                         KjValue *value)
{
    switch (field->type) {
    case KJ_BOOL:
        *value = kj_value_bool(lua_toboolean(lua->state, index));
        return lua_isboolean(lua->state, index);
    case KJ_TEXT_TYPE:
    case KJ_ENUM: return typed_text(lua, index, field, arena, value);
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY:
    case KJ_MONEY: return typed_number(lua, index, field->type, value);
    case KJ_REF: return typed_ref(lua, index, field, value);
    case KJ_GROUP: return false;
    default: return typed_whole(lua, index, field->type, value);
    }
}

/* Whether a table holds its first `count` elements and nothing else. */
static bool is_array(lua_State *state, int index, size_t count)
{
    size_t held = 0;
    lua_pushnil(state);
    while (lua_next(state, index)) {
        held++;
        lua_pop(state, 1);
    }
    return held == count;
}

static bool typed_list(KjLua *lua, int index, const KjField *field, KjArena *arena, KjValue *value)
{
    size_t count = lua_rawlen(lua->state, index);
    bool ok = is_array(lua->state, index, count);
    *value = (KjValue){.type = KJ_LIST};
    value->u.list.items = kj_arena_array(arena, count, sizeof *value->u.list.items);
    value->u.list.count = count;
    for (size_t i = 0; i < count && ok; i++) {
        lua_rawgeti(lua->state, index, (lua_Integer)i + 1);
        ok = typed_scalar(lua, lua_gettop(lua->state), field, arena, &value->u.list.items[i]);
        lua_pop(lua->state, 1);
    }
    return ok;
}

/* What Lua gave, in words. */
static const char *told(KjLua *lua, int index, KjArena *arena)
{
    lua_State *state = lua->state;
    lua_Number number = lua_tonumber(state, index);
    if (lua_type(state, index) == LUA_TNUMBER)
        return number == number ? kj_arena_printf(arena, "the number %.14g", number)
                                : "the number nan"; /* its sign differs from machine to machine */
    if (lua_type(state, index) == LUA_TSTRING)
        return kj_arena_printf(arena, "the text '%.100s'",
                               kj_lua_visible(state, index, arena).data);
    if (lua_type(state, index) == LUA_TUSERDATA)
        return "a record";
    return kj_arena_printf(arena, "a %s", luaL_typename(state, index));
}

bool kj_lua_typed(KjLua *lua, int index, const KjField *field, KjArena *arena, KjValue *value,
                  const char **why)
{
    index = lua_absindex(lua->state, index);
    *value = kj_value_none();
    if (lua_isnil(lua->state, index))
        return true;
    bool ok = field->list
                  ? lua_istable(lua->state, index) && typed_list(lua, index, field, arena, value)
                  : typed_scalar(lua, index, field, arena, value);
    if (!ok)
        *why = kj_arena_printf(arena, "%s for field '%s', which is %s%s", told(lua, index, arena),
                               field->name.data, field->list ? "a list of " : "",
                               kj_type_name(field->type));
    return ok;
}
