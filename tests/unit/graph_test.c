// Graphs against definitions: random small graphs are compared with what follows from trying
// everything, and large ones run to see that nothing recurses.
#include "tests/unit/graph_fixture.h"

#define MOST 8
#define ROUNDS 2000

// ---- the world of definitions ----

typedef struct Small {
    uint32_t nodes;
    bool edge[MOST][MOST], way[MOST][MOST]; // way: over one edge or more
} Small;

static Small small_of(const KjGraph *graph)
{
    Small small = {.nodes = graph->nodes};
    for (uint32_t n = 0; n < graph->nodes; n++) {
        for (uint32_t e = graph->start[n]; e < graph->start[n + 1]; e++)
            small.edge[n][graph->to[e]] = small.way[n][graph->to[e]] = true;
    }
    for (uint32_t over = 0; over < graph->nodes; over++) {
        for (uint32_t a = 0; a < graph->nodes; a++) {
            for (uint32_t b = 0; b < graph->nodes; b++)
                small.way[a][b] |= small.way[a][over] && small.way[over][b];
        }
    }
    return small;
}

static bool never_ready(const Small *small, uint32_t n)
{
    bool never = small->way[n][n];
    for (uint32_t m = 0; m < small->nodes; m++)
        never |= small->way[n][m] && small->way[m][m];
    return never;
}

static uint32_t level_of(const Small *small, uint32_t n)
{
    uint32_t level = 0;
    for (uint32_t m = 0; m < small->nodes; m++) {
        if (small->edge[n][m] && level_of(small, m) >= level)
            level = level_of(small, m) + 1;
    }
    return level;
}

// ---- order ----

TEST(levels_are_the_longest_ways_down)
{
    KjArena *arena = kj_arena_new();
    uint64_t seed = 1;
    for (int round = 0; round < ROUNDS; round++) {
        KjArenaMark mark = kj_arena_mark(arena);
        KjGraph graph = random_graph(arena, &seed, round % 2);
        Small small = small_of(&graph);
        uint32_t levels[MOST];
        kj_graph_levels(&graph, arena, levels);
        for (uint32_t n = 0; n < graph.nodes; n++)
            CHECK_INT(levels[n], never_ready(&small, n) ? KJ_NO_NODE : level_of(&small, n));
        kj_arena_release(arena, mark);
    }
    kj_arena_free(arena);
}

typedef struct Way {
    uint32_t nodes[MOST], count;
} Way;

static bool is_better(const Way *a, const Way *b)
{
    if (!b->count || a->count != b->count)
        return !b->count || a->count < b->count;
    for (uint32_t i = 0; i < a->count; i++) {
        if (a->nodes[i] != b->nodes[i])
            return a->nodes[i] < b->nodes[i];
    }
    return false;
}

// Tries all ways over nodes larger than the first.
static void try_ways(const Small *small, Way *way, Way *best)
{
    uint32_t here = way->nodes[way->count - 1];
    if (small->edge[here][way->nodes[0]] && is_better(way, best))
        *best = *way;
    for (uint32_t m = way->nodes[0] + 1; m < small->nodes; m++) {
        bool used = !small->edge[here][m];
        for (uint32_t i = 0; i < way->count; i++)
            used |= way->nodes[i] == m;
        if (used)
            continue;
        way->nodes[way->count++] = m;
        try_ways(small, way, best);
        way->count--;
    }
}

TEST(the_cycle_is_the_smallest_of_the_shortest)
{
    KjArena *arena = kj_arena_new();
    uint64_t seed = 2;
    for (int round = 0; round < ROUNDS; round++) {
        KjArenaMark mark = kj_arena_mark(arena);
        KjGraph graph = random_graph(arena, &seed, false);
        Small small = small_of(&graph);
        Way best = {{0}, 0};
        uint32_t count;
        KjAllowance allowance = KJ_ALLOW_ANYTHING;
        const uint32_t *cycle = kj_graph_cycle(&graph, arena, &count, &allowance);
        for (uint32_t n = 0; n < graph.nodes; n++)
            try_ways(&small, &(Way){{n}, 1}, &best);
        CHECK_INT(count, best.count);
        CHECK(memcmp(cycle, best.nodes, count * sizeof *cycle) == 0);
        kj_arena_release(arena, mark);
    }
    kj_arena_free(arena);
}

