/* kijun bundle list: what is in force, and what was done. */
#include "engine/cli/bundle_home.h"
#include "engine/cli/result.h"
#include "engine/cli/tell.h"
#include "engine/output/grid.h"
#include "engine/output/json.h"

static KjText day_text(KjArena *arena, int32_t day, KjLang lang, bool for_people)
{
    KjText text;
    KjBuf buf;

    kj_buf_init(&buf, 0);
    if (for_people)
        kj_date_write_for(&buf, day, lang);
    else
        kj_date_write(&buf, day);
    text = (KjText){kj_arena_strndup(arena, buf.data, buf.len), (uint32_t)buf.len};
    kj_buf_clear(&buf);
    return text;
}

/* ---- text ---- */

static void put_row(KjGrid *grid, const KjBundleLog *log, const KjHeld *held, const KjApp *app)
{
    bool ja = app->lang == KJ_JA;
    const KjInstall *now = held->current < 0 ? NULL : &log->installs[held->current];
    kj_grid_cell(grid, KJ_BOLD, held->name);
    kj_grid_cell(grid, KJ_PLAIN, now ? now->version : kj_text("-"));
    kj_grid_cell(grid, KJ_PLAIN,
                 kj_text(kj_arena_printf(app->arena, "%lld", now ? (long long)now->sequence : 0)));
    kj_grid_cell(grid, KJ_PLAIN, day_text(app->arena, held->since, app->lang, true));
    kj_grid_cell(grid, KJ_PLAIN,
                 !now ? kj_text("-")
                 : now->expires == KJ_NO_EXPIRY
                     ? kj_text(ja ? "期限なし" : "no expiry")
                     : day_text(app->arena, now->expires, app->lang, true));
    kj_grid_cell(grid, KJ_PLAIN, now ? now->signers : kj_text("-"));
}

/* What is not as the last installation left it. */
static void put_note(KjPage *page, const KjBundleLog *log, const KjHeld *held, const KjApp *app)
{
    const KjInstall *now = held->current < 0 ? NULL : &log->installs[held->current];
    bool ja = app->lang == KJ_JA;
    const char *format =
        ja ? "%.*s は通し番号 %lld から戻してあります" : "%.*s is rolled back from sequence %lld";

    if (now && now->sequence == held->highest)
        return;
    if (!now)
        format = ja ? "%.*s は外してあります (導入した通し番号は %lld まで)"
                    : "%.*s is taken back (sequence %lld was installed once)";
    kj_page_flow(page, KJ_YELLOW, 0,
                 kj_text(kj_arena_printf(app->arena, format, (int)held->name.len, held->name.data,
                                         (long long)held->highest)));
    kj_page_line(page);
}

static void put_heads(KjGrid *grid, bool ja)
{
    static const char *const heads[2][6] = {
        {"名前", "版", "通し番号", "いつから", "期限", "署名"},
        {"name", "version", "sequence", "since", "expires", "signed by"}};

    for (int i = 0; i < 6; i++)
        kj_grid_cell(grid, KJ_DIM, kj_text(heads[!ja][i]));
}

static void put_text(KjPage *page, const KjBundleLog *log, const KjApp *app)
{
    bool ja = app->lang == KJ_JA;
    KjGrid grid;

    if (log->held_count == 0) {
        kj_page_puts(page, KJ_PLAIN,
                     ja ? "導入した配布物はありません" : "no bundle was ever installed");
        kj_page_line(page);
        return;
    }
    kj_grid_init(&grid, 6, 1u << 2);
    put_heads(&grid, ja);
    for (size_t i = 0; i < log->held_count; i++)
        put_row(&grid, log, &log->held[i], app);
    kj_grid_print(&grid, page, 0);
    kj_grid_clear(&grid);
    for (size_t i = 0; i < log->held_count; i++)
        put_note(page, log, &log->held[i], app);
}

/* ---- JSON ---- */

static void put_install(KjJson *json, const KjInstall *now, KjArena *arena)
{
    kj_json_put_text(json, "version", now->version);
    kj_json_put_int(json, "sequence", now->sequence);
    kj_json_put_text(json, "hash", now->hash);
    kj_json_key(json, "expires");
    if (now->expires == KJ_NO_EXPIRY)
        kj_json_null(json);
    else
        kj_json_text(json, day_text(arena, now->expires, KJ_EN, false));
    kj_json_put_text(json, "signers", now->signers);
}

static void put_json(KjBuf *out, const KjBundleLog *log, KjArena *arena)
{
    KjJson json = kj_json(out);

    kj_json_open(&json, '{');
    kj_json_key(&json, "bundles");
    kj_json_open(&json, '[');
    for (size_t i = 0; i < log->held_count; i++) {
        const KjHeld *held = &log->held[i];

        kj_json_open(&json, '{');
        kj_json_put_text(&json, "name", held->name);
        kj_json_put_bool(&json, "in_force", held->current >= 0);
        if (held->current >= 0)
            put_install(&json, &log->installs[held->current], arena);
        kj_json_put_text(&json, "since", day_text(arena, held->since, KJ_EN, false));
        kj_json_put_int(&json, "highest", held->highest);
        kj_json_close(&json, '}');
    }
    kj_json_close(&json, ']');
    kj_json_key(&json, "history");
    kj_json_open(&json, '[');
    for (size_t i = 0; i < log->line_count; i++) {
        kj_json_open(&json, '{');
        kj_json_put_text(&json, "day", day_text(arena, log->lines[i].day, KJ_EN, false));
        kj_json_put_text(&json, "what", log->lines[i].what);
        kj_json_close(&json, '}');
    }
    kj_json_close(&json, ']');
    kj_json_close(&json, '}');
    kj_buf_putc(out, '\n');
}

KjExit kj_command_bundle_list(KjApp *app)
{
    KjBundleHome home;
    KjDiags diags;
    KjResult result;
    KjExit exit;

    kj_diags_init(&diags, app->lang);
    exit = kj_bundle_home_open(&home, app, false, &diags);
    kj_tell_diags(app, &diags);
    if (exit == KJ_EXIT_OK && !kj_result_open(&result, app)) {
        exit = KJ_EXIT_SYSTEM;
    } else if (exit == KJ_EXIT_OK) {
        if (kj_app_format_is(app, "json"))
            put_json(&result.sink.buf, &home.log, app->arena);
        else
            put_text(&result.page, &home.log, app);
        exit = kj_result_close(&result, KJ_EXIT_OK);
    }
    kj_bundle_home_close(&home);
    kj_diags_clear(&diags);
    return exit;
}
