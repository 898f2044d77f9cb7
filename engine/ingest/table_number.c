/* Numbers of a spreadsheet. They are rounded to the 15 digits that a spreadsheet shows. */
#include "engine/ingest/table_number.h"

#include "engine/base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define DAY_SECONDS 86400
#define EXACT 1e15  /* from here on a spreadsheet has not kept all digits */
#define LONGEST 1e9 /* days of a duration */

/* Whole days in this range are years that someone typed, far more likely than days of 1905. */
enum { FIRST_YEAR = 1868, LAST_YEAR = 2199 };

static double rounded(double number)
{
    char digits[40];
    snprintf(digits, sizeof digits, "%.15g", number);
    return strtod(digits, NULL);
}

static KjText keep(KjArena *arena, KjBuf *buf)
{
    KjText text = {kj_arena_strndup(arena, buf->data ? buf->data : "", buf->len),
                   (uint32_t)buf->len};
    kj_buf_clear(buf);
    return text;
}

static KjText number_text(KjArena *arena, double number)
{
    KjBuf buf;
    kj_buf_init(&buf, 0);
    kj_number_write(&buf, rounded(number));
    return keep(arena, &buf);
}

/* Figures that no spreadsheet could have changed: neither a date nor what it writes otherwise. */
static KjNumberResult read_text(const KjSheetCell *cell, KjArena *arena, KjText *text)
{
    if (cell->type == KJ_SHEET_TRUTH || cell->look != KJ_LOOK_PLAIN || cell->number < 0 ||
        cell->number >= EXACT || cell->number != floor(cell->number))
        return KJ_NUMBER_CHANGED;
    *text = number_text(arena, cell->number);
    return KJ_NUMBER_READ;
}

static bool is_year(const KjSheetCell *cell)
{
    bool figure = cell->look == KJ_LOOK_PLAIN || cell->look >= KJ_LOOK_DRESSED;
    return figure && cell->number >= FIRST_YEAR && cell->number <= LAST_YEAR;
}

static KjNumberResult read_date(const KjBook *book, const KjSheetCell *cell, KjArena *arena,
                                KjText *text)
{
    int32_t day, second;
    KjBuf buf;
    if (is_year(cell))
        return KJ_NUMBER_YEAR;
    if (!kj_serial_day(book, cell->number, &day, &second))
        return KJ_NUMBER_NO_DAY;
    if (second != 0)
        return KJ_NUMBER_TIMED;
    kj_buf_init(&buf, 0);
    kj_date_write(&buf, day);
    *text = keep(arena, &buf);
    return KJ_NUMBER_READ;
}

static KjNumberResult read_datetime(const KjBook *book, const KjSheetCell *cell, int32_t zone,
                                    KjArena *arena, KjText *text)
{
    int32_t day, second;
    KjBuf buf;
    if (is_year(cell))
        return KJ_NUMBER_YEAR;
    if (!kj_serial_day(book, cell->number, &day, &second))
        return KJ_NUMBER_NO_DAY;
    if (second == 0 && cell->look == KJ_LOOK_DATE)
        return KJ_NUMBER_UNTIMED;
    kj_buf_init(&buf, 0);
    kj_datetime_write(&buf, kj_datetime_at(day, zone) + second, zone);
    *text = keep(arena, &buf);
    return KJ_NUMBER_READ;
}

/* Only a day that is shown as a day can be meant as month and day: 4.1 cannot. */
static KjNumberResult read_month_day(const KjBook *book, const KjSheetCell *cell, KjArena *arena,
                                     KjText *text)
{
    int32_t day, second;
    if (cell->look != KJ_LOOK_DATE) {
        *text = number_text(arena, cell->number);
        return KJ_NUMBER_READ;
    }
    if (!kj_serial_day(book, cell->number, &day, &second))
        return KJ_NUMBER_NO_DAY;
    if (second != 0)
        return KJ_NUMBER_TIMED;
    KjCivil civil = kj_civil_from_date(day);
    KjBuf buf;
    kj_buf_init(&buf, 0);
    kj_monthday_write(&buf, civil.month * 100 + civil.day);
    *text = keep(arena, &buf);
    return KJ_NUMBER_READ;
}

static KjNumberResult read_duration(const KjSheetCell *cell, KjArena *arena, KjText *text)
{
    bool shown = cell->look == KJ_LOOK_TIME && cell->number >= 0 && cell->number < LONGEST;
    if (cell->look == KJ_LOOK_DATE || cell->look == KJ_LOOK_DATETIME)
        return KJ_NUMBER_DATED;
    *text = number_text(arena, cell->number); /* a number without unit, which is refused */
    if (shown)
        *text = kj_text(kj_arena_printf(arena, "%llds", llround(cell->number * DAY_SECONDS)));
    return KJ_NUMBER_READ;
}

static KjNumberResult read_figure(const KjSheetCell *cell, KjType type, KjArena *arena,
                                  KjText *text)
{
    if (cell->look == KJ_LOOK_DATE || cell->look == KJ_LOOK_DATETIME ||
        cell->look == KJ_LOOK_TIME || cell->look == KJ_LOOK_MULTIPLE)
        return KJ_NUMBER_DATED;
    bool hundredfold = type == KJ_PERCENT && cell->look == KJ_LOOK_PERCENT;
    *text = number_text(arena, hundredfold ? cell->number * 100 : cell->number);
    return KJ_NUMBER_READ;
}

KjNumberResult kj_table_number(const KjBook *book, const KjSheetCell *cell, KjType type,
                               const KjIngestOptions *options, KjArena *arena, KjText *text)
{
    *text = cell->text;
    if (type == KJ_TEXT_TYPE || type == KJ_REF)
        return read_text(cell, arena, text);
    if (cell->type == KJ_SHEET_TRUTH || !isfinite(cell->number))
        return KJ_NUMBER_READ;
    switch (type) {
    case KJ_DATE: return read_date(book, cell, arena, text);
    case KJ_DATETIME: return read_datetime(book, cell, options->zone, arena, text);
    case KJ_MONTHDAY: return read_month_day(book, cell, arena, text);
    case KJ_DURATION: return read_duration(cell, arena, text);
    default: return read_figure(cell, type, arena, text);
    }
}
