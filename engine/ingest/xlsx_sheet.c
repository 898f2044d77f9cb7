/* A sheet: <row> by <row>, <c> by <c>. Rows and cells may leave out where they stand, which is then
 * behind the one before. They must come in their order. What
 * stands where it cannot is told and passed over. */
#include "engine/ingest/tell.h"
#include "engine/ingest/xlsx.h"
#include "engine/ingest/xlsx_cell.h"
#include "engine/ingest/xlsx_merged.h"

#include <string.h>

#define MOST_VALUE ((size_t)512 << 10)

typedef struct Reader {
    KjXlsx *xlsx;
    KjSheet *sheet;
    uint32_t row, column; /* of the last cell, however empty; where the row is known */
    bool row_given;       /* <row r="…"> */
    bool in_row, in_cell, in_value;
    bool lost;      /* within a row whose place is not known */
    bool misplaced; /* the cell's is not */
    KjXlsxCell cell;
    KjBuf value;
    KjXlsxText string;
    KjXlsxMerged merged;
} Reader;

static KjPlace place_at(const Reader *reader, uint32_t row, uint32_t column)
{
    return (KjPlace){reader->sheet->place, row, column};
}

/* ---- where rows and cells stand ---- */

static void start_row(Reader *reader, const char **attributes)
{
    const char *r = kj_xml_attribute(attributes, "r");
    uint32_t row = reader->row + 1;
    KjDiags *diags = reader->xlsx->diags;
    reader->in_row = true;
    reader->lost = false;
    reader->row_given = r != NULL;
    if (r && (!kj_xml_number(r, &row) || row < 1 || row > KJ_TABLE_MAX_ROWS)) {
        kj_diag(diags, KJ_ERROR, place_at(reader, 0, 0), NULL,
                "行番号「%s」が正しくありません（上限%d行）。表計算ソフトで開いて保存し直して"
                "ください",
                "'%s' is no number of a row (at most %d); open and save the workbook in a "
                "spreadsheet program",
                kj_xlsx_shown(diags, kj_text(r)), KJ_TABLE_MAX_ROWS);
        reader->lost = true;
    } else if (r && row <= reader->row) {
        kj_diag(diags, KJ_ERROR, place_at(reader, row, 0), NULL,
                "行の順序が正しくありません（%u行目の後にあります）。表計算ソフトで開いて保存し"
                "直してください",
                "the row stands behind row %u; open and save the workbook in a spreadsheet program",
                (unsigned)reader->row);
        reader->lost = true;
    } else {
        reader->row = row;
        reader->column = 0;
    }
}

/* The cell says where it stands. */
static bool place_given(Reader *reader, const char *r, uint32_t *row, uint32_t *column)
{
    KjDiags *diags = reader->xlsx->diags;
    size_t used;
    bool good = kj_xlsx_reference(r, row, column, &used) && r[used] == '\0';
    bool moved = good && *row > reader->row && !reader->row_given && reader->column == 0;
    if (good && (moved || *row == reader->row))
        return true;
    kj_diag(diags, KJ_ERROR, place_at(reader, reader->row, 0), NULL,
            "セルの位置「%s」が正しくありません。表計算ソフトで開いて保存し直してください",
            "'%s' is no cell of this row; open and save the workbook in a spreadsheet program",
            kj_xlsx_shown(diags, kj_text(r)));
    return false;
}

static bool in_order(Reader *reader, uint32_t row, uint32_t column)
{
    if (row <= KJ_TABLE_MAX_ROWS && column <= KJ_TABLE_MAX_COLUMNS && column > reader->column)
        return true;
    KjPlace place = place_at(reader, row, column);
    if (row > KJ_TABLE_MAX_ROWS || column > KJ_TABLE_MAX_COLUMNS)
        kj_diag(reader->xlsx->diags, KJ_ERROR, place, NULL,
                "行または列が多すぎます（上限%d行、%d列）。ブックを分けてください",
                "too many rows or columns (at most %d and %d); split the workbook",
                KJ_TABLE_MAX_ROWS, KJ_TABLE_MAX_COLUMNS);
    else if (column == reader->column)
        kj_diag(reader->xlsx->diags, KJ_ERROR, place, NULL,
                "同じセルが二度あります。表計算ソフトで開いて保存し直してください",
                "the cell stands in the file twice; open and save the workbook in a spreadsheet "
                "program");
    else
        kj_diag(reader->xlsx->diags, KJ_ERROR, place, NULL,
                "セルの順序が正しくありません。表計算ソフトで開いて保存し直してください",
                "the cells of the row are not in order; open and save the workbook in a "
                "spreadsheet program");
    return false;
}

