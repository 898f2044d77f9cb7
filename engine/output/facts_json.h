/* The facts of an organisation as JSON in one canonical form: what the store keeps, and a data file at the
 * same time, since YAML readers take JSON. Numbers are numbers, yes and no are true and false, durations
 * are counted in seconds ("10800s", so that SQL can count with them), everything else is text as in
 * facts_yaml.h. */
#ifndef KJ_OUTPUT_FACTS_JSON_H
#define KJ_OUTPUT_FACTS_JSON_H

#include "engine/model/facts.h"

/* facts: as kj_facts_check takes them. Datetimes are written in UTC. */
void kj_facts_json(KjBuf *out, const KjSchema *schema, const KjValue *facts);

#endif
