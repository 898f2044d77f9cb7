/* Records as packs see them: userdata that hold a kind and a row and read the dataset's columns.
 * There is one per record and dataset, so that a == b compares records. Reading a name is one
 * look-up in the kind's slots (an upvalue), then a cell; nothing is checked on the way but that the
 * record belongs to the data now bound. */
#include "engine/lua/lua_parts.h"

#include <string.h>

/* Their addresses, as error values, say that a fact is missing, that a cell is not resolved yet. */
static const char missing_mark, pending_mark;

_Noreturn void kj_lua_raise_missing(lua_State *state)
{
    lua_pushlightuserdata(state, (void *)&missing_mark);
    lua_error(state);
    __builtin_unreachable();
}

bool kj_lua_is_missing(lua_State *state, int index)
{
    return lua_islightuserdata(state, index) && lua_touserdata(state, index) == &missing_mark;
}

_Noreturn void kj_lua_raise_pending(lua_State *state)
{
    lua_pushlightuserdata(state, (void *)&pending_mark);
    lua_error(state);
    __builtin_unreachable();
}

bool kj_lua_is_pending(lua_State *state, int index)
{
    return lua_islightuserdata(state, index) && lua_touserdata(state, index) == &pending_mark;
}

void kj_lua_check_live(KjLua *lua, const KjProxy *proxy)
{
    if (proxy->generation != lua->generation || !lua->bound)
        luaL_error(lua->state, "a record that was kept from other data");
}

const KjProxy *kj_lua_check_record(lua_State *state, int argument)
{
    const KjProxy *proxy = lua_touserdata(state, argument);
    if (!proxy || proxy->handle != KJ_HANDLE_RECORD)
        luaL_typeerror(state, argument, "record");
    kj_lua_check_live(kj_lua_of(state), proxy);
    return proxy;
}

const char *kj_lua_record_name(KjLua *lua, int32_t kind, int32_t row)
{
    const KjDataset *dataset = lua->world.dataset;
    return kj_arena_printf(lua->arena, "%s '%s'", dataset->schema->kinds[kind].name.data,
                           kj_record_id(dataset, (KjRef){kind, row}).data);
}

/* ---- what records do ---- */

/* record.NAME; upvalue 1: slots of the kind. Only Lua itself calls this, with a record of the kind.
 */
static int record_index(lua_State *state)
{
    const KjProxy *proxy = lua_touserdata(state, 1);
    KjLua *lua = kj_lua_of(state);
    int known;
    if (proxy->generation != lua->generation)
        kj_lua_check_live(lua, proxy);
    lua_pushvalue(state, 2);
    lua_rawget(state, lua_upvalueindex(1));
    lua_Integer slot = lua_tointegerx(state, -1, &known);
    if (!known) {
        const char *name = lua_type(state, 2) == LUA_TSTRING ? lua_tostring(state, 2) : "?";
        kj_lua_raise_unknown_name(lua, proxy->kind, name);
    }
    if (!kj_lua_push_slot(lua, proxy->kind, proxy->row, slot))
        kj_lua_raise_missing(state);
    return 1;
}

/* Pushes the full name of a group's member. [-0, +1, e] */
static void push_member_name(KjLua *lua, const KjProxy *group, int name)
{
    const KjKind *kind = &lua->world.dataset->schema->kinds[group->kind];
    if (lua_type(lua->state, name) != LUA_TSTRING)
        luaL_error(lua->state, "a name expected");
    lua_pushfstring(lua->state, "%s.%s", kind->fields[group->group].name.data,
                    lua_tostring(lua->state, name));
}

/* group.NAME */
static int group_index(lua_State *state)
{
    const KjProxy *group = lua_touserdata(state, 1);
    KjLua *lua = kj_lua_of(state);
    kj_lua_check_live(lua, group);
    push_member_name(lua, group, 2);
    if (!kj_lua_push_slot(lua, group->kind, group->row, kj_lua_take_slot(lua, group->kind)))
        kj_lua_raise_missing(state);
    return 1;
}

static int refuse_writing(lua_State *state)
{
    return luaL_error(state, "records are read-only");
}

static int record_tostring(lua_State *state)
{
    const KjProxy *proxy = lua_touserdata(state, 1);
    KjLua *lua = kj_lua_of(state);
    kj_lua_check_live(lua, proxy);
    KjArenaMark mark = kj_arena_mark(lua->arena);
    lua_pushstring(state, kj_lua_record_name(lua, proxy->kind, proxy->row));
    kj_arena_release(lua->arena, mark);
    return 1;
}

/* Completes the metatable on top, whose __index function lies above it. [-1, +0, m] */
static void furnish(lua_State *state)
{
    static const luaL_Reg methods[] = {
        {"__newindex", refuse_writing}, {"__tostring", record_tostring}, {NULL, NULL}};
    lua_setfield(state, -2, "__index");
    luaL_setfuncs(state, methods, 0);
    lua_pushliteral(state, "record");
    lua_setfield(state, -2, "__name");
    lua_pushboolean(state, 0);
    lua_setfield(state, -2, "__metatable");
}

/* ---- making them ---- */

