// How long a result stands: no organisation's result differs before its day, whatever it is made of;
// and plain comparisons stand until the very day on which they change.
//
// Both are held against judging anew for each of the next 500 days.
#include "engine/model/run.h"
#include "tests/unit/judge_fixture.h"

#define DAYS 500
#define ORGANIZATIONS 5

#define KINDS                                                                                      \
    "local T = { ja='件', en='Case' }\n"                                                          \
    "kind 'organization' { singleton = true, plural = 'organizations', title = T, fields = {"      \
    "  field('fiscal_year_starts', 'month-day', '年度', 'Year'), field('since', 'date', '日', " \
    "'Since') } }\n"                                                                               \
    "kind 'thing' { title = T, fields = { field('day', 'date', '日', 'Day'),"                     \
    "  field('other', 'date', '他', 'Other'), field('at', 'datetime', '時', 'At'),"              \
    "  field('span', 'duration', '間', 'Span'), field('months', 'period', '月', 'Months'),"      \
    "  field('n', 'int', '数', 'N'), field('t', 'bool', '真', 'T'),"                             \
    "  field('marks', '[group] = []', '印', 'Marks', { field('on', 'date', '日', 'On'),"         \
    "    field('n', 'int', '数', 'N') }),"                                                        \
    "  field('needs', '[->thing] = []', '依', 'Needs', { inverse = 'users' }) } }\n"              \
    "kind 'answer' { title = T, fields = { field('rule*', 'text', '件', 'Rule'),"                 \
    "  field('subject', '->any', '対', 'Subject'), field('value', 'yes|no', '答', 'Answer'),"    \
    "  field('on', 'date', '日', 'On') } }\n"                                                     \
    "kind 'exception' { title = T, fields = { field('rule*', 'text', '件', 'Rule'),"              \
    "  field('subject', '->any', '対', 'Subject'), field('from', 'date', '始', 'From'),"         \
    "  field('until', 'date', '終', 'Until') } }\n"                                               \
    "answer { kind = 'answer', rule = 'rule', subject = 'subject', value = 'value',\n"             \
    "  verdicts = { yes = 'pass', no = 'fail' }, when = 'not present(on) or on <= today()' }\n"    \
    "waiver { kind = 'exception', rule = 'rule', subject = 'subject',\n"                           \
    "  when = 'from <= today() and today() <= until', turns = { 'fail', 'unknown' } }\n"           \
    "param 'within' { value = '30d', type = 'duration', title = T }\n"                             \
    "param 'every' { value = '1y', type = 'period', title = T }\n"                                 \
    "local function r(name, check) rule(name) { kind = 'thing', title = T, check = check } end\n"

// ---- judging for many days ----

static KjBuf bytes_of(const KjRun *run, size_t org)
{
    KjOrgResult one = run->organizations[org];
    KjRun alone = {.zone = run->zone, .organizations = &one, .organization_count = 1};
    KjBuf out;
    one.until = KJ_NEVER;
    kj_buf_init(&out, UINT32_MAX);
    CHECK(kj_run_encode(&out, &alone));
    return out;
}

typedef struct Stand {
    int32_t until, differs; // the day said, and the first day with another result (KJ_NEVER: none)
} Stand;

static void compare_all(const KjRun *run, int32_t day, const KjBuf *first, Stand *stands)
{
    for (size_t i = 0; i < run->organization_count; i++) {
        KjBuf now = bytes_of(run, i);
        bool same = now.len == first[i].len && memcmp(now.data, first[i].data, now.len) == 0;
        if (!same && stands[i].differs == KJ_NEVER)
            stands[i].differs = day;
        kj_buf_clear(&now);
    }
}

// What is said on the as-of day, and what is true. How many organisations there are.
static size_t stand(Fixture *f, const char *data, int32_t as_of, Stand *stands)
{
    KjBuf first[ORGANIZATIONS];
    f->options.horizon = true;
    f->options.as_of = as_of;
    fixture_judge_well(f, data);
    size_t count = f->run ? f->run->organization_count : 0;
    CHECK(count > 0 && count <= ORGANIZATIONS);
    for (size_t i = 0; i < count; i++) {
        first[i] = bytes_of(f->run, i);
        stands[i] = (Stand){f->run->organizations[i].until, KJ_NEVER};
    }
    f->options.horizon = false;
    for (int32_t day = as_of + 1; count && day <= as_of + DAYS; day++) {
        f->options.as_of = day;
        fixture_judge(f, data);
        compare_all(f->run, day, first, stands);
    }
    for (size_t i = 0; i < count; i++)
        kj_buf_clear(&first[i]);
    return count;
}

