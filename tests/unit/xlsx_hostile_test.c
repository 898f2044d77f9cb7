// The xlsx reader: what is told about broken and hostile workbooks.
#include "tests/unit/xlsx_check.h"

// ---- broken and hostile workbooks ----

#define REMEDY "; open it in a spreadsheet program and save it as 'Excel Workbook (.xlsx)'\n"

static void check_bytes(const char *bytes, size_t len, const char *told)
{
    check_table(kj_xlsx_read, "f.xlsx", bytes, len, KJ_EN, "", told);
}

TEST(what_is_no_workbook_is_told)
{
    check_bytes("", 0, "f.xlsx: error: this is no xlsx file" REMEDY);
    check_bytes("id,name\n", 8, "f.xlsx: error: this is no xlsx file" REMEDY);
    check_bytes("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest", 12,
                "f.xlsx: error: the workbook is encrypted with a password, or of the old format "
                "(.xls); take the password away and save it as 'Excel Workbook (.xlsx)'\n");
    const Part other[] = {{"mimetype", "application/x", 0}};
    check_parts(other, 1, "",
                "f.xlsx: error: this is no xlsx workbook (there is none in it)" REMEDY);
    const Part binary[] = {
        {"_rels/.rels",
         XLSX_RELATIONSHIPS XLSX_LINK("r", "officeDocument", "xl/workbook.bin") "</Relationships>",
         0}};
    check_parts(binary, 1, "",
                "f.xlsx: error: this is no xlsx workbook (it is a binary one, .xlsb)" REMEDY);
    char byte = 0;
    check_bytes(&byte, KJ_TABLE_MAX_BYTES + 1,
                "f.xlsx: error: the file is too large (67108865 bytes, at most 67108864); split it "
                "into several\n");
}

TEST(problems_are_told_in_japanese)
{
    check_table(kj_xlsx_read, "f.xlsx", "x", 1, KJ_JA, "",
                "f.xlsx: error: xlsxのファイルではありません。表計算ソフトで開き、「Excelブック"
                "（.xlsx）」として保存し直してください\n");
    check_sheet_in("<sheetData><row><c t='e'><v>#REF!</v></c></row></sheetData>", KJ_JA, "A1!",
                   "f.xlsx:s!A1: error: エラー値「#REF!」です。数式を直すか、値を入力してください"
                   "\n");
    check_sheet_in("<sheetData><row><c><v>x</v></c></row></sheetData>", KJ_JA, "A1!",
                   "f.xlsx:s!A1: error: 数値として読めません:「x」。表計算ソフトで開いて保存し直し"
                   "てください\n");
}

// A small good workbook; not compressed, so that its bytes can be changed.
static char *plain_workbook(size_t *len)
{
    static const Part parts[] = {XLSX_PACKAGE, ONE_SHEET,
                                 XLSX_LINKS(XLSX_LINK("s1", "worksheet", "s.xml")),
                                 XLSX_SHEET("s.xml", TINY("1"))};
    return make_xlsx(parts, COUNT(parts), false, len);
}

TEST(a_cut_archive_is_told)
{
    size_t len;
    char *bytes = plain_workbook(&len);
    KjDiags diags;
    for (size_t cut = 0; cut < len; cut++) {
        KjBook book;
        char *start = kj_strndup(bytes, cut);
        kj_diags_init(&diags, cut % 2 ? KJ_EN : KJ_JA);
        CHECK(!kj_xlsx_read(&book, "f.xlsx", start, cut, &diags));
        CHECK_INT(diags.count, 1);
        kj_book_clear(&book);
        kj_diags_clear(&diags);
        kj_free(start);
    }
    check_bytes(bytes, len - 1,
                "f.xlsx: error: the file is damaged (not a good zip archive: Not a zip archive); "
                "copy it again from its origin, or open and save it in a spreadsheet program\n");
    kj_free(bytes);
}

TEST(a_damaged_part_is_told)
{
    size_t len;
    char *bytes = plain_workbook(&len);
    char *value = memmem(bytes, len, "<v>1", 4);
    CHECK(value != NULL);
    if (value)
        value[3] = '2'; // the checksum does not hold
    check_table(kj_xlsx_read, "f.xlsx", bytes, len, KJ_EN, NULL,
                "f.xlsx: error: part 'xl/s.xml' of the workbook is damaged" REMEDY);
    kj_free(bytes);
}

