/* Rows that become groups. What is asked of a group is exact or missing: an aggregate with a member that is
 * not known is missing unless the members that are known decide it, as in conditions. */
#include "engine/eval/inquiry_parts.h"

#include <stdlib.h>

/* ---- aggregates ---- */

static KjValue truth_over(int32_t aggregate, const KjValue *values, size_t count)
{
    bool decisive = aggregate == KJ_AGG_ANY, open = false;

    for (size_t i = 0; i < count; i++) {
        if (values[i].type == KJ_NONE)
            open = true;
        else if (values[i].u.truth == decisive)
            return kj_value_bool(decisive);
    }
    return open ? kj_value_none() : kj_value_bool(!decisive);
}

static KjValue count_true(const KjValue *values, size_t count)
{
    int64_t holds = 0;

    for (size_t i = 0; i < count; i++) {
        if (values[i].type == KJ_NONE)
            return kj_value_none();
        holds += values[i].u.truth;
    }
    return kj_value_int(holds);
}

static KjValue extreme(int32_t aggregate, const KjValue *values, size_t count)
{
    KjValue best = kj_value_none();

    for (size_t i = 0; i < count; i++) {
        int order = i ? kj_value_compare(&values[i], &best) : 0;

        if (values[i].type == KJ_NONE)
            return kj_value_none();
        if (i == 0 || (aggregate == KJ_AGG_MIN ? order < 0 : order > 0))
            best = values[i];
    }
    return best;
}

/* What does not fit is missing. */
static KjValue sum_of(KjType type, const KjValue *values, size_t count)
{
    KjValue sum = kj_is_real((uint8_t)type) ? kj_value_real(type, 0) : kj_value_whole(type, 0);

    for (size_t i = 0; i < count; i++) {
        if (values[i].type == KJ_NONE)
            return kj_value_none();
        if (kj_is_real((uint8_t)type))
            sum.u.real += values[i].u.real;
        else if (__builtin_add_overflow(sum.u.whole, values[i].u.whole, &sum.u.whole))
            return kj_value_none();
    }
    return sum;
}

static KjValue aggregate_over(const KjAskedColumn *column, const KjValue *values, size_t count)
{
    switch (column->aggregate) {
    case KJ_AGG_COUNT: return count_true(values, count);
    case KJ_AGG_ANY:
    case KJ_AGG_ALL: return truth_over(column->aggregate, values, count);
    case KJ_AGG_SUM: return sum_of(column->expr->type, values, count);
    default: return extreme(column->aggregate, values, count);
    }
}

/* ---- groups ---- */

static KjValue group_cell(KjAsking *asking, const KjAskedColumn *column, const KjAskedRow *members,
                          size_t count)
{
    KjValue *values, cell;

    if (column->group >= 0)
        return members[0].keys[column->group];
    if (!column->expr)
        return kj_value_int((int64_t)count);
    values = kj_arena_array(asking->arena, count + 1, sizeof *values);
    for (size_t i = 0; i < count; i++)
        values[i] = kj_asked_value(asking, column->expr, members[i].record);
    cell = aggregate_over(column, values, count);
    asking->missing += cell.type == KJ_NONE && count > 0;
    return cell;
}

static KjAskedRow group_row(KjAsking *asking, const KjAskedRow *members, size_t count)
{
    KjAskedRow group = {.record = {asking->kind, -1}};

    group.cells = kj_arena_array(asking->arena, asking->column_count + 1, sizeof *group.cells);
    for (size_t c = 0; c < asking->column_count; c++)
        group.cells[c] = group_cell(asking, &asking->columns[c], members, count);
    return group;
}

static int compare_members(const void *left, const void *right, void *ctx)
{
    const KjAskedRow *a = left, *b = right;
    const KjAsking *asking = ctx;
    int order = kj_asked_compare(asking->groups, asking->group_count, a->keys, b->keys);

    return order ? order : (a->number > b->number) - (a->number < b->number);
}

static void gather_members(KjAsking *asking)
{
    for (size_t r = 0; r < asking->row_count; r++) {
        KjAskedRow *row = &asking->rows[r];

        row->number = (uint32_t)r;
        row->keys = kj_arena_array(asking->arena, asking->group_count + 1, sizeof *row->keys);
        for (size_t g = 0; g < asking->group_count; g++)
            row->keys[g] = kj_asked_value(asking, asking->groups[g].expr, row->record);
    }
    if (asking->group_count && asking->row_count)
        qsort_r(asking->rows, asking->row_count, sizeof *asking->rows, compare_members, asking);
}

void kj_asked_group(KjAsking *asking)
{
    KjAskedRow *members = asking->rows;
    size_t count = asking->row_count, at = 0;

    gather_members(asking);
    asking->rows = NULL;
    asking->row_count = asking->row_capacity = 0;
    do { /* without group by there is one group, be it empty */
        size_t end = at + (at < count);

        while (end < count && kj_asked_compare(asking->groups, asking->group_count,
                                               members[at].keys, members[end].keys) == 0)
            end++;
        if (end > at || asking->group_count == 0) {
            KjAskedRow group = group_row(asking, members + at, end - at);

            KJ_PUSH(asking->rows, asking->row_count, asking->row_capacity, group);
        }
        at = end;
    } while (at < count);
    kj_free(members);
}
