/* Levels and strongly connected parts, and the edges the other way round. */
#include "engine/model/graph_parts.h"

#include <string.h>

KjGraph kj_graph_reverse(const KjGraph *graph, KjArena *arena)
{
    uint32_t nodes = graph->nodes, edges = graph->start[nodes];
    uint32_t *start = kj_arena_array(arena, (size_t)nodes + 2, sizeof *start);
    uint32_t *to = kj_arena_array(arena, edges, sizeof *to);
    for (uint32_t e = 0; e < edges; e++)
        start[graph->to[e] + 2]++;
    for (uint32_t n = 0; n < nodes; n++)
        start[n + 2] += start[n + 1];
    for (uint32_t n = 0; n < nodes; n++) {
        for (uint32_t e = graph->start[n]; e < graph->start[n + 1]; e++)
            to[start[graph->to[e] + 1]++] =
                n; /* start[n + 1] moves from its beginning to its end */
    }
    return (KjGraph){nodes, start, to};
}

/* ---- levels ---- */

void kj_graph_levels(const KjGraph *graph, KjArena *arena, uint32_t *levels)
{
    KjArenaMark mark = kj_arena_mark(arena);
    KjGraph back = kj_graph_reverse(graph, arena);
    uint32_t *open = kj_arena_array(arena, graph->nodes, sizeof *open);
    uint32_t *queue = kj_arena_array(arena, graph->nodes, sizeof *queue);
    uint32_t tail = 0;
    for (uint32_t n = 0; n < graph->nodes; n++) {
        open[n] = graph->start[n + 1] - graph->start[n];
        levels[n] = open[n] ? KJ_NO_NODE : 0;
        if (!open[n])
            queue[tail++] = n;
    }
    /* The queue goes by level: the last need that is met is among the highest. */
    for (uint32_t head = 0; head < tail; head++) {
        uint32_t n = queue[head];
        for (uint32_t e = back.start[n]; e < back.start[n + 1]; e++) {
            if (--open[back.to[e]])
                continue;
            levels[back.to[e]] = levels[n] + 1;
            queue[tail++] = back.to[e];
        }
    }
    kj_arena_release(arena, mark);
}

/* ---- parts ---- */

typedef struct Tarjan {
    const KjGraph *graph;
    uint32_t *seen;       /* when a node was met, from 1; 0: not yet */
    uint32_t *low;        /* the earliest node of an unfinished part that it leads to */
    uint32_t *edge;       /* the next to look at */
    uint32_t *way, *open; /* the way from the root to here; nodes of unfinished parts */
    uint32_t way_count, open_count, clock;
    uint32_t *part, *order; /* order may be NULL */
    uint32_t parts, ordered;
} Tarjan;

static void enter(Tarjan *tarjan, uint32_t n)
{
    tarjan->seen[n] = tarjan->low[n] = ++tarjan->clock;
    tarjan->edge[n] = tarjan->graph->start[n];
    tarjan->way[tarjan->way_count++] = n;
    tarjan->open[tarjan->open_count++] = n;
}

static void leave(Tarjan *tarjan)
{
    uint32_t n = tarjan->way[--tarjan->way_count], m;
    if (tarjan->way_count) {
        uint32_t above = tarjan->way[tarjan->way_count - 1];
        if (tarjan->low[n] < tarjan->low[above])
            tarjan->low[above] = tarjan->low[n];
    }
    if (tarjan->low[n] < tarjan->seen[n])
        return;
    do {
        m = tarjan->open[--tarjan->open_count];
        tarjan->part[m] = tarjan->parts;
        if (tarjan->order)
            tarjan->order[tarjan->ordered++] = m;
    } while (m != n);
    tarjan->parts++;
}

static void follow(Tarjan *tarjan, uint32_t root)
{
    enter(tarjan, root);
    while (tarjan->way_count) {
        uint32_t n = tarjan->way[tarjan->way_count - 1];
        if (tarjan->edge[n] == tarjan->graph->start[n + 1]) {
            leave(tarjan);
            continue;
        }
        uint32_t m = tarjan->graph->to[tarjan->edge[n]++];
        if (!tarjan->seen[m])
            enter(tarjan, m);
        else if (tarjan->part[m] == KJ_NO_NODE && tarjan->seen[m] < tarjan->low[n])
            tarjan->low[n] = tarjan->seen[m];
    }
}

uint32_t kj_graph_parts_in_order(const KjGraph *graph, KjArena *arena, uint32_t *part,
                                 uint32_t *order)
{
    KjArenaMark mark = kj_arena_mark(arena);
    uint32_t nodes = graph->nodes;
    Tarjan tarjan = {.graph = graph,
                     .seen = kj_arena_array(arena, nodes, sizeof(uint32_t)),
                     .low = kj_arena_array(arena, nodes, sizeof(uint32_t)),
                     .edge = kj_arena_array(arena, nodes, sizeof(uint32_t)),
                     .way = kj_arena_array(arena, nodes, sizeof(uint32_t)),
                     .open = kj_arena_array(arena, nodes, sizeof(uint32_t)),
                     .part = part,
                     .order = order};
    for (uint32_t n = 0; n < nodes; n++)
        part[n] = KJ_NO_NODE;
    for (uint32_t n = 0; n < nodes; n++) {
        if (!tarjan.seen[n])
            follow(&tarjan, n);
    }
    kj_arena_release(arena, mark);
    return tarjan.parts;
}

uint32_t kj_graph_parts(const KjGraph *graph, KjArena *arena, uint32_t *part)
{
    return kj_graph_parts_in_order(graph, arena, part, NULL);
}
