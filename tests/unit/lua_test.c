// Lua checks and derivations over a small dataset: what records look like from packs, what comes
// back, and that errors, endless loops and memory stay where they belong. stdlib is the real one.
#include "engine/lua/lua_state.h"
#include "engine/rules/registry.h"
#include "tests/unit/check.h"

#include <dirent.h>
#include <stdlib.h>

// ---- stdlib and packs ----

#define MODULES 100

typedef struct World {
    KjArena *arena;
    KjLuaSource modules[MODULES];
    size_t module_count;
    KjLua *lua;
    KjValue loaded; // what the loader returned
    KjRegistry *registry;
    KjDiags diags;
    KjDataset *dataset;
    KjTrace trace;
    KjError error;
} World;

static const char *read_text(World *world, const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    KjBuf text;
    kj_buf_init(&text, 0);
    char block[4096];
    size_t got;
    while (file && (got = fread(block, 1, sizeof block, file)) > 0)
        kj_buf_add(&text, block, got);
    if (file)
        fclose(file);
    *len = text.len;
    const char *copy = kj_arena_strndup(world->arena, text.data ? text.data : "", text.len);
    kj_buf_clear(&text);
    return copy;
}

static void read_modules(World *world, const char *folder, const char *prefix)
{
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        const char *path = kj_arena_printf(world->arena, "%s/%s", folder, entry->d_name);
        const char *name = kj_arena_printf(world->arena, "%s%s", prefix, entry->d_name);
        if (entry->d_name[0] == '.')
            continue;
        if (!strstr(entry->d_name, ".lua")) {
            read_modules(world, path, kj_arena_printf(world->arena, "%s/", name));
        } else if (world->module_count < MODULES) {
            KjLuaSource *module = &world->modules[world->module_count++];
            module->name = name;
            module->text = read_text(world, path, &module->len);
        }
    }
    if (dir)
        closedir(dir);
}

static KjValue text_value(const char *text)
{
    return kj_value_text(kj_text(text));
}

static KjValue pack_argument(KjArena *arena, const char *text)
{
    KjTree file = kj_tree_map(arena), files = kj_tree_list(arena);
    KjTree pack = kj_tree_map(arena), packs = kj_tree_list(arena), all = kj_tree_map(arena);
    kj_tree_set(&file, "name", text_value("pack.lua"));
    kj_tree_set(&file, "text", text_value(text));
    kj_tree_add(&files, file.value);
    kj_tree_set(&pack, "name", text_value("p"));
    kj_tree_set(&pack, "display", text_value("packs/p"));
    kj_tree_set(&pack, "selected", kj_value_bool(true));
    kj_tree_set(&pack, "files", files.value);
    kj_tree_add(&packs, pack.value);
    kj_tree_set(&all, "packs", packs.value);
    return all.value;
}

// Loads a pack; without a document, the diagnostics can still be looked at.
static void load(World *world, const char *pack, const KjLuaLimits *limits)
{
    memset(world, 0, sizeof *world);
    world->arena = kj_arena_new();
    kj_diags_init(&world->diags, KJ_EN);
    read_modules(world, "stdlib", "");
    world->lua = kj_lua_new(limits, &world->error);
    CHECK(world->lua != NULL);
    CHECK(kj_lua_stdlib(world->lua, world->modules, world->module_count, &world->error));
    KjValue argument = pack_argument(world->arena, pack);
    if (!kj_lua_call(world->lua, "loader", "load", &argument, world->arena, &world->loaded,
                     &world->error))
        CHECK_STR(world->error.message, "");
    const KjValue *document = kj_map_get(&world->loaded, "document");
    if (document)
        world->registry = kj_registry_new(document, &world->error);
}

static void end(World *world)
{
    kj_lua_free(world->lua);
    kj_dataset_free(world->dataset);
    kj_registry_free(world->registry);
    kj_diags_clear(&world->diags);
    kj_free(world->trace.reads);
    kj_arena_free(world->arena);
}

// "file:line: body" of the one diagnostic
static const char *told(World *world)
{
    const KjList *list = kj_map_list(&world->loaded, "diagnostics");
    if (list->count != 1)
        return list->count ? "several diagnostics" : "no diagnostics";
    const KjValue *item = &list->items[0];
    return kj_arena_printf(world->arena, "%s:%d: %s", kj_map_text(item, "file").data,
                           (int)kj_map_int(item, "line", 0), kj_map_text(item, "en").data);
}

// ---- data ----

