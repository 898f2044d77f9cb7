// Derived fields and records: chains, recursion over records and its cycles, Lua, whole organisations.
#include "tests/unit/judge_fixture.h"

static const char KINDS[] =
    "kind 'organization' { singleton = true, plural = 'organizations', title = { ja='組織', "
    "en='Org' },"
    " fields = {} }\n"
    "kind 'system' { title = { ja='系', en='System' }, fields = {\n"
    "  field('rto', 'duration', '時', 'RTO'), field('i', 'int', '数', 'Whole'),\n"
    "  field('base', 'bool = no', '基', 'Base'), field('leader', '->system', '長', 'Leader'),\n"
    "  field('other', '->system', '他', 'Other'),\n"
    "  field('deps', '[->system] = []', '先', 'Deps', { inverse = 'users' }) } }\n"
    "local function d(name, type, from, more) local body = more or {} body.type = type body.from = "
    "from\n"
    "  body.title = { ja='算', en='Derived' } derive(name)(body) end\n"
    "local function r(name, check, more) local body = more or {} body.check = check body.actor = "
    "'x'\n"
    "  body.kind = body.kind or 'system' body.title = { ja='件', en='Case' }\n"
    "  body.remedy = { ja='直す', en='Mend' } rule(name)(body) end\n";

static Fixture made(const char *text)
{
    Fixture f = fixture_new();
    fixture_pack(&f, "p", kj_arena_printf(f.arena, "%s%s", KINDS, text));
    return f;
}

#define O "kijun: 1\norganization: { id: o }\n"

TEST(derived_fields_build_on_each_other)
{
    Fixture f = made("d('system.c', 'int', 'b + 1')\nd('system.a', 'int', 'i * 2')\n"
                     "d('system.b', 'int', 'a + i')\nd('system.n', 'number', 'i')\n"
                     "d('system.t', 'bool', 'c > 20')\nd('system.day', 'date', 'today() + 1d')\n"
                     "d('system.big', 'text', \"if(t, 'big', 'small')\")\n"
                     "d('system.friend', '->system', 'first(other, leader)')\n"
                     "r('1', 't')\nr('3', \"friend.big == 'big'\")\n");
    fixture_judge_well(&f, O "systems:\n  - { id: x, i: 7, deps: [y, z], other: y }\n"
                             "  - { id: y, i: 2, leader: x }\n  - { id: z }\n");
    CHECK_STR(fixture_field(&f, "system:x", "c"), "22");
    CHECK_STR(fixture_field(&f, "system:y", "c"), "7");
    CHECK_STR(fixture_field(&f, "system:z", "c"), "-");
    CHECK_STR(fixture_field(&f, "system:x", "n"), "7");
    CHECK_STR(fixture_field(&f, "system:x", "t"), "true");
    CHECK_STR(fixture_field(&f, "system:z", "t"), "-");
    CHECK_STR(fixture_field(&f, "system:x", "big"), "big");
    CHECK_STR(fixture_field(&f, "system:z", "big"), "-");
    CHECK_STR(fixture_field(&f, "system:z", "day"), "2026-04-02");
    CHECK_STR(fixture_field(&f, "system:y", "friend"), "x");
    CHECK_STR(fixture_verdict(&f, "1", "system:x"), "pass");
    CHECK_STR(fixture_verdict(&f, "1", "system:y"), "fail");
    CHECK_STR(fixture_verdict(&f, "1", "system:z"), "unknown");
    CHECK_STR(fixture_missing(&f, "1", "system:z"), "system:z.i"); // the fact behind c behind t
    CHECK_STR(fixture_verdict(&f, "3", "system:y"), "pass");
    CHECK_STR(fixture_verdict(&f, "3", "system:x"), "fail");
    CHECK_STR(fixture_verdict(&f, "3", "system:z"), "unknown");
    fixture_free(&f);
}

// effective_rto: the least of the own one and of what depends on it.
#define RECURSION                                                                                  \
    "d('system.eff', 'duration', 'least(rto, min(users.eff))')\n"                                  \
    "d('system.depth', 'int', 'if(count(deps) == 0, 0, max(deps.depth) + 1)')\n"                   \
    "r('1', 'eff <= 2h')\nr('2', 'depth < 3')\nr('3', 'depth < 3 or i == 1')\n"                    \
    "r('4', 'min(deps.depth) < 1')\n"

