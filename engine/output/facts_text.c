/* The machine's form of each type, as the readers take it. Numbers are written without exponent,
 * which people do not use and the readers do not know. */
#include "engine/output/facts_text.h"

#include <stdlib.h>
#include <string.h>

/* ---- numbers ---- */

static void put_zeros(KjBuf *out, long count)
{
    for (; count > 0; count--)
        kj_buf_putc(out, '0');
}

/* "1.25e+22" and "1.25e-22" with all their zeros. */
static void write_unfolded(KjBuf *out, const char *text)
{
    const char *mark = strchr(text, 'e');
    long power = strtol(mark + 1, NULL, 10);
    bool negative = text[0] == '-';
    const char *first = text + negative, *rest = first[1] == '.' ? first + 2 : mark;
    long behind = (long)(mark - rest);

    kj_buf_puts(out, negative ? "-" : "");
    if (power < 0) {
        kj_buf_puts(out, "0.");
        put_zeros(out, -power - 1);
    }
    kj_buf_add(out, first, 1);
    kj_buf_add(out, rest, (size_t)behind);
    if (power > 0)
        put_zeros(out, power - behind); /* from 1e21 on there is no fraction */
}

static void write_real(KjBuf *out, double value)
{
    size_t from = out->len;
    char text[64];

    kj_number_write(out, value);
    if (out->failed || !strchr(out->data + from, 'e') || out->len - from >= sizeof text)
        return;
    memcpy(text, out->data + from, out->len - from + 1);
    out->len = from;
    write_unfolded(out, text);
}

/* ---- dates ---- */

static bool has_year(int64_t datetime, int32_t zone)
{
    int32_t day = kj_date_of(datetime, zone);

    return day >= kj_date_from_civil((KjCivil){1, 1, 1}) &&
           day <= kj_date_from_civil((KjCivil){9999, 12, 31});
}

/* At the ends of the calendar an instant has a date in some zones only. */
static void write_datetime(KjBuf *out, int64_t datetime, int32_t zone)
{
    if (!has_year(datetime, zone))
        zone = datetime < 0 ? 14 * 3600 : -12 * 3600;
    kj_datetime_write(out, datetime, zone);
}

/* ---- all types ---- */

void kj_fact_write(KjBuf *out, const KjField *field, const KjValue *value, int32_t zone)
{
    switch (value->type) {
    case KJ_BOOL: kj_buf_puts(out, value->u.truth ? "yes" : "no"); break;
    case KJ_INT: kj_int_write(out, value->u.whole); break;
    case KJ_NUMBER: write_real(out, value->u.real); break;
    case KJ_PERCENT:
        write_real(out, value->u.real);
        kj_buf_putc(out, '%');
        break;
    case KJ_QUANTITY:
        write_real(out, value->u.real);
        kj_buf_add(out, field->unit.data, field->unit.len);
        break;
    case KJ_MONEY: kj_money_write(out, value->u.whole); break;
    case KJ_DURATION: kj_duration_write(out, value->u.whole); break;
    case KJ_PERIOD: kj_period_write(out, (int32_t)value->u.whole); break;
    case KJ_DATE: kj_date_write(out, (int32_t)value->u.whole); break;
    case KJ_DATETIME: write_datetime(out, value->u.whole, zone); break;
    case KJ_MONTHDAY: kj_monthday_write(out, (int32_t)value->u.whole); break;
    default: kj_buf_add(out, value->u.text.data, value->u.text.len);
    }
}
