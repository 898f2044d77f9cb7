/* Reading the arguments of graph functions: nodes, what they need, groups of needs. */
#include "engine/lua/lua_graph.h"

#include <string.h>

#define MAX_NODES (1 << 22)
#define MAX_EDGES (1 << 24)
#define CHARGE_NODE 20 /* instructions; doc/performance.md */
#define CHARGE_EDGE 8

/* ---- a call ---- */

static int close_arena(lua_State *state)
{
    KjArena **held = lua_touserdata(state, 1);
    kj_arena_free(*held);
    *held = NULL;
    return 0;
}

/* Pushes what holds the arena; it is closed when the C function ends. [-0, +1, m] */
static KjArena *open_arena(lua_State *state)
{
    KjArena **held = lua_newuserdatauv(state, sizeof *held, 0);
    *held = NULL;
    if (luaL_newmetatable(state, "kijun.arena")) {
        lua_pushcfunction(state, close_arena);
        lua_setfield(state, -2, "__close");
    }
    lua_setmetatable(state, -2);
    lua_toclose(state, -1);
    *held = kj_arena_new();
    return *held;
}

KjLuaGraph kj_lua_graph_begin(lua_State *state, const char *function, int arguments)
{
    KjLuaGraph call = {.state = state, .function = function};
    lua_settop(state, arguments);
    luaL_checkstack(state, 20, "too many values");
    call.arena = open_arena(state);
    lua_newtable(state);
    call.index = lua_gettop(state);
    return call;
}

static bool in_japanese(lua_State *state)
{
    lua_getglobal(state, "require");
    lua_pushliteral(state, "language");
    lua_call(state, 1, 1);
    lua_getfield(state, -1, "lang");
    const char *lang = lua_tostring(state, -1);
    return lang && strcmp(lang, "ja") == 0;
}

_Noreturn void kj_lua_graph_refuse(const KjLuaGraph *call, const char *ja, const char *en, ...)
{
    lua_State *state = call->state;
    va_list arguments;
    va_start(arguments, en);
    const char *text = lua_pushvfstring(state, in_japanese(state) ? ja : en, arguments);
    va_end(arguments);
    kj_lua_raise(state, "graph.%s: %s", call->function, text);
}

const char *kj_lua_graph_shown(lua_State *state, int index)
{
    const KjProxy *record;
    switch (lua_type(state, index)) {
    case LUA_TSTRING: return lua_pushfstring(state, "'%s'", lua_tostring(state, index));
    case LUA_TUSERDATA:
        record = lua_touserdata(state, index);
        if (record->handle != KJ_HANDLE_RECORD)
            return lua_pushfstring(state, "userdata");
        return luaL_tolstring(state, index, NULL);
    case LUA_TNUMBER:
        if (!lua_rawequal(state, index, index))
            return lua_pushstring(state, "nan"); /* whose sign depends on the machine */
        return luaL_tolstring(state, index, NULL);
    case LUA_TNIL:
    case LUA_TBOOLEAN: return luaL_tolstring(state, index, NULL);
    default: return lua_pushstring(state, luaL_typename(state, index));
    }
}

void kj_lua_graph_push(const KjLuaGraph *call, uint32_t node)
{
    lua_rawgeti(call->state, call->nodes, (lua_Integer)node + 1);
}

void kj_lua_graph_put(KjLuaGraph *call, KjLuaNumbers *list, uint32_t number)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 64;
        uint32_t *items = kj_arena_scratch(call->arena, capacity * sizeof *items);
        if (list->count)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = number;
}

/* ---- nodes ---- */

static size_t array_at(const KjLuaGraph *call, int index, const char *name, const char *ja,
                       const char *en)
{
    if (lua_type(call->state, index) != LUA_TTABLE)
        kj_lua_graph_refuse(call, ja, en, name, kj_lua_graph_shown(call->state, index));
    return lua_rawlen(call->state, index);
}

static const char *const NODES_WANTED[2] = {"%s には節の配列 { 節, … } を渡す（渡されたのは %s）",
                                            "%s must be an array of nodes, { node, … }, not %s"};

/* "nodes[3]", of a pattern with %d [-0, +1, m] */
static const char *place_at(const KjLuaGraph *call, const char *where)
{
    return lua_pushfstring(call->state, where, (int)call->count + 1);
}

