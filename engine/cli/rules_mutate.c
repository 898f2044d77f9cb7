/* kijun rules test --mutate [PACK|FOLDER…]: whether the tests of packs would notice small changes. */
#include "engine/cli/rules_test.h"

#include "engine/cli/result.h"
#include "engine/cli/tell.h"
#include "engine/eval/mutant.h"
#include "engine/output/mutants.h"

#include <string.h>

#define AT_LEAST 90
#define UNITS 20 /* a job with many mutants may take as long as so many organisations */

typedef struct Trying {
    KjApp *app;
    KjMutantResults results;
    KjTestResults tests;
    KjArena *arena;
    KjExit exit;
} Trying;

typedef struct Pack { /* whose mutants are tried */
    Trying *trying;
    KjPackWorker *worker;
    KjPackTests tests;
    KjMutants mutants;
    const KjText **noticed; /* by mutant: the test */
    KjDiags diags;
} Pack;

static KjValue asked_of(const Pack *pack, const KjPackTest *test, KjArena *arena)
{
    KjTree map = kj_rules_test_asked(pack->worker, test, arena), alive = kj_tree_list(arena);

    for (size_t i = 0; i < pack->mutants.count; i++)
        if (!pack->noticed[i])
            kj_tree_add(&alive, kj_value_int((int64_t)i));
    kj_tree_set(&map, "mutants", alive.value);
    return map.value;
}

/* ---- trying ---- */

static bool try_test(Pack *pack, const KjPackTest *test, KjError *error)
{
    KjArena *arena = kj_arena_new();
    KjValue asked = asked_of(pack, test, arena);
    KjJob job = kj_rules_test_job(pack->worker, &pack->tests, test);
    KjJobResult result = {0};
    bool done;

    job.what = KJ_JOB_MUTATE;
    job.more = &asked;
    job.units = UNITS;
    done = kj_pack_worker_run(pack->worker, &job, &result, &pack->diags, error);
    if (done && result.explanation.type == KJ_LIST)
        for (size_t i = 0; i < result.explanation.u.list.count; i++) {
            const KjValue *number = &result.explanation.u.list.items[i];

            if (number->type == KJ_INT && number->u.whole >= 0 &&
                number->u.whole < (int64_t)pack->mutants.count)
                pack->noticed[number->u.whole] = &test->name;
        }
    kj_job_result_clear(&result);
    kj_arena_free(arena);
    return done;
}

/* What fails already says nothing about mutants. */
static KjExit test_first(Pack *pack)
{
    Trying *trying = pack->trying;
    KjError error = {.exit = KJ_EXIT_SYSTEM};
    KjExit exit = pack->tests.broken ? KJ_EXIT_INPUT : KJ_EXIT_OK;

    for (size_t i = 0; i < pack->tests.count; i++) {
        KjTestResult result;
        KjRun *run;

        if (!kj_rules_test_run(pack->worker, &pack->tests, &pack->tests.items[i], &result, &run,
                               trying->arena, &pack->diags, &error)) {
            kj_tell_error(error.message);
            return error.exit;
        }
        kj_run_free(run);
        if (result.state != KJ_TEST_PASSED) {
            KJ_PUSH(trying->tests.items, trying->tests.count, trying->tests.capacity, result);
            trying->tests.states[result.state]++;
            exit = kj_exit_worse(exit,
                                 result.state == KJ_TEST_FAILED ? KJ_EXIT_FINDINGS : KJ_EXIT_INPUT);
        }
    }
    return exit;
}

static KjExit try_tests(Pack *pack)
{
    KjError error = {.exit = KJ_EXIT_SYSTEM};

    for (size_t i = 0; i < pack->tests.count; i++) {
        const KjPackTest *test = &pack->tests.items[i];

        if (test->expected.refused || !kj_rules_test_wanted(pack->trying->app, pack->worker, test))
            continue;
        if (!try_test(pack, test, &error)) {
            kj_tell_error(error.message);
            return error.exit;
        }
    }
    return KJ_EXIT_OK;
}

/* ---- what came of it ---- */

static KjText subject_of(const Pack *pack, const KjMutant *mutant)
{
    const KjRegistry *registry = pack->worker->view.registry;
    const KjDerive *derive;

    if (mutant->rule >= 0)
        return registry->rules[mutant->rule].name;
    if (mutant->param >= 0)
        return kj_text(kj_arena_printf(pack->trying->arena, "%s/$%s", pack->worker->pack->name,
                                       registry->params[mutant->param].name.data));
    derive = &registry->derives[mutant->derive];
    return kj_text(kj_arena_printf(
        pack->trying->arena, "%s/%s.%s", pack->worker->pack->name,
        registry->schema->kinds[derive->kind].name.data,
        derive->field_count
            ? registry->schema->kinds[derive->kind].fields[derive->fields[0]].name.data
            : "*"));
}

