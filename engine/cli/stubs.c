/* kijun rules stubs [-o FILE]: what an editor has to know of packs. A worker writes it, since the words of packs
 * are there. */
#include "engine/cli/stubs.h"

#include "engine/cli/file.h"
#include "engine/cli/result.h"
#include "engine/cli/tell.h"
#include "engine/eval/worker.h"

KjExit kj_stubs(const KjApp *app, KjText *text)
{
    const KjWorkerSetup setup = {.lang = app->lang};
    KjError error = {.exit = KJ_EXIT_SYSTEM};
    const KjList *problems;
    KjValue answer;

    if (!kj_worker_ask(&setup, "stubs", app->arena, &answer, &error)) {
        kj_tell_error(error.message);
        return error.exit;
    }
    problems = kj_map_list(&answer, "problems");
    for (size_t i = 0; i < problems->count; i++)
        kj_tell_error(problems->items[i].u.text.data);
    *text = kj_map_text(&answer, "text");
    return problems->count ? KJ_EXIT_SYSTEM : KJ_EXIT_OK;
}

KjExit kj_command_rules_stubs(KjApp *app)
{
    KjResult result;
    KjText text;
    KjExit exit;

    if (app->options.output && kj_file_is_folder(app->options.output))
        app->options.output = kj_path_join(app->arena, app->options.output, KJ_STUBS_NAME);
    exit = kj_stubs(app, &text);
    if (exit != KJ_EXIT_OK)
        return exit;
    if (!kj_result_open(&result, app))
        return KJ_EXIT_SYSTEM;
    kj_buf_add(&result.sink.buf, text.data, text.len);
    return kj_result_close(&result, KJ_EXIT_OK);
}
