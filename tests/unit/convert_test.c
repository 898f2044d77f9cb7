// Whatever can stand in a data file comes back the same through every form that is written.
#include "engine/ingest/ingest.h"
#include "engine/output/facts_cells.h"
#include "engine/output/facts_json.h"
#include "engine/output/facts_tables.h"
#include "engine/output/facts_yaml.h"
#include "engine/output/yaml_text.h"
#include "tests/unit/check.h"
#include "tests/unit/facts_random.h"

#define ROUNDS 300
#define ZONE KJ_ZONE_JAPAN

typedef enum { YAML, JSON, CSV, WORKBOOK } Way;

typedef struct Files {
    KjFile items[32];
    KjBuf bytes[32];
    size_t count;
} Files;

static KjBuf *add_file(Files *files, const char *name)
{
    files->items[files->count].path = name;
    kj_buf_init(&files->bytes[files->count], 0);
    return &files->bytes[files->count++];
}

static void write_tables(const KjSchema *schema, const KjValue *facts, Way way, int32_t zone,
                         bool labels, KjArena *arena, Files *files, KjDiags *diags)
{
    KjTablesOptions options = {KJ_JA, zone, labels, way == WORKBOOK};
    KjBookOut *book = kj_facts_tables(schema, facts, &options, diags);
    KjError error = {.message = ""};
    if (way == WORKBOOK) {
        CHECK(kj_book_xlsx(book, add_file(files, "data.xlsx"), &error));
        CHECK_STR(error.message, "");
    }
    for (size_t i = 0; way == CSV && i < book->count; i++)
        kj_book_csv(book->sheets[i],
                    add_file(files, kj_arena_printf(arena, "%s.csv", book->sheets[i]->name.data)));
    kj_book_free(book);
}

static KjDataset *read_files(const KjSchema *schema, Files *files, int32_t zone, KjDiags *diags)
{
    KjIngestOptions options = {.zone = zone};
    KjBuilder *builder = kj_builder_new(schema, diags);
    for (size_t i = 0; i < files->count; i++) {
        files->items[i].data = files->bytes[i].data;
        files->items[i].len = files->bytes[i].len;
    }
    kj_ingest(builder, schema, files->items, files->count, &options, diags);
    KjDataset *dataset = kj_builder_seal(builder);
    kj_builder_free(builder);
    return dataset;
}

static void show(const char *what, const KjSchema *schema, const KjValue *facts)
{
    KjBuf out;
    kj_buf_init(&out, 0);
    kj_facts_yaml(&out, schema, facts, ZONE);
    printf("---- %s\n%s\n", what, out.data);
    kj_buf_clear(&out);
}

static void print_diags(KjDiags *diags)
{
    KjBuf out;
    kj_buf_init(&out, 0);
    kj_diags_print(diags, &out);
    printf("%.*s", (int)(out.len < 2000 ? out.len : 2000), out.data ? out.data : "");
    kj_buf_clear(&out);
}

// Out and back; true if the same facts came back.
static bool comes_back(const KjSchema *schema, const KjValue *facts, Way way, int32_t zone,
                       bool labels)
{
    KjArena *arena = kj_arena_new();
    Files files = {.count = 0};
    KjDiags diags;
    kj_diags_init(&diags, KJ_EN);
    if (way == YAML)
        kj_facts_yaml(add_file(&files, "data.yaml"), schema, facts, zone);
    else if (way == JSON) // as the store names what it keeps
        kj_facts_json(add_file(&files, "reiji@3"), schema, facts);
    else
        write_tables(schema, facts, way, zone, labels, arena, &files, &diags);
    KjDataset *again = read_files(schema, &files, zone, &diags);
    KjValue back = again->org_count == 1 ? kj_dataset_facts(again, 0, arena) : kj_value_none();
    bool same = diags.errors == 0 && kj_value_equal(facts, &back);
    if (!same) {
        print_diags(&diags);
        show("went out", schema, facts);
        if (kj_facts_check(schema, &back))
            show("came back", schema, &back);
    }
    for (size_t i = 0; i < files.count; i++)
        kj_buf_clear(&files.bytes[i]);
    kj_dataset_free(again);
    kj_diags_clear(&diags);
    kj_arena_free(arena);
    return same;
}

