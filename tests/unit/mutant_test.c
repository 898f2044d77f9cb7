// Mutants: which there are of a condition, and that applying one is the same as writing it. For every
// condition here all changes are listed as a whole condition each; a pack with that text must judge as the
// changed registry does. After undoing, everything is as before.
#include "engine/eval/mutant.h"
#include "engine/eval/mutate.h"
#include "tests/unit/judge_fixture.h"

#define HEAD                                                                                       \
    "local T = { ja='件', en='Case' }\n"                                                          \
    "kind 'organization' { singleton = true, plural = 'organizations', title = T,\n"               \
    "  fields = { field('t', 'text', 'T', 'T') } }\n"                                              \
    "kind 'system' { title = T, fields = { field('n', 'int', 'N', 'N'), field('d', 'duration',\n"  \
    "  'D', 'D'), field('b', 'bool', 'B', 'B'), field('on', 'date', 'O', 'O'), field('k',\n"       \
    "  'x|y|z', 'K', 'K'), field('m', 'money', 'M', 'M'), field('r', '[int]', 'R', 'R') } }\n"

#define DATA                                                                                       \
    "kijun: 1\norganization: { id: o }\nsystems:\n"                                                \
    "  - { id: a, n: 0, d: 1h, b: yes, on: 2026-03-31, k: x, m: 999999, r: [1] }\n"                \
    "  - { id: b, n: 1, d: 2h, b: no, on: 2026-04-01, k: y, m: 1000000, r: [1, 2] }\n"             \
    "  - { id: c, n: 2, d: 3h, b: yes, on: 2026-04-02, k: z, m: 1000001, r: [3] }\n"               \
    "  - { id: d, n: 3, d: 4h, b: no, r: [] }\n"                                                   \
    "  - { id: e, n: 4, d: 90min, k: y }\n"                                                        \
    "  - { id: f }\n"

static const char *pack_of(Fixture *f, const char *when, const char *check)
{
    return kj_arena_printf(f->arena,
                           HEAD "rule '1' { kind = 'system', title = T, actor = 'x',\n"
                                "  when = \"%s\", check = \"%s\" }\n",
                           when, check);
}

static Fixture judged(const char *when, const char *check)
{
    Fixture f = fixture_new();
    fixture_pack(&f, "p", pack_of(&f, when, check));
    fixture_judge_well(&f, DATA);
    return f;
}

// A letter per system: f(ail), u(nknown), p(ass), n(/a).
static void letters(const KjVerdicts *verdicts, uint32_t rows, char *out)
{
    for (uint32_t row = 0; row < rows; row++)
        out[row] = "fupPwn!."[verdicts->verdict[row]];
    out[rows] = '\0';
}

static void verdicts_of(Fixture *f, char *out)
{
    KjDiags diags;
    KjJudge *judge = kj_judge_new(f->registry, f->dataset, f->lua, &f->options);
    kj_diags_init(&diags, KJ_EN);
    kj_judge_prepare(judge, &diags);
    letters(&judge->verdicts[0][0], f->dataset->tables[f->registry->rules[0].kinds[0]].rows, out);
    kj_judge_free(judge);
    kj_diags_clear(&diags);
}

static int32_t pack_number(const Fixture *f)
{
    return (int32_t)f->registry->pack_count - 1;
}

// All mutants of the check of a rule, in order, as the conditions that they make of it.
static void mutants_are(const char *check, const char *const *expected, size_t count)
{
    Fixture f = judged("true", check);
    char before[32], is[32], wanted[32];
    KjMutants mutants;
    size_t found = 0;
    kj_mutants_of(&mutants, f.registry, pack_number(&f));
    verdicts_of(&f, before);
    for (size_t i = 0; i < mutants.count; i++) {
        const KjMutant *mutant = &mutants.items[i];
        KjMutantUndo undo;
        if (mutant->part != KJ_PART_CHECK || mutant->node < 0)
            continue;
        CHECK(found < count);
        if (found == count)
            break;
        kj_mutant_apply(f.registry, mutant, f.arena, &undo);
        verdicts_of(&f, is);
        kj_mutant_undo(&undo);
        Fixture other = judged("true", expected[found]);
        verdicts_of(&other, wanted);
        CHECK_STR(is, wanted);
        if (strcmp(is, wanted) != 0)
            printf("%s: mutant %zu is not %s\n", check, found, expected[found]);
        fixture_free(&other);
        verdicts_of(&f, is);
        CHECK_STR(is, before);
        found++;
    }
    CHECK_INT(found, count);
    kj_mutants_clear(&mutants);
    fixture_free(&f);
}