#define T "title = { ja = '題', en = 'T' }"
#define R T ", remedy = { ja = '対', en = 'D' }, actor = 'a', level = 'example', kind = 'system', "
#define HEAD                                                                                        \
    "pack 'p' { version = '1.0.0', " T " }\n"                                                       \
    "kind 'organization' { singleton = true, " T ", fields = {} }\n"                                \
    "kind 'system' { " T ", fields = {\n"                                                           \
    "  field('load', 'number', '負荷', 'Load'), field('rto', 'duration', '目標', 'RTO'),\n"     \
    "  field('base', 'bool = no', '基盤', 'Base'), field('type', 'hot|cold', '型', 'Type'),\n"   \
    "  field('depends_on', '[->system] = []', '依存', 'Depends', { inverse = 'dependents' }),\n"  \
    "  field('owner', '->system', '主', 'Owner'), field('about', '->any', '件', 'About'),\n"      \
    "  field('cost', 'money', '額', 'Cost'),\n"                                                    \
    "  field('standby', 'group', '待機', 'Standby', { field('type', 'text', '型', 'Type') }),\n" \
    "  field('steps', '[group] = []', '段', 'Steps', {\n"                                          \
    "    field('after', 'duration', '後', 'After'), field('to', '->system', '先', 'To') }),\n"    \
    "} }\n"                                                                                         \
    "kind 'gap' { derived = true, " T                                                               \
    ", fields = { field('system', '->system', '系', 'System'),\n"                                  \
    "  field('size', 'int', '差', 'Size') } }\n"                                                   \
    "param 'limit' { value = 80, " T " }  param 'open' { type = 'int', " T " }\n"                   \
    "param 'bands' { value = bands { S = '3h', A = true }, " T " }\n"                               \
    "param 'grid' { value = map { a = { b = 2 } }, " T " }\n"

static int32_t kind_named(const World *world, const char *name)
{
    return kj_schema_kind(world->registry->schema, kj_text(name));
}

static int32_t field_named(const World *world, const char *kind, const char *name)
{
    return kj_kind_field(&world->registry->schema->kinds[kind_named(world, kind)], kj_text(name));
}

static const KjSpot spot = {1, 1};

static KjDraft add_system(World *world, KjBuilder *builder, const char *id, double load,
                          const char *depends_on)
{
    KjDraft draft =
        kj_builder_record(builder, 0, kind_named(world, "system"), kj_text(id), 0, spot);
    KjValue value = kj_value_real(KJ_NUMBER, load);
    if (load >= 0)
        kj_builder_set(builder, draft, field_named(world, "system", "load"), &value, spot);
    int32_t list = field_named(world, "system", "depends_on");
    value = text_value(depends_on);
    kj_builder_list(builder, draft, list, spot);
    if (depends_on[0])
        kj_builder_add(builder, draft, list, &value, spot);
    return draft;
}

// c → b → a → c; a has everything, d nothing
static void add_details(World *world, KjBuilder *builder, KjDraft a)
{
    KjValue duration = kj_value_whole(KJ_DURATION, 3600), other = text_value("b");
    KjValue hot = text_value("hot"), cost = kj_value_whole(KJ_MONEY, 35000);
    hot.type = KJ_ENUM;
    kj_builder_set(builder, a, field_named(world, "system", "rto"), &duration, spot);
    kj_builder_set(builder, a, field_named(world, "system", "type"), &hot, spot);
    kj_builder_set(builder, a, field_named(world, "system", "cost"), &cost, spot);
    kj_builder_set(builder, a, field_named(world, "system", "owner"), &other, spot);
    kj_builder_set(builder, a, field_named(world, "system", "about"), &other, spot);
    kj_builder_group(builder, a, field_named(world, "system", "standby"), spot);
    int32_t steps = field_named(world, "system", "steps");
    kj_builder_list(builder, a, steps, spot);
    KjDraft row = kj_builder_child(builder, a, steps, 0, spot);
    kj_builder_set(builder, row, field_named(world, "system.steps", "after"), &duration, spot);
    kj_builder_set(builder, row, field_named(world, "system.steps", "to"), &other, spot);
}

static int32_t param(void *ctx, int32_t pack, KjText name, uint32_t org, KjValue *value)
{
    const World *world = ctx;
    int32_t number = kj_registry_param(world->registry, name);
    if (number >= 0 && pack == 0 && org == 0)
        *value = world->registry->params[number].value;
    return number;
}

static void bind(World *world)
{
    KjLuaWorld bound = {.dataset = world->dataset,
                        .today = 20000,
                        .zone = KJ_ZONE_JAPAN,
                        .trace = &world->trace,
                        .param = param,
                        .ctx = world};
    kj_lua_bind(world->lua, &bound);
}

static void fill(World *world)
{
    KjBuilder *builder = kj_builder_new(world->registry->schema, &world->diags);
    kj_builder_file(builder, "data.yaml");
    kj_builder_organization(builder, KJ_TEXT("o"), 0, spot);
    kj_builder_record(builder, 0, kind_named(world, "organization"), KJ_TEXT("o"), 0, spot);
    add_details(world, builder, add_system(world, builder, "a", 90, "c"));
    add_system(world, builder, "b", 70, "a");
    add_system(world, builder, "c", 80, "b");
    add_system(world, builder, "d", -1, "");
    world->dataset = kj_builder_seal(builder);
    kj_builder_free(builder);
    CHECK_INT(world->diags.errors, 0);
    bind(world);
}

static void start(World *world, const char *pack)
{
    load(world, pack, NULL);
    if (!world->registry) {
        CHECK_STR(told(world), "");
        exit(1);
    }
    fill(world);
}

static KjOutcome *check_all(World *world, size_t rule)
{
    KjOutcome *outcomes = kj_arena_array(world->arena, 4, sizeof *outcomes);
    kj_lua_check(world->lua, world->registry->rules[rule].check_function,
                 kind_named(world, "system"), NULL, 0, 4, world->arena, outcomes);
    return outcomes;
}