// Changes a little-endian number in the directory entry of xl/s.xml.
static void patch(char *bytes, size_t len, size_t offset, uint32_t value, size_t size)
{
    char *at = bytes, *entry = NULL;
    while ((at = memmem(at, len - (size_t)(at - bytes), "PK\1\2", 4)) != NULL) {
        if (memcmp(at + 46, "xl/s.xml", 8) == 0)
            entry = at;
        at += 4;
    }
    CHECK(entry != NULL);
    for (size_t i = 0; entry && i < size; i++)
        entry[offset + i] = (char)(value >> (8 * i));
}

TEST(an_encrypted_part_is_told)
{
    size_t len;
    char *bytes = plain_workbook(&len);
    patch(bytes, len, 8, 1, 2); // the flag
    check_table(kj_xlsx_read, "f.xlsx", bytes, len, KJ_EN, NULL,
                "f.xlsx: error: part 'xl/s.xml' of the workbook is encrypted; take the password "
                "away" REMEDY);
    kj_free(bytes);
}

TEST(an_unknown_compression_is_told)
{
    size_t len;
    char *bytes = plain_workbook(&len);
    patch(bytes, len, 10, 98, 2); // PPMd
    check_table(kj_xlsx_read, "f.xlsx", bytes, len, KJ_EN, NULL,
                "f.xlsx: error: part 'xl/s.xml' of the workbook is compressed in a way that is not "
                "read" REMEDY);
    kj_free(bytes);
}

TEST(what_says_to_unpack_to_too_much_is_refused)
{
    size_t len;
    char *bytes = plain_workbook(&len);
    patch(bytes, len, 24, 0x30000000, 4); // 768 MB
    check_table(kj_xlsx_read, "f.xlsx", bytes, len, KJ_EN, NULL,
                "f.xlsx: error: the workbook unpacks to too much (at part 'xl/s.xml', at most "
                "536870912 bytes); delete formats of unused cells and sheets that are not needed, "
                "or split it into several files\n");
    kj_free(bytes);
}

// Sheets that are one part of 10 MB of spaces: what comes out is counted, whatever is declared.
// A workbook whose only sheet is read again and again.
static char *workbook_of_many(const char *rows, size_t len, int sheets, size_t *made)
{
    KjBuf part, workbook;
    kj_buf_init(&part, 0);
    kj_buf_init(&workbook, 0);
    kj_buf_puts(&part, "<worksheet xmlns='" XLSX_MAIN "'>");
    kj_buf_add(&part, rows, len);
    kj_buf_puts(&part, "</worksheet>");
    kj_buf_puts(&workbook, "<workbook xmlns='" XLSX_MAIN "' xmlns:r='" XLSX_RELS "'><sheets>");
    for (int i = 0; i < sheets; i++)
        kj_buf_puts(&workbook, "<sheet name='s' r:id='s1'/>");
    kj_buf_puts(&workbook, "</sheets></workbook>");
    const Part parts[] = {XLSX_PACKAGE, {"xl/workbook.xml", workbook.data, workbook.len},
                          ALL_LINKS,    STRINGS,
                          STYLES,       {"xl/s.xml", part.data, part.len}};
    char *bytes = make_xlsx(parts, COUNT(parts), true, made);
    kj_buf_clear(&part);
    kj_buf_clear(&workbook);
    return bytes;
}

TEST(what_unpacks_to_too_much_is_refused)
{
    enum { SPACES = 10 << 20, SHEETS = 60 };
    char *spaces = kj_alloc(SPACES);
    size_t len;
    memset(spaces, ' ', SPACES);
    char *bytes = workbook_of_many(spaces, SPACES, SHEETS, &len);
    kj_free(spaces);
    check_table(kj_xlsx_read, "f.xlsx", bytes, len, KJ_EN, NULL,
                "f.xlsx: error: the workbook unpacks to too much (at part 'xl/s.xml', at most "
                "536870912 bytes); delete formats of unused cells and sheets that are not needed, "
                "or split it into several files\n");
    kj_free(bytes);
}

