/* Why derived cells are missing, where there is more to say than that a fact is not recorded: they lie
 * on a cycle, their derivation failed, or it stopped at a missing fact. A failure spreads: what reads
 * a cell that could not be computed could not be computed either, and its verdict is an error. */
#include "engine/eval/judge_parts.h"

#include <string.h>

static KjReasons *reasons_of(const KjJudge *judge, int32_t kind, int32_t field)
{
    for (size_t i = 0; i < judge->reason_count; i++)
        if (judge->reasons[i].kind == kind && judge->reasons[i].field == field)
            return &judge->reasons[i];
    return NULL;
}

static KjReason *reason_for(KjJudge *judge, int32_t kind, int32_t field, int32_t row)
{
    KjReasons *reasons = reasons_of(judge, kind, field);
    if (!reasons) {
        size_t rows = judge->dataset->tables[kind].rows;
        KjReasons fresh = {kind, field, kj_arena_array(judge->arena, rows + 1, sizeof(KjReason))};
        KJ_PUSH(judge->reasons, judge->reason_count, judge->reason_capacity, fresh);
        reasons = &judge->reasons[judge->reason_count - 1];
    }
    return &reasons->row[row];
}

static const KjReason *reason_at(const KjJudge *judge, int32_t kind, int32_t field, int32_t row)
{
    const KjReasons *reasons = kind < 0 || field < 0 ? NULL : reasons_of(judge, kind, field);
    return reasons ? &reasons->row[row] : NULL;
}

static const char *kept(KjJudge *judge, const char *text)
{
    return kj_arena_strndup(judge->arena, text, strlen(text));
}

void kj_reason_cycle(KjJudge *judge, int32_t kind, int32_t field, int32_t row, const char *chain)
{
    reason_for(judge, kind, field, row)->cycle = kept(judge, chain);
}

void kj_reason_fault(KjJudge *judge, int32_t kind, int32_t field, int32_t row, const char *text)
{
    reason_for(judge, kind, field, row)->fault = kept(judge, text);
    judge->fault_count++;
}

void kj_reason_fact(KjJudge *judge, int32_t kind, int32_t field, int32_t row, KjRead missing)
{
    KjReason *reason = reason_for(judge, kind, field, row);
    reason->because = missing;
    reason->has_because = true;
}

void kj_reasons_forget(KjJudge *judge, int32_t kind, int32_t field)
{
    KjReasons *reasons = reasons_of(judge, kind, field);
    if (reasons)
        memset(reasons->row, 0, judge->dataset->tables[kind].rows * sizeof *reasons->row);
}

const char *kj_cycle_of(const KjJudge *judge, int32_t kind, int32_t field, int32_t row)
{
    const KjReason *reason = reason_at(judge, kind, field, row);
    return reason ? reason->cycle : NULL;
}

const char *kj_fault_of(const KjJudge *judge, int32_t kind, int32_t field, int32_t row)
{
    const KjReason *reason = reason_at(judge, kind, field, row);
    return reason ? reason->fault : NULL;
}

bool kj_because_of(const KjJudge *judge, KjRead read, KjRead *missing)
{
    const KjReason *reason = reason_at(judge, read.kind, read.field, read.row);
    if (!reason || !reason->has_because)
        return false;
    *missing = reason->because;
    return true;
}

const char *kj_fault_among(const KjJudge *judge, const KjRead *reads, size_t count)
{
    for (size_t i = 0; judge->fault_count && i < count; i++) {
        const char *fault = kj_fault_of(judge, reads[i].kind, reads[i].field, reads[i].row);
        if (fault)
            return fault;
    }
    return NULL;
}

/* ---- records that could not be made ---- */

void kj_reason_records(KjJudge *judge, int32_t kind, uint32_t org, const char *text)
{
    size_t kinds = judge->registry->schema->kind_count;
    if (!judge->record_faults)
        judge->record_faults = kj_arena_array(judge->arena, kinds + 1, sizeof(char **));
    if (!judge->record_faults[kind])
        judge->record_faults[kind] =
            kj_arena_array(judge->arena, judge->dataset->org_count + 1, sizeof(char *));
    judge->record_faults[kind][org] = kept(judge, text);
    judge->fault_count++;
}

const char *kj_records_fault(const KjJudge *judge, int32_t kind, uint32_t org)
{
    if (!judge->record_faults || kind < 0)
        return NULL;
    kind = kj_schema_root(judge->registry->schema, kind);
    return judge->record_faults[kind] ? judge->record_faults[kind][org] : NULL;
}

