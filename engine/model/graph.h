/* Graphs: who needs whom, and what follows from it. Exact, deterministic, and made for thousands of
 * nodes; no policy, and no knowledge of what a node is.
 *
 * Nodes are numbers from 0. An edge a → b says that a needs b; a node may need itself, or another one
 * twice. Where a function may answer in several ways, the smaller node comes first. No function
 * recurses on the C stack. Time and memory are O(nodes + edges) unless said otherwise; results live
 * in the arena that is given, and nothing else of it stays in use. */
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

/* What a caller allows to the two functions whose time or answer can outgrow the graph by far. They
 * give up when it is used up: answer nothing, and leave `exceeded` saying which it was. */
typedef struct KjAllowance {
    uint64_t steps;   /* looks at an edge or a member; counted down */
    uint64_t results; /* how many entries the answer may have */
    enum { KJ_EXCEEDS_NOTHING, KJ_EXCEEDS_STEPS, KJ_EXCEEDS_RESULTS } exceeded;
} KjAllowance;
#define KJ_ALLOW_ANYTHING ((KjAllowance){UINT64_MAX, UINT64_MAX, KJ_EXCEEDS_NOTHING})

/* ---- order ---- */

/* Topological levels: 0 for what needs nothing, else one more than the highest that it needs.
 * KJ_NO_NODE for nodes on a cycle, and for those that need one of them, directly or through others. */
void kj_graph_levels(const KjGraph *graph, KjArena *arena, uint32_t *levels);
/* A shortest cycle of the graph, from its smallest node on; its length in count, 0 if there is none.
 * Of several the one whose node sequence is smallest. Searches from one node after another within
 * its part and what is left of it: O(nodes × edges) at worst, far less where cycles are few or
 * short. */
uint32_t *kj_graph_cycle(const KjGraph *graph, KjArena *arena, uint32_t *count,
                         KjAllowance *allowance);
/* Strongly connected parts (Tarjan 1972): a number per node, from 0; a part has a higher number than
 * the parts that it needs. Returns how many there are. */
uint32_t kj_graph_parts(const KjGraph *graph, KjArena *arena, uint32_t *part);

/* ---- what all ways lead through ---- */

/* Immediate dominators of what is reached from root (Lengauer and Tarjan 1979): the last node that
 * every way from root to n passes before n. KJ_NO_NODE for root and for what is not reached. Time
 * O(edges × log nodes). */
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
 * fails with nothing taken down has none, and is none. points[start[n]] … points[start[n + 1] - 1],
 * ascending. Exact, cycles and groups included: sets of causes are carried from what is needed to
 * what needs it, 512 causes at a time. Time O(causes × (edges + members) / 512), times the rounds
 * that a cycle takes to settle, which are few unless it is made to be slow; memory O(nodes + edges +
 * members), with 64 bytes a node, besides the result. `wanted` (NULL: all) says for which nodes; then
 * only what they need is looked at. start is NULL if it gave up. */
typedef struct KjPoints {
    uint32_t *start; /* nodes + 1 */
    uint32_t *points;
} KjPoints;
KjPoints kj_graph_single_points(const KjGraph *graph, const KjNeeds *needs, const bool *wanted,
                                KjArena *arena, KjAllowance *allowance);

/* ---- doing one after another ---- */

/* A list schedule: a job is ready when all that it needs is done; of the ready ones that wait for a
 * crew the lowest rank begins first, then the one with the longest way still to go (its own time and
 * the longest chain of those that need it, what is never ready left out), then the smaller number. A
 * job without a crew begins when it is ready. What takes no time is done at the moment at which it
 * begins, after all that can begin at once has begun. Jobs on a cycle, and those that need one of
 * them, are never ready.
 *
 * A job whose time is not known (takes < 0) may end at any moment from its beginning on, or never. It
 * has no times, nor has what needs it, and it counts as 0 in the way still to go. Where crews are few
 * (there are more jobs that need one), it spoils what comes later:
 *  - if it holds a crew, nothing can be said, from the moment at which it begins, of jobs that would
 *    have to wait for a crew or begin later and need one;
 *  - if it needs no crew, but something that needs it does, directly or through others, nothing can be
 *    said of jobs that need a crew and would begin when it begins, or later.
 * They have no times either. So what has times has them whatever the unknown ones turn out to be, if
 * crews go by the order that was planned. */
typedef struct KjJobItem {
    int64_t takes; /* seconds, 0 allowed; < 0 unknown */
    int32_t rank;
    bool crew; /* whether it occupies one */
} KjJobItem;

typedef struct KjSlot {
    int64_t begins, ends; /* seconds from the start of all; -1 unknown */
    uint32_t after;       /* what it waited for last: of those whose end is its beginning, the
                             smallest that it needs, else the one whose crew it took (crews that
                             become free at once are taken in the order of the jobs that had them);
                             KJ_NO_NODE: it began at 0 or is unknown */
} KjSlot;

/* crews: 0 means as many as needed. slots: one per node. Time O(edges + nodes × log nodes). Sums that
 * do not fit stay at the greatest number. */
void kj_graph_schedule(const KjGraph *graph, const KjJobItem *jobs, uint32_t crews, KjArena *arena,
                       KjSlot *slots);

#endif
