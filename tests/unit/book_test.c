// Workbooks, by what stands in their XML.
#include "engine/base/date.h"
#include "engine/output/book.h"
#include "tests/unit/check.h"

#include <stdlib.h>
#include <unistd.h>
#include <zip.h>

#define SHEET1 "xl/worksheets/sheet1.xml"
#define STRINGS "xl/sharedStrings.xml"

typedef struct Made {
    KjBuf bytes;
    KjError error;
    bool made;
    char *parts[16];
    size_t count;
} Made;

static Made make(const KjBookOut *book)
{
    Made made = {.error = {.message = ""}};

    kj_buf_init(&made.bytes, 0);
    made.made = kj_book_xlsx(book, &made.bytes, &made.error);
    return made;
}

static void clear(Made *made)
{
    for (size_t i = 0; i < made->count; i++)
        free(made->parts[i]);
    kj_buf_clear(&made->bytes);
}

// The text of one file of the archive; "" if it is not there.
static const char *part(Made *made, const char *name)
{
    zip_error_t error;
    zip_source_t *source = zip_source_buffer_create(made->bytes.data, made->bytes.len, 0, &error);
    zip_t *archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    zip_stat_t info = {0};
    zip_file_t *file;
    char *text;

    if (!archive || zip_stat(archive, name, 0, &info) != 0) {
        if (archive)
            zip_discard(archive);
        return "";
    }
    text = calloc(info.size + 1, 1);
    file = zip_fopen(archive, name, 0);
    CHECK(file && zip_fread(file, text, info.size) == (zip_int64_t)info.size);
    zip_fclose(file);
    zip_discard(archive);
    made->parts[made->count++] = text;
    return text;
}

#define CHECK_HAS(text, wanted) check_has(text, wanted, __FILE__, __LINE__)
static void check_has(const char *text, const char *wanted, const char *file, int line)
{
    if (strstr(text, wanted))
        return;
    check_failed = true;
    printf("%s:%d: not there: %s\n in %s\n", file, line, wanted, text);
}

#define CHECK_LACKS(text, unwanted) CHECK(strstr(text, unwanted) == NULL)

static KjBookSheet *add_sheet(KjBookOut *book, const char *name)
{
    static const KjBookColumn columns[] = {
        {.header = {"id", 2}, .cells = KJ_PUT_TEXT, .required = true},
        {.header = {"from", 4}, .cells = KJ_PUT_DATE},
        {.header = {"at", 2}, .cells = KJ_PUT_DATETIME},
        {.header = {"users", 5}, .cells = KJ_PUT_NUMBER}};

    return kj_book_add_sheet(book, kj_text(name), columns, 4);
}

// A book of one sheet with one text cell.
static KjBookOut *book_with(KjText text)
{
    KjBookOut *book = kj_book_new(KJ_EN);

    kj_book_add_row(add_sheet(book, "systems"))[0] = kj_put_text(text);
    return book;
}

static void free_all(KjBookOut *book, Made *made)
{
    clear(made);
    kj_book_free(book);
}

// ---- cells --------------------------------------------------------------------------------------

TEST(cells_stand_by_their_types)
{
    KjBookOut *book = kj_book_new(KJ_EN);
    KjBookSheet *sheet = add_sheet(book, "systems");
    KjPut *row = kj_book_add_row(sheet);
    const char *xml;
    Made made;

    row[0] = kj_put_text(KJ_TEXT("4.10"));
    row[1] = kj_put_date(kj_date_from_civil((KjCivil){2026, 4, 1}));
    row[2] = kj_put_datetime(kj_datetime_at(kj_date_from_civil((KjCivil){2026, 4, 1}), 0), 43200);
    row[3] = kj_put_number(0.1);
    made = make(book);
    xml = part(&made, SHEET1);
    CHECK_HAS(xml, "t=\"s\"><v>4</v>"); // behind the four headers
    CHECK_HAS(xml, "<v>46113</v>");
    CHECK_HAS(xml, "<v>46113.5</v>");
    CHECK_HAS(xml, "<v>0.1</v>");
    CHECK_HAS(part(&made, STRINGS), "<si><t>4.10</t></si>");
    free_all(book, &made);
}

