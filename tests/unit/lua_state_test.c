// No state leaks from one call of a pack's function into another: what a call changes in locals that
// outlive it is put back and is an error of that call, so that records and organisations give the same
// in any order, together or alone.
#include "tests/unit/judge_fixture.h"

static const char KINDS[] =
    "kind 'organization' { singleton = true, title = { ja='組織', en='Org' }, fields = {} }\n"
    "kind 'system' { title = { ja='系', en='System' }, fields = {\n"
    "  field('i', 'int', '数', 'Whole'), field('j', 'int', '数', 'Whole') } }\n"
    "kind 'gap' { derived = true, title = { ja='差', en='Gap' }, fields = {\n"
    "  field('n', 'int', '数', 'Whole') } }\n"
    "local function r(name, check) rule(name) { check = check, actor = 'x', kind = 'system',\n"
    "  title = { ja='件', en='Case' }, remedy = { ja='直す', en='Mend' } } end\n";

static Fixture made(const char *text)
{
    Fixture f = fixture_new();
    fixture_pack(&f, "p", kj_arena_printf(f.arena, "%s%s", KINDS, text));
    return f;
}

// Verdicts of rule '1' for the systems with i = 1, 2, 3, which have the given ids.
static const char *verdicts(Fixture *f, const char *const ids[3])
{
    const char *text = "";
    fixture_judge_well(f, kj_arena_printf(f->arena,
                                          "kijun: 1\norganization: { id: o }\nsystems:\n"
                                          "  - { id: %s, i: 1 }\n  - { id: %s, i: 2 }\n"
                                          "  - { id: %s, i: 3 }\n",
                                          ids[0], ids[1], ids[2]));
    for (int i = 0; i < 3; i++)
        text = kj_arena_printf(
            f->arena, "%s%s%s", text, i ? " " : "",
            fixture_verdict(f, "1", kj_arena_printf(f->arena, "system:%s", ids[i])));
    return text;
}

// Judges in two orders and once more; what came of it and the first message.
static const char *judged(const char *text)
{
    static char result[400];
    static const char *const forward[] = {"a", "b", "c"}, *const backward[] = {"c", "b", "a"};
    Fixture f = made(text);
    const char *first = verdicts(&f, forward), *message = "";
    CHECK_STR(verdicts(&f, backward), first);
    CHECK_STR(verdicts(&f, forward), first);
    for (int i = 0; i < 3 && !message[0]; i++)
        message = fixture_message(&f, "1", kj_arena_printf(f.arena, "system:%s", forward[i]));
    snprintf(result, sizeof result, "%s%s%s", first, message[0] ? ": " : "", message);
    fixture_free(&f);
    return result;
}

#define CHANGED(name)                                                                              \
    "p/rules.lua:9: changed '" name "', which outlives the call; use locals inside the function"

// ---- what is changed ----

TEST(a_counter_is_put_back_and_told)
{
    CHECK_STR(judged("local n = 0\nr('1', function(s) n = n + 1 return n <= 2 end)"),
              "error error error: " CHANGED("n"));
    CHECK_STR(judged("local n = 0\nr('1', function(s) if s.i == 2 then n = n + 1 end "
                     "return n == 0 end)"),
              "pass error pass: " CHANGED("n"));
    CHECK_STR(judged("local last\nr('1', function(s) last = s.i == 1 and s return not last end)"),
              "error error error: " CHANGED("last"));
    CHECK_STR(judged("local n = 1\nr('1', function(s) if s.i == 3 then n = 1.0 end "
                     "return tostring(n) == '1' end)"),
              "pass pass error: " CHANGED("n"));
    CHECK_STR(judged("local n = 0.0\nr('1', function(s) if s.i == 3 then n = -n end "
                     "return 1 / n > 0 end)"),
              "pass pass error: " CHANGED("n"));
}

