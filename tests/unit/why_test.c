// What is said of a condition that does not hold: days come before and after one another, and what
// breaks an all(…) is named with what is wrong with it.
#include "tests/unit/judge_fixture.h"

static const char PACK[] =
    "local T = { ja='件', en='Case' }\n"
    "kind 'organization' { singleton = true, plural = 'organizations', title = T, fields = {"
    "  field('t', 'bool', 'T', 'T') } }\n"
    "kind 'system' { title = T, fields = { field('day', 'date', '日', 'Day'),"
    "  field('at', 'datetime', '時', 'Time'), field('rto', 'duration', '復旧', 'RTO'),"
    "  field('base', 'bool', '基盤', 'Base'),"
    "  field('needs', '[->system] = []', '依存先', 'Needs', { inverse = 'users' }) } }\n"
    "local function r(name, check) rule(name) { kind = 'system', title = T, check = check } end\n"
    "r('ge', 'day >= today()')\nr('gt', 'day > today()')\nr('le', 'day <= 2026-03-01')\n"
    "r('lt', 'day < 2026-03-01')\nr('eq', 'day == today()')\n"
    "r('soon', 'day > today() + 30d')\nr('old', 'today() - day > 3d')\n"
    "r('time', 'at > 2026-03-31T12:00')\nr('rto', 'rto >= 3h')\n"
    "r('all', 'all(needs, rto < 3h and base)')\nr('plain', 'all(needs, present(rto))')\n"
    "r('nested', 'all(needs, all(needs, base))')\nr('any', 'any(needs, rto > 9h)')\n";

static const char DATA[] =
    "kijun: 1\norganization: { id: o }\nsystems:\n"
    "  - { id: a, day: 2026-03-31, at: 2026-03-31T09:00, rto: 2h, needs: [b, c, d, e, f] }\n"
    "  - { id: b, rto: 4h, base: no }\n  - { id: c, rto: 5h, base: yes }\n"
    "  - { id: d, rto: 1h, base: no }\n  - { id: e, rto: 6h, base: yes }\n"
    "  - { id: f, rto: 1h, base: yes, needs: [b] }\n"
    "  - { id: g, needs: [h, b] }\n  - { id: h }\n";

static void check_said(KjLang lang, const char *rule, const char *record, const char *said)
{
    Fixture f = fixture_new();
    f.options.lang = lang;
    fixture_pack(&f, "p", PACK);
    fixture_judge_well(&f, DATA);
    CHECK_STR(fixture_verdict(&f, rule, record), "fail");
    CHECK_STR(fixture_message(&f, rule, record), said);
    fixture_free(&f);
}

TEST(days_come_before_and_after_one_another)
{
    check_said(KJ_EN, "ge", "system:a", "Day 2026-03-31 is before the as-of day");
    check_said(KJ_EN, "gt", "system:a", "Day 2026-03-31 is not after the as-of day");
    check_said(KJ_EN, "le", "system:a", "Day 2026-03-31 is after 2026-03-01");
    check_said(KJ_EN, "lt", "system:a", "Day 2026-03-31 is not before 2026-03-01");
    check_said(KJ_EN, "eq", "system:a", "Day 2026-03-31 is not equal to the as-of day");
    check_said(KJ_EN, "soon", "system:a", "Day 2026-03-31 is not after the as-of day + 30d");
    check_said(KJ_EN, "old", "system:a", "the as-of day - Day 2026-03-31 is not more than 3d");
    check_said(KJ_EN, "rto", "system:a", "RTO 2h is less than 3h");
    check_said(KJ_JA, "ge", "system:a", "日 令和8年3月31日 は 判定日 より前");
    check_said(KJ_JA, "gt", "system:a", "日 令和8年3月31日 は 判定日 より後ではない");
    check_said(KJ_JA, "rto", "system:a", "復旧 2時間 は 3時間 以上ではない");
}

TEST(what_breaks_all_is_named_with_its_reason)
{
    check_said(KJ_EN, "all", "system:a",
               "b (RTO 4h is not less than 3h), c (RTO 5h is not less than 3h), d (Base no), e");
    check_said(KJ_JA, "plain", "system:g", "h（復旧 が記録されていない）");
    check_said(KJ_EN, "nested", "system:a", "f (b (Base no))");
    check_said(KJ_EN, "any", "system:f", "any(needs, rto > 9h): b");
}

int main(void)
{
    return RUN(days_come_before_and_after_one_another, what_breaks_all_is_named_with_its_reason);
}
