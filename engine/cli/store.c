/* kijun store …: what is kept over time, and what can be asked of it. */
#include "engine/store/store.h"

#include "engine/base/number.h"
#include "engine/cli/batch.h"
#include "engine/cli/result.h"
#include "engine/cli/store_show.h"
#include "engine/cli/storing.h"
#include "engine/cli/tell.h"

#include <string.h>
#include <sys/stat.h>

static KjExit failed(const KjError *error)
{
    kj_tell_error(error->message);
    return error->exit;
}

/* Opens the store that the first argument names. */
static KjStore *open_store(KjApp *app, KjStoreMode mode, KjExit *exit)
{
    KjError error;
    KjStore *store = kj_store_open(app->arguments[0], mode, app->lang, &error);

    *exit = store ? KJ_EXIT_OK : failed(&error);
    return store;
}

/* ---- import ---- */

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
        !kj_store_views(importing->store, schema, error))
        return failed(error);
    kj_tell_diags(importing->app, &importing->session->division.ownerless);
    exit =
        kj_session_batch(importing->session, (KjJob){.what = KJ_JOB_CHECK, .facts = true}, &taker);
    if (exit != KJ_EXIT_OK)
        return exit;
    if (error->message[0] ||
        !kj_store_note(importing->store, "import", importing->app->arguments[1], error) ||
        !kj_store_commit(importing->store, error))
        return failed(error);
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

        importing.store = open_store(app, KJ_STORE_CREATE, &exit);
        if (importing.store)
            exit = import_all(&importing);
        kj_store_close(importing.store);
    }
    kj_session_close(&session);
    return exit;
}

/* ---- reading ---- */

static KjExit show(KjApp *app, const char *sql, const KjText *values, size_t count)
{
    KjExit exit;
    KjStore *store = open_store(app, KJ_STORE_READ, &exit);

    if (store)
        exit = kj_store_show_query(app, store, sql, values, count);
    kj_store_close(store);
    return exit;
}

KjExit kj_command_store_runs(KjApp *app)
{
    return show(app,
                "SELECT u.run, u.as_of, u.complete, count(rr.result) AS organizations,"
                " coalesce(sum(rr.carried), 0) AS carried, count(rr.problem) AS problems,"
                " sum(pass) AS pass, sum(partial) AS partial, sum(fail) AS fail,"
                " sum(unknown) AS unknown, sum(waived) AS waived, sum(error) AS error"
                " FROM kj_runs u LEFT JOIN kj_run_results rr USING (run)"
                " LEFT JOIN kj_results USING (result) GROUP BY u.run ORDER BY u.as_of, u.run",
                NULL, 0);
}

/* What can refuse an argument before anything is shown. */
typedef bool (*Check)(KjApp *app, KjStore *store, KjExit *exit);

static KjExit show_if(KjApp *app, Check check, const char *sql, const KjText *values, size_t count)
{
    KjExit exit;
    KjStore *store = open_store(app, KJ_STORE_READ, &exit);

    if (store && check(app, store, &exit))
        exit = kj_store_show_query(app, store, sql, values, count);
    kj_store_close(store);
    return exit;
}

static bool refuse(const KjApp *app, KjExit *exit, const char *ja, const char *en, const char *what)
{
    kj_tell_error(
        kj_arena_printf(app->arena, app->lang == KJ_JA ? ja : en, app->arguments[0], what));
    *exit = KJ_EXIT_USAGE;
    return false;
}

static bool has_organization(KjApp *app, KjStore *store, KjExit *exit)
{
    KjError error;
    bool has;

    if (!kj_store_has_org(store, kj_text(app->arguments[1]), &has, &error)) {
        *exit = failed(&error);
        return false;
    }
    return has || refuse(app, exit,
                         "%1$s に組織「%2$s」はありません。kijun store show %1$s に一覧があります",
                         "there is no organization '%2$s' in %1$s; see kijun store show %1$s",
                         app->arguments[1]);
}

static bool has_runs(KjApp *app, KjStore *store, KjExit *exit)
{
    for (size_t i = 1; i <= 2; i++) {
        int64_t run = 0;
        KjError error;
        bool has = false;

        if (kj_int_parse(kj_text(app->arguments[i]), &run) &&
            !kj_store_has_run(store, run, &has, &error)) {
            *exit = failed(&error);
            return false;
        }
        if (!has)
            return refuse(
                app, exit, "%1$s に判定 %2$s はありません。kijun store runs %1$s に一覧があります",
                "there is no run %2$s in %1$s; see kijun store runs %1$s", app->arguments[i]);
    }
    return true;
}