static void check_parts(const KjGraph *graph, KjArena *arena)
{
    Small small = small_of(graph);
    uint32_t part[MOST], different = 0;
    uint32_t count = kj_graph_parts(graph, arena, part);
    for (uint32_t a = 0; a < graph->nodes; a++) {
        bool first = true;
        for (uint32_t b = 0; b < graph->nodes; b++) {
            bool together = a == b || (small.way[a][b] && small.way[b][a]);
            CHECK_INT(part[a] == part[b], together);
            CHECK(!small.edge[a][b] || part[a] >= part[b]);
            first &= b >= a || !together;
        }
        different += first;
        CHECK(part[a] < count);
    }
    CHECK_INT(count, different);
}

TEST(parts_are_what_needs_each_other)
{
    KjArena *arena = kj_arena_new();
    uint64_t seed = 3;
    for (int round = 0; round < ROUNDS; round++) {
        KjArenaMark mark = kj_arena_mark(arena);
        KjGraph graph = random_graph(arena, &seed, false);
        check_parts(&graph, arena);
        kj_arena_release(arena, mark);
    }
    kj_arena_free(arena);
}

// ---- ways ----

static bool leads(const Small *small, uint32_t from, uint32_t to, uint32_t without)
{
    bool met[MOST] = {false};
    met[from] = from != without;
    for (uint32_t turn = 0; turn < small->nodes; turn++) {
        for (uint32_t a = 0; a < small->nodes; a++) {
            for (uint32_t b = 0; met[a] && b < small->nodes; b++)
                met[b] |= small->edge[a][b] && b != without;
        }
    }
    return met[to];
}

static bool dominates(const Small *small, uint32_t root, uint32_t d, uint32_t n)
{
    return d != n && leads(small, root, n, KJ_NO_NODE) && !leads(small, root, n, d);
}

// The dominator that all other dominators dominate.
static uint32_t dominator_of(const Small *small, uint32_t root, uint32_t n)
{
    for (uint32_t d = 0; d < small->nodes; d++) {
        bool last = dominates(small, root, d, n);
        for (uint32_t c = 0; c < small->nodes; c++)
            last &= c == d || !dominates(small, root, c, n) || dominates(small, root, c, d);
        if (last)
            return d;
    }
    return KJ_NO_NODE;
}

TEST(dominators_are_what_no_way_avoids)
{
    KjArena *arena = kj_arena_new();
    uint64_t seed = 4;
    for (int round = 0; round < ROUNDS; round++) {
        KjArenaMark mark = kj_arena_mark(arena);
        KjGraph graph = random_graph(arena, &seed, round % 4 == 0);
        Small small = small_of(&graph);
        uint32_t dominator[MOST], root = chance(&seed, graph.nodes);
        kj_graph_dominators(&graph, arena, root, dominator);
        for (uint32_t n = 0; n < graph.nodes; n++)
            CHECK_INT(dominator[n], dominator_of(&small, root, n));
        kj_arena_release(arena, mark);
    }
    kj_arena_free(arena);
}

// Pieces of the graph as undirected, without a node.
static uint32_t pieces(const Small *small, uint32_t without)
{
    uint32_t piece[MOST], count = 0;
    for (uint32_t n = 0; n < small->nodes; n++)
        piece[n] = n;
    for (uint32_t turn = 0; turn < small->nodes; turn++) {
        for (uint32_t a = 0; a < small->nodes; a++) {
            for (uint32_t b = 0; b < small->nodes; b++) {
                if (a != without && b != without && (small->edge[a][b] || small->edge[b][a]))
                    piece[a] = piece[b] = piece[a] < piece[b] ? piece[a] : piece[b];
            }
        }
    }
    for (uint32_t n = 0; n < small->nodes; n++)
        count += piece[n] == n && n != without;
    return count;
}

