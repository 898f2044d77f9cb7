/* Exact decimal numbers and their scanner.
 *
 *   number  = ["-"] section {section}      each section but the last ends in 万, 億 or 兆, falling
 *   section = part {part} [万|億|兆]       each part but the last ends in 千 or 百, falling
 *   part    = digits ["." digits] [千|百]  digits may be grouped by threes
 *
 * So 1億2000万, 3千万 and 2千5百 are numbers. What follows a unit must be smaller than it; a
 * fraction stands only in the last part. */
#include "engine/base/cursor.h"
#include "engine/base/number.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct Suffix {
    const char *text;
    int32_t power;
} Suffix;

static const Suffix small_suffixes[] = {{"千", 3}, {"百", 2}, {NULL, 0}};
static const Suffix big_suffixes[] = {{"兆", 12}, {"億", 8}, {"万", 4}, {NULL, 0}};

#define NO_LIMIT INT32_MAX

static int32_t take_suffix(KjCursor *cursor, const Suffix *suffix)
{
    while (suffix->text && !kj_cursor_take(cursor, suffix->text))
        suffix++;
    return suffix->power;
}

/* Appends the digit to the mantissa; zeros wait in *zeros until another digit follows them, so that
 * 1.50 is 15 with exponent -1 and long round numbers fit. */
static bool append_digit(int64_t *mantissa, int32_t *zeros, char digit)
{
    if (digit == '0') {
        *zeros += *mantissa != 0;
        return true;
    }
    for (; *zeros > 0; --*zeros)
        if (__builtin_mul_overflow(*mantissa, 10, mantissa))
            return false;
    return !__builtin_mul_overflow(*mantissa, 10, mantissa) &&
           !__builtin_add_overflow(*mantissa, digit - '0', mantissa);
}

static size_t digit_run(const KjCursor *cursor, size_t from)
{
    KjCursor ahead = {cursor->at + from, cursor->end};

    while (kj_cursor_at_digit(&ahead))
        ahead.at++;
    return (size_t)(ahead.at - cursor->at) - from;
}

static char char_at(const KjCursor *cursor, size_t offset)
{
    return offset < (size_t)(cursor->end - cursor->at) ? cursor->at[offset] : '\0';
}

/* Length of the whole part: 1200, or 1,200 with groups of exactly three. */
static size_t whole_length(const KjCursor *cursor)
{
    size_t first = digit_run(cursor, 0), len = first;

    if (first == 0 || first > 3 || char_at(cursor, 0) == '0')
        return first;
    while (char_at(cursor, len) == ',' && digit_run(cursor, len + 1) == 3)
        len += 4;
    return char_at(cursor, len) == ',' && digit_run(cursor, len + 1) > 0 ? first : len;
}

static bool take_part(KjCursor *cursor, KjDecimal *part, bool *has_fraction)
{
    size_t whole = whole_length(cursor), fraction = 0;
    int32_t zeros = 0;

    if (whole == 0)
        return false;
    if (char_at(cursor, whole) == '.')
        fraction = digit_run(cursor, whole + 1);
    *has_fraction = fraction > 0;
    part->mantissa = 0;
    for (size_t i = 0; i < whole + (fraction ? fraction + 1 : 0); i++)
        if (cursor->at[i] != ',' && cursor->at[i] != '.' &&
            !append_digit(&part->mantissa, &zeros, cursor->at[i]))
            return false;
    part->exponent = part->mantissa ? zeros - (int32_t)fraction : 0;
    cursor->at += whole + (fraction ? fraction + 1 : 0);
    return true;
}

static bool below_power(KjDecimal value, int32_t power)
{
    int64_t digits = 0;

    if (power == NO_LIMIT)
        return true;
    for (int64_t rest = value.mantissa; rest; rest /= 10)
        digits++;
    return digits + value.exponent <= power;
}

/* *sum += value, both not negative. */
static bool add_decimal(KjDecimal *sum, KjDecimal value)
{
    if (value.mantissa == 0 || sum->mantissa == 0) {
        *sum = value.mantissa ? value : *sum;
        return true;
    }
    for (; sum->exponent > value.exponent; sum->exponent--)
        if (__builtin_mul_overflow(sum->mantissa, 10, &sum->mantissa))
            return false;
    for (; value.exponent > sum->exponent; value.exponent--)
        if (__builtin_mul_overflow(value.mantissa, 10, &value.mantissa))
            return false;
    return !__builtin_add_overflow(sum->mantissa, value.mantissa, &sum->mantissa);
}

