/* links(record, "depends_on.service"): the records that a name leads to, whether it is a reference, a
 * list of them, a way back, or a reference inside a list of groups. What walks (reach, cycle) is
 * written in Lua on top of it, in stdlib/run.lua. */
#include "engine/lua/lua_parts.h"

#include <string.h>

static void add_links(KjLua *lua, int32_t kind, int32_t row, const char *path, int into);

/* Appends the element on top to the table at an index. [-1, +0, m] */
static void append(lua_State *state, int into)
{
    lua_rawseti(state, into, (lua_Integer)lua_rawlen(state, into) + 1);
}

/* The slot of a path, or -1. [-0, +0, m] */
static lua_Integer find_slot(KjLua *lua, int32_t kind, const char *path, size_t len)
{
    lua_State *state = lua->state;
    int known;
    kj_lua_push_slots(lua, kind);
    lua_pushlstring(state, path, len);
    lua_rawget(state, -2);
    lua_Integer slot = lua_tointegerx(state, -1, &known);
    lua_pop(state, 2);
    return known ? slot : -1;
}

static bool is_list(const KjLua *lua, int32_t kind, lua_Integer slot)
{
    const KjField *field = &lua->world.dataset->schema->kinds[kind].fields[KJ_SLOT_NUMBER(slot)];
    return KJ_SLOT_OP(slot) == KJ_SLOT_BACK || KJ_SLOT_OP(slot) == KJ_SLOT_ALL ||
           (KJ_SLOT_OP(slot) == KJ_SLOT_LIST && field->type == KJ_REF);
}

static void add_slot(KjLua *lua, int32_t kind, int32_t row, lua_Integer slot, const char *path,
                     int into)
{
    lua_State *state = lua->state;
    KjSlotOp op = KJ_SLOT_OP(slot);
    if (op == KJ_SLOT_REF || op == KJ_SLOT_ANY) {
        if (kj_lua_push_slot(lua, kind, row, slot)) /* a missing reference is the end of the way */
            append(state, into);
        return;
    }
    if (op < KJ_SLOT_LIST || !is_list(lua, kind, slot))
        kj_lua_raise(state, "'%s' does not lead to records", path);
    if (!kj_lua_push_slot(lua, kind, row, slot))
        kj_lua_raise_missing(state);
    size_t count = lua_rawlen(state, -1);
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(state, -1, (lua_Integer)i);
        append(state, into);
    }
    lua_pop(state, 1);
}

/* The rows of a list of groups, each followed by the rest of the path. */
static void add_rows(KjLua *lua, int32_t kind, int32_t row, lua_Integer slot, const char *rest,
                     int into)
{
    int32_t number = KJ_SLOT_NUMBER(slot);
    const KjDataset *dataset = lua->world.dataset;
    const KjColumn *column = &dataset->tables[kind].columns[number];
    kj_lua_note(lua, kind, row, number);
    if (column->valid && !column->valid[row]) {
        lua->missing = (KjRead){kind, row, number};
        kj_lua_raise_missing(lua->state);
    }
    int32_t child = dataset->schema->kinds[kind].fields[number].child;
    for (uint32_t at = column->start[row]; at < column->start[row + 1]; at++)
        add_links(lua, child, (int32_t)at, rest, into);
}

static void add_links(KjLua *lua, int32_t kind, int32_t row, const char *path, int into)
{
    lua_Integer slot = find_slot(lua, kind, path, strlen(path));
    if (slot >= 0) {
        add_slot(lua, kind, row, slot, path, into);
        return;
    }
    for (const char *dot = strchr(path, '.'); dot; dot = strchr(dot + 1, '.')) {
        slot = find_slot(lua, kind, path, (size_t)(dot - path));
        if (slot >= 0 && KJ_SLOT_OP(slot) == KJ_SLOT_ROWS) {
            add_rows(lua, kind, row, slot, dot + 1, into);
            return;
        }
    }
    kj_lua_raise_unknown_name(lua, kind, path);
}

/* kijun.links(record, path) → array of records
 * A missing reference gives none; a missing list ends the check as unknown. */
int kj_lua_links(lua_State *state)
{
    const KjProxy *record = kj_lua_check_record(state, 1);
    const char *path = luaL_checkstring(state, 2);
    lua_newtable(state);
    add_links(kj_lua_of(state), record->kind, record->row, path, lua_gettop(state));
    return 1;
}
