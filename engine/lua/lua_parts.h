/* Shared between the files of engine/lua; not for other folders.
 *
 *   lua_state.c    the state, stdlib's modules, calling into them
 *   lua_alloc.c    its memory
 *   lua_values.c   KjValue ↔ Lua
 *   lua_budget.c   instruction budgets
 *   lua_chunk.c    running pack chunks
 *   lua_helpers.c  what stdlib asks of C: parse, nearest, …
 *   lua_records.c  records as packs see them
 *   lua_slots.c    what names on records mean
 *   lua_cells.c    from cells to Lua values
 *   lua_trace.c    what has been read, without repetitions once it is much
 *   lua_walk.c     following references by name
 *   lua_run.c      the run interface besides records
 *   lua_graph.c    graph.levels and its relatives: reading arguments, pushing answers
 *   lua_graph_read.c, lua_schedule.c  its parts
 *   lua_check.c    calling checks;   lua_derive.c  calling derivations
 *   lua_guard.c    nothing that a call changes outlives it
 *   lua_reach.c    what could be changed: all that a function reaches
 *
 * Stack effects are given as in Lua's manual: [-popped, +pushed, raises]. A userdata that packs can
 * get hold of always begins with a KjHandle; packs cannot make one or reach a metatable, so what
 * comes back as a userdata is one of ours. */
#ifndef KJ_LUA_LUA_PARTS_H
#define KJ_LUA_LUA_PARTS_H

#include "engine/lua/lua_state.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

typedef enum { KJ_HANDLE_RECORD, KJ_HANDLE_GROUP, KJ_HANDLE_PARAMS, KJ_HANDLE_VERDICT } KjHandle;

typedef struct KjProxy { /* a record, a group of it; params: kind is the asking pack */
    KjHandle handle;
    uint32_t generation;      /* of the dataset that was bound when it was made */
    int32_t kind, row, group; /* group: index of the group's field, -1 for the record */
} KjProxy;

typedef struct KjVerdictHandle { /* user value 1: its particulars, a table or nil */
    KjHandle handle;
    KjVerdict verdict;
} KjVerdictHandle;

/* What a name on a record means; how it stands in a kind's table of slots: op << 32 | number. */
typedef enum {
    KJ_SLOT_BOOL, /* fields, by how their cells become Lua values */
    KJ_SLOT_WHOLE,
    KJ_SLOT_REAL,
    KJ_SLOT_TEXT,
    KJ_SLOT_MONEY,
    KJ_SLOT_REF,
    KJ_SLOT_ANY, /* reference to any kind */
    KJ_SLOT_GROUP,
    KJ_SLOT_LIST,
    KJ_SLOT_ROWS, /* list of groups */
    KJ_SLOT_BACK, /* number: inverse */
    KJ_SLOT_ALL,  /* number: kind; on the organisation's record */
    KJ_SLOT_ID,
    KJ_SLOT_KIND,
    KJ_SLOT_ORG
} KjSlotOp;
#define KJ_SLOT(op, number) ((lua_Integer)(op) << 32 | (uint32_t)(number))
#define KJ_SLOT_OP(slot) ((KjSlotOp)((slot) >> 32))
#define KJ_SLOT_NUMBER(slot) ((int32_t)(slot))

#define KJ_LUA_READS 65536 /* of one call, until repetitions are taken out */

#define KJ_LUA_CLASSES 32
typedef struct KjLuaPool {
    void *free[KJ_LUA_CLASSES]; /* blocks given back, by class */
    char *at, *end;             /* what is left of the newest chunk */
    void *chunks;
} KjLuaPool;

/* A local that outlives calls: an upvalue. Places are those in the guard's `kept`. */
typedef struct KjLocal {
    int function, upvalue; /* of one of those that share it */
    int value;             /* what it was */
    const char *name;      /* lives with the function */
} KjLocal;

