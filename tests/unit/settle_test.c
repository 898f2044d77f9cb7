// Answers and waivers: what they cover, which goes first, what they leave alone. And parameters that
// organisations set for themselves.
#include "tests/unit/judge_fixture.h"

static const char COMMON[] =
    "kind 'organization' { singleton = true, plural = 'organizations', title = { ja='組織', "
    "en='Org' },"
    " fields = { field('parameters', '[group] = []', '値', 'Values', { field('name*', 'text', "
    "'名', 'Name'),"
    " field('value*', 'text', '値', 'Value'), field('reason', 'text', '理由', 'Reason'),"
    " field('approved_by', 'text', '人', 'By') }), field('t', 'bool', 'T', 'T') } }\n"
    "kind 'system' { title = { ja='系', en='System' }, fields = { field('t', 'bool', 'T', 'T'),"
    " field('rto', 'duration', '時', 'RTO'), field('n', 'int', '数', 'N') } }\n"
    "kind 'part' { title = { ja='部', en='Part' }, fields = { field('t', 'bool', 'T', 'T') } }\n"
    "kind 'answer' { title = { ja='答', en='Answer' }, fields = { field('rule*', 'text', '件', "
    "'Rule'),"
    " field('subject', '->any', '対', 'Subject'), field('value', 'yes|partly|no|na', '答', "
    "'Value'),"
    " field('on', 'date', '日', 'On'), field('same', 'text', '同', 'Same'), field('reason', "
    "'text', '理', 'Reason') } }\n"
    "kind 'exception' { title = { ja='外', en='Exception' }, fields = { field('rule*', 'text', "
    "'件', 'Rule'),"
    " field('subject', '->any', '対', 'Subject'), field('decision', 'approved|rejected|pending', "
    "'決', 'Decision'),"
    " field('from', 'date', '始', 'From'), field('until', 'date', '終', 'Until') } }\n"
    "answer { kind = 'answer', rule = 'rule', subject = 'subject', value = 'value',\n"
    "  verdicts = { yes = 'pass', partly = 'partial', no = 'fail', na = 'n/a' },\n"
    "  when = 'not present(on) or on <= today()', equivalent = 'present(same) and present(reason)' "
    "}\n"
    "waiver { kind = 'exception', rule = 'rule', subject = 'subject',\n"
    "  when = \"decision == 'approved' and from <= today() and today() <= until\",\n"
    "  turns = { 'fail', 'partial', 'unknown' } }\n"
    "param 'limit' { value = '2h', type = 'duration', stricter = 'lower', title = { ja='限', "
    "en='Limit' } }\n"
    "param 'least' { value = 10, stricter = 'higher', title = { ja='下', en='Least' } }\n"
    "param 'plain' { value = 3, title = { ja='平', en='Plain' } }\n"
    "param 'unset' { type = 'int', title = { ja='無', en='Unset' } }\n"
    "param 'levels' { value = map { a = 1, b = 2 }, title = { ja='表', en='Levels' } }\n";

#define RULE                                                                                       \
    "local function r(name, body) body.kind = body.kind or 'system' body.actor = 'x'\n"            \
    "  body.title = { ja='件', en='Case' } body.remedy = { ja='直す', en='Mend' }\n"            \
    "  if body.ask then body.ask = { ja='か', en='Is it?' } end rule(name)(body) end\n"

static const char RULES[] = RULE
    "r('2.1-1', { check = 't' })\nr('2.1-1#a', { ask = true })\nr('2.1-1#b', { ask = true })\n"
    "r('2.1-10', { check = 't' })\nr('3', { check = 't', waivable = false })\n"
    "r('4', { check = 't', in_principle = true })\nr('5', { ask = true, in_principle = true })\n"
    "r('6', { kind = { 'system', 'part' }, ask = true })\nr('7', { kind = 'organization', ask = "
    "true })\n"
    "r('8', { check = function(s) return s.t end, ask = true })\n"
    "r('9', { check = 'rto <= $limit' })\nr('9#n', { check = 'n >= $least' })\n"
    "r('9#lua', { check = function(s) return s.rto <= params.limit end })\n"
    "r('10', { when = 'n > 3', ask = true })\nr('11', { check = \"$levels['a'] == n\" })\n"
    "r('12', { check = '$unset == n' })\nr('shared', { ask = true })\n"
    "r('13', { check = 'if(t, true)', ask = true })\nr('14', { check = 'if(t, true)' })\n";