TEST(derived_fields_of_other_records_are_resolved)
{
    Fixture f = made(RECURSION);
    fixture_judge_well(
        &f, O "systems:\n  - { id: a, deps: [b, c], rto: 1h }\n  - { id: b, deps: [d], rto: 3h }\n"
              "  - { id: c, rto: 2h }\n  - { id: d }\n  - { id: e }\n");
    CHECK_STR(fixture_field(&f, "system:d", "eff"), "3600");
    CHECK_STR(fixture_field(&f, "system:c", "eff"), "3600");
    CHECK_STR(fixture_field(&f, "system:e", "eff"), "-");
    CHECK_STR(fixture_field(&f, "system:a", "depth"), "2");
    CHECK_STR(fixture_reason(&f, "system:e", "eff"), "");
    CHECK_STR(fixture_verdict(&f, "1", "system:d"), "pass");
    CHECK_STR(fixture_verdict(&f, "1", "system:e"), "unknown");
    CHECK_STR(fixture_missing(&f, "1", "system:e"), "system:e.rto");
    fixture_free(&f);
}

static void check_cycle(const char *yaml)
{
    Fixture f = made(RECURSION);
    fixture_judge_well(&f, yaml);
    for (const char *id = "abc"; *id; id++) {
        const char *record = kj_arena_printf(f.arena, "system:%c", *id);
        CHECK_STR(fixture_field(&f, record, "depth"), "-");
        CHECK_STR(fixture_verdict(&f, "2", record), "unknown");
    }
    CHECK_STR(fixture_reason(&f, "system:a", "depth"), "a → b → c → a");
    CHECK_STR(fixture_reason(&f, "system:b", "depth"), "b → c → a → b");
    CHECK_STR(fixture_reason(&f, "system:c", "depth"), "c → a → b → c");
    CHECK_STR(fixture_field(&f, "system:d", "depth"), "0"); // on it, but not part of it
    CHECK_STR(fixture_field(&f, "system:e", "depth"), "-"); // hangs on the cycle
    CHECK_STR(fixture_reason(&f, "system:e", "depth"), "");
    CHECK_STR(fixture_verdict(&f, "2", "system:e"), "unknown");
    CHECK_STR(fixture_verdict(&f, "3", "system:e"), "pass"); // what is known still decides
    CHECK_STR(fixture_verdict(&f, "4", "system:b"), "pass"); // d counts, whatever c is
    CHECK_STR(fixture_field(&f, "system:s", "depth"), "-");
    CHECK_STR(fixture_reason(&f, "system:s", "depth"), "s → s");
    CHECK(strstr(fixture_message(&f, "2", "system:a"), "a → b → c → a") != NULL);
    fixture_free(&f);
}

TEST(a_cycle_makes_all_its_members_missing_whatever_their_order)
{
    check_cycle(O "systems:\n  - { id: a, deps: [b] }\n  - { id: b, deps: [c, d] }\n  - { id: c, "
                  "deps: [a] }\n"
                  "  - { id: d }\n  - { id: e, deps: [a, d], i: 1 }\n  - { id: s, deps: [s] }\n");
    check_cycle(
        O "systems:\n  - { id: s, deps: [s] }\n  - { id: e, deps: [d, a], i: 1 }\n  - { id: d }\n"
          "  - { id: c, deps: [a] }\n  - { id: b, deps: [d, c] }\n  - { id: a, deps: [b] }\n");
}

// The names decide where the search begins: the same graph under every order of names.
static void check_named(const char *text, const char *yaml, const char *roles, const char *field,
                        const char *expected)
{
    size_t count = strlen(roles);
    int order[6] = {0, 1, 2, 3, 4, 5};
    Fixture f = made(text);
    for (int turn = 0; turn < 720; turn++) {
        int left = turn, pool[6];
        size_t size = count;
        memcpy(pool, order, sizeof pool);
        char names[6];
        for (size_t i = 0; i < count; i++, size--) {
            size_t pick = (size_t)left % size;
            left /= (int)size;
            names[i] = (char)('p' + pool[pick]);
            memmove(pool + pick, pool + pick + 1, (size - pick - 1) * sizeof *pool);
        }
        if (left > 0)
            break;
        char *data = kj_arena_strndup(f.arena, yaml, strlen(yaml));
        for (char *at = data; *at; at++)
            if (strchr(roles, *at) && *at >= 'A' && *at <= 'Z')
                *at = names[strchr(roles, *at) - roles];
        fixture_prepare(&f, data);
        CHECK_STR(f.problems, "");
        const char *values = "";
        for (size_t i = 0; i < count && f.dataset; i++)
            values = kj_arena_printf(
                f.arena, "%s%s%s", values, i ? " " : "",
                fixture_field(&f, kj_arena_printf(f.arena, "system:%c", names[i]), field));
        if (strcmp(values, expected) != 0) {
            printf("named %.*s\n", (int)count, names);
            CHECK_STR(values, expected);
            break;
        }
    }
    fixture_free(&f);
}

