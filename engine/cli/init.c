/* kijun init DIR: a new workspace, from the templates that come with the program (templates/workspace). Which kinds
 * of records stand in it, and which pack it begins with, only the templates know. */
#include "engine/cli/file.h"
#include "engine/cli/folder.h"
#include "engine/cli/home.h"
#include "engine/cli/result.h"
#include "engine/cli/session.h"
#include "engine/cli/stubs.h"
#include "engine/cli/tell.h"
#include "engine/output/workspace.h"

#include <string.h>
#include <sys/stat.h>

#define MOST_BYTES ((size_t)1 << 20) /* of a template */
#define STUBS_FOLDER ".kijun"

typedef struct Making {
    KjApp *app;
    const char *from; /* the folder of templates in the language */
    KjView view;
    int32_t pack;
    KjFolder folder;
    KjDiags diags;
} Making;

static const KjPlace nowhere;

/* ---- the place ---- */

static bool is_vacant(const KjApp *app, const char *path, KjDiags *diags)
{
    KjPlace place = {path, 0, 0};
    struct stat info;

    if (lstat(path, &info) != 0 ||
        (kj_file_is_folder(path) && kj_folder_is_empty(path, app->arena)))
        return true;
    if (kj_file_is_folder(path))
        kj_diag(diags, KJ_ERROR, place, NULL,
                "空のフォルダーではありません。何も書いていません。新しい名前を指定してください",
                "is not empty; nothing was written; give a new name");
    else
        kj_diag(diags, KJ_ERROR, place, NULL,
                "同じ名前のファイルがあります。何も書いていません。新しい名前を指定してください",
                "there is a file of this name; nothing was written; give a new name");
    return false;
}

/* ---- the pack to begin with ---- */

static bool find_templates(Making *making, const char **base)
{
    KjArena *arena = making->app->arena;
    const char *home = kj_home_find(arena);
    const char *all = home ? kj_path_join(arena, home, "templates/workspace") : "";
    const char *path = kj_path_join(arena, all, "base");
    KjText text;

    making->from = kj_path_join(arena, all, making->app->lang == KJ_JA ? "ja" : "en");
    if (!kj_file_is_folder(making->from)) {
        kj_diag(&making->diags, KJ_ERROR, nowhere, NULL,
                "ひな形 (templates/workspace) が見つかりません。make install をやり直してください",
                "the templates (templates/workspace) are not found; run `make install` again");
        return false;
    }
    if (!kj_file_read(path, path, MOST_BYTES, arena, &making->diags, &text))
        return false;
    *base = kj_arena_strndup(arena, text.data, strcspn(text.data, "\n"));
    return true;
}

static bool find_pack(Making *making, const char *base)
{
    const KjRegistry *registry = making->view.registry;

    for (size_t i = 0; i < registry->pack_count; i++)
        if (kj_text_is(registry->packs[i].id, base)) {
            making->pack = (int32_t)i;
            return true;
        }
    kj_diag(&making->diags, KJ_ERROR, nowhere, NULL,
            "--pack %s: 付属か導入済みのパックの名前を書いてください",
            "--pack %s: give the name of a pack that is shipped or installed", base);
    return false;
}

/* ---- files ---- */

static bool unwritable(Making *making)
{
    kj_tell_unwritable(making->app, making->folder.failed, making->folder.error);
    return false;
}

static bool put_file(Making *making, const char *path, const char *name)
{
    const char *wrong = NULL;
    bool good = true;
    KjText text;
    KjBuf out;

    if (!kj_file_read(path, path, MOST_BYTES, making->app->arena, &making->diags, &text))
        return false;
    kj_buf_init(&out, 0);
    if (!kj_workspace_fill(&out, &making->view, making->pack, text, making->app->arena, &wrong)) {
        kj_diag(&making->diags, KJ_ERROR, (KjPlace){path, 0, 0}, NULL,
                "ひな形の {{%s}} が分かりません", "{{%s}} means nothing in a template", wrong);
        good = false;
    } else if (!kj_folder_put(&making->folder, name, &out)) {
        good = unwritable(making);
    }
    kj_buf_clear(&out);
    return good;
}