TEST(endless_empty_cells_are_refused)
{
    enum { CELLS = 16000, ROWS = 50, SHEETS = 60 };
    KjBuf rows;
    size_t len;
    kj_buf_init(&rows, 0);
    kj_buf_puts(&rows, "<sheetData>");
    for (int row = 0; row < ROWS; row++) {
        kj_buf_puts(&rows, "<row>");
        for (int i = 0; i < CELLS; i++)
            kj_buf_puts(&rows, "<c/>");
        kj_buf_puts(&rows, "</row>");
    }
    kj_buf_puts(&rows, "</sheetData>");
    char *bytes = workbook_of_many(rows.data, rows.len, SHEETS, &len);
    kj_buf_clear(&rows);
    check_table(kj_xlsx_read, "f.xlsx", bytes, len, KJ_EN, NULL,
                "f.xlsx: error: part 'xl/s.xml' of the workbook, line 1: there are too many cells "
                "and rows, counting empty ones; delete the formats of unused cells" REMEDY);
    kj_free(bytes);
}

// 18,000 cells of 30,000 bytes each, out of a file of a few thousand.
TEST(a_long_text_in_very_many_cells_is_told)
{
    enum { LENGTH = 30000, ROWS = 18000 };
    KjBuf strings, rows;
    kj_buf_init(&strings, 0);
    kj_buf_init(&rows, 0);
    kj_buf_puts(&strings, "<sst xmlns='" XLSX_MAIN "'><si><t>");
    for (int i = 0; i < LENGTH; i++)
        kj_buf_putc(&strings, 'x');
    kj_buf_puts(&strings, "</t></si></sst>");
    kj_buf_puts(&rows, "<worksheet xmlns='" XLSX_MAIN "'><sheetData>");
    for (int i = 0; i < ROWS; i++)
        kj_buf_puts(&rows, "<row><c t='s'><v>0</v></c></row>");
    kj_buf_puts(&rows, "</sheetData></worksheet>");
    const Part parts[] = {XLSX_PACKAGE,
                          ONE_SHEET,
                          ALL_LINKS,
                          STYLES,
                          {"xl/strings.xml", strings.data, strings.len},
                          {"xl/s.xml", rows.data, rows.len}};
    size_t len;
    KjDiags diags;
    KjBook book;
    char *bytes = make_xlsx(parts, COUNT(parts), true, &len);
    kj_diags_init(&diags, KJ_EN);
    CHECK(kj_xlsx_read(&book, "f.xlsx", bytes, len, &diags));
    CHECK_INT(book.sheets[0].cells[17894].type, KJ_SHEET_TEXT);
    CHECK_INT(book.sheets[0].cells[17895].type, KJ_SHEET_BAD);
    CHECK_INT(diags.errors, 105);
    kj_book_clear(&book);
    kj_diags_clear(&diags);
    kj_free(bytes);
    kj_buf_clear(&strings);
    kj_buf_clear(&rows);
}

// libzip makes no such archive: two parts get the same name afterwards.
TEST(a_part_that_stands_there_twice_is_told)
{
    static const char *const others[] = {"xl/t.xml", "XL/T.XML"};
    for (size_t other = 0; other < COUNT(others); other++) {
        const Part parts[] = {XLSX_PACKAGE,
                              ONE_SHEET,
                              XLSX_LINKS(XLSX_LINK("s1", "worksheet", "s.xml")),
                              XLSX_SHEET("s.xml", TINY("1")),
                              {others[other], "<worksheet xmlns='" XLSX_MAIN "'/>", 0}};
        size_t len;
        char *bytes = make_xlsx(parts, COUNT(parts), true, &len), *at = bytes;
        while ((at = memmem(at, len - (size_t)(at - bytes), others[other], 8)) != NULL)
            at[3] = others[other][3] == 't' ? 's' : 'S';
        check_bytes(bytes, len,
                    "f.xlsx: error: part 'xl/s.xml' of the workbook stands in it twice, and nobody "
                    "can say which one counts" REMEDY);
        kj_free(bytes);
    }
}

