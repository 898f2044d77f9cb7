/* From cells to Lua values. Texts are made once per atom and dataset. A missing cell leaves its place
 * in lua->missing and pushes nothing; every read is noted in the trace. */
#include "engine/lua/lua_parts.h"

static int64_t whole_at(const KjColumn *column, uint32_t at)
{
    return column->cell == KJ_CELL_I32 ? column->cells.i32[at] : column->cells.i64[at];
}

static void push_text(KjLua *lua, KjAtom atom)
{
    lua_State *state = lua->state;
    lua_rawgeti(state, LUA_REGISTRYINDEX, lua->texts);
    if (lua_rawgeti(state, -1, atom) == LUA_TNIL) {
        KjText text = kj_atom_text(lua->world.dataset->atoms, atom);
        lua_pop(state, 1);
        lua->exempt++;
        lua_pushlstring(state, text.data, text.len);
        lua_pushvalue(state, -1);
        lua_rawseti(state, -3, atom);
        lua->exempt--;
    }
    lua_remove(state, -2);
}

static void push_any(KjLua *lua, int64_t cell)
{
    kj_lua_push_record(lua, (int32_t)(cell >> 32), (int32_t)(uint32_t)cell);
}

void kj_lua_push_cell(KjLua *lua, const KjField *field, const KjColumn *column, uint32_t at)
{
    KjValue value = {.type = field->type};
    switch (field->type) {
    case KJ_TEXT_TYPE:
    case KJ_ENUM: push_text(lua, (KjAtom)column->cells.i32[at]); return;
    case KJ_REF:
        if (field->target == KJ_ANY_KIND)
            push_any(lua, column->cells.i64[at]);
        else
            kj_lua_push_record(lua, field->target, column->cells.i32[at]);
        return;
    case KJ_BOOL: value.u.truth = column->cells.i32[at] != 0; break;
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY: value.u.real = column->cells.f64[at]; break;
    default: value.u.whole = whole_at(column, at);
    }
    kj_lua_push(lua, &value);
}

/* ---- lists ---- */

static void push_list(KjLua *lua, const KjField *field, const KjColumn *column, uint32_t row)
{
    uint32_t from = column->start[row], to = column->start[row + 1];
    lua_createtable(lua->state, (int)(to - from), 0);
    for (uint32_t at = from; at < to; at++) {
        kj_lua_push_cell(lua, field, column, at);
        lua_rawseti(lua->state, -2, at - from + 1);
    }
}

/* [-0, +1, m] */
static void push_rows(KjLua *lua, int32_t kind, const int32_t *rows, uint32_t first, uint32_t count)
{
    lua_State *state = lua->state;
    lua_createtable(state, (int)count, 0);
    kj_lua_push_records(lua, kind);
    for (uint32_t i = 0; i < count; i++) {
        kj_lua_push_record_from(lua, lua_gettop(state), kind,
                                rows ? rows[i] : (int32_t)(first + i));
        lua_rawseti(state, -3, i + 1);
    }
    lua_pop(state, 1);
}

static _Noreturn void raise_not_ready(KjLua *lua, int32_t kind, int32_t field)
{
    const KjKind *of = &lua->world.dataset->schema->kinds[kind];
    kj_lua_raise(lua->state, "%s.%s is computed and not listed in reads", of->name.data,
                 of->fields[field].name.data);
}

/* A way back along a computed reference also depends on those that could not be computed. */
static void note_missing(KjLua *lua, const KjInverse *inverse, uint32_t org)
{
    const KjDataset *dataset = lua->world.dataset;
    const KjTable *table = &dataset->tables[inverse->holder];
    if (!table->kind->fields[inverse->field].derived || table->rows == 0)
        return;
    for (uint32_t row = table->org_start[org]; row < table->org_start[org + 1]; row++)
        if (!kj_dataset_has(dataset, (KjRef){inverse->holder, (int32_t)row}, inverse->field))
            kj_lua_note(lua, inverse->holder, (int32_t)row, inverse->field);
}

static void push_backward(KjLua *lua, int32_t kind, int32_t row, int32_t number)
{
    const KjDataset *dataset = lua->world.dataset;
    const KjInverse *inverse = &dataset->schema->inverses[number];
    const int32_t *rows;
    uint32_t count;
    if (!dataset->tables[inverse->holder].columns[inverse->field].ready)
        raise_not_ready(lua, inverse->holder, inverse->field);
    kj_dataset_backward(dataset, number, (KjRef){kind, row}, &rows, &count);
    for (uint32_t i = 0; inverse->holder == inverse->source && i < count; i++)
        kj_lua_note(lua, inverse->source, rows[i], inverse->field);
    note_missing(lua, inverse, dataset->tables[kind].org[row]);
    push_rows(lua, inverse->source, rows, 0, count);
}

