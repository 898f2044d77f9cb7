// One scalar as a value of its field's type, and why it is none.
#include "engine/ingest/ingest.h"
#include "tests/unit/check.h"

typedef struct Try {
    KjArena *arena;
    KjDiags diags;
    KjValue value;
    bool good;
} Try;

static const KjIngestOptions options = {.zone = KJ_ZONE_JAPAN};

static Try try_text(const KjField *field, KjText text, KjLang lang)
{
    Try t = {.arena = kj_arena_new()};
    kj_diags_init(&t.diags, lang);
    t.good = kj_scalar_read(field, text, &options, t.arena, (KjPlace){"f", 2, 3}, "s 'x'", &t.diags,
                            &t.value);
    CHECK_INT(t.diags.errors, t.good ? 0 : 1);
    return t;
}

static void clear(Try *t)
{
    kj_diags_clear(&t->diags);
    kj_arena_free(t->arena);
}

static void check_whole(KjType type, const char *text, int64_t expected)
{
    KjField field = {.name = KJ_TEXT("f"), .type = type, .unit = KJ_TEXT("JPY")};
    Try t = try_text(&field, kj_text(text), KJ_EN);
    CHECK_STR(t.good ? "" : t.diags.items[0].body, "");
    CHECK_INT(t.value.type, type);
    CHECK_INT(t.value.u.whole, expected);
    clear(&t);
}

static void check_real(KjType type, const char *text, double expected)
{
    KjField field = {.name = KJ_TEXT("f"), .type = type, .unit = KJ_TEXT("kW")};
    Try t = try_text(&field, kj_text(text), KJ_EN);
    CHECK_STR(t.good ? "" : t.diags.items[0].body, "");
    CHECK_DOUBLE(t.value.u.real, expected);
    clear(&t);
}

static void check_field_told(KjField field, const char *text, const char *expected)
{
    Try t = try_text(&field, kj_text(text), KJ_EN);
    CHECK(!t.good);
    CHECK_STR(t.good ? "" : t.diags.items[0].body, expected);
    clear(&t);
    t = try_text(&field, kj_text(text), KJ_JA);
    CHECK(!t.good && strlen(t.diags.items[0].body) > 0);
    clear(&t);
}

static void check_told(KjType type, const char *text, const char *expected)
{
    const char *unit = type == KJ_QUANTITY ? "kW" : "JPY";
    check_field_told((KjField){.name = KJ_TEXT("f"), .type = type, .unit = kj_text(unit)}, text,
                     expected);
}

// ---- values ----

TEST(booleans_have_words_in_two_languages)
{
    static const char *const yes[] = {"true", "True", "YES", "yes", "○", "有", "はい", "ｙｅｓ"};
    static const char *const no[] = {"false", "FALSE", "No", "×", "無", "いいえ", " no "};
    KjField field = {.name = KJ_TEXT("f"), .type = KJ_BOOL};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        Try t = try_text(&field, kj_text(yes[i]), KJ_EN);
        CHECK(t.good && t.value.type == KJ_BOOL && t.value.u.truth);
        clear(&t);
    }
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
        Try t = try_text(&field, kj_text(no[i]), KJ_EN);
        CHECK(t.good && t.value.type == KJ_BOOL && !t.value.u.truth);
        clear(&t);
    }
}

TEST(figures_are_read_as_people_write_them)
{
    check_whole(KJ_INT, "010", 10);
    check_whole(KJ_INT, "１，２００", 1200);
    check_whole(KJ_INT, "3万", 30000);
    check_whole(KJ_MONEY, "1,200,000円", 1200000LL * KJ_MONEY_SCALE);
    check_real(KJ_NUMBER, "-1.5", -1.5);
    check_real(KJ_PERCENT, "80%", 80);
    check_real(KJ_PERCENT, "８０％", 80);
    check_real(KJ_QUANTITY, "0.1 GW", 100000);
    check_real(KJ_QUANTITY, "10万kW", 100000);
    check_real(KJ_QUANTITY, "12", 12);
}

