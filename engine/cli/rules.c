/* kijun rules list, kijun rules show RULE: what the packs ask. */
#include "engine/output/rules.h"
#include "engine/cli/result.h"
#include "engine/cli/rule_filter.h"
#include "engine/cli/rule_name.h"
#include "engine/cli/session.h"

static KjExit list(KjApp *app, const KjView *view)
{
    KjRuleFilter filter = {kj_text(app->options.actor), kj_text(app->options.level)};
    KjResult result;

    if (!kj_rule_filter_known(app, view, &filter))
        return KJ_EXIT_USAGE;
    if (!kj_result_open(&result, app))
        return KJ_EXIT_SYSTEM;
    if (kj_app_format_is(app, "json")) {
        kj_rules_list_json(&result.sink, view, &filter);
    } else {
        kj_result_keep_lines(&result);
        kj_rules_list_text(&result.page, view, &filter);
    }
    return kj_result_close(&result, KJ_EXIT_OK);
}

static KjExit show(KjApp *app, const KjView *view)
{
    int32_t rule = kj_rule_named(app, view->registry, app->arguments[0]);
    KjResult result;

    if (rule < 0)
        return KJ_EXIT_USAGE;
    if (!kj_result_open(&result, app))
        return KJ_EXIT_SYSTEM;
    if (kj_app_format_is(app, "json"))
        kj_rule_show_json(&result.sink, view, &view->registry->rules[rule]);
    else
        kj_rule_show_text(&result.page, view, &view->registry->rules[rule]);
    return kj_result_close(&result, KJ_EXIT_OK);
}

static KjExit with_session(KjApp *app, KjExit (*run)(KjApp *app, const KjView *view))
{
    KjSession session;
    KjExit exit = kj_session_open(&session, app);

    if (exit == KJ_EXIT_OK)
        exit = run(app, &session.view);
    kj_session_close(&session);
    return exit;
}

KjExit kj_command_rules_list(KjApp *app)
{
    return with_session(app, list);
}

KjExit kj_command_rules_show(KjApp *app)
{
    return with_session(app, show);
}
