// Which files start an organisation, and which files belong together. What the quick look at YAML says
// must be what reading says; tests/fuzz/units_fuzz.c holds them against each other.
#include "engine/base/buf.h"
#include "engine/ingest/units.h"
#include "tests/unit/check.h"
#include "tests/unit/ingest_schema.h"

typedef struct Written {
    const char *text;
    KjFileSort sort;
} Written;

static void check_sort(const KjSchema *schema, const char *path, const char *text, size_t len,
                       KjFileSort sort)
{
    KjFile file = {path, text, len};
    KjFileSort is = kj_file_sort(schema, &file, NULL, NULL);
    CHECK_INT(is, sort);
    if (is != sort)
        printf("  of %s: %s\n", path, text);
}

static void check_all(const Written *written, size_t count)
{
    KjError error;
    KjSchema *schema = sample_schema(&error);
    for (size_t i = 0; i < count; i++)
        check_sort(schema, "a.yaml", written[i].text, strlen(written[i].text), written[i].sort);
    kj_schema_free(schema);
}

#define CHECK_ALL(written) check_all(written, sizeof(written) / sizeof *(written))

TEST(a_file_starts_an_organisation_where_the_key_stands_at_the_top)
{
    static const Written written[] = {
        {"kijun: 1\norganization: { id: o }\n", KJ_FILE_STARTS},
        {"kijun: 1\r\norganization:\r\n  id: o\r\n", KJ_FILE_STARTS},
        {"\xEF\xBB\xBForganization: { id: o }\n", KJ_FILE_STARTS},
        {"# of the ministry\n---\norganization : { id: o }", KJ_FILE_STARTS},
        {"kijun: 1\norganization:", KJ_FILE_STARTS},
        {"kijun: 1\nsystems: []\n", KJ_FILE_JOINS},
        {"kijun: 1\norganizations: 1\norganization_name: x\n", KJ_FILE_JOINS},
        {"kijun: 1\norganization:x: 1\n", KJ_FILE_JOINS},
        {"kijun: 1\nsystems:\n- organization: { id: o }\n", KJ_FILE_JOINS},
        {"kijun: 1\nsystems:\n  organization: { id: o }\n", KJ_FILE_JOINS},
        {"kijun: 1\n# organization: { id: o }\n", KJ_FILE_JOINS},
        {"kijun: 1 # organization:\n", KJ_FILE_JOINS},
    };
    CHECK_ALL(written);
}

TEST(the_key_is_found_however_it_is_written)
{
    static const Written written[] = {
        {"{ kijun: 1, organization: { id: o } }\n", KJ_FILE_STARTS},
        {"--- { kijun: 1, organization: { id: o } }\n", KJ_FILE_STARTS},
        {"{ kijun: 1, organizations: { id: o } }\n", KJ_FILE_JOINS},
        {"kijun: 1\n\"organization\": { id: o }\n", KJ_FILE_STARTS},
        {"kijun: 1\n'organization' : { id: o }\n", KJ_FILE_STARTS},
        {"kijun: 1\n\"organiz\\u0061tion\": { id: o }\n", KJ_FILE_STARTS},
        {"? kijun\n: 1\n? organization\n: { id: o }\n", KJ_FILE_STARTS},
        {"kijun: 1\n&a organization: { id: o }\n", KJ_FILE_STARTS},
        {"kijun: 1\n!!str organization: { id: o }\n", KJ_FILE_STARTS},
        {"kijun: 1\nｏｒｇａｎｉｚａｔｉｏｎ: { id: o }\n", KJ_FILE_STARTS},
        {"kijun: 1\norganiｚation: { id: o }\n", KJ_FILE_STARTS},
        {"kijun: 1\norganization　: { id: o }\n", KJ_FILE_STARTS},
        {"kijun: 1\norganisé: 1\n", KJ_FILE_JOINS},
    };
    CHECK_ALL(written);
}