typedef struct
    KjHeld { /* a table that is reached through such a local; its copy stands behind it */
    int table;
    size_t count, length;
    const char *name; /* of the local */
} KjHeld;

typedef struct KjGuard { /* what a function of a pack reaches */
    KjLocal *locals;
    KjHeld *tables;
    int *functions; /* places of those looked into */
    size_t local_count, local_capacity, table_count, table_capacity;
    size_t function_count, function_capacity;
    int kept; /* registry reference: functions, values, tables and copies; 0: none yet */
    int kept_count;
    bool made;
    char *refused; /* why there can be none, or NULL */
} KjGuard;

typedef enum { KJ_SHORT_MEMORY, KJ_SHORT_TEXT } KjShortage; /* why a block was refused */

struct KjLua {
    lua_State *state;
    KjLuaPool pool;
    KjWatch *watch;    /* or NULL */
    size_t trace_from; /* where the reads of the running call begin */
    KjLuaLimits limits;
    size_t used;   /* bytes */
    size_t room;   /* up to where it may grow before it is collected while judging */
    bool collects; /* that has begun */
    KjLuaWorld world;
    bool bound;
    bool armed;             /* a budget counts: */
    int slice;              /* instructions after which its hook is called next */
    uint64_t granted;       /* what long answers have added to it */
    uint64_t left;          /* instructions from the beginning of this slice on */
    int exempt;             /* the engine makes what it keeps: nothing is charged */
    int refusals;           /* blocks that were refused since the budget was armed */
    KjShortage shortage;    /* why the last of them was */
    char short_at[96];      /* "pack/file.lua:12: ", where that was, or empty */
    size_t trace_compact;   /* how many more it takes until repetitions are taken out */
    uint32_t generation;    /* grows with every bind, so that records kept by a pack are refused */
    const KjSchema *schema; /* that slots and metatables were made from */
    uint32_t org;           /* whose parameters are read now */
    KjRead missing;         /* the fact whose absence raised the sentinel */
    KjArena *arena;         /* scratch of helpers */
    int functions;          /* registry references: table of functions by handle, … */
    int modules;            /* … name → KjLuaSource, … */
    int records;            /* … kind + 1 → { row + 1 → proxy }, … */
    int slots;              /* … kind + 1 → { name → slot }, … */
    int metatables;         /* … kind + 1 → metatable of its records, … */
    int shared;             /* … handle → metatable of groups, params, verdicts, … */
    int texts;              /* … atom → string */
    int loaded;             /* … set of the names and environments of chunks of packs, … */
    int ours;               /* … set of the run interface's functions, … */
    int copies;             /* … table that outlives calls → copy */
    bool ours_known;        /* `ours` is made of all that is loaded */
    bool names_env;         /* some chunk of a pack has the name _ENV in it */
    lua_Integer function_count;
    bool takes_up;    /* functions that are not in the table are there when asked for */
    KjGuard **guards; /* by handle */
    size_t guard_count, guard_capacity;
    char *unfit;              /* why a function could not be taken up, or NULL */
    const KjGuard *unsettled; /* what it guards could not be put back: out of memory */
};

KjLua *kj_lua_of(lua_State *state); /* [-0, +0, -] */
void *kj_lua_alloc(void *ctx, void *old, size_t old_size,
                   size_t size); /* a lua_Alloc; ctx: KjLua */
void kj_lua_pool_clear(KjLuaPool *pool);

/* ---- values ---- */
/* Pushes a value; KJ_REF becomes a record if a dataset is bound. [-0, +1, m] */
void kj_lua_push(KjLua *lua, const KjValue *value);
/* The value at an index, into the arena; raises on what cannot be one. [-0, +0, e] */
/* bounded: by KJ_LUA_DETAIL_…; no text is unprintable. [-0, +0, e] */
KjValue kj_lua_value(KjLua *lua, int index, KjArena *arena);
KjValue kj_lua_document(KjLua *lua, int index, KjArena *arena); /* the same, for large trees */
/* The value at an index as one of the field's type. False: *why says what it is instead (text of
 * the arena). nil is KJ_NONE. [-0, +0, m] */
