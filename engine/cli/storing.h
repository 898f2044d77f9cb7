/* What `assess --store` does besides judging: facts, results and the run go into a store, and what has not
 * changed is taken from there.
 *
 * Everything is committed from time to time, organisation by organisation whole, so that a run that is
 * interrupted goes on where it was. */
#ifndef KJ_CLI_STORING_H
#define KJ_CLI_STORING_H

#include "engine/cli/session.h"
#include "engine/eval/batch.h"
#include "engine/store/store.h"

typedef struct KjStoring KjStoring;

/* The facts that a worker sent, checked, as the store keeps them. False: they are none. */
bool kj_facts_as_json(const KjSchema *schema, const KjOrgFacts *facts, KjArena *scratch,
                      KjBuf *json);

/* Opens the store that --store names and begins the run; NULL with error set. judge_all: nothing is
 * carried over, since all results are to be shown. */
KjStoring *kj_storing_new(KjSession *session, bool judge_all, KjError *error);
void kj_storing_free(KjStoring *storing); /* what was not committed is lost */
/* What a job needs so that it can be stored. */
KjJob kj_storing_job(const KjStoring *storing, KjJob job);

/* Whether an organisation is to be judged. If its data are those of an earlier result of this day and these
 * packs, that is put into the run. */
bool kj_storing_wants(KjStoring *storing, const char *unit, const KjFile *files, size_t count,
                      KjError *error);
/* The good outcome of a job, and one that was not. */
bool kj_storing_take(KjStoring *storing, const KjBatchOutcome *outcome, KjError *error);
bool kj_storing_refuse(KjStoring *storing, const char *unit, const char *problem, KjError *error);
/* The run is complete. */
bool kj_storing_finish(KjStoring *storing, KjError *error);

/* For the summary. */
KjStore *kj_storing_store(KjStoring *storing);
int64_t kj_storing_run(const KjStoring *storing);

#endif
