// The xlsx reader: what cells hold, how numbers look, and where things stand in a workbook.
#include "tests/unit/xlsx_check.h"

// ---- cells ----

TEST(cells_of_every_type_are_read)
{
    check_cells("<row r='1'><c r='A1' t='s'><v>1</v></c><c r='B1'><v>4.5</v></c>"
                "<c r='C1' t='n'><v>-3</v></c><c r='D1' t='b'><v>1</v></c>"
                "<c r='E1' t='b'><v>0</v></c><c r='F1' t='str'><v>text</v></c>"
                "<c r='G1' t='inlineStr'><is><t>inline</t></is></c>"
                "<c r='H1' t='d'><v>2026-04-01</v></c></row>",
                "A1'一' B1=4.5 C1=-3 D1=TRUE E1=FALSE F1'text' G1'inline' H1=46113:date", "");
}

TEST(empty_cells_are_not_there)
{
    check_cells("<row r='1'><c r='A1' s='1'/><c r='B1' t='s'><v>2</v></c><c r='C1' t='s'/>"
                "<c r='D1'><v/></c><c r='E1' t='str'><v></v></c>"
                "<c r='F1' t='inlineStr'><is><t/></is></c><c r='G1' t='inlineStr'/></row>"
                "<row r='2'/><row/>",
                "", "");
}

TEST(places_may_be_left_out)
{
    check_cells("<row><c><v>1</v></c><c r='D1'><v>2</v></c><c><v>3</v></c></row><row/>"
                "<row><c r='B3'><v>4</v></c></row><row r='7'><c><v>5</v></c></row>"
                "<row><c r='C9'><v>6</v></c><c><v>7</v></c></row><row><c><v>8</v></c></row>",
                "A1=1 D1=2 E1=3 B3=4 A7=5 C9=6 D9=7 A10=8", "");
    check_cells("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>", "XFD1048576=1", "");
}

TEST(numbers_are_written_as_people_do)
{
    check_cells("<row><c><v>4.0999999999999996</v></c><c><v>0.1</v></c><c><v>45383</v></c>"
                "<c><v>1E+3</v></c><c><v>1.2E7</v></c><c><v>-0</v></c><c><v>100000000000</v></c>"
                "<c><v>0.80000000000000004</v></c><c><v>1e-3</v></c><c><v>007</v></c>"
                "<c><v>.5</v></c><c><v>5.</v></c><c><v>9</v></c><c><v>10</v></c></row>",
                "A1=4.1 B1=0.1 C1=45383 D1=1000 E1=12000000 F1=0 G1=100000000000 H1=0.8 I1=0.001 "
                "J1=7 K1=0.5 L1=5 M1=9 N1=10",
                "");
}

TEST(numbers_have_the_digits_that_spreadsheets_show)
{
    check_cells("<row><c><v>0.79999999999999993</v></c><c><v>0.30000000000000004</v></c>"
                "<c><v>9007199254740991</v></c><c><v>46113.395833333336</v></c>"
                "<c><v>1.7976931348623157E308</v></c><c><v>5E-324</v></c></row>",
                "A1=0.8 B1=0.3 C1=9007199254740991 D1=46113.3958333333 E1=1.7976931348623157e+308 "
                "F1=5e-324",
                "");
}

TEST(what_is_no_number_is_told)
{
    check_cells("<row><c><v>12a</v></c><c><v>1e999</v></c><c><v>nan</v></c><c><v>0x1</v></c>"
                "<c><v>-</v></c></row>",
                "A1! B1! C1! D1! E1!",
                "f.xlsx:s!A1: error: this is no number: '12a'; open and save the workbook in a "
                "spreadsheet program\n"
                "f.xlsx:s!B1: error: this is no number: '1e999'; open and save the workbook in a "
                "spreadsheet program\n"
                "f.xlsx:s!C1: error: this is no number: 'nan'; open and save the workbook in a "
                "spreadsheet program\n"
                "f.xlsx:s!D1: error: this is no number: '0x1'; open and save the workbook in a "
                "spreadsheet program\n"
                "f.xlsx:s!E1: error: this is no number: '-'; open and save the workbook in a "
                "spreadsheet program\n");
}