TEST(tables_are_put_back_and_told)
{
    CHECK_STR(judged("local t = { n = 0 }\nr('1', function(s) if s.i > 1 then t.n = t.n + 1 end "
                     "return t.n == 0 end)"),
              "pass error error: " CHANGED("t"));
    CHECK_STR(judged("local t = { a = { b = { 1 } } }\nr('1', function(s) if s.i == 1 then "
                     "t.a.b[2] = s.i end return #t.a.b == 1 end)"),
              "error pass pass: " CHANGED("t"));
    CHECK_STR(judged("local t = {}\nr('1', function(s) if s.i == 1 then table.insert(t, s.id) end "
                     "return #t == 0 end)"),
              "error pass pass: " CHANGED("t"));
    CHECK_STR(judged("local t = { 3, 1, 2 }\nr('1', function(s) if s.i == 2 then table.sort(t) end "
                     "return t[1] == 3 end)"),
              "pass error pass: " CHANGED("t"));
    CHECK_STR(judged("local t = { 1, 2, x = true }\nr('1', function(s) if s.i == 2 then "
                     "t[1], t[2], t.x = nil, nil, nil end return t.x and #t == 2 end)"),
              "pass error pass: " CHANGED("t"));
    CHECK_STR(judged("local t = { { 1 } }\nr('1', function(s) if s.i == 2 then t[1] = { 1 } end "
                     "t[1][1] = t[1][1] return true end)"),
              "pass error pass: " CHANGED("t"));
}

TEST(what_helper_functions_keep_is_put_back)
{
    CHECK_STR(judged("local function counter() local n = 0 return function() n = n + 1 return n "
                     "end end local next_number = counter()\n"
                     "r('1', function(s) return s.i == 1 or next_number() == 1 end)"),
              "pass error error: " CHANGED("n"));
    CHECK_STR(judged("local M = { seen = {} } function M.note(id) M.seen[id] = true end\n"
                     "r('1', function(s) if s.i == 1 then M.note('x') end return not M.seen.x "
                     "end)"),
              "error pass pass: " CHANGED("M"));
    CHECK_STR(judged("local function f() return true end local function swap() f = nil end\n"
                     "r('1', function(s) local ok = f() if s.i == 1 then swap() end return ok "
                     "end)"),
              "error pass pass: " CHANGED("f"));
    CHECK_STR(judged("local f\nr('1', function(s) local n = 0 f = f or function() n = n + 1 "
                     "return n end return f() == 1 end)"),
              "error error error: " CHANGED("f"));
}

TEST(a_local_that_two_rules_share_is_guarded_for_both)
{
    Fixture f = made("local n = 0\nr('1', function(s) n = n + 1 return true end)\n"
                     "r('2', function(s) return n == 0 end)\n");
    fixture_judge_well(&f, "kijun: 1\norganization: { id: o }\nsystems:\n  - { id: a, i: 1 }\n");
    CHECK_STR(fixture_verdict(&f, "1", "system:a"), "error");
    CHECK_STR(fixture_verdict(&f, "2", "system:a"), "pass");
    fixture_free(&f);
}

TEST(calls_that_end_early_are_put_back_too)
{
    CHECK_STR(judged("local n = 0\nr('1', function(s) if s.i == 1 then n = 1 error('no') end "
                     "return n == 0 end)"),
              "error pass pass: " CHANGED("n"));
    CHECK_STR(judged("local t = {}\nr('1', function(s) if s.i == 1 then t.x = 1 while true do end "
                     "end return not t.x end)"),
              "error pass pass: " CHANGED("t"));
    CHECK_STR(judged("local t = {}\nr('1', function(s) if s.i == 1 then t.x = s.j end "
                     "if s.i == 2 then t.x = 1 return s.j == 1 end return not t.x end)"),
              "unknown error pass: system:a: Whole (j) is not recorded");
    CHECK_STR(judged("local n = 0\nr('1', function(s) if s.i == 1 then n = 1 return {} end "
                     "return n == 0 end)"),
              "error pass pass: " CHANGED("n"));
}

