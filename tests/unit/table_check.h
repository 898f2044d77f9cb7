// For the tests of the readers of tables: what was read and what was told, each as one text.
//
// A book is written sheet by sheet, "[name]" (left out for CSV's only sheet), then its cells:
// A1'text' B1=4.1 C1=45383:date D1=TRUE E1! (a bad one), with a space between.
#ifndef KJ_TESTS_UNIT_TABLE_CHECK_H
#define KJ_TESTS_UNIT_TABLE_CHECK_H

#include "engine/base/place.h"
#include "engine/ingest/table.h"
#include "tests/unit/check.h"

typedef bool TableReader(KjBook *book, const char *path, const char *data, size_t len,
                         KjDiags *diags);

static void write_cell(KjBuf *out, const KjSheetCell *cell)
{
    static const char *const looks[] = {"",         ":date",    ":datetime", ":time",
                                        ":percent", ":dressed", ":multiple"};
    char name[KJ_CELL_NAME_BYTES];
    kj_column_name(cell->column, name);
    kj_buf_printf(out, "%s%s%u", out->len ? " " : "", name, (unsigned)cell->row);
    if (cell->type == KJ_SHEET_BAD)
        kj_buf_puts(out, "!");
    else if (cell->type == KJ_SHEET_TEXT)
        kj_buf_printf(out, "'%s'", cell->text.data);
    else
        kj_buf_printf(out, "=%s%s", cell->text.data, looks[cell->look]);
    CHECK(cell->text.data[cell->text.len] == '\0'); // every text is closed
    CHECK(kj_utf8_valid(cell->text.data, cell->text.len, NULL));
}

static void write_sheet(KjBuf *out, const KjSheet *sheet, bool named)
{
    if (named)
        kj_buf_printf(out, "%s[%s]", out->len ? " " : "", sheet->name.data);
    for (size_t i = 0; i < sheet->count; i++) {
        const KjSheetCell *cell = &sheet->cells[i], *last = i ? cell - 1 : NULL;
        CHECK(!last || last->row < cell->row ||
              (last->row == cell->row && last->column < cell->column));
        write_cell(out, cell);
    }
}

// What is expected of the book is NULL where it does not matter.
static void check_table(TableReader *read, const char *path, const char *data, size_t len,
                        KjLang lang, const char *expected, const char *told)
{
    KjDiags diags;
    KjBook book;
    KjBuf cells, text;
    kj_diags_init(&diags, lang);
    kj_buf_init(&cells, 0);
    kj_buf_init(&text, 0);
    kj_buf_puts(&cells, "");
    kj_buf_puts(&text, "");
    bool good = read(&book, path, data, len, &diags);
    CHECK(good || diags.errors > 0);
    for (size_t i = 0; i < book.count; i++)
        write_sheet(&cells, &book.sheets[i], read != kj_csv_read);
    kj_diags_sort(&diags);
    kj_diags_print(&diags, &text);
    CHECK_STR(text.data, told);
    if (expected)
        CHECK_STR(cells.data, expected);
    kj_buf_clear(&cells);
    kj_buf_clear(&text);
    kj_book_clear(&book);
    kj_diags_clear(&diags);
}

#endif
