/* What a cell holds. Its type says how the stored value is meant; for a formula the stored value
 * counts, which is what the spreadsheet program last computed. */
#include "engine/ingest/xlsx_cell.h"

#include "engine/base/date.h"
#include "engine/base/number.h"
#include "engine/ingest/tell.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Reader {
    KjXlsx *xlsx;
    const KjSheet *sheet;
    const KjXlsxCell *from;
    KjSheetCell *cell;
} Reader;

static bool is(const KjXlsxCell *from, const char *type)
{
    return strcmp(from->type, type) == 0;
}

const char *kj_xlsx_shown(const KjDiags *diags, KjText text)
{
    return kj_tell_enough(diags) ? "" : kj_tell_text(diags->arena, text);
}

bool kj_xlsx_reference(const char *text, uint32_t *row, uint32_t *column, size_t *used)
{
    size_t at = 0;
    *row = *column = 0;
    for (; text[at] >= 'A' && text[at] <= 'Z' && *column <= KJ_TABLE_MAX_COLUMNS; at++)
        *column = *column * 26 + (uint32_t)(text[at] - 'A' + 1);
    for (; text[at] >= '0' && text[at] <= '9' && *row <= KJ_TABLE_MAX_ROWS; at++)
        *row = *row * 10 + (uint32_t)(text[at] - '0');
    *used = at;
    return *column >= 1 && *column <= KJ_TABLE_MAX_COLUMNS && *row >= 1 &&
           *row <= KJ_TABLE_MAX_ROWS;
}

/* ---- telling ---- */

static bool bad(Reader *reader, const char *ja, const char *en)
{
    KjPlace place = {reader->sheet->place, reader->from->row, reader->from->column};
    kj_diag(reader->xlsx->diags, KJ_ERROR, place, NULL, "%s", "%s",
            kj_tell(reader->xlsx->diags, ja, en));
    reader->cell->type = KJ_SHEET_BAD;
    return true;
}

/* The same with what stands in the file. */
static bool bad_value(Reader *reader, const char *ja, const char *en)
{
    KjDiags *diags = reader->xlsx->diags;
    KjPlace place = {reader->sheet->place, reader->from->row, reader->from->column};
    const KjBuf *value = reader->from->value;
    KjText text = {value->len ? value->data : "", (uint32_t)value->len};
    kj_diag(diags, KJ_ERROR, place, NULL, "%s「%s」%s", "%s '%s'%s", kj_tell(diags, ja, en),
            kj_xlsx_shown(diags, text),
            kj_tell(diags, "。表計算ソフトで開いて保存し直してください",
                    "; open and save the workbook in a spreadsheet program"));
    reader->cell->type = KJ_SHEET_BAD;
    return true;
}

/* ---- texts ---- */

/* False if it is empty. */
static bool take_text(Reader *reader, KjText text)
{
    if (text.len > 0 && memchr(text.data, 0, text.len))
        return bad(reader, "NUL文字があります。セルの値を入力し直してください",
                   "the cell holds a NUL character; type its value again");
    KjPlace place = {reader->sheet->place, reader->from->row, reader->from->column};
    if (!kj_table_text_clean(text, place, reader->xlsx->diags)) {
        reader->cell->type = KJ_SHEET_BAD;
        return true;
    }
    if (!kj_table_text_fits(text)) {
        kj_diag(reader->xlsx->diags, KJ_ERROR, place, NULL,
                "セルの文章が長すぎます（上限%d文字）。短くしてください",
                "the cell's text is too long (at most %d characters); shorten it",
                KJ_TABLE_MAX_TEXT);
        reader->cell->type = KJ_SHEET_BAD;
        return true;
    }
    reader->cell->type = KJ_SHEET_TEXT;
    reader->cell->text = text;
    return text.len > 0;
}

/* Many cells may hold one long string: what a small file says can come to more than any memory. */
static bool take_shared(Reader *reader)
{
    KjXlsx *xlsx = reader->xlsx;
    uint32_t number;
    if (!kj_xml_number(reader->from->value->data, &number) || number >= xlsx->string_count)
        return bad_value(reader, "共有文字列の番号が正しくありません:",
                         "there is no shared string with the number");
    xlsx->held += xlsx->strings[number].len;
    if (xlsx->held <= KJ_XLSX_MOST_BYTES)
        return take_text(reader, xlsx->strings[number]);
    return bad(reader, "ここまでのセルの文章が合わせて長すぎます。複数のファイルに分けてください",
               "the texts of the cells up to here are too long together; split the workbook into "
               "several");
}

