/* The tests that lie beside a pack, in PACK/tests:
 *
 *   NAME.yaml + NAME.expected   facts, and what judging them gives, line by line (expected.c), or the
 *                               facts of another file, which the expectations name
 *   NAME.test.yaml              a table of cases (test_table.c)
 *   NAME.test.lua               the same, declared in Lua; runs in the worker (test_lua.c)
 *   tests.yaml                  as_of: DAY, the day to judge for where a file names none
 */
#ifndef KJ_CLI_PACK_TESTS_H
#define KJ_CLI_PACK_TESTS_H

#include "engine/cli/pack_worker.h"
#include "engine/ingest/ingest.h"
#include "engine/output/tests.h"

#define KJ_TEST_FILE_MOST ((size_t)8 << 20) /* bytes */

typedef struct KjPackTest {
    KjText name;   /* "ahead", "recovery/同時では遅い" */
    KjPlace place; /* of the expectations' file, or of the case in it */
    KjFile facts;
    KjText facts_file; /* of a file of expectations: where they are; empty: beside it */
    KjPlace facts_place;
    KjPlace *lines; /* facts that were laid together: where each of their lines comes from */
    size_t line_count;
    bool broken; /* what is wrong with it was told */
    bool has_as_of;
    int32_t as_of;
    KjExpectations expected;
} KjPackTest;

typedef struct KjPackTests {
    KjPackTest *items;
    size_t count, capacity;
    bool has_as_of; /* for those that name no day */
    int32_t as_of;
    size_t broken; /* files that could not be read: told */
    KjText places; /* the folder, as it is told */
} KjPackTests;

/* Finds and reads the tests of the worker's pack, sorted by name. Files that cannot be read are told and
 * counted; the others are there. Texts lie in the arena. */
void kj_pack_tests_find(KjPackTests *tests, KjPackWorker *worker, KjArena *arena, KjDiags *diags);
void kj_pack_tests_clear(KjPackTests *tests);

/* A file of expectations. False, told: it is not well formed. */
bool kj_expected_read(KjPackTest *test, const char *path, KjText data, KjArena *arena,
                      KjDiags *diags);
/* "system:auth" */
bool kj_expected_record(KjText text, KjText *kind, KjText *id);
void kj_expected_clear(KjExpectations *expected);

/* What went wrong with facts that were laid together is told where it was written. */
void kj_pack_test_tell(const KjPackTest *test, KjDiags *from, KjDiags *to);

#endif
