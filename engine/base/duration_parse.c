/* Parsing of durations and periods: numbers with units, the units falling from term to term. A
 * duration is computed exactly from the decimal text; whatever does not come to whole seconds, or
 * does not fit, is refused. */
#include "engine/base/cursor.h"
#include "engine/base/date.h"
#include "engine/base/number.h"

typedef struct Unit {
    const char *text; /* one that begins with another stands before it */
    int32_t size;     /* seconds or months */
} Unit;

static const Unit duration_units[] = {
    {"週間", 604800}, {"週", 604800}, {"日間", 86400}, {"日", 86400}, {"時間", 3600},
    {"分間", 60},     {"分", 60},     {"秒間", 1},     {"秒", 1},     {"w", 604800},
    {"d", 86400},     {"h", 3600},    {"min", 60},     {"s", 1},      {NULL, 0},
};
static const Unit period_units[] = {
    {"年間", 12},  {"年", 12},  {"か月間", 1}, {"か月", 1}, {"ヶ月間", 1}, {"ヶ月", 1},
    {"ヵ月間", 1}, {"ヵ月", 1}, {"カ月間", 1}, {"カ月", 1}, {"ケ月間", 1}, {"ケ月", 1},
    {"箇月間", 1}, {"箇月", 1}, {"y", 12},     {"mo", 1},   {NULL, 0},
};

#define MOST_MONTHS (9999 * 12)

static int32_t take_unit(KjCursor *cursor, const Unit *unit)
{
    kj_cursor_skip_blanks(cursor);
    while (unit->text && !kj_cursor_take(cursor, unit->text))
        unit++;
    kj_cursor_skip_blanks(cursor);
    return unit->size;
}

/* Takes a number without sign and what it is to be multiplied by. */
static int32_t take_term(KjCursor *cursor, const Unit *units, KjDecimal *number)
{
    size_t used;

    if (!kj_cursor_at_digit(cursor) || !kj_decimal_scan(kj_cursor_rest(cursor), number, &used))
        return 0;
    cursor->at += used;
    return take_unit(cursor, units);
}

static bool parse_sum(KjText text, const Unit *units, int64_t *total)
{
    KjCursor cursor = kj_cursor(text);
    int32_t above = INT32_MAX;

    *total = 0;
    do {
        KjDecimal number;
        int32_t size = take_term(&cursor, units, &number);
        int64_t term;

        if (size == 0 || size >= above ||
            __builtin_mul_overflow(number.mantissa, (int64_t)size, &number.mantissa) ||
            !kj_decimal_to_int(number, &term) || __builtin_add_overflow(*total, term, total))
            return false;
        above = size;
    } while (!kj_cursor_done(&cursor));
    return true;
}

bool kj_duration_parse(KjText text, int64_t *seconds)
{
    int64_t total;

    if (!parse_sum(text, duration_units, &total))
        return false;
    *seconds = total;
    return true;
}

bool kj_period_parse(KjText text, int32_t *months)
{
    int64_t total;

    if (!parse_sum(text, period_units, &total) || total > MOST_MONTHS)
        return false;
    *months = (int32_t)total;
    return true;
}
