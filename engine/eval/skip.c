/* What is left out of a judgement because workers died of it: verdicts and derived values are errors that
 * say how, and all else is as ever. */
#include "engine/eval/judge_parts.h"

#include "engine/eval/say.h"

const KjSkip *kj_judge_skip(const KjJudge *judge, KjStage stage, int32_t number)
{
    return kj_skip_find(judge->options.skips, judge->options.skip_count, stage, number);
}

/* "system 'mail': the worker process was ended by …" */
static const char *told(const KjJudge *judge, const KjSkip *skip)
{
    const KjSchema *schema = judge->registry->schema;
    if (skip->row < 0 || skip->kind < 0 || (size_t)skip->kind >= schema->kind_count ||
        (uint32_t)skip->row >= judge->dataset->tables[skip->kind].rows)
        return skip->how;
    KjRef record = {skip->kind, skip->row};
    return kj_arena_printf(
        judge->arena, judge->options.lang == KJ_JA ? "%s '%s' のところで: %s" : "at %s '%s': %s",
        schema->kinds[skip->kind].name.data, kj_record_id(judge->dataset, record).data, skip->how);
}

void kj_skip_rows(KjJudge *judge, const KjSkip *skip, KjVerdicts *verdicts, uint32_t rows)
{
    const char *text = told(judge, skip);
    verdicts->skipped = true;
    verdicts->fault = kj_arena_array(judge->arena, rows + 1, sizeof *verdicts->fault);
    memset(verdicts->verdict, KJ_FAULT, rows);
    for (uint32_t row = 0; row < rows; row++)
        verdicts->fault[row] = text;
}

void kj_skip_checks(KjJudge *judge, const KjSkip *skip, KjOutcome *outcomes, uint32_t count)
{
    KjText text = kj_text(told(judge, skip));
    for (uint32_t i = 0; i < count; i++)
        outcomes[i] =
            (KjOutcome){.verdict = KJ_FAULT, .message = {text, text}, .missing = {-1, -1, -1}};
}

const char *kj_skip_of_derive(const KjJudge *judge, const KjDerive *derive)
{
    int32_t number = (int32_t)(derive - judge->registry->derives);
    const KjSkip *skip = kj_judge_skip(judge, KJ_STAGE_DERIVE, number);
    return skip ? told(judge, skip) : NULL;
}

void kj_skips_tell(KjJudge *judge, KjDiags *diags)
{
    const KjRegistry *registry = judge->registry;
    for (size_t i = 0; i < judge->options.skip_count; i++) {
        const KjSkip *skip = &judge->options.skips[i];
        bool is_derive = skip->stage == KJ_STAGE_DERIVE;
        if (skip->number < 0 ||
            (size_t)skip->number >= (is_derive ? registry->derive_count : registry->rule_count))
            continue;
        KjPlace place =
            is_derive ? registry->derives[skip->number].place : registry->rules[skip->number].place;
        const char *subject = is_derive ? NULL : registry->rules[skip->number].name.data;
        kj_diag(diags, KJ_WARNING, place, subject,
                is_derive ? "計算できません。%s。この項目を読む判定は処理エラーになります"
                          : "判定できません。%s。この要件の判定は処理エラーになります",
                is_derive ? "cannot be computed: %s. Verdicts that read it are errors"
                          : "cannot be judged: %s. Its verdicts are errors",
                told(judge, skip));
    }
}
