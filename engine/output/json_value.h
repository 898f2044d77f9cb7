/* Values, facts and places as machines read them (doc/assess.schema.json). */
#ifndef KJ_OUTPUT_JSON_VALUE_H
#define KJ_OUTPUT_JSON_VALUE_H

#include "engine/output/json.h"
#include "engine/output/meaning.h"

/* duration {"text","seconds"}, period {"text","months"}, money {"amount","currency"}, quantity
 * {"value","unit"}, reference {"kind","id"}, list array, group object, missing null; the rest
 * numbers, booleans and ISO texts. */
void kj_json_value(KjJson *json, const KjView *view, KjMeaning meaning, const KjValue *value);
void kj_json_put_label(KjJson *json, const char *key, KjLabel label); /* {"ja","en"} */
void kj_json_date(KjJson *json, int32_t date);
void kj_json_place(KjJson *json, KjPlace place); /* {"file","line","column"}, or null */
void kj_json_record(KjJson *json, const KjView *view, int32_t kind, KjText id);
void kj_json_fact(KjJson *json, const KjView *view, const KjFact *fact);
/* {"pass":1,…} in the order in which summaries show them. */
void kj_json_summary(KjJson *json, const char *key, const uint32_t summary[KJ_VERDICTS]);
/* "source":{"document","clause"} */
void kj_json_source(KjJson *json, const KjRule *rule);
void kj_json_missing(KjJson *json, const KjView *view, const KjFact *fact);

#endif
