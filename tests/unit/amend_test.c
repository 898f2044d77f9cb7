// Changes laid over data give what the changed files would give, stand at the place of the change, and
// tell what is wrong with them.
#include "engine/ingest/amend.h"
#include "engine/model/facts.h"
#include "tests/unit/ingest_read.h"

static const char base[] =
    "kijun: 1\n"
    "organization: { id: o, name: O, type: ministry }\n"
    "people: [{ id: p, name: P, contact: { phone: '1' } }]\n"
    "systems:\n"
    "  - { id: a, name: A, rto: 1h, depends_on: [b], standby: { type: hot, site: x }, steps: [1, "
    "2] }\n"
    "  - { id: b, name: B, rlo: [{ after: 1h }, { after: 2h, percent: 50 }] }\n"
    "incidents: [{ id: fire, title: I }]\n";

// ---- reading ----

typedef struct Amended {
    KjSchema *schema;
    KjDiags diags;
    KjDataset *dataset;
    KjArena *arena;
    KjBuf told, facts;
} Amended;

static Amended amend_files(const KjFile *files, size_t count, const KjAmend *amends, size_t changes)
{
    Amended it = {.arena = kj_arena_new()};
    KjError error = {0};
    KjIngestOptions options = {.zone = KJ_ZONE_JAPAN};
    it.schema = sample_schema(&error);
    kj_diags_init(&it.diags, KJ_EN);
    kj_buf_init(&it.told, 0);
    kj_buf_init(&it.facts, 0);
    kj_buf_puts(&it.told, "");
    KjBuilder *builder = kj_builder_new(it.schema, &it.diags);
    kj_ingest(builder, it.schema, files, count, &options, &it.diags);
    kj_amend(builder, it.schema, amends, changes, &options, &it.diags);
    it.dataset = kj_builder_seal(builder);
    kj_builder_free(builder);
    kj_diags_sort(&it.diags);
    kj_diags_print(&it.diags, &it.told);
    for (uint32_t org = 0; org < it.dataset->org_count; org++) {
        KjValue facts = kj_dataset_facts(it.dataset, org, it.arena);
        kj_value_encode(&it.facts, &facts);
    }
    return it;
}

static Amended amend_text(const char *data, const char *const *changes, size_t count)
{
    KjAmend amends[8];
    KjFile whole = file("o.yaml", data);
    for (size_t i = 0; i < count; i++)
        amends[i] = (KjAmend){kj_text(changes[i]), {.file = i ? "--set 2" : "--set 1"}};
    return amend_files(&whole, 1, amends, count);
}

static void clear_amended(Amended *it)
{
    kj_buf_clear(&it->told);
    kj_buf_clear(&it->facts);
    kj_dataset_free(it->dataset);
    kj_diags_clear(&it->diags);
    kj_schema_free(it->schema);
    kj_arena_free(it->arena);
}

// ---- as if it stood in the file ----

// The base with one piece of it replaced by another.
static const char *base_with(KjArena *arena, const char *from, const char *to)
{
    const char *at = strstr(base, from);
    CHECK(at != NULL);
    return at ? kj_arena_printf(arena, "%.*s%s%s", (int)(at - base), base, to, at + strlen(from))
              : base;
}

static void same_as(const char *change, const char *from, const char *to)
{
    KjArena *arena = kj_arena_new();
    Amended amended = amend_text(base, &change, 1);
    Amended written = amend_text(base_with(arena, from, to), NULL, 0);
    CHECK_STR(amended.told.data, "");
    CHECK_STR(written.told.data, "");
    bool same = amended.facts.len == written.facts.len &&
                memcmp(amended.facts.data, written.facts.data, written.facts.len) == 0;
    if (!same)
        printf("change: %s\n", change);
    CHECK(same);
    clear_amended(&amended);
    clear_amended(&written);
    kj_arena_free(arena);
}

