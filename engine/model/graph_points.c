/* Single points of failure. Every node has a set: the causes whose loss alone makes it fail. Sets are
 * carried from what is needed to what needs it, part by part of the graph; within a part of several
 * nodes again and again until nothing changes, which gives the least fixed point. 512 causes are
 * looked at together, one bit each. Everything is done twice: to count, and, once there is room for
 * the answer, to write it down.
 *
 * A group counts its failed members for all causes at once: a counter whose bits lie in separate
 * words begins so far below its overflow that it overflows when the group breaks. */
#include "engine/model/graph_parts.h"

#include <string.h>

#define WORDS 8
#define BLOCK (WORDS * 64)
#define MAX_SLICES 32

typedef struct Causes {
    uint64_t words[WORDS];
} Causes;

typedef struct Spread {
    const KjGraph *graph;
    KjGroups groups;
    const bool *broken;           /* what fails with nothing taken down: it always does */
    const bool *wanted;           /* or NULL */
    uint32_t *order, order_count; /* what is looked at; what is needed first, by parts */
    uint32_t *part;
    bool *settles;    /* per part: one look at its node is enough */
    KjGraph back;     /* who needs a node, by an edge or in a group */
    bool *due;        /* to be looked at, as something that it needs has grown */
    uint32_t *causes; /* all of `order` that can be one, ascending */
    uint32_t cause_count;
    Causes *sets;
    KjAllowance *allowance;
} Spread;

/* ---- sets ---- */

static void add(Causes *to, const Causes *from)
{
    for (int w = 0; w < WORDS; w++)
        to->words[w] |= from->words[w];
}

/* Adds what is in both `carry` and a slice of the counter; what overflows stays in `carry`. */
static bool ripple(Causes *slice, Causes *carry)
{
    uint64_t left = 0;
    for (int w = 0; w < WORDS; w++) {
        uint64_t both = slice->words[w] & carry->words[w];
        slice->words[w] ^= carry->words[w];
        carry->words[w] = both;
        left |= both;
    }
    return left != 0;
}

/* Adds the causes that break a group. */
static void add_group(const Spread *spread, const KjGroup *group, Causes *to)
{
    Causes counter[MAX_SLICES];
    int slices = 0;
    while (((uint64_t)1 << slices) < group->breaks)
        slices++;
    uint64_t begins = ((uint64_t)1 << slices) - group->breaks;
    for (int s = 0; s < slices; s++)
        memset(&counter[s], (begins >> s & 1) ? 0xFF : 0, sizeof counter[s]);
    for (uint32_t i = 0; i < group->count; i++) {
        Causes carry = spread->sets[spread->groups.members[group->first + i]];
        int s = 0;
        while (s < slices && ripple(&counter[s], &carry))
            s++;
        if (s == slices)
            add(to, &carry);
    }
}

/* ---- one block ---- */

/* Looks at what a node needs; whether its set grew. */
static bool look_at(const Spread *spread, uint32_t n)
{
    const KjGraph *graph = spread->graph;
    Causes set = spread->sets[n];
    for (uint32_t e = graph->start[n]; e < graph->start[n + 1]; e++)
        add(&set, &spread->sets[graph->to[e]]);
    for (uint32_t g = spread->groups.start[n]; g < spread->groups.start[n + 1]; g++)
        add_group(spread, &spread->groups.items[g], &set);
    bool grew = memcmp(&set, &spread->sets[n], sizeof set) != 0;
    spread->sets[n] = set;
    return grew;
}

static uint64_t size_of(const Spread *spread, uint32_t n)
{
    uint64_t size = 1 + spread->graph->start[n + 1] - spread->graph->start[n];
    for (uint32_t g = spread->groups.start[n]; g < spread->groups.start[n + 1]; g++)
        size += 1 + spread->groups.items[g].count;
    return size;
}

/* What needs a node within its part is due; whether anything does. */
static bool tell(const Spread *spread, uint32_t n)
{
    bool any = false;
    for (uint32_t e = spread->back.start[n]; e < spread->back.start[n + 1]; e++) {
        bool within = spread->part[spread->back.to[e]] == spread->part[n];
        spread->due[spread->back.to[e]] |= within;
        any |= within;
    }
    return any;
}

/* Looks once at what is due in the part that begins at a place of the order; whether it settled. end:
 * the place after it. */
