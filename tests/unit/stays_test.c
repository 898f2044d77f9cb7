// Judging the same facts for one day after another: every result, with its messages, traces and computed values,
// is that of judging anew. What cannot be done so is said.
#include "engine/model/run.h"
#include "tests/unit/judge_fixture.h"

#define DAYS 420

#define KINDS                                                                                      \
    "local T = { ja='件', en='Case' }\n"                                                          \
    "kind 'organization' { singleton = true, plural = 'organizations', title = T, fields = {"      \
    "  field('fiscal_year_starts', 'month-day', '年度', 'Year') } }\n"                           \
    "kind 'thing' { title = T, fields = { field('day', 'date', '日', 'Day'),"                     \
    "  field('other', 'date', '他', 'Other'), field('n', 'int', '数', 'N'),"                     \
    "  field('needs', '[->thing] = []', '依', 'Needs', { inverse = 'users' }) } }\n"              \
    "kind 'post' { title = T, fields = { field('n', 'int', '数', 'N') } }\n"                      \
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
    "local function r(name, check) rule(name) { kind = 'thing', title = T, check = check } end\n"  \
    "r('plain', 'today() <= day')\n"                                                               \
    "rule 'open' { kind = 'thing', title = T, ask = T }\n"

#define DATA                                                                                       \
    "kijun: 1\norganization: { id: o }\nthings:\n"                                                 \
    "  - { id: a, day: 2026-05-01, other: 2026-07-01, n: 1, needs: [b, c] }\n"                     \
    "  - { id: b, day: 2026-06-10, n: 2, needs: [c] }\n"                                           \
    "  - { id: c, other: 2027-03-31, n: 3 }\n"                                                     \
    "  - { id: d, day: 2026-06-01 }\n"                                                             \
    "posts:\n  - { id: q }\n"                                                                      \
    "answers:\n"                                                                                   \
    "  - { id: x, rule: open, subject: 'thing:a', value: yes, on: 2026-06-01 }\n"                  \
    "  - { id: y, rule: open, value: no, on: 2026-09-01 }\n"                                       \
    "exceptions:\n"                                                                                \
    "  - { id: z, rule: plain, from: 2026-05-15, until: 2026-08-15 }\n"                            \
    "---\n"                                                                                        \
    "kijun: 1\norganization: { id: p }\nthings:\n"                                                 \
    "  - { id: a, day: 2026-12-24, other: 2026-12-25, needs: [a] }\n"

static KjBuf bytes_of(KjJudge *judge, int32_t day)
{
    KjBuf out;
    KjRun *run = kj_judge_run(judge);
    kj_buf_init(&out, UINT32_MAX);
    CHECK_INT(run->as_of, day);
    for (size_t o = 0; o < run->organization_count;
         o++) // what stands longer may be looked at again
        run->organizations[o].until = KJ_NEVER;
    CHECK(kj_run_encode(&out, run));
    kj_run_free(run);
    return out;
}

static KjBuf anew(Fixture *f, int32_t day)
{
    Fixture fresh = *f;
    fresh.run = NULL;
    fresh.judge = NULL;
    fresh.dataset = NULL;
    kj_diags_init(&fresh.diags, KJ_EN);
    fresh.options.as_of = day;
    fresh.options.again = false;
    CHECK(fixture_prepare(&fresh, DATA));
    KjBuf out = bytes_of(fresh.judge, day);
    fixture_forget(&fresh);
    kj_diags_clear(&fresh.diags);
    return out;
}

// Every `step` days. Returns how often the judge could be turned.
static int turn_through(const char *text, int step)
{
    Fixture f = fixture_new();
    f.options.again = true;
    fixture_pack(&f, "p", kj_arena_printf(f.arena, KINDS "%s", text));
    CHECK(fixture_prepare(&f, DATA));
    CHECK_STR(f.problems, "");
    int turned = 0;
    for (int32_t day = FIXTURE_TODAY + 1; f.judge && day < FIXTURE_TODAY + DAYS; day += step) {
        if (!kj_judge_turn(f.judge, day, &f.diags))
            break;
        turned++;
        KjBuf now = bytes_of(f.judge, day), fresh = anew(&f, day);
        bool same = now.len == fresh.len && memcmp(now.data, fresh.data, now.len) == 0;
        kj_buf_clear(&now);
        kj_buf_clear(&fresh);
        CHECK(same);
        if (!same) {
            printf("day %d: %s\n", day - FIXTURE_TODAY, text);
            break;
        }
    }
    fixture_free(&f);
    return turned;
}

static void turns(const char *text)
{
    CHECK_INT(turn_through(text, 1), DAYS - 1);
    CHECK_INT(turn_through(text, 37), (DAYS + 35) / 37);
}

TEST(conditions_answers_and_waivers)
{
    turns("r('year', 'day >= fiscal_year_start(today())')\n"
          "r('still', 'n > 1')\n"
          "rule 'when' { kind = 'thing', title = T, when = 'other <= today()', check = 'n >= 2' }\n"
          "rule 'select' { kind = 'thing', title = T, select = 'today() < other', check = 'n >= 2' "
          "}\n"
          "rule 'clause' { title = T, items = true }\n"
          "rule 'clause#a' { kind = 'thing', title = T, check = 'today() <= day' }\n"
          "rule 'clause#b' { kind = 'thing', title = T, check = 'n >= 2' }\n");
}

