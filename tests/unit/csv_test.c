// The CSV reader: where cells begin and end, encodings, and what is told about broken files.
#include "engine/base/date.h"
#include "tests/unit/table_check.h"

#include <stdlib.h>

static void check_bytes(const char *data, size_t len, const char *expected, const char *told)
{
    // on the heap in its exact size, so that a sanitizer sees a read past its end
    char *copy = malloc(len ? len : 1);
    CHECK(copy != NULL);
    if (!copy)
        return;
    memcpy(copy, data, len);
    check_table(kj_csv_read, "f.csv", copy, len, KJ_EN, expected, told);
    free(copy);
}

#define READS(literal, expected) check_bytes(literal, sizeof(literal) - 1, expected, "")
#define TELLS(literal, expected, told) check_bytes(literal, sizeof(literal) - 1, expected, told)

// ---- cells ----

TEST(commas_and_lines_divide_cells)
{
    READS("id,name\nmail,Mail\n", "A1'id' B1'name' A2'mail' B2'Mail'");
    READS("id,name\r\nmail,Mail\r\n", "A1'id' B1'name' A2'mail' B2'Mail'");
    READS("id,name\rmail,Mail\r", "A1'id' B1'name' A2'mail' B2'Mail'");
    READS("a\r\nb\nc\rd", "A1'a' A2'b' A3'c' A4'd'");
    READS("a", "A1'a'");
    READS("", "");
    READS("\n\n", "");
}

TEST(empty_cells_and_lines_are_not_there_but_count)
{
    READS(",b,,d,\n\n\r\n,,c", "B1'b' D1'd' C4'c'");
    READS("\"\",x,\"\"", "B1'x'");
    READS("\r\rx", "A3'x'");
}

TEST(spaces_are_kept)
{
    READS(" a , b\t,\xE3\x80\x80"
          "c ",
          "A1' a ' B1' b\t' C1'\xE3\x80\x80"
          "c '");
}

TEST(quotes_hold_commas_quotes_and_line_breaks)
{
    READS("\"a,b\",\"say \"\"yes\"\"\",c", "A1'a,b' B1'say \"yes\"' C1'c'");
    READS("\"a\nb\",\"c\r\nd\",\"e\rf\"\nx", "A1'a\nb' B1'c\nd' C1'e\nf' A2'x'");
    READS("\"\"\"\",\"\"\"\"\"\"", "A1'\"' B1'\"\"'");
    READS("\"a\"\r\n\"b\"", "A1'a' A2'b'");
    READS("\"\r\n\",\"\"\"\r\"", "A1'\n' B1'\"\n'");
}

TEST(a_record_of_several_lines_is_one_row)
{
    READS("\"1\n2\n3\",x\ny", "A1'1\n2\n3' B1'x' A2'y'");
}

TEST(the_apostrophe_before_formula_like_text_is_taken_away)
{
    READS("'=1,'+1,'-1,'@x,''a,'\tb", "A1'=1' B1'+1' C1'-1' D1'@x' E1''a' F1'\tb'");
    READS("\"'=1\",'＝１,'＋,'－,'＠", "A1'=1' B1'＝１' C1'＋' D1'－' E1'＠'");
    READS("','a,a'=,'26,\"'\"", "A1''' B1''a' C1'a'=' D1''26' E1'''");
}

TEST(what_looks_like_a_formula_or_a_number_is_text)
{
    READS("=1+1,0010,1e3,2026/4/1,TRUE", "A1'=1+1' B1'0010' C1'1e3' D1'2026/4/1' E1'TRUE'");
}

TEST(a_sheet_has_the_name_of_its_file)
{
    KjDiags diags;
    KjBook book;
    kj_diags_init(&diags, KJ_EN);
    CHECK(kj_csv_read(&book, "a/b.c/systems.CSV", "x", 1, &diags));
    CHECK_INT(book.count, 1);
    CHECK_STR(book.sheets[0].name.data, "systems");
    CHECK_STR(book.sheets[0].place, "a/b.c/systems.CSV\x1f");
    CHECK(!book.since_1904);
    kj_book_clear(&book);
    CHECK(kj_csv_read(&book, "システム", "x", 1, &diags));
    CHECK_STR(book.sheets[0].name.data, "システム");
    kj_book_clear(&book);
    kj_diags_clear(&diags);
}

// ---- encodings ----

TEST(utf8_is_read_with_and_without_byte_order_mark)
{
    READS("電子,メール", "A1'電子' B1'メール'");
    READS("\xEF\xBB\xBF電子,メール", "A1'電子' B1'メール'");
    READS("\xEF\xBB\xBF\"電子\"", "A1'電子'");
    READS("\xEF\xBB\xBF", "");
}

