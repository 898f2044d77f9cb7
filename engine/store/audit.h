/* What the parts of an audit of the store share: its journal against itself, the tables, and what pieces say
 * against their hashes. */
#ifndef KJ_STORE_AUDIT_H
#define KJ_STORE_AUDIT_H

#include "engine/store/store_parts.h"

typedef struct KjAuditing {
    KjStore *store;
    const KjStoreAudit *audit;
    KjArena *arena; /* of what is told */
    KjError *error;
} KjAuditing;

/* Tells that the item (its name and key) is not what the journal says of it, and which entry said so. */
typedef enum { KJ_ITEM_DIFFERS, KJ_ITEM_GONE, KJ_ITEM_ADDED, KJ_ITEM_CONTENT } KjItemProblem;
bool kj_audit_tell_item(const KjAuditing *auditing, KjText item, KjItemProblem problem);
/* Pieces of results (audit_pieces.c), after the journal was read. */
bool kj_audit_pieces(const KjAuditing *auditing);
/* The same in both languages: a format of printf. */
void kj_audit_tell(const KjAuditing *auditing, const char *ja, const char *en, ...);

#endif
