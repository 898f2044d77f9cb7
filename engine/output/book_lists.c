/* Drop-down lists: what they offer stands on a hidden sheet, a column for each list (the library
 * overruns its buffer with lists written into the cells' own rules); columns that offer the same
 * share one. A warning can be passed over: the reader takes more forms than a list offers. */
#include "engine/output/book_parts.h"

#include "engine/base/place.h"

#include <math.h>
#include <stdio.h>

typedef struct Lists {
    const KjBookColumn **columns; /* one that has the list, for each list */
    size_t count, capacity;
} Lists;

static bool same_list(const KjBookColumn *a, const KjBookColumn *b)
{
    if (a->choice_count != b->choice_count)
        return false;
    for (size_t i = 0; i < a->choice_count; i++)
        if (kj_text_compare(a->choices[i], b->choices[i]) != 0)
            return false;
    return true;
}

static size_t list_of(Lists *lists, const KjBookColumn *column)
{
    for (size_t i = 0; i < lists->count; i++)
        if (same_list(lists->columns[i], column))
            return i;
    KJ_PUSH(lists->columns, lists->count, lists->capacity, column);
    return lists->count - 1;
}

/* libxlsxwriter 1.1.4 copies the formula of a list twice and forgets one copy. The checker of leaks,
 * where the program is built with it, is told not to look. */
extern void __lsan_disable(void) __attribute__((weak));
extern void __lsan_enable(void) __attribute__((weak));

static lxw_error add_rule(lxw_worksheet *page, size_t column, size_t first, size_t last,
                          lxw_data_validation *rule)
{
    lxw_error error;

    if (__lsan_disable)
        __lsan_disable();
    error = worksheet_data_validation_range(page, (lxw_row_t)first, (lxw_col_t)column,
                                            (lxw_row_t)last, (lxw_col_t)column, rule);
    if (__lsan_enable)
        __lsan_enable();
    return error;
}

static lxw_error offer(lxw_worksheet *page, const KjBookSheet *sheet, size_t column, size_t list)
{
    const KjBookColumn *of = &sheet->columns[column];
    size_t first = sheet->headless ? 0 : 1, last = sheet->row_count + first + sheet->blank_rows;
    char name[KJ_CELL_NAME_BYTES], formula[80];
    lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
                                .value_formula = formula,
                                .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};

    if (last == first)
        return LXW_NO_ERROR;
    last = last > KJ_BOOK_ROWS ? KJ_BOOK_ROWS : last;
    if (of->several)
        rule.show_error = LXW_VALIDATION_OFF;
    kj_column_name((uint32_t)list + 1, name);
    snprintf(formula, sizeof formula, "=" KJ_BOOK_LISTS "!$%s$1:$%s$%zu", name, name,
             of->choice_count);
    return add_rule(page, column, first, last - 1, &rule);
}

static lxw_error write_lists(const Lists *lists, lxw_workbook *workbook, KjLooks *looks)
{
    lxw_worksheet *page = workbook_add_worksheet(workbook, KJ_BOOK_LISTS);
    KjArena *scratch = kj_arena_new();
    lxw_error error = page ? LXW_NO_ERROR : LXW_ERROR_MEMORY_MALLOC_FAILED;

    for (size_t i = 0; i < lists->count && !error; i++)
        for (size_t row = 0; row < lists->columns[i]->choice_count && !error; row++) {
            KjPut put = kj_put_text(lists->columns[i]->choices[row]);

            error =
                kj_xlsx_cell(page, looks, scratch, (lxw_row_t)row, (lxw_col_t)i, &put, INFINITY);
        }
    if (page)
        worksheet_hide(page);
    kj_arena_free(scratch);
    return error;
}

lxw_error kj_xlsx_lists(const KjBookOut *book, lxw_workbook *workbook, lxw_worksheet **pages,
                        KjLooks *looks)
{
    Lists lists = {0};
    lxw_error error = LXW_NO_ERROR;

    for (size_t s = 0; s < book->count; s++)
        for (size_t c = 0; c < book->sheets[s]->column_count && !error; c++)
            if (book->sheets[s]->columns[c].choice_count)
                error = offer(pages[s], book->sheets[s], c,
                              list_of(&lists, &book->sheets[s]->columns[c]));
    if (lists.count && !error)
        error = write_lists(&lists, workbook, looks);
    kj_free(lists.columns);
    return error;
}
