/* A sheet as CSV. Dates and datetimes are written by ISO 8601, numbers so that they read back the
 * same; only text is made safe from being taken for something else. */
#include "engine/output/book.h"

#include "engine/base/date.h"
#include "engine/base/number.h"
#include "engine/output/csv.h"

static void put_datetime(KjBuf *out, int64_t local)
{
    int32_t day = kj_date_of(local, 0);
    int second = (int)(local - kj_datetime_at(day, 0));

    kj_date_write(out, day);
    kj_buf_printf(out, "T%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
}

static void put_cell(KjBuf *out, const KjPut *put)
{
    switch ((KjPutType)put->type) {
    case KJ_PUT_NOTHING: break;
    case KJ_PUT_TEXT: kj_csv_text_write(out, put->text); break;
    case KJ_PUT_NUMBER: kj_number_write(out, put->number); break;
    case KJ_PUT_DATE: kj_date_write(out, (int32_t)put->whole); break;
    case KJ_PUT_DATETIME: put_datetime(out, put->whole); break;
    }
}

void kj_book_csv(const KjBookSheet *sheet, KjBuf *out)
{
    kj_buf_puts(out, KJ_CSV_BEGIN);
    for (size_t c = 0; !sheet->headless && c < sheet->column_count; c++) {
        kj_buf_puts(out, c ? "," : "");
        kj_csv_text_write(out, sheet->columns[c].header);
    }
    if (!sheet->headless)
        kj_buf_puts(out, KJ_CSV_LINE_END);
    for (size_t row = 0; row < sheet->row_count; row++) {
        for (size_t c = 0; c < sheet->column_count; c++) {
            kj_buf_puts(out, c ? "," : "");
            put_cell(out, &sheet->cells[row * sheet->column_count + c]);
        }
        kj_buf_puts(out, KJ_CSV_LINE_END);
    }
}
