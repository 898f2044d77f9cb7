#include "engine/model/dataset.h"

#include "tests/unit/check.h"
#include "tests/unit/model_fixture.h"

enum { ORGANIZATION, SYSTEM, RLO, PERSON, INCIDENT, REPORTS, GAP };
enum { S_NAME, S_RTO, S_BASE, S_KIND, S_STANDBY, S_STANDBY_TYPE, S_STANDBY_OPEN, S_STANDBY_SITE };
enum { S_RLO = 8, S_DEPENDS, S_POWER, S_TAGS, S_COST, S_UNTIL, S_RATING, S_STEPS, S_PATH };
enum { I_SYSTEMS, I_ABOUT, I_REPORTS, I_ABOUTS };
enum { G_SYSTEM, G_GAP, G_PARTS, G_RANGE, G_RANGE_LOW, G_LEVEL, G_LATER };
enum { DEPENDENTS, GAPS, ABOUT, REACHED, TOLD };

static const char sample[] = "kind organization organizations singleton\n"
                             "field name text required\n"
                             "kind system systems\n"
                             "field name text required\n"
                             "field rto duration\n"
                             "field base bool default=no\n"
                             "field kind enum values=mail|web default=mail\n"
                             "field standby group\n"
                             "field standby.type text group=standby required\n"
                             "field standby.open bool group=standby default=no\n"
                             "field standby.site text group=standby\n"
                             "field rlo group list child=system.rlo default=[]\n"
                             "field depends_on ref list target=system default=[]\n"
                             "field power quantity unit=kW\n"
                             "field tags text list\n"
                             "field cost money\n"
                             "field until date\n"
                             "field rating number derived\n"
                             "field steps int derived list\n"
                             "field path ref derived target=any\n"
                             "kind system.rlo - parent=system.rlo\n"
                             "field after duration required\n"
                             "field percent percent default=50\n"
                             "field person ref target=person\n"
                             "kind person people\n"
                             "field name text\n"
                             "kind incident incidents\n"
                             "field systems ref list target=system\n"
                             "field about ref target=any\n"
                             "field reports group list child=incident.reports\n"
                             "field abouts ref list target=any\n"
                             "kind incident.reports - parent=incident.reports\n"
                             "field to ref target=person\n"
                             "kind level_gap level_gaps derived\n"
                             "field system ref target=system required\n"
                             "field gap int default=0\n"
                             "field parts text list\n"
                             "field range group\n"
                             "field range.low int group=range\n"
                             "field level enum values=low|high\n"
                             "field later int derived\n"
                             "inverse dependents of=system holder=system field=depends_on\n"
                             "inverse gaps of=system holder=level_gap field=system\n"
                             "inverse incidents_by_about of=any holder=incident field=abouts\n"
                             "inverse reached of=any holder=system field=path\n"
                             "inverse told of=person holder=incident.reports source=incident "
                             "field=to\n";

// ---- building ----

typedef struct World {
    KjSchema *schema;
    KjDiags diags;
    KjBuilder *builder;
    KjDataset *dataset;
    KjArena *arena;
} World;

static void begin(World *world)
{
    KjError error = {0};
    *world = (World){.schema = fixture_schema(sample, &error), .arena = kj_arena_new()};
    CHECK_STR(error.message, "");
    kj_diags_init(&world->diags, KJ_EN);
    world->builder = kj_builder_new(world->schema, &world->diags);
}

static void end(World *world)
{
    kj_dataset_free(world->dataset);
    kj_builder_free(world->builder);
    kj_diags_clear(&world->diags);
    kj_schema_free(world->schema);
    kj_arena_free(world->arena);
}

static KjSpot at(uint32_t line)
{
    return (KjSpot){line, 3};
}

static KjValue text(const char *cstr)
{
    return kj_value_text(kj_text(cstr));
}

static void set(World *world, KjDraft draft, int32_t field, KjValue value, uint32_t line)
{
    kj_builder_set(world->builder, draft, field, &value, at(line));
}

static void add(World *world, KjDraft draft, int32_t field, const char *value, uint32_t line)
{
    KjValue item = text(value);
    kj_builder_add(world->builder, draft, field, &item, at(line));
}

static uint32_t organization(World *world, const char *id, uint32_t file)
{
    uint32_t org = kj_builder_organization(world->builder, kj_text(id), file, at(2));
    KjDraft own = kj_builder_record(world->builder, org, ORGANIZATION, kj_text(id), file, at(2));
    set(world, own, 0, text(id), 2);
    return org;
}

static KjDraft record(World *world, uint32_t org, int32_t kind, const char *id, uint32_t line)
{
    return kj_builder_record(world->builder, org, kind, kj_text(id), 0, at(line));
}

static KjDraft make_system(World *world, uint32_t org, const char *id, uint32_t line)
{
    KjDraft draft = record(world, org, SYSTEM, id, line);
    set(world, draft, S_NAME, text(id), line);
    return draft;
}

static KjDataset *seal(World *world)
{
    world->dataset = kj_builder_seal(world->builder);
    return world->dataset;
}