// Verdicts of systems a, b, c, d for a check's body, as letters; the first message follows.
static const char *judged(const char *body)
{
    static char result[600];
    World world;
    KjBuf pack;
    kj_buf_init(&pack, 0);
    kj_buf_printf(&pack, HEAD "rule '1' { " R "check = function(r) %s end }", body);
    start(&world, pack.data);
    const KjOutcome *outcomes = check_all(&world, 0);
    const char *message = "";
    for (int i = 0; i < 4; i++) {
        result[i] = "fup?wn!"[outcomes[i].verdict];
        if (!message[0] && outcomes[i].message.en.len)
            message = outcomes[i].message.en.data;
    }
    snprintf(result + 4, sizeof result - 4, "%s%s", message[0] ? " " : "", message);
    end(&world);
    kj_buf_clear(&pack);
    return result;
}

// ---- checks ----

TEST(checks_give_verdicts)
{
    CHECK_STR(judged("return r.load <= 80"), "fppu");
    CHECK_STR(judged("return field(r, 'load') == nil and unknown or pass"), "pppu");
    CHECK_STR(judged("return r.base"), "ffff");
    CHECK_STR(judged("if r.id == 'a' then return fail 'too slow' end return pass"),
              "fppp too slow");
    CHECK_STR(judged("if r.id == 'a' then return fail { message = { ja = '遅', en = 'slow' } } end "
                     "return partial()"),
              "f??? slow");
    CHECK_STR(judged("return today() == 20000 and r.kind == 'system'"), "pppp");
}

TEST(errors_are_the_outcome_of_their_record_only)
{
    CHECK_STR(judged("if r.id == 'b' then error('no') end return r.load <= 80"),
              "f!pu packs/p/pack.lua:18: no");
    CHECK_STR(judged("if r.id ~= 'b' then return true end"), "p!pp the check returned nothing");
    CHECK_STR(judged("return 1"), "!!!! the check returned a number");
    CHECK_STR(judged("return r"), "!!!! the check returned a record");
    CHECK_STR(judged("return r.lod"),
              "!!!! packs/p/pack.lua:18: system has no field 'lod' (did you mean 'load'?)");
    CHECK_STR(judged("r.load = 1"), "!!!! packs/p/pack.lua:18: records are read-only");
    CHECK_STR(judged("if r.id == 'c' then while true do end end return true"),
              "pp!p packs/p/pack.lua:18: took too many instructions (an endless loop?)");
    CHECK_STR(judged("local t = {} if r.id == 'a' then while true do t[#t + 1] = {} end end "
                     "return true"),
              "!ppp packs/p/pack.lua:18: took too many instructions (an endless loop?)");
}

TEST(records_show_their_fields_and_ways)
{
    CHECK_STR(judged("return r.rto == duration('1h')"), "puuu");
    CHECK_STR(judged("return r.type == 'hot' and r.cost == 3.5"), "puuu");
    CHECK_STR(judged("return r.owner.id == 'b' and r.about == r.owner"), "puuu");
    CHECK_STR(judged("return r.standby.type == 'x'"), "uuuu");
    CHECK_STR(judged("return field(r, 'standby.type') == nil and field(r.standby, 'type') == nil"),
              "puuu");
    CHECK_STR(judged("return #r.steps == 1 and r.steps[1].after == 3600 and "
                     "r.steps[1].to.id == 'b' and r.steps[1].id == 'a/steps[1]'"),
              "pfff");
    CHECK_STR(judged("return #r.dependents == 1 and r.dependents[1].depends_on[1] == r"), "pppf");
    CHECK_STR(judged("return #r.organization.systems == 4 and r.organization.systems[4].id == 'd' "
                     "and #r.systems_by_steps_to <= 1"),
              "pppp");
    CHECK_STR(judged("return tostring(r) == \"system 'a'\" and type(r) == 'record'"), "pfff");
    CHECK_STR(judged("local t = {} for s in pairs { [r] = 1, [r.organization.systems[1]] = 2 } do "
                     "t[#t + 1] = s.id end return t[1] == 'a'"),
              "pppp");
}

TEST(walking_follows_names)
{
    CHECK_STR(judged("return #reach(r, 'depends_on') == 3 and reach(r, 'depends_on')[1].id == 'a'"),
              "pppf");
    CHECK_STR(judged("local c = cycle(r, 'depends_on') return c ~= nil and c[1] == r and #c == 3"),
              "pppf");
    CHECK_STR(judged("return #reach(r, 'steps.to') == 1"), "pfff");
    CHECK_STR(judged("return #reach(r, 'owner') == 1"), "pfff");
    CHECK_STR(judged("return #reach(r, 'load')"),
              "!!!! packs/p/pack.lua:18: 'load' does not lead to records");
}

TEST(parameters_are_read_by_name)
{
    CHECK_STR(judged("return r.load <= params.limit and param('p/limit') == 80"), "fppu");
    CHECK_STR(judged("return field(params, 'open') == nil"), "pppp");
    CHECK_STR(judged("return params.open == 1"), "uuuu");
    CHECK_STR(judged("return params.bands[1].upper == 10800 and params.bands[2].label == 'A' and "
                     "params.grid.a.b == 2"),
              "pppp");
    CHECK_STR(judged("return params.limt"), "!!!! packs/p/pack.lua:18: unknown parameter 'limt'");
}

