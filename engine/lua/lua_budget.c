/* Instruction budgets. A count hook fires every slice of instructions; when the budget is used up it
 * raises an error at the line of pack code that was running. Packs have no pcall, so nothing of
 * theirs can catch it; the hook stays armed with a count of 1 until the call has ended, so nothing of
 * ours can swallow it. What works long in C for one instruction has it charged; a charge does not end
 * the running slice, so that a budget is exceeded by one slice at most. */
#include "engine/lua/lua_parts.h"

#include <stdio.h>
#include <string.h>

#define MOST_LEVELS 200 /* Lua counts levels from the top, each time anew */

/* The innermost place in pack code, from a level of the stack on: stdlib's own chunks are passed
 * over. Where only those stand, one within another, there is none. */
static bool find_place(lua_State *state, int level, lua_Debug *at)
{
    for (; level < MOST_LEVELS && lua_getstack(state, level, at); level++) {
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
#define MOST_SPREAD 1000 /* values of `...`, looked at after every slice, */
#define SPREAD_LEVELS 30 /* in the innermost calls */

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

/* One instruction spreads `...`, however much it holds. */
static bool spreads_too_much(lua_State *state)
{
    lua_Debug at;
    for (int level = 0; level < SPREAD_LEVELS && lua_getstack(state, level, &at); level++) {
        if (lua_getlocal(state, &at, -MOST_SPREAD - 1)) {
            lua_pop(state, 1);
            return true;
        }
    }
    return false;
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
    if (spreads_too_much(state))
        kj_lua_raise(state, "a call was given too many values (at most %d)", MOST_SPREAD);
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
    lua->exempt = 0;
    lua->refusals = 0;
    lua->short_at[0] = '\0';
    lua->trace_compact = KJ_LUA_READS;
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

void kj_lua_charge_quietly(KjLua *lua, uint64_t instructions)
{
    if (lua->left == 0) /* the hook is set; setting it goes over all calls that are open */
        return;
    bool over = lua->left <= instructions;
    lua->left = over ? 0 : lua->left - instructions;
    if (over)
        lua_sethook(lua->state, spend, LUA_MASKCOUNT, 1);
}

/* kijun.charge(n): work that stdlib has done for pack code in one call of C */
static int charge(lua_State *state)
{
    kj_lua_charge(state, (uint64_t)luaL_checkinteger(state, 1));
    return 0;
}

/* kijun.raise(text): an error that is placed in pack code */
static int raise(lua_State *state)
{
    kj_lua_raise(state, "%s", luaL_checkstring(state, 1));
}

/* ---- memory ---- */

void kj_lua_remember_place(KjLua *lua)
{
    lua_Debug at;
    if (lua->armed && find_place(lua->state, 0, &at))
        snprintf(lua->short_at, sizeof lua->short_at, "%s:%d: ", at.short_src, at.currentline);
}

void kj_lua_explain_shortage(KjLua *lua)
{
    static const char *const why[] = {
        [KJ_SHORT_MEMORY] = "not enough memory",
        [KJ_SHORT_TEXT] = "a text longer than 64 KiB",
    };
    lua_State *state = lua->state;
    const char *text = lua_tostring(state, -1);
    if (lua->refusals == 0 || !text || strcmp(text, "not enough memory") != 0)
        return;
    lua_pop(state, 1);
    lua->refusals = 0;
    lua_pushfstring(state, "%s%s", lua->short_at, why[lua->shortage]);
}

void kj_lua_open_budget(lua_State *state)
{
    lua_pushcfunction(state, charge);
    lua_setfield(state, -2, "charge");
    lua_pushcfunction(state, raise);
    lua_setfield(state, -2, "raise");
    lua_pushcfunction(state, here);
    lua_setfield(state, -2, "here");
}