// Every diagnostic, one a line; sorted.
static const char *told(World *world)
{
    KjBuf out;
    kj_buf_init(&out, 0);
    kj_diags_sort(&world->diags);
    kj_diags_print(&world->diags, &out);
    const char *copy = kj_arena_strndup(world->arena, out.data ? out.data : "", out.len);
    kj_buf_clear(&out);
    return copy;
}

static KjValue get(World *world, int32_t kind, int32_t row, int32_t field)
{
    return kj_dataset_get(world->dataset, (KjRef){kind, row}, field, world->arena);
}

static const char *id_of(World *world, int32_t kind, int32_t row)
{
    return kj_record_id(world->dataset, (KjRef){kind, row}).data;
}

static const char *backward(World *world, int32_t inverse, int32_t kind, int32_t row)
{
    static char line[256];
    const int32_t *rows;
    uint32_t count;
    size_t len = 0;
    kj_dataset_backward(world->dataset, inverse, (KjRef){kind, row}, &rows, &count);
    line[0] = 0;
    for (uint32_t i = 0; i < count; i++)
        len += (size_t)snprintf(line + len, sizeof line - len, "%s%d", i ? " " : "", (int)rows[i]);
    return line;
}

// ---- order ----

TEST(records_are_sorted_by_organization_and_id_whatever_the_order_of_adding)
{
    World world;
    begin(&world);
    kj_builder_file(world.builder, "a.yaml");
    uint32_t z = organization(&world, "zeta", 0), a = organization(&world, "alpha", 0);
    make_system(&world, z, "web", 10);
    make_system(&world, a, "mail-server-2", 11);
    make_system(&world, z, "auth", 12);
    make_system(&world, a, "mail-server-10", 13);
    make_system(&world, a, "mail", 14);
    KjDataset *dataset = seal(&world);
    CHECK_STR(told(&world), "");
    CHECK_INT(dataset->org_count, 2);
    CHECK_STR(kj_dataset_org_id(dataset, 0).data, "alpha");
    CHECK_STR(id_of(&world, ORGANIZATION, 1), "zeta");
    static const char *const ids[] = {"mail", "mail-server-10", "mail-server-2", "auth", "web"};
    for (int32_t row = 0; row < 5; row++) {
        CHECK_STR(id_of(&world, SYSTEM, row), ids[row]);
        CHECK_INT(kj_record_org(dataset, (KjRef){SYSTEM, row}), row >= 3);
    }
    CHECK_INT(dataset->tables[SYSTEM].org_start[1], 3);
    CHECK_INT(dataset->tables[SYSTEM].org_start[2], 5);
    CHECK_INT(kj_dataset_find(dataset, 0, SYSTEM, KJ_TEXT("mail-server-2")), 2);
    CHECK_INT(kj_dataset_find(dataset, 0, SYSTEM, KJ_TEXT("web")), -1);
    CHECK_INT(kj_dataset_find(dataset, 1, SYSTEM, KJ_TEXT("web")), 4);
    CHECK_INT(kj_dataset_find(dataset, 1, SYSTEM, KJ_TEXT("unheard-of")), -1);
    end(&world);
}

TEST(an_empty_builder_seals_to_an_empty_dataset)
{
    World world;
    begin(&world);
    KjDataset *dataset = seal(&world);
    CHECK_INT(dataset->org_count, 0);
    CHECK_INT(dataset->tables[SYSTEM].rows, 0);
    CHECK_STR(told(&world), "");
    end(&world);
}

TEST(of_records_with_the_same_id_the_first_by_place_is_kept)
{
    for (int turn = 0; turn < 2; turn++) {
        World world;
        begin(&world);
        kj_builder_file(world.builder, turn ? "a.yaml" : "b.yaml");
        kj_builder_file(world.builder, turn ? "b.yaml" : "a.yaml");
        uint32_t org = organization(&world, "x", 0);
        for (uint32_t file = 0; file < 2; file++) {
            KjDraft draft =
                kj_builder_record(world.builder, org, SYSTEM, KJ_TEXT("mail"), file, at(5));
            set(&world, draft, S_NAME, text((file == 0) == turn ? "first" : "second"), 6);
            KjDraft child = kj_builder_child(world.builder, draft, S_RLO, file, at(7));
            set(&world, child, 0, kj_value_whole(KJ_DURATION, file), 7);
        }
        seal(&world);
        CHECK_STR(told(&world), "b.yaml:5:3: error: system 'mail': the same id stands at "
                                "a.yaml:5:3 already; change one of them or remove one\n");
        CHECK_INT(world.dataset->tables[SYSTEM].rows, 1);
        CHECK_INT(world.dataset->tables[RLO].rows, 1);
        CHECK_STR(get(&world, SYSTEM, 0, S_NAME).u.text.data, "first");
        end(&world);
    }
}

