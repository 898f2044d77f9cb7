/* The text of a scalar as a value, and why it is none. */
#ifndef KJ_INGEST_SCALAR_H
#define KJ_INGEST_SCALAR_H

#include "engine/ingest/ingest.h"

#define KJ_REFERENCE_MAX_BYTES 400 /* "kind:id", see KJ_ID_MAX_BYTES */
#define KJ_SCALAR_MAX_BYTES 4096   /* no value but a text is written in more */

/* As kj_scalar_read, but says nothing: the caller makes up a subject only when there is one to be
 * told. The text of the value stands in the arena or in text itself. */
bool kj_scalar_parse(const KjField *field, KjText text, const KjIngestOptions *options,
                     KjArena *arena, KjValue *value);
/* The value as a number of the field's own unit, for its range. False for types without one. */
bool kj_scalar_measure(const KjValue *value, double *measure);
/* The currency of a money field: its unit, or yen. */
const char *kj_scalar_currency(const KjField *field);
/* Tells why kj_scalar_parse refused the text. */
void kj_scalar_explain(const KjField *field, KjText text, const KjIngestOptions *options,
                       KjArena *arena, KjPlace place, const char *subject, KjDiags *diags);

#endif