TEST(cp932_is_read)
{
    // 表 ends in the byte of a backslash, ー of half width is one byte, ① and ～ are Windows' own
    READS("\x93\x64\x8E\x71,\x95\x5C\r\n\xD2\xB0\xD9,\x87\x40\x81\x60\x5C",
          "A1'電子' B1'表' A2'ﾒｰﾙ' B2'①～\\'");
    READS("\"\x93\x64\"\"\x8E\x71\"", "A1'電\"子'");
    READS("'\x81\x81"
          "1",
          "A1'＝1'");
}

TEST(utf16_is_refused)
{
    const char *told =
        "f.csv: error: the file is in UTF-16; save it as 'CSV UTF-8 (comma delimited)'\n";
    TELLS("\xFF\xFE"
          "a\0",
          "", told);
    TELLS("\xFE\xFF\0a", "", told);
}

TEST(a_nul_is_told_with_its_cell)
{
    TELLS("a,b\nc,d\0,e", "",
          "f.csv:B2: error: NUL character: the file is no text, or damaged; save it as 'CSV UTF-8 "
          "(comma delimited)'\n");
}

TEST(control_characters_are_told_with_their_cell)
{
    TELLS("a\tb,\"a\nb\",a\xC2\x85,a\x01,b\x7F,c\xC2\x80,d",
          "A1'a\tb' B1'a\nb' C1'a\xC2\x85' D1! E1! F1! G1'd'",
          "f.csv:D1: error: the value holds the control character U+0001; remove it\n"
          "f.csv:E1: error: the value holds the control character U+007F; remove it\n"
          "f.csv:F1: error: the value holds the control character U+0080; remove it\n");
}

TEST(bytes_of_no_encoding_are_told_with_their_cell)
{
    TELLS("a,b\n\"x\ny\",\xFF\n", "",
          "f.csv:B2: error: neither valid UTF-8 nor valid CP932 (Shift_JIS) at byte 11 (0xFF); "
          "save the file as 'CSV UTF-8 (comma delimited)'\n");
    TELLS("a\n\x93\x64,\x93", "",
          "f.csv:B2: error: neither valid UTF-8 nor valid CP932 (Shift_JIS) at byte 6 (0x93); "
          "save the file as 'CSV UTF-8 (comma delimited)'\n");
    TELLS("\xEF\xBB\xBF"
          "a,\x93\x64",
          "",
          "f.csv:B1: error: the file is marked as UTF-8 but is not valid at byte 6 (0x93); save it "
          "as 'CSV UTF-8 (comma delimited)'\n");
}

TEST(a_mixture_of_encodings_is_told_where_it_changes)
{
    const char *b2 = "f.csv:B2: error: the file mixes UTF-8 with something else, such as CP932 "
                     "(Shift_JIS), from byte %d on; save all of it as 'CSV UTF-8 (comma "
                     "delimited)'\n";
    char told[300];
    snprintf(told, sizeof told, b2, 16);
    TELLS("id,電子\nmail,\x93\x64\x8E\x71\n", "", told);
    snprintf(told, sizeof told, b2, 14);
    TELLS("id,\x93\x64\x8E\x71\nmail,電子\n", "", told);
    // valid as CP932 throughout, though rubbish
    snprintf(told, sizeof told, b2, 11);
    TELLS("\x93\x64\x8E\x71,b\nab,電子箱庭\n", "", told);
}

TEST(the_end_of_a_cut_file_is_told)
{
    TELLS("a,電子\nb,電\xE5\xAD", "",
          "f.csv:B2: error: the file mixes UTF-8 with something else, such as CP932 (Shift_JIS), "
          "from byte 15 on; save all of it as 'CSV UTF-8 (comma delimited)'\n");
}

// ---- broken quotes ----

TEST(a_quote_within_a_cell_is_told_and_reading_goes_on)
{
    TELLS("a\"b,c\nd", "A1! B1'c' A2'd'",
          "f.csv:A1: error: a quote '\"' stands within the cell; put the whole cell in quotes and "
          "write '\"\"' for each quote inside\n");
    TELLS(" \"a\",b", "A1! B1'b'",
          "f.csv:A1: error: a quote '\"' stands within the cell; put the whole cell in quotes and "
          "write '\"\"' for each quote inside\n");
}

