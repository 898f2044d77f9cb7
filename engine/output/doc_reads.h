/* What rules and derivations read themselves: fields and parameters, each once, in the order of the schema.
 * What functions read is known as far as they say so: the fields in `reads`, the parameters that their text
 * names. */
#ifndef KJ_OUTPUT_DOC_READS_H
#define KJ_OUTPUT_DOC_READS_H

#include "engine/rules/registry.h"

typedef struct KjReadList {
    KjReads *fields; /* field -1: which records of the kind there are */
    size_t field_count;
    int32_t *params;
    size_t param_count;
} KjReadList;

typedef struct KjDocReads {
    const KjRegistry *registry;
    KjReadList *rules;   /* by rule */
    KjReadList *derives; /* by derivation */
    bool **needs;        /* by rule and parameter: read by it, also through computed fields */
} KjDocReads;

KjDocReads *kj_doc_reads_new(KjArena *arena, const KjRegistry *registry);
bool kj_read_list_has(const KjReadList *list, KjReads field);
bool kj_read_list_has_param(const KjReadList *list, int32_t param);
/* The derivation that fills a field, or NULL. */
const KjDerive *kj_doc_derive_of(const KjRegistry *registry, KjReads field);

#endif
