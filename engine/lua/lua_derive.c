/* Calling derivations: for one record, or for all records of an organisation at once. What they
 * return is checked against the fields that they fill. */
#include "engine/lua/lua_parts.h"

#include <stdlib.h>
#include <string.h>

typedef struct Derivation {
    KjLua *lua;
    int64_t function;
    const KjField *field; /* for one record */
    KjRef record;
    const KjKind *kind; /* for an organisation */
    const int32_t *fields;
    size_t field_count;
    bool records;
    uint32_t org;
    KjArena *arena;
    KjValue *result;
    const char *changed; /* by the call, though it outlives it */
} Derivation;

/* Calls the function with what is on top, within a budget. [-1, +1, e] */
static void call_armed(Derivation *call, uint64_t budget)
{
    KjLua *lua = call->lua;
    const KjGuard *guard = kj_lua_guard(lua, call->function);
    if (!kj_lua_push_function(lua, call->function))
        luaL_error(lua->state, "there is no such function");
    lua_insert(lua->state, -2);
    kj_lua_arm(lua->state, budget);
    lua_call(lua->state, 1, 1);
    call->changed = kj_lua_put_back(lua, guard);
    if (call->changed)
        luaL_error(lua->state, "changed '%s'", call->changed);
}

/* ---- one record ---- */

static int derive_one(lua_State *state)
{
    Derivation *call = lua_touserdata(state, 1);
    KjLua *lua = call->lua;
    const char *why;
    if (!lua->bound)
        luaL_error(state, "nothing is being judged now");
    lua->org = kj_record_org(lua->world.dataset, call->record);
    kj_lua_push_record(lua, call->record.kind, call->record.row);
    call_armed(call, lua->limits.check_instructions);
    if (!kj_lua_typed(lua, -1, call->field, call->arena, call->result, &why))
        luaL_error(state, "the derivation returned %s", why);
    return 0;
}

static bool run(Derivation *call, lua_CFunction body)
{
    lua_State *state = call->lua->state;
    lua_pushcfunction(state, body);
    lua_pushlightuserdata(state, call);
    bool ok = lua_pcall(state, 1, 0, 0) == LUA_OK;
    kj_lua_disarm(state);
    if (!ok && !call->changed)
        call->changed = kj_lua_settle(call->lua, call->function);
    return ok;
}

static bool failed(Derivation *call, KjError *error)
{
    KjLua *lua = call->lua;
    KjText text = kj_lua_error_text(lua, call->arena);
    if (call->changed)
        text = kj_lua_change_told(lua, call->function, call->changed, call->arena).en;
    kj_error_set(error, KJ_EXIT_RULE_ERROR, "%s", text.data);
    *call->result = kj_value_none();
    return false;
}

bool kj_lua_derive(KjLua *lua, int64_t function, const KjField *field, KjRef record, KjArena *arena,
                   KjValue *value, KjRead *missing, bool *pending, KjError *error)
{
    Derivation call = {.lua = lua,
                       .function = function,
                       .field = field,
                       .record = record,
                       .arena = arena,
                       .result = value};
    *value = kj_value_none();
    *missing = (KjRead){-1, -1, -1};
    *pending = false;
    if (run(&call, derive_one))
        return true;
    *pending = !call.changed && kj_lua_is_pending(lua->state, -1);
    if (call.changed || !(*pending || kj_lua_is_missing(lua->state, -1)))
        return failed(&call, error);
    *missing = lua->missing;
    *value = kj_value_none();
    lua_settop(lua->state, 0);
    return true;
}

/* ---- an organisation: fields ---- */

/* The value on top as that of a field, into a map. [-0, +0, e] */
static void add_field(Derivation *call, KjTree *map, const KjField *field)
{
    KjValue value;
    const char *why;
    if (!kj_lua_typed(call->lua, -1, field, call->arena, &value, &why))
        luaL_error(call->lua->state, "the derivation returned %s", why);
    kj_tree_set(map, field->name.data, value);
}

