// Any bytes as a workbook. Where they begin with 's', 't', 'f', 'w' or 'l', the rest is the content
// of a sheet, of the shared strings, of the formats, the whole workbook part or the whole part of
// its links, in a small workbook that is otherwise good; with 'x' it is the whole of a sheet.
#include "tests/fuzz/table_checks.h"
#include "tests/unit/xlsx_made.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { WORKBOOK = 1, LINKS, STYLES, STRINGS, SHEET, PARTS };

static const Part good[PARTS] = {
    XLSX_PACKAGE,
    XLSX_WORKBOOK("<sheet name='s' sheetId='1' r:id='s1'/>"),
    XLSX_LINKS(XLSX_LINK("s1", "worksheet", "s.xml") XLSX_LINK("x", "styles", "styles.xml")
                   XLSX_LINK("t", "sharedStrings", "strings.xml")),
    XLSX_STYLES("<numFmts><numFmt numFmtId='164' formatCode='ggge'/></numFmts><cellXfs>"
                "<xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='9'/></cellXfs>"),
    XLSX_STRINGS("<si><t>a</t></si><si><r><t>b</t></r></si>"),
    XLSX_SHEET("s.xml", "<sheetData><row><c t='s'><v>0</v></c><c s='1'><v>46113</v></c>"
                        "<c s='2'><v>0.5</v></c></row></sheetData>"),
};

// An element of the workbook's own namespace around the content.
static void read_within(int index, const char *root, const char *content, size_t size)
{
    Part parts[PARTS];
    KjBuf text;
    size_t len;
    memcpy(parts, good, sizeof parts);
    kj_buf_init(&text, 0);
    if (root)
        kj_buf_printf(&text, "<%s xmlns='%s'>", root, XLSX_MAIN);
    kj_buf_add(&text, content, size);
    if (root)
        kj_buf_printf(&text, "</%s>", root);
    parts[index].text = text.data ? text.data : "";
    parts[index].len = text.len;
    char *bytes = make_xlsx(parts, PARTS, false, &len);
    check_reader(kj_xlsx_read, "a/b.xlsx", bytes, len);
    kj_free(bytes);
    kj_buf_clear(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *content = (const char *)data + 1;
    switch (size > 0 ? data[0] : 0) {
    case 's': read_within(SHEET, "worksheet", content, size - 1); break;
    case 't': read_within(STRINGS, "sst", content, size - 1); break;
    case 'f': read_within(STYLES, "styleSheet", content, size - 1); break;
    case 'w': read_within(WORKBOOK, NULL, content, size - 1); break;
    case 'l': read_within(LINKS, NULL, content, size - 1); break;
    case 'x': read_within(SHEET, NULL, content, size - 1); break;
    default: check_reader(kj_xlsx_read, "a/b.xlsx", (const char *)data, size);
    }
    return 0;
}
