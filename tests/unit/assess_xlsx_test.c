// The workbook of a run, read back by the program's own reader.
#include "engine/base/place.h"
#include "engine/base/version.h"
#include "engine/ingest/table.h"
#include "engine/output/assess.h"
#include "tests/unit/check.h"
#include "tests/unit/output_fixture.h"

#include <stdlib.h>

typedef struct Made {
    KjBuf bytes;
    KjError error;
    KjBook book;
    KjDiags diags;
    char *dump; // of one sheet
} Made;

static Made made_of(const KjView *view, const KjRun *run)
{
    Made made = {.error = {.message = ""}};

    kj_buf_init(&made.bytes, 0);
    kj_diags_init(&made.diags, KJ_EN);
    CHECK(kj_assess_xlsx(&made.bytes, view, run, &made.error));
    CHECK_STR(made.error.message, "");
    CHECK(kj_xlsx_read(&made.book, "run.xlsx", made.bytes.data, made.bytes.len, &made.diags));
    CHECK_INT(made.diags.count, 0);
    return made;
}

static void clear(Made *made)
{
    free(made->dump);
    kj_book_clear(&made->book);
    kj_diags_clear(&made->diags);
    kj_buf_clear(&made->bytes);
}

static const KjSheet *sheet_named(const Made *made, const char *name)
{
    for (size_t i = 0; i < made->book.count; i++)
        if (kj_text_is(made->book.sheets[i].name, name))
            return &made->book.sheets[i];
    CHECK(false);
    return &made->book.sheets[0];
}

// "A1 text" per line.
static const char *dump(Made *made, const char *name)
{
    const KjSheet *sheet = sheet_named(made, name);
    KjBuf out;

    kj_buf_init(&out, 0);
    for (size_t i = 0; i < sheet->count; i++) {
        const KjSheetCell *cell = &sheet->cells[i];
        char column[KJ_CELL_NAME_BYTES];

        kj_column_name(cell->column, column);
        kj_buf_printf(&out, "%s%u %.*s\n", column, (unsigned)cell->row, (int)cell->text.len,
                      cell->text.data);
    }
    free(made->dump);
    made->dump = strdup(out.data ? out.data : "");
    kj_buf_clear(&out);
    return made->dump;
}

#define CHECK_HAS(text, wanted) check_has(text, wanted, __FILE__, __LINE__)
static void check_has(const char *text, const char *wanted, const char *file, int line)
{
    if (strstr(text, wanted))
        return;
    check_failed = true;
    printf("%s:%d: not there: %s\n in %s\n", file, line, wanted, text);
}

TEST(findings_are_all_but_pass_and_not_applicable)
{
    KjView view = fixture_view(KJ_EN);
    Made made = made_of(&view, &fixture_run);
    const char *sheet = dump(&made, "Findings");

    CHECK_HAS(sheet, "K1 verdict\nL1 message\nM1 missing\nN1 underlying\nO1 settled_by\n");
    CHECK_HAS(sheet, "A2 reiji\nB2 例示省\nC2 base\nD2 base/2.1(1)-4\n"
                     "E2 Base systems recover first\nF2 recommended\nG2 continuity_owner\n"
                     "H2 System\nI2 system:auth\nJ2 認証基盤\nK2 fail\n"
                     "L2 「rto < 2時間」が成り立ちません（rto = 6時間）\nP2 Shorten the base");
    CHECK_HAS(sheet, "Q2 Recovery guide edition 3 2.1(1)-4\nR2 data.yaml\nS2 9\n");
    CHECK_HAS(sheet, "K3 unknown\nM3 system:dns RTO [rto]\n");
    CHECK_HAS(sheet, "K4 waived\nN4 fail\nO4 exception:e1\n");
    CHECK_HAS(sheet, "K6 unknown\n");
    CHECK(strstr(sheet, "system:mail") == NULL); // it passes
    CHECK(strstr(sheet, "A7") == NULL);
    clear(&made);
}

