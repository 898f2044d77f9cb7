// Rules whose check rests on a declaration: answers go before it. Bans over many records. Articles of a
// catalogue, which take any subject.
#include "engine/output/meaning.h"
#include "tests/unit/judge_fixture.h"

static const char PACK[] =
    "local T = { ja='件', en='Case' }\n"
    "kind 'organization' { singleton = true, plural = 'organizations', title = T, fields = {"
    "  field('t', 'bool', 'T', 'T') } }\n"
    "kind 'system' { title = T, fields = { field('a', 'bool', 'A', 'A'),"
    "  field('n', 'int', 'N', 'N'), field('old', 'bool = no', '旧', 'Old') } }\n"
    "kind 'answer' { title = T, fields = { field('rule*', 'text', '件', 'Rule'),"
    "  field('subject', '->any', '対', 'Subject'), field('value', 'yes|partly|no|na', '答', "
    "'Value'), field('same', 'text', '同', 'Same') } }\n"
    "kind 'exception' { title = T, fields = { field('rule*', 'text', '件', 'Rule'),"
    "  field('subject', '->any', '対', 'Subject') } }\n"
    "answer { kind = 'answer', rule = 'rule', subject = 'subject', value = 'value',"
    "  verdicts = { yes = 'pass', partly = 'partial', no = 'fail', na = 'n/a' },"
    "  equivalent = 'present(same)' }\n"
    "waiver { kind = 'exception', rule = 'rule', subject = 'subject', when = 'present(rule)',"
    "  turns = { 'fail', 'partial', 'unknown' } }\n"
    "local function r(name, kind, body) body.kind, body.title, body.actor = kind, T, 'x' "
    "rule(name)(body) end\n"
    "r('1', 'system', { declared = true, when = 'not old', check = 'a' })\n"
    "r('2', 'system', { declared = true, check = function(s) return s.n > 2 or partial {} end })\n"
    "r('3', 'system', { check = 'a' })\n"
    "r('4', 'system', { declared = true, in_principle = true, check = 'a' })\n"
    "r('5', 'organization', { items = 'strict' })\n"
    "r('5#a', 'organization', { check = 't' })\nr('5#b', 'system', { check = 'a' })\n"
    "r('6', 'organization', { items = true })\n"
    "r('6#a', 'organization', { check = 't' })\nr('6#b', 'system', { check = 'a' })\n"
    "r('7', 'organization', { level = 'catalogue' })\n";

#define O "kijun: 1\norganization: { id: o, t: yes }\n"
#define SYSTEMS                                                                                    \
    "systems:\n  - { id: yes, a: yes, n: 3 }\n  - { id: no, a: no, n: 1 }\n  - { id: open }\n"     \
    "  - { id: old, old: yes, a: yes }\n"

static Fixture made(const char *yaml)
{
    Fixture f = fixture_new();
    fixture_pack(&f, "p", PACK);
    fixture_judge_well(&f, yaml);
    return f;
}

static bool rests_on_declaration(const Fixture *f, const char *rule, const char *record)
{
    KjView view = {.registry = f->registry};
    return kj_rests_on_declaration(&view, fixture_judgement(f, rule, record));
}

static KjVerdict underlying(const Fixture *f, const char *rule, const char *record)
{
    return fixture_judgement(f, rule, record)->underlying;
}

TEST(without_an_answer_the_declaration_stands_and_is_marked)
{
    Fixture f = made(O SYSTEMS);
    CHECK_STR(fixture_verdict(&f, "1", "system:yes"), "pass");
    CHECK_STR(fixture_verdict(&f, "1", "system:no"), "fail");
    CHECK_STR(fixture_verdict(&f, "1", "system:open"), "unknown");
    CHECK_STR(fixture_verdict(&f, "2", "system:no"), "partial");
    CHECK(rests_on_declaration(&f, "1", "system:yes"));
    CHECK(rests_on_declaration(&f, "1", "system:no"));
    CHECK(rests_on_declaration(&f, "2", "system:no"));
    CHECK(!rests_on_declaration(&f, "1", "system:open")); // nothing is declared
    CHECK(!rests_on_declaration(&f, "1", "system:old"));
    CHECK(!rests_on_declaration(&f, "3", "system:yes"));
    fixture_free(&f);
}