// numFmtId 49 is "@".
TEST(columns_are_formatted_for_what_people_will_type)
{
    KjBookOut *book = book_with(KJ_TEXT("(1)"));
    Made made = make(book);
    const char *styles = part(&made, "xl/styles.xml"), *xml = part(&made, SHEET1);

    CHECK_HAS(styles, "formatCode=\"yyyy-mm-dd\"");
    CHECK_HAS(styles, "formatCode=\"yyyy-mm-dd hh:mm:ss\"");
    CHECK_HAS(styles, "numFmtId=\"49\"");
    for (int i = 1; i <= 4; i++) {
        char column[40];

        snprintf(column, sizeof column, "<col min=\"%d\" max=\"%d\"", i, i);
        CHECK_HAS(xml, column);
    }
    free_all(book, &made);
}

TEST(days_that_spreadsheets_do_not_know_are_text)
{
    static const struct {
        KjCivil day;
        const char *serial, *text;
    } cases[] = {
        {{1899, 12, 31}, NULL, "<t>1899-12-31</t>"}, {{1, 1, 1}, NULL, "<t>0001-01-01</t>"},
        {{1900, 1, 1}, "<v>1</v></c><c", NULL},      {{1900, 2, 28}, "<v>59</v>", NULL},
        {{1900, 3, 1}, "<v>61</v>", NULL},           {{9999, 12, 31}, "<v>2958465</v>", NULL}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        KjBookOut *book = kj_book_new(KJ_EN);
        KjPut *row = kj_book_add_row(add_sheet(book, "systems"));
        int32_t day = kj_date_from_civil(cases[i].day);
        Made made;

        row[1] = kj_put_date(day);
        row[2] = kj_put_datetime(kj_datetime_at(day, 0) + 3600, 0);
        made = make(book);
        if (cases[i].serial) {
            CHECK_HAS(part(&made, SHEET1), cases[i].serial);
        } else {
            CHECK_HAS(part(&made, STRINGS), cases[i].text);
            CHECK_HAS(part(&made, STRINGS), "T01:00:00</t>");
        }
        free_all(book, &made);
    }
}

TEST(numbers_of_more_digits_than_spreadsheets_show_are_text)
{
    static const struct {
        double number;
        const char *cell, *text;
    } cases[] = {{0.1 + 0.2, NULL, "<t>0.30000000000000004</t>"},
                 {1234567890123456, NULL, "<t>1234567890123456</t>"},
                 {123456789012345, "<v>123456789012345</v>", NULL},
                 {-0.125, "<v>-0.125</v>", NULL}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        KjBookOut *book = kj_book_new(KJ_EN);
        Made made;

        kj_book_add_row(add_sheet(book, "systems"))[3] = kj_put_number(cases[i].number);
        made = make(book);
        if (cases[i].cell)
            CHECK_HAS(part(&made, SHEET1), cases[i].cell);
        else
            CHECK_HAS(part(&made, STRINGS), cases[i].text);
        free_all(book, &made);
    }
}