static void keep_mutant(Pack *pack, size_t number)
{
    static const char *const kinds[KJ_MUTATIONS] = {
        "comparison", "connective", "not",     "aggregate", "figure",
        "item",       "condition",  "verdict", "answer",    "strict"};
    Trying *trying = pack->trying;
    const KjMutant *mutant = &pack->mutants.items[number];
    KjMutantText text =
        kj_mutant_text(pack->worker->view.registry, mutant, trying->app->lang, trying->arena);
    KjMutantResult item = {.pack = kj_text(pack->worker->pack->name),
                           .before = text.before,
                           .after = text.after,
                           .rule = mutant->rule >= 0,
                           .kind = kj_text(kinds[mutant->what]),
                           .noticed = KJ_TEXT("")};
    KjText subject = subject_of(pack, mutant);

    item.place = text.place; /* names and places outlive the worker's registry as copies */
    if (text.place.file)
        item.place.file = kj_arena_strndup(trying->arena, text.place.file, strlen(text.place.file));
    item.subject = kj_text(kj_arena_strndup(trying->arena, subject.data, subject.len));
    if (pack->noticed[number])
        item.noticed = *pack->noticed[number];
    KJ_PUSH(trying->results.items, trying->results.count, trying->results.capacity, item);
}

/* Mutants of a rule stand together. */
static void count_rules(const Pack *pack, KjMutantPack *out)
{
    const KjMutants *mutants = &pack->mutants;

    for (size_t i = 0; i < mutants->count;) {
        size_t count = 0, noticed = 0;
        int32_t rule = mutants->items[i].rule;

        for (; i < mutants->count && mutants->items[i].rule == rule; i++, count++)
            noticed += pack->noticed[i] != NULL;
        if (rule < 0)
            continue;
        out->rules++;
        out->few += count < 3;
        out->spared += noticed == count;
    }
}

static void keep_pack(Pack *pack)
{
    Trying *trying = pack->trying;
    KjMutantPack out = {.pack = kj_text(pack->worker->pack->name),
                        .tests = pack->tests.count,
                        .mutants = pack->mutants.count};

    for (size_t i = 0; i < pack->mutants.count; i++) {
        out.noticed += pack->noticed[i] != NULL;
        keep_mutant(pack, i);
    }
    count_rules(pack, &out);
    KJ_PUSH(trying->results.packs, trying->results.pack_count, trying->results.pack_capacity, out);
}

static KjExit try_pack(KjPackWorker *worker, void *ctx)
{
    Trying *trying = ctx;
    Pack pack = {.trying = trying, .worker = worker};
    KjExit exit;

    kj_diags_init(&pack.diags, trying->app->lang);
    kj_pack_tests_find(&pack.tests, worker, trying->arena, &pack.diags);
    kj_mutants_of(&pack.mutants, worker->view.registry, kj_pack_worker_number(worker));
    pack.noticed = kj_arena_array(trying->arena, pack.mutants.count + 1, sizeof *pack.noticed);
    exit = test_first(&pack);
    if (exit == KJ_EXIT_OK)
        exit = try_tests(&pack);
    kj_tell_diags(trying->app, &pack.diags);
    if (exit == KJ_EXIT_OK && pack.mutants.count)
        keep_pack(&pack);
    kj_diags_clear(&pack.diags);
    kj_mutants_clear(&pack.mutants);
    kj_pack_tests_clear(&pack.tests);
    return exit;
}

/* ---- the command ---- */

static void tell_failed(KjApp *app)
{
    KjDiags diags;

    kj_diags_init(&diags, app->lang);
    kj_diag(&diags, KJ_ERROR, (KjPlace){0}, NULL,
            "通らないテストがあるので、変更を試していません。先に直してください",
            "some tests do not pass, so no changes were tried; mend them first");
    kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
}

static KjExit show(Trying *trying)
{
    KjResult result;
    KjExit exit = trying->exit;

    if (!kj_result_open(&result, trying->app))
        return KJ_EXIT_SYSTEM;
    if (trying->tests.count)
        kj_tests_text(&result.page, trying->app->lang, &trying->tests);
    else if (kj_app_format_is(trying->app, "json"))
        kj_mutants_json(&result.sink, &trying->results);
    else
        kj_mutants_text(&result.page, trying->app->lang, &trying->results);
    if (trying->tests.count)
        tell_failed(trying->app);
    else if (!kj_mutants_enough(&trying->results))
        exit = kj_exit_worse(exit, KJ_EXIT_FINDINGS);
    return kj_result_close(&result, exit);
}

KjExit kj_rules_mutate(KjApp *app)
{
    Trying trying = {.app = app};
    KjExit exit;

    if (!kj_rules_test_share(app, AT_LEAST, &trying.results.at_least))
        return KJ_EXIT_USAGE;
    trying.arena = kj_arena_new();
    trying.exit = kj_packs_each(app, try_pack, &trying);
    exit = trying.results.pack_count || trying.tests.count ? show(&trying) : trying.exit;
    for (size_t i = 0; i < trying.tests.count; i++)
        kj_free(trying.tests.items[i].mismatches);
    kj_free(trying.tests.items);
    kj_free(trying.results.items);
    kj_free(trying.results.packs);
    kj_arena_free(trying.arena);
    return exit;
}
