/* kijun repl [PATH…]: questions of one's own. The data stay loaded, sealed and prepared in the worker behind its
 * door; the terminal, files and SQL stay here. */
#include "engine/cli/repl.h"

#include "engine/cli/repl_parts.h"
#include "engine/cli/tell.h"

#include <string.h>
#include <unistd.h>

static KjExit run_queries(KjRepl *repl)
{
    const KjStrings *queries = &repl->app->options.queries;
    KjExit worst = KJ_EXIT_OK;

    for (size_t i = 0; i < queries->count && !repl->quit; i++) {
        KjExit exit = kj_repl_execute(repl, queries->items[i]);

        worst = exit == KJ_EXIT_USAGE && worst == KJ_EXIT_OK ? exit : kj_exit_worse(worst, exit);
        if (worst != KJ_EXIT_OK && !repl->app->options.keep_going)
            break;
    }
    return worst;
}

static KjExit run(KjRepl *repl)
{
    const KjOptions *options = &repl->app->options;
    KjExit exit = options->queries.count ? run_queries(repl) : KJ_EXIT_OK;

    if (options->script && exit == KJ_EXIT_OK && !repl->quit)
        exit = kj_repl_source(repl, options->script);
    else if (!options->script && !options->queries.count)
        exit = repl->interactive ? kj_repl_dialogue(repl) : kj_repl_source(repl, "-");
    return exit;
}

static KjRowsForm form_of(const KjApp *app)
{
    return kj_app_format_is(app, "json")  ? KJ_ROWS_JSON
           : kj_app_format_is(app, "csv") ? KJ_ROWS_CSV
                                          : KJ_ROWS_TEXT;
}

KjExit kj_command_repl(KjApp *app)
{
    KjRepl repl = {.app = app, .form = form_of(app), .store = app->options.store};
    KjExit exit = kj_session_open(&repl.session, app);

    repl.interactive = !app->options.script && !app->options.queries.count &&
                       isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    repl.session.apart = repl.interactive;
    if (exit == KJ_EXIT_OK &&
        repl.session.found.count) /* what is wrong with data is told at once */
        exit = kj_repl_hold(&repl);
    if (exit == KJ_EXIT_OK)
        exit = run(&repl);
    repl.quit = true;
    exit = kj_repl_close_result(&repl, exit);
    kj_session_close(&repl.session);
    kj_free(repl.amends);
    return exit;
}
