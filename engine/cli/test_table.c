/* A table is read as a tree; every case is made into facts of its own (lay_over.c), and its
 * expectations into the same form that pairs have. */
#include "engine/cli/test_table_parts.h"

#include "engine/cli/file.h"
#include "engine/cli/lay_over.h"

#include <string.h>

KjPlace kj_table_place(const KjTableReader *reader, KjText text)
{
    KjPlace place = kj_tree_place(&reader->places, text);

    return place.line ? place : reader->case_place;
}

void kj_table_complain(KjTableReader *reader, KjText at, const char *ja, const char *en)
{
    kj_diag(reader->diags, KJ_ERROR, kj_table_place(reader, at), at.len ? at.data : NULL, "%s",
            "%s", reader->diags->lang == KJ_JA ? ja : en);
    reader->good = false;
}

void kj_table_keys(KjTableReader *reader, const KjValue *map, const char *const *known,
                   size_t count)
{
    for (size_t i = 0; i < map->u.map.count; i++) {
        KjText key = map->u.map.pairs[i].key;
        bool found = false;

        for (size_t k = 0; k < count; k++)
            found |= kj_text_is(key, known[k]);
        if (found)
            continue;
        const char *near = kj_nearest(key, known, count);
        kj_diag(reader->diags, KJ_ERROR, kj_table_place(reader, key), key.data,
                "ここに書ける項目ではありません%s%s", "this does not belong here%s%s",
                near ? (reader->diags->lang == KJ_JA ? "。近い項目: " : "; did you mean ") : "",
                near ? near : "");
        reader->good = false;
    }
}

/* ---- cases ---- */

static void read_day(KjTableReader *reader, const KjValue *map, KjPackTest *test)
{
    const KjValue *day = kj_map_get(map, "as_of");

    if (!day)
        return;
    if (day->type == KJ_TEXT_TYPE && kj_date_parse(day->u.text, &test->as_of))
        test->has_as_of = true;
    else
        kj_table_complain(reader, KJ_TEXT("as_of"), "日付を 2026-04-01 の形で書いてください",
                          "write a day like 2026-04-01");
}

/* A name that stands twice cannot be chosen. */
static void check_name(KjTableReader *reader, KjText name)
{
    for (size_t i = 0; i < reader->tests->count; i++)
        if (kj_text_compare(reader->tests->items[i].name, name) == 0)
            kj_table_complain(reader, name, "同じ名前の事例があります",
                              "another case has the same name");
}

static void lay_facts(KjTableReader *reader, const KjValue *item, KjPackTest *test)
{
    static const KjValue none = {.type = KJ_NONE};
    const KjValue *facts = reader->facts, *set = kj_map_get(item, "set");
    const KjValue *add = kj_map_get(item, "add"), *drop = kj_map_get(item, "drop");
    KjLaying laying = {.schema = reader->worker->view.registry->schema,
                       .places = &reader->places,
                       .otherwise = reader->case_place,
                       .arena = reader->arena,
                       .diags = reader->diags};

    test->facts.path = reader->path;
    if (!kj_lay_over(&laying, facts ? facts : &none, set ? set : &none, add ? add : &none,
                     drop ? drop : &none))
        reader->good = false;
    test->facts.data = laying.data.data;
    test->facts.len = laying.data.len;
    test->lines = laying.lines;
    test->line_count = laying.line_count;
}

