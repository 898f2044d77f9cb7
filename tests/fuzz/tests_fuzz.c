// Any bytes as a file of expectations, and as a table of cases in YAML: whatever they are, every problem is
// told and what is laid together is a data file that can be read.
#include "engine/cli/lay_over.h"
#include "engine/cli/pack_tests.h"
#include "engine/cli/test_table.h"
#include "tests/unit/ingest_schema.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "does not hold: %s\n", what);
    abort();
}

static void as_expectations(KjText data, KjArena *arena)
{
    KjPackTest test = {.name = KJ_TEXT("a")};
    KjDiags diags;

    kj_diags_init(&diags, KJ_EN);
    bool good = kj_expected_read(&test, "a.expected", data, arena, &diags);
    require(good == (diags.errors == 0), "a file is good or its problems are told");
    for (size_t i = 0; i < test.expected.count; i++) {
        const KjExpected *item = &test.expected.items[i];
        require(item->place.line > 0, "every expectation has a place");
        require(item->kind.len && item->id.len, "every expectation is of a record");
        require(item->rule.len || item->field.len, "of a verdict or of a value");
    }
    kj_expected_clear(&test.expected);
    kj_diags_clear(&diags);
}

// What stands in the places of the lines is where the texts were written.
static void check_facts(const KjPackTest *test, const char *path)
{
    size_t lines = 0;

    for (size_t i = 0; i < test->facts.len; i++)
        lines += test->facts.data[i] == '\n';
    require(lines == test->line_count, "every line has a place");
    for (size_t i = 0; i < test->line_count; i++)
        require(test->lines[i].file && strcmp(test->lines[i].file, path) == 0,
                "a place is in the table");
}

static void as_table(KjText data, KjArena *arena)
{
    KjError error;
    KjSchema *schema = sample_schema(&error);
    KjRegistry registry = {.schema = schema};
    KjApp app = {.arena = arena};
    KjPackWorker worker = {.app = &app, .folder = "/nonexistent", .view = {.registry = &registry}};
    KjPackTests tests = {.places = KJ_TEXT("tests")};
    KjDiags diags, again;

    kj_diags_init(&diags, KJ_EN);
    bool good = kj_test_table_read(&tests, &worker, KJ_TEXT("a"), "a.test.yaml", data, false, arena,
                                   &diags);
    require(good == (diags.errors == 0), "a table is good or its problems are told");
    for (size_t i = 0; i < tests.count; i++) {
        KjValue tree;
        check_facts(&tests.items[i], "a.test.yaml");
        kj_diags_init(&again, KJ_EN);
        if (good && !kj_yaml_tree("made", tests.items[i].facts.data, tests.items[i].facts.len,
                                  arena, &again, &tree))
            require(again.count > 0, "facts that were laid together can be read");
        kj_diags_clear(&again);
    }
    kj_pack_tests_clear(&tests);
    kj_diags_clear(&diags);
    kj_schema_free(schema);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    KjArena *arena = kj_arena_new();
    char *bytes = kj_arena_strndup(arena, (const char *)data, size);
    KjText text = {bytes, (uint32_t)size};

    as_expectations(text, arena);
    as_table(text, arena);
    kj_arena_free(arena);
    return 0;
}
