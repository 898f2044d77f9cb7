// Deadlines: the day on which each form of a condition gets worse, what set it, and what is overdue.
#include "engine/base/date.h"
#include "engine/eval/due.h"
#include "tests/unit/judge_fixture.h"

#define KINDS                                                                                      \
    "local T = { ja='件', en='Case' }\n"                                                          \
    "kind 'organization' { singleton = true, plural = 'organizations', title = T, fields = {"      \
    "  field('fiscal_year_starts', 'month-day', '年度', 'Year') } }\n"                           \
    "kind 'person' { title = T, plural = 'people', fields = { field('name*', 'text', '名', "      \
    "'Name') } }\n"                                                                                \
    "kind 'thing' { title = T, fields = { field('day', 'date', '日', 'Day'),"                     \
    "  field('other', 'date', '他', 'Other'), field('at', 'datetime', '時', 'At'),"              \
    "  field('months', 'period', '月', 'Months'), field('owner', '->person', '主', 'Owner'),"    \
    "  field('marks', '[group] = []', '印', 'Marks', { field('on', 'date', '日', 'On') }) } }\n" \
    "kind 'post' { title = T, fields = { field('role', 'text', '役', 'Role'),"                    \
    "  field('who', '->person', '人', 'Who'), field('of', '->any', '物', 'Of'),"                 \
    "  field('until', 'date', '終', 'Until') } }\n"                                               \
    "holder { kind = 'post', person = 'who', actor = 'role', subject = 'of',\n"                    \
    "  when = 'not present(until) or today() <= until' }\n"                                        \
    "holder { kind = 'thing', person = 'owner' }\n"                                                \
    "derive 'thing.late' { type = 'date', title = T, from = 'day + 1mo' }\n"                       \
    "local function r(name, check, when) rule(name) { kind = 'thing', title = T, actor = 'chief'," \
    " when = when, check = check } end\n"

#define ONE "kijun: 1\norganization: { id: o }\nthings:\n  - { id: a, "

static KjDataset *read_again(void *ctx, KjDiags *diags)
{
    Fixture *f = ctx;
    KjFile file = {"1.yaml", f->problems,
                   strlen(f->problems)}; // the data: fixture_due puts them there
    KjIngestOptions options = {f->options.zone};
    KjBuilder *builder = kj_builder_new(f->registry->schema, diags);
    kj_ingest(builder, f->registry->schema, &file, 1, &options, diags);
    KjDataset *dataset = kj_builder_seal(builder);
    kj_builder_free(builder);
    return dataset;
}

// Days from 2026-04-01: what is due up to `last`, and overdue from `since` on.
static KjRun *due_of(Fixture *f, const char *rules, const char *data, int32_t since, int32_t last)
{
    fixture_pack(f, "p", kj_arena_printf(f->arena, "%s%s", KINDS, rules));
    CHECK(fixture_load(f));
    if (!f->registry) {
        printf("%s", f->problems);
        return NULL;
    }
    f->problems = data;
    KjDueSource source = {.registry = f->registry,
                          .lua = f->lua,
                          .options = f->options,
                          .since = FIXTURE_TODAY + since,
                          .last = FIXTURE_TODAY + last,
                          .person = KJ_TEXT("ito"),
                          .read = read_again,
                          .ctx = f};
    KjRun *run = kj_due_run(&source, &f->diags);
    CHECK(run != NULL);
    return run;
}

// "rule id day from>to; …" with days from 2026-04-01.
static const char *list_of(Fixture *f, const KjRun *run)
{
    const char *list = "";
    for (size_t i = 0; run && i < run->organizations[0].due_count; i++) {
        const KjDue *due = &run->organizations[0].dues[i];
        list =
            kj_arena_printf(f->arena, "%s%s%s %d %s>%s%s", list, *list ? "; " : "",
                            due->then.id.data, due->day - FIXTURE_TODAY, kj_verdict_name(due->from),
                            kj_verdict_name(due->then.verdict), due->over ? "!" : "");
    }
    return list;
}