TEST(a_change_gives_what_the_changed_file_gives)
{
    same_as("system:a rto=2時間", "rto: 1h", "rto: 2h");
    same_as("o/system:a rto=２ｈ", "rto: 1h", "rto: 2h");
    same_as("　systems:ａ　目標復旧時間 = 90min ", "rto: 1h", "rto: 90min");
    same_as("情報システム:a updated_on=令和8年4月1日", "rto: 1h",
            "rto: 1h, updated_on: 2026-04-01");
    same_as("system:a rto=", "rto: 1h, ", "");
    same_as("system:a rto=－", "rto: 1h, ", "");
    same_as("system:a 待機系.方式=ウォーム", "type: hot", "type: warm");
    same_as("system:a standby.site=", ", site: x", "");
    same_as("system:a standby=", "standby: { type: hot, site: x }, ", "");
    same_as("system:b standby=○", "name: B,", "name: B, standby: {},");
    same_as("system:b base=×", "name: B,", "name: B, base: no,");
    same_as("system:a name=A = B", "name: A", "name: A = B");
    same_as("system:a note=-", "rto: 1h", "rto: 1h, note: '-'");
    same_as("organization type=agency", "type: ministry", "type: agency");
    same_as("organization:o supervises=x; y", "type: ministry",
            "supervises: [x, y], type: ministry");
    same_as("組織 supervises=", "type: ministry", "type: ministry");
    same_as("system:a about=incident:fire", "rto: 1h", "rto: 1h, about: fire");
}

TEST(lists_are_set_added_to_and_taken_from)
{
    same_as("system:b depends_on=a、b", "name: B", "name: B, depends_on: [a, b]");
    same_as("system:b depends_on=[a, b]", "name: B", "name: B, depends_on: [a, b]");
    same_as("system:a depends_on=[]", "[b]", "[]");
    same_as("system:a depends_on+=a", "[b]", "[b, a]");
    same_as("system:a depends_on-=b", "[b]", "[]");
    same_as("system:a steps+=1,000; 3", "[1, 2]", "[1, 2, 1000, 3]");
    same_as("system:a steps-=1;2", "[1, 2]", "[]");
    same_as("incident:fire effects+=遅れ,なし", "title: I", "title: I, effects: [delay, none]");
}

TEST(records_and_rows_come_and_go)
{
    same_as("-incident:fire", "incidents: [{ id: fire, title: I }]\n", "");
    same_as("+system:c name=C"
            "\x1e"
            "rto=3h"
            "\x1e"
            "depends_on=a",
            "incidents:", "  - { id: c, name: C, rto: 3h, depends_on: [a] }\nincidents:");
    same_as("system:b/rlo[2] percent=", ", percent: 50", "");
    same_as("-system:b/rlo[1]", "{ after: 1h }, ", "");
    same_as("+system:b/rlo after=3h"
            "\x1e"
            "percent=80%",
            "percent: 50 }", "percent: 50 }, { after: 3h, percent: 80 }");
    same_as("system:b rlo=", ", rlo: [{ after: 1h }, { after: 2h, percent: 50 }]", "");
    same_as("system:b rlo=なし", "[{ after: 1h }, { after: 2h, percent: 50 }]", "[]");
}

TEST(a_record_may_be_taken_away_and_added_anew)
{
    const char *changes[] = {"-system:a", "+system:a name=New", "system:a rto=5h"};
    Amended it = amend_text(base, changes, 3);
    CHECK_STR(it.told.data, "");
    KjRef record = {SYSTEM, kj_dataset_find(it.dataset, 0, SYSTEM, KJ_TEXT("a"))};
    int32_t rto = kj_kind_field(&it.schema->kinds[SYSTEM], KJ_TEXT("rto"));
    CHECK_INT(it.dataset->tables[SYSTEM].rows, 2);
    CHECK_INT(kj_dataset_get(it.dataset, record, rto, it.arena).u.whole, 5 * 3600);
    clear_amended(&it);
}

