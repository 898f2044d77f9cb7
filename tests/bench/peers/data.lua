-- The records and rules of tests/bench/conditions_bench.c, number for number, for other programs to judge:
--   lua5.4 data.lua FOLDER
-- writes items.csv (a line a record, 20 numbers, nothing where a fact is missing), rules.tsv (field,
-- relation, number) and both as programs of CLIPS and Prolog. Durations are seconds, dates days.

local folder = arg[1]
local RECORDS, RULES = 100000, 20
local RELATIONS, LIMITS = { "<=", ">=", "<", ">" }, { 500, 500, 30000, 50, 19904 }

local state = 88172645463325252
local function below(limit)
  state = state ~ (state << 13)
  state = state ~ (state >> 7)
  state = state ~ (state << 17)
  return ((state >> 32) & 0xFFFFFFFF) % limit
end

local function days(year, month, day) -- since 1970-01-01
  local y = month <= 2 and year - 1 or year
  local era, month_from_march = y // 400, (month + 9) % 12
  local of_era = (y - era * 400) * 365 + (y - era * 400) // 4 - (y - era * 400) // 100
  return era * 146097 + of_era + (153 * month_from_march + 2) // 5 + day - 1 - 719468
end

local function fact(field, value)
  local kind = field % 5
  if kind == 2 then return value * 60 end
  if kind == 3 then return value // 10 end
  if kind == 4 then return days(2020 + value % 9, 1 + value % 12, 1 + value % 28) end
  return value
end

local function open(name) return assert(io.open(folder .. "/" .. name, "w")) end

local rules = open "rules.tsv"
for r = 0, RULES - 1 do
  rules:write(("f%d\t%s\t%d\n"):format(r, RELATIONS[r % 4 + 1], LIMITS[r % 5 + 1]))
end
rules:close()

local csv, clips, prolog = open "items.csv", open "items.clp", open "items.pl"
for i = 0, RECORDS - 1 do
  local row, slots, terms = {}, {}, {}
  for f = 0, RULES - 1 do
    local value = below(100) >= 3 and fact(f, below(1000))
    row[f + 1], terms[f + 1] = value or "", value or "missing"
    if value then slots[#slots + 1] = ("(f%d %d)"):format(f, value) end
  end
  csv:write(table.concat(row, ","), "\n")
  clips:write(("(item (id %d) %s)\n"):format(i, table.concat(slots, " ")))
  prolog:write(("item(%s).\n"):format(table.concat(terms, ",")))
end
csv:close()
clips:close()
prolog:close()

-- ---- the rules for CLIPS: what is matched is counted -----------------------------------------------

local INVERSE = { ["<="] = ">", [">="] = "<", ["<"] = ">=", [">"] = "<=" }

local program = open "rules.clp"
program:write "(defglobal ?*pass* = 0 ?*fail* = 0 ?*unknown* = 0)\n(deftemplate item (slot id)"
for r = 0, RULES - 1 do program:write((" (slot f%d (default missing))"):format(r)) end
program:write ")\n"
for r = 0, RULES - 1 do
  local relation, limit = RELATIONS[r % 4 + 1], LIMITS[r % 5 + 1]
  for _, verdict in ipairs { { "pass", relation }, { "fail", INVERSE[relation] } } do
    local count = ("(bind ?*%s* (+ ?*%s* 1))"):format(verdict[1], verdict[1])
    program:write(("(defrule %s-%d (item (f%d ?v&~missing&:(%s ?v %d))) => %s)\n"):format(
      verdict[1], r, r, verdict[2], limit, count))
  end
  program:write(("(defrule unknown-%d (item (f%d missing)) => %s)\n"):format(
    r, r, "(bind ?*unknown* (+ ?*unknown* 1))"))
end
program:write [[
(deffunction judge (?folder)
  (open (str-cat ?folder "/items.clp") items "r")
  (bind ?line (readline items))
  (while (neq ?line EOF)
    (bind ?fact (assert-string ?line))
    (run)
    (retract ?fact)
    (bind ?line (readline items)))
  (printout t "counted " ?*pass* " " ?*fail* " " ?*unknown* crlf))
]]
program:close()

-- ---- the rules for Prolog --------------------------------------------------------------------------

local PROLOG = { ["<="] = "=<" }
program = open "rules.pl"
program:write [[
% A verdict of every rule on every record, counted.
:- initialization(main, main).
main :-
    statistics(cputime, Begin),
    Counts = counts(0, 0, 0),
    forall(item(Item), (verdicts(Item, Verdicts), add(Verdicts, Counts))),
    statistics(cputime, End),
    Counts = counts(Pass, Fail, Unknown),
    Seconds is End - Begin,
    format("~w ~w ~w ~w~n", [Pass, Fail, Unknown, Seconds]).
add([], _).
add([V|Vs], Counts) :- arg(V, Counts, Old), New is Old + 1, nb_setarg(V, Counts, New), add(Vs, Counts).
]]
local variables, verdicts = {}, {}
for r = 0, RULES - 1 do variables[r + 1], verdicts[r + 1] = "F" .. r, "V" .. r end
program:write(("item(item(%s)) :- item(%s).\n"):format(
  table.concat(variables, ","), table.concat(variables, ",")))
program:write(("verdicts(item(%s), [%s]) :-\n"):format(
  table.concat(variables, ","), table.concat(verdicts, ",")))
for r = 0, RULES - 1 do
  program:write(("    rule%d(F%d, V%d)%s\n"):format(r, r, r, r == RULES - 1 and "." or ","))
end
for r = 0, RULES - 1 do
  local relation = RELATIONS[r % 4 + 1]
  program:write(("rule%d(F, V) :- ( F == missing -> V = 3 ; F %s %d -> V = 1 ; V = 2 ).\n"):format(
    r, PROLOG[relation] or relation, LIMITS[r % 5 + 1]))
end
program:write(":- include('items.pl').\n")
program:close()