TEST(formats_say_how_numbers_look)
{
    check_cells("<row><c s='0'><v>46113</v></c><c s='1'><v>46113</v></c><c s='2'><v>0.8</v></c>"
                "<c s='3'><v>0.5</v></c><c s='1' t='s'><v>0</v></c></row>",
                "A1=46113 B1=46113:date C1=0.8:percent D1=0.5:time E1'zero'", "");
    check_cells("<row><c s='4'><v>1</v></c><c s='x'><v>1</v></c></row>", "A1! B1!",
                "f.xlsx:s!A1: error: the cell's format is not in the workbook; open and save it in "
                "a spreadsheet program\n"
                "f.xlsx:s!B1: error: the cell's format is not in the workbook; open and save it in "
                "a spreadsheet program\n");
}

TEST(days_of_strict_workbooks_are_serial_numbers)
{
    check_cells("<row><c t='d' s='1'><v>2026-04-01T00:00:00</v></c><c t='d'><v>2026-04-01</v></c>"
                "<c t='d'><v>2026-04-01T12:00:00</v></c>"
                "<c t='d' s='1'><v>2026-04-01T06:00:00.000</v></c>"
                "<c t='d' s='3'><v>1900-03-01T06:00:00</v></c></row>",
                "A1=46113:date B1=46113:date C1=46113.5:datetime D1=46113.25:date E1=61.25:time",
                "");
    check_cells("<row><c t='d'><v>1900-02-28</v></c><c t='d'><v>in spring</v></c><c t='d'/></row>",
                "A1'1900-02-28' B1'in spring'", "");
}

TEST(a_cell_with_two_values_is_told)
{
    check_cells("<row><c><v>1</v><v>2</v></c></row>", "A1!",
                "f.xlsx:s!A1: error: the cell has two values; open and save the workbook in a "
                "spreadsheet program\n");
}

TEST(the_stored_value_of_a_formula_counts)
{
    check_cells("<row><c><f>1+1</f><v>2</v></c><c t='str'><f>A1&amp;\"x\"</f><v>2x</v></c>"
                "<c t='str'><f>\"\"</f><v></v></c><c t='b'><f>A1=2</f><v>1</v></c>"
                "<c><f t='shared' si='0'/><v>3</v></c></row>",
                "A1=2 B1'2x' D1=TRUE E1=3", "");
    check_cells(
        "<row><c><f>1+1</f></c><c><f>1</f><v></v></c><c t='str'><f>\"x\"</f></c></row>",
        "A1! B1! C1!",
        "f.xlsx:s!A1: error: the formula has no stored value; open and save the workbook in "
        "a spreadsheet program, or type a value\n"
        "f.xlsx:s!B1: error: the formula has no stored value; open and save the workbook in "
        "a spreadsheet program, or type a value\n"
        "f.xlsx:s!C1: error: the formula has no stored value; open and save the workbook in "
        "a spreadsheet program, or type a value\n");
}

TEST(error_values_are_told)
{
    check_cells("<row><c t='e'><v>#N/A</v></c><c t='e'><f>1/0</f><v>#DIV/0!</v></c></row>",
                "A1! B1!",
                "f.xlsx:s!A1: error: the cell holds the error #N/A; mend the formula or type a "
                "value\n"
                "f.xlsx:s!B1: error: the cell holds the error #DIV/0!; mend the formula or type a "
                "value\n");
}

TEST(values_that_do_not_fit_their_type_are_told)
{
    check_cells("<row><c t='s'><v>4</v></c><c t='s'><v>-1</v></c><c t='b'><v>2</v></c>"
                "<c t='odd'><v>1</v></c><c t='inlineStr'><v>1</v></c></row>",
                "A1! B1! C1! D1! E1!",
                "f.xlsx:s!A1: error: there is no shared string with the number '4'; open and save "
                "the workbook in a spreadsheet program\n"
                "f.xlsx:s!B1: error: there is no shared string with the number '-1'; open and save "
                "the workbook in a spreadsheet program\n"
                "f.xlsx:s!C1: error: this is neither true nor false: '2'; open and save the "
                "workbook in a spreadsheet program\n"
                "f.xlsx:s!D1: error: the cell's type is not known; open and save the workbook in a "
                "spreadsheet program\n"
                "f.xlsx:s!E1: error: the cell's type is not known; open and save the workbook in a "
                "spreadsheet program\n");
}

