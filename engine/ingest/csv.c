/* CSV: bytes become one sheet of texts.
 *
 * The text is one piece in the book's arena; cells are parts of it. What divides cells is no longer
 * needed once it was passed: there the NUL behind each cell's text goes. */
#include "engine/ingest/csv_scan.h"
#include "engine/ingest/csv_text.h"
#include "engine/ingest/table.h"
#include "engine/ingest/table_cells.h"
#include "engine/ingest/tell.h"

#include <string.h>
#include <strings.h>

typedef struct Reader {
    KjSheet *sheet;
    KjCells cells;
    char *text;
    KjDiags *diags;
} Reader;

/* ---- texts ---- */

/* Takes out the first of two quotes, and of CRLF and CR makes LF; the length that remains. */
static size_t tidy(char *text, size_t len)
{
    size_t kept = 0;
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        if (c == '"')
            i++; /* the other one */
        if (c == '\r') {
            c = '\n';
            i += i + 1 < len && text[i + 1] == '\n';
        }
        text[kept++] = c;
    }
    return kept;
}

/* Formula-like text is written with an apostrophe in front, so that spreadsheets leave it alone. */
static bool has_mark(const char *text, size_t len)
{
    static const char *const wide[] = {"＝", "＋", "－", "＠"};
    if (len < 2 || text[0] != '\'')
        return false;
    if (memchr("=+-@'\t", text[1], 6))
        return true;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (len >= 4 && memcmp(text + 1, wide[i], 3) == 0)
            return true;
    return false;
}

/* The cell's text, closed by a NUL in the place of what stood behind it. */
static KjText text_of(Reader *reader, const KjCsvCell *cell)
{
    char *text = reader->text + cell->start;
    size_t len = cell->end - cell->start;
    if (cell->doubled || (cell->quoted && memchr(text, '\r', len)))
        len = tidy(text, len);
    text[len] = '\0';
    if (has_mark(text, len)) {
        text++;
        len--;
    }
    return (KjText){text, (uint32_t)len};
}

/* ---- what is wrong ---- */

static KjPlace place_of(const Reader *reader, const KjCsvCell *cell)
{
    return (KjPlace){reader->sheet->place, (uint32_t)cell->row, (uint32_t)cell->column};
}

static void tell_fault(Reader *reader, const KjCsvCell *cell)
{
    KjPlace place = place_of(reader, cell);
    if (cell->fault == KJ_CSV_QUOTE_WITHIN)
        kj_diag(reader->diags, KJ_ERROR, place, NULL,
                "引用符「\"」がセルの途中にあります。セル全体を「\"」で囲み、中の「\"」は"
                "「\"\"」と書いてください",
                "a quote '\"' stands within the cell; put the whole cell in quotes and write "
                "'\"\"' for each quote inside");
    else if (cell->fault == KJ_CSV_AFTER_QUOTE)
        kj_diag(reader->diags, KJ_ERROR, place, NULL,
                "閉じる引用符「\"」の後に文字があります。次のコンマまでの文字を引用符の中に入れ、"
                "中の「\"」は「\"\"」と書いてください",
                "text follows the closing quote '\"'; put all of the cell in the quotes and write "
                "'\"\"' for each quote inside");
    else
        kj_diag(reader->diags, KJ_ERROR, place, NULL,
                "ここで始まる引用符「\"」が閉じていません。ここから後は読めていません。"
                "セルの終わりに「\"」を書いてください",
                "the quote '\"' that begins here is never closed, and nothing after it was read; "
                "write '\"' at the end of the cell");
}

static bool within_limits(Reader *reader, const KjCsvCell *cell)
{
    KjPlace place = place_of(reader, cell);
    if (cell->row > KJ_TABLE_MAX_ROWS) {
        kj_diag(reader->diags, KJ_ERROR, place, NULL,
                "行が多すぎます（上限%d行）。複数のファイルに分けてください",
                "too many rows (at most %d); split the file into several", KJ_TABLE_MAX_ROWS);
        return false;
    }
    if (cell->column > KJ_TABLE_MAX_COLUMNS) {
        kj_diag(reader->diags, KJ_ERROR, place, NULL,
                "列が多すぎます（上限%d列）。余分なコンマがないか確かめてください",
                "too many columns (at most %d); look for commas that do not belong there",
                KJ_TABLE_MAX_COLUMNS);
        return false;
    }
    return true;
}

