/* What is told when a key or value does not fit its record. */
#ifndef KJ_INGEST_FIELD_ADVICE_H
#define KJ_INGEST_FIELD_ADVICE_H

#include "engine/ingest/fields.h"

/* No field of that name in the record, row or group (its field index, or -1). */
void kj_advise_unknown(KjIntake *intake, const KjScope *scope, int32_t group, uint32_t key);
/* A list where one value stands, a value where a group stands, and so on. */
void kj_advise_shape(KjIntake *intake, const KjScope *scope, const KjField *field, uint32_t value);
/* The same for an item of a list. */
void kj_advise_item(KjIntake *intake, const KjScope *scope, const KjField *field, uint32_t item);
/* Nothing, ~ or null. at: the key, or the item of a list. */
void kj_advise_null(KjIntake *intake, const KjScope *scope, const KjField *field, uint32_t at);

#endif
