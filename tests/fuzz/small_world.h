// The pack in tests/fuzz/small through the real loader, and data through reader and judge, in this
// process. Shared by the fuzz targets.
#ifndef KJ_TESTS_FUZZ_SMALL_WORLD_H
#define KJ_TESTS_FUZZ_SMALL_WORLD_H

#include "engine/cli/file.h"
#include "engine/cli/home.h"
#include "engine/eval/explain.h"
#include "engine/eval/judge_parts.h"
#include "engine/ingest/ingest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SMALL_AS_OF 20605 // 2026-06-01

typedef struct SmallWorld {
    KjArena *arena; // sources
    KjLuaSource *stdlib;
    size_t stdlib_count;
    KjLuaSource head, kinds, rules, data;
    KjLua *lua;
    KjRegistry *registry; // of the pack loaded last, NULL if it has errors
} SmallWorld;

static inline _Noreturn void small_stop(const char *what, const char *why)
{
    fprintf(stderr, "%s: %s\n", what, why);
    abort();
}

static inline KjLuaSource small_source(SmallWorld *world, const char *home, const char *name)
{
    KjDiags diags;
    KjLuaSource source = {0};
    kj_diags_init(&diags, KJ_EN);
    const char *path =
        kj_path_join(world->arena, kj_path_join(world->arena, home, "tests/fuzz/small"), name);
    if (!kj_home_source(path, path, name, world->arena, &diags, &source))
        small_stop(path, "cannot be read");
    kj_diags_clear(&diags);
    return source;
}

static inline void small_init(SmallWorld *world)
{
    KjDiags diags;
    *world = (SmallWorld){.arena = kj_arena_new()};
    const char *home = kj_home_find(world->arena);
    if (!home)
        home = ".";
    kj_diags_init(&diags, KJ_EN);
    kj_home_stdlib(home, world->arena, &diags, &world->stdlib, &world->stdlib_count);
    if (world->stdlib_count == 0)
        small_stop(home, "there is no stdlib");
    kj_diags_clear(&diags);
    world->head = small_source(world, home, "pack.lua");
    world->kinds = small_source(world, home, "kinds.lua");
    world->rules = small_source(world, home, "rules.lua");
    world->data = small_source(world, home, "data.yaml");
}

static inline void small_fresh_state(SmallWorld *world)
{
    KjError error = {0};
    kj_lua_free(world->lua);
    world->lua = kj_lua_new(NULL, &error);
    if (!world->lua || !kj_lua_stdlib(world->lua, world->stdlib, world->stdlib_count, &error))
        small_stop("Lua", error.message);
}

static inline void small_add_file(KjTree *files, KjArena *arena, const char *name, const char *text,
                                  size_t len)
{
    KjTree file = kj_tree_map(arena);
    kj_tree_set(&file, "name", kj_value_text(kj_text(name)));
    kj_tree_set(&file, "text", kj_value_text((KjText){text, (uint32_t)len}));
    kj_tree_add(files, file.value);
}

// The pack with the kinds and one more file, as the loader takes it.
static inline KjValue small_argument(const SmallWorld *world, const char *rules, size_t len,
                                     KjArena *arena)
{
    KjTree argument = kj_tree_map(arena), packs = kj_tree_list(arena), pack = kj_tree_map(arena);
    KjTree files = kj_tree_list(arena);
    small_add_file(&files, arena, "pack.lua", world->head.text, world->head.len);
    small_add_file(&files, arena, "kinds.lua", world->kinds.text, world->kinds.len);
    small_add_file(&files, arena, "rules.lua", rules, len);
    kj_tree_set(&pack, "name", kj_value_text(KJ_TEXT("small")));
    kj_tree_set(&pack, "display", kj_value_text(KJ_TEXT("small")));
    kj_tree_set(&pack, "hash", kj_value_text(KJ_TEXT("")));
    kj_tree_set(&pack, "selected", kj_value_bool(true));
    kj_tree_set(&pack, "files", files.value);
    kj_tree_add(&packs, pack.value);
    kj_tree_set(&argument, "packs", packs.value);
    kj_tree_set(&argument, "lang", kj_value_text(KJ_TEXT("ja")));
    return argument.value;
}

// Messages of Lua quote what stands in the pack, be it no UTF-8: that is made visible when it is told.
static inline void small_check_problem(const KjValue *problem, KjArena *arena)
{
    KjText ja = kj_map_text(problem, "ja"), en = kj_map_text(problem, "en");
    if (ja.len == 0 || en.len == 0 || kj_map_text(problem, "file").len == 0)
        small_stop("a problem", "lacks a language or its file");
    ja = kj_text_visible(arena, ja);
    en = kj_text_visible(arena, en);
    if (!kj_utf8_valid(ja.data, ja.len, NULL) || !kj_utf8_valid(en.data, en.len, NULL))
        small_stop("a problem", "is not UTF-8 when it is told");
}

