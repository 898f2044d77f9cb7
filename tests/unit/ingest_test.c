// The YAML reader: what is read, and what is told about everything that is wrong.
#include "tests/unit/check.h"
#include "tests/unit/ingest_read.h"

#define ORG "kijun: 1\norganization: { id: o, name: O }\n"

// ---- helpers ----

static void check_told_in(const char *text, size_t len, KjLang lang, const char *expected)
{
    KjFile f = {"f", text, len};
    Read read = read_files(&f, 1, lang);
    CHECK_STR(read.told.data ? read.told.data : "", expected);
    CHECK_INT(read.diags.errors > 0, *expected != 0);
    clear(&read);
}

// All that is told about one file "f", in English.
static void check_told(const char *text, const char *expected)
{
    check_told_in(text, strlen(text), KJ_EN, expected);
}

// The same for fields of a system whose id is m and whose name is given: they begin on line 6.
static void check_fields(const char *fields, const char *expected)
{
    char text[4096];
    snprintf(text, sizeof text, ORG "systems:\n  - id: m\n    name: n\n%s", fields);
    check_told(text, expected);
}

// ---- good data ----

static const char good[] = ORG "systems:\n"
                               "  - id: mail\n"
                               "    name: 電子メール\n"
                               "    rto: 2h\n"
                               "    depends_on: [auth]\n"
                               "    standby: { type: warm, site: 大阪 }\n"
                               "    rlo: [{ after: 3h, percent: 80% }, { after: 1d }]\n"
                               "    owner: t\n"
                               "    base: はい\n"
                               "    cost: 120万円\n"
                               "    supply: 0.1 MW\n"
                               "    updated_on: 令和8年4月1日\n"
                               "    note: |\n"
                               "      一行目\n"
                               "       二行目  \n"
                               "  - { id: auth, name: \"010\", rto: '90min', note: no }\n"
                               "people:\n"
                               "  - { id: t, name: 田中 }\n"
                               "incidents: []\n";

TEST(a_good_file_is_read_without_a_word)
{
    KjFile f = file("data.yaml", good);
    Read read = read_files(&f, 1, KJ_EN);
    CHECK_STR(read.told.data, "");
    CHECK_INT(read.dataset->tables[SYSTEM].rows, 2);
    CHECK_INT(read.dataset->tables[RLO].rows, 2);
    CHECK_INT(read.dataset->tables[PERSON].rows, 1);
    CHECK_STR(text_of(&read, SYSTEM, "mail", "name"), "電子メール");
    CHECK_INT(value_of(&read, SYSTEM, "mail", "rto").u.whole, 7200);
    CHECK_STR(text_of(&read, SYSTEM, "mail", "standby.type"), "warm");
    CHECK_STR(text_of(&read, SYSTEM, "mail", "standby.site"), "大阪");
    CHECK(value_of(&read, SYSTEM, "mail", "base").u.truth);
    CHECK_INT(value_of(&read, SYSTEM, "mail", "cost").u.whole, 1200000LL * KJ_MONEY_SCALE);
    CHECK_DOUBLE(value_of(&read, SYSTEM, "mail", "supply").u.real, 100.0);
    CHECK_INT(value_of(&read, SYSTEM, "mail", "depends_on").u.list.count, 1);
    CHECK_INT(value_of(&read, SYSTEM, "auth", "rto").u.whole, 5400);
    clear(&read);
}

TEST(text_is_kept_as_it_was_written)
{
    KjFile f = file("data.yaml", good);
    Read read = read_files(&f, 1, KJ_EN);
    CHECK_STR(text_of(&read, SYSTEM, "mail", "note"), "一行目\n 二行目  \n");
    CHECK_STR(text_of(&read, SYSTEM, "auth", "note"), "no");
    CHECK_STR(text_of(&read, SYSTEM, "auth", "name"), "010");
    clear(&read);
}

TEST(a_fact_knows_its_place)
{
    KjFile f = file("data.yaml", good);
    Read read = read_files(&f, 1, KJ_EN);
    int32_t row = kj_dataset_find(read.dataset, 0, SYSTEM, KJ_TEXT("mail"));
    int32_t site = kj_kind_field(&read.schema->kinds[SYSTEM], KJ_TEXT("standby.site"));
    KjPlace place = kj_field_place(read.dataset, (KjRef){SYSTEM, row}, site);
    CHECK_STR(place.file, "data.yaml");
    CHECK_INT(place.line, 8);
    CHECK_INT(place.column, 34);
    place = kj_record_place(read.dataset, (KjRef){SYSTEM, row});
    CHECK_INT(place.line, 4);
    CHECK_INT(place.column, 5);
    clear(&read);
}

