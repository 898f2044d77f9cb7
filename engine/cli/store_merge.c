/* kijun store merge, kijun store verify: stores as wholes. */
#include "engine/cli/missing_shards.h"
#include "engine/cli/result.h"
#include "engine/cli/store_open.h"
#include "engine/cli/tell.h"

#include <sys/stat.h>

static bool is_same_file(const char *a, const char *b)
{
    struct stat x, y;

    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

typedef struct Merging {
    const KjApp *app;
    const char *other;
    bool conflicts;
} Merging;

static void tell_conflict(void *ctx, const char *subject)
{
    Merging *merging = ctx;
    const KjApp *app = merging->app;

    merging->conflicts = true;
    kj_tell_error(kj_arena_printf(
        app->arena,
        app->lang == KJ_JA ? "%s: 「%s」は同じ判定の中で %s と結果が違います。%s のものを残します"
                           : "%s: '%s' has another result in the same run of %s; that of %s stays",
        merging->other, subject, app->arguments[0], app->arguments[0]));
}

static KjExit refuse_itself(const KjApp *app)
{
    kj_tell_error(kj_arena_printf(
        app->arena,
        app->lang == KJ_JA
            ? "%1$s を %1$s 自身に取り込むことはできません。ほかの保管庫を指定してください"
            : "%1$s cannot be merged into itself; name other stores",
        app->arguments[0]));
    return KJ_EXIT_USAGE;
}

/* Before anything is made or changed. */
static KjExit check_others(const KjApp *app)
{
    KjExit exit = KJ_EXIT_OK;

    for (size_t i = 1; exit == KJ_EXIT_OK && i < app->argument_count; i++) {
        if (is_same_file(app->arguments[0], app->arguments[i]))
            return refuse_itself(app);
        kj_store_close(kj_store_open_for(app, app->arguments[i], KJ_STORE_READ, &exit));
    }
    return exit;
}

static KjExit tell_merged(KjApp *app, KjStore *store, size_t count, KjExit exit)
{
    KjResult result;
    KjError error;

    if (!kj_result_open(&result, app))
        return KJ_EXIT_SYSTEM;
    kj_page_puts(&result.page, KJ_PLAIN,
                 kj_arena_printf(app->arena,
                                 app->lang == KJ_JA ? "%s に %zu 個の保管庫を取り込みました"
                                 : count == 1       ? "%s has taken in %zu store"
                                                    : "%s has taken in %zu stores",
                                 app->arguments[0], count));
    kj_page_line(&result.page);
    if (!kj_print_incomplete(&result.page, app, store, &error))
        exit = kj_store_failed(&error);
    kj_store_tell_clock(app, store);
    return kj_result_close(&result, exit);
}

KjExit kj_command_store_merge(KjApp *app)
{
    Merging merging = {.app = app};
    KjExit exit = check_others(app);
    KjError error;
    KjStore *store = exit == KJ_EXIT_OK
                         ? kj_store_open_for(app, app->arguments[0], KJ_STORE_CREATE, &exit)
                         : NULL;

    for (size_t i = 1; store && exit == KJ_EXIT_OK && i < app->argument_count; i++) {
        merging.other = app->arguments[i];
        if (!kj_store_merge(store, merging.other, tell_conflict, &merging, &error))
            exit = kj_store_failed(&error);
    }
    if (store && exit == KJ_EXIT_OK)
        exit = tell_merged(app, store, app->argument_count - 1,
                           merging.conflicts ? KJ_EXIT_INPUT : KJ_EXIT_OK);
    kj_store_close(store);
    return exit;
}