// ---- texts ----

TEST(runs_of_rich_text_are_joined_without_readings)
{
    check_cells("<row><c t='inlineStr'><is><r><rPr><b/></rPr><t>電子</t></r><r><t>メール</t></r>"
                "<rPh sb='0' eb='2'><t>デンシ</t></rPh><phoneticPr fontId='1'/></is></c></row>",
                "A1'電子メール'", "");
    const Part parts[] = {
        XLSX_PACKAGE,
        ONE_SHEET,
        ALL_LINKS,
        STYLES,
        XLSX_STRINGS("<si><r><t>電</t></r><r><t xml:space='preserve'>子 </t></r><rPh><t>x</t></rPh>"
                     "<phoneticPr fontId='1'/></si><si><t>二</t><rPh><t>ニ</t></rPh></si>"),
        XLSX_SHEET("s.xml", "<sheetData><row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>"
                            "</sheetData>")};
    check_parts(parts, COUNT(parts), "[s] A1'電子 ' B1'二'", "");
}

TEST(space_is_kept_where_the_file_says_so)
{
    check_cells("<row><c t='s'><v>3</v></c><c t='inlineStr'><is><t> a b\n</t></is></c>"
                "<c t='inlineStr'><is><t xml:space='preserve'>  </t></is></c>"
                "<c t='inlineStr'><is><t>  </t></is></c></row>",
                "A1' 3 ' B1'a b' C1'  '", "");
}

TEST(escapes_are_decoded)
{
    check_cells("<row><c t='inlineStr'><is><t>a_x000D_&#10;b_x000D_c&#13;d</t></is></c>"
                "<c t='inlineStr'><is><t>_x005F_x000D_</t></is></c>"
                "<c t='str'><v>_x3042_x_xD842__xDFB7_</v></c>"
                "<c t='inlineStr'><is><t>_x00_ _xD842_ _xDFB7_ _x_ _x00zz_ _x0041</t></is></c>"
                "<c t='inlineStr'><is><t>_x00E9__x0041_</t></is></c></row>",
                "A1'a\nb\nc\nd' B1'_x000D_' C1'あx𠮷' D1'_x00_ _xD842_ _xDFB7_ _x_ _x00zz_ _x0041' "
                "E1'éA'",
                "");
    check_cells("<row><c t='inlineStr'><is><t>a_x0000_b</t></is></c></row>", "A1!",
                "f.xlsx:s!A1: error: the cell holds a NUL character; type its value again\n");
    check_cells("<row><c t='inlineStr'><is><t>a_x0001_b</t></is></c></row>", "A1!",
                "f.xlsx:s!A1: error: the value holds the control character U+0001; remove it\n");
}

TEST(text_has_a_limit)
{
    KjBuf row;
    kj_buf_init(&row, 0);
    kj_buf_puts(&row, "<row><c t='inlineStr'><is><t>");
    for (int i = 0; i < KJ_TABLE_MAX_TEXT; i++)
        kj_buf_puts(&row, "_x005F_");
    kj_buf_puts(&row, "あ</t></is></c><c t='str'><v>");
    for (int i = 0; i < KJ_TABLE_MAX_TEXT + 1; i++)
        kj_buf_puts(&row, "あ");
    kj_buf_puts(&row, "</v></c><c><v>");
    for (int i = 0; i < 1 << 20; i++)
        kj_buf_puts(&row, "1");
    kj_buf_puts(&row, "</v></c><c t='inlineStr'><is><t>");
    for (int i = 0; i < 1 << 20; i++)
        kj_buf_puts(&row, "x");
    kj_buf_puts(&row, "</t></is></c></row>");
    check_cells(row.data, "A1! B1! C1! D1!",
                "f.xlsx:s!A1: error: the cell's text is too long (at most 32767 characters); "
                "shorten it\n"
                "f.xlsx:s!B1: error: the cell's text is too long (at most 32767 characters); "
                "shorten it\n"
                "f.xlsx:s!C1: error: the cell's value is too long; shorten it\n"
                "f.xlsx:s!D1: error: the cell's text is too long (at most 32767 characters); "
                "shorten it\n");
    kj_buf_clear(&row);
}

