/* A shortest cycle. Its smallest node is taken as its root: from every node in turn a breadth-first
 * search goes backwards, within the root's part, over nodes that were no root yet, and no further
 * than a shorter cycle than the best can reach. A node that was a root is taken out, and with it
 * whatever then lies on no cycle any more, so that mostly little is left to search. */
#include "engine/model/graph_parts.h"

typedef struct Search {
    const KjGraph *graph;
    KjGraph back;
    uint32_t *part;
    uint32_t *ahead, *behind; /* edges to and from nodes that are left, within the part */
    bool *gone;
    uint32_t *distance; /* to the root; KJ_NO_NODE: not met */
    uint32_t *queue;
    uint32_t met; /* how many the queue has held */
    KjAllowance *allowance;
} Search;

/* ---- taking out ---- */

static void lose(Search *search, uint32_t n, uint32_t *edges, uint32_t *count)
{
    if (search->gone[n] || --edges[n])
        return;
    search->gone[n] = true;
    search->queue[(*count)++] = n;
}

/* Takes out what the queue holds, and what lies on no cycle without it. */
static void take_out(Search *search, uint32_t count)
{
    const KjGraph *graph = search->graph, *back = &search->back;
    for (uint32_t head = 0; head < count; head++) {
        uint32_t n = search->queue[head];
        for (uint32_t e = graph->start[n]; e < graph->start[n + 1]; e++) {
            if (search->part[graph->to[e]] == search->part[n])
                lose(search, graph->to[e], search->behind, &count);
        }
        for (uint32_t e = back->start[n]; e < back->start[n + 1]; e++) {
            if (search->part[back->to[e]] == search->part[n])
                lose(search, back->to[e], search->ahead, &count);
        }
    }
}

static void take_out_root(Search *search, uint32_t root)
{
    search->gone[root] = true;
    search->queue[0] = root;
    take_out(search, 1);
}

/* ---- searching ---- */

/* Meets what leads to n at the next distance; whether the root does. */
static bool meet(Search *search, uint32_t root, uint32_t n)
{
    const KjGraph *back = &search->back;
    for (uint32_t e = back->start[n]; e < back->start[n + 1]; e++) {
        uint32_t m = back->to[e];
        if (m == root)
            return true;
        if (search->gone[m] || search->distance[m] != KJ_NO_NODE ||
            search->part[m] != search->part[root])
            continue;
        search->distance[m] = search->distance[n] + 1;
        search->queue[search->met++] = m;
    }
    return false;
}

/* The length of a shortest cycle through root, at most `most`; 0: none. */
static uint32_t length_of(Search *search, uint32_t root, uint32_t most)
{
    search->distance[root] = 0;
    search->queue[0] = root;
    search->met = 1;
    for (uint32_t head = 0; head < search->met; head++) {
        uint32_t n = search->queue[head];
        if (search->distance[n] >= most ||
            !kj_allowance_pay(search->allowance,
                              1 + search->back.start[n + 1] - search->back.start[n]))
            return 0;
        if (meet(search, root, n))
            return search->distance[n] + 1;
    }
    return 0;
}

/* The cycle of that length through root whose sequence is smallest. */
static void trace(const Search *search, uint32_t root, uint32_t length, uint32_t *cycle)
{
    const KjGraph *graph = search->graph;
    cycle[0] = root;
    for (uint32_t i = 1; i < length; i++) {
        uint32_t n = cycle[i - 1];
        cycle[i] = KJ_NO_NODE;
        for (uint32_t e = graph->start[n]; e < graph->start[n + 1]; e++) {
            if (graph->to[e] < cycle[i] && search->distance[graph->to[e]] == length - i)
                cycle[i] = graph->to[e];
        }
    }
}

static void forget(Search *search)
{
    for (uint32_t i = 0; i < search->met; i++)
        search->distance[search->queue[i]] = KJ_NO_NODE;
}

/* ---- all of it ---- */

static Search begin(const KjGraph *graph, KjArena *arena, KjAllowance *allowance)
{
    uint32_t nodes = graph->nodes, idle = 0;
    Search search = {.graph = graph,
                     .back = kj_graph_reverse(graph, arena),
                     .part = kj_arena_array(arena, nodes, sizeof(uint32_t)),
                     .ahead = kj_arena_array(arena, nodes, sizeof(uint32_t)),
                     .behind = kj_arena_array(arena, nodes, sizeof(uint32_t)),
                     .gone = kj_arena_array(arena, nodes, sizeof(bool)),
                     .distance = kj_arena_array(arena, nodes, sizeof(uint32_t)),
                     .queue = kj_arena_array(arena, nodes, sizeof(uint32_t)),
                     .allowance = allowance};
    kj_graph_parts(graph, arena, search.part);
    for (uint32_t n = 0; n < nodes; n++) {
        search.distance[n] = KJ_NO_NODE;
        for (uint32_t e = graph->start[n]; e < graph->start[n + 1]; e++) {
            bool within = search.part[graph->to[e]] == search.part[n];
            search.ahead[n] += within;
            search.behind[graph->to[e]] += within;
        }
    }
    for (uint32_t n = 0; n < nodes; n++) {
        search.gone[n] = !search.ahead[n]; /* alone in its part, and does not need itself */
        if (search.gone[n])
            search.queue[idle++] = n;
    }
    take_out(&search, idle);
    return search;
}

uint32_t *kj_graph_cycle(const KjGraph *graph, KjArena *arena, uint32_t *count,
                         KjAllowance *allowance)
{
    uint32_t *cycle = kj_arena_array(arena, graph->nodes, sizeof *cycle);
    KjArenaMark mark = kj_arena_mark(arena);
    Search search = begin(graph, arena, allowance);
    *count = 0;
    for (uint32_t root = 0; root < graph->nodes && *count != 1; root++) {
        if (search.gone[root])
            continue;
        uint32_t length = length_of(&search, root, *count ? *count - 1 : graph->nodes);
        if (length) {
            trace(&search, root, length, cycle);
            *count = length;
        }
        if (allowance->exceeded)
            break;
        forget(&search);
        take_out_root(&search, root);
    }
    if (allowance->exceeded)
        *count = 0;
    kj_arena_release(arena, mark);
    return cycle;
}