/* ---- cells ---- */

/* A cell of this text, or a bad one if the text is too long or holds what no text may hold. */
static void fill(Reader *reader, const KjCsvCell *from, KjSheetCell *cell, KjText text)
{
    if (!kj_table_text_clean(text, place_of(reader, from), reader->diags)) {
        cell->type = KJ_SHEET_BAD;
        return;
    }
    if (kj_table_text_fits(text)) {
        cell->text = text;
        return;
    }
    cell->type = KJ_SHEET_BAD;
    kj_diag(reader->diags, KJ_ERROR, place_of(reader, from), NULL,
            "セルの文章が長すぎます（上限%d文字）。短くするか、引用符が閉じているか確かめて"
            "ください",
            "the cell's text is too long (at most %d characters); shorten it, or look for a quote "
            "that is not closed",
            KJ_TABLE_MAX_TEXT);
}

static bool take_cell(Reader *reader, const KjCsvCell *from)
{
    if (!within_limits(reader, from))
        return false;
    KjText text = from->fault ? KJ_TEXT("") : text_of(reader, from);
    if (!from->fault && text.len == 0)
        return true;
    KjSheetCell *cell =
        kj_cells_add(&reader->cells, reader->sheet, (uint32_t)from->row, (uint32_t)from->column);
    if (!cell) {
        kj_diag(reader->diags, KJ_ERROR, place_of(reader, from), NULL,
                "セルが多すぎます（上限%zu個）。複数のファイルに分けてください",
                "too many cells (at most %zu); split the file into several", KJ_TABLE_MAX_CELLS);
        return false;
    }
    cell->type = from->fault ? KJ_SHEET_BAD : KJ_SHEET_TEXT;
    if (from->fault)
        tell_fault(reader, from);
    else
        fill(reader, from, cell, text);
    return true;
}

/* What a quote that is never closed has swallowed of its row: nobody knows which cells. */
static void spoil_rest(Reader *reader, const KjCsvCell *from)
{
    const KjSheet *sheet = reader->sheet;
    uint32_t widest = 0;
    for (size_t i = 0; i < sheet->count; i++)
        widest = sheet->cells[i].column > widest ? sheet->cells[i].column : widest;
    for (uint32_t column = (uint32_t)from->column + 1; column <= widest; column++) {
        KjSheetCell *cell =
            kj_cells_add(&reader->cells, reader->sheet, (uint32_t)from->row, column);
        if (cell)
            cell->type = KJ_SHEET_BAD;
    }
}

static bool take_cells(Reader *reader, size_t len)
{
    KjCsvScan scan = kj_csv_scan(reader->text, len);
    KjCsvCell cell = {0};
    bool good = true;
    while (good && kj_csv_next(&scan, &cell))
        if (cell.start < cell.end || cell.fault || cell.column > KJ_TABLE_MAX_COLUMNS)
            good = take_cell(reader, &cell);
    if (good && cell.fault == KJ_CSV_UNCLOSED)
        spoil_rest(reader, &cell);
    kj_cells_finish(&reader->cells, reader->sheet);
    return good;
}

/* ---- the file ---- */

/* "a/systems.csv" is the sheet "systems". */
static KjText name_of(KjArena *arena, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t len = strlen(name);
    if (len >= 4 && strcasecmp(name + len - 4, ".csv") == 0)
        len -= 4;
    return (KjText){kj_arena_strndup(arena, name, len), (uint32_t)len};
}

bool kj_csv_read(KjBook *book, const char *path, const char *data, size_t len, KjDiags *diags)
{
    *book = (KjBook){.arena = kj_arena_new(), .path = path};
    KjSheet *sheet = kj_sheet_add(book, name_of(book->arena, path), false);
    if (len > KJ_TABLE_MAX_BYTES) {
        kj_diag(
            diags, KJ_ERROR, (KjPlace){sheet->place, 0, 0}, NULL,
            "ファイルが大きすぎます（%zuバイト、上限%zuバイト）。複数のファイルに分けてください",
            "the file is too large (%zu bytes, at most %zu); split it into several", len,
            KJ_TABLE_MAX_BYTES);
        return false;
    }
    Reader reader = {.sheet = sheet, .diags = diags};
    size_t text_len = 0;
    reader.text = kj_csv_text(book->arena, sheet->place, data, len, &text_len, diags);
    return reader.text && take_cells(&reader, text_len);
}
