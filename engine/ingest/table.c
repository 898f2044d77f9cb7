/* What both readers of tables share: cells as they come, and days behind serial numbers. */
#include "engine/ingest/table.h"

#include "engine/ingest/table_cells.h"

#include <math.h>

#define DAY 86400
#define END_1900 2958466 /* 10000-01-01 */
#define EPOCH_1900 25569 /* 1970-01-01 */
#define SHIFT_1904 1462  /* by how much serial numbers since 1904 are lower */
#define NEVER 60         /* 29 February 1900, counted by a mistake that all spreadsheets keep */

void kj_book_clear(KjBook *book)
{
    for (size_t i = 0; i < book->count; i++)
        kj_free(book->sheets[i].cells);
    kj_free(book->sheets);
    kj_arena_free(book->arena);
    *book = (KjBook){0};
}

KjSheet *kj_sheet_add(KjBook *book, KjText name, bool named)
{
    book->sheets = kj_realloc_array(book->sheets, book->count + 1, sizeof *book->sheets);
    KjSheet *sheet = &book->sheets[book->count++];
    *sheet = (KjSheet){
        .name = name,
        .place = kj_place_sheet(book->arena, book->path, named ? name : KJ_TEXT("")),
    };
    return sheet;
}

KjSheetCell *kj_cells_add(KjCells *cells, KjSheet *sheet, uint32_t row, uint32_t column)
{
    KjSheetCell cell = {.row = row, .column = column, .text = KJ_TEXT("")};
    if (cells->total >= KJ_TABLE_MAX_CELLS)
        return NULL;
    cells->total++;
    KJ_PUSH(sheet->cells, sheet->count, cells->capacity, cell);
    return &sheet->cells[sheet->count - 1];
}

void kj_cells_finish(KjCells *cells, KjSheet *sheet)
{
    if (sheet->count > 0 && sheet->count < cells->capacity)
        sheet->cells = kj_realloc_array(sheet->cells, sheet->count, sizeof *sheet->cells);
    cells->capacity = 0;
}

bool kj_table_text_clean(KjText text, KjPlace place, KjDiags *diags)
{
    int32_t control = kj_text_control(text);
    if (control >= 0)
        kj_diag(diags, KJ_ERROR, place, NULL, "値に制御文字U+%04Xがあります。削除してください",
                "the value holds the control character U+%04X; remove it", (unsigned)control);
    return control < 0;
}

bool kj_table_text_fits(KjText text)
{
    if (text.len <= KJ_TABLE_MAX_TEXT)
        return true;
    size_t characters = 0;
    for (uint32_t i = 0; i < text.len; i++)
        characters += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    return characters <= KJ_TABLE_MAX_TEXT;
}

double kj_day_serial(const KjBook *book, int32_t day, int32_t second)
{
    int64_t whole = (int64_t)day + EPOCH_1900 - (book->since_1904 ? SHIFT_1904 : 0);
    return (double)whole + (double)second / DAY;
}

bool kj_serial_day(const KjBook *book, double serial, int32_t *day, int32_t *second)
{
    if (!(serial >= 1 && serial < END_1900))
        return false;
    int64_t seconds = llround(serial * DAY); /* below 2^38: the product is near enough */
    int64_t whole = seconds / DAY;
    if (book->since_1904)
        whole += SHIFT_1904;
    else if (whole < NEVER)
        whole++;
    else if (whole == NEVER)
        return false;
    if (whole >= END_1900)
        return false;
    *day = (int32_t)(whole - EPOCH_1900);
    *second = (int32_t)(seconds % DAY);
    return true;
}
