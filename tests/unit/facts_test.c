// The canonical tree of what was written, and the check of trees that come from elsewhere.
#include "engine/ingest/ingest.h"
#include "engine/output/facts_tables.h"
#include "engine/output/facts_yaml.h"
#include "tests/unit/check.h"
#include "tests/unit/facts_random.h"

#define ORG "kijun: 1\norganization: { id: o, name: O }\n"

typedef struct Read {
    KjArena *arena;
    KjSchema *schema;
    KjDataset *dataset;
    KjValue facts;
} Read;

static Read read_texts(const char *const *texts, size_t count)
{
    KjFile files[4];
    KjIngestOptions options = {.zone = KJ_ZONE_JAPAN};
    KjError error = {.message = ""};
    KjDiags diags;
    Read read = {.arena = kj_arena_new(), .schema = sample_schema(&error)};
    static const char *const names[] = {"d.yaml", "c.yaml", "b.yaml", "a.yaml"};
    for (size_t i = 0; i < count; i++)
        files[i] = (KjFile){names[i], texts[i], strlen(texts[i])};
    kj_diags_init(&diags, KJ_EN);
    KjBuilder *builder = kj_builder_new(read.schema, &diags);
    kj_ingest(builder, read.schema, files, count, &options, &diags);
    read.dataset = kj_builder_seal(builder);
    CHECK_INT(diags.errors, 0);
    read.facts = kj_dataset_facts(read.dataset, 0, read.arena);
    kj_builder_free(builder);
    kj_diags_clear(&diags);
    return read;
}

static void clear(Read *read)
{
    kj_dataset_free(read->dataset);
    kj_schema_free(read->schema);
    kj_arena_free(read->arena);
}

// As YAML, since that can be read.
static void check_yaml(const Read *read, const char *expected)
{
    KjBuf out;
    kj_buf_init(&out, 0);
    CHECK(kj_facts_check(read->schema, &read->facts));
    kj_facts_yaml(&out, read->schema, &read->facts, KJ_ZONE_JAPAN);
    CHECK_STR(out.data, expected);
    kj_buf_clear(&out);
}

TEST(the_tree_holds_what_was_written_in_one_form)
{
    static const char *const text[] = {
        ORG "systems:\n"
            "- { steps: [1, 2], id: b, name: no, about: person:p, owner: p, cost: 120万円,\n"
            "    rlo: [{ after: 90min }, { percent: 8割, after: 2時間 }] }\n"
            "- { id: a, name: 'x: y', depends_on: [b, a], standby: {}, supply: 10万キロワット,\n"
            "    updated_on: 令和8年4月1日, base: ○, rlo: [], ratio: ５０%, backup_every: 18mo }\n"
            "people: [{ name: P, id: p, contact: { phone: '03' } }]\n"
            "incidents: [{ id: i, title: T, noticed_at: '2026-08-03 21:14' }]\n"};
    Read read = read_texts(text, 1);
    check_yaml(
        &read,
        "kijun: 1\n\norganization:\n  id: o\n  name: O\n\n"
        "systems:\n"
        "  - id: a\n    name: \"x: y\"\n    standby: {}\n    depends_on: [b, a]\n    rlo: []\n"
        "    base: yes\n    updated_on: 2026-04-01\n    backup_every: 1y6mo\n"
        "    supply: 100000kW\n    ratio: 50%\n\n"
        "  - id: b\n    name: \"no\"\n    rlo:\n      - { after: 1h30min }\n"
        "      - { after: 2h, percent: 80% }\n    owner: p\n    about: person:p\n"
        "    cost: 1200000\n    steps: [1, 2]\n\n"
        "people:\n  - id: p\n    name: P\n    contact: { phone: \"03\" }\n\n"
        "incidents:\n  - id: i\n    title: T\n    noticed_at: 2026-08-03T21:14:00+09:00\n");
    clear(&read);
}

