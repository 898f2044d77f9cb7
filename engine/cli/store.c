/* kijun store runs, show, sql, export: what can be asked of a store. What people see has columns named in
 * their language, and fits into 80 of a terminal where names are not too long; machines get the columns of the
 * query. */
#include "engine/cli/missing_shards.h"
#include "engine/cli/store_open.h"
#include "engine/cli/store_rows.h"
#include "engine/cli/tell.h"

#define COUNT(columns) (sizeof(columns) / sizeof *(columns))

static KjExit ask(KjApp *app, const KjStoreQuestion *question)
{
    KjExit exit;
    KjStore *store = kj_store_open_for(app, app->arguments[0], KJ_STORE_READ, &exit);

    if (store)
        exit = kj_store_answer(app, store, question, NULL);
    kj_store_close(store);
    return exit;
}

/* ---- runs ---- */

KjExit kj_command_store_runs(KjApp *app)
{
    static const KjStoreColumn columns[] = {
        {"run", {"判定", "run"}, KJ_STORE_PLAIN},
        {"as_of", {"基準日", "as of"}, KJ_STORE_PLAIN},
        {"organizations", {"組織", "orgs"}, KJ_STORE_PLAIN},
        {"carried", {"引継", "carried"}, KJ_STORE_PLAIN},
        {"problems", {"不能", "refused"}, KJ_STORE_PLAIN},
        KJ_STORE_VERDICT_COLUMNS,
    };
    static const KjStoreQuestion question = {
        .sql = "SELECT u.run, u.as_of, u.complete, count(rr.result) AS organizations,"
               " coalesce(sum(rr.carried), 0) AS carried, count(rr.problem) AS problems,"
               " sum(pass) AS pass, sum(partial) AS partial, sum(fail) AS fail,"
               " sum(unknown) AS unknown, sum(waived) AS waived, sum(error) AS error,"
               " (SELECT max(shards) FROM kj_run_shards s WHERE s.run = u.run) AS shards,"
               " (SELECT group_concat(shard, ' ') FROM (SELECT shard FROM kj_run_shards s"
               " WHERE s.run = u.run AND s.complete ORDER BY shard)) AS shards_there"
               " FROM kj_runs u LEFT JOIN kj_run_results rr USING (run)"
               " LEFT JOIN kj_results USING (result) GROUP BY u.run ORDER BY u.as_of, u.run",
        .columns = columns,
        .column_count = COUNT(columns),
        .none = {"判定はまだありません。kijun assess --store で判定します",
                 "there are no runs yet; kijun assess --store makes one"},
    };
    KjExit exit;
    KjStore *store = kj_store_open_for(app, app->arguments[0], KJ_STORE_READ, &exit);

    if (store)
        exit = kj_store_answer(app, store, &question, kj_print_incomplete);
    kj_store_close(store);
    return exit;
}

/* ---- show ---- */

static KjExit show_organizations(KjApp *app)
{
    static const KjStoreColumn columns[] = {
        {"id", {"組織", "organization"}, KJ_STORE_PLAIN},
        {"revisions", {"版", "revisions"}, KJ_STORE_PLAIN},
        {"since", {"最新の版", "last since"}, KJ_STORE_PLAIN},
        {"name", {"名称", "name"}, KJ_STORE_PLAIN},
    };
    static const KjStoreQuestion question = {
        .sql = "SELECT o.id, max(v.number) AS revisions, max(v.since) AS since,"
               " (SELECT name FROM kj_revisions l WHERE l.organization = o.organization"
               "  ORDER BY since DESC, number DESC LIMIT 1) AS name"
               " FROM kj_organizations o JOIN kj_revisions v USING (organization)"
               " GROUP BY o.organization ORDER BY o.id",
        .columns = columns,
        .column_count = COUNT(columns),
        .none = {"組織はまだありません。kijun store import か kijun assess --store で入れます",
                 "there are no organizations yet; kijun store import or kijun assess --store puts "
                 "them there"},
    };

    return ask(app, &question);
}

static KjExit show_organization(KjApp *app, KjStore *store, KjText org)
{
    static const KjStoreColumn columns[] = {
        {"run", {"判定", "run"}, KJ_STORE_PLAIN},
        {"as_of", {"基準日", "as of"}, KJ_STORE_PLAIN},
        {"revision", {"版", "rev"}, KJ_STORE_PLAIN},
        {"since", {"版の日付", "since"}, KJ_STORE_PLAIN},
        {"carried", {"引継", "carried"}, KJ_STORE_MARK},
        {"until", {"次の変化", "until"}, KJ_STORE_PLAIN},
        KJ_STORE_VERDICT_COLUMNS,
        {"problem", {"判定", "run"}, KJ_STORE_NOTE},
    };
    KjStoreQuestion question = {
        .sql = "SELECT u.run, u.as_of, v.number AS revision, v.since, rr.carried, until,"
               " pass, partial, fail, unknown, waived, error, rr.problem FROM kj_run_results rr"
               " JOIN kj_runs u USING (run) LEFT JOIN kj_results USING (result)"
               " LEFT JOIN kj_revisions v USING (revision) WHERE rr.subject = ?1"
               " ORDER BY u.as_of, u.run",
        .values = &org,
        .value_count = 1,
        .columns = columns,
        .column_count = COUNT(columns),
        .none = {"この組織の判定はまだありません。kijun assess --store で判定します",
                 "there is no run with this organization yet; kijun assess --store makes one"},
    };
    KjExit exit = KJ_EXIT_OK;

    return kj_store_org_is_there(app, store, org, &exit)
               ? kj_store_answer(app, store, &question, NULL)
               : exit;
}

KjExit kj_command_store_show(KjApp *app)
{
    KjExit exit;
    KjStore *store;

    if (app->argument_count < 2)
        return show_organizations(app);
    store = kj_store_open_for(app, app->arguments[0], KJ_STORE_READ, &exit);
    if (store)
        exit = show_organization(app, store, kj_text_nfkc(app->arena, kj_text(app->arguments[1])));
    kj_store_close(store);
    return exit;
}

/* ---- any question ---- */

KjExit kj_command_store_sql(KjApp *app)
{
    KjStoreQuestion question = {.sql = app->arguments[1], .asked = true};

    return ask(app, &question);
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

    const KjStoreQuestion question = {.sql = sql};

    return ask(app, &question);
}