TEST(articulations_are_what_holds_pieces_together)
{
    KjArena *arena = kj_arena_new();
    uint64_t seed = 5;
    for (int round = 0; round < ROUNDS; round++) {
        KjArenaMark mark = kj_arena_mark(arena);
        KjGraph graph = random_graph(arena, &seed, round % 2);
        Small small = small_of(&graph);
        bool point[MOST];
        kj_graph_articulations(&graph, arena, point);
        for (uint32_t n = 0; n < graph.nodes; n++)
            CHECK_INT(point[n], pieces(&small, n) > pieces(&small, KJ_NO_NODE));
        kj_arena_release(arena, mark);
    }
    kj_arena_free(arena);
}

TEST(reached_is_what_a_way_leads_to)
{
    KjArena *arena = kj_arena_new();
    uint64_t seed = 6;
    for (int round = 0; round < ROUNDS; round++) {
        KjArenaMark mark = kj_arena_mark(arena);
        KjGraph graph = random_graph(arena, &seed, round % 2);
        Small small = small_of(&graph);
        bool reached[MOST];
        uint32_t from[2] = {chance(&seed, graph.nodes), chance(&seed, graph.nodes)};
        size_t count = chance(&seed, 3);
        kj_graph_reach(&graph, arena, from, count, reached);
        for (uint32_t n = 0; n < graph.nodes; n++)
            CHECK_INT(reached[n],
                      (count > 0 && small.way[from[0]][n]) || (count > 1 && small.way[from[1]][n]));
        kj_arena_release(arena, mark);
    }
    kj_arena_free(arena);
}

// ---- who stands in for whom ----

static KjNeeds random_needs(KjArena *arena, uint64_t *seed, uint32_t nodes)
{
    size_t count = chance(seed, 7);
    KjNeed *items = kj_arena_array(arena, count, sizeof *items);
    uint32_t *members = kj_arena_array(arena, count * 5, sizeof *members), used = 0;
    for (size_t i = 0; i < count; i++) {
        items[i] = (KjNeed){chance(seed, nodes), chance(seed, 4), used, chance(seed, 6)};
        for (uint32_t m = 0; m < items[i].count; m++)
            members[used++] = chance(seed, nodes);
    }
    return (KjNeeds){items, count, members};
}

static bool is_met(const KjNeeds *needs, const KjNeed *need, const bool *fails)
{
    bool works[MOST] = {false};
    uint32_t count = 0;
    for (uint32_t m = 0; m < need->count; m++)
        works[needs->members[need->first + m]] = !fails[needs->members[need->first + m]];
    for (uint32_t n = 0; n < MOST; n++)
        count += works[n];
    return count >= need->least;
}

// As defined: again and again until nothing more fails.
static void fail_all(const KjGraph *graph, const KjNeeds *needs, bool *fails)
{
    for (uint32_t turn = 0; turn <= graph->nodes; turn++) {
        for (uint32_t n = 0; n < graph->nodes; n++) {
            for (uint32_t e = graph->start[n]; e < graph->start[n + 1]; e++)
                fails[n] |= fails[graph->to[e]];
        }
        for (size_t i = 0; i < needs->count; i++)
            fails[needs->items[i].node] |= !is_met(needs, &needs->items[i], fails);
    }
}

TEST(failures_spread_as_defined)
{
    KjArena *arena = kj_arena_new();
    uint64_t seed = 7;
    for (int round = 0; round < ROUNDS; round++) {
        KjArenaMark mark = kj_arena_mark(arena);
        KjGraph graph = random_graph(arena, &seed, round % 2);
        KjNeeds needs = random_needs(arena, &seed, graph.nodes);
        bool failing[MOST], expected[MOST] = {false};
        uint32_t down[2] = {chance(&seed, graph.nodes), chance(&seed, graph.nodes)};
        size_t count = chance(&seed, 3);
        for (size_t i = 0; i < count; i++)
            expected[down[i]] = true;
        fail_all(&graph, &needs, expected);
        kj_graph_failing(&graph, &needs, arena, down, count, failing);
        CHECK(memcmp(failing, expected, graph.nodes * sizeof *failing) == 0);
        kj_arena_release(arena, mark);
    }
    kj_arena_free(arena);
}

