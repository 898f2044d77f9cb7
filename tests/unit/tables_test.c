// Sheets of cells as records: what is read, and what is told about everything that is wrong. CSV
// carries most of it; what only workbooks hold is put together by hand.
#include "engine/base/place.h"
#include "engine/ingest/table_list.h"
#include "engine/ingest/table_number.h"
#include "tests/unit/ingest_read.h"

// ---- helpers ----

typedef struct Csv {
    const char *path, *text;
} Csv;

// An organisation and so many files more.
static Read read_csv(const Csv *files, size_t count)
{
    KjFile list[8] = {file("organization.csv", "id,name\no,O\n")};
    for (size_t i = 0; i < count; i++)
        list[i + 1] = file(files[i].path, files[i].text);
    return read_files(list, count + 1, KJ_EN);
}

static void check_files(const Csv *files, size_t count, const char *expected)
{
    Read read = read_csv(files, count);
    CHECK_STR(read.told.data, expected);
    clear(&read);
}

// All that is told about one file beside the organisation's.
static void check_file(const char *path, const char *text, const char *expected)
{
    Csv csv = {path, text};
    check_files(&csv, 1, expected);
}

static void check_systems(const char *text, const char *expected)
{
    check_file("systems.csv", text, expected);
}

// What is told about one cell of one column of a system whose id and name are given.
static void check_cell(const char *header, const char *cell, const char *expected)
{
    char text[1024];
    snprintf(text, sizeof text, "id,name,%s\nm,n,%s\n", header, cell);
    check_systems(text, expected);
}

static Read read_cell(const char *header, const char *cell)
{
    char text[1024];
    snprintf(text, sizeof text, "id,name,%s\nm,n,%s\n", header, cell);
    Csv csv = {"systems.csv", text};
    Read read = read_csv(&csv, 1);
    CHECK_STR(read.told.data, "");
    return read;
}

static bool has(Read *read, int kind, const char *id, const char *field)
{
    return value_of(read, kind, id, field).type != KJ_NONE;
}

static const char *place_text(Read *read, KjPlace place)
{
    KjBuf buf;
    kj_buf_init(&buf, 0);
    if (place.file)
        kj_place_write(&buf, place, true);
    const char *text = kj_arena_strndup(read->arena, buf.data ? buf.data : "", buf.len);
    kj_buf_clear(&buf);
    return text;
}

// ---- good tables ----

static const Csv good[] = {
    {"systems.csv", "ID,名称*,ｒｔｏ,standby.方式,待機系.site,depends_on,base,更新日,cost,note\n"
                    "mail,電子メール,2h,ウォーム,大阪,\"auth; web\",○,R8.4.1,120万円, 備 \n"
                    ",,,,,,,,,\n"
                    "auth,認証,90min,hot,,－,×,,,－\n"
                    "web,010,,なし,,[],,2026/4/1,,no\n"},
    {"Incidents.Reports.csv", "インシデント,to,at,number\n"
                              "i1,警察,2026-04-01 10:00,1\n"
                              "i2,庁,2026-04-01 11:00,\n"
                              "i1,省,2026-04-01 12:00,2\n"},
    {"インシデント.csv", "識別子,title,回答,reports\ni1,一,○,\ni2,二,△,\ni3,三,－,なし\ni4,四,,\n"},
    {"people.csv", "id,name\n"},
};

TEST(good_tables_are_read_without_a_word)
{
    Read read = read_csv(good, 4);
    CHECK_STR(read.told.data, "");
    CHECK_INT(read.dataset->tables[SYSTEM].rows, 3);
    CHECK_INT(read.dataset->tables[REPORTS].rows, 3);
    CHECK_STR(text_of(&read, SYSTEM, "mail", "name"), "電子メール");
    CHECK_INT(value_of(&read, SYSTEM, "mail", "rto").u.whole, 7200);
    CHECK_STR(text_of(&read, SYSTEM, "mail", "standby.type"), "warm");
    CHECK_STR(text_of(&read, SYSTEM, "mail", "standby.site"), "大阪");
    CHECK_INT(value_of(&read, SYSTEM, "mail", "depends_on").u.list.count, 2);
    CHECK(value_of(&read, SYSTEM, "mail", "base").u.truth);
    CHECK(!value_of(&read, SYSTEM, "auth", "base").u.truth);
    CHECK_INT(value_of(&read, SYSTEM, "mail", "cost").u.whole, 1200000LL * KJ_MONEY_SCALE);
    CHECK_STR(text_of(&read, SYSTEM, "web", "standby.type"), "none");
    clear(&read);
}