TEST(files_and_their_order_leave_no_trace)
{
    static const char *const one[] = {
        ORG "systems: [{ id: a, name: A }, { id: b, name: B }]\npeople: [{ id: p, name: P }]\n"};
    static const char *const three[] = {"kijun: 1\nsystems: [{ name: B, id: b }]\n",
                                        "kijun: 1\npeople: [{ id: p, name: P }]\n",
                                        ORG "systems: [{ id: a, name: A }]\n"};
    Read first = read_texts(one, 1), second = read_texts(three, 3);
    CHECK(kj_value_equal(&first.facts, &second.facts));
    CHECK_INT(kj_facts_count(&first.facts), 4);
    clear(&first);
    clear(&second);
}

// ---- trees from elsewhere ----

static KjValue *member(KjValue *map, const char *key)
{
    KjValue *found = (KjValue *)kj_map_get(map, key);
    CHECK(found != NULL);
    return found;
}

typedef struct Tree { // parts of the facts of `small`
    KjValue *kinds, *organization, *systems, *fields, *first;
} Tree;

static const char *const small[] = {
    ORG "systems: [{ id: a, name: A, standby: { type: hot }, updated_on: 2026-04-01,\n"
        "  rlo: [{ after: 1h }] }, { id: b, name: B }]\n"};

static Tree parts(Read *read)
{
    Tree tree = {.kinds = member(&read->facts, "kinds")};
    tree.organization = &tree.kinds->u.list.items[0];
    tree.systems = member(&tree.kinds->u.list.items[1], "records");
    tree.first = &tree.systems->u.list.items[0];
    tree.fields = member(tree.first, "fields");
    return tree;
}

static KjValue *entry(const Tree *tree, size_t index, const char *key)
{
    return member(&tree->fields->u.list.items[index], key);
}

// name, standby, standby.type, rlo, updated_on
typedef void Damage(Read *read, Tree *tree);

static void no_id(Read *read, Tree *tree)
{
    (void)tree;
    *member(&read->facts, "id") = kj_value_none();
}
static void unknown_kind(Read *read, Tree *tree)
{
    (void)read;
    member(&tree->kinds->u.list.items[1], "kind")->u.whole = 99;
}
static void child_kind(Read *read, Tree *tree)
{
    (void)read;
    member(&tree->kinds->u.list.items[1], "kind")->u.whole = RLO;
}
static void derived_kind(Read *read, Tree *tree)
{
    (void)read;
    member(&tree->kinds->u.list.items[1], "kind")->u.whole = GAP;
}
static void two_organizations(Read *read, Tree *tree)
{
    (void)read;
    *member(tree->organization, "records") = *tree->systems;
}
static void other_organization(Read *read, Tree *tree)
{
    (void)read;
    *member(&member(tree->organization, "records")->u.list.items[0], "id") =
        kj_value_text(KJ_TEXT("x"));
}
static void no_records(Read *read, Tree *tree)
{
    (void)read;
    tree->systems->u.list.count = 0;
}
static void ids_out_of_order(Read *read, Tree *tree)
{
    (void)read;
    *member(tree->first, "id") = kj_value_text(KJ_TEXT("b"));
}
static void id_with_nul(Read *read, Tree *tree)
{
    (void)read;
    *member(tree->first, "id") = kj_value_text((KjText){"a\0b", 3});
}
static void no_fields(Read *read, Tree *tree)
{
    (void)read;
    *tree->fields = kj_value_bool(true);
}
static void unknown_field(Read *read, Tree *tree)
{
    (void)read;
    entry(tree, 4, "field")->u.whole = 1000;
}
static void negative_field(Read *read, Tree *tree)
{
    (void)read;
    entry(tree, 0, "field")->u.whole = -1;
}
static void field_twice(Read *read, Tree *tree)
{
    (void)read;
    entry(tree, 1, "field")->u.whole = entry(tree, 0, "field")->u.whole;
}
static void wrong_type(Read *read, Tree *tree)
{
    (void)read;
    *entry(tree, 0, "value") = kj_value_int(1);
}
static void broken_text(Read *read, Tree *tree)
{
    (void)read;
    *entry(tree, 0, "value") = kj_value_text(KJ_TEXT("\xFF"));
}
static void empty_text(Read *read, Tree *tree)
{
    (void)read;
    *entry(tree, 0, "value") = kj_value_text(KJ_TEXT(""));
}
static void group_unsaid(Read *read, Tree *tree)
{
    (void)read;
    entry(tree, 1, "value")->u.truth = false;
}
static void member_without_group(Read *read, Tree *tree)
{
    (void)read;
    tree->fields->u.list.items++;
    tree->fields->u.list.count--;
    tree->fields->u.list.items[0] = tree->fields->u.list.items[1];
    tree->fields->u.list.items++;
    tree->fields->u.list.count--;
}
static void no_choice(Read *read, Tree *tree)
{
    (void)read;
    entry(tree, 2, "value")->u.text = KJ_TEXT("tepid");
}
static void rows_are_no_list(Read *read, Tree *tree)
{
    (void)read;
    *entry(tree, 3, "value") = kj_value_bool(true);
}
static void row_of_another_kind(Read *read, Tree *tree)
{
    (void)read;
    entry(tree, 3, "value")->u.list.items[0] = *tree->fields;
}
static void no_day(Read *read, Tree *tree)
{
    (void)read;
    entry(tree, 4, "value")->u.whole = 3000000;
}