/* Fields by name from the table on top; those of the derivation only. [-0, +0, e] */
static void add_named(Derivation *call, KjTree *map)
{
    lua_State *state = call->lua->state;
    lua_pushnil(state);
    while (lua_next(state, -2)) {
        const char *name = lua_type(state, -2) == LUA_TSTRING ? lua_tostring(state, -2) : "?";
        const KjField *field = NULL;
        for (size_t i = 0; i < call->field_count; i++) {
            if (kj_text_is(call->kind->fields[call->fields[i]].name, name))
                field = &call->kind->fields[call->fields[i]];
        }
        if (!field)
            luaL_error(state, "the derivation does not declare field '%s'", name);
        add_field(call, map, field);
        lua_pop(state, 1);
    }
}

/* Whether the table on top has names: the value of one field never has. [-0, +0, -] */
static bool is_named(lua_State *state)
{
    if (!lua_istable(state, -1))
        return false;
    lua_pushnil(state);
    if (!lua_next(state, -2))
        return false;
    bool named = lua_type(state, -2) == LUA_TSTRING;
    lua_pop(state, 2);
    return named;
}

/* One entry { [record] = value } of the result: key and value lie on top. [-0, +0, e] */
static KjValue read_entry(Derivation *call, int32_t kind)
{
    lua_State *state = call->lua->state;
    const KjProxy *record = lua_touserdata(state, -2);
    if (!record || record->handle != KJ_HANDLE_RECORD || record->kind != kind)
        luaL_error(state, "the derivation must return { [%s] = … }", call->kind->name.data);
    kj_lua_check_live(call->lua, record);
    KjTree map = kj_tree_map(call->arena);
    kj_tree_set(&map, "record", (KjValue){.type = KJ_REF, .u.ref = {kind, record->row}});
    if (call->field_count == 1 && !is_named(state))
        add_field(call, &map, &call->kind->fields[call->fields[0]]);
    else if (lua_istable(state, -1))
        add_named(call, &map);
    else
        luaL_error(state, "the derivation must return { [%s] = { field = … } }",
                   call->kind->name.data);
    return map.value;
}

static int by_row(const void *a, const void *b)
{
    int32_t x = ((const KjValue *)a)->u.map.pairs[0].value.u.ref.row;
    int32_t y = ((const KjValue *)b)->u.map.pairs[0].value.u.ref.row;
    return (x > y) - (x < y);
}

static void read_fields(Derivation *call, int32_t kind)
{
    lua_State *state = call->lua->state;
    KjTree list = kj_tree_list(call->arena);
    lua_pushnil(state);
    while (lua_next(state, -2)) {
        kj_tree_add(&list, read_entry(call, kind));
        lua_pop(state, 1);
    }
    if (list.value.u.list.count)
        qsort(list.value.u.list.items, list.value.u.list.count, sizeof(KjValue), by_row);
    *call->result = list.value;
}

/* ---- an organisation: records ---- */

static void read_id(Derivation *call, KjTree *map)
{
    lua_State *state = call->lua->state;
    if (lua_getfield(state, -1, "id") != LUA_TSTRING)
        luaL_error(state, "a derived record of '%s' has no id", call->kind->name.data);
    kj_tree_set(map, "id", kj_value_text(kj_lua_text(state, -1, call->arena)));
    lua_pop(state, 1);
}

static int by_key(const void *a, const void *b)
{
    return kj_text_compare(((const KjPair *)a)->key, ((const KjPair *)b)->key);
}

/* The derived record on top. [-0, +0, e] */
static KjValue read_record(Derivation *call)
{
    lua_State *state = call->lua->state;
    if (!lua_istable(state, -1))
        luaL_error(state, "the derivation must return a list of records");
    KjTree map = kj_tree_map(call->arena);
    read_id(call, &map);
    lua_pushnil(state);
    while (lua_next(state, -2)) {
        const char *name = lua_type(state, -2) == LUA_TSTRING ? lua_tostring(state, -2) : "?";
        if (strcmp(name, "id") != 0) {
            int32_t field = kj_kind_field(call->kind, kj_text(name));
            if (field < 0)
                luaL_error(state, "%s has no field '%s'", call->kind->name.data, name);
            add_field(call, &map, &call->kind->fields[field]);
        }
        lua_pop(state, 1);
    }
    qsort(map.value.u.map.pairs + 1, map.value.u.map.count - 1, sizeof(KjPair), by_key);
    return map.value;
}

