/* Values as people read them, in the language of the view. */
#ifndef KJ_OUTPUT_SHOW_H
#define KJ_OUTPUT_SHOW_H

#include "engine/output/meaning.h"

void kj_show_value(KjBuf *out, const KjView *view, KjMeaning meaning, const KjValue *value);
void kj_show_place(KjBuf *out, KjPlace place, bool with_column);              /* data.yaml:9:42 */
void kj_show_record(KjBuf *out, const KjView *view, int32_t kind, KjText id); /* system:mail */
/* Where a rule comes from: the document's title and edition, and the clause. */
void kj_show_source(KjBuf *out, const KjView *view, const KjRule *rule);

#endif
