/* Calendar, eras, durations and periods at their borders. */
#include "engine/base/date.h"
#include "tests/unit/check.h"

#define REFUSED INT64_MIN

static int64_t date(const char *text)
{
    int32_t value;

    return kj_date_parse(kj_text(text), &value) ? value : REFUSED;
}

static int64_t datetime(const char *text)
{
    int64_t value;

    return kj_datetime_parse(kj_text(text), KJ_ZONE_JAPAN, &value) ? value : REFUSED;
}

static int64_t duration(const char *text)
{
    int64_t value;

    return kj_duration_parse(kj_text(text), &value) ? value : REFUSED;
}

static int64_t period(const char *text)
{
    int32_t value;

    return kj_period_parse(kj_text(text), &value) ? value : REFUSED;
}

static int64_t monthday(const char *text)
{
    int32_t value;

    return kj_monthday_parse(kj_text(text), &value) ? value : REFUSED;
}

static int64_t zone(const char *text)
{
    int32_t value;

    return kj_zone_parse(kj_text(text), &value) ? value : REFUSED;
}

/* One buffer for all writers: each check begins with an empty one. */
static KjBuf out;

static const char *written(void)
{
    static char text[200];

    snprintf(text, sizeof text, "%s", out.data);
    kj_buf_clear(&out);
    return text;
}

static const char *date_ja(const char *iso)
{
    kj_date_write_for(&out, (int32_t)date(iso), KJ_JA);
    return written();
}

TEST(every_day_of_ten_thousand_years_is_itself)
{
    KjCivil civil = {1, 1, 1};
    int32_t last = kj_date_from_civil((KjCivil){9999, 12, 31});

    CHECK_INT(kj_date_from_civil((KjCivil){1970, 1, 1}), 0);
    CHECK_INT(kj_date_from_civil((KjCivil){2000, 3, 1}), 11017);
    CHECK_INT(kj_date_from_civil(civil), -719162);
    CHECK_INT(last, 2932896);
    for (int32_t day = -719162; day <= last; day++) {
        KjCivil back = kj_civil_from_date(day);

        if (!kj_civil_valid(back) || kj_date_from_civil(back) != day || back.year != civil.year ||
            back.month != civil.month || back.day != civil.day)
            CHECK_INT(day, REFUSED);
        civil.day++;
        if (!kj_civil_valid(civil))
            civil = (KjCivil){civil.year, civil.month + 1, 1};
        if (!kj_civil_valid(civil))
            civil = (KjCivil){civil.year + 1, 1, 1};
    }
    CHECK_INT(kj_date_from_civil(kj_civil_from_date(INT32_MAX)), INT32_MAX);
    CHECK_INT(kj_date_from_civil(kj_civil_from_date(INT32_MIN)), INT32_MIN);
}

TEST(leap_years_follow_gregory)
{
    CHECK(kj_civil_valid((KjCivil){2028, 2, 29}));
    CHECK(kj_civil_valid((KjCivil){2000, 2, 29}));
    CHECK(!kj_civil_valid((KjCivil){1900, 2, 29}));
    CHECK(!kj_civil_valid((KjCivil){2026, 2, 29}));
    CHECK(!kj_civil_valid((KjCivil){0, 1, 1}));
    CHECK(!kj_civil_valid((KjCivil){10000, 1, 1}));
    CHECK(!kj_civil_valid((KjCivil){2026, 13, 1}));
    CHECK(!kj_civil_valid((KjCivil){2026, 0, 1}));
    CHECK(!kj_civil_valid((KjCivil){2026, 1, 0}));
    CHECK(!kj_civil_valid((KjCivil){2026, 4, 31}));
}

static void check_months_later(const char *start, int32_t months, const char *expected)
{
    kj_date_write(&out, kj_date_add_months((int32_t)date(start), months));
    CHECK_STR(written(), expected);
}

