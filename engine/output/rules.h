/* Rules as the packs declare them: a list to choose from, and one with all it says. */
#ifndef KJ_OUTPUT_RULES_H
#define KJ_OUTPUT_RULES_H

#include "engine/output/page.h"
#include "engine/output/view.h"

/* Rules of selected packs that address this actor (kj_rule_addresses) and have this level; an empty
 * text allows every one. */
typedef struct KjRuleFilter {
    KjText actor, level;
} KjRuleFilter;

/* Whether the rule is of whom people call so: by the actor's name, or by its label in either language,
 * with or without what stands in brackets at its end. Capitals and widths make no difference. Packs may
 * call two actors the same. */
bool kj_rule_addresses(const KjRule *rule, KjText actor);

size_t kj_rules_count(const KjView *view, const KjRuleFilter *filter);
void kj_rules_list_text(KjPage *page, const KjView *view, const KjRuleFilter *filter);
void kj_rules_list_json(KjSink *sink, const KjView *view, const KjRuleFilter *filter);
void kj_rule_show_text(KjPage *page, const KjView *view, const KjRule *rule);
void kj_rule_show_json(KjSink *sink, const KjView *view, const KjRule *rule);

bool kj_rule_listed(const KjView *view, const KjRuleFilter *filter, const KjRule *rule);
bool kj_rule_has_check(const KjRule *rule);
/* Marks the parameters that the rule's conditions read, also through computed fields, and those that
 * the text of its functions names: used[i] for parameter i. */
void kj_rule_parameters(const KjRegistry *registry, const KjRule *rule, bool *used);

#endif