TEST(calendar_and_texts)
{
    CHECK_STR(judged("return date('2026-04-01') == date('令和8年4月1日') and "
                     "add_months(date('2026-01-31'), 1) == date('2026-02-28') and "
                     "fiscal_year_start(date('2026-03-31')) == date('2025-04-01')"),
              "pppp");
    CHECK_STR(judged("return format(5400, 'duration') == '1h30min' and "
                     "format(5400, 'duration', 'ja') == '1時間30分' and "
                     "format(1200000, 'money', 'ja') == '1,200,000円'"),
              "pppp");
    CHECK_STR(judged("return date('soon')"), "!!!! packs/p/pack.lua:18: 'soon' is not a date");
}

TEST(outcomes_carry_particulars_reads_and_what_is_missing)
{
    World world;
    start(&world,
          HEAD "rule '1' { " R "check = function(r)\n"
               "  if r.load > 80 then return fail { need = 80, at = r, list = { 'x' } } end\n"
               "  return true end }");
    const KjOutcome *outcomes = check_all(&world, 0);
    const KjValue *at = kj_map_get(&outcomes[0].details, "at");
    CHECK_INT(kj_map_int(&outcomes[0].details, "need", 0), 80);
    CHECK(at && at->type == KJ_REF && at->u.ref.row == 0);
    CHECK_INT(kj_map_list(&outcomes[0].details, "list")->count, 1);
    CHECK_INT(outcomes[1].trace_to - outcomes[1].trace_from, 1);
    CHECK_INT(world.trace.reads[outcomes[1].trace_from].row, 1);
    CHECK_INT(outcomes[3].missing.row, 3);
    CHECK_INT(outcomes[3].missing.field, field_named(&world, "system", "load"));
    CHECK_INT(outcomes[3].trace_to, 4);
    CHECK_INT(outcomes[0].missing.kind, -1);
    end(&world);
}

TEST(records_of_other_data_are_not_kept)
{
    World world;
    start(&world, HEAD "local kept rule '1' { " R "check = function(r)\n"
                       "  if kept then return kept.load <= 80 end kept = r return true end }");
    for (int round = 0; round < 2; round++) {
        const KjOutcome *outcomes = check_all(&world, 0);
        CHECK_INT(outcomes[1].verdict, KJ_FAULT);
        CHECK(strstr(outcomes[1].message.en.data, "changed 'kept', which outlives") != NULL);
        bind(&world);
    }
    kj_lua_bind(world.lua, NULL);
    CHECK_INT(check_all(&world, 0)[0].verdict, KJ_FAULT);
    end(&world);
}

TEST(memory_is_limited)
{
    World world;
    KjLuaLimits limits = {.memory = (size_t)16 << 20};
    load(&world,
         HEAD "rule '1' { " R "check = function(r)\n"
              "  if r.id == 'b' then local t while true do t = { t } end end\n"
              "  return true end }",
         &limits);
    fill(&world);
    const KjOutcome *outcomes = check_all(&world, 0);
    CHECK_INT(outcomes[0].verdict, KJ_PASS);
    CHECK_INT(outcomes[1].verdict, KJ_FAULT);
    CHECK_STR(outcomes[1].message.en.data, "packs/p/pack.lua:19: not enough memory");
    CHECK_INT(outcomes[2].verdict, KJ_PASS);
    end(&world);
}

TEST(what_took_all_memory_is_put_back)
{
    World world;
    KjLuaLimits limits = {.memory = (size_t)16 << 20};
    load(&world,
         HEAD "local t = { 1, 2, x = { y = 'z' } } rule '1' { " R "check = function(r)\n"
              "  if r.id == 'b' then t[1], t.x.y = nil, nil\n"
              "    while true do t[#t + 1] = ('x'):rep(1000) .. #t end end\n"
              "  return #t == 2 and t.x.y == 'z' end }",
         &limits);
    fill(&world);
    for (int round = 0; round < 3; round++) {
        const KjOutcome *outcomes = check_all(&world, 0);
        CHECK_INT(outcomes[0].verdict, KJ_PASS);
        CHECK_INT(outcomes[1].verdict, KJ_FAULT);
        CHECK(strstr(outcomes[1].message.en.data, "changed 't', which outlives") != NULL);
        CHECK_INT(outcomes[2].verdict, KJ_PASS);
    }
    end(&world);
}

// ---- derivations ----

static const char DERIVING[] = HEAD
    "derive 'system.slow' { type = 'bool', " T ", from = function(r) return r.load > 75 end }\n"
    "derive 'system.next' { type = '[->system]', " T
    ", from = function(r) return r.depends_on end }\n"
    "derive 'system.odd' { type = 'duration', " T ", from = function(r) return r.id end }\n"
    "derive 'system' { over = 'organization', reads = { 'system.slow' },\n"
    "  fields = { field('rank', 'int', '順', 'Rank'), field('best', '->system', '首', 'Best') },\n"
    "  from = function(list) local all = {} for i, s in ipairs(list) do\n"
    "    all[s] = { rank = i, best = list[1] } end return all end }\n"
    "records 'gap' { from = function(o) return {\n"
    "  { id = 'a/x', system = o.systems[1], size = 2 }, { id = 'b/x' } } end }\n"
    "rule '1' { " R "check = function(r) return r.slow end }\n";