#define MUTANTS_ARE(check, ...)                                                                    \
    mutants_are(check, (const char *const[]){__VA_ARGS__},                                         \
                sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

TEST(figures_move_by_a_step_and_comparisons_turn_or_move_their_bound)
{
    MUTANTS_ARE("n < 2", "n < 3", "n < 1", "n >= 2", "n <= 2");
    MUTANTS_ARE("n >= 2", "n >= 3", "n >= 1", "n < 2", "n > 2");
    MUTANTS_ARE("n == 2", "n == 3", "n == 1", "n ~= 2");
    MUTANTS_ARE("d <= 3h", "d <= 4h", "d <= 2h", "d > 3h", "d < 3h");
    MUTANTS_ARE("d <= 90min", "d <= 91min", "d <= 89min", "d > 90min", "d < 90min");
    MUTANTS_ARE("m > 1000000円", "m > 1000001円", "m > 999999円", "m <= 1000000円",
                "m >= 1000000円");
    MUTANTS_ARE("on < 2026-04-01", "on < 2026-04-02", "on < 2026-03-31", "on >= 2026-04-01",
                "on <= 2026-04-01");
}

TEST(connectives_swap_and_negations_fall_away)
{
    MUTANTS_ARE("b and k == 'x'", "b and k ~= 'x'", "b or k == 'x'");
    MUTANTS_ARE("not (b or present(on))", "not (b and present(on))", "b or present(on)");
    MUTANTS_ARE("not present(on)", "present(on)");
}

TEST(lists_lose_an_item_and_aggregates_become_their_opposite)
{
    MUTANTS_ARE("k in ['x', 'y']", "k in ['y']", "k in ['x']");
    MUTANTS_ARE("any(r, it == 1)", "any(r, it == 2)", "any(r, it == 0)", "any(r, it ~= 1)",
                "all(r, it == 1)");
    MUTANTS_ARE("min(r, it) == n", "max(r, it) == n", "min(r, it) ~= n");
}

TEST(what_is_changed_is_said_by_the_text_of_the_condition)
{
    Fixture f = judged("b", "(n < 2 or b) and d <= 3h");
    KjMutants mutants;
    KjBuf all;
    kj_buf_init(&all, 0);
    kj_mutants_of(&mutants, f.registry, pack_number(&f));
    for (size_t i = 0; i < mutants.count; i++) {
        KjMutantText text = kj_mutant_text(f.registry, &mutants.items[i], KJ_EN, f.arena);
        CHECK_INT(text.place.line, mutants.items[i].node < 0 ? 7 : 8);
        kj_buf_printf(&all, "%s => %s\n", text.before.data, text.after.data);
    }
    CHECK_STR(all.data, "when b => true\n"
                        "when b => false\n"
                        "n < 2 => n < 3\n"
                        "n < 2 => n < 1\n"
                        "n < 2 => n >= 2\n"
                        "n < 2 => n <= 2\n"
                        "n < 2 or b => n < 2 and b\n"
                        "d <= 3h => d <= 4h\n"
                        "d <= 3h => d <= 2h\n"
                        "d <= 3h => d > 3h\n"
                        "d <= 3h => d < 3h\n"
                        "(n < 2 or b) and d <= 3h => (n < 2 or b) or d <= 3h\n"
                        "(n < 2 or b) and d <= 3h => always pass\n"
                        "(n < 2 or b) and d <= 3h => always fail\n"
                        "(n < 2 or b) and d <= 3h => pass for fail, fail for pass\n");
    kj_buf_clear(&all);
    kj_mutants_clear(&mutants);
    fixture_free(&f);
}

static KjValue map_of(KjArena *arena, const char *key, KjValue value)
{
    KjTree map = kj_tree_map(arena);
    kj_tree_set(&map, key, value);
    return map.value;
}

// The numbers of the mutants that are noticed when all verdicts of the rule are looked at, or one.
static const char *noticed(Fixture *f, const char *id)
{
    KjTree asked = kj_tree_map(f->arena), all = kj_tree_list(f->arena),
           looked = kj_tree_list(f->arena);
    KjValue at = map_of(f->arena, "rule", kj_value_int(0));
    const char *text = "";
    KjMutants mutants;
    kj_mutants_of(&mutants, f->registry, pack_number(f));
    for (size_t i = 0; i < mutants.count; i++)
        kj_tree_add(&all, kj_value_int((int64_t)i));
    if (id) {
        KjTree map = kj_tree_map(f->arena);
        kj_tree_set(&map, "rule", kj_value_int(0));
        kj_tree_set(&map, "kind", fixture_text("system"));
        kj_tree_set(&map, "id", fixture_text(id));
        at = map.value;
    }
    kj_tree_add(&looked, at);
    kj_tree_set(&asked, "pack", kj_value_int(pack_number(f)));
    kj_tree_set(&asked, "mutants", all.value);
    kj_tree_set(&asked, id ? "records" : "rules", looked.value);
    KjValue found = kj_mutate(f->registry, f->dataset, f->lua, &f->options, &asked.value, f->arena);
    for (size_t i = 0; i < found.u.list.count; i++)
        text = kj_arena_printf(f->arena, "%s%s%d", text, i ? " " : "",
                               (int)found.u.list.items[i].u.whole);
    kj_mutants_clear(&mutants);
    return text;
}

TEST(a_mutant_is_noticed_where_a_verdict_that_is_looked_at_changes)
{
    Fixture f = judged("b or not b", "n < 2");
    // 0 1 when, 2 not, 3 or, 4 5 figure, 6 7 comparison, 8 9 10 verdict
    CHECK_STR(noticed(&f, "a"), "1 3 6 9 10");     // n 0, b yes: pass
    CHECK_STR(noticed(&f, "b"), "1 2 3 5 6 9 10"); // n 1, b no: pass
    CHECK_STR(noticed(&f, "c"), "1 3 4 6 7 8 10"); // n 2, b yes: fail
    CHECK_STR(noticed(&f, NULL), "0 1 2 3 4 5 6 7 8 9 10");
    CHECK_STR(noticed(&f, "nobody"), "");
    fixture_free(&f);
}

TEST(parameters_and_derivations_are_judged_as_a_whole)
{
    Fixture f = fixture_new();
    fixture_pack(&f, "p",
                 HEAD "param 'most' { value = 2, title = T, source = '1' }\n"
                      "param 'idle' { value = 2, title = T, source = '1' }\n"
                      "derive 'system.fits' { type = 'bool', title = T, from = 'n <= $most' }\n"
                      "rule '1' { kind = 'system', title = T, actor = 'x', check = 'fits' }\n");
    fixture_judge_well(&f, DATA);
    // 0 1 most, 2 3 idle, 4 5 the comparison, 6 7 8 verdict
    CHECK_STR(noticed(&f, "c"), "7 8 1 4 5"); // n 2
    CHECK_STR(noticed(&f, "d"), "6 8 0 4");   // n 3
    CHECK_STR(noticed(&f, NULL), "6 7 8 0 1 4 5");
    CHECK_STR(noticed(&f, NULL), "6 7 8 0 1 4 5"); // nothing is left of the first time
    fixture_free(&f);
}

int main(void)
{
    return RUN(figures_move_by_a_step_and_comparisons_turn_or_move_their_bound,
               connectives_swap_and_negations_fall_away,
               lists_lose_an_item_and_aggregates_become_their_opposite,
               what_is_changed_is_said_by_the_text_of_the_condition,
               a_mutant_is_noticed_where_a_verdict_that_is_looked_at_changes,
               parameters_and_derivations_are_judged_as_a_whole);
}
