/* Merged cells: a table has a value in each cell, so they are an error where something is filled. */
#ifndef KJ_INGEST_XLSX_MERGED_H
#define KJ_INGEST_XLSX_MERGED_H

#include "engine/ingest/xlsx.h"

typedef struct KjXlsxRange {
    uint32_t top, left, bottom, right;
} KjXlsxRange;

typedef struct KjXlsxMerged {
    KjXlsxRange *items;
    size_t count, capacity;
} KjXlsxMerged;

/* "A1:B2"; what is no such range is passed over. */
void kj_xlsx_merged_add(KjXlsxMerged *merged, const char *ref);
/* When all cells are there: tells the ranges that reach into the used area, and makes their cells
 * bad, those that hold nothing too, so that nobody misses a value in them. */
void kj_xlsx_merged_judge(KjXlsx *xlsx, const KjXlsxMerged *merged, KjSheet *sheet);

#endif