static const char OTHER[] = RULE "r('shared', { ask = true })\nr('only-here', { ask = true })\n";

static Fixture made(void)
{
    Fixture f = fixture_new();
    fixture_pack(&f, "c", COMMON);
    fixture_pack(&f, "p", RULES);
    fixture_pack(&f, "q", OTHER)->selected = false;
    return f;
}

#define O "kijun: 1\norganization: { id: o }\n"
#define SYSTEMS "systems:\n  - { id: t, t: yes }\n  - { id: f, t: no }\n  - { id: u }\n"

// "2.1-1" is the rule and its items, not "2.1-10"; "9" covers "9#n" but no name covers part of an id.
TEST(a_name_covers_its_rule_and_the_items)
{
    static const char NESTED[] =
        RULE "r('1', { ask = true })\nr('1#a', { ask = true })\nr('1#a.2', { ask = true })\n"
             "r('1#ab', { ask = true })\nr('1.2', { ask = true })\nr('12', { ask = true })\n";
    static const struct {
        const char *name, *rules;
    } CASES[] = {{"1", "p/1 p/1#a p/1#a.2 p/1#ab q/1"},
                 {"1#a", "p/1#a p/1#a.2"},
                 {"1#a.2", "p/1#a.2"},
                 {"1.2", "p/1.2"},
                 {"p/1", "p/1 p/1#a p/1#a.2 p/1#ab"},
                 {"p/1#a", "p/1#a p/1#a.2"},
                 {"q/1", "q/1"},
                 {"p", ""},
                 {"p/", ""},
                 {"1#", ""},
                 {"1.", ""},
                 {"", ""}};
    Fixture f = fixture_new();
    fixture_pack(&f, "c", COMMON);
    fixture_pack(&f, "p", NESTED);
    fixture_pack(&f, "q", RULE "r('1', { ask = true })\n");
    fixture_judge_well(&f, O);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        KjRuleSet set = kj_registry_covered(f.registry, kj_text(CASES[i].name));
        char found[200] = "";
        for (size_t r = 0; r < set.count; r++)
            snprintf(found + strlen(found), sizeof found - strlen(found), "%s%s", r ? " " : "",
                     f.registry->rules[set.rules[r]].name.data);
        CHECK_STR(found, CASES[i].rules);
    }
    fixture_free(&f);
}

TEST(what_the_facts_leave_to_a_person_says_so)
{
    Fixture f = made();
    fixture_judge_well(&f, O SYSTEMS);
    CHECK_STR(fixture_verdict(&f, "13", "system:t"), "pass");
    CHECK_STR(fixture_verdict(&f, "13", "system:f"), "unknown");
    CHECK_STR(fixture_message(&f, "13", "system:f"), "not answered yet");
    CHECK(strstr(fixture_message(&f, "13", "system:u"), "system:u") != NULL); // the missing fact
    CHECK_STR(fixture_message(&f, "14", "system:f"), "T: no"); // nothing else to go by
    fixture_free(&f);
}

TEST(an_answer_settles_what_is_unknown_and_nothing_else)
{
    Fixture f = made();
    fixture_judge_well(
        &f, O SYSTEMS
        "answers:\n"
        "  - { id: a1, rule: 2.1-1, value: no }\n  - { id: a2, rule: '5', value: partly }\n"
        "  - { id: a3, rule: '8', value: 'yes' }\n  - { id: a4, rule: '10', value: na }\n");
    CHECK_STR(fixture_verdict(&f, "2.1-1", "system:t"), "pass");
    CHECK_STR(fixture_verdict(&f, "2.1-1", "system:f"), "fail");
    CHECK_STR(fixture_verdict(&f, "2.1-1", "system:u"), "fail");
    CHECK_STR(fixture_verdict(&f, "5", "system:t"), "partial");
    CHECK_STR(fixture_verdict(&f, "8", "system:f"), "fail");
    CHECK_STR(fixture_verdict(&f, "8", "system:u"), "pass");
    CHECK_STR(fixture_verdict(&f, "10", "system:u"), "n/a");
    const KjJudgement *one = fixture_judgement(&f, "2.1-1", "system:u");
    CHECK_STR(one->settled_by.data, "answer:a1");
    CHECK_INT(one->underlying, KJ_NO_VERDICT);
    CHECK_STR(one->message.data, "answered 'no' (a1)");
    CHECK_STR(fixture_message(&f, "5", "system:t"), "answered 'partly' (a2)");
    one = fixture_judgement(&f, "2.1-1", "system:f");
    CHECK_STR(one->settled_by.data, "");
    CHECK(one->message.len > 0 && !strstr(one->message.data, "answered"));
    fixture_free(&f);
}

