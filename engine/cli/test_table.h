/* Tables of cases: facts once, then cases that lay a few other facts over them, each with what is
 * expected. doc/testing.md has the form. */
#ifndef KJ_CLI_TEST_TABLE_H
#define KJ_CLI_TEST_TABLE_H

#include "engine/cli/pack_tests.h"

/* Adds the cases of a file, named STEM/CASE. False, told: not all could be read. */
bool kj_test_table_read(KjPackTests *tests, KjPackWorker *worker, KjText stem, const char *path,
                        KjText data, bool lua, KjArena *arena, KjDiags *diags);
/* The tree that a table in Lua declares (stdlib/testing.lua). False, told: it could not be read. */
bool kj_test_lua_read(KjPackWorker *worker, const char *path, KjText data, KjArena *arena,
                      KjDiags *diags, KjValue *table);

#endif