static const char *facts_of(Fixture *f, const KjDue *due)
{
    const char *list = "";
    for (size_t i = 0; i < due->then.trace_count; i++) {
        const KjFact *fact = &due->then.trace[i];
        KjText name = fact->kind < 0
                          ? f->registry->params[fact->field].name
                          : f->registry->schema->kinds[fact->kind].fields[fact->field].name;
        list = kj_arena_printf(f->arena, "%s%s%s", list, *list ? " " : "", name.data);
    }
    return list;
}

static void due_is(const char *check, const char *fields, const char *expected, const char *facts)
{
    Fixture f = fixture_new();
    const char *data = kj_arena_printf(f.arena, ONE "%s }\n", fields);
    KjRun *run = due_of(&f, kj_arena_printf(f.arena, "r('x', [[%s]])\n", check), data, 0, 400);
    const char *list = list_of(&f, run);
    if (strcmp(list, expected) != 0)
        printf("%s: ", check);
    CHECK_STR(list, expected);
    if (run && run->organizations[0].due_count)
        CHECK_STR(facts_of(&f, &run->organizations[0].dues[0]), facts);
    kj_run_free(run);
    fixture_free(&f);
}

// The day of change is the first one on which the condition does not hold; the day before is the last to act.
TEST(the_day_is_the_first_on_which_the_condition_fails)
{
    due_is("today() <= day", "day: 2026-04-11", "a 11 pass>fail", "day");
    due_is("today() < day", "day: 2026-04-11", "a 10 pass>fail", "day");
    due_is("day >= today()", "day: 2026-04-01", "a 1 pass>fail", "day");
    due_is("day + 14d >= today()", "day: 2026-04-01", "a 15 pass>fail", "day");
    due_is("today() - 14d <= day", "day: 2026-04-01", "a 15 pass>fail", "day");
    due_is("day + months >= today()", "day: 2026-03-31, months: 1mo", "a 30 pass>fail",
           "day months");
    due_is("today() < date(at)", "at: '2026-04-05T00:00'", "a 4 pass>fail", "at");
    due_is("late >= today()", "day: 2026-03-10", "a 10 pass>fail", "late day");
    due_is("count(marks where on + 7d >= today()) > 0",
           "marks: [{ on: 2026-03-01 }, { on: 2026-03-31 }]", "a 7 pass>fail", "on");
    due_is("day >= fiscal_year_start(today())", "day: 2026-05-01", "a 365 pass>fail", "day");
    due_is("not (other <= today()) or day >= today()", "day: 2026-04-03, other: 2026-04-10",
           "a 9 pass>fail", "other");
    due_is("day <= today()", "day: 2026-04-11", "", "");
    due_is("today() <= day", "day: 2026-03-31", "", "");
    due_is("today() <= day", "other: 2026-04-11", "", "");
}

TEST(the_window_ends_with_the_last_day_to_act)
{
    for (int last = 9; last <= 10; last++) {
        Fixture f = fixture_new();
        KjRun *run = due_of(&f, "r('x', 'today() <= day')\n", ONE "day: 2026-04-11 }\n", 0, last);
        CHECK_STR(list_of(&f, run), last == 10 ? "a 11 pass>fail" : "");
        kj_run_free(run);
        fixture_free(&f);
    }
}

TEST(what_applies_from_a_day_on_is_due_before_it)
{
    Fixture f = fixture_new();
    KjRun *run = due_of(&f, "r('x', 'present(other)', 'day + 3d < today()')\n",
                        ONE "day: 2026-04-01 }\n", 0, 90);
    CHECK_STR(list_of(&f, run), "a 4 n/a>fail");
    kj_run_free(run);
    fixture_free(&f);
}

TEST(a_day_on_which_facts_contradict_each_other_ends_the_search)
{
    Fixture f = fixture_new();
    KjRun *run = due_of(&f,
                        "contradiction { kind = 'thing', when = 'other < today()',\n"
                        "  message = { ja = '古い', en = 'too old' } }\n"
                        "r('x', 'today() <= day')\n",
                        ONE "day: 2026-04-11, other: 2026-04-05 }\n", 0, 90);
    CHECK_STR(list_of(&f, run), "");
    CHECK_INT(f.diags.count, 1);
    if (f.diags.count)
        CHECK_STR(f.diags.items[0].body, "on 2026-04-06 the data would have errors (too old "
                                         "(Other 2026-04-05 is before the as-of day)); no "
                                         "deadlines behind that day were looked for");
    kj_run_free(run);
    fixture_free(&f);
}

