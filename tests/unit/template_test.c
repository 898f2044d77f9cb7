// Templates: what is filled into them is read as the facts that were meant, whichever headers they
// have; and labels that mean several things never become headers.
#include "engine/ingest/ingest.h"
#include "engine/output/facts_yaml.h"
#include "engine/output/sheet_names.h"
#include "engine/output/template.h"
#include "tests/unit/check.h"
#include "tests/unit/ingest_schema.h"

#define ZONE KJ_ZONE_JAPAN

typedef struct Files {
    KjFile items[16];
    KjBuf bytes[16];
    size_t count;
} Files;

static KjBuf *add_file(Files *files, const char *name)
{
    files->items[files->count].path = name;
    kj_buf_init(&files->bytes[files->count], 0);
    return &files->bytes[files->count++];
}

// The facts of the one organisation in the files, as YAML.
static char *facts_in(const KjSchema *schema, Files *files)
{
    KjIngestOptions options = {.zone = ZONE};
    KjArena *arena = kj_arena_new();
    KjBuilder *builder;
    KjDataset *dataset;
    KjValue facts;
    KjDiags diags;
    KjBuf out;

    kj_diags_init(&diags, KJ_EN);
    kj_buf_init(&out, 0);
    builder = kj_builder_new(schema, &diags);
    for (size_t i = 0; i < files->count; i++) {
        files->items[i].data = files->bytes[i].data;
        files->items[i].len = files->bytes[i].len;
    }
    kj_ingest(builder, schema, files->items, files->count, &options, &diags);
    dataset = kj_builder_seal(builder);
    kj_builder_free(builder);
    kj_diags_print(&diags, &out);
    CHECK_STR(out.data ? out.data : "", "");
    kj_buf_reset(&out);
    CHECK_INT(dataset->org_count, 1);
    facts = kj_dataset_facts(dataset, 0, arena);
    kj_facts_yaml(&out, schema, &facts, ZONE);
    kj_dataset_free(dataset);
    kj_diags_clear(&diags);
    kj_arena_free(arena);
    for (size_t i = 0; i < files->count; i++)
        kj_buf_clear(&files->bytes[i]);
    return kj_buf_take(&out, NULL);
}

static const int32_t all_kinds[] = {ORGANIZATION, SYSTEM, PERSON, INCIDENT};

static KjBookOut *template_of(const KjRegistry *registry, bool labels, bool workbook)
{
    KjView view = {.registry = registry, .lang = labels ? KJ_JA : KJ_EN, .zone = ZONE};

    return kj_template(&view, all_kinds, sizeof all_kinds / sizeof *all_kinds,
                       (KjTemplateOptions){.labels = labels, .workbook = workbook});
}

// ---- filling in ---------------------------------------------------------------------------------

typedef struct Entry {
    const char *sheet;
    int row;
    const char *name, *label; // of the header; label NULL: the name
    const char *text;
} Entry;

static const Entry entries[] = {
    {"organization", 0, "id*", NULL, "reiji"},
    {"organization", 0, "name*", "名称*", "例示省"},
    {"organization", 0, "type", "種類", "ministry"},
    {"organization", 0, "supervises", "所管", "甲; 乙"},
    {"organization", 0, "fiscal_year_starts", NULL, "4月1日"},
    {"systems", 0, "id*", NULL, "mail"},
    {"systems", 0, "name*", "名称*", "=電子メール"},
    {"systems", 0, "rto", "目標復旧時間", "3時間"},
    {"systems", 0, "standby.type", "待機系.方式", "ウォーム"},
    {"systems", 0, "standby.site", "待機系.拠点", "4.10"},
    {"systems", 0, "depends_on", "依存先", "dns\nauth"},
    {"systems", 0, "base", NULL, "○"},
    {"systems", 0, "updated_on", "更新日", "令和8年4月1日"},
    {"systems", 0, "note", "備考", "(1)"},
    {"systems", 1, "id*", NULL, "dns"},
    {"systems", 1, "name*", "名称*", "名前解決"},
    {"systems", 1, "users", NULL, "1,200"},
    {"systems", 2, "id*", NULL, "auth"},
    {"systems", 2, "name*", "名称*", "認証"},
    {"systems", 2, "base", NULL, "×"},
    {"systems.rlo", 0, "system*", "情報システム*", "mail"},
    {"systems.rlo", 0, "after*", NULL, "1時間"},
    {"systems.rlo", 0, "percent", NULL, "50%"},
    {"systems.rlo", 1, "system*", "情報システム*", "mail"},
    {"systems.rlo", 1, "after*", NULL, "3h"},
    {"people", 0, "id*", NULL, "ito"},
    {"people", 0, "name*", "氏名*", "伊藤"},
    {"people", 0, "contact.phone", "contact.電話", "03-0000-0000"},
    {"people", 0, "kana", NULL, "いとう"},
    {"people", 0, "full_title", NULL, "課長"},
};

