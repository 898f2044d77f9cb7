/* Finding the tests of a pack: names in order, each read by its ending. */
#include "engine/cli/pack_tests.h"

#include "engine/cli/file.h"
#include "engine/cli/test_table.h"

#include <string.h>

typedef struct Finder {
    KjPackTests *tests;
    KjPackWorker *worker;
    const char *folder, *shown; /* PACK/tests, and as it is told */
    const char **names;
    size_t count;
    KjArena *arena;
    KjDiags *diags;
} Finder;

static bool has(const Finder *finder, const char *name)
{
    for (size_t i = 0; i < finder->count; i++)
        if (strcmp(finder->names[i], name) == 0)
            return true;
    return false;
}

static bool read_file(Finder *finder, const char *name, const char **path, KjText *data)
{
    *path = kj_path_join(finder->arena, finder->shown, name);
    return kj_file_read_within(finder->worker->folder,
                               kj_path_join(finder->arena, finder->folder, name), *path,
                               KJ_TEST_FILE_MOST, finder->arena, finder->diags, data);
}

static const char *without(const Finder *finder, const char *name, const char *ending)
{
    return kj_arena_strndup(finder->arena, name, strlen(name) - strlen(ending));
}

/* ---- pairs ---- */

static bool read_facts(Finder *finder, KjPackTest *test, const char *name)
{
    const char *path;
    KjText data;

    if (!has(finder, name)) {
        kj_diag(finder->diags, KJ_ERROR, test->facts_place.file ? test->facts_place : test->place,
                NULL, "事実のファイル %s がありません", "there is no file of facts, %s", name);
        return false;
    }
    if (!read_file(finder, name, &path, &data))
        return false;
    test->facts = (KjFile){path, data.data, data.len};
    return true;
}

static void read_pair(Finder *finder, const char *stem)
{
    const char *name = kj_arena_printf(finder->arena, "%s.expected", stem), *path;
    KjPackTest test = {.name = kj_text(stem), .expected = {.whole = true}};
    KjText expected;
    bool good = read_file(finder, name, &path, &expected);

    test.place = (KjPlace){path, 0, 0};
    good = good && kj_expected_read(&test, path, expected, finder->arena, finder->diags);
    good =
        good && read_facts(finder, &test,
                           test.facts_file.len ? test.facts_file.data
                                               : kj_arena_printf(finder->arena, "%s.yaml", stem));
    if (good) {
        KJ_PUSH(finder->tests->items, finder->tests->count, finder->tests->capacity, test);
    } else {
        kj_expected_clear(&test.expected);
        finder->tests->broken++;
    }
}

/* Facts of which nothing is expected yet: they can be shown. */
static void read_alone(Finder *finder, const char *stem)
{
    if (!finder->worker->app->options.show) {
        kj_diag(finder->diags, KJ_WARNING,
                (KjPlace){kj_arena_printf(finder->arena, "%s/%s.yaml", finder->shown, stem), 0, 0},
                NULL,
                "何を期待するかが書かれていません。%1$s.expected を作るか、表なら "
                "%1$s.test.yaml という名にしてください",
                "nothing is expected of it; make %1$s.expected, or call a table %1$s.test.yaml",
                stem);
        return;
    }
    KjPackTest test = {.name = kj_text(stem), .expected = {.whole = true}};
    test.place = (KjPlace){
        kj_path_join(finder->arena, finder->shown, kj_arena_printf(finder->arena, "%s.yaml", stem)),
        0, 0};
    if (read_facts(finder, &test, kj_arena_printf(finder->arena, "%s.yaml", stem)))
        KJ_PUSH(finder->tests->items, finder->tests->count, finder->tests->capacity, test);
}

/* ---- the folder's own settings ---- */

static void read_settings(Finder *finder)
{
    const char *path;
    KjText data, day;
    KjValue value;

    if (!has(finder, "tests.yaml"))
        return;
    if (!read_file(finder, "tests.yaml", &path, &data) ||
        !kj_yaml_tree(path, data.data, data.len, finder->arena, finder->diags, &value)) {
        finder->tests->broken++;
        return;
    }
    day = kj_map_text(&value, "as_of");
    if (value.type == KJ_MAP && value.u.map.count == 1 &&
        kj_date_parse(day, &finder->tests->as_of)) {
        finder->tests->has_as_of = true;
        return;
    }
    kj_diag(finder->diags, KJ_ERROR, (KjPlace){path, 1, 0}, NULL,
            "判定の日を「as_of: 2026-04-01」の形で書いてください。書けるのはこれだけです",
            "write the day to judge for like as_of: 2026-04-01; nothing else belongs here");
    finder->tests->broken++;
}

/* ---- the whole ---- */

static void read_table(Finder *finder, const char *name, bool lua)
{
    const char *stem = without(finder, name, lua ? ".test.lua" : ".test.yaml"), *path;
    KjText data;
    bool good = read_file(finder, name, &path, &data) &&
                kj_test_table_read(finder->tests, finder->worker, kj_text(stem), path, data, lua,
                                   finder->arena, finder->diags);

    finder->tests->broken += !good;
}

static void read_name(Finder *finder, const char *name)
{
    const char *stem;

    if (name[0] == '.' || strcmp(name, "tests.yaml") == 0)
        return;
    if (kj_path_ends(name, ".expected")) {
        read_pair(finder, without(finder, name, ".expected"));
    } else if (kj_path_ends(name, ".test.yaml") || kj_path_ends(name, ".test.lua")) {
        read_table(finder, name, kj_path_ends(name, ".lua"));
    } else if (kj_path_ends(name, ".yaml")) {
        stem = without(finder, name, ".yaml");
        if (!has(finder, kj_arena_printf(finder->arena, "%s.expected", stem)))
            read_alone(finder, stem);
    }
}

void kj_pack_tests_find(KjPackTests *tests, KjPackWorker *worker, KjArena *arena, KjDiags *diags)
{
    Finder finder = {tests,
                     worker,
                     kj_path_join(arena, worker->folder, "tests"),
                     kj_path_join(arena, worker->pack->display, "tests"),
                     NULL,
                     0,
                     arena,
                     diags};

    *tests = (KjPackTests){.places = kj_text(finder.shown)};
    if (!kj_folder_list(finder.folder, arena, &finder.names, &finder.count))
        return;
    read_settings(&finder);
    for (size_t i = 0; i < finder.count; i++)
        read_name(&finder, finder.names[i]);
}

void kj_pack_tests_clear(KjPackTests *tests)
{
    for (size_t i = 0; i < tests->count; i++)
        kj_expected_clear(&tests->items[i].expected);
    kj_free(tests->items);
    *tests = (KjPackTests){0};
}

/* ---- telling what is wrong with facts ---- */

void kj_pack_test_tell(const KjPackTest *test, KjDiags *from, KjDiags *to)
{
    for (size_t i = 0; i < from->count; i++) {
        KjPlace *place = &from->items[i].place;

        if (test->lines && place->line > 0 && place->line <= test->line_count)
            *place = test->lines[place->line - 1];
    }
    kj_diags_add(to, from);
}