// ---- places ----

static const char *place_of(Amended *it, int32_t kind, const char *id, const char *field)
{
    KjRef record = {kind, kj_dataset_find(it->dataset, 0, kind, kj_text(id))};
    KjPlace place = field ? kj_field_place(it->dataset, record,
                                           kj_kind_field(&it->schema->kinds[kind], kj_text(field)))
                          : kj_record_place(it->dataset, record);
    return kj_arena_printf(it->arena, "%s:%u:%u", place.file ? place.file : "-", place.line,
                           place.column);
}

TEST(what_was_changed_stands_where_the_change_does)
{
    const char *changes[] = {"system:a rto=2h", "+system:c name=C", "system:a depends_on+=c",
                             "system:a standby.type=cold", "system:a steps-=1"};
    Amended it = amend_text(base, changes, 5);
    CHECK_STR(it.told.data, "");
    CHECK_STR(place_of(&it, SYSTEM, "a", "rto"), "--set 1:0:0");
    CHECK_STR(place_of(&it, SYSTEM, "a", NULL), "o.yaml:5:5");
    CHECK_STR(place_of(&it, SYSTEM, "a", "name"), "o.yaml:5:20");
    CHECK_STR(place_of(&it, SYSTEM, "a", "depends_on"), "--set 2:0:0");
    CHECK_STR(place_of(&it, SYSTEM, "a", "steps"), "--set 2:0:0");
    CHECK_STR(place_of(&it, SYSTEM, "a", "standby.type"), "--set 2:0:0");
    CHECK_STR(place_of(&it, SYSTEM, "a", "standby.site"), "o.yaml:5:77");
    CHECK_STR(place_of(&it, SYSTEM, "c", NULL), "--set 2:0:0");
    CHECK_STR(place_of(&it, SYSTEM, "c", "name"), "--set 2:0:0");
    clear_amended(&it);
}

// ---- what is wrong ----

static void tells(const char *change, const char *message)
{
    Amended it = amend_text(base, &change, 1);
    CHECK(it.diags.errors > 0);
    if (!strstr(it.told.data, message))
        printf("change: %s\ntold: %sexpected: %s\n", change, it.told.data, message);
    CHECK(strstr(it.told.data, message) != NULL);
    if (strncmp(it.told.data, "--set 1: error: ", 16) != 0)
        printf("change: %s\ntold: %s", change, it.told.data);
    CHECK(strncmp(it.told.data, "--set 1: error: ", 16) == 0);
    clear_amended(&it);
}