// ---- where cells stand ----

TEST(cells_out_of_place_are_told)
{
    check_cells("<row r='1'><c r='B1'><v>1</v></c><c r='B1'><v>2</v></c><c r='A1'><v>3</v></c>"
                "<c r='A2'><v>4</v></c><c r='x'><v>5</v></c><c r='C1'><v>6</v></c></row>",
                "B1=1 C1=6",
                "f.xlsx:s!1: error: 'A2' is no cell of this row; open and save the workbook in a "
                "spreadsheet program\n"
                "f.xlsx:s!1: error: 'x' is no cell of this row; open and save the workbook in a "
                "spreadsheet program\n"
                "f.xlsx:s!A1: error: the cells of the row are not in order; open and save the "
                "workbook in a spreadsheet program\n"
                "f.xlsx:s!B1: error: the cell stands in the file twice; open and save the workbook "
                "in a spreadsheet program\n");
}

TEST(rows_out_of_place_are_told)
{
    check_cells("<row r='2'><c><v>1</v></c></row><row r='2'><c><v>2</v></c></row>"
                "<row r='1'><c><v>3</v></c></row><row r='0'><c><v>4</v></c></row>"
                "<row r='1048577'><c><v>5</v></c></row><row><c><v>6</v></c></row>",
                "A2=1 A3=6",
                "f.xlsx:s: error: '0' is no number of a row (at most 1048576); open and save the "
                "workbook in a spreadsheet program\n"
                "f.xlsx:s: error: '1048577' is no number of a row (at most 1048576); open and save "
                "the workbook in a spreadsheet program\n"
                "f.xlsx:s!1: error: the row stands behind row 2; open and save the workbook in a "
                "spreadsheet program\n"
                "f.xlsx:s!2: error: the row stands behind row 2; open and save the workbook in a "
                "spreadsheet program\n");
}

TEST(references_beyond_a_sheet_are_told)
{
    check_cells("<row><c r='XFE1'><v>1</v></c><c r='A1048577'><v>2</v></c>"
                "<c r='AAAAAAAAAAAAA1'><v>3</v></c><c r='a1'><v>4</v></c></row>"
                "<row r='1048576'><c r='XFD1048576'><v>1</v></c><c><v>2</v></c></row>"
                "<row><c><v>1</v></c></row>",
                "XFD1048576=1",
                "f.xlsx:s!1: error: 'XFE1' is no cell of this row; open and save the workbook in a "
                "spreadsheet program\n"
                "f.xlsx:s!1: error: 'A1048577' is no cell of this row; open and save the workbook "
                "in a spreadsheet program\n"
                "f.xlsx:s!1: error: 'AAAAAAAAAAAAA1' is no cell of this row; open and save the "
                "workbook in a spreadsheet program\n"
                "f.xlsx:s!1: error: 'a1' is no cell of this row; open and save the workbook in a "
                "spreadsheet program\n"
                "f.xlsx:s!XFE1048576: error: too many rows or columns (at most 1048576 and 16384); "
                "split the workbook\n"
                "f.xlsx:s!A1048577: error: too many rows or columns (at most 1048576 and 16384); "
                "split the workbook\n");
}

TEST(a_cell_outside_rows_is_told)
{
    check_cells("<c r='A1'><v>1</v></c>", "",
                "f.xlsx:s: error: a cell stands in no row; open and save the workbook in a "
                "spreadsheet program\n");
}

// ---- merged cells ----

TEST(merged_cells_are_told_and_their_cells_are_bad)
{
    check_sheet_in(
        "<sheetData><row><c><v>1</v></c><c r='D1'><v>2</v></c></row>"
        "<row><c r='B2'><v>3</v></c></row></sheetData>"
        "<mergeCells><mergeCell ref='A1:B2'/><mergeCell ref='D1:F1'/></mergeCells>",
        KJ_EN, "A1! B1! D1! A2! B2!",
        "f.xlsx:s!A1: error: cells A1:B2 are merged; unmerge them and write the value in "
        "each cell\n"
        "f.xlsx:s!D1: error: cells D1:F1 are merged; unmerge them and write the value in "
        "each cell\n");
}

