/* The program's own files: stdlib/ and rules/.
 *
 * They are found from where the program lies: the source tree around build/kijun (up to three
 * folders above it), or ../share/kijun of an installed one. */
#ifndef KJ_CLI_HOME_H
#define KJ_CLI_HOME_H

#include "engine/lua/lua_state.h"

const char *kj_home_find(KjArena *arena); /* the folder that holds both; NULL: not found */
/* packs.kj, what is kept of the shipped packs (engine/eval/kept.h): beside the program where it was
 * built, or beside the rules where it is installed. Empty if there is none. */
KjText kj_home_kept(const char *home, KjArena *arena);
/* One Lua file; false with a message. name and what is read live as long as the arena. */
bool kj_home_source(const char *path, const char *shown, const char *name, KjArena *arena,
                    KjDiags *diags, KjLuaSource *source);
/* All of stdlib, with the folders below: "loader.lua", "condition/grammar.lua". */
void kj_home_stdlib(const char *home, KjArena *arena, KjDiags *diags, KjLuaSource **sources,
                    size_t *count);

#endif
