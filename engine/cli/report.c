/* kijun report FIELD DB: the organisations of a run beside their peers, those with the same value in a field
 * of theirs. Which field, and what packs show of all organisations, is not known here. */
#include "engine/cli/choice_field.h"
#include "engine/cli/file.h"
#include "engine/cli/number_option.h"
#include "engine/cli/result.h"
#include "engine/cli/session.h"
#include "engine/cli/tell.h"
#include "engine/output/missing.h"
#include "engine/output/peers.h"

#define MOST 10 /* lines of a list, unless --top says otherwise */

static KjExit failed(const KjError *error)
{
    kj_tell_error(error->message);
    return error->exit;
}

/* ---- what was asked ---- */

static bool is_one_run(const KjApp *app)
{
    if (!app->options.run || !app->options.as_of)
        return true;
    kj_tell_error(app->lang == KJ_JA
                      ? "--run と --as-of は一緒に使えません。どちらか一つにしてください"
                      : "--run and --as-of exclude each other; give one of them");
    return false;
}

/* ---- report ---- */

static KjExit render(KjApp *app, const KjPeersReport *report)
{
    KjError error;
    KjResult result;
    bool good;

    if (!kj_result_open(&result, app))
        return KJ_EXIT_SYSTEM;
    if (kj_app_format_is(app, "json"))
        good = kj_peers_json(&result.sink, report, &error);
    else if (kj_app_format_is(app, "csv"))
        good = kj_peers_csv(&result.sink, report, &error);
    else
        good = kj_peers_text(&result.page, report, &error);
    return kj_result_close(&result, good ? KJ_EXIT_OK : failed(&error));
}

/* Who judged this morning expects that to be shown. */
static void tell_later(const KjApp *app, const KjPeerRun *later)
{
    const char *missing = kj_missing_text(app->arena, app->lang, &later->missing);
    KjDiags diags;

    if (!later->run)
        return;
    kj_diags_init(&diags, app->lang);
    kj_diag(
        &diags, KJ_WARNING, (KjPlace){app->arguments[1], 0, 0}, NULL,
        "判定 %1$lld (%2$s) は途中なので、完了した最後の判定を示します。%1$lld を見るには --run "
        "%1$lld "
        "を指定してください%3$s%4$s",
        "run %1$lld (%2$s) is not complete, so the last complete one is shown; --run %1$lld shows "
        "it%3$s%4$s",
        (long long)later->run, later->as_of.data, missing ? ": " : "", missing ? missing : "");
    kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
}

static KjExit report(KjApp *app, const KjView *view, KjStore *store)
{
    const KjSchema *schema = view->registry->schema;
    const KjOptions *options = &app->options;
    KjPeersReport what = {.view = view, .store = store, .path = app->arguments[1]};
    KjPeersQuery query = {.day = options->as_of ? &app->as_of : NULL};
    KjPeers peers = {0};
    KjError error;
    int64_t most;
    KjExit exit;

    if (schema->organization < 0 || !is_one_run(app) ||
        !kj_number_option(app, "run", options->run, &query.run) ||
        !kj_number_option(app, "since", options->since, &query.before) ||
        !kj_number_option(app, "top", options->top, &most) ||
        !(what.by = kj_choice_named(app, schema, app->arguments[0])))
        return KJ_EXIT_USAGE;
    query.by = what.by->name;
    what.peers = &peers;
    what.most = most ? (size_t)most : MOST;
    if (kj_store_peers(store, &query, &peers, &error)) {
        tell_later(app, &peers.later);
        exit = render(app, &what);
    } else {
        exit = failed(&error);
    }
    kj_peers_clear(&peers);
    return exit;
}

/* "report kijun.db sector" */
static bool is_in_order(const KjApp *app)
{
    const char *const *words = app->arguments;

    if (!kj_file_exists(words[0]) || kj_file_exists(words[1]))
        return true;
    kj_tell_error(kj_arena_printf(app->arena,
                                  app->lang == KJ_JA
                                      ? "項目が先、保管庫が後です: kijun report %s %s"
                                      : "first the field, then the store: kijun report %s %s",
                                  words[1], words[0]));
    return false;
}

KjExit kj_command_report(KjApp *app)
{
    KjSession session;
    KjExit exit;

    if (!is_in_order(app))
        return KJ_EXIT_USAGE;
    exit = kj_session_open(&session, app);

    if (exit == KJ_EXIT_OK) {
        KjError error;
        KjStore *store = kj_store_open(app->arguments[1], KJ_STORE_READ, app->lang, &error);

        exit = store ? report(app, &session.view, store) : failed(&error);
        kj_store_close(store);
    }
    kj_session_close(&session);
    return exit;
}
