#include "engine/cli/impact_show.h"

#include "engine/cli/number_option.h"
#include "engine/cli/result.h"
#include "engine/cli/tell.h"

#include <string.h>

#define TOP 20

bool kj_impact_options(const KjApp *app)
{
    const char *on = app->options.fail_on;
    int64_t top;

    if (!kj_number_option(app, "top", app->options.top, &top))
        return false;
    if (!on || strcmp(on, "change") == 0 || strcmp(on, "worse") == 0 || strcmp(on, "never") == 0)
        return true;
    kj_tell_error(kj_arena_printf(app->arena,
                                  app->lang == KJ_JA
                                      ? "--fail-on は change、worse、never のいずれかです (%s "
                                        "とあります)"
                                      : "--fail-on is change, worse or never, not %s",
                                  on));
    return false;
}

static bool fails(const KjApp *app, const KjImpact *impact)
{
    const char *on = app->options.fail_on;

    if (on && strcmp(on, "never") == 0)
        return false;
    return on && strcmp(on, "worse") == 0 ? kj_impact_worsens(impact) : kj_impact_changes(impact);
}

KjExit kj_impact_show(KjApp *app, KjImpact *impact, KjExit exit, bool *readable)
{
    KjResult result;
    int64_t top;

    *readable = kj_impact_count(impact);
    if (!*readable)
        return KJ_EXIT_SYSTEM;
    if (!kj_number_option(app, "top", app->options.top, &top) || !kj_result_open(&result, app))
        return KJ_EXIT_SYSTEM;
    if (kj_app_format_is(app, "json"))
        *readable = kj_impact_json(&result.sink, impact);
    else if (kj_app_format_is(app, "csv"))
        *readable = kj_impact_csv(&result.sink, impact);
    else
        *readable = kj_impact_text(&result.page, impact, top ? (size_t)top : TOP);
    if (*readable)
        return kj_result_close(
            &result, kj_exit_worse(exit, fails(app, impact) ? KJ_EXIT_FINDINGS : KJ_EXIT_OK));
    kj_result_drop(&result);
    return KJ_EXIT_SYSTEM;
}