TEST(times_are_read_as_people_write_them)
{
    check_whole(KJ_DURATION, "90min", 5400);
    check_whole(KJ_DURATION, "2週間", 14 * 86400);
    check_whole(KJ_DURATION, "１時間３０分", 5400);
    check_whole(KJ_DURATION, "0h", 0);
    check_whole(KJ_PERIOD, "3か月", 3);
    check_whole(KJ_PERIOD, "1y6mo", 18);
    check_whole(KJ_DATE, "1970-01-02", 1);
    check_whole(KJ_DATE, "令和8年4月1日", kj_date_from_civil((KjCivil){2026, 4, 1}));
    check_whole(KJ_DATETIME, "1970-01-01T09:00", 0);
    check_whole(KJ_DATETIME, "1970-01-01 09:00Z", 9 * 3600);
    check_whole(KJ_MONTHDAY, "4月1日", 401);
}

TEST(text_is_kept_and_references_are_names)
{
    KjField field = {.name = KJ_TEXT("f"), .type = KJ_TEXT_TYPE};
    Try t = try_text(&field, KJ_TEXT(" ２　x\n"), KJ_EN);
    CHECK(t.good && kj_text_is(t.value.u.text, " ２　x\n"));
    clear(&t);
    field.type = KJ_REF;
    t = try_text(&field, KJ_TEXT(" ｍａｉｌ "), KJ_EN);
    CHECK(t.good && kj_text_is(t.value.u.text, "mail"));
    CHECK_INT(t.value.type, KJ_TEXT_TYPE);
    clear(&t);
}

// ---- what is told ----

static const KjText colours[] = {{"hot", 3}, {"warm", 4}, {"cold", 4}};

TEST(an_unknown_value_is_told_with_those_allowed)
{
    KjField field = {.name = KJ_TEXT("f"), .type = KJ_ENUM, .values = colours, .value_count = 3};
    check_field_told(field, "hott",
                     "'hott' is not one of the values; did you mean 'hot'? expected: hot, warm, "
                     "cold");
    check_field_told(field, "zzzzzz",
                     "'zzzzzz' is not one of the values; expected: hot, warm, cold");
    Try t = try_text(&field, KJ_TEXT("Hot"), KJ_JA);
    CHECK_STR(t.diags.items[0].body,
              "「Hot」は使えません。もしかして「hot」ですか。使える値: hot, warm, cold");
    clear(&t);
}

TEST(a_duration_needs_an_exact_unit)
{
    check_told(KJ_DURATION, "90", "'90' has no unit; write for example 90min, 90h or 90d");
    check_told(
        KJ_DURATION, "3か月",
        "'3か月' cannot be used: months and years have no exact length; write days or weeks, "
        "such as 90d, 12w, 90日");
    check_told(KJ_DURATION, "1:30", "'1:30' is not a duration; write it like 1h30min or 1時間30分");
    check_told(KJ_DURATION, "5m", "m in '5m' may mean minutes or months; write min for minutes");
    check_told(KJ_DURATION, "-3h", "'-3h' is negative; a duration is 0 or more");
    check_told(KJ_DURATION, "soon",
               "'soon' cannot be read; write a duration (90min, 3h, 1d, 2w, 90分, 3時間, 2週間)");
}

TEST(a_period_needs_months_or_years)
{
    check_told(KJ_PERIOD, "2週間",
               "'2週間' is a length in hours, days or weeks; here a period of months or years is "
               "expected, such as 3mo, 1y");
    check_told(KJ_PERIOD, "3", "'3' has no unit; write 3mo (months) or 3y (years)");
    check_told(KJ_PERIOD, "3m", "m in '3m' may mean minutes or months; write mo for months");
}