// Whether the points of n are those whose loss alone makes it fail.
static bool are_points(const KjGraph *graph, const KjNeeds *needs, KjArena *arena, uint32_t n,
                       const uint32_t *points, uint32_t count)
{
    bool *failing = kj_arena_array(arena, graph->nodes, sizeof *failing);
    uint32_t found = 0;
    kj_graph_failing(graph, needs, arena, NULL, 0, failing);
    if (failing[n])
        return count == 0;
    for (uint32_t cause = 0; cause < graph->nodes; cause++) {
        kj_graph_failing(graph, needs, arena, &cause, 1, failing);
        if (!failing[n] || cause == n)
            continue;
        if (found == count || points[found++] != cause)
            return false;
    }
    return found == count;
}

TEST(single_points_are_what_takes_a_node_down_alone)
{
    KjArena *arena = kj_arena_new();
    uint64_t seed = 8;
    for (int round = 0; round < ROUNDS; round++) {
        KjArenaMark mark = kj_arena_mark(arena);
        KjGraph graph = random_graph(arena, &seed, round % 2);
        KjNeeds needs = random_needs(arena, &seed, graph.nodes);
        KjAllowance allowance = KJ_ALLOW_ANYTHING;
        bool wanted[MOST];
        for (uint32_t n = 0; n < graph.nodes; n++)
            wanted[n] = chance(&seed, 3);
        bool some = chance(&seed, 2);
        KjPoints points =
            kj_graph_single_points(&graph, &needs, some ? wanted : NULL, arena, &allowance);
        for (uint32_t n = 0; n < graph.nodes; n++) {
            uint32_t count = points.start[n + 1] - points.start[n];
            if (some && !wanted[n])
                CHECK_INT(count, 0);
            else
                CHECK(are_points(&graph, &needs, arena, n, points.points + points.start[n], count));
        }
        kj_arena_release(arena, mark);
    }
    kj_arena_free(arena);
}

static bool has_point(const KjPoints *points, uint32_t n, uint32_t cause)
{
    for (uint32_t i = points->start[n]; i < points->start[n + 1]; i++) {
        if (points->points[i] == cause)
            return true;
    }
    return false;
}

// Takes some nodes down in turn, and compares what fails with the points; how much fails.
static uint32_t check_causes(const KjGraph *graph, const KjNeeds *needs, KjArena *arena,
                             const KjPoints *points, uint32_t step)
{
    bool *broken = kj_arena_array(arena, graph->nodes, sizeof *broken);
    bool *failing = kj_arena_array(arena, graph->nodes, sizeof *failing);
    uint32_t wrong = 0, failed = 0;
    kj_graph_failing(graph, needs, arena, NULL, 0, broken);
    for (uint32_t cause = 0; cause < graph->nodes; cause += step) {
        kj_graph_failing(graph, needs, arena, &cause, 1, failing);
        for (uint32_t n = 0; n < graph->nodes; n++) {
            bool fails = failing[n] && !broken[n] && n != cause;
            wrong += has_point(points, n, cause) != fails;
            failed += fails;
        }
    }
    CHECK_INT(wrong, 0);
    return failed;
}

// More nodes than a block has causes, large groups, cycles through them.
static KjNeeds many_groups(KjArena *arena, uint64_t *seed, uint32_t nodes, uint32_t size)
{
    KjNeed *items = kj_arena_array(arena, nodes, sizeof *items);
    uint32_t *members = kj_arena_array(arena, (size_t)nodes * size, sizeof *members);
    for (uint32_t n = 0; n < nodes; n++) {
        items[n] = (KjNeed){n, size - 2 - chance(seed, size / 2), n * size, size};
        for (uint32_t m = 0; m < size; m++)
            members[n * size + m] = chance(seed, nodes);
    }
    return (KjNeeds){items, nodes, members};
}