static void push_all(KjLua *lua, int32_t kind, int32_t of, int32_t row)
{
    const KjDataset *dataset = lua->world.dataset;
    uint32_t org = dataset->tables[kind].org[row];
    const KjTable *table = &dataset->tables[of];
    if (table->rows == 0) {
        lua_newtable(lua->state);
        return;
    }
    uint32_t first = table->org_start[org];
    push_rows(lua, of, NULL, first, table->org_start[org + 1] - first);
}

/* ---- slots ---- */

static void push_organization(KjLua *lua, int32_t kind, int32_t row)
{
    const KjDataset *dataset = lua->world.dataset;
    int32_t of = dataset->schema->organization;
    uint32_t org = dataset->tables[kind].org[row];
    if (of < 0)
        luaL_error(lua->state, "no pack declares the organisation's record");
    kj_lua_push_record(lua, of, (int32_t)dataset->tables[of].org_start[org]);
}

static void push_id(KjLua *lua, int32_t kind, int32_t row)
{
    KjText id = kj_record_id(lua->world.dataset, (KjRef){kind, row});
    lua_pushlstring(lua->state, id.data, id.len);
}

/* What is no field. [-0, +1, e] */
static void push_other(KjLua *lua, int32_t kind, int32_t row, lua_Integer slot)
{
    switch (KJ_SLOT_OP(slot)) {
    case KJ_SLOT_BACK: push_backward(lua, kind, row, KJ_SLOT_NUMBER(slot)); break;
    case KJ_SLOT_ALL: push_all(lua, kind, KJ_SLOT_NUMBER(slot), row); break;
    case KJ_SLOT_ID: push_id(lua, kind, row); break;
    case KJ_SLOT_ORG: push_organization(lua, kind, row); break;
    default: lua_pushstring(lua->state, lua->world.dataset->schema->kinds[kind].name.data);
    }
}

static void push_field(KjLua *lua, int32_t kind, int32_t row, lua_Integer slot,
                       const KjColumn *column)
{
    int32_t number = KJ_SLOT_NUMBER(slot);
    const KjField *field = &lua->world.dataset->schema->kinds[kind].fields[number];
    switch (KJ_SLOT_OP(slot)) {
    case KJ_SLOT_GROUP: kj_lua_push_group(lua, kind, row, number); break;
    case KJ_SLOT_LIST: push_list(lua, field, column, (uint32_t)row); break;
    case KJ_SLOT_ROWS:
        push_rows(lua, field->child, NULL, column->start[row],
                  column->start[row + 1] - column->start[row]);
        break;
    default: kj_lua_push_cell(lua, field, column, (uint32_t)row);
    }
}

/* Goes on only if a cell of a column that is not ready has been resolved. [-0, +0, e] */
static void check_resolved(KjLua *lua, int32_t kind, int32_t row, int32_t number)
{
    const KjLuaWorld *world = &lua->world;
    KjResolution is =
        world->resolution ? world->resolution(world->ctx, kind, number, row) : KJ_NOT_LISTED;
    if (is == KJ_NOT_LISTED)
        raise_not_ready(lua, kind, number);
    if (is == KJ_PENDING) {
        lua->missing = (KjRead){kind, row, number};
        kj_lua_raise_pending(lua->state);
    }
}

/* Whether a column has a value for the row; raises if the column is not computed yet. A derived
 * group is always there: nobody writes it, its members say what is known. [-0, +0, e] */
static bool is_there(KjLua *lua, int32_t kind, int32_t row, int32_t number, const KjColumn *column)
{
    const KjField *field = &lua->world.dataset->schema->kinds[kind].fields[number];
    if (field->type == KJ_GROUP && field->child < 0 && field->derived)
        return true;
    if (!column->ready)
        check_resolved(lua, kind, row, number);
    return !column->valid || column->valid[row];
}

bool kj_lua_push_slot(KjLua *lua, int32_t kind, int32_t row, lua_Integer slot)
{
    KjSlotOp op = KJ_SLOT_OP(slot);
    int32_t number = KJ_SLOT_NUMBER(slot);
    if (op >= KJ_SLOT_BACK) {
        push_other(lua, kind, row, slot);
        return true;
    }
    const KjColumn *column = &lua->world.dataset->tables[kind].columns[number];
    bool plain = column->ready && (!column->valid || column->valid[row]);
    if (!plain && !is_there(lua, kind, row, number, column)) {
        kj_lua_note(lua, kind, row, number);
        lua->missing = (KjRead){kind, row, number};
        return false;
    }
    if (op != KJ_SLOT_GROUP)
        kj_lua_note(lua, kind, row, number);
    if (op == KJ_SLOT_REAL)
        lua_pushnumber(lua->state, column->cells.f64[row]);
    else if (op == KJ_SLOT_WHOLE)
        lua_pushinteger(lua->state, whole_at(column, (uint32_t)row));
    else if (op == KJ_SLOT_BOOL)
        lua_pushboolean(lua->state, column->cells.i32[row] != 0);
    else
        push_field(lua, kind, row, slot, column);
    return true;
}
