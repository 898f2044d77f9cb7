/* explain RULE RECORD: as the command does, of the data that are held. */
#include "engine/cli/repl_parts.h"

#include "engine/cli/rule_name.h"
#include "engine/cli/tell.h"
#include "engine/output/explain.h"

#include <string.h>

static KjExit print(KjRepl *repl, const KjJobResult *result)
{
    const KjView *view = &repl->session.view;
    bool fits;

    if (!result->run || !kj_explain_judgement(view, result->run, &result->explanation))
        return kj_repl_wrong(repl, SIZE_MAX, "この記録はこの要件の判定の対象ではありません",
                             "this rule is not judged for this record");
    if (!kj_repl_open_result(repl))
        return KJ_EXIT_SYSTEM;
    if (repl->form == KJ_ROWS_JSON)
        fits = kj_explain_json(&repl->result.sink, view, result->run, &result->explanation);
    else
        fits = kj_explain_text(&repl->result.page, view, result->run, &result->explanation);
    return kj_repl_close_result(repl, fits ? KJ_EXIT_OK : KJ_EXIT_SYSTEM);
}

KjExit kj_repl_explain(KjRepl *repl, KjText rest)
{
    KjJob job = {.what = KJ_JOB_EXPLAIN, .held = true};
    size_t at = 0, from;
    KjText rule, record;
    KjJobResult result = {0};
    int32_t number;
    KjDiags diags;
    KjExit exit;

    if (!kj_repl_word(rest, &at, &from, &rule, repl->app->arena) ||
        !kj_repl_one_word(repl, (KjText){rest.data + at, rest.len - (uint32_t)at}, &record))
        return rest.len ? KJ_EXIT_USAGE
                        : kj_repl_wrong(repl, SIZE_MAX, "使い方: explain 要件 種別:ID",
                                        "usage: explain RULE KIND:ID");
    number = kj_rule_named_at(repl->app, repl->session.view.registry, rule.data,
                              repl->line.file ? kj_repl_place(repl, 0) : (KjPlace){0});
    if (number < 0)
        return KJ_EXIT_USAGE;
    job.rule = repl->session.view.registry->rules[number].name.data;
    job.record = repl->org && !strchr(record.data, '/')
                     ? kj_arena_printf(repl->app->arena, "%s/%s", repl->org, record.data)
                     : record.data;
    kj_diags_init(&diags, repl->app->lang);
    exit = kj_repl_job(repl, job, &result, &diags);
    if (exit == KJ_EXIT_OK && diags.count) {
        kj_repl_tell(repl, &diags);
        exit = KJ_EXIT_USAGE;
    } else if (exit == KJ_EXIT_OK) {
        exit = print(repl, &result);
    }
    kj_diags_clear(&diags);
    kj_job_result_clear(&result);
    return exit;
}
