/* What stdlib asks of C: reading and writing of scalars, names. The table `kijun` is stdlib's own;
 * packs see only what stdlib/run.lua and stdlib/sandbox.lua pass on. */
#include "engine/lua/lua_parts.h"

#include <math.h>
#include <string.h>

/* Helpers take memory from one arena and give it back when they end. An error that unwinds one
 * leaves its memory until the next helper ends: it is small and bounded. */
typedef struct Scratch {
    KjLua *lua;
    KjArenaMark mark;
} Scratch;

static Scratch scratch_of(lua_State *state)
{
    KjLua *lua = kj_lua_of(state);
    return (Scratch){lua, kj_arena_mark(lua->arena)};
}

static KjText text_at(lua_State *state, int index)
{
    size_t len;
    const char *data = luaL_checklstring(state, index, &len);
    return (KjText){data, (uint32_t)(len < UINT32_MAX ? len : UINT32_MAX)};
}

static KjType type_at(lua_State *state, int index)
{
    KjType type;
    if (!kj_type_from_name(text_at(state, index), &type))
        luaL_argerror(state, index, "unknown type");
    return type;
}

/* ---- parse ---- */

static int32_t zone_of(const KjLua *lua)
{
    return lua->bound ? lua->world.zone : KJ_ZONE_JAPAN;
}

static bool parse_real(KjType type, KjText text, KjText unit, double *real)
{
    bool wrong_unit;
    if (type == KJ_NUMBER)
        return kj_number_parse(text, real);
    if (type == KJ_PERCENT)
        return kj_percent_parse(text, real);
    return kj_quantity_parse(text, unit, real, &wrong_unit);
}

static bool parse_whole(KjType type, KjText text, int32_t zone, int64_t *whole)
{
    int32_t small = 0;
    bool ok = false;
    switch (type) {
    case KJ_INT: return kj_int_parse(text, whole);
    case KJ_DURATION: return kj_duration_parse(text, whole);
    case KJ_DATETIME: return kj_datetime_parse(text, zone, whole);
    case KJ_PERIOD: ok = kj_period_parse(text, &small); break;
    case KJ_DATE: ok = kj_date_parse(text, &small); break;
    case KJ_MONTHDAY: ok = kj_monthday_parse(text, &small); break;
    default: break;
    }
    *whole = small;
    return ok;
}

static void push_money(lua_State *state, int64_t amount)
{
    if (amount % KJ_MONEY_SCALE == 0)
        lua_pushinteger(state, amount / KJ_MONEY_SCALE);
    else
        lua_pushnumber(state, (double)amount / KJ_MONEY_SCALE);
}

/* [-0, +1, m] */
static void parse_into(lua_State *state, KjType type, KjText text, KjText unit, int32_t zone)
{
    int64_t whole;
    double real;
    char other[4];
    if (type == KJ_MONEY && kj_money_parse(text, unit.data, &whole, other))
        push_money(state, whole);
    else if (type == KJ_TEXT_TYPE || type == KJ_ENUM)
        lua_pushlstring(state, text.data, text.len);
    else if ((type == KJ_NUMBER || type == KJ_PERCENT || type == KJ_QUANTITY) &&
             parse_real(type, text, unit, &real))
        lua_pushnumber(state, real);
    else if (parse_whole(type, text, zone, &whole))
        lua_pushinteger(state, whole);
    else
        lua_pushnil(state);
}

/* kijun.parse(type, text, unit) → value or nil
 * A text as people write it, as a value in the units that packs see: seconds, days, months, percent,
 * units of the currency or of `unit`. */
static int parse(lua_State *state)
{
    Scratch scratch = scratch_of(state);
    KjType type = type_at(state, 1);
    KjText text = kj_text_nfkc(scratch.lua->arena, text_at(state, 2));
    KjText unit = kj_text(luaL_optstring(state, 3, type == KJ_MONEY ? "JPY" : ""));
    parse_into(state, type, text, unit, zone_of(scratch.lua));
    kj_arena_release(scratch.lua->arena, scratch.mark);
    return 1;
}

#define MOST_LITERAL 200 /* bytes */
#define LITERAL_INSTRUCTIONS 100

/* A text of the wanted type, or an error: for date("…") and duration("…"). */
static int literal(lua_State *state, KjType type)
{
    Scratch scratch = scratch_of(state);
    KjText text = text_at(state, 1);
    if (text.len > MOST_LITERAL)
        return luaL_error(state, "a text of %d bytes is not a %s", (int)text.len,
                          kj_type_name(type));
    text = kj_text_nfkc(scratch.lua->arena, text);
    parse_into(state, type, text, KJ_TEXT(""), zone_of(scratch.lua));
    kj_arena_release(scratch.lua->arena, scratch.mark);
    if (lua_isnil(state, -1))
        return luaL_error(state, "'%s' is not a %s", lua_tostring(state, 1), kj_type_name(type));
    kj_lua_charge(state, LITERAL_INSTRUCTIONS);
    return 1;
}

/* date("2026-04-01") → days since 1970-01-01 */
static int date(lua_State *state)
{
    return literal(state, KJ_DATE);
}

/* duration("3h") → seconds */
static int duration(lua_State *state)
{
    return literal(state, KJ_DURATION);
}

/* ---- calendar ---- */

static int32_t day_at(lua_State *state, int index)
{
    lua_Integer day = luaL_checkinteger(state, index);
    luaL_argcheck(state, day >= -800000 && day <= 3000000, index, "not a day");
    return (int32_t)day;
}