/* 2.1-1 is not rolled up: what stands under its name asks something else. Rolled-up clauses: roll_up_test.c. */
TEST(an_answer_covers_the_rule_it_names)
{
    Fixture f = made();
    fixture_judge_well(
        &f, O "systems: [ { id: u } ]\nanswers:\n  - { id: a1, rule: 2.1-1, value: 'yes' }\n");
    CHECK_STR(fixture_verdict(&f, "2.1-1", "system:u"), "pass");
    CHECK_STR(fixture_verdict(&f, "2.1-1#a", "system:u"), "unknown");
    CHECK_STR(fixture_verdict(&f, "2.1-1#b", "system:u"), "unknown");
    CHECK_STR(fixture_verdict(&f, "2.1-10", "system:u"), "unknown");
    fixture_judge_well(
        &f, O "systems: [ { id: u } ]\nanswers:\n  - { id: a1, rule: 2.1-1, value: na }\n");
    CHECK_STR(fixture_verdict(&f, "2.1-1", "system:u"), "n/a"); // nor does what hangs on it apply
    CHECK_STR(fixture_verdict(&f, "2.1-1#a", "system:u"), "n/a");
    CHECK_STR(fixture_verdict(&f, "2.1-1#b", "system:u"), "n/a");
    CHECK_STR(fixture_verdict(&f, "2.1-10", "system:u"), "unknown"); // another clause
    fixture_judge_well(
        &f,
        O "systems: [ { id: u } ]\nanswers:\n  - { id: a1, rule: 'p/2.1-1#a', value: 'yes' }\n");
    CHECK_STR(fixture_verdict(&f, "2.1-1", "system:u"), "unknown");
    CHECK_STR(fixture_verdict(&f, "2.1-1#a", "system:u"), "pass");
    CHECK_STR(fixture_verdict(&f, "2.1-1#b", "system:u"), "unknown");
    fixture_free(&f);
}

TEST(subjects_go_before_none_and_then_the_gravest_answer)
{
    Fixture f = made();
    fixture_judge_well(
        &f, O SYSTEMS
        "parts: [ { id: k } ]\nanswers:\n"
        "  - { id: a1, rule: '6', value: 'no' }\n  - { id: a2, rule: '6', value: 'yes', subject: "
        "'system:u' }\n"
        "  - { id: b1, rule: '5', value: 'yes' }\n  - { id: b2, rule: '5', value: partly }\n"
        "  - { id: b3, rule: '5', value: na, subject: t }\n  - { id: b4, rule: '5', value: 'yes', "
        "subject: t }\n"
        "  - { id: c1, rule: '7', value: 'yes' }\n  - { id: c2, rule: '7', value: na }\n");
    CHECK_STR(fixture_verdict(&f, "6", "system:u"), "pass");
    CHECK_STR(fixture_verdict(&f, "6", "system:t"), "fail");
    CHECK_STR(fixture_verdict(&f, "6", "part:k"), "fail");
    CHECK_STR(fixture_verdict(&f, "5", "system:u"), "partial");
    CHECK_STR(fixture_verdict(&f, "5", "system:t"), "pass");
    CHECK_STR(fixture_judgement(&f, "5", "system:t")->settled_by.data, "answer:b4");
    CHECK_STR(fixture_verdict(&f, "7", "organization:o"), "pass");
    fixture_free(&f);
}