TEST(merged_cells_beyond_the_used_area_do_no_harm)
{
    check_sheet_in("<sheetData><row><c><v>1</v></c></row></sheetData>"
                   "<mergeCells><mergeCell ref='B1:C1'/><mergeCell ref='A2:A3'/>"
                   "<mergeCell ref='A1:A1'/><mergeCell ref='A1'/><mergeCell/></mergeCells>",
                   KJ_EN, "A1=1", "");
}

TEST(merging_all_cells_of_a_sheet_costs_little)
{
    check_sheet_in("<sheetData><row><c><v>1</v></c></row>"
                   "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row></sheetData>"
                   "<mergeCells><mergeCell ref='B1:B2'/></mergeCells>",
                   KJ_JA, "A1=1 B1! B2! XFD1048576=1",
                   "f.xlsx:s!B1: error: セルB1:B2が結合されています。結合を解除し、値をそれぞれの"
                   "セルに書いてください\n");
    KjDiags diags;
    KjBook book;
    size_t len;
    const Part parts[] = {
        XLSX_PACKAGE, ONE_SHEET, XLSX_LINKS(XLSX_LINK("s1", "worksheet", "s.xml")),
        XLSX_SHEET("s.xml",
                   "<sheetData><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
                   "</sheetData><mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>")};
    char *bytes = make_xlsx(parts, COUNT(parts), true, &len);
    kj_diags_init(&diags, KJ_EN);
    CHECK(kj_xlsx_read(&book, "f.xlsx", bytes, len, &diags));
    CHECK(book.sheets[0].count < 100000);
    CHECK_INT(diags.count, 1);
    kj_book_clear(&book);
    kj_diags_clear(&diags);
    kj_free(bytes);
}

// ---- number formats ----

static void check_look(const char *format, const char *look)
{
    char styles[600], expected[100];
    snprintf(styles, sizeof styles,
             "<styleSheet xmlns='%s'><numFmts><numFmt numFmtId='164' formatCode='%s'/></numFmts>"
             "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
             "<cellXfs><xf numFmtId='164' applyNumberFormat='1'/></cellXfs>"
             "<dxfs><dxf><numFmt numFmtId='164' formatCode='yyyy'/></dxf></dxfs></styleSheet>",
             XLSX_MAIN, format);
    snprintf(expected, sizeof expected, "[s] A1=1%s", look);
    const Part parts[] = {XLSX_PACKAGE,
                          ONE_SHEET,
                          ALL_LINKS,
                          STRINGS,
                          {"xl/styles.xml", styles, 0},
                          XLSX_SHEET("s.xml", "<sheetData><row><c s='0'><v>1</v></c></row>"
                                              "</sheetData>")};
    check_parts(parts, COUNT(parts), expected, "");
}

