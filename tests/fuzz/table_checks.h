// What must hold of any bytes read as a table: cells in their order and within limits, texts closed
// and valid UTF-8, and an error told wherever something could not be read.
#ifndef KJ_TESTS_FUZZ_TABLE_CHECKS_H
#define KJ_TESTS_FUZZ_TABLE_CHECKS_H

#include "engine/base/number.h"
#include "engine/ingest/table.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static void must(bool holds)
{
    if (!holds)
        __builtin_trap();
}

// A number's text is what our own writer makes of it, however it stood in the file.
static void check_number(const KjSheetCell *cell)
{
    KjBuf text;
    kj_buf_init(&text, 0);
    kj_number_write(&text, cell->number);
    must(text.len == cell->text.len && memcmp(text.data, cell->text.data, text.len) == 0);
    kj_buf_clear(&text);
}

static void check_cell(const KjBook *book, const KjSheetCell *cell)
{
    int32_t day, second;
    must(cell->row >= 1 && cell->row <= KJ_TABLE_MAX_ROWS);
    must(cell->column >= 1 && cell->column <= KJ_TABLE_MAX_COLUMNS);
    must(cell->type <= KJ_SHEET_BAD && cell->look <= KJ_LOOK_MULTIPLE && isfinite(cell->number));
    must((cell->type == KJ_SHEET_BAD) == (cell->text.len == 0));
    must(cell->text.data[cell->text.len] == '\0' && !memchr(cell->text.data, 0, cell->text.len));
    must(kj_utf8_valid(cell->text.data, cell->text.len, NULL));
    must(!memchr(cell->text.data, '\r', cell->text.len));
    if (cell->type == KJ_SHEET_NUMBER)
        check_number(cell);
    if (kj_serial_day(book, cell->number, &day, &second))
        must(second >= 0 && second < 86400);
}

static void check_sheet(const KjBook *book, const KjSheet *sheet, size_t *bad)
{
    for (size_t i = 0; i < sheet->count; i++) {
        const KjSheetCell *cell = &sheet->cells[i], *last = i ? cell - 1 : NULL;
        check_cell(book, cell);
        must(!last || last->row < cell->row ||
             (last->row == cell->row && last->column < cell->column));
        *bad += cell->type == KJ_SHEET_BAD;
    }
}

static void check_reader(bool (*read)(KjBook *, const char *, const char *, size_t, KjDiags *),
                         const char *path, const char *data, size_t size)
{
    KjDiags diags;
    KjBook book;
    KjBuf told;
    size_t bad = 0;
    kj_diags_init(&diags, size % 2 ? KJ_JA : KJ_EN);
    kj_buf_init(&told, 0);
    bool good = read(&book, path, data, size, &diags);
    for (size_t i = 0; i < book.count; i++)
        check_sheet(&book, &book.sheets[i], &bad);
    kj_diags_print(&diags, &told);
    must((good && bad == 0) || diags.errors > 0);
    must((diags.errors == 0) == (told.len == 0));
    must(told.len == 0 || kj_utf8_valid(told.data, told.len, NULL));
    kj_buf_clear(&told);
    kj_book_clear(&book);
    kj_diags_clear(&diags);
}

#endif
