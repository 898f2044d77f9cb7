// Clauses with items: how their verdicts follow from those of the items, and what answers and
// exceptions do there.
#include "tests/unit/judge_fixture.h"

static const char PACK[] =
    "local T = { ja='件', en='Case' }\n"
    "kind 'organization' { singleton = true, plural = 'organizations', title = T, fields = {"
    "  field('t', 'bool', 'T', 'T') } }\n"
    "kind 'system' { title = T, fields = { field('a', 'bool', 'A', 'A'), field('b', 'bool', 'B', "
    "'B'),"
    "  field('c', 'bool', 'C', 'C'), field('cloud', 'bool = no', '雲', 'Cloud'),"
    "  field('old', 'bool = no', '旧', 'Old') } }\n"
    "kind 'answer' { title = T, fields = { field('rule*', 'text', '件', 'Rule'),"
    "  field('subject', '->any', '対', 'Subject'), field('value', 'yes|no', '答', 'Value'),"
    "  field('same', 'text', '同', 'Same') } }\n"
    "kind 'exception' { title = T, fields = { field('rule*', 'text', '件', 'Rule'),"
    "  field('subject', '->any', '対', 'Subject') } }\n"
    "answer { kind = 'answer', rule = 'rule', subject = 'subject', value = 'value',"
    "  verdicts = { yes = 'pass', no = 'fail' }, equivalent = 'present(same)' }\n"
    "waiver { kind = 'exception', rule = 'rule', subject = 'subject', when = 'present(rule)',"
    "  turns = { 'fail', 'partial', 'unknown' } }\n"
    "local function r(name, kind, body) body.kind, body.title, body.actor = kind, T, 'x' "
    "rule(name)(body) end\n"
    "r('1', 'system', { items = true, when = 'not old' })\n"
    "r('1#a', 'system', { check = 'a' })\nr('1#b', 'system', { check = 'b' })\n"
    "r('1#c', 'system', { items = true })\n"
    "r('1#c.1', 'system', { check = 'c' })\nr('1#c.2', 'system', { when = 'cloud', check = 'a' })\n"
    "r('2', 'organization', { items = true })\n"
    "r('2#a', 'organization', { check = 't' })\nr('2#b', 'system', { check = 'b' })\n"
    "r('3', 'system', { items = true, in_principle = true })\n"
    "r('3#a', 'system', { when = 'cloud', check = 'a' })\n"
    "r('4', 'system', { items = true })\n"
    "r('4#a', 'system', { check = function(s) error('broken') end })\nr('4#b', 'system', { ask = T "
    "})\n";

#define O "kijun: 1\norganization: { id: o, t: yes }\n"

static Fixture made(void)
{
    Fixture f = fixture_new();
    fixture_pack(&f, "p", PACK);
    return f;
}

TEST(a_clause_passes_partly_passes_or_fails_as_its_items_do)
{
    Fixture f = made();
    fixture_judge_well(&f, O "systems:\n"
                             "  - { id: all, a: yes, b: yes, c: yes }\n"
                             "  - { id: some, a: yes, b: no, c: yes }\n"
                             "  - { id: none, a: no, b: no, c: no }\n"
                             "  - { id: open, a: yes, c: yes }\n"
                             "  - { id: open-fail, a: no, c: no }\n"
                             "  - { id: open-some, a: no, c: yes }\n"
                             "  - { id: old, old: yes }\n"
                             "  - { id: cloud, a: no, b: yes, c: yes, cloud: yes }\n");
    CHECK_STR(fixture_verdict(&f, "1", "system:all"), "pass");
    CHECK_STR(fixture_verdict(&f, "1", "system:some"), "partial");
    CHECK_STR(fixture_verdict(&f, "1", "system:none"), "fail");
    CHECK_STR(fixture_verdict(&f, "1", "system:open"), "unknown");
    CHECK_STR(fixture_verdict(&f, "1", "system:open-fail"), "fail");
    CHECK_STR(fixture_verdict(&f, "1", "system:open-some"), "partial");
    CHECK_STR(fixture_verdict(&f, "1", "system:old"), "n/a");
    CHECK_STR(fixture_verdict(&f, "1#c", "system:cloud"), "partial"); // items of an item
    CHECK_STR(fixture_verdict(&f, "1#c", "system:all"), "pass");      // 1#c.2 does not apply
    CHECK_STR(fixture_message(&f, "1", "system:some"), "not fulfilled: b (Case)");
    CHECK_STR(fixture_message(&f, "1", "system:cloud"),
              "not fulfilled: a (Case); fulfilled in part: c (Case)");
    CHECK_STR(fixture_message(&f, "1", "system:open"), "not known: b (Case)");
    const KjJudgement *open = fixture_judgement(&f, "1", "system:open");
    CHECK_INT(open->missing_count, 1);
    CHECK_STR(open->missing[0].id.data, "open");
    CHECK(open->trace_count >= 3);
    fixture_free(&f);
}

TEST(an_organisations_clause_has_items_for_its_records)
{
    Fixture f = made();
    fixture_judge_well(&f, O "systems: [ { id: x, b: yes }, { id: y, b: yes } ]\n");
    CHECK_STR(fixture_verdict(&f, "2", "organization:o"), "pass");
    fixture_judge_well(&f, O "systems: [ { id: x, b: yes }, { id: y, b: no } ]\n");
    CHECK_STR(fixture_verdict(&f, "2", "organization:o"), "partial");
    fixture_judge_well(&f, "kijun: 1\norganization: { id: o, t: no }\n"
                           "systems: [ { id: y, b: no } ]\n");
    CHECK_STR(fixture_verdict(&f, "2", "organization:o"), "fail");
    fixture_judge_well(&f, O); // without systems the item is not judged
    CHECK_STR(fixture_verdict(&f, "2", "organization:o"), "pass");
    fixture_free(&f);
}

