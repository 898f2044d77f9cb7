/* Speed of judging: 20 threshold rules over 100,000 flat records, 3 % of the facts missing, through
 * the ordinary loader, schema and reader, verdicts stored.
 *
 * First the rules as conditions, with every variant of the kernels that the processor can do, then the same rules as Lua functions with traces, then bare Lua:
 * the same comparisons over tables, without an engine. All three count the same verdicts, or the
 * bench fails. Each figure is the best of several passes, in millions of records (all 20 rules) a
 * second. Sources are made here; nothing is read but stdlib. */
#include "engine/cli/home.h"
#include "engine/eval/judge_parts.h"
#include "engine/eval/kernels.h"
#include "engine/ingest/ingest.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define RECORDS 100000
#define RULES 20
#define PASSES 7

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static uint64_t state = 88172645463325252u;
static uint32_t random_below(uint32_t limit)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 32) % limit);
}

/* Five types take turns over the twenty fields; every rule has its own field and threshold. */
static const char *const TYPES[] = {"int", "number", "duration", "percent", "date"};
static const char *const LITERALS[] = {"500", "500", "500min", "50%", "2024-06-30"};
static const char *const RELATIONS[] = {"<=", ">=", "<", ">"};

static void write_pack(KjBuf *out, bool lua)
{
    kj_buf_puts(out, "kind 'organization' { singleton = true, title = { ja='組織', en='Org' },\n"
                     "  plural = 'organizations', fields = {} }\n"
                     "kind 'item' { title = { ja='品目', en='Item' }, fields = {\n");
    for (int i = 0; i < RULES; i++)
        kj_buf_printf(out, "  field('f%d', '%s', '項目%d', 'Field %d'),\n", i, TYPES[i % 5], i, i);
    kj_buf_puts(out, "} }\n");
    for (int i = 0; i < RULES; i++) {
        const char *relation = RELATIONS[i % 4];
        static const char *const PLAIN[] = {"500", "500", "30000", "50", "19904"};
        kj_buf_printf(out,
                      "rule '%d' { kind = 'item', title = { ja='規則%d', en='Rule %d' }, actor='x',"
                      " level='recommended',\n  remedy = { ja='直す', en='Mend' }, check = ",
                      i + 1, i, i);
        if (lua)
            kj_buf_printf(out, "function(r) return r.f%d %s %s end }\n", i, relation, PLAIN[i % 5]);
        else
            kj_buf_printf(out, "'f%d %s %s' }\n", i, relation, LITERALS[i % 5]);
    }
}

static void write_value(KjBuf *out, int field, uint32_t value)
{
    switch (field % 5) {
    case 2: kj_buf_printf(out, "%umin", value); break;
    case 3: kj_buf_printf(out, "%u%%", value / 10); break;
    case 4:
        kj_buf_printf(out, "%u-%02u-%02u", 2020 + value % 9, 1 + value % 12, 1 + value % 28);
        break;
    default: kj_buf_printf(out, "%u", value);
    }
}

static void write_data(KjBuf *out)
{
    kj_buf_puts(out, "kijun: 1\norganization: { id: bench }\nitems:\n");
    for (int r = 0; r < RECORDS; r++) {
        kj_buf_printf(out, "- id: i%06d\n", r);
        for (int f = 0; f < RULES; f++) {
            if (random_below(100) < 3)
                continue;
            kj_buf_printf(out, "  f%d: ", f);
            write_value(out, f, random_below(1000));
            kj_buf_putc(out, '\n');
        }
    }
}

static void stop(const char *what, const char *why)
{
    printf("bench: %s: %s\n", what, why);
    exit(1);
}

/* ---- through the engine ---- */

typedef struct Engine {
    KjArena *arena;
    KjLua *lua;
    KjRegistry *registry;
    KjDataset *dataset;
    KjJudge *judge;
} Engine;

static KjValue text(const char *cstr)
{
    return kj_value_text(kj_text(cstr));
}

static KjValue argument_of(KjArena *arena, const KjBuf *rules)
{
    KjTree argument = kj_tree_map(arena), packs = kj_tree_list(arena), pack = kj_tree_map(arena);
    KjTree files = kj_tree_list(arena), head = kj_tree_map(arena), body = kj_tree_map(arena);
    kj_tree_set(&head, "name", text("pack.lua"));
    kj_tree_set(&head, "text",
                text("pack 'bench' { version = '1.0.0', title = { ja='測定', en='Bench' },\n"
                     "documents = { B = { title = { ja='測定', en='Bench' }, edition='1',"
                     " status='final' } },\n deviation = 'reason', files = { 'rules' } }\n"));
    kj_tree_set(&body, "name", text("rules.lua"));
    kj_tree_set(&body, "text", text(rules->data));
    kj_tree_add(&files, head.value);
    kj_tree_add(&files, body.value);
    kj_tree_set(&pack, "name", text("bench"));
    kj_tree_set(&pack, "display", text("bench"));
    kj_tree_set(&pack, "hash", text(""));
    kj_tree_set(&pack, "selected", kj_value_bool(true));
    kj_tree_set(&pack, "files", files.value);
    kj_tree_add(&packs, pack.value);
    kj_tree_set(&argument, "packs", packs.value);
    kj_tree_set(&argument, "lang", text("ja"));
    return argument.value;
}