TEST(format_codes_are_understood)
{
    static const char *const codes[][2] = {
        {"General", ""},
        {"G/標準", ""},
        {"0", ""},
        {"#,##0.00_ ;[Red]\\-#,##0.00\\ ", ":dressed"},
        {"@", ""},
        {"0.00E+00", ":dressed"},
        {"##0.0e-0", ":dressed"},
        {"&quot;yyyy/mm/dd&quot;0", ":dressed"},
        {"[$¥-411]#,##0", ":dressed"},
        {"[DBNum1][$-411]General", ":dressed"},
        {"[&gt;=100]0;0", ""},
        {"0&quot;日&quot;", ":dressed"},
        {"0\\d", ":dressed"},
        {"_d0*y", ""},
        {"", ""},
        {";;;@", ""},
        {"0;yyyy", ""},
        {"[Red]0", ""},
        {"&quot;not closed yyyy", ":dressed"},
        {"[not closed yyyy", ""},
        {"yyyy/mm/dd", ":date"},
        {"yyyy\\-mm\\-dd;@", ":date"},
        {"YYYY-MM-DD", ":date"},
        {"[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@", ":date"},
        {"[$-ja-JP-x-gannen]ggge年m月d日", ":date"},
        {"ge.m.d", ":date"},
        {"e", ":date"},
        {"m&quot;月&quot;d&quot;日&quot;", ":date"},
        {"mmm", ":date"},
        {"aaa", ":date"},
        {"dddd", ":date"},
        {"yyyy/m/d h:mm", ":datetime"},
        {"m/d h:mm AM/PM", ":datetime"},
        {"yyyy&quot;年&quot;[h]", ":datetime"},
        {"h:mm", ":time"},
        {"h:mm AM/PM", ":time"},
        {"mm:ss.0", ":time"},
        {"[h]:mm", ":time"},
        {"[mm]", ":time"},
        {"[ss].00", ":time"},
        {"h&quot;時&quot;mm&quot;分&quot;", ":time"},
        {"0_ ;[Red]\\-0\\ ", ""},
        {"#", ""},
        {"000", ":dressed"},
        {"¥0", ":dressed"},
        {"0.0", ":dressed"},
        {"0&quot;万円&quot;", ":multiple"},
        {"0\\億", ":multiple"},
        {"0万", ":multiple"},
        {"#,##0,&quot;千円&quot;", ":dressed"},
        {"0!.0,&quot;万円&quot;", ":dressed"},
        {"0%", ":percent"},
        {"0.00%;-0.00%", ":percent"},
        {"0\\%", ":dressed"},
        {"0&quot;%&quot;", ":dressed"},
    };
    for (size_t i = 0; i < COUNT(codes); i++)
        check_look(codes[i][0], codes[i][1]);
}

TEST(builtin_formats_are_known)
{
    static const struct {
        int first, last;
        const char *look;
    } ids[] = {{0, 1, ""},        {2, 8, ":dressed"},   {9, 10, ":percent"},   {11, 13, ":dressed"},
               {14, 17, ":date"}, {18, 21, ":time"},    {22, 22, ":datetime"}, {23, 26, ""},
               {27, 31, ":date"}, {32, 33, ":time"},    {34, 36, ":date"},     {37, 44, ":dressed"},
               {45, 47, ":time"}, {48, 48, ":dressed"}, {49, 49, ""},          {50, 58, ":date"},
               {59, 80, ""}};
    for (size_t i = 0; i < COUNT(ids); i++) {
        for (int id = ids[i].first; id <= ids[i].last; id++) {
            char styles[300], expected[100];
            snprintf(styles, sizeof styles,
                     "<styleSheet xmlns='%s'><cellXfs><xf numFmtId='%d'/></cellXfs></styleSheet>",
                     XLSX_MAIN, id);
            snprintf(expected, sizeof expected, "[s] A1=1%s", ids[i].look);
            const Part parts[] = {XLSX_PACKAGE,
                                  ONE_SHEET,
                                  ALL_LINKS,
                                  STRINGS,
                                  {"xl/styles.xml", styles, 0},
                                  XLSX_SHEET("s.xml", "<sheetData><row><c><v>1</v></c></row>"
                                                      "</sheetData>")};
            check_parts(parts, COUNT(parts), expected, "");
        }
    }
}

TEST(a_format_of_the_workbook_goes_before_a_builtin_one)
{
    const Part parts[] = {
        XLSX_PACKAGE,
        ONE_SHEET,
        ALL_LINKS,
        STRINGS,
        XLSX_STYLES("<numFmts><numFmt numFmtId='14' formatCode='0%'/><numFmt numFmtId='165' "
                    "formatCode='0'/><numFmt numFmtId='9' formatCode='h:mm'/></numFmts><cellXfs>"
                    "<xf numFmtId='14'/><xf numFmtId='9'/><xf/><xf numFmtId='165'/></cellXfs>"),
        XLSX_SHEET("s.xml", "<sheetData><row><c><v>1</v></c><c s='1'><v>1</v></c>"
                            "<c s='2'><v>1</v></c><c s='3'><v>1</v></c></row></sheetData>")};
    check_parts(parts, COUNT(parts), "[s] A1=1:percent B1=1:time C1=1 D1=1", "");
}

