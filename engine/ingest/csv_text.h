/* The encoding of a CSV file. */
#ifndef KJ_INGEST_CSV_TEXT_H
#define KJ_INGEST_CSV_TEXT_H

#include "engine/base/diag.h"

/* The file as UTF-8 without byte order mark, in the arena, for the caller to change; NULL if it
 * has no encoding that is read here, which is then told. place is the file name of its cells. */
char *kj_csv_text(KjArena *arena, const char *place, const char *data, size_t len, size_t *text_len,
                  KjDiags *diags);

#endif