/* Records that are not there leave no read: the condition's own text says which it looks at. */
const char *kj_fault_of_records(const KjJudge *judge, const KjExpr *expr, uint32_t org)
{
    const char *fault = NULL;
    for (int32_t n = 0; judge->record_faults && expr && n < expr->count && !fault; n++) {
        const KjNode *node = &expr->nodes[n];
        if (node->op == KJ_OP_RECORDS)
            fault = kj_records_fault(judge, node->a, org);
        else if (node->op == KJ_OP_BACKWARD)
            fault = kj_records_fault(judge, judge->registry->schema->inverses[node->a].source, org);
    }
    return fault;
}

static bool sees(const KjRegistry *registry, const KjPack *pack, int32_t other)
{
    if (pack == &registry->packs[other])
        return true;
    for (size_t i = 0; i < pack->use_count; i++)
        if (kj_text_compare(pack->uses[i], registry->packs[other].id) == 0)
            return true;
    return false;
}

/* A function may look at any records that its pack can see. */
const char *kj_fault_for_function(const KjJudge *judge, int32_t pack, uint32_t org)
{
    const KjRegistry *registry = judge->registry;
    for (size_t d = 0; judge->record_faults && d < registry->derive_count; d++) {
        const KjDerive *derive = &registry->derives[d];
        const char *fault = derive->records ? kj_records_fault(judge, derive->kind, org) : NULL;
        if (fault && sees(registry, &registry->packs[pack], derive->pack))
            return fault;
    }
    return NULL;
}

/* ---- spreading failures ---- */

/* After a derivation by a condition: its cells that read a failed one have failed too. */
void kj_spread_derived(KjJudge *judge, const KjDerive *derive)
{
    KjTrace reads = {NULL, 0, 0};
    if (!judge->fault_count || !derive->from || derive->from->type == KJ_LIST)
        return;
    for (uint32_t row = 0; row < judge->dataset->tables[derive->kind].rows; row++) {
        KjRef record = {derive->kind, (int32_t)row};
        reads.count = 0;
        kj_reads_of_expr(judge, derive->from, record, &reads);
        const char *fault = kj_fault_among(judge, reads.reads, reads.count);
        if (!fault)
            fault = kj_fault_of_records(judge, derive->from, kj_record_org(judge->dataset, record));
        if (!fault)
            continue;
        kj_judge_put(judge, derive->kind, derive->fields[0], record.row, kj_value_none());
        kj_reason_fault(judge, derive->kind, derive->fields[0], record.row, fault);
    }
    kj_free(reads.reads);
}

static const char *fault_for_rule(const KjJudge *judge, const KjRule *rule, size_t which,
                                  uint32_t org)
{
    KjExpr **parts[] = {rule->select, rule->when, rule->check};
    const char *fault = NULL;
    for (int i = 0; i < 3 && !fault; i++)
        fault = parts[i] ? kj_fault_of_records(judge, parts[i][which], org) : NULL;
    if (!fault && rule->check_function >= 0)
        fault = kj_fault_for_function(judge, rule->pack, org);
    return fault;
}

/* After a rule was judged: verdicts that read a failed cell, or look at records that could not be
 * made, are errors. */
void kj_spread_verdicts(KjJudge *judge, int32_t number)
{
    const KjRule *rule = &judge->registry->rules[number];
    KjTrace reads = {NULL, 0, 0};
    for (size_t which = 0; judge->fault_count && which < rule->kind_count; which++) {
        KjVerdicts *verdicts = &judge->verdicts[number][which];
        uint32_t rows = judge->dataset->tables[rule->kinds[which]].rows;
        for (uint32_t row = 0; row < rows; row++) {
            KjRef record = {rule->kinds[which], (int32_t)row};
            reads.count = 0;
            kj_reads_of_rule(judge, number, which, record, &reads);
            const char *fault = kj_fault_among(judge, reads.reads, reads.count);
            if (!fault)
                fault = fault_for_rule(judge, rule, which, kj_record_org(judge->dataset, record));
            if (!fault)
                continue;
            if (!verdicts->fault)
                verdicts->fault = kj_arena_array(judge->arena, rows + 1, sizeof(char *));
            verdicts->fault[row] = fault;
            verdicts->verdict[row] = KJ_FAULT;
        }
    }
    kj_free(reads.reads);
}