static const char *const meant =
    "kijun: 1\n"
    "organization: {id: reiji, name: 例示省, type: ministry, supervises: [甲, 乙],\n"
    "  fiscal_year_starts: 04-01}\n"
    "systems:\n"
    "  - {id: mail, name: =電子メール, rto: 3h, standby: {type: warm, site: '4.10'},\n"
    "     depends_on: [dns, auth], base: true, updated_on: 2026-04-01, note: (1),\n"
    "     rlo: [{after: 1h, percent: 50%}, {after: 3h}]}\n"
    "  - {id: dns, name: 名前解決, users: 1200}\n"
    "  - {id: auth, name: 認証, base: false}\n"
    "people:\n"
    "  - {id: ito, name: 伊藤, contact: {phone: 03-0000-0000}, kana: いとう, full_title: 課長}\n";

static KjBookSheet *sheet_named(const KjBookOut *book, const char *name)
{
    for (size_t i = 0; i < book->count; i++)
        if (kj_text_is(book->sheets[i]->name, name))
            return book->sheets[i];
    printf("no sheet %s\n", name);
    return NULL;
}

static KjBookColumn *column_named(const KjBookSheet *sheet, const char *header)
{
    for (size_t i = 0; i < sheet->column_count; i++)
        if (kj_text_is(sheet->columns[i].header, header))
            return &sheet->columns[i];
    printf("sheet %s has no column %s\n", sheet->name.data, header);
    return NULL;
}

static void fill_in(const KjBookOut *book, const Entry *entry, bool labels)
{
    KjBookSheet *sheet = sheet_named(book, entry->sheet);
    const char *header = labels && entry->label ? entry->label : entry->name;
    const KjBookColumn *column = sheet ? column_named(sheet, header) : NULL;

    CHECK(column != NULL);
    if (!column)
        return;
    while (sheet->row_count <= (size_t)entry->row)
        kj_book_add_row(sheet);
    sheet->cells[(size_t)entry->row * sheet->column_count + (size_t)(column - sheet->columns)] =
        kj_put_text(kj_text(entry->text));
}

static void write_book(const KjBookOut *book, bool workbook, Files *files)
{
    KjError error = {.message = ""};

    if (workbook) {
        CHECK(kj_book_xlsx(book, add_file(files, "form.xlsx"), &error));
        CHECK_STR(error.message, "");
    }
    for (size_t i = 0; !workbook && i < book->count; i++)
        kj_book_csv(book->sheets[i], add_file(files, kj_arena_printf(book->arena, "%s.csv",
                                                                     book->sheets[i]->name.data)));
}

static void filled_in_gives_what_was_meant(bool labels, bool workbook)
{
    KjError error;
    KjSchema *schema = sample_schema(&error);
    KjRegistry registry = {.schema = schema};
    KjBookOut *book = template_of(&registry, labels, workbook);
    Files sheets = {.count = 0}, yaml = {.count = 0};
    char *is, *expected;

    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
        fill_in(book, &entries[i], labels);
    write_book(book, workbook, &sheets);
    kj_buf_puts(add_file(&yaml, "meant.yaml"), meant);
    is = facts_in(schema, &sheets);
    expected = facts_in(schema, &yaml);
    CHECK_STR(is, expected);
    CHECK(strstr(expected, "rlo") != NULL);
    kj_free(is);
    kj_free(expected);
    kj_book_free(book);
    kj_schema_free(schema);
}

