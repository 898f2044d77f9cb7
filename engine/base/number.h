/* Numbers as people write them, money and quantities.
 *
 * Decimal text is read exactly (a mantissa and a power of ten) before it becomes a cell, so that
 * 0.1 GW is exactly 100000 kW and money never passes through floating point.
 * Accepted: 1200 1,200 1，200 -3 1.5 10万 1億2000万 1.5億 3千 1兆 (千 万 億 兆 may follow one another
 * in falling order). Groups of thousands must be groups of three. Input must be NFKC already. */
#ifndef KJ_BASE_NUMBER_H
#define KJ_BASE_NUMBER_H

#include "engine/base/buf.h"
#include "engine/base/text.h"

typedef struct KjDecimal {
    int64_t mantissa;
    int32_t exponent; /* value = mantissa * 10^exponent */
} KjDecimal;

/* Reads the longest number at the start of text; *used is how many bytes it took. False if there
 * is no number or it does not fit. */
bool kj_decimal_scan(KjText text, KjDecimal *value, size_t *used);
bool kj_decimal_to_int(KjDecimal value, int64_t *out); /* false unless whole and in range */
bool kj_decimal_to_scaled(KjDecimal value, int32_t digits, int64_t *out); /* value * 10^digits */
double kj_decimal_to_double(KjDecimal value); /* correctly rounded; never -0 */

bool kj_int_parse(KjText text, int64_t *out);
bool kj_number_parse(KjText text, double *out);
/* 80% 80 ％ 80 8割: in percent */
bool kj_percent_parse(KjText text, double *out);

/* Money is counted in ten-thousandths of the currency's unit. 1200000 1,200,000円 120万円 ¥1200
 * JPY 1200, 1200 JPY, USD 3.50 $3.50. Without a currency the one given is taken; another one than
 * that is refused (*other is then its code, for the message). */
#define KJ_MONEY_SCALE 10000
bool kj_money_parse(KjText text, const char *currency, int64_t *amount, char other[4]);
void kj_money_write(KjBuf *out, int64_t amount); /* plain decimal: 1200000, 3.5 */
/* 1,200,000円 / JPY 1,200,000 */
void kj_money_write_for(KjBuf *out, int64_t amount, const char *currency, bool japanese);

/* Quantities: one base unit per dimension, others differ by powers of ten.
 * W kW MW GW (万kW is number 万 with unit kW), Wh.., m km, L kL m3, t kg g, bps.., B KB MB GB TB,
 * 人 戸 件 (counting words mean the bare unit). kj_unit_known tells whether a field may declare it.
 */
bool kj_unit_known(KjText unit);
/* "100000kW", "100 MW", "10万kW", "10万キロワット" for unit "kW" gives 100000. A bare number is in
 * the field's unit. False with *wrong_unit true when it is a number with a unit of another
 * dimension. */
bool kj_quantity_parse(KjText text, KjText unit, double *out, bool *wrong_unit);

/* The shortest decimal text that reads back as the same double, without exponent up to 1e21;
 * whole values have no point; never "-0". */
void kj_number_write(KjBuf *out, double value);
void kj_int_write(KjBuf *out, int64_t value);
void kj_number_write_for(KjBuf *out, double value, bool japanese); /* thousands separators */

#endif
