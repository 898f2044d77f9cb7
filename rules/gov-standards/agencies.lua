-- 2.5.1 Agencies and designated corporations, and the ministries that supervise them.
--
-- Readings where the text leaves a choice:
-- * A ministry supervises if its record names bodies (`supervises`).
-- * A liaison in office, or a desk that advises the bodies, shows that the organisation was instructed;
--   where neither is recorded, a person answers. The desk itself is a record: none fails.
-- * When advice is needed is a matter of judgement: a request since the beginning of the last complete
--   fiscal year, to the ministry that the record names, shows that it is sought; else a person answers.

rule "2.5.1(1)(a)" {
  title = {
    ja = "所管する法人の対策を進めるための体制を、CISOが指示して整える",
    en = "The CISO has the ministry organised for the bodies it supervises",
  },
  actor = "ciso",
  when = "supervising",
  check = [[
    if(any(assignments where role == 'agency_liaison' and in_office)
       or any(desks, type == 'agency_advice'),
       true)
  ]],
  ask = {
    ja = "目標の策定や評価、指導を支える体制を整えるよう、CISOが指示したか",
    en = "Has the CISO instructed an organisation for setting targets, evaluating and guiding them?",
  },
  evidence = { ja = "体制を定めた文書、CISOの指示", en = "Document that sets it up, the CISO's instruction" },
  technique = "interview",
  remedy = {
    ja = "法人との連絡担当を任命し、体制を定める",
    en = "Appoint a liaison, and lay the organisation down",
  },
}

rule "2.5.1(1)-1" {
  title = {
    ja = "法人や所管部署に助言する窓口がある",
    en = "There is a desk that advises the bodies and the divisions in charge of them",
  },
  actor = "chief_iso",
  when = "supervising",
  check = "any(desks where type == 'agency_advice', contact ~= '')",
  question = {
    ja = "所管部署と連携して、助言の窓口を設けているか",
    en = "Is there such a desk, set up with the divisions in charge?",
  },
  evidence = { ja = "窓口を定めた文書", en = "Document that names the desk" },
  technique = "review",
  remedy = { ja = "助言の窓口を置き、連絡先を記録する", en = "Set up the desk, and record how to reach it" },
}

rule "2.5.1(2)(a)" {
  title = {
    ja = "法人は、省との連携や専門の知見が要ることについて助言を求める",
    en = "Bodies ask their ministry for advice where it takes close contact or expertise",
  },
  actor = "ciso",
  when = "has_ministry_above",
  check = [[
    if(any(reports where type == 'advice_request' and on >= outer.last_year_from and on <= today(),
           not present(outer.supervised_by) or to == outer.supervised_by),
       true)
  ]],
  ask = {
    ja = "規程や計画を定めるとき、重大な事案のときなどに、所管する府省庁へ助言を求めたか",
    en = "Was the ministry asked, when rules or plans were written, in serious incidents, and the like?",
  },
  evidence = { ja = "相談の記録", en = "Record of the request" },
  technique = "interview",
  remedy = { ja = "助言の要ることを洗い出し、所管府省庁に相談する", en = "See what needs advice, and ask the ministry" },
}