/* add_months(day, months) → day, clamped to the month's end */
static int add_months(lua_State *state)
{
    lua_Integer months = luaL_checkinteger(state, 2);
    luaL_argcheck(state, months >= -120000 && months <= 120000, 2, "too many months");
    lua_pushinteger(state, kj_date_add_months(day_at(state, 1), (int32_t)months));
    return 1;
}

/* fiscal_year_start(day, month_day) → first day of the fiscal year that holds the day; month_day is
 * month × 100 + day, 401 unless given */
static int fiscal_year_start(lua_State *state)
{
    lua_Integer start = luaL_optinteger(state, 2, 401);
    luaL_argcheck(state, start >= 101 && start <= 1231, 2, "not a month and day");
    lua_pushinteger(state, kj_fiscal_year_start(day_at(state, 1), (int32_t)start));
    return 1;
}

/* ---- format ---- */

static void write_whole(KjBuf *out, KjType type, int64_t whole, int32_t zone, KjLang lang)
{
    switch (type) {
    case KJ_DURATION: kj_duration_write_for(out, whole, lang); break;
    case KJ_PERIOD: kj_period_write_for(out, (int32_t)whole, lang); break;
    case KJ_DATE: kj_date_write_for(out, (int32_t)whole, lang); break;
    case KJ_DATETIME: kj_datetime_write_for(out, whole, zone, lang); break;
    case KJ_MONTHDAY: kj_monthday_write_for(out, (int32_t)whole, lang); break;
    default: kj_number_write_for(out, (double)whole, lang == KJ_JA);
    }
}

static bool is_calendar(KjType type)
{
    return type == KJ_DURATION || type == KJ_PERIOD || type == KJ_DATE || type == KJ_DATETIME ||
           type == KJ_MONTHDAY;
}

/* format(value, type, lang) → text for people; lang is "en" unless given */
static int format(lua_State *state)
{
    KjType type = type_at(state, 2);
    KjLang lang = strcmp(luaL_optstring(state, 3, "en"), "ja") == 0 ? KJ_JA : KJ_EN;
    double number = luaL_checknumber(state, 1);
    luaL_argcheck(state, fabs(number) < 9e15, 1, "out of range");
    int64_t whole = is_calendar(type) ? luaL_checkinteger(state, 1) : 0;
    bool days = type == KJ_DATE || type == KJ_PERIOD || type == KJ_MONTHDAY;
    luaL_argcheck(state, !days || (whole >= -800000 && whole <= 3000000), 1, "out of range");
    luaL_argcheck(state, type != KJ_DATETIME || (whole > -62135596800 && whole < 253402300800), 1,
                  "out of range");
    char *space = lua_newuserdatauv(state, 128, 0); /* freed by Lua whatever happens */
    KjBuf out;
    kj_buf_init(&out, 127);
    if (is_calendar(type))
        write_whole(&out, type, whole, zone_of(kj_lua_of(state)), lang);
    else if (type == KJ_MONEY)
        kj_money_write_for(&out, llround(number * KJ_MONEY_SCALE), "JPY", lang == KJ_JA);
    else
        kj_number_write_for(&out, number, lang == KJ_JA);
    size_t len = out.len;
    memcpy(space, out.data ? out.data : "", len);
    kj_buf_clear(&out);
    lua_pushlstring(state, space, len);
    return 1;
}

/* ---- names ---- */

/* kijun.nearest(name, names) → the nearest of a list of names, or nil */
static int nearest(lua_State *state)
{
    Scratch scratch = scratch_of(state);
    KjText name = text_at(state, 1);
    luaL_checktype(state, 2, LUA_TTABLE);
    size_t count = lua_rawlen(state, 2);
    const char **names = kj_arena_array(scratch.lua->arena, count + 1, sizeof *names);
    for (size_t i = 0; i < count; i++) {
        if (lua_rawgeti(state, 2, (lua_Integer)i + 1) != LUA_TSTRING)
            return luaL_argerror(state, 2, "a list of names expected");
        names[i] = lua_tostring(state, -1); /* stays alive: the table holds it */
        lua_pop(state, 1);
    }
    const char *best = kj_nearest(name, names, count);
    kj_arena_release(scratch.lua->arena, scratch.mark);
    if (best)
        lua_pushstring(state, best);
    else
        lua_pushnil(state);
    return 1;
}

/* kijun.nfkc(text) → the text normalised, blanks at its ends cut */
static int nfkc(lua_State *state)
{
    Scratch scratch = scratch_of(state);
    KjText text = kj_text_nfkc(scratch.lua->arena, text_at(state, 1));
    lua_pushlstring(state, text.data, text.len);
    kj_arena_release(scratch.lua->arena, scratch.mark);
    return 1;
}

/* kijun.unit_known(unit) → whether a field may declare it */
static int unit_known(lua_State *state)
{
    lua_pushboolean(state, kj_unit_known(text_at(state, 1)));
    return 1;
}

void kj_lua_open_helpers(lua_State *state)
{
    static const luaL_Reg functions[] = {
        {"parse", parse},
        {"date", date},
        {"duration", duration},
        {"add_months", add_months},
        {"fiscal_year_start", fiscal_year_start},
        {"format", format},
        {"nearest", nearest},
        {"nfkc", nfkc},
        {"unit_known", unit_known},
        {NULL, NULL},
    };
    luaL_setfuncs(state, functions, 0);
}
