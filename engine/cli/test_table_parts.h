/* Shared between test_table.c, which reads cases, and test_expect.c, which reads what they expect. */
#ifndef KJ_CLI_TEST_TABLE_PARTS_H
#define KJ_CLI_TEST_TABLE_PARTS_H

#include "engine/cli/test_table.h"

typedef struct KjTableReader {
    KjPackTests *tests;
    KjPackWorker *worker;
    KjText stem;
    const char *path;
    KjTreePlaces places;
    KjArena *arena;
    KjDiags *diags;
    const KjValue *table;
    const KjValue *facts; /* of all cases */
    KjPlace case_place;
    bool good;
} KjTableReader;

/* Where a key or text of the table stands; the place of the case if it is not of the table. */
KjPlace kj_table_place(const KjTableReader *reader, KjText text);
/* Tells what is wrong at a text of the table, which is then not good. */
void kj_table_complain(KjTableReader *reader, KjText at, const char *ja, const char *en);
/* Only these keys may stand in a map. */
void kj_table_keys(KjTableReader *reader, const KjValue *map, const char *const *known,
                   size_t count);
/* A part of a message, as { ja, en }; a text alone is Japanese. What is said in another language than that of
 * the session is not looked at. */
KjText kj_table_in_language(const KjTableReader *reader, const KjValue *part);
/* `expect` and `derived` of a case; rule: that is meant where none is named, or empty. */
void kj_table_expect(KjTableReader *reader, KjPackTest *test, const KjValue *expect, KjText rule);
void kj_table_derived(KjTableReader *reader, KjPackTest *test, const KjValue *derived);

#endif