TEST(an_impossible_day_is_told_with_the_reason)
{
    check_told(KJ_DATE, "2026-13-01", "'2026-13-01' is not a date: months go from 1 to 12, not 13");
    check_told(KJ_DATE, "2026-02-29", "'2026-02-29' is not a date: in 2026, month 2 has 28 days");
    check_told(KJ_DATE, "2028年2月30日",
               "'2028年2月30日' is not a date: in 2028, month 2 has 29 days");
    check_told(
        KJ_DATE, "昭和64年2月1日",
        "'昭和64年2月1日' is not a date: check the years of the era and the days of the month, "
        "and write no weekday (令和8年4月1日, R8.4.1)");
    check_told(KJ_DATE, "2026-04-01 10:00",
               "'2026-04-01 10:00' has a time; write the day alone, such as 2026-04-01");
    check_told(KJ_DATE, "2026-04",
               "'2026-04' cannot be read; write a date (2026-04-01, 2026/4/1, 令和8年4月1日, "
               "R8.4.1)");
    check_told(KJ_DATETIME, "2026-04-01",
               "'2026-04-01' has no time of day; add it, such as 2026-04-01T09:00");
    check_told(KJ_DATETIME, "2026-04-01 25:00",
               "the time in '2026-04-01 25:00' cannot be read; write 00:00 to 23:59 after the day, "
               "such as 2026-04-01T09:00");
    check_told(KJ_DATETIME, "2026-04-31 10:00",
               "'2026-04-31 10:00' is not a date: in 2026, month 4 has 30 days");
    check_told(KJ_MONTHDAY, "2026-04-01",
               "'2026-04-01' has a year; write month and day alone, such as 04-01");
}

TEST(a_wrong_number_is_told_with_what_is_wrong)
{
    check_told(KJ_INT, "1.5", "'1.5' is not a whole number or too large; write a whole number");
    check_told(KJ_INT, "3人", "'3人' is not a whole number alone: '人' is left over");
    check_told(KJ_INT, "x", "'x' cannot be read; write a whole number (120, 1,200, 3万)");
    check_told(KJ_INT, "99999999999999999999",
               "'99999999999999999999' cannot be read; write a whole number (120, 1,200, 3万)");
    check_told(KJ_NUMBER, "1e400", "'1e400' cannot be read; write a number (1.5, 1,200)");
    check_told(KJ_PERCENT, "half", "'half' cannot be read; write a percentage (80% or 80)");
    check_told(KJ_MONEY, "3 USD", "the currency of '3 USD' is USD; write the amount in JPY");
    check_told(KJ_MONEY, "much",
               "'much' cannot be read; write an amount of money (1200000, 1,200,000円, 120万円)");
    check_told(KJ_QUANTITY, "3 L",
               "'3 L' has the wrong unit; write it in kW, such as 100kW or 10万kW");
    check_told(KJ_QUANTITY, "x",
               "'x' cannot be read; write a number in kW, such as 100kW or 10万kW");
    check_told(
        KJ_BOOL, "on",
        "'on' cannot be read; write true or false (also yes, no, ○, ×, 有, 無, はい, いいえ)");
}

TEST(a_value_out_of_range_is_told_with_the_bound)
{
    KjField field = {.name = KJ_TEXT("f"),
                     .type = KJ_PERCENT,
                     .has_min = true,
                     .has_max = true,
                     .min = 0,
                     .max = 100};
    check_field_told(field, "130%", "'130%' is too large: at most 100");
    check_field_told(field, "-1", "'-1' is too small: at least 0");
    field.type = KJ_DURATION;
    field.max = 86400;
    check_field_told(field, "2d", "'2d' is too large: at most 1d");
}

TEST(nothing_is_no_value)
{
    for (int type = KJ_BOOL; type <= KJ_REF; type++)
        check_told(type, " 　", "the value is missing; write one, or remove the field");
}

TEST(long_and_hostile_text_is_shown_short)
{
    char text[5001];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = 0;
    KjField field = {.name = KJ_TEXT("f"), .type = KJ_REF};
    check_field_told(field, text,
                     "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…' is too long; "
                     "write the id that is meant");
    check_told(KJ_INT, "%s%n\n", "'%s%n' cannot be read; write a whole number (120, 1,200, 3万)");
}

int main(void)
{
    return RUN(booleans_have_words_in_two_languages, figures_are_read_as_people_write_them,
               times_are_read_as_people_write_them, text_is_kept_and_references_are_names,
               an_unknown_value_is_told_with_those_allowed, a_duration_needs_an_exact_unit,
               a_period_needs_months_or_years, an_impossible_day_is_told_with_the_reason,
               a_wrong_number_is_told_with_what_is_wrong,
               a_value_out_of_range_is_told_with_the_bound, nothing_is_no_value,
               long_and_hostile_text_is_shown_short);
}