static bool go_round(const Spread *spread, uint32_t first, uint32_t *end)
{
    uint32_t part = spread->part[spread->order[first]], at = first;
    uint64_t steps = 0;
    bool settled = true;
    for (; at < spread->order_count && spread->part[spread->order[at]] == part; at++) {
        uint32_t n = spread->order[at];
        steps++;
        if (!spread->due[n])
            continue;
        steps += size_of(spread, n);
        spread->due[n] = false;
        if (look_at(spread, n) && !spread->settles[part])
            settled &= !tell(spread, n);
    }
    *end = at;
    return !kj_allowance_pay(spread->allowance, steps) || settled;
}

/* The sets of all nodes for the causes from a number on. */
static void spread_block(const Spread *spread, uint32_t first)
{
    for (uint32_t i = 0; i < spread->order_count; i++) {
        memset(&spread->sets[spread->order[i]], 0, sizeof *spread->sets);
        spread->due[spread->order[i]] = true;
    }
    for (uint32_t c = first; c < spread->cause_count && c - first < BLOCK; c++)
        spread->sets[spread->causes[c]].words[(c - first) / 64] |= (uint64_t)1 << (c - first) % 64;
    for (uint32_t at = 0, end; at < spread->order_count && !spread->allowance->exceeded; at = end)
        while (!go_round(spread, at, &end))
            ;
}

/* ---- the answer ---- */

static bool is_asked(const Spread *spread, uint32_t n)
{
    return !spread->wanted || spread->wanted[n];
}

/* Adds to count[n] how many causes of the block node n has; itself is counted with them. */
static void count_block(const Spread *spread, uint32_t *count)
{
    for (uint32_t i = 0; i < spread->order_count; i++) {
        uint32_t n = spread->order[i];
        for (int w = 0; w < WORDS && is_asked(spread, n); w++)
            count[n] += (uint32_t)__builtin_popcountll(spread->sets[n].words[w]);
    }
}

/* Writes the causes of the block down; at[n] is where the next of node n goes. */
static void write_block(const Spread *spread, uint32_t first, uint32_t *at, uint32_t *points)
{
    for (uint32_t i = 0; i < spread->order_count; i++) {
        uint32_t n = spread->order[i];
        for (int w = 0; w < WORDS && is_asked(spread, n); w++) {
            for (uint64_t left = spread->sets[n].words[w]; left; left &= left - 1) {
                uint32_t bit = (uint32_t)(w * 64 + __builtin_ctzll(left));
                uint32_t cause = spread->causes[first + bit];
                if (cause != n)
                    points[at[n]++] = cause;
            }
        }
    }
}

/* Makes offsets of the counts; false if there are more than may be. */
static bool make_offsets(const Spread *spread, uint32_t nodes, const uint32_t *count,
                         uint32_t *start)
{
    uint64_t total = 0;
    uint64_t most =
        spread->allowance->results < UINT32_MAX ? spread->allowance->results : UINT32_MAX;
    for (uint32_t n = 0; n < nodes; n++) {
        start[n] = (uint32_t)total;
        total += count[n] ? count[n] - 1 : 0;
        if (total > most) {
            spread->allowance->exceeded = KJ_EXCEEDS_RESULTS;
            return false;
        }
    }
    start[nodes] = (uint32_t)total;
    return true;
}

/* ---- preparing ---- */

/* Edges and members alike as edges, without what always fails. */
static KjGraph joined(const Spread *spread, KjArena *arena)
{
    const KjGraph *graph = spread->graph;
    const KjGroups *groups = &spread->groups;
    size_t room = graph->start[graph->nodes];
    for (uint32_t g = 0; g < groups->start[graph->nodes]; g++)
        room += groups->items[g].count;
    uint32_t *start = kj_arena_array(arena, (size_t)graph->nodes + 1, sizeof *start);
    uint32_t *to = kj_arena_array(arena, room, sizeof *to), count = 0;
    for (uint32_t n = 0; n < graph->nodes; start[++n] = count) {
        for (uint32_t e = graph->start[n]; e < graph->start[n + 1]; e++)
            to[count++] = graph->to[e];
        for (uint32_t g = groups->start[n]; g < groups->start[n + 1]; g++) {
            memcpy(to + count, groups->members + groups->items[g].first,
                   groups->items[g].count * sizeof *to);
            count += groups->items[g].count;
        }
    }
    return (KjGraph){graph->nodes, start, to};
}

