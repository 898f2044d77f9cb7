/* Departures from a pack's parameters, judged by the pack's own mode of deviation. */
#ifndef KJ_OUTPUT_DEVIATION_H
#define KJ_OUTPUT_DEVIATION_H

#include "engine/output/view.h"

/* A stricter value never is a finding. Else, where the pack asks for a "reason", one that has none;
 * where it asks for "equivalence", any. */
bool kj_deviation_is_finding(const KjRegistry *registry, const KjDeviation *deviation);
/* How many findings on tailoring a run has; a run with any exits with 1 at least. */
size_t kj_deviation_findings(const KjRegistry *registry, const KjRun *run);

#endif
