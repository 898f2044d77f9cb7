/* Tables as they stand in a file, before they mean anything: sheets of cells.
 *
 * CSV and xlsx are read into the same shape; engine/ingest/table_records.c makes records of it. A
 * cell that holds nothing is not there. What cannot be a cell at all (broken quotes, bytes of no
 * encoding, a formula without a stored value, merged cells) is told by the reader with its cell and
 * stands as KJ_SHEET_BAD: pass over it, say no more. */
#ifndef KJ_INGEST_TABLE_H
#define KJ_INGEST_TABLE_H

#include "engine/base/diag.h"
#include "engine/base/mem.h"
#include "engine/base/text.h"

typedef enum {
    KJ_SHEET_TEXT,   /* text: UTF-8, line breaks as \n */
    KJ_SHEET_NUMBER, /* number, to 15 digits, and text: its shortest form, "0.1", "45383" */
    KJ_SHEET_TRUTH,  /* number: 0 or 1; text "TRUE" or "FALSE" */
    KJ_SHEET_BAD     /* was told */
} KjSheetType;

/* How a number is shown, where that says what it is. Dates count days, times fractions of a day. */
typedef enum {
    KJ_LOOK_PLAIN,
    KJ_LOOK_DATE,     /* yyyy-mm-dd and its like, Japanese eras included */
    KJ_LOOK_DATETIME, /* with a time of day */
    KJ_LOOK_TIME,     /* h:mm, [h]:mm */
    KJ_LOOK_PERCENT,  /* 0.8 shown as 80 % */
    KJ_LOOK_DRESSED,  /* with more than its digits: 1,200, 007, ¥12, 3.00, 第4号 */
    KJ_LOOK_MULTIPLE  /* 12 shown as 12万円 */
} KjLook;

typedef struct KjSheetCell {
    uint32_t row, column; /* from 1 */
    uint8_t type, look;   /* KjSheetType, KjLook */
    KjText text;
    double number;
} KjSheetCell;

typedef struct KjSheet {
    KjText name;        /* CSV: the file's name without ".csv" */
    const char *place;  /* KjPlace.file of its cells, see engine/base/place.h */
    KjSheetCell *cells; /* by row, then by column */
    size_t count;
} KjSheet;

typedef struct KjBook {
    KjArena *arena;   /* owns names, places and texts; cells and sheets are freed with the book */
    const char *path; /* borrowed */
    KjSheet *sheets;
    size_t count;
    bool since_1904; /* serial days count from 1904-01-01, not from 1900 */
} KjBook;

#define KJ_TABLE_MAX_BYTES ((size_t)64 << 20) /* of a file */
#define KJ_TABLE_UNPACKED 8 /* an xlsx may unpack to so many times KJ_TABLE_MAX_BYTES */
#define KJ_TABLE_MAX_CELLS ((size_t)8 << 20) /* that hold something, in all sheets of a file */
#define KJ_TABLE_MAX_COLUMNS 16384
#define KJ_TABLE_MAX_ROWS 1048576
#define KJ_TABLE_MAX_TEXT 32767 /* characters of a cell, as in spreadsheets */

/* False if the file cannot be read as a whole; the reason is in diags, as are lesser problems. Clear
 * the book in either case. A CSV file is a book of one sheet. Sheets of a workbook that are not
 * data (charts; hidden ones whose name begins with "_") are left out. */
bool kj_csv_read(KjBook *book, const char *path, const char *data, size_t len, KjDiags *diags);
bool kj_xlsx_read(KjBook *book, const char *path, const char *data, size_t len, KjDiags *diags);
void kj_book_clear(KjBook *book);

/* The day of a serial number as days since 1970-01-01, with the seconds of the day beside it, rounded
 * to the nearest; false for what is no day: below 1 (a time without a day; 1904-01-01 itself cannot
 * be told from one), from the year 10000 on, and 60 in books since 1900, which stands for 29 February
 * 1900, a day that never was. */
bool kj_serial_day(const KjBook *book, double serial, int32_t *day, int32_t *second);
/* The other way, for days from March 1900 on. */
double kj_day_serial(const KjBook *book, int32_t day, int32_t second);

#endif