TEST(environments_cannot_be_replaced)
{
    CHECK_STR(judged("\nr('1', function(s) local t, say = tostring, type if s.i == 1 then "
                     "_ENV = { field = field } return true end return say(t) == 'function' end)"),
              "error pass pass: " CHANGED("_ENV"));
    CHECK_STR(judged("local r = r local _ENV = { n = 0 }\n"
                     "r('1', function(s) n = n + 1 return n == 1 end)"),
              "error error error: " CHANGED("_ENV"));
}

TEST(what_moves_on_by_itself_cannot_be_kept)
{
    CHECK_STR(judged("local it = pairs { 1, 2 }\nr('1', function(s) return it() == 1 end)"),
              "error error error: p/rules.lua:9: uses what the engine gave while loading, 'it', "
              "which outlives the call; make it inside the function");
    CHECK_STR(judged("local it = ('ab'):gmatch('.')\nr('1', function(s) return it() == 'a' end)"),
              "error error error: p/rules.lua:9: uses what the engine gave while loading, 'it', "
              "which outlives the call; make it inside the function");
    CHECK_STR(judged("local k = kind\nr('1', function(s) k 'x' {} return true end)"),
              "error error error: p/rules.lua:9: uses what the engine gave while loading, 'k', "
              "which outlives the call; make it inside the function");
    CHECK_STR(judged("local t = {} for i = 1, 300000 do t[i] = i end\n"
                     "r('1', function(s) return #t > 0 end)"),
              "error error error: p/rules.lua:9: too much is reached through 't', which outlives "
              "the call; make it inside the function");
    CHECK_STR(judged("\nr('1', function(s) table.insert(table, 1) return true end)"),
              "error error error: stdlib/safe_table.lua:44: '1' cannot be set: packs have no "
              "globals; write 'local 1'");
}

// ---- what is not ----

TEST(constants_and_helpers_stay_as_they_are)
{
    CHECK_STR(
        judged("local LIMIT, NAMES, NAN = 2, { a = 1, list = { 1, 2, 3 } }, 0 / 0\n"
               "local insert, floor, S, each = table.insert, math.floor, string, pairs\n"
               "local function sum(list) local all = 0 for _, n in each(list) do "
               "all = all + n end return all end\n"
               "local function fact(n) return n <= 1 and 1 or n * fact(n - 1) end\n"
               "r('1', function(s) local t = {} for i = 1, 5 do insert(t, i) end t.x = NAMES\n"
               "  return s.i <= LIMIT and sum(NAMES.list) == 6 and NAN ~= NAN and "
               "fact(5) == 120 and floor(1.5) == 1 and S.rep('x', 2) == 'xx' and #t == 5 "
               "end)"),
        "pass pass fail: not fulfilled (Whole 3)");
    CHECK_STR(judged("r('1', function(s) local n = 0 local function f() n = n + 1 end f() f()\n"
                     "  return n == 2 and today() > 0 end)"),
              "pass pass pass");
    CHECK_STR(judged("local t = { 1, nil, 3 }\nt.me = t\n"
                     "r('1', function(s) return t.me == t and t[3] == 3 end)"),
              "pass pass pass");
}

// ---- derivations ----

#define A "kijun: 1\norganization: { id: a }\nsystems:\n  - { id: x, i: 1 }\n  - { id: y, i: 2 }\n"
#define B "kijun: 1\norganization: { id: b }\nsystems:\n  - { id: x, i: 3 }\n"
#define AS_B                                                                                       \
    "kijun: 1\norganization: { id: c }\nsystems:\n  - { id: x, i: 1 }\n  - { id: y, i: 2 }\n"

static const char DERIVING[] =
    "local n, seen = 0, {}\n"
    "derive 'system.one' { type = 'int', title = { ja='算', en='One' }, from = function(s)\n"
    "  if s.i == 1 then n = n + 1 end return n + s.i end }\n"
    "derive 'system.all' { type = 'int', title = { ja='算', en='All' }, over = 'organization',\n"
    "  from = function(list) seen[#seen + 1] = #list local result = {}\n"
    "    for _, s in ipairs(list) do result[s] = #seen end return result end }\n"
    "records 'gap' { from = function(o) n = n + 1\n"
    "  return { { id = 'g', n = n } } end }\n"
    "r('1', function(s) return s.one > 0 end)\nr('2', function(s) return s.all > 0 end)\n"
    "r('3', function(s) return #s.organization.gaps == 0 end)\n";

