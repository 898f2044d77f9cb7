/* whatif KIND:ID FIELD=VALUE …: verdicts before and after a change that is not made; before it means as the
 * session has the facts. */
#include "engine/cli/repl_parts.h"

#include "engine/cli/tell.h"
#include "engine/output/whatif.h"

#include <string.h>

static KjExit print(KjRepl *repl, const KjWhatif *whatif)
{
    KjPage *page;

    if (!kj_repl_open_result(repl))
        return KJ_EXIT_SYSTEM;
    page = &repl->result.page;
    if (repl->form == KJ_ROWS_JSON)
        kj_whatif_json(page->sink, &repl->session.view, whatif);
    else if (repl->form == KJ_ROWS_CSV)
        kj_whatif_csv(page->sink, &repl->session.view, whatif);
    else
        kj_whatif_text(page, &repl->session.view, whatif);
    return kj_repl_close_result(repl, KJ_EXIT_OK);
}

/* Judges with the change; what is wrong with it is told at its place. The worker lets go of what it held. */
static KjExit judge_after(KjRepl *repl, const KjAmend *amends, size_t count, KjJobResult *after)
{
    KjJob job = {.what = KJ_JOB_ASSESS,
                 .traces = true,
                 .derived = true,
                 .amends = amends,
                 .amend_count = count};
    KjDiags diags;
    KjExit exit;

    kj_diags_init(&diags, repl->app->lang);
    repl->held = false;
    exit = kj_session_run(&repl->session, job, after, &diags);
    if (exit == KJ_EXIT_INPUT)
        kj_tell_diags(repl->app, &diags);
    kj_diags_clear(&diags);
    if (exit != KJ_EXIT_INPUT)
        return exit;
    return kj_repl_wrong(repl, SIZE_MAX, "この変更は試せません", "this change cannot be tried");
}

KjExit kj_repl_whatif(KjRepl *repl, KjText rest)
{
    KjJob job = {.what = KJ_JOB_ASSESS, .held = true};
    KjJobResult before = {0}, after = {0};
    KjAmend *amends = kj_arena_array(repl->app->arena, repl->amend_count + 1, sizeof *amends);
    KjDiags diags;
    KjExit exit;

    if (!rest.len)
        return kj_repl_wrong(repl, SIZE_MAX, "使い方: whatif 種別:ID 項目=値 …",
                             "usage: whatif KIND:ID FIELD=VALUE …");
    if (repl->amend_count)
        memcpy(amends, repl->amends, repl->amend_count * sizeof *amends);
    amends[repl->amend_count] = kj_repl_amend(repl, rest);
    kj_diags_init(&diags, repl->app->lang);
    exit = kj_repl_job(repl, job, &before, &diags);
    kj_diags_clear(&diags);
    if (exit == KJ_EXIT_OK)
        exit = judge_after(repl, amends, repl->amend_count + 1, &after);
    if (exit == KJ_EXIT_OK) {
        KjWhatif whatif = {before.run, after.run, &amends[repl->amend_count], 1};

        exit = print(repl, &whatif);
    }
    kj_job_result_clear(&before);
    kj_job_result_clear(&after);
    return exit;
}