// ---- plain forms stand until the very day ----

#define THINGS                                                                                     \
    "kijun: 1\norganization: { id: o }\nthings:\n"                                                 \
    "  - { id: a, day: 2026-07-15, other: 2026-09-01, at: 2026-06-30T23:30, span: 40d,"            \
    " months: 2mo, marks: [{ on: 2026-05-31, n: 1 }, { on: 2026-08-02, n: 3 }] }\n"                \
    "  - { id: b, day: 2025-08-31, other: 2026-04-20, at: 2025-01-01T00:00, span: 400d,"           \
    " months: 1y }\n"                                                                              \
    "  - { id: c }\n"

static void check_plain(const char *condition, const char *data)
{
    Fixture f = fixture_new();
    Stand at = {0, 0};
    fixture_pack(&f, "p", kj_arena_printf(f.arena, KINDS "r('x', [[%s]])\n", condition));
    CHECK_INT(stand(&f, data, FIXTURE_TODAY, &at), 1);
    int32_t until = at.until > FIXTURE_TODAY + DAYS ? KJ_NEVER : at.until;
    if (until != at.differs)
        printf("%s: said to stand until day %d, differs on %d\n", condition,
               at.until - FIXTURE_TODAY, at.differs - FIXTURE_TODAY);
    CHECK_INT(until, at.differs);
    fixture_free(&f);
}

TEST(a_plain_comparison_stands_until_the_day_on_which_it_changes)
{
    static const char *const FORMS[] = {
        "day <= today()",
        "today() <= day",
        "day < today()",
        "day > today()",
        "today() > day",
        "day == today()",
        "day ~= today()",
        "day + 30d >= today()",
        "day + months >= today()",
        "today() <= other + $every",
        "day >= today() - 30d",
        "day >= today() - 3mo",
        "other >= today() + $within",
        "other - today() >= span",
        "today() - other <= span",
        "today() + 1mo - 3d >= other",
        "date(at) <= today()",
        "date(at) + 1mo < today()",
        "fiscal_year_start(today()) <= day",
        "fiscal_year_start(today() + 40d) <= day",
        "fiscal_year_start(fiscal_year_start(today()) - 1d) > day",
        "max(marks, on) < today()",
        "max(marks, on) + 3mo >= today()",
        "any(marks, on > 2026-08-01 and on >= today())",
        "not present(day) or day <= today()",
        "if(day <= 2026-01-01, other >= today(), true)",
        "organization.since > today()",
        "any(organization.things, day > today() + 1mo)",
        "any(marks where n > 2, outer.day <= on and on <= today())"};
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
        check_plain(FORMS[i], THINGS);
}

TEST(what_does_not_depend_on_the_day_always_stands)
{
    check_plain("day <= 2026-04-20", THINGS);
    check_plain("today() + 30d >= today() + 10d", THINGS);
    check_plain("n <= 3 and day <= today()",
                "kijun: 1\norganization: { id: o }\nthings: [{ id: c }]\n");
}

TEST(the_fiscal_year_is_that_of_the_organisation)
{
    check_plain("fiscal_year_start(today()) <= other",
                "kijun: 1\norganization: { id: o, fiscal_year_starts: 10-01 }\n"
                "things: [{ id: a, other: 2026-04-20 }]\n");
}

TEST(months_end_where_they_end)
{
    check_plain("today() + 1mo >= 2026-06-30", THINGS);
    check_plain("today() + 1mo > 2027-02-28", THINGS);
    check_plain("day + 1mo >= today()",
                "kijun: 1\norganization: { id: o }\nthings: [{ id: a, day: 2026-08-31 }]\n");
}

// ---- Lua ----

static void check_function(const char *body)
{
    Fixture f = fixture_new();
    Stand at = {0, 0};
    fixture_pack(&f, "p", kj_arena_printf(f.arena, KINDS "r('x', function(thing) %s end)\n", body));
    CHECK_INT(stand(&f, THINGS, FIXTURE_TODAY, &at), 1);
    CHECK_INT(at.until, at.differs);
    fixture_free(&f);
}

TEST(a_function_that_asks_stands_until_the_answer_changes)
{
    check_function("return come(thing.day)");
    check_function("return past(thing.day)");
    check_function("return not past(thing.day) and come(thing.other)");
    check_function(
        "local day = field(thing, 'day') return not day or not come(add_months(day, 3))");
}