/* The format of a cell; false if the workbook does not have it. */
static bool look_of(const Reader *reader, uint8_t *look)
{
    const KjXlsx *xlsx = reader->xlsx;
    uint32_t format = reader->from->format;
    *look = format < xlsx->look_count ? xlsx->looks[format] : KJ_LOOK_PLAIN;
    return format == 0 || format < xlsx->look_count;
}

static bool take_inline(Reader *reader)
{
    KjBuf *value = reader->from->value;
    value->len = kj_xlsx_unescape(value->data, value->len);
    KjText text = {kj_arena_strndup(reader->xlsx->book->arena, value->data, value->len),
                   (uint32_t)value->len};
    return take_text(reader, text);
}

/* ---- numbers ---- */

static bool skip_digits(const char **at)
{
    const char *start = *at;
    while (**at >= '0' && **at <= '9')
        ++*at;
    return *at > start;
}

/* -12.5E-3, as XML Schema writes doubles; no "inf", no hexadecimal. */
static bool is_number(const char *at)
{
    at += *at == '-' || *at == '+';
    bool digits = skip_digits(&at);
    if (*at == '.') {
        at++;
        digits |= skip_digits(&at);
    }
    if (digits && (*at == 'e' || *at == 'E')) {
        at++;
        at += *at == '-' || *at == '+';
        digits = skip_digits(&at);
    }
    return digits && *at == '\0';
}

/* Spreadsheets show 15 digits and compute with more: 0.1+0.7 is stored as 0.79999999999999993, which
 * nobody has seen. Whole numbers are kept as they are. */
static double as_shown(double number)
{
    char text[40];
    if (fabs(number) < 9007199254740992.0 && number == trunc(number))
        return number == 0 ? 0 : number; /* never -0 */
    snprintf(text, sizeof text, "%.15g", number);
    double rounded = strtod(text, NULL);
    return isfinite(rounded) ? rounded : number;
}

/* Most numbers stand in the file as they are to be written, "45383", "0.5": no more than 15 digits,
 * no zeros that say nothing. Their value is a whole number over a power of ten, both exact. */
static bool is_plain(const KjBuf *value, double *number)
{
    const char *start = value->data + (value->data[0] == '-'), *point = NULL;
    size_t len = value->len - (size_t)(start - value->data);
    double whole = 0, scale = 1;
    if (len == 0 || len > 15 || (start[0] == '0' && len > 1 && start[1] != '.'))
        return false;
    for (const char *at = start; *at; at++) {
        if (*at == '.' && !point && at > start) {
            point = at;
            continue;
        }
        if (*at < '0' || *at > '9')
            return false;
        whole = whole * 10 + (*at - '0');
        scale *= point ? 10 : 1;
    }
    bool idle = start[len - 1] == '.' || (point && start[len - 1] == '0');
    *number = (start > value->data ? -whole : whole) / scale;
    return !idle && (whole != 0 || value->len == 1);
}

static KjText number_text(KjArena *arena, double number)
{
    KjBuf text;
    kj_buf_init(&text, 0);
    kj_number_write(&text, number);
    KjText copy = {kj_arena_strndup(arena, text.data, text.len), (uint32_t)text.len};
    kj_buf_clear(&text);
    return copy;
}

/* Of any other number; false if it is none. */
static bool parse(const KjBuf *value, double *number)
{
    if (strlen(value->data) != value->len || !is_number(value->data))
        return false;
    *number = as_shown(strtod(value->data, NULL));
    return isfinite(*number);
}

static bool take_number(Reader *reader)
{
    const KjBuf *value = reader->from->value;
    KjArena *arena = reader->xlsx->book->arena;
    double number = 0;
    bool plain = is_plain(value, &number);
    if (!plain && !parse(value, &number))
        return bad_value(reader, "数値として読めません:", "this is no number:");
    if (!look_of(reader, &reader->cell->look))
        return bad(reader,
                   "セルの書式がブックにありません。表計算ソフトで開いて保存し直してください",
                   "the cell's format is not in the workbook; open and save it in a spreadsheet "
                   "program");
    reader->cell->type = KJ_SHEET_NUMBER;
    reader->cell->number = number;
    reader->cell->text =
        plain ? (KjText){kj_arena_strndup(arena, value->data, value->len), (uint32_t)value->len}
              : number_text(arena, number);
    return true;
}

/* ---- days of strict workbooks ---- */

/* 2026-04-01, 2026-04-01T09:30:00, 2026-04-01T09:30:00.000: the day and its second, from March 1900 on,
 * before which spreadsheets count otherwise. */
