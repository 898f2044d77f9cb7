/* The rows of table files become records.
 *
 * In two steps, so that the order of files does not matter: sheets of records first, and when all
 * files were taken, sheets of lists of groups, whose rows look for their record by its id. */
#ifndef KJ_INGEST_TABLE_RECORDS_H
#define KJ_INGEST_TABLE_RECORDS_H

#include "engine/ingest/ledger.h"

/* The file starts an organisation, which is begun here: ledger->org, KJ_NO_ORG if it has no usable
 * id. */
void kj_table_organization(KjIntake *intake, KjLedger *ledger);
/* Records of all other kinds go to ledger->org. */
void kj_table_records(KjIntake *intake, KjLedger *ledger);
void kj_table_lists(KjIntake *intake, KjLedger *ledger);

#endif
