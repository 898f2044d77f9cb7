/* kijun rules doc PACK… [-o FILE or FOLDER]: the reference of packs. On a page together, or each in a file of
 * a folder. */
#include "engine/output/doc.h"
#include "engine/cli/file.h"
#include "engine/cli/folder.h"
#include "engine/cli/result.h"
#include "engine/cli/session.h"
#include "engine/cli/tell.h"

#include <string.h>

typedef struct Documenting {
    KjApp *app;
    KjView view;
    KjDocForm form;
    bool *wanted; /* by pack */
} Documenting;

static bool is_named(const KjPackSet *packs, KjText id)
{
    for (size_t i = 0; i < packs->count; i++)
        if (packs->packs[i].selected && kj_text_is(id, packs->packs[i].name))
            return true;
    return false;
}

/* Those that were asked for; what an overlay extends is judged with it, but has a reference of its own. */
static void choose(Documenting *documenting, const KjPackSet *packs)
{
    const KjRegistry *registry = documenting->view.registry;

    documenting->wanted = kj_arena_array(documenting->app->arena, registry->pack_count + 1,
                                         sizeof *documenting->wanted);
    for (size_t p = 0; p < registry->pack_count; p++)
        documenting->wanted[p] = is_named(packs, registry->packs[p].id);
}

/* ---- a folder ---- */

static KjExit tell_folder(const KjApp *app, const KjFolder *folder)
{
    kj_tell_unwritable(app, folder->failed, folder->error);
    return KJ_EXIT_SYSTEM;
}

static bool put_pack(Documenting *documenting, KjFolder *folder, size_t pack)
{
    const KjRegistry *registry = documenting->view.registry;
    bool *only = kj_arena_array(documenting->app->arena, registry->pack_count + 1, sizeof *only);
    const char *name =
        kj_arena_printf(documenting->app->arena, "%s.%s",
                        kj_file_name(documenting->app->arena, registry->packs[pack].id),
                        documenting->form.html ? "html" : "md");
    KjSink sink;
    bool good;

    only[pack] = true;
    kj_sink_init(&sink, -1);
    kj_doc(&sink, &documenting->view, documenting->form, only);
    good = kj_folder_put(folder, name, &sink.buf);
    kj_sink_close(&sink);
    return good;
}

static KjExit write_folder(Documenting *documenting)
{
    KjApp *app = documenting->app;
    const char *path = kj_path_without_slashes(app->arena, app->options.output);
    KjFolder folder;
    bool good = kj_folder_begin(&folder, path, app->arena);

    for (size_t p = 0; good && p < documenting->view.registry->pack_count; p++)
        if (documenting->wanted[p])
            good = put_pack(documenting, &folder, p);
    good = good && kj_folder_finish(&folder);
    if (good)
        return KJ_EXIT_OK;
    kj_folder_drop(&folder);
    return tell_folder(app, &folder);
}

/* ---- a page ---- */

static KjExit write_page(Documenting *documenting)
{
    KjResult result;

    if (!kj_result_open(&result, documenting->app))
        return KJ_EXIT_SYSTEM;
    kj_doc(&result.sink, &documenting->view, documenting->form, documenting->wanted);
    return kj_result_close(&result, KJ_EXIT_OK);
}

static bool is_folder(const char *output)
{
    size_t len = output ? strlen(output) : 0;

    return len && (output[len - 1] == '/' || kj_file_is_folder(output));
}

KjExit kj_command_rules_doc(KjApp *app)
{
    Documenting documenting = {.app = app};
    KjSession session;
    KjExit exit;

    app->options.known = app->options.packs;
    app->options.packs = (KjStrings){(const char **)app->arguments, app->argument_count, 0};
    exit = kj_session_open(&session, app);
    if (exit == KJ_EXIT_OK) {
        documenting.view = session.view;
        documenting.form =
            (KjDocForm){.html = !kj_app_format_is(app, "markdown"), .both = !app->options.lang};
        choose(&documenting, &session.packs);
        exit =
            is_folder(app->options.output) ? write_folder(&documenting) : write_page(&documenting);
    }
    kj_session_close(&session);
    app->options.packs = app->options.known;
    return exit;
}
