/* kijun bundle verify: who signed a bundle, and what they say of it. */
#include "engine/cli/bundle_check.h"
#include "engine/cli/result.h"
#include "engine/cli/tell.h"

static void put_claims(KjBuf *out, const KjChecked *checked, KjLang lang)
{
    const KjClaims *claims = &checked->claims;
    bool ja = lang == KJ_JA;

    kj_buf_printf(out,
                  ja ? "正しい署名です: %s\n  名前      %.*s\n  版        %.*s\n  通し番号  %lld\n"
                     : "signed by %s\n  name      %.*s\n  version   %.*s\n  sequence  %lld\n",
                  checked->signers, (int)claims->name.len, claims->name.data,
                  (int)claims->version.len, claims->version.data, (long long)claims->sequence);
    kj_buf_puts(out, ja ? "  期限      " : "  expires   ");
    if (claims->expires == KJ_NO_EXPIRY)
        kj_buf_puts(out, ja ? "なし" : "never");
    else
        kj_date_write_for(out, claims->expires, lang);
    kj_buf_printf(out, ja ? "\n  ハッシュ  %s\n" : "\n  hash      %s\n", claims->hash);
}

static void tell_expired(const KjApp *app, const KjClaims *claims, KjDiags *diags)
{
    if (kj_app_today(app) > claims->expires)
        kj_diag(diags, KJ_WARNING, (KjPlace){app->arguments[0], 0, 0}, NULL,
                "署名は正しいのですが、期限が切れていて導入できません",
                "is signed well, but has expired and cannot be installed");
}

static KjExit verify(KjApp *app, KjDiags *diags)
{
    bool own = kj_bundle_has_keys(app);
    KjBundleHome home = {.lock = -1};
    KjChecked checked;
    KjResult result;
    KjExit exit = own ? KJ_EXIT_OK : kj_bundle_home_open(&home, app, false, diags);

    if (exit == KJ_EXIT_OK)
        exit = kj_bundle_check(app, own ? NULL : &home.log, app->arguments[0], KJ_CLAIM_BUNDLE,
                               diags, &checked);
    if (exit == KJ_EXIT_OK) {
        tell_expired(app, &checked.claims, diags);
        if (kj_result_open(&result, app)) {
            put_claims(&result.sink.buf, &checked, app->lang);
            exit = kj_result_close(&result, KJ_EXIT_OK);
        } else {
            exit = KJ_EXIT_SYSTEM;
        }
    }
    kj_bundle_home_close(&home);
    return exit;
}

KjExit kj_command_bundle_verify(KjApp *app)
{
    return kj_tell_work(app, verify);
}
