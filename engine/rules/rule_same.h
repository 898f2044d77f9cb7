/* Whether two rules, of two registries, judge by the same conditions. */
#ifndef KJ_RULES_RULE_SAME_H
#define KJ_RULES_RULE_SAME_H

#include "engine/rules/registry.h"

/* By their text, for the same kinds; of functions only whether there is one. a is of the schema x, b of y. */
bool kj_rule_same_conditions(const KjSchema *x, const KjRule *a, const KjSchema *y,
                             const KjRule *b);

#endif