TEST(trees_that_are_no_facts_are_refused)
{
    static Damage *const damages[] = {no_id,        unknown_kind,      child_kind,
                                      derived_kind, two_organizations, other_organization,
                                      no_records,   ids_out_of_order,  id_with_nul,
                                      no_fields,    unknown_field,     negative_field,
                                      field_twice,  wrong_type,        broken_text,
                                      empty_text,   group_unsaid,      member_without_group,
                                      no_choice,    rows_are_no_list,  row_of_another_kind,
                                      no_day};
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        Read read = read_texts(small, 1);
        Tree tree = parts(&read);
        CHECK(kj_facts_check(read.schema, &read.facts));
        damages[i](&read, &tree);
        CHECK(!kj_facts_check(read.schema, &read.facts));
        if (check_failed)
            printf("damage %zu\n", i);
        clear(&read);
    }
}

// What a broken worker sends is refused, or can be written by every writer.
static bool write_damaged(const Read *read, const char *bytes, size_t len)
{
    KjTablesOptions options = {KJ_EN, KJ_ZONE_JAPAN, true, false};
    KjArena *arena = kj_arena_new();
    KjValue facts;
    bool taken = kj_facts_decode(read->schema, bytes, len, arena, &facts);
    if (taken) {
        KjDiags diags;
        KjBuf out;
        kj_buf_init(&out, 0);
        kj_diags_init(&diags, KJ_EN);
        kj_facts_yaml(&out, read->schema, &facts, KJ_ZONE_JAPAN);
        kj_book_free(kj_facts_tables(read->schema, &facts, &options, &diags));
        kj_diags_clear(&diags);
        kj_buf_clear(&out);
    }
    kj_arena_free(arena);
    return taken;
}

TEST(bytes_that_were_changed_are_refused_or_harmless)
{
    Read read = read_texts(small, 1);
    KjBuf bytes;
    size_t taken = 0;
    kj_buf_init(&bytes, 0);
    CHECK(kj_value_encode(&bytes, &read.facts));
    CHECK(write_damaged(&read, bytes.data, bytes.len));
    CHECK(!write_damaged(&read, bytes.data, bytes.len - 1));
    CHECK(!write_damaged(&read, NULL, 0));
    for (size_t i = 0; i < bytes.len; i++) {
        for (int bit = 0; bit < 8; bit++) {
            bytes.data[i] = (char)(bytes.data[i] ^ 1 << bit);
            taken += write_damaged(&read, bytes.data, bytes.len);
            bytes.data[i] = (char)(bytes.data[i] ^ 1 << bit);
        }
    }
    CHECK(taken > 0 && taken < bytes.len * 8);
    kj_buf_clear(&bytes);
    clear(&read);
}

int main(void)
{
    return RUN(the_tree_holds_what_was_written_in_one_form, files_and_their_order_leave_no_trace,
               trees_that_are_no_facts_are_refused,
               bytes_that_were_changed_are_refused_or_harmless);
}
