/* One value of a fact as text that the readers take for the same value again: the form that YAML and
 * tables share. */
#ifndef KJ_OUTPUT_FACTS_TEXT_H
#define KJ_OUTPUT_FACTS_TEXT_H

#include "engine/model/facts.h"

/* A scalar of the field's type: yes, 3h, 2026-04-01, 100000kW, 80%, plain digits for money (the field
 * knows the currency), datetimes with the offset of the zone. Text, ids, references and choices as
 * they are. */
void kj_fact_write(KjBuf *out, const KjField *field, const KjValue *value, int32_t zone);

#endif