static KjValue derive_one(World *world, size_t index, int32_t row, KjRead *missing)
{
    const KjDerive *derive = &world->registry->derives[index];
    const KjKind *kind = &world->registry->schema->kinds[derive->kind];
    KjValue value;
    bool pending;
    if (!kj_lua_derive(world->lua, derive->function, &kind->fields[derive->fields[0]],
                       (KjRef){derive->kind, row}, world->arena, &value, missing, &pending,
                       &world->error))
        CHECK_INT(value.type, KJ_NONE);
    return value;
}

TEST(derivations_give_typed_values)
{
    World world;
    KjRead missing;
    start(&world, DERIVING);
    KjValue value = derive_one(&world, 0, 0, &missing);
    CHECK(value.type == KJ_BOOL && value.u.truth);
    value = derive_one(&world, 0, 3, &missing);
    CHECK_INT(value.type, KJ_NONE);
    CHECK_INT(missing.row, 3);
    value = derive_one(&world, 1, 0, &missing);
    CHECK(value.type == KJ_LIST && value.u.list.count == 1);
    CHECK_INT(value.u.list.items[0].u.ref.row, 2);
    CHECK_INT(missing.kind, -1);
    derive_one(&world, 2, 0, &missing);
    CHECK_STR(world.error.message,
              "the derivation returned the text 'a' for field 'odd', which is duration");
    end(&world);
}

TEST(derivations_over_an_organisation_fill_several_fields)
{
    World world;
    KjValue result;
    start(&world, DERIVING);
    const KjDerive *derive = &world.registry->derives[3];
    const KjKind *kind = &world.registry->schema->kinds[derive->kind];
    CHECK(kj_lua_derive_all(world.lua, derive->function, kind, derive->fields, derive->field_count,
                            false, 0, world.arena, &result, &world.error));
    CHECK_INT(result.u.list.count, 4);
    CHECK_INT(kj_map_int(&result.u.list.items[2], "rank", 0), 3);
    CHECK_INT(kj_map_get(&result.u.list.items[2], "record")->u.ref.row, 2);
    CHECK_INT(kj_map_get(&result.u.list.items[2], "best")->u.ref.row, 0);
    derive = &world.registry->derives[4];
    kind = &world.registry->schema->kinds[derive->kind];
    CHECK(kj_lua_derive_all(world.lua, derive->function, kind, NULL, 0, true, 0, world.arena,
                            &result, &world.error));
    CHECK_INT(result.u.list.count, 2);
    CHECK_STR(kj_map_text(&result.u.list.items[0], "id").data, "a/x");
    CHECK_INT(kj_map_int(&result.u.list.items[0], "size", 0), 2);
    end(&world);
}

// Whether a derivation over an organisation with four systems, or one of records, with a thousand
// instructions besides what the records give, comes to its end.
static bool ends(bool records, const char *body)
{
    World world;
    KjValue result;
    KjLuaLimits limits = {.check_instructions = 1000};
    KjBuf pack;
    kj_buf_init(&pack, 0);
    kj_buf_printf(&pack, HEAD "%s from = function() %s return {} end }",
                  records ? "records 'gap' {"
                          : "derive 'system.rank' { over = 'organization', type = 'int', " T ",",
                  body);
    load(&world, pack.data, &limits);
    fill(&world);
    const KjDerive *derive = &world.registry->derives[0];
    bool ended = kj_lua_derive_all(
        world.lua, derive->function, &world.registry->schema->kinds[derive->kind], derive->fields,
        derive->field_count, records, 0, world.arena, &result, &world.error);
    if (!ended)
        CHECK(strstr(world.error.message, "took too many instructions") != NULL);
    end(&world);
    kj_buf_clear(&pack);
    return ended;
}

static bool counts_to(bool records, int count)
{
    char body[64];
    snprintf(body, sizeof body, "for i = 1, %d do end", count);
    return ends(records, body);
}

TEST(the_budget_of_an_organisation_grows_with_its_records)
{
    int all = 1000 + 5 * KJ_LUA_RECORD_INSTRUCTIONS; // four systems and its own record
    CHECK(counts_to(false, all - 100));
    CHECK(!counts_to(false, all));
    CHECK(counts_to(true, all - 100));
    CHECK(!counts_to(true, all));
}

#define CHAIN                                                                                      \
    "local nodes, needs = {}, {} "                                                                 \
    "for i = 1, 100 do nodes[i] = 's' .. i needs[nodes[i]] = { nodes[i - 1] } end "

TEST(a_long_answer_of_a_graph_function_brings_what_going_over_it_takes)
{
    // 4,950 elements: more than the rest of the budget
    const char *once = CHAIN "local points = graph.single_points(nodes, needs) "
                             "for _, list in pairs(points) do "
                             "  for i = 1, #list do local one = list[i] .. i end end";
    CHECK(ends(false, once));
    CHECK(!ends(false, CHAIN "while true do graph.single_points(nodes, needs) end"));
    CHECK(!ends(false, CHAIN "graph.single_points(nodes, needs) for i = 1, 200000 do end"));
}

