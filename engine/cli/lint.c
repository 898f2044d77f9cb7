/* kijun rules lint [PACK|FOLDER…]: faults and oversights in packs. They are found by stdlib/lint.lua, in a
 * worker; here packs are chosen and read, findings shown, and with --fix mended. */
#include "engine/output/lint.h"
#include "engine/cli/mend.h"
#include "engine/cli/result.h"
#include "engine/cli/tell.h"
#include "engine/cli/test_texts.h"

#define ROUNDS 4 /* what was in the way of another edit is mended in the next round */

typedef struct Linting {
    KjApp *app;
    KjPackSet packs;
    KjValue answer;
    KjTree mended;
    bool goes_on; /* something was mended: look again */
} Linting;

/* Packs are chosen as --pack chooses them elsewhere; --pack names those that are only read. */
static KjExit find_packs(Linting *linting, KjDiags *diags)
{
    KjApp *app = linting->app;
    KjOptions options = app->options;

    options.known = options.packs;
    options.packs = (KjStrings){(const char **)app->arguments, app->argument_count, 0};
    kj_packs_clear(&linting->packs);
    KjExit exit = kj_packs_find(&linting->packs, &options, &app->settings, app->arena, diags);
    if (exit == KJ_EXIT_OK && !kj_test_texts_read(&linting->packs, app->arena, diags))
        exit = KJ_EXIT_INPUT;
    return exit;
}

static KjExit look(Linting *linting, bool first)
{
    KjApp *app = linting->app;
    KjError error = {.exit = KJ_EXIT_SYSTEM};
    KjDiags diags;

    kj_diags_init(&diags, app->lang);
    KjExit exit = find_packs(linting, &diags);
    if (first || exit != KJ_EXIT_OK)
        kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
    if (exit != KJ_EXIT_OK)
        return exit;
    KjWorkerSetup setup = {.packs = linting->packs.packs,
                           .pack_count = linting->packs.count,
                           .lang = app->lang,
                           .memory = app->settings.worker_memory};
    if (kj_worker_ask(&setup, "lint", app->arena, &linting->answer, &error))
        return KJ_EXIT_OK;
    kj_tell_error(error.message);
    return error.exit;
}

static KjExit mend(Linting *linting)
{
    const KjList *findings = kj_map_list(&linting->answer, "findings");
    size_t before = linting->mended.value.u.list.count;
    KjExit exit = KJ_EXIT_OK;

    linting->goes_on = kj_mend(linting->app, &linting->packs, findings, &linting->mended, &exit) &&
                       linting->mended.value.u.list.count > before;
    return exit;
}

static KjExit exit_of(const Linting *linting)
{
    KjLintCounts counts = kj_lint_count(&linting->answer);

    if (counts.loading || !kj_map_bool(&linting->answer, "complete", false))
        return KJ_EXIT_INPUT;
    return counts.of[KJ_ERROR] + counts.of[KJ_WARNING] ? KJ_EXIT_FINDINGS : KJ_EXIT_OK;
}

static KjExit show(Linting *linting, KjExit exit)
{
    KjApp *app = linting->app;
    KjLinted linted = {.lang = app->lang,
                       .packs = linting->packs.packs,
                       .pack_count = linting->packs.count,
                       .answer = &linting->answer,
                       .mended = &linting->mended.value.u.list,
                       .fixed = app->options.fix};
    KjResult result;

    if (!kj_result_open(&result, app))
        return KJ_EXIT_SYSTEM;
    if (kj_app_format_is(app, "json")) {
        kj_lint_json(&result.sink, &linted);
    } else {
        kj_result_keep_lines(&result);
        kj_lint_text(&result.page, &linted);
    }
    return kj_result_close(&result, kj_exit_worse(exit, exit_of(linting)));
}

KjExit kj_command_rules_lint(KjApp *app)
{
    Linting linting = {.app = app, .mended = kj_tree_list(app->arena)};
    KjExit exit = look(&linting, true), mending = KJ_EXIT_OK;

    for (int round = 0; exit == KJ_EXIT_OK && app->options.fix && round < ROUNDS; round++) {
        mending = mend(&linting);
        if (!linting.goes_on && mending == KJ_EXIT_OK)
            break;
        exit = look(&linting, false);
        if (!linting.goes_on)
            break;
    }
    if (exit == KJ_EXIT_OK)
        exit = show(&linting, mending);
    kj_packs_clear(&linting.packs);
    return exit;
}