TEST(what_is_not_read_makes_no_cycle_whatever_the_names)
{
    // A takes B's value, which is 1, and so never looks at C, which looks at A.
    static const char DATA[] =
        O "systems:\n  - { id: A, leader: B, other: C }\n  - { id: B, i: 1 }\n"
          "  - { id: C, leader: A, i: 0 }\n";
    check_named(
        "d('system.v', 'int', 'if(not present(leader), i, if(leader.v == 1, 1, other.v))')\n", DATA,
        "ABC", "v", "1 1 1");
    check_named("d('system.v', 'bool', 'not present(leader) or leader.v or other.v')\n", DATA,
                "ABC", "v", "true true true");
    check_named("d('system.v', 'bool', 'present(leader) and not leader.v or other.v and i == 0')\n",
                O "systems:\n  - { id: A, leader: B, other: C, i: 0 }\n  - { id: B, i: 1 }\n"
                  "  - { id: C, leader: A, other: A, i: 0 }\n",
                "ABC", "v", "true false true");
    // A, B, C wait in a ring; D hangs on it, E leads to it with another way out.
    check_named(
        "d('system.v', 'int', 'if(present(i), i, leader.v + 1)')\n"
        "d('system.w', 'int', 'first(v, other.w)')\n",
        O "systems:\n  - { id: A, leader: B }\n  - { id: B, leader: C }\n  - { id: C, leader: A }\n"
          "  - { id: D, leader: A, other: E }\n  - { id: E, i: 5 }\n",
        "ABCDE", "w", "- - - 5 5");
}

TEST(two_fields_that_read_each_other_across_records)
{
    Fixture f = made("d('system.up', 'int', 'if(present(leader), leader.down + 1, 0)')\n"
                     "d('system.down', 'int', 'if(present(other), other.up + 10, 0)')\n"
                     "r('1', 'up < 5')\n");
    fixture_judge_well(
        &f,
        O "systems:\n  - { id: a, leader: b }\n  - { id: b, other: c }\n  - { id: c, leader: d }\n"
          "  - { id: d }\n  - { id: x, leader: y }\n  - { id: y, other: x }\n");
    CHECK_STR(fixture_field(&f, "system:a", "up"), "12"); // d.down 0, c.up 1, b.down 11
    CHECK_STR(fixture_field(&f, "system:x", "up"), "-");
    CHECK_STR(fixture_field(&f, "system:x", "down"), "0");
    CHECK_STR(fixture_field(&f, "system:y", "down"), "-");
    CHECK_STR(fixture_reason(&f, "system:x", "up"), "x → y → x");
    fixture_free(&f);
}

TEST(the_same_field_of_the_same_record_is_a_load_error_with_its_chain)
{
    Fixture f = made("d('system.a', 'int', 'b + 1')\nd('system.b', 'int', 'a + 1')\n");
    CHECK(!fixture_judge(&f, O));
    CHECK(strstr(f.problems, "a") && strstr(f.problems, "b") && strstr(f.problems, "→"));
    fixture_free(&f);
}

static char *long_chain(Fixture *f, int count, bool ring)
{
    KjBuf buf;
    kj_buf_init(&buf, 1 << 26);
    kj_buf_puts(&buf, O "systems:\n");
    for (int i = 0; i < count; i++) {
        kj_buf_printf(&buf, "- {id: s%06d, rto: %dh", i, 1 + i % 5);
        if (i + 1 < count || ring)
            kj_buf_printf(&buf, ", deps: [s%06d]", (i + 1) % count);
        kj_buf_puts(&buf, "}\n");
    }
    char *data = kj_arena_strndup(f->arena, buf.data, buf.len);
    kj_buf_clear(&buf);
    return data;
}

TEST(a_chain_of_a_hundred_thousand_records)
{
    Fixture f = made(RECURSION);
    fixture_prepare(&f, long_chain(&f, 100000, false));
    CHECK_STR(f.problems, "");
    CHECK_STR(fixture_field(&f, "system:s000000", "depth"), "99999");
    CHECK_STR(fixture_field(&f, "system:s099999", "depth"), "0");
    CHECK_STR(fixture_field(&f, "system:s099999", "eff"), "3600");
    fixture_free(&f);
}

