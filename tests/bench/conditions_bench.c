/* Speed of judging: 20 threshold rules over 100,000 flat records, 3 % of the facts missing, through
 * the ordinary loader, schema and reader, verdicts stored.
 *
 * First the rules as conditions, with every variant of the kernels that the processor can do, then
 * the same rules as Lua functions with traces, then bare Lua: the same comparisons over tables,
 * without an engine. All three count the same verdicts, or the bench fails. Each figure is the best
 * of several passes, in millions of records (all 20 rules) a second. Nothing is read but stdlib. */
#include "tests/bench/flat.h"

#include "engine/eval/judge_parts.h"
#include "engine/eval/kernels.h"
#include "engine/ingest/ingest.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RECORDS FLAT_RECORDS
#define RULES FLAT_RULES
#define PASSES 7

/* ---- through the engine ---- */

typedef struct Engine {
    KjArena *arena;
    KjLua *lua;
    KjRegistry *registry;
    KjDataset *dataset;
    KjJudge *judge;
} Engine;

static double read_data(Engine *engine, KjText data, bool traces)
{
    KjDiags diags;
    KjFile file = {"bench.yaml", data.data, data.len};
    KjIngestOptions options = {KJ_ZONE_JAPAN};
    KjJudgeOptions judging = {
        .as_of = 20000, .zone = KJ_ZONE_JAPAN, .lang = KJ_EN, .traces = traces};
    double begin = bench_now();
    kj_diags_init(&diags, KJ_EN);
    KjBuilder *builder = kj_builder_new(engine->registry->schema, &diags);
    kj_ingest(builder, engine->registry->schema, &file, 1, &options, &diags);
    engine->dataset = kj_builder_seal(builder);
    kj_builder_free(builder);
    double seconds = bench_now() - begin;
    if (diags.errors)
        bench_stop("data", diags.items[0].body);
    engine->judge = kj_judge_new(engine->registry, engine->dataset, engine->lua, &judging);
    kj_judge_prepare(engine->judge, &diags);
    kj_diags_clear(&diags);
    return seconds;
}

static void end(Engine *engine)
{
    kj_judge_free(engine->judge);
    kj_dataset_free(engine->dataset);
    kj_registry_free(engine->registry);
    kj_lua_free(engine->lua);
    kj_arena_free(engine->arena);
}

static void count_verdicts(const Engine *engine, uint64_t counts[3])
{
    memset(counts, 0, 3 * sizeof *counts);
    for (int r = 0; r < RULES; r++)
        for (uint32_t row = 0; row < RECORDS; row++)
            if (engine->judge->verdicts[r][0].verdict[row] < 3)
                counts[engine->judge->verdicts[r][0].verdict[row]]++;
}

/* Millions of records a second, all rules, best pass. */
static double measure(Engine *engine)
{
    double best = 1e9;
    for (int pass = 0; pass < PASSES; pass++) {
        KjArenaMark mark = kj_arena_mark(engine->judge->arena);
        engine->judge->lua_trace.count = 0;
        double begin = bench_now();
        for (int r = 0; r < RULES; r++)
            kj_judge_rule(engine->judge, r);
        double seconds = bench_now() - begin;
        best = seconds < best ? seconds : best;
        kj_arena_release(engine->judge->arena, mark);
    }
    return RECORDS / best / 1e6;
}

static const char *const VARIANTS[] = {"plain", "sse2", "avx2"};
#define VARIANT_COUNT (sizeof VARIANTS / sizeof *VARIANTS)

/* 0 for a variant that there is not. */
static void measure_variants(Engine *engine, double speeds[VARIANT_COUNT])
{
    uint64_t first[3], counts[3];
    count_verdicts(engine, first);
    for (size_t v = 0; v < VARIANT_COUNT; v++) {
        if (!kj_kernels_use(VARIANTS[v]))
            continue;
        speeds[v] = measure(engine);
        count_verdicts(engine, counts);
        if (memcmp(first, counts, sizeof counts))
            bench_stop(VARIANTS[v], "does not count the same verdicts");
    }
    kj_kernels_use(NULL);
}

/* speeds: of the variants, or NULL */
static double run_engine(KjText data, bool lua, uint64_t counts[3], double *ingest, double *speeds)
{
    Engine engine = {.arena = kj_arena_new()};
    engine.registry = flat_load(lua, engine.arena, &engine.lua);
    *ingest = (double)data.len / read_data(&engine, data, false) / 1e6;
    double speed = measure(&engine);
    if (speeds)
        measure_variants(&engine, speeds);
    count_verdicts(&engine, counts);
    end(&engine);
    return speed;
}

/* Millions of evaluations a second where each verdict becomes one of a run: what failed or is unknown
 * is evaluated once more for its message and the missing facts, with `traces` for all that it read. */
static double run_results(KjText data, bool traces)
{
    Engine engine = {.arena = kj_arena_new()};
    engine.registry = flat_load(false, engine.arena, &engine.lua);
    data.len = (uint32_t)(strstr(data.data, "- id: i005000") - data.data);
    read_data(&engine, data, traces);
    double begin = bench_now();
    KjRun *run = kj_judge_run(engine.judge);
    double seconds = bench_now() - begin;
    kj_run_free(run);
    end(&engine);
    return RULES * 5000 / seconds / 1e6;
}

/* ---- bare Lua ---- */

static const char BARE[] =
    "local records, rules, relations, against = ...\n"
    "local text = { 'local records, out = ... ' }\n"
    "for r = 1, rules do\n"
    "  text[#text + 1] = ('do local o = out[%d] for i = 1, #records do local v = records[i].f%d '\n"
    "    .. 'if v == nil then o[i] = 1 elseif v %s %d then o[i] = 2 else o[i] = 0 end end end ')\n"
    "    :format(r, r - 1, relations[(r - 1) % 4 + 1], against[(r - 1) % 5 + 1])\n"
    "end\n"
    "return load(table.concat(text, '\\n'))\n";