static void load(Engine *engine, const KjBuf *rules)
{
    KjLuaSource *stdlib;
    size_t count;
    KjDiags diags;
    KjError error = {0};
    KjLuaLimits limits = {0};
    KjValue loaded;
    kj_diags_init(&diags, KJ_EN);
    kj_home_stdlib(kj_home_find(engine->arena), engine->arena, &diags, &stdlib, &count);
    engine->lua = kj_lua_new(&limits, &error);
    KjValue argument = argument_of(engine->arena, rules);
    if (!engine->lua || !kj_lua_stdlib(engine->lua, stdlib, count, &error) ||
        !kj_lua_call(engine->lua, "loader", "load", &argument, engine->arena, &loaded, &error))
        stop("loading", error.message);
    const KjValue *document = kj_map_get(&loaded, "document");
    if (!document || !(engine->registry = kj_registry_new(document, &error))) {
        const KjList *problems = kj_map_list(&loaded, "diagnostics");
        stop("pack", problems->count ? kj_map_text(&problems->items[0], "en").data : error.message);
    }
    kj_diags_clear(&diags);
}

static double read_data(Engine *engine, const KjBuf *data)
{
    KjDiags diags;
    KjFile file = {"bench.yaml", data->data, data->len};
    KjIngestOptions options = {KJ_ZONE_JAPAN};
    KjJudgeOptions judging = {20000, KJ_ZONE_JAPAN, KJ_EN, false, false, false};
    double begin = now();
    kj_diags_init(&diags, KJ_EN);
    KjBuilder *builder = kj_builder_new(engine->registry->schema, &diags);
    kj_ingest(builder, engine->registry->schema, &file, 1, &options, &diags);
    engine->dataset = kj_builder_seal(builder);
    kj_builder_free(builder);
    double seconds = now() - begin;
    if (diags.errors)
        stop("data", diags.items[0].body);
    engine->judge = kj_judge_new(engine->registry, engine->dataset, engine->lua, &judging);
    kj_judge_prepare(engine->judge, &diags);
    kj_diags_clear(&diags);
    return seconds;
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
        double begin = now();
        for (int r = 0; r < RULES; r++)
            kj_judge_rule(engine->judge, r);
        double seconds = now() - begin;
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
            stop(VARIANTS[v], "does not count the same verdicts");
    }
    kj_kernels_use(NULL);
}

/* speeds: of the variants, or NULL */
static double run_engine(const KjBuf *data, bool lua, uint64_t counts[3], double *ingest,
                         double *speeds)
{
    Engine engine = {.arena = kj_arena_new()};
    KjBuf rules;
    kj_buf_init(&rules, 0);
    write_pack(&rules, lua);
    load(&engine, &rules);
    *ingest = (double)data->len / read_data(&engine, data) / 1e6;
    double speed = measure(&engine);
    if (speeds)
        measure_variants(&engine, speeds);
    count_verdicts(&engine, counts);
    kj_judge_free(engine.judge);
    kj_dataset_free(engine.dataset);
    kj_registry_free(engine.registry);
    kj_lua_free(engine.lua);
    kj_buf_clear(&rules);
    kj_arena_free(engine.arena);
    return speed;
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

static double run_bare(const KjBuf *data, uint64_t counts[3])
{
    Engine engine = {.arena = kj_arena_new()};
    KjBuf rules;
    lua_State *L = luaL_newstate();
    static const char *const AGAINST[] = {"500", "500", "30000", "50", "19904"};
    double best = 1e9;
    kj_buf_init(&rules, 0);
    write_pack(&rules, false);
    load(&engine, &rules);
    read_data(&engine, data);
    luaL_openlibs(L);
    if (luaL_loadstring(L, BARE) != LUA_OK)
        stop("bare Lua", lua_tostring(L, -1));
    push_records(L, &engine);
    lua_pushvalue(L, -1);
    lua_setglobal(L, "records");
    lua_pushinteger(L, RULES);
    push_texts(L, RELATIONS, 4);
    lua_createtable(L, 5, 0);
    for (int i = 0; i < 5; i++) {
        lua_pushinteger(L, atoi(AGAINST[i]));
        lua_rawseti(L, -2, i + 1);
    }
    if (lua_pcall(L, 4, 1, 0) != LUA_OK)
        stop("bare Lua", lua_tostring(L, -1));
    lua_createtable(L, RULES, 0);
    for (int r = 1; r <= RULES; r++) {
        lua_createtable(L, RECORDS, 0);
        lua_rawseti(L, -2, r);
    }
    for (int pass = 0; pass < PASSES; pass++) {
        lua_pushvalue(L, -2);
        lua_getglobal(L, "records");
        lua_pushvalue(L, -3);
        double begin = now();
        if (lua_pcall(L, 2, 0, 0) != LUA_OK)
            stop("bare Lua", lua_tostring(L, -1));
        double seconds = now() - begin;
        best = seconds < best ? seconds : best;
    }
    count_bare(L, counts);
    lua_close(L);
    kj_judge_free(engine.judge);
    kj_dataset_free(engine.dataset);
    kj_registry_free(engine.registry);
    kj_lua_free(engine.lua);
    kj_buf_clear(&rules);
    kj_arena_free(engine.arena);
    return RECORDS / best / 1e6;
}

int main(void)
{
    KjBuf data;
    uint64_t conditions[3], functions[3], plain[3];
    double ingest, again, speeds[VARIANT_COUNT] = {0};
    kj_buf_init(&data, 0);
    write_data(&data);
    double fast = run_engine(&data, false, conditions, &ingest, speeds);
    double slow = run_engine(&data, true, functions, &again, NULL);
    double bare = run_bare(&data, plain);
    if (memcmp(conditions, functions, sizeof plain) || memcmp(conditions, plain, sizeof plain))
        stop("verdicts", "the three ways do not count the same");
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
    kj_buf_clear(&data);
    return 0;
}
