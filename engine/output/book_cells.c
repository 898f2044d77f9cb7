/* Formats and cells. Text is in cells formatted "@", so that it stays text when someone edits it. */
#include "engine/output/book_parts.h"

#include "engine/base/date.h"
#include "engine/base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEADER_COLOUR 0xDDEBF7
#define REQUIRED_COLOUR 0xF8CBAD

struct KjLooks {
    lxw_workbook *workbook;
    lxw_format *cells[KJ_PUT_TYPES][KJ_TONES][2][2]; /* strong, wrapped */
    lxw_format *columns[KJ_PUT_TYPES];
    lxw_format *headers[2]; /* required */
};

/* ---- looks ---- */

KjLooks *kj_looks_new(lxw_workbook *workbook, KjArena *arena)
{
    KjLooks *looks = kj_arena_alloc(arena, sizeof *looks);

    looks->workbook = workbook;
    return looks;
}

static void set_type(lxw_format *format, KjPutType type)
{
    if (type == KJ_PUT_TEXT)
        format_set_num_format_index(format, 49); /* "@" */
    else if (type == KJ_PUT_DATE)
        format_set_num_format(format, "yyyy-mm-dd");
    else if (type == KJ_PUT_DATETIME)
        format_set_num_format(format, "yyyy-mm-dd hh:mm:ss");
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
}

static void set_tone(lxw_format *format, KjTone tone)
{
    static const lxw_color_t backgrounds[KJ_TONES] = {[KJ_TONE_GOOD] = 0xC6EFCE,
                                                      [KJ_TONE_WARN] = 0xFFEB9C,
                                                      [KJ_TONE_BAD] = 0xFFC7CE,
                                                      [KJ_TONE_DIM] = 0xEDEDED};

    if (tone != KJ_TONE_NONE)
        format_set_bg_color(format, backgrounds[tone]);
}

static void set_strong(lxw_format *format, KjTone tone)
{
    format_set_bold(format);
    format_set_bottom(format, LXW_BORDER_THIN);
    if (tone == KJ_TONE_NONE)
        format_set_bg_color(format, HEADER_COLOUR);
}

static lxw_format *new_format(KjLooks *looks, KjPutType type)
{
    lxw_format *format = workbook_add_format(looks->workbook);

    if (!format)
        kj_mem_exhausted(sizeof *format);
    set_type(format, type);
    return format;
}

lxw_format *kj_look_cell(KjLooks *looks, KjPutType type, KjTone tone, bool strong, bool wrapped)
{
    lxw_format **kept = &looks->cells[type][tone][strong][wrapped], *format = *kept;

    if (format)
        return format;
    format = *kept = new_format(looks, type);
    set_tone(format, tone);
    if (strong)
        set_strong(format, tone);
    if (wrapped)
        format_set_text_wrap(format);
    return format;
}

lxw_format *kj_look_column(KjLooks *looks, KjPutType type)
{
    lxw_format **kept = &looks->columns[type], *format = *kept;

    if (!format)
        format = *kept = new_format(looks, type);
    return format;
}

/* Required ones differ in colour and in their lower edge, for who does not see the colour. */
lxw_format *kj_look_header(KjLooks *looks, bool required)
{
    lxw_format **kept = &looks->headers[required], *format = *kept;

    if (format)
        return format;
    format = *kept = new_format(looks, KJ_PUT_TEXT);
    format_set_bold(format);
    format_set_text_wrap(format);
    format_set_bg_color(format, required ? REQUIRED_COLOUR : HEADER_COLOUR);
    format_set_bottom(format, required ? LXW_BORDER_MEDIUM : LXW_BORDER_THIN);
    return format;
}

/* ---- cells ---- */

/* Serial days count from 1899-12-31, with a 29 February 1900 (60) that never was. Days before have
 * none: false. */
static bool serial_of(int64_t day, double *serial)
{
    const int64_t first = kj_date_from_civil((KjCivil){1900, 1, 1}),
                  march = kj_date_from_civil((KjCivil){1900, 3, 1}),
                  last = kj_date_from_civil((KjCivil){9999, 12, 31});

    *serial = (double)(day - first + (day < march ? 1 : 2));
    return day >= first && day <= last;
}

static bool is_serial(const KjPut *put, double *serial)
{
    int64_t day, second;

    if (put->type == KJ_PUT_DATE)
        return serial_of(put->whole, serial);
    day = put->whole / 86400;
    second = put->whole % 86400;
    if (second < 0) {
        day--;
        second += 86400;
    }
    if (!serial_of(day, serial))
        return false;
    *serial += (double)second / 86400;
    return true;
}

