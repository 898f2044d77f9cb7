/* The commands that show what packs declare for them: kijun risk PATH…. What is shown, and in which
 * order, stands in the packs; here is only the command's name. */
#include "engine/output/display.h"
#include "engine/cli/result.h"
#include "engine/cli/session.h"
#include "engine/cli/tell.h"

static bool is_declared(const KjRegistry *registry, const char *command)
{
    for (size_t i = 0; i < registry->display_count; i++)
        if (registry->packs[registry->displays[i].pack].selected &&
            kj_text_is(registry->displays[i].command, command))
            return true;
    return false;
}

static KjExit tell_nothing(const KjApp *app)
{
    kj_tell_error(kj_arena_printf(
        app->arena,
        app->lang == KJ_JA ? "判定に使う基準パックには「%s」で示すものがありません。--pack "
                             "か kijun.yaml の packs を見直してください"
                           : "the packs that are judged by have nothing to show for '%s'; "
                             "see --pack, or packs in kijun.yaml",
        app->command->name));
    return KJ_EXIT_USAGE;
}

/* Values that could not be computed: a pack's function failed. */
static KjExit exit_of(const KjValue *shown)
{
    const KjList *organizations = kj_map_list(shown, "organizations");

    for (size_t o = 0; o < organizations->count; o++) {
        const KjList *displays = kj_map_list(&organizations->items[o], "displays");

        for (size_t d = 0; d < displays->count; d++) {
            const KjList *rows = kj_map_list(&displays->items[d], "rows");

            for (size_t r = 0; r < rows->count; r++)
                if (kj_map_list(&rows->items[r], "faults")->count)
                    return KJ_EXIT_RULE_ERROR;
        }
    }
    return KJ_EXIT_OK;
}

static KjExit render(KjApp *app, const KjView *view, const KjValue *shown)
{
    KjResult to;

    if (!kj_display_fits(view->registry, shown)) {
        kj_tell_error(app->lang == KJ_JA ? "判定プロセスの応答が基準パックと合いません"
                                         : "the worker's answer does not fit the packs");
        return KJ_EXIT_SYSTEM;
    }
    if (!kj_result_open(&to, app))
        return KJ_EXIT_SYSTEM;
    if (kj_app_format_is(app, "json"))
        kj_display_json(&to.sink, view, shown, app->command->name, app->as_of);
    else
        kj_display_text(&to.page, view, shown, app->as_of);
    return kj_result_close(&to, exit_of(shown));
}

static KjExit show(KjApp *app, KjSession *session)
{
    KjJob job = {.what = KJ_JOB_DISPLAY, .display = app->command->name};
    KjJobResult result;
    KjDiags diags;
    KjExit exit;

    if (!is_declared(session->view.registry, job.display))
        return tell_nothing(app);
    kj_diags_init(&diags, app->lang);
    exit = kj_session_run(session, job, &result, &diags);
    if (exit == KJ_EXIT_OK || exit == KJ_EXIT_INPUT)
        kj_tell_diags(app, &diags);
    if (exit == KJ_EXIT_OK)
        exit = render(app, &session->view, &result.explanation);
    kj_job_result_clear(&result);
    kj_diags_clear(&diags);
    return exit;
}

KjExit kj_command_display(KjApp *app)
{
    KjSession session;
    KjExit exit = kj_session_open(&session, app);

    if (exit == KJ_EXIT_OK)
        exit = show(app, &session);
    kj_session_close(&session);
    return exit;
}