TEST(a_workbook_with_labels_that_is_filled_in_gives_the_facts_meant)
{
    filled_in_gives_what_was_meant(true, true);
}

TEST(a_workbook_with_names_that_is_filled_in_gives_the_facts_meant)
{
    filled_in_gives_what_was_meant(false, true);
}

TEST(csv_files_that_are_filled_in_give_the_facts_meant)
{
    filled_in_gives_what_was_meant(true, false);
    filled_in_gives_what_was_meant(false, false);
}

// ---- what is in it ------------------------------------------------------------------------------

TEST(every_field_that_data_may_give_has_its_column_and_no_other)
{
    KjError error;
    KjSchema *schema = sample_schema(&error);
    KjRegistry registry = {.schema = schema};
    KjBookOut *book = template_of(&registry, false, true);
    const KjBookSheet *systems = sheet_named(book, "systems");

    CHECK_INT(book->count, 6); // with the lists of groups, without what is computed
    CHECK_INT(systems->column_count, 1 + schema->kinds[SYSTEM].field_count - 3);
    CHECK(column_named(systems, "rto")->cells == KJ_PUT_TEXT);
    CHECK(column_named(systems, "updated_on")->cells == KJ_PUT_DATE);
    CHECK(column_named(systems, "users")->cells == KJ_PUT_NUMBER);
    CHECK(column_named(systems, "steps")->cells == KJ_PUT_TEXT);
    CHECK(column_named(systems, "name*")->required);
    CHECK(!column_named(systems, "rto")->required);
    CHECK_INT(column_named(systems, "standby.type")->choice_count, 4);
    CHECK_STR(column_named(systems, "standby.type")->choices[1].data, "warm");
    CHECK_STR(column_named(systems, "base")->choices[0].data, "yes");
    CHECK(systems->blank_rows > 1);
    kj_book_free(book);
    book = template_of(&registry, true, true);
    systems = sheet_named(book, "systems");
    CHECK_STR(column_named(systems, "待機系.方式")->choices[1].data, "ウォーム");
    CHECK_STR(column_named(systems, "base")->choices[0].data, "○");
    kj_book_free(book);
    kj_schema_free(schema);
}

static void check_note(const KjRegistry *registry, KjLang lang, int32_t kind, const char *field,
                       const char *expected)
{
    KjView view = {.registry = registry, .lang = lang};
    int32_t index = kj_kind_field(&registry->schema->kinds[kind], kj_text(field));
    KjBuf out;

    kj_buf_init(&out, 0);
    kj_template_note(&out, &view, kind, index);
    CHECK_STR(out.data, expected);
    kj_buf_clear(&out);
}

TEST(notes_tell_how_a_field_is_written)
{
    KjError error;
    KjSchema *schema = sample_schema(&error);
    KjRegistry registry = {.schema = schema};

    check_note(&registry, KJ_JA, SYSTEM, "name", "名称 [name]\n型: 文字\n必須");
    check_note(&registry, KJ_JA, SYSTEM, "rto",
               "目標復旧時間 [rto]\n型: 時間の長さ\n書き方: 3時間、90分、1日、2週間");
    check_note(&registry, KJ_EN, SYSTEM, "supply", "supply\nType: quantity, unit kW\nWrite: 100kW");
    check_note(&registry, KJ_EN, SYSTEM, "ratio",
               "ratio\nType: percentage\nWrite: 80%\nRange: from 0% up to 100%");
    check_note(&registry, KJ_JA, SYSTEM, "users",
               "users\n型: 整数\n書き方: 120、1,200\n範囲: 0 以上");
    check_note(&registry, KJ_JA, SYSTEM, "depends_on",
               "依存先 [depends_on]\n型: 参照\n"
               "複数書けます。; かセル内の改行で区切ります。「なし」は - です。\n"
               "参照先: 情報システム (systems) の id");
    check_note(&registry, KJ_EN, SYSTEM, "about",
               "about\nType: reference\n"
               "Refers to: any record, by its id, or kind:id where several have that id");
    check_note(&registry, KJ_EN, SYSTEM, "standby.type",
               "方式 [standby.type]\nType: choice\nWrite: hot (ホット), warm (ウォーム), cold "
               "(コールド), none (なし)");
    kj_schema_free(schema);
}

