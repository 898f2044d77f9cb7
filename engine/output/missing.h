/* Which shares of a run are missing, in words. */
#ifndef KJ_OUTPUT_MISSING_H
#define KJ_OUTPUT_MISSING_H

#include "engine/store/store.h"

/* "8 分割のうち 1, 2, 5 番目がありません", "shares 1, 2 and 5 of 8 are missing"; NULL if none is. */
const char *kj_missing_text(KjArena *arena, KjLang lang, const KjStoreMissing *missing);

#endif