static void read_records(Derivation *call)
{
    lua_State *state = call->lua->state;
    KjTree list = kj_tree_list(call->arena);
    size_t count = lua_rawlen(state, -1);
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(state, -1, (lua_Integer)i);
        kj_tree_add(&list, read_record(call));
        lua_pop(state, 1);
    }
    *call->result = list.value;
}

/* ---- an organisation ---- */

/* The organisation's record, or the list of its records of the kind. [-0, +1, e] */
static void push_subject(Derivation *call, int32_t kind)
{
    KjLua *lua = call->lua;
    const KjDataset *dataset = lua->world.dataset;
    int32_t of = call->records ? dataset->schema->organization : kind;
    if (of < 0)
        luaL_error(lua->state, "no pack declares the organisation's record");
    const uint32_t *start = dataset->tables[of].org_start;
    uint32_t from = start[call->org], to = start[call->org + 1];
    if (call->records) {
        kj_lua_push_record(lua, of, (int32_t)from);
        return;
    }
    lua_createtable(lua->state, (int)(to - from), 0);
    for (uint32_t row = from; row < to; row++) {
        kj_lua_push_record(lua, kind, (int32_t)row);
        lua_rawseti(lua->state, -2, row - from + 1);
    }
}

static uint64_t count_records(const Derivation *call, int32_t kind)
{
    const uint32_t *start = call->lua->world.dataset->tables[kind].org_start;
    return start[call->org + 1] - start[call->org];
}

/* The budget grows with what the function can go over: all records of the organisation, and those of
 * its own kind where these are derived. */
static uint64_t budget_of(const Derivation *call, int32_t kind)
{
    const KjSchema *schema = call->lua->world.dataset->schema;
    uint64_t records = 0;
    for (size_t k = 0; k < schema->kind_count; k++) {
        bool given = schema->kinds[k].parent < 0 && !schema->kinds[k].derived;
        if (given || (!call->records && (int32_t)k == kind))
            records += count_records(call, (int32_t)k);
    }
    return call->lua->limits.check_instructions + records * KJ_LUA_RECORD_INSTRUCTIONS;
}

static int derive_organization(lua_State *state)
{
    Derivation *call = lua_touserdata(state, 1);
    if (!call->lua->bound)
        luaL_error(state, "nothing is being judged now");
    const KjSchema *schema = call->lua->world.dataset->schema;
    int32_t kind = (int32_t)(call->kind - schema->kinds);
    call->lua->org = call->org;
    push_subject(call, kind);
    call_armed(call, budget_of(call, kind));
    if (!lua_istable(state, -1))
        luaL_error(state, "the derivation returned a %s, not a table", luaL_typename(state, -1));
    if (call->records)
        read_records(call);
    else
        read_fields(call, kind);
    return 0;
}

/* Reading a missing fact ends the whole derivation: here it is an error that says which. */
static bool missing_fact(Derivation *call, KjError *error)
{
    KjLua *lua = call->lua;
    KjArenaMark mark = kj_arena_mark(lua->arena);
    KjRead read = lua->missing;
    if (read.kind == KJ_TRACE_PARAMETER)
        kj_error_set(error, KJ_EXIT_RULE_ERROR, "a parameter that is read has no value");
    else
        kj_error_set(error, KJ_EXIT_RULE_ERROR, "%s lacks '%s'; read it with field(record, '%s')",
                     kj_lua_record_name(lua, read.kind, read.row),
                     lua->world.dataset->schema->kinds[read.kind].fields[read.field].name.data,
                     lua->world.dataset->schema->kinds[read.kind].fields[read.field].name.data);
    kj_arena_release(lua->arena, mark);
    lua_settop(lua->state, 0);
    *call->result = kj_value_none();
    return false;
}

bool kj_lua_derive_all(KjLua *lua, int64_t function, const KjKind *kind, const int32_t *fields,
                       size_t field_count, bool records, uint32_t org, KjArena *arena,
                       KjValue *result, KjError *error)
{
    Derivation call = {.lua = lua,
                       .function = function,
                       .kind = kind,
                       .fields = fields,
                       .field_count = field_count,
                       .records = records,
                       .org = org,
                       .arena = arena,
                       .result = result};
    if (run(&call, derive_organization))
        return true;
    if (!call.changed && kj_lua_is_missing(lua->state, -1))
        return missing_fact(&call, error);
    return failed(&call, error);
}