void kj_lua_graph_add_node(KjLuaGraph *call, const char *where)
{
    lua_State *state = call->state;
    if (lua_isnil(state, -1) || !lua_rawequal(state, -1, -1)) { /* nil, or not a number */
        const char *shown = kj_lua_graph_shown(state, -1);
        kj_lua_graph_refuse(call, "%s は %s であり、節にならない",
                            "%s is %s, which cannot be a node", place_at(call, where), shown);
    }
    lua_pushvalue(state, -1);
    if (lua_rawget(state, call->index) != LUA_TNIL) {
        const char *shown = kj_lua_graph_shown(state, -2);
        kj_lua_graph_refuse(call, "%s は %s であり、前にもある。節は一度だけ並べる",
                            "%s is %s, which stands there before; list every node once",
                            place_at(call, where), shown);
    }
    lua_pop(state, 1);
    lua_pushinteger(state, (lua_Integer)++call->count);
    lua_rawset(state, call->index);
}

void kj_lua_graph_check_count(const KjLuaGraph *call, size_t count, uint64_t charge)
{
    kj_lua_charge(call->state, count * charge);
    if (count > MAX_NODES)
        kj_lua_graph_refuse(call, "節が多すぎる（%d まで）", "too many nodes (at most %d)",
                            MAX_NODES);
}

void kj_lua_graph_nodes(KjLuaGraph *call, int argument)
{
    lua_State *state = call->state;
    size_t count = array_at(call, argument, "nodes", NODES_WANTED[0], NODES_WANTED[1]);
    kj_lua_graph_check_count(call, count, CHARGE_NODE);
    call->nodes = argument;
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(state, argument, (lua_Integer)i);
        kj_lua_graph_add_node(call, "nodes[%d]");
    }
}

/* The number of the node on top, or KJ_NO_NODE. [-0, +0, -] */
static uint32_t look_up(const KjLuaGraph *call)
{
    lua_State *state = call->state;
    lua_pushvalue(state, -1);
    lua_rawget(state, call->index);
    lua_Integer number = lua_tointeger(state, -1);
    lua_pop(state, 1);
    return number ? (uint32_t)number - 1 : KJ_NO_NODE;
}

uint32_t kj_lua_graph_node(const KjLuaGraph *call, int index, const char *name)
{
    lua_pushvalue(call->state, index);
    uint32_t node = look_up(call);
    if (node == KJ_NO_NODE)
        kj_lua_graph_refuse(call, "%s には節の一つを渡す（渡されたのは %s）",
                            "%s must be one of the nodes, not %s", name,
                            kj_lua_graph_shown(call->state, -1));
    lua_pop(call->state, 1);
    return node;
}

/* ---- lists of nodes ---- */

static void charge_edges(KjLuaGraph *call, size_t count)
{
    kj_lua_charge(call->state, (uint64_t)count * CHARGE_EDGE);
    call->edges += count;
    if (count > MAX_EDGES || call->edges > MAX_EDGES)
        kj_lua_graph_refuse(call, "辺が多すぎる（%d まで）", "too many edges (at most %d)",
                            MAX_EDGES);
}

static const char *const STRANGE[2] = {"%s に %s があるが、節として並べられていない",
                                       "%s has %s, which is not among the nodes"};

void kj_lua_graph_append(KjLuaGraph *call, int index, const char *name, KjLuaNumbers *list)
{
    size_t count = array_at(call, index, name, NODES_WANTED[0], NODES_WANTED[1]);
    charge_edges(call, count);
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(call->state, index, (lua_Integer)i);
        uint32_t node = look_up(call);
        if (node == KJ_NO_NODE)
            kj_lua_graph_refuse(call, STRANGE[0], STRANGE[1], name,
                                kj_lua_graph_shown(call->state, -1));
        kj_lua_graph_put(call, list, node);
        lua_pop(call->state, 1);
    }
}

uint32_t *kj_lua_graph_list(KjLuaGraph *call, int index, const char *name, size_t *count)
{
    KjLuaNumbers list = {0};
    kj_lua_graph_append(call, index, name, &list);
    *count = list.count;
    return list.items;
}

/* ---- what nodes need ---- */

typedef struct Needs {
    KjLuaGraph *call;
    const char *name; /* of the argument */
    uint32_t node;    /* whose needs are read */
    bool groups;      /* may be there */
    KjNeed *items;
    size_t count, capacity;
    KjLuaNumbers edges, members;
} Needs;

/* "needs['mail']"; only for errors, as it is left on the stack. [-0, +1, e] */
static const char *place_of(const Needs *needs)
{
    lua_State *state = needs->call->state;
    kj_lua_graph_push(needs->call, needs->node);
    const char *node = kj_lua_graph_shown(state, -1);
    return lua_pushfstring(state, "%s[%s]", needs->name, node);
}

static _Noreturn void refuse_strange(const Needs *needs)
{
    const char *shown = kj_lua_graph_shown(needs->call->state, -1);
    kj_lua_graph_refuse(needs->call, STRANGE[0], STRANGE[1], place_of(needs), shown);
}

