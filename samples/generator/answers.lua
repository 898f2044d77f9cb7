-- What only a person can say: the rules that records do not settle, and the answers of a house in order.

local answers = {}

-- it-continuity
answers.CONTINUITY = {
  "2.7.1(1)#organisation-1", "2.7.1(1)#organisation-2", "2.7.1(1)#organisation-3",
  "2.7.1(1)#organisation-4", "2.7.1(1)#organisation-5", "2.7.1(1)#power-1", "2.7.1(1)#cooling-2",
  "2.7.1(1)#cooling-4", "2.7.1(1)#hardware-2", "2.7.1(1)#hardware-3", "2.7.1(1)#backup-4",
  "2.7.1(1)#supply-1", "2.7.1(1)#supply-3", "2.7.1(1)#cloud-3", "2.7.1(1)#cloud-4", "2.7.1(1)#cloud-5",
  "2.7.1(1)#cloud-8", "1.1.5#at-hand", "2.1(1)-1#own", "2.1(1)-4", "2.2(1)-1", "2.2(2)-1#links",
  "2.2(1)#viewpoint-1", "2.2(1)#viewpoint-2", "2.2(1)#viewpoint-3", "2.2(1)#viewpoint-4",
  "2.2(3)#departure-1", "2.3(1)(b)#condition-3", "2.4(3)", "2.5.1(1)-1#information", "2.5.1(1)-2",
  "2.5.1(1)-3#a", "2.5.2(2)(b)", "2.5.2(1)#manual-2", "2.5.2(2)#adjust-1", "2.5.2(2)#bands-1",
  "2.5.2(3)#stages-1", "2.6.1(1)#information-1", "2.6.2(3)", "2.6.2(1)-1", "2.6.2(3)-1", "2.7.2(1)-1#d",
  "2.7.2(2)-1#c", "2.7.2(1)#renewal-1", "2.7.2(2)#stopgap-1", "2.8.1(1)-2", "2.8.2(1)#people-1",
  "2.8.2(1)#contractor-1", "2.8.2(3)#entry-1", "2.8.2(3)#budget-1", "2.9.1(1)#upkeep-1",
  "2.9.1(1)#response-3", "2.9.1(1)#measures-6", "2.9.2(2)", "2.9.2(2)-1", "2.9.2(1)#premeasures-2",
  "2.9.2(1)#premeasures-3", "2.9.2(1)#response-2", "2.9.2(1)#basis-1", "2.9.2(1)#basis-5",
}

-- What does not arise in any house that is made here.
answers.CONTINUITY_NA = {
  "2.7.1(1)#cooling-1", "2.7.1(1)#cooling-3", "2.4(1)#building-1",
}

-- gov-standards
answers.GOVERNMENT = {
  "2.1.1(3)(a)#rank", "2.1.1(4)-6#units", "2.1.1(7)-2#advisor", "2.1.2(1)(a)#complete",
  "2.1.3(2)(a)#advice", "2.1.3(2)(a)", "2.1.3(4)-1#d.own", "2.1.3(4)-2#manual", "2.2.1(1)(a)",
  "2.2.1(2)(a)#problems", "2.3.2(1)(b)", "3.1.1(1)", "3.1.1(2)", "3.1.1(3)", "3.1.1(4)", "3.1.1(5)",
  "3.1.1(6)", "3.1.1(7)", "3.1.1(8)", "3.2.1(1)", "3.2.1(2)", "3.2.1(3)", "4.1.1(1)", "4.1.1(2)",
  "4.1.1(3)", "4.1.1(4)", "4.1.2(1)", "4.1.2(2)", "4.1.2(3)", "4.2.1(1)", "4.2.1(2)", "4.2.1(3)",
  "4.2.1(4)", "4.2.2(1)", "4.2.2(2)", "4.2.2(3)", "4.2.2(4)", "4.2.2(5)", "4.2.3(1)", "4.2.3(2)",
  "4.3.1(1)", "5.1.1(1)", "5.1.1(2)", "5.1.1(3)", "5.1.1(4)", "5.2.1(1)", "5.2.1(2)", "5.2.1(3)",
  "5.2.2(1)", "5.2.2(2)", "5.2.3(1)", "5.2.4(1)", "5.2.5(1)", "5.3.1(1)", "6.1.1(1)", "6.1.1(2)",
  "6.1.1(3)", "6.1.2(1)", "6.1.2(2)", "6.1.3(1)", "6.2.1(1)", "6.2.1(2)", "6.2.1(3)", "6.2.2(1)",
  "6.2.3(1)", "6.2.4(1)", "6.2.4(2)", "6.2.5(1)", "6.3.1(1)", "6.3.1(2)", "6.4.1(1)", "6.4.1(2)",
  "6.4.1(3)", "6.4.2(1)", "6.4.2(2)", "6.4.2(3)", "6.4.3(1)", "6.4.4(2)", "6.6.1(1)", "6.6.1(2)",
  "6.6.1(3)", "6.6.1(4)", "6.6.2(1)", "6.6.2(2)", "6.6.2(3)", "7.1.1(1)", "7.1.1(2)", "7.1.2(1)",
  "7.1.3(1)", "7.1.4(1)", "7.1.5(1)", "7.1.5(2)", "7.1.6(1)", "7.2.1(1)", "7.2.2(1)", "7.2.3(1)",
  "7.2.4(1)", "8.1.1(1)", "8.1.1(2)", "8.1.1(3)", "8.1.1(4)", "8.1.1(5)", "8.1.1(6)", "8.1.1(7)",
  "8.1.1(8)", "8.1.1(9)", "8.1.1(10)", "8.1.3(1)", "8.1.3(2)", "8.1.3(3)",
}