TEST(a_part_that_lies_about_its_size_is_told)
{
    size_t len;
    char *bytes = plain_workbook(&len);
    patch(bytes, len, 24, 20, 4);
    patch(bytes, len, 20, 20, 4);
    check_table(kj_xlsx_read, "f.xlsx", bytes, len, KJ_EN, NULL,
                "f.xlsx: error: part 'xl/s.xml' of the workbook is damaged" REMEDY);
    kj_free(bytes);
}

TEST(too_many_entries_are_refused)
{
    enum { ENTRIES = 10001 };
    Part *parts = kj_alloc_array(ENTRIES, sizeof *parts);
    char(*names)[16] = kj_alloc_array(ENTRIES, sizeof *names);
    for (int i = 0; i < ENTRIES; i++) {
        snprintf(names[i], sizeof names[i], "%d", i);
        parts[i] = (Part){names[i], "x", 0};
    }
    check_parts(parts, ENTRIES, "",
                "f.xlsx: error: the workbook has too many parts (at most 10000); save it without "
                "pictures and sheets that are not needed\n");
    kj_free(parts);
    kj_free(names);
}

TEST(missing_parts_are_told)
{
    const Part nothing[] = {XLSX_PACKAGE};
    check_parts(
        nothing, COUNT(nothing), "",
        "f.xlsx: error: part 'xl/_rels/workbook.xml.rels' of the workbook is missing" REMEDY);
    const Part no_workbook[] = {XLSX_PACKAGE, XLSX_LINKS("")};
    check_parts(no_workbook, COUNT(no_workbook), "",
                "f.xlsx: error: part 'xl/workbook.xml' of the workbook is missing" REMEDY);
    const Part no_sheet[] = {XLSX_PACKAGE, ONE_SHEET,
                             XLSX_LINKS(XLSX_LINK("s1", "worksheet", "s.xml"))};
    check_parts(no_sheet, COUNT(no_sheet), "[s]",
                "f.xlsx: error: part 'xl/s.xml' of the workbook is missing" REMEDY);
    const Part no_link[] = {XLSX_PACKAGE, ONE_SHEET, XLSX_LINKS("")};
    check_parts(no_link, COUNT(no_link), "",
                "f.xlsx: error: sheet 's' is not in the workbook" REMEDY);
    const Part no_strings[] = {XLSX_PACKAGE, ONE_SHEET, ALL_LINKS};
    check_parts(no_strings, COUNT(no_strings), "",
                "f.xlsx: error: part 'xl/strings.xml' of the workbook is missing" REMEDY);
}

TEST(too_many_sheets_are_refused)
{
    KjBuf workbook;
    kj_buf_init(&workbook, 0);
    kj_buf_puts(&workbook, "<workbook xmlns='" XLSX_MAIN "' xmlns:r='" XLSX_RELS "'><sheets>");
    for (int i = 0; i < 1001; i++)
        kj_buf_puts(&workbook, "<sheet name='s' r:id='s1'/>");
    kj_buf_puts(&workbook, "</sheets></workbook>");
    const Part parts[] = {
        XLSX_PACKAGE, {"xl/workbook.xml", workbook.data, workbook.len}, XLSX_LINKS("")};
    check_parts(parts, COUNT(parts), "",
                "f.xlsx: error: too many sheets (at most 1000); split the workbook into several\n");
    kj_buf_clear(&workbook);
}

// The sheet is these bytes.
static void check_xml(const char *xml, size_t len, const char *problem)
{
    char told[400];
    const Part parts[] = {XLSX_PACKAGE,
                          ONE_SHEET,
                          XLSX_LINKS(XLSX_LINK("s1", "worksheet", "s.xml")),
                          {"xl/s.xml", xml, len}};
    snprintf(told, sizeof told, "f.xlsx: error: part 'xl/s.xml' of the workbook, line %s" REMEDY,
             problem);
    check_parts(parts, COUNT(parts), NULL, told);
}