TEST(an_empty_cell_is_missing_and_a_dash_is_an_empty_list)
{
    Read read = read_csv(good, 4);
    CHECK(!has(&read, SYSTEM, "web", "base"));
    CHECK(has(&read, SYSTEM, "auth", "depends_on"));
    CHECK_INT(value_of(&read, SYSTEM, "auth", "depends_on").u.list.count, 0);
    CHECK(has(&read, SYSTEM, "web", "depends_on"));
    CHECK(has(&read, INCIDENT, "i3", "reports"));
    CHECK(!has(&read, INCIDENT, "i4", "reports"));
    clear(&read);
}

TEST(text_cells_are_kept_as_they_are)
{
    Read read = read_csv(good, 4);
    CHECK_STR(text_of(&read, SYSTEM, "mail", "note"), " 備 ");
    CHECK_STR(text_of(&read, SYSTEM, "auth", "note"), "－");
    CHECK_STR(text_of(&read, SYSTEM, "web", "note"), "no");
    CHECK_STR(text_of(&read, SYSTEM, "web", "name"), "010");
    clear(&read);
}

TEST(marks_stand_for_values_that_an_enumeration_has)
{
    Read read = read_csv(good, 4);
    CHECK_STR(text_of(&read, INCIDENT, "i1", "value"), "yes");
    CHECK_STR(text_of(&read, INCIDENT, "i2", "value"), "partly");
    CHECK_STR(text_of(&read, INCIDENT, "i3", "value"), "na");
    CHECK(!has(&read, INCIDENT, "i4", "value"));
    clear(&read);
    check_cell("standby.type", "○",
               "systems.csv:C2: error: system 'm': field 'standby.type': '○' "
               "is not one of the values; expected: hot, warm, cold, none\n");
    check_cell("base", "△",
               "systems.csv:C2: error: system 'm': field 'base': '△' cannot be read; write true "
               "or false (also yes, no, ○, ×, 有, 無, はい, いいえ)\n");
}

TEST(a_label_goes_before_a_mark)
{
    const Csv csv = {"incidents.csv", "id,title,value,effects\ni1,t,なし,なし\ni2,t,無,無\n"};
    Read read = read_csv(&csv, 1);
    CHECK_STR(read.told.data, "");
    CHECK_STR(text_of(&read, INCIDENT, "i1", "value"), "na");
    CHECK_STR(text_of(&read, INCIDENT, "i2", "value"), "no");
    CHECK_INT(value_of(&read, INCIDENT, "i1", "effects").u.list.count, 1);
    CHECK_INT(value_of(&read, INCIDENT, "i2", "effects").u.list.count, 0);
    clear(&read);
}

TEST(a_day_of_any_year_is_a_month_and_day)
{
    const KjFile files[] = {
        file("organization.csv", "id,name,fiscal_year_starts\no,O,2026/04/01\n")};
    Read read = read_files(files, 1, KJ_EN);
    CHECK_STR(read.told.data, "");
    CHECK_INT(value_of(&read, ORGANIZATION, "o", "fiscal_year_starts").u.whole, 401);
    clear(&read);
}

TEST(a_fact_of_a_table_knows_its_cell)
{
    Read read = read_csv(good, 4);
    int32_t row = kj_dataset_find(read.dataset, 0, SYSTEM, KJ_TEXT("mail"));
    int32_t site = kj_kind_field(&read.schema->kinds[SYSTEM], KJ_TEXT("standby.site"));
    KjRef mail = {SYSTEM, row};
    CHECK_STR(place_text(&read, kj_record_place(read.dataset, mail)), "systems.csv:A2");
    CHECK_STR(place_text(&read, kj_field_place(read.dataset, mail, site)), "systems.csv:E2");
    clear(&read);
}

