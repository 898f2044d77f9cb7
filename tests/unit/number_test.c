/* Numbers, money and quantities as people write them, and back. */
#include "engine/base/number.h"
#include "tests/unit/check.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#define REFUSED INT64_MIN

static int64_t integer(const char *text)
{
    int64_t value;

    return kj_int_parse(kj_text(text), &value) ? value : REFUSED;
}

/* -1e300 if refused. */
static double number(const char *text)
{
    double value;

    return kj_number_parse(kj_text(text), &value) ? value : -1e300;
}

static double percent(const char *text)
{
    double value;

    return kj_percent_parse(kj_text(text), &value) ? value : -1e300;
}

static int64_t yen(const char *text)
{
    int64_t value;
    char other[4];

    return kj_money_parse(kj_text(text), "JPY", &value, other) ? value : REFUSED;
}

static int64_t dollars(const char *text)
{
    int64_t value;
    char other[4];

    return kj_money_parse(kj_text(text), "USD", &value, other) ? value : REFUSED;
}

/* -1e300 if refused, -2e300 if the unit is of another dimension. */
static double quantity(const char *text, const char *unit)
{
    double value;
    bool wrong_unit;

    if (kj_quantity_parse(kj_text(text), kj_text(unit), &value, &wrong_unit))
        return wrong_unit ? -3e300 : value;
    return wrong_unit ? -2e300 : -1e300;
}

static KjBuf out;

static const char *written(void)
{
    static char text[200];

    snprintf(text, sizeof text, "%s", out.data);
    kj_buf_clear(&out);
    return text;
}

static const char *number_text(double value)
{
    kj_number_write(&out, value);
    return written();
}

TEST(integers_come_in_japanese_and_western_groups)
{
    CHECK_INT(integer("1200"), 1200);
    CHECK_INT(integer("1,200"), 1200);
    CHECK_INT(integer("1,234,567"), 1234567);
    CHECK_INT(integer("-3"), -3);
    CHECK_INT(integer("−3"), -3);
    CHECK_INT(integer("-0"), 0);
    CHECK_INT(integer("007"), 7);
    CHECK_INT(integer("3.0"), 3);
    CHECK_INT(integer("10万"), 100000);
    CHECK_INT(integer("1億2000万"), 120000000);
    CHECK_INT(integer("1億2,000万"), 120000000);
    CHECK_INT(integer("1億2000万3"), 120000003);
    CHECK_INT(integer("1.5億"), 150000000);
    CHECK_INT(integer("3千"), 3000);
    CHECK_INT(integer("3千万"), 30000000);
    CHECK_INT(integer("2千5百"), 2500);
    CHECK_INT(integer("1億5千万"), 150000000);
    CHECK_INT(integer("25百万"), 25000000);
    CHECK_INT(integer("1,200千"), 1200000);
    CHECK_INT(integer("1兆2億3万4千5"), 1000200034005);
    CHECK_INT(integer("1.23456789012兆"), 1234567890120);
    CHECK_INT(integer("-1億2000万"), -120000000);
    CHECK_INT(integer("0万"), 0);
}

TEST(half_broken_numbers_are_refused)
{
    static const char *const wrong[] = {
        "",       "-",       "--3",         "+3",       "1,20",  "1,2000", "1200,300", "1,200,30",
        ",200",   "0,123",   "1,",          ".5",       "5.",    "1e5",    "0x10",     "1.2.3",
        "3 000",  "1 万",    "万",          "千万",     "1万億", "1億3億", "1万3億",   "1億20000万",
        "5千3千", "5千5000", "1.5億2000万", "12a",      " 12",   "12 ",    "１２",     "nan",
        "inf",    "-万",     "1万万",       "1.234,567"};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (integer(wrong[i]) != REFUSED || number(wrong[i]) != -1e300)
            CHECK_STR(wrong[i], "refused");
}

TEST(integers_end_at_64_bits)
{
    CHECK_INT(integer("9223372036854775807"), INT64_MAX);
    CHECK_INT(integer("9223372036854775808"), REFUSED);
    CHECK_INT(integer("-9223372036854775807"), -INT64_MAX);
    CHECK_INT(integer("922万兆"), REFUSED);
    CHECK_INT(integer("9223372兆"), 9223372000000000000);
    CHECK_INT(integer("9223373兆"), REFUSED);
    CHECK_INT(integer("99999999999999999999999999"), REFUSED);
    CHECK_INT(integer("1.5"), REFUSED);
    CHECK_INT(integer("0.99999999999999999999999"), REFUSED);
    CHECK_INT(integer("1.0000000000000000000000000"), 1);
    CHECK_INT(integer("0000000000000000000000000000012"), 12);
}

