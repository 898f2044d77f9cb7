#include "engine/cli/store_open.h"

#include "engine/base/number.h"
#include "engine/cli/tell.h"

KjExit kj_store_failed(const KjError *error)
{
    kj_tell_error(error->message);
    return error->exit;
}

KjStore *kj_store_open_for(const KjApp *app, const char *path, KjStoreMode mode, KjExit *exit)
{
    KjError error;
    KjStore *store = kj_store_open(path, mode, app->lang, &error);

    *exit = store ? KJ_EXIT_OK : kj_store_failed(&error);
    return store;
}

bool kj_store_run_of(const KjApp *app, KjStore *store, const char *path, const char *text,
                     int64_t *run, KjExit *exit)
{
    bool has = false;
    KjError error;

    if (kj_int_parse(kj_text_nfkc(app->arena, kj_text(text)), run) &&
        !kj_store_has_run(store, *run, &has, &error)) {
        *exit = kj_store_failed(&error);
        return false;
    }
    if (has)
        return true;
    kj_tell_error(kj_arena_printf(
        app->arena,
        app->lang == KJ_JA ? "%1$s に判定 %2$s はありません。kijun store runs %1$s に一覧があります"
                           : "there is no run %2$s in %1$s; see kijun store runs %1$s",
        path, text));
    *exit = KJ_EXIT_USAGE;
    return false;
}

bool kj_store_org_is_there(const KjApp *app, KjStore *store, KjText org, KjExit *exit)
{
    KjError error;
    bool has;

    if (!kj_store_has_org(store, org, &has, &error)) {
        *exit = kj_store_failed(&error);
        return false;
    }
    if (has)
        return true;
    kj_tell_error(kj_arena_printf(
        app->arena,
        app->lang == KJ_JA
            ? "%1$s に組織「%2$s」はありません。kijun store show %1$s に一覧があります"
            : "there is no organization '%2$s' in %1$s; see kijun store show %1$s",
        app->arguments[0], org.data));
    *exit = KJ_EXIT_USAGE;
    return false;
}

void kj_store_tell_clock(const KjApp *app, const KjStore *store)
{
    KjDiags diags;

    if (!kj_store_clock_set_back(store))
        return;
    kj_diags_init(&diags, app->lang);
    kj_diag(&diags, KJ_WARNING, (KjPlace){0}, NULL,
            "保管庫の履歴の時刻が、前の履歴より前になりました。この機械の時計が戻っていないか"
            "確かめてください",
            "the time of an entry in the store's journal lies before that of the one before it; "
            "check whether the clock of this machine was set back");
    kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
}
