/* Whole texts that are an integer, a number or a percentage. */
#include "engine/base/cursor.h"
#include "engine/base/number.h"

#include <math.h>

static bool take_decimal(KjCursor *cursor, KjDecimal *value)
{
    size_t used;

    if (!kj_decimal_scan(kj_cursor_rest(cursor), value, &used))
        return false;
    cursor->at += used;
    return true;
}

bool kj_int_parse(KjText text, int64_t *out)
{
    KjCursor cursor = kj_cursor(text);
    KjDecimal value;

    return take_decimal(&cursor, &value) && kj_cursor_done(&cursor) &&
           kj_decimal_to_int(value, out);
}

static bool to_finite(KjDecimal value, double *out)
{
    double number = kj_decimal_to_double(value);

    if (!isfinite(number))
        return false;
    *out = number;
    return true;
}

bool kj_number_parse(KjText text, double *out)
{
    KjCursor cursor = kj_cursor(text);
    KjDecimal value;

    return take_decimal(&cursor, &value) && kj_cursor_done(&cursor) && to_finite(value, out);
}

bool kj_percent_parse(KjText text, double *out)
{
    KjCursor cursor = kj_cursor(text);
    KjDecimal value;

    if (!take_decimal(&cursor, &value))
        return false;
    kj_cursor_skip_blanks(&cursor);
    if (kj_cursor_take(&cursor, "割"))
        value.exponent++;
    else if (!kj_cursor_take(&cursor, "%"))
        kj_cursor_take(&cursor, "パーセント");
    return kj_cursor_done(&cursor) && to_finite(value, out);
}