KjExit kj_command_store_show(KjApp *app)
{
    KjText org = kj_text(app->argument_count > 1 ? app->arguments[1] : "");

    if (app->argument_count > 1)
        return show_if(app, has_organization,
                       "SELECT u.run, u.as_of, v.number AS revision, v.since, rr.carried, until, "
                       "pass, partial,"
                       " fail, unknown, waived, error, rr.problem FROM kj_run_results rr"
                       " JOIN kj_runs u USING (run) LEFT JOIN kj_results USING (result)"
                       " LEFT JOIN kj_revisions v USING (revision) WHERE rr.subject = ?1"
                       " ORDER BY u.as_of, u.run",
                       &org, 1);
    return show(app,
                "SELECT o.id, max(v.number) AS revisions, max(v.since) AS since,"
                " (SELECT name FROM kj_revisions l WHERE l.organization = o.organization"
                "  ORDER BY since DESC, number DESC LIMIT 1) AS name"
                " FROM kj_organizations o JOIN kj_revisions v USING (organization)"
                " GROUP BY o.organization ORDER BY o.id",
                NULL, 0);
}

/* Verdicts that are not the same in two runs; where a run has no row, the rule did not apply or the
 * organisation was not in it. */
KjExit kj_command_store_diff(KjApp *app)
{
    KjText runs[2] = {kj_text(app->arguments[1]), kj_text(app->arguments[2])};

    return show_if(
        app, has_runs,
        "SELECT a AS organization, l.name AS rule, kind || ':' || id AS record,"
        " max(CASE WHEN first THEN n.name END) AS before,"
        " max(CASE WHEN NOT first THEN n.name END) AS after FROM"
        " (SELECT rr.subject AS a, rr.run = CAST(?1 AS INTEGER) AS first, v.rule, c.kind, c.id, "
        "v.verdict"
        " FROM kj_run_results rr JOIN kj_verdicts v USING (result)"
        " JOIN kj_records c ON c.result = v.result AND c.record = v.record"
        " WHERE rr.run IN (CAST(?1 AS INTEGER), CAST(?2 AS INTEGER)) AND NOT EXISTS (SELECT 1 FROM"
        " kj_run_results o WHERE o.subject = rr.subject AND o.result = rr.result AND o.run ="
        " CASE rr.run WHEN CAST(?1 AS INTEGER) THEN CAST(?2 AS INTEGER) ELSE CAST(?1 AS INTEGER) "
        "END))"
        " JOIN kj_rules l USING (rule) JOIN kj_verdict_names n USING (verdict)"
        " GROUP BY 1, 2, 3 HAVING before IS NOT after ORDER BY 1, 2, 3",
        runs, 2);
}

KjExit kj_command_store_sql(KjApp *app)
{
    return show(app, app->arguments[1], NULL, 0);
}

/* ---- the content, without what differs from store to store ---- */

/* Not in it: numbers of rows, what only saves work (which data came under which name, which results were
 * carried over) and the journal, which says when. Results are known by organisation, facts, packs and the
 * day of the run: one that was carried over stands there for each of its days. */
