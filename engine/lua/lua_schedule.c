/* graph.schedule: jobs as tables, their times as tables. */
#include "engine/lua/lua_graph.h"

#define MAX_TAKES 1000000000000 /* some 30,000 years: sums of all jobs fit */
#define CHARGE_JOB 60           /* instructions; doc/performance.md */

typedef struct Jobs {
    KjLuaGraph call;
    KjJobItem *items;
    uint32_t number; /* of the job that is read; it lies on top of the stack */
} Jobs;

/* Pushes a field of the job on top; its type. [-0, +1, m] */
static int push_field(const Jobs *jobs, const char *name)
{
    lua_pushstring(jobs->call.state, name);
    return lua_rawget(jobs->call.state, -2);
}

static _Noreturn void refuse_field(const Jobs *jobs, const char *name, const char *ja,
                                   const char *en)
{
    lua_State *state = jobs->call.state;
    const char *shown = kj_lua_graph_shown(state, -1);
    const char *wanted_ja =
        lua_pushfstring(state, "jobs[%%d].%%s には%sを書く（書かれているのは %%s）", ja);
    const char *wanted_en = lua_pushfstring(state, "jobs[%%d].%%s must be %s, not %%s", en);
    kj_lua_graph_refuse(&jobs->call, wanted_ja, wanted_en, (int)jobs->number + 1, name, shown);
}

/* Whether a whole number of the range lies on top. [-0, +0, -] */
static bool whole_on_top(lua_State *state, lua_Integer least, lua_Integer most, lua_Integer *value)
{
    int whole;
    *value = lua_tointegerx(state, -1, &whole);
    return whole && lua_type(state, -1) == LUA_TNUMBER && *value >= least && *value <= most;
}

static int64_t read_takes(const Jobs *jobs)
{
    lua_Integer takes = -1;
    if (push_field(jobs, "takes") != LUA_TNIL &&
        !whole_on_top(jobs->call.state, 0, MAX_TAKES, &takes))
        refuse_field(jobs, "takes", "0以上の整数の秒数（分からなければ nil）",
                     "whole seconds from 0 on (nil if unknown)");
    lua_pop(jobs->call.state, 1);
    return takes;
}

static int32_t read_rank(const Jobs *jobs)
{
    lua_Integer rank = 0;
    if (push_field(jobs, "rank") != LUA_TNIL &&
        !whole_on_top(jobs->call.state, INT32_MIN, INT32_MAX, &rank))
        refuse_field(jobs, "rank", "整数", "a whole number");
    lua_pop(jobs->call.state, 1);
    return (int32_t)rank;
}

static bool read_crew(const Jobs *jobs)
{
    int type = push_field(jobs, "crew");
    if (type != LUA_TNIL && type != LUA_TBOOLEAN)
        refuse_field(jobs, "crew", "true か false ", "true or false");
    bool crew = type == LUA_TNIL || lua_toboolean(jobs->call.state, -1);
    lua_pop(jobs->call.state, 1);
    return crew;
}

static void read_needs(Jobs *jobs, KjLuaNumbers *edges)
{
    lua_State *state = jobs->call.state;
    if (push_field(jobs, "needs") != LUA_TNIL) {
        char name[40];
        snprintf(name, sizeof name, "jobs[%u].needs", (unsigned)jobs->number + 1);
        kj_lua_graph_append(&jobs->call, lua_gettop(state), name, edges);
    }
    lua_pop(state, 1);
}