TEST(rows_of_a_list_keep_their_order_and_their_file)
{
    Read read = read_csv(good, 4);
    int32_t row = kj_dataset_find(read.dataset, 0, INCIDENT, KJ_TEXT("i1"));
    int32_t field = kj_kind_field(&read.schema->kinds[INCIDENT], KJ_TEXT("reports"));
    KjValue rows = value_of(&read, INCIDENT, "i1", "reports");
    CHECK_INT(rows.u.list.count, 2);
    CHECK_INT(kj_map_get(&rows.u.list.items[1], "number")->u.whole, 2);
    KjPlace place = kj_field_place(read.dataset, (KjRef){INCIDENT, row}, field);
    CHECK_STR(place_text(&read, place), "Incidents.Reports.csv:A2");
    place = kj_record_place(read.dataset, (KjRef){REPORTS, 1});
    CHECK_STR(place_text(&read, place), "Incidents.Reports.csv:A4");
    clear(&read);
}

TEST(the_organisation_s_own_lists_and_files_of_yaml_beside_are_found)
{
    const KjFile files[] = {
        file("a/incidents.reports.csv", "id,to\ni1,x\n"),
        file("a/z.yaml", "kijun: 1\norganization: { id: o, name: O }\n"
                         "incidents: [{ id: i1, title: t }]\n"),
        file("b/incidents.csv", "id,title\ni1,t\n"),
        file("b/organization.csv", "id,name\np,P\n"),
    };
    Read read = read_files(files, 4, KJ_EN);
    CHECK_STR(read.told.data, "");
    CHECK_INT(read.dataset->org_count, 2);
    CHECK_INT(read.dataset->tables[REPORTS].rows, 1);
    CHECK_INT(read.dataset->tables[INCIDENT].rows, 2);
    clear(&read);
}

TEST(line_breaks_in_a_header_do_not_count)
{
    check_systems("id,名称,\"目標復旧\n時間＊\"\nm,n,2h\n", "");
}

// ---- names of sheets ----

TEST(a_file_is_named_after_a_kind)
{
    check_file("system.csv", "id,name\nm,n\n", "");
    check_file("情報システム.csv", "id,name\nm,n\n", "");
    check_file("ＳＹＳＴＥＭＳ.CSV", "id,name\nm,n\n", "");
    check_file("情報システム.目標復旧レベル.csv", "system,after\n", "");
    check_file("sistems.csv", "id,name\nm,n\n",
               "sistems.csv: error: the file's name 'sistems' is no kind; did you mean 'systems'? "
               "(a file that is no data: move it out of this folder)\n");
    check_file(
        "情報システム.目標.csv", "id\nm\n",
        "情報システム.目標.csv: error: the file's name '情報システム.目標' is no kind; known: "
        "systems.rlo (a file that is no data: move it out of this folder)\n");
    check_file("level_gaps.csv", "id\nm\n",
               "level_gaps.csv: error: records of kind level_gap are computed and cannot be given; "
               "remove them\n");
    check_file("zzzzzzzzz.csv", "id\nm\n",
               "zzzzzzzzz.csv: error: the file's name 'zzzzzzzzz' is no kind; known: organization, "
               "systems, people, incidents (a file that is no data: move it out of this folder)\n");
}

TEST(an_empty_file_is_told_and_one_with_a_header_alone_is_not)
{
    check_systems("\n ,　\n",
                  "systems.csv: error: the file is empty; write a header and records, or remove "
                  "the file\n");
    check_systems("id,name\n", "");
}

// ---- headers ----

TEST(what_is_wrong_with_a_header_stands_at_its_cell)
{
    check_systems("id,name,名称,rtoo,type,rlo.after,effective_rto,ID\nm,n,,,,,,\n",
                  "systems.csv:C1: error: 名称: there are two columns for 'name' (first in column "
                  "B); remove one\n"
                  "systems.csv:D1: error: rtoo: system has no such field; did you mean 'rto'?\n"
                  "systems.csv:E1: error: type: system has no such field; write 'standby.type'\n"
                  "systems.csv:F1: error: rlo.after: system has no such field; rows of 'rlo' go on "
                  "the sheet (CSV: the file) 'systems.rlo'\n"
                  "systems.csv:G1: error: effective_rto: this field is computed and cannot be "
                  "given; remove the column\n"
                  "systems.csv:H1: error: ID: there are two columns for 'id' (first in column A); "
                  "remove one\n");
    check_systems("id,name,目標\nm,n,\n", "systems.csv:C1: error: 目標: system has no such field; "
                                          "known fields: id, name, rto, standby, standby.type, "
                                          "standby.site, depends_on, rlo, owner, about, base, "
                                          "updated_on, backup_every, cost, supply, ratio, users, "
                                          "score, note, steps\n");
    check_systems("id,name,目標復旧時\nm,n,\n", "systems.csv:C1: error: 目標復旧時: system has no "
                                                "such field; did you mean '目標復旧時間'?\n");
}

