-- 2 Which risks there are: from causes and from results, so that none is left out.
--
-- Reading: per protected object (system, service, function, information) at least one risk found from a
-- cause and one found from a result. Light identification asks for the risks alone, not for both ways.

local OBJECTS = { "system", "service", "function", "information" }

-- Events are identified for a protected object by one of the two approaches.
local function by_approach(approach)
  local found = "not present(identified_on) or identified_on <= today()"
  return ("any(risks_by_subject where %s, approach == '%s')"):format(found, approach)
end

rule "2.1.1" {
  kind = OBJECTS,
  title = { ja = "原因から事象を特定する", en = "Events are identified from causes" },
  actor = "security_division",
  when = "organization.runs_approaches and is_protected",
  check = by_approach "cause",
  question = {
    ja = "この対象について、リスク源から起こりうる事象を挙げたか",
    en = "Have the events been listed that threats and weaknesses can bring about here?",
  },
  evidence = { { ja = "リスク一覧", en = "Register of risks" } }, technique = "review",
  remedy = {
    ja = "脅威や脆弱性から始めて事象を挙げ、approach: cause のリスクとして記録する",
    en = "Start from threats and weaknesses and record the risks with approach: cause",
  },
}
rule "2.1.2" {
  title = { ja = "結果から事象を特定する", en = "Events are identified from results" },
  actor = "management", items = true, when = "runs_approaches",
  remedy = { ja = "起きては困ることから考える", en = "Think from what must not happen" },
}
rule "2.1.2#objects" {
  kind = OBJECTS,
  title = {
    ja = "対象ごとに、起きては困る結果から事象を挙げる",
    en = "For each object, events are listed from what must not happen",
  },
  actor = "security_division",
  when = "organization.runs_approaches and is_protected",
  check = by_approach "result",
  question = {
    ja = "原因が思い付かないものも含め、この対象で起きては困ることを挙げたか",
    en = "Has been listed what must not happen here, even where no cause comes to mind?",
  },
  evidence = { { ja = "リスク一覧", en = "Register of risks" } }, technique = "review",
  remedy = {
    ja = "経営の目で困る結果を挙げ、approach: result のリスクとして記録する",
    en = "List what management fears and record the risks with approach: result",
  },
}
rule "2.1.2#management" {
  title = { ja = "経営の視点を取り入れる", en = "Management's view is taken in" },
  actor = "management", when = "runs_approaches",
  ask = {
    ja = "結果からの特定に経営層が加わったか。難しい場合、連想・他社の例・外部の助言で補ったか",
    en = "Did management take part, or did association, others' cases or outside advice stand in?",
  },
  evidence = { { ja = "検討の記録", en = "Minutes" } }, technique = "interview",
  remedy = { ja = "経営層を交えて検討し、記録する", en = "Go through it with management and keep minutes" },
}
-- `subject == subject` holds for every object, and names it where it is missing.
rule "2.2" {
  kind = "risk",
  title = { ja = "事象から生じる損害を特定する", en = "The loss that an event leads to is identified" },
  actor = "security_division",
  when = "organization.runs_identification",
  check = "event ~= '' and loss ~= '' and subject == subject",
  question = { ja = "どの対象に何が起き、どんな損害になるか", en = "What happens to which object, and what is lost?" },
  evidence = { { ja = "リスク一覧", en = "Register of risks" } }, technique = "review",
  remedy = { ja = "対象、事象、損害を書く", en = "State object, event and loss" },
}
