/* Departures from packs, by overlays and by organisations, judged by each pack's own mode of deviation. */
#ifndef KJ_OUTPUT_DEVIATION_H
#define KJ_OUTPUT_DEVIATION_H

#include "engine/output/view.h"

/* A stricter value never is a finding. Else, where the pack asks for a "reason", one that has none;
 * where it asks for "equivalence", any. */
bool kj_deviation_is_finding(const KjRegistry *registry, const KjDeviation *deviation);
/* The same of what an overlay changed; to set what the pack leaves open is no departure. */
bool kj_tailoring_is_finding(const KjRegistry *registry, const KjTailoring *tailoring);
/* "adjust", "replace", "drop", "add", for machines. */
const char *kj_change_name(KjChange change);
/* How many findings on tailoring a run has; a run with any exits with 1 at least. */
size_t kj_deviation_findings(const KjRegistry *registry, const KjRun *run);

#endif
