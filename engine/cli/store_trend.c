/* kijun store trend: one rule over the runs, of all organisations or of one. An organisation's verdict is that of
 * its worst record, as in reports (engine/store/peers.h). */
#include "engine/cli/store_open.h"
#include "engine/cli/store_rows.h"
#include "engine/cli/tell.h"

#define COUNT(columns) (sizeof(columns) / sizeof *(columns))

/* ---- which rule ---- */

typedef struct Names {
    KjArena *arena;
    KjBuf list;
    KjText first;
    size_t count;
} Names;

static void pass_over(void *ctx, size_t count, const char *const *names)
{
    (void)ctx;
    (void)count;
    (void)names;
}

static bool take_name(void *ctx, const KjQueryRow *row)
{
    Names *names = ctx;
    KjText name = row->texts[0];

    if (names->count++ == 0)
        names->first = (KjText){kj_arena_strndup(names->arena, name.data, name.len), name.len};
    kj_buf_printf(&names->list, "%s%.*s", names->list.len ? ", " : "", (int)name.len, name.data);
    return true;
}

static void tell_rule(const KjApp *app, const Names *names, KjText asked)
{
    bool ja = app->lang == KJ_JA;

    kj_tell_error(
        names->count
            ? kj_arena_printf(app->arena,
                              ja ? "条項 %s は複数のパックにあります。パック名を付けてください: %s"
                                 : "several packs have a clause %s; name the pack: %s",
                              asked.data, names->list.data)
            : kj_arena_printf(
                  app->arena,
                  ja ? "%s: 要件 %s による判定はありません。kijun rules list に要件の一覧があります"
                     : "%s: no run has judged by a rule %s; see kijun rules list",
                  app->arguments[0], asked.data));
}

/* The rule's whole name, of the packs that are in the store; empty after telling. */
static KjText find_rule(const KjApp *app, KjStore *store, KjExit *exit)
{
    KjText asked = kj_text_nfkc(app->arena, kj_text(app->arguments[1]));
    Names names = {.arena = app->arena, .first = KJ_TEXT("")};
    KjQuery query = {
        .sql = "SELECT DISTINCT name FROM kj_rules JOIN kj_pack_set_members m USING (pack)"
               " WHERE m.judged AND ?1 IN (name, substr(name, instr(name, '/') + 1))"
               " ORDER BY name",
        .values = &asked,
        .value_count = 1,
        .ctx = &names,
        .columns = pass_over,
        .each = take_name};
    KjError error;

    kj_buf_init(&names.list, 0);
    if (!kj_store_query(store, &query, &error)) {
        *exit = kj_store_failed(&error);
        names.first = KJ_TEXT("");
    } else if (names.count != 1) {
        tell_rule(app, &names, asked);
        *exit = KJ_EXIT_USAGE;
        names.first = KJ_TEXT("");
    }
    kj_buf_clear(&names.list);
    return names.first;
}

/* ---- over the runs ---- */

#define RANK(verdict)                                                                              \
    "CASE " verdict " WHEN 'fail' THEN 0 WHEN 'partial' THEN 1 WHEN 'error' THEN 2"                \
    " WHEN 'unknown' THEN 3 WHEN 'waived' THEN 4 WHEN 'pass' THEN 5 END"

/* Runs that judged by the rule. */
#define RUNS                                                                                       \
    " FROM kj_runs u LEFT JOIN w ON w.run = u.run WHERE EXISTS (SELECT 1 FROM kj_pack_set_members" \
    " m JOIN kj_rules l USING (pack) WHERE m.pack_set = u.pack_set AND m.judged AND l.name = ?1)"  \
    " GROUP BY u.run ORDER BY u.as_of, u.run"

#define COUNTS(value)                                                                              \
    " coalesce(sum(" value " = 5), 0) AS pass, coalesce(sum(" value " = 1), 0) AS partial,"        \
    " coalesce(sum(" value " = 0), 0) AS fail, coalesce(sum(" value " = 3), 0) AS unknown,"        \
    " coalesce(sum(" value " = 4), 0) AS waived, coalesce(sum(" value " = 2), 0) AS error"

static KjExit of_all(KjApp *app, KjStore *store, KjText rule)
{
    static const KjStoreColumn columns[] = {
        {"run", {"判定", "run"}, KJ_STORE_PLAIN},
        {"as_of", {"基準日", "as of"}, KJ_STORE_PLAIN},
        KJ_STORE_VERDICT_COLUMNS,
        {"not_applicable", {"対象外", "n/a"}, KJ_STORE_PLAIN},
    };
    KjStoreQuestion question = {
        .sql = "WITH w AS (SELECT run, organization, min(" RANK(
            "verdict") ") AS worst FROM verdicts WHERE rule = ?1 GROUP BY run, organization)"
                       " SELECT u.run, u.as_of," COUNTS(
                           "worst") ", (SELECT count(rr.result)"
                                    " FROM kj_run_results rr WHERE rr.run = u.run) - count(worst)"
                                    " AS not_applicable" RUNS,
        .values = &rule,
        .value_count = 1,
        .columns = columns,
        .column_count = COUNT(columns),
        .none = {"この要件による判定はありません", "no run has judged by this rule"},
    };

    return kj_store_answer(app, store, &question, NULL);
}

static KjExit of_one(KjApp *app, KjStore *store, KjText rule)
{
    static const KjStoreColumn columns[] = {
        {"run", {"判定", "run"}, KJ_STORE_PLAIN},
        {"as_of", {"基準日", "as of"}, KJ_STORE_PLAIN},
        {"verdict", {"結果", "verdict"}, KJ_STORE_VERDICT},
        KJ_STORE_VERDICT_COLUMNS,
    };
    KjText org = kj_text_nfkc(app->arena, kj_text(app->arguments[2]));
    KjText values[2] = {rule, org};
    KjStoreQuestion question = {
        .sql = "WITH w AS (SELECT run, verdict AS v, " RANK(
            "verdict") " AS rank FROM verdicts WHERE rule = ?1 AND organization = ?2)"
                       " SELECT u.run, u.as_of, CASE min(rank) WHEN 0 THEN 'fail' WHEN 1 THEN"
                       " 'partial' WHEN 2 THEN 'error' WHEN 3 THEN 'unknown' WHEN 4 THEN 'waived'"
                       " WHEN 5 THEN 'pass' ELSE CASE WHEN EXISTS (SELECT 1 FROM kj_run_results rr"
                       " WHERE rr.run = u.run AND rr.subject = ?2 AND rr.result IS NOT NULL)"
                       " THEN 'n/a' END END AS verdict," COUNTS("rank") RUNS,
        .values = values,
        .value_count = 2,
        .columns = columns,
        .column_count = COUNT(columns),
        .none = {"この要件による判定はありません", "no run has judged by this rule"},
    };
    KjExit exit = KJ_EXIT_OK;

    return kj_store_org_is_there(app, store, org, &exit)
               ? kj_store_answer(app, store, &question, NULL)
               : exit;
}

KjExit kj_command_store_trend(KjApp *app)
{
    KjExit exit;
    KjStore *store = kj_store_open_for(app, app->arguments[0], KJ_STORE_READ, &exit);

    if (store) {
        KjText rule = find_rule(app, store, &exit);

        if (rule.len)
            exit = app->argument_count > 2 ? of_one(app, store, rule) : of_all(app, store, rule);
    }
    kj_store_close(store);
    return exit;
}
