/* What the text of an impact is made of; only its own files include this. */
#ifndef KJ_OUTPUT_IMPACT_WORDS_H
#define KJ_OUTPUT_IMPACT_WORDS_H

#include "engine/output/impact.h"

const char *kj_impact_in(const KjImpact *impact, const char *ja, const char *en);
void kj_impact_heading(KjPage *page, const char *title); /* "■ title", below an empty line */
const char *kj_impact_verdict(const KjImpact *impact, KjVerdict verdict); /* also for none */
KjStyle kj_impact_style(KjTurn turn);
const char *kj_impact_org_name(KjArena *arena, const KjImpactOrg *org);
/* False: the source cannot be read. */
bool kj_impact_records(KjPage *page, KjImpact *impact, const KjImpactOrg *org);

#endif