TEST(derivations_are_guarded_as_checks_are)
{
    Fixture f = made(DERIVING);
    for (int round = 0; round < 2; round++) {
        fixture_judge(&f, A "---\n" B);
        CHECK(strstr(f.problems, "p/rules.lua:9: changed 'n', which outlives the call") != NULL);
        CHECK(strstr(f.problems, "p/rules.lua:12: changed 'seen', which outlives") != NULL);
        CHECK(strstr(f.problems, "p/rules.lua:14: changed 'n', which outlives the call") != NULL);
        CHECK_STR(fixture_field(&f, "a/system:x", "one"), "-");
        CHECK_STR(fixture_field(&f, "a/system:y", "one"), "2");
        CHECK_STR(fixture_field(&f, "b/system:x", "one"), "3");
        CHECK_STR(fixture_field(&f, "b/system:x", "all"), "-");
        CHECK_STR(fixture_verdict(&f, "1", "a/system:x"), "error");
        /* the records of this organisation could not be made: a function might look at them */
        CHECK_STR(fixture_verdict(&f, "1", "a/system:y"), "error");
        CHECK_STR(fixture_verdict(&f, "2", "b/system:x"), "error");
    }
    fixture_free(&f);
}

TEST(organisations_give_the_same_in_any_order_and_alone)
{
    Fixture f = made("local t = { n = 0 }\n"
                     "derive 'system.one' { type = 'int', title = { ja='算', en='One' },\n"
                     "  from = function(s) if s.i == 1 then t.n = t.n + 1 end return t.n end }\n"
                     "r('1', function(s) if s.i == 2 then t.n = t.n + 1 end return t.n == 0 end)\n"
                     "r('2', function(s) return s.one == 0 end)\n");
    static const char *const data[] = {A "---\n" B, B "---\n" AS_B, AS_B, B};
    for (size_t i = 0; i < sizeof data / sizeof *data; i++) {
        const char *of = i == 0 ? "a" : "c";
        fixture_judge(&f, data[i]);
        if (i != 3) {
            const char *x = kj_arena_printf(f.arena, "%s/system:x", of);
            const char *y = kj_arena_printf(f.arena, "%s/system:y", of);
            CHECK_STR(fixture_verdict(&f, "1", x), "pass");
            CHECK_STR(fixture_verdict(&f, "1", y), "error");
            CHECK_STR(fixture_verdict(&f, "2", x), "error");
            CHECK_STR(fixture_verdict(&f, "2", y), "pass");
        }
        if (i != 2) {
            CHECK_STR(fixture_verdict(&f, "1", "b/system:x"), "pass");
            CHECK_STR(fixture_verdict(&f, "2", "b/system:x"), "pass");
        }
    }
    fixture_free(&f);
}

TEST(both_languages_say_what_was_changed)
{
    Fixture f = made("local n = 0\nr('1', function(s) n = n + 1 return true end)");
    f.options.lang = KJ_JA;
    fixture_judge_well(&f, B);
    CHECK_STR(fixture_message(&f, "1", "system:x"),
              "p/rules.lua:9: 呼び出しの後まで残る「n」を変更した。関数の中の local を使う");
    fixture_free(&f);
}

int main(void)
{
    return RUN(
        a_counter_is_put_back_and_told, tables_are_put_back_and_told,
        what_helper_functions_keep_is_put_back, a_local_that_two_rules_share_is_guarded_for_both,
        calls_that_end_early_are_put_back_too, environments_cannot_be_replaced,
        what_moves_on_by_itself_cannot_be_kept, constants_and_helpers_stay_as_they_are,
        derivations_are_guarded_as_checks_are, organisations_give_the_same_in_any_order_and_alone,
        both_languages_say_what_was_changed);
}
