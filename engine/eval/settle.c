/* Answers and waivers: records that settle or set aside verdicts, as packs declare.
 *
 * An answer or waiver names a rule or a clause and may name a subject; without one it covers every
 * record of the rule in its organisation. A waiver excuses from all that the clause asks: all rules under
 * its name. An answer is one to the question of the rule: it covers that rule and, where it is a clause with
 * items, the items, but not what else is judged under its name; only what does not apply does not apply
 * in anything under it. It settles what is unknown; where the check rests on a declaration it goes before the check, whose
 * verdict stays as the underlying one. With rules that hold "in principle", an answer whose
 * `equivalent` condition holds makes them pass. A waiver whose condition holds turns the verdicts it is declared to turn.
 * Where several fit, one with a subject goes before one without, and then the gravest value wins. */
#include "engine/eval/naming.h"
#include "engine/eval/roll_up.h"

#include <stdlib.h>
#include <string.h>

/* ---- one answer or waiver ---- */

typedef struct Cover { /* one answer or waiver at work */
    const KjAnswering *answering;
    const KjWaiving *waiving;
    KjRef record;
    KjVerdict value;
    bool excuses;
    bool specific; /* names a subject */
} Cover;

/* ---- going over the records that a name and a subject cover ---- */

static void note(KjJudge *judge, KjVerdicts *verdicts, uint32_t rows, uint32_t row,
                 const Cover *cover)
{
    if (!verdicts->settled) {
        verdicts->settled = kj_arena_array(judge->arena, rows + 1, sizeof *verdicts->settled);
        for (uint32_t i = 0; i < rows; i++)
            verdicts->settled[i] = (KjRef){-1, -1};
    }
    verdicts->settled[row] = cover->record;
}

static void keep_underlying(KjJudge *judge, KjVerdicts *verdicts, uint32_t rows, uint32_t row)
{
    if (!verdicts->underlying) {
        verdicts->underlying = kj_arena_scratch(judge->arena, rows + 1);
        memset(verdicts->underlying, KJ_NO_VERDICT, rows + 1);
    }
    verdicts->underlying[row] = verdicts->verdict[row];
}

static int gravity(KjVerdict verdict)
{
    static const int order[KJ_VERDICTS] = {
        [KJ_NA] = 0,      [KJ_PASS] = 1, [KJ_WAIVED] = 2, [KJ_UNKNOWN] = 3,
        [KJ_PARTIAL] = 4, [KJ_FAIL] = 5, [KJ_FAULT] = 6};
    return order[verdict];
}

/* With a rule that holds in principle, an equivalent measure satisfies it whatever is said or found
 * of the measure itself; only "not applicable" stays what it is. */
static bool excuses(const Cover *cover, const KjRule *rule, uint8_t verdict)
{
    return cover->excuses && rule->in_principle &&
           (verdict == KJ_FAIL || verdict == KJ_PARTIAL ||
            (verdict == KJ_UNKNOWN && cover->value != KJ_NA));
}

/* A check that rests on a declaration, and no answer has been heard yet. */
static bool overrules(const KjRule *rule, uint8_t verdict, bool settled)
{
    return rule->declared && !settled &&
           (verdict == KJ_PASS || verdict == KJ_PARTIAL || verdict == KJ_FAIL);
}

static bool applies(const Cover *cover, const KjRule *rule, uint8_t verdict, bool settled)
{
    if (verdict >= KJ_VERDICTS)
        return false;
    if (cover->waiving)
        return rule->waivable && cover->waiving->turns[verdict];
    return (verdict == KJ_UNKNOWN && !rule->item_count) || excuses(cover, rule, verdict) ||
           overrules(rule, verdict, settled);
}

/* What an answer or waiver makes of a verdict. An equivalent also makes up for what its own answer says
 * of a declaration. */
static KjVerdict outcome(const Cover *cover, const KjRule *rule, uint8_t now)
{
    if (cover->waiving)
        return KJ_WAIVED;
    if (excuses(cover, rule, now) || excuses(cover, rule, (uint8_t)cover->value))
        return KJ_PASS;
    return cover->value;
}

static void apply_row(KjJudge *judge, const KjRule *rule, KjVerdicts *verdicts, uint32_t rows,
                      uint32_t row, const Cover *cover)
{
    uint8_t now = verdicts->verdict[row];
    bool settled = verdicts->settled && verdicts->settled[row].kind >= 0;
    if (!applies(cover, rule, now, settled))
        return;
    if (cover->waiving || now != KJ_UNKNOWN)
        keep_underlying(judge, verdicts, rows, row);
    verdicts->verdict[row] = (uint8_t)outcome(cover, rule, now);
    note(judge, verdicts, rows, row, cover);
}

KjVerdict kj_verdict_contrary(KjVerdict verdict)
{
    return verdict == KJ_PASS ? KJ_FAIL : verdict == KJ_FAIL ? KJ_PASS : verdict;
}