// Loads the pack with these rules: a registry, or problems with places and words.
static inline bool small_load(SmallWorld *world, const char *rules, size_t len, KjArena *arena)
{
    KjValue argument = small_argument(world, rules, len, arena), loaded;
    KjError error = {0};
    kj_registry_free(world->registry);
    world->registry = NULL;
    if (!kj_lua_call(world->lua, "loader", "load", &argument, arena, &loaded, &error))
        small_stop("loader", error.message);
    const KjValue *document = kj_map_get(&loaded, "document");
    const KjList *problems = kj_map_list(&loaded, "diagnostics");
    for (size_t i = 0; i < problems->count; i++)
        small_check_problem(&problems->items[i], arena);
    if (!document || document->type == KJ_NONE) {
        if (problems->count == 0)
            small_stop("loader", "neither a document nor a problem");
        if (rules == world->rules.text)
            small_stop("tests/fuzz/small", kj_map_text(&problems->items[0], "en").data);
        return false;
    }
    world->registry = kj_registry_new(document, &error);
    if (!world->registry)
        small_stop("registry", error.message);
    return true;
}

static inline void small_print(KjDiags *diags)
{
    KjBuf out;
    kj_buf_init(&out, 0);
    kj_diags_sort(diags);
    kj_diags_print(diags, &out);
    if (out.len > 0 && !kj_utf8_valid(out.data, out.len, NULL))
        small_stop("diagnostics", "are not UTF-8");
    kj_buf_clear(&out);
}

// A run survives the trip over the wire, byte for byte.
static inline void small_send(const KjRun *run)
{
    KjBuf sent, again;
    kj_buf_init(&sent, 0);
    kj_buf_init(&again, 0);
    kj_run_encode(&sent, run);
    KjRun *copy = kj_run_decode(sent.data, sent.len);
    if (!copy || !kj_run_encode(&again, copy) || sent.len != again.len ||
        memcmp(sent.data, again.data, sent.len) != 0)
        small_stop("a run", "changes on the wire");
    kj_run_free(copy);
    kj_buf_clear(&sent);
    kj_buf_clear(&again);
}

// The one judgement of a run of one, as the run over all records has it.
static inline void small_compare(const KjRun *whole, const KjRun *one)
{
    const KjOrgResult *alone = &one->organizations[0];
    const KjJudgement *is = &alone->judgements[0];
    for (size_t o = 0; o < whole->organization_count; o++) {
        const KjOrgResult *org = &whole->organizations[o];
        for (size_t i = 0; i < org->judgement_count; i++) {
            const KjJudgement *other = &org->judgements[i];
            if (kj_text_compare(org->id, alone->id) != 0 || other->rule != is->rule ||
                other->kind != is->kind || kj_text_compare(other->id, is->id) != 0)
                continue;
            if (other->verdict != is->verdict || other->underlying != is->underlying ||
                kj_text_compare(other->message, is->message) != 0)
                small_stop("a record", "is judged differently alone");
            return;
        }
    }
    small_stop("a record", "is judged alone only");
}

// Judges a rule for a record alone, and explains it.
static inline void small_explain(KjJudge *judge, const KjRun *whole, int32_t rule, KjRef record)
{
    KjRun *run = kj_judge_one(judge, rule, record);
    if (!run)
        return;
    if (run->organization_count != 1 || run->organizations[0].judgement_count != 1)
        small_stop("a run of one verdict", "holds more or less");
    small_compare(whole, run);
    KjArena *arena = kj_arena_new();
    KjValue explanation = kj_explain(judge, rule, record, arena);
    KjBuf out;
    kj_buf_init(&out, 0);
    if (!kj_value_encode(&out, &explanation))
        small_stop("an explanation", "cannot be sent");
    kj_buf_clear(&out);
    kj_arena_free(arena);
    small_send(run);
    kj_run_free(run);
}

// Every rule for the first records of its kinds.
static inline void small_explain_all(KjJudge *judge, const KjRun *whole)
{
    for (size_t r = 0; r < judge->registry->rule_count; r++) {
        const KjRule *rule = &judge->registry->rules[r];
        for (size_t k = 0; k < rule->kind_count; k++) {
            uint32_t rows = judge->dataset->tables[rule->kinds[k]].rows;
            for (uint32_t row = 0; row < rows && row < 3; row++)
                small_explain(judge, whole, (int32_t)r, (KjRef){rule->kinds[k], (int32_t)row});
        }
    }
}

static inline void small_judge(SmallWorld *world, KjDataset *dataset, bool traces, KjDiags *diags)
{
    KjJudgeOptions options = {.as_of = SMALL_AS_OF,
                              .zone = KJ_ZONE_JAPAN,
                              .lang = KJ_JA,
                              .traces = traces,
                              .derived = traces,
                              .horizon = true};
    KjJudge *judge = kj_judge_new(world->registry, dataset, world->lua, &options);
    kj_judge_prepare(judge, diags);
    if (diags->errors == 0) {
        KjRun *run = kj_judge_run(judge);
        small_send(run);
        if (traces)
            small_explain_all(judge, run);
        kj_run_free(run);
    }
    kj_judge_free(judge);
}

// Reads the file and judges it with the pack loaded last.
static inline void small_assess(SmallWorld *world, const KjFile *files, size_t count, bool traces,
                                KjLang lang)
{
    KjIngestOptions options = {KJ_ZONE_JAPAN};
    KjDiags diags;
    kj_diags_init(&diags, lang);
    KjBuilder *builder = kj_builder_new(world->registry->schema, &diags);
    kj_ingest(builder, world->registry->schema, files, count, &options, &diags);
    KjDataset *dataset = kj_builder_seal(builder);
    kj_builder_free(builder);
    if (diags.errors == 0)
        small_judge(world, dataset, traces, &diags);
    small_print(&diags);
    kj_dataset_free(dataset);
    kj_diags_clear(&diags);
}

#endif
