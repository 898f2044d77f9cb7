/* Pieces of messages: what users wrote, made short and printable, and lists of names. */
#ifndef KJ_INGEST_TELL_H
#define KJ_INGEST_TELL_H

#include "engine/base/diag.h"

/* The text on one line, cut to some 60 columns. */
const char *kj_tell_text(KjArena *arena, KjText text);
/* "hot, warm, cold, none"; a long list is cut and ends with "…". */
const char *kj_tell_names(KjArena *arena, const char *const *names, size_t count);
/* "もしかして「type」ですか" / "did you mean 'type'?", or "" if nothing is near. */
const char *kj_tell_nearest(KjDiags *diags, KjArena *arena, KjText name, const char *const *names,
                            size_t count);
/* The one that fits the language of the diagnostics. */
const char *kj_tell(const KjDiags *diags, const char *ja, const char *en);
/* Once the diagnostics are full, only their number matters: skip costly advice. */
bool kj_tell_enough(const KjDiags *diags);

#endif
