/* The eras of the Japanese calendar since Meiji. */
#ifndef KJ_BASE_ERA_H
#define KJ_BASE_ERA_H

#include "engine/base/cursor.h"
#include "engine/base/date.h"

typedef struct KjEra {
    const char *name;
    const char *letter;
    KjCivil first; /* the era's first day; its first year is that calendar year */
} KjEra;

const KjEra *kj_era_holding(int32_t date); /* NULL before Meiji */
/* Takes an era's name or letter; NULL if none stands here. */
const KjEra *kj_era_take(KjCursor *cursor, bool *is_letter);

#endif