KjExit kj_command_store_export(KjApp *app)
{
    static const char sql[] =
        "WITH judged AS (SELECT min(rr.result) AS result, o.id AS org,"
        " u.as_of || ' ' || v.hash || ' ' || s.hash AS whence FROM kj_run_results rr"
        " JOIN kj_runs u USING (run) JOIN kj_results r USING (result)"
        " JOIN kj_revisions v USING (revision) JOIN kj_organizations o USING (organization)"
        " JOIN kj_pack_sets s ON s.pack_set = r.pack_set GROUP BY 2, 3)"
        " SELECT what, a, b, c, d, e, f, g FROM ("
        "SELECT 1 AS n, 'facts' AS what, o.id AS a, v.number AS b, v.since AS c, v.hash AS d,"
        " v.name AS e, v.facts AS f, NULL AS g"
        " FROM kj_revisions v JOIN kj_organizations o USING (organization)"
        " UNION ALL SELECT 2, 'pack', s.hash, p.id, p.version, p.hash, m.judged, NULL, NULL"
        " FROM kj_pack_sets s JOIN kj_pack_set_members m USING (pack_set) JOIN kj_packs p"
        " USING (pack)"
        " UNION ALL SELECT 3, 'run', u.as_of, s.hash, u.number, u.complete, NULL, NULL, NULL"
        " FROM kj_runs u JOIN kj_pack_sets s USING (pack_set)"
        " UNION ALL SELECT 4, 'result', rr.subject, u.as_of, s.hash, u.number, v.hash,"
        " printf('%d,%d,%d,%d,%d,%d,%d', pass, partial, fail, unknown, waived, not_applicable,"
        " error), rr.problem FROM kj_run_results rr JOIN kj_runs u USING (run)"
        " JOIN kj_pack_sets s USING (pack_set) LEFT JOIN kj_results r USING (result)"
        " LEFT JOIN kj_revisions v USING (revision)"
        " UNION ALL SELECT 5, 'verdict', j.org, whence, l.name, c.kind || ':' || c.id || ' ' ||"
        " c.name, n.name || coalesce(' ' || w.name, ''), v.message, v.settled_by"
        " FROM kj_verdicts v JOIN judged j USING (result) JOIN kj_rules l USING (rule)"
        " JOIN kj_records c ON c.result = v.result AND c.record = v.record"
        " JOIN kj_verdict_names n ON n.verdict = v.verdict"
        " LEFT JOIN kj_verdict_names w ON w.verdict = v.underlying"
        " UNION ALL SELECT 6, 'derived', j.org, whence, c.kind || ':' || c.id, d.field, d.value,"
        " NULL, NULL FROM kj_derived d JOIN judged j USING (result)"
        " JOIN kj_records c ON c.result = d.result AND c.record = d.record"
        " UNION ALL SELECT 7, 'deviation', j.org, whence, t.parameter, t.direction, t.reason,"
        " t.approved_by, t.finding FROM kj_deviations t JOIN judged j USING (result)"
        ") ORDER BY n, a, b, c, d, e, f, g";

    return show(app, sql, NULL, 0);
}

/* ---- merge, verify ---- */

static bool is_same_file(const char *a, const char *b)
{
    struct stat x, y;

    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

typedef struct Merging {
    const KjApp *app;
    const char *other;
    bool conflicts;
} Merging;

static void tell_conflict(void *ctx, const char *subject)
{
    Merging *merging = ctx;
    const KjApp *app = merging->app;

    merging->conflicts = true;
    kj_tell_error(kj_arena_printf(
        app->arena,
        app->lang == KJ_JA ? "%s: 「%s」は同じ判定の中で %s と結果が違います。%s のものを残します"
                           : "%s: '%s' has another result in the same run of %s; that of %s stays",
        merging->other, subject, app->arguments[0], app->arguments[0]));
}

KjExit kj_command_store_merge(KjApp *app)
{
    Merging merging = {.app = app};
    KjExit exit;
    KjError error;
    KjStore *store = open_store(app, KJ_STORE_CREATE, &exit);

    for (size_t i = 1; store && exit == KJ_EXIT_OK && i < app->argument_count; i++) {
        merging.other = app->arguments[i];
        if (is_same_file(app->arguments[0], merging.other)) {
            refuse(app, &exit, "%1$s を %1$s 自身に取り込むことはできません",
                   "%1$s cannot be merged into itself", "");
            break;
        }
        if (!kj_store_merge(store, merging.other, tell_conflict, &merging, &error))
            exit = failed(&error);
    }
    kj_store_close(store);
    return exit == KJ_EXIT_OK && merging.conflicts ? KJ_EXIT_INPUT : exit;
}

typedef struct Verifying {
    KjResult *result;
    size_t problems;
} Verifying;

static void tell_problem(void *ctx, const char *what)
{
    Verifying *verifying = ctx;

    verifying->problems++;
    kj_buf_printf(&verifying->result->sink.buf, "%s\n", what);
    kj_sink_relax(&verifying->result->sink);
}

KjExit kj_command_store_verify(KjApp *app)
{
    KjExit exit;
    KjError error;
    KjResult result;
    Verifying verifying = {.result = &result};
    KjStore *store = open_store(app, KJ_STORE_READ, &exit);
    bool good;

    if (!store)
        return exit;
    if (!kj_result_open(&result, app)) {
        kj_store_close(store);
        return KJ_EXIT_SYSTEM;
    }
    good = kj_store_verify(store, tell_problem, &verifying, &error);
    kj_store_close(store);
    if (!good)
        return kj_result_close(&result, failed(&error));
    kj_buf_printf(&result.sink.buf, app->lang == KJ_JA ? "%s: 問題 %zu件\n" : "%s: %zu problems\n",
                  app->arguments[0], verifying.problems);
    return kj_result_close(&result, verifying.problems ? KJ_EXIT_INPUT : KJ_EXIT_OK);
}
