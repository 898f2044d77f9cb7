/* The era table. An era begins on the day it was proclaimed for; the day before is the last of the
 * era before (1912-07-30 and 1926-12-25, on which both held, belong to the new one). Meiji is
 * counted from 1868-01-25, the Gregorian day of the first day of Meiji 1. */
#include "engine/base/era.h"

static const KjEra eras[] = {
    {"令和", "R", {2019, 5, 1}},  {"平成", "H", {1989, 1, 8}},  {"昭和", "S", {1926, 12, 25}},
    {"大正", "T", {1912, 7, 30}}, {"明治", "M", {1868, 1, 25}},
};
static const size_t era_count = sizeof eras / sizeof *eras;

const KjEra *kj_era_holding(int32_t date)
{
    for (size_t i = 0; i < era_count; i++)
        if (date >= kj_date_from_civil(eras[i].first))
            return &eras[i];
    return NULL;
}

const KjEra *kj_era_take(KjCursor *cursor, bool *is_letter)
{
    for (size_t i = 0; i < era_count; i++) {
        *is_letter = kj_cursor_take(cursor, eras[i].letter);
        if (*is_letter || kj_cursor_take(cursor, eras[i].name))
            return &eras[i];
    }
    return NULL;
}
