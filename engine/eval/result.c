/* The run: verdicts with their messages, missing facts and traces, and derived values, in a fixed
 * order. What a block evaluation does not keep is found again by evaluating the record carefully. */
#include "engine/eval/say.h"

#include <string.h>

#define FACTS_TOLD 4

typedef struct Build {
    KjJudge *judge;
    KjRun *run;
    KjArena *arena; /* the run's */
    KjTrace reads, missing;
} Build;

static KjText keep(KjArena *arena, KjText text)
{
    return (KjText){kj_arena_strndup(arena, text.len ? text.data : "", text.len), text.len};
}

/* ---- what was read ---- */

static void note_expr(Build *build, const KjExpr *expr, KjRef record)
{
    if (!expr)
        return;
    KjJudge *judge = build->judge;
    uint8_t truth;
    KjArenaMark mark = kj_arena_mark(judge->scratch);
    KjEval eval = kj_judge_eval(judge, kj_judge_set_of(judge, record));
    KjFrame frame = kj_judge_frame(record);
    eval.careful = true;
    eval.trace = &build->reads;
    kj_eval_truth(&eval, expr, expr->count - 1, &frame, &truth);
    kj_arena_release(judge->scratch, mark);
}

static void note_settling(Build *build, const KjJudge *judge, KjRef settled)
{
    for (size_t a = 0; a < judge->registry->answer_count; a++) {
        const KjAnswering *answering = &judge->registry->answers[a];
        if (answering->kind == settled.kind)
            kj_trace_add(&build->reads, settled.kind, settled.row, answering->value);
    }
    for (size_t w = 0; w < judge->registry->waiver_count; w++) {
        const KjWaiving *waiving = &judge->registry->waivers[w];
        if (waiving->kind == settled.kind) {
            kj_trace_add(&build->reads, settled.kind, settled.row, waiving->rule);
            note_expr(build, waiving->when, settled);
        }
    }
}

static const KjExpr *part(KjExpr **parts, size_t which)
{
    return parts ? parts[which] : NULL;
}

static bool truth_is(KjJudge *judge, const KjExpr *expr, KjRef record, uint8_t wanted)
{
    uint8_t truth;
    if (!expr)
        return wanted == KJ_PASS;
    KjArenaMark mark = kj_arena_mark(judge->scratch);
    KjEval eval = kj_judge_eval(judge, kj_judge_set_of(judge, record));
    KjFrame frame = kj_judge_frame(record);
    kj_eval_truth(&eval, expr, expr->count - 1, &frame, &truth);
    kj_arena_release(judge->scratch, mark);
    return truth == wanted;
}

/* Reads of select, then of when, then of the check if it was run. */
static void note_rule(Build *build, const KjRule *rule, size_t which, const KjVerdicts *verdicts,
                      KjRef record)
{
    KjJudge *judge = build->judge;
    const KjExpr *select = part(rule->select, which), *when = part(rule->when, which);
    note_expr(build, select, record);
    if (!truth_is(judge, select, record, KJ_PASS))
        return;
    note_expr(build, when, record);
    if (!truth_is(judge, when, record, KJ_PASS))
        return;
    note_expr(build, part(rule->check, which), record);
    if (verdicts->outcome) {
        const KjOutcome *outcome = &verdicts->outcome[record.row];
        for (uint32_t i = outcome->trace_from; i < outcome->trace_to; i++) {
            KjRead read = judge->lua_trace.reads[i];
            kj_trace_add(&build->reads, read.kind, read.row, read.field);
        }
    }
}

/* ---- what is missing, and the message ---- */

static void find_missing(Build *build, const KjRule *rule, size_t which, const KjVerdicts *verdicts,
                         KjRef record)
{
    KjJudge *judge = build->judge;
    const KjExpr *parts[] = {part(rule->select, which), part(rule->when, which),
                             part(rule->check, which)};
    for (int i = 0; i < 3; i++) {
        if (!parts[i] || truth_is(judge, parts[i], record, KJ_PASS))
            continue;
        kj_missing_of(judge, parts[i], record, &build->missing);
        return;
    }
    if (verdicts->outcome && verdicts->outcome[record.row].missing.row >= 0) {
        KjRead read = verdicts->outcome[record.row].missing;
        kj_trace_add(&build->missing, read.kind, read.row, read.field);
        kj_missing_follow(judge, &build->missing);
    }
}

static KjText no_answer(const KjJudge *judge)
{
    return judge->options.lang == KJ_JA ? KJ_TEXT("回答がまだありません")
                                        : KJ_TEXT("not answered yet");
}

