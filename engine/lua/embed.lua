-- Compiles stdlib for the program: lua5.4 engine/lua/embed.lua FOLDER FILE… prints the C source of
-- kj_lua_modules (lua_modules.h). Names and lines stay in, so that messages are those of the text;
-- the same files give the same bytes.

local ROW = 32

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return text
end

local function rows(bytes)
  local list = {}
  for at = 1, #bytes, ROW do
    list[#list + 1] = table.concat({ bytes:byte(at, at + ROW - 1) }, ",") .. ","
  end
  return table.concat(list, "\n")
end

local FNV_PRIME, FNV_START = 0x100000001b3, 0xcbf29ce484222325 -- FNV-1a, 64 bit

local function add_to_hash(hash, bytes)
  for at = 1, #bytes do hash = (hash ~ bytes:byte(at)) * FNV_PRIME end
  return hash
end

local hash = FNV_START
local folder, entries = arg[1] .. "/", {}
print('#include "engine/lua/lua_modules.h"\n')
for i = 2, #arg do
  local name = assert(arg[i]:sub(1, #folder) == folder and arg[i]:sub(#folder + 1), arg[i])
  local chunk = ("@stdlib/%s.lua"):format((name:gsub("%.lua$", ""):gsub("/", ".")))
  local code = string.dump(assert(load(read(arg[i]), chunk, "t")))
  hash = add_to_hash(hash, name .. "\0" .. code)
  print(("static const unsigned char code_%d[] = {\n%s\n};"):format(i, rows(code)))
  entries[#entries + 1] = ('    {"%s", (const char *)code_%d, sizeof code_%d},'):format(name, i, i)
end
print(("\nconst KjLuaSource kj_lua_modules[] = {\n%s\n};"):format(table.concat(entries, "\n")))
print(("const size_t kj_lua_module_count = %d;"):format(#entries))
print(('const char kj_lua_modules_hash[] = "%016x";'):format(hash))