TEST(the_overview_tells_day_packs_and_totals)
{
    KjView view = fixture_view(KJ_JA);
    Made made = made_of(&view, &fixture_run);

    CHECK_STR(dump(&made, "概要"),
              "A1 kijun " KJ_VERSION "\nA2 判定日\nB2 令和8年11月20日\nA3 組織\nB3 1\n"
              "A5 基準パック\nB5 版\nC5 名称\nD5 ハッシュ値\n"
              "A6 common\nB6 1.0.0\nC6 共通\nD6 00\nA7 base\nB7 1.2.0\nC7 復旧の基準\nD7 ab\n"
              "A9 判定\nB9 計\nA10 適合\nB10 1\nA11 一部適合\nB11 0\nA12 不適合\nB12 1\n"
              "A13 未確認\nB13 3\nA14 例外措置\nB14 1\nA15 対象外\nB15 0\nA16 処理エラー\nB16 0\n");
    CHECK_STR(dump(&made, "組織別"),
              "A1 組織ID\nB1 組織名\nC1 適合\nD1 一部適合\nE1 不適合\nF1 未確認\nG1 例外措置\n"
              "H1 対象外\nI1 処理エラー\n"
              "A2 reiji\nB2 例示省\nC2 1\nD2 0\nE2 1\nF2 3\nG2 1\nH2 0\nI2 0\n");
    clear(&made);
}

TEST(an_organization_has_a_sheet_with_counts_departures_and_excuses)
{
    KjView view = fixture_view(KJ_JA);
    Made made = made_of(&view, &fixture_run);
    const char *sheet = dump(&made, "reiji");

    CHECK_HAS(sheet,
              "A1 reiji\nB1 例示省\nA2 判定日\nB2 令和8年11月20日\nA4 基準パック別\nC4 適合\n");
    CHECK_HAS(sheet, "A5 base\nB5 復旧の基準\nC5 1\nD5 0\nE5 1\nF5 3\nG5 1\nH5 0\nI5 0\n");
    CHECK_HAS(sheet, "A7 章節別\nB7 章節\n");
    CHECK_HAS(sheet, "A8 base\nB8 2.1\nC8 1\nD8 0\nE8 1\nF8 2\nG8 1\nH8 0\nI8 0\n"
                     "A9 base\nB9 2.2\nC9 0\nD9 0\nE9 0\nF9 1\nG9 0\nH9 0\nI9 0\n");
    CHECK_HAS(sheet, "A12 base/limit\nB12 復旧の上限\nC12 2時間\nD12 4時間\nE12 緩める変更\n"
                     "F12 要員が足りない\nH12 data.yaml:5\n");
    CHECK_HAS(sheet, "A15 base/2.1(1)-4\nB15 基盤システムは利用側より早く復旧する\n"
                     "C15 system:old\nD15 不適合\nE15 exception:e1\n");
    clear(&made);
}

// A run of organisations without anything else.
static KjRun run_of(KjOrgResult *organizations, const char *const *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        organizations[i] = (KjOrgResult){.id = kj_text(ids[i]), .name = kj_text(ids[i])};
    return (KjRun){.as_of = 20777, .organizations = organizations, .organization_count = count};
}

TEST(names_of_sheets_are_what_spreadsheets_allow_and_each_is_there_once)
{
    static const char *const ids[] = {"a*b",
                                      "A-B",
                                      "history",
                                      "Findings",
                                      "_hidden",
                                      "o'brien",
                                      "office-of-the-very-long-name-north",
                                      "office-of-the-very-long-name-north-west",
                                      "𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷"};
    static const char *const names[] = {"a-b",
                                        "A-B~2",
                                        "history~2",
                                        "Findings~2",
                                        "-hidden",
                                        "o-brien",
                                        "office-of-the-very-long-name-no",
                                        "office-of-the-very-long-nam~2",
                                        "𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷"};
    enum { COUNT = sizeof ids / sizeof *ids };
    KjOrgResult organizations[COUNT];
    KjRun run = run_of(organizations, ids, COUNT);
    KjView view = fixture_view(KJ_EN);
    Made made = made_of(&view, &run);

    CHECK_INT(made.book.count, 3 + COUNT);
    for (size_t i = 0; i < COUNT && i + 3 < made.book.count; i++) {
        CHECK_STR(made.book.sheets[i + 3].name.data, names[i]);
        CHECK_HAS(dump(&made, names[i]), ids[i]); // the id as it is stands in the sheet
    }
    clear(&made);
}