TEST(an_answer_goes_before_a_declaration_and_leaves_it_visible)
{
    Fixture f = made(O SYSTEMS "answers:\n  - { id: a1, rule: '1', value: 'no' }\n"
                               "  - { id: a2, rule: '1', subject: no, value: 'yes' }\n"
                               "  - { id: a3, rule: '2', value: partly }\n"
                               "  - { id: a4, rule: '3', value: 'no' }\n");
    CHECK_STR(fixture_verdict(&f, "1", "system:yes"), "fail");
    CHECK_INT(underlying(&f, "1", "system:yes"), KJ_PASS);
    CHECK_STR(fixture_message(&f, "1", "system:yes"),
              "answered 'no' (a1); by what is declared: pass");
    CHECK_STR(fixture_judgement(&f, "1", "system:yes")->settled_by.data, "answer:a1");
    CHECK(!rests_on_declaration(&f, "1", "system:yes"));
    CHECK_STR(fixture_verdict(&f, "1", "system:no"), "pass"); // the one with a subject goes first
    CHECK_INT(underlying(&f, "1", "system:no"), KJ_FAIL);
    CHECK_STR(fixture_verdict(&f, "1", "system:open"), "fail");
    CHECK_INT(underlying(&f, "1", "system:open"), KJ_NO_VERDICT);
    CHECK_STR(fixture_message(&f, "1", "system:open"), "answered 'no' (a1)");
    CHECK_STR(fixture_verdict(&f, "1", "system:old"), "n/a"); // it does not apply, whatever is said
    CHECK_STR(fixture_verdict(&f, "2", "system:yes"), "partial");
    CHECK_STR(fixture_verdict(&f, "3", "system:yes"), "pass"); // no declaration: the check stands
    fixture_free(&f);
}

TEST(the_gravest_answer_counts_once_and_an_exception_comes_after_it)
{
    Fixture f = made(O SYSTEMS "answers:\n  - { id: a1, rule: '1', value: 'yes' }\n"
                               "  - { id: a2, rule: '1', value: 'no' }\n"
                               "  - { id: a3, rule: '2', value: na }\n"
                               "exceptions: [ { id: e, rule: '1', subject: no } ]\n");
    CHECK_STR(fixture_verdict(&f, "1", "system:yes"), "fail");
    CHECK_INT(underlying(&f, "1", "system:yes"), KJ_PASS);
    CHECK_STR(fixture_judgement(&f, "1", "system:yes")->settled_by.data, "answer:a2");
    CHECK_STR(fixture_verdict(&f, "1", "system:no"), "waived");
    CHECK_INT(underlying(&f, "1", "system:no"), KJ_FAIL);
    CHECK_STR(fixture_verdict(&f, "2", "system:yes"), "n/a");
    CHECK_INT(underlying(&f, "2", "system:yes"), KJ_PASS);
    fixture_free(&f);
}

TEST(an_equivalent_excuses_what_an_answer_found_of_a_declaration)
{
    Fixture f = made(O SYSTEMS "answers:\n  - { id: a1, rule: '4', value: 'no' }\n"
                               "  - { id: a2, rule: '4', value: 'yes', same: else }\n");
    CHECK_STR(fixture_verdict(&f, "4", "system:yes"), "pass");
    CHECK_STR(fixture_verdict(&f, "4", "system:no"), "pass");
    CHECK_INT(underlying(&f, "4", "system:no"), KJ_FAIL);
    fixture_free(&f);
}