static void push_records(lua_State *L, const Engine *engine)
{
    int32_t kind = kj_schema_kind(engine->registry->schema, KJ_TEXT("item"));
    lua_createtable(L, RECORDS, 0);
    for (int32_t row = 0; row < RECORDS; row++) {
        lua_createtable(L, 0, RULES);
        for (int f = 0; f < RULES; f++) {
            char name[8];
            KjValue value = kj_dataset_get(engine->dataset, (KjRef){kind, row}, f, engine->arena);
            snprintf(name, sizeof name, "f%d", f);
            if (value.type == KJ_NONE)
                continue;
            if (kj_is_real((uint8_t)value.type))
                lua_pushnumber(L, value.u.real);
            else
                lua_pushinteger(L, value.u.whole);
            lua_setfield(L, -2, name);
        }
        lua_rawseti(L, -2, row + 1);
    }
}

static void push_texts(lua_State *L, const char *const *texts, int count)
{
    lua_createtable(L, count, 0);
    for (int i = 0; i < count; i++) {
        lua_pushstring(L, texts[i]);
        lua_rawseti(L, -2, i + 1);
    }
}

static void count_bare(lua_State *L, uint64_t counts[3])
{
    memset(counts, 0, 3 * sizeof *counts);
    for (int r = 1; r <= RULES; r++) {
        lua_rawgeti(L, -1, r);
        for (int i = 1; i <= RECORDS; i++) {
            lua_rawgeti(L, -1, i);
            counts[lua_tointeger(L, -1)]++;
            lua_pop(L, 1);
        }
        lua_pop(L, 1);
    }
}

static double run_bare(KjText data, uint64_t counts[3])
{
    Engine engine = {.arena = kj_arena_new()};
    lua_State *L = luaL_newstate();
    static const char *const AGAINST[] = {"500", "500", "30000", "50", "19904"};
    double best = 1e9;
    engine.registry = flat_load(false, engine.arena, &engine.lua);
    read_data(&engine, data, false);
    luaL_openlibs(L);
    if (luaL_loadstring(L, BARE) != LUA_OK)
        bench_stop("bare Lua", lua_tostring(L, -1));
    push_records(L, &engine);
    lua_pushvalue(L, -1);
    lua_setglobal(L, "records");
    lua_pushinteger(L, RULES);
    push_texts(L, flat_relations, 4);
    lua_createtable(L, 5, 0);
    for (int i = 0; i < 5; i++) {
        lua_pushinteger(L, atoi(AGAINST[i]));
        lua_rawseti(L, -2, i + 1);
    }
    if (lua_pcall(L, 4, 1, 0) != LUA_OK)
        bench_stop("bare Lua", lua_tostring(L, -1));
    lua_createtable(L, RULES, 0);
    for (int r = 1; r <= RULES; r++) {
        lua_createtable(L, RECORDS, 0);
        lua_rawseti(L, -2, r);
    }
    for (int pass = 0; pass < PASSES; pass++) {
        lua_pushvalue(L, -2);
        lua_getglobal(L, "records");
        lua_pushvalue(L, -3);
        double begin = bench_now();
        if (lua_pcall(L, 2, 0, 0) != LUA_OK)
            bench_stop("bare Lua", lua_tostring(L, -1));
        double seconds = bench_now() - begin;
        best = seconds < best ? seconds : best;
    }
    count_bare(L, counts);
    lua_close(L);
    end(&engine);
    return RECORDS / best / 1e6;
}

int main(void)
{
    KjBuf buf;
    uint64_t conditions[3], functions[3], plain[3];
    double ingest, again, speeds[VARIANT_COUNT] = {0};
    kj_buf_init(&buf, 0);
    flat_data(&buf);
    KjText data = {buf.data, (uint32_t)buf.len};
    double fast = run_engine(data, false, conditions, &ingest, speeds);
    double slow = run_engine(data, true, functions, &again, NULL);
    double bare = run_bare(data, plain);
    if (memcmp(conditions, functions, sizeof plain) || memcmp(conditions, plain, sizeof plain))
        bench_stop("verdicts", "the three ways do not count the same");
    printf("%d rules over %d records: %llu fail, %llu unknown, %llu pass\n", RULES, RECORDS,
           (unsigned long long)conditions[KJ_FAIL], (unsigned long long)conditions[KJ_UNKNOWN],
           (unsigned long long)conditions[KJ_PASS]);
    printf("YAML read and sealed             %8.1f MB/s\n", ingest);
    printf("rules as conditions              %8.2f M records/s  (%s)\n", fast, kj_kernels_in_use());
    for (size_t v = 0; v < VARIANT_COUNT; v++)
        if (speeds[v] > 0)
            printf("  with kernels of %-14s %8.2f M records/s\n", VARIANTS[v], speeds[v]);
    printf("rules as Lua functions, traced   %8.2f M records/s  (%.0f %% of bare Lua)\n", slow,
           100 * slow / bare);
    printf("bare Lua 5.4, tables, no engine  %8.2f M records/s\n", bare);
    printf("conditions, verdicts alone       %8.2f M evaluations/s\n", RULES * fast);
    printf("  with messages, no traces       %8.2f M evaluations/s\n", run_results(data, false));
    printf("  with messages and traces       %8.2f M evaluations/s\n", run_results(data, true));
    kj_buf_clear(&buf);
    return 0;
}
