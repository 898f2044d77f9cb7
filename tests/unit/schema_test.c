#include "engine/model/schema.h"

#include "tests/unit/check.h"
#include "tests/unit/model_fixture.h"

static const char whole[] =
    "kind organization organizations singleton\n"
    "field name text required\n"
    "kind system systems\n"
    "field name text required\n"
    "field rto duration min=0 max=86400\n"
    "field base bool default=no\n"
    "field kind enum values=mail|web default=mail\n"
    "field standby group\n"
    "field standby.type enum values=hot|cold group=standby\n"
    "field standby.site ref target=organization group=standby\n"
    "field rlo group list child=system.rlo default=[]\n"
    "field depends_on ref list target=system default=[]\n"
    "field power quantity unit=kW\n"
    "kind system.rlo - parent=system.rlo\n"
    "field after duration required\n"
    "field about ref target=any\n"
    "kind gap gaps derived\n"
    "field about ref target=system\n"
    "inverse dependents of=system holder=system field=depends_on\n"
    "inverse rlo_about of=any holder=system.rlo source=system field=about\n";

TEST(kinds_and_fields_are_found_by_name)
{
    KjError error = {0};
    KjSchema *schema = fixture_schema(whole, &error);
    CHECK_STR(error.message, "");
    CHECK_INT(schema->kind_count, 4);
    CHECK_INT(schema->organization, 0);
    CHECK_INT(kj_schema_kind(schema, KJ_TEXT("system")), 1);
    CHECK_INT(kj_schema_kind(schema, KJ_TEXT("systems")), -1);
    CHECK_INT(kj_schema_kind_by_plural(schema, KJ_TEXT("gaps")), 3);
    CHECK_INT(kj_schema_kind_by_plural(schema, KJ_TEXT("")), -1);
    CHECK_INT(kj_schema_root(schema, 2), 1);
    const KjKind *system = &schema->kinds[1];
    for (size_t f = 0; f < system->field_count; f++)
        CHECK_INT(kj_kind_field(system, system->fields[f].name), f);
    CHECK_INT(kj_kind_field(system, KJ_TEXT("standb")), -1);
    CHECK_INT(kj_kind_field(system, KJ_TEXT("")), -1);
    CHECK(schema->kinds[3].derived);
    kj_schema_free(schema);
}

TEST(a_field_holds_what_was_declared)
{
    KjSchema *schema = fixture_schema(whole, NULL);
    const KjField *fields = schema->kinds[1].fields;
    CHECK(fields[0].required && fields[0].type == KJ_TEXT_TYPE && fields[0].group == -1);
    CHECK(fields[1].has_min && fields[1].has_max);
    CHECK_DOUBLE(fields[1].max, 86400);
    CHECK_INT(fields[2].otherwise.type, KJ_BOOL);
    CHECK(!fields[2].otherwise.u.truth);
    CHECK_INT(fields[3].value_count, 2);
    CHECK_STR(fields[3].values[1].data, "web");
    CHECK(kj_atom_find(schema->atoms, KJ_TEXT("web")) != KJ_NO_ATOM);
    CHECK_INT(fields[5].group, 4);
    CHECK_INT(fields[6].target, 0);
    CHECK(fields[7].child == 2 && !fields[7].list && fields[7].type == KJ_GROUP);
    CHECK(fields[7].otherwise.type == KJ_LIST);
    CHECK(fields[8].list && fields[8].target == 1);
    CHECK_STR(fields[9].unit.data, "kW");
    CHECK_INT(schema->kinds[2].fields[1].target, KJ_ANY_KIND);
    CHECK_INT(schema->inverse_count, 2);
    CHECK_INT(schema->inverses[1].of, KJ_ANY_KIND);
    CHECK_INT(schema->inverses[1].source, 1);
    kj_schema_free(schema);
}

static void check_refused(const char *text, const char *message)
{
    KjError error = {0};
    KjSchema *schema = fixture_schema(text, &error);
    CHECK(schema == NULL);
    CHECK_STR(error.message, message);
    CHECK_INT(error.exit, KJ_EXIT_SYSTEM);
    kj_schema_free(schema);
}

TEST(a_document_that_is_not_sound_is_refused)
{
    check_refused("kind a as\nkind a bs\n", "schema: there are two kinds 'a'");
    check_refused("kind a xs\nkind b xs\n", "schema: two kinds have the plural 'xs'");
    check_refused("kind a as\nfield x int\nfield x text\n", "schema: kind 'a' has two fields 'x'");
    check_refused("kind a as\nfield x integer\n", "schema: field 'x': unknown type 'integer'");
    check_refused("kind a as\nfield x list\n", "schema: field 'x': unknown type 'list'");
    check_refused("kind a as\nfield x enum\n", "schema: field 'x' has no values");
    check_refused("kind a as\nfield x ref target=c\n",
                  "schema: field 'x' refers to the unknown kind 'c'");
    check_refused("kind a as\nfield x group list\n",
                  "schema: list of groups 'x' has no child kind");
    check_refused("kind a as\nfield x group\nfield y.z int group=x\n",
                  "schema: field 'y.z' cannot be in group 'x'");
    check_refused("kind a as\nfield x int list default=3\n",
                  "schema: default of field 'x' is of another type");
    check_refused("kind a as\nfield x group child=b\nkind b -\n",
                  "schema: kind 'b' is not the child of field 'x'");
    check_refused("kind a as\nfield x int\nkind b - parent=a.x\n",
                  "schema: kind 'b' has no such parent field");
    check_refused("kind a as\nfield x group child=b\nkind b - parent=a.x\n"
                  "field y ref target=b\n",
                  "schema: field 'y' refers to a list of groups");
    check_refused("kind a as singleton\nkind b bs singleton\n",
                  "schema: two kinds are the organization's own record");
    check_refused("kind a as\nfield x int\ninverse i of=a holder=a field=x\n",
                  "schema: inverse 'i' is of no reference");
    check_refused("kind a as\nfield x ref target=a\nkind b bs\ninverse i of=b holder=a field=x\n",
                  "schema: inverse 'i' is of another kind than its reference");
}

TEST(kinds_that_are_their_own_parents_are_refused)
{
    check_refused("kind a - parent=b.y\nfield x group child=b\n"
                  "kind b - parent=a.x\nfield y group child=a\n",
                  "schema: kind 'a' is its own parent");
}

TEST(a_document_of_another_shape_gives_an_empty_schema_or_an_error)
{
    KjError error = {0};
    KjValue none = kj_value_none();
    KjSchema *schema = kj_schema_new(&none, &error);
    CHECK_INT(schema->kind_count, 0);
    CHECK_INT(schema->organization, -1);
    kj_schema_free(schema);

    KjArena *arena = kj_arena_new();
    KjTree document = kj_tree_map(arena), kinds = kj_tree_list(arena);
    kj_tree_add(&kinds, kj_value_int(3));
    kj_tree_set(&document, "kinds", kinds.value);
    CHECK(kj_schema_new(&document.value, &error) == NULL);
    CHECK_STR(error.message, "schema: a kind has no name");
    kj_arena_free(arena);
}

int main(void)
{
    return RUN(kinds_and_fields_are_found_by_name, a_field_holds_what_was_declared,
               a_document_that_is_not_sound_is_refused,
               kinds_that_are_their_own_parents_are_refused,
               a_document_of_another_shape_gives_an_empty_schema_or_an_error);
}