/* [-0, +1, m] */
static void push_metatable(KjLua *lua, int32_t kind)
{
    lua_State *state = lua->state;
    lua_rawgeti(state, LUA_REGISTRYINDEX, lua->metatables);
    if (lua_rawgeti(state, -1, kind + 1) == LUA_TNIL) {
        lua_pop(state, 1);
        lua->exempt++;
        lua_newtable(state);
        kj_lua_push_slots(lua, kind);
        lua_pushcclosure(state, record_index, 1);
        furnish(state);
        lua_pushvalue(state, -1);
        lua_rawseti(state, -3, kind + 1);
        lua->exempt--;
    }
    lua_remove(state, -2);
}

void kj_lua_push_records(KjLua *lua, int32_t kind)
{
    lua_State *state = lua->state;
    luaL_checkstack(state, 8, "too many values");
    lua_rawgeti(state, LUA_REGISTRYINDEX, lua->records);
    if (lua_rawgeti(state, -1, kind + 1) == LUA_TNIL) {
        lua_pop(state, 1);
        lua->exempt++;
        lua_createtable(state, (int)lua->world.dataset->tables[kind].rows, 0);
        lua_pushvalue(state, -1);
        lua_rawseti(state, -3, kind + 1);
        lua->exempt--;
    }
    lua_remove(state, -2);
}

void kj_lua_push_record_from(KjLua *lua, int records, int32_t kind, int32_t row)
{
    lua_State *state = lua->state;
    if (lua_rawgeti(state, records, row + 1) != LUA_TNIL)
        return;
    lua_pop(state, 1);
    KjProxy *proxy = lua_newuserdatauv(state, sizeof *proxy, 0);
    *proxy = (KjProxy){KJ_HANDLE_RECORD, lua->generation, kind, row, -1};
    push_metatable(lua, kind);
    lua_setmetatable(state, -2);
    lua_pushvalue(state, -1);
    lua_rawseti(state, records, row + 1);
}

void kj_lua_push_record(KjLua *lua, int32_t kind, int32_t row)
{
    kj_lua_push_records(lua, kind);
    kj_lua_push_record_from(lua, lua_gettop(lua->state), kind, row);
    lua_remove(lua->state, -2);
}

void kj_lua_push_group(KjLua *lua, int32_t kind, int32_t row, int32_t group)
{
    lua_State *state = lua->state;
    KjProxy *proxy = lua_newuserdatauv(state, sizeof *proxy, 0);
    *proxy = (KjProxy){KJ_HANDLE_GROUP, lua->generation, kind, row, group};
    lua_rawgeti(state, LUA_REGISTRYINDEX, lua->shared);
    if (lua_rawgeti(state, -1, KJ_HANDLE_GROUP) == LUA_TNIL) {
        lua_pop(state, 1);
        lua_newtable(state);
        lua_pushcfunction(state, group_index);
        furnish(state);
        lua_pushvalue(state, -1);
        lua_rawseti(state, -3, KJ_HANDLE_GROUP);
    }
    lua_setmetatable(state, -3);
    lua_pop(state, 1);
}

static void renew(KjLua *lua, int *reference)
{
    lua_newtable(lua->state);
    lua_rawseti(lua->state, LUA_REGISTRYINDEX, *reference);
}

void kj_lua_forget_records(KjLua *lua)
{
    const KjSchema *schema = lua->world.dataset ? lua->world.dataset->schema : NULL;
    renew(lua, &lua->records);
    renew(lua, &lua->texts);
    if (schema == lua->schema)
        return;
    lua->schema = NULL;
    renew(lua, &lua->slots);
    renew(lua, &lua->metatables);
    lua->schema = schema;
}

/* ---- what packs and stdlib call ---- */

/* field(record, "standby.type") → the value, or nil if it is missing; also of groups and params */
static int field(lua_State *state)
{
    KjLua *lua = kj_lua_of(state);
    const KjProxy *proxy = lua_touserdata(state, 1);
    size_t len;
    const char *name = luaL_checklstring(state, 2, &len);
    lua_settop(state, 2);
    if (!proxy || proxy->handle == KJ_HANDLE_VERDICT)
        return luaL_typeerror(state, 1, "record");
    bool there;
    if (proxy->handle == KJ_HANDLE_PARAMS) {
        there = kj_lua_push_param(lua, proxy->kind, (KjText){name, (uint32_t)len});
    } else {
        kj_lua_check_live(lua, proxy);
        if (proxy->handle == KJ_HANDLE_GROUP)
            push_member_name(lua, proxy, 2);
        there = kj_lua_push_slot(lua, proxy->kind, proxy->row, kj_lua_take_slot(lua, proxy->kind));
    }
    if (!there)
        lua_pushnil(state);
    return 1;
}

/* kijun.before(a, b) → whether record a stands before b: by kind, then by id */
static int before(lua_State *state)
{
    const KjProxy *a = kj_lua_check_record(state, 1);
    const KjProxy *b = kj_lua_check_record(state, 2);
    lua_pushboolean(state, a->kind != b->kind ? a->kind < b->kind : a->row < b->row);
    return 1;
}

void kj_lua_open_records(lua_State *state)
{
    static const luaL_Reg functions[] = {
        {"field", field},
        {"before", before},
        {"links", kj_lua_links},
        {NULL, NULL},
    };
    luaL_setfuncs(state, functions, 0);
}