// ---- the workbook ----

TEST(sheets_come_in_their_order)
{
    const Part parts[] = {
        XLSX_PACKAGE,
        XLSX_WORKBOOK("<sheet name='二' sheetId='9' r:id='b'/><sheet name='a' sheetId='1' "
                      "r:id='a'/>"),
        XLSX_LINKS(XLSX_LINK("a", "worksheet", "sheets/one.xml")
                       XLSX_LINK("b", "worksheet", "/xl/sheets/two.xml")),
        XLSX_SHEET("sheets/one.xml", TINY("1")), XLSX_SHEET("sheets/two.xml", TINY("2"))};
    check_parts(parts, COUNT(parts), "[二] A1=2 [a] A1=1", "");
}

TEST(targets_may_go_up_and_down)
{
    const Part parts[] = {XLSX_PACKAGE, ONE_SHEET,
                          XLSX_LINKS(XLSX_LINK("s1", "worksheet", "../xl/./other/../../xl//S.xml")),
                          XLSX_SHEET("s.xml", TINY("1"))};
    check_parts(parts, COUNT(parts), "[s] A1=1", "");
}

TEST(hidden_sheets_are_read_but_for_those_of_programs)
{
    const Part parts[] = {XLSX_PACKAGE,
                          XLSX_WORKBOOK("<sheet name='_lists' state='hidden' r:id='x'/>"
                                        "<sheet name='_very' state='veryHidden' r:id='x'/>"
                                        "<sheet name='_shown' state='visible' r:id='s1'/>"
                                        "<sheet name='hidden' state='hidden' r:id='s1'/>"),
                          XLSX_LINKS(XLSX_LINK("s1", "worksheet", "s.xml")),
                          XLSX_SHEET("s.xml", TINY("1"))};
    check_parts(parts, COUNT(parts), "[_shown] A1=1 [hidden] A1=1", "");
}

TEST(charts_are_left_out)
{
    const Part parts[] = {
        XLSX_PACKAGE,
        XLSX_WORKBOOK("<sheet name='chart' r:id='c'/><sheet name='s' r:id='s1'/>"),
        XLSX_LINKS(XLSX_LINK("s1", "worksheet", "s.xml") XLSX_LINK("c", "chartsheet", "c.xml")),
        XLSX_SHEET("s.xml", TINY("1")),
        {"xl/c.xml", "<chartsheet/>", 0}};
    check_parts(parts, COUNT(parts), "[s] A1=1", "");
}

static bool since_1904(const char *attribute)
{
    char workbook[500];
    snprintf(workbook, sizeof workbook,
             "<workbook xmlns='%s' xmlns:r='%s'><workbookPr %s/><sheets/></workbook>", XLSX_MAIN,
             XLSX_RELS, attribute);
    const Part parts[] = {XLSX_PACKAGE, XLSX_LINKS(""), {"xl/workbook.xml", workbook, 0}};
    KjDiags diags;
    KjBook book;
    size_t len;
    char *bytes = make_xlsx(parts, COUNT(parts), false, &len);
    kj_diags_init(&diags, KJ_EN);
    CHECK(kj_xlsx_read(&book, "f.xlsx", bytes, len, &diags));
    bool since = book.since_1904;
    CHECK_INT(book.count, 0);
    kj_book_clear(&book);
    kj_diags_clear(&diags);
    kj_free(bytes);
    return since;
}

TEST(days_may_count_from_1904)
{
    CHECK(!since_1904(""));
    CHECK(!since_1904("date1904='0'"));
    CHECK(!since_1904("date1904='false'"));
    CHECK(since_1904("date1904='1'"));
    CHECK(since_1904("date1904='true'"));
}