static void start_cell(Reader *reader, const char **attributes)
{
    const char *r = kj_xml_attribute(attributes, "r");
    const char *type = kj_xml_attribute(attributes, "t");
    const char *format = kj_xml_attribute(attributes, "s");
    uint32_t row = reader->row, column = reader->column + 1;
    reader->in_cell = true;
    reader->misplaced =
        (r && !place_given(reader, r, &row, &column)) || !in_order(reader, row, column);
    if (!reader->misplaced) {
        reader->row = row;
        reader->column = column;
    }
    reader->cell = (KjXlsxCell){
        .row = row, .column = column, .value = &reader->value, .string = &reader->string};
    if (type)
        strncpy(reader->cell.type, type, sizeof reader->cell.type - 1);
    if (format && !kj_xml_number(format, &reader->cell.format))
        reader->cell.format = UINT32_MAX; /* which no workbook has */
    kj_buf_reset(&reader->value);
}

static void start_any_cell(Reader *reader, KjXml *xml, const char **attributes)
{
    if (reader->in_row && !reader->lost)
        start_cell(reader, attributes);
    if (reader->in_row)
        return;
    kj_diag(reader->xlsx->diags, KJ_ERROR, place_at(reader, 0, 0), NULL,
            "行の中にないセルがあります。表計算ソフトで開いて保存し直してください",
            "a cell stands in no row; open and save the workbook in a spreadsheet program");
    kj_xml_stop(xml);
}

/* ---- cells ---- */

static void end_cell(Reader *reader, KjXml *xml)
{
    KjSheetCell cell = {.row = reader->cell.row, .column = reader->cell.column};
    cell.text = KJ_TEXT("");
    reader->in_cell = false;
    kj_buf_add(&reader->value, "", 0); /* so that there is a NUL */
    bool filled =
        !reader->misplaced && kj_xlsx_cell_read(reader->xlsx, reader->sheet, &reader->cell, &cell);
    kj_xlsx_text_reset(&reader->string);
    if (!filled)
        return;
    KjSheetCell *added = kj_cells_add(&reader->xlsx->cells, reader->sheet, cell.row, cell.column);
    if (added) {
        *added = cell;
        return;
    }
    kj_diag(reader->xlsx->diags, KJ_ERROR, place_at(reader, cell.row, cell.column), NULL,
            "セルが多すぎます（上限%zu個）。複数のファイルに分けてください",
            "too many cells (at most %zu); split the workbook into several", KJ_TABLE_MAX_CELLS);
    kj_xml_stop(xml);
}

/* ---- from the XML ---- */

static void on_start(void *ctx, KjXml *xml, const char *name, const char **attributes)
{
    Reader *reader = ctx;
    if (reader->in_cell) {
        reader->in_value = strcmp(name, "v") == 0;
        reader->cell.twice |= reader->in_value && reader->cell.stored;
        reader->cell.stored |= reader->in_value;
        reader->cell.formula |= strcmp(name, "f") == 0;
        kj_xlsx_text_start(&reader->string, name, attributes);
    } else if (strcmp(name, "c") == 0) {
        start_any_cell(reader, xml, attributes);
    } else if (strcmp(name, "row") == 0) {
        start_row(reader, attributes);
    } else if (strcmp(name, "mergeCell") == 0) {
        kj_xlsx_merged_add(&reader->merged, kj_xml_attribute(attributes, "ref"));
    }
}

static void on_end(void *ctx, KjXml *xml, const char *name)
{
    Reader *reader = ctx;
    if (strcmp(name, "c") == 0 && reader->in_cell)
        end_cell(reader, xml);
    else if (reader->in_cell)
        kj_xlsx_text_end(&reader->string, name);
    else if (strcmp(name, "row") == 0)
        reader->in_row = false;
    reader->in_value = false;
}

static void on_text(void *ctx, const char *text, size_t len)
{
    Reader *reader = ctx;
    if (reader->in_value)
        kj_buf_add(&reader->value, text, len);
    else if (reader->in_cell)
        kj_xlsx_text_add(&reader->string, text, len);
}

bool kj_xlsx_sheet_read(KjXlsx *xlsx, const char *part, KjSheet *sheet)
{
    Reader reader = {.xlsx = xlsx, .sheet = sheet};
    KjXmlHandler handler = {
        .root = "worksheet", .ctx = &reader, .start = on_start, .end = on_end, .text = on_text};
    kj_buf_init(&reader.value, MOST_VALUE);
    kj_buf_init(&reader.string.buf, KJ_XLSX_TEXT_BYTES);
    bool good = kj_xlsx_parse(xlsx, part, &handler);
    if (good)
        kj_xlsx_merged_judge(xlsx, &reader.merged, sheet);
    kj_cells_finish(&xlsx->cells, sheet);
    kj_buf_clear(&reader.value);
    kj_buf_clear(&reader.string.buf);
    kj_free(reader.merged.items);
    return good;
}
