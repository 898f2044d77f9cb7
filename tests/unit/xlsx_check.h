// What is read of workbooks made of XML, and what is told about them.
#ifndef KJ_TESTS_UNIT_XLSX_CHECK_H
#define KJ_TESTS_UNIT_XLSX_CHECK_H

#include "tests/unit/table_check.h"
#include "tests/unit/xlsx_made.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

static void check_parts_in(const Part *parts, size_t count, KjLang lang, const char *expected,
                           const char *told)
{
    size_t len;
    char *bytes = make_xlsx(parts, count, true, &len);
    check_table(kj_xlsx_read, "f.xlsx", bytes, len, lang, expected, told);
    kj_free(bytes);
}

static void check_parts(const Part *parts, size_t count, const char *expected, const char *told)
{
    check_parts_in(parts, count, KJ_EN, expected, told);
}

#define ONE_SHEET XLSX_WORKBOOK("<sheet name='s' sheetId='1' r:id='s1'/>")
#define ALL_LINKS                                                                                  \
    XLSX_LINKS(XLSX_LINK("s1", "worksheet", "s.xml") XLSX_LINK("x", "styles", "styles.xml")        \
                   XLSX_LINK("t", "sharedStrings", "strings.xml"))

// Strings 0 to 3, and formats 1 to 3: a day, a percentage, a time of day.
#define STRINGS                                                                                    \
    XLSX_STRINGS("<si><t>zero</t></si><si><t>一</t></si><si/><si><t xml:space='preserve'> 3 "     \
                 "</t></si>")
#define STYLES                                                                                     \
    XLSX_STYLES("<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='9'/>"                 \
                "<xf numFmtId='20'/></cellXfs>")

// A workbook of one sheet "s" with this content.
static void check_sheet_in(const char *content, KjLang lang, const char *expected, const char *told)
{
    KjBuf sheet, cells;
    kj_buf_init(&sheet, 0);
    kj_buf_init(&cells, 0);
    kj_buf_printf(&sheet, "<worksheet xmlns='%s'>%s</worksheet>", XLSX_MAIN, content);
    kj_buf_printf(&cells, "[s]%s%s", *expected ? " " : "", expected);
    const Part parts[] = {XLSX_PACKAGE, ONE_SHEET, ALL_LINKS,
                          STRINGS,      STYLES,    {"xl/s.xml", sheet.data, sheet.len}};
    check_parts_in(parts, COUNT(parts), lang, cells.data, told);
    kj_buf_clear(&sheet);
    kj_buf_clear(&cells);
}

static inline void check_cells(const char *rows, const char *expected, const char *told)
{
    KjBuf content;
    kj_buf_init(&content, 0);
    kj_buf_printf(&content, "<sheetData>%s</sheetData>", rows);
    check_sheet_in(content.data, KJ_EN, expected, told);
    kj_buf_clear(&content);
}

// Of a sheet: one cell.
#define TINY(value) "<sheetData><row><c><v>" value "</v></c></row></sheetData>"

#endif