TEST(a_function_that_reads_the_day_stands_for_the_day)
{
    Fixture f = fixture_new();
    Stand at = {0, 0};
    fixture_pack(&f, "p", KINDS "r('x', function(thing) return thing.day <= today() end)\n");
    stand(&f, THINGS, FIXTURE_TODAY, &at);
    CHECK_INT(at.until, FIXTURE_TODAY + 1);
    fixture_free(&f);
}

// ---- what is not understood ----

TEST(a_day_that_is_shown_stands_for_the_day_where_it_is_shown)
{
    Fixture f = fixture_new();
    Stand stands[ORGANIZATIONS];
    fixture_pack(&f, "p",
                 KINDS "derive 'thing.ends' { type = 'date', title = T,"
                       " from = 'if(day <= today(), day, today())' }\n"
                       "r('x', 'ends <= other')\n");
    CHECK_INT(stand(&f,
                    "kijun: 1\norganization: { id: o }\n"
                    "things: [{ id: a, day: 2026-01-01, other: 2026-05-05 }]\n---\n"
                    "kijun: 1\norganization: { id: q }\n"
                    "things: [{ id: a, day: 2026-08-01, other: 2026-05-05 }]\n",
                    FIXTURE_TODAY, stands),
              2);
    CHECK_INT(stands[0].until, KJ_NEVER);
    CHECK_INT(stands[1].until, FIXTURE_TODAY + 1);
    fixture_free(&f);
}

// ---- anything at all ----

static uint32_t below(uint64_t *seed, uint32_t count)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % count;
}

#define PICK(seed, list) (list)[below(seed, sizeof(list) / sizeof *(list))]

// Of a thing, and of a mark of a thing.
static const char *const OF_THINGS[] = {"day <= today()",
                                        "today() < day",
                                        "other == today()",
                                        "day + months >= today()",
                                        "today() <= other + $every",
                                        "other >= today() + $within",
                                        "today() - other <= span",
                                        "today() + months >= day",
                                        "today() + months <= today() + span",
                                        "date(at) + 1mo < today()",
                                        "fiscal_year_start(today()) <= day",
                                        "fiscal_year_start(other) == fiscal_year_start(today())",
                                        "fiscal_year_start(today() - span) > day",
                                        "late",
                                        "due >= today()",
                                        "base <= today() - 3mo",
                                        "year <= other",
                                        "told",
                                        "organization.some > 2",
                                        "min(needs.due) < today()",
                                        "t",
                                        "max(marks where on <= today(), on) + 90d >= today()",
                                        "count(needs where late) > 1",
                                        "greatest(day, other) <= today()",
                                        "first(other, today()) < day",
                                        "today() in [2026-07-01, 2026-09-01]",
                                        "today() + 8000y > other",
                                        "today() - 3000y < other",
                                        "day - (today() - other) > 2026-01-01",
                                        "count(organization.slips) > 0",
                                        "organization.since <= today()",
                                        "present(other)"};
static const char *const OF_MARKS[] = {"on <= today()",
                                       "on > outer.day",
                                       "on + 60d < today()",
                                       "n > 2",
                                       "outer.other <= today() and n > 1",
                                       "present(on)"};

static const char *condition(KjArena *arena, uint64_t *seed, int depth)
{
    const char *one = PICK(seed, OF_THINGS);
    if (depth == 0)
        return one;
    const char *a = condition(arena, seed, depth - 1), *b = condition(arena, seed, depth - 1);
    switch (below(seed, 9)) {
    case 0: return kj_arena_printf(arena, "(%s) and (%s)", a, b);
    case 1: return kj_arena_printf(arena, "(%s) or (%s)", a, b);
    case 2: return kj_arena_printf(arena, "not (%s)", a);
    case 3: return kj_arena_printf(arena, "if(%s, %s, %s)", one, a, b);
    case 4: return kj_arena_printf(arena, "known(%s) and (%s)", a, b);
    case 5: return kj_arena_printf(arena, "any(needs where %s, %s)", one, a);
    case 6: return kj_arena_printf(arena, "all(users, %s)", a);
    case 7: return kj_arena_printf(arena, "count(needs where %s) >= 1", a);
    default:
        return kj_arena_printf(arena, "any(marks where %s, %s)", PICK(seed, OF_MARKS),
                               PICK(seed, OF_MARKS));
    }
}

