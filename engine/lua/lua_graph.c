/* `graph`: what packs ask of engine/model/graph.h. Every function reads its arguments, calls plain C
 * and pushes the answer, in which nodes are the values that the pack gave (doc/packs.md). */
#include "engine/lua/lua_graph.h"

#define STEPS_PER_INSTRUCTION 2 /* doc/performance.md */
#define MAX_POINTS ((uint64_t)1 << 24)

/* ---- answers ---- */

/* Sets table[node] to the value on top; the table lies below it. [-1, +0, m] */
static void set_of(const KjLuaGraph *call, uint32_t node)
{
    kj_lua_graph_push(call, node);
    lua_insert(call->state, -2);
    lua_rawset(call->state, -3);
}

/* Pushes an array of nodes. [-0, +1, m] */
static void push_list(const KjLuaGraph *call, const uint32_t *nodes, size_t count)
{
    lua_createtable(call->state, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        kj_lua_graph_push(call, nodes[i]);
        lua_rawseti(call->state, -2, (lua_Integer)i + 1);
    }
}

/* Pushes an array of the nodes that are marked, in their order. [-0, +1, m] */
static void push_marked(const KjLuaGraph *call, const bool *marked)
{
    lua_Integer count = 0;
    lua_newtable(call->state);
    for (uint32_t n = 0; n < call->count; n++) {
        if (!marked[n])
            continue;
        kj_lua_graph_push(call, n);
        lua_rawseti(call->state, -2, ++count);
    }
}

/* ---- what outgrows the graph ---- */

static KjAllowance allowance(const KjLuaGraph *call)
{
    uint64_t left = kj_lua_left(call->state);
    bool bounded = left < UINT64_MAX / STEPS_PER_INSTRUCTION;
    return (KjAllowance){bounded ? left * STEPS_PER_INSTRUCTION : UINT64_MAX, MAX_POINTS,
                         KJ_EXCEEDS_NOTHING};
}

/* Charges what was used of an allowance. [-0, +0, v] */
static void charge(const KjLuaGraph *call, const KjAllowance *given, const KjAllowance *left)
{
    uint64_t used = given->steps - left->steps;
    kj_lua_charge(call->state, used / STEPS_PER_INSTRUCTION);
    if (left->exceeded == KJ_EXCEEDS_RESULTS)
        kj_lua_graph_refuse(
            call, "答えが長すぎる（全部で %d まで）。wanted で節をしぼる",
            "the answer is too long (at most %d in all); name fewer nodes as wanted",
            (int)MAX_POINTS);
}

/* ---- order ---- */

/* graph.levels(nodes, needs) → { [node] = level } */
static int levels(lua_State *state)
{
    KjLuaGraph call = kj_lua_graph_begin(state, "levels", 2);
    kj_lua_graph_nodes(&call, 1);
    KjGraph graph = kj_lua_graph_edges(&call, 2, "needs", NULL);
    uint32_t *level = kj_arena_array(call.arena, call.count, sizeof *level);
    kj_graph_levels(&graph, call.arena, level);
    lua_newtable(state);
    for (uint32_t n = 0; n < call.count; n++) {
        if (level[n] == KJ_NO_NODE)
            continue;
        lua_pushinteger(state, level[n]);
        set_of(&call, n);
    }
    return 1;
}

/* graph.cycle(nodes, needs) → array of the nodes of a shortest cycle, or nil */
static int cycle(lua_State *state)
{
    KjLuaGraph call = kj_lua_graph_begin(state, "cycle", 2);
    uint32_t count;
    kj_lua_graph_nodes(&call, 1);
    KjGraph graph = kj_lua_graph_edges(&call, 2, "needs", NULL);
    KjAllowance given = allowance(&call), left = given;
    const uint32_t *nodes = kj_graph_cycle(&graph, call.arena, &count, &left);
    charge(&call, &given, &left);
    if (count)
        push_list(&call, nodes, count);
    else
        lua_pushnil(state);
    return 1;
}

/* graph.parts(nodes, needs) → array of arrays of nodes, what is needed first */
static int parts(lua_State *state)
{
    KjLuaGraph call = kj_lua_graph_begin(state, "parts", 2);
    kj_lua_graph_nodes(&call, 1);
    KjGraph graph = kj_lua_graph_edges(&call, 2, "needs", NULL);
    uint32_t *part = kj_arena_array(call.arena, call.count, sizeof *part);
    uint32_t count = kj_graph_parts(&graph, call.arena, part);
    lua_createtable(state, (int)count, 0);
    for (uint32_t p = 0; p < count; p++) {
        lua_newtable(state);
        lua_rawseti(state, -2, (lua_Integer)p + 1);
    }
    for (uint32_t n = 0; n < call.count; n++) {
        lua_rawgeti(state, -1, (lua_Integer)part[n] + 1);
        kj_lua_graph_push(&call, n);
        lua_rawseti(state, -2, (lua_Integer)lua_rawlen(state, -2) + 1);
        lua_pop(state, 1);
    }
    return 1;
}