static void put_need(Needs *needs, KjNeed need)
{
    if (needs->count == needs->capacity) {
        size_t capacity = needs->capacity ? needs->capacity * 2 : 16;
        KjNeed *items = kj_arena_array(needs->call->arena, capacity, sizeof *items);
        if (needs->count)
            memcpy(items, needs->items, needs->count * sizeof *items);
        needs->items = items;
        needs->capacity = capacity;
    }
    needs->items[needs->count++] = need;
}

static uint32_t read_least(const Needs *needs)
{
    lua_State *state = needs->call->state;
    int whole;
    lua_Integer least = lua_tointegerx(state, -1, &whole);
    if (!whole || lua_type(state, -1) != LUA_TNUMBER || least < 0 || least > INT32_MAX) {
        const char *shown = kj_lua_graph_shown(state, -1);
        kj_lua_graph_refuse(needs->call, "%s の least は0以上の整数で書く（書かれているのは %s）",
                            "least in %s must be a whole number from 0 on, not %s", place_of(needs),
                            shown);
    }
    return (uint32_t)least;
}

/* Pushes the members of the group on top. [-0, +1, e] */
static void push_members(const Needs *needs)
{
    lua_State *state = needs->call->state;
    lua_pushliteral(state, "of");
    if (lua_rawget(state, -2) != LUA_TTABLE) {
        const char *shown = kj_lua_graph_shown(state, -1);
        kj_lua_graph_refuse(needs->call, "%s の of には節の配列を書く（書かれているのは %s）",
                            "of in %s must be an array of nodes, not %s", place_of(needs), shown);
    }
}

/* { least = 1, of = { nodes } }: it lies on top, its least above it. [-1, +0, e] */
static void read_group(Needs *needs)
{
    lua_State *state = needs->call->state;
    KjNeed need = {
        .node = needs->node, .least = read_least(needs), .first = (uint32_t)needs->members.count};
    lua_pop(state, 1);
    push_members(needs);
    size_t count = lua_rawlen(state, -1);
    charge_edges(needs->call, count + 1);
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(state, -1, (lua_Integer)i);
        uint32_t member = look_up(needs->call);
        if (member == KJ_NO_NODE)
            refuse_strange(needs);
        kj_lua_graph_put(needs->call, &needs->members, member);
        lua_pop(state, 1);
    }
    lua_pop(state, 1);
    need.count = (uint32_t)needs->members.count - need.first;
    put_need(needs, need);
}

/* Whether the value on top is a group; then its least is pushed. [-0, +0|1, m] */
static bool push_least(const Needs *needs)
{
    lua_State *state = needs->call->state;
    if (!needs->groups || !lua_istable(state, -1))
        return false;
    lua_pushliteral(state, "least");
    if (lua_rawget(state, -2) != LUA_TNIL)
        return true;
    lua_pop(state, 1);
    return false;
}

/* The list of the node's needs, which lies on top. [-0, +0, e] */
static void read_list(Needs *needs)
{
    lua_State *state = needs->call->state;
    size_t count = lua_rawlen(state, -1);
    charge_edges(needs->call, count);
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(state, -1, (lua_Integer)i);
        uint32_t node = look_up(needs->call);
        if (node != KJ_NO_NODE)
            kj_lua_graph_put(needs->call, &needs->edges, node);
        else if (push_least(needs))
            read_group(needs);
        else
            refuse_strange(needs);
        lua_pop(state, 1);
    }
}

/* Reads what one node needs; the table of all lies at an index. [-0, +0, e] */
static void read_node(Needs *needs, int index)
{
    lua_State *state = needs->call->state;
    kj_lua_graph_push(needs->call, needs->node);
    int type = lua_rawget(state, index);
    if (type == LUA_TTABLE) {
        read_list(needs);
    } else if (type != LUA_TNIL) {
        const char *shown = kj_lua_graph_shown(state, -1);
        kj_lua_graph_refuse(needs->call, NODES_WANTED[0], NODES_WANTED[1], place_of(needs), shown);
    }
    lua_pop(state, 1);
}

KjGraph kj_lua_graph_edges(KjLuaGraph *call, int argument, const char *name, KjNeeds *groups)
{
    Needs needs = {.call = call, .name = name, .groups = groups != NULL};
    uint32_t *start = kj_arena_array(call->arena, (size_t)call->count + 1, sizeof *start);
    array_at(call, argument, name, "%s には表 { [節] = { 節, … } } を渡す（渡されたのは %s）",
             "%s must be a table { [node] = { node, … } }, not %s");
    for (uint32_t n = 0; n < call->count; n++) {
        needs.node = n;
        read_node(&needs, argument);
        start[n + 1] = (uint32_t)needs.edges.count;
    }
    if (groups)
        *groups = (KjNeeds){needs.items, needs.count, needs.members.items};
    return (KjGraph){call->count, start, needs.edges.items};
}
