/* Slots: what the names on records of a kind mean, made from the schema when a kind is first seen.
 * A kind's table maps names to whole numbers (KJ_SLOT), so that reading r.rto is one look-up. Members
 * of groups stand there under their dotted names. Ways back have the names that stdlib/inverses.lua
 * gives them. */
#include "engine/lua/lua_parts.h"

#include <stdlib.h>
#include <string.h>

static KjSlotOp scalar_op(const KjField *field)
{
    switch (field->type) {
    case KJ_BOOL: return KJ_SLOT_BOOL;
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY: return KJ_SLOT_REAL;
    case KJ_TEXT_TYPE:
    case KJ_ENUM: return KJ_SLOT_TEXT;
    case KJ_MONEY: return KJ_SLOT_MONEY;
    case KJ_REF: return field->target == KJ_ANY_KIND ? KJ_SLOT_ANY : KJ_SLOT_REF;
    case KJ_GROUP: return KJ_SLOT_GROUP;
    default: return KJ_SLOT_WHOLE;
    }
}

/* Sets name → slot in the table on top, unless the name is taken. The name lies on top of the table
 * and is popped. [-1, +0, m] */
static void set_new(lua_State *state, lua_Integer slot)
{
    lua_pushvalue(state, -1);
    bool taken = lua_rawget(state, -3) != LUA_TNIL;
    lua_pop(state, 1);
    if (taken) {
        lua_pop(state, 1);
        return;
    }
    lua_pushinteger(state, slot);
    lua_rawset(state, -3);
}

static void add_fields(lua_State *state, const KjKind *kind)
{
    for (size_t i = 0; i < kind->field_count; i++) {
        const KjField *field = &kind->fields[i];
        KjSlotOp op = field->child >= 0 ? KJ_SLOT_ROWS
                      : field->list     ? KJ_SLOT_LIST
                                        : scalar_op(field);
        lua_pushlstring(state, field->name.data, field->name.len);
        set_new(state, KJ_SLOT(op, i));
    }
}

/* On the organisation's record, a plural is the list of all records of that kind. */
static void add_plurals(lua_State *state, const KjSchema *schema)
{
    for (size_t i = 0; i < schema->kind_count; i++) {
        const KjKind *kind = &schema->kinds[i];
        if (kind->parent >= 0 || kind->singleton || kind->plural.len == 0)
            continue;
        lua_pushlstring(state, kind->plural.data, kind->plural.len);
        set_new(state, KJ_SLOT(KJ_SLOT_ALL, i));
    }
}

/* "systems_by_depends_on", "services_by_depends_on_service" [-0, +1, m] */
static void push_long_name(lua_State *state, const KjSchema *schema, const KjInverse *inverse)
{
    const KjKind *holder = &schema->kinds[inverse->holder];
    lua_pushstring(state, schema->kinds[inverse->source].plural.data);
    lua_pushliteral(state, "_by_");
    int parts = 3;
    if (holder->parent >= 0) {
        const KjField *list = &schema->kinds[holder->parent].fields[holder->parent_field];
        lua_pushfstring(state, "%s.", list->name.data);
        parts++;
    }
    lua_pushstring(state, holder->fields[inverse->field].name.data);
    lua_concat(state, parts);
    luaL_gsub(state, lua_tostring(state, -1), ".", "_");
    lua_remove(state, -2);
}

static void add_inverses(lua_State *state, const KjSchema *schema, int32_t kind)
{
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < schema->inverse_count; i++) {
            const KjInverse *inverse = &schema->inverses[i];
            if (inverse->of != kind && inverse->of != KJ_ANY_KIND)
                continue;
            if (pass == 0)
                lua_pushlstring(state, inverse->name.data, inverse->name.len);
            else
                push_long_name(state, schema, inverse);
            set_new(state, KJ_SLOT(KJ_SLOT_BACK, i));
        }
    }
}

static void make_slots(lua_State *state, const KjSchema *schema, int32_t kind)
{
    static const struct {
        const char *name;
        KjSlotOp op;
    } always[] = {{"id", KJ_SLOT_ID}, {"kind", KJ_SLOT_KIND}, {"organization", KJ_SLOT_ORG}};
    lua_createtable(state, 0, (int)schema->kinds[kind].field_count + 8);
    for (size_t i = 0; i < sizeof always / sizeof *always; i++) {
        lua_pushstring(state, always[i].name);
        set_new(state, KJ_SLOT(always[i].op, 0));
    }
    add_fields(state, &schema->kinds[kind]);
    if (schema->kinds[kind].singleton)
        add_plurals(state, schema);
    if (schema->kinds[kind].parent < 0)
        add_inverses(state, schema, kind);
}

void kj_lua_push_slots(KjLua *lua, int32_t kind)
{
    lua_State *state = lua->state;
    lua_rawgeti(state, LUA_REGISTRYINDEX, lua->slots);
    if (lua_rawgeti(state, -1, kind + 1) == LUA_TNIL) {
        lua_pop(state, 1);
        lua->exempt++;
        make_slots(state, lua->world.dataset->schema, kind);
        lua_pushvalue(state, -1);
        lua_rawseti(state, -3, kind + 1);
        lua->exempt--;
    }
    lua_remove(state, -2);
}

lua_Integer kj_lua_take_slot(KjLua *lua, int32_t kind)
{
    lua_State *state = lua->state;
    kj_lua_push_slots(lua, kind);
    lua_pushvalue(state, -2);
    lua_rawget(state, -2);
    int known;
    lua_Integer slot = lua_tointegerx(state, -1, &known);
    lua_pop(state, 2);
    if (!known) {
        const char *name = lua_type(state, -1) == LUA_TSTRING ? lua_tostring(state, -1) : "?";
        kj_lua_raise_unknown_name(lua, kind, name);
    }
    lua_pop(state, 1);
    return slot;
}

/* ---- unknown names ---- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static size_t count_slots(lua_State *state)
{
    size_t count = 0;
    for (lua_pushnil(state); lua_next(state, -2); lua_pop(state, 1))
        count++;
    return count;
}

/* The nearest name in the table of slots on top, or NULL; it is kept alive by the table. */
static const char *nearest_slot(lua_State *state, const char *name)
{
    KjLua *lua = kj_lua_of(state);
    KjArenaMark mark = kj_arena_mark(lua->arena);
    size_t count = count_slots(state), n = 0;
    const char **names = kj_arena_array(lua->arena, count + 1, sizeof *names);
    for (lua_pushnil(state); lua_next(state, -2); lua_pop(state, 1))
        names[n++] = lua_tostring(state, -2);
    qsort(names, n, sizeof *names, by_text);
    const char *best = kj_nearest(kj_text(name), names, n);
    kj_arena_release(lua->arena, mark);
    return best;
}

_Noreturn void kj_lua_raise_unknown_name(KjLua *lua, int32_t kind, const char *name)
{
    lua_State *state = lua->state;
    const char *of = lua->world.dataset->schema->kinds[kind].name.data;
    kj_lua_push_slots(lua, kind);
    const char *best = nearest_slot(state, name);
    if (best)
        kj_lua_raise(state, "%s has no field '%s' (did you mean '%s'?)", of, name, best);
    kj_lua_raise(state, "%s has no field '%s'", of, name);
}