TEST(names_win_over_labels_and_a_label_of_several_fields_is_told)
{
    check_file("people.csv", "id,name,読み,kana\np,n,x,x\n",
               "people.csv:C1: error: 読み: several fields have this label; write one of: kana, "
               "alias\n");
    check_file("people.csv", "id,NAME,contact.電話,alias\np,n,x,x\n", "");
}

TEST(of_two_columns_named_by_the_record_the_first_holds_its_id)
{
    const Csv files[] = {{"incidents.csv", "id,title\ni1,t\n"},
                         {"incidents.reports.csv", "incident,to,インシデント\ni1,x,y\n"}};
    check_files(files, 2,
                "incidents.reports.csv:C1: error: インシデント: there are two columns for "
                "'incident' (first in column A); remove one\n");
    const Csv other[] = {{"incidents.csv", "id,title\ni1,t\n"},
                         {"incidents.reports.csv", "to,id\nx,i1\n"}};
    check_files(other, 2, "");
}

TEST(the_first_row_with_cells_is_the_header)
{
    check_systems("\n\nid,name\nm,n\n", "");
    check_systems("台帳,,\nid,name,rto\nm,n,x\n",
                  "systems.csv:1: error: the header (the first row with cells) names no field of "
                  "system; write the names of fields there and remove rows above it (known fields: "
                  "id, name, rto, standby, standby.type, standby.site, depends_on, rlo, owner, "
                  "about, base, updated_on, backup_every, cost, supply, ratio, users, score, note, "
                  "steps)\n");
}

TEST(what_divides_cells_instead_of_commas_is_told)
{
    check_systems("id\tname\nm\tM\n",
                  "systems.csv:1: error: cells seem to be divided by tabs; save "
                  "the file with commas, as 'CSV UTF-8 (comma delimited)'\n");
    check_systems("id;name\nm;M\n", "systems.csv:1: error: cells seem to be divided by ';'; save "
                                    "the file with commas, as 'CSV UTF-8 (comma delimited)'\n");
}

TEST(a_column_without_header_is_told_once)
{
    check_systems("id,,name\nm,x,n,y\no,x,n,y\n",
                  "systems.csv:B2: error: column B has no header; write the name of a field there, "
                  "or empty the column\n"
                  "systems.csv:D2: error: column D has no header; write the name of a field there, "
                  "or empty the column\n");
}

TEST(the_column_of_the_id_must_be_there)
{
    check_systems(
        "name,rto\nn,2h\nn,x\n",
        "systems.csv:1: error: there is no column 'id'; add it, with the id of the record "
        "in every row\n"
        "systems.csv:B3: error: system: field 'rto': 'x' cannot be read; write a duration "
        "(90min, 3h, 1d, 2w, 90分, 3時間, 2週間)\n");
    check_file("systems.rlo.csv", "after\n2h\n",
               "systems.rlo.csv:1: error: no column says which record a row belongs to; add "
               "'system' or 'id', with the id of a system in every row\n");
}

// ---- rows ----

TEST(a_row_with_cells_has_an_id)
{
    check_systems("name,id\nn,\n,\nn,a b\n",
                  "systems.csv:B2: error: system: the id is missing; write it in this cell, or "
                  "empty the row\n"
                  "systems.csv:B4: error: system: id 'a b' holds a character that ids cannot have "
                  "(space); leave out spaces, ':', '/' and ','\n");
}

TEST(an_id_that_stands_twice_is_told_with_the_other_cell)
{
    check_systems("id,name\nm,n\nm,n\n", "systems.csv:A3: error: system 'm': the same id stands at "
                                         "systems.csv:A2 already; change one of them or remove "
                                         "one\n");
}