TEST(names_are_compared_after_nfkc)
{
    KjFile f = file(
        "f", "ｋｉｊｕｎ: １\nｏｒｇａｎｉｚａｔｉｏｎ: { ｉｄ: ｏ, name: Ｏ }\n"
             "ｓｙｓｔｅｍｓ:\n"
             "  - { ｉｄ: ｍａｉｌ, ｎａｍｅ: ｘ, ｒｔｏ: ３時間, standby: { ｔｙｐｅ: ｈｏｔ },\n"
             "      depends_on: [ｍａｉｌ] }\n");
    Read read = read_files(&f, 1, KJ_EN);
    CHECK_STR(read.told.data, "");
    CHECK_STR(text_of(&read, SYSTEM, "mail", "name"), "ｘ");
    CHECK_STR(text_of(&read, SYSTEM, "mail", "standby.type"), "hot");
    CHECK_INT(value_of(&read, SYSTEM, "mail", "rto").u.whole, 10800);
    clear(&read);
}

TEST(aliases_stand_for_what_they_name)
{
    KjFile f = file("f", ORG "systems:\n"
                             "  - &a { id: a, name: &n 名, rlo: &r [{ after: 3h }] }\n"
                             "  - { id: b, name: *n, rlo: *r, note: *n }\n");
    Read read = read_files(&f, 1, KJ_EN);
    CHECK_STR(read.told.data, "");
    CHECK_STR(text_of(&read, SYSTEM, "b", "name"), "名");
    CHECK_INT(read.dataset->tables[RLO].rows, 2);
    clear(&read);
}

TEST(line_ends_marks_and_directives_of_windows_and_yaml_are_fine)
{
    check_told("\xEF\xBB\xBFkijun: 1\r\norganization: { id: o, name: O }\r\n", "");
    check_told("%YAML 1.1\n---\n" ORG "...\n", "");
    check_told("# note\n\n" ORG, "");
}

// ---- fields ----

TEST(an_unknown_field_is_told_with_the_nearest_name)
{
    check_fields("    standby: { tpye: hot }\n",
                 "f:6:16: error: system 'm': field 'standby.tpye': there is no such field; did you "
                 "mean 'type'?\n");
    check_fields(
        "    zzzzzzzz: 1\n",
        "f:6:5: error: system 'm': field 'zzzzzzzz': there is no such field; known fields: "
        "id, name, rto, standby, depends_on, rlo, owner, about, base, updated_on, "
        "backup_every, cost, supply, ratio, users, score, note, steps\n");
    check_fields("    type: hot\n", "f:6:5: error: system 'm': field 'type': there is no such "
                                    "field; write standby: { type: … }\n");
    check_fields("    standby.type: hot\n", "f:6:5: error: system 'm': field 'standby.type': there "
                                            "is no such field; write standby: { type: … }\n");
    check_fields("    standby: { rto: 2h }\n",
                 "f:6:16: error: system 'm': field 'standby.rto': there is no such field; 'rto' is "
                 "a field of system itself: check the indentation\n");
    check_fields("    目標復旧時間: 2h\n", "f:6:5: error: system 'm': field '目標復旧時間': there "
                                           "is no such field; write its name 'rto'\n");
}

TEST(columns_count_characters)
{
    check_fields("    standby: { site: 大阪府, tpye: hot }\n",
                 "f:6:27: error: system 'm': field 'standby.tpye': there is no such field; did you "
                 "mean 'type'?\n");
}

TEST(a_field_given_twice_is_told_with_the_first_line)
{
    check_fields("    rto: 1h\n    rto: 2h\n    ｒｔｏ: 3h\n",
                 "f:7:5: error: system 'm': field 'rto': given twice (first on line 6); remove "
                 "one\n"
                 "f:8:5: error: system 'm': field 'rto': given twice (first on line 6); remove "
                 "one\n");
    check_fields("    id: m\n", "f:6:5: error: system: id is given twice (first on line 4); remove "
                                "one\n");
    check_told(ORG "systems: []\npeople: []\nsystems: []\n",
               "f:5:1: error: systems: given twice (first on line 3); put both under one key\n");
}