/* "answered 'no' (a3)", where an answer made the verdict; else empty. */
static KjText answered(Build *build, const KjVerdicts *verdicts, KjRef record)
{
    KjJudge *judge = build->judge;
    KjRef by = verdicts->settled ? verdicts->settled[record.row] : (KjRef){-1, -1};
    bool before = verdicts->underlying && verdicts->underlying[record.row] != KJ_NO_VERDICT;
    for (size_t a = 0; by.kind >= 0 && !before && a < judge->registry->answer_count; a++) {
        const KjAnswering *answering = &judge->registry->answers[a];
        if (answering->kind != by.kind)
            continue;
        KjValue value = kj_dataset_get(judge->dataset, by, answering->value, judge->scratch);
        return kj_text(kj_arena_printf(
            build->arena, judge->options.lang == KJ_JA ? "回答「%s」（%s）" : "answered '%s' (%s)",
            kj_say_value_text(judge, value, KJ_TEXT(""), judge->scratch).data,
            kj_record_id(judge->dataset, by).data));
    }
    return KJ_TEXT("");
}

/* "Depth 3, web: Number 13": facts that a Lua check read, the first few; nothing sensitive. */
static const char *facts_read(Build *build, const KjOutcome *outcome, KjRef record)
{
    KjJudge *judge = build->judge;
    bool ja = judge->options.lang == KJ_JA;
    const char *told = "";
    KjFact *facts;
    size_t count, shown = 0;
    kj_facts_of(judge, judge->lua_trace.reads + outcome->trace_from,
                outcome->trace_to - outcome->trace_from, kj_judge_set_of(judge, record),
                judge->scratch, &facts, &count);
    for (size_t i = 0; i < count && shown < FACTS_TOLD; i++) {
        const KjFact *fact = &facts[i];
        if (fact->kind < 0 || fact->value.type == KJ_NONE || fact->value.type >= KJ_GROUP)
            continue;
        const KjField *field = &judge->registry->schema->kinds[fact->kind].fields[fact->field];
        bool own = fact->kind == record.kind &&
                   kj_text_compare(fact->id, kj_record_id(judge->dataset, record)) == 0;
        if (field->sensitive)
            continue;
        told = kj_arena_printf(
            judge->scratch, "%s%s%s%s%s %s", told, shown++ ? (ja ? "、" : ", ") : "",
            own ? "" : fact->id.data, own ? "" : ": ",
            kj_label_in(field->label, judge->options.lang).data,
            kj_say_value_text(judge, fact->value, field->unit, judge->scratch).data);
    }
    return told;
}

/* What a Lua check comes to that gives no message of its own. */
static KjText of_function(Build *build, const KjOutcome *outcome, KjRef record, KjVerdict verdict)
{
    static const char *const SAID[][2] = {
        [KJ_FAIL] = {"満たしていません", "not fulfilled"},
        [KJ_UNKNOWN] = {"判断できません", "cannot be decided"},
        [KJ_PASS] = {"", ""},
        [KJ_PARTIAL] = {"一部だけ満たしています", "fulfilled in part"}};
    bool ja = build->judge->options.lang == KJ_JA;
    KjArenaMark mark = kj_arena_mark(build->judge->scratch);
    const char *facts = facts_read(build, outcome, record), *said = SAID[verdict][!ja];
    KjText text =
        *facts == '\0'
            ? keep(build->arena, kj_text(said))
            : kj_text(kj_arena_printf(build->arena, ja ? "%s（%s）" : "%s (%s)", said, facts));
    kj_arena_release(build->judge->scratch, mark);
    return text;
}

static KjText message_of(Build *build, const KjRule *rule, size_t which, const KjVerdicts *verdicts,
                         KjRef record, KjVerdict verdict)
{
    KjJudge *judge = build->judge;
    const KjExpr *check = part(rule->check, which);
    if (verdict == KJ_FAIL || verdict == KJ_PARTIAL) {
        KjText answer = answered(build, verdicts, record);
        if (answer.len)
            return answer;
    }
    if (verdicts->outcome) {
        KjText told = kj_label_in(verdicts->outcome[record.row].message, judge->options.lang);
        if (told.len && (verdict == KJ_FAIL || verdict == KJ_PARTIAL || verdict == KJ_UNKNOWN ||
                         verdict == KJ_FAULT))
            return keep(build->arena, told);
    }
    if (verdict == KJ_FAIL && check && truth_is(judge, check, record, KJ_FAIL))
        return kj_say_failure(judge, check, record, build->arena);
    if (verdicts->outcome && (verdict == KJ_FAIL || verdict == KJ_PARTIAL))
        return of_function(build, &verdicts->outcome[record.row], record, verdict);
    if (verdict != KJ_UNKNOWN)
        return KJ_TEXT("");
    KjText missing = kj_say_unknown(judge, &build->missing, build->arena);
    if (missing.len == 0 && check && truth_is(judge, part(rule->when, which), record, KJ_PASS))
        return kj_say_undecided(judge, check, record, build->arena);
    if (missing.len == 0 && rule->ask)
        return no_answer(judge);
    if (missing.len == 0 && verdicts->outcome)
        return of_function(build, &verdicts->outcome[record.row], record, verdict);
    return missing;
}

