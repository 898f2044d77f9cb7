// Graphs for tests: from a text or at random.
#ifndef KJ_TESTS_UNIT_GRAPH_FIXTURE_H
#define KJ_TESTS_UNIT_GRAPH_FIXTURE_H

#include "engine/model/graph.h"
#include "tests/unit/check.h"

#include <stdlib.h>

typedef struct Edges { // filled in the order of nodes: to[start[n + 1]++] is another edge of n
    uint32_t *start, *to;
    uint32_t nodes;
} Edges;

static inline Edges edges_new(KjArena *arena, uint32_t nodes, uint32_t capacity)
{
    return (Edges){kj_arena_array(arena, nodes + 1, sizeof(uint32_t)),
                   kj_arena_array(arena, capacity, sizeof(uint32_t)), nodes};
}

// Ends the list of a node and begins that of the next.
static inline void edges_next(Edges *edges, uint32_t from)
{
    if (from + 1 < edges->nodes)
        edges->start[from + 2] = edges->start[from + 1];
}

static inline KjGraph edges_graph(const Edges *edges)
{
    return (KjGraph){edges->nodes, edges->start, edges->to};
}

// "12.0.": node 0 needs 1 and 2, node 1 needs 0, node 2 nothing; one digit a node.
static inline KjGraph graph_of(KjArena *arena, const char *text)
{
    uint32_t nodes = 0, at = 0;
    for (const char *c = text; *c; c++)
        nodes += *c == '.';
    Edges edges = edges_new(arena, nodes, (uint32_t)strlen(text));
    for (const char *c = text; *c; c++) {
        if (*c == '.')
            edges_next(&edges, at++);
        else
            edges.to[edges.start[at + 1]++] = (uint32_t)(*c - '0');
    }
    return edges_graph(&edges);
}

// xorshift; the same numbers everywhere
static inline uint32_t chance(uint64_t *seed, uint32_t below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (uint32_t)((*seed >> 32) % below);
}

// Up to 8 nodes; every edge that may be stands there once in `rare` times, a few twice.
static inline KjGraph random_graph(KjArena *arena, uint64_t *seed, bool forward)
{
    uint32_t nodes = 1 + chance(seed, 8), rare = 2 + chance(seed, 5);
    Edges edges = edges_new(arena, nodes, nodes * nodes * 2);
    for (uint32_t n = 0; n < nodes; n++, edges_next(&edges, n - 1)) {
        for (uint32_t m = forward ? n + 1 : 0; m < nodes; m++) {
            for (uint32_t twice = chance(seed, rare) == 0 ? 1 + !chance(seed, 9) : 0; twice;
                 twice--)
                edges.to[edges.start[n + 1]++] = m;
        }
    }
    return edges_graph(&edges);
}

// The larger the number of a node, the less it needs; with back, some edges lead back.
static inline KjGraph large_graph(KjArena *arena, uint64_t *seed, uint32_t nodes, uint32_t each,
                                  uint32_t near, bool back)
{
    Edges edges = edges_new(arena, nodes, nodes * each);
    for (uint32_t n = 0; n < nodes; n++, edges_next(&edges, n - 1)) {
        for (uint32_t i = 0; i < each; i++) {
            uint32_t m = n + 1 + chance(seed, near);
            if (back && chance(seed, 20) == 0)
                m = chance(seed, nodes);
            if (m < nodes)
                edges.to[edges.start[n + 1]++] = m;
        }
    }
    return edges_graph(&edges);
}

// A chain: every node needs the next; as a ring, the last one the first.
static inline KjGraph chain_graph(KjArena *arena, uint32_t nodes, bool ring)
{
    Edges edges = edges_new(arena, nodes, nodes);
    for (uint32_t n = 0; n < nodes; n++) {
        if (n + 1 < nodes || ring)
            edges.to[edges.start[n + 1]++] = (n + 1) % nodes;
        edges_next(&edges, n);
    }
    return edges_graph(&edges);
}

#endif
