/* kijun rules coverage [PACK|FOLDER…]: which verdicts and branches the tests of packs reach. */
#include "engine/cli/rules_test.h"

#include "engine/cli/result.h"
#include "engine/cli/tell.h"
#include "engine/eval/cover.h"
#include "engine/eval/mutant_parts.h"
#include "engine/output/coverage.h"

#include <string.h>

typedef struct Covering {
    KjApp *app;
    KjCoverage coverage;
    KjArena *arena;
} Covering;

typedef struct Pack { /* what is reached of one */
    Covering *covering;
    KjPackWorker *worker;
    KjPackTests tests;
    uint8_t *(*parts)[KJ_PART_NONE]; /* [rule][part][node]; NULL: never looked at */
    uint8_t **derives;               /* [derive][node] */
    uint32_t *reached;               /* [rule] bits 1 << KjVerdict */
    int32_t number;
    bool refused; /* the facts of some test were */
    KjDiags diags;
} Pack;

/* ---- gathering ---- */

static uint8_t **place_of(Pack *pack, const KjValue *map, const KjExpr **expr)
{
    const KjRegistry *registry = pack->worker->view.registry;
    int64_t rule = kj_map_int(map, "rule", -1), derive = kj_map_int(map, "derive", -1);
    int64_t part = kj_map_int(map, "part", -1);

    *expr = NULL;
    if (rule >= 0 && rule < (int64_t)registry->rule_count && part >= 0 && part < KJ_PART_NONE) {
        *expr = kj_mutant_part(&registry->rules[rule], (KjRulePart)part, 0);
        return &pack->parts[rule][part];
    }
    if (derive >= 0 && derive < (int64_t)registry->derive_count) {
        *expr = registry->derives[derive].from;
        return &pack->derives[derive];
    }
    return NULL;
}

static void take_seen(Pack *pack, const KjValue *map)
{
    const KjExpr *expr;
    uint8_t **seen = place_of(pack, map, &expr);
    KjText text = kj_map_text(map, "seen");

    if (!seen || !expr || text.len != (uint32_t)expr->count)
        return;
    if (!*seen)
        *seen = kj_arena_array(pack->covering->arena, text.len, 1);
    for (uint32_t n = 0; n < text.len; n++)
        (*seen)[n] |= (uint8_t)(text.data[n] - '0') & 7;
}

static bool look_at_test(Pack *pack, const KjPackTest *test, KjError *error)
{
    KjArena *arena = kj_arena_new();
    KjTree asked = kj_rules_test_asked(pack->worker, test, arena);
    KjJob job = kj_rules_test_job(pack->worker, &pack->tests, test);
    KjJobResult result = {0};
    KjDiags own;
    bool done;

    job.what = KJ_JOB_COVER;
    job.more = &asked.value;
    kj_diags_init(&own, pack->covering->app->lang);
    done = kj_pack_worker_run(pack->worker, &job, &result, &own, error);
    pack->refused |= own.errors > 0;
    kj_pack_test_tell(test, &own, &pack->diags);
    kj_diags_clear(&own);
    if (done && result.explanation.type == KJ_LIST)
        for (size_t i = 0; i < result.explanation.u.list.count; i++)
            take_seen(pack, &result.explanation.u.list.items[i]);
    kj_job_result_clear(&result);
    kj_arena_free(arena);
    return done;
}

/* Verdicts count where a test says them, whether it passes or not: that is for rules test. */
static KjExit look_at_tests(Pack *pack)
{
    KjError error = {.exit = KJ_EXIT_SYSTEM};
    KjExit exit = pack->tests.broken ? KJ_EXIT_INPUT : KJ_EXIT_OK;

    for (size_t i = 0; i < pack->tests.count; i++) {
        KjPackTest *test = &pack->tests.items[i];

        if (test->broken || !kj_tests_resolve(&test->expected, &pack->worker->view, &pack->diags)) {
            exit = KJ_EXIT_INPUT;
            continue;
        }
        if (test->expected.refused)
            continue;
        if (!look_at_test(pack, test, &error)) {
            kj_tell_error(error.message);
            return error.exit;
        }
        for (size_t k = 0; k < test->expected.count; k++) {
            const KjExpected *item = &test->expected.items[k];

            if (item->rule.len && item->number >= 0 && item->verdict < KJ_VERDICTS)
                pack->reached[item->number] |= 1u << item->verdict;
        }
    }
    return pack->refused ? kj_exit_worse(exit, KJ_EXIT_INPUT) : exit;
}

/* ---- what is wanted ---- */

/* Verdicts that a rule can come to: unknown only where something can be missing, n/a where `when` says so. */
static uint32_t wanted_of(const KjSchema *schema, const KjRule *rule)
{
    bool unknown = rule->ask || rule->item_count || rule->check_function >= 0;
    uint32_t wanted = 1u << KJ_PASS | 1u << KJ_FAIL;

    for (int p = 0; p < KJ_PART_NONE; p++) {
        const KjExpr *expr = kj_mutant_part(rule, (KjRulePart)p, 0);

        unknown |= expr && kj_cover_can_be_unknown(schema, expr, expr->count - 1);
    }
    if (unknown)
        wanted |= 1u << KJ_UNKNOWN;
    if (rule->when)
        wanted |= 1u << KJ_NA;
    return wanted;
}

/* A clause that is not kept in part has failed as well. */
static uint32_t reached_of(const KjRule *rule, uint32_t reached)
{
    if (rule->item_count && reached >> KJ_PARTIAL & 1)
        reached |= 1u << KJ_FAIL;
    return reached;
}

static KjText kept(const Pack *pack, const char *data, size_t len)
{
    return (KjText){kj_arena_strndup(pack->covering->arena, data, len), (uint32_t)len};
}