TEST(an_organization_that_stands_twice_is_one_error)
{
    World world;
    begin(&world);
    kj_builder_file(world.builder, "b.yaml");
    kj_builder_file(world.builder, "a.yaml");
    uint32_t one = organization(&world, "x", 0), two = organization(&world, "x", 1);
    make_system(&world, one, "mail", 4);
    make_system(&world, two, "mail", 5);
    KjDraft other = make_system(&world, two, "web", 5);
    add(&world, other, S_DEPENDS, "mail", 6);
    KjDataset *dataset = seal(&world);
    CHECK_STR(told(&world), "b.yaml:2:3: error: organization 'x': the same id stands at "
                            "a.yaml:2:3 already; change one of them or remove one\n");
    CHECK_INT(dataset->org_count, 1);
    CHECK_INT(dataset->tables[ORGANIZATION].rows, 1);
    CHECK_INT(dataset->tables[SYSTEM].rows, 2);
    end(&world);
}

// ---- cells ----

TEST(cells_come_back_with_origin_and_place)
{
    World world;
    begin(&world);
    kj_builder_file(world.builder, "a.yaml");
    uint32_t org = organization(&world, "x", 0);
    KjDraft mail = make_system(&world, org, "mail", 4);
    set(&world, mail, S_RTO, kj_value_whole(KJ_DURATION, 7200), 5);
    set(&world, mail, S_POWER, kj_value_real(KJ_QUANTITY, -0.0), 6);
    set(&world, mail, S_COST, kj_value_whole(KJ_MONEY, 5000000000000), 7);
    set(&world, mail, S_UNTIL, kj_value_whole(KJ_DATE, -1), 8);
    make_system(&world, org, "web", 10);
    KjDataset *dataset = seal(&world);
    const KjTable *table = &dataset->tables[SYSTEM];
    KjRef ref = {SYSTEM, 0};
    CHECK_INT(get(&world, SYSTEM, 0, S_RTO).u.whole, 7200);
    CHECK_INT(get(&world, SYSTEM, 0, S_RTO).type, KJ_DURATION);
    CHECK_INT(get(&world, SYSTEM, 1, S_RTO).type, KJ_NONE);
    CHECK_DOUBLE(get(&world, SYSTEM, 0, S_POWER).u.real, 0);
    CHECK_INT(get(&world, SYSTEM, 0, S_COST).u.whole, 5000000000000);
    CHECK_INT(get(&world, SYSTEM, 0, S_UNTIL).u.whole, -1);
    CHECK(table->columns[S_NAME].valid == NULL);
    CHECK_INT(table->columns[S_RTO].valid[0], 0xFF);
    CHECK_INT(table->columns[S_RTO].valid[1], 0);
    CHECK_INT(table->columns[S_RTO].cell, KJ_CELL_I32);
    CHECK_INT(table->columns[S_RTO].origin[0], KJ_FROM_FACT);
    CHECK_INT(table->columns[S_RTO].origin[1], KJ_FROM_NOWHERE);
    CHECK_INT(kj_field_place(dataset, ref, S_RTO).line, 5);
    CHECK_STR(kj_field_place(dataset, ref, S_RTO).file, "a.yaml");
    CHECK(kj_field_place(dataset, ref, S_BASE).file == NULL);
    CHECK_INT(kj_record_place(dataset, ref).line, 4);
    CHECK(kj_dataset_has(dataset, ref, S_RTO));
    CHECK(!kj_dataset_has(dataset, ref, S_TAGS));
    end(&world);
}

TEST(whole_numbers_are_narrow_only_where_all_of_them_fit)
{
    for (int wide = 0; wide < 2; wide++) {
        World world;
        begin(&world);
        kj_builder_file(world.builder, "a.yaml");
        uint32_t org = organization(&world, "x", 0);
        int64_t seconds = INT32_MAX + (int64_t)wide;
        set(&world, make_system(&world, org, "a", 4), S_RTO, kj_value_whole(KJ_DURATION, seconds),
            5);
        set(&world, make_system(&world, org, "b", 6), S_RTO, kj_value_whole(KJ_DURATION, 1), 7);
        seal(&world);
        CHECK_INT(world.dataset->tables[SYSTEM].columns[S_RTO].cell,
                  wide ? KJ_CELL_I64 : KJ_CELL_I32);
        CHECK_INT(get(&world, SYSTEM, 0, S_RTO).u.whole, seconds);
        CHECK_INT(get(&world, SYSTEM, 1, S_RTO).u.whole, 1);
        end(&world);
    }
}

TEST(written_cells_are_aligned_for_vectors)
{
    World world;
    begin(&world);
    kj_builder_file(world.builder, "a.yaml");
    uint32_t org = organization(&world, "x", 0);
    set(&world, make_system(&world, org, "a", 4), S_RTO, kj_value_whole(KJ_DURATION, 1), 5);
    make_system(&world, org, "b", 6);
    seal(&world);
    for (int32_t f = S_NAME; f <= S_RTO; f++) {
        const KjColumn *column = &world.dataset->tables[SYSTEM].columns[f];
        CHECK_INT((uintptr_t)column->cells.any % 64, 0);
        CHECK_INT((uintptr_t)column->valid % 64, 0);
        CHECK_INT(column->cells.i32[2 + 15], 0);
    }
    end(&world);
}