TEST(broken_xml_is_told)
{
    check_xml("<worksheet xmlns='" XLSX_MAIN "'>\n<sheetData>", 0,
              "2: this is not well-formed XML (no element found)");
    check_xml("<worksheet xmlns='" XLSX_MAIN "'></sheet>", 0,
              "1: this is not well-formed XML (mismatched tag)");
    check_xml("\n\n<worksheet xmlns='" XLSX_MAIN "'>\xFF</worksheet>", 0,
              "3: this is not well-formed XML (not well-formed (invalid token))");
    check_xml("<a:worksheet/>", 0, "1: this is not well-formed XML (unbound prefix)");
    check_xml("<worksheet/>", 0, "1: this is not what the part should hold");
    check_xml("<sst xmlns='" XLSX_MAIN "'/>", 0, "1: this is not what the part should hold");
    check_xml("<?xml version='1.0' encoding='Shift_JIS'?><worksheet/>", 0,
              "1: the encoding is not UTF-8");
    check_xml("<?xml version='1.0' encoding='UTF-16'?><worksheet/>", 0,
              "1: the encoding is not UTF-8");
}

TEST(entities_are_refused)
{
    const char *problem =
        "1: there is a document type declaration; workbooks have none, and it is not read";
    check_xml("<!DOCTYPE a [<!ENTITY b 'x'><!ENTITY c '&b;&b;'>]><worksheet xmlns='" XLSX_MAIN
              "'>&c;</worksheet>",
              0, problem);
    check_xml("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><worksheet xmlns='" XLSX_MAIN "'/>", 0,
              problem);
    check_xml("<worksheet xmlns='" XLSX_MAIN "'>&c;</worksheet>", 0,
              "1: this is not well-formed XML (undefined entity)");
}

TEST(deep_nesting_is_refused)
{
    KjBuf xml;
    kj_buf_init(&xml, 0);
    kj_buf_puts(&xml, "<worksheet xmlns='" XLSX_MAIN "' xmlns:o='urn:o'>");
    for (int i = 0; i < 100000; i++)
        kj_buf_puts(&xml, "<o:a>");
    check_xml(xml.data, xml.len, "1: elements are nested too deeply");
    kj_buf_clear(&xml);
}

TEST(endless_tags_are_refused)
{
    KjBuf xml;
    kj_buf_init(&xml, 0);
    kj_buf_puts(&xml, "<worksheet xmlns='" XLSX_MAIN "' a='");
    for (int i = 0; i < 2 << 20; i++)
        kj_buf_putc(&xml, 'x');
    kj_buf_puts(&xml, "'/>");
    check_xml(xml.data, xml.len, "1: a tag is too long, or there are too many names");
    kj_buf_reset(&xml);
    kj_buf_puts(&xml, "<worksheet xmlns='" XLSX_MAIN "'>");
    for (int i = 0; i < 300000; i++)
        kj_buf_printf(&xml, "<a%d/>", i);
    kj_buf_puts(&xml, "</worksheet>");
    check_xml(xml.data, xml.len, "1: a tag is too long, or there are too many names");
    kj_buf_clear(&xml);
}

TEST(endless_formats_are_refused)
{
    KjBuf styles;
    kj_buf_init(&styles, 0);
    kj_buf_puts(&styles, "<styleSheet xmlns='" XLSX_MAIN "'><cellXfs>");
    for (int i = 0; i < 65537; i++)
        kj_buf_puts(&styles, "<xf/>");
    kj_buf_puts(&styles, "</cellXfs></styleSheet>");
    const Part parts[] = {
        XLSX_PACKAGE, ONE_SHEET, ALL_LINKS, STRINGS, {"xl/styles.xml", styles.data, styles.len}};
    check_parts(parts, COUNT(parts), "",
                "f.xlsx: error: too many cell formats (at most 65536); paste the values alone into "
                "a new workbook\n");
    kj_buf_clear(&styles);
}

int main(void)
{
    return RUN(what_is_no_workbook_is_told, problems_are_told_in_japanese, a_cut_archive_is_told,
               a_damaged_part_is_told, an_encrypted_part_is_told, an_unknown_compression_is_told,
               what_says_to_unpack_to_too_much_is_refused, what_unpacks_to_too_much_is_refused,
               endless_empty_cells_are_refused, a_long_text_in_very_many_cells_is_told,
               a_part_that_stands_there_twice_is_told, a_part_that_lies_about_its_size_is_told,
               too_many_entries_are_refused, missing_parts_are_told, too_many_sheets_are_refused,
               broken_xml_is_told, entities_are_refused, deep_nesting_is_refused,
               endless_tags_are_refused, endless_formats_are_refused);
}