static bool parse_day(const KjBuf *value, int32_t *day, int32_t *second)
{
    const char *point = memchr(value->data, '.', value->len);
    bool fraction = point && point[1 + strspn(point + 1, "0123456789")] == '\0';
    KjText text = {value->data, (uint32_t)(fraction ? (size_t)(point - value->data) : value->len)};
    int64_t datetime;
    *second = 0;
    if (!kj_date_parse(text, day)) {
        if (!kj_datetime_parse(text, 0, &datetime))
            return false;
        *day = kj_date_of(datetime, 0);
        *second = (int32_t)(datetime - kj_datetime_at(*day, 0));
    }
    return *day >= kj_date_from_civil((KjCivil){1900, 3, 1});
}

/* As other workbooks have it: a serial number. What it is shown as counts, and where that says
 * nothing, whether there is a time. Other texts stay what they are. */
static bool take_day(Reader *reader)
{
    KjSheetCell *cell = reader->cell;
    int32_t day, second;
    if (!parse_day(reader->from->value, &day, &second))
        return take_inline(reader);
    look_of(reader, &cell->look);
    if (cell->look != KJ_LOOK_DATE && cell->look != KJ_LOOK_DATETIME && cell->look != KJ_LOOK_TIME)
        cell->look = second ? KJ_LOOK_DATETIME : KJ_LOOK_DATE;
    cell->type = KJ_SHEET_NUMBER;
    cell->number = kj_day_serial(reader->xlsx->book, day, second);
    cell->text = number_text(reader->xlsx->book->arena, as_shown(cell->number));
    return true;
}

/* ---- the rest ---- */

static bool take_truth(Reader *reader)
{
    const char *value = reader->from->value->data;
    bool truth = kj_xml_truth(value);
    if (!truth && strcmp(value, "0") != 0 && strcmp(value, "false") != 0)
        return bad_value(reader, "真偽値として読めません:", "this is neither true nor false:");
    reader->cell->type = KJ_SHEET_TRUTH;
    reader->cell->number = truth;
    reader->cell->text = truth ? KJ_TEXT("TRUE") : KJ_TEXT("FALSE");
    return true;
}

static bool take_error(Reader *reader)
{
    KjDiags *diags = reader->xlsx->diags;
    KjPlace place = {reader->sheet->place, reader->from->row, reader->from->column};
    const KjBuf *value = reader->from->value;
    kj_diag(diags, KJ_ERROR, place, NULL, "エラー値「%s」です。数式を直すか、値を入力してください",
            "the cell holds the error %s; mend the formula or type a value",
            kj_xlsx_shown(diags, (KjText){value->data, (uint32_t)value->len}));
    reader->cell->type = KJ_SHEET_BAD;
    return true;
}

/* ---- the cell ---- */

static bool read_stored(Reader *reader)
{
    const KjXlsxCell *from = reader->from;
    if (from->value->failed)
        return bad(reader, "セルの値が長すぎます。短くしてください",
                   "the cell's value is too long; shorten it");
    if (is(from, "str"))
        return take_inline(reader);
    if (from->value->len == 0)
        return false;
    if (is(from, "d"))
        return take_day(reader);
    if (is(from, "s"))
        return take_shared(reader);
    if (is(from, "b"))
        return take_truth(reader);
    if (is(from, "e"))
        return take_error(reader);
    if (is(from, "") || is(from, "n"))
        return take_number(reader);
    return bad(reader, "セルの型が分かりません。表計算ソフトで開いて保存し直してください",
               "the cell's type is not known; open and save the workbook in a spreadsheet program");
}

bool kj_xlsx_cell_read(KjXlsx *xlsx, const KjSheet *sheet, const KjXlsxCell *from,
                       KjSheetCell *cell)
{
    Reader reader = {xlsx, sheet, from, cell};
    bool computed = from->stored && (from->value->len > 0 || is(from, "str"));
    bool by_type = is(from, "inlineStr");
    if (from->twice)
        return bad(&reader, "値が2つあります。表計算ソフトで開いて保存し直してください",
                   "the cell has two values; open and save the workbook in a spreadsheet program");
    if (from->string->any && (by_type || !from->stored))
        return take_text(&reader, kj_xlsx_text_take(from->string, xlsx->book->arena));
    if (from->formula && !computed)
        return bad(&reader,
                   "数式の計算結果が保存されていません。表計算ソフトで開いて保存し直すか、"
                   "値を入力してください",
                   "the formula has no stored value; open and save the workbook in a spreadsheet "
                   "program, or type a value");
    return from->stored && read_stored(&reader);
}