TEST(an_answer_from_the_future_or_without_a_value_does_not_count)
{
    Fixture f = made();
    fixture_judge_well(&f, O "systems: [ { id: u } ]\nanswers:\n"
                             "  - { id: a1, rule: '5', value: 'yes', on: 2026-04-02 }\n  - { id: "
                             "a2, rule: '6', value: 'yes', on: 2026-04-01 }\n"
                             "  - { id: a3, rule: 2.1-10 }\n");
    CHECK_STR(fixture_verdict(&f, "5", "system:u"), "unknown");
    CHECK_STR(fixture_verdict(&f, "6", "system:u"), "pass");
    CHECK_STR(fixture_verdict(&f, "2.1-10", "system:u"), "unknown");
    fixture_free(&f);
}

TEST(an_equivalent_measure_satisfies_a_rule_in_principle)
{
    Fixture f = made();
    fixture_judge_well(&f, O SYSTEMS "answers:\n"
                                     "  - { id: a1, rule: '4', value: 'no', same: x, reason: y "
                                     "}\n"
                                     "  - { id: a2, rule: '5', value: 'no', same: x, reason: y, "
                                     "subject: u }\n"
                                     "  - { id: a3, rule: '5', value: 'no', same: x, subject: t "
                                     "}\n" // without a reason
                                     "  - { id: a4, rule: '5', value: na, same: x, reason: y, "
                                     "subject: f }\n"
                                     "  - { id: a5, rule: 2.1-10, value: 'no', same: x, reason: "
                                     "y }\n"); // not a rule in principle
    CHECK_STR(fixture_verdict(&f, "4", "system:t"), "pass");
    CHECK_STR(fixture_verdict(&f, "4", "system:f"), "pass");
    CHECK_STR(fixture_verdict(&f, "4", "system:u"), "pass");
    CHECK_STR(fixture_verdict(&f, "5", "system:u"), "pass");
    CHECK_STR(fixture_verdict(&f, "5", "system:t"), "fail");
    CHECK_STR(fixture_verdict(&f, "5", "system:f"), "n/a");
    CHECK_STR(fixture_verdict(&f, "2.1-10", "system:f"), "fail");
    CHECK_STR(fixture_verdict(&f, "2.1-10", "system:u"), "fail");
    const KjJudgement *one = fixture_judgement(&f, "4", "system:f");
    CHECK_INT(one->underlying, KJ_FAIL);
    CHECK_STR(one->settled_by.data, "answer:a1");
    CHECK(one->message.len > 0); // why it failed stays visible
    CHECK_INT(fixture_judgement(&f, "4", "system:t")->underlying, KJ_NO_VERDICT);
    fixture_free(&f);
}

TEST(a_waiver_in_force_sets_aside_and_keeps_what_was)
{
    Fixture f = made();
    fixture_judge_well(
        &f, O SYSTEMS
        "answers: [ { id: a1, rule: '5', value: 'no' } ]\nexceptions:\n"
        "  - { id: e1, rule: 2.1-10, decision: approved, from: 2026-01-01, until: 2026-04-01 }\n"
        "  - { id: e2, rule: '3', decision: approved, from: 2026-01-01, until: 2026-12-31 }\n"
        "  - { id: e3, rule: '5', decision: approved, from: 2026-04-01, until: 2026-12-31, "
        "subject: u }\n"
        "  - { id: e4, rule: '6', decision: pending, from: 2026-01-01, until: 2026-12-31 }\n"
        "  - { id: e5, rule: '8', decision: approved, from: 2025-01-01, until: 2026-03-31 }\n"
        "  - { id: e6, rule: '4', decision: approved, from: 2026-01-01 }\n"
        "  - { id: e7, rule: '7', decision: rejected, from: 2026-01-01, until: 2026-12-31 }\n");
    CHECK_STR(fixture_verdict(&f, "2.1-10", "system:t"), "pass"); // nothing to set aside
    CHECK_STR(fixture_verdict(&f, "2.1-10", "system:f"), "waived");
    CHECK_INT(fixture_judgement(&f, "2.1-10", "system:f")->underlying, KJ_FAIL);
    CHECK(fixture_judgement(&f, "2.1-10", "system:f")->message.len > 0);
    CHECK_STR(fixture_verdict(&f, "2.1-10", "system:u"), "waived");
    CHECK_INT(fixture_judgement(&f, "2.1-10", "system:u")->underlying, KJ_UNKNOWN);
    CHECK_STR(fixture_missing(&f, "2.1-10", "system:u"), "system:u.t");
    CHECK_STR(fixture_judgement(&f, "2.1-10", "system:f")->settled_by.data, "exception:e1");
    CHECK_STR(fixture_verdict(&f, "3", "system:f"), "fail"); // not waivable
    CHECK_STR(fixture_verdict(&f, "5", "system:u"), "waived");
    CHECK_INT(fixture_judgement(&f, "5", "system:u")->underlying, KJ_FAIL);
    CHECK_STR(fixture_verdict(&f, "5", "system:t"), "fail");    // of another subject
    CHECK_STR(fixture_verdict(&f, "6", "system:u"), "unknown"); // pending
    CHECK_STR(fixture_verdict(&f, "8", "system:f"), "fail");    // over
    CHECK_STR(fixture_verdict(&f, "4", "system:f"), "fail");    // without an end: excuses nothing
    CHECK_STR(fixture_verdict(&f, "7", "organization:o"), "unknown");
    fixture_free(&f);
}