TEST(prefixes_do_not_matter_and_namespaces_do)
{
    const Part parts[] = {
        {"_rels/.rels",
         "<p:Relationships xmlns:p='http://schemas.openxmlformats.org/package/2006/relationships'>"
         "<p:Relationship Id='r' Type='" XLSX_RELS "/officeDocument' Target='/xl/workbook.xml'/>"
         "</p:Relationships>",
         0},
        {"xl/workbook.xml",
         "<x:workbook xmlns:x='" XLSX_MAIN "' xmlns:rel='" XLSX_RELS "' xmlns:o='urn:o'><x:sheets>"
         "<o:sheet name='other' rel:id='s1'/><x:sheet name='s' id='no' rel:id='s1'/></x:sheets>"
         "</x:workbook>",
         0},
        XLSX_LINKS(XLSX_LINK("s1", "worksheet", "s.xml")),
        {"xl/s.xml",
         "<x:worksheet xmlns:x='" XLSX_MAIN
         "' xmlns='urn:o'><x:sheetData><row><c><v>9</v></c></row>"
         "<x:row><x:c><x:v>1</x:v><v>2</v><o><x:v>7</x:v></o></x:c></x:row></x:sheetData>"
         "</x:worksheet>",
         0}};
    check_parts(parts, COUNT(parts), "[s] A1=1", "");
}

TEST(strict_workbooks_are_read)
{
#define STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define STRICT_RELS "http://purl.oclc.org/ooxml/officeDocument/relationships"
    const Part parts[] = {
        {"_rels/.rels",
         XLSX_RELATIONSHIPS "<Relationship Id='r' Type='" STRICT_RELS
                            "/officeDocument' Target='xl/workbook.xml'/></Relationships>",
         0},
        {"xl/workbook.xml",
         "<workbook xmlns='" STRICT "' xmlns:r='" STRICT_RELS "' conformance='strict'><sheets>"
         "<sheet name='s' r:id='s1'/></sheets></workbook>",
         0},
        {"xl/_rels/workbook.xml.rels",
         XLSX_RELATIONSHIPS "<Relationship Id='s1' Type='" STRICT_RELS
                            "/worksheet' Target='s.xml'/></Relationships>",
         0},
        {"xl/s.xml", "<worksheet xmlns='" STRICT "'>" TINY("1") "</worksheet>", 0}};
    check_parts(parts, COUNT(parts), "[s] A1=1", "");
}

TEST(utf16_parts_are_read)
{
    static const char plain[] =
        "<?xml version='1.0' encoding='UTF-16'?><worksheet xmlns='" XLSX_MAIN
        "'>" TINY("1") "</worksheet>";
    char wide[2 * sizeof plain] = {(char)0xFF, (char)0xFE};
    for (size_t i = 0; i + 1 < sizeof plain; i++)
        wide[2 + 2 * i] = plain[i];
    const Part parts[] = {XLSX_PACKAGE,
                          ONE_SHEET,
                          XLSX_LINKS(XLSX_LINK("s1", "worksheet", "s.xml")),
                          {"xl/s.xml", wide, 2 * sizeof plain}};
    check_parts(parts, COUNT(parts), "[s] A1=1", "");
}

int main(void)
{
    return RUN(
        cells_of_every_type_are_read, empty_cells_are_not_there, places_may_be_left_out,
        numbers_are_written_as_people_do, numbers_have_the_digits_that_spreadsheets_show,
        what_is_no_number_is_told, formats_say_how_numbers_look,
        days_of_strict_workbooks_are_serial_numbers, a_cell_with_two_values_is_told,
        the_stored_value_of_a_formula_counts, error_values_are_told,
        values_that_do_not_fit_their_type_are_told, runs_of_rich_text_are_joined_without_readings,
        space_is_kept_where_the_file_says_so, escapes_are_decoded, text_has_a_limit,
        cells_out_of_place_are_told, rows_out_of_place_are_told, references_beyond_a_sheet_are_told,
        a_cell_outside_rows_is_told, merged_cells_are_told_and_their_cells_are_bad,
        merged_cells_beyond_the_used_area_do_no_harm, merging_all_cells_of_a_sheet_costs_little,
        format_codes_are_understood, builtin_formats_are_known,
        a_format_of_the_workbook_goes_before_a_builtin_one, sheets_come_in_their_order,
        targets_may_go_up_and_down, hidden_sheets_are_read_but_for_those_of_programs,
        charts_are_left_out, days_may_count_from_1904, prefixes_do_not_matter_and_namespaces_do,
        strict_workbooks_are_read, utf16_parts_are_read);
}
