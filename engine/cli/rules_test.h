/* Running the tests of packs: what `rules test`, its mutants and `rules coverage` share. */
#ifndef KJ_CLI_RULES_TEST_H
#define KJ_CLI_RULES_TEST_H

#include "engine/cli/pack_tests.h"

/* Judges one test. False: the worker could not; error says why. Problems of facts are told in diags. run:
 * NULL if the facts were refused; to be freed. */
bool kj_rules_test_run(KjPackWorker *worker, const KjPackTests *tests, KjPackTest *test,
                       KjTestResult *result, KjRun **run, KjArena *arena, KjDiags *diags,
                       KjError *error);
/* The job that judges a test. */
KjJob kj_rules_test_job(const KjPackWorker *worker, const KjPackTests *tests,
                        const KjPackTest *test);
/* What it looks at, for the jobs COVER and MUTATE: a map (engine/eval/looked.h, mutate.h). */
KjTree kj_rules_test_asked(const KjPackWorker *worker, const KjPackTest *test, KjArena *arena);
/* --at-least, "90" or "90%". False, told: it is no share. */
bool kj_rules_test_share(const KjApp *app, double otherwise, double *share);
/* Whether --case chooses it. */
bool kj_rules_test_wanted(const KjApp *app, const KjPackWorker *worker, const KjPackTest *test);
/* rules test --mutate (rules_mutate.c). */
KjExit kj_rules_mutate(KjApp *app);

#endif