static void read_case(KjTableReader *reader, const KjValue *item)
{
    static const char *const known[] = {"name", "line", "as_of",  "rule",    "set",
                                        "add",  "drop", "expect", "derived", "problem"};
    KjText name = kj_map_text(item, "name"), rule = kj_map_text(item, "rule");
    const KjValue *expect = kj_map_get(item, "expect"), *derived = kj_map_get(item, "derived");
    KjPackTest test = {.has_as_of = false};
    bool good = reader->good;

    if (item->type != KJ_MAP) {
        kj_table_complain(reader, KJ_TEXT("cases"),
                          "事例は { name, set, expect } の形で書いてください",
                          "a case is written { name, set, expect }");
        return;
    }
    reader->good = true;
    reader->case_place = (KjPlace){reader->path, (uint32_t)kj_map_int(item, "line", 1), 0};
    reader->case_place = kj_table_place(reader, name);
    kj_table_keys(reader, item, known, sizeof known / sizeof *known);
    if (name.len == 0)
        kj_table_complain(reader, KJ_TEXT("name"), "事例には name が要ります",
                          "a case needs a 'name'");
    if (rule.len == 0)
        rule = kj_map_text(reader->table, "rule");
    test.name = kj_text(kj_arena_printf(reader->arena, "%s/%s", reader->stem.data, name.data));
    check_name(reader, test.name);
    test.place = reader->case_place;
    read_day(reader, reader->table, &test);
    read_day(reader, item, &test);
    test.expected.refused = kj_map_get(item, "problem") != NULL;
    test.expected.problem = kj_table_in_language(reader, kj_map_get(item, "problem"));
    test.expected.problem_place = kj_table_place(reader, test.expected.problem);
    if (expect)
        kj_table_expect(reader, &test, expect, rule);
    if (derived)
        kj_table_derived(reader, &test, derived);
    if (test.expected.count == 0 && !test.expected.refused)
        kj_table_complain(reader, name,
                          "何を期待するかを expect、derived、problem のいずれかに書いてください",
                          "say what is expected in 'expect', 'derived' or 'problem'");
    lay_facts(reader, item, &test);
    test.broken = !reader->good;
    reader->good &= good;
    KJ_PUSH(reader->tests->items, reader->tests->count, reader->tests->capacity, test);
}

/* `facts` are written in the table, or named: a data file beside it. What is wrong with a fact of that file
 * is told of the case that uses it. */
static void find_facts(KjTableReader *reader, KjValue *file)
{
    static const KjValue none = {.type = KJ_NONE};
    const KjValue *facts = kj_map_get(reader->table, "facts");
    const char *folder, *path;
    KjText data;

    reader->facts = facts ? facts : &none;
    if (!facts || facts->type != KJ_TEXT_TYPE)
        return;
    folder = kj_path_join(reader->arena, reader->worker->folder, "tests");
    path = kj_path_join(reader->arena, reader->tests->places.data, facts->u.text.data);
    if (!kj_file_read_within(reader->worker->folder,
                             kj_path_join(reader->arena, folder, facts->u.text.data), path,
                             KJ_TEST_FILE_MOST, reader->arena, reader->diags, &data) ||
        !kj_yaml_tree(path, data.data, data.len, reader->arena, reader->diags, file))
        reader->good = false;
    reader->facts = file;
}

static void read_cases(KjTableReader *reader)
{
    static const char *const known[] = {"as_of", "rule", "facts", "cases"};
    const KjList *cases = kj_map_list(reader->table, "cases");
    KjValue file = kj_value_none();

    if (reader->table->type != KJ_MAP || cases->count == 0) {
        kj_table_complain(reader, KJ_TEXT("cases"), "cases に事例を書いてください",
                          "write cases under 'cases'");
        return;
    }
    kj_table_keys(reader, reader->table, known, 4);
    find_facts(reader, &file);
    if (!reader->good)
        return;
    for (size_t i = 0; i < cases->count; i++)
        read_case(reader, &cases->items[i]);
}

bool kj_test_table_read(KjPackTests *tests, KjPackWorker *worker, KjText stem, const char *path,
                        KjText data, bool lua, KjArena *arena, KjDiags *diags)
{
    KjValue table;
    KjTableReader reader = {.tests = tests,
                            .worker = worker,
                            .stem = stem,
                            .path = path,
                            .arena = arena,
                            .diags = diags,
                            .table = &table,
                            .case_place = {path, 1, 0},
                            .good = true};
    bool got =
        lua ? kj_test_lua_read(worker, path, data, arena, diags, &table)
            : kj_yaml_tree_placed(path, data.data, data.len, arena, diags, &table, &reader.places);

    if (got)
        read_cases(&reader);
    kj_tree_places_clear(&reader.places);
    return got && reader.good;
}