TEST(derived_fields_can_be_read_once_they_are_there)
{
    World world;
    start(&world, DERIVING);
    KjOutcome *outcomes = check_all(&world, 0);
    CHECK_STR(outcomes[0].message.en.data,
              "packs/p/pack.lua:27: system.slow is computed and not listed in reads");
    int32_t kind = kind_named(&world, "system"), field = field_named(&world, "system", "slow");
    KjValue yes = kj_value_bool(true);
    kj_dataset_derived_column(world.dataset, kind, field)->ready = true;
    kj_column_put(world.dataset, kind, field, 1, &yes);
    outcomes = check_all(&world, 0);
    CHECK_INT(outcomes[0].verdict, KJ_UNKNOWN);
    CHECK_INT(outcomes[1].verdict, KJ_PASS);
    end(&world);
}

#define BUDGET 30000
#define TRIES 40 // rules in one state

// Whether the check comes to its end for each of the four systems; for all of them alike.
static bool suffices(World *world, size_t rule)
{
    const KjOutcome *outcomes = check_all(world, rule);
    bool ended = outcomes[0].verdict == KJ_PASS;
    for (int i = 0; i < 4; i++)
        CHECK_INT(outcomes[i].verdict, ended ? KJ_PASS : KJ_FAULT);
    return ended;
}

// Narrows down how far a check can count besides: from `least` it can, to `most` it cannot.
static void narrow(const char *body, int *least, int *most)
{
    World world;
    KjLuaLimits limits = {.check_instructions = BUDGET};
    KjBuf pack;
    int step = (*most - *least + TRIES - 1) / TRIES, from = *least;
    kj_buf_init(&pack, 0);
    kj_buf_puts(&pack, HEAD);
    for (int i = 1; i < TRIES; i++)
        kj_buf_printf(&pack,
                      "rule '%d' { " R "check = function(r) %s for i = 1, %d do end return true "
                      "end }\n",
                      i, body, from + i * step);
    load(&world, pack.data, &limits);
    fill(&world);
    for (int i = 1; i < TRIES && from + i * step < *most; i++) {
        if (suffices(&world, (size_t)i - 1))
            *least = from + i * step;
        else
            *most = from + i * step;
    }
    end(&world);
    kj_buf_clear(&pack);
}

// What is left of the budget when the body is done.
static int left_by(const char *body)
{
    int least = 0, most = BUDGET;
    while (most - least > 1)
        narrow(body, &least, &most);
    CHECK(least > 0);
    return least;
}

TEST(what_a_call_takes_depends_on_nothing_but_what_it_does)
{
    static const char *const bodies[] = {
        "local s = ('%%'):rep(3000):format()",
        "local s = ('step %d'):format(3)",
        "local s = ('abc'):gsub('b', 'x')",
        "for _, c in utf8.codes('あいう') do end",
        "for _, s in ipairs(r.organization.systems) do local id = s.id end",
        "local t = {} for i = 1, 300 do t['k' .. i] = i end for k in pairs(t) do end",
        "local t = { [r] = 1, b = 2, [3] = 4, [true] = 5, a = 6 } for k in pairs(t) do end",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        int left = left_by(bodies[i]);
        CHECK_INT(left_by(bodies[i]), left); // Lua hashes texts otherwise in every state
    }
}

// ---- loading ----

TEST(endless_loops_and_deep_recursion_at_load_end)
{
    World world;
    load(&world, HEAD "\nwhile true do end", NULL);
    CHECK_STR(told(&world), "packs/p/pack.lua:19: cannot be loaded: took too many instructions "
                            "(an endless loop?)");
    end(&world);
    load(&world, HEAD "local function f() return 1 + f() end f()", NULL);
    CHECK(strstr(told(&world), "pack.lua:18: cannot be loaded: stack overflow") != NULL);
    end(&world);
    load(&world, HEAD "local t = {} for i = 1, 1e9 do t[i] = { i } end",
         &(KjLuaLimits){.memory = 32 << 20});
    CHECK(strstr(told(&world), "cannot be loaded: ") != NULL);
    end(&world);
}

TEST(declarations_are_counted_however_they_are_made)
{
    World world;
    load(&world, HEAD "local again = extend 'system' for i = 1, 20000 do again { fields = {} } end",
         NULL);
    CHECK_STR(told(&world), "packs/p/pack.lua:18: cannot be loaded: too many declarations and "
                            "fields (at most 10000 in a pack)");
    end(&world);
}

TEST(bytecode_is_refused)
{
    World world;
    load(&world, "\x1bLua", NULL);
    CHECK(strstr(told(&world), "compiled code") != NULL);
    end(&world);
}

// ---- graphs ----

