/* The facts of an organisation as a YAML data file. */
#ifndef KJ_OUTPUT_FACTS_YAML_H
#define KJ_OUTPUT_FACTS_YAML_H

#include "engine/model/facts.h"

/* facts: as kj_facts_check takes them. zone: of datetimes. */
void kj_facts_yaml(KjBuf *out, const KjSchema *schema, const KjValue *facts, int32_t zone);

#endif