TEST(adding_months_stops_at_the_month_end)
{
    check_months_later("2026-04-01", 3, "2026-07-01");
    check_months_later("2026-01-31", 1, "2026-02-28");
    check_months_later("2028-01-31", 1, "2028-02-29");
    check_months_later("2028-02-29", 12, "2029-02-28");
    check_months_later("2028-02-29", 48, "2032-02-29");
    check_months_later("2026-03-31", -1, "2026-02-28");
    check_months_later("2026-01-15", -1, "2025-12-15");
    check_months_later("2026-12-31", 2, "2027-02-28");
    check_months_later("9999-12-01", 1, "9999-12-31");
    check_months_later("9999-12-01", INT32_MAX, "9999-12-31");
    check_months_later("0001-01-31", -1, "0001-01-01");
    check_months_later("2026-01-31", INT32_MIN, "0001-01-01");
}

TEST(a_day_begins_at_midnight_of_its_zone)
{
    int32_t day = (int32_t)date("2026-04-01");
    int64_t start = kj_datetime_at(day, KJ_ZONE_JAPAN);

    CHECK_INT(start, datetime("2026-03-31T15:00:00Z"));
    CHECK_INT(kj_date_of(start, KJ_ZONE_JAPAN), day);
    CHECK_INT(kj_date_of(start - 1, KJ_ZONE_JAPAN), day - 1);
    CHECK_INT(kj_date_of(start, 0), day - 1);
    CHECK_INT(kj_date_of(-1, 0), -1);
    CHECK_INT(kj_date_of(INT64_MAX, KJ_ZONE_JAPAN), INT32_MAX);
    CHECK_INT(kj_date_of(INT64_MIN, -3600), INT32_MIN);
}

TEST(the_fiscal_year_begins_in_april)
{
    CHECK_INT(kj_fiscal_year_start((int32_t)date("2026-04-01"), 401), date("2026-04-01"));
    CHECK_INT(kj_fiscal_year_start((int32_t)date("2026-03-31"), 401), date("2025-04-01"));
    CHECK_INT(kj_fiscal_year_start((int32_t)date("2026-12-31"), 401), date("2026-04-01"));
    CHECK_INT(kj_fiscal_year_start((int32_t)date("2026-12-31"), 101), date("2026-01-01"));
    CHECK_INT(kj_fiscal_year_start((int32_t)date("2027-02-28"), 229), date("2027-02-28"));
    CHECK_INT(kj_fiscal_year_start((int32_t)date("2028-02-28"), 229), date("2027-02-28"));
}

TEST(one_day_has_many_spellings)
{
    static const char *const spellings[] = {
        "2026-04-01",       "2026-4-1",       "2026/4/1",       "2026/04/01",    "2026.4.1",
        "2026年4月1日",     "2026年04月01日", "2026年 4月 1日", "令和8年4月1日", "令和 8年 4月 1日",
        "令和08年04月01日", "R8.4.1",         "R8/4/1",         "R08.04.01",     "R8年4月1日"};

    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        CHECK_INT(date(spellings[i]), 20544);
    CHECK_INT(date("0001-01-01"), -719162);
    CHECK_INT(date("9999-12-31"), 2932896);
    CHECK_INT(date("2028-02-29"), date("令和10年2月29日"));
}

TEST(what_is_no_day_is_refused)
{
    static const char *const wrong[] = {
        "",           "2026",        "2026-04",     "2026-02-29",  "2026-02-30",    "2026-04-31",
        "2026-13-01", "2026-00-01",  "2026-01-00",  "0000-01-01",  "10000-01-01",   "26-04-01",
        "2026/4-1",   "2026-4/1",    "2026.4/1",    "20260401",    "2026-04-01 ",   " 2026-04-01",
        "2026-04-1x", "2026-004-01", "2026-4-001",  "2026年4月1",  "2026年4月",     "2026年4月1日x",
        "26年4月1日", "2026-04-",    "-2026-04-01", "2026--04-01", "2026 年4月1日", "2026-+4-01",
        "2026- 4-01", "tomorrow",    "4/1/2026",    "1/4/26"};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (date(wrong[i]) != REFUSED)
            CHECK_STR(wrong[i], "refused");
}

