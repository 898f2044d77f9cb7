/* Derived fields and records: how each derivation is computed, by blocks of rows where a condition gives
 * it, by calls where a function does. In which order they come: derive_order.c. */
#include "engine/eval/judge_parts.h"

/* A value as the field's type: whole numbers where the field has reals, labels of bands. */
void kj_judge_put(KjJudge *judge, int32_t kind, int32_t field, int32_t row, KjValue value)
{
    KjType type = judge->registry->schema->kinds[kind].fields[field].type;
    if (value.type == KJ_INT && kj_is_real((uint8_t)type))
        value = kj_value_real(type, (double)value.u.whole);
    else if (value.type != KJ_NONE)
        value.type = type;
    kj_column_put(judge->dataset, kind, field, (uint32_t)row, &value);
}

typedef struct BlockFill {
    const KjDerive *derive;
    KjValue *lists; /* list-valued fields: per row */
} BlockFill;

static KjValue list_value(KjJudge *judge, KjEval *eval, const KjExpr *expr, const KjElements *list,
                          uint32_t lane)
{
    const KjNode *root = &expr->nodes[expr->count - 1];
    uint32_t from = list->start[lane], to = list->start[lane + 1];
    KjTree tree = kj_tree_list(judge->arena);
    if (!list->ok[lane])
        return kj_value_none();
    for (uint32_t e = from; e < to; e++) {
        if (list->sure && list->sure[e] != KJ_PASS)
            return kj_value_none();
        int64_t whole = list->kind >= 0 ? (int64_t)list->kind << 32 | (uint32_t)list->rows[e]
                        : list->whole   ? list->whole[e]
                                        : 0;
        kj_tree_add(&tree, kj_cell_value(eval, list->kind >= 0 ? KJ_REF : root->elem_type, whole,
                                         list->real ? list->real[e] : 0));
    }
    return tree.value;
}

static void fill_lists(KjJudge *judge, KjEval *eval, const KjFrame *frame, BlockFill *fill)
{
    KjElements list;
    const KjExpr *expr = fill->derive->from;
    kj_eval_list(eval, expr, expr->count - 1, frame, &list);
    for (uint32_t i = 0; i < frame->count; i++)
        fill->lists[kj_frame_row(frame, i)] = list_value(judge, eval, expr, &list, i);
}

static void fill_block(KjJudge *judge, KjEval *eval, const KjFrame *frame, void *ctx)
{
    BlockFill *fill = ctx;
    const KjDerive *derive = fill->derive;
    int32_t root = derive->from->count - 1;
    uint8_t type = derive->from->nodes[root].type;
    if (type == KJ_LIST) {
        fill_lists(judge, eval, frame, fill);
        return;
    }
    uint8_t *ok = kj_arena_scratch(eval->scratch, frame->count);
    int64_t *whole = kj_arena_scratch(eval->scratch, frame->count * sizeof *whole);
    double *real = kj_arena_scratch(eval->scratch, frame->count * sizeof *real);
    memset(whole, 0, frame->count * sizeof *whole);
    memset(real, 0, frame->count * sizeof *real);
    if (kj_is_real(type))
        kj_eval_real(eval, derive->from, root, frame, real, ok);
    else
        kj_eval_whole(eval, derive->from, root, frame, whole, ok);
    for (uint32_t i = 0; i < frame->count; i++) {
        KjValue value = ok[i] ? kj_cell_value(eval, type, whole[i], real[i]) : kj_value_none();
        kj_judge_put(judge, derive->kind, derive->fields[0], kj_frame_row(frame, i), value);
    }
}

static void compute_expr(KjJudge *judge, const KjDerive *derive)
{
    uint32_t rows = judge->dataset->tables[derive->kind].rows;
    BlockFill fill = {derive, kj_arena_array(judge->arena, rows + 1, sizeof(KjValue))};
    kj_judge_blocks(judge, derive->kind, kj_expr_step(derive->from), fill_block, &fill);
    if (derive->from->type == KJ_LIST)
        kj_column_put_lists(judge->dataset, derive->kind, derive->fields[0], fill.lists);
}

static void tell_error(KjJudge *judge, const KjDerive *derive, const KjError *error, KjDiags *diags)
{
    const KjKind *kind = &judge->registry->schema->kinds[derive->kind];
    const char *field = derive->field_count ? kind->fields[derive->fields[0]].name.data : "records";
    kj_diag(diags, KJ_WARNING, derive->place,
            kj_arena_printf(judge->arena, "derive '%s.%s'", kind->name.data, field),
            "計算できませんでした: %s。この項目を読む判定は処理エラーになります",
            "could not be computed: %s. Verdicts that read it are errors", error->message);
}

static void put_value(KjJudge *judge, const KjDerive *derive, int32_t field, uint32_t row,
                      const KjValue *value, KjValue *lists)
{
    if (judge->registry->schema->kinds[derive->kind].fields[field].list)
        lists[row] = value ? *value : kj_value_none();
    else if (value)
        kj_judge_put(judge, derive->kind, field, (int32_t)row, *value);
}