static void check_way(Way way, int32_t zone, bool labels, int rounds)
{
    KjError error = {.message = ""};
    KjSchema *schema = sample_schema(&error);
    CHECK_STR(error.message, "");
    for (int round = 1; round <= rounds && !check_failed; round++) {
        Dice dice = {0x9E3779B97F4A7C15u * (uint64_t)round, way == CSV || way == WORKBOOK};
        KjArena *arena = kj_arena_new();
        KjDiags diags;
        kj_diags_init(&diags, KJ_EN);
        KjDataset *drawn = draw_dataset(schema, &dice, &diags);
        KjValue facts = kj_dataset_facts(drawn, 0, arena);
        CHECK_INT(diags.errors, 0);
        if (diags.errors)
            print_diags(&diags);
        CHECK(kj_facts_check(schema, &facts));
        CHECK(comes_back(schema, &facts, way, zone, labels));
        if (check_failed)
            printf("round %d\n", round);
        kj_dataset_free(drawn);
        kj_diags_clear(&diags);
        kj_arena_free(arena);
    }
    kj_schema_free(schema);
}

TEST(facts_come_back_from_yaml)
{
    check_way(YAML, ZONE, false, ROUNDS);
    check_way(YAML, -12600, false, ROUNDS / 10);
}

// It says the offset of every datetime, so that the zone of those who read it does not matter.
TEST(facts_come_back_from_json)
{
    check_way(JSON, ZONE, false, ROUNDS);
    check_way(JSON, -12600, false, ROUNDS / 10);
}

// The same facts are the same bytes, whatever they were read from.
TEST(json_of_facts_is_canonical)
{
    KjError error = {.message = ""};
    KjSchema *schema = sample_schema(&error);
    for (int round = 1; round <= 30 && !check_failed; round++) {
        Dice dice = {0x9E3779B97F4A7C15u * (uint64_t)round, true};
        KjArena *arena = kj_arena_new();
        KjDiags diags;
        Files json = {.count = 0};
        kj_diags_init(&diags, KJ_EN);
        KjDataset *drawn = draw_dataset(schema, &dice, &diags);
        KjValue facts = kj_dataset_facts(drawn, 0, arena);
        kj_facts_json(add_file(&json, "a"), schema, &facts);
        for (Way way = YAML; way <= CSV; way++) {
            Files files = {.count = 0};
            if (way == YAML)
                kj_facts_yaml(add_file(&files, "data.yaml"), schema, &facts, ZONE);
            else if (way == JSON)
                kj_facts_json(add_file(&files, "o@1"), schema, &facts);
            else
                write_tables(schema, &facts, way, ZONE, false, arena, &files, &diags);
            KjDataset *again = read_files(schema, &files, ZONE, &diags);
            KjValue back = kj_dataset_facts(again, 0, arena);
            KjBuf *bytes = add_file(&json, "b");
            kj_facts_json(bytes, schema, &back);
            CHECK_STR(bytes->data, json.bytes[0].data);
            kj_dataset_free(again);
            for (size_t i = 0; i < files.count; i++)
                kj_buf_clear(&files.bytes[i]);
        }
        for (size_t i = 0; i < json.count; i++)
            kj_buf_clear(&json.bytes[i]);
        kj_dataset_free(drawn);
        kj_diags_clear(&diags);
        kj_arena_free(arena);
    }
    kj_schema_free(schema);
}

TEST(facts_come_back_from_csv)
{
    check_way(CSV, ZONE, false, ROUNDS);
    check_way(CSV, -12600, false, ROUNDS / 10);
    check_way(CSV, ZONE, true, ROUNDS / 10);
}

TEST(facts_come_back_from_workbooks)
{
    check_way(WORKBOOK, ZONE, false, ROUNDS / 3);
    check_way(WORKBOOK, 0, false, ROUNDS / 10);
    check_way(WORKBOOK, ZONE, true, ROUNDS / 10);
}