static lxw_error write_text(lxw_worksheet *page, KjLooks *looks, KjArena *scratch, lxw_row_t row,
                            lxw_col_t column, const KjPut *put, double width)
{
    bool wrapped = memchr(put->text.data ? put->text.data : "", '\n', put->text.len) ||
                   (double)kj_xlsx_cell_width(put) > width;

    return worksheet_write_string(
        page, row, column, kj_xlsx_text(scratch, put->text),
        kj_look_cell(looks, KJ_PUT_TEXT, (KjTone)put->tone, put->strong, wrapped));
}

/* Days without a serial number, as text. */
static lxw_error write_old_day(lxw_worksheet *page, KjLooks *looks, KjArena *scratch, lxw_row_t row,
                               lxw_col_t column, const KjPut *put)
{
    KjPut text = *put;
    lxw_error error;
    KjBuf written;

    kj_buf_init(&written, 0);
    if (put->type == KJ_PUT_DATE)
        kj_date_write(&written, (int32_t)put->whole);
    else
        kj_datetime_write(&written, put->whole, 0);
    text.type = KJ_PUT_TEXT;
    /* Local time: without the offset of UTC behind it. */
    text.text = (KjText){written.data, put->type == KJ_PUT_DATE ? 10 : 19};
    error = write_text(page, looks, scratch, row, column, &text, INFINITY);
    kj_buf_clear(&written);
    return error;
}

/* Spreadsheets show 15 digits, and readers take what people have seen. A number that needs more goes
 * in as text, so that it is the same number when it is read. */
static lxw_error write_number(lxw_worksheet *page, KjLooks *looks, KjArena *scratch, lxw_row_t row,
                              lxw_col_t column, const KjPut *put)
{
    KjPut text = *put;
    lxw_error error;
    char digits[40];
    KjBuf written;

    snprintf(digits, sizeof digits, "%.15G", put->number);
    if (strtod(digits, NULL) == put->number)
        return worksheet_write_number(
            page, row, column, put->number,
            kj_look_cell(looks, KJ_PUT_NUMBER, (KjTone)put->tone, put->strong, false));
    kj_buf_init(&written, 0);
    kj_number_write(&written, put->number);
    text.type = KJ_PUT_TEXT;
    text.text = (KjText){written.data, (uint32_t)written.len};
    error = write_text(page, looks, scratch, row, column, &text, INFINITY);
    kj_buf_clear(&written);
    return error;
}

lxw_error kj_xlsx_cell(lxw_worksheet *page, KjLooks *looks, KjArena *scratch, lxw_row_t row,
                       lxw_col_t column, const KjPut *put, double width)
{
    lxw_format *format =
        kj_look_cell(looks, (KjPutType)put->type, (KjTone)put->tone, put->strong, false);
    double serial;

    switch ((KjPutType)put->type) {
    case KJ_PUT_NOTHING:
        return put->tone ? worksheet_write_blank(page, row, column, format) : LXW_NO_ERROR;
    case KJ_PUT_TEXT: return write_text(page, looks, scratch, row, column, put, width);
    case KJ_PUT_NUMBER: return write_number(page, looks, scratch, row, column, put);
    default:
        if (!is_serial(put, &serial))
            return write_old_day(page, looks, scratch, row, column, put);
        return worksheet_write_number(page, row, column, serial, format);
    }
}

/* The line that begins at *from, in characters wide; *from moves behind it. */
static size_t next_line(KjText text, uint32_t *from)
{
    uint32_t to = *from;
    KjText line;

    while (to < text.len && text.data[to] != '\n')
        to++;
    line = (KjText){text.data + *from, to - *from};
    *from = to + 1;
    return kj_text_width(line, true);
}

static size_t width_of_lines(KjText text)
{
    size_t widest = 0;

    for (uint32_t from = 0; from < text.len;) {
        size_t width = next_line(text, &from);

        widest = width > widest ? width : widest;
    }
    return widest;
}

/* Words are not broken, so a line holds a little less than its width. */
size_t kj_xlsx_cell_lines(const KjPut *put, double width)
{
    double holds = width > 10 ? width * 0.95 : width;
    size_t lines = 0;

    if (put->type != KJ_PUT_TEXT || put->text.len == 0)
        return 1;
    for (uint32_t from = 0; from < put->text.len;) {
        double wide = (double)next_line(put->text, &from);

        lines += wide <= width ? 1 : (size_t)ceil(wide / holds);
    }
    return lines;
}

size_t kj_xlsx_cell_width(const KjPut *put)
{
    char digits[40];

    switch ((KjPutType)put->type) {
    case KJ_PUT_NOTHING: return 0;
    case KJ_PUT_TEXT: return width_of_lines(put->text);
    case KJ_PUT_NUMBER: return (size_t)snprintf(digits, sizeof digits, "%.15G", put->number);
    case KJ_PUT_DATE: return 10;
    default: return 19;
    }
}
