/* One cell of a sheet, as it stands in the file, and what it holds. */
#ifndef KJ_INGEST_XLSX_CELL_H
#define KJ_INGEST_XLSX_CELL_H

#include "engine/ingest/xlsx.h"

typedef struct KjXlsxCell {
    uint32_t row, column;
    char type[12]; /* t="…", cut where it is longer; "" is "n" */
    uint32_t format;
    bool formula, stored; /* <f> came; <v> came */
    bool twice;           /* <v> came again */
    KjBuf *value;         /* what <v> holds */
    KjXlsxText *string;   /* what <is> holds */
} KjXlsxCell;

/* "BC12" from 1; false if it is none or beyond what a sheet can have. *used is how long it is. */
bool kj_xlsx_reference(const char *text, uint32_t *row, uint32_t *column, size_t *used);
/* Fills the cell. False: it holds nothing. What is wrong is told and makes a bad cell. */
bool kj_xlsx_cell_read(KjXlsx *xlsx, const KjSheet *sheet, const KjXlsxCell *from,
                       KjSheetCell *cell);

/* A foreign text for a message; empty once so many came that no more are kept. */
const char *kj_xlsx_shown(const KjDiags *diags, KjText text);

#endif