TEST(single_points_hold_over_blocks_and_large_groups)
{
    KjArena *arena = kj_arena_new();
    uint64_t seed = 9;
    KjGraph graph = large_graph(arena, &seed, 1300, 1, 900, true);
    KjNeeds needs = many_groups(arena, &seed, 1300, 40);
    KjAllowance allowance = KJ_ALLOW_ANYTHING;
    KjPoints points = kj_graph_single_points(&graph, &needs, NULL, arena, &allowance);
    uint32_t failed = check_causes(&graph, &needs, arena, &points, 13);

    CHECK(failed > 100 && failed < 100 * 1300 / 2);
    kj_arena_free(arena);
}

// ---- bounds ----

TEST(what_is_not_allowed_is_given_up)
{
    KjArena *arena = kj_arena_new();
    KjGraph chain = chain_graph(arena, 100, false), ring = chain_graph(arena, 100, true);
    KjNeeds none = {NULL, 0, NULL};
    uint32_t count;
    KjAllowance few = {50, 1000000, KJ_EXCEEDS_NOTHING};
    kj_graph_cycle(&ring, arena, &count, &few);
    CHECK_INT(count, 0);
    CHECK_INT(few.exceeded, KJ_EXCEEDS_STEPS);
    CHECK_INT(few.steps, 0);
    KjAllowance enough = {500, 1000000, KJ_EXCEEDS_NOTHING};
    kj_graph_cycle(&ring, arena, &count, &enough);
    CHECK_INT(count, 100);
    CHECK_INT(enough.exceeded, KJ_EXCEEDS_NOTHING);
    few = (KjAllowance){50, 1000000, KJ_EXCEEDS_NOTHING};
    CHECK(kj_graph_single_points(&chain, &none, NULL, arena, &few).start == NULL);
    CHECK_INT(few.exceeded, KJ_EXCEEDS_STEPS);
    few = (KjAllowance){1000000, 4949, KJ_EXCEEDS_NOTHING};
    CHECK(kj_graph_single_points(&chain, &none, NULL, arena, &few).start == NULL);
    CHECK_INT(few.exceeded, KJ_EXCEEDS_RESULTS);
    few = (KjAllowance){1000000, 4950, KJ_EXCEEDS_NOTHING};
    CHECK_INT(kj_graph_single_points(&chain, &none, NULL, arena, &few).start[100], 4950);
    kj_arena_free(arena);
}

TEST(the_empty_graph_has_nothing)
{
    KjArena *arena = kj_arena_new();
    uint32_t start[1] = {0}, count = 1;
    KjGraph graph = {0, start, NULL};
    KjNeeds none = {NULL, 0, NULL};
    KjAllowance allowance = KJ_ALLOW_ANYTHING;
    kj_graph_levels(&graph, arena, NULL);
    kj_graph_cycle(&graph, arena, &count, &allowance);
    CHECK_INT(count, 0);
    CHECK_INT(kj_graph_parts(&graph, arena, NULL), 0);
    kj_graph_articulations(&graph, arena, NULL);
    kj_graph_reach(&graph, arena, NULL, 0, NULL);
    kj_graph_failing(&graph, &none, arena, NULL, 0, NULL);
    CHECK_INT(kj_graph_single_points(&graph, &none, NULL, arena, &allowance).start[0], 0);
    kj_graph_schedule(&graph, NULL, 1, arena, NULL);
    kj_arena_free(arena);
}

// ---- depth and size ----

#define DEEP 200000

static void check_deep_points(const KjGraph *chain, KjArena *arena)
{
    KjNeeds none = {NULL, 0, NULL};
    KjAllowance allowance = KJ_ALLOW_ANYTHING;
    bool *wanted = kj_arena_array(arena, DEEP, sizeof *wanted);
    wanted[DEEP - 3000] = true;
    KjPoints points = kj_graph_single_points(chain, &none, wanted, arena, &allowance);
    CHECK_INT(points.start[DEEP], 2999);
    CHECK_INT(points.points[0], DEEP - 2999);
    CHECK_INT(points.points[2998], DEEP - 1);
}