TEST(an_era_holds_its_days_only)
{
    CHECK_INT(date("平成31年4月30日"), date("2019-04-30"));
    CHECK_INT(date("平成31年5月1日"), REFUSED);
    CHECK_INT(date("令和元年5月1日"), date("2019-05-01"));
    CHECK_INT(date("令和1年5月1日"), date("2019-05-01"));
    CHECK_INT(date("令和元年4月30日"), REFUSED);
    CHECK_INT(date("R1.4.30"), REFUSED);
    CHECK_INT(date("R元.5.1"), date("2019-05-01"));
    CHECK_INT(date("H31.4.30"), date("2019-04-30"));
    CHECK_INT(date("昭和64年1月7日"), date("1989-01-07"));
    CHECK_INT(date("昭和64年1月8日"), REFUSED);
    CHECK_INT(date("平成元年1月8日"), date("1989-01-08"));
    CHECK_INT(date("平成元年1月7日"), REFUSED);
    CHECK_INT(date("昭和元年12月25日"), date("1926-12-25"));
    CHECK_INT(date("昭和元年12月24日"), REFUSED);
    CHECK_INT(date("大正15年12月24日"), date("1926-12-24"));
    CHECK_INT(date("大正15年12月25日"), REFUSED);
    CHECK_INT(date("大正元年7月30日"), date("1912-07-30"));
    CHECK_INT(date("T1.7.29"), REFUSED);
    CHECK_INT(date("明治45年7月29日"), date("1912-07-29"));
    CHECK_INT(date("M45.7.30"), REFUSED);
    CHECK_INT(date("明治元年1月25日"), date("1868-01-25"));
    CHECK_INT(date("明治元年1月24日"), REFUSED);
}

TEST(broken_era_dates_are_refused)
{
    static const char *const wrong[] = {"令和0年4月1日",
                                        "令和年4月1日",
                                        "令和-1年4月1日",
                                        "R0.4.1",
                                        "令和8.4.1",
                                        "令和8/4/1",
                                        "R8-4-1",
                                        "r8.4.1",
                                        "X8.4.1",
                                        "令8年4月1日",
                                        "R.4.1",
                                        "8年4月1日",
                                        "令和7982年1月1日",
                                        "令和10000年1月1日",
                                        "令和7年2月29日",
                                        "令和元元年5月1日",
                                        "元年5月1日",
                                        "RR8.4.1"};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (date(wrong[i]) != REFUSED)
            CHECK_STR(wrong[i], "refused");
    CHECK_INT(date("令和7980年1月1日"), date("9998-01-01"));
}

TEST(a_datetime_is_an_instant)
{
    int64_t nine = datetime("2026-04-01T09:00:00+09:00");
    static const char *const spellings[] = {
        "2026-04-01T09:00",      "2026-04-01 9:00",        "2026-04-01 09:00:00",
        "2026/4/1 9:00",         "2026-04-01T00:00:00Z",   "2026-04-01T00:00Z",
        "2026-04-01T09:00+0900", "2026-03-31T19:00-05:00", "令和8年4月1日 9時00分",
        "令和8年4月1日9時",      "2026年4月1日 9時0分0秒", "R8.4.1 9:00",
        "2026年4月1日午前9時",   "2026-04-01 午前9:00",    "2026-04-01T9時"};

    CHECK_INT(nine, 1775001600);
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        if (datetime(spellings[i]) != nine)
            CHECK_STR(spellings[i], "nine o'clock");
    CHECK_INT(datetime("2026-04-01 9時5分"), nine + 300);
    CHECK_INT(datetime("2026-04-01 09:05:30"), nine + 330);
    CHECK_INT(datetime("2026-04-01 午後3時"), nine + 6 * 3600);
    CHECK_INT(datetime("2026-04-01 午後0時30分"), nine + 3 * 3600 + 1800);
    CHECK_INT(datetime("2026-04-01 午前0時"), nine - 9 * 3600);
    CHECK_INT(datetime("2026-04-01 23:59:59"), nine + 15 * 3600 - 1);
}