TEST(beyond_two_hundred_organizations_their_sheets_are_left_out_and_that_is_said)
{
    enum { MANY = 201 };
    static char texts[MANY][8];
    static const char *ids[MANY];
    static KjOrgResult organizations[MANY];
    KjView view = fixture_view(KJ_EN);
    Made made;
    KjRun run;

    for (int i = 0; i < MANY; i++) {
        snprintf(texts[i], sizeof texts[i], "o%d", i);
        ids[i] = texts[i];
    }
    run = run_of(organizations, ids, MANY - 1);
    made = made_of(&view, &run);
    CHECK_INT(made.book.count, 3 + MANY - 1);
    CHECK(strstr(dump(&made, "Overview"), "too many organizations") == NULL);
    clear(&made);
    run = run_of(organizations, ids, MANY);
    made = made_of(&view, &run);
    CHECK_INT(made.book.count, 3);
    CHECK_HAS(dump(&made, "Overview"), "too many organizations");
    CHECK_HAS(dump(&made, "Organizations"), "A202 o200");
    clear(&made);
}

static KjDerived derived_text(int32_t field, const char *value)
{
    return (KjDerived){.kind = SYSTEM,
                       .id = KJ_TEXT("s"),
                       .field = field,
                       .value = value ? kj_value_text(kj_text(value)) : kj_value_none()};
}

// The phone stands in a group that is sensitive.
TEST(derived_values_that_sort_records_are_counted_but_for_secrets_and_many)
{
    static const char *const ids[] = {"reiji"};
    KjDerived derived[40];
    KjOrgResult organization;
    KjRun run = run_of(&organization, ids, 1);
    KjView view = fixture_view(KJ_EN);
    const char *sheet;
    char many[13][4];
    size_t count = 0;
    Made made;

    fixture_fields[S_NAME].derived = fixture_fields[S_PHONE].derived = true;
    derived[count++] = derived_text(S_NAME, "B");
    derived[count++] = derived_text(S_NAME, NULL);
    derived[count++] = derived_text(S_NAME, "A");
    derived[count++] = derived_text(S_NAME, "B");
    derived[count++] = derived_text(S_PHONE, "0312345678");
    organization.derived = derived;
    organization.derived_count = count;
    made = made_of(&view, &run);
    sheet = dump(&made, "reiji");
    CHECK_HAS(sheet, "B9 Name [name]\nC9 A\nD9 1\n");
    CHECK_HAS(sheet, "C10 B\nD10 2\n");
    CHECK_HAS(sheet, "C11 no value\nD11 1\n");
    CHECK(strstr(sheet, "0312345678") == NULL);
    clear(&made);
    view.show_sensitive = true;
    made = made_of(&view, &run);
    CHECK_HAS(dump(&made, "reiji"), "0312345678");
    clear(&made);
    for (int i = 0; i < 13; i++) {
        snprintf(many[i], sizeof many[i], "v%d", i);
        derived[i] = derived_text(S_NAME, many[i]);
    }
    organization.derived_count = 13;
    made = made_of(&view, &run);
    CHECK(strstr(dump(&made, "reiji"), "v1") == NULL);
    clear(&made);
    fixture_fields[S_NAME].derived = fixture_fields[S_PHONE].derived = false;
}

TEST(places_in_tables_are_cells)
{
    KjPlace before = fixture_judgements[0].place;
    KjView view = fixture_view(KJ_EN);
    Made made;

    fixture_judgements[0].place = (KjPlace){"ledger.xlsx\x1fsystems", 5, 3};
    made = made_of(&view, &fixture_run);
    CHECK_HAS(dump(&made, "Findings"), "R2 ledger.xlsx\nS2 systems!C5\n");
    clear(&made);
    fixture_judgements[0].place = before;
}

TEST(the_same_run_gives_the_same_bytes)
{
    KjView view = fixture_view(KJ_JA);
    Made a = made_of(&view, &fixture_run), b = made_of(&view, &fixture_run);

    CHECK(a.bytes.len == b.bytes.len && memcmp(a.bytes.data, b.bytes.data, a.bytes.len) == 0);
    clear(&a);
    clear(&b);
}

int main(void)
{
    return RUN(findings_are_all_but_pass_and_not_applicable,
               the_overview_tells_day_packs_and_totals,
               an_organization_has_a_sheet_with_counts_departures_and_excuses,
               names_of_sheets_are_what_spreadsheets_allow_and_each_is_there_once,
               beyond_two_hundred_organizations_their_sheets_are_left_out_and_that_is_said,
               derived_values_that_sort_records_are_counted_but_for_secrets_and_many,
               places_in_tables_are_cells, the_same_run_gives_the_same_bytes);
}
