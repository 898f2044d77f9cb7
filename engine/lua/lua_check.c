/* Calling checks. All rows are judged inside one protected call; when a check raises, what it raised
 * becomes that record's outcome and a new protected call goes on with the next record. The budget is
 * armed anew for every record. */
#include "engine/lua/lua_parts.h"

#include <string.h>

typedef struct Checks {
    KjLua *lua;
    int64_t function;
    int32_t kind;
    const int32_t *rows; /* or NULL: first, first + 1, … */
    uint32_t first, count;
    KjArena *arena;
    KjOutcome *outcomes;
    uint32_t at; /* the one being judged */
} Checks;

static int32_t row_at(const Checks *checks, uint32_t at)
{
    return checks->rows ? checks->rows[at] : (int32_t)(checks->first + at);
}

static uint32_t trace_count(const KjLua *lua)
{
    return lua->world.trace ? (uint32_t)lua->world.trace->count : 0;
}

/* Argument 1: a handle; the function, if there is one, comes to stand in the table. */
static int take_up(lua_State *state)
{
    lua_rawgeti(state, LUA_REGISTRYINDEX, kj_lua_of(state)->functions);
    lua_pushvalue(state, 1);
    lua_gettable(state, -2);
    return 1;
}

/* Runs the file that holds a function. [-0, +1, -] */
static void push_taken_up(KjLua *lua, int64_t function)
{
    lua_State *state = lua->state;
    lua_pushcfunction(state, take_up);
    lua_pushinteger(state, function);
    if (lua_pcall(state, 1, 1, 0) != LUA_OK && !lua->unfit) {
        const char *text = lua_tostring(state, -1);
        lua->unfit = text ? kj_strndup(text, strlen(text)) : kj_strndup("?", 1);
    }
}

bool kj_lua_push_function(KjLua *lua, int64_t function)
{
    lua_State *state = lua->state;
    lua_rawgeti(state, LUA_REGISTRYINDEX, lua->functions);
    if (lua_rawgeti(state, -1, function) == LUA_TNIL && lua->takes_up) {
        lua_pop(state, 1);
        push_taken_up(lua, function);
    }
    lua_remove(state, -2);
    if (lua_isfunction(state, -1))
        return true;
    lua_pop(state, 1);
    return false;
}

bool kj_lua_take_up(KjLua *lua, int64_t function)
{
    bool found = kj_lua_push_function(lua, function);
    lua_settop(lua->state, 0);
    return found;
}

const char *kj_lua_unfit(const KjLua *lua)
{
    return lua->unfit;
}

/* Errors may hold what facts and packs say, of any length. */
static KjText shortened(KjText text, KjArena *arena)
{
    uint32_t len = KJ_LUA_MESSAGE;
    if (text.len <= len)
        return text;
    while (len > 0 && ((unsigned char)text.data[len] & 0xC0) == 0x80)
        len--;
    return kj_text(kj_arena_printf(arena, "%.*s…", (int)len, text.data));
}

KjText kj_lua_error_text(KjLua *lua, KjArena *arena)
{
    lua_State *state = lua->state;
    KjText text;
    kj_lua_explain_shortage(lua);
    if (lua_type(state, -1) == LUA_TSTRING)
        text = shortened(kj_lua_visible(state, -1, arena), arena);
    else
        text = kj_text(kj_arena_printf(arena, "an error that is a %s", luaL_typename(state, -1)));
    lua_pop(state, 1);
    return text;
}

/* ---- what a check returns ---- */

static KjLabel both(KjText text)
{
    return (KjLabel){text, text};
}

/* [-0, +0, v] */
static KjText read_words(lua_State *state, int index, KjArena *arena)
{
    if (lua_rawlen(state, index) > KJ_LUA_MESSAGE)
        luaL_error(state, "the message of a verdict is too long (at most %d KiB)",
                   (int)(KJ_LUA_MESSAGE >> 10));
    return kj_lua_visible(state, index, arena);
}

/* message = "…" or { ja =, en = }; the particulars lie on top. [-0, +0, e] */
static KjLabel read_message(lua_State *state, KjArena *arena)
{
    KjLabel label = {KJ_TEXT(""), KJ_TEXT("")};
    lua_pushliteral(state, "message");
    int type = lua_rawget(state, -2);
    if (type == LUA_TSTRING) {
        label = both(read_words(state, -1, arena));
    } else if (type == LUA_TTABLE) {
        lua_getfield(state, -1, "ja");
        lua_getfield(state, -2, "en");
        if (lua_type(state, -2) == LUA_TSTRING)
            label.ja = read_words(state, -2, arena);
        if (lua_type(state, -1) == LUA_TSTRING)
            label.en = read_words(state, -1, arena);
        lua_pop(state, 2);
    } else if (type != LUA_TNIL) {
        luaL_error(state, "the message of a verdict must be a text or { ja =, en = }");
    }
    lua_pop(state, 1);
    return label;
}

/* The other particulars, as a map. [-0, +0, e] */
static KjValue read_details(KjLua *lua, KjArena *arena)
{
    KjValue all = kj_lua_value(lua, -1, arena);
    if (all.type != KJ_MAP) {
        if (all.u.list.count)
            luaL_error(lua->state, "the particulars of a verdict need names");
        return kj_value_none();
    }
    size_t kept = 0;
    for (size_t i = 0; i < all.u.map.count; i++) {
        if (!kj_text_is(all.u.map.pairs[i].key, "message"))
            all.u.map.pairs[kept++] = all.u.map.pairs[i];
    }
    all.u.map.count = kept;
    return kept ? all : kj_value_none();
}

