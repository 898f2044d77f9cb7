/* The Lua state: made with an allocator of its own, full standard libraries but for files, programs and
 * binary chunks, and a `require` that knows stdlib's modules only. Every entry from C is a protected
 * call. KjLua lies in the state's extra space, so that C functions find it at once. */
#include "engine/lua/lua_modules.h"
#include "engine/lua/lua_parts.h"

#include <lua-lpeg.h>
#include <string.h>

/* While loading the heap is only collected when memory has run out: what loading makes mostly stays.
 * While judging it is from when it has grown by so many bytes, which few judgements do, and then each time
 * it has grown so far, in percent. */
#define JUDGING_ROOM ((size_t)32 << 20)
#define JUDGING_PAUSE 200

KjLua *kj_lua_of(lua_State *state)
{
    return *(KjLua **)lua_getextraspace(state);
}

/* ---- require ---- */

/* Pushes a module as a function; raises if it is unknown. [-0, +1, e] */
static void compile_module(lua_State *state, const char *name)
{
    lua_rawgeti(state, LUA_REGISTRYINDEX, kj_lua_of(state)->modules);
    lua_pushvalue(state, 1);
    if (lua_rawget(state, -2) != LUA_TLIGHTUSERDATA)
        luaL_error(state, "there is no module '%s'", name);
    const KjLuaSource *module = lua_touserdata(state, -1);
    const char *chunk = lua_pushfstring(state, "@stdlib/%s.lua", name);
    if (luaL_loadbufferx(state, module->text, module->len, chunk, "bt") != LUA_OK)
        lua_error(state);
}

/* require(name): the module of stdlib, loaded once. Upvalue 1: name → what is loaded. */
static int require(lua_State *state)
{
    const char *name = luaL_checkstring(state, 1);
    lua_settop(state, 1);
    lua_pushvalue(state, 1);
    if (lua_rawget(state, lua_upvalueindex(1)) != LUA_TNIL)
        return 1;
    compile_module(state, name);
    lua_pushvalue(state, 1);
    lua_call(state, 1, 1);
    if (lua_isnil(state, -1))
        lua_pushboolean(state, 1);
    lua_pushvalue(state, 1);
    lua_pushvalue(state, -2);
    lua_rawset(state, lua_upvalueindex(1));
    return 1;
}

static void add_lpeg(lua_State *state)
{
    lua_pushcfunction(state, luaopen_lpeg);
    lua_pushliteral(state, "lpeg");
    lua_call(state, 1, 1);
    lua_setfield(state, -2, "lpeg");
}

/* ---- making ---- */

static void open_libraries(lua_State *state)
{
    static const luaL_Reg libraries[] = {
        {LUA_GNAME, luaopen_base},       {LUA_COLIBNAME, luaopen_coroutine},
        {LUA_TABLIBNAME, luaopen_table}, {LUA_STRLIBNAME, luaopen_string},
        {LUA_MATHLIBNAME, luaopen_math}, {LUA_UTF8LIBNAME, luaopen_utf8},
        {LUA_DBLIBNAME, luaopen_debug},
    };
    static const char *const without[] = {"dofile", "loadfile", "collectgarbage"};
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
        luaL_requiref(state, libraries[i].name, libraries[i].func, 1);
        lua_pop(state, 1);
    }
    for (size_t i = 0; i < sizeof without / sizeof *without; i++) {
        lua_pushnil(state);
        lua_setglobal(state, without[i]);
    }
}

static int new_table(lua_State *state)
{
    lua_newtable(state);
    return luaL_ref(state, LUA_REGISTRYINDEX);
}

/* [-0, +0, m], called protected */
static int furnish(lua_State *state)
{
    KjLua *lua = kj_lua_of(state);
    open_libraries(state);
    lua->functions = new_table(state);
    lua->modules = new_table(state);
    lua->records = new_table(state);
    lua->slots = new_table(state);
    lua->metatables = new_table(state);
    lua->shared = new_table(state);
    lua->texts = new_table(state);
    lua->loaded = new_table(state);
    lua->ours = new_table(state);
    lua->copies = new_table(state);
    lua_newtable(state);
    add_lpeg(state);
    lua_pushcclosure(state, require, 1);
    lua_setglobal(state, "require");
    lua_newtable(state);
    kj_lua_open_values(state);
    kj_lua_open_budget(state);
    kj_lua_open_pattern(state);
    kj_lua_open_chunk(state);
    kj_lua_open_helpers(state);
    kj_lua_open_keys(state);
    kj_lua_open_records(state);
    kj_lua_open_run(state);
    kj_lua_open_graph(state);
    lua_setglobal(state, "kijun");
    return 0;
}

KjLua *kj_lua_new(const KjLuaLimits *limits, KjError *error)
{
    KjLua *lua = kj_alloc(sizeof *lua);
    if (limits)
        lua->limits = *limits;
    if (lua->limits.memory == 0)
        lua->limits.memory = (size_t)512 << 20;
    if (lua->limits.load_instructions == 0)
        lua->limits.load_instructions = 50000000;
    if (lua->limits.check_instructions == 0)
        lua->limits.check_instructions = 10000000;
    lua->arena = kj_arena_new();
    lua->state = lua_newstate(kj_lua_alloc, lua);
    if (lua->state) {
        *(KjLua **)lua_getextraspace(lua->state) = lua;
        lua_gc(lua->state, LUA_GCSTOP);
        lua_pushcfunction(lua->state, furnish);
        if (lua_pcall(lua->state, 0, 0, 0) == LUA_OK)
            return lua;
    }
    kj_error_set(error, KJ_EXIT_SYSTEM, "the Lua state cannot be made: out of memory");
    kj_lua_free(lua);
    return NULL;
}

