/* The run interface besides records: the as-of day, parameters, verdicts. */
#include "engine/lua/lua_parts.h"

#include "engine/base/date.h"

#include <string.h>

static void check_judging(lua_State *state)
{
    if (!kj_lua_of(state)->bound)
        luaL_error(state, "nothing is being judged now");
}

/* ---- the as-of day ---- */

/* What is answered stays the same before that day. */
static void answer_until(KjLua *lua, int32_t day)
{
    if (lua->world.until)
        lua->world.until(lua->world.ctx, lua->org, day);
}

/* today() → the as-of day: days since 1970-01-01 */
static int today(lua_State *state)
{
    KjLua *lua = kj_lua_of(state);
    check_judging(state);
    answer_until(lua, lua->world.today + 1);
    lua_pushinteger(state, lua->world.today);
    return 1;
}

/* Whether the as-of day is `after` days behind a day, or more. */
static int is_behind(lua_State *state, int after)
{
    KjLua *lua = kj_lua_of(state);
    lua_Integer first = luaL_checkinteger(state, 1);
    check_judging(state);
    bool behind = first <= lua->world.today - after;
    if (!behind && first <= KJ_LAST_DAY)
        answer_until(lua, (int32_t)first + after);
    lua_pushboolean(state, behind);
    return 1;
}

/* come(day) → day <= today(): the as-of day is that day or a later one */
static int come(lua_State *state)
{
    return is_behind(state, 0);
}

/* past(day) → day < today(): the as-of day is a later one */
static int past(lua_State *state)
{
    return is_behind(state, 1);
}

/* ---- parameters ---- */

/* Bands as packs see them are lists of { label, upper }; tables become nested maps. [-0, +1, m] */
static void push_table_value(KjLua *lua, const KjList *entries)
{
    lua_State *state = lua->state;
    lua_newtable(state);
    for (size_t i = 0; i < entries->count; i++) {
        const KjList *keys = kj_map_list(&entries->items[i], "keys");
        int depth = lua_gettop(state);
        if (keys->count == 0)
            continue;
        lua_pushvalue(state, -1);
        for (size_t k = 0; k + 1 < keys->count; k++) {
            kj_lua_push(lua, &keys->items[k]);
            if (lua_rawget(state, -2) == LUA_TNIL) {
                lua_pop(state, 1);
                lua_newtable(state);
                kj_lua_push(lua, &keys->items[k]);
                lua_pushvalue(state, -2);
                lua_rawset(state, -4);
            }
        }
        kj_lua_push(lua, &keys->items[keys->count - 1]);
        kj_lua_push(lua, kj_map_get(&entries->items[i], "value"));
        lua_rawset(state, -3);
        lua_settop(state, depth);
    }
}

static bool is_table(const KjValue *value)
{
    return value->type == KJ_LIST && value->u.list.count > 0 &&
           kj_map_list(&value->u.list.items[0], "keys")->count > 0;
}

bool kj_lua_push_param(KjLua *lua, int32_t pack, KjText name)
{
    KjValue value = kj_value_none();
    check_judging(lua->state);
    luaL_checkstack(lua->state, 20, "too many values");
    int32_t number =
        lua->world.param ? lua->world.param(lua->world.ctx, pack, name, lua->org, &value) : -1;
    if (number < 0)
        luaL_error(lua->state, "unknown parameter '%s'", name.data);
    kj_lua_note(lua, KJ_TRACE_PARAMETER, number, 0);
    if (value.type == KJ_NONE) {
        lua->missing = (KjRead){KJ_TRACE_PARAMETER, number, 0};
        return false;
    }
    if (is_table(&value))
        push_table_value(lua, &value.u.list);
    else
        kj_lua_push(lua, &value);
    return true;
}

static int read_param(lua_State *state, int32_t pack, int index)
{
    size_t len;
    const char *name = luaL_checklstring(state, index, &len);
    if (!kj_lua_push_param(kj_lua_of(state), pack, (KjText){name, (uint32_t)len}))
        kj_lua_raise_missing(state);
    return 1;
}

/* param("users") → the value of a parameter; upvalue 1: number of the pack that asks */
static int param(lua_State *state)
{
    return read_param(state, (int32_t)lua_tointeger(state, lua_upvalueindex(1)), 1);
}