TEST(text_behind_a_closing_quote_is_told_and_reading_goes_on)
{
    TELLS("\"a\"b,c\n\"d\" ,e", "A1! B1'c' A2! B2'e'",
          "f.csv:A1: error: text follows the closing quote '\"'; put all of the cell in the quotes "
          "and write '\"\"' for each quote inside\n"
          "f.csv:A2: error: text follows the closing quote '\"'; put all of the cell in the quotes "
          "and write '\"\"' for each quote inside\n");
}

TEST(a_quote_that_never_closes_is_told_where_it_begins)
{
    TELLS("a,b\nc,\"d\ne,f", "A1'a' B1'b' A2'c' B2!",
          "f.csv:B2: error: the quote '\"' that begins here is never closed, and nothing after it "
          "was read; write '\"' at the end of the cell\n");
    TELLS("\"", "A1!",
          "f.csv:A1: error: the quote '\"' that begins here is never closed, and nothing after it "
          "was read; write '\"' at the end of the cell\n");
    TELLS("\"a\"\"", "A1!",
          "f.csv:A1: error: the quote '\"' that begins here is never closed, and nothing after it "
          "was read; write '\"' at the end of the cell\n");
}

TEST(problems_are_told_in_japanese)
{
    const char data[] = "a,b\"";
    check_table(kj_csv_read, "f.csv", data, sizeof data - 1, KJ_JA, "A1'a' B1!",
                "f.csv:B1: error: 引用符「\"」がセルの途中にあります。セル全体を「\"」で囲み、"
                "中の「\"」は「\"\"」と書いてください\n");
}

// ---- limits ----

static char *repeated(char byte, size_t count)
{
    char *bytes = malloc(count + 8);
    if (!bytes)
        exit(2);
    memset(bytes, byte, count);
    return bytes;
}

TEST(text_up_to_the_limit_is_read)
{
    char *data = repeated('x', KJ_TABLE_MAX_TEXT + 1);
    data[KJ_TABLE_MAX_TEXT + 1] = ',';
    data[KJ_TABLE_MAX_TEXT + 2] = 'y';
    check_table(kj_csv_read, "f.csv", data, KJ_TABLE_MAX_TEXT, KJ_EN, NULL, "");
    check_table(kj_csv_read, "f.csv", data, KJ_TABLE_MAX_TEXT + 3, KJ_EN, "A1! B1'y'",
                "f.csv:A1: error: the cell's text is too long (at most 32767 characters); shorten "
                "it, or look for a quote that is not closed\n");
    free(data);
}

TEST(the_limit_of_text_counts_characters)
{
    KjBuf data;
    kj_buf_init(&data, 0);
    for (int i = 0; i < KJ_TABLE_MAX_TEXT; i++)
        kj_buf_puts(&data, "箱");
    check_table(kj_csv_read, "f.csv", data.data, data.len, KJ_EN, NULL, "");
    kj_buf_clear(&data);
}

TEST(columns_and_rows_have_limits)
{
    char *data = repeated(',', KJ_TABLE_MAX_COLUMNS);
    data[KJ_TABLE_MAX_COLUMNS - 1] = 'x';
    check_table(kj_csv_read, "f.csv", data, KJ_TABLE_MAX_COLUMNS, KJ_EN, "XFD1'x'", "");
    data[KJ_TABLE_MAX_COLUMNS - 1] = ',';
    check_table(kj_csv_read, "f.csv", data, KJ_TABLE_MAX_COLUMNS, KJ_EN, "",
                "f.csv:XFE1: error: too many columns (at most 16384); look for commas that do not "
                "belong there\n");
    free(data);
    data = repeated('\n', KJ_TABLE_MAX_ROWS);
    data[KJ_TABLE_MAX_ROWS - 1] = 'x';
    check_table(kj_csv_read, "f.csv", data, KJ_TABLE_MAX_ROWS, KJ_EN, "A1048576'x'", "");
    data[KJ_TABLE_MAX_ROWS - 1] = '\n';
    data[KJ_TABLE_MAX_ROWS] = 'x';
    check_table(kj_csv_read, "f.csv", data, KJ_TABLE_MAX_ROWS + 1, KJ_EN, "",
                "f.csv:A1048577: error: too many rows (at most 1048576); split the file into "
                "several\n");
    free(data);
}

