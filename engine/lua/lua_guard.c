/* No state leaks from one call of a pack's function into another (DESIGN §4). What the function
 * reaches through upvalues is known from lua_reach.c. After each call it is compared; what was changed
 * is put back, so that the next call finds everything as loading left it, whatever was judged before.
 * A function that reaches nothing which could change has no guard and costs nothing. */
#include "engine/lua/lua_parts.h"

#include <string.h>

/* ---- comparing ---- */

/* The same value: as raw equality has it, but 1 and 1.0, 0.0 and -0.0 differ, and nan is nan. */
static bool is_same(lua_State *state, int a, int b)
{
    if (lua_type(state, a) != LUA_TNUMBER || lua_type(state, b) != LUA_TNUMBER)
        return lua_rawequal(state, a, b);
    if (lua_isinteger(state, a) || lua_isinteger(state, b))
        return lua_isinteger(state, a) == lua_isinteger(state, b) &&
               lua_tointeger(state, a) == lua_tointeger(state, b);
    lua_Number x = lua_tonumber(state, a), y = lua_tonumber(state, b);
    return memcmp(&x, &y, sizeof x) == 0;
}

/* The table and its copy lie on top. [-0, +0, -] */
static bool is_as_kept(lua_State *state, const KjHeld *held)
{
    int copy = lua_gettop(state), table = copy - 1;
    size_t count = 0;
    bool same = lua_rawlen(state, table) == held->length;
    for (lua_pushnil(state); same && lua_next(state, table); lua_pop(state, 2)) {
        lua_pushvalue(state, -2);
        lua_rawget(state, copy);
        same = ++count <= held->count && is_same(state, -1, -2);
    }
    lua_settop(state, copy);
    return same && count == held->count;
}

/* ---- putting back ---- */

/* Gives the table below its copy the copy's content. [-0, +0, m] */
static void refill(lua_State *state)
{
    int copy = lua_gettop(state), table = copy - 1;
    for (lua_pushnil(state); lua_next(state, table);) {
        lua_pop(state, 1);
        lua_pushvalue(state, -1);
        lua_pushnil(state);
        lua_rawset(state, table);
    }
    for (lua_pushnil(state); lua_next(state, copy);) {
        lua_pushvalue(state, -2);
        lua_insert(state, -2);
        lua_rawset(state, table);
    }
}

/* What is kept lies on top. False: it was changed. [-0, +0, -] */
static bool put_back_local(lua_State *state, const KjLocal *local)
{
    int kept = lua_gettop(state);
    lua_rawgeti(state, kept, local->function);
    lua_getupvalue(state, -1, local->upvalue);
    lua_rawgeti(state, kept, local->value);
    bool same = is_same(state, -1, -2);
    if (!same)
        lua_setupvalue(state, kept + 1, local->upvalue);
    lua_settop(state, kept);
    return same;
}

/* What is kept lies on top. The change is told before memory is needed. [-0, +0, m] */
static void put_back_table(lua_State *state, const KjHeld *held, const char **changed)
{
    int kept = lua_gettop(state);
    lua_rawgeti(state, kept, held->table);
    lua_rawgeti(state, kept, held->table + 1);
    if (!is_as_kept(state, held)) {
        *changed = *changed ? *changed : held->name;
        refill(state);
    }
    lua_settop(state, kept);
}

/* [-0, +0, m] */
static void put_back(KjLua *lua, const KjGuard *guard, const char **changed)
{
    lua_State *state = lua->state;
    luaL_checkstack(state, 10, "too many values");
    lua_rawgeti(state, LUA_REGISTRYINDEX, guard->kept);
    for (size_t i = 0; i < guard->local_count; i++) {
        if (!put_back_local(state, &guard->locals[i]) && !*changed)
            *changed = guard->locals[i].name;
    }
    for (size_t i = 0; i < guard->table_count; i++)
        put_back_table(state, &guard->tables[i], changed);
    lua_pop(state, 1);
}

const char *kj_lua_put_back(KjLua *lua, const KjGuard *guard)
{
    const char *changed = NULL;
    if (guard)
        put_back(lua, guard, &changed);
    return changed;
}

/* ---- guards ---- */

/* The guard of a handle, made or not; NULL for a number that is no handle. */
static KjGuard *guard_of(KjLua *lua, int64_t function)
{
    if (function < 1 || function > lua->function_count)
        return NULL;
    while ((int64_t)lua->guard_count <= function) {
        KjGuard *fresh = kj_alloc(sizeof *fresh);
        KJ_PUSH(lua->guards, lua->guard_count, lua->guard_capacity, fresh);
    }
    return lua->guards[function];
}

const KjGuard *kj_lua_guard(KjLua *lua, int64_t function)
{
    KjGuard *guard = guard_of(lua, function);
    if (lua->unsettled) { /* there was no memory left for it */
        kj_lua_put_back(lua, lua->unsettled);
        lua->unsettled = NULL;
    }
    if (!guard)
        return NULL;
    if (guard->refused)
        luaL_error(lua->state, "%s", guard->refused);
    if (!guard->made) {
        if (!kj_lua_push_function(lua, function))
            return NULL;
        kj_lua_reach(lua, guard);
        lua_pop(lua->state, 1);
        guard->made = true;
    }
    return guard->local_count || guard->table_count ? guard : NULL;
}

typedef struct Settling {
    const KjGuard *guard;
    const char *changed;
} Settling;

static int settle(lua_State *state)
{
    Settling *settling = lua_touserdata(state, 1);
    put_back(kj_lua_of(state), settling->guard, &settling->changed);
    return 0;
}

const char *kj_lua_settle(KjLua *lua, int64_t function)
{
    lua_State *state = lua->state;
    Settling settling = {guard_of(lua, function), NULL};
    if (!settling.guard || !settling.guard->made)
        return NULL;
    lua_pushcfunction(state, settle);
    lua_pushlightuserdata(state, &settling);
    if (lua_pcall(state, 1, 0, 0) != LUA_OK) {
        lua_pop(state, 1);
        lua->unsettled = settling.guard;
    }
    return settling.changed;
}

KjLabel kj_lua_change_told(KjLua *lua, int64_t function, const char *name, KjArena *arena)
{
    lua_Debug at = {.short_src = "?"};
    if (kj_lua_push_function(lua, function))
        lua_getinfo(lua->state, ">S", &at);
    const char *ja = kj_arena_printf(
        arena, "%s:%d: 呼び出しの後まで残る「%s」を変更した。関数の中の local を使う", at.short_src,
        at.linedefined, name);
    const char *en = kj_arena_printf(
        arena, "%s:%d: changed '%s', which outlives the call; use locals inside the function",
        at.short_src, at.linedefined, name);
    return (KjLabel){kj_text(ja), kj_text(en)};
}

void kj_lua_guards_free(KjLua *lua)
{
    for (size_t i = 0; i < lua->guard_count; i++) {
        kj_free(lua->guards[i]->locals);
        kj_free(lua->guards[i]->tables);
        kj_free(lua->guards[i]->functions);
        kj_free(lua->guards[i]->refused);
        kj_free(lua->guards[i]);
    }
    kj_free(lua->guards);
}