TEST(defaults_fill_records_and_written_groups_only)
{
    World world;
    begin(&world);
    kj_builder_file(world.builder, "a.yaml");
    uint32_t org = organization(&world, "x", 0);
    KjDraft mail = make_system(&world, org, "mail", 4);
    set(&world, mail, S_BASE, kj_value_bool(true), 5);
    set(&world, mail, S_STANDBY_TYPE, text("hot"), 6);
    KjDraft child = kj_builder_child(world.builder, mail, S_RLO, 0, at(7));
    set(&world, child, 0, kj_value_whole(KJ_DURATION, 60), 7);
    make_system(&world, org, "web", 10);
    KjDataset *dataset = seal(&world);
    CHECK_STR(told(&world), "");
    const KjColumn *columns = dataset->tables[SYSTEM].columns;
    CHECK(get(&world, SYSTEM, 0, S_BASE).u.truth);
    CHECK_INT(get(&world, SYSTEM, 1, S_BASE).type, KJ_BOOL);
    CHECK(!get(&world, SYSTEM, 1, S_BASE).u.truth);
    CHECK_INT(columns[S_BASE].origin[0], KJ_FROM_FACT);
    CHECK_INT(columns[S_BASE].origin[1], KJ_FROM_DEFAULT);
    CHECK_STR(get(&world, SYSTEM, 1, S_KIND).u.text.data, "mail");
    CHECK_INT(get(&world, SYSTEM, 1, S_KIND).type, KJ_ENUM);
    CHECK(kj_dataset_has(dataset, (KjRef){SYSTEM, 0}, S_STANDBY));
    CHECK(kj_dataset_has(dataset, (KjRef){SYSTEM, 0}, S_STANDBY_OPEN));
    CHECK(!kj_dataset_has(dataset, (KjRef){SYSTEM, 1}, S_STANDBY));
    CHECK(!kj_dataset_has(dataset, (KjRef){SYSTEM, 1}, S_STANDBY_OPEN));
    CHECK_INT(get(&world, SYSTEM, 1, S_RLO).u.list.count, 0);
    CHECK_INT(get(&world, SYSTEM, 1, S_RLO).type, KJ_LIST);
    CHECK_INT(columns[S_RLO].origin[1], KJ_FROM_DEFAULT);
    CHECK_INT(get(&world, SYSTEM, 1, S_TAGS).type, KJ_NONE);
    CHECK_DOUBLE(get(&world, RLO, 0, 1).u.real, 50);
    end(&world);
}

TEST(groups_and_lists_are_put_together)
{
    World world;
    begin(&world);
    kj_builder_file(world.builder, "a.yaml");
    uint32_t org = organization(&world, "x", 0);
    KjDraft b = make_system(&world, org, "b", 4), a = make_system(&world, org, "a", 8);
    kj_builder_group(world.builder, a, S_STANDBY, at(9));
    set(&world, a, S_STANDBY_TYPE, text("hot"), 9);
    for (int i = 0; i < 3; i++) {
        KjDraft to = i == 1 ? a : b;
        KjDraft child = kj_builder_child(world.builder, to, S_RLO, 0, at(20 + (uint32_t)i));
        set(&world, child, 0, kj_value_whole(KJ_DURATION, 10 + i), 20 + (uint32_t)i);
    }
    add(&world, a, S_TAGS, "one", 30);
    add(&world, b, S_TAGS, "two", 31);
    add(&world, a, S_TAGS, "three", 32);
    kj_builder_list(world.builder, make_system(&world, org, "c", 40), S_TAGS, at(41));
    KjDataset *dataset = seal(&world);
    CHECK_STR(told(&world), "");
    KjValue standby = get(&world, SYSTEM, 0, S_STANDBY);
    CHECK_INT(standby.type, KJ_GROUP);
    CHECK_INT(standby.u.map.count, 2);
    CHECK_STR(kj_map_text(&standby, "type").data, "hot");
    CHECK_INT(kj_map_get(&standby, "open")->type, KJ_BOOL);
    CHECK_INT(kj_field_place(dataset, (KjRef){SYSTEM, 0}, S_STANDBY).line, 9);
    KjValue rlo = get(&world, SYSTEM, 1, S_RLO);
    CHECK_INT(rlo.u.list.count, 2);
    CHECK_INT(kj_map_get(&rlo.u.list.items[0], "after")->u.whole, 10);
    CHECK_INT(kj_map_get(&rlo.u.list.items[1], "after")->u.whole, 12);
    CHECK_STR(id_of(&world, RLO, 0), "a/rlo[1]");
    CHECK_STR(id_of(&world, RLO, 2), "b/rlo[2]");
    CHECK(id_of(&world, RLO, 2) == id_of(&world, RLO, 2));
    CHECK_INT(kj_record_root(dataset, (KjRef){RLO, 2}).row, 1);
    CHECK_INT(kj_record_root(dataset, (KjRef){RLO, 2}).kind, SYSTEM);
    CHECK_INT(kj_record_place(dataset, (KjRef){RLO, 2}).line, 22);
    KjValue tags = get(&world, SYSTEM, 0, S_TAGS);
    CHECK_INT(tags.u.list.count, 2);
    CHECK_STR(tags.u.list.items[1].u.text.data, "three");
    CHECK_STR(get(&world, SYSTEM, 1, S_TAGS).u.list.items[0].u.text.data, "two");
    CHECK_INT(get(&world, SYSTEM, 2, S_TAGS).type, KJ_LIST);
    CHECK_INT(get(&world, SYSTEM, 2, S_TAGS).u.list.count, 0);
    CHECK_INT(dataset->tables[SYSTEM].columns[S_TAGS].count, 3);
    end(&world);
}