TEST(a_scan_takes_the_longest_number)
{
    KjDecimal value;
    size_t used = 0;

    CHECK(kj_decimal_scan(kj_text("10万kW"), &value, &used));
    CHECK_INT(used, 5);
    CHECK_INT(value.mantissa, 1);
    CHECK_INT(value.exponent, 5);
    CHECK(kj_decimal_scan(kj_text("1,20"), &value, &used));
    CHECK_INT(used, 1);
    CHECK(kj_decimal_scan(kj_text("1億3億"), &value, &used));
    CHECK_INT(used, 4);
    CHECK(kj_decimal_scan(kj_text("1.5.2"), &value, &used));
    CHECK_INT(used, 3);
    CHECK(kj_decimal_scan((KjText){"123456", 3}, &value, &used));
    CHECK_INT(value.mantissa, 123);
    CHECK(!kj_decimal_scan(kj_text("kW"), &value, &used));
    CHECK(!kj_decimal_scan((KjText){NULL, 0}, &value, &used));
}

TEST(decimals_scale_exactly_or_not_at_all)
{
    int64_t value = 0;

    CHECK(kj_decimal_to_scaled((KjDecimal){15, -1}, 4, &value));
    CHECK_INT(value, 15000);
    CHECK(!kj_decimal_to_scaled((KjDecimal){15, -6}, 4, &value));
    CHECK(kj_decimal_to_scaled((KjDecimal){1500, -6}, 4, &value));
    CHECK_INT(value, 15);
    CHECK(!kj_decimal_to_scaled((KjDecimal){1, 16}, 4, &value));
    CHECK(kj_decimal_to_scaled((KjDecimal){0, INT32_MAX}, 4, &value));
    CHECK_INT(value, 0);
    CHECK(!kj_decimal_to_int((KjDecimal){INT64_MIN, 1}, &value));
    CHECK(kj_decimal_to_int((KjDecimal){-50, -1}, &value));
    CHECK_INT(value, -5);
}

TEST(numbers_round_once)
{
    CHECK_DOUBLE(number("0.1"), 0.1);
    CHECK_DOUBLE(number("1.5"), 1.5);
    CHECK_DOUBLE(number("-0"), 0.0);
    CHECK_DOUBLE(number("-0.0"), 0.0);
    CHECK_DOUBLE(number("0.30000000000000004"), 0.30000000000000004);
    CHECK_DOUBLE(number("9007199254740993"), 9007199254740992.0);
    CHECK_DOUBLE(number("123456789.123456789"), 123456789.123456789);
    CHECK_DOUBLE(number("100000000000000000000"), 1e20);
    CHECK_DOUBLE(number("1.7976931348623157万"), 17976.931348623157);
    CHECK_DOUBLE(kj_decimal_to_double((KjDecimal){123, -25}), 123e-25);
    CHECK_DOUBLE(kj_decimal_to_double((KjDecimal){-1, -400}), 0.0);
    CHECK_DOUBLE(kj_decimal_to_double((KjDecimal){17976931348623157, 292}), DBL_MAX);
    CHECK_DOUBLE(number("123456789012345678901"), -1e300);
}

TEST(a_number_beyond_double_is_refused)
{
    char text[402];

    memset(text, '0', sizeof text);
    text[0] = '1';
    text[401] = '\0';
    CHECK_DOUBLE(number(text), -1e300);
    text[300] = '\0';
    CHECK_DOUBLE(number(text), 1e299);
}

TEST(percent_takes_its_sign_or_tenths)
{
    CHECK_DOUBLE(percent("80%"), 80.0);
    CHECK_DOUBLE(percent("80 %"), 80.0);
    CHECK_DOUBLE(percent("80"), 80.0);
    CHECK_DOUBLE(percent("99.95%"), 99.95);
    CHECK_DOUBLE(percent("8割"), 80.0);
    CHECK_DOUBLE(percent("8.5割"), 85.0);
    CHECK_DOUBLE(percent("80パーセント"), 80.0);
    CHECK_DOUBLE(percent("80%%"), -1e300);
    CHECK_DOUBLE(percent("8割%"), -1e300);
    CHECK_DOUBLE(percent("%"), -1e300);
    CHECK_DOUBLE(percent("eighty"), -1e300);
}