static void apply(KjJudge *judge, int32_t number, const Cover *cover, const KjRef *subject)
{
    const KjRule *rule = &judge->registry->rules[number];
    uint32_t org = kj_record_org(judge->dataset, cover->record);
    Cover heard = *cover;
    if (!judge->verdicts[number] || (cover->answering && judge->deaf == number))
        return;
    if (cover->answering && judge->contrary == number)
        heard.value = kj_verdict_contrary(cover->value);
    cover = &heard;
    for (size_t which = 0; which < rule->kind_count; which++) {
        const KjTable *table = &judge->dataset->tables[rule->kinds[which]];
        KjVerdicts *verdicts = &judge->verdicts[number][which];
        if (subject) {
            if (subject->kind == rule->kinds[which])
                apply_row(judge, rule, verdicts, table->rows, (uint32_t)subject->row, cover);
            continue;
        }
        for (uint32_t row = table->org_start[org]; row < table->org_start[org + 1]; row++)
            apply_row(judge, rule, verdicts, table->rows, row, cover);
    }
}

/* ---- reading the records ---- */

static bool holds(KjJudge *judge, const KjExpr *expr, KjRef record)
{
    if (!expr)
        return false;
    uint8_t truth;
    KjArenaMark mark = kj_arena_mark(judge->scratch);
    KjEval eval = kj_judge_eval(judge, kj_judge_set_of(judge, record));
    KjFrame frame = kj_judge_frame(record);
    kj_eval_truth(&eval, expr, expr->count - 1, &frame, &truth);
    kj_arena_release(judge->scratch, mark);
    return truth == KJ_PASS;
}

static KjText text_at(const KjJudge *judge, KjRef record, int32_t field)
{
    KjValue value = kj_dataset_get(judge->dataset, record, field, judge->arena);
    return value.type == KJ_TEXT_TYPE || value.type == KJ_ENUM ? value.u.text : KJ_TEXT("");
}

static bool subject_of(const KjJudge *judge, KjRef record, int32_t field, KjRef *subject)
{
    KjValue value = kj_dataset_get(judge->dataset, record, field, judge->arena);
    *subject = value.u.ref;
    return value.type == KJ_REF;
}

static KjVerdict value_of(const KjJudge *judge, const KjAnswering *answering, KjRef record)
{
    KjText value = text_at(judge, record, answering->value);
    for (size_t i = 0; i < answering->verdict_count; i++)
        if (kj_text_compare(answering->values[i], value) == 0)
            return answering->verdicts[i];
    return KJ_NO_VERDICT;
}

static bool read_answer(KjJudge *judge, const KjAnswering *answering, KjRef record, Cover *cover)
{
    *cover = (Cover){.answering = answering, .record = record};
    cover->value = value_of(judge, answering, record);
    cover->excuses = holds(judge, answering->equivalent, record);
    return cover->value != KJ_NO_VERDICT &&
           (!answering->when || holds(judge, answering->when, record));
}

typedef struct Ready { /* what applies, to be sorted before it is applied */
    Cover cover;
    const KjNamed *names;
    KjRef subject;
} Ready;

static int by_precedence(const void *left, const void *right)
{
    const Ready *a = left, *b = right;
    if (a->cover.specific != b->cover.specific)
        return a->cover.specific ? -1 : 1;
    if (a->cover.answering && b->cover.answering && a->cover.value != b->cover.value)
        return gravity(b->cover.value) - gravity(a->cover.value);
    if (a->cover.record.kind != b->cover.record.kind)
        return a->cover.record.kind - b->cover.record.kind;
    return (a->cover.record.row > b->cover.record.row) -
           (a->cover.record.row < b->cover.record.row);
}

typedef struct ReadyList {
    Ready *items;
    size_t count, capacity;
} ReadyList;

/* To clauses with items, or to all other rules. */
static void apply_all(KjJudge *judge, const ReadyList *list, bool with_items)
{
    for (size_t i = 0; i < list->count; i++) {
        const Ready *ready = &list->items[i];
        for (size_t r = 0; r < ready->names->count; r++)
            if ((judge->registry->rules[ready->names->rules[r]].item_count > 0) == with_items)
                apply(judge, ready->names->rules[r], &ready->cover,
                      ready->cover.specific ? &ready->subject : NULL);
    }
}

static bool is_catalogue(const KjRule *rule)
{
    return kj_text_is(rule->level, "catalogue");
}

/* A subject must be of a kind that one of the rules judges: else the record would do nothing. Articles
 * of a catalogue are judged for the organisation, yet speak of whatever it has: there it is a note. */
