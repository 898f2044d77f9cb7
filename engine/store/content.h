/* What a result says, on its way into pieces: first all records, verdicts and values are given, then they
 * are written. All texts must live until then. */
#ifndef KJ_STORE_CONTENT_H
#define KJ_STORE_CONTENT_H

#include "engine/store/store_parts.h"

typedef struct KjContent KjContent;

KjContent *kj_content_new(KjStore *store);
void kj_content_free(KjContent *content);

/* A record, once or more often: the name is that of the first time. It is known by what is returned. */
uint32_t kj_content_record(KjContent *content, KjText kind, KjText id, KjText name);

typedef struct KjContentVerdict {
    uint32_t record;
    int64_t rule; /* its number in the store */
    uint8_t verdict, underlying;
    KjText message, settled_by; /* may be empty */
} KjContentVerdict;

/* Fast where those of a rule come together. */
void kj_content_verdict(KjContent *content, const KjContentVerdict *verdict);

typedef struct KjContentValue {
    uint32_t record;
    KjText field;
    int type; /* SQLITE_NULL, SQLITE_INTEGER, SQLITE_FLOAT or SQLITE_TEXT, and the member for it */
    int64_t whole;
    double real;
    KjText text;
} KjContentValue;

void kj_content_value(KjContent *content, const KjContentValue *value);

/* Writes the records. */
bool kj_content_roster(KjContent *content, int64_t *roster, KjError *error);
/* Writes the rest, as that of the result; after the roster. */
bool kj_content_write(KjContent *content, int64_t result, KjError *error);

#endif
