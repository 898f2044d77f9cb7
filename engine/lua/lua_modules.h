/* stdlib as it is built into the program: its modules, compiled by engine/lua/embed.lua. Parsing
 * their text took a quarter of the time in which packs are loaded. */
#ifndef KJ_LUA_LUA_MODULES_H
#define KJ_LUA_LUA_MODULES_H

#include "engine/lua/lua_state.h"

extern const KjLuaSource kj_lua_modules[];
extern const size_t kj_lua_module_count;
extern const char kj_lua_modules_hash[]; /* FNV-1a over all of it: which stdlib this is */

#endif