TEST(large_cycles_and_many_small_ones_end_in_time)
{
    Fixture f = made(RECURSION);
    fixture_prepare(&f, long_chain(&f, 50000, true));
    CHECK_STR(fixture_field(&f, "system:s000777", "depth"), "-");
    CHECK(strncmp(fixture_reason(&f, "system:s000777", "depth"), "s0", 2) == 0);
    KjBuf buf;
    kj_buf_init(&buf, 1 << 26);
    kj_buf_puts(&buf, O "systems:\n- {id: hub, deps: [");
    for (int i = 0; i < 50000; i++)
        kj_buf_printf(&buf, "%ss%06d", i ? ", " : "", i);
    kj_buf_puts(&buf, "]}\n");
    for (int i = 0; i < 50000; i++)
        kj_buf_printf(&buf, "- {id: s%06d, deps: [s%06d]}\n", i, i ^ 1);
    fixture_prepare(&f, buf.data);
    CHECK_STR(f.problems, "");
    CHECK_STR(fixture_reason(&f, "system:s000007", "depth"), "s000007 → s000006 → s000007");
    CHECK_STR(fixture_field(&f, "system:hub", "depth"), "-");
    CHECK_STR(fixture_reason(&f, "system:hub", "depth"), "");
    kj_buf_clear(&buf);
    fixture_free(&f);
}

TEST(lua_derivations_one_record_at_a_time)
{
    Fixture f = made("d('system.twice', 'int', function(s) return s.i * 2 end)\n"
                     "d('system.more', 'int', function(s) return s.twice + 1 end, { reads = { "
                     "'system.twice' } })\n"
                     "d('system.most', 'int', 'more + 1')\n"
                     "d('system.nothing', 'int', function(s) return nil end)\n"
                     "d('system.raises', 'int', function(s) if s.i == 3 then error('no threes') "
                     "end return s.i end)\n"
                     "d('system.after', 'int', 'raises + 1')\n"
                     "d('system.listed', '[->system]', function(s) return s.deps end)\n"
                     "d('system.lead', '->system', function(s) return field(s, 'leader') end)\n"
                     "r('1', 'most > 5')\nr('2', 'raises > 0')\nr('3', 'after > 0')\n"
                     "r('4', function(s) return s.more > 5 end)\n");
    fixture_judge(&f, O "systems:\n  - { id: a, i: 3, deps: [b], leader: b }\n  - { id: b }\n  - { "
                        "id: c, i: 1 }\n");
    CHECK(strstr(f.problems, "no threes") != NULL); // told once, as a warning
    CHECK_INT(f.diags.errors, 0);
    CHECK_STR(fixture_field(&f, "system:a", "most"), "8");
    CHECK_STR(fixture_field(&f, "system:b", "most"), "-");
    CHECK_STR(fixture_field(&f, "system:a", "nothing"), "-");
    CHECK_STR(fixture_field(&f, "system:a", "raises"), "-");
    CHECK_STR(fixture_field(&f, "system:c", "raises"), "1");
    CHECK_STR(fixture_field(&f, "system:c", "after"), "2");
    CHECK_STR(fixture_field(&f, "system:a", "listed"), "b");
    CHECK_STR(fixture_field(&f, "system:a", "lead"), "b");
    CHECK_STR(fixture_verdict(&f, "1", "system:a"), "pass");
    CHECK_STR(fixture_verdict(&f, "2", "system:a"), "error");
    CHECK_STR(fixture_verdict(&f, "3", "system:a"), "error");
    CHECK_STR(fixture_verdict(&f, "4", "system:a"), "pass");
    CHECK_STR(fixture_verdict(&f, "4", "system:b"), "unknown");
    fixture_free(&f);
}

TEST(a_lua_derivation_may_read_only_what_it_lists)
{
    Fixture f = made("d('system.twice', 'int', function(s) return s.i * 2 end)\n"
                     "d('system.aaa', 'int', function(s) return s.twice end)\nr('1', 'aaa > 0')\n");
    fixture_judge(&f, O "systems: [ { id: a, i: 3 } ]\n");
    if (f.run) { // refused while judging if not while loading
        CHECK_STR(fixture_verdict(&f, "1", "system:a"), "error");
        CHECK_STR(fixture_field(&f, "system:a", "aaa"), "-");
    }
    CHECK(strstr(f.problems, "twice") != NULL);
    fixture_free(&f);
}

// ---- recursion of functions across records ----

#define DEPTH(reads)                                                                               \
    "function(s) local most = 0 for _, other in ipairs(s.deps) do\n"                               \
    "  most = math.max(most, other.depth + 1) end return most end, { reads = { " reads " } }"

