#include "engine/cli/missing_shards.h"

#include "engine/output/missing.h"

typedef struct Runs {
    int64_t *items;
    size_t count, capacity;
} Runs;

static bool take(void *ctx, const KjRunSummary *summary)
{
    Runs *runs = ctx;

    if (!summary->complete)
        KJ_PUSH(runs->items, runs->count, runs->capacity, summary->run);
    return true;
}

/* A run in work cannot be told from one that was interrupted. */
static bool print_run(KjPage *page, const KjApp *app, KjStore *store, int64_t run, KjError *error)
{
    bool ja = app->lang == KJ_JA;
    KjStoreMissing missing;
    const char *text;

    if (!kj_store_missing(store, run, page->scratch, &missing, error))
        return false;
    text = kj_missing_text(page->scratch, app->lang, &missing);
    text = kj_arena_printf(
        page->scratch,
        text ? ja ? "判定 %lld は途中です: %s。kijun store merge で取り込んでください"
                  : "run %lld is not complete: %s; merge them with kijun store merge"
        : ja ? "判定 %lld は途中です（進行中か、中断されました）。同じコマンドで続きから行います"
             : "run %lld is not complete (it is going on, or was interrupted); the same command "
               "goes on with it",
        (long long)run, text);
    kj_page_flow(page, KJ_YELLOW, 0, kj_text(text));
    kj_page_line(page);
    return true;
}

bool kj_print_incomplete(KjPage *page, KjApp *app, KjStore *store, KjError *error)
{
    Runs runs = {0};
    bool good = kj_store_runs(store, 0, take, &runs, error);

    for (size_t i = 0; good && i < runs.count; i++)
        good = print_run(page, app, store, runs.items[i], error);
    kj_free(runs.items);
    return good;
}
