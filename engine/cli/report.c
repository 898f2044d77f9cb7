/* kijun report FIELD DB: the organisations of a run beside their peers, those with the same value in a field
 * of theirs. Which field, and what packs show of all organisations, is not known here. */
#include "engine/cli/number_option.h"
#include "engine/cli/result.h"
#include "engine/cli/session.h"
#include "engine/cli/tell.h"
#include "engine/output/peers.h"

#define MOST 10 /* lines of a list, unless --top says otherwise */

static KjExit failed(const KjError *error)
{
    kj_tell_error(error->message);
    return error->exit;
}

/* ---- what was asked ---- */

static bool is_choice(const KjField *field)
{
    return field->type == KJ_ENUM && !field->list && !field->derived;
}

static const KjField *refuse_field(const KjApp *app, const KjKind *kind, KjText name)
{
    const char **names = kj_arena_array(app->arena, kind->field_count + 1, sizeof *names), *nearest;
    size_t count = 0;
    KjBuf all;

    kj_buf_init(&all, 0);
    for (size_t i = 0; i < kind->field_count; i++)
        if (is_choice(&kind->fields[i])) {
            kj_buf_printf(&all, "%s%s", count ? " " : "", kind->fields[i].name.data);
            names[count++] = kind->fields[i].name.data;
        }
    nearest = kj_nearest(name, names, count);
    kj_tell_error(
        nearest
            ? kj_arena_printf(app->arena,
                              app->lang == KJ_JA ? "「%s」では分けられません。もしかして %s ですか"
                                                 : "organizations have no choice '%s'; did you "
                                                   "mean %s?",
                              name.data, nearest)
            : kj_arena_printf(app->arena,
                              app->lang == KJ_JA ? "「%s」では分けられません。次のいずれかです: %s"
                                                 : "organizations have no choice '%s'; it is "
                                                   "one of: %s",
                              name.data, count ? all.data : "-"));
    kj_buf_clear(&all);
    return NULL;
}

static const KjField *field_named(const KjApp *app, const KjSchema *schema, const char *name)
{
    const KjKind *kind = &schema->kinds[schema->organization];

    for (size_t i = 0; i < kind->field_count; i++)
        if (is_choice(&kind->fields[i]) && kj_text_is(kind->fields[i].name, name))
            return &kind->fields[i];
    return refuse_field(app, kind, kj_text(name));
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

static KjExit report(KjApp *app, const KjView *view, KjStore *store)
{
    const KjSchema *schema = view->registry->schema;
    const KjOptions *options = &app->options;
    KjPeersReport what = {.view = view, .store = store, .path = app->arguments[1]};
    KjPeersQuery query = {0};
    KjPeers peers = {0};
    KjError error;
    int64_t most;
    KjExit exit;

    if (schema->organization < 0 || !kj_number_option(app, "run", options->run, &query.run) ||
        !kj_number_option(app, "since", options->since, &query.before) ||
        !kj_number_option(app, "top", options->top, &most) ||
        !(what.by = field_named(app, schema, app->arguments[0])))
        return KJ_EXIT_USAGE;
    query.by = what.by->name;
    what.peers = &peers;
    what.most = most ? (size_t)most : MOST;
    exit = kj_store_peers(store, &query, &peers, &error) ? render(app, &what) : failed(&error);
    kj_peers_clear(&peers);
    return exit;
}

KjExit kj_command_report(KjApp *app)
{
    KjSession session;
    KjExit exit = kj_session_open(&session, app);

    if (exit == KJ_EXIT_OK) {
        KjError error;
        KjStore *store = kj_store_open(app->arguments[1], KJ_STORE_READ, app->lang, &error);

        exit = store ? report(app, &session.view, store) : failed(&error);
        kj_store_close(store);
    }
    kj_session_close(&session);
    return exit;
}