/* params.users → the same */
static int params_index(lua_State *state)
{
    const KjProxy *params = lua_touserdata(state, 1);
    return read_param(state, params->kind, 2);
}

static int params_newindex(lua_State *state)
{
    return luaL_error(state, "parameters are read-only");
}

static int params_tostring(lua_State *state)
{
    lua_pushliteral(state, "params");
    return 1;
}

/* kijun.param(pack) → the function `param` of a pack */
static int new_param(lua_State *state)
{
    luaL_checkinteger(state, 1);
    lua_settop(state, 1);
    lua_pushcclosure(state, param, 1);
    return 1;
}

/* kijun.params(pack) → the object `params` of a pack */
static int new_params(lua_State *state)
{
    static const luaL_Reg methods[] = {{"__index", params_index},
                                       {"__newindex", params_newindex},
                                       {"__tostring", params_tostring},
                                       {NULL, NULL}};
    int32_t pack = (int32_t)luaL_checkinteger(state, 1);
    KjProxy *params = lua_newuserdatauv(state, sizeof *params, 0);
    *params = (KjProxy){KJ_HANDLE_PARAMS, 0, pack, -1, -1};
    lua_newtable(state);
    luaL_setfuncs(state, methods, 0);
    lua_pushboolean(state, 0);
    lua_setfield(state, -2, "__metatable");
    lua_setmetatable(state, -2);
    return 1;
}

/* ---- verdicts ---- */

static int verdict_call(lua_State *state);

static int verdict_tostring(lua_State *state)
{
    const KjVerdictHandle *verdict = lua_touserdata(state, 1);
    lua_pushstring(state, kj_verdict_name(verdict->verdict));
    return 1;
}

/* [-0, +1, m] */
static void push_verdict_metatable(lua_State *state)
{
    static const luaL_Reg methods[] = {
        {"__call", verdict_call}, {"__tostring", verdict_tostring}, {NULL, NULL}};
    lua_rawgeti(state, LUA_REGISTRYINDEX, kj_lua_of(state)->shared);
    if (lua_rawgeti(state, -1, KJ_HANDLE_VERDICT) == LUA_TNIL) {
        lua_pop(state, 1);
        lua_newtable(state);
        luaL_setfuncs(state, methods, 0);
        lua_pushliteral(state, "verdict");
        lua_setfield(state, -2, "__name");
        lua_pushboolean(state, 0);
        lua_setfield(state, -2, "__metatable");
        lua_pushvalue(state, -1);
        lua_rawseti(state, -3, KJ_HANDLE_VERDICT);
    }
    lua_remove(state, -2);
}

/* Pushes a verdict with the particulars at an index (0: none). [-0, +1, m] */
static void push_verdict(lua_State *state, KjVerdict verdict, int particulars)
{
    KjVerdictHandle *handle = lua_newuserdatauv(state, sizeof *handle, 1);
    *handle = (KjVerdictHandle){KJ_HANDLE_VERDICT, verdict};
    if (particulars) {
        lua_pushvalue(state, particulars);
        lua_setiuservalue(state, -2, 1);
    }
    push_verdict_metatable(state);
    lua_setmetatable(state, -2);
}

/* fail { message = …, … } → the verdict with its particulars; also fail "message" and fail() */
static int verdict_call(lua_State *state)
{
    const KjVerdictHandle *verdict = lua_touserdata(state, 1);
    if (lua_type(state, 2) == LUA_TSTRING) {
        lua_newtable(state);
        lua_pushvalue(state, 2);
        lua_setfield(state, -2, "message");
        lua_replace(state, 2);
    }
    if (!lua_isnoneornil(state, 2))
        luaL_checktype(state, 2, LUA_TTABLE);
    push_verdict(state, verdict->verdict, lua_isnoneornil(state, 2) ? 0 : 2);
    return 1;
}

void kj_lua_open_run(lua_State *state)
{
    static const luaL_Reg functions[] = {{"today", today},       {"come", come},
                                         {"past", past},         {"param", new_param},
                                         {"params", new_params}, {NULL, NULL}};
    static const KjVerdict verdicts[] = {KJ_PASS, KJ_PARTIAL, KJ_FAIL, KJ_UNKNOWN};
    luaL_setfuncs(state, functions, 0);
    for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++) {
        push_verdict(state, verdicts[i], 0);
        lua_setfield(state, -2, kj_verdict_name(verdicts[i]));
    }
}
