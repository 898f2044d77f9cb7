/* Chunks of pack code: compiled from text (never from bytecode), each with an environment as its globals,
 * and run within the budget for one file. */
#include "engine/lua/lua_parts.h"

#include <string.h>

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

/* Text and name → the chunk */
static int load_text(lua_State *state)
{
    size_t len;
    const char *text = lua_tolstring(state, 1, &len);
    if (luaL_loadbufferx(state, text, len, lua_tostring(state, 2), "t") != LUA_OK)
        lua_error(state);
    return 1;
}

/* Compiles the text that is argument 1 (never bytecode), named by argument 2, with argument 3 as its
 * globals; pushes the function or the error. [-0, +1, e] */
static int compile(lua_State *state)
{
    size_t len;
    const char *text = luaL_checklstring(state, 1, &len);
    luaL_checkstring(state, 2);
    luaL_checktype(state, 3, LUA_TTABLE);
    remember(state, text, len);
    lua_pushcfunction(state, load_text);
    lua_pushvalue(state, 1);
    lua_pushvalue(state, 2);
    /* in a call of its own: what is nested too deeply would be told with where stdlib stands */
    int status = lua_pcall(state, 2, 1, 0);
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
        if (status != LUA_OK)
            kj_lua_explain_shortage(kj_lua_of(state));
    }
    if (first)
        kj_watch(watch, KJ_STAGE_WORK, -1);
    lua_pushboolean(state, status == LUA_OK);
    if (status == LUA_OK)
        return 1;
    lua_insert(state, -2);
    return 2;
}

void kj_lua_open_chunk(lua_State *state)
{
    lua_pushcfunction(state, run_chunk);
    lua_setfield(state, -2, "run_chunk");
    lua_pushcfunction(state, load_chunk);
    lua_setfield(state, -2, "load_chunk");
}