TEST(computed_fields_and_kinds_cannot_be_given)
{
    check_fields("    effective_rto: 3h\n",
                 "f:6:5: error: system 'm': field 'effective_rto': this field is computed and "
                 "cannot be given; remove it\n");
    check_told(ORG "level_gaps: [{ id: a }]\n",
               "f:3:1: error: level_gaps: records of this kind are computed and cannot be given; "
               "remove them\n");
}

TEST(values_of_the_wrong_shape_are_told)
{
    check_fields("    depends_on: m\n", "f:6:17: error: system 'm': field 'depends_on': a list is "
                                        "expected; write [m] even for one\n");
    check_fields("    rto: [2h]\n",
                 "f:6:10: error: system 'm': field 'rto': one value is expected, but this is a "
                 "list; write it without '[ ]' or '- '\n");
    check_fields("    note: { a: b }\n",
                 "f:6:11: error: system 'm': field 'note': one value is expected, but this is a "
                 "mapping; put text that contains ': ' in quotes\n");
    check_fields("    standby: hot\n",
                 "f:6:14: error: system 'm': field 'standby': a group is expected, but this is a "
                 "single value; write it like { name: value, … } (fields: type, site)\n");
    check_fields("    rlo: { after: 3h }\n",
                 "f:6:10: error: system 'm': field 'rlo': a list of groups is expected, but this "
                 "is a mapping; begin each with '- ' (fields: after, percent)\n");
    check_fields("    rlo: [3h]\n",
                 "f:6:11: error: system 'm': field 'rlo': each entry is a group, but this is a "
                 "single value; write it like - { name: value, … } (fields: after, percent)\n");
    check_fields("    steps: [[1]]\n",
                 "f:6:13: error: system 'm': field 'steps': each entry is one value, but this is a "
                 "list; write the list like [a, b]\n");
}

TEST(a_missing_value_is_told_at_its_key)
{
    check_fields(
        "    rto:\n    note: ~\n    depends_on:\n    standby: null\n    steps: [1, ~]\n",
        "f:6:5: error: system 'm': field 'rto': the value is missing; write one, or "
        "remove the line\n"
        "f:7:5: error: system 'm': field 'note': the value is missing; write one, or "
        "remove the line\n"
        "f:8:5: error: system 'm': field 'depends_on': the value is missing; write one, or "
        "remove the line ([] means none)\n"
        "f:9:5: error: system 'm': field 'standby': the value is missing; write one, or "
        "remove the line\n"
        "f:10:16: error: system 'm': field 'steps': the value is missing; write one, or "
        "remove the line ([] means none)\n");
    check_fields("    note: 'null'\n", "");
}

TEST(rows_of_a_list_of_groups_are_numbered_from_one)
{
    check_told(
        ORG "incidents:\n  - id: i\n    title: t\n    reports:\n      - to: a\n"
            "      - { to: b, numbr: 2, at: 2026-04-01 }\n",
        "f:8:18: error: incident 'i': reports[2]: field 'numbr': there is no such field; did "
        "you mean 'number'?\n"
        "f:8:32: error: incident 'i': reports[2]: field 'at': '2026-04-01' has no time of "
        "day; add it, such as 2026-04-01T09:00\n");
}

// ---- records and ids ----