TEST(functions_read_their_field_of_other_records)
{
    Fixture f = made("d('system.depth', 'int', " DEPTH(
        "'system.depth'") ")\n"
                          "d('system.known', 'int', function(s) local n = 1 for _, o in "
                          "ipairs(s.deps) "
                          "do n = n + (field(o, 'known') or 100) end return s.base and n or s.i "
                          "end,"
                          " { reads = { 'system.known' } })\nr('1', 'depth < 3 and known > 0')\n");
    fixture_judge_well(&f, O "systems:\n  - { id: a, deps: [b, c], base: yes }\n"
                             "  - { id: b, deps: [d], base: yes }\n  - { id: c, i: 7 }\n"
                             "  - { id: d }\n");
    CHECK_STR(fixture_field(&f, "system:a", "depth"), "2");
    CHECK_STR(fixture_field(&f, "system:d", "depth"), "0");
    CHECK_STR(fixture_field(&f, "system:b", "known"), "101");
    CHECK_STR(fixture_field(&f, "system:a", "known"), "109");
    CHECK_STR(fixture_field(&f, "system:d", "known"), "-");
    CHECK_STR(fixture_verdict(&f, "1", "system:a"), "pass");
    CHECK_STR(fixture_verdict(&f, "1", "system:d"), "unknown");
    CHECK_STR(fixture_missing(&f, "1", "system:d"), "system:d.i");
    fixture_free(&f);
}

TEST(functions_on_a_cycle_are_missing_with_its_chain)
{
    Fixture f = made("d('system.depth', 'int', " DEPTH(
        "'system.depth'") ")\n"
                          "d('system.self', 'int', function(s) return s.self + 1 end,"
                          " { reads = { 'system.self' } })\nr('1', 'depth < 3')\n");
    fixture_judge_well(&f, O "systems:\n  - { id: a, deps: [b] }\n  - { id: b, deps: [c] }\n"
                             "  - { id: c, deps: [a] }\n  - { id: d, deps: [a] }\n"
                             "  - { id: e }\n");
    CHECK_STR(fixture_reason(&f, "system:a", "depth"), "a → b → c → a");
    CHECK_STR(fixture_reason(&f, "system:c", "depth"), "c → a → b → c");
    CHECK_STR(fixture_reason(&f, "system:d", "depth"), "");
    CHECK_STR(fixture_field(&f, "system:d", "depth"), "-");
    CHECK_STR(fixture_field(&f, "system:e", "depth"), "0");
    CHECK_STR(fixture_reason(&f, "system:e", "self"), "e → e");
    CHECK_STR(fixture_verdict(&f, "1", "system:a"), "unknown");
    CHECK_STR(fixture_verdict(&f, "1", "system:d"), "unknown");
    CHECK(strstr(fixture_message(&f, "1", "system:a"), "a → b → c → a") != NULL);
    CHECK(strstr(fixture_message(&f, "1", "system:d"), "a → b → c → a") != NULL);
    fixture_free(&f);
}

TEST(a_chain_of_ten_thousand_records_by_functions)
{
    Fixture f = made("d('system.depth', 'int', " DEPTH("'system.depth'") ")\n"
                                                                         "r('1', 'depth < 3')\n");
    fixture_judge_well(&f, long_chain(&f, 10000, false));
    CHECK_STR(fixture_field(&f, "system:s000000", "depth"), "9999");
    CHECK_STR(fixture_field(&f, "system:s009999", "depth"), "0");
    fixture_judge_well(&f, long_chain(&f, 2000, true));
    CHECK_STR(fixture_field(&f, "system:s000000", "depth"), "-");
    CHECK(strstr(fixture_reason(&f, "system:s000000", "depth"), "s000000 → s000001 →") != NULL);
    fixture_free(&f);
}