TEST(what_is_required_and_missing_is_told_as_a_column)
{
    check_systems("id,name\nm,\n", "systems.csv:A2: error: system 'm': required field 'name' "
                                   "(name) is missing; write it in column 'name' of this row, for "
                                   "example '…'\n");
}

TEST(a_column_that_is_required_and_missing_is_told_once)
{
    check_systems("id,nmae\nm,M\nn,N\n",
                  "systems.csv:1: error: there is no column 'name' (name), which every system "
                  "needs; add it, with a value in every row\n"
                  "systems.csv:B1: error: nmae: system has no such field; did you mean 'name'?\n");
    check_systems("id\n", "");
    check_systems("id,\"na\"me\nm,M\n",
                  "systems.csv:B1: error: text follows the closing quote '\"'; put all of the cell "
                  "in the quotes and write '\"\"' for each quote inside\n");
}

TEST(what_could_not_be_read_is_not_missing_as_well)
{
    check_systems(
        "id,name\nm,M\"x\n",
        "systems.csv:B2: error: a quote '\"' stands within the cell; put the whole cell in "
        "quotes and write '\"\"' for each quote inside\n");
    check_systems("id,rto,name\nm,\"2h,M\n",
                  "systems.csv:B2: error: the quote '\"' that begins here is never closed, and "
                  "nothing after it was read; write '\"' at the end of the cell\n");
}

// ---- cells ----

TEST(a_cell_that_is_no_value_is_told_as_in_yaml)
{
    check_cell("rto", "3",
               "systems.csv:C2: error: system 'm': field 'rto': '3' has no unit; write "
               "for example 3min, 3h or 3d\n");
    check_cell("ratio", "120",
               "systems.csv:C2: error: system 'm': field 'ratio': '120' is too "
               "large: at most 100\n");
    check_cell("owner", "t",
               "systems.csv:C2: error: system 'm': field 'owner': 't' is no person "
               "of this organization; add such a record or write the id of a person "
               "that is there\n");
    check_cell("rto", "　", "");
    check_cell("rto", "－", "");
}

TEST(lists_are_split_at_semicolons_and_line_breaks)
{
    Read read = read_cell("steps", "\"1; 2；3\n　4 \"");
    CHECK_INT(value_of(&read, SYSTEM, "m", "steps").u.list.count, 4);
    clear(&read);
    check_cell("steps", "1;;2",
               "systems.csv:C2: error: system 'm': field 'steps': an item of the "
               "list is empty; remove the ';' or line break that is too many ([] "
               "means none)\n");
    check_cell("steps", "1;x",
               "systems.csv:C2: error: system 'm': field 'steps': 'x' cannot be "
               "read; write a whole number (120, 1,200, 3万)\n");
    check_cell("steps", ";x",
               "systems.csv:C2: error: system 'm': field 'steps': 'x' cannot be "
               "read; write a whole number (120, 1,200, 3万)\n"
               "systems.csv:C2: error: system 'm': field 'steps': an item of the "
               "list is empty; remove the ';' or line break that is too many ([] "
               "means none)\n");
    check_cell("steps", "\"\"\"1\"\"2\"",
               "systems.csv:C2: error: system 'm': field 'steps': the "
               "quotes (\") do not fit; put a whole item that contains "
               "';' in them, as in \"a;b\", and write \"\" for a quote "
               "itself\n");
}

TEST(the_column_of_a_group_holds_a_mark)
{
    Read read = read_cell("standby", "○");
    CHECK(has(&read, SYSTEM, "m", "standby"));
    clear(&read);
    read = read_cell("standby", "－");
    CHECK(!has(&read, SYSTEM, "m", "standby"));
    clear(&read);
    check_cell("standby", "hot",
               "systems.csv:C2: error: system 'm': field 'standby': 'hot' cannot "
               "stand here: the column of a group holds ○ or － only; its fields "
               "have columns 'standby.…'\n");
    check_cell("rlo", "3h",
               "systems.csv:C2: error: system 'm': field 'rlo': a list of groups has a "
               "sheet (CSV: a file) of its own, 'systems.rlo', with a row for each; "
               "this column holds only － or [], for none\n");
}

// ---- the organisation ----

