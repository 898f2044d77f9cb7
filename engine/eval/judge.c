/* The judge: ties parameters, derived fields, rules, answers and waivers together. */
#include "engine/eval/horizon.h"
#include "engine/eval/judge_parts.h"

#include <string.h>

/* ---- contexts and blocks ---- */

KjEval kj_judge_eval(KjJudge *judge, uint32_t set)
{
    return (KjEval){.dataset = judge->dataset,
                    .registry = judge->registry,
                    .params = judge->sets[set],
                    .today = judge->options.as_of,
                    .zone = judge->options.zone,
                    .scratch = judge->scratch,
                    .horizon = judge->horizon};
}

KjFrame kj_judge_frame(KjRef record)
{
    return (KjFrame){record.kind, 1, record.row, NULL, NULL, NULL, NULL, NULL};
}

uint32_t kj_judge_set_of(const KjJudge *judge, KjRef record)
{
    return judge->set_of[kj_record_org(judge->dataset, record)];
}

/* Lists that take in whole organisations are kept to a few rows at a time. */
uint32_t kj_expr_step(const KjExpr *expr)
{
    for (int32_t n = 0; n < expr->count; n++)
        if (expr->nodes[n].op == KJ_OP_RECORDS || expr->nodes[n].op == KJ_OP_REACH ||
            expr->nodes[n].op == KJ_OP_CYCLIC)
            return 16;
    return KJ_BLOCK;
}

/* The end of the run of rows from `row` that share a parameter set. */
static uint32_t run_end(const KjJudge *judge, const KjTable *table, uint32_t row)
{
    uint32_t set = judge->set_of[table->org[row]];
    if (judge->set_count == 1)
        return table->rows;
    while (row < table->rows && judge->set_of[table->org[row]] == set)
        row = table->org_start[table->org[row] + 1];
    return row;
}

void kj_judge_blocks(KjJudge *judge, int32_t kind, uint32_t step,
                     void (*visit)(KjJudge *judge, KjEval *eval, const KjFrame *frame, void *ctx),
                     void *ctx)
{
    const KjTable *table = &judge->dataset->tables[kind];
    for (uint32_t row = 0; row < table->rows;) {
        uint32_t end = run_end(judge, table, row);
        KjEval eval = kj_judge_eval(judge, judge->set_of[table->org[row]]);
        for (; row < end; row += step) {
            uint32_t count = end - row < step ? end - row : step;
            KjArenaMark mark = kj_arena_mark(judge->scratch);
            KjFrame frame = {kind, count, (int32_t)row, NULL, NULL, NULL, NULL, NULL};
            visit(judge, &eval, &frame, ctx);
            kj_arena_release(judge->scratch, mark);
        }
        row = end;
    }
}

/* ---- the judge ---- */

/* What a Lua function gets for a parameter: by its own pack first, then by an unambiguous name. */
static int32_t lua_param(void *ctx, int32_t pack, KjText name, uint32_t org, KjValue *value)
{
    KjJudge *judge = ctx;
    const KjRegistry *registry = judge->registry;
    int32_t number = -1;
    int32_t asking = pack >= 0 ? pack : judge->asking_pack;
    for (size_t i = 0; i < registry->param_count; i++)
        if (registry->params[i].pack == asking &&
            kj_text_compare(registry->params[i].name, name) == 0)
            number = (int32_t)i;
    if (number < 0)
        number = kj_registry_param(registry, name);
    if (number >= 0)
        *value = judge->sets[judge->set_of[org]][number].value;
    return number;
}

/* What a Lua function was told of the as-of day stays true until then. */
static void lua_until(void *ctx, uint32_t org, int32_t day)
{
    KjJudge *judge = ctx;
    if (judge->horizon)
        kj_horizon_note(judge->horizon, org, day);
}

KjJudge *kj_judge_new(const KjRegistry *registry, KjDataset *dataset, KjLua *lua,
                      const KjJudgeOptions *options)
{
    KjArena *arena = kj_arena_new();
    KjJudge *judge = kj_arena_alloc(arena, sizeof *judge);
    judge->arena = arena;
    judge->scratch = kj_arena_new();
    judge->registry = registry;
    judge->dataset = dataset;
    judge->lua = lua;
    judge->options = *options;
    judge->deaf = judge->contrary = -1;
    judge->verdicts = kj_arena_array(arena, registry->rule_count + 1, sizeof *judge->verdicts);
    if (options->horizon)
        judge->horizon = kj_horizon_new(arena, dataset->org_count);
    judge->world = (KjLuaWorld){.dataset = dataset,
                                .today = options->as_of,
                                .zone = options->zone,
                                .trace = &judge->lua_trace,
                                .param = lua_param,
                                .resolution = kj_judge_resolution,
                                .until = lua_until,
                                .ctx = judge};
    kj_watch(options->watch, KJ_STAGE_WORK, -1);
    if (lua)
        kj_lua_bind(lua, &judge->world);
    return judge;
}

void kj_judge_free(KjJudge *judge)
{
    if (!judge)
        return;
    if (judge->lua)
        kj_lua_bind(judge->lua, NULL);
    kj_free(judge->lua_trace.reads);
    kj_free(judge->reasons);
    kj_arena_free(judge->scratch);
    kj_arena_free(judge->arena);
}

void kj_judge_check(KjJudge *judge, KjDiags *diags)
{
    kj_judge_params(judge, diags);
    kj_judge_contradictions(judge, diags);
    kj_judge_names(judge, diags);
}

void kj_judge_prepare(KjJudge *judge, KjDiags *diags)
{
    kj_stays_begin(judge);
    kj_judge_params(judge, diags);
    kj_judge_contradictions(judge, diags);
    kj_stays_checked(judge);
    kj_skips_tell(judge, diags);
    kj_judge_derive(judge, diags);
    for (size_t r = 0; r < judge->registry->rule_count; r++) {
        if (!judge->registry->packs[judge->registry->rules[r].pack].selected)
            continue;
        kj_judge_rule(judge, (int32_t)r);
        kj_stays_judged(judge, (int32_t)r);
    }
    kj_stays_settling(judge);
    kj_judge_settle(judge, diags);
}
