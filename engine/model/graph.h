/* Graphs: who needs whom, and what follows from it. Exact, deterministic, and made for thousands of
 * nodes; no policy, and no knowledge of what a node is.
 *
 * Nodes are numbers from 0. An edge a → b says that a needs b. Where a function may answer in several
 * ways, the smaller node comes first. No function recurses on the C stack. Memory is O(nodes + edges)
 * unless said otherwise; results live in the arena that is given. */
#ifndef KJ_MODEL_GRAPH_H
#define KJ_MODEL_GRAPH_H

#include "engine/base/mem.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct KjGraph { /* borrowed */
    uint32_t nodes;
    const uint32_t
        *start; /* nodes + 1: the edges of node n are to[start[n]] … to[start[n + 1] - 1] */
    const uint32_t *to;
} KjGraph;

#define KJ_NO_NODE UINT32_MAX

/* ---- order ---- */

/* Topological levels: 0 for what needs nothing, else one more than the highest that it needs.
 * KJ_NO_NODE for nodes on a cycle, and for those that need one of them, directly or through others. */
void kj_graph_levels(const KjGraph *graph, uint32_t *levels);
/* A shortest cycle of the graph, from its smallest node on; its length in count, 0 if there is none.
 * Of several the one whose node sequence is smallest. */
uint32_t *kj_graph_cycle(const KjGraph *graph, KjArena *arena, uint32_t *count);
/* Strongly connected parts (Tarjan 1972): a number per node, from 0; a part has a higher number than
 * the parts that it needs. Returns how many there are. */
uint32_t kj_graph_parts(const KjGraph *graph, KjArena *arena, uint32_t *part);

/* ---- what all ways lead through ---- */

/* Immediate dominators of what is reached from root (Cooper, Harvey and Kennedy 2001): the last node
 * that every way from root to n passes before n. KJ_NO_NODE for root and for what is not reached. */
void kj_graph_dominators(const KjGraph *graph, KjArena *arena, uint32_t root, uint32_t *dominator);
/* Articulation points of the graph taken as undirected (Hopcroft and Tarjan 1973): nodes whose loss
 * leaves their part of the graph in more pieces. */
void kj_graph_articulations(const KjGraph *graph, KjArena *arena, bool *point);
/* What is reached from any of the given nodes; these themselves only if an edge leads to them. */
void kj_graph_reach(const KjGraph *graph, KjArena *arena, const uint32_t *from, size_t count,
                    bool *reached);

/* ---- who stands in for whom ---- */

/* A need that several nodes can meet: node works only while at least `least` of `of` work. The edges
 * of the graph are needs of their own, each of one node; a node fails when it was taken down or when
 * one of its needs is not met. Failing is the least fixed point: nodes that only hold each other up
 * keep working. least 0 asks for nothing; least > count is never met. */
typedef struct KjNeed {
    uint32_t node, least;
    uint32_t first,
        count; /* of = members[first … first + count - 1]; one named twice counts once */
} KjNeed;

typedef struct KjNeeds {
    const KjNeed *items;
    size_t count;
    const uint32_t *members;
} KjNeeds;

/* Which nodes fail when those given go down; down nodes themselves included. O(nodes + edges). */
void kj_graph_failing(const KjGraph *graph, const KjNeeds *needs, KjArena *arena,
                      const uint32_t *down, size_t count, bool *failing);
/* Single points of failure of every node: those whose loss alone makes it fail, itself left out; what
 * fails with nothing taken down has none. points[start[n]] … points[start[n + 1] - 1], ascending.
 * Exact, cycles and groups included, by sets of causes that are carried from what is needed to what
 * needs it, some thousand causes at a time: time O(nodes × (edges + members) / 64), memory
 * O(nodes × 64 bytes) besides the result. `wanted` (NULL: all) says for which nodes. */
typedef struct KjPoints {
    uint32_t *start; /* nodes + 1 */
    uint32_t *points;
} KjPoints;
KjPoints kj_graph_single_points(const KjGraph *graph, const KjNeeds *needs, const bool *wanted,
                                KjArena *arena);

/* ---- doing one after another ---- */

/* A list schedule: a job is ready when all that it needs is done; of the ready ones that wait for a
 * crew the lowest rank begins first, then the one with the longest way still to go (its own time and
 * the longest chain of those that need it), then the smaller number. A job without a crew begins when
 * it is ready. Jobs on a cycle, and those that need one of them, are never ready.
 *
 * A job whose time is not known (takes < 0) never ends, as far as anybody can tell; nor does what
 * needs it begin. It has no times, and counts as 0 in the way still to go. If it holds a crew, and
 * crews are few, then from the moment at which it begins nothing can be said about jobs that would
 * have to wait for a crew or that begin later and need one: they have no times either. */
typedef struct KjJobItem {
    int64_t takes; /* seconds, 0 allowed; < 0 unknown */
    int32_t rank;
    bool crew; /* whether it occupies one */
} KjJobItem;

typedef struct KjSlot {
    int64_t begins, ends; /* seconds from the start of all; -1 unknown */
    uint32_t after; /* what it waited for last: of those whose end is its beginning, a job that
                             it needs before one whose crew it took, then the smaller; KJ_NO_NODE: it
                             began at 0 or is unknown */
} KjSlot;

/* crews: 0 means as many as needed. slots: one per node. */
void kj_graph_schedule(const KjGraph *graph, const KjJobItem *jobs, uint32_t crews, KjArena *arena,
                       KjSlot *slots);

#endif