/* ---- one judgement ---- */

static KjText settled_text(const KjJudge *judge, KjRef settled, KjArena *arena)
{
    KjText id = kj_record_id(judge->dataset, settled);
    return kj_text(kj_arena_printf(
        arena, "%s:%s", judge->registry->schema->kinds[settled.kind].name.data, id.data));
}

static void add_judgement(Build *build, KjOrgResult *org, int32_t number, size_t which,
                          KjRef record)
{
    KjJudge *judge = build->judge;
    const KjRule *rule = &judge->registry->rules[number];
    const KjVerdicts *verdicts = &judge->verdicts[number][which];
    uint32_t set = kj_judge_set_of(judge, record);
    KjJudgement *out = &org->judgements[org->judgement_count++];
    *out = (KjJudgement){
        .rule = number,
        .kind = record.kind,
        .id = keep(build->arena, kj_record_id(judge->dataset, record)),
        .name = keep(build->arena, kj_say_record_name(judge, record, judge->scratch)),
        .place = kj_record_place(judge->dataset, record),
        .verdict = (KjVerdict)verdicts->verdict[record.row],
        .underlying =
            verdicts->underlying ? (KjVerdict)verdicts->underlying[record.row] : KJ_NO_VERDICT,
        .settled_by = KJ_TEXT("")};
    KjVerdict at_heart = out->underlying == KJ_NO_VERDICT ? out->verdict : out->underlying;
    build->missing.count = build->reads.count = 0;
    if (at_heart == KJ_UNKNOWN)
        find_missing(build, rule, which, verdicts, record);
    out->message = message_of(build, rule, which, verdicts, record, at_heart);
    kj_facts_of(judge, build->missing.reads, build->missing.count, set, build->arena, &out->missing,
                &out->missing_count);
    bool settled = verdicts->settled && verdicts->settled[record.row].kind >= 0;
    if (settled)
        out->settled_by = settled_text(judge, verdicts->settled[record.row], build->arena);
    if (judge->options.traces) {
        note_rule(build, rule, which, verdicts, record);
        if (settled)
            note_settling(build, judge, verdicts->settled[record.row]);
        kj_facts_of(judge, build->reads.reads, build->reads.count, set, build->arena, &out->trace,
                    &out->trace_count);
    }
    org->summary[out->verdict]++;
}

/* ---- one organisation ---- */

static size_t count_verdicts(const KjJudge *judge, uint32_t org)
{
    size_t count = 0;
    for (size_t r = 0; r < judge->registry->rule_count; r++) {
        const KjRule *rule = &judge->registry->rules[r];
        for (size_t k = 0; judge->verdicts[r] && k < rule->kind_count; k++) {
            const KjTable *table = &judge->dataset->tables[rule->kinds[k]];
            for (uint32_t row = table->org_start[org]; row < table->org_start[org + 1]; row++)
                count += judge->verdicts[r][k].verdict[row] != KJ_NO_VERDICT;
        }
    }
    return count;
}

static void add_judgements(Build *build, KjOrgResult *out, uint32_t org)
{
    KjJudge *judge = build->judge;
    out->judgements =
        kj_arena_array(build->arena, count_verdicts(judge, org) + 1, sizeof *out->judgements);
    for (size_t r = 0; r < judge->registry->rule_count; r++) {
        const KjRule *rule = &judge->registry->rules[r];
        for (size_t k = 0; judge->verdicts[r] && k < rule->kind_count; k++) {
            const KjTable *table = &judge->dataset->tables[rule->kinds[k]];
            for (uint32_t row = table->org_start[org]; row < table->org_start[org + 1]; row++)
                if (judge->verdicts[r][k].verdict[row] != KJ_NO_VERDICT)
                    add_judgement(build, out, (int32_t)r, k, (KjRef){rule->kinds[k], (int32_t)row});
        }
    }
}

static bool reported(const KjJudge *judge, const KjField *field, int32_t kind, size_t number)
{
    if (!field->derived)
        return false;
    int32_t producer = judge->producer[kind][number];
    return producer >= 0 && judge->needed[producer] &&
           judge->registry->packs[judge->registry->derives[producer].pack].selected;
}