TEST(an_id_is_one_word)
{
    check_told(ORG "people:\n  - { id: 'a b', name: x }\n  - { id: 'a:b', name: x }\n"
                   "  - { id: a/b, name: x }\n  - { id: 'a,b', name: x }\n",
               "f:4:11: error: person: id 'a b' holds a character that ids cannot have (space); "
               "leave out spaces, ':', '/' and ','\n"
               "f:5:11: error: person: id 'a:b' holds a character that ids cannot have (':'); "
               "leave out spaces, ':', '/' and ','\n"
               "f:6:11: error: person: id 'a/b' holds a character that ids cannot have ('/'); "
               "leave out spaces, ':', '/' and ','\n"
               "f:7:11: error: person: id 'a,b' holds a character that ids cannot have (','); "
               "leave out spaces, ':', '/' and ','\n");
    check_told(ORG
               "people:\n  - { id: 'a　b', name: x }\n  - { name: x }\n  - { id: [a], name: x }\n"
               "  - { id: , name: x }\n  - { id: \"a\\u200b\", name: x }\n",
               "f:4:11: error: person: id 'a b' holds a character that ids cannot have (space); "
               "leave out spaces, ':', '/' and ','\n"
               "f:5:5: error: person: the id is missing; write 'id: …'\n"
               "f:6:11: error: person: the id must be one piece of text, such as 'id: mail'\n"
               "f:7:11: error: person: the id must be one piece of text, such as 'id: mail'\n"
               "f:8:11: error: person: id 'a\xE2\x80\x8B' holds a character that ids cannot have "
               "(U+200B); leave out spaces, ':', '/' and ','\n");
    check_told(ORG "people: [{ id: 010, name: x }, { id: no, name: x }, { id: 部長, name: x }]\n",
               "");
}

TEST(a_record_with_a_bad_id_is_read_for_its_other_problems)
{
    check_told(ORG "systems:\n  - { name: x, rto: 3mo }\n",
               "f:4:5: error: system: the id is missing; write 'id: …'\n"
               "f:4:21: error: system: field 'rto': '3mo' cannot be used: months and years have no "
               "exact length; write days or weeks, such as 90d, 12w, 90日\n");
}

TEST(records_come_as_a_list_of_mappings)
{
    check_told(ORG "people: { a: { name: x } }\n",
               "f:3:9: error: people: a list of records is expected; begin each with '- id: …'\n");
    check_told(ORG "people:\n", "f:3:1: error: people: no records follow; write them as '- id: …', "
                                "or remove the line\n");
    check_told(ORG "people: [x]\n", "f:3:10: error: person: a record is a mapping; write it like "
                                    "'- id: …' with its fields below\n");
}

TEST(an_unknown_kind_is_told_with_the_nearest_name)
{
    check_told(ORG "systms: []\nperson: []\n情報システム: []\norganisations: []\nzzzzzzzzz: []\n",
               "f:3:1: error: there is no kind 'systms'; did you mean 'systems'?\n"
               "f:4:1: error: there is no kind 'person'; write 'people'\n"
               "f:5:1: error: there is no kind '情報システム'; write 'systems'\n"
               "f:6:1: error: there is no kind 'organisations'; did you mean 'organization'?\n"
               "f:7:1: error: there is no kind 'zzzzzzzzz'; known kinds: kijun, organization, "
               "systems, people, incidents\n");
}

// ---- files ----

TEST(the_version_must_be_1)
{
    check_told("organization: { id: o, name: O }\n",
               "f:1:1: error: 'kijun: 1' is missing; write it at the top of the file\n");
    check_told("kijun: 2\norganization: { id: o, name: O }\n",
               "f:1:8: error: the only version of the data format is 1; write 'kijun: 1'\n");
}

TEST(a_file_holds_one_mapping)
{
    static const char empty[] = "f:1:1: error: the file is empty; write 'kijun: 1' and records, or "
                                "remove the file\n";
    check_told("", empty);
    check_told("# nothing\n", empty);
    check_told("---\n", empty);
    check_told("- a\n", "f:1:1: error: the top level must be a mapping, with 'kijun: 1' and keys "
                        "such as 'systems:'\n");
    check_told(ORG "---\nkijun: 1\n", "f:3:1: error: a file holds one document; put what follows "
                                      "'---' into a file of its own\n");
}

TEST(bytes_that_are_not_utf8_are_told_with_their_place)
{
    check_told("kijun: 1\nあ: \x83\x81\n",
               "f:2:4: error: not valid UTF-8 at byte 15 (0x83); if the file was saved in another "
               "encoding such as Shift_JIS, save it as UTF-8\n");
    check_told_in("kijun: 1\nx: \0\n", 14, KJ_EN,
                  "f:2:4: error: NUL character at byte 13; save the file as UTF-8 text\n");
    check_told_in("\xFF\xFEk\0", 4, KJ_EN,
                  "f:1:1: error: the file is in UTF-16; save it as UTF-8\n");
    check_told("kijun: 1\nあx: \x07\n",
               "f:2:5: error: YAML syntax: a control character stands here; remove it\n");
    check_told(ORG "people: [{ id: a, name: \"\\e[31m\" }]\n",
               "f:3:10: error: person 'a': required field 'name' (name) is missing; add it, for "
               "example 'name: …'\n"
               "f:3:25: error: the value holds the control character U+001B; remove it\n");
}