TEST(a_deep_chain_needs_no_deep_stack)
{
    KjArena *arena = kj_arena_new();
    KjGraph chain = chain_graph(arena, DEEP, false), ring = chain_graph(arena, DEEP, true);
    KjNeeds none = {NULL, 0, NULL};
    KjAllowance allowance = KJ_ALLOW_ANYTHING;
    uint32_t *out = kj_arena_array(arena, DEEP, sizeof *out), count, last = DEEP - 1;
    bool *marks = kj_arena_array(arena, DEEP, sizeof *marks);
    kj_graph_levels(&chain, arena, out);
    CHECK_INT(out[0], DEEP - 1);
    CHECK_INT(kj_graph_parts(&chain, arena, out), DEEP);
    CHECK_INT(kj_graph_parts(&ring, arena, out), 1);
    const uint32_t *cycle = kj_graph_cycle(&ring, arena, &count, &allowance);
    CHECK_INT(count, DEEP);
    CHECK_INT(cycle[DEEP - 1], DEEP - 1);
    kj_graph_dominators(&ring, arena, 5, out);
    CHECK_INT(out[4], 3);
    CHECK_INT(out[6], 5);
    kj_graph_articulations(&chain, arena, marks);
    CHECK(!marks[0] && marks[1] && marks[DEEP - 2] && !marks[DEEP - 1]);
    kj_graph_reach(&chain, arena, &(uint32_t){10}, 1, marks);
    CHECK(!marks[10] && marks[11] && marks[DEEP - 1]);
    kj_graph_failing(&chain, &none, arena, &last, 1, marks);
    CHECK(marks[0]);
    check_deep_points(&chain, arena);
    kj_arena_free(arena);
}

TEST(thousands_of_nodes_are_no_matter)
{
    KjArena *arena = kj_arena_new();
    uint64_t seed = 10;
    KjGraph down = large_graph(arena, &seed, 10000, 5, 3000, false);
    KjGraph around = large_graph(arena, &seed, 10000, 5, 3000, true);
    KjGraph sparse = large_graph(arena, &seed, 10000, 1, 9000, false);
    KjNeeds needs = many_groups(arena, &seed, 10000, 4);
    KjAllowance allowance = KJ_ALLOW_ANYTHING;
    uint32_t *out = kj_arena_array(arena, 10000, sizeof *out), count, high = 0;
    bool *marks = kj_arena_array(arena, 10000, sizeof *marks);
    kj_graph_levels(&down, arena, out);
    for (uint32_t n = 0; n < 10000; n++) {
        for (uint32_t e = down.start[n]; e < down.start[n + 1]; e++)
            high += out[down.to[e]] >= out[n];
    }
    CHECK_INT(high, 0);
    kj_graph_cycle(&down, arena, &count, &allowance);
    CHECK_INT(count, 0);
    kj_graph_cycle(&around, arena, &count, &allowance);
    CHECK(count > 0 && count < 10);
    CHECK_INT(kj_graph_parts(&down, arena, out), 10000);
    CHECK(kj_graph_parts(&around, arena, out) < 5000);
    kj_graph_dominators(&around, arena, 0, out);
    kj_graph_articulations(&around, arena, marks);
    KjPoints points = kj_graph_single_points(&sparse, &needs, NULL, arena, &allowance);
    CHECK(check_causes(&sparse, &needs, arena, &points, 501) > 0);
    kj_arena_free(arena);
}

int main(void)
{
    return RUN(levels_are_the_longest_ways_down, the_cycle_is_the_smallest_of_the_shortest,
               parts_are_what_needs_each_other, dominators_are_what_no_way_avoids,
               articulations_are_what_holds_pieces_together, reached_is_what_a_way_leads_to,
               failures_spread_as_defined, single_points_are_what_takes_a_node_down_alone,
               single_points_hold_over_blocks_and_large_groups, what_is_not_allowed_is_given_up,
               the_empty_graph_has_nothing, a_deep_chain_needs_no_deep_stack,
               thousands_of_nodes_are_no_matter);
}