// ---- headers ------------------------------------------------------------------------------------

#define FIELD(name_, ja_, group_)                                                                  \
    {                                                                                              \
        .name = {name_, sizeof(name_) - 1}, .label = {{ja_, sizeof(ja_) - 1}, {"", 0}},            \
        .type = KJ_TEXT_TYPE, .target = -1, .child = -1, .group = (group_)                         \
    }

// Labels that several fields have, that are the name of another, or that readers would change.
TEST(a_label_is_a_header_only_if_it_means_one_field)
{
    static KjField fields[] = {
        FIELD("name", "名称", -1),  FIELD("from", "日付", -1),       FIELD("until", "日付", -1),
        FIELD("title", "Name", -1), FIELD("key", "ID", -1),          FIELD("star", "印*", -1),
        FIELD("two", "二\n行", -1), FIELD("plan", "計画", -1),       FIELD("plan.due", "期限", 7),
        FIELD("short", "期限", -1), FIELD("dotted", "計画.due", -1), FIELD("none", "", -1),
        FIELD("gap", "差", -1),     FIELD("computed", "差", -1),
    };
    static const char *const expected[] = {
        "名称", "from",      "until", "title",  "key",  "star", "two",
        "計画", "計画.期限", "期限",  "dotted", "none", "差",
    };
    static KjKind kind = {.name = {"k", 1},
                          .plural = {"ks", 2},
                          .parent = -1,
                          .fields = fields,
                          .field_count = sizeof fields / sizeof *fields};
    KjSchema schema = {.kinds = &kind, .kind_count = 1};
    KjSheetNaming naming = {
        .schema = &schema, .arena = kj_arena_new(), .lang = KJ_JA, .labels = true};

    fields[7].type = KJ_GROUP;
    fields[13].derived = true; // cannot be given, so it does not count
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        CHECK_STR(kj_sheet_header_of(&naming, 0, (int32_t)i).data, expected[i]);
    kj_arena_free(naming.arena);
}

TEST(names_of_sheets_are_cut_for_workbooks_only)
{
    static KjField field = FIELD("a_rather_long_list_of_things", "", -1);
    static KjKind kinds[] = {{.name = {"organization", 12},
                              .plural = {"", 0},
                              .singleton = true,
                              .parent = -1,
                              .fields = &field,
                              .field_count = 1},
                             {.name = {"organization.x", 14}, .parent = 0, .parent_field = 0}};
    KjSchema schema = {.kinds = kinds, .kind_count = 2};
    KjSheetNaming naming = {.schema = &schema, .arena = kj_arena_new()};

    CHECK_STR(kj_sheet_name_of(&naming, 0).data, "organization");
    CHECK_STR(kj_sheet_name_of(&naming, 1).data, "organization.a_rather_long_list_of_things");
    CHECK_STR(kj_sheet_id_header_of(&naming, 1).data, "organization");
    naming.workbook = true;
    CHECK_STR(kj_sheet_name_of(&naming, 1).data, "organization.a_rather_long_list");
    kj_arena_free(naming.arena);
}

int main(void)
{
    return RUN(a_workbook_with_labels_that_is_filled_in_gives_the_facts_meant,
               a_workbook_with_names_that_is_filled_in_gives_the_facts_meant,
               csv_files_that_are_filled_in_give_the_facts_meant,
               every_field_that_data_may_give_has_its_column_and_no_other,
               notes_tell_how_a_field_is_written, a_label_is_a_header_only_if_it_means_one_field,
               names_of_sheets_are_cut_for_workbooks_only);
}
