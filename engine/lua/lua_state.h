/* The Lua side: the only folder that includes Lua's headers. It offers plain C functions.
 *
 * One KjLua holds one Lua state with stdlib loaded into it under full Lua, and the packs' functions
 * in environments that stdlib/sandbox builds. Only worker processes make one.
 * Bounds: every call into pack code runs under an instruction budget (a count hook) and the state
 * under a memory limit; exceeding one is an error that pack code cannot catch. */
#ifndef KJ_LUA_LUA_STATE_H
#define KJ_LUA_LUA_STATE_H

#include "engine/model/dataset.h"
#include "engine/model/run.h"
#include "engine/model/trace.h"

typedef struct KjLua KjLua;

typedef struct KjLuaSource {
    const char *name; /* "loader.lua": module "loader" */
    const char *text;
    size_t len;
} KjLuaSource;

typedef struct KjLuaLimits {
    size_t memory;               /* bytes for the whole state; 0: 512 MiB */
    uint64_t load_instructions;  /* for loading one pack file; 0: 50 million */
    uint64_t check_instructions; /* for one call of a check or derivation; 0: 10 million */
} KjLuaLimits;

/* What a derivation over an organisation may use besides, for every record of the organisation. */
#define KJ_LUA_RECORD_INSTRUCTIONS 5000
/* What a long answer of a graph function adds for going over it: for every element, of the longest
 * answer of a call. */
#define KJ_LUA_ELEMENT_INSTRUCTIONS 30

KjLua *kj_lua_new(const KjLuaLimits *limits, KjError *error);
void kj_lua_free(KjLua *lua);
/* Makes stdlib's modules known, loaded on require: those given, or with NULL those that are built
 * into the program (lua_modules.h). They are borrowed as long as the state lives. */
bool kj_lua_stdlib(KjLua *lua, const KjLuaSource *modules, size_t count, KjError *error);

/* Calls FUNCTION of MODULE with one argument (a tree of values) and gets one value back, copied
 * into the arena. Errors of Lua become error (KJ_EXIT_SYSTEM). Function values in the result are
 * handles: they are kept in the state and can be given to the calls below. A table with an element 1,
 * and an empty one, comes back as a list, any other as a map; { ["#type"] = "duration", value = 60 }
 * as a value of that type (stdlib/typed.lua). */
bool kj_lua_call(KjLua *lua, const char *module, const char *function, const KjValue *argument,
                 KjArena *arena, KjValue *result, KjError *error);

/* Functions that stdlib/resume.lua offers are taken up when they are first called. One that cannot be
 * had is none, and this says why: what was judged then is worth nothing. NULL: all is well. */
const char *kj_lua_unfit(const KjLua *lua);
/* Takes up a function before it is called. False: there is none. */
bool kj_lua_take_up(KjLua *lua, int64_t function);

/* ---- judging ---- */
/* A cell of a derived field whose column is not ready, to the function that runs now. */
typedef enum { KJ_NOT_LISTED, KJ_PENDING, KJ_RESOLVED } KjResolution;

/* What pack functions see while judging. The dataset's derived columns may grow while bound. */
typedef struct KjLuaWorld {
    const KjDataset *dataset;
    int32_t today;
    int32_t zone;
    KjTrace *trace; /* reads are added; may be NULL */
    /* Value of parameter NAME ("crews" or "pack/crews") for an organisation; -1 if unknown, else
     * its number. pack: who asks. */
    int32_t (*param)(void *ctx, int32_t pack, KjText name, uint32_t org, KjValue *value);
    /* NULL: no such cell can be read. */
    KjResolution (*resolution)(void *ctx, int32_t kind, int32_t field, int32_t row);
    /* What the function that runs now for an organisation was told of the as-of day stays true before
     * that day. NULL: nobody asks. */
    void (*until)(void *ctx, uint32_t org, int32_t day);
    void *ctx;
} KjLuaWorld;
/* NULL: no judging now; to be said before the dataset's schema is freed. */
void kj_lua_bind(KjLua *lua, const KjLuaWorld *world);

typedef struct KjOutcome {
    KjVerdict verdict;
    KjLabel message; /* what the check said, or the error's text with file:line; may be empty */
    KjRead missing;  /* unknown because this fact was read and is not there; kind -1: none */
    KjValue details; /* fields given to fail{…}: a map, references as KJ_REF; KJ_NONE if none */
    uint32_t trace_from, trace_to; /* its reads in world->trace */
} KjOutcome;

/* Calls check function number `function` for rows first … first + count - 1 of a kind (rows given:
 * for those), one outcome each. A call that raises or exceeds its budget gives KJ_FAULT for its
 * record and the next is judged. Details and messages live in the arena. */
void kj_lua_check(KjLua *lua, int64_t function, int32_t kind, const int32_t *rows, uint32_t first,
                  uint32_t count, KjArena *arena, KjOutcome *outcomes);

/* Calls a derivation for one record: its value, typed as the field (numbers for durations and dates
 * are seconds and days; records for references; nil is missing). False with error if it raised or
 * returned something else. A read of a missing fact gives KJ_NONE and *missing. A read of a cell that
 * is pending (see KjLuaWorld) gives KJ_NONE, *pending and the cell in *missing: once it is resolved,
 * the derivation is to be called again. */
bool kj_lua_derive(KjLua *lua, int64_t function, const KjField *field, KjRef record, KjArena *arena,
                   KjValue *value, KjRead *missing, bool *pending, KjError *error);
/* Calls a derivation over an organisation: the function gets the list of its records of the kind
 * (in id order; for derived kinds: the organisation's own record) and returns
 *  - for fields: a table { [record] = value } or, for several fields, { [record] = { field = value }}
 *  - for records of a derived kind: a list of tables { id =, field = … }.
 * Its budget grows by KJ_LUA_RECORD_INSTRUCTIONS for every record that was given for the organisation
 * and, for fields of a derived kind, for every record of that kind.
 * result: list of maps { record = KJ_REF, FIELD = value … } or { id =, FIELD = value … }. */
bool kj_lua_derive_all(KjLua *lua, int64_t function, const KjKind *kind, const int32_t *fields,
                       size_t field_count, bool records, uint32_t org, KjArena *arena,
                       KjValue *result, KjError *error);

#endif
