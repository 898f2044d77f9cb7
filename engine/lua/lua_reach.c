/* What a function of a pack reaches through its upvalues: locals of its file, tables and functions in
 * them, what those reach in turn. All of it outlives a call, so it is kept as it is before the first
 * call, for lua_guard.c to compare with and to put back.
 *
 * Functions of the run interface are not looked into: they hold nothing that a pack can change. What
 * else the engine made (an iterator of pairs or gmatch from loading, a declaration) moves on when it
 * is called, so that reaching it is an error. _ENV counts only where some pack's text names it; else
 * no function can assign it, and the environment itself cannot be written to. */
#include "engine/lua/lua_parts.h"

#include <string.h>

#define MAX_REACHED 200000

typedef struct Walk {
    KjLua *lua;
    KjGuard *guard;
    int kept, seen, ours, loaded, copies; /* where they lie on the stack */
    size_t reached;
} Walk;

/* ---- functions of the run interface ---- */

/* Adds the functions of the table on top to the set at an index. [-0, +0, m] */
static void add_functions(lua_State *state, int ours)
{
    for (lua_pushnil(state); lua_next(state, -2); lua_pop(state, 1)) {
        if (!lua_isfunction(state, -1))
            continue;
        lua_pushvalue(state, -1);
        lua_pushboolean(state, 1);
        lua_rawset(state, ours);
    }
}

/* Pushes what the table on top looks its names up in; false and nothing pushed if there is nothing.
 * [-0, +0|1, m] */
static bool push_looked_up(lua_State *state)
{
    int type = luaL_getmetafield(state, -1, "__index");
    if (type != LUA_TTABLE && type != LUA_TNIL)
        lua_pop(state, 1);
    return type == LUA_TTABLE;
}

/* Adds the functions of an environment, which lies on top, and those of its libraries. [-0, +0, m] */
static void add_environment(lua_State *state, int ours)
{
    if (!push_looked_up(state))
        return;
    add_functions(state, ours);
    for (lua_pushnil(state); lua_next(state, -2); lua_pop(state, 1)) {
        if (lua_istable(state, -1) && push_looked_up(state)) {
            add_functions(state, ours);
            lua_pop(state, 1);
        }
    }
    lua_pop(state, 1);
}

/* Pushes the set of the interface's functions; those of environments that were loaded since are added.
 * [-0, +1, m] */
static void push_ours(KjLua *lua, int loaded)
{
    lua_State *state = lua->state;
    lua_rawgeti(state, LUA_REGISTRYINDEX, lua->ours);
    int ours = lua_gettop(state);
    if (lua->ours_known)
        return;
    for (lua_pushnil(state); lua_next(state, loaded); lua_pop(state, 1)) {
        if (!lua_istable(state, -2) || !lua_toboolean(state, -1))
            continue;
        lua_pushvalue(state, -2);
        add_environment(state, ours);
        lua_pushboolean(state, 0); /* done */
        lua_rawset(state, loaded);
    }
    lua->ours_known = true;
}

/* ---- meeting values ---- */

static _Noreturn void refuse(const Walk *walk, const char *what, const char *name)
{
    lua_State *state = walk->lua->state;
    lua_Debug at = {.short_src = "?"};
    if (lua_rawgeti(state, walk->kept, 1) == LUA_TFUNCTION)
        lua_getinfo(state, ">S", &at);
    const char *text = lua_pushfstring(
        state, "%s:%d: %s '%s', which outlives the call; make it inside the function", at.short_src,
        at.linedefined, what, name);
    walk->guard->refused = kj_strndup(text, strlen(text));
    lua_error(state);
    __builtin_unreachable();
}

/* Whether the value on top is met for the first time. [-0, +0, m] */
static bool is_new(Walk *walk, const char *name)
{
    lua_State *state = walk->lua->state;
    lua_pushvalue(state, -1);
    bool known = lua_rawget(state, walk->seen) != LUA_TNIL;
    lua_pop(state, 1);
    if (known)
        return false;
    if (++walk->reached > MAX_REACHED)
        refuse(walk, "too much is reached through", name);
    lua_pushvalue(state, -1);
    lua_pushboolean(state, 1);
    lua_rawset(state, walk->seen);
    return true;
}

/* Whether the set at an index has the value on top; pops it. [-1, +0, -] */
static bool take_is_in(lua_State *state, int set)
{
    bool in = lua_rawget(state, set) != LUA_TNIL;
    lua_pop(state, 1);
    return in;
}

/* Keeps the value on top; its place. [-1, +0, m] */
static int keep(Walk *walk)
{
    lua_rawseti(walk->lua->state, walk->kept, ++walk->guard->kept_count);
    return walk->guard->kept_count;
}

/* Whether the function on top came out of a pack's text. [-0, +0, m] */
static bool is_of_pack(Walk *walk)
{
    lua_State *state = walk->lua->state;
    lua_Debug about;
    lua_pushvalue(state, -1);
    lua_getinfo(state, ">S", &about);
    lua_pushlstring(state, about.source, about.srclen);
    return about.what[0] != 'C' && take_is_in(state, walk->loaded);
}

/* [-0, +0, e] */
static void meet_function(Walk *walk, const char *name)
{
    lua_State *state = walk->lua->state;
    KjGuard *guard = walk->guard;
    lua_pushvalue(state, -1);
    if (take_is_in(state, walk->ours) || !is_new(walk, name))
        return;
    if (!is_of_pack(walk))
        refuse(walk, "uses what the engine gave while loading,", name);
    lua_pushvalue(state, -1);
    int place = keep(walk);
    KJ_PUSH(guard->functions, guard->function_count, guard->function_capacity, place);
}