TEST(a_file_of_the_organisation_has_one_row)
{
    const KjFile two[] = {file("organization.csv", "id,name\no,O\np,P\n")};
    Read read = read_files(two, 1, KJ_EN);
    CHECK_STR(read.told.data, "organization.csv:A3: error: organization: a file is about one "
                              "organization, with one row below the header; remove this row and "
                              "give each organization a file of its own\n");
    clear(&read);
    const KjFile none[] = {file("systems.csv", "id,name\nm,n\n"), file("people.csv", "id,name\n")};
    read = read_files(none, 2, KJ_EN);
    CHECK_STR(read.told.data,
              "systems.csv: error: no organization: give it a row on a sheet 'organization' (CSV: "
              "in organization.csv beside this file), or write 'organization: { id: …, name: … }' "
              "in a YAML file of this folder or one above\n");
    clear(&read);
}

TEST(an_organisation_without_id_silences_the_files_beside_it)
{
    const KjFile files[] = {file("organization.csv", "id,name\n,O\n"),
                            file("systems.csv", "id,name,rto\nm,n,x\n")};
    Read read = read_files(files, 2, KJ_EN);
    CHECK_STR(
        read.told.data,
        "organization.csv:A2: error: organization: the id is missing; write it in this cell, "
        "or empty the row\n"
        "systems.csv:C2: error: system 'm': field 'rto': 'x' cannot be read; write a duration "
        "(90min, 3h, 1d, 2w, 90分, 3時間, 2週間)\n");
    clear(&read);
}

TEST(a_file_that_cannot_be_read_hides_the_organisation_only_if_it_may_be_its_own)
{
    const KjFile systems[] = {file("organization.csv", "id,name\no,O\n"),
                              {"systems.csv", "id\0", 3},
                              file("people.csv", "id,name\np,\n")};
    Read read = read_files(systems, 3, KJ_EN);
    CHECK(strstr(read.told.data, "people.csv:A2: error: person 'p': required field"));
    clear(&read);
    const KjFile own[] = {{"organization.csv", "id\0", 3}, file("people.csv", "id,name\np,\n")};
    read = read_files(own, 2, KJ_EN);
    CHECK(strstr(read.told.data, "organization.csv"));
    CHECK(!strstr(read.told.data, "people.csv"));
    clear(&read);
}

// ---- lists of groups ----

TEST(a_row_without_its_record_is_told_with_the_nearest)
{
    const Csv files[] = {{"incidents.csv", "id,title\nmail,t\n"},
                         {"incidents.reports.csv", "incident,to,at\nmial,x,\nmail,,x\n,x,\n"}};
    check_files(files, 2,
                "incidents.reports.csv:A2: error: incident.reports: 'mial' is no incident of this "
                "organization; did you mean 'mail'?\n"
                "incidents.reports.csv:A3: error: incident 'mail': reports[1]: required field 'to' "
                "(to) is missing; write it in column 'to' of this row, for example '…'\n"
                "incidents.reports.csv:C3: error: incident 'mail': reports[1]: field 'at': 'x' "
                "cannot be read; write a date and time (2026-04-01T09:00, 2026-04-01 9:00+09:00)\n"
                "incidents.reports.csv:A4: error: incident.reports: the id is missing; write it in "
                "this cell, or empty the row\n");
}

TEST(a_list_that_is_given_twice_is_told_with_the_other_place)
{
    const Csv files[] = {{"incidents.csv", "id,title,reports\ni1,t,－\ni2,t,\n"},
                         {"incidents.reports.csv", "incident,to\ni1,x\ni1,x\ni2,x\n"},
                         {"sub/incidents.reports.csv", "incident,to\ni2,x\n"},
                         {"y.yaml", "kijun: 1\nincidents: [{ id: i3, title: t, reports: [] }]\n"},
                         {"z/incidents.reports.csv", "incident,to\ni3,x\n"}};
    check_files(files, 5,
                "incidents.reports.csv:A2: error: incident 'i1': field 'reports': this list is "
                "given at incidents.csv:C2 as well; keep it in one place\n"
                "sub/incidents.reports.csv:A2: error: incident 'i2': field 'reports': this list is "
                "given at incidents.reports.csv:A4 as well; keep it in one place\n"
                "z/incidents.reports.csv:A2: error: incident 'i3': field 'reports': this list is "
                "given at y.yaml:2:42 as well; keep it in one place\n");
}