TEST(what_is_wrong_with_a_change_is_told_at_it)
{
    tells("", "'' is no change; write it as KIND:ID FIELD=VALUE");
    tells("system:a", "'system:a' is no change");
    tells("system:a rto", "'system:a rto' is no change");
    tells("system:a =1h", "is no change");
    tells("system: rto=1h", "is no change");
    tells("system:b/rlo[0] after=1h", "is no change");
    tells("system:a rto=1h"
          "\x1e"
          "rlo",
          "'rlo' is no change");
    tells("system:a note=\x01", "control character U+0001");
    tells("system:a note=\xff", "not UTF-8");
    tells("sistem:a rto=1h", "there is no kind 'sistem'; did you mean 'system'?");
    tells("system rto=1h", "the record's id is missing; write 'system:ID'");
    tells("level_gap:x gap=1", "records of this kind are computed");
    tells("incident:fir title=x",
          "incident 'fir': the data have no such record; did you mean 'fire'?");
    tells("system:zzzzzz rto=1h", "to add it, write +system:zzzzzz");
    tells("-system:zzzzzz", "the data have no such record");
    tells("x/system:a rto=1h", "the data have no organization 'x'; they have: o");
    tells("+system:a name=X", "there is such a record already");
    tells("+system:c d name=X", "is no");
    tells("+system:c rto=1h", "system 'c': required field 'name' (name) is missing");
    tells("-system:a rto=1h", "has no fields");
    tells("+organization:o", "can be neither added nor taken away");
    tells("system:a rti=1h",
          "system 'a': field 'rti': there is no such field; did you mean 'rto'?");
    tells("system:a effective_rto=1h", "this field is computed and cannot be changed");
    tells("system:a rto=soon", "system 'a': field 'rto': ");
    tells("system:a standby.type=hut", "did you mean 'hot'?");
    tells("system:a ratio=120", "'120' is too large: at most 100");
    tells("system:a owner=q", "system 'a': field 'owner': 'q' is no person of this organization");
    tells("system:a depends_on=b;c", "'c' is no system of this organization");
    tells("system:a depends_on-=a", "the list does not hold 'a'");
    tells("system:a depends_on=b;;a", "an item of the list is empty");
    tells("system:a rto+=1h", "+= is for lists only; write 'rto=VALUE'");
    tells("system:a name=", "system 'a': field 'name': this field is required");
    tells("system:a standby=hot",
          "this is a group; change its members, as in 'standby.FIELD=VALUE'");
    tells("system:b rlo=1", "this is a list of rows: add one with '+KIND:ID/rlo FIELD=VALUE'");
    tells("system:b/rlo[3] after=1h", "there is no row 3 of 'rlo'; rows are counted from rlo[1]");
    tells("+system:b/rlo[1] after=1h", "a row that is added has no number; write 'rlo'");
    tells("+system:b/rlo percent=1", "required field 'after' (after) is missing");
    tells("system:b/depends_on[1] x=1", "this is no list of rows");
    tells("parameter crews=2", "by these packs organizations set no parameters");
}

TEST(references_to_a_record_taken_away_are_told_once)
{
    const char *change = "-system:b";
    Amended it = amend_text(base, &change, 1);
    CHECK_STR(it.told.data,
              "--set 1: error: system 'b': references that lead nowhere without this record: 1 "
              "(the first at o.yaml:5:45); change them as well\n");
    clear_amended(&it);
    const char *both[] = {"-system:b", "system:a depends_on-=b"};
    it = amend_text(base, both, 2);
    CHECK_STR(it.told.data, "");
    clear_amended(&it);
}

TEST(an_id_in_several_organizations_wants_one_named)
{
    static const char other[] = "kijun: 1\norganization: { id: q, name: Q }\n"
                                "systems: [{ id: a, name: A }, { id: only, name: N }]\n";
    const KjFile files[] = {file("o.yaml", base), file("q.yaml", other)};
    const KjAmend amends[] = {{KJ_TEXT("system:a rto=3h"), {.file = "1"}},
                              {KJ_TEXT("q/system:a rto=3h"), {.file = "2"}},
                              {KJ_TEXT("system:only rto=3h"), {.file = "3"}},
                              {KJ_TEXT("organization type=agency"), {.file = "4"}},
                              {KJ_TEXT("organization:q type=agency"), {.file = "5"}},
                              {KJ_TEXT("+system:n name=N"), {.file = "6"}}};
    Amended it = amend_files(files, 2, amends, 6);
    CHECK_STR(
        it.told.data,
        "1: error: system 'a': several organizations have a record with this id; write one of: "
        "o/system:a, q/system:a\n"
        "4: error: organization: which organization is meant? put its id in front, as in "
        "'o/organization'; there are: o, q\n"
        "6: error: system: which organization is meant? put its id in front, as in "
        "'o/system'; there are: o, q\n");
    clear_amended(&it);
}

int main(void)
{
    return RUN(a_change_gives_what_the_changed_file_gives, lists_are_set_added_to_and_taken_from,
               records_and_rows_come_and_go, a_record_may_be_taken_away_and_added_anew,
               what_was_changed_stands_where_the_change_does,
               what_is_wrong_with_a_change_is_told_at_it,
               references_to_a_record_taken_away_are_told_once,
               an_id_in_several_organizations_wants_one_named);
}
