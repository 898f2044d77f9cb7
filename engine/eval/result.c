/* The run: verdicts with their messages, missing facts and traces, and derived values, in a fixed
 * order. What a block evaluation does not keep is found again by evaluating the record carefully. */
#include "engine/eval/roll_up.h"
#include "engine/eval/say.h"

#include <string.h>

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
            kj_reads_of_expr(build->judge, waiving->when, settled, &build->reads);
        }
    }
}

static const KjExpr *part(KjExpr **parts, size_t which)
{
    return parts ? parts[which] : NULL;
}

/* ---- what is missing ---- */

static KjItemVisit find_missing_of_item;

void kj_missing_of_rule(KjJudge *judge, int32_t number, size_t which, KjRef record, KjTrace *out)
{
    const KjRule *rule = &judge->registry->rules[number];
    const KjVerdicts *verdicts = &judge->verdicts[number][which];
    const KjExpr *parts[] = {part(rule->select, which), part(rule->when, which),
                             part(rule->check, which)};
    for (int i = 0; i < 3; i++) {
        if (!parts[i] || kj_truth_is(judge, parts[i], record, KJ_PASS))
            continue;
        kj_missing_of(judge, parts[i], record, out);
        return;
    }
    kj_items_each(judge, rule, record, find_missing_of_item, out);
    if (verdicts->outcome && verdicts->outcome[record.row].missing.row >= 0) {
        KjRead read = verdicts->outcome[record.row].missing;
        kj_trace_add(out, read.kind, read.row, read.field);
        kj_missing_follow(judge, out);
    }
}