TEST(the_builder_knows_what_was_put)
{
    World world;
    begin(&world);
    kj_builder_file(world.builder, "a.yaml");
    uint32_t org = organization(&world, "x", 0);
    KjDraft mail = make_system(&world, org, "mail", 4);
    CHECK(kj_builder_has(world.builder, mail, S_NAME));
    CHECK(!kj_builder_has(world.builder, mail, S_RTO));
    CHECK(!kj_builder_has(world.builder, mail, S_RLO));
    kj_builder_child(world.builder, mail, S_RLO, 0, at(5));
    kj_builder_list(world.builder, mail, S_TAGS, at(6));
    CHECK(kj_builder_has(world.builder, mail, S_RLO));
    CHECK(kj_builder_has(world.builder, mail, S_TAGS));
    CHECK(!kj_builder_has(world.builder, -1, S_TAGS));
    end(&world); // never sealed
}

// ---- problems ----

TEST(required_fields_that_are_missing_are_told)
{
    World world;
    begin(&world);
    kj_builder_file(world.builder, "a.yaml");
    uint32_t org = kj_builder_organization(world.builder, KJ_TEXT("x"), 0, at(1));
    KjDraft mail = record(&world, org, SYSTEM, "mail", 4);
    kj_builder_group(world.builder, mail, S_STANDBY, at(5));
    set(&world, mail, S_STANDBY_SITE, text("tokyo"), 6);
    kj_builder_child(world.builder, mail, S_RLO, 0, at(7));
    seal(&world);
    CHECK_STR(
        told(&world),
        "a.yaml:1:3: error: organization 'x': required field 'name' (name) is missing; add "
        "it, for example 'name: …'\n"
        "a.yaml:4:3: error: system 'mail': required field 'name' (name) is missing; add it, "
        "for example 'name: …'\n"
        "a.yaml:5:3: error: system 'mail': required field 'standby.type' (type) is missing; "
        "add it, for example 'type: …'\n"
        "a.yaml:7:3: error: system 'mail': rlo[1]: required field 'after' (after) is missing; "
        "add it, for example 'after: 4h'\n");
    end(&world);
}

TEST(references_that_lead_nowhere_are_told_with_the_nearest_id)
{
    World world;
    begin(&world);
    kj_builder_file(world.builder, "a.yaml");
    uint32_t x = organization(&world, "x", 0), y = organization(&world, "y", 0);
    KjDraft mail = make_system(&world, x, "mail", 4);
    make_system(&world, x, "auth", 5);
    make_system(&world, y, "foreign", 6);
    add(&world, mail, S_DEPENDS, "auht", 10);
    add(&world, mail, S_DEPENDS, "auth", 11);
    add(&world, mail, S_DEPENDS, "foreign", 12);
    KjDraft child = kj_builder_child(world.builder, mail, S_RLO, 0, at(13));
    set(&world, child, 0, kj_value_whole(KJ_DURATION, 1), 13);
    set(&world, child, 2, text("tanaka"), 14);
    seal(&world);
    CHECK_STR(told(&world),
              "a.yaml:10:3: error: system 'mail': field 'depends_on': 'auht' is no system of this "
              "organization; did you mean 'auth'?\n"
              "a.yaml:12:3: error: system 'mail': field 'depends_on': 'foreign' is no system of "
              "this organization; add such a record or write the id of a system that is there\n"
              "a.yaml:14:3: error: system 'mail': rlo[1]: field 'person': 'tanaka' is no person of "
              "this organization; add such a record or write the id of a person that is there\n");
    CHECK_INT(get(&world, SYSTEM, 1, S_DEPENDS).u.list.count, 1);
    CHECK_INT(get(&world, RLO, 0, 2).type, KJ_NONE);
    end(&world);
}

TEST(references_to_any_kind_are_plain_or_qualified)
{
    World world;
    begin(&world);
    kj_builder_file(world.builder, "a.yaml");
    uint32_t org = organization(&world, "x", 0);
    make_system(&world, org, "mail", 4);
    record(&world, org, PERSON, "mail", 5);
    record(&world, org, PERSON, "tanaka", 6);
    static const char *const texts[] = {"tanaka",     "system:mail", "people:mail",   "x",
                                        "mail",       "persn:mail",  "person:nobody", "mial",
                                        "level_gap:a"};
    KjDraft incident = record(&world, org, INCIDENT, "i1", 7);
    for (uint32_t i = 0; i < 9; i++)
        add(&world, incident, I_ABOUTS, texts[i], 10 + i);
    seal(&world);
    CHECK_STR(
        told(&world),
        "a.yaml:14:3: error: incident 'i1': field 'abouts': 'mail' is the id of records of "
        "several kinds; write one of: system:mail, person:mail\n"
        "a.yaml:15:3: error: incident 'i1': field 'abouts': there is no kind 'persn'; did you "
        "mean 'person'?\n"
        "a.yaml:16:3: error: incident 'i1': field 'abouts': 'nobody' is no person of this "
        "organization; add such a record or write the id of a person that is there\n"
        "a.yaml:17:3: error: incident 'i1': field 'abouts': no record has the id 'mial'; did "
        "you mean 'mail'?\n"
        "a.yaml:18:3: error: incident 'i1': field 'abouts': records of kind level_gap are "
        "computed and data cannot refer to them; remove this reference\n");
    static const KjRef refs[] = {{PERSON, 1}, {SYSTEM, 0}, {PERSON, 0}, {ORGANIZATION, 0}};
    KjValue abouts = get(&world, INCIDENT, 0, I_ABOUTS);
    CHECK_INT(abouts.u.list.count, 4);
    for (int i = 0; i < 4; i++) {
        CHECK_INT(abouts.u.list.items[i].u.ref.kind, refs[i].kind);
        CHECK_INT(abouts.u.list.items[i].u.ref.row, refs[i].row);
    }
    end(&world);
}