/* A folder of templates, and all below it; name: within the workspace. */
static bool put_folder(Making *making, const char *path, const char *name)
{
    KjArena *arena = making->app->arena;
    const char **names;
    bool good = true;
    size_t count;

    if (!kj_folder_list(path, arena, &names, &count))
        return false;
    for (size_t i = 0; good && i < count; i++) {
        const char *from = kj_path_join(arena, path, names[i]);
        const char *to = kj_path_join(arena, name, names[i]);

        if (!kj_file_is_folder(from))
            good = put_file(making, from, to);
        else
            good = (kj_folder_make(&making->folder, to) || unwritable(making)) &&
                   put_folder(making, from, to);
    }
    return good;
}

static bool put_stubs(Making *making, KjText text)
{
    KjBuf out;
    bool good;

    kj_buf_init(&out, 0);
    kj_buf_add(&out, text.data, text.len);
    good = (kj_folder_make(&making->folder, STUBS_FOLDER) &&
            kj_folder_put(&making->folder, STUBS_FOLDER "/" KJ_STUBS_NAME, &out)) ||
           unwritable(making);
    kj_buf_clear(&out);
    return good;
}

static KjExit write_all(Making *making, const char *path)
{
    KjText stubs;
    KjExit exit = kj_stubs(making->app, &stubs);
    bool good;

    if (exit != KJ_EXIT_OK)
        return exit;
    good = (kj_folder_begin(&making->folder, path, making->app->arena) || unwritable(making)) &&
           put_folder(making, making->from, "") && put_stubs(making, stubs) &&
           (kj_folder_finish(&making->folder) || unwritable(making));
    kj_folder_drop(&making->folder);
    return good ? KJ_EXIT_OK : KJ_EXIT_SYSTEM;
}

/* ---- the command ---- */

static KjExit tell_done(KjApp *app, const char *path)
{
    KjResult result;

    if (!kj_result_open(&result, app))
        return KJ_EXIT_SYSTEM;
    kj_buf_printf(&result.sink.buf,
                  app->lang == KJ_JA
                      ? "%1$s を作りました。\n\n次に\n  cd %1$s\n  kijun check data/     データに"
                        "誤りがないか\n  kijun assess data/    判定する\n  kijun next data/      "
                        "次に何を確かめるとよいか\n"
                      : "%1$s is made.\n\nnext\n  cd %1$s\n  kijun check data/     are the data in "
                        "order?\n  kijun assess data/    judge\n  kijun next data/      what to "
                        "find out next\n",
                  path);
    return kj_result_close(&result, KJ_EXIT_OK);
}

static KjExit make(Making *making, const char *path)
{
    KjApp *app = making->app;
    KjStrings *packs = &app->options.packs;
    const char *base;
    KjSession session;
    KjExit exit;

    if (!is_vacant(app, path, &making->diags))
        return KJ_EXIT_USAGE;
    if (packs->count > 1) {
        kj_diag(&making->diags, KJ_ERROR, nowhere, NULL, "--pack は一つだけ指定してください",
                "give one --pack only");
        return KJ_EXIT_USAGE;
    }
    if (!find_templates(making, &base))
        return KJ_EXIT_SYSTEM;
    if (packs->count == 0)
        KJ_PUSH(packs->items, packs->count, packs->capacity, base);
    exit = kj_session_open(&session, app);
    making->view = session.view;
    if (exit == KJ_EXIT_OK)
        exit = find_pack(making, packs->items[0]) ? write_all(making, path) : KJ_EXIT_USAGE;
    kj_session_close(&session);
    return exit;
}

KjExit kj_command_init(KjApp *app)
{
    const char *path = kj_path_without_slashes(app->arena, app->arguments[0]);
    Making making = {.app = app};
    KjExit exit;

    kj_diags_init(&making.diags, app->lang);
    exit = make(&making, path);
    kj_tell_diags(app, &making.diags);
    kj_diags_clear(&making.diags);
    return exit == KJ_EXIT_OK ? tell_done(app, path) : exit;
}
