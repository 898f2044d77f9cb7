/* What the benches of judging and of reading share: flat records, 3 % of their facts missing, and 20
 * threshold rules over them. Five types take turns over the fields; every rule has its own field. */
#ifndef KJ_TESTS_BENCH_FLAT_H
#define KJ_TESTS_BENCH_FLAT_H

#include "engine/base/buf.h"
#include "engine/lua/lua_state.h"
#include "engine/rules/registry.h"

#define FLAT_RECORDS 100000
#define FLAT_RULES 20

extern const char *const flat_relations[]; /* the rules take turns over these four */

void flat_data(KjBuf *out); /* as YAML; each call draws other records */
/* The pack, loaded through stdlib; lua: its rules as Lua functions, not as conditions. */
KjRegistry *flat_load(bool lua, KjArena *arena, KjLua **state);

double bench_now(void); /* seconds of processor time: the machine may be shared */
_Noreturn void bench_stop(const char *what, const char *why);

#endif
