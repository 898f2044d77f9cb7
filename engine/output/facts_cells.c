/* Numbers and dates become cells that spreadsheets can sort and sum, where nothing is lost by it; all
 * else is text.
 *
 * A datetime in a cell has no offset: it is local time of the workspace. Where the workspace has
 * another zone than the one that holds when nothing is said, the cell could come to mean another
 * instant in another folder; so there it is text, with its offset. */
#include "engine/output/facts_cells.h"

#include "engine/ingest/table_marks.h"
#include "engine/output/facts_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- numbers ---- */

/* Spreadsheets keep 15 digits. */
static bool is_exact(double number)
{
    double size = fabs(number);
    char digits[40];

    if (size != 0 && (size < 1e-9 || size >= 1e15))
        return false;
    snprintf(digits, sizeof digits, "%.15g", number);
    return strtod(digits, NULL) == number;
}

/* Fifteen digits survive the way through a double. */
static bool whole_as_number(int64_t whole, int64_t scale, double *number)
{
    int64_t digits = whole;

    *number = (double)whole / (double)scale;
    while (digits != 0 && digits % 10 == 0)
        digits /= 10;
    return digits > -1000000000000000 && digits < 1000000000000000 && is_exact(*number);
}

static bool as_number(const KjValue *value, double *number)
{
    switch (value->type) {
    case KJ_INT: return whole_as_number(value->u.whole, 1, number);
    case KJ_MONEY: return whole_as_number(value->u.whole, KJ_MONEY_SCALE, number);
    case KJ_NUMBER:
    case KJ_PERCENT: *number = value->u.real; return is_exact(*number);
    default: return false;
    }
}

/* ---- dates ---- */

/* Before March 1900 spreadsheets count days of their own. */
static bool is_sheet_day(int64_t day)
{
    return day >= kj_date_from_civil((KjCivil){1900, 3, 1}) &&
           day <= kj_date_from_civil((KjCivil){9999, 12, 31});
}

static bool is_sheet_time(int64_t datetime, int32_t zone)
{
    return zone == KJ_ZONE_JAPAN && is_sheet_day(kj_date_of(datetime, zone));
}

/* ---- lists ---- */

static KjText text_of(KjArena *arena, KjBuf *buf)
{
    KjText text = {kj_arena_strndup(arena, buf->data ? buf->data : "", buf->len),
                   (uint32_t)buf->len};

    kj_buf_clear(buf);
    return text;
}

static bool has(KjText text, const char *part)
{
    return memmem(text.data, text.len, part, strlen(part)) != NULL;
}

static bool has_outer_blank(KjText text)
{
    uint32_t first = 1, last = text.len - 1;

    while (first < text.len && (text.data[first] & 0xC0) == 0x80)
        first++;
    while (last > 0 && (text.data[last] & 0xC0) == 0x80)
        last--;
    return kj_text_is_blank((KjText){text.data, first}) ||
           kj_text_is_blank((KjText){text.data + last, text.len - last});
}

/* The readers split at semicolons and line breaks, cut blanks, and take some words, where they are all
 * that a cell holds, for an empty list. */
static bool needs_quotes(KjArena *arena, KjText item)
{
    return has(item, ";") || has(item, "；") || has(item, "\n") || has(item, "\"") ||
           has_outer_blank(item) || kj_mark_is_none(kj_text_nfkc(arena, item));
}

static void put_item(KjBuf *out, KjArena *arena, KjText item)
{
    if (!needs_quotes(arena, item)) {
        kj_buf_add(out, item.data, item.len);
        return;
    }
    kj_buf_putc(out, '"');
    for (uint32_t i = 0; i < item.len; i++) {
        if (item.data[i] == '"')
            kj_buf_putc(out, '"');
        kj_buf_putc(out, item.data[i]);
    }
    kj_buf_putc(out, '"');
}

static KjPut list_cell(KjArena *arena, const KjField *field, const KjList *list, int32_t zone)
{
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_buf_puts(&text, list->count ? "" : "[]");
    for (size_t i = 0; i < list->count; i++) {
        const KjValue *item = &list->items[i];

        kj_buf_puts(&text, i ? "; " : "");
        if (item->type == KJ_TEXT_TYPE || item->type == KJ_ENUM)
            put_item(&text, arena, item->u.text);
        else
            kj_fact_write(&text, field, item, zone);
    }
    return kj_put_text(text_of(arena, &text));
}

/* ---- cells ---- */

KjPut kj_fact_cell(KjArena *arena, const KjField *field, const KjValue *value, int32_t zone)
{
    double number;
    KjBuf text;

    if (field->child < 0 && field->type == KJ_GROUP)
        return kj_put_text(KJ_TEXT("○"));
    if (value->type == KJ_LIST)
        return list_cell(arena, field, &value->u.list, zone);
    if (value->type == KJ_TEXT_TYPE || value->type == KJ_ENUM)
        return kj_put_text(value->u.text);
    if (value->type == KJ_DATE && is_sheet_day(value->u.whole))
        return kj_put_date((int32_t)value->u.whole);
    if (value->type == KJ_DATETIME && is_sheet_time(value->u.whole, zone))
        return kj_put_datetime(value->u.whole, zone);
    if (as_number(value, &number))
        return kj_put_number(number);
    kj_buf_init(&text, 0);
    kj_fact_write(&text, field, value, zone);
    return kj_put_text(text_of(arena, &text));
}

KjPutType kj_fact_cell_type(const KjField *field)
{
    if (field->list)
        return KJ_PUT_TEXT;
    switch (field->type) {
    case KJ_INT:
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_MONEY: return KJ_PUT_NUMBER;
    case KJ_DATE: return KJ_PUT_DATE;
    case KJ_DATETIME: return KJ_PUT_DATETIME;
    default: return KJ_PUT_TEXT;
    }
}

/* As Excel counts: characters beyond U+FFFF are two. */
static size_t units_of(KjText text)
{
    size_t units = 0;

    for (uint32_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.data[i];

        units += ((byte & 0xC0) != 0x80) + (byte >= 0xF0);
    }
    return units;
}

KjCellFit kj_fact_cell_fits(KjArena *arena, const KjField *field, const KjPut *put)
{
    bool is_name = !field->list && (field->type == KJ_REF || field->type == KJ_ENUM);

    if (put->type != KJ_PUT_TEXT)
        return KJ_CELL_FITS;
    if (memchr(put->text.data, '\r', put->text.len))
        return KJ_CELL_RETURN;
    if (is_name && kj_mark_is_dash(kj_text_nfkc(arena, put->text)))
        return KJ_CELL_DASH;
    return units_of(put->text) > KJ_BOOK_TEXT_CHARACTERS ? KJ_CELL_TOO_LONG : KJ_CELL_FITS;
}
