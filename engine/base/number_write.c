/* Writing of numbers and money. A double is written with the fewest digits that read back as the
 * same double: 15 always survive the way through a double, 17 always suffice for the way back. */
#include "engine/base/number.h"

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Digits with commas between groups of three; from the first point on, as they are. */
static void write_grouped(KjBuf *out, const char *digits)
{
    size_t whole = strspn(digits, "0123456789");

    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            kj_buf_putc(out, ',');
        kj_buf_putc(out, digits[i]);
    }
    kj_buf_puts(out, digits + whole);
}

void kj_int_write(KjBuf *out, int64_t value)
{
    kj_buf_printf(out, "%" PRId64, value);
}

/* The shortest digits of a positive number, without trailing zeros, and the power of ten of the
 * first one. */
static int shortest_digits(double value, char digits[20])
{
    char text[32];
    size_t len;

    for (int count = value < DBL_MIN ? 1 : 15; count <= 17; count++) {
        snprintf(text, sizeof text, "%.*e", count - 1, value);
        if (strtod(text, NULL) == value)
            break;
    }
    digits[0] = text[0];
    len = strspn(text + 2, "0123456789");
    if (text[1] != '.')
        len = 0;
    memcpy(digits + 1, text + 2, len);
    digits[++len] = '\0';
    while (len > 1 && digits[len - 1] == '0')
        digits[--len] = '\0';
    return (int)strtol(strchr(text, 'e') + 1, NULL, 10);
}

/* From 1e-21 to below 1e21 without exponent. */
static void lay_out(char text[64], const char *digits, int power)
{
    static const char zeros[] = "000000000000000000000";
    int len = (int)strlen(digits);

    if (power >= 21 || power < -21)
        snprintf(text, 64, "%c%s%se%+d", digits[0], len > 1 ? "." : "", digits + 1, power);
    else if (power < 0)
        snprintf(text, 64, "0.%.*s%s", -power - 1, zeros, digits);
    else if (len > power + 1)
        snprintf(text, 64, "%.*s.%s", power + 1, digits, digits + power + 1);
    else
        snprintf(text, 64, "%s%.*s", digits, power + 1 - len, zeros);
}

static void lay_out_shortest(char text[64], double value)
{
    char digits[20];
    int power = shortest_digits(value, digits);

    lay_out(text, digits, power);
}

/* Writes the number without sign; true if it is negative. */
static bool to_text(char text[64], double value)
{
    bool negative = value < 0;

    if (negative)
        value = -value;
    if (isnan(value))
        snprintf(text, 64, "nan");
    else if (isinf(value))
        snprintf(text, 64, "inf");
    else if (value < 9007199254740992.0 && value == (double)(int64_t)value)
        snprintf(text, 64, "%" PRId64, (int64_t)value);
    else
        lay_out_shortest(text, value);
    return negative;
}

void kj_number_write(KjBuf *out, double value)
{
    char text[64];

    if (to_text(text, value))
        kj_buf_putc(out, '-');
    kj_buf_puts(out, text);
}

/* Both languages group by threes. */
void kj_number_write_for(KjBuf *out, double value, bool japanese)
{
    char text[64];

    (void)japanese;
    if (to_text(text, value))
        kj_buf_putc(out, '-');
    write_grouped(out, text);
}

/* Writes the amount without sign and with at least so many decimals if it has any; true if it is
 * negative. */
static bool money_text(char text[32], int64_t amount, size_t decimals)
{
    uint64_t size = amount < 0 ? -(uint64_t)amount : (uint64_t)amount;
    size_t len, point;

    snprintf(text, 32, "%" PRIu64 ".%04" PRIu64, size / KJ_MONEY_SCALE, size % KJ_MONEY_SCALE);
    len = strlen(text);
    point = len - 5;
    if (size % KJ_MONEY_SCALE == 0)
        text[point] = '\0';
    else
        while (len > point + 1 + decimals && text[len - 1] == '0')
            text[--len] = '\0';
    return amount < 0;
}

void kj_money_write(KjBuf *out, int64_t amount)
{
    char text[32];

    if (money_text(text, amount, 1))
        kj_buf_putc(out, '-');
    kj_buf_puts(out, text);
}

void kj_money_write_for(KjBuf *out, int64_t amount, const char *currency, bool japanese)
{
    bool yen = japanese && strcmp(currency, "JPY") == 0;
    char text[32];
    bool negative = money_text(text, amount, 2);

    if (!yen)
        kj_buf_printf(out, "%s ", currency);
    if (negative)
        kj_buf_putc(out, '-');
    write_grouped(out, text);
    if (yen)
        kj_buf_puts(out, "円");
}
