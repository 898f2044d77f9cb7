/* Cells of CSV by RFC 4180, made for spreadsheets. */
#ifndef KJ_OUTPUT_CSV_H
#define KJ_OUTPUT_CSV_H

#include "engine/base/buf.h"
#include "engine/base/text.h"

#define KJ_CSV_BEGIN "\xEF\xBB\xBF" /* the byte order mark by which spreadsheets know UTF-8 */
#define KJ_CSV_LINE_END "\r\n"

/* Text, in quotes where it needs them. Text that a spreadsheet would take for a formula gets an
 * apostrophe in front, and so does text that begins with such an apostrophe: engine/ingest takes
 * exactly one away. */
void kj_csv_text_write(KjBuf *out, KjText text);

/* The same as a cell of a row, with what follows it: a comma, or the end of the line. */
void kj_csv_cell_write(KjBuf *out, KjText text, bool last);

#endif
