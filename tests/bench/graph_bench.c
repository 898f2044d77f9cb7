/* Speed of graph functions over 10,000 nodes and 50,000 edges, in milliseconds, the best of several
 * passes: in C, and as packs call them, which adds reading Lua tables and making the answer.
 *
 * The graph is that of an organisation: nodes need nodes with larger numbers, mostly near ones, one
 * edge in fifty leads anywhere. For single points four of the five needs of every node are groups of
 * which one must work. The last lines are about budgets: how long instructions take, and graphs that
 * are made to be slow. */
#include "engine/lua/lua_state.h"
#include "engine/model/graph.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define NODES 10000
#define EACH 5
#define PASSES 5

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time); /* the machine may be shared */
    return 1e3 * (double)time.tv_sec + 1e-6 * (double)time.tv_nsec;
}

static uint64_t state = 88172645463325252u;
static uint32_t random_below(uint32_t limit)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 32) % limit);
}

/* ---- graphs ---- */

typedef struct Bench {
    KjArena *arena;
    KjGraph down, around; /* without cycles, and with them */
    KjGraph slow;         /* a ring of many ways around, numbered so that it stays one for long */
    KjGraph single;       /* one need of its own a node; the others are groups: */
    KjNeeds groups, none;
    KjJobItem *jobs;
    uint32_t *numbers;
    bool *marks;
    KjSlot *slots;
} Bench;

typedef uint32_t Target(uint32_t node, uint32_t number);

static uint32_t go_down(uint32_t node, uint32_t number)
{
    (void)number;
    return node + 1 + random_below(1 + (NODES - node) / 3);
}

static uint32_t go_around(uint32_t node, uint32_t number)
{
    return random_below(50) ? go_down(node, number) : random_below(NODES);
}

static uint32_t go_slowly(uint32_t node, uint32_t number)
{
    return (node + (number + 1) * 7919) % NODES;
}

static KjGraph make_graph(KjArena *arena, uint32_t each, Target *target)
{
    uint32_t *start = kj_arena_array(arena, NODES + 1, sizeof *start);
    uint32_t *to = kj_arena_array(arena, (size_t)NODES * each, sizeof *to), count = 0;
    for (uint32_t n = 0; n < NODES; start[++n] = count) {
        for (uint32_t i = 0; i < each; i++) {
            to[count] = target(n, i);
            count += to[count] < NODES;
        }
    }
    return (KjGraph){NODES, start, to};
}

static KjNeeds make_groups(KjArena *arena)
{
    KjNeed *items = kj_arena_array(arena, NODES * 2, sizeof *items);
    uint32_t *members = kj_arena_array(arena, NODES * 4, sizeof *members), count = 0;
    for (uint32_t i = 0; i < NODES * 2; i++) {
        items[i] = (KjNeed){i / 2, 1, count, 2};
        for (uint32_t m = 0; m < 2; m++)
            members[count++] = go_around(i / 2, m) % NODES;
    }
    return (KjNeeds){items, NODES * 2, members};
}

static Bench make_bench(KjArena *arena)
{
    Bench bench = {.arena = arena,
                   .down = make_graph(arena, EACH, go_down),
                   .around = make_graph(arena, EACH, go_around),
                   .slow = make_graph(arena, EACH, go_slowly),
                   .single = make_graph(arena, 1, go_down),
                   .groups = make_groups(arena),
                   .jobs = kj_arena_array(arena, NODES, sizeof(KjJobItem)),
                   .numbers = kj_arena_array(arena, NODES, sizeof(uint32_t)),
                   .marks = kj_arena_array(arena, NODES, sizeof(bool)),
                   .slots = kj_arena_array(arena, NODES, sizeof(KjSlot))};
    for (uint32_t n = 0; n < NODES; n++)
        bench.jobs[n] = (KjJobItem){60 + random_below(7200), (int32_t)random_below(3), true};
    return bench;
}

/* ---- in C ---- */

static void levels(Bench *bench)
{
    kj_graph_levels(&bench->down, bench->arena, bench->numbers);
}

static void cycle(Bench *bench)
{
    KjAllowance allowance = KJ_ALLOW_ANYTHING;
    uint32_t count;
    kj_graph_cycle(&bench->around, bench->arena, &count, &allowance);
}

static void parts(Bench *bench)
{
    kj_graph_parts(&bench->around, bench->arena, bench->numbers);
}

static void dominators(Bench *bench)
{
    kj_graph_dominators(&bench->around, bench->arena, 0, bench->numbers);
}

static void articulations(Bench *bench)
{
    kj_graph_articulations(&bench->around, bench->arena, bench->marks);
}

static void reach(Bench *bench)
{
    uint32_t from = 0;
    kj_graph_reach(&bench->around, bench->arena, &from, 1, bench->marks);
}

static void failing(Bench *bench)
{
    uint32_t down = NODES - 5;
    kj_graph_failing(&bench->single, &bench->groups, bench->arena, &down, 1, bench->marks);
}

static void single_points(Bench *bench)
{
    KjAllowance allowance = KJ_ALLOW_ANYTHING;
    kj_graph_single_points(&bench->single, &bench->groups, NULL, bench->arena, &allowance);
}