// How a function of `graph` answers: as many 'p' as it should, or what it says. `text` returns the
// answer; tables become { key=value … } in the order of keys, records their ids.
static const char *answered(const char *text)
{
    static char body[3000];
    snprintf(body, sizeof body,
             "local systems = r.organization.systems "
             "local a, b, c, d = systems[1], systems[2], systems[3], systems[4] "
             "local needs = {} for _, s in ipairs(systems) do needs[s] = s.depends_on end "
             "local function show(v) "
             "  if type(v) == 'record' then return v.id end "
             "  if type(v) ~= 'table' then return tostring(v) end "
             "  local out = {} "
             "  for k, e in pairs(v) do "
             "    out[#out + 1] = (math.type(k) and '' or show(k) .. '=') .. show(e) "
             "  end "
             "  return '{' .. table.concat(out, ' ') .. '}' "
             "end "
             "local answer = (function() %s end)() "
             "if r.id ~= 'a' then return true end "
             "return fail { message = show(answer) }",
             text);
    const char *result = judged(body);
    return strncmp(result, "fppp ", 5) == 0 ? result + 5 : result;
}

TEST(graphs_are_asked_by_records_and_texts)
{
    CHECK_STR(answered("return graph.levels(systems, needs)"), "{d=0}");
    CHECK_STR(answered("return graph.levels({ 'x', 'y', 'z' }, { x = { 'y', 'z' }, y = { 'z' } })"),
              "{x=2 y=1 z=0}");
    CHECK_STR(answered("return graph.cycle(systems, needs)"), "{a c b}");
    CHECK_STR(answered("return graph.cycle({ 1, 2 }, { [1] = { 2 } })"), "nil");
    CHECK_STR(answered("return graph.parts(systems, needs)"), "{{a b c} {d}}");
    CHECK_STR(answered("return graph.dominators({ 1, 2, 3, 4 }, "
                       "{ { 2, 3 }, { 4 }, { 4 } }, 1)"),
              "{1 1 1}");
    CHECK_STR(answered("return graph.articulations(systems, { [a] = { b, c }, [b] = { d } })"),
              "{a b}");
    CHECK_STR(answered("return graph.reach(systems, needs, { b })"), "{a b c}");
    CHECK_STR(answered("return graph.reach({}, {}, {})"), "{}");
}

TEST(graphs_know_who_stands_in_for_whom)
{
    CHECK_STR(answered("return graph.failing(systems, { [a] = { { least = 1, of = { b, c } } } }, "
                       "{ b })"),
              "{b}");
    CHECK_STR(
        answered("return graph.failing(systems, { [a] = { d, { least = 2, of = { b, c } } } }, "
                 "{ b })"),
        "{a b}");
    CHECK_STR(
        answered("return graph.single_points({ 'x', 'y', 'z' }, { x = { 'y' }, y = { 'z' } })"),
        "{x={y z} y={z} z={}}");
    CHECK_STR(
        answered("return graph.single_points(systems, "
                 "{ [a] = { { least = 1, of = { b, c } } }, [b] = { d }, [c] = { d } }, { a })"),
        "{a={d}}");
    CHECK_STR(answered("local group = { least = 1, of = {} } "
                       "return graph.failing({ 'x', group }, { x = { group } }, { group })[1]"),
              "x");
}

TEST(graphs_put_jobs_one_after_another)
{
    CHECK_STR(
        answered("return graph.schedule({ { key = a, takes = 60 }, { key = b, takes = 30, "
                 "needs = { a } }, { key = c, rank = 1 }, { key = d, takes = 5, crew = false } }, "
                 "3)"),
        "{a={begins=0 ends=60} b={after=a begins=60 ends=90} d={begins=0 ends=5}}");
    CHECK_STR(
        answered("return graph.schedule({ { key = 'x', takes = 1 }, { key = 'y', takes = 1 } })"),
        "{x={begins=0 ends=1} y={begins=0 ends=1}}");
    CHECK_STR(
        answered("return graph.schedule({ { key = 'x', takes = 1 }, { key = 'y', takes = 1 } }, "
                 "1)"),
        "{x={begins=0 ends=1} y={after=x begins=1 ends=2}}");
    CHECK_STR(answered("return graph.schedule({})"), "{}");
}

#define WRONG(call, message)                                                                       \
    CHECK_STR(answered("if r.id == 'a' then return " call " end"),                                 \
              "!ppp packs/p/pack.lua:18: graph." message)

TEST(wrong_arguments_of_graphs_are_named)
{
    WRONG("graph.levels(3)", "levels: nodes must be an array of nodes, { node, … }, not 3");
    WRONG("graph.levels({ 'x', 'x' }, {})",
          "levels: nodes[2] is 'x', which stands there before; list every node once");
    WRONG("graph.levels({ 0 / 0 }, {})", "levels: nodes[1] is nan, which cannot be a node");
    WRONG("graph.parts({ 'x' })", "parts: needs must be a table { [node] = { node, … } }, not nil");
    WRONG("graph.parts({ 'x' }, { x = true })",
          "parts: needs['x'] must be an array of nodes, { node, … }, not true");
    WRONG("graph.cycle(systems, { [b] = { a, 'x' } })",
          "cycle: needs[system 'b'] has 'x', which is not among the nodes");
    WRONG("graph.cycle(systems, { [b] = { { least = 1, of = { a } } } })",
          "cycle: needs[system 'b'] has table, which is not among the nodes");
    WRONG("graph.dominators(systems, {}, 'x')",
          "dominators: root must be one of the nodes, not 'x'");
    WRONG("graph.articulations(systems, a)",
          "articulations: links must be a table { [node] = { node, … } }, not system 'a'");
    WRONG("graph.reach(systems, {}, a)",
          "reach: from must be an array of nodes, { node, … }, not system 'a'");
    WRONG("graph.reach(systems, {}, { a, a.steps[1] })",
          "reach: from has system.steps 'a/steps[1]', which is not among the nodes");
    WRONG("graph.failing(systems, { [a] = { { least = 'one', of = {} } } }, {})",
          "failing: least in needs[system 'a'] must be a whole number from 0 on, not 'one'");
    WRONG("graph.failing(systems, { [a] = { { least = 1, of = b } } }, {})",
          "failing: of in needs[system 'a'] must be an array of nodes, not system 'b'");
    WRONG("graph.failing(systems, { [a] = { { least = 1, of = { b, 'x' } } } }, {})",
          "failing: needs[system 'a'] has 'x', which is not among the nodes");
    WRONG("graph.failing(systems, { [a] = { {} } }, {})",
          "failing: needs[system 'a'] has table, which is not among the nodes");
    WRONG("graph.single_points(systems, {}, 'x')",
          "single_points: wanted must be an array of nodes, { node, … }, not 'x'");
}

