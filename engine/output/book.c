/* Sheets and columns lie in the book's arena; cells grow and are freed by themselves. */
#include "engine/output/book.h"

#include "engine/base/date.h"

#include <string.h>

KjBookOut *kj_book_new(KjLang lang)
{
    KjArena *arena = kj_arena_new();
    KjBookOut *book = kj_arena_alloc(arena, sizeof *book);

    book->arena = arena;
    book->lang = lang;
    return book;
}

void kj_book_free(KjBookOut *book)
{
    if (!book)
        return;
    for (size_t i = 0; i < book->count; i++)
        kj_free(book->sheets[i]->cells);
    kj_free(book->sheets);
    kj_arena_free(book->arena);
}

KjBookSheet *kj_book_add_sheet(KjBookOut *book, KjText name, const KjBookColumn *columns,
                               size_t column_count)
{
    KjBookSheet *sheet = kj_arena_alloc(book->arena, sizeof *sheet);

    sheet->name = name;
    sheet->columns = kj_arena_array(book->arena, column_count, sizeof *sheet->columns);
    if (column_count)
        memcpy(sheet->columns, columns, column_count * sizeof *columns);
    sheet->column_count = column_count;
    KJ_PUSH(book->sheets, book->count, book->capacity, sheet);
    return sheet;
}

KjPut *kj_book_add_row(KjBookSheet *sheet)
{
    size_t row_size = sheet->column_count * sizeof(KjPut);
    KjPut *row;

    if (sheet->row_count == sheet->row_capacity) {
        sheet->row_capacity = sheet->row_capacity ? sheet->row_capacity * 2 : 16;
        sheet->cells = kj_realloc_array(sheet->cells, sheet->row_capacity, row_size);
    }
    row = sheet->cells + sheet->row_count++ * sheet->column_count;
    return row_size ? memset(row, 0, row_size) : row;
}

KjPut kj_put_text(KjText text)
{
    return (KjPut){.type = KJ_PUT_TEXT, .text = text};
}

KjPut kj_put_number(double number)
{
    return (KjPut){.type = KJ_PUT_NUMBER, .number = number};
}

KjPut kj_put_date(int32_t date)
{
    return (KjPut){.type = KJ_PUT_DATE, .whole = date};
}

KjPut kj_put_datetime(int64_t datetime, int32_t zone)
{
    return (KjPut){.type = KJ_PUT_DATETIME, .whole = datetime + zone};
}
