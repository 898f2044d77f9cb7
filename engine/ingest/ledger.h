/* A table file whose sheets are known by what they hold: records of one kind each, or the rows of one
 * list of groups. */
#ifndef KJ_INGEST_LEDGER_H
#define KJ_INGEST_LEDGER_H

#include "engine/ingest/intake.h"
#include "engine/ingest/table.h"
#include "engine/ingest/table_header.h"

typedef struct KjLedgerSheet {
    const KjSheet *sheet;
    int32_t kind; /* of its records or rows; -1: passed over */
    KjTableHeader header;
    bool readable; /* the header means something */
    bool rows;     /* some stand below it */
} KjLedgerSheet;

typedef struct KjLedger {
    KjBook book;
    KjLedgerSheet *sheets; /* one per sheet of the book */
    uint32_t org;          /* whose records they are, once that is known */
} KjLedger;

/* Whether a file of that name is a table. */
bool kj_ledger_is_one(const char *path);
/* Reads the file, the names of its sheets and their headers, and tells what is wrong with them.
 * False if the file cannot be read as a whole. Clear the ledger either way. */
bool kj_ledger_read(KjIntake *intake, KjLedger *ledger, const KjFile *file);
void kj_ledger_clear(KjLedger *ledger);

/* The sheet is about the organisation itself; it holds rows of a list of groups. */
bool kj_sheet_is_organization(KjIntake *intake, const KjLedgerSheet *sheet);
bool kj_sheet_is_list(KjIntake *intake, const KjLedgerSheet *sheet);
/* The file is about an organisation of its own. */
bool kj_ledger_has_organization(KjIntake *intake, const KjLedger *ledger);
/* The same of a file that could not be read: it may have been. A CSV file says by its name what it
 * holds. */
bool kj_ledger_may_have_organization(KjIntake *intake, const char *path);
/* Any rows: a file without needs no organisation. */
bool kj_ledger_has_rows(const KjLedger *ledger);
/* Rows of lists of groups. */
bool kj_ledger_has_lists(KjIntake *intake, const KjLedger *ledger);

#endif
