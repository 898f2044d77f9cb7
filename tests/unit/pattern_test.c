/* Lua's patterns as packs have them: what the library's own matcher gives, and every step charged. */
#include "engine/lua/lua_state.h"
#include "tests/unit/check.h"

#include <string.h>

/* Random patterns over few letters, matched by both; both may fail, with the same message. */
static const char compare[] =
    "local compare = {}\n"
    "local seed = 20261120\n"
    "local function random(n) seed = (seed * 1103515245 + 12345) % 2147483648; return seed // "
    "65536 % n + 1 end\n"
    "local function pick(list) return list[random(#list)] end\n"
    "local LETTERS = { 'a', 'b', '1', ']', '-', ' ', '%', 'あ' }\n"
    "local ITEMS = { 'a', 'b', '.', '%a', '%d', '%W', '[ab]', '[^a]', '[a-b1]', '[]a]', '[%w-]', "
    "'%b()', '%bab',\n"
    "  '%f[%w]', '()', '(', ')', '%1', '%2', '^', '$', '%', '[', '[a', '%f', '%ba', '-', '%%' }\n"
    "local QUANTIFIERS = { '', '', '*', '+', '-', '?' }\n"
    "local function text(most)\n"
    "  local parts = {}\n"
    "  for i = 1, random(most) - 1 do parts[i] = pick(LETTERS) end\n"
    "  return table.concat(parts)\n"
    "end\n"
    "local function source()\n"
    "  local parts = {}\n"
    "  for i = 1, random(7) do parts[i] = pick(ITEMS) .. pick(QUANTIFIERS) end\n"
    "  return table.concat(parts)\n"
    "end\n"
    "local function show(ok, ...)\n"
    "  if not ok then return 'error: ' .. string.gsub((...), '^.-:%d+: ', '') end\n"
    "  local parts = {}\n"
    "  for i = 1, select('#', ...) do parts[i] = tostring((select(i, ...))) end\n"
    "  return table.concat(parts, '|')\n"
    "end\n"
    "local function own_find(t, p, from)\n"
    "  local function result(first, behind, ...)\n"
    "    if not first then return nil end\n"
    "    return first, behind - 1, ...\n"
    "  end\n"
    "  return result(kijun.pattern(t, p, from, 0, false))\n"
    "end\n"
    "local function find(t, p, from)\n"
    "  if not string.find(p, '[%^%$%*%+%?%.%(%[%%%-]') then p = string.gsub(p, '%)', '%%)') end\n"
    "  return string.find(t, p, from)\n"
    "end\n"
    "local function same(what, t, p, mine, theirs)\n"
    "  if mine == theirs then return end\n"
    "  error(('%s %q %q gives %s, not %s'):format(what, t, p, mine, theirs), 0)\n"
    "end\n"
    "function compare.run(argument)\n"
    "  local failed = 0\n"
    "  for i = 1, argument.count do\n"
    "    local t, p, from = text(14), source(), random(4)\n"
    "    if from <= #t + 1 then\n"
    "      if string.find(p, '[%^%$%*%+%?%.%(%[%%%-]') then\n"
    "        local mine = show(pcall(own_find, t, p, from))\n"
    "        same('find', t, p, mine, show(pcall(find, t, p, from)))\n"
    "        if string.find(mine, '^error') then failed = failed + 1 end\n"
    "      end\n"
    "      local r = pick { '', 'x', '<%0>', '[%1]', '%2', '%%', '%', 'あ%1' }\n"
    "      same('gsub ' .. r, t, p, show(pcall(kijun.substitute, t, p, r, 20, 'long')),\n"
    "        show(pcall(string.gsub, t, p, r, 20)))\n"
    "    end\n"
    "  end\n"
    "  return { failed = failed }\n"
    "end\n"
    "function compare.deep()\n"
    "  local ok, why = pcall(kijun.pattern, string.rep('a', 300), string.rep('a?', 300), 1, 0, "
    "false)\n"
    "  return { why = ok and 'ok' or why }\n"
    "end\n"
    "return compare\n";

static KjLua *begin(void)
{
    static const KjLuaSource source = {
        .name = "compare.lua", .text = compare, .len = sizeof compare - 1};
    KjLuaLimits limits = {0};
    KjError error;
    KjLua *lua = kj_lua_new(&limits, &error);
    CHECK(lua && kj_lua_stdlib(lua, &source, 1, &error));
    return lua;
}

TEST(matches_what_the_library_matches)
{
    KjLua *lua = begin();
    KjArena *arena = kj_arena_new();
    KjTree argument = kj_tree_map(arena);
    KjValue result;
    KjError error = {0};
    kj_tree_set(&argument, "count", kj_value_int(30000));
    bool good = kj_lua_call(lua, "compare", "run", &argument.value, arena, &result, &error);
    CHECK_STR(error.message, "");
    CHECK(good && kj_map_int(&result, "failed", 0) > 1000);
    kj_arena_free(arena);
    kj_lua_free(lua);
}

TEST(too_deep_a_pattern_is_refused)
{
    KjLua *lua = begin();
    KjArena *arena = kj_arena_new();
    KjTree argument = kj_tree_map(arena);
    KjValue result;
    KjError error = {0};
    CHECK(kj_lua_call(lua, "compare", "deep", &argument.value, arena, &result, &error));
    CHECK(strstr(kj_map_text(&result, "why").data, "pattern too complex"));
    kj_arena_free(arena);
    kj_lua_free(lua);
}

int main(void)
{
    return RUN(matches_what_the_library_matches, too_deep_a_pattern_is_refused);
}