static void add_derived(Build *build, KjOrgResult *out, size_t *capacity, KjRef record,
                        int32_t field)
{
    KjJudge *judge = build->judge;
    const char *reason = kj_judge_reason(judge, record.kind, field, record.row);
    KjValue value = kj_value_told(
        judge, kj_dataset_get(judge->dataset, record, field, build->arena), build->arena);
    KjDerived derived = {record.kind, keep(build->arena, kj_record_id(judge->dataset, record)),
                         field, kj_value_copy(build->arena, &value),
                         reason ? keep(build->arena, kj_text(reason)) : KJ_TEXT("")};
    KJ_PUSH(out->derived, out->derived_count, *capacity, derived);
}

static void add_all_derived(Build *build, KjOrgResult *out, uint32_t org)
{
    KjJudge *judge = build->judge;
    const KjSchema *schema = judge->registry->schema;
    size_t capacity = 0;
    for (size_t k = 0; k < schema->kind_count; k++) {
        const KjTable *table = &judge->dataset->tables[k];
        for (uint32_t row = table->org_start[org]; row < table->org_start[org + 1]; row++)
            for (size_t f = 0; f < schema->kinds[k].field_count; f++)
                if (reported(judge, &schema->kinds[k].fields[f], (int32_t)k, f))
                    add_derived(build, out, &capacity, (KjRef){(int32_t)k, (int32_t)row},
                                (int32_t)f);
    }
    KjDerived *grown = out->derived; /* into the run's own arena */
    out->derived = kj_arena_array(build->arena, out->derived_count + 1, sizeof *out->derived);
    if (out->derived_count)
        memcpy(out->derived, grown, out->derived_count * sizeof *grown);
    kj_free(grown);
}

static void add_deviations(Build *build, KjOrgResult *out, uint32_t org)
{
    const KjJudge *judge = build->judge;
    const KjRegistry *registry = judge->registry;
    uint32_t count = judge->deviation_count[org];
    out->deviations = kj_arena_array(build->arena, count + 1, sizeof *out->deviations);
    for (uint32_t i = 0; i < count; i++) {
        const KjDeviation *from = &judge->deviations[org][i];
        if (!registry->packs[registry->params[from->parameter].pack].needed)
            continue;
        KjDeviation *to = &out->deviations[out->deviation_count++];
        *to = *from;
        to->reason = keep(build->arena, from->reason);
        to->approved_by = keep(build->arena, from->approved_by);
    }
}

static void begin_organization(Build *build, KjOrgResult *out, uint32_t org)
{
    KjJudge *judge = build->judge;
    int32_t kind = judge->registry->schema->organization;
    out->id = keep(build->arena, kj_dataset_org_id(judge->dataset, org));
    out->name = KJ_TEXT("");
    const KjTable *table = kind < 0 ? NULL : &judge->dataset->tables[kind];
    if (table && table->org_start[org] < table->org_start[org + 1]) {
        KjRef record = {kind, (int32_t)table->org_start[org]};
        out->name = keep(build->arena, kj_say_record_name(judge, record, judge->scratch));
        out->place = kj_record_place(judge->dataset, record);
    }
}

static void add_organization(Build *build, KjOrgResult *out, uint32_t org)
{
    begin_organization(build, out, org);
    add_judgements(build, out, org);
    add_all_derived(build, out, org);
    add_deviations(build, out, org);
}

static Build build_begin(KjJudge *judge, uint32_t orgs)
{
    KjRun *run = kj_run_new();
    run->as_of = judge->options.as_of;
    run->zone = judge->options.zone;
    run->organizations = kj_arena_array(run->arena, orgs + 1, sizeof *run->organizations);
    run->organization_count = orgs;
    return (Build){judge, run, run->arena, {NULL, 0, 0}, {NULL, 0, 0}};
}

static KjRun *build_end(Build *build)
{
    kj_free(build->reads.reads);
    kj_free(build->missing.reads);
    return build->run;
}

KjRun *kj_judge_run(KjJudge *judge)
{
    Build build = build_begin(judge, judge->dataset->org_count);
    for (uint32_t org = 0; org < judge->dataset->org_count; org++)
        add_organization(&build, &build.run->organizations[org], org);
    return build_end(&build);
}

KjRun *kj_judge_one(KjJudge *judge, int32_t number, KjRef record)
{
    const KjRule *rule = &judge->registry->rules[number];
    size_t which = 0;
    while (which < rule->kind_count && rule->kinds[which] != record.kind)
        which++;
    if (!judge->verdicts[number])
        kj_judge_rule(judge, number);
    if (which == rule->kind_count ||
        judge->verdicts[number][which].verdict[record.row] == KJ_NO_VERDICT)
        return NULL;
    Build build = build_begin(judge, 1);
    KjOrgResult *out = build.run->organizations;
    begin_organization(&build, out, kj_record_org(judge->dataset, record));
    out->judgements = kj_arena_array(build.arena, 1, sizeof *out->judgements);
    add_judgement(&build, out, number, which, record);
    return build_end(&build);
}