TEST(what_is_computed_cannot_be_given)
{
    World world;
    begin(&world);
    kj_builder_file(world.builder, "a.yaml");
    uint32_t org = organization(&world, "x", 0);
    KjDraft gap = record(&world, org, GAP, "g", 4);
    CHECK_INT(gap, -1);
    set(&world, gap, G_GAP, kj_value_int(3), 5);
    set(&world, make_system(&world, org, "a", 6), S_RATING, kj_value_real(KJ_NUMBER, 1), 7);
    seal(&world);
    CHECK_INT(world.diags.errors, 2);
    CHECK_INT(world.dataset->tables[GAP].rows, 0);
    CHECK(!kj_dataset_has(world.dataset, (KjRef){SYSTEM, 0}, S_RATING));
    end(&world);
}

TEST(a_flood_of_bad_references_is_counted_and_ends_soon)
{
    World world;
    begin(&world);
    kj_builder_file(world.builder, "a.yaml");
    uint32_t org = organization(&world, "x", 0);
    char id[32];
    for (uint32_t i = 0; i < 20000; i++) {
        snprintf(id, sizeof id, "system-%u", i);
        KjDraft draft = make_system(&world, org, id, i + 1);
        snprintf(id, sizeof id, "sistem-%u", i);
        add(&world, draft, S_DEPENDS, id, i + 1);
    }
    seal(&world);
    CHECK_INT(world.diags.errors, 20000);
    end(&world);
}

// ---- inverse references ----

TEST(references_are_followed_backwards_without_repetition)
{
    World world;
    begin(&world);
    kj_builder_file(world.builder, "a.yaml");
    uint32_t org = organization(&world, "x", 0);
    KjDraft c = make_system(&world, org, "c", 4), b = make_system(&world, org, "b", 5);
    make_system(&world, org, "a", 6);
    record(&world, org, PERSON, "tanaka", 7);
    add(&world, c, S_DEPENDS, "a", 8);
    add(&world, c, S_DEPENDS, "b", 8);
    add(&world, c, S_DEPENDS, "a", 8);
    add(&world, b, S_DEPENDS, "a", 9);
    KjDraft two = record(&world, org, INCIDENT, "i2", 10);
    KjDraft one = record(&world, org, INCIDENT, "i1", 11);
    for (int i = 0; i < 4; i++) {
        KjDraft child = kj_builder_child(world.builder, i % 2 ? one : two, I_REPORTS, 0, at(12));
        if (i < 3)
            set(&world, child, 0, text("tanaka"), 12);
    }
    add(&world, one, I_ABOUTS, "a", 13);
    add(&world, one, I_ABOUTS, "tanaka", 13);
    add(&world, two, I_ABOUTS, "tanaka", 13);
    seal(&world);
    CHECK_STR(told(&world), "");
    CHECK_STR(backward(&world, DEPENDENTS, SYSTEM, 0), "1 2");
    CHECK_STR(backward(&world, DEPENDENTS, SYSTEM, 1), "2");
    CHECK_STR(backward(&world, DEPENDENTS, SYSTEM, 2), "");
    CHECK_STR(backward(&world, TOLD, PERSON, 0), "0 1");
    CHECK_STR(backward(&world, ABOUT, SYSTEM, 0), "0");
    CHECK_STR(backward(&world, ABOUT, PERSON, 0), "0 1");
    CHECK_STR(backward(&world, ABOUT, ORGANIZATION, 0), "");
    CHECK_STR(backward(&world, GAPS, SYSTEM, 0), "");
    end(&world);
}

// ---- what the evaluation adds ----

