/* What packs carry as tests, as text: the linter and others ask which rules are named there. */
#ifndef KJ_CLI_TEST_TEXTS_H
#define KJ_CLI_TEST_TEXTS_H

#include "engine/cli/packs.h"

/* Fills in `tests` of the selected packs: the files under their tests/ with expectations. False, told, if
 * one cannot be read. */
bool kj_test_texts_read(KjPackSet *set, KjArena *arena, KjDiags *diags);

#endif