// ---- the order of files ----

TEST(the_order_of_files_does_not_matter)
{
    KjFile files[] = {file("organization.csv", "id,name\no,O\n"), file(good[0].path, good[0].text),
                      file(good[1].path, good[1].text), file(good[2].path, good[2].text)};
    KjFile turned[] = {files[3], files[2], files[1], files[0]};
    Read one = read_files(files, 4, KJ_EN), other = read_files(turned, 4, KJ_EN);
    CHECK_STR(other.told.data, one.told.data);
    CHECK_INT(other.dataset->tables[REPORTS].rows, one.dataset->tables[REPORTS].rows);
    for (uint32_t i = 0; i < one.dataset->tables[REPORTS].rows; i++)
        CHECK_INT(other.dataset->tables[REPORTS].spot[i].line,
                  one.dataset->tables[REPORTS].spot[i].line);
    clear(&one);
    clear(&other);
}

// ---- numbers of workbooks ----

static const char *number(KjType type, double serial, KjLook look, KjNumberResult expected)
{
    static char shown[64];
    KjArena *arena = kj_arena_new();
    KjBook book = {0};
    KjIngestOptions options = {.zone = KJ_ZONE_JAPAN};
    KjSheetCell cell = {1, 1, KJ_SHEET_NUMBER, (uint8_t)look, KJ_TEXT("number"), serial};
    KjText text;
    CHECK_INT(kj_table_number(&book, &cell, type, &options, arena, &text), expected);
    snprintf(shown, sizeof shown, "%.*s", (int)text.len, text.data);
    kj_arena_free(arena);
    return shown;
}

#define READ(type, serial, look) number(type, serial, KJ_LOOK_##look, KJ_NUMBER_READ)
#define REFUSED(type, serial, look, why) number(type, serial, KJ_LOOK_##look, KJ_NUMBER_##why)

TEST(serial_numbers_are_days_and_times)
{
    CHECK_STR(READ(KJ_DATE, 46113, DATE), "2026-04-01");
    CHECK_STR(READ(KJ_DATE, 46113, PLAIN), "2026-04-01");
    CHECK_STR(READ(KJ_DATETIME, 46113.375, DATETIME), "2026-04-01T09:00:00+09:00");
    CHECK_STR(READ(KJ_DATETIME, 46113, DATETIME), "2026-04-01T00:00:00+09:00");
    CHECK_STR(READ(KJ_MONTHDAY, 46113, DATE), "04-01");
    CHECK_STR(READ(KJ_DURATION, 1.5 / 24, TIME), "5400s");
    CHECK_STR(READ(KJ_DURATION, 3, PLAIN), "3");
    REFUSED(KJ_DATE, 46113.5, DATE, TIMED);
    REFUSED(KJ_DATE, 60, DATE, NO_DAY);
    REFUSED(KJ_DATE, 0.5, DATE, NO_DAY);
    REFUSED(KJ_DATE, 2958466, DATE, NO_DAY);
    REFUSED(KJ_DATE, 2026, PLAIN, YEAR);
    REFUSED(KJ_DATETIME, 46113, DATE, UNTIMED);
    REFUSED(KJ_DURATION, 46113, DATE, DATED);
}

TEST(figures_are_rounded_as_they_are_shown)
{
    CHECK_STR(READ(KJ_PERCENT, 0.07, PERCENT), "7");
    CHECK_STR(READ(KJ_PERCENT, 80, PLAIN), "80");
    CHECK_STR(READ(KJ_NUMBER, 0.1 + 0.2, PLAIN), "0.3");
    CHECK_STR(READ(KJ_INT, 1200000, PLAIN), "1200000");
    REFUSED(KJ_INT, 46113, DATE, DATED);
    CHECK_STR(READ(KJ_MONEY, 1200, DRESSED), "1200");
    REFUSED(KJ_MONEY, 120, MULTIPLE, DATED);
}