/* The verdict on top with its particulars. [-0, +0, e] */
static void read_verdict(Checks *checks, KjOutcome *outcome)
{
    lua_State *state = checks->lua->state;
    const KjVerdictHandle *verdict = lua_touserdata(state, -1);
    if (verdict->handle != KJ_HANDLE_VERDICT)
        luaL_error(state, "the check returned a record");
    outcome->verdict = verdict->verdict;
    if (lua_getiuservalue(state, -1, 1) == LUA_TTABLE) {
        outcome->message = read_message(state, checks->arena);
        outcome->details = read_details(checks->lua, checks->arena);
    }
    lua_pop(state, 1);
}

static void read_result(Checks *checks, KjOutcome *outcome)
{
    lua_State *state = checks->lua->state;
    int type = lua_type(state, -1);
    if (type == LUA_TBOOLEAN)
        outcome->verdict = lua_toboolean(state, -1) ? KJ_PASS : KJ_FAIL;
    else if (type == LUA_TUSERDATA)
        read_verdict(checks, outcome);
    else if (type == LUA_TNIL)
        luaL_error(state, "the check returned nothing");
    else
        luaL_error(state, "the check returned a %s", lua_typename(state, type));
}

/* ---- the loop ---- */

/* What is known of a record before it is judged. Outcomes are large, so each is begun when its turn
 * comes and lies in the cache while it is filled. */
static void begin(Checks *checks)
{
    if (checks->at < checks->count)
        checks->outcomes[checks->at] = (KjOutcome){
            .verdict = KJ_FAULT, .missing = {-1, -1, -1}, .trace_from = trace_count(checks->lua)};
}

/* What is said of a record whose call changed a local that outlives it. [-0, +0, -] */
static void tell_change(Checks *checks, const char *changed)
{
    KjOutcome *outcome = &checks->outcomes[checks->at];
    outcome->verdict = KJ_FAULT;
    outcome->message = kj_lua_change_told(checks->lua, checks->function, changed, checks->arena);
}

/* Stack: 1 checks, 2 function, 3 records of the kind. */
static int judge_rows(lua_State *state)
{
    Checks *checks = lua_touserdata(state, 1);
    KjLua *lua = checks->lua;
    if (!lua->bound)
        luaL_error(state, "nothing is being judged now");
    const uint32_t *org_of = lua->world.dataset->tables[checks->kind].org;
    uint64_t budget = lua->limits.check_instructions;
    const KjGuard *guard = kj_lua_guard(lua, checks->function);
    if (!kj_lua_push_function(lua, checks->function))
        luaL_error(state, "there is no such function");
    kj_lua_push_records(lua, checks->kind);
    while (checks->at < checks->count) {
        KjOutcome *outcome = &checks->outcomes[checks->at];
        int32_t row = row_at(checks, checks->at);
        lua->org = org_of[row];
        lua_pushvalue(state, 2);
        kj_lua_push_record_from(lua, 3, checks->kind, row);
        kj_watch_record(lua->watch, checks->kind, row);
        kj_lua_arm(state, budget);
        lua_call(state, 1, 1);
        const char *changed = guard ? kj_lua_put_back(lua, guard) : NULL;
        if (changed)
            tell_change(checks, changed);
        else
            read_result(checks, outcome);
        lua_settop(state, 3);
        outcome->trace_to = trace_count(lua);
        checks->at++;
        begin(checks);
    }
    return 0;
}

/* The error value on top becomes the outcome of the record that was being judged. [-1, +0, -] */
static void take_error(Checks *checks)
{
    KjLua *lua = checks->lua;
    KjOutcome *outcome = &checks->outcomes[checks->at];
    outcome->details = kj_value_none();
    outcome->trace_to = trace_count(lua);
    const char *changed = kj_lua_settle(lua, checks->function);
    if (changed) {
        lua_pop(lua->state, 1);
        tell_change(checks, changed);
    } else if (kj_lua_is_missing(lua->state, -1)) {
        outcome->verdict = KJ_UNKNOWN;
        outcome->missing = lua->missing;
        lua_pop(lua->state, 1);
    } else {
        outcome->verdict = KJ_FAULT;
        outcome->message = both(kj_lua_error_text(lua, checks->arena));
    }
}

void kj_lua_check(KjLua *lua, int64_t function, int32_t kind, const int32_t *rows, uint32_t first,
                  uint32_t count, KjArena *arena, KjOutcome *outcomes)
{
    Checks checks = {lua, function, kind, rows, first, count, arena, outcomes, 0};
    lua_State *state = lua->state;
    while (checks.at < count) {
        begin(&checks);
        lua_pushcfunction(state, judge_rows);
        lua_pushlightuserdata(state, &checks);
        bool ok = lua_pcall(state, 1, 0, 0) == LUA_OK;
        kj_lua_disarm(state);
        if (ok)
            break;
        take_error(&checks);
        checks.at++;
    }
    lua_settop(state, 0);
}
