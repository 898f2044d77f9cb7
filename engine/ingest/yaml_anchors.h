/* Anchors (&name) of a YAML file, and what an alias (*name) to each would cost. */
#ifndef KJ_INGEST_YAML_ANCHORS_H
#define KJ_INGEST_YAML_ANCHORS_H

#include "engine/base/diag.h"

typedef struct KjAnchor {
    uint32_t node;
    uint64_t weight; /* of all that the node holds, aliases included */
    int height;      /* how many levels of lists and maps: 0 for a scalar */
    bool open;       /* its node has not ended: an alias to it would be endless */
} KjAnchor;

typedef struct KjAnchors { /* all zero: none */
    KjAtoms *names;
    KjAnchor *items; /* by atom */
    size_t capacity;
} KjAnchors;

void kj_anchors_clear(KjAnchors *anchors);
/* A node begins; name may be NULL, for none. What is returned is given to kj_anchors_end. */
KjAtom kj_anchors_begin(KjAnchors *anchors, const char *name, uint32_t node);
void kj_anchors_end(KjAnchors *anchors, KjAtom anchor, uint32_t node, uint64_t weight, int height);
/* NULL after telling that there is no such anchor, or that it stands around the alias. */
const KjAnchor *kj_anchors_find(const KjAnchors *anchors, const char *name, KjPlace place,
                                KjDiags *diags);

#endif