TEST(an_equivalent_makes_up_for_what_its_own_answer_denies)
{
    Fixture f = made(O SYSTEMS "answers: [ { id: a1, rule: '4', value: 'no', same: else } ]\n");
    CHECK_STR(fixture_verdict(&f, "4", "system:yes"), "pass"); // declared, denied, equivalent
    CHECK_INT(underlying(&f, "4", "system:yes"), KJ_PASS);
    CHECK_STR(fixture_verdict(&f, "4", "system:no"), "pass");
    CHECK_STR(fixture_verdict(&f, "4", "system:open"), "pass");
    fixture_free(&f);
    f = made(O SYSTEMS "answers: [ { id: a1, rule: '4', value: na, same: else } ]\n");
    CHECK_STR(fixture_verdict(&f, "4", "system:yes"),
              "n/a"); // it does not apply: nothing to make up for
    fixture_free(&f);
}

TEST(one_record_breaks_a_ban)
{
    Fixture f = made(O "systems: [ { id: x, a: yes }, { id: y, a: no } ]\n");
    CHECK_STR(fixture_verdict(&f, "5", "organization:o"), "fail");
    CHECK_STR(fixture_message(&f, "5", "organization:o"), "not fulfilled: b (Case)");
    CHECK_STR(fixture_verdict(&f, "6", "organization:o"), "partial");
    fixture_judge_well(&f, O "systems: [ { id: x, a: yes }, { id: y } ]\n");
    CHECK_STR(fixture_verdict(&f, "5", "organization:o"), "unknown");
    fixture_judge_well(&f, O "systems: [ { id: x, a: yes } ]\n");
    CHECK_STR(fixture_verdict(&f, "5", "organization:o"), "pass");
    fixture_judge_well(&f, O "systems: [ { id: x, a: yes }, { id: y, a: no } ]\n"
                             "exceptions: [ { id: e, rule: '5#b', subject: y } ]\n");
    CHECK_STR(fixture_verdict(&f, "5", "organization:o"), "waived");
    CHECK_INT(underlying(&f, "5", "organization:o"), KJ_FAIL);
    fixture_free(&f);
}

TEST(an_article_of_a_catalogue_takes_any_subject_as_a_note)
{
    Fixture f = made(O SYSTEMS "answers: [ { id: a1, rule: '7', subject: yes, value: 'yes' } ]\n"
                               "exceptions: [ { id: e, rule: '7', subject: no } ]\n");
    CHECK_STR(fixture_verdict(&f, "7", "organization:o"), "unknown");
    fixture_judge_well(&f, O SYSTEMS "answers: [ { id: a1, rule: '7', subject: 'organization:o', "
                                     "value: 'yes' } ]\n");
    CHECK_STR(fixture_verdict(&f, "7", "organization:o"), "pass");
    fixture_free(&f);
}

TEST(where_the_options_do_not_belong_is_told)
{
    static const char *const RULES[][2] = {
        {"rule '1' { title = T, declared = true, ask = T }", "'declared' belongs to a rule with a"},
        {"rule '1' { title = T, declared = true, items = true }\nrule '1#a' { title = T, ask = T }",
         "'declared' belongs to a rule with a"},
        {"rule '1' { title = T, items = 'lax' }", "'items' must be true, false or"},
    };
    for (size_t i = 0; i < 3; i++) {
        Fixture f = fixture_new();
        fixture_pack(&f, "p",
                     kj_arena_printf(f.arena,
                                     "local T = { ja='件', en='Case' }\n"
                                     "kind 'organization' { singleton = true, plural = 'os', title "
                                     "= T, fields = { field('t', 'bool', 'T', 'T') } }\n%s\n",
                                     RULES[i][0]));
        fixture_judge(&f, O);
        CHECK(strstr(f.problems, RULES[i][1]) != NULL);
        fixture_free(&f);
    }
}

int main(void)
{
    return RUN(without_an_answer_the_declaration_stands_and_is_marked,
               an_answer_goes_before_a_declaration_and_leaves_it_visible,
               the_gravest_answer_counts_once_and_an_exception_comes_after_it,
               an_equivalent_excuses_what_an_answer_found_of_a_declaration,
               an_equivalent_makes_up_for_what_its_own_answer_denies, one_record_breaks_a_ban,
               an_article_of_a_catalogue_takes_any_subject_as_a_note,
               where_the_options_do_not_belong_is_told);
}