static KjCoverItem item_of(const Pack *pack, KjText subject, KjPlace place)
{
    KjCoverItem item = {.pack = kj_text(pack->worker->pack->name),
                        .subject = kept(pack, subject.data, subject.len),
                        .text = KJ_TEXT(""),
                        .place = place};

    if (place.file)
        item.place.file = kept(pack, place.file, strlen(place.file)).data;
    return item;
}

static void keep_branches(Pack *pack, KjCoverPack *out, KjText subject, const KjExpr *expr,
                          const uint8_t *seen)
{
    const KjSchema *schema = pack->worker->view.registry->schema;
    const bool *branches = expr ? kj_cover_branches(expr, pack->covering->arena) : NULL;

    for (int32_t n = 0; expr && n < expr->count; n++) {
        const KjNode *node = &expr->nodes[n];
        bool whole = node->op == KJ_OP_AND || node->op == KJ_OP_OR;
        KjCoverItem item = item_of(pack, subject, expr->place);

        if (!branches[n])
            continue;
        item.text = kept(pack, expr->text.data + node->from, node->to - node->from);
        item.wanted = KJ_SEEN_FALSE | KJ_SEEN_TRUE;
        if (!whole && kj_cover_can_be_unknown(schema, expr, n))
            item.wanted |= KJ_SEEN_UNKNOWN;
        item.reached = seen ? seen[n] : 0;
        kj_coverage_add(&pack->covering->coverage, out, item);
    }
}

static void keep_rule(Pack *pack, KjCoverPack *out, size_t number)
{
    const KjRegistry *registry = pack->worker->view.registry;
    const KjRule *rule = &registry->rules[number];
    KjCoverItem item = item_of(pack, rule->name, rule->place);

    item.wanted = wanted_of(registry->schema, rule);
    item.reached = reached_of(rule, pack->reached[number]);
    kj_coverage_add(&pack->covering->coverage, out, item);
    for (int p = 0; p < KJ_PART_NONE; p++)
        keep_branches(pack, out, rule->name, kj_mutant_part(rule, (KjRulePart)p, 0),
                      pack->parts[number][p]);
}

static void keep_derive(Pack *pack, KjCoverPack *out, size_t number)
{
    const KjRegistry *registry = pack->worker->view.registry;
    const KjDerive *derive = &registry->derives[number];
    KjText subject;

    if (!derive->from || !derive->field_count)
        return;
    subject = kj_text(
        kj_arena_printf(pack->covering->arena, "%s/%s.%s", pack->worker->pack->name,
                        registry->schema->kinds[derive->kind].name.data,
                        registry->schema->kinds[derive->kind].fields[derive->fields[0]].name.data));
    keep_branches(pack, out, subject, derive->from, pack->derives[number]);
}

static void keep_pack(Pack *pack)
{
    const KjRegistry *registry = pack->worker->view.registry;
    KjCoverage *coverage = &pack->covering->coverage;
    KjCoverPack out = {.pack = kj_text(pack->worker->pack->name), .tests = pack->tests.count};

    for (size_t d = 0; d < registry->derive_count; d++)
        if (registry->derives[d].pack == pack->number)
            keep_derive(pack, &out, d);
    for (size_t r = 0; r < registry->rule_count; r++)
        if (registry->rules[r].pack == pack->number && !registry->rules[r].dropped)
            keep_rule(pack, &out, r);
    if (out.rules || out.branches)
        KJ_PUSH(coverage->packs, coverage->pack_count, coverage->pack_capacity, out);
}

static KjExit cover_pack(KjPackWorker *worker, void *ctx)
{
    Covering *covering = ctx;
    const KjRegistry *registry = worker->view.registry;
    Pack pack = {
        .covering = covering,
        .worker = worker,
        .number = kj_pack_worker_number(worker),
        .parts = kj_arena_array(covering->arena, registry->rule_count + 1, sizeof *pack.parts),
        .derives =
            kj_arena_array(covering->arena, registry->derive_count + 1, sizeof *pack.derives),
        .reached = kj_arena_array(covering->arena, registry->rule_count + 1, sizeof *pack.reached)};
    KjExit exit;

    kj_diags_init(&pack.diags, covering->app->lang);
    kj_pack_tests_find(&pack.tests, worker, covering->arena, &pack.diags);
    exit = look_at_tests(&pack);
    kj_tell_diags(covering->app, &pack.diags);
    if (exit != KJ_EXIT_SYSTEM)
        keep_pack(&pack);
    kj_diags_clear(&pack.diags);
    kj_pack_tests_clear(&pack.tests);
    return exit;
}

/* ---- the command ---- */

static KjExit show(Covering *covering, KjExit exit)
{
    KjResult result;

    if (!kj_result_open(&result, covering->app))
        return KJ_EXIT_SYSTEM;
    if (kj_app_format_is(covering->app, "json"))
        kj_coverage_json(&result.sink, &covering->coverage);
    else
        kj_coverage_text(&result.page, covering->app->lang, &covering->coverage);
    if (!kj_coverage_enough(&covering->coverage))
        exit = kj_exit_worse(exit, KJ_EXIT_FINDINGS);
    return kj_result_close(&result, exit);
}

KjExit kj_command_rules_coverage(KjApp *app)
{
    Covering covering = {.app = app, .arena = kj_arena_new()};
    KjExit exit = KJ_EXIT_USAGE;

    if (kj_rules_test_share(app, 100, &covering.coverage.at_least)) {
        exit = kj_packs_each(app, cover_pack, &covering);
        if (covering.coverage.pack_count)
            exit = show(&covering, exit);
    }
    kj_free(covering.coverage.items);
    kj_free(covering.coverage.packs);
    kj_arena_free(covering.arena);
    return exit;
}