/* Which nodes matter for those that are wanted. */
static bool *concerned(const Spread *spread, const KjGraph *all, KjArena *arena)
{
    bool *matters = kj_arena_array(arena, all->nodes, sizeof *matters);
    uint32_t *from = kj_arena_array(arena, all->nodes, sizeof *from);
    size_t count = 0;
    for (uint32_t n = 0; n < all->nodes; n++) {
        if (is_asked(spread, n))
            from[count++] = n;
    }
    kj_graph_reach(all, arena, from, count, matters);
    for (size_t i = 0; i < count; i++)
        matters[from[i]] = true;
    return matters;
}

/* Fills the order, the causes and what is known of the parts. */
static void arrange(Spread *spread, KjArena *arena)
{
    KjGraph all = joined(spread, arena);
    spread->back = kj_graph_reverse(&all, arena);
    spread->due = kj_arena_array(arena, all.nodes, sizeof(bool));
    const bool *matters = concerned(spread, &all, arena);
    uint32_t *order = kj_arena_array(arena, all.nodes, sizeof *order);
    spread->part = kj_arena_array(arena, all.nodes, sizeof(uint32_t));
    spread->order = order;
    spread->causes = kj_arena_array(arena, all.nodes, sizeof(uint32_t));
    uint32_t parts = kj_graph_parts_in_order(&all, arena, spread->part, order);
    spread->settles = kj_arena_array(arena, parts, sizeof(bool));
    for (uint32_t i = 0; i < all.nodes; i++) {
        uint32_t n = order[i], part = spread->part[n];
        spread->settles[part] = (i == 0 || spread->part[order[i - 1]] != part) &&
                                (i + 1 == all.nodes || spread->part[order[i + 1]] != part);
        if (matters[n] && !spread->broken[n])
            order[spread->order_count++] = n; /* never before i: what is read lies ahead */
    }
    for (uint32_t n = 0; n < all.nodes; n++) {
        if (matters[n] && !spread->broken[n])
            spread->causes[spread->cause_count++] = n;
    }
}

static const bool *broken(const KjGraph *graph, const KjNeeds *needs, KjArena *arena)
{
    bool *failing = kj_arena_array(arena, graph->nodes, sizeof *failing);
    kj_graph_failing(graph, needs, arena, NULL, 0, failing);
    return failing;
}

static Spread begin(const KjGraph *graph, const KjNeeds *needs, const bool *wanted, KjArena *arena,
                    KjAllowance *allowance)
{
    Spread spread = {.graph = graph,
                     .groups = kj_graph_groups(graph->nodes, needs, arena),
                     .broken = broken(graph, needs, arena),
                     .wanted = wanted,
                     .allowance = allowance};
    arrange(&spread, arena);
    spread.sets = kj_arena_array(arena, graph->nodes, sizeof(Causes));
    for (uint32_t n = 0; n < graph->nodes; n++) {
        if (spread.broken[n])
            memset(&spread.sets[n], 0xFF, sizeof spread.sets[n]);
    }
    return spread;
}

/* Counts, and makes room; false if it gave up. */
static bool measure(const Spread *spread, KjArena *arena, uint32_t *start)
{
    uint32_t nodes = spread->graph->nodes;
    uint32_t *count = kj_arena_array(arena, nodes, sizeof *count);
    for (uint32_t c = 0; c < spread->cause_count && !spread->allowance->exceeded; c += BLOCK) {
        spread_block(spread, c);
        count_block(spread, count);
    }
    return !spread->allowance->exceeded && make_offsets(spread, nodes, count, start);
}

KjPoints kj_graph_single_points(const KjGraph *graph, const KjNeeds *needs, const bool *wanted,
                                KjArena *arena, KjAllowance *allowance)
{
    KjArenaMark mark = kj_arena_mark(arena);
    KjPoints result = {kj_arena_array(arena, (size_t)graph->nodes + 1, sizeof(uint32_t)), NULL};
    KjArena *own = kj_arena_new(); /* the answer is as large as it turns out to be */
    Spread spread = begin(graph, needs, wanted, own, allowance);
    if (!measure(&spread, own, result.start)) {
        kj_arena_free(own);
        kj_arena_release(arena, mark);
        return (KjPoints){NULL, NULL};
    }
    result.points = kj_arena_array(arena, result.start[graph->nodes], sizeof(uint32_t));
    uint32_t *at = kj_arena_array(own, graph->nodes, sizeof *at);
    memcpy(at, result.start, graph->nodes * sizeof *at);
    for (uint32_t c = 0; c < spread.cause_count && !allowance->exceeded; c += BLOCK) {
        spread_block(&spread, c);
        write_block(&spread, c, at, result.points);
    }
    kj_arena_free(own);
    return allowance->exceeded ? (KjPoints){NULL, NULL} : result;
}