static void find_missing_of_item(KjJudge *judge, int32_t item, size_t which, KjRef record,
                                 void *ctx)
{
    if (judge->verdicts[item][which].verdict[record.row] == KJ_UNKNOWN)
        kj_missing_of_rule(judge, item, which, record, ctx);
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
    const KjVerdicts *verdicts = &judge->verdicts[number][which];
    uint32_t set = kj_judge_set_of(judge, record);
    bool brief = judge->options.brief;
    if (brief && verdicts->verdict[record.row] == KJ_NA) {
        org->summary[KJ_NA]++;
        return;
    }
    KjJudgement *out = &org->judgements[org->judgement_count++];
    *out = (KjJudgement){.rule = number,
                         .kind = record.kind,
                         .id = keep(build->arena, kj_record_id(judge->dataset, record)),
                         .name = KJ_TEXT(""),
                         .message = KJ_TEXT(""),
                         .verdict = (KjVerdict)verdicts->verdict[record.row],
                         .underlying = verdicts->underlying
                                           ? (KjVerdict)verdicts->underlying[record.row]
                                           : KJ_NO_VERDICT,
                         .settled_by = KJ_TEXT("")};
    if (judge->options.bare) {
        org->summary[out->verdict]++;
        return;
    }
    out->name = keep(build->arena, kj_say_record_name(judge, record, judge->scratch));
    if (!brief)
        out->place = kj_record_place(judge->dataset, record);
    KjVerdict at_heart = kj_verdict_to_tell(out->verdict, out->underlying);
    build->missing.count = build->reads.count = 0;
    kj_watch(judge->options.watch, KJ_STAGE_RULE, number);
    if (at_heart == KJ_UNKNOWN)
        kj_missing_of_rule(judge, number, which, record, &build->missing);
    out->message =
        brief && out->verdict == KJ_PASS
            ? KJ_TEXT("")
            : kj_message_of(judge, number, which, record, at_heart, &build->missing, build->arena);
    if (!brief)
        kj_facts_of(judge, build->missing.reads, build->missing.count, set, build->arena,
                    &out->missing, &out->missing_count);
    bool settled = verdicts->settled && verdicts->settled[record.row].kind >= 0;
    if (settled)
        out->settled_by = settled_text(judge, verdicts->settled[record.row], build->arena);
    if (judge->options.traces && !verdicts->skipped) {
        kj_reads_of_rule(judge, number, which, record, &build->reads);
        if (settled)
            note_settling(build, judge, verdicts->settled[record.row]);
        kj_facts_of(judge, build->reads.reads, build->reads.count, set, build->arena, &out->trace,
                    &out->trace_count);
    }
    kj_watch(judge->options.watch, KJ_STAGE_WORK, -1);
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

/* Of records that could not be made there are no verdicts. That nothing was judged is told of the organisation,
 * once for each rule: nothing passes for want of records. */
static const char *fault_of_kinds(const KjJudge *judge, size_t number, uint32_t org)
{
    const KjRule *rule = &judge->registry->rules[number];
    const char *fault = NULL;
    for (size_t k = 0; judge->verdicts[number] && k < rule->kind_count && !fault; k++)
        fault = kj_records_fault(judge, rule->kinds[k], org);
    return judge->registry->schema->organization >= 0 ? fault : NULL;
}

static void add_faults(Build *build, KjOrgResult *out, size_t number, uint32_t org)
{
    const KjJudge *judge = build->judge;
    const char *fault = fault_of_kinds(judge, number, org);
    if (!fault)
        return;
    KjPlace nowhere = {0};
    out->judgements[out->judgement_count++] =
        (KjJudgement){.rule = (int32_t)number,
                      .kind = judge->registry->schema->organization,
                      .id = out->id,
                      .name = out->name,
                      .place = judge->options.brief ? nowhere : out->place,
                      .verdict = KJ_FAULT,
                      .underlying = KJ_NO_VERDICT,
                      .message = keep(build->arena, kj_text(fault)),
                      .settled_by = KJ_TEXT("")};
    out->summary[KJ_FAULT]++;
}

static void add_judgements(Build *build, KjOrgResult *out, uint32_t org)
{
    KjJudge *judge = build->judge;
    size_t count = count_verdicts(judge, org);
    for (size_t r = 0; r < judge->registry->rule_count; r++)
        count += fault_of_kinds(judge, r, org) != NULL;
    out->judgements = kj_arena_array(build->arena, count + 1, sizeof *out->judgements);
    for (size_t r = 0; r < judge->registry->rule_count; r++) {
        const KjRule *rule = &judge->registry->rules[r];
        for (size_t k = 0; judge->verdicts[r] && k < rule->kind_count; k++) {
            const KjTable *table = &judge->dataset->tables[rule->kinds[k]];
            for (uint32_t row = table->org_start[org]; row < table->org_start[org + 1]; row++)
                if (judge->verdicts[r][k].verdict[row] != KJ_NO_VERDICT)
                    add_judgement(build, out, (int32_t)r, k, (KjRef){rule->kinds[k], (int32_t)row});
        }
        add_faults(build, out, r, org);
    }
}

/* Lists, which can be as long as there are records for every record, only where they are shown. */
static bool reported(const KjJudge *judge, const KjField *field, int32_t kind, size_t number)
{
    if (!field->derived || (field->list && !judge->options.traces) ||
        (judge->options.brief && !kj_field_is_told(field)))
        return false;
    int32_t producer = judge->producer[kind][number];
    return producer >= 0 && judge->needed[producer] &&
           judge->registry->packs[judge->registry->derives[producer].pack].selected;
}

static void add_derived(Build *build, KjOrgResult *out, size_t *capacity, KjRef record,
                        int32_t field)
{
    KjJudge *judge = build->judge;
    const char *reason = kj_cycle_of(judge, record.kind, field, record.row);
    if (!reason)
        reason = kj_fault_of(judge, record.kind, field, record.row);
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

/* Makes room for a deviation, so that they stand by pack and name. */
static KjDeviation *place_for(KjOrgResult *out, const KjRegistry *registry, int32_t parameter)
{
    size_t at = out->deviation_count++;
    KjText name = registry->params[parameter].qualified;
    for (; at > 0; at--) {
        const KjDeviation *before = &out->deviations[at - 1];
        if (kj_text_compare(registry->params[before->parameter].qualified, name) <= 0)
            break;
        out->deviations[at] = *before;
    }
    return &out->deviations[at];
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
        KjDeviation *to = place_for(out, registry, from->parameter);
        *to = *from;
        to->reason = keep(build->arena, from->reason);
        to->approved_by = keep(build->arena, from->approved_by);
    }
}

static void begin_organization(Build *build, KjOrgResult *out, uint32_t org)
{
    KjJudge *judge = build->judge;
    out->until = judge->options.as_of + 1;
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
    if (build->judge->options.derived)
        add_all_derived(build, out, org);
    add_deviations(build, out, org);
    if (build->judge->horizon)
        out->until = kj_judge_until(build->judge, org); /* messages have read, too */
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

KjRun *kj_judge_heads(KjJudge *judge)
{
    Build build = build_begin(judge, judge->dataset->org_count);
    for (uint32_t org = 0; org < judge->dataset->org_count; org++)
        begin_organization(&build, &build.run->organizations[org], org);
    return build_end(&build);
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
