/* Rows of a query: the condition is evaluated over all records of the kind at once, as a rule's is; then the
 * rows that are kept are ordered, and their cells are evaluated one by one. */
#include "engine/eval/inquiry_parts.h"
#include "engine/eval/say.h"

#include <stdlib.h>
#include <string.h>

/* ---- values ---- */

static KjValue element(KjEval *eval, const KjElements *elements, const KjNode *node, uint32_t at)
{
    if (elements->kind >= 0)
        return (KjValue){.type = KJ_REF, .u.ref = {elements->kind, elements->rows[at]}};
    return kj_cell_value(eval, node->elem_type, elements->whole ? elements->whole[at] : 0,
                         elements->real ? elements->real[at] : 0);
}

/* A list that may have other elements than these is missing. */
static KjValue list_value(KjEval *eval, const KjExpr *expr, const KjFrame *frame, KjArena *arena)
{
    KjTree list = kj_tree_list(arena);
    KjElements elements;

    kj_eval_list(eval, expr, expr->count - 1, frame, &elements);
    if (!elements.ok[0])
        return kj_value_none();
    for (uint32_t i = elements.start[0]; i < elements.start[1]; i++) {
        if (elements.sure && elements.sure[i] != KJ_PASS)
            return kj_value_none();
        kj_tree_add(&list, element(eval, &elements, &expr->nodes[expr->count - 1], i));
    }
    return list.value;
}

KjValue kj_asked_value(KjAsking *asking, const KjExpr *expr, KjRef record)
{
    KjJudge *judge = asking->inquiry->judge;
    KjArenaMark mark = kj_arena_mark(judge->scratch);
    KjEval eval = kj_judge_eval(judge, kj_judge_set_of(judge, record));
    KjFrame frame = kj_judge_frame(record);
    KjValue value = expr->type == KJ_LIST
                        ? list_value(&eval, expr, &frame, asking->arena)
                        : kj_eval_value(&eval, expr, expr->count - 1, &frame, asking->arena);

    value = kj_value_told(judge, value, asking->arena);
    kj_arena_release(judge->scratch, mark);
    return value;
}

/* ---- order ---- */

/* Where a value stands among those that have an order of their own; behind them if it is none. */
static size_t rank(const KjList *values, const KjValue *value)
{
    size_t at = 0;

    while (at < values->count && kj_text_compare(values->items[at].u.text, value->u.text) != 0)
        at++;
    return at;
}

static int compare_by(const KjAskedKey *key, const KjValue *a, const KjValue *b)
{
    int order = kj_value_compare(a, b);

    if (a->type == KJ_NONE || b->type == KJ_NONE)
        return order; /* last in either direction */
    if (key->values->count) {
        size_t left = rank(key->values, a), right = rank(key->values, b);

        order = left != right ? (left > right) - (left < right) : order;
    }
    return key->desc ? -order : order;
}

int kj_asked_compare(const KjAskedKey *keys, size_t count, const KjValue *a, const KjValue *b)
{
    for (size_t i = 0; i < count; i++) {
        int order = compare_by(&keys[i], &a[i], &b[i]);

        if (order)
            return order;
    }
    return 0;
}

static int compare_rows(const void *left, const void *right, void *ctx)
{
    const KjAskedRow *a = left, *b = right;
    const KjAsking *asking = ctx;
    int order = kj_asked_compare(asking->keys, asking->key_count, a->keys, b->keys);

    return order ? order : (a->number > b->number) - (a->number < b->number);
}

static void sort_rows(KjAsking *asking)
{
    for (size_t r = 0; r < asking->row_count; r++) {
        KjAskedRow *row = &asking->rows[r];

        row->number = (uint32_t)r;
        row->keys = kj_arena_array(asking->arena, asking->key_count + 1, sizeof *row->keys);
        for (size_t k = 0; k < asking->key_count; k++) {
            const KjAskedKey *key = &asking->keys[k];

            row->keys[k] = key->expr ? kj_asked_value(asking, key->expr, row->record)
                                     : row->cells[key->column];
        }
    }
    if (asking->key_count && asking->row_count)
        qsort_r(asking->rows, asking->row_count, sizeof *asking->rows, compare_rows, asking);
}

/* ---- which rows ---- */

static void keep_row(KjAsking *asking, int32_t row)
{
    KjRef record = {asking->kind, row};
    KjAskedRow kept = {.record = record,
                       .org = kj_record_org(asking->inquiry->judge->dataset, record)};

    KJ_PUSH(asking->rows, asking->row_count, asking->row_capacity, kept);
}

static void visit(KjJudge *judge, KjEval *eval, const KjFrame *frame, void *ctx)
{
    KjAsking *asking = ctx;
    uint8_t *truth = kj_arena_scratch(judge->scratch, frame->count);

    memset(truth, KJ_PASS, frame->count);
    if (asking->where)
        kj_eval_truth(eval, asking->where, asking->where->count - 1, frame, truth);
    for (uint32_t i = 0; i < frame->count; i++) {
        uint32_t row = (uint32_t)frame->base + i;

        if (row < asking->from || row >= asking->to)
            continue;
        asking->undecided += truth[i] == KJ_UNKNOWN;
        if (truth[i] == KJ_PASS)
            keep_row(asking, (int32_t)row);
    }
}