TEST(what_is_no_instant_is_refused)
{
    static const char *const wrong[] = {"",
                                        "2026-04-01",
                                        "2026-04-01T",
                                        "2026-04-01T24:00",
                                        "2026-04-01T09:60",
                                        "2026-04-01T09:00:60",
                                        "2026-04-01T9",
                                        "2026-04-01T09:0",
                                        "2026-04-01T009:00",
                                        "2026-04-0109:00",
                                        "2026-04-01T09:00:00z",
                                        "2026-04-01T09:00 Z",
                                        "2026-02-30T09:00",
                                        "2026-04-01 午後12時",
                                        "2026-04-01 午前12時",
                                        "2026-04-01 午後13時",
                                        "2026-04-01 9時60分",
                                        "2026-04-01 9時5",
                                        "2026-04-01 9時5秒",
                                        "2026-04-01T09:00+9",
                                        "2026-04-01T09:00+15:00",
                                        "2026-04-01T09:00+09:60",
                                        "2026-04-01T09:00:00.5",
                                        "09:00",
                                        "2026-04-01 午前午後9時",
                                        "2026-04-01T 09:00"};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (datetime(wrong[i]) != REFUSED)
            CHECK_STR(wrong[i], "refused");
}

TEST(zones_have_hours_and_minutes)
{
    CHECK_INT(zone("+09:00"), KJ_ZONE_JAPAN);
    CHECK_INT(zone("+0900"), KJ_ZONE_JAPAN);
    CHECK_INT(zone("-0330"), -12600);
    CHECK_INT(zone("Z"), 0);
    CHECK_INT(zone("+14:00"), 14 * 3600);
    CHECK_INT(zone("-12:00"), -12 * 3600);
    CHECK_INT(zone("+14:01"), REFUSED);
    CHECK_INT(zone("-12:01"), REFUSED);
    CHECK_INT(zone("+9"), REFUSED);
    CHECK_INT(zone("09:00"), REFUSED);
    CHECK_INT(zone("+09:00x"), REFUSED);
    CHECK_INT(zone("+0960"), REFUSED);
    CHECK_INT(zone("-+0900"), REFUSED);
    CHECK_INT(zone(""), REFUSED);
}

TEST(durations_are_exact_sums)
{
    CHECK_INT(duration("90s"), 90);
    CHECK_INT(duration("90min"), 5400);
    CHECK_INT(duration("3h"), 10800);
    CHECK_INT(duration("1d"), 86400);
    CHECK_INT(duration("2w"), 1209600);
    CHECK_INT(duration("1h30min"), 5400);
    CHECK_INT(duration("1d12h"), 129600);
    CHECK_INT(duration("1.5h"), 5400);
    CHECK_INT(duration("0.1h"), 360);
    CHECK_INT(duration("0s"), 0);
    CHECK_INT(duration("0h"), 0);
    CHECK_INT(duration("30秒"), 30);
    CHECK_INT(duration("90分"), 5400);
    CHECK_INT(duration("3時間"), 10800);
    CHECK_INT(duration("1日"), 86400);
    CHECK_INT(duration("2日間"), 172800);
    CHECK_INT(duration("2週間"), 1209600);
    CHECK_INT(duration("1週"), 604800);
    CHECK_INT(duration("1時間30分"), 5400);
    CHECK_INT(duration("3 時間"), 10800);
    CHECK_INT(duration("1,000h"), 3600000);
}

TEST(what_is_no_duration_is_refused)
{
    static const char *const wrong[] = {"",
                                        "3",
                                        "h",
                                        "3x",
                                        "-3h",
                                        "1h-30min",
                                        "30min1h",
                                        "1h1h",
                                        "1e5s",
                                        "1.5s",
                                        "0.0001h",
                                        "3mo",
                                        "1y",
                                        "3か月",
                                        "3 ",
                                        "1時",
                                        "3hh",
                                        "3h ,",
                                        ".5h",
                                        "5.h",
                                        "1,20h",
                                        "--3h",
                                        "99999999999999999999s",
                                        "200000000000000w",
                                        "9223372036854775807s1",
                                        "15250284452471w9223372036854775807s"};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (duration(wrong[i]) != REFUSED)
            CHECK_STR(wrong[i], "refused");
    CHECK_INT(duration("9223372036854775807s"), INT64_MAX);
    CHECK_INT(duration("9223372036854775808s"), REFUSED);
}

