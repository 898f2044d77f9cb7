/* What all ways lead through: dominators, articulation points; and what is reached at all. */
#include "engine/model/graph_parts.h"

/* ---- dominators ---- */

/* Nodes are numbered here in the order in which a depth-first search from the root meets them, from
 * 0; `semi` is the smallest number from which a way leads here over larger ones only. */
typedef struct Dominating {
    const KjGraph *graph;
    KjGraph back;
    uint32_t *number, *node; /* of a node, KJ_NO_NODE if not reached; and the other way */
    uint32_t *parent, *semi, *dominator;
    uint32_t *above, *least; /* forest of what was done: next above, and of the way up to it the
                                number with the smallest semi */
    uint32_t *bucket, *next; /* numbers by their semi, as lists */
    uint32_t *way;
    uint32_t count;
} Dominating;

static void meet(Dominating *all, uint32_t n, uint32_t parent)
{
    uint32_t v = all->count++;
    all->number[n] = v;
    all->node[v] = n;
    all->parent[v] = parent;
    all->semi[v] = all->least[v] = v;
    all->above[v] = all->bucket[v] = KJ_NO_NODE;
}

static void number_all(Dominating *all, uint32_t *edge, uint32_t root)
{
    uint32_t depth = 0;
    meet(all, root, KJ_NO_NODE);
    edge[root] = all->graph->start[root];
    all->way[depth++] = root;
    while (depth) {
        uint32_t n = all->way[depth - 1];
        if (edge[n] == all->graph->start[n + 1]) {
            depth--;
            continue;
        }
        uint32_t m = all->graph->to[edge[n]++];
        if (all->number[m] != KJ_NO_NODE)
            continue;
        meet(all, m, all->number[n]);
        edge[m] = all->graph->start[m];
        all->way[depth++] = m;
    }
}

/* Of the way from v up to the root of its tree, that left out, the number with the smallest semi. */
static uint32_t least_above(Dominating *all, uint32_t v)
{
    uint32_t depth = 0;
    if (all->above[v] == KJ_NO_NODE)
        return v;
    for (uint32_t u = v; all->above[all->above[u]] != KJ_NO_NODE; u = all->above[u])
        all->way[depth++] = u;
    while (depth) {
        uint32_t u = all->way[--depth], a = all->above[u];
        if (all->semi[all->least[a]] < all->semi[all->least[u]])
            all->least[u] = all->least[a];
        all->above[u] = all->above[a];
    }
    return all->least[v];
}

static void dominate(Dominating *all, uint32_t v)
{
    uint32_t n = all->node[v], parent = all->parent[v];
    for (uint32_t e = all->back.start[n]; e < all->back.start[n + 1]; e++) {
        uint32_t from = all->number[all->back.to[e]];
        uint32_t semi = from == KJ_NO_NODE ? v : all->semi[least_above(all, from)];
        if (semi < all->semi[v])
            all->semi[v] = semi;
    }
    all->next[v] = all->bucket[all->semi[v]];
    all->bucket[all->semi[v]] = v;
    all->above[v] = parent;
    for (uint32_t w = all->bucket[parent]; w != KJ_NO_NODE; w = all->next[w]) {
        uint32_t u = least_above(all, w);
        all->dominator[w] = all->semi[u] < all->semi[w] ? u : parent;
    }
    all->bucket[parent] = KJ_NO_NODE;
}

static Dominating dominating(const KjGraph *graph, KjArena *arena)
{
    Dominating all = {.graph = graph, .back = kj_graph_reverse(graph, arena)};
    uint32_t **const each[] = {&all.number, &all.node,  &all.parent, &all.semi, &all.dominator,
                               &all.above,  &all.least, &all.bucket, &all.next, &all.way};
    for (size_t i = 0; i < sizeof each / sizeof *each; i++)
        *each[i] = kj_arena_array(arena, graph->nodes, sizeof(uint32_t));
    for (uint32_t n = 0; n < graph->nodes; n++)
        all.number[n] = KJ_NO_NODE;
    return all;
}

void kj_graph_dominators(const KjGraph *graph, KjArena *arena, uint32_t root, uint32_t *dominator)
{
    KjArenaMark mark = kj_arena_mark(arena);
    Dominating all = dominating(graph, arena);
    number_all(&all, kj_arena_array(arena, graph->nodes, sizeof(uint32_t)), root);
    for (uint32_t v = all.count - 1; v > 0; v--)
        dominate(&all, v);
    for (uint32_t v = 1; v < all.count; v++) {
        if (all.dominator[v] != all.semi[v])
            all.dominator[v] = all.dominator[all.dominator[v]];
    }
    for (uint32_t n = 0; n < graph->nodes; n++) {
        bool has = all.number[n] != KJ_NO_NODE && n != root;
        dominator[n] = has ? all.node[all.dominator[all.number[n]]] : KJ_NO_NODE;
    }
    kj_arena_release(arena, mark);
}