TEST(cells_have_a_limit)
{
    size_t count = KJ_TABLE_MAX_CELLS + 1;
    char *data = repeated(',', 2 * count);
    for (size_t i = 0; i < count; i++) {
        data[2 * i] = 'x';
        if (i % 10000 == 9999)
            data[2 * i + 1] = '\n';
    }
    KjDiags diags;
    KjBook book;
    kj_diags_init(&diags, KJ_EN);
    CHECK(!kj_csv_read(&book, "f.csv", data, 2 * count, &diags));
    CHECK_INT(book.sheets[0].count, KJ_TABLE_MAX_CELLS);
    CHECK_INT(diags.count, 1);
    CHECK_STR(diags.items[0].body, "too many cells (at most 8388608); split the file into several");
    CHECK_INT(diags.items[0].place.line, 839);
    CHECK_INT(diags.items[0].place.column, 8609);
    kj_book_clear(&book);
    kj_diags_clear(&diags);
    free(data);
}

TEST(files_have_a_limit)
{
    char byte = 0; // nothing is read of what is too large
    check_table(kj_csv_read, "f.csv", &byte, KJ_TABLE_MAX_BYTES + 1, KJ_EN, "",
                "f.csv: error: the file is too large (67108865 bytes, at most 67108864); split it "
                "into several\n");
}

// ---- days of serial numbers ----

static void check_day(bool since_1904, double serial, int year, int month, int day, int second)
{
    KjBook book = {.since_1904 = since_1904};
    int32_t date = 0, found = -1;
    CHECK(kj_serial_day(&book, serial, &date, &found));
    CHECK_INT(date, kj_date_from_civil((KjCivil){year, month, day}));
    CHECK_INT(found, second);
}

static void check_no_day(bool since_1904, double serial)
{
    KjBook book = {.since_1904 = since_1904};
    int32_t date, second;
    CHECK(!kj_serial_day(&book, serial, &date, &second));
}

TEST(serial_numbers_are_days)
{
    check_day(false, 1, 1900, 1, 1, 0);
    check_day(false, 59, 1900, 2, 28, 0);
    check_day(false, 61, 1900, 3, 1, 0);
    check_day(false, 25569, 1970, 1, 1, 0);
    check_day(false, 46113, 2026, 4, 1, 0);
    check_day(false, 2958465, 9999, 12, 31, 0);
    check_day(true, 1, 1904, 1, 2, 0);
    check_day(true, 60, 1904, 3, 1, 0);
    check_day(true, 44651, 2026, 4, 1, 0);
    check_day(true, 2957003, 9999, 12, 31, 0);
}

TEST(fractions_are_times_of_day_to_the_nearest_second)
{
    check_day(false, 46113.4375, 2026, 4, 1, 37800);
    check_day(false, 46113.99999, 2026, 4, 1, 86399);
    check_day(false, 46113.999999, 2026, 4, 2, 0);
    check_day(false, 46113.0000001, 2026, 4, 1, 0);
    check_day(false, 60.9999999, 1900, 3, 1, 0);
}

TEST(other_serial_numbers_are_no_days)
{
    check_no_day(false, 0);
    check_no_day(false, 0.99);
    check_no_day(false, -1);
    check_no_day(false, 60);
    check_no_day(false, 60.5);
    check_no_day(false, 59.9999999);
    check_no_day(false, 2958466);
    check_no_day(false, 2958465.9999999);
    check_no_day(false, 1e300);
    check_no_day(false, 0.0 / 0.0);
    check_no_day(true, 0.5);
    check_no_day(true, 2957004);
}

int main(void)
{
    return RUN(commas_and_lines_divide_cells, empty_cells_and_lines_are_not_there_but_count,
               spaces_are_kept, quotes_hold_commas_quotes_and_line_breaks,
               a_record_of_several_lines_is_one_row,
               the_apostrophe_before_formula_like_text_is_taken_away,
               what_looks_like_a_formula_or_a_number_is_text, a_sheet_has_the_name_of_its_file,
               utf8_is_read_with_and_without_byte_order_mark, cp932_is_read, utf16_is_refused,
               a_nul_is_told_with_its_cell, control_characters_are_told_with_their_cell,
               bytes_of_no_encoding_are_told_with_their_cell,
               a_mixture_of_encodings_is_told_where_it_changes, the_end_of_a_cut_file_is_told,
               a_quote_within_a_cell_is_told_and_reading_goes_on,
               text_behind_a_closing_quote_is_told_and_reading_goes_on,
               a_quote_that_never_closes_is_told_where_it_begins, problems_are_told_in_japanese,
               text_up_to_the_limit_is_read, the_limit_of_text_counts_characters,
               columns_and_rows_have_limits, cells_have_a_limit, files_have_a_limit,
               serial_numbers_are_days, fractions_are_times_of_day_to_the_nearest_second,
               other_serial_numbers_are_no_days);
}