static const char *overdue_of(Fixture *f, const char *check, const char *fields, int since)
{
    const char *data = kj_arena_printf(f->arena, ONE "%s }\n", fields);
    KjRun *run = due_of(f, kj_arena_printf(f->arena, "r('x', [[%s]])\n", check), data, since, 0);
    const char *list = list_of(f, run);
    kj_run_free(run);
    return list;
}

static void overdue_is(const char *check, const char *fields, int since, const char *expected)
{
    Fixture f = fixture_new();
    CHECK_STR(overdue_of(&f, check, fields, since), expected);
    fixture_free(&f);
}

TEST(what_got_worse_and_still_is_is_overdue)
{
    overdue_is("today() <= day", "day: 2026-03-11", -90, "a -20 pass>fail!");
    overdue_is("today() <= day", "day: 2026-03-31", -90, "a 0 pass>fail!");
    overdue_is("today() <= day", "day: 2026-04-01", -90, "a 1 pass>fail");
    overdue_is("today() <= day", "day: 2026-03-11", -20, "");
    overdue_is("today() <= day", "day: 2026-03-11", -21, "a -20 pass>fail!");
    overdue_is("today() <= day or other <= today()", "day: 2026-02-01, other: 2026-03-01", -90, "");
    overdue_is("today() <= day or (other <= today() and today() < other + 5d)",
               "day: 2026-02-01, other: 2026-03-01", -90, "a -26 pass>fail!");
}

TEST(a_function_names_the_day_it_read)
{
    Fixture f = fixture_new();
    KjRun *run = due_of(&f, "r('x', function(t) return not past(t.day) end)\n",
                        ONE "day: 2026-04-11, other: 2026-01-01 }\n", 0, 90);
    CHECK_STR(list_of(&f, run), "a 11 pass>fail");
    if (run && run->organizations[0].due_count)
        CHECK_STR(facts_of(&f, &run->organizations[0].dues[0]), "day");
    kj_run_free(run);
    fixture_free(&f);
}

TEST(persons_are_owners_and_those_in_office_for_the_record_or_for_all)
{
    static const char DATA[] =
        "kijun: 1\norganization: { id: o }\npeople:\n  - { id: ito, name: I }\n  - { id: sato, "
        "name: S }\n"
        "  - { id: mori, name: M }\n  - { id: old, name: O }\n"
        "things:\n  - { id: a, day: 2026-04-11, owner: ito }\n  - { id: b, day: 2026-04-12 }\n"
        "posts:\n  - { id: p1, role: chief, who: sato }\n  - { id: p2, role: chief, who: mori, of: "
        "'thing:b' }\n"
        "  - { id: p3, role: chief, who: old, until: 2026-03-01 }\n  - { id: p4, role: other, who: "
        "old }\n";
    Fixture f = fixture_new();
    KjRun *run = due_of(&f, "r('x', 'today() <= day')\n", DATA, 0, 90);
    CHECK_STR(list_of(&f, run), "a 11 pass>fail; b 12 pass>fail");
    if (run && run->organizations[0].due_count == 2) {
        const KjDue *a = &run->organizations[0].dues[0], *b = a + 1;
        CHECK_INT(a->person_count, 2);
        CHECK_STR(a->persons[0].id.data, "ito");
        CHECK_STR(a->persons[1].name.data, "S");
        CHECK_INT(b->person_count, 1);
        CHECK_STR(b->persons[0].id.data, "mori");
        CHECK_INT(run->organizations[0].people_count, 1);
        CHECK_STR(run->organizations[0].people[0].name.data, "I");
    }
    kj_run_free(run);
    fixture_free(&f);
}

int main(void)
{
    return RUN(the_day_is_the_first_on_which_the_condition_fails,
               the_window_ends_with_the_last_day_to_act,
               what_applies_from_a_day_on_is_due_before_it,
               a_day_on_which_facts_contradict_each_other_ends_the_search,
               what_got_worse_and_still_is_is_overdue, a_function_names_the_day_it_read,
               persons_are_owners_and_those_in_office_for_the_record_or_for_all);
}