TEST(wrong_jobs_are_named)
{
    WRONG("graph.schedule(1)", "schedule: jobs must be an array of jobs, not 1");
    WRONG("graph.schedule({ a })",
          "schedule: jobs[1] must be a table { key = …, takes = … }, not system 'a'");
    WRONG("graph.schedule({ {} })", "schedule: jobs[1].key is nil, which cannot be a node");
    WRONG("graph.schedule({ { key = a }, { key = a } })",
          "schedule: jobs[2].key is system 'a', which stands there before; list every node once");
    WRONG("graph.schedule({ { key = a, takes = -1 } })",
          "schedule: jobs[1].takes must be whole seconds from 0 on (nil if unknown), not -1");
    WRONG("graph.schedule({ { key = a, takes = 1.5 } })",
          "schedule: jobs[1].takes must be whole seconds from 0 on (nil if unknown), not 1.5");
    WRONG("graph.schedule({ { key = a, rank = 'S' } })",
          "schedule: jobs[1].rank must be a whole number, not 'S'");
    WRONG("graph.schedule({ { key = a, crew = 1 } })",
          "schedule: jobs[1].crew must be true or false, not 1");
    WRONG("graph.schedule({ { key = a, needs = { b } } })",
          "schedule: jobs[1].needs has system 'b', which is not among the nodes");
    WRONG("graph.schedule({}, 0)",
          "schedule: crews must be a whole number from 1 on, or nil for as "
          "many as needed, not 0");
}

TEST(graphs_are_within_the_budget)
{
    const char *spent = "!ppp packs/p/pack.lua:18: took too many instructions (an endless loop?)";
    CHECK_STR(answered("while r.id == 'a' do graph.levels({ 'x' }, {}) end"), spent);
    // A small table of many edges: every node needs all of one list.
    CHECK_STR(answered("if r.id ~= 'a' then return end local n, needs = {}, {} "
                       "for i = 1, 3000 do n[i] = i needs[i] = n end "
                       "return graph.levels(n, needs)"),
              spent);
    // A ring whose every member leads on to the five behind it has no short cycle, and stays a ring
    // while members here and there are taken out.
    CHECK_STR(answered("if r.id ~= 'a' then return end local n, needs = {}, {} "
                       "for i = 0, 29999 do n[i + 1], needs[i] = i * 7919 % 30000, {} "
                       "  for k = 1, 5 do needs[i][k] = (i + k) % 30000 end end "
                       "return #graph.cycle(n, needs)"),
              spent);
    // A chain has half the square of its length in single points.
    CHECK_STR(answered("if r.id ~= 'a' then return end local n, needs = {}, {} "
                       "for i = 1, 8000 do n[i], needs[i] = i, { i > 1 and i - 1 or nil } end "
                       "return #graph.single_points(n, needs)"),
              "!ppp packs/p/pack.lua:18: graph.single_points: the answer is too long (at most "
              "16777216 in all); name fewer nodes as wanted");
}

int main(void)
{
    return RUN(graphs_are_asked_by_records_and_texts, graphs_know_who_stands_in_for_whom,
               graphs_put_jobs_one_after_another, wrong_arguments_of_graphs_are_named,
               wrong_jobs_are_named, graphs_are_within_the_budget, checks_give_verdicts,
               errors_are_the_outcome_of_their_record_only, records_show_their_fields_and_ways,
               walking_follows_names, parameters_are_read_by_name, calendar_and_texts,
               outcomes_carry_particulars_reads_and_what_is_missing,
               records_of_other_data_are_not_kept, memory_is_limited,
               what_took_all_memory_is_put_back, derivations_give_typed_values,
               derivations_over_an_organisation_fill_several_fields,
               the_budget_of_an_organisation_grows_with_its_records,
               a_long_answer_of_a_graph_function_brings_what_going_over_it_takes,
               derived_fields_can_be_read_once_they_are_there,
               what_a_call_takes_depends_on_nothing_but_what_it_does,
               declarations_are_counted_however_they_are_made,
               endless_loops_and_deep_recursion_at_load_end, bytecode_is_refused);
}