TEST(text_is_taken_from_a_number_only_where_nothing_can_have_been_changed)
{
    CHECK_STR(READ(KJ_TEXT_TYPE, 12, PLAIN), "12");
    CHECK_STR(READ(KJ_REF, 0, PLAIN), "0");
    REFUSED(KJ_TEXT_TYPE, 4.1, PLAIN, CHANGED);
    REFUSED(KJ_TEXT_TYPE, -1, PLAIN, CHANGED);
    REFUSED(KJ_TEXT_TYPE, 46113, DATE, CHANGED);
    REFUSED(KJ_TEXT_TYPE, 0.8, PERCENT, CHANGED);
    REFUSED(KJ_TEXT_TYPE, 7, DRESSED, CHANGED);
    REFUSED(KJ_REF, 12, MULTIPLE, CHANGED);
    REFUSED(KJ_REF, 1e15, PLAIN, CHANGED);
}

// ---- items ----

// The items in brackets, and "!" where the list goes wrong.
static const char *items(const char *cell)
{
    static char shown[128];
    KjArena *arena = kj_arena_new();
    KjCellItems list = kj_cell_items(kj_text(cell), arena);
    KjText item;
    KjItemResult result;
    size_t len = 0;
    while ((result = kj_cell_items_next(&list, &item)) == KJ_ITEM_READ)
        len +=
            (size_t)snprintf(shown + len, sizeof shown - len, "[%.*s]", (int)item.len, item.data);
    snprintf(shown + len, sizeof shown - len, "%s", result == KJ_ITEM_END ? "" : "!");
    kj_arena_free(arena);
    return shown;
}

TEST(items_may_stand_in_quotes)
{
    CHECK_STR(items(""), "");
    CHECK_STR(items(" a "), "[a]");
    CHECK_STR(items("\n a b \n"), "[a b]");
    CHECK_STR(items("\"a;b\";c"), "[a;b][c]");
    CHECK_STR(items("\"\"\"a\"\"\n\" ; b\"c"), "[\"a\"\n][b\"c]");
    CHECK_STR(items("a;"), "[a]!");
    CHECK_STR(items(";a"), "!");
    CHECK_STR(items("a\n\nb"), "[a]!");
    CHECK_STR(items("\"a"), "!");
    CHECK_STR(items("\"a\"b"), "!");
    CHECK_STR(items("\""), "!");
    CHECK_STR(items("\"\""), "!");
    CHECK_STR(items("\"a\""), "[a]");
}

int main(void)
{
    return RUN(
        good_tables_are_read_without_a_word, an_empty_cell_is_missing_and_a_dash_is_an_empty_list,
        text_cells_are_kept_as_they_are, marks_stand_for_values_that_an_enumeration_has,
        a_label_goes_before_a_mark, a_day_of_any_year_is_a_month_and_day,
        a_fact_of_a_table_knows_its_cell, rows_of_a_list_keep_their_order_and_their_file,
        the_organisation_s_own_lists_and_files_of_yaml_beside_are_found,
        line_breaks_in_a_header_do_not_count, a_file_is_named_after_a_kind,
        an_empty_file_is_told_and_one_with_a_header_alone_is_not,
        what_is_wrong_with_a_header_stands_at_its_cell,
        names_win_over_labels_and_a_label_of_several_fields_is_told,
        of_two_columns_named_by_the_record_the_first_holds_its_id,
        the_first_row_with_cells_is_the_header, what_divides_cells_instead_of_commas_is_told,
        a_column_without_header_is_told_once, the_column_of_the_id_must_be_there,
        a_row_with_cells_has_an_id, an_id_that_stands_twice_is_told_with_the_other_cell,
        what_is_required_and_missing_is_told_as_a_column,
        a_column_that_is_required_and_missing_is_told_once,
        what_could_not_be_read_is_not_missing_as_well, a_cell_that_is_no_value_is_told_as_in_yaml,
        lists_are_split_at_semicolons_and_line_breaks, the_column_of_a_group_holds_a_mark,
        a_file_of_the_organisation_has_one_row,
        an_organisation_without_id_silences_the_files_beside_it,
        a_file_that_cannot_be_read_hides_the_organisation_only_if_it_may_be_its_own,
        a_row_without_its_record_is_told_with_the_nearest,
        a_list_that_is_given_twice_is_told_with_the_other_place, the_order_of_files_does_not_matter,
        serial_numbers_are_days_and_times, figures_are_rounded_as_they_are_shown,
        text_is_taken_from_a_number_only_where_nothing_can_have_been_changed,
        items_may_stand_in_quotes);
}