TEST(derived_columns_are_missing_until_made_and_filled)
{
    World world;
    begin(&world);
    kj_builder_file(world.builder, "a.yaml");
    uint32_t org = organization(&world, "x", 0);
    make_system(&world, org, "a", 4);
    make_system(&world, org, "b", 5);
    KjDataset *dataset = seal(&world);
    CHECK(!dataset->tables[SYSTEM].columns[S_RATING].ready);
    CHECK_INT(get(&world, SYSTEM, 1, S_RATING).type, KJ_NONE);
    CHECK(kj_dataset_derived_column(dataset, SYSTEM, S_RATING)->ready);
    CHECK_INT(get(&world, SYSTEM, 1, S_RATING).type, KJ_NONE);
    KjValue value = kj_value_real(KJ_NUMBER, 2.5), none = kj_value_none();
    kj_column_put(dataset, SYSTEM, S_RATING, 1, &value);
    CHECK_DOUBLE(get(&world, SYSTEM, 1, S_RATING).u.real, 2.5);
    CHECK_INT(dataset->tables[SYSTEM].columns[S_RATING].origin[1], KJ_FROM_RULE);
    CHECK(kj_field_place(dataset, (KjRef){SYSTEM, 1}, S_RATING).file == NULL);
    kj_column_put(dataset, SYSTEM, S_RATING, 1, &none);
    CHECK(!kj_dataset_has(dataset, (KjRef){SYSTEM, 1}, S_RATING));
    kj_dataset_derived_column(dataset, SYSTEM, S_PATH);
    KjValue ref = {.type = KJ_REF, .u.ref = {SYSTEM, 1}};
    kj_column_put(dataset, SYSTEM, S_PATH, 0, &ref);
    CHECK_STR(backward(&world, REACHED, SYSTEM, 1), "");
    kj_dataset_reindex(dataset, SYSTEM, S_PATH);
    CHECK_STR(backward(&world, REACHED, SYSTEM, 1), "0");
    ref = get(&world, SYSTEM, 0, S_PATH);
    CHECK(ref.u.ref.kind == SYSTEM && ref.u.ref.row == 1);
    KjTree list = kj_tree_list(world.arena);
    kj_tree_add(&list, kj_value_int(INT64_MAX));
    kj_tree_add(&list, kj_value_int(2));
    kj_column_put_lists(dataset, SYSTEM, S_STEPS, (KjValue[]){none, list.value});
    CHECK_INT(get(&world, SYSTEM, 0, S_STEPS).type, KJ_NONE);
    CHECK_INT(get(&world, SYSTEM, 1, S_STEPS).u.list.items[0].u.whole, INT64_MAX);
    end(&world);
}

static KjValue make_gap(World *world, const char *id, int32_t system)
{
    KjTree map = kj_tree_map(world->arena);
    kj_tree_set(&map, "id", text(id));
    kj_tree_set(&map, "system", (KjValue){.type = KJ_REF, .u.ref = {SYSTEM, system}});
    return map.value;
}

static void begin_with_two_systems(World *world)
{
    begin(world);
    kj_builder_file(world->builder, "a.yaml");
    uint32_t x = organization(world, "x", 0), y = organization(world, "y", 0);
    make_system(world, x, "a", 4);
    make_system(world, y, "b", 5);
    seal(world);
}

TEST(derived_records_are_sorted_and_followed_backwards)
{
    World world;
    begin_with_two_systems(&world);
    KjError error = {0};
    KjTree range = kj_tree_map(world.arena), full = kj_tree_map(world.arena);
    kj_tree_set(&range, "low", kj_value_int(4));
    kj_tree_set(&full, "id", text("a/hardware"));
    kj_tree_set(&full, "system", (KjValue){.type = KJ_REF, .u.ref = {SYSTEM, 0}});
    kj_tree_set(&full, "range", range.value);
    kj_tree_set(&full, "parts", fixture_list(world.arena, "p|q"));
    kj_tree_set(&full, "level", text("high"));
    kj_tree_set(&full, "gap", kj_value_int(2));
    KjValue values[] = {make_gap(&world, "b/staff", 1), make_gap(&world, "a/staff", 0), full.value};
    CHECK(kj_dataset_put_records(world.dataset, GAP, values, (uint32_t[]){1, 0, 0}, 3, &error));
    CHECK_STR(error.message, "");
    CHECK_STR(id_of(&world, GAP, 0), "a/hardware");
    CHECK_STR(id_of(&world, GAP, 2), "b/staff");
    CHECK_INT(kj_record_org(world.dataset, (KjRef){GAP, 2}), 1);
    CHECK(kj_record_place(world.dataset, (KjRef){GAP, 2}).file == NULL);
    CHECK(kj_field_place(world.dataset, (KjRef){GAP, 2}, G_GAP).file == NULL);
    CHECK_INT(kj_dataset_find(world.dataset, 0, GAP, KJ_TEXT("a/staff")), 1);
    CHECK_INT(get(&world, GAP, 0, G_GAP).u.whole, 2);
    CHECK_INT(get(&world, GAP, 1, G_GAP).u.whole, 0);
    CHECK_INT(world.dataset->tables[GAP].columns[G_GAP].origin[1], KJ_FROM_DEFAULT);
    CHECK_INT(get(&world, GAP, 0, G_RANGE_LOW).u.whole, 4);
    CHECK_INT(get(&world, GAP, 0, G_RANGE).u.map.count, 1);
    CHECK_INT(get(&world, GAP, 1, G_RANGE).type, KJ_NONE);
    CHECK_INT(get(&world, GAP, 0, G_PARTS).u.list.count, 2);
    CHECK_STR(get(&world, GAP, 0, G_LEVEL).u.text.data, "high");
    CHECK_STR(backward(&world, GAPS, SYSTEM, 0), "0 1");
    CHECK_STR(backward(&world, GAPS, SYSTEM, 1), "2");
    CHECK_STR(backward(&world, ABOUT, GAP, 2), "");
    kj_dataset_derived_column(world.dataset, GAP, G_LATER);
    KjValue value = kj_value_int(9);
    kj_column_put(world.dataset, GAP, G_LATER, 2, &value);
    CHECK_INT(get(&world, GAP, 2, G_LATER).u.whole, 9);
    end(&world);
}