TEST(a_syntax_error_is_told_with_its_place)
{
    check_told("kijun: 1\n\tx: 1\n", "f:2:1: error: YAML syntax: tabs cannot indent; use spaces\n");
    check_told("kijun: 1\nx: a: b\n",
               "f:2:5: error: YAML syntax: ':' cannot stand here; align the indentation, or put "
               "text that contains ': ' in quotes\n");
    check_told("kijun: 1\nx: [a,\ny: b\n",
               "f:4:1: error: YAML syntax: ',' or ']' is missing in a list '[ … ]' (in what begins "
               "on line 2)\n");
    check_told("kijun: 1\nx: 'a\n",
               "f:3:1: error: YAML syntax: the file ends too early; check for a quote that is not "
               "closed (in what begins on line 2)\n");
    check_told(ORG "people:\n  - id: a\n    name\n    note: b\n",
               "f:5:5: error: YAML syntax: ':' is missing after a key; write 'key: value'\n");
    check_told_in("kijun: 1\n\tx: 1\n", 15, KJ_JA,
                  "f:2:1: error: YAMLの書き方: 字下げにタブは使えません。空白にしてください\n");
}

TEST(yaml_that_says_more_than_data_is_refused)
{
    check_told("kijun: 1\norganization: { <<: { id: o }, id: o, name: !x O }\n",
               "f:2:15: error: organization 'o': required field 'name' (name) is missing; add it, "
               "for example 'name: …'\n"
               "f:2:17: error: merge keys (<<) are not supported; write the fields themselves\n"
               "f:2:45: error: tag '!x' is not used here; remove it (the type of a field is "
               "known)\n");
    check_told(ORG "? [a]\n: b\n\"\": c\n",
               "f:3:3: error: a key must be a name, not a list or mapping\n"
               "f:5:1: error: the name before ':' is missing\n");
    check_told("%TAG ! tag:x,2000:\n---\n" ORG,
               "f:1:1: error: YAML directives (lines beginning with %) are not used here; remove "
               "the line\n");
    check_told(ORG "people: *x\n", "f:3:9: error: alias '*x' has no anchor '&x' before it; put the "
                                   "value in quotes if '*' is meant itself\n");
    check_told(ORG "people: &x [*x]\n", "f:3:13: error: alias '*x' stands within its own anchor; "
                                        "write the value itself\n");
    check_told("kijun: !!int 1\norganization: !!map { id: !!str o, name: ! O }\n", "");
}

TEST(exploding_aliases_give_one_error)
{
    check_told("kijun: 1\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
               "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
               "e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n",
               "f:7:11: error: the aliases (*) of this file expand to too much (limit 200000); "
               "write it without them\n");
}

TEST(depth_is_bounded_with_and_without_aliases)
{
    char text[600] = "kijun: 1\nx: ";
    memset(text + strlen(text), '[', 64);
    check_told(text, "f:2:67: error: nested too deeply (at most 64 levels); use fewer lists and "
                     "mappings\n");
    check_told("kijun: 1\na: &a [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]"
               "]]]]]]]]]]]]]\nb: [[[[[[[[[[[[[[[[[[[[[[[[*a]]]]]]]]]]]]]]]]]]]]]]]]\n",
               "f:3:28: error: nested too deeply (at most 64 levels); use fewer lists and "
               "mappings\n");
}

TEST(a_file_over_64_mib_is_refused)
{
    size_t len = ((size_t)64 << 20) + 1;
    char *text = malloc(len);
    memset(text, '#', len);
    check_told_in(text, len, KJ_EN,
                  "f: error: the file is too large (67108865 bytes, at most 67108864); split it "
                  "into several\n");
    free(text);
}

