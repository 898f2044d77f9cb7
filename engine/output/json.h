/* A small JSON writer: it puts the commas and escapes; what it is told in wrong order is the
 * caller's fault. Output is compact, valid UTF-8 whatever goes in (broken bytes become U+FFFD). */
#ifndef KJ_OUTPUT_JSON_H
#define KJ_OUTPUT_JSON_H

#include "engine/model/value.h"

typedef struct KjJson {
    KjBuf *out;
    bool comma; /* an item stands before the next one */
} KjJson;

KjJson kj_json(KjBuf *out);
void kj_json_open(KjJson *json, char bracket);  /* { or [ */
void kj_json_close(KjJson *json, char bracket); /* } or ] */
void kj_json_key(KjJson *json, const char *key);
void kj_json_text(KjJson *json, KjText text);
void kj_json_cstr(KjJson *json, const char *text); /* NULL gives null */
void kj_json_int(KjJson *json, int64_t value);
void kj_json_real(KjJson *json, double value); /* not finite: null */
void kj_json_bool(KjJson *json, bool value);
void kj_json_null(KjJson *json);
void kj_json_raw(KjJson *json, const char *text); /* a value that is JSON already */

/* With their keys. */
void kj_json_put_text(KjJson *json, const char *key, KjText text);
void kj_json_put_text_or_null(KjJson *json, const char *key, KjText text); /* empty: null */
void kj_json_put_cstr(KjJson *json, const char *key, const char *text);
void kj_json_put_int(KjJson *json, const char *key, int64_t value);
void kj_json_put_bool(KjJson *json, const char *key, bool value);

/* A tree of maps, lists and texts as it is. */
void kj_json_tree(KjJson *json, const KjValue *value);

#endif
