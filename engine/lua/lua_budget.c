/* Instruction budgets. A count hook fires every slice of instructions; when the budget is used up it
 * raises an error at the line of pack code that was running. Packs have no pcall, so nothing of
 * theirs can catch it; the hook stays armed with a count of 1 until the call has ended, so nothing of
 * ours can swallow it. What works long in C for one instruction has it charged; a charge does not end
 * the running slice, so that a budget is exceeded by one slice at most. */
#include "engine/lua/lua_parts.h"

#include <string.h>

/* The innermost place in pack code, from a level of the stack on: stdlib's own chunks are passed
 * over. */
static bool find_place(lua_State *state, int level, lua_Debug *at)
{
    for (; lua_getstack(state, level, at); level++) {
        lua_getinfo(state, "Sl", at);
        if (at->currentline > 0 && strncmp(at->source, "@stdlib/", 8) != 0)
            return true;
    }
    return false;
}

/* [-0, +1, m] */
static void push_place(lua_State *state)
{
    lua_Debug at;
    if (find_place(state, 0, &at))
        lua_pushfstring(state, "%s:%d: ", at.short_src, at.currentline);
    else
        lua_pushliteral(state, "");
}

_Noreturn void kj_lua_raise(lua_State *state, const char *format, ...)
{
    va_list arguments;
    push_place(state);
    va_start(arguments, format);
    lua_pushvfstring(state, format, arguments);
    va_end(arguments);
    lua_concat(state, 2);
    lua_error(state);
    __builtin_unreachable();
}

/* kijun.here() → chunk name and line of the innermost call from pack code, or nil */
static int here(lua_State *state)
{
    lua_Debug at;
    if (!find_place(state, 1, &at))
        return 0;
    lua_pushstring(state, at.source);
    lua_pushinteger(state, at.currentline);
    return 2;
}

#define SLICE 10000

static void spend(lua_State *state, lua_Debug *at);

static _Noreturn void exhausted(lua_State *state)
{
    kj_lua_of(state)->left = 0;
    lua_sethook(state, spend, LUA_MASKCOUNT, 1);
    push_place(state);
    lua_pushliteral(state, "took too many instructions (an endless loop?)");
    lua_concat(state, 2);
    lua_error(state);
    __builtin_unreachable();
}

static void next_slice(KjLua *lua)
{
    lua->slice = lua->left < SLICE ? (int)lua->left : SLICE;
    lua_sethook(lua->state, spend, LUA_MASKCOUNT, lua->slice);
}

static void spend(lua_State *state, lua_Debug *at)
{
    KjLua *lua = kj_lua_of(state);
    (void)at;
    kj_lua_relieve(lua);
    if (lua->left <= (uint64_t)lua->slice)
        exhausted(state);
    lua->left -= (uint64_t)lua->slice;
    if (lua->left < SLICE)
        next_slice(lua);
}

void kj_lua_arm(lua_State *state, uint64_t instructions)
{
    KjLua *lua = kj_lua_of(state);
    kj_lua_relieve(lua);
    lua->trace_from = lua->world.trace ? lua->world.trace->count : 0;
    lua->armed = true;
    lua->granted = 0;
    lua->left = instructions;
    next_slice(lua);
}

void kj_lua_disarm(lua_State *state)
{
    kj_lua_of(state)->armed = false;
    lua_sethook(state, NULL, 0, 0);
}

uint64_t kj_lua_left(lua_State *state)
{
    const KjLua *lua = kj_lua_of(state);
    return lua->armed ? lua->left : UINT64_MAX;
}

void kj_lua_charge(lua_State *state, uint64_t instructions)
{
    KjLua *lua = kj_lua_of(state);
    if (!lua->armed)
        return;
    if (lua->left <= instructions)
        exhausted(state);
    lua->left -= instructions;
}

void kj_lua_grant(lua_State *state, uint64_t elements)
{
    KjLua *lua = kj_lua_of(state);
    uint64_t wanted = elements * KJ_LUA_ELEMENT_INSTRUCTIONS;
    if (!lua->armed || wanted <= lua->granted)
        return;
    lua->left += wanted - lua->granted;
    lua->granted = wanted;
}

/* Remembers that a chunk is a pack's; its name and environment are arguments 2 and 3. [-0, +0, m] */
static void remember(lua_State *state, const char *text, size_t len)
{
    KjLua *lua = kj_lua_of(state);
    lua_rawgeti(state, LUA_REGISTRYINDEX, lua->loaded);
    for (int index = 2; index <= 3; index++) {
        lua_pushvalue(state, index);
        lua_pushboolean(state, 1);
        lua_rawset(state, -3);
    }
    lua_pop(state, 1);
    lua->ours_known = false;
    lua->names_env |= memmem(text, len, "_ENV", 4) != NULL;
}

/* Compiles the text that is argument 1 (never bytecode), named by argument 2, with argument 3 as its
 * globals; pushes the function or the error. [-0, +1, e] */
static int compile(lua_State *state)
{
    size_t len;
    const char *text = luaL_checklstring(state, 1, &len);
    const char *name = luaL_checkstring(state, 2);
    luaL_checktype(state, 3, LUA_TTABLE);
    remember(state, text, len);
    int status = luaL_loadbufferx(state, text, len, name, "t");
    if (status == LUA_OK) {
        lua_pushvalue(state, 3);
        lua_setupvalue(state, -2, 1);
    }
    return status;
}

/* kijun.load_chunk(text, name, environment) → function, or nil and the error
 * For a chunk that another one runs, within that one's budget. */
static int load_chunk(lua_State *state)
{
    if (compile(state) == LUA_OK)
        return 1;
    lua_pushnil(state);
    lua_insert(state, -2);
    return 2;
}

/* kijun.run_chunk(text, name, environment) → true, or false and the error
 * Compiles and runs, within the budget for loading one file. */
static int run_chunk(lua_State *state)
{
    KjWatch *watch = kj_lua_of(state)->watch;
    bool first = watch && watch->stage == KJ_STAGE_WORK; /* not run for a rule that needs it */
    if (first)
        kj_watch_file(watch, luaL_checkstring(state, 2) + 1); /* without the @ */
    int status = compile(state);
    if (status == LUA_OK) {
        kj_lua_arm(state, kj_lua_of(state)->limits.load_instructions);
        status = lua_pcall(state, 0, 0, 0);
        kj_lua_disarm(state);
    }
    if (first)
        kj_watch(watch, KJ_STAGE_WORK, -1);
    lua_pushboolean(state, status == LUA_OK);
    if (status == LUA_OK)
        return 1;
    lua_insert(state, -2);
    return 2;
}

void kj_lua_open_budget(lua_State *state)
{
    lua_pushcfunction(state, run_chunk);
    lua_setfield(state, -2, "run_chunk");
    lua_pushcfunction(state, load_chunk);
    lua_setfield(state, -2, "load_chunk");
    lua_pushcfunction(state, here);
    lua_setfield(state, -2, "here");
}