TEST(money_is_exact)
{
    CHECK_INT(yen("1200000"), 12000000000);
    CHECK_INT(yen("1,200,000円"), 12000000000);
    CHECK_INT(yen("120万円"), 12000000000);
    CHECK_INT(yen("1,200千円"), 12000000000);
    CHECK_INT(yen("25百万円"), 250000000000);
    CHECK_INT(yen("¥1200"), 12000000);
    CHECK_INT(yen("JPY 1200"), 12000000);
    CHECK_INT(yen("JPY1200"), 12000000);
    CHECK_INT(yen("1200 JPY"), 12000000);
    CHECK_INT(yen("-1200円"), -12000000);
    CHECK_INT(yen("-¥1200"), -12000000);
    CHECK_INT(yen("¥-1200"), -12000000);
    CHECK_INT(yen("¥1,200円"), 12000000);
    CHECK_INT(yen("0.1"), 1000);
    CHECK_INT(yen("0.0001"), 1);
    CHECK_INT(dollars("USD 3.50"), 35000);
    CHECK_INT(dollars("$3.50"), 35000);
    CHECK_INT(dollars("3.5ドル"), 35000);
    CHECK_INT(yen("922337203685477円"), 9223372036854770000);
    CHECK_INT(yen("922337203685478円"), REFUSED);
}

TEST(broken_money_is_refused)
{
    static const char *const wrong[] = {"",     "円",      "¥",     "JPY",   "0.00001", "--5円",
                                        "-¥-5", "5円円円", "5円x",  "JP 5",  "jpy 5",   "1,20円",
                                        "¥ ",   "- 5",     "5JPYX", "1e5円", "¥5$",     "1億3億円"};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (yen(wrong[i]) != REFUSED)
            CHECK_STR(wrong[i], "refused");
}

TEST(another_currency_is_named)
{
    int64_t value;
    char other[4];

    CHECK(!kj_money_parse(kj_text("$3.50"), "JPY", &value, other));
    CHECK_STR(other, "USD");
    CHECK(!kj_money_parse(kj_text("CHF 3"), "JPY", &value, other));
    CHECK_STR(other, "CHF");
    CHECK(!kj_money_parse(kj_text("3円"), "USD", &value, other));
    CHECK_STR(other, "JPY");
    CHECK(!kj_money_parse(kj_text("x"), "USD", &value, other));
    CHECK_STR(other, "");
    CHECK(kj_money_parse(kj_text("CHF 3"), "CHF", &value, other));
    CHECK_INT(value, 30000);
}

TEST(quantities_move_only_the_point)
{
    CHECK_DOUBLE(quantity("100000kW", "kW"), 100000.0);
    CHECK_DOUBLE(quantity("100 MW", "kW"), 100000.0);
    CHECK_DOUBLE(quantity("0.1GW", "kW"), 100000.0);
    CHECK_DOUBLE(quantity("10万kW", "kW"), 100000.0);
    CHECK_DOUBLE(quantity("10万キロワット", "kW"), 100000.0);
    CHECK_DOUBLE(quantity("10万", "kW"), 100000.0);
    CHECK_DOUBLE(quantity("1W", "GW"), 1e-9);
    CHECK_DOUBLE(quantity("3m3", "kL"), 3.0);
    CHECK_DOUBLE(quantity("1.5kL", "L"), 1500.0);
    CHECK_DOUBLE(quantity("2t", "kg"), 2000.0);
    CHECK_DOUBLE(quantity("1Gbps", "Mbps"), 1000.0);
    CHECK_DOUBLE(quantity("1TB", "GB"), 1000.0);
    CHECK_DOUBLE(quantity("30万戸", "戸"), 300000.0);
    CHECK_DOUBLE(quantity("30万世帯", "戸"), 300000.0);
    CHECK_DOUBLE(quantity("1,200件", "件"), 1200.0);
    CHECK_DOUBLE(quantity("-5kW", "kW"), -5.0);
    CHECK_DOUBLE(quantity("-0kW", "W"), 0.0);
}

TEST(a_unit_of_another_dimension_is_told_apart_from_nonsense)
{
    CHECK_DOUBLE(quantity("5kWh", "kW"), -2e300);
    CHECK_DOUBLE(quantity("5件", "kW"), -2e300);
    CHECK_DOUBLE(quantity("5kW", "戸"), -2e300);
    CHECK_DOUBLE(quantity("5 apples", "kW"), -1e300);
    CHECK_DOUBLE(quantity("5kW2", "kW"), -1e300);
    CHECK_DOUBLE(quantity("kW", "kW"), -1e300);
    CHECK_DOUBLE(quantity("", "kW"), -1e300);
    CHECK_DOUBLE(quantity("1,20kW", "kW"), -1e300);
    CHECK(kj_unit_known(kj_text("kW")));
    CHECK(kj_unit_known(kj_text("戸")));
    CHECK(!kj_unit_known(kj_text("万kW")));
    CHECK(!kj_unit_known(kj_text("")));
    CHECK(!kj_unit_known(kj_text("mW")));
}