void kj_lua_free(KjLua *lua)
{
    if (!lua)
        return;
    if (lua->state)
        lua_close(lua->state);
    kj_free(lua->unfit);
    kj_lua_guards_free(lua);
    kj_lua_pool_clear(&lua->pool);
    kj_arena_free(lua->arena);
    kj_free(lua);
}

void kj_lua_watch(KjLua *lua, KjWatch *watch)
{
    lua->watch = watch;
}

/* ---- stdlib ---- */

typedef struct Modules {
    const KjLuaSource *items;
    size_t count;
} Modules;

/* "condition/grammar.lua" → "condition.grammar" [-0, +1, m] */
static void push_module_name(lua_State *state, const char *file)
{
    size_t len = strlen(file);
    if (len > 4 && strcmp(file + len - 4, ".lua") == 0)
        len -= 4;
    luaL_Buffer name;
    luaL_buffinit(state, &name);
    for (size_t i = 0; i < len; i++)
        luaL_addchar(&name, file[i] == '/' ? '.' : file[i]);
    luaL_pushresult(&name);
}

static int take_modules(lua_State *state)
{
    const Modules *modules = lua_touserdata(state, 1);
    lua_rawgeti(state, LUA_REGISTRYINDEX, kj_lua_of(state)->modules);
    for (size_t i = 0; i < modules->count; i++) {
        push_module_name(state, modules->items[i].name);
        lua_pushlightuserdata(state, (void *)(uintptr_t)&modules->items[i]);
        lua_rawset(state, -3);
    }
    return 0;
}

static bool failed(KjLua *lua, const char *what, KjError *error)
{
    const char *text = lua_tostring(lua->state, -1);
    kj_error_set(error, KJ_EXIT_SYSTEM, "%s: %s", what, text ? text : "an error without a text");
    lua_settop(lua->state, 0);
    return false;
}

bool kj_lua_stdlib(KjLua *lua, const KjLuaSource *modules, size_t count, KjError *error)
{
    Modules list = {modules ? modules : kj_lua_modules, modules ? count : kj_lua_module_count};
    lua_pushcfunction(lua->state, take_modules);
    lua_pushlightuserdata(lua->state, &list);
    if (lua_pcall(lua->state, 1, 0, 0) != LUA_OK)
        return failed(lua, "stdlib", error);
    return true;
}

/* ---- calling stdlib ---- */

typedef struct Call {
    const char *module, *function;
    const KjValue *argument;
    KjArena *arena;
    KjValue *result;
} Call;

static int call_module(lua_State *state)
{
    const Call *call = lua_touserdata(state, 1);
    KjLua *lua = kj_lua_of(state);
    lua_getglobal(state, "require");
    lua_pushstring(state, call->module);
    lua_call(state, 1, 1);
    lua_getfield(state, -1, call->function);
    kj_lua_push(lua, call->argument);
    lua_call(state, 1, 1);
    *call->result = kj_lua_document(lua, -1, call->arena);
    return 0;
}

static int with_traceback(lua_State *state)
{
    const char *text = lua_tostring(state, 1);
    luaL_traceback(state, state, text ? text : "an error without a text", 1);
    return 1;
}

bool kj_lua_call(KjLua *lua, const char *module, const char *function, const KjValue *argument,
                 KjArena *arena, KjValue *result, KjError *error)
{
    Call call = {module, function, argument, arena, result};
    lua_pushcfunction(lua->state, with_traceback);
    lua_pushcfunction(lua->state, call_module);
    lua_pushlightuserdata(lua->state, &call);
    bool ok = lua_pcall(lua->state, 1, 0, 1) == LUA_OK;
    kj_lua_disarm(lua->state);
    if (!ok)
        return failed(lua, module, error);
    lua_settop(lua->state, 0);
    return true;
}

static int forget(lua_State *state)
{
    kj_lua_forget_records(kj_lua_of(state));
    return 0;
}

void kj_lua_bind(KjLua *lua, const KjLuaWorld *world)
{
    lua->generation++;
    lua->world = world ? *world : (KjLuaWorld){0};
    lua_pushcfunction(lua->state, forget);
    lua->bound = lua_pcall(lua->state, 0, 0, 0) == LUA_OK && world;
    lua_settop(lua->state, 0);
    if (!lua->room)
        lua->room = lua->used + JUDGING_ROOM;
}

void kj_lua_relieve(KjLua *lua)
{
    if (lua->used <= lua->room || lua->collects || !lua->bound)
        return;
    lua->collects = true;
    lua_gc(lua->state, LUA_GCINC, JUDGING_PAUSE, 0, 0);
    /* All finalizers of what loading left run now: later, on a stack that is full, each would fail after
     * growing it and shrinking it again. */
    lua_gc(lua->state, LUA_GCCOLLECT);
    lua_gc(lua->state, LUA_GCRESTART);
}
