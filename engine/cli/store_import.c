/* kijun store import: facts go into a store, and nothing is judged. */
#include "engine/cli/batch.h"
#include "engine/cli/result.h"
#include "engine/cli/store_open.h"
#include "engine/cli/storing.h"
#include "engine/cli/tell.h"

typedef struct Importing {
    KjApp *app;
    KjSession *session;
    KjStore *store;
    size_t organizations, refused;
    KjError error;
} Importing;

static bool import_facts(Importing *importing, const KjOrgFacts *facts, const KjOrgResult *org)
{
    const KjSchema *schema = importing->session->view.registry->schema;
    KjArena *scratch = kj_arena_new();
    int64_t revision;
    KjBuf json;
    bool good;

    kj_buf_init(&json, UINT32_MAX);
    good = kj_facts_as_json(schema, facts, scratch, &json) &&
           kj_store_facts(importing->store, facts->id, org->name, importing->app->as_of,
                          (KjText){json.data, (uint32_t)json.len}, &revision, &importing->error);
    kj_buf_clear(&json);
    kj_arena_free(scratch);
    importing->organizations++;
    return good;
}

static bool take(void *ctx, KjBatchOutcome *outcome, const char *unit)
{
    Importing *importing = ctx;
    const KjJobResult *result = &outcome->result;

    kj_tell_diags(importing->app, &outcome->diags);
    if (outcome->died)
        kj_tell_error(
            kj_arena_printf(importing->app->arena, "%s: %s", unit, outcome->error.message));
    if (outcome->died || outcome->diags.errors || !result->run ||
        result->run->organization_count != result->fact_count) {
        importing->refused++;
        return true;
    }
    for (size_t i = 0; i < result->fact_count; i++)
        if (!import_facts(importing, &result->facts[i], &result->run->organizations[i]))
            return false;
    return kj_store_commit(importing->store, &importing->error) &&
           kj_store_begin(importing->store, &importing->error);
}

static void tell_imported(const Importing *importing, KjResult *result)
{
    kj_buf_printf(&result->sink.buf,
                  importing->app->lang == KJ_JA
                      ? "%zu 組織の事実を %s に置きました（読めなかったもの %zu）\n"
                      : "facts of %zu organizations are in %s now (not readable: %zu)\n",
                  importing->organizations, importing->app->arguments[0], importing->refused);
}

static KjExit import_all(Importing *importing)
{
    const KjTaker taker = {.ctx = importing, .take = take};
    const KjSchema *schema = importing->session->view.registry->schema;
    KjError *error = &importing->error;
    KjResult result;
    KjExit exit;

    if (!kj_store_begin(importing->store, error) ||
        !kj_store_views(importing->store, schema, error) ||
        !kj_store_note(importing->store, "import", importing->app->arguments[1], error))
        return kj_store_failed(error);
    kj_tell_diags(importing->app, &importing->session->division.ownerless);
    exit =
        kj_session_batch(importing->session, (KjJob){.what = KJ_JOB_CHECK, .facts = true}, &taker);
    if (exit != KJ_EXIT_OK)
        return exit;
    if (error->message[0] || !kj_store_commit(importing->store, error))
        return kj_store_failed(error);
    kj_store_tell_clock(importing->app, importing->store);
    if (!kj_result_open(&result, importing->app))
        return KJ_EXIT_SYSTEM;
    tell_imported(importing, &result);
    return kj_result_close(
        &result, importing->refused || importing->session->division.ownerless.errors ? KJ_EXIT_INPUT
                                                                                     : KJ_EXIT_OK);
}

KjExit kj_command_store_import(KjApp *app)
{
    KjSession session;
    KjExit exit;

    app->divides = true;
    exit = kj_session_open_batch(&session, app, (KjJob){.what = KJ_JOB_CHECK});
    if (exit == KJ_EXIT_OK) {
        Importing importing = {.app = app, .session = &session};

        importing.store = kj_store_open_for(app, app->arguments[0], KJ_STORE_CREATE, &exit);
        if (importing.store)
            exit = import_all(&importing);
        kj_store_close(importing.store);
    }
    kj_session_close(&session);
    return exit;
}