// The same by conditions and by functions, whatever reads whatever.
TEST(functions_and_conditions_read_each_other)
{
    Fixture f = made("d('system.x', 'int', 'if(count(deps) == 0, i, max(deps.y) + 1)')\n"
                     "d('system.y', 'int', 'if(count(deps) == 0, i, max(deps.x) + 2)')\n"
                     "d('system.a', 'int', 'if(count(deps) == 0, i, max(deps.b) + 1)')\n"
                     "d('system.b', 'int', function(s) local most for _, o in ipairs(s.deps) do\n"
                     "  most = math.max(most or o.a, o.a) end return most and most + 2 or s.i end,"
                     " { reads = { 'system.a' } })\n"
                     "r('1', 'x == a and y == b')\n");
    fixture_judge_well(&f, O "systems:\n  - { id: q, deps: [p, r] }\n  - { id: p, i: 5 }\n"
                             "  - { id: r, deps: [p] }\n  - { id: s, deps: [q] }\n"
                             "  - { id: t, deps: [u] }\n  - { id: u, deps: [t] }\n"
                             "  - { id: v, deps: [w] }\n  - { id: w }\n");
    CHECK_STR(fixture_field(&f, "system:s", "a"), fixture_field(&f, "system:s", "x"));
    CHECK_STR(fixture_field(&f, "system:s", "b"), "10");
    for (const char *id = "pqrs"; *id; id++)
        CHECK_STR(fixture_verdict(&f, "1", kj_arena_printf(f.arena, "system:%c", *id)), "pass");
    CHECK_STR(fixture_reason(&f, "system:t", "a"), fixture_reason(&f, "system:t", "x"));
    CHECK_STR(fixture_reason(&f, "system:u", "b"), fixture_reason(&f, "system:u", "y"));
    CHECK_STR(fixture_field(&f, "system:v", "a"), "-");
    CHECK_STR(fixture_verdict(&f, "1", "system:v"), "unknown");
    CHECK_STR(fixture_missing(&f, "1", "system:v"), "system:w.i");
    fixture_free(&f);
}

TEST(failures_spread_through_recursion)
{
    Fixture f = made("d('system.a', 'int', 'if(count(deps) == 0, b, first(max(deps.b), 0))')\n"
                     "d('system.b', 'int', function(s) if s.i == 3 then error('no threes') end\n"
                     "  if #s.deps == 0 then return s.i end return field(s.deps[1], 'a') or 0 end,"
                     " { reads = { 'system.a' } })\n"
                     "d('system.c', 'int', function(s) for _, o in ipairs(s.deps) do return "
                     "o.c + (o.b or 0) end return 1 end, { reads = { 'system.c' } })\n"
                     "r('1', 'a >= 0')\nr('2', 'c > 0')\n");
    fixture_judge(&f, O "systems:\n  - { id: k, deps: [l] }\n  - { id: l, i: 1, deps: [m] }\n"
                        "  - { id: m, i: 1, deps: [n] }\n  - { id: n, i: 3 }\n"
                        "  - { id: o, i: 4 }\n");
    CHECK(strstr(f.problems, "no threes") != NULL);
    CHECK(strstr(f.problems, "system.b is computed and not listed in reads") != NULL);
    CHECK_STR(fixture_verdict(&f, "1", "system:n"), "error");
    CHECK_STR(fixture_verdict(&f, "1", "system:m"), "error");
    CHECK_STR(fixture_verdict(&f, "1", "system:l"), "error");
    CHECK_STR(fixture_verdict(&f, "1", "system:o"), "pass");
    CHECK_STR(fixture_verdict(&f, "2", "system:m"), "error");
    CHECK_STR(fixture_verdict(&f, "2", "system:o"), "pass");
    fixture_free(&f);
}

TEST(what_is_computed_all_at_once_cannot_read_itself)
{
    static const char *const refused[] = {
        "d('system.h', 'int', function(list) return {} end,"
        " { over = 'organization', reads = { 'system.h' } })\n",
        "d('system.h', '[int]', function(s) return {} end, { reads = { 'system.h' } })\n",
        "d('system.h', 'int', function(s) return 1 end, { reads = { 'system.g' } })\n"
        "d('system.g', 'int', function(list) return {} end,"
        " { over = 'organization', reads = { 'system.h' } })\n",
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        Fixture f = made(refused[i]);
        CHECK(!fixture_judge(&f, O));
        CHECK(strstr(f.problems, "system.h → system.") || strstr(f.problems, "system.g → system."));
        fixture_free(&f);
    }
}

