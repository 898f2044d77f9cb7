/* The header of a sheet: which column holds which field. */
#ifndef KJ_INGEST_TABLE_HEADER_H
#define KJ_INGEST_TABLE_HEADER_H

#include "engine/ingest/intake.h"
#include "engine/ingest/table.h"

/* What a column may be, besides the index of a field. */
enum {
    KJ_COLUMN_ID = -1,     /* the id of the record; in a list of groups that of its record */
    KJ_COLUMN_BARE = -2,   /* has no header: cells in it are wrong */
    KJ_COLUMN_IGNORED = -3 /* what is wrong with it has been told */
};

typedef struct KjTableHeader {
    uint32_t row;     /* 0: the sheet has no cells */
    int32_t *columns; /* by number, from 1 */
    uint32_t count;   /* the number of the last one in the sheet */
    uint32_t id;      /* the column of the id; 0 if there is none */
    size_t first;     /* the first cell below the header */
    bool unsure;      /* some header was told to be no cell: it may have been any field */
} KjTableHeader;

/* Reads the header and tells what is wrong with it. False if the rows below mean nothing: the sheet
 * has no cells, or no header is the name of anything. What is returned stands in arena. */
bool kj_table_header_read(KjIntake *intake, const KjSheet *sheet, int32_t kind, KjArena *arena,
                          KjTableHeader *header);
/* Holds nothing but white space. */
bool kj_cell_is_blank(const KjSheetCell *cell);
KjPlace kj_cell_place(const KjSheet *sheet, const KjSheetCell *cell);

#endif
