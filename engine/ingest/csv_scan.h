/* Where the cells of a CSV file begin and end (RFC 4180).
 *
 * The bytes that divide cells stand for themselves in UTF-8 and in CP932, whose second bytes begin
 * at 0x40: so this works before the encoding is known. */
#ifndef KJ_INGEST_CSV_SCAN_H
#define KJ_INGEST_CSV_SCAN_H

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    KJ_CSV_FINE,
    KJ_CSV_QUOTE_WITHIN, /* a quote in a cell that does not begin with one */
    KJ_CSV_AFTER_QUOTE,  /* something between a closing quote and the end of the cell */
    KJ_CSV_UNCLOSED      /* the file ends before the quote does */
} KjCsvFault;

typedef struct KjCsvCell {
    size_t row, column; /* from 1 */
    size_t start, end;  /* what it holds: for quoted cells, what stands between the quotes */
    bool quoted;
    bool doubled; /* quoted, with quotes inside: each stands twice */
    KjCsvFault fault;
} KjCsvCell;

typedef struct KjCsvScan {
    const char *data;
    size_t len;
    size_t at;          /* where the next cell begins */
    size_t row, column; /* of the cell before it */
    bool more;          /* a comma came: a cell follows even at the end of the data */
} KjCsvScan;

KjCsvScan kj_csv_scan(const char *data, size_t len);
/* The next cell, empty ones too; false at the end. Bytes before scan->at are not looked at again. */
bool kj_csv_next(KjCsvScan *scan, KjCsvCell *cell);
/* The cell that a byte belongs to. */
void kj_csv_cell_of(const char *data, size_t len, size_t at, KjCsvCell *cell);

#endif