TEST(a_broken_file_leaves_nothing_behind_and_others_are_still_checked)
{
    KjFile files[] = {file("a/a.yaml", ORG),
                      file("a/b.yaml", "kijun: 1\npeople: [{ id: x, name: y }]\nx: ["),
                      file("a/c.yaml", "kijun: 1\nsystms: []\n")};
    Read read = read_files(files, 3, KJ_EN);
    CHECK_INT(read.diags.errors, 2);
    CHECK_INT(read.dataset->tables[PERSON].rows, 0);
    CHECK(strstr(read.told.data, "a/b.yaml:4:1: error: YAML syntax") != NULL);
    CHECK(strstr(read.told.data, "a/c.yaml:2:1: error: there is no kind 'systms'") != NULL);
    clear(&read);
}

// ---- organisations ----

TEST(files_belong_to_the_nearest_folder_with_an_organisation)
{
    KjFile files[] = {
        file("b/people.yaml", "kijun: 1\npeople: [{ id: p, name: y }]\n"),
        file("b/deep/er/systems.yaml", "kijun: 1\nsystems: [{ id: s, name: y, owner: p }]\n"),
        file("b/org.yaml", ORG),
        file("a/org.yaml", "kijun: 1\norganization: { id: a, name: A }\n"),
        file("a/kijun.yaml", "this: is [not data"),
        file("a/deep/people.yaml", "kijun: 1\npeople: [{ id: p, name: y }]\n")};
    Read read = read_files(files, 6, KJ_EN);
    CHECK_STR(read.told.data, "");
    CHECK_INT(read.dataset->org_count, 2);
    CHECK_INT(kj_dataset_find(read.dataset, 0, PERSON, KJ_TEXT("p")), 0);
    CHECK_INT(kj_dataset_find(read.dataset, 1, PERSON, KJ_TEXT("p")), 1);
    CHECK(kj_dataset_find(read.dataset, 1, SYSTEM, KJ_TEXT("s")) >= 0);
    clear(&read);
}

TEST(the_order_of_files_makes_no_difference)
{
    KjFile files[] = {file("a.yaml", ORG), file("b.yaml", "kijun: 1\npeple: []\n"),
                      file("c.yaml", "kijun: 1\npeople: [{ id: p, nme: y }]\n")};
    KjFile reversed[] = {files[2], files[1], files[0]};
    Read one = read_files(files, 3, KJ_JA), other = read_files(reversed, 3, KJ_JA);
    CHECK_STR(one.told.data, other.told.data);
    CHECK_INT(one.diags.errors, 3);
    clear(&one);
    clear(&other);
}

TEST(a_file_without_an_organisation_is_told)
{
    KjFile lone = file("x/a.yaml", "kijun: 1\npeople: [{ id: p, nme: y }]\n");
    Read read = read_files(&lone, 1, KJ_EN);
    CHECK_STR(read.told.data,
              "x/a.yaml:1:1: error: no organisation: write 'organization: { id: …, name: … }' in "
              "this file or in a file of this folder or one above\n"
              "x/a.yaml:2:19: error: person 'p': field 'nme': there is no such field; did you mean "
              "'name'?\n");
    clear(&read);
    KjFile two[] = {file("d/a.yaml", ORG),
                    file("d/b.yaml", "kijun: 1\norganization: { id: b, name: B }\n"),
                    file("d/c.yaml", "kijun: 1\n")};
    read = read_files(two, 3, KJ_EN);
    CHECK_STR(read.told.data,
              "d/c.yaml:1:1: error: folder d holds several organisations: write 'organization' in "
              "this file, or give each organisation a folder\n");
    clear(&read);
}

TEST(no_files_at_all_is_an_error)
{
    KjFile settings = file("kijun.yaml", "zone: +09:00\n");
    Read read = read_files(&settings, 1, KJ_EN);
    CHECK_STR(read.told.data, "error: no data files; put a YAML file with 'kijun: 1' and "
                              "'organization' there\n");
    clear(&read);
}

TEST(an_organisation_is_a_mapping_with_an_id)
{
    check_told("kijun: 1\norganization: o\n", "f:2:15: error: organization: write it as a mapping: "
                                              "organization: { id: …, name: … }\n");
    check_told("kijun: 1\norganization: { name: O, tpye: x }\n",
               "f:2:1: error: organization: the id is missing; write 'id: …'\n"
               "f:2:26: error: organization: field 'tpye': there is no such field; did you mean "
               "'type'?\n");
    check_told("kijun: 1\norganization:\n  id: o\n  name: O\n  type: minstry\n",
               "f:5:9: error: organization 'o': field 'type': 'minstry' is not one of the values; "
               "did you mean 'ministry'? expected: ministry, agency, operator\n");
}