static const char DERIVED[] =
    "derive 'thing.due' { type = 'date', title = T, from = 'first(other, day) + months' }\n"
    "derive 'thing.late' { type = 'bool', title = T, from = 'due < today()' }\n"
    "derive 'thing.year' { type = 'date', title = T,"
    " from = 'fiscal_year_start(fiscal_year_start(today()) - 1d)' }\n"
    "derive 'thing.base' { type = 'date', title = T,"
    " from = 'least(if(day <= today(), day), min(needs.base))' }\n"
    "derive 'thing.told' { type = 'bool', title = T,"
    " from = function(thing) return past(thing.day) end }\n"
    "derive 'organization.some' { type = 'int', title = T, from = function(organization)\n"
    "  local count = 0\n"
    "  for _, thing in ipairs(organization.things) do\n"
    "    local day = field(thing, 'day') if day and come(day) then count = count + 1 end end\n"
    "  return count end }\n"
    "kind 'slip' { derived = true, title = T, fields = { field('day', 'date', '日', 'Day') } }\n"
    "records 'slip' {"
    " from = function(organization)\n"
    "  local slips = {}\n"
    "  for _, thing in ipairs(organization.things) do\n"
    "    local due = field(thing, 'other')"
    "    if due and past(due) then slips[#slips + 1] = { id = thing.id, day = due } end end\n"
    "  return slips end }\n";

static const char *random_rules(KjArena *arena, uint64_t *seed)
{
    const char *text = kj_arena_printf(arena, "%s%s", KINDS, DERIVED);
    for (int i = 0; i < 16; i++)
        text =
            kj_arena_printf(arena, "%sr('%d', [[%s]])\n", text, i, condition(arena, seed, i % 4));
    return text;
}

static const char *random_day(KjArena *arena, uint64_t *seed)
{
    return kj_arena_printf(arena, "%u-%02u-%02u", 2025 + below(seed, 3), 1 + below(seed, 12),
                           1 + below(seed, 28));
}

static const char *random_thing(KjArena *arena, uint64_t *seed, int number)
{
    static const char *const FORMS[] = {"day: %s", "other: %s", "at: %sT20:00",
                                        "marks: [{ on: %s, n: 2 }, { n: 3 }]"};
    const char *text = kj_arena_printf(arena, "  - { id: t%d", number);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
        if (below(seed, 8))
            text = kj_arena_printf(arena, "%s, %s", text,
                                   kj_arena_printf(arena, FORMS[i], random_day(arena, seed)));
#pragma GCC diagnostic pop
    if (below(seed, 8))
        text = kj_arena_printf(arena, "%s, span: %ud, months: %umo, t: yes", text, below(seed, 200),
                               below(seed, 20));
    return kj_arena_printf(arena, "%s, needs: [t%u, t%u] }\n", text, below(seed, 4),
                           4 + below(seed, 2));
}

static const char *random_data(KjArena *arena, uint64_t *seed)
{
    const char *text = "";
    for (int i = 0; i < ORGANIZATIONS; i++) {
        const char *from = random_day(arena, seed), *since = random_day(arena, seed);
        text = kj_arena_printf(arena,
                               "%s%skijun: 1\norganization: { id: o%02d, since: %s%s }\n"
                               "answers: [{ id: a, rule: '0', value: yes, on: %s }]\n"
                               "exceptions: [{ id: e, rule: '1', from: %s, until: 2027-05-05 }]\n"
                               "things:\n",
                               text, i ? "---\n" : "", i, since,
                               below(seed, 3) ? "" : ", fiscal_year_starts: 01-01", since, from);
        for (int t = 0; t < 6; t++)
            text = kj_arena_printf(arena, "%s%s", text, random_thing(arena, seed, t));
    }
    return text;
}

TEST(nothing_differs_before_the_day_that_is_said)
{
    for (uint64_t round = 1; round <= 3; round++) {
        uint64_t seed = round;
        Fixture f = fixture_new();
        Stand stands[ORGANIZATIONS];
        fixture_pack(&f, "p", random_rules(f.arena, &seed));
        size_t count = stand(&f, random_data(f.arena, &seed), FIXTURE_TODAY, stands);
        for (size_t i = 0; i < count; i++)
            if (stands[i].until > stands[i].differs) {
                printf("round %d, organisation %zu: said to stand until day %d\n", (int)round, i,
                       stands[i].until - FIXTURE_TODAY);
                CHECK_INT(stands[i].differs, stands[i].until);
            }
        fixture_free(&f);
    }
}

int main(void)
{
    return RUN(a_plain_comparison_stands_until_the_day_on_which_it_changes,
               what_does_not_depend_on_the_day_always_stands,
               the_fiscal_year_is_that_of_the_organisation, months_end_where_they_end,
               a_function_that_asks_stands_until_the_answer_changes,
               a_function_that_reads_the_day_stands_for_the_day,
               a_day_that_is_shown_stands_for_the_day_where_it_is_shown,
               nothing_differs_before_the_day_that_is_said);
}
