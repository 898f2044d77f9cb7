/* Lines of words "key=value", as stand in trusted comments and in the log. Values are visible ASCII. */
#ifndef KJ_BUNDLE_FIELDS_H
#define KJ_BUNDLE_FIELDS_H

#include "engine/base/buf.h"
#include "engine/base/text.h"

/* The next word of a line, words being parted by one space; false at the end, or where two spaces or a
 * character that is no visible ASCII stand (line->data is then NULL). */
bool kj_fields_next(KjText *line, KjText *word);
/* The value of the next word, which has to be key=VALUE; false, and the line as it was, if it is not. */
bool kj_fields_take(KjText *line, const char *key, KjText *value);
void kj_fields_put(KjBuf *out, const char *key, KjText value); /* " key=value" */

#endif
