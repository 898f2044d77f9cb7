/* sql SELECT …: over a store, as kijun store sql does; the parent reads it. */
#include "engine/cli/repl_parts.h"

#include "engine/cli/store_open.h"
#include "engine/cli/store_rows.h"
#include "engine/cli/tell.h"

KjExit kj_repl_set_store(KjRepl *repl, KjText rest)
{
    KjExit exit = KJ_EXIT_OK;
    KjStore *store;
    KjText word;

    if (!kj_repl_one_word(repl, rest, &word))
        return KJ_EXIT_USAGE;
    store = kj_store_open_for(repl->app, word.data, KJ_STORE_READ, &exit);
    if (!store)
        return exit;
    kj_store_close(store);
    repl->store = word.data;
    return KJ_EXIT_OK;
}

KjExit kj_repl_sql(KjRepl *repl, KjText rest)
{
    KjStoreQuestion question = {.asked = true};
    KjExit exit = KJ_EXIT_OK;
    KjError error = {.exit = KJ_EXIT_SYSTEM};
    KjStore *store;

    if (!repl->store)
        return kj_repl_wrong(
            repl, SIZE_MAX,
            "どの保管庫か分かりません。store FILE で指すか、--store FILE で始めます",
            "there is no store; name one with store FILE, or begin with --store FILE");
    if (!rest.len)
        return kj_repl_wrong(repl, SIZE_MAX, "使い方: sql SELECT …", "usage: sql SELECT …");
    store = kj_store_open_for(repl->app, repl->store, KJ_STORE_READ, &exit);
    if (!store)
        return exit;
    question.sql = kj_arena_strndup(repl->app->arena, rest.data, rest.len);
    if (kj_repl_open_result(repl)) {
        if (!kj_store_put(&repl->result.page, repl->app, store, &question, repl->form, &error))
            exit = kj_repl_wrong(repl, (size_t)(rest.data - repl->line.text.data), error.message,
                                 error.message);
        exit = kj_repl_close_result(repl, exit);
    } else {
        exit = KJ_EXIT_SYSTEM;
    }
    kj_store_close(store);
    return exit;
}
