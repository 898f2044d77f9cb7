/* Shared between lua_graph.c, lua_graph_read.c and lua_schedule.c: a call of a function of `graph`.
 *
 * What a call allocates lies in an arena of its own, which Lua closes when the call ends, also by an
 * error. Reading is charged against the instruction budget before memory is taken, so that a list
 * that stands many times in a small table costs what it costs. */
#ifndef KJ_LUA_LUA_GRAPH_H
#define KJ_LUA_LUA_GRAPH_H

#include "engine/lua/lua_parts.h"
#include "engine/model/graph.h"

typedef struct KjLuaGraph {
    lua_State *state;
    KjArena *arena;
    const char *function; /* "levels" */
    int nodes, index;     /* on the stack: array of nodes, { node → number + 1 } */
    uint32_t count;
    size_t edges; /* read so far, members of groups included */
} KjLuaGraph;

/* Begins a call with so many arguments. [-0, +2, m] */
KjLuaGraph kj_lua_graph_begin(lua_State *state, const char *function, int arguments);
/* Raises an error in the language of the session, placed in pack code. Both texts take the same
 * arguments (%s, %d, %I). [-0, +0, v] */
_Noreturn void kj_lua_graph_refuse(const KjLuaGraph *call, const char *ja, const char *en, ...);
/* A value as errors show it; what is pushed keeps it alive. [-0, +1, e] */
const char *kj_lua_graph_shown(lua_State *state, int index);

/* Charges so many nodes, at so many instructions each; raises if there are too many. [-0, +0, v] */
void kj_lua_graph_check_count(const KjLuaGraph *call, size_t count, uint64_t charge);
/* Takes the array at an argument as the nodes. [-0, +0, e] */
void kj_lua_graph_nodes(KjLuaGraph *call, int argument);
/* The value on top becomes the next node; where: "nodes[%d]", for errors. [-1, +0, e] */
void kj_lua_graph_add_node(KjLuaGraph *call, const char *where);
/* The graph of the table { [node] = { nodes } } at an argument; with needs: its groups too.
 * [-0, +0, e] */
KjGraph kj_lua_graph_edges(KjLuaGraph *call, int argument, const char *name, KjNeeds *needs);
/* The array of nodes at an index, as numbers. [-0, +0, e] */
uint32_t *kj_lua_graph_list(KjLuaGraph *call, int index, const char *name, size_t *count);
uint32_t kj_lua_graph_node(const KjLuaGraph *call, int index, const char *name); /* [-0, +0, e] */

/* Pushes a node. [-0, +1, -] */
void kj_lua_graph_push(const KjLuaGraph *call, uint32_t node);

/* A list of numbers that grows within an arena. */
typedef struct KjLuaNumbers {
    uint32_t *items;
    size_t count, capacity;
} KjLuaNumbers;
void kj_lua_graph_put(KjLuaGraph *call, KjLuaNumbers *list, uint32_t number);
/* Appends the array of nodes at an index. [-0, +0, e] */
void kj_lua_graph_append(KjLuaGraph *call, int index, const char *name, KjLuaNumbers *list);

int kj_lua_schedule(lua_State *state);

#endif
