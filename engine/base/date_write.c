/* Writing of dates, datetimes, durations, periods and month-days, for machines and for people. */
#include "engine/base/date.h"
#include "engine/base/era.h"

#include <inttypes.h>

void kj_date_write(KjBuf *out, int32_t date)
{
    KjCivil civil = kj_civil_from_date(date);

    kj_buf_printf(out, "%04d-%02d-%02d", (int)civil.year, (int)civil.month, (int)civil.day);
}

static int32_t second_of_day(int64_t datetime, int32_t zone)
{
    return (int32_t)(datetime - kj_datetime_at(kj_date_of(datetime, zone), zone));
}

void kj_datetime_write(KjBuf *out, int64_t datetime, int32_t zone)
{
    int second = (int)second_of_day(datetime, zone);
    int minutes = (int)(zone < 0 ? -zone : zone) / 60;

    kj_date_write(out, kj_date_of(datetime, zone));
    kj_buf_printf(out, "T%02d:%02d:%02d%c%02d:%02d", second / 3600, second / 60 % 60, second % 60,
                  zone < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

static void write_era_date(KjBuf *out, int32_t date)
{
    const KjEra *era = kj_era_holding(date);
    KjCivil civil = kj_civil_from_date(date);

    if (era && civil.year == era->first.year)
        kj_buf_printf(out, "%s元", era->name);
    else
        kj_buf_printf(out, "%s%d", era ? era->name : "",
                      (int)(era ? civil.year - era->first.year + 1 : civil.year));
    kj_buf_printf(out, "年%d月%d日", (int)civil.month, (int)civil.day);
}

void kj_date_write_for(KjBuf *out, int32_t date, KjLang lang)
{
    if (lang == KJ_JA)
        write_era_date(out, date);
    else
        kj_date_write(out, date);
}

void kj_datetime_write_for(KjBuf *out, int64_t datetime, int32_t zone, KjLang lang)
{
    int second = (int)second_of_day(datetime, zone);

    if (lang != KJ_JA) {
        kj_datetime_write(out, datetime, zone);
        return;
    }
    write_era_date(out, kj_date_of(datetime, zone));
    kj_buf_printf(out, " %d時%02d分", second / 3600, second / 60 % 60);
    if (second % 60)
        kj_buf_printf(out, "%02d秒", second % 60);
}

/* A unit that amounts are split into; the smallest, of size 1, comes last. */
typedef struct Unit {
    int64_t size;
    const char *text[2]; /* by KjLang */
} Unit;

static const Unit duration_units[] = {
    {86400, {"日", "d"}}, {3600, {"時間", "h"}}, {60, {"分", "min"}}, {1, {"秒", "s"}}};
static const Unit period_units[] = {{12, {"年", "y"}}, {1, {"か月", "mo"}}};

static void write_split(KjBuf *out, int64_t amount, const Unit *unit, KjLang lang)
{
    uint64_t left = amount < 0 ? -(uint64_t)amount : (uint64_t)amount;

    if (amount < 0) /* never in data, but a difference may be */
        kj_buf_putc(out, '-');
    while (unit->size > 1 && left) {
        uint64_t size = (uint64_t)unit->size;

        if (left >= size)
            kj_buf_printf(out, "%" PRIu64 "%s", left / size, unit->text[lang]);
        left %= size;
        unit++;
    }
    while (unit->size > 1 && amount == 0)
        unit++;
    if (left || amount == 0)
        kj_buf_printf(out, "%" PRIu64 "%s", left, unit->text[lang]);
}

void kj_duration_write(KjBuf *out, int64_t seconds)
{
    write_split(out, seconds, duration_units, KJ_EN);
}

void kj_period_write(KjBuf *out, int32_t months)
{
    write_split(out, months, period_units, KJ_EN);
}

void kj_duration_write_for(KjBuf *out, int64_t seconds, KjLang lang)
{
    write_split(out, seconds, duration_units, lang);
}

void kj_period_write_for(KjBuf *out, int32_t months, KjLang lang)
{
    write_split(out, months, period_units, lang);
}

void kj_monthday_write(KjBuf *out, int32_t month_day)
{
    kj_buf_printf(out, "%02d-%02d", (int)month_day / 100, (int)month_day % 100);
}

void kj_monthday_write_for(KjBuf *out, int32_t month_day, KjLang lang)
{
    if (lang == KJ_JA)
        kj_buf_printf(out, "%d月%d日", (int)month_day / 100, (int)month_day % 100);
    else
        kj_monthday_write(out, month_day);
}
