/* The id of a record. */
#ifndef KJ_INGEST_RECORD_ID_H
#define KJ_INGEST_RECORD_ID_H

#include "engine/ingest/fields.h"

#define KJ_ID_MAX_BYTES 200

/* Finds and checks "id" in a mapping; false after telling what is wrong with it. kind is for the
 * message; at is where a record without an id is told. */
bool kj_record_id_read(KjIntake *intake, const char *kind, uint32_t map, uint32_t at, KjText *id);
/* What may be an id and what not; id is after NFKC. */
bool kj_record_id_check(KjIntake *intake, const char *kind, KjPlace place, KjText id);

#endif