static void choose_rows(KjAsking *asking)
{
    kj_judge_blocks(asking->inquiry->judge, asking->kind,
                    asking->where ? kj_expr_step(asking->where) : KJ_BLOCK, visit, asking);
}

/* ---- cells ---- */

static KjValue plain_cell(KjAsking *asking, const KjAskedColumn *column, KjRef record)
{
    KjDataset *dataset = asking->inquiry->judge->dataset;

    if (column->expr)
        return kj_asked_value(asking, column->expr, record);
    return kj_value_text(kj_record_id(dataset, record));
}

static void fill_cells(KjAsking *asking, KjAskedRow *row)
{
    row->cells = kj_arena_array(asking->arena, asking->column_count + 1, sizeof *row->cells);
    for (size_t c = 0; c < asking->column_count; c++)
        row->cells[c] = plain_cell(asking, &asking->columns[c], row->record);
}

static size_t rows_wanted(const KjAsking *asking)
{
    int64_t limit = kj_map_int(asking->plan, "limit", -1);

    return limit >= 0 && (size_t)limit < asking->row_count ? (size_t)limit : asking->row_count;
}

/* ---- the plan ---- */

/* Literals become atoms of the dataset, which stands on those of the schema. */
static bool read_expr(KjAsking *asking, const KjValue *map, KjExpr **expr, KjError *error)
{
    const KjValue *document = kj_map_get(map, "expression");

    *expr = NULL;
    if (!document || document->type == KJ_NONE)
        return true;
    *expr = kj_expr_new(asking->arena, &asking->inquiry->schema,
                        asking->inquiry->judge->registry->param_count, document, error);
    return *expr != NULL;
}

static int32_t aggregate_of(KjText name)
{
    static const char *const names[] = {
        [KJ_AGG_COUNT] = "count", [KJ_AGG_ANY] = "any", [KJ_AGG_ALL] = "all",
        [KJ_AGG_MIN] = "min",     [KJ_AGG_MAX] = "max", [KJ_AGG_SUM] = "sum"};

    for (int32_t i = 0; i <= KJ_AGG_SUM; i++)
        if (kj_text_is(name, names[i]))
            return i;
    return -1;
}

/* What is computed from a sensitive value tells of it; what is only compared with it does not. */
static bool is_secret(const KjJudge *judge, const KjExpr *expr, int32_t n)
{
    const KjNode *node = n < 0 ? NULL : &expr->nodes[n];

    if (!node || kj_say_hidden(judge, expr, n))
        return node != NULL;
    switch (node->op) {
    case KJ_OP_ADD:
    case KJ_OP_SUB:
    case KJ_OP_MUL:
    case KJ_OP_DIV:
    case KJ_OP_NEG:
    case KJ_OP_DATEOF:
    case KJ_OP_FISCAL_YEAR_START:
        return is_secret(judge, expr, node->a) || is_secret(judge, expr, node->b);
    case KJ_OP_BAND: return is_secret(judge, expr, node->a);
    case KJ_OP_IF: return is_secret(judge, expr, node->b) || is_secret(judge, expr, node->c);
    default:
        for (int32_t i = 0; i < node->more_count; i++)
            if (is_secret(judge, expr, node->more[i]))
                return true;
        return false;
    }
}

static bool read_columns(KjAsking *asking, KjError *error)
{
    const KjList *list = kj_map_list(asking->plan, "columns");

    asking->columns = kj_arena_array(asking->arena, list->count + 1, sizeof *asking->columns);
    asking->column_count = list->count;
    for (size_t i = 0; i < list->count; i++) {
        KjAskedColumn *column = &asking->columns[i];

        *column =
            (KjAskedColumn){.spec = &list->items[i],
                            .group = (int32_t)kj_map_int(&list->items[i], "group", -1),
                            .aggregate = aggregate_of(kj_map_text(&list->items[i], "aggregate"))};
        if (!read_expr(asking, column->spec, &column->expr, error))
            return false;
        column->secret = column->expr &&
                         is_secret(asking->inquiry->judge, column->expr, column->expr->count - 1);
    }
    return true;
}

static bool read_keys(KjAsking *asking, const char *name, KjAskedKey **keys, size_t *count,
                      KjError *error)
{
    const KjList *list = kj_map_list(asking->plan, name);

    *keys = kj_arena_array(asking->arena, list->count + 1, sizeof **keys);
    *count = list->count;
    for (size_t i = 0; i < list->count; i++) {
        KjAskedKey *key = &(*keys)[i];

        key->values = kj_map_list(&list->items[i], "values");
        key->desc = kj_map_bool(&list->items[i], "desc", false);
        key->column = (int32_t)kj_map_int(&list->items[i], "column", -1);
        if (!read_expr(asking, &list->items[i], &key->expr, error))
            return false;
    }
    return true;
}