TEST(derivations_over_an_organization_keep_organizations_apart)
{
    Fixture f = made(
        "derive 'system' { over = 'organization', fields = {\n"
        "  field('rank', 'int', '位', 'Rank'), field('mates', '[->system]', '仲間', 'Mates') },\n"
        "  from = function(systems) local out = {}\n"
        "    for n, s in ipairs(systems) do if field(s, 'i') ~= 9 then out[s] = { rank = n, mates "
        "= systems } end end\n"
        "    return out end }\n"
        "derive 'system.total' { over = 'organization', type = 'int', title = { ja='計', "
        "en='Total' },\n"
        "  reads = { 'system.rank' }, from = function(systems) local sum = 0\n"
        "    for _, s in ipairs(systems) do sum = sum + (field(s, 'rank') or 0) end\n"
        "    local out = {} for _, s in ipairs(systems) do out[s] = sum end return out end }\n"
        "r('1', 'rank < 3')\nr('2', 'total == 3')\n");
    fixture_judge_well(&f, O "systems: [ { id: a }, { id: b }, { id: c, i: 9 } ]\n---\n"
                             "kijun: 1\norganization: { id: p }\nsystems: [ { id: a } ]\n");
    CHECK_STR(fixture_field(&f, "o/system:b", "rank"), "2");
    CHECK_STR(fixture_field(&f, "o/system:c", "rank"), "-");
    CHECK_STR(fixture_field(&f, "o/system:b", "mates"), "a, b, c");
    CHECK_STR(fixture_field(&f, "o/system:c", "mates"), "-");
    CHECK_STR(fixture_field(&f, "o/system:c", "total"), "3");
    CHECK_STR(fixture_field(&f, "p/system:a", "rank"), "1");
    CHECK_STR(fixture_field(&f, "p/system:a", "mates"), "a");
    CHECK_STR(fixture_verdict(&f, "1", "o/system:c"), "unknown");
    CHECK_STR(fixture_verdict(&f, "2", "p/system:a"), "fail");
    fixture_free(&f);
}

TEST(one_field_over_an_organization_may_stand_by_its_name)
{
    Fixture f =
        made("local function each(body) return function(systems) local out = {}\n"
             "  for n, s in ipairs(systems) do out[s] = body(s, n) end return out end end\n"
             "derive 'system' { over = 'organization', fields = { field('ids', '[text]', '名', "
             "'Ids') },\n"
             "  from = each(function(s) return { ids = { s.id, 'x' } } end) }\n"
             "derive 'system' { over = 'organization', fields = { field('bare', '[text]', '名', "
             "'Ids') },\n"
             "  from = each(function(s) return { s.id } end) }\n"
             "derive 'system' { over = 'organization', fields = { field('none', '[text]', '名', "
             "'Ids') },\n"
             "  from = each(function() return {} end) }\n"
             "derive 'system.place' { over = 'organization', type = 'int', title = { ja='位', "
             "en='Place' },\n"
             "  from = each(function(_, n) return { place = n } end) }\n"
             "r('1', 'place < 2')\n");
    fixture_judge_well(&f, O "systems: [ { id: a }, { id: b } ]\n");
    CHECK_STR(fixture_field(&f, "system:b", "ids"), "b, x");
    CHECK_STR(fixture_field(&f, "system:b", "bare"), "b");
    CHECK_STR(fixture_field(&f, "system:b", "none"), "");
    CHECK_STR(fixture_field(&f, "system:b", "place"), "2");
    CHECK_STR(fixture_verdict(&f, "1", "system:a"), "pass");
    fixture_free(&f);
}

TEST(a_list_with_names_or_holes_is_an_error)
{
    static const char *const LISTS[] = {"{ idz = { s.id } }", "{ [3] = s.id }", "{ s.id, x = 1 }"};
    for (size_t i = 0; i < 3; i++) {
        char pack[512];
        snprintf(pack, sizeof pack,
                 "derive 'system' { over = 'organization', fields = { field('ids', '[text]', '名', "
                 "'Ids') },\n"
                 "  from = function(systems) local out = {}\n"
                 "    for _, s in ipairs(systems) do out[s] = %s end return out end }\n"
                 "r('1', 'count(ids) == 0')\n",
                 LISTS[i]);
        Fixture f = made(pack);
        fixture_judge(&f, O "systems: [ { id: a } ]\n");
        CHECK(strstr(f.problems, i == 0 ? "does not declare field 'idz'" : "a list of text"));
        CHECK_STR(fixture_verdict(&f, "1", "system:a"), "error");
        fixture_free(&f);
    }
}

