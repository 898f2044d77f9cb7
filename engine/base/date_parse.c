/* Parsing of dates, datetimes, month-days and zones: one pass with a cursor, no backtracking over
 * forms, and at the end the calendar itself decides whether such a day exists. */
#include "engine/base/cursor.h"
#include "engine/base/date.h"
#include "engine/base/era.h"

/* How a date is written: its separators, and whether blanks may pad its numbers. */
typedef struct Form {
    const char *after_year, *after_month, *after_day;
    bool padded;
} Form;

static const Form kanji_form = {"年", "月", "日", true};
static const Form plain_forms[] = {
    {".", ".", "", false}, {"/", "/", "", false}, {"-", "-", "", false}};

static bool take_number(KjCursor *cursor, const Form *form, int32_t *value)
{
    if (form->padded)
        kj_cursor_skip_blanks(cursor);
    return kj_cursor_digits(cursor, 1, 2, value);
}

/* The form is known by what follows the year: an era's name takes only kanji, its letter also the
 * points and strokes, but not the hyphens of ISO. */
static const Form *take_form(KjCursor *cursor, const KjEra *era, bool is_letter)
{
    size_t plain = !era ? 3 : is_letter ? 2 : 0;

    if (kj_cursor_take(cursor, kanji_form.after_year))
        return &kanji_form;
    for (size_t i = 0; i < plain; i++)
        if (kj_cursor_take(cursor, plain_forms[i].after_year))
            return &plain_forms[i];
    return NULL;
}

static bool take_year(KjCursor *cursor, const KjEra *era, int32_t *year)
{
    if (!era)
        return kj_cursor_digits(cursor, 4, 4, year);
    kj_cursor_skip_blanks(cursor);
    if (kj_cursor_take(cursor, "元"))
        *year = 1;
    else if (!kj_cursor_digits(cursor, 1, 4, year))
        return false;
    *year += era->first.year - 1;
    return true;
}

static const Form *take_date(KjCursor *cursor, int32_t *date)
{
    bool is_letter = false;
    const KjEra *era = kj_era_take(cursor, &is_letter);
    const Form *form;
    KjCivil civil;

    if (!take_year(cursor, era, &civil.year))
        return NULL;
    form = take_form(cursor, era, is_letter);
    if (!form || !take_number(cursor, form, &civil.month) ||
        !kj_cursor_take(cursor, form->after_month) || !take_number(cursor, form, &civil.day) ||
        !kj_cursor_take(cursor, form->after_day) || !kj_civil_valid(civil))
        return NULL;
    *date = kj_date_from_civil(civil);
    return !era || kj_era_holding(*date) == era ? form : NULL;
}

bool kj_date_parse(KjText text, int32_t *date)
{
    KjCursor cursor = kj_cursor(text);
    int32_t value;

    if (!take_date(&cursor, &value) || !kj_cursor_done(&cursor))
        return false;
    *date = value;
    return true;
}

typedef struct Clock {
    int32_t hour, minute, second;
} Clock;

static bool take_colon_clock(KjCursor *cursor, Clock *clock)
{
    if (!kj_cursor_digits(cursor, 2, 2, &clock->minute))
        return false;
    return !kj_cursor_take(cursor, ":") || kj_cursor_digits(cursor, 2, 2, &clock->second);
}

static bool take_kanji_part(KjCursor *cursor, const char *unit, int32_t *value)
{
    kj_cursor_skip_blanks(cursor);
    return kj_cursor_digits(cursor, 1, 2, value) && kj_cursor_take(cursor, unit);
}

static bool take_kanji_clock(KjCursor *cursor, Clock *clock)
{
    if (kj_cursor_done(cursor))
        return true;
    if (!take_kanji_part(cursor, "分", &clock->minute))
        return false;
    return kj_cursor_done(cursor) || take_kanji_part(cursor, "秒", &clock->second);
}

/* 午前12時 and 午後12時 are refused: people mean noon by either. */
static bool take_clock(KjCursor *cursor, int32_t *seconds)
{
    bool morning = kj_cursor_take(cursor, "午前");
    bool afternoon = !morning && kj_cursor_take(cursor, "午後");
    Clock clock = {0};
    bool read;

    if (!kj_cursor_digits(cursor, 1, 2, &clock.hour))
        return false;
    if (kj_cursor_take(cursor, ":"))
        read = take_colon_clock(cursor, &clock);
    else
        read = kj_cursor_take(cursor, "時") && take_kanji_clock(cursor, &clock);
    if (!read || clock.hour >= (morning || afternoon ? 12 : 24) || clock.minute >= 60 ||
        clock.second >= 60)
        return false;
    *seconds = ((clock.hour + (afternoon ? 12 : 0)) * 60 + clock.minute) * 60 + clock.second;
    return true;
}

/* After 日 nothing need separate the time. */
static bool take_separator(KjCursor *cursor, const Form *form)
{
    const char *start = cursor->at;

    if (kj_cursor_take(cursor, "T"))
        return true;
    kj_cursor_skip_blanks(cursor);
    return cursor->at > start || form == &kanji_form;
}

bool kj_datetime_parse(KjText text, int32_t zone, int64_t *datetime)
{
    KjCursor cursor = kj_cursor(text);
    int32_t date, seconds;
    const Form *form = take_date(&cursor, &date);

    if (!form || !take_separator(&cursor, form) || !take_clock(&cursor, &seconds))
        return false;
    if (!kj_cursor_done(&cursor) && !kj_zone_parse(kj_cursor_rest(&cursor), &zone))
        return false;
    *datetime = kj_datetime_at(date, zone) + seconds;
    return true;
}

/* Zones in use reach from -12:00 to +14:00. */
bool kj_zone_parse(KjText text, int32_t *zone)
{
    KjCursor cursor = kj_cursor(text);
    bool west = kj_cursor_take(&cursor, "-");
    int32_t hours, minutes, offset;

    if (kj_text_is(text, "Z")) {
        *zone = 0;
        return true;
    }
    if (!west && !kj_cursor_take(&cursor, "+"))
        return false;
    if (kj_cursor_digits(&cursor, 4, 4, &hours)) {
        minutes = hours % 100;
        hours /= 100;
    } else if (!kj_cursor_digits(&cursor, 2, 2, &hours) || !kj_cursor_take(&cursor, ":") ||
               !kj_cursor_digits(&cursor, 2, 2, &minutes)) {
        return false;
    }
    offset = (hours * 60 + minutes) * 60;
    if (!kj_cursor_done(&cursor) || minutes >= 60 || offset > (west ? 12 : 14) * 3600)
        return false;
    *zone = west ? -offset : offset;
    return true;
}

bool kj_monthday_parse(KjText text, int32_t *month_day)
{
    KjCursor cursor = kj_cursor(text);
    bool iso = kj_cursor_take(&cursor, "--");
    const char *between = "-", *after = "";
    KjCivil civil = {.year = 2000}; /* any leap year */

    if (!kj_cursor_digits(&cursor, iso ? 2 : 1, 2, &civil.month))
        return false;
    if (!iso && kj_cursor_take(&cursor, "月")) {
        between = "";
        after = "日";
        kj_cursor_skip_blanks(&cursor);
    } else if (!iso && kj_cursor_take(&cursor, "/")) {
        between = "";
    }
    if (!kj_cursor_take(&cursor, between) ||
        !kj_cursor_digits(&cursor, *between ? 2 : 1, 2, &civil.day) ||
        !kj_cursor_take(&cursor, after) || !kj_cursor_done(&cursor) || !kj_civil_valid(civil))
        return false;
    *month_day = civil.month * 100 + civil.day;
    return true;
}