static void tell_once(KjJudge *judge, const KjDerive *derive, const KjError *error, KjDiags *diags)
{
    size_t number = (size_t)(derive - judge->registry->derives);
    if (!judge->told[number])
        tell_error(judge, derive, error, diags);
    judge->told[number] = true;
}

bool kj_judge_call(KjJudge *judge, const KjDerive *derive, int32_t row, KjValue *value,
                   KjRead *read, KjDiags *diags)
{
    int32_t number = derive->fields[0];
    const KjField *field = &judge->registry->schema->kinds[derive->kind].fields[number];
    KjRef record = {derive->kind, row};
    KjTrace *trace = &judge->lua_trace;
    size_t from = trace->count;
    bool waits;
    KjError error;
    const char *skip = kj_skip_of_derive(judge, derive);
    if (skip) {
        *value = kj_value_none();
        kj_reason_fault(judge, derive->kind, number, row, skip);
        return true;
    }
    kj_watch(judge->options.watch, KJ_STAGE_DERIVE, (int32_t)(derive - judge->registry->derives));
    kj_watch_record(judge->options.watch, derive->kind, row);
    bool ok = kj_lua_derive(judge->lua, derive->function, field, record, judge->arena, value, read,
                            &waits, &error);
    if (!ok) {
        kj_reason_fault(judge, derive->kind, number, row, error.message);
        tell_once(judge, derive, &error, diags);
    } else if (!waits && value->type == KJ_NONE && read->row >= 0) {
        kj_reason_fact(judge, derive->kind, number, row, *read);
    }
    const char *fault = waits || trace->count == from
                            ? NULL
                            : kj_fault_among(judge, trace->reads + from, trace->count - from);
    if (fault) {
        *value = kj_value_none();
        kj_reason_fault(judge, derive->kind, number, row, fault);
    }
    trace->count = from;
    return !waits;
}

static void compute_each(KjJudge *judge, const KjDerive *derive, KjDiags *diags)
{
    uint32_t rows = judge->dataset->tables[derive->kind].rows;
    int32_t number = derive->fields[0];
    const KjField *field = &judge->registry->schema->kinds[derive->kind].fields[number];
    KjValue *lists = kj_arena_array(judge->arena, rows + 1, sizeof *lists);
    for (uint32_t row = 0; row < rows; row++) {
        KjValue value;
        KjRead read;
        kj_judge_call(judge, derive, (int32_t)row, &value, &read, diags); /* never waits */
        const char *fault = kj_fault_for_function(
            judge, derive->pack,
            kj_record_org(judge->dataset, (KjRef){derive->kind, (int32_t)row}));
        if (fault) {
            value = kj_value_none();
            kj_reason_fault(judge, derive->kind, number, (int32_t)row, fault);
        }
        put_value(judge, derive, number, row, &value, lists);
    }
    if (field->list)
        kj_column_put_lists(judge->dataset, derive->kind, number, lists);
}

static void put_results(KjJudge *judge, const KjDerive *derive, const KjList *results,
                        KjValue **lists)
{
    const KjKind *kind = &judge->registry->schema->kinds[derive->kind];
    for (size_t i = 0; i < results->count; i++) {
        const KjValue *record = kj_map_get(&results->items[i], "record");
        if (!record || record->type != KJ_REF || record->u.ref.kind != derive->kind)
            continue;
        for (size_t f = 0; f < derive->field_count; f++) {
            const char *name = kind->fields[derive->fields[f]].name.data;
            const KjValue *value = kj_map_get(&results->items[i], name);
            if (value)
                put_value(judge, derive, derive->fields[f], (uint32_t)record->u.ref.row, value,
                          lists[f]);
        }
    }
}

static void fail_organization(KjJudge *judge, const KjDerive *derive, uint32_t org,
                              const char *message)
{
    const KjTable *table = &judge->dataset->tables[derive->kind];
    for (uint32_t row = table->org_start[org]; row < table->org_start[org + 1]; row++)
        for (size_t f = 0; f < derive->field_count; f++)
            kj_reason_fault(judge, derive->kind, derive->fields[f], (int32_t)row, message);
}

static void compute_over(KjJudge *judge, const KjDerive *derive, KjDiags *diags)
{
    const KjKind *kind = &judge->registry->schema->kinds[derive->kind];
    uint32_t rows = judge->dataset->tables[derive->kind].rows;
    KjValue **lists = kj_arena_array(judge->arena, derive->field_count + 1, sizeof *lists);
    bool told = false;
    for (size_t f = 0; f < derive->field_count; f++)
        lists[f] = kj_arena_array(judge->arena, rows + 1, sizeof **lists);
    for (uint32_t org = 0; org < judge->dataset->org_count; org++) {
        KjValue result;
        KjError error;
        const char *fault = kj_fault_for_function(judge, derive->pack, org);
        if (fault)
            fail_organization(judge, derive, org, fault);
        else if (kj_lua_derive_all(judge->lua, derive->function, kind, derive->fields,
                                   derive->field_count, false, org, judge->arena, &result, &error))
            put_results(judge, derive, &result.u.list, lists);
        else {
            fail_organization(judge, derive, org, error.message);
            if (!told)
                tell_error(judge, derive, &error, diags);
            told = true;
        }
    }
    for (size_t f = 0; f < derive->field_count; f++)
        if (kind->fields[derive->fields[f]].list)
            kj_column_put_lists(judge->dataset, derive->kind, derive->fields[f], lists[f]);
}

