/* Calendar arithmetic. Days are counted in years that begin on 1 March, so that the leap day is the
 * last of its year, and in cycles of 400 years, which all have the same number of days (the method
 * of Howard Hinnant's "chrono-compatible low-level date algorithms"). */
#include "engine/base/date.h"

#define DAY 86400
#define DAYS_PER_CYCLE 146097 /* 400 years */
#define DAYS_TO_EPOCH 719468  /* from 0000-03-01 to 1970-01-01 */

static int64_t floor_divide(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static bool is_leap(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int32_t days_in_month(int32_t year, int32_t month)
{
    static const char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && is_leap(year));
}

bool kj_civil_valid(KjCivil civil)
{
    return civil.year >= 1 && civil.year <= 9999 && civil.month >= 1 && civil.month <= 12 &&
           civil.day >= 1 && civil.day <= days_in_month(civil.year, civil.month);
}

int32_t kj_date_from_civil(KjCivil civil)
{
    int64_t year = (int64_t)civil.year - (civil.month <= 2);
    int64_t cycle = floor_divide(year, 400);
    int64_t year_of_cycle = year - cycle * 400;
    int64_t day_of_year = (153 * ((civil.month + 9) % 12) + 2) / 5 + civil.day - 1;
    int64_t day_of_cycle =
        year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;

    return (int32_t)(cycle * DAYS_PER_CYCLE + day_of_cycle - DAYS_TO_EPOCH);
}

KjCivil kj_civil_from_date(int32_t date)
{
    int64_t days = (int64_t)date + DAYS_TO_EPOCH;
    int64_t cycle = floor_divide(days, DAYS_PER_CYCLE);
    int64_t day_of_cycle = days - cycle * DAYS_PER_CYCLE;
    int64_t year_of_cycle = (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36524 -
                             day_of_cycle / (DAYS_PER_CYCLE - 1)) /
                            365;
    int64_t day_of_year =
        day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
    int64_t march_month = (5 * day_of_year + 2) / 153;
    KjCivil civil;

    civil.day = (int32_t)(day_of_year - (153 * march_month + 2) / 5 + 1);
    civil.month = (int32_t)(march_month < 10 ? march_month + 3 : march_month - 9);
    civil.year = (int32_t)(cycle * 400 + year_of_cycle + (civil.month <= 2));
    return civil;
}

/* The day of that month, or the month's last one. */
static int32_t clamped_date(int32_t year, int32_t month, int32_t day)
{
    int32_t last = days_in_month(year, month);

    return kj_date_from_civil((KjCivil){year, month, day < last ? day : last});
}

/* What leads out of the years 1 to 9999 stops at their first or last day. */
int32_t kj_date_add_months(int32_t date, int32_t months)
{
    KjCivil civil = kj_civil_from_date(date);
    int64_t total = (int64_t)civil.year * 12 + civil.month - 1 + months;
    int64_t year = floor_divide(total, 12);

    if (year < 1)
        return kj_date_from_civil((KjCivil){1, 1, 1});
    if (year > 9999)
        return kj_date_from_civil((KjCivil){9999, 12, 31});
    return clamped_date((int32_t)year, (int32_t)(total - year * 12) + 1, civil.day);
}

int32_t kj_date_of(int64_t datetime, int32_t zone)
{
    int64_t seconds;

    if (__builtin_add_overflow(datetime, (int64_t)zone, &seconds))
        seconds = datetime;
    seconds = floor_divide(seconds, DAY);
    return seconds < INT32_MIN ? INT32_MIN : seconds > INT32_MAX ? INT32_MAX : (int32_t)seconds;
}

int64_t kj_datetime_at(int32_t date, int32_t zone)
{
    return (int64_t)date * DAY - zone;
}

int32_t kj_fiscal_year_start(int32_t date, int32_t start_month_day)
{
    int32_t year = kj_civil_from_date(date).year;
    int32_t start = clamped_date(year, start_month_day / 100, start_month_day % 100);

    if (start <= date)
        return start;
    return clamped_date(year - 1, start_month_day / 100, start_month_day % 100);
}