bool kj_lua_typed(KjLua *lua, int index, const KjField *field, KjArena *arena, KjValue *value,
                  const char **why);
KjText kj_lua_text(lua_State *state, int index, KjArena *arena); /* a string, copied */
/* The same for what pack code says: characters that cannot be printed are replaced. */
KjText kj_lua_printable(lua_State *state, int index, KjArena *arena);
/* A text that a pack says, to be shown: without what has no width, too. [-0, +0, -] */
KjText kj_lua_visible(lua_State *state, int index, KjArena *arena);
void kj_lua_open_values(lua_State *state); /* adds take_functions to the table on top [-0, +0, m] */

/* Begins to collect what is not used any more, once there is much of it. [-0, +0, -] */
void kj_lua_relieve(KjLua *lua);

/* ---- budgets ---- */
void kj_lua_arm(lua_State *state, uint64_t instructions);
void kj_lua_disarm(lua_State *state);
/* What is left of the budget, but for the running slice; very much if there is none. [-0, +0, -] */
uint64_t kj_lua_left(lua_State *state);
/* Takes work done in C off the budget; raises if it is used up. [-0, +0, v] */
void kj_lua_charge(lua_State *state, uint64_t instructions);
/* Adds what going over an answer of so many elements takes, unless a longer one has added it already:
 * so that calls in a loop come to their end. [-0, +0, -] */
void kj_lua_grant(lua_State *state, uint64_t elements);
/* The same as kj_lua_charge, but what is over ends the next instruction: for the allocator. [-0, +0, -] */
void kj_lua_charge_quietly(KjLua *lua, uint64_t instructions);
/* Puts the innermost place in pack code into short_at. [-0, +0, -] */
void kj_lua_remember_place(KjLua *lua);
/* If the error text on top is Lua's for a lack of memory, puts one in its place that says where and what
 * was too much. [-1, +1, m] */