static void check_problem(const char *yaml, const char *wanted)
{
    Fixture f = made();
    fixture_judge(&f, yaml);
    if (*wanted ? !strstr(f.problems, wanted) : *f.problems != '\0') {
        printf("problems: %s", f.problems);
        CHECK_STR("other problems", wanted);
    }
    CHECK_INT(f.diags.errors > 0, *wanted != '\0');
    fixture_free(&f);
}

TEST(names_of_rules_that_are_not_there)
{
    check_problem(O "answers: [ { id: a1, rule: 2.1-11, value: 'yes' } ]\n",
                  "there is no rule '2.1-11'");
    check_problem(O "answers: [ { id: a1, rule: 2.1-11, value: 'yes' } ]\n", "did you mean");
    check_problem(O "answers: [ { id: a1, rule: p/99, value: 'yes' } ]\n", "p/99");
    check_problem(O "answers: [ { id: a1, rule: z/99, value: 'yes' } ]\n", "z/99");
    check_problem(O "exceptions: [ { id: e1, rule: nowhere, decision: pending } ]\n",
                  "nowhere"); // even if not in force
    // of two packs, one of which is judged: that one is meant
    check_problem(O "answers: [ { id: a1, rule: shared, value: 'yes' } ]\n", "");
    check_problem(O "answers: [ { id: a1, rule: p/shared, value: 'yes' } ]\n", "");
    // of a pack that is known but not selected
    check_problem(O "answers: [ { id: a1, rule: q/shared, value: 'yes' }, { id: a2, rule: "
                    "only-here, value: 'no' } ]\n",
                  "");
}

TEST(organizations_are_settled_apart)
{
    Fixture f = made();
    fixture_judge_well(
        &f, O "systems: [ { id: u } ]\nanswers: [ { id: a1, rule: '5', value: 'yes' } ]\n---\n"
              "kijun: 1\norganization: { id: b }\nsystems: [ { id: u } ]\n"
              "answers: [ { id: a1, rule: '6', value: 'no', subject: u } ]\n");
    CHECK_STR(fixture_verdict(&f, "5", "o/system:u"), "pass");
    CHECK_STR(fixture_verdict(&f, "5", "b/system:u"), "unknown");
    CHECK_STR(fixture_verdict(&f, "6", "o/system:u"), "unknown");
    CHECK_STR(fixture_verdict(&f, "6", "b/system:u"), "fail");
    fixture_free(&f);
}

TEST(a_subject_of_a_kind_that_the_rule_does_not_judge_is_an_error)
{
    Fixture f = made();
    fixture_judge(&f, O "systems: [ { id: u } ]\nparts: [ { id: k } ]\n"
                        "answers: [ { id: a1, rule: '5', value: 'yes', subject: k } ]\n");
    CHECK(strstr(f.problems, "does not judge") != NULL);
    fixture_free(&f);
}

// ---- parameters ----