TEST(records_that_a_pack_derives_are_judged_like_others)
{
    Fixture f = made(
        "kind 'gap' { derived = true, title = { ja='差', en='Gap' }, fields = {\n"
        "  field('system*', '->system', '系', 'System'), field('size', 'int', '大', 'Size') } }\n"
        "d('system.level', 'int', 'i + 1')\n"
        "records 'gap' { reads = { 'system.level' }, from = function(o) local list = {}\n"
        "  for _, s in ipairs(o.systems) do if field(s, 'level') then\n"
        "    list[#list + 1] = { id = s.id .. '/hw', system = s, size = s.level } end end return "
        "list end }\n"
        "d('gap.wide', 'bool', 'size > 3')\n"
        "d('system.gap_count', 'int', 'count(gaps)')\n"
        "r('1', 'not wide', { kind = 'gap' })\nr('2', 'count(gaps) == 1')\n"
        "r('3', 'system.i < 5', { kind = 'gap' })\nr('4', 'count(gaps) == 2', { kind = "
        "'organization' })\n"
        "r('5', function(g) return g.size < 4 end, { kind = 'gap' })\n");
    fixture_judge_well(&f, O "systems: [ { id: a, i: 7 }, { id: b, i: 1 }, { id: c } ]\n---\n"
                             "kijun: 1\norganization: { id: p }\nsystems: [ { id: a, i: 1 } ]\n");
    CHECK_STR(fixture_verdict(&f, "1", "o/gap:a/hw"), "fail");
    CHECK_STR(fixture_verdict(&f, "1", "o/gap:b/hw"), "pass");
    CHECK_STR(fixture_verdict(&f, "1", "p/gap:a/hw"), "pass");
    CHECK_STR(fixture_verdict(&f, "2", "o/system:a"), "pass");
    CHECK_STR(fixture_verdict(&f, "2", "o/system:c"), "fail");
    CHECK_STR(fixture_verdict(&f, "3", "o/gap:a/hw"), "fail");
    CHECK_STR(fixture_verdict(&f, "4", "organization:o"), "pass");
    CHECK_STR(fixture_verdict(&f, "4", "organization:p"), "fail");
    CHECK_STR(fixture_verdict(&f, "5", "o/gap:a/hw"), "fail");
    CHECK_STR(fixture_field(&f, "o/system:a", "gap_count"), "1");
    CHECK_STR(fixture_field(&f, "o/system:c", "gap_count"), "0");
    fixture_free(&f);
}

TEST(records_that_could_not_be_made_pass_nothing)
{
    Fixture f = made("kind 'gap' { derived = true, title = { ja = 'g', en = 'G' }, fields = {\n"
                     "  field('system', '->system', 's', 'S'), field('g', 'int', 'g', 'G') } }\n"
                     "records 'gap' { from = function(o) error('no gaps today') end }\n"
                     "r('1', 'not any(gaps, g > 0)')\nr('2', 'i > 0')\n"
                     "r('3', function(s) return #s.gaps == 0 end)\n");
    fixture_judge(&f, O "systems: [ { id: a, i: 3 } ]\n");
    CHECK_STR(fixture_verdict(&f, "1", "system:a"), "error");
    CHECK_STR(fixture_verdict(&f, "2", "system:a"), "pass");
    CHECK_STR(fixture_verdict(&f, "3", "system:a"), "error");
    CHECK(strstr(f.problems, "no gaps today") != NULL);
    fixture_free(&f);
}

TEST(derived_fields_are_told_where_they_stand_and_why_they_are_missing)
{
    Fixture f = made(RECURSION);
    fixture_judge_well(&f, O "systems: [ { id: a, deps: [a] }, { id: b, deps: [a] } ]\n");
    CHECK_STR(fixture_missing(&f, "2", "system:a"), "system:a.depth");
    CHECK_STR(fixture_missing(&f, "2", "system:b"), "system:a.depth"); // behind b's own
    const KjJudgement *one = fixture_judgement(&f, "2", "system:b");
    CHECK(one && one->missing_count == 1);
    if (one && one->missing_count == 1)
        CHECK_STR(one->missing[0].reason.data, "a → a");
    fixture_free(&f);
}

int main(void)
{
    return RUN(
        derived_fields_build_on_each_other, derived_fields_of_other_records_are_resolved,
        a_cycle_makes_all_its_members_missing_whatever_their_order,
        what_is_not_read_makes_no_cycle_whatever_the_names,
        two_fields_that_read_each_other_across_records,
        the_same_field_of_the_same_record_is_a_load_error_with_its_chain,
        a_chain_of_a_hundred_thousand_records, large_cycles_and_many_small_ones_end_in_time,
        lua_derivations_one_record_at_a_time, a_lua_derivation_may_read_only_what_it_lists,
        functions_read_their_field_of_other_records,
        functions_on_a_cycle_are_missing_with_its_chain,
        a_chain_of_ten_thousand_records_by_functions, functions_and_conditions_read_each_other,
        failures_spread_through_recursion, what_is_computed_all_at_once_cannot_read_itself,
        derivations_over_an_organization_keep_organizations_apart,
        one_field_over_an_organization_may_stand_by_its_name,
        a_list_with_names_or_holes_is_an_error, records_that_a_pack_derives_are_judged_like_others,
        records_that_could_not_be_made_pass_nothing,
        derived_fields_are_told_where_they_stand_and_why_they_are_missing);
}