TEST(where_no_item_applies_neither_does_the_clause)
{
    Fixture f = made();
    fixture_judge_well(&f, O "systems: [ { id: x, a: yes } ]\n");
    CHECK_STR(fixture_verdict(&f, "3", "system:x"), "n/a");
    fixture_free(&f);
}

TEST(an_item_in_error_makes_the_clause_an_error)
{
    Fixture f = made();
    fixture_judge_well(&f, O "systems: [ { id: x } ]\n");
    CHECK_STR(fixture_verdict(&f, "4", "system:x"), "error");
    CHECK(strstr(fixture_message(&f, "4", "system:x"), "could not be judged: a") != NULL);
    fixture_free(&f);
}

TEST(answers_to_the_clause_settle_its_items)
{
    Fixture f = made();
    fixture_judge_well(&f, O "systems: [ { id: x, a: yes } ]\n"
                             "answers: [ { id: n, rule: '1', value: 'yes' } ]\n");
    CHECK_STR(fixture_verdict(&f, "1#b", "system:x"), "pass");
    CHECK_STR(fixture_verdict(&f, "1", "system:x"), "pass");
    fixture_judge_well(&f, O "systems: [ { id: x, a: yes, b: no, c: yes } ]\n"
                             "answers: [ { id: n, rule: '1', value: 'yes' } ]\n");
    CHECK_STR(fixture_verdict(&f, "1", "system:x"), "partial"); // what is known stays
    fixture_free(&f);
}

TEST(an_equivalent_to_a_clause_in_principle_makes_it_pass)
{
    Fixture f = made();
    fixture_judge_well(&f, O "systems: [ { id: x, cloud: yes, a: no } ]\n"
                             "answers: [ { id: n, rule: '3', value: 'yes', same: else } ]\n");
    CHECK_STR(fixture_verdict(&f, "3#a", "system:x"), "fail");
    CHECK_STR(fixture_verdict(&f, "3", "system:x"), "pass");
    CHECK_INT(fixture_judgement(&f, "3", "system:x")->underlying, KJ_FAIL);
    fixture_free(&f);
}

TEST(exceptions_to_items_or_to_the_clause)
{
    Fixture f = made();
    fixture_judge_well(&f, O "systems: [ { id: x, a: yes, b: no, c: yes } ]\n"
                             "exceptions: [ { id: e, rule: 1#b } ]\n");
    CHECK_STR(fixture_verdict(&f, "1#b", "system:x"), "waived");
    CHECK_STR(fixture_verdict(&f, "1", "system:x"), "waived");
    CHECK_INT(fixture_judgement(&f, "1", "system:x")->underlying, KJ_PARTIAL);
    fixture_judge_well(&f, O "systems: [ { id: x, a: no, b: no, c: yes } ]\n"
                             "exceptions: [ { id: e, rule: 1#b } ]\n");
    CHECK_STR(fixture_verdict(&f, "1", "system:x"), "partial"); // a still fails
    fixture_judge_well(&f, O "systems: [ { id: x, a: no, b: no, c: no } ]\n"
                             "exceptions: [ { id: e, rule: '1' } ]\n");
    CHECK_STR(fixture_verdict(&f, "1", "system:x"), "waived");
    CHECK_INT(fixture_judgement(&f, "1", "system:x")->underlying, KJ_FAIL);
    CHECK_STR(fixture_verdict(&f, "1#c.1", "system:x"), "waived");
    fixture_free(&f);
}

TEST(what_is_wrong_with_items_is_told)
{
    static const char *const packs[][2] = {
        {"rule '1' { kind = 'system', title = T, items = true, check = 't' }\n"
         "rule '1#a' { kind = 'system', title = T, check = 't' }",
         "'check' and 'ask' belong to them"},
        {"rule '1' { kind = 'system', title = T, items = true }", "it has no items, such as '1#a'"},
        {"rule '1' { kind = 'system', title = T, items = true }\n"
         "rule '1#a' { title = T, check = 't' }",
         "an item is judged for the kind of its clause '1'"},
    };
    for (size_t i = 0; i < sizeof packs / sizeof *packs; i++) {
        Fixture f = fixture_new();
        fixture_pack(&f, "p",
                     kj_arena_printf(f.arena,
                                     "local T = { ja='件', en='Case' }\n"
                                     "kind 'organization' { singleton = true, plural = 'os', title "
                                     "= T, fields = { field('t', 'bool', 'T', 'T') } }\n"
                                     "kind 'system' { title = T, fields = { field('t', 'bool', "
                                     "'T', 'T') } }\n%s\n",
                                     packs[i][0]));
        fixture_judge(&f, O);
        CHECK(strstr(f.problems, packs[i][1]) != NULL);
        fixture_free(&f);
    }
}

int main(void)
{
    return RUN(a_clause_passes_partly_passes_or_fails_as_its_items_do,
               an_organisations_clause_has_items_for_its_records,
               where_no_item_applies_neither_does_the_clause,
               an_item_in_error_makes_the_clause_an_error, answers_to_the_clause_settle_its_items,
               an_equivalent_to_a_clause_in_principle_makes_it_pass,
               exceptions_to_items_or_to_the_clause, what_is_wrong_with_items_is_told);
}
