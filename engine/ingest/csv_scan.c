/* Where the cells of a CSV file begin and end. A line ends with CRLF, LF or CR. Where quotes are
 * broken the cell goes on to the next comma or line end, so that the others are found. */
#include "engine/ingest/csv_scan.h"

#include <string.h>

KjCsvScan kj_csv_scan(const char *data, size_t len)
{
    return (KjCsvScan){.data = data, .len = len, .row = 1};
}

/* Moves to the end of a cell that is not within quotes; true if it passed a quote. */
static bool skip_plain(KjCsvScan *scan)
{
    bool quote = false;
    for (; scan->at < scan->len; scan->at++) {
        char c = scan->data[scan->at];
        if (c == ',' || c == '\n' || c == '\r')
            break;
        quote |= c == '"';
    }
    return quote;
}

/* Stands behind the opening quote. */
static void take_quoted(KjCsvScan *scan, KjCsvCell *cell)
{
    cell->quoted = true;
    cell->start = scan->at;
    for (;;) {
        const char *quote = memchr(scan->data + scan->at, '"', scan->len - scan->at);
        cell->end = quote ? (size_t)(quote - scan->data) : scan->len;
        scan->at = quote ? cell->end + 1 : scan->len;
        if (!quote) {
            cell->fault = KJ_CSV_UNCLOSED;
            return;
        }
        if (scan->at == scan->len || scan->data[scan->at] != '"')
            break;
        cell->doubled = true;
        scan->at++;
    }
    size_t behind = scan->at;
    skip_plain(scan);
    if (scan->at > behind)
        cell->fault = KJ_CSV_AFTER_QUOTE;
}

static void take_plain(KjCsvScan *scan, KjCsvCell *cell)
{
    cell->start = scan->at;
    if (skip_plain(scan))
        cell->fault = KJ_CSV_QUOTE_WITHIN;
    cell->end = scan->at;
}

/* Behind a cell stands a comma, the end of the line or the end of the data. */
static void take_divider(KjCsvScan *scan)
{
    scan->more = false;
    if (scan->at == scan->len)
        return;
    char c = scan->data[scan->at++];
    if (c == ',') {
        scan->more = true;
        return;
    }
    if (c == '\r' && scan->at < scan->len && scan->data[scan->at] == '\n')
        scan->at++;
    scan->row++;
    scan->column = 0;
}

bool kj_csv_next(KjCsvScan *scan, KjCsvCell *cell)
{
    if (scan->at == scan->len && !scan->more)
        return false;
    *cell = (KjCsvCell){.row = scan->row, .column = ++scan->column};
    if (scan->at < scan->len && scan->data[scan->at] == '"') {
        scan->at++;
        take_quoted(scan, cell);
    } else {
        take_plain(scan, cell);
    }
    take_divider(scan);
    return true;
}

void kj_csv_cell_of(const char *data, size_t len, size_t at, KjCsvCell *cell)
{
    KjCsvScan scan = kj_csv_scan(data, len);
    *cell = (KjCsvCell){.row = 1, .column = 1};
    while (scan.at <= at && kj_csv_next(&scan, cell))
        ;
}