static void compute_records(KjJudge *judge, const KjDerive *derive, KjDiags *diags)
{
    const KjKind *kind = &judge->registry->schema->kinds[derive->kind];
    KjValue *values = NULL;
    uint32_t *orgs = NULL;
    size_t count = 0, capacity = 0, org_count = 0, org_capacity = 0;
    KjError error;
    for (uint32_t org = 0; org < judge->dataset->org_count; org++) {
        KjValue result;
        if (!kj_lua_derive_all(judge->lua, derive->function, kind, derive->fields,
                               derive->field_count, true, org, judge->arena, &result, &error)) {
            kj_reason_records(judge, derive->kind, org, error.message);
            tell_error(judge, derive, &error, diags);
            continue;
        }
        for (size_t i = 0; i < result.u.list.count; i++) {
            KJ_PUSH(values, count, capacity, result.u.list.items[i]);
            KJ_PUSH(orgs, org_count, org_capacity, org);
        }
    }
    if (!kj_dataset_put_records(judge->dataset, derive->kind, values, orgs, count, &error)) {
        for (uint32_t org = 0; org < judge->dataset->org_count; org++)
            kj_reason_records(judge, derive->kind, org, error.message);
        tell_error(judge, derive, &error, diags);
    }
    kj_free(values);
    kj_free(orgs);
}

/* A derivation that workers died of. */
static void leave_out(KjJudge *judge, const KjDerive *derive, const char *how)
{
    const KjKind *kind = &judge->registry->schema->kinds[derive->kind];
    uint32_t rows = judge->dataset->tables[derive->kind].rows;
    for (uint32_t org = 0; org < judge->dataset->org_count; org++) {
        if (derive->records)
            kj_reason_records(judge, derive->kind, org, how);
        else
            fail_organization(judge, derive, org, how);
    }
    for (size_t f = 0; f < derive->field_count && !derive->records; f++)
        if (kind->fields[derive->fields[f]].list)
            kj_column_put_lists(judge->dataset, derive->kind, derive->fields[f],
                                kj_arena_array(judge->arena, rows + 1, sizeof(KjValue)));
}

void kj_derive_columns(KjJudge *judge, const KjDerive *derive, bool ready)
{
    for (size_t f = 0; f < derive->field_count && !derive->records; f++) {
        KjColumn *column =
            ready ? &judge->dataset->tables[derive->kind].columns[derive->fields[f]]
                  : kj_dataset_derived_column(judge->dataset, derive->kind, derive->fields[f]);
        column->ready = ready;
        if (ready &&
            judge->registry->schema->kinds[derive->kind].fields[derive->fields[f]].type == KJ_REF)
            kj_dataset_reindex(judge->dataset, derive->kind, derive->fields[f]);
    }
}

bool kj_derive_lists(const KjDerive *derive, int32_t kind, int32_t field)
{
    for (size_t i = 0; i < derive->read_count; i++)
        if (derive->reads[i].kind == kind && derive->reads[i].field == field)
            return true;
    return false;
}

/* A function sees only the derived fields that it lists: another that happens to be computed already
 * would be there or not by the order of declarations. Sets them ready again with `ready`. */
void kj_judge_show_unlisted(KjJudge *judge, const KjDerive *derive, bool ready)
{
    for (size_t d = 0; d < judge->registry->derive_count; d++) {
        const KjDerive *other = &judge->registry->derives[d];
        for (size_t f = 0; judge->computed[d] && f < other->field_count && !other->records; f++)
            if (!kj_derive_lists(derive, other->kind, other->fields[f]))
                judge->dataset->tables[other->kind].columns[other->fields[f]].ready = ready;
    }
}

void kj_derive_compute(KjJudge *judge, int32_t number, KjDiags *diags)
{
    const KjDerive *derive = &judge->registry->derives[number];
    kj_derive_columns(judge, derive, false);
    judge->asking_pack = derive->pack;
    if (!derive->from)
        kj_judge_show_unlisted(judge, derive, false);
    const char *skip = kj_skip_of_derive(judge, derive);
    kj_watch(judge->options.watch, KJ_STAGE_DERIVE, number);
    if (skip)
        leave_out(judge, derive, skip);
    else if (derive->records)
        compute_records(judge, derive, diags);
    else if (derive->from)
        compute_expr(judge, derive);
    else if (derive->over_organization)
        compute_over(judge, derive, diags);
    else
        compute_each(judge, derive, diags);
    if (!derive->from)
        kj_judge_show_unlisted(judge, derive, true);
    kj_derive_columns(judge, derive, true);
    judge->computed[number] = true;
    if (!skip)
        kj_spread_derived(judge, derive);
    kj_watch(judge->options.watch, KJ_STAGE_WORK, -1);
}