static void check_refused(const char *key, KjValue value, const char *message)
{
    World world;
    begin_with_two_systems(&world);
    KjError error = {0};
    KjTree map = kj_tree_map(world.arena);
    kj_tree_set(&map, "id", text("g"));
    if (strcmp(key, "system") != 0)
        kj_tree_set(&map, "system", (KjValue){.type = KJ_REF, .u.ref = {SYSTEM, 0}});
    kj_tree_set(&map, key, value);
    CHECK(!kj_dataset_put_records(world.dataset, GAP, &map.value, (uint32_t[]){0}, 1, &error));
    CHECK_STR(error.message, message);
    CHECK_INT(world.dataset->tables[GAP].rows, 0);
    end(&world);
}

TEST(derived_records_that_do_not_fit_are_refused)
{
    check_refused("gab", kj_value_int(1), "level_gap 'g': unknown field 'gab'");
    check_refused("later", kj_value_int(1), "level_gap 'g': derived field 'later'");
    check_refused("gap", text("1"), "level_gap 'g': field 'gap' is of another type than int");
    check_refused("system", text("a"), "level_gap 'g': field 'system' is of another type than ref");
    check_refused("system", (KjValue){.type = KJ_REF, .u.ref = {SYSTEM, 7}},
                  "level_gap 'g': field 'system' is of another type than ref");
    check_refused("system", kj_value_none(), "level_gap 'g': required field 'system' is missing");
    check_refused("level", text("middle"), "level_gap 'g': field 'level' cannot be 'middle'");

    World world;
    begin_with_two_systems(&world);
    KjError error = {0};
    KjValue values[] = {make_gap(&world, "g", 0), make_gap(&world, "g", 1)};
    CHECK(!kj_dataset_put_records(world.dataset, GAP, values, (uint32_t[]){0, 0}, 2, &error));
    CHECK_STR(error.message, "level_gap 'g': there are two records with this id");
    CHECK(kj_dataset_put_records(world.dataset, GAP, values, (uint32_t[]){0, 1}, 2, &error));
    end(&world);
}

// ---- determinism ----

TEST(many_records_in_any_order_give_the_same_columns)
{
    World worlds[2];
    char id[32];
    for (int turn = 0; turn < 2; turn++) {
        World *world = &worlds[turn];
        begin(world);
        kj_builder_file(world->builder, "a.yaml");
        uint32_t org = organization(world, "x", 0);
        for (uint32_t i = 0; i < 3000; i++) {
            uint32_t n = turn ? (i * 7919) % 3000 : i;
            snprintf(id, sizeof id, "s%u", n);
            KjDraft draft = make_system(world, org, id, n + 10);
            if (n % 3)
                set(world, draft, S_RTO, kj_value_whole(KJ_DURATION, n), n + 10);
            snprintf(id, sizeof id, "s%u", (n * 31) % 3000);
            add(world, draft, S_DEPENDS, id, n + 10);
        }
        seal(world);
    }
    for (int32_t row = 0; row < 3000; row++) {
        CHECK_STR(id_of(&worlds[0], SYSTEM, row), id_of(&worlds[1], SYSTEM, row));
        for (int32_t f = 0; f <= S_DEPENDS; f++) {
            KjValue a = get(&worlds[0], SYSTEM, row, f), b = get(&worlds[1], SYSTEM, row, f);
            CHECK(kj_value_equal(&a, &b));
        }
    }
    end(&worlds[0]);
    end(&worlds[1]);
}

int main(void)
{
    return RUN(
        records_are_sorted_by_organization_and_id_whatever_the_order_of_adding,
        an_empty_builder_seals_to_an_empty_dataset,
        of_records_with_the_same_id_the_first_by_place_is_kept,
        an_organization_that_stands_twice_is_one_error, cells_come_back_with_origin_and_place,
        whole_numbers_are_narrow_only_where_all_of_them_fit, written_cells_are_aligned_for_vectors,
        defaults_fill_records_and_written_groups_only, groups_and_lists_are_put_together,
        the_builder_knows_what_was_put, required_fields_that_are_missing_are_told,
        references_that_lead_nowhere_are_told_with_the_nearest_id,
        references_to_any_kind_are_plain_or_qualified, what_is_computed_cannot_be_given,
        a_flood_of_bad_references_is_counted_and_ends_soon,
        references_are_followed_backwards_without_repetition,
        derived_columns_are_missing_until_made_and_filled,
        derived_records_are_sorted_and_followed_backwards,
        derived_records_that_do_not_fit_are_refused,
        many_records_in_any_order_give_the_same_columns);
}