TEST(periods_count_months)
{
    CHECK_INT(period("3mo"), 3);
    CHECK_INT(period("1y"), 12);
    CHECK_INT(period("1y6mo"), 18);
    CHECK_INT(period("3か月"), 3);
    CHECK_INT(period("3ヶ月"), 3);
    CHECK_INT(period("3ヵ月"), 3);
    CHECK_INT(period("3カ月"), 3);
    CHECK_INT(period("3ケ月"), 3);
    CHECK_INT(period("3箇月"), 3);
    CHECK_INT(period("1年"), 12);
    CHECK_INT(period("1年6か月"), 18);
    CHECK_INT(period("2年間"), 24);
    CHECK_INT(period("0mo"), 0);
    CHECK_INT(period("9999y"), 119988);
    CHECK_INT(period("9999y1mo"), REFUSED);
    CHECK_INT(period("99999999999y"), REFUSED);
    CHECK_INT(period("3"), REFUSED);
    CHECK_INT(period("3月"), REFUSED);
    CHECK_INT(period("3m"), REFUSED);
    CHECK_INT(period("-3mo"), REFUSED);
    CHECK_INT(period("6mo1y"), REFUSED);
    CHECK_INT(period("1.5mo"), REFUSED);
    CHECK_INT(period("3h"), REFUSED);
    CHECK_INT(period(""), REFUSED);
}

TEST(month_days_include_the_leap_day)
{
    CHECK_INT(monthday("04-01"), 401);
    CHECK_INT(monthday("4/1"), 401);
    CHECK_INT(monthday("04/01"), 401);
    CHECK_INT(monthday("4月1日"), 401);
    CHECK_INT(monthday("--04-01"), 401);
    CHECK_INT(monthday("2/29"), 229);
    CHECK_INT(monthday("12-31"), 1231);
    CHECK_INT(monthday("2/30"), REFUSED);
    CHECK_INT(monthday("4/31"), REFUSED);
    CHECK_INT(monthday("0/1"), REFUSED);
    CHECK_INT(monthday("13-01"), REFUSED);
    CHECK_INT(monthday("--4-1"), REFUSED);
    CHECK_INT(monthday("--04/01"), REFUSED);
    CHECK_INT(monthday("--4月1日"), REFUSED);
    CHECK_INT(monthday("4月1"), REFUSED);
    CHECK_INT(monthday("4月"), REFUSED);
    CHECK_INT(monthday("401"), REFUSED);
    CHECK_INT(monthday("4-1x"), REFUSED);
    CHECK_INT(monthday(""), REFUSED);
}

TEST(people_read_the_japanese_calendar)
{
    CHECK_STR(date_ja("2026-04-01"), "令和8年4月1日");
    CHECK_STR(date_ja("2019-05-01"), "令和元年5月1日");
    CHECK_STR(date_ja("2019-12-31"), "令和元年12月31日");
    CHECK_STR(date_ja("2020-01-01"), "令和2年1月1日");
    CHECK_STR(date_ja("2019-04-30"), "平成31年4月30日");
    CHECK_STR(date_ja("1989-01-08"), "平成元年1月8日");
    CHECK_STR(date_ja("1989-01-07"), "昭和64年1月7日");
    CHECK_STR(date_ja("1868-01-25"), "明治元年1月25日");
    CHECK_STR(date_ja("1868-01-24"), "1868年1月24日");
    kj_datetime_write_for(&out, datetime("2026-04-01 9:00"), KJ_ZONE_JAPAN, KJ_JA);
    CHECK_STR(written(), "令和8年4月1日 9時00分");
    kj_datetime_write_for(&out, datetime("2026-04-01 13:05:09"), KJ_ZONE_JAPAN, KJ_JA);
    CHECK_STR(written(), "令和8年4月1日 13時05分09秒");
    kj_duration_write_for(&out, 5400, KJ_JA);
    CHECK_STR(written(), "1時間30分");
    kj_duration_write_for(&out, 0, KJ_JA);
    CHECK_STR(written(), "0秒");
    kj_period_write_for(&out, 3, KJ_JA);
    CHECK_STR(written(), "3か月");
    kj_period_write_for(&out, 18, KJ_JA);
    CHECK_STR(written(), "1年6か月");
    kj_monthday_write_for(&out, 401, KJ_JA);
    CHECK_STR(written(), "4月1日");
}

