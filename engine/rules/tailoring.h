/* Departures: what overlays changed in the packs that they extend, and on which side a changed figure lies. */
#ifndef KJ_RULES_TAILORING_H
#define KJ_RULES_TAILORING_H

#include "engine/rules/registry.h"

/* "stricter", "looser" or "undecidable": a value of the parameter beside another one, by the side that the
 * pack names as the stricter. Bands and tables are on one side if all their figures are, or are equal;
 * texts, lists and what no side is named for are undecidable. */
const char *kj_param_direction(const KjParam *param, const KjValue *base, const KjValue *value);

/* Reads the tailorings of a declaration document into the registry; params and rules are there. */
bool kj_registry_read_tailorings(KjRegistry *registry, const KjValue *document, KjError *error);

#endif
