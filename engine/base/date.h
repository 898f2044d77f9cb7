/* Calendar: days, instants, durations and periods; the Japanese calendar.
 *
 * A date is a day number: days since 1970-01-01 in the proleptic Gregorian calendar.
 * A datetime is an instant: seconds since 1970-01-01T00:00:00Z; written without an offset it is in
 * the workspace's zone (default +09:00; TZ is ignored).
 * A duration is exact, in seconds, never negative in data. A period counts months and is only added
 * to dates; the day is clamped to the month's end. A month-day is month * 100 + day.
 * Years 1 to 9999. Everything that is parsed must be NFKC already. */
#ifndef KJ_BASE_DATE_H
#define KJ_BASE_DATE_H

#include "engine/base/buf.h"
#include "engine/base/diag.h"
#include "engine/base/text.h"

typedef struct KjCivil {
    int32_t year, month, day;
} KjCivil;

#define KJ_ZONE_JAPAN (9 * 3600)
#define KJ_FIRST_DAY (-719162) /* of year 1 */
#define KJ_LAST_DAY 2932896    /* of year 9999 */
#define KJ_FISCAL_YEAR_JAPAN                                                                       \
    401 /* 1 April (Public Finance Act, art. 11): where nothing else is said */

bool kj_civil_valid(KjCivil civil);
int32_t kj_date_from_civil(KjCivil civil);
KjCivil kj_civil_from_date(int32_t date);
int32_t kj_date_add_months(int32_t date, int32_t months); /* clamped to the month's end */
int32_t kj_date_of(int64_t datetime, int32_t zone);       /* the day an instant falls on */
int64_t kj_datetime_at(int32_t date, int32_t zone);       /* the day's first second */
/* First day of the fiscal year that holds the date; start is a month-day such as 401. */
int32_t kj_fiscal_year_start(int32_t date, int32_t start_month_day);

/* Parsers take the whole text and return false if it is not of their form or out of range.
 * 2026-04-01 2026/4/1 2026.4.1 2026年4月1日 令和8年4月1日 令和元年5月1日 R8.4.1 R8/4/1 (M T S H R).
 * An era must hold the day. */
bool kj_date_parse(KjText text, int32_t *date);
/* A date, then T or a space, then 9:05, 09:05:30, 9時5分, 午後3時; then nothing, Z, +09:00 or +0900.
 */
bool kj_datetime_parse(KjText text, int32_t zone, int64_t *datetime);
/* 90s 90min 3h 1d 2w and sums of them (1h30min, 1d12h), also 1.5h if whole seconds result; and
 * 30秒 90分 3時間 1日 2日間 2週間 1時間30分. 0 is written 0s, 0h … A bare number is refused. */
bool kj_duration_parse(KjText text, int64_t *seconds);
/* 3mo 1y 1y6mo 3か月 3ヶ月 3ヵ月 3カ月 3ケ月 3箇月 1年 1年6か月 */
bool kj_period_parse(KjText text, int32_t *months);
/* 04-01 4/1 4月1日 --04-01; 29 February is allowed */
bool kj_monthday_parse(KjText text, int32_t *month_day);

/* Writers append. The machine's form: 2026-04-01, 2026-04-01T09:00:00+09:00 (in the zone), 3h 1d12h
 * 90min: the largest units that give a whole number of each, weeks not used: 90min is 1h30min, 36h
 * is 1d12h, 24h is 1d, 0 is 0s; 3mo, 1y6mo; 04-01.  The people's form in Japanese: 令和8年4月1日,
 * 令和8年4月1日 9時00分, 1時間30分, 3か月, 4月1日; in English the machine's form. */
void kj_date_write(KjBuf *out, int32_t date);
void kj_datetime_write(KjBuf *out, int64_t datetime, int32_t zone);
void kj_duration_write(KjBuf *out, int64_t seconds);
void kj_period_write(KjBuf *out, int32_t months);
void kj_monthday_write(KjBuf *out, int32_t month_day);
void kj_date_write_for(KjBuf *out, int32_t date, KjLang lang);
void kj_datetime_write_for(KjBuf *out, int64_t datetime, int32_t zone, KjLang lang);
void kj_duration_write_for(KjBuf *out, int64_t seconds, KjLang lang);
void kj_period_write_for(KjBuf *out, int32_t months, KjLang lang);
void kj_monthday_write_for(KjBuf *out, int32_t month_day, KjLang lang);

bool kj_zone_parse(KjText text, int32_t *zone); /* +09:00, -0330, Z */

#endif