// 833031887146.6441 and 833031887146.644 are one double.
TEST(money_of_more_than_fifteen_digits_is_text)
{
    const KjField field = {.name = KJ_TEXT("cost"), .type = KJ_MONEY, .child = -1};
    static const struct {
        int64_t amount;
        KjPutType type;
    } cases[] = {{8330318871466441, KJ_PUT_TEXT},
                 {833031887146640, KJ_PUT_NUMBER},
                 {(int64_t)1200000 * KJ_MONEY_SCALE, KJ_PUT_NUMBER},
                 {-1, KJ_PUT_NUMBER},
                 {INT64_MAX, KJ_PUT_TEXT},
                 {INT64_MIN, KJ_PUT_TEXT}};
    KjArena *arena = kj_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        KjValue value = kj_value_whole(KJ_MONEY, cases[i].amount);
        CHECK_INT(kj_fact_cell(arena, &field, &value, ZONE).type, cases[i].type);
    }
    kj_arena_free(arena);
}

// ---- the form of YAML ----

static void check_scalar(const char *text, const char *block, const char *flow)
{
    KjBuf out;
    kj_buf_init(&out, 0);
    kj_yaml_scalar(&out, kj_text(text), false);
    CHECK_STR(out.data, block);
    kj_buf_reset(&out);
    kj_yaml_scalar(&out, kj_text(text), true);
    CHECK_STR(out.data, flow);
    kj_buf_clear(&out);
}

TEST(text_is_quoted_only_where_somebody_could_take_it_for_something_else)
{
    static const char *const plain[] = {"mail",    "電子メール", "a-b",    "2.1.1(1)-1#a",
                                        "a:b",     "it's",       "10Gbps", "3h",
                                        "第3章 1", "a.b",        "x=y",    "100名"};
    static const char *const quoted[] = {
        "no",  "Yes",  "null", "~",  "010", "4.10", "1e5", "1:30",         "2026-04-01", "-",
        "- a", "a: b", "a #b", "@a", " a",  "a ",   "a:",  "03-0000-2052", "0x1F",       "="};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        check_scalar(plain[i], plain[i], plain[i]);
    for (size_t i = 0; i < sizeof quoted / sizeof *quoted; i++) {
        char expected[64];
        snprintf(expected, sizeof expected, "\"%s\"", quoted[i]);
        check_scalar(quoted[i], expected, expected);
    }
    check_scalar("a, b", "a, b", "\"a, b\"");
    check_scalar("a\"\\\t\r\n\xE2\x80\xA8\xEF\xBB\xBF", "\"a\\\"\\\\\\t\\r\\n\\L\\uFEFF\"",
                 "\"a\\\"\\\\\\t\\r\\n\\L\\uFEFF\"");
}

static void check_lines(const char *text, const char *expected)
{
    KjBuf out;
    kj_buf_init(&out, 0);
    CHECK_INT(kj_yaml_has_lines(kj_text(text)), expected != NULL);
    if (expected) {
        kj_yaml_lines(&out, kj_text(text), 2);
        CHECK_STR(out.data, expected);
    }
    kj_buf_clear(&out);
}

TEST(lines_stand_as_lines_where_that_is_exact)
{
    check_lines("a\nb", "|-\n  a\n  b");
    check_lines("a\n\n b\n", "|\n  a\n\n   b");
    check_lines("a\n", "|\n  a");
    check_lines("a", NULL);
    check_lines(" a\nb", NULL);
    check_lines("\na", NULL);
    check_lines("a\n\n", NULL);
    check_lines("a\n  \nb", NULL);
    check_lines("a\n\tb", NULL);
    check_lines("a\r\nb", NULL);
}

int main(void)
{
    return RUN(facts_come_back_from_yaml, facts_come_back_from_json, json_of_facts_is_canonical,
               facts_come_back_from_csv, facts_come_back_from_workbooks,
               money_of_more_than_fifteen_digits_is_text,
               text_is_quoted_only_where_somebody_could_take_it_for_something_else,
               lines_stand_as_lines_where_that_is_exact);
}
