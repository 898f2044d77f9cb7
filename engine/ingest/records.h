/* The top level of a data file: its version, its organisation, its records by kind. */
#ifndef KJ_INGEST_RECORDS_H
#define KJ_INGEST_RECORDS_H

#include "engine/ingest/fields.h"

/* True if the file's root is a mapping; else tells what is wrong. */
bool kj_records_root(KjIntake *intake);
/* The file starts an organisation. Its own record is read, and its number returned: KJ_NO_ORG if it
 * has no usable id. */
bool kj_records_has_organization(KjIntake *intake);
uint32_t kj_records_organization(KjIntake *intake);
/* Only its id and place; false if it has no usable id. */
bool kj_records_organization_id(KjIntake *intake, KjText *id, KjPlace *place);
/* All other keys; the records go to org. */
void kj_records_read(KjIntake *intake, uint32_t org);

#endif