/* ---- articulation points ---- */

typedef struct Joining {
    const KjGraph *graph;
    KjGraph back;
    uint32_t *seen, *low; /* when a node was met, from 1; the earliest that it leads to */
    uint32_t *edge;       /* the next to look at: those ahead, then those behind */
    uint32_t *way;
    uint32_t depth, clock;
    bool *point;
} Joining;

/* The next neighbour of a node, KJ_NO_NODE after the last. */
static uint32_t next_neighbour(Joining *all, uint32_t n)
{
    uint32_t ahead = all->graph->start[n + 1] - all->graph->start[n];
    uint32_t behind = all->back.start[n + 1] - all->back.start[n];
    uint32_t at = all->edge[n]++;
    if (at < ahead)
        return all->graph->to[all->graph->start[n] + at];
    return at - ahead < behind ? all->back.to[all->back.start[n] + at - ahead] : KJ_NO_NODE;
}

static void visit(Joining *all, uint32_t n)
{
    all->seen[n] = all->low[n] = ++all->clock;
    all->way[all->depth++] = n;
}

/* Leaves the end of the way; what is above it is a point if nothing below leads past it. Returns
 * whether what is above is the root. */
static bool leave(Joining *all)
{
    uint32_t n = all->way[--all->depth];
    if (!all->depth)
        return false;
    uint32_t above = all->way[all->depth - 1];
    if (all->low[n] < all->low[above])
        all->low[above] = all->low[n];
    if (all->depth > 1 && all->low[n] >= all->seen[above])
        all->point[above] = true;
    return all->depth == 1;
}

static void join(Joining *all, uint32_t root)
{
    uint32_t branches = 0;
    visit(all, root);
    while (all->depth) {
        uint32_t n = all->way[all->depth - 1], m = next_neighbour(all, n);
        if (m == KJ_NO_NODE)
            branches += leave(all);
        else if (!all->seen[m])
            visit(all, m);
        else if (all->seen[m] < all->low[n])
            all->low[n] = all->seen[m];
    }
    all->point[root] = branches > 1;
}

void kj_graph_articulations(const KjGraph *graph, KjArena *arena, bool *point)
{
    KjArenaMark mark = kj_arena_mark(arena);
    Joining all = {.graph = graph,
                   .back = kj_graph_reverse(graph, arena),
                   .seen = kj_arena_array(arena, graph->nodes, sizeof(uint32_t)),
                   .low = kj_arena_array(arena, graph->nodes, sizeof(uint32_t)),
                   .edge = kj_arena_array(arena, graph->nodes, sizeof(uint32_t)),
                   .way = kj_arena_array(arena, graph->nodes, sizeof(uint32_t)),
                   .point = point};
    for (uint32_t n = 0; n < graph->nodes; n++)
        point[n] = false;
    for (uint32_t n = 0; n < graph->nodes; n++) {
        if (!all.seen[n])
            join(&all, n);
    }
    kj_arena_release(arena, mark);
}

/* ---- reach ---- */

static void reach_from(const KjGraph *graph, uint32_t n, bool *reached, uint32_t *queue,
                       uint32_t *tail)
{
    for (uint32_t e = graph->start[n]; e < graph->start[n + 1]; e++) {
        uint32_t m = graph->to[e];
        if (reached[m])
            continue;
        reached[m] = true;
        queue[(*tail)++] = m;
    }
}

void kj_graph_reach(const KjGraph *graph, KjArena *arena, const uint32_t *from, size_t count,
                    bool *reached)
{
    KjArenaMark mark = kj_arena_mark(arena);
    uint32_t *queue = kj_arena_array(arena, graph->nodes, sizeof *queue);
    uint32_t tail = 0;
    for (uint32_t n = 0; n < graph->nodes; n++)
        reached[n] = false;
    for (size_t i = 0; i < count; i++)
        reach_from(graph, from[i], reached, queue, &tail);
    for (uint32_t head = 0; head < tail; head++)
        reach_from(graph, queue[head], reached, queue, &tail);
    kj_arena_release(arena, mark);
}