TEST(computed_values_that_read_each_other)
{
    turns("derive 'thing.last' { title = T, from = 'day + 14d' }\n"
          "derive 'thing.late' { title = T, from = 'last < today()' }\n"
          "derive 'thing.late_needs' { title = T, from = 'count(needs where late)' }\n"
          "derive 'thing.still' { title = T, from = 'n + 1' }\n"
          "derive 'organization.late_ones' { type = '[->thing]', title = T, reads = { 'thing.late' "
          "},\n"
          "  from = function(o) local all = {} for _, t in ipairs(o.things) do\n"
          "    if field(t, 'late') then all[#all + 1] = t end end return all end }\n"
          "r('1', 'not late')\nr('2', 'late_needs == 0')\nr('3', 'still == 2')\n"
          "rule '4' { title = T, check = 'count(late_ones) < 2' }\n");
}

TEST(computed_values_across_records)
{
    turns("derive 'thing.depth' { type = 'int', title = T,\n"
          "  from = 'if(today() <= day, 1, 5) + max(needs.depth)' }\n"
          "derive 'thing.sum' { type = 'int', title = T, reads = { 'thing.sum' }, from = "
          "function(t)\n"
          "  local all = today() <= (field(t, 'day') or today()) and 1 or 7\n"
          "  for _, other in ipairs(t.needs) do all = all + (field(other, 'sum') or 0) end\n"
          "  return all end }\n"
          "r('1', 'depth < 4')\nr('2', 'sum < 9')\n");
}

TEST(functions)
{
    turns("derive 'thing.late' { type = 'bool', title = T, from = function(t)\n"
          "  return field(t, 'day') and field(t, 'day') < today() end }\n"
          "derive 'thing' { over = 'organization', reads = { 'thing.late' },\n"
          "  fields = { field('first', '->thing', '先', 'First', { inverse = 'firsts' }),\n"
          "             field('others', '[->thing]', '他', 'Others') },\n"
          "  from = function(things) local all = {}\n"
          "    for i, t in ipairs(things) do\n"
          "      if field(t, 'late') then all[t] = { first = things[1], others = { t, "
          "things[#things] } } end\n"
          "    end return all end }\n"
          "derive 'thing.led' { title = T, from = 'count(firsts)' }\n"
          "r('1', function(t) if #t.firsts > 1 then return fail { message = T, need = #t.firsts } "
          "end return pass() end)\n"
          "r('2', function(t) if field(t, 'first') then return fail { message = T } end return "
          "pass() end)\n"
          "r('3', function(t) for _, other in ipairs(t.needs) do\n"
          "  if field(other, 'late') then return fail { message = T, other = other } end end "
          "return pass() end)\n"
          "r('4', function(t) if t.other < today() then return fail { message = T } end return "
          "pass() end)\n"
          "r('5', 'led < 2')\nr('6', function(t) return unknown { message = T } end)\n");
}

#define LATE "derive 'thing.late' { title = T, from = 'day < today()' }\n"

// Each asks of the day by nothing but a computed value.
TEST(functions_that_read_computed_values)
{
    turns(LATE "r('1', function(t) if field(t, 'late') then return fail { message = T } end\n"
               "  return pass() end)\n");
    turns(LATE
          "derive 'post' { over = 'organization', reads = { 'thing.late' },\n"
          "  fields = { field('at', '->thing', '所', 'At', { inverse = 'held_by' }) },\n"
          "  from = function(posts) local all = {}\n"
          "    for _, p in ipairs(posts) do for _, t in ipairs(p.organization.things) do\n"
          "      if not field(t, 'late') then all[p] = { at = t } end end end return all end }\n"
          "r('1', function(t) if #t.held_by > 0 then return fail { message = T } end\n"
          "  return pass() end)\n"
          "rule '2' { kind = 'thing', title = T, when = 'present(n)', check = function(t)\n"
          "  return #t.held_by > 0 and fail { message = T } or pass() end }\n");
}

TEST(why_a_value_is_missing)
{
    turns(
        LATE
        "derive 'thing.x' { type = 'int', title = T, reads = { 'thing.late' }, from = function(t)\n"
        "  if field(t, 'late') then return t.n end return t.other and 1 end }\n"
        "r('1', 'x == 1')\n");
    turns("derive 'thing.round' { type = 'int', title = T,\n"
          "  from = 'if(day < today(), n, 1 + max(needs.round))' }\nr('1', 'round == 1')\n");
}

// Records that are made of the day, and what has failed, are for a judge of their own.
TEST(what_cannot_be_turned_is_said)
{
    CHECK_INT(
        turn_through("kind 'mark' { derived = true, title = T, fields = {\n"
                     "  field('n', 'int', '数', 'N') } }\n"
                     "records 'mark' { from = function(o)\n"
                     "  return { { id = 'x', n = today() < date '2026-05-02' and 1 or 2 } } end }\n"
                     "rule '1' { kind = 'mark', title = T, check = 'n > 1' }\n",
                     1),
        0);
    CHECK_INT(
        turn_through(
            "derive 'thing.ended' { title = T, from = 'day < today()' }\n"
            "derive 'thing.bad' { type = 'int', title = T, reads = { 'thing.ended' },\n"
            "  from = function(t) if field(t, 'ended') then error('late') end return 1 end }\n"
            "r('1', 'bad == 1')\n",
            1),
        30); // 2026-05-02
}

int main(void)
{
    return RUN(conditions_answers_and_waivers, computed_values_that_read_each_other,
               computed_values_across_records, functions, functions_that_read_computed_values,
               why_a_value_is_missing, what_cannot_be_turned_is_said);
}