TEST(parameters_per_organization_and_which_way_they_depart)
{
    Fixture f = made();
    fixture_judge_well(
        &f, "kijun: 1\norganization: { id: o, parameters: [\n"
            "  { name: limit, value: 1h, reason: because, approved_by: abe }, { name: c/least, "
            "value: '5' },\n"
            "  { name: plain, value: '4' }, { name: levels, value: 'a=7, b=8' }, { name: unset, "
            "value: '7' } ] }\n"
            "systems: [ { id: x, rto: 90min, n: 7 } ]\n---\n"
            "kijun: 1\norganization: { id: p }\nsystems: [ { id: x, rto: 90min, n: 7 } ]\n---\n"
            "kijun: 1\norganization: { id: q, parameters: [ { name: limit, value: 120分 }, { name: "
            "least, value: '5' } ] }\n"
            "systems: [ { id: x, rto: 90min, n: 7 } ]\n");
    CHECK_STR(fixture_verdict(&f, "9", "o/system:x"), "fail");
    CHECK_STR(fixture_verdict(&f, "9#lua", "o/system:x"), "fail");
    CHECK_STR(fixture_verdict(&f, "9#n", "o/system:x"), "pass");
    CHECK_STR(fixture_verdict(&f, "11", "o/system:x"), "pass");
    CHECK_STR(fixture_verdict(&f, "12", "o/system:x"), "pass");
    CHECK_STR(fixture_verdict(&f, "9", "p/system:x"), "pass");
    CHECK_STR(fixture_verdict(&f, "9#lua", "p/system:x"), "pass");
    CHECK_STR(fixture_verdict(&f, "9#n", "p/system:x"), "fail");
    CHECK_STR(fixture_verdict(&f, "11", "p/system:x"), "fail");
    CHECK_STR(fixture_verdict(&f, "12", "p/system:x"), "unknown");
    CHECK_STR(fixture_missing(&f, "12", "p/system:x"), "$c/unset");
    CHECK_STR(fixture_verdict(&f, "9", "q/system:x"), "pass");
    CHECK_STR(fixture_verdict(&f, "9#n", "q/system:x"), "pass");
    CHECK_STR(fixture_trace(&f, "9", "q/system:x"), "system:x.rto, $c/limit");
    const KjOrgResult *orgs = f.run->organizations;
    // What no pack sets is no departure, and neither is what is set to the same.
    CHECK_INT(orgs[0].deviation_count, 4);
    CHECK_INT(orgs[1].deviation_count, 0);
    CHECK_INT(orgs[2].deviation_count, 1);
    // by name: least, levels, limit, plain
    static const char *const DIRECTIONS[] = {"looser", "undecidable", "stricter", "undecidable"};
    for (size_t i = 0; i < 4 && i < orgs[0].deviation_count; i++)
        CHECK_STR(orgs[0].deviations[i].direction.data, DIRECTIONS[i]);
    CHECK_STR(orgs[0].deviations[2].reason.data, "because");
    CHECK_STR(orgs[0].deviations[2].approved_by.data, "abe");
    fixture_free(&f);
}

TEST(parameters_that_are_not_there_or_do_not_fit)
{
    check_problem(
        "kijun: 1\norganization: { id: o, parameters: [ { name: limitt, value: 1h } ] }\n",
        "limitt");
    check_problem(
        "kijun: 1\norganization: { id: o, parameters: [ { name: limit, value: blue } ] }\n",
        "limit");
}

int main(void)
{
    return RUN(what_the_facts_leave_to_a_person_says_so,
               an_answer_settles_what_is_unknown_and_nothing_else,
               an_answer_covers_the_rule_it_names,
               subjects_go_before_none_and_then_the_gravest_answer,
               an_answer_from_the_future_or_without_a_value_does_not_count,
               an_equivalent_measure_satisfies_a_rule_in_principle,
               a_waiver_in_force_sets_aside_and_keeps_what_was, names_of_rules_that_are_not_there,
               organizations_are_settled_apart,
               a_subject_of_a_kind_that_the_rule_does_not_judge_is_an_error,
               parameters_per_organization_and_which_way_they_depart,
               parameters_that_are_not_there_or_do_not_fit, a_name_covers_its_rule_and_the_items);
}