TEST(the_whole_file_may_be_indented)
{
    static const Written written[] = {
        {"  kijun: 1\n  organization: { id: o }\n", KJ_FILE_STARTS},
        {"\n# x\n---\n  # y\n  kijun: 1\n  organization: { id: o }\n", KJ_FILE_STARTS},
        {" { kijun: 1, organization: { id: o } }\n", KJ_FILE_STARTS},
        {"  kijun: 1\n  systems: []\n", KJ_FILE_JOINS},
    };
    CHECK_ALL(written);
}

TEST(lines_end_as_yaml_says)
{
    static const Written written[] = {
        {"kijun: 1\rorganization: { id: o }\r", KJ_FILE_STARTS},
        {"kijun: 1\xC2\x85organization: { id: o }\n", KJ_FILE_STARTS},
        {"kijun: 1\xE2\x80\xA8organization: { id: o }\n", KJ_FILE_STARTS},
        {"kijun: 1\xE2\x80\xA9organization: { id: o }\n", KJ_FILE_STARTS},
        {"kijun: 1\nsystems: []\r", KJ_FILE_JOINS},
    };
    CHECK_ALL(written);
}

TEST(a_line_of_a_text_is_not_the_key)
{
    static const Written written[] = {
        {"kijun: 1\nx: \"a\norganization: b\n\"\n", KJ_FILE_JOINS},
        {"kijun: 1\nx: 'a\norganization: b\n'\n", KJ_FILE_JOINS},
        {"kijun: 1\nx: [ a,\norganization: b\n]\n", KJ_FILE_JOINS},
        {"kijun: 1\nx: { a: 1,\norganization: b\n}\n", KJ_FILE_JOINS},
        {"kijun: 1\nx: { a: \"1\" }\norganization: { id: o }\n", KJ_FILE_STARTS},
        {"kijun: 1\nx: |\n organization: b\n", KJ_FILE_JOINS},
    };
    CHECK_ALL(written);
}

TEST(what_cannot_be_read_may_have_started_one)
{
    static const Written written[] = {
        {"", KJ_FILE_UNSURE},           {"# nothing\n\n", KJ_FILE_UNSURE},
        {"---\n", KJ_FILE_UNSURE},      {"{ kijun: 1, organization: { id: o }\n", KJ_FILE_UNSURE},
        {"[ a, b ]\n", KJ_FILE_UNSURE}, {"\xFF\xFEk", KJ_FILE_UNSURE},
    };
    CHECK_ALL(written);
}

typedef struct Started {
    const char *path, *text, *id;
    uint32_t line, column;
} Started;

static void check_starter(const KjSchema *schema, const Started *started)
{
    KjFile file = {started->path, started->text, strlen(started->text)};
    KjArena *arena = kj_arena_new();
    KjStarter starter = {.id = KJ_TEXT("")};
    CHECK_INT(kj_file_sort(schema, &file, arena, &starter), KJ_FILE_STARTS);
    CHECK_STR(starter.id.data, started->id);
    CHECK_INT(starter.place.line, started->line);
    CHECK_INT(starter.place.column, started->column);
    CHECK(!*started->id || strncmp(starter.place.file, started->path, 5) == 0);
    kj_arena_free(arena);
}