TEST(texts_are_held_whatever_is_in_them)
{
    static const struct {
        KjText text;
        const char *xml;
    } cases[] = {
        {{"=1+1", 4}, "<t>=1+1</t>"},
        {{"https://example.jp", 18}, "<t>https://example.jp</t>"},
        {{"a<b>&\"c\"", 8}, "<t>a&lt;b&gt;&amp;\"c\"</t>"},
        {{" 前後 ", 8}, "<t xml:space=\"preserve\"> 前後 </t>"},
        {{"\n始", 4}, "<t xml:space=\"preserve\">\n始</t>"},
        {{"一\n二\t三", 11}, "<t>一\n二\t三</t>"},
        {{"a\rb", 3}, "<t>a_x000D_b</t>"},
        {{"a\0\1\x1f", 4}, "<t>a_x0000__x0001__x001F_</t>"},
        {{"_x000D_", 7}, "<t>_x005F_x000D_</t>"},
        {{"_x000D_x000d_", 13}, "<t>_x005F_x000D_x005F_x000d_</t>"},
        {{"\1x000D_", 7}, "<t>_x0001_x000D_</t>"},
        {{"_x00G0_ _x000D", 14}, "<t>_x00G0_ _x000D</t>"},
        {{"\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD", 9}, "<t>_xFFFE__xFFFF_\xEF\xBF\xBD</t>"},
        {{"𠮷野家", 10}, "<t>𠮷野家</t>"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        KjBookOut *book = book_with(cases[i].text);
        Made made = make(book);

        CHECK_HAS(part(&made, STRINGS), cases[i].xml);
        CHECK_LACKS(part(&made, SHEET1), "<f>");
        CHECK_LACKS(part(&made, SHEET1), "hyperlink");
        free_all(book, &made);
    }
}

TEST(tones_are_backgrounds)
{
    KjBookOut *book = kj_book_new(KJ_EN);
    KjPut *row = kj_book_add_row(add_sheet(book, "systems"));
    Made made;

    row[0] = kj_put_text(KJ_TEXT("fail"));
    row[0].tone = KJ_TONE_BAD;
    row[3].tone = KJ_TONE_GOOD;
    made = make(book);
    CHECK_HAS(part(&made, "xl/styles.xml"), "<fgColor rgb=\"FFFFC7CE\"/>");
    CHECK_HAS(part(&made, "xl/styles.xml"), "<fgColor rgb=\"FFC6EFCE\"/>");
    CHECK_HAS(part(&made, SHEET1), "<c r=\"D2\"");
    free_all(book, &made);
}

// ---- sheets -------------------------------------------------------------------------------------

TEST(the_header_is_frozen_filtered_and_explained)
{
    KjBookColumn columns[] = {
        {.header = {"id", 2}, .required = true, .note = {"一意の名前\n例: mail", 26}},
        {.header = {"目標復旧時間", 18}}};
    KjBookOut *book = kj_book_new(KJ_EN);
    KjBookSheet *sheet = kj_book_add_sheet(book, KJ_TEXT("systems"), columns, 2);
    const char *xml, *comments;
    Made made;

    sheet->filters = true;
    sheet->title = KJ_TEXT("情報システム");
    kj_book_add_row(sheet);
    made = make(book);
    xml = part(&made, SHEET1);
    comments = part(&made, "xl/comments1.xml");
    CHECK_HAS(xml,
              "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>");
    CHECK_HAS(xml, "<autoFilter ref=\"A1:B2\"/>");
    CHECK_HAS(comments, "ref=\"A1\"");
    CHECK_HAS(comments, "情報システム\n\n一意の名前\n例: mail</t>");
    CHECK_LACKS(comments, "ref=\"B1\"");
    CHECK_HAS(part(&made, "xl/styles.xml"), "<fgColor rgb=\"FFF8CBAD\"/>"); // required
    free_all(book, &made);
}

TEST(a_headless_sheet_is_neither_frozen_nor_filtered)
{
    KjBookOut *book = kj_book_new(KJ_EN);
    KjBookSheet *sheet = add_sheet(book, "summary");
    Made made;

    sheet->headless = sheet->filters = true;
    kj_book_add_row(sheet)[0] = kj_put_text(KJ_TEXT("first"));
    made = make(book);
    CHECK_HAS(part(&made, SHEET1), "<c r=\"A1\"");
    CHECK_LACKS(part(&made, SHEET1), "<pane");
    CHECK_LACKS(part(&made, SHEET1), "autoFilter");
    CHECK_LACKS(part(&made, STRINGS), "users");
    free_all(book, &made);
}

// Ten wide characters are twenty columns; two are added, and the library adds 0.7 for the margin.
TEST(columns_are_as_wide_as_what_is_in_them_within_bounds)
{
    KjBookOut *book = kj_book_new(KJ_EN);
    KjBookSheet *sheet = add_sheet(book, "systems");
    char longest[500];
    const char *xml;
    KjPut *row;
    Made made;

    memset(longest, 'x', sizeof longest);
    row = kj_book_add_row(sheet);
    row[0] = kj_put_text(KJ_TEXT("一二三四五六七八九十\n短い"));
    row[3] = kj_put_text((KjText){longest, sizeof longest});
    made = make(book);
    xml = part(&made, SHEET1);
    CHECK_HAS(xml, "<col min=\"1\" max=\"1\" width=\"22.7109375\"");
    CHECK_HAS(xml, "<col min=\"2\" max=\"2\" width=\"8.7109375\"");
    CHECK_HAS(xml, "<col min=\"4\" max=\"4\" width=\"60.7109375\"");
    free_all(book, &made);
}

TEST(lists_of_any_length_stand_on_a_hidden_sheet)
{
    enum { MANY = 200 };
    static char texts[MANY][16];
    static KjText choices[MANY], yes_no[] = {{"○", 3}, {"×", 2}};
    KjBookColumn columns[] = {
        {.header = {"type", 4}, .choices = choices, .choice_count = MANY},
        {.header = {"base", 4}, .choices = yes_no, .choice_count = 2},
        {.header = {"up", 2}, .choices = yes_no, .choice_count = 2, .several = true}};
    KjBookOut *book = kj_book_new(KJ_EN);
    KjBookSheet *sheet = kj_book_add_sheet(book, KJ_TEXT("systems"), columns, 3);
    const char *xml;
    Made made;

    for (int i = 0; i < MANY; i++) {
        snprintf(texts[i], sizeof texts[i], "choice %d", i);
        choices[i] = kj_text(texts[i]);
    }
    sheet->blank_rows = 100;
    kj_book_add_row(sheet);
    made = make(book);
    xml = part(&made, SHEET1);
    CHECK_HAS(xml, "sqref=\"A2:A102\"><formula1>_lists!$A$1:$A$200</formula1>");
    CHECK_HAS(xml, "sqref=\"B2:B102\"><formula1>_lists!$B$1:$B$2</formula1>");
    CHECK_HAS(xml, "sqref=\"C2:C102\"><formula1>_lists!$B$1:$B$2</formula1>");
    CHECK_HAS(xml, "errorStyle=\"warning\"");
    CHECK_HAS(part(&made, "xl/workbook.xml"),
              "<sheet name=\"_lists\" sheetId=\"2\" state=\"hidden\"");
    CHECK_HAS(part(&made, STRINGS), "<t>choice 199</t>");
    free_all(book, &made);
}

TEST(hidden_sheets_are_hidden_and_the_first_other_is_shown)
{
    KjBookOut *book = kj_book_new(KJ_EN);
    Made made;

    add_sheet(book, "_guide")->hidden = true;
    add_sheet(book, "systems");
    made = make(book);
    CHECK_HAS(part(&made, "xl/workbook.xml"),
              "<sheet name=\"_guide\" sheetId=\"1\" state=\"hidden\"");
    CHECK_HAS(part(&made, "xl/workbook.xml"), "activeTab=\"1\"");
    free_all(book, &made);
}

TEST(a_sheet_stays_where_it_is_while_others_are_added)
{
    KjBookOut *book = kj_book_new(KJ_EN);
    KjBookSheet *first = add_sheet(book, "s0");
    char names[40][8];
    Made made;

    for (int i = 1; i < 40; i++) {
        snprintf(names[i], sizeof names[i], "s%d", i);
        add_sheet(book, names[i]);
        kj_book_add_row(first)[3] = kj_put_number(i);
    }
    made = make(book);
    CHECK(made.made);
    CHECK_HAS(part(&made, SHEET1), "<c r=\"D40\"");
    free_all(book, &made);
}

// ---- the same bytes, and nothing left behind ----------------------------------------------------

TEST(the_same_book_gives_the_same_bytes)
{
    KjBookOut *book = book_with(KJ_TEXT("認証基盤"));
    Made a, b;

    book->title = KJ_TEXT("台帳");
    book->sheets[0]->columns[0].note = KJ_TEXT("a note");
    a = make(book);
    b = make(book);
    CHECK(a.made && a.bytes.len > 1000);
    CHECK(a.bytes.len == b.bytes.len && memcmp(a.bytes.data, b.bytes.data, a.bytes.len) == 0);
    CHECK_HAS(part(&a, "docProps/core.xml"), "2000-01-01T00:00:00Z");
    CHECK_HAS(part(&a, "docProps/core.xml"), "<dc:title>台帳</dc:title>");
    clear(&b);
    free_all(book, &a);
}

TEST(temporary_files_are_gone_when_it_is_done)
{
    char folder[] = "/tmp/kijun-book-XXXXXX";
    KjBookOut *book = book_with(KJ_TEXT("x"));
    Made made;

    CHECK(mkdtemp(folder) != NULL);
    setenv("TMPDIR", folder, 1);
    made = make(book);
    CHECK(made.made);
    CHECK(rmdir(folder) == 0); // it is empty
    clear(&made);
    made = make(book); // and now it does not exist
    CHECK(!made.made);
    CHECK_HAS(made.error.message, folder);
    CHECK_HAS(made.error.message, "No such file or directory");
    CHECK_INT(made.error.exit, KJ_EXIT_SYSTEM);
    unsetenv("TMPDIR");
    free_all(book, &made);
}

// ---- what xlsx cannot hold ----------------------------------------------------------------------

static void refused(KjBookOut *book, const char *why)
{
    Made made = make(book);

    CHECK(!made.made);
    CHECK_INT(made.bytes.len, 0);
    CHECK_HAS(made.error.message, why);
    free_all(book, &made);
}

TEST(names_that_spreadsheets_refuse_are_errors)
{
    static const struct {
        const char *name, *why;
    } cases[] = {
        {"", "no name"},
        {"abcdefghijklmnopqrstuvwxyz123456", "more than 31"},
        {"𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷", "more than 31"},
        {"a/b", "may not contain"},
        {"a[1]", "may not contain"},
        {"'a", "begin or end"},
        {"History", "keep for themselves"},
        {"_Lists", "taken for lists"},
        {"a\xff", "not UTF-8"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        KjBookOut *book = kj_book_new(KJ_EN);

        add_sheet(book, cases[i].name);
        refused(book, cases[i].why);
    }
}

TEST(two_sheets_of_one_name_are_an_error)
{
    KjBookOut *book = kj_book_new(KJ_JA);

    add_sheet(book, "systems");
    add_sheet(book, "Systems");
    refused(book, "シート Systems: 同じ名前");
    refused(kj_book_new(KJ_EN), "needs a sheet");
}

// 32,767 characters fit, one more does not; what is escaped counts as it stands in the file.
TEST(texts_are_never_cut)
{
    char *text = malloc(40000);
    KjBookOut *book;
    Made made;

    memset(text, 'x', 40000);
    book = book_with((KjText){text, 32767});
    made = make(book);
    CHECK(made.made);
    free_all(book, &made);
    refused(book_with((KjText){text, 32768}), "sheet systems, cell A2: has more than 32,767");
    memset(text, '\1', 40000);
    refused(book_with((KjText){text, 5000}), "32,767");
    free(text);
    refused(book_with(KJ_TEXT("\xff")), "cell A2: is not UTF-8");
}

TEST(numbers_that_are_none_are_errors)
{
    KjBookOut *book = kj_book_new(KJ_EN);

    kj_book_add_row(add_sheet(book, "systems"))[3] = kj_put_number(1e308 * 10);
    refused(book, "cell D2: is not a number");
}

TEST(rows_and_columns_have_their_most)
{
    KjBookColumn column = {.header = {"n", 1}}, *many = calloc(16385, sizeof *many);
    KjBookOut *book = kj_book_new(KJ_EN);
    KjBookSheet *sheet = kj_book_add_sheet(book, KJ_TEXT("rows"), &column, 1);

    while (sheet->row_count < 1048576)
        kj_book_add_row(sheet);
    refused(book, "1,048,576 rows");
    book = kj_book_new(KJ_EN);
    kj_book_add_sheet(book, KJ_TEXT("columns"), many, 16385);
    refused(book, "16,384 columns");
    free(many);
}

int main(void)
{
    return RUN(cells_stand_by_their_types, columns_are_formatted_for_what_people_will_type,
               days_that_spreadsheets_do_not_know_are_text,
               numbers_of_more_digits_than_spreadsheets_show_are_text,
               texts_are_held_whatever_is_in_them, tones_are_backgrounds,
               the_header_is_frozen_filtered_and_explained,
               a_headless_sheet_is_neither_frozen_nor_filtered,
               columns_are_as_wide_as_what_is_in_them_within_bounds,
               lists_of_any_length_stand_on_a_hidden_sheet,
               hidden_sheets_are_hidden_and_the_first_other_is_shown,
               a_sheet_stays_where_it_is_while_others_are_added, the_same_book_gives_the_same_bytes,
               temporary_files_are_gone_when_it_is_done, names_that_spreadsheets_refuse_are_errors,
               two_sheets_of_one_name_are_an_error, texts_are_never_cut,
               numbers_that_are_none_are_errors, rows_and_columns_have_their_most);
}
