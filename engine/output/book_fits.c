/* What xlsx can hold, checked before anything is written: a workbook that a spreadsheet would have to
 * repair, or a text that would be cut, is an error that names its sheet and cell.
 *
 * Excel counts UTF-16 units; libxlsxwriter counts characters of the text as it stands in XML, where
 * control characters take seven. The greater of the two decides. */
#include "engine/output/book_parts.h"

#include "engine/base/place.h"

#include <math.h>
#include <string.h>
#include <strings.h>

typedef struct Checker {
    const KjBookOut *book;
    const KjBookSheet *sheet;
    KjArena *scratch;
    KjError *error;
} Checker;

static bool fail(const Checker *checker, const char *ja, const char *en)
{
    KjText name = checker->sheet->name;

    kj_error_set(checker->error, KJ_EXIT_SYSTEM,
                 checker->book->lang == KJ_JA ? "シート %.*s: %s" : "sheet %.*s: %s", (int)name.len,
                 name.data ? name.data : "", checker->book->lang == KJ_JA ? ja : en);
    return false;
}

static bool fail_at(const Checker *checker, size_t row, size_t column, const char *ja,
                    const char *en)
{
    KjText name = checker->sheet->name;
    char cell[KJ_CELL_NAME_BYTES];

    kj_column_name((uint32_t)column + 1, cell);
    kj_error_set(checker->error, KJ_EXIT_SYSTEM,
                 checker->book->lang == KJ_JA ? "シート %.*s のセル %s%zu: %s"
                                              : "sheet %.*s, cell %s%zu: %s",
                 (int)name.len, name.data ? name.data : "", cell, row + 1,
                 checker->book->lang == KJ_JA ? ja : en);
    return false;
}

static size_t utf16_units(KjText text)
{
    size_t units = 0;

    for (uint32_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.data[i];

        units += (byte & 0xC0) != 0x80; /* a character begins */
        units += byte >= 0xF0;          /* one beyond U+FFFF */
    }
    return units;
}

/* ---- names ---- */

static bool name_is_free(const Checker *checker, size_t index)
{
    KjText own = kj_text_nfkc(checker->scratch, checker->sheet->name);

    if (strcasecmp(own.data, KJ_BOOK_LISTS) == 0)
        return fail(checker, "この名前は選択肢の一覧に使います", "this name is taken for lists");
    for (size_t i = 0; i < index; i++) {
        KjText other = kj_text_nfkc(checker->scratch, checker->book->sheets[i]->name);

        if (own.len == other.len && strncasecmp(own.data, other.data, own.len) == 0)
            return fail(checker,
                        "同じ名前のシートがほかにもあります (大文字と小文字は区別しません)",
                        "another sheet has this name (capitals make no difference)");
    }
    return true;
}

static bool name_fits(const Checker *checker, size_t index)
{
    KjText name = checker->sheet->name;

    if (name.len == 0)
        return fail(checker, "名前がありません", "has no name");
    if (!kj_utf8_valid(name.data, name.len, NULL))
        return fail(checker, "名前が UTF-8 ではありません", "its name is not UTF-8");
    if (utf16_units(name) > KJ_BOOK_NAME_CHARACTERS)
        return fail(checker, "名前が31文字を超えています", "its name has more than 31 characters");
    for (uint32_t i = 0; i < name.len; i++)
        if (strchr("[]:*?/\\", name.data[i]) || (unsigned char)name.data[i] < ' ')
            return fail(checker, "名前に [ ] : * ? / \\ や制御文字は使えません",
                        "its name may not contain [ ] : * ? / \\ or control characters");
    if (name.data[0] == '\'' || name.data[name.len - 1] == '\'')
        return fail(checker, "名前の初めと終わりに ' は使えません",
                    "its name may not begin or end with '");
    if (name.len == 7 && strncasecmp(name.data, "history", 7) == 0)
        return fail(checker, "History という名前は表計算ソフトが使います",
                    "History is a name that spreadsheets keep for themselves");
    return name_is_free(checker, index);
}

/* ---- cells ---- */

static bool text_fits(const Checker *checker, size_t row, size_t column, KjText text)
{
    KjArenaMark mark = kj_arena_mark(checker->scratch);
    size_t units;

    if (!kj_utf8_valid(text.data ? text.data : "", text.len, NULL))
        return fail_at(checker, row, column, "UTF-8 ではありません", "is not UTF-8");
    if (text.len <= KJ_BOOK_TEXT_CHARACTERS / 7)
        return true;
    units = utf16_units(text);
    if (units <= KJ_BOOK_TEXT_CHARACTERS)
        units = utf16_units(kj_text(kj_xlsx_text(checker->scratch, text)));
    kj_arena_release(checker->scratch, mark);
    return units <= KJ_BOOK_TEXT_CHARACTERS ||
           fail_at(checker, row, column,
                   "32,767文字を超えるため xlsx にできません。CSV なら書き出せます",
                   "has more than 32,767 characters, which xlsx cannot hold; CSV can");
}

static bool cell_fits(const Checker *checker, size_t row, size_t column, const KjPut *put)
{
    if (put->type == KJ_PUT_TEXT)
        return text_fits(checker, row, column, put->text);
    if (put->type == KJ_PUT_NUMBER && !isfinite(put->number))
        return fail_at(checker, row, column, "数ではありません", "is not a number");
    return true;
}

static bool cells_fit(const Checker *checker)
{
    const KjBookSheet *sheet = checker->sheet;
    size_t above = sheet->headless ? 0 : 1;

    if (sheet->row_count + above > KJ_BOOK_ROWS)
        return fail(checker, "1,048,576行を超えるため xlsx にできません。CSV なら書き出せます",
                    "has more than 1,048,576 rows, which xlsx cannot hold; CSV can");
    if (sheet->column_count > KJ_BOOK_COLUMNS)
        return fail(checker, "16,384列を超えるため xlsx にできません",
                    "has more than 16,384 columns, which xlsx cannot hold");
    for (size_t column = 0; column < sheet->column_count; column++)
        if (!text_fits(checker, 0, column, sheet->columns[column].header))
            return false;
    for (size_t row = 0; row < sheet->row_count; row++)
        for (size_t column = 0; column < sheet->column_count; column++)
            if (!cell_fits(checker, row + above, column,
                           &sheet->cells[row * sheet->column_count + column]))
                return false;
    return true;
}

bool kj_book_fits(const KjBookOut *book, KjError *error)
{
    Checker checker = {.book = book, .scratch = kj_arena_new(), .error = error};
    bool fits = true;

    if (book->count == 0)
        kj_error_set(error, KJ_EXIT_SYSTEM,
                     book->lang == KJ_JA ? "シートのない xlsx は作れません"
                                         : "a workbook needs a sheet");
    for (size_t i = 0; i < book->count && fits; i++) {
        checker.sheet = book->sheets[i];
        fits = name_fits(&checker, i) && cells_fit(&checker);
    }
    kj_arena_free(checker.scratch);
    return fits && book->count;
}
