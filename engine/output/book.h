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

typedef enum { KJ_TONE_NONE, KJ_TONE_GOOD, KJ_TONE_WARN, KJ_TONE_BAD, KJ_TONE_DIM } KjTone;

typedef struct KjPut {
    uint8_t type; /* KjPutType */
    uint8_t tone; /* KjTone: a background in xlsx, nothing in CSV */
    KjText text;
    double number;
    int64_t whole;
} KjPut;

typedef struct KjBookColumn {
    KjText header;
    KjText note;           /* a comment on the header; may be empty */
    const KjText *choices; /* xlsx: a drop-down list for its cells */
    size_t choice_count;
    uint8_t cells; /* KjPutType its empty cells are formatted for */
    bool required; /* its header is marked */
    double width;  /* in characters; 0: from header and cells, within bounds */
} KjBookColumn;

typedef struct KjBookSheet {
    KjText name;  /* of a CSV file: without its ending */
    KjText title; /* shown above nothing: the sheet's tab colour and comment; may be empty */
    KjBookColumn *columns;
    size_t column_count;
    KjPut *cells; /* rows × columns */
    size_t row_count, row_capacity;
    bool filters;        /* an automatic filter over the header */
    bool headless;       /* no header row: a free page, such as a summary */
    uint32_t blank_rows; /* how many empty rows below are prepared for filling in */
} KjBookSheet;

typedef struct KjBookOut {
    KjArena *arena; /* owns all of it */
    KjText title;   /* of the document */
    KjBookSheet *sheets;
    size_t count, capacity;
} KjBookOut;

KjBookOut *kj_book_new(void);
void kj_book_free(KjBookOut *book);
/* The sheet stays where it is until the next one is added. columns are copied. */
KjBookSheet *kj_book_add_sheet(KjBookOut *book, KjText name, const KjBookColumn *columns,
                               size_t column_count);
/* A row of empty cells, one per column, to be filled. */
KjPut *kj_book_add_row(KjBookOut *book, KjBookSheet *sheet);

KjPut kj_put_text(KjText text); /* borrowed: it must live as long as the book */
KjPut kj_put_number(double number);

/* The workbook's bytes. False with error if the library or the disk for its temporary files fails. */
bool kj_book_xlsx(const KjBookOut *book, KjBuf *out, KjError *error);
/* One sheet as CSV: UTF-8 with byte order mark, CRLF, quotes by RFC 4180. */
void kj_book_csv(const KjBookSheet *sheet, KjBuf *out);

#endif
