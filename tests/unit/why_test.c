// What is said of a condition that does not hold: days come before and after one another, what breaks an
// all(…) is named with what is wrong with it, and nothing is said in the words of conditions: values by their
// labels, records by their names, what is asked of members in the names of fields.
#include "tests/unit/judge_fixture.h"

static const char PACK[] =
    "local T = { ja='件', en='Case' }\n"
    "kind 'organization' { singleton = true, plural = 'organizations', title = T, fields = {"
    "  field('t', 'bool', 'T', 'T') } }\n"
    "kind 'system' { title = T, fields = { field('day', 'date', '日', 'Day'),"
    "  field('at', 'datetime', '時', 'Time'), field('rto', 'duration', '復旧', 'RTO'),"
    "  field('base', 'bool', '基盤', 'Base'), field('codes', '[text] = []', '記号', 'Codes'),"
    "  field('state', 'up|down', '状態', 'State', { labels = { up = { ja = '稼働', en = 'Up' },"
    "    down = { ja = '停止', en = 'Down' } } }), field('name', 'text', '名称', 'Name'),"
    "  field('first', '->system', '先', 'First'), field('second', '->system', '後', 'Second'),"
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

static const char WORDS[] =
    "local T = { ja='件', en='Case' }\n"
    "kind 'organization' { singleton = true, plural = 'organizations', title = T, fields = {"
    "  field('t', 'bool', 'T', 'T') } }\n"
    "kind 'box' { title = { ja = '箱', en = 'Box' }, plural = 'boxes', fields = {"
    "  field('name', 'text', '名称', 'Name'), field('colour', 'text', '色', 'Colour'),"
    "  field('state', 'up|down', '状態', 'State', { labels = { up = { ja = '稼働', en = 'Up' },"
    "    down = { ja = '停止', en = 'Down' } } }),"
    "  field('codes', '[text] = []', '記号', 'Codes'), field('day', 'date', '日', 'Day'),"
    "  field('due', 'date', '期限', 'Due'), field('full', 'bool', '満杯', 'Full'),"
    "  field('first', '->box', '先', 'First', { inverse = 'f' }),"
    "  field('second', '->box', '後', 'Second', { inverse = 's' }),"
    "  field('inner', '[->box] = []', '中身', 'Inner', { inverse = 'outers' }) } }\n"
    "local function r(name, check) rule(name) { kind = 'box', title = T, check = check } end\n"
    "r('is', [[state == 'up']])\nr('in', [=[state in ['up']]=])\nr('not', [[state ~= 'down']])\n"
    "r('apart', 'first ~= second')\nr('colours', 'first.colour ~= second.colour')\n"
    "r('some', 'count(inner) > 0')\nr('code', [['x' in codes]])\n"
    "r('entries', [[not any(codes where it == 'y')]])\n"
    "r('choice', 'if(full, false, true)')\nr('first', 'first(day, due) >= today()')\n"
    "r('sense', [[any(organization.boxes where state == 'up', (full or due < day) and "
    "present(colour))]])\n";

static const char BOXES[] =
    "kijun: 1\norganization: { id: o }\nboxes:\n"
    "  - { id: a, name: 甲, state: down, first: b, second: b, codes: [y, z], full: yes,\n"
    "      day: 2026-03-01, due: 2026-05-01, colour: '赤' }\n"
    "  - { id: b, name: 乙, state: up, full: no, day: 2026-03-01, due: 2026-05-01, colour: '青' }\n"
    "  - { id: c, name: 丙, state: up, full: no, day: 2026-03-01, due: 2026-05-01, colour: '青',\n"
    "      first: a, second: a }\n";

static void check_of(const char *pack, const char *data, KjLang lang, const char *rule,
                     const char *record, const char *said)
{
    Fixture f = fixture_new();
    f.options.lang = lang;
    fixture_pack(&f, "p", pack);
    fixture_judge_well(&f, data);
    CHECK_STR(fixture_verdict(&f, rule, record), "fail");
    CHECK_STR(fixture_message(&f, rule, record), said);
    fixture_free(&f);
}

static void check_said(KjLang lang, const char *rule, const char *record, const char *said)
{
    check_of(PACK, DATA, lang, rule, record, said);
}

static void check_box(KjLang lang, const char *rule, const char *said)
{
    check_of(WORDS, BOXES, lang, rule, "box:a", said);
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
               "b (RTO 4h is not less than 3h), c (RTO 5h is not less than 3h), d (Base: no), e");
    check_said(KJ_JA, "plain", "system:g", "h（復旧 が記録されていない）");
    check_said(KJ_EN, "nested", "system:a", "f (b (Base: no))");
    check_said(KJ_EN, "any", "system:f", "of 'Case' (b) none fits (RTO is more than 9h)");
    check_said(KJ_EN, "any", "system:a", "of 'Case' (5) none fits (RTO is more than 9h)");
    check_said(KJ_JA, "any", "system:h", "「件」がない");
}

TEST(values_are_called_by_their_labels_and_records_by_their_names)
{
    check_box(KJ_JA, "is", "状態 は 停止 で、稼働 ではない");
    check_box(KJ_EN, "is", "State is Down, not Up");
    check_box(KJ_JA, "in", "状態 停止 は 稼働 のどれでもない");
    check_box(KJ_EN, "not", "State is Down");
    check_box(KJ_JA, "apart", "先 と 後 が同じ（乙（b））");
    check_box(KJ_EN, "colours", "First: Colour and Second: Colour are the same (青)");
    check_box(KJ_JA, "some", "「箱」がない");
    check_box(KJ_EN, "code", "x is not among Codes (y, z)");
}

TEST(what_is_asked_is_said_in_names)
{
    check_box(KJ_EN, "entries", "there is 'Codes' that fits: y (the entry is y)");
    check_box(KJ_JA, "choice", "満杯：はい");
    check_box(KJ_JA, "first", "日（なければ 期限） 令和8年3月1日 は 判定日 より前");
    check_box(KJ_JA, "sense",
              "「箱」3件の中に、当てはまるものがない（状態 は 稼働、「満杯：はい 又は 期限 は 日 "
              "より前」、色 が記録されている）");
    check_box(KJ_EN, "sense",
              "of 'Box' (3) none fits (State is Up, [Full: yes or Due is before Day], Colour is "
              "recorded)");
}

int main(void)
{
    return RUN(days_come_before_and_after_one_another, what_breaks_all_is_named_with_its_reason,
               values_are_called_by_their_labels_and_records_by_their_names,
               what_is_asked_is_said_in_names);
}
