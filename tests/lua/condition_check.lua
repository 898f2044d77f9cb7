-- What the tests of conditions share: compiling against the small schema, writing the nodes as one
-- line, and checking them as engine/rules/expr.c does.

local condition = require "condition"
local schema = require "condition_schema"
local test = require "check"

local help = { schema = schema }

local params = {
  bands = { index = 0, shape = "bands", type = "duration", value = { { label = "S" }, { label = "A" } } },
  crews = { index = 1, shape = "scalar", type = "int" },
  kinds = { index = 2, shape = "list", type = "text" },
  levels = { index = 3, shape = "table", type = "int", keys = 2 },
  share = { index = 4, shape = "scalar", type = "percent" },
  numbers = { index = 5, shape = "list", type = "number" },
  limit = { index = 6, shape = "scalar", type = "money", unit = "JPY" },
  ["it-continuity/crews"] = { index = 7, shape = "scalar", type = "int" },
}

function help.find_param(name)
  if params[name] then return params[name] end
  return nil, { ja = ("基準値「%s」は知られていない"):format(name), en = ("unknown parameter '%s'"):format(name) }
end

-- kind: a name, nil for "system", false for none
function help.compile(text, kind, more)
  local options = {
    text = text, file = "rules.lua", line = 7, schema = schema, param = help.find_param,
    kind = kind ~= false and schema.by_name[kind or "system"] or nil,
  }
  for key, value in pairs(more or {}) do options[key] = value end
  return condition.compile(options)
end

-- ---- the nodes as one line ----

local function kind_name(index) return schema.kinds[index + 1].name end

local function show_value(value)
  if type(value) ~= "table" then return type(value) == "string" and "'" .. value .. "'" or tostring(value) end
  if value["#type"] then return value["#type"] .. ":" .. tostring(value.value) end
  local parts = {}
  for i, one in ipairs(value) do parts[i] = show_value(one) end
  return "[" .. table.concat(parts, " ") .. "]"
end

-- op → how many of its arguments are not nodes
local plain = { const = 1, param = 1, field = 2, items = 2, backward = 1, records = 1, agg = 1 }

local function show_plain(node)
  local op = node[1]
  if op == "const" then return show_value(node[5]) end
  if op == "param" then return "$" .. node[5] end
  if op == "field" or op == "items" then
    local field = schema.kinds[node[5] + 1].fields[node[6] + 1]
    return (op == "items" and "*" or "") .. kind_name(node[5]) .. "." .. (field and field.name or "id")
  end
  if op == "backward" then return "<" .. schema.inverses[node[5] + 1].name end
  if op == "records" then return "all " .. kind_name(node[5]) end
  return nil
end

-- The node numbers among a node's arguments, in order.
local function children(node)
  local op, last, list = node[1], #node, {}
  if node[2] == "list" then last = last - 2 end
  if op == "cast" or op == "band" then return { node[5] } end
  local first = op == "lookup" and 6 or 5 + (plain[op] or 0)
  for i = first, last do
    if node[i] ~= -1 then list[#list + 1] = node[i] end
  end
  return list
end

local function show_node(nodes, n)
  local node = nodes[n + 1]
  local simple = show_plain(node)
  if simple then return simple end
  local parts = {}
  for i, child in ipairs(children(node)) do parts[i] = show_node(nodes, child) end
  local name = node[1] == "agg" and node[5] or node[1]
  if node[1] == "cast" then parts[2] = kind_name(node[6]) end
  if node[1] == "band" then parts[2] = "$" .. node[6] end
  if node[1] == "lookup" then table.insert(parts, 1, "$" .. node[5]) end
  return #parts == 0 and name or name .. "(" .. table.concat(parts, ", ") .. ")"
end

-- ---- what the engine insists on ----

function help.verify(document)
  local used = {}
  for i, node in ipairs(document.nodes) do
    local from, to = node[3], node[4]
    assert(math.type(from) == "integer" and 0 <= from and from <= to and to <= #document.text, "span")
    for _, child in ipairs(children(node)) do
      assert(math.type(child) == "integer" and child >= 0 and child < i - 1,
        "a child stands before its parent")
      assert(not used[child], "a child has one parent")
      used[child] = true
    end
    if node[2] == "list" then
      local kind = node[#node - 1]
      assert(math.type(kind) == "integer" and kind >= -1 and kind < #schema.kinds, "element kind")
      assert(type(node[#node]) == "string", "element type")
    end
  end
  for i = 1, #document.nodes - 1 do assert(used[i - 1], "every node is used") end
end

-- ---- checks ----

-- The condition compiles to these nodes. Returns the document.
function help.gives(text, expected, kind, more)
  local document, wrong = help.compile(text, kind, more)
  if not document then test.equal(wrong.en, nil, text) end
  help.verify(document)
  test.equal(show_node(document.nodes, #document.nodes - 1), expected, text)
  return document
end

function help.has_type(text, expected, kind)
  local document, wrong = help.compile(text, kind)
  if not document then test.equal(wrong.en, nil, text) end
  help.verify(document)
  test.equal(document.type, expected, text)
end

-- The condition is refused: the messages hold these texts (plain), the span is this part of it.
function help.refused(text, en, ja, part, kind, more)
  local document, wrong = help.compile(text, kind, more)
  test.ok(document == nil, text .. ": compiles")
  test.ok(wrong.en:find(en, 1, true), ("%s\n  is       %s\n  expected %s"):format(text, wrong.en, en))
  if ja then test.ok(wrong.ja:find(ja, 1, true), ("%s\n  is       %s\n  expected %s"):format(text, wrong.ja,
    ja)) end
  if part then test.equal(text:sub(wrong.from + 1, wrong.to), part, text) end
  test.ok(wrong.from <= wrong.to and wrong.to <= #text, text .. ": span")
end

return help
