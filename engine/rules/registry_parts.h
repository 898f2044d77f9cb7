/* Shared between the files that read the declaration document; not for other folders, but for
 * kj_value_cell and its sisters, which say how a value is stored in a column. */
#ifndef KJ_RULES_REGISTRY_PARTS_H
#define KJ_RULES_REGISTRY_PARTS_H

#include "engine/rules/registry.h"

KjText kj_keep(KjArena *arena, KjText text);
KjLabel kj_read_label(KjArena *arena, const KjValue *map, const char *key);
KjPlace kj_read_place(KjArena *arena, const KjValue *map);
/* stream: or NULL, where the rules are in the document */
bool kj_registry_read_rules(KjRegistry *registry, const KjValue *document,
                            const KjRuleStream *stream, KjError *error);
KjRuleNames *kj_rule_names_new(KjArena *arena);
void kj_rule_names_free(KjRuleNames *names);

/* A scalar as a whole-number cell (text: its atom), one that is no text, and as a real one. */
int64_t kj_value_cell(KjAtoms *atoms, const KjValue *value);
int64_t kj_value_whole_cell(const KjValue *value);
double kj_value_real_cell(const KjValue *value);
/* Indexes the bands of a parameter whose value is a list of { label, upper }. */
void kj_param_bands(KjArena *arena, KjAtoms *atoms, KjParam *param);

#endif