-- Neither shared platforms nor own devices, virtual machines, IPv6 or dynamic access control.
answers.GOVERNMENT_NA = {
  "2.1.1(7)-2#specialists", "4.1.2(4)", "5.4.1(1)", "5.4.1(2)", "5.4.2(1)", "5.4.2(2)", "5.4.2(3)",
  "6.1.3(2)", "6.1.3(3)", "6.1.3(4)", "6.4.4(1)", "6.5.1(1)", "6.5.1(2)", "7.3.1(1)", "7.3.1(2)",
  "7.3.1(3)", "7.3.2(1)", "7.3.2(2)", "8.1.2(1)",
}

-- aviation
answers.AVIATION = {
  "3.1.1#policy.layers", "3.1.1#policy.team", "3.1.1#policy.kpi", "3.1.1#policy.board", "3.1.2", "3.2",
  "3.3#audit", "3.3#control", "3.4.1#board", "3.4.2#committee", "3.4.3", "3.5", "3.6", "3.8.1", "3.8.2",
  "4.1.1#internal.resources", "4.1.1#external.parties", "4.1.2", "4.1.3#role", "4.1.3#minimum",
  "4.1.4#references", "4.2.3#selection", "4.2.3#selection.people", "4.2.3#selection.group", "4.3.1#order",
  "4.3.1#gaps.ciso", "4.3.1#gaps.shadow-it", "4.3.1#gaps.accounts", "4.4#legal", "4.4#threats",
  "4.4#threats.leaks", "4.4#threats.partners", "4.5.1", "4.5.2", "4.5.3", "4.6#awareness",
  "4.6#control-systems", "4.7.2", "4.8.1", "4.9.1", "4.9.2", "4.9.3", "4.9.4", "4.10", "4.11", "5.1.1",
  "5.1.2", "5.1.3#malware.software", "5.1.3#malware.macros", "5.1.3#malware.network",
  "5.1.3#malware.vendors", "5.1.3#backup.frequency", "5.1.4", "5.2#remote-wipe", "5.3.1#areas",
  "5.3.1#records", "5.3.1#records.cards", "5.3.1#approval", "5.3.1#approval.biometrics", "5.3.1#review",
  "5.3.1#review.leavers", "5.3.1#visitors.escort", "5.3.1#equipment", "5.3.1#bags", "5.3.2", "5.3.3",
  "5.4.1", "5.4.2#function", "5.4.2#function.sessions", "5.4.2#function.addresses",
  "5.4.2#function.segments", "5.4.2#control-systems", "5.4.2#exposed", "5.4.2#logins", "5.4.3", "5.4.4",
  "5.4.5", "5.4.6#entry.services", "5.4.6#entry.programs", "5.4.6#entry.traffic", "5.4.6#inner.segments",
  "5.4.6#inner.accounts", "5.4.6#inner.passwords", "5.4.6#behaviour", "5.5#disclosures",
  "5.5#disclosures.weaknesses", "5.5#disclosures.encryption", "5.5#incidents.stop", "5.5#incidents.told",
  "5.5#incidents.authority", "5.5#incidents.support", "5.5#incidents.mitigation", "5.6.2#least",
  "5.6.2#changes", "5.6.2#weaknesses", "A1", "A2", "5.6.3", "3.4.2#threats",
  "4.1.1#external.laws", "4.1.3#dependence", "4.7.1#reporting", "4.8.2#isac", "5.4.6#entry", "5.4.6#inner",
  "4.4#relations", "4.6#roles", "5.4.2#information",
}

return answers