TEST(problems_are_told_in_japanese)
{
    check_told_in(ORG "systms: []\n", sizeof ORG - 1 + 11, KJ_JA,
                  "f:3:1: error: 「systms」という種別はありません。もしかして「systems」ですか\n");
}

TEST(beyond_the_cap_problems_are_only_counted)
{
    KjBuf text;
    kj_buf_init(&text, 0);
    kj_buf_puts(&text, ORG "people:\n");
    for (int i = 0; i < 3000; i++)
        kj_buf_printf(&text, "  - { id: p%d, nme: x }\n", i);
    KjFile f = {"f", text.data, text.len};
    Read read = read_files(&f, 1, KJ_EN);
    CHECK_INT(read.diags.count, 1000);
    CHECK_INT(read.diags.errors, 6000); // each also lacks its name
    clear(&read);
    kj_buf_clear(&text);
}

// ---- trees ----

TEST(a_tree_has_maps_lists_and_text)
{
    static const char text[] =
        "ｚｏｎｅ: +09:00\npacks: [common, &p 'it-continuity', *p]\nnothing: ~\n"
        "deep: { a: { b: 010 } }\n";
    KjArena *arena = kj_arena_new();
    KjDiags diags;
    KjValue value;
    kj_diags_init(&diags, KJ_EN);
    CHECK(kj_yaml_tree("kijun.yaml", text, sizeof text - 1, arena, &diags, &value));
    CHECK(kj_text_is(kj_map_text(&value, "zone"), "+09:00"));
    CHECK_INT(kj_map_list(&value, "packs")->count, 3);
    CHECK(kj_text_is(kj_map_list(&value, "packs")->items[2].u.text, "it-continuity"));
    CHECK_INT(kj_map_get(&value, "nothing")->type, KJ_NONE);
    CHECK(kj_text_is(kj_map_text(kj_map_get(kj_map_get(&value, "deep"), "a"), "b"), "010"));
    CHECK(kj_yaml_tree("kijun.yaml", "", 0, arena, &diags, &value));
    CHECK_INT(value.type, KJ_NONE);
    CHECK(!kj_yaml_tree("kijun.yaml", "a: 1\na: 2\n", 10, arena, &diags, &value));
    CHECK_STR(diags.items[0].body, "given twice; remove one");
    CHECK_INT(diags.items[0].place.line, 2);
    kj_diags_clear(&diags);
    kj_arena_free(arena);
}

int main(void)
{
    return RUN(
        a_good_file_is_read_without_a_word, text_is_kept_as_it_was_written, a_fact_knows_its_place,
        names_are_compared_after_nfkc, aliases_stand_for_what_they_name,
        line_ends_marks_and_directives_of_windows_and_yaml_are_fine,
        an_unknown_field_is_told_with_the_nearest_name, columns_count_characters,
        a_field_given_twice_is_told_with_the_first_line, computed_fields_and_kinds_cannot_be_given,
        values_of_the_wrong_shape_are_told, a_missing_value_is_told_at_its_key,
        rows_of_a_list_of_groups_are_numbered_from_one, an_id_is_one_word,
        a_record_with_a_bad_id_is_read_for_its_other_problems, records_come_as_a_list_of_mappings,
        an_unknown_kind_is_told_with_the_nearest_name, the_version_must_be_1,
        a_file_holds_one_mapping, bytes_that_are_not_utf8_are_told_with_their_place,
        a_syntax_error_is_told_with_its_place, yaml_that_says_more_than_data_is_refused,
        exploding_aliases_give_one_error, depth_is_bounded_with_and_without_aliases,
        a_file_over_64_mib_is_refused,
        a_broken_file_leaves_nothing_behind_and_others_are_still_checked,
        files_belong_to_the_nearest_folder_with_an_organisation,
        the_order_of_files_makes_no_difference, a_file_without_an_organisation_is_told,
        no_files_at_all_is_an_error, an_organisation_is_a_mapping_with_an_id,
        problems_are_told_in_japanese, beyond_the_cap_problems_are_only_counted,
        a_tree_has_maps_lists_and_text);
}