void kj_lua_explain_shortage(KjLua *lua);
/* Raises an error that is placed in pack code, whichever function of stdlib called. [-0, +0, v] */
_Noreturn void kj_lua_raise(lua_State *state, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void kj_lua_open_pattern(lua_State *state); /* adds pattern [-0, +0, m] */
void kj_lua_open_budget(lua_State *state);  /* adds here, charge to the table on top [-0, +0, m] */
void kj_lua_open_chunk(lua_State *state);   /* adds run_chunk, load_chunk [-0, +0, m] */
void kj_lua_open_helpers(lua_State *state); /* adds parse, nearest, … [-0, +0, m] */
void kj_lua_open_keys(lua_State *state);    /* adds keys [-0, +0, m] */

/* ---- records ---- */
void kj_lua_open_records(lua_State *state); /* adds field, before [-0, +0, m] */
void kj_lua_open_run(lua_State *state);     /* adds today, param, verdicts, … [-0, +0, m] */
void kj_lua_open_graph(lua_State *state);   /* adds graph, a table of functions [-0, +0, m] */
/* Forgets the records of the dataset that was bound. [-0, +0, m] */
void kj_lua_forget_records(KjLua *lua);
/* Pushes the records of a kind, { row + 1 → proxy }, those made so far. [-0, +1, m] */
void kj_lua_push_records(KjLua *lua, int32_t kind);
/* Pushes a record; the table of its kind's records lies at an index. [-0, +1, m] */
void kj_lua_push_record_from(KjLua *lua, int records, int32_t kind, int32_t row);
void kj_lua_push_record(KjLua *lua, int32_t kind, int32_t row); /* [-0, +1, m] */
void kj_lua_push_group(KjLua *lua, int32_t kind, int32_t row, int32_t group);
/* Pushes what a slot of a record holds; false and nothing pushed if it is missing (lua->missing says
 * what). Raises if a derived field is not there yet. [-0, +0|1, e] */
bool kj_lua_push_slot(KjLua *lua, int32_t kind, int32_t row, lua_Integer slot);
/* Pushes one cell of a scalar column, or an element of a list. [-0, +1, m] */
void kj_lua_push_cell(KjLua *lua, const KjField *field, const KjColumn *column, uint32_t at);
/* Ends the running check as unknown, because of lua->missing. */
_Noreturn void kj_lua_raise_missing(lua_State *state);
bool kj_lua_is_missing(lua_State *state, int index); /* whether an error value says so */
/* Ends the running derivation: lua->missing is to be resolved first. */
_Noreturn void kj_lua_raise_pending(lua_State *state);
bool kj_lua_is_pending(lua_State *state, int index);
/* The live proxy of a record at an argument; raises if it is none. [-0, +0, v] */
const KjProxy *kj_lua_check_record(lua_State *state, int argument);
void kj_lua_check_live(KjLua *lua, const KjProxy *proxy); /* raises if of other data */
/* "system 'mail'", in the arena of helpers */
const char *kj_lua_record_name(KjLua *lua, int32_t kind, int32_t row);

/* ---- slots: what names on records mean ---- */
void kj_lua_push_slots(KjLua *lua, int32_t kind); /* { name → slot } [-0, +1, m] */
/* The slot of the name on top of the stack; raises on an unknown one. [-1, +0, e] */
lua_Integer kj_lua_take_slot(KjLua *lua, int32_t kind);
_Noreturn void kj_lua_raise_unknown_name(KjLua *lua, int32_t kind, const char *name);

/* ---- parameters ---- */
/* Pushes a parameter; false and nothing pushed if it is missing. [-0, +0|1, e] */
bool kj_lua_push_param(KjLua *lua, int32_t pack, KjText name);

void kj_lua_compact_trace(KjLua *lua); /* takes repetitions out of what the call has read */

/* What the running call has read just now is not noted again; where a loop reads other facts in
 * between, repetitions are taken out once it is much. */
static inline void kj_lua_note(KjLua *lua, int32_t kind, int32_t row, int32_t field)
{
    KjTrace *trace = lua->world.trace;
    size_t count = trace ? trace->count : 0;
    size_t from = count > lua->trace_from + 4 ? count - 4 : lua->trace_from;
    for (; from < count; from++) {
        const KjRead *read = &trace->reads[from];
        if (read->row == row && read->field == field && read->kind == kind)
            return;
    }
    if (!trace)
        return;
    if (lua->armed && count > lua->trace_from && count - lua->trace_from >= lua->trace_compact)
        kj_lua_compact_trace(lua);
    kj_trace_add(trace, kind, row, field);
}

int kj_lua_links(lua_State *state); /* links(record, path), see lua_walk.c */

/* ---- judging ---- */
/* Pushes the function of a handle; false and nothing pushed if there is none. [-0, +0|1, -] */
bool kj_lua_push_function(KjLua *lua, int64_t function);
/* The guard of a handle, made before its first call; NULL if there is nothing to guard. [-0, +0, e] */
const KjGuard *kj_lua_guard(KjLua *lua, int64_t function);
/* After a call: puts back what it changed and names it; NULL if it changed nothing. [-0, +0, m] */
const char *kj_lua_put_back(KjLua *lua, const KjGuard *guard);
const char *kj_lua_settle(KjLua *lua, int64_t function); /* the same, protected [-0, +0, -] */
/* What is said to a function that changed the local of that name. [-0, +0, -] */
KjLabel kj_lua_change_told(KjLua *lua, int64_t function, const char *name, KjArena *arena);
void kj_lua_reach(KjLua *lua, KjGuard *guard); /* fills it for the function on top [-0, +0, e] */
void kj_lua_guards_free(KjLua *lua);
/* The text of an error value on top; pops it. [-1, +0, -] */
KjText kj_lua_error_text(KjLua *lua, KjArena *arena);

#endif