static void schedule(Bench *bench)
{
    kj_graph_schedule(&bench->down, bench->jobs, 20, bench->arena, bench->slots);
}

static void slow_cycle(Bench *bench)
{
    KjAllowance allowance = KJ_ALLOW_ANYTHING;
    uint32_t count;
    kj_graph_cycle(&bench->slow, bench->arena, &count, &allowance);
}

static void all_points(Bench *bench)
{
    KjAllowance allowance = KJ_ALLOW_ANYTHING;
    kj_graph_single_points(&bench->down, &bench->none, NULL, bench->arena, &allowance);
}

static double time_c(Bench *bench, void (*function)(Bench *bench))
{
    double best = 1e9;
    for (int pass = 0; pass < PASSES; pass++) {
        KjArenaMark mark = kj_arena_mark(bench->arena);
        double begin = now();
        function(bench);
        double spent = now() - begin;
        best = spent < best ? spent : best;
        kj_arena_release(bench->arena, mark);
    }
    return best;
}

/* ---- as packs call them ---- */

static const char MODULE[] =
    "local graph, run, seed = kijun.graph, {}, 12345\n"
    "local function below(limit)\n"
    "  seed = (seed * 1103515245 + 12345) & 0x7fffffff\n"
    "  return (seed >> 8) % limit\n"
    "end\n"
    "local nodes, down, around, single, jobs = {}, {}, {}, {}, {}\n"
    "local last = 10000\n"
    "for i = 1, last do nodes[i] = ('system%d'):format(i) end\n"
    "local function go(i) return nodes[i + 1 + below(1 + (last - i) // 3)] end\n"
    "local function anywhere(i) return below(50) > 0 and go(i) or nodes[1 + below(last)] end\n"
    "for i = 1, last do\n"
    "  local n = nodes[i]\n"
    "  down[n], around[n] = {}, {}\n"
    "  for k = 1, 5 do\n"
    "    down[n][#down[n] + 1], around[n][k] = go(i), anywhere(i)\n"
    "  end\n"
    "  single[n] = { { least = 1, of = { anywhere(i), anywhere(i) } },\n"
    "    { least = 1, of = { anywhere(i), anywhere(i) } }, go(i) }\n"
    "  jobs[i] = { key = n, takes = 60 + below(7200), rank = below(3), needs = down[n] }\n"
    "end\n"
    "function run.levels() return #graph.levels(nodes, down) end\n"
    "function run.cycle() return #graph.cycle(nodes, around) end\n"
    "function run.parts() return #graph.parts(nodes, around) end\n"
    "function run.dominators() return #graph.dominators(nodes, around, nodes[1]) end\n"
    "function run.articulations() return #graph.articulations(nodes, around) end\n"
    "function run.reach() return #graph.reach(nodes, around, { nodes[1] }) end\n"
    "function run.failing() return #graph.failing(nodes, single, { nodes[last - 5] }) end\n"
    "function run.single_points() return #graph.single_points(nodes, single) end\n"
    "function run.schedule() return #graph.schedule(jobs, 20) end\n"
    "function run.nothing() for i = 1, 3333333 do local x = i % 7 + 1 end return 0 end\n"
    "return run\n";

static double time_lua(KjLua *lua, const char *name)
{
    double best = 1e9;
    KjArena *arena = kj_arena_new();
    for (int pass = 0; pass < PASSES; pass++) {
        KjValue none = kj_value_none(), result;
        KjError error;
        double begin = now();
        if (!kj_lua_call(lua, "bench", name, &none, arena, &result, &error)) {
            fprintf(stderr, "graph_bench: %s: %s\n", name, error.message);
            exit(1);
        }
        double spent = now() - begin;
        best = spent < best ? spent : best;
    }
    kj_arena_free(arena);
    return best;
}

int main(void)
{
    static const struct {
        const char *name;
        void (*function)(Bench *bench);
    } functions[] = {{"levels", levels},
                     {"cycle", cycle},
                     {"parts", parts},
                     {"dominators", dominators},
                     {"articulations", articulations},
                     {"reach", reach},
                     {"failing", failing},
                     {"single_points", single_points},
                     {"schedule", schedule}};
    const KjLuaSource module = {"bench.lua", MODULE, sizeof MODULE - 1};
    KjError error;
    Bench bench = make_bench(kj_arena_new());
    KjLua *lua = kj_lua_new(NULL, &error);
    if (!lua || !kj_lua_stdlib(lua, NULL, 0, &error) || !kj_lua_stdlib(lua, &module, 1, &error))
        return 1;
    printf("%d nodes, %d edges: milliseconds in C, from Lua\n", NODES, NODES * EACH);
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        printf("graph.%-14s %8.1f %8.1f\n", functions[i].name,
               time_c(&bench, functions[i].function), time_lua(lua, functions[i].name));
    printf("10 million plain instructions     %8.1f\n", time_lua(lua, "nothing"));
    printf("cycle of a graph made slow %8.1f\n", time_c(&bench, slow_cycle));
    printf("points without groups %8.1f\n", time_c(&bench, all_points));
    kj_lua_free(lua);
    kj_arena_free(bench.arena);
    return 0;
}