/* The value on top is reached through the local of that name. [-0, +0, e] */
static void meet(Walk *walk, const char *name)
{
    lua_State *state = walk->lua->state;
    KjGuard *guard = walk->guard;
    int type = lua_type(state, -1);
    if (type == LUA_TFUNCTION)
        meet_function(walk, name);
    if (type != LUA_TTABLE || !is_new(walk, name))
        return;
    lua_pushvalue(state, -1);
    KjHeld held = {.table = keep(walk), .name = name};
    guard->kept_count++; /* its copy's place */
    KJ_PUSH(guard->tables, guard->table_count, guard->table_capacity, held);
}

/* ---- looking into them ---- */

/* The function on top, which is kept at a place. [-0, +0, e] */
static void look_into_function(Walk *walk, int place)
{
    lua_State *state = walk->lua->state;
    KjGuard *guard = walk->guard;
    int function = lua_gettop(state);
    const char *name;
    for (int n = 1; (name = lua_getupvalue(state, function, n)); n++, lua_pop(state, 1)) {
        if (!walk->lua->names_env && strcmp(name, "_ENV") == 0)
            continue;
        lua_pushlightuserdata(state, lua_upvalueid(state, function, n));
        bool fresh = is_new(walk, name); /* several functions may share one */
        lua_pop(state, 1);
        if (!fresh)
            continue;
        lua_pushvalue(state, -1);
        KjLocal local = {.function = place, .upvalue = n, .value = keep(walk), .name = name};
        KJ_PUSH(guard->locals, guard->local_count, guard->local_capacity, local);
        meet(walk, name);
    }
}

/* Pushes the copy of the table on top; one serves all functions. [-0, +1, m] */
static void push_copy(Walk *walk)
{
    lua_State *state = walk->lua->state;
    int table = lua_gettop(state);
    lua_pushvalue(state, table);
    if (lua_rawget(state, walk->copies) == LUA_TTABLE)
        return;
    lua_pop(state, 1);
    lua_newtable(state);
    for (lua_pushnil(state); lua_next(state, table);) {
        lua_pushvalue(state, -2);
        lua_insert(state, -2);
        lua_rawset(state, table + 1);
    }
    lua_pushvalue(state, table);
    lua_pushvalue(state, table + 1);
    lua_rawset(state, walk->copies);
}

/* The table on top. [-0, +0, e] */
static void look_into_table(Walk *walk, size_t number)
{
    lua_State *state = walk->lua->state;
    KjHeld held = walk->guard->tables[number];
    held.length = lua_rawlen(state, -1);
    for (lua_pushnil(state); lua_next(state, -2); lua_pop(state, 1)) {
        if (++walk->reached > MAX_REACHED)
            refuse(walk, "too much is reached through", held.name);
        held.count++;
        meet(walk, held.name);
        lua_pushvalue(state, -2);
        meet(walk, held.name);
        lua_pop(state, 1);
    }
    walk->guard->tables[number] = held;
    push_copy(walk);
    lua_rawseti(state, walk->kept, held.table + 1);
}

/* ---- the walk ---- */

/* Pushes a new table for what is kept; a try that failed has left its reference. [-0, +1, m] */
static void push_kept(KjLua *lua, KjGuard *guard)
{
    lua_State *state = lua->state;
    lua_newtable(state);
    if (!guard->kept) {
        lua_pushboolean(state, 0);
        guard->kept = luaL_ref(state, LUA_REGISTRYINDEX);
    }
    lua_pushvalue(state, -1);
    lua_rawseti(state, LUA_REGISTRYINDEX, guard->kept);
}

/* Pushes the tables that the walk uses. [-0, +5, m] */
static Walk begin(KjLua *lua, KjGuard *guard)
{
    lua_State *state = lua->state;
    Walk walk = {.lua = lua, .guard = guard};
    luaL_checkstack(state, 20, "too many values");
    push_kept(lua, guard);
    walk.kept = lua_gettop(state);
    lua_newtable(state);
    walk.seen = lua_gettop(state);
    lua_rawgeti(state, LUA_REGISTRYINDEX, lua->loaded);
    walk.loaded = lua_gettop(state);
    lua_rawgeti(state, LUA_REGISTRYINDEX, lua->copies);
    walk.copies = lua_gettop(state);
    push_ours(lua, walk.loaded);
    walk.ours = lua_gettop(state);
    return walk;
}

void kj_lua_reach(KjLua *lua, KjGuard *guard)
{
    lua_State *state = lua->state;
    int function = lua_gettop(state);
    guard->local_count = guard->table_count = guard->function_count = 0;
    guard->kept_count = 0;
    Walk walk = begin(lua, guard);
    lua_pushvalue(state, function);
    meet(&walk, "check");
    for (size_t f = 0, t = 0; f < guard->function_count || t < guard->table_count;) {
        bool of_function = f < guard->function_count;
        lua_rawgeti(state, walk.kept, of_function ? guard->functions[f] : guard->tables[t].table);
        if (of_function)
            look_into_function(&walk, guard->functions[f++]);
        else
            look_into_table(&walk, t++);
        lua_pop(state, 1);
    }
    lua_settop(state, function);
}
