/* Words for what a field or parameter can hold. */
#ifndef KJ_OUTPUT_TYPE_WORDS_H
#define KJ_OUTPUT_TYPE_WORDS_H

#include "engine/base/diag.h"
#include "engine/model/value.h"

/* "時間の長さ", "duration" */
const char *kj_type_word(KjLang lang, KjType type);

typedef struct KjRange {
    KjType type;
    bool has_min, has_max;
    double min, max;
} KjRange;

/* "0% 以上 100% 以下", "from 0% up to 100%"; nothing without bounds. */
void kj_range_write(KjBuf *out, KjLang lang, KjRange range);

#endif