/* The keys of all jobs become nodes; they go into the table on top. [-0, +0, e] */
static void read_keys(Jobs *jobs)
{
    lua_State *state = jobs->call.state;
    size_t count = lua_rawlen(state, 1);
    kj_lua_graph_check_count(&jobs->call, count, CHARGE_JOB);
    jobs->call.nodes = lua_gettop(state);
    for (size_t i = 1; i <= count; i++) {
        if (lua_rawgeti(state, 1, (lua_Integer)i) != LUA_TTABLE)
            kj_lua_graph_refuse(
                &jobs->call, "jobs[%d] には表 { key = …, takes = … } を書く（書かれているのは %s）",
                "jobs[%d] must be a table { key = …, takes = … }, not %s", (int)i,
                kj_lua_graph_shown(state, -1));
        push_field(jobs, "key");
        lua_pushvalue(state, -1);
        kj_lua_graph_add_node(&jobs->call, "jobs[%d].key");
        lua_rawseti(state, jobs->call.nodes, (lua_Integer)i);
        lua_pop(state, 1);
    }
}

static KjGraph read_jobs(Jobs *jobs)
{
    lua_State *state = jobs->call.state;
    uint32_t count = jobs->call.count;
    uint32_t *start = kj_arena_array(jobs->call.arena, (size_t)count + 1, sizeof *start);
    KjLuaNumbers edges = {0};
    jobs->items = kj_arena_array(jobs->call.arena, count, sizeof *jobs->items);
    for (jobs->number = 0; jobs->number < count; start[++jobs->number] = (uint32_t)edges.count) {
        lua_rawgeti(state, 1, (lua_Integer)jobs->number + 1);
        jobs->items[jobs->number] = (KjJobItem){read_takes(jobs), read_rank(jobs), read_crew(jobs)};
        read_needs(jobs, &edges);
        lua_pop(state, 1);
    }
    return (KjGraph){count, start, edges.items};
}

/* { begins =, ends =, after = } [-0, +1, m] */
static void push_slot(const Jobs *jobs, const KjSlot *slot)
{
    lua_State *state = jobs->call.state;
    lua_createtable(state, 0, 3);
    lua_pushinteger(state, slot->begins);
    lua_setfield(state, -2, "begins");
    lua_pushinteger(state, slot->ends);
    lua_setfield(state, -2, "ends");
    if (slot->after == KJ_NO_NODE)
        return;
    kj_lua_graph_push(&jobs->call, slot->after);
    lua_setfield(state, -2, "after");
}

static uint32_t read_crews(const KjLuaGraph *call)
{
    lua_Integer crews = 0;
    lua_pushvalue(call->state, 2);
    if (!lua_isnil(call->state, -1) && !whole_on_top(call->state, 1, INT32_MAX, &crews))
        kj_lua_graph_refuse(
            call, "crews には1以上の整数か、いくつでもよければ nil を渡す（渡されたのは %s）",
            "crews must be a whole number from 1 on, or nil for as many as needed, "
            "not %s",
            kj_lua_graph_shown(call->state, -1));
    lua_pop(call->state, 1);
    return (uint32_t)crews;
}

/* graph.schedule(jobs, crews) → { [key] = { begins =, ends =, after = } } */
int kj_lua_schedule(lua_State *state)
{
    Jobs jobs = {.call = kj_lua_graph_begin(state, "schedule", 2)};
    uint32_t crews = read_crews(&jobs.call);
    if (!lua_istable(state, 1))
        kj_lua_graph_refuse(&jobs.call, "jobs には作業の配列を渡す（渡されたのは %s）",
                            "jobs must be an array of jobs, not %s", kj_lua_graph_shown(state, 1));
    lua_newtable(state);
    read_keys(&jobs);
    KjGraph graph = read_jobs(&jobs);
    KjSlot *slots = kj_arena_array(jobs.call.arena, jobs.call.count, sizeof *slots);
    kj_graph_schedule(&graph, jobs.items, crews, jobs.call.arena, slots);
    lua_newtable(state);
    for (uint32_t n = 0; n < jobs.call.count; n++) {
        if (slots[n].begins < 0)
            continue;
        kj_lua_graph_push(&jobs.call, n);
        push_slot(&jobs, &slots[n]);
        lua_rawset(state, -3);
    }
    return 1;
}