TEST(numbers_are_written_shortest)
{
    CHECK_STR(number_text(0), "0");
    CHECK_STR(number_text(-0.0), "0");
    CHECK_STR(number_text(1200), "1200");
    CHECK_STR(number_text(-1.5), "-1.5");
    CHECK_STR(number_text(0.1), "0.1");
    CHECK_STR(number_text(0.1 + 0.2), "0.30000000000000004");
    CHECK_STR(number_text(1.0 / 3), "0.3333333333333333");
    CHECK_STR(number_text(99.95), "99.95");
    CHECK_STR(number_text(0.000001), "0.000001");
    CHECK_STR(number_text(1e-9), "0.000000001");
    CHECK_STR(number_text(1.5e-21), "0.0000000000000000000015");
    CHECK_STR(number_text(1.5e-22), "1.5e-22");
    CHECK_STR(number_text(9007199254740993.0), "9007199254740992");
    CHECK_STR(number_text(1e20), "100000000000000000000");
    CHECK_STR(number_text(123456789012345680000.0), "123456789012345680000");
    CHECK_STR(number_text(1e21), "1e+21");
    CHECK_STR(number_text(-1.25e300), "-1.25e+300");
    CHECK_STR(number_text(DBL_MAX), "1.7976931348623157e+308");
    CHECK_STR(number_text(DBL_TRUE_MIN), "5e-324");
    CHECK_STR(number_text(NAN), "nan");
    CHECK_STR(number_text(-INFINITY), "-inf");
}

TEST(written_numbers_read_back_as_the_same_bits)
{
    uint64_t seed = 88172645463325252u;

    for (int i = 0; i < 20000; i++) {
        double value;

        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        value = (double)(int64_t)(seed >> (i % 50)) / (double)(1 + i % 977);
        if (fabs(value) < 1e20)
            CHECK_DOUBLE(number(number_text(value)), value);
        memcpy(&value, &seed, sizeof value);
        if (isfinite(value))
            CHECK_DOUBLE(strtod(number_text(value), NULL), value);
    }
}

TEST(people_read_groups_of_three)
{
    kj_int_write(&out, INT64_MIN);
    CHECK_STR(written(), "-9223372036854775808");
    kj_number_write_for(&out, 1234567.25, true);
    CHECK_STR(written(), "1,234,567.25");
    kj_number_write_for(&out, -999, false);
    CHECK_STR(written(), "-999");
    kj_number_write_for(&out, -1000, false);
    CHECK_STR(written(), "-1,000");
    kj_number_write_for(&out, 0.1234567, true);
    CHECK_STR(written(), "0.1234567");
}

static const char *money_text(int64_t amount, const char *currency, bool japanese)
{
    kj_money_write_for(&out, amount, currency, japanese);
    return written();
}

TEST(money_is_written_plain_or_for_people)
{
    kj_money_write(&out, 12000000000);
    CHECK_STR(written(), "1200000");
    kj_money_write(&out, 35000);
    CHECK_STR(written(), "3.5");
    kj_money_write(&out, -1);
    CHECK_STR(written(), "-0.0001");
    kj_money_write(&out, 0);
    CHECK_STR(written(), "0");
    kj_money_write(&out, INT64_MIN);
    CHECK_STR(written(), "-922337203685477.5808");
    CHECK_STR(money_text(12000000000, "JPY", true), "1,200,000円");
    CHECK_STR(money_text(12000000000, "JPY", false), "JPY 1,200,000");
    CHECK_STR(money_text(35000, "USD", true), "USD 3.50");
    CHECK_STR(money_text(12345678, "USD", false), "USD 1,234.5678");
    CHECK_STR(money_text(-9990000, "JPY", true), "-999円");
}

int main(void)
{
    return RUN(integers_come_in_japanese_and_western_groups, half_broken_numbers_are_refused,
               integers_end_at_64_bits, a_scan_takes_the_longest_number,
               decimals_scale_exactly_or_not_at_all, numbers_round_once,
               a_number_beyond_double_is_refused, percent_takes_its_sign_or_tenths, money_is_exact,
               broken_money_is_refused, another_currency_is_named, quantities_move_only_the_point,
               a_unit_of_another_dimension_is_told_apart_from_nonsense,
               numbers_are_written_shortest, written_numbers_read_back_as_the_same_bits,
               people_read_groups_of_three, money_is_written_plain_or_for_people);
}