/* ---- ways ---- */

/* graph.dominators(nodes, needs, root) → { [node] = the last node that every way from root passes } */
static int dominators(lua_State *state)
{
    KjLuaGraph call = kj_lua_graph_begin(state, "dominators", 3);
    kj_lua_graph_nodes(&call, 1);
    uint32_t root = kj_lua_graph_node(&call, 3, "root");
    KjGraph graph = kj_lua_graph_edges(&call, 2, "needs", NULL);
    uint32_t *dominator = kj_arena_array(call.arena, call.count, sizeof *dominator);
    kj_graph_dominators(&graph, call.arena, root, dominator);
    lua_newtable(state);
    for (uint32_t n = 0; n < call.count; n++) {
        if (dominator[n] == KJ_NO_NODE)
            continue;
        kj_lua_graph_push(&call, dominator[n]);
        set_of(&call, n);
    }
    return 1;
}

/* graph.articulations(nodes, links) → array of nodes */
static int articulations(lua_State *state)
{
    KjLuaGraph call = kj_lua_graph_begin(state, "articulations", 2);
    kj_lua_graph_nodes(&call, 1);
    KjGraph graph = kj_lua_graph_edges(&call, 2, "links", NULL);
    bool *point = kj_arena_array(call.arena, call.count, sizeof *point);
    kj_graph_articulations(&graph, call.arena, point);
    push_marked(&call, point);
    return 1;
}

/* graph.reach(nodes, needs, from) → array of nodes */
static int reach(lua_State *state)
{
    KjLuaGraph call = kj_lua_graph_begin(state, "reach", 3);
    size_t count;
    kj_lua_graph_nodes(&call, 1);
    KjGraph graph = kj_lua_graph_edges(&call, 2, "needs", NULL);
    const uint32_t *from = kj_lua_graph_list(&call, 3, "from", &count);
    bool *reached = kj_arena_array(call.arena, call.count, sizeof *reached);
    kj_graph_reach(&graph, call.arena, from, count, reached);
    push_marked(&call, reached);
    return 1;
}

/* ---- who stands in for whom ---- */

/* graph.failing(nodes, needs, down) → array of nodes */
static int failing(lua_State *state)
{
    KjLuaGraph call = kj_lua_graph_begin(state, "failing", 3);
    KjNeeds needs;
    size_t count;
    kj_lua_graph_nodes(&call, 1);
    KjGraph graph = kj_lua_graph_edges(&call, 2, "needs", &needs);
    const uint32_t *down = kj_lua_graph_list(&call, 3, "down", &count);
    bool *fails = kj_arena_array(call.arena, call.count, sizeof *fails);
    kj_graph_failing(&graph, &needs, call.arena, down, count, fails);
    push_marked(&call, fails);
    return 1;
}

/* The nodes of an array at an index as marks; NULL: nil, which means all. [-0, +0, e] */
static const bool *wanted_at(KjLuaGraph *call, int index)
{
    size_t count;
    if (lua_isnil(call->state, index))
        return NULL;
    const uint32_t *nodes = kj_lua_graph_list(call, index, "wanted", &count);
    bool *wanted = kj_arena_array(call->arena, call->count, sizeof *wanted);
    for (size_t i = 0; i < count; i++)
        wanted[nodes[i]] = true;
    return wanted;
}

/* graph.single_points(nodes, needs, wanted) → { [node] = array of nodes } */
static int single_points(lua_State *state)
{
    KjLuaGraph call = kj_lua_graph_begin(state, "single_points", 3);
    KjNeeds needs;
    kj_lua_graph_nodes(&call, 1);
    const bool *wanted = wanted_at(&call, 3);
    KjGraph graph = kj_lua_graph_edges(&call, 2, "needs", &needs);
    KjAllowance given = allowance(&call), left = given;
    KjPoints points = kj_graph_single_points(&graph, &needs, wanted, call.arena, &left);
    charge(&call, &given, &left);
    kj_lua_charge(state, points.start[call.count]);
    kj_lua_grant(state, points.start[call.count]);
    lua_newtable(state);
    for (uint32_t n = 0; n < call.count; n++) {
        if (wanted && !wanted[n])
            continue;
        push_list(&call, points.points + points.start[n], points.start[n + 1] - points.start[n]);
        set_of(&call, n);
    }
    return 1;
}

void kj_lua_open_graph(lua_State *state)
{
    static const luaL_Reg functions[] = {
        {"levels", levels},
        {"cycle", cycle},
        {"parts", parts},
        {"dominators", dominators},
        {"articulations", articulations},
        {"reach", reach},
        {"failing", failing},
        {"single_points", single_points},
        {"schedule", kj_lua_schedule},
        {NULL, NULL},
    };
    luaL_newlib(state, functions);
    lua_setfield(state, -2, "graph");
}