static void check_duration(int64_t seconds, const char *expected)
{
    kj_duration_write(&out, seconds);
    CHECK_STR(written(), expected);
}

TEST(machines_read_iso)
{
    int64_t nine = datetime("2026-04-01 9:00");

    kj_date_write_for(&out, (int32_t)date("0001-02-03"), KJ_EN);
    CHECK_STR(written(), "0001-02-03");
    kj_datetime_write(&out, nine, KJ_ZONE_JAPAN);
    CHECK_STR(written(), "2026-04-01T09:00:00+09:00");
    kj_datetime_write_for(&out, nine, -12600, KJ_EN);
    CHECK_STR(written(), "2026-03-31T20:30:00-03:30");
    kj_datetime_write(&out, -1, 0);
    CHECK_STR(written(), "1969-12-31T23:59:59+00:00");
    check_duration(0, "0s");
    check_duration(59, "59s");
    check_duration(5400, "1h30min");
    check_duration(86400, "1d");
    check_duration(129600, "1d12h");
    check_duration(1209600, "14d");
    check_duration(90061, "1d1h1min1s");
    check_duration(86401, "1d1s");
    check_duration(-5400, "-1h30min");
    kj_period_write(&out, 3);
    CHECK_STR(written(), "3mo");
    kj_period_write(&out, 12);
    CHECK_STR(written(), "1y");
    kj_period_write(&out, 18);
    CHECK_STR(written(), "1y6mo");
    kj_period_write(&out, 0);
    CHECK_STR(written(), "0mo");
    kj_monthday_write(&out, 401);
    CHECK_STR(written(), "04-01");
}

TEST(what_is_written_reads_back)
{
    for (int32_t day = (int32_t)date("1868-01-01"); day < 40000; day += 13) {
        kj_date_write_for(&out, day, KJ_JA);
        CHECK_INT(date(written()), day);
        kj_date_write(&out, day);
        CHECK_INT(date(written()), day);
    }
    for (int64_t seconds = 0; seconds < 2000000; seconds += 1237) {
        kj_duration_write_for(&out, seconds, KJ_JA);
        CHECK_INT(duration(written()), seconds);
        kj_duration_write(&out, seconds);
        CHECK_INT(duration(written()), seconds);
        kj_datetime_write_for(&out, seconds * 700, KJ_ZONE_JAPAN, KJ_JA);
        CHECK_INT(datetime(written()), seconds * 700);
        kj_datetime_write(&out, seconds * 700, -12600);
        CHECK_INT(datetime(written()), seconds * 700);
    }
    for (int32_t months = 0; months < 40; months++) {
        kj_period_write_for(&out, months, KJ_JA);
        CHECK_INT(period(written()), months);
    }
}

int main(void)
{
    return RUN(
        every_day_of_ten_thousand_years_is_itself, leap_years_follow_gregory,
        adding_months_stops_at_the_month_end, a_day_begins_at_midnight_of_its_zone,
        the_fiscal_year_begins_in_april, one_day_has_many_spellings, what_is_no_day_is_refused,
        an_era_holds_its_days_only, broken_era_dates_are_refused, a_datetime_is_an_instant,
        what_is_no_instant_is_refused, zones_have_hours_and_minutes, durations_are_exact_sums,
        what_is_no_duration_is_refused, periods_count_months, month_days_include_the_leap_day,
        people_read_the_japanese_calendar, machines_read_iso, what_is_written_reads_back);
}