TEST(a_file_tells_which_organisation_it_starts)
{
    static const Started started[] = {
        {"a.yaml", "kijun: 1\norganization:\n  id: o-1\n  name: x\n", "o-1", 3, 3},
        {"a.yaml", "\xEF\xBB\xBForganization:\r\n  id: o\r\n", "o", 2, 3},
        {"a.yaml", "organization: # ours\n\n  # of old\n    name: x\n    id: o # short", "o", 4, 5},
        {"a.yaml", "organization:\n  head: { a: 1 }\n  x:\n    id: p\n  id: o\n", "o", 2, 3},
        {"a.yaml", "organization:\n  x: |\n    id: p\n  id: o\n", "o", 2, 3},
        {"a.yaml", "organization:\n  x: \"\n  id: p\n  \"\n  id: o\n", "o", 2, 3},
        {"a.yaml", "organization: { name: x, id: o }\n", "o", 1, 15},
        {"a.yaml", "kijun: 1\norganization : {id: o, name: x }\n", "o", 2, 16},
        {"a.yaml", "\xEF\xBB\xBForganization: { id: o }", "o", 1, 15},
        {"a.yaml", "organization: { id: o x }\n", "", 0, 0},
        {"a.yaml", "organization: { id: o#,\n  name: x }\n", "o#", 1, 15},
        {"a.yaml", "organization: { id: o\n }\n", "o", 1, 15},
        {"a.yaml", "organization: &a\n  id: \"o\"\n", "o", 1, 15},
        {"a.yaml", "organization:\n  id: ｏ１\n", "o1", 2, 3},
        {"a.yaml", "organization:\n  \"id\": o\n", "o", 2, 3},
        {"a.yaml", "organization:\n  id:\n    o\n", "o", 2, 3},
        {"a.yaml", "organization:\n  id: o\rsystems: []\n", "o", 2, 3},
        {"a.yaml", "organization:\n  id: 001\nsystems: []\n", "001", 2, 3},
        {"a.csv/organization.csv", "name,id\nx,ｏ\n", "o", 2, 2},
        /* none that can be used */
        {"a.yaml", "organization:\n  id: a\n    b\n", "", 0, 0},
        {"a.yaml", "organization:\n  id: null\n", "", 0, 0},
        {"a.yaml", "organization:\n  id: a/b\n", "", 0, 0},
        {"a.yaml", "organization:\n  name: x\nsystems:\n- id: o\n", "", 0, 0},
        {"a.yaml", "organization:\n  name: x\nid: o\n", "", 0, 0},
        {"a.yaml", "organization:\n", "", 0, 0},
        {"a.yaml", "organization: x", "", 0, 0},
        {"a.csv/organization.csv", "id,name\n,x\n", "", 0, 0},
        {"a.csv/organization.csv", "name\nx\n", "", 0, 0},
    };
    KjError error;
    KjSchema *schema = sample_schema(&error);
    for (size_t i = 0; i < sizeof started / sizeof *started; i++)
        check_starter(schema, &started[i]);
    kj_schema_free(schema);
}

TEST(tables_are_sorted_by_their_names_and_rows)
{
    static const struct {
        const char *path, *text;
        KjFileSort sort;
    } written[] = {
        {"a/organization.csv", "id,name\no,O\n", KJ_FILE_STARTS},
        {"a/組織.csv", "id,name\no,O\n", KJ_FILE_STARTS},
        {"a/organization.csv", "nonsense\no\n", KJ_FILE_STARTS},
        {"a/organization.csv", "id,name\n", KJ_FILE_EMPTY},
        {"a/systems.csv", "id,name\na,A\n", KJ_FILE_JOINS},
        {"a/systems.csv", "id,name\n", KJ_FILE_EMPTY},
        {"a/systems.csv", "", KJ_FILE_UNSURE},
        {"a/systems.csv", "id,nonsense\n", KJ_FILE_UNSURE},
        {"a/systems.csv", "\xFF\xFEk", KJ_FILE_JOINS},
        {"a/organization.csv", "\xFF\xFEk", KJ_FILE_UNSURE},
        {"a/x.xlsx", "no workbook", KJ_FILE_UNSURE},
    };
    KjError error;
    KjSchema *schema = sample_schema(&error);
    for (size_t i = 0; i < sizeof written / sizeof *written; i++)
        check_sort(schema, written[i].path, written[i].text, strlen(written[i].text),
                   written[i].sort);
    kj_schema_free(schema);
}

// ---- the division ----

typedef struct Divided {
    KjBuf units; // "a/o.yaml a/s.yaml | b/o.yaml"
    KjBuf told;
} Divided;