typedef bool TakeItem(KjCursor *cursor, KjDecimal *item, bool *has_fraction);

/* Sums items with falling suffixes, as long as they go on; the cursor stands behind the last. */
static bool take_falling(KjCursor *cursor, TakeItem *take, const Suffix *suffixes, KjDecimal *sum,
                         bool *has_fraction)
{
    int32_t limit = NO_LIMIT;

    *sum = (KjDecimal){0, 0};
    do {
        KjCursor ahead = *cursor;
        KjDecimal item, longer = *sum;
        bool fraction;
        int32_t power;

        if (!take(&ahead, &item, &fraction))
            break;
        power = take_suffix(&ahead, suffixes);
        if (item.mantissa)
            item.exponent += power;
        if (power >= limit || !below_power(item, limit) || !add_decimal(&longer, item))
            break;
        *cursor = ahead;
        *sum = longer;
        *has_fraction = fraction;
        limit = power;
    } while (limit > 0 && !*has_fraction);
    return limit != NO_LIMIT;
}

static bool take_section(KjCursor *cursor, KjDecimal *section, bool *has_fraction)
{
    return take_falling(cursor, take_part, small_suffixes, section, has_fraction);
}

/* Up to nine digits and nothing else of a number: most numbers are no more than that. */
static bool take_plain(KjCursor *cursor, KjDecimal *value)
{
    KjCursor ahead = *cursor;
    int32_t digits;
    char next;

    if (!kj_cursor_digits(&ahead, 1, 9, &digits))
        return false;
    next = char_at(&ahead, 0);
    if (next == ',' || next == '.' || (unsigned char)next >= 0x80)
        return false;
    *value = (KjDecimal){digits, 0};
    *cursor = ahead;
    return true;
}

static bool scan(KjCursor *cursor, KjDecimal *value)
{
    bool negative = kj_cursor_take(cursor, "-") || kj_cursor_take(cursor, "−");
    bool has_fraction;

    if (!take_plain(cursor, value) &&
        !take_falling(cursor, take_section, big_suffixes, value, &has_fraction))
        return false;
    if (negative)
        value->mantissa = -value->mantissa;
    return true;
}

bool kj_decimal_scan(KjText text, KjDecimal *value, size_t *used)
{
    KjCursor cursor = kj_cursor(text);
    KjDecimal number;

    if (text.len == 0 || !scan(&cursor, &number))
        return false;
    *value = number;
    *used = (size_t)(cursor.at - text.data);
    return true;
}

bool kj_decimal_to_scaled(KjDecimal value, int32_t digits, int64_t *out)
{
    int64_t exponent = (int64_t)value.exponent + digits;
    int64_t scaled = value.mantissa;

    for (; exponent > 0 && scaled; exponent--)
        if (__builtin_mul_overflow(scaled, 10, &scaled))
            return false;
    for (; exponent < 0 && scaled; exponent++) {
        if (scaled % 10)
            return false;
        scaled /= 10;
    }
    *out = scaled;
    return true;
}

bool kj_decimal_to_int(KjDecimal value, int64_t *out)
{
    return kj_decimal_to_scaled(value, 0, out);
}

/* Up to 2^53 and 10^22 both sides are exact doubles and one operation rounds once; beyond, strtod
 * (in the C locale: the program sets no other numeric one) rounds correctly. */
double kj_decimal_to_double(KjDecimal value)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    const int64_t exact = (int64_t)1 << 53;
    char text[48];

    if (value.mantissa == 0)
        return 0;
    if (value.mantissa >= -exact && value.mantissa <= exact && value.exponent >= -22 &&
        value.exponent <= 22)
        return value.exponent < 0 ? (double)value.mantissa / powers[-value.exponent]
                                  : (double)value.mantissa * powers[value.exponent];
    snprintf(text, sizeof text, "%llde%d", (long long)value.mantissa, (int)value.exponent);
    return strtod(text, NULL) + 0.0; /* what vanishes is 0, not -0 */
}
