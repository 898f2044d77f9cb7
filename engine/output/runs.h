/* The results of many organisations, of which one at a time is in memory as a whole.
 *
 * What is added is kept as bytes, in memory up to a limit and then in a file without a name. Of every
 * organisation the head stays at hand: id, name, place, counts, departures from parameters. */
#ifndef KJ_OUTPUT_RUNS_H
#define KJ_OUTPUT_RUNS_H

#include "engine/model/run.h"

typedef struct KjRuns KjRuns;

KjRuns *kj_runs_new(int32_t as_of, int32_t zone);
/* One run as it is, borrowed; nothing can be added to it. */
KjRuns *kj_runs_of(const KjRun *run);
void kj_runs_free(KjRuns *runs);

/* The organisations of a run. False: there is no room for them; kj_runs_error says why. */
bool kj_runs_add(KjRuns *runs, const KjRun *run);
void kj_runs_sort(KjRuns *runs); /* by id, once all are there */

/* The heads: organisations without judgements and derived values, but with their counts. */
const KjRun *kj_runs_head(const KjRuns *runs);
/* The whole of the organisation at `index` of the head, until the next call. What cannot be read any
 * more comes without judgements, and kj_runs_error is set. */
const KjOrgResult *kj_runs_open(KjRuns *runs, size_t index);
/* All of it in memory at once, for as long as the runs are there. */
const KjRun *kj_runs_whole(KjRuns *runs);
int kj_runs_error(const KjRuns *runs); /* errno of the first thing that failed, or 0 */

#endif
