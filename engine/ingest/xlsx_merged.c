/* Merged cells. The value stands in the first cell of the range, and the others only seem to have
 * it. Merged cells beyond all that is filled do no harm. */
#include "engine/ingest/xlsx_merged.h"

#include "engine/ingest/xlsx_cell.h"

#include <stdlib.h>

#define MOST_SPOILT                                                                                \
    ((size_t)1 << 16) /* empty cells made bad in a sheet: enough for people's tables */

void kj_xlsx_merged_add(KjXlsxMerged *merged, const char *ref)
{
    KjXlsxRange range;
    size_t used;
    if (!ref || !kj_xlsx_reference(ref, &range.top, &range.left, &used) || ref[used] != ':')
        return;
    ref += used + 1;
    if (!kj_xlsx_reference(ref, &range.bottom, &range.right, &used) || ref[used])
        return;
    bool several = range.top != range.bottom || range.left != range.right;
    if (several && range.top <= range.bottom && range.left <= range.right)
        KJ_PUSH(merged->items, merged->count, merged->capacity, range);
}

static void tell(KjXlsx *xlsx, const KjSheet *sheet, const KjXlsxRange *range)
{
    char left[KJ_CELL_NAME_BYTES], right[KJ_CELL_NAME_BYTES];
    kj_column_name(range->left, left);
    kj_column_name(range->right, right);
    kj_diag(xlsx->diags, KJ_ERROR, (KjPlace){sheet->place, range->top, range->left}, NULL,
            "セル%s%u:%s%uが結合されています。結合を解除し、値をそれぞれのセルに書いてください",
            "cells %s%u:%s%u are merged; unmerge them and write the value in each cell", left,
            (unsigned)range->top, right, (unsigned)range->bottom);
}

/* The smallest range from A1 that holds all cells. */
static KjXlsxRange used_area(const KjSheet *sheet)
{
    KjXlsxRange area = {1, 1, 0, 0};
    if (sheet->count > 0)
        area.bottom = sheet->cells[sheet->count - 1].row;
    for (size_t i = 0; i < sheet->count; i++)
        if (sheet->cells[i].column > area.right)
            area.right = sheet->cells[i].column;
    return area;
}

/* Puts bad cells behind the others, a few for each range. */
static void spoil(KjXlsx *xlsx, KjSheet *sheet, const KjXlsxRange *range, const KjXlsxRange *area,
                  size_t most)
{
    for (uint32_t row = range->top; row <= range->bottom && row <= area->bottom; row++) {
        for (uint32_t column = range->left; column <= range->right && column <= area->right;
             column++) {
            KjSheetCell *cell =
                sheet->count < most ? kj_cells_add(&xlsx->cells, sheet, row, column) : NULL;
            if (!cell)
                return;
            cell->type = KJ_SHEET_BAD;
        }
    }
}

/* By place; of the same place, the bad one first. */
static int compare_cells(const void *a, const void *b)
{
    const KjSheetCell *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return (y->type == KJ_SHEET_BAD) - (x->type == KJ_SHEET_BAD);
}

static void sort_cells(KjSheet *sheet)
{
    size_t kept = 1;
    qsort(sheet->cells, sheet->count, sizeof *sheet->cells, compare_cells);
    for (size_t i = 1; i < sheet->count; i++) {
        const KjSheetCell *last = &sheet->cells[kept - 1], *cell = &sheet->cells[i];
        if (cell->row != last->row || cell->column != last->column)
            sheet->cells[kept++] = *cell;
    }
    sheet->count = kept;
}

void kj_xlsx_merged_judge(KjXlsx *xlsx, const KjXlsxMerged *merged, KjSheet *sheet)
{
    KjXlsxRange area = used_area(sheet);
    size_t filled = sheet->count;
    for (size_t i = 0; i < merged->count; i++) {
        const KjXlsxRange *range = &merged->items[i];
        if (range->top > area.bottom || range->left > area.right)
            continue;
        tell(xlsx, sheet, range);
        spoil(xlsx, sheet, range, &area, filled + MOST_SPOILT);
    }
    if (sheet->count > filled)
        sort_cells(sheet);
}
