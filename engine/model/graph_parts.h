/* Shared between the files graph_*.c; not for others. */
#ifndef KJ_MODEL_GRAPH_PARTS_H
#define KJ_MODEL_GRAPH_PARTS_H

#include "engine/model/graph.h"

/* The edges the other way round: of each node those that need it, ascending. */
KjGraph kj_graph_reverse(const KjGraph *graph, KjArena *arena);
/* kj_graph_parts, and the nodes in the order of their parts, what is needed first; within a part what
 * was met last comes first. order: one per node. */
uint32_t kj_graph_parts_in_order(const KjGraph *graph, KjArena *arena, uint32_t *part,
                                 uint32_t *order);

/* A need of which each member stands once: it is met until `breaks` of them fail; 0: never. */
typedef struct KjGroup {
    uint32_t node, breaks;
    uint32_t first, count;
} KjGroup;

typedef struct KjGroups {
    KjGroup *items; /* ascending by node; what asks for nothing is left out */
    uint32_t *start; /* nodes + 1: groups of node n are items[start[n]] … items[start[n + 1] - 1] */
    uint32_t *members;
} KjGroups;

/* needs: may be NULL */
KjGroups kj_graph_groups(uint32_t nodes, const KjNeeds *needs, KjArena *arena);

/* Takes steps off; false, and none left, if there are too few. */
static inline bool kj_allowance_pay(KjAllowance *allowance, uint64_t steps)
{
    bool enough = allowance->steps >= steps;
    allowance->steps = enough ? allowance->steps - steps : 0;
    if (!enough)
        allowance->exceeded = KJ_EXCEEDS_STEPS;
    return enough;
}

#endif