static bool read_plan(KjAsking *asking, KjError *error)
{
    const KjValue *where = kj_map_get(asking->plan, "where");

    asking->kind = (int32_t)kj_map_int(asking->plan, "kind", -1);
    if (where && where->type != KJ_NONE) {
        asking->where = kj_expr_new(asking->arena, &asking->inquiry->schema,
                                    asking->inquiry->judge->registry->param_count, where, error);
        if (!asking->where)
            return false;
    }
    return read_columns(asking, error) &&
           read_keys(asking, "group", &asking->groups, &asking->group_count, error) &&
           read_keys(asking, "order", &asking->keys, &asking->key_count, error);
}

/* ---- the answer ---- */

static void add_column(const KjAskedColumn *column, KjTree *columns)
{
    KjTree map = kj_tree_map(columns->arena);

    kj_tree_set(&map, "name", kj_value_text(kj_map_text(column->spec, "name")));
    kj_tree_set(&map, "type", kj_value_text(kj_map_text(column->spec, "type")));
    kj_tree_set(&map, "of", kj_value_text(kj_map_text(column->spec, "of")));
    kj_tree_set(&map, "unit", kj_value_text(kj_map_text(column->spec, "unit")));
    kj_tree_set(&map, "secret", kj_value_bool(column->secret));
    kj_tree_add(columns, map.value);
}

/* Columns without a name are there for the order only. */
static bool is_shown(const KjAskedColumn *column)
{
    return kj_map_text(column->spec, "name").len > 0;
}

static KjValue answer_of(KjAsking *asking, bool with_org)
{
    const KjDataset *dataset = asking->inquiry->judge->dataset;
    KjAnswer answer = kj_answer_new(asking->arena);
    size_t count = rows_wanted(asking);

    if (with_org)
        kj_answer_column(&answer, "organization", "組織", "organization");
    for (size_t c = 0; c < asking->column_count; c++)
        if (is_shown(&asking->columns[c]))
            add_column(&asking->columns[c], &answer.columns);
    for (size_t r = 0; r < count; r++) {
        const KjAskedRow *row = &asking->rows[r];

        if (with_org)
            kj_answer_text(&answer, kj_dataset_org_id(dataset, row->org));
        for (size_t c = 0; c < asking->column_count; c++)
            if (is_shown(&asking->columns[c]))
                kj_answer_cell(&answer, row->cells[c]);
        kj_answer_end_row(&answer);
    }
    KjTree map = kj_answer_map(&answer);
    kj_tree_set(&map, "undecided", kj_value_int((int64_t)asking->undecided));
    kj_tree_set(&map, "missing", kj_value_int((int64_t)asking->missing));
    kj_tree_set(&map, "more", kj_value_int((int64_t)(asking->row_count - count)));
    return map.value;
}

static KjValue run_plan(KjAsking *asking, const KjValue *ask)
{
    const KjJudge *judge = asking->inquiry->judge;
    const KjTable *table = &judge->dataset->tables[asking->kind];
    int32_t org = kj_inquiry_org(asking->inquiry, ask);
    bool grouped = kj_map_bool(asking->plan, "grouped", false);

    asking->from = org < 0 ? 0 : table->org_start[org];
    asking->to = org < 0 ? table->rows : table->org_start[org + 1];
    choose_rows(asking);
    if (grouped)
        kj_asked_group(asking);
    sort_rows(asking);
    if (!grouped)
        for (size_t r = 0; r < rows_wanted(asking); r++)
            fill_cells(asking, &asking->rows[r]);
    return answer_of(asking, !grouped && org < 0 && judge->dataset->org_count > 1);
}

/* An order by a column that is shown is one by its expression. */
static void settle_keys(KjAsking *asking)
{
    for (size_t i = 0; i < asking->key_count; i++) {
        KjAskedKey *key = &asking->keys[i];

        if (key->column >= 0 && (size_t)key->column < asking->column_count)
            key->expr = asking->columns[key->column].expr;
    }
}

bool kj_asked_query(KjInquiry *inquiry, const KjValue *ask, KjArena *arena, KjValue *answer,
                    KjError *error)
{
    KjAsking asking = {.inquiry = inquiry, .arena = arena};
    KjValue plan;

    if (!kj_lua_call(inquiry->judge->lua, "query", "plan", ask, arena, &plan, error))
        return false;
    if (kj_map_get(&plan, "problem")) {
        *answer = plan;
        return true;
    }
    asking.plan = &plan;
    if (kj_map_bool(&plan, "verdicts", false) && !kj_inquiry_verdicts(inquiry, error))
        return false;
    if (!read_plan(&asking, error))
        return false;
    if (!kj_map_bool(&plan, "grouped", false))
        settle_keys(&asking);
    *answer = run_plan(&asking, ask);
    kj_free(asking.rows);
    return true;
}