static bool subject_fits(KjNaming *naming, const Ready *ready, int32_t subject_field)
{
    const KjRegistry *registry = naming->judge->registry;
    const KjDataset *dataset = naming->judge->dataset;
    for (size_t r = 0; r < ready->names->count; r++) {
        if (is_catalogue(&registry->rules[ready->names->rules[r]]))
            return true;
        for (size_t k = 0; k < registry->rules[ready->names->rules[r]].kind_count; k++)
            if (registry->rules[ready->names->rules[r]].kinds[k] == ready->subject.kind)
                return true;
    }
    if (ready->names->count == 0)
        return true;
    const KjRule *rule = &registry->rules[ready->names->rules[0]];
    KjRef record = ready->cover.record;
    const char *subject = kj_arena_printf(
        naming->judge->arena, "%s '%s': field '%s'", dataset->schema->kinds[record.kind].name.data,
        kj_record_id(dataset, record).data,
        dataset->schema->kinds[record.kind].fields[subject_field].name.data);
    kj_diag(naming->diags, KJ_ERROR, kj_field_place(dataset, record, subject_field), subject,
            "要件 %s は「%s」の記録を判定しません。判定するのは「%s」の記録です",
            "rule %s does not judge records of kind '%s'; it judges '%s'", rule->name.data,
            dataset->schema->kinds[ready->subject.kind].name.data,
            dataset->schema->kinds[rule->kinds[0]].name.data);
    return false;
}

/* Looks at what a record names; if it is in force, it goes into the list. */
static void gather(KjNaming *naming, ReadyList *list, Cover cover, int32_t rule_field,
                   int32_t subject_field, bool in_force)
{
    KjJudge *judge = naming->judge;
    KjText name = kj_text_nfkc(judge->arena, text_at(judge, cover.record, rule_field));
    if (name.len == 0)
        return;
    bool asked = cover.answering && cover.value != KJ_NA;
    const KjNamed *names = kj_naming_rules(naming, cover.record, rule_field, name, asked);
    Ready ready = {cover, names, {-1, -1}};
    ready.cover.specific = subject_of(judge, cover.record, subject_field, &ready.subject);
    if (names && ready.cover.specific && !subject_fits(naming, &ready, subject_field))
        return;
    if (names && in_force)
        KJ_PUSH(list->items, list->count, list->capacity, ready);
}

static void gather_answers(KjNaming *naming, ReadyList *list)
{
    KjJudge *judge = naming->judge;
    for (size_t a = 0; a < judge->registry->answer_count; a++) {
        const KjAnswering *answering = &judge->registry->answers[a];
        const KjTable *table = &judge->dataset->tables[answering->kind];
        for (uint32_t row = 0; row < table->rows; row++) {
            Cover cover;
            bool counts =
                read_answer(judge, answering, (KjRef){answering->kind, (int32_t)row}, &cover);
            gather(naming, list, cover, answering->rule, answering->subject, counts);
        }
    }
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_precedence);
}

static void gather_waivers(KjNaming *naming, ReadyList *list)
{
    KjJudge *judge = naming->judge;
    for (size_t w = 0; w < judge->registry->waiver_count; w++) {
        const KjWaiving *waiving = &judge->registry->waivers[w];
        const KjTable *table = &judge->dataset->tables[waiving->kind];
        for (uint32_t row = 0; row < table->rows; row++) {
            Cover cover = {.waiving = waiving, .record = {waiving->kind, (int32_t)row}};
            gather(naming, list, cover, waiving->rule, waiving->subject,
                   holds(judge, waiving->when, cover.record));
        }
    }
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_precedence);
}

void kj_judge_names(KjJudge *judge, KjDiags *diags)
{
    KjNaming naming = {judge, diags, NULL};
    for (size_t a = 0; a < judge->registry->answer_count; a++) {
        const KjAnswering *answering = &judge->registry->answers[a];
        for (uint32_t row = 0; row < judge->dataset->tables[answering->kind].rows; row++) {
            Cover cover = {.answering = answering, .record = {answering->kind, (int32_t)row}};
            cover.value = value_of(judge, answering, cover.record);
            gather(&naming, NULL, cover, answering->rule, answering->subject, false);
        }
    }
    for (size_t w = 0; w < judge->registry->waiver_count; w++) {
        const KjWaiving *waiving = &judge->registry->waivers[w];
        for (uint32_t row = 0; row < judge->dataset->tables[waiving->kind].rows; row++) {
            Cover cover = {.waiving = waiving, .record = {waiving->kind, (int32_t)row}};
            gather(&naming, NULL, cover, waiving->rule, waiving->subject, false);
        }
    }
}

/* An answer or waiver that names a clause with items covers the items; their verdicts are rolled up,
 * and only then is the clause itself excused. */
void kj_judge_settle(KjJudge *judge, KjDiags *diags)
{
    KjNaming naming = {judge, diags, NULL};
    ReadyList answers = {NULL, 0, 0}, waivers = {NULL, 0, 0};
    gather_answers(&naming, &answers);
    gather_waivers(&naming, &waivers);
    for (int with_items = 0; with_items < 2; with_items++) {
        if (with_items)
            kj_judge_roll_up(judge);
        apply_all(judge, &answers, with_items);
        apply_all(judge, &waivers, with_items);
    }
    kj_free(answers.items);
    kj_free(waivers.items);
}