// A word per file: its path, and in front of it + (starts), ? (unsure), 0 (empty) or nothing (joins).
static Divided divide(const char *words)
{
    char text[256], *at = text, *word;
    const char *paths[32];
    KjFileSort sorts[32];
    size_t count = 0;
    KjDiags diags;
    KjUnits units = {0};
    Divided divided;
    snprintf(text, sizeof text, "%s", words);
    while ((word = strsep(&at, " ")) && *word) {
        sorts[count] = *word == '+'   ? KJ_FILE_STARTS
                       : *word == '?' ? KJ_FILE_UNSURE
                       : *word == '0' ? KJ_FILE_EMPTY
                                      : KJ_FILE_JOINS;
        paths[count] = sorts[count] == KJ_FILE_JOINS ? word : word + 1;
        count++;
    }
    kj_diags_init(&diags, KJ_EN);
    kj_units_divide(&units, paths, sorts, count, &diags);
    kj_buf_init(&divided.units, 0);
    kj_buf_init(&divided.told, 0);
    kj_buf_puts(&divided.units, "");
    kj_buf_puts(&divided.told, "");
    for (size_t u = 0; u < units.count; u++)
        for (size_t i = units.first[u]; i < units.first[u + 1]; i++) {
            const char *before = i == 0 ? "" : i == units.first[u] ? " | " : " ";
            kj_buf_printf(&divided.units, "%s%s", before, paths[units.files[i]]);
        }
    kj_diags_print(&diags, &divided.told);
    kj_units_clear(&units);
    kj_diags_clear(&diags);
    return divided;
}

static void check_division(const char *words, const char *units, const char *told)
{
    Divided divided = divide(words);
    const char *is = divided.told.data ? divided.told.data : "";
    CHECK_STR(divided.units.data ? divided.units.data : "", units);
    CHECK(told ? strstr(is, told) != NULL : *is == '\0');
    if (told ? strstr(is, told) == NULL : *is != '\0')
        printf("  told: %s\n", is);
    kj_buf_clear(&divided.units);
    kj_buf_clear(&divided.told);
}

TEST(files_belong_to_the_organisation_of_the_nearest_folder)
{
    check_division("+a/o a/s a/deep/t +b/o b/s", "a/deep/t a/o a/s | b/o b/s", NULL);
    check_division("+o s +a/o a/s b/s", "a/o a/s | b/s o s", NULL);
    check_division("+only", "only", NULL);
    check_division("", "", NULL);
}

TEST(units_come_by_path_whatever_the_order_of_the_files)
{
    check_division("b/s +b/o a/s +a/o", "a/o a/s | b/o b/s", NULL);
    check_division("+2 +10 +1", "1 | 10 | 2", NULL);
}

TEST(a_file_that_belongs_to_nobody_is_told)
{
    check_division("+a/o b/s.yaml", "a/o", "b/s.yaml:1:1: error: no organisation");
    check_division("+a/o b/s.csv", "a/o", "b/s.csv: error: no organization");
    check_division("s.yaml", "", "s.yaml:1:1: error: no organisation");
    check_division("+1 +2 s.yaml", "1 | 2", "folder . holds several organisations");
    check_division("+a/1 +a/2 a/b/s.yaml", "a/1 | a/2", "folder a holds several organisations");
}

// What is wrong with such a file is told when its unit is read.
TEST(an_unsure_file_goes_with_the_organisation_around_it)
{
    check_division("+o ?x s", "o s x", NULL);
    check_division("+a/o ?a/b/x a/b/s +c/o", "a/b/s a/b/x a/o | c/o", NULL);
    check_division("+1 +2 ?x", "1 | 2 | x", NULL);
    check_division("+a/o ?b/x b/s", "a/o | b/s b/x", NULL);
    check_division("?a/x ?a/y a/z +b/o", "a/x a/y a/z | b/o", NULL);
    check_division("?x", "x", NULL);
}

TEST(a_table_without_rows_may_be_nobodys)
{
    check_division("+o 0s", "o s", NULL);
    check_division("+1 +2 0s", "1 | 2", NULL);
    check_division("0s", "", NULL);
}

int main(void)
{
    return RUN(
        a_file_starts_an_organisation_where_the_key_stands_at_the_top,
        the_key_is_found_however_it_is_written, the_whole_file_may_be_indented,
        lines_end_as_yaml_says, a_line_of_a_text_is_not_the_key,
        what_cannot_be_read_may_have_started_one, a_file_tells_which_organisation_it_starts,
        tables_are_sorted_by_their_names_and_rows,
        files_belong_to_the_organisation_of_the_nearest_folder,
        units_come_by_path_whatever_the_order_of_the_files, a_file_that_belongs_to_nobody_is_told,
        an_unsure_file_goes_with_the_organisation_around_it, a_table_without_rows_may_be_nobodys);
}
