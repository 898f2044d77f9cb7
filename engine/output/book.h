/* A workbook to be written: sheets of rows of cells, with a header row. As xlsx (book_xlsx.c) or as
 * one CSV file per sheet (book_csv.c); the same book gives the same bytes.
 *
 * Text stays text: it is written so that no spreadsheet takes it for a number, a date or a formula,
 * and engine/ingest reads back what was put in. */
#ifndef KJ_OUTPUT_BOOK_H
#define KJ_OUTPUT_BOOK_H

#include "engine/base/buf.h"
#include "engine/base/diag.h"
#include "engine/base/text.h"

typedef enum {
    KJ_PUT_NOTHING,
    KJ_PUT_TEXT,
    KJ_PUT_NUMBER,
    KJ_PUT_DATE,    /* whole: days since 1970-01-01 */
    KJ_PUT_DATETIME /* whole: seconds since 1970-01-01T00:00, local time of the workspace */
} KjPutType;
#define KJ_PUT_TYPES (KJ_PUT_DATETIME + 1)

typedef enum { KJ_TONE_NONE, KJ_TONE_GOOD, KJ_TONE_WARN, KJ_TONE_BAD, KJ_TONE_DIM } KjTone;
#define KJ_TONES (KJ_TONE_DIM + 1)

typedef struct KjPut {
    uint8_t type; /* KjPutType */
    uint8_t tone; /* KjTone: a background in xlsx, nothing in CSV */
    bool strong;  /* in xlsx it looks like a header: headings of a headless sheet */
    KjText text;
    double number;
    int64_t whole;
} KjPut;

typedef struct KjBookColumn {
    KjText header;
    KjText note;           /* a comment on the header; may be empty */
    const KjText *choices; /* xlsx: a drop-down list for its cells */
    size_t choice_count;
    bool several;  /* a cell may hold several choices: the list offers, but warns of nothing */
    bool required; /* its header is marked */
    uint8_t cells; /* KjPutType its empty cells are formatted for */
    double width;  /* in characters; 0: from header and cells, within bounds */
} KjBookColumn;

typedef struct KjBookSheet {
    KjText name;  /* of a CSV file: without its ending */
    KjText title; /* what it holds: printed above the page, in front of the first header's note */
    KjBookColumn *columns;
    size_t column_count;
    KjPut *cells; /* rows × columns */
    size_t row_count, row_capacity;
    bool filters;        /* an automatic filter over the header */
    bool headless;       /* no header row: a free page, such as a summary */
    bool hidden;         /* not shown; readers leave out hidden sheets whose names begin with "_" */
    uint32_t blank_rows; /* how many empty rows below offer the drop-down lists for filling in */
} KjBookSheet;

typedef struct KjBookOut {
    KjArena *arena; /* owns all of it but the cells; texts made for the book may lie in it */
    KjLang lang;    /* of messages about it */
    KjText title;   /* of the document */
    KjBookSheet **sheets;
    size_t count, capacity;
} KjBookOut;

KjBookOut *kj_book_new(KjLang lang);
void kj_book_free(KjBookOut *book); /* NULL is fine */
/* The sheet stays where it is as long as the book lives. Columns are copied; texts and choices are
 * borrowed and must live as long as the book. */
KjBookSheet *kj_book_add_sheet(KjBookOut *book, KjText name, const KjBookColumn *columns,
                               size_t column_count);
/* A row of empty cells, one per column, to be filled before the next one is added to the sheet. */
KjPut *kj_book_add_row(KjBookSheet *sheet);

KjPut kj_put_text(KjText text); /* borrowed: it must live as long as the book */
KjPut kj_put_number(double number);
KjPut kj_put_date(int32_t date);
KjPut kj_put_datetime(int64_t datetime, int32_t zone); /* an instant, in the zone's local time */

#define KJ_BOOK_NAME_CHARACTERS 31 /* most of the name of a sheet in xlsx */
#define KJ_BOOK_TEXT_CHARACTERS 32767
#define KJ_BOOK_ROWS 1048576
#define KJ_BOOK_COLUMNS 16384

/* The workbook's bytes. False with error, in the book's language, if something exceeds what xlsx can
 * hold, or the library or the disk for its temporary files fails. Nothing is ever cut. */
bool kj_book_xlsx(const KjBookOut *book, KjBuf *out, KjError *error);
/* One sheet as CSV: UTF-8 with byte order mark, CRLF, quotes by RFC 4180. */
void kj_book_csv(const KjBookSheet *sheet, KjBuf *out);

#endif
