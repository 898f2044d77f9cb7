/* Judgements are gone through once, each looking for its expectation; what is left was not met. */
#include "engine/output/tests.h"

#include "engine/output/select.h"

#include <stdlib.h>
#include <string.h>

/* ---- which rules ---- */

static bool find_rule(const KjView *view, KjText name, KjPlace place, int32_t *number,
                      KjDiags *diags)
{
    *number = kj_registry_rule(view->registry, name);
    if (*number >= 0)
        return true;
    kj_diag(diags, KJ_ERROR, place, NULL,
            "要件「%s」はありません。番号は kijun rules list で確かめられます",
            "there is no rule '%s'; see kijun rules list for the ids", name.data);
    return false;
}

static bool matches(const KjView *view, KjText pattern, const KjRule *rule)
{
    return kj_select_matches(pattern, rule->name) || kj_select_matches(pattern, rule->clause) ||
           kj_text_compare(pattern, view->registry->packs[rule->pack].id) == 0;
}

static bool find_some(const KjView *view, KjText pattern, KjPlace place, KjDiags *diags)
{
    for (size_t r = 0; r < view->registry->rule_count; r++)
        if (matches(view, pattern, &view->registry->rules[r]))
            return true;
    kj_diag(diags, KJ_ERROR, place, NULL, "「%s」に当たる要件はありません",
            "there is no rule like '%s'", pattern.data);
    return false;
}

/* A pattern becomes an expectation of every rule that it fits. */
static void spread(KjExpectations *expectations, const KjView *view, size_t index)
{
    expectations->items[index].number = -1;
    expectations->items[index].pattern = true;
    for (size_t r = 0; r < view->registry->rule_count; r++) {
        KjExpected one = expectations->items[index];

        if (!view->registry->packs[view->registry->rules[r].pack].selected ||
            !matches(view, one.rule, &view->registry->rules[r]))
            continue;
        one.number = (int32_t)r;
        KJ_PUSH(expectations->items, expectations->count, expectations->capacity, one);
    }
}

bool kj_tests_resolve(KjExpectations *expectations, const KjView *view, KjDiags *diags)
{
    size_t count = expectations->count;
    bool good = true;

    for (size_t i = 0; i < count && !expectations->resolved; i++) {
        KjExpected *item = &expectations->items[i];

        if (item->rule.len && memchr(item->rule.data, '*', item->rule.len)) {
            good &= find_some(view, item->rule, item->place, diags);
            spread(expectations, view, i);
        } else if (item->rule.len) {
            good &= find_rule(view, item->rule, item->place, &item->number, diags);
        }
    }
    expectations->resolved = good;
    for (size_t i = 0; i < expectations->only_count; i++)
        good &= find_some(view, expectations->only[i], expectations->only_places[i], diags);
    return good;
}

bool kj_tests_wants(const KjExpectations *expectations, const KjView *view, const KjRule *rule)
{
    for (size_t i = 0; i < expectations->only_count; i++)
        if (matches(view, expectations->only[i], rule))
            return true;
    return expectations->only_count == 0;
}

/* ---- comparing ---- */

typedef struct Match {
    const KjExpectations *expectations;
    const KjView *view;
    KjArena *arena;
    KjTestResult *result;
    size_t *met; /* by expectation: how many judgements or values it was compared with */
} Match;

static KjText text_of(KjArena *arena, const char *left, const char *kind, KjText id,
                      const char *right)
{
    return kj_text(kj_arena_printf(arena, "%s%s:%s%s", left, kind, id.data, right));
}

static KjMismatch *add(Match *match, KjPlace place, KjText what)
{
    KjTestResult *result = match->result;
    KjMismatch mismatch = {.place = place,
                           .what = what,
                           .expected = KJ_NO_VERDICT,
                           .got = KJ_NO_VERDICT,
                           .expected_more = KJ_TEXT(""),
                           .got_more = KJ_TEXT(""),
                           .message = KJ_TEXT("")};

    KJ_PUSH(result->mismatches, result->mismatch_count, result->mismatch_capacity, mismatch);
    return &result->mismatches[result->mismatch_count - 1];
}

static KjText kept(const Match *match, KjText text)
{
    return (KjText){kj_arena_strndup(match->arena, text.len ? text.data : "", text.len), text.len};
}

static KjText judged(const Match *match, const KjJudgement *judgement)
{
    const KjRegistry *registry = match->view->registry;

    return text_of(match->arena,
                   kj_arena_printf(match->arena, "%s ", registry->rules[judgement->rule].name.data),
                   registry->schema->kinds[judgement->kind].name.data, judgement->id, "");
}

static bool same_missing(const KjExpected *expected, const KjText *names, size_t count)
{
    if (expected->missing_count != count)
        return false;
    for (size_t i = 0; i < count; i++)
        if (kj_text_compare(expected->missing[i], names[i]) != 0)
            return false;
    return true;
}

static void compare(Match *match, const KjExpected *expected, const KjJudgement *got)
{
    KjText *names = kj_tests_missing(match->view, got, match->arena);
    bool names_facts = got->verdict == KJ_UNKNOWN && expected->says_missing;
    bool same = expected->verdict == got->verdict;
    bool facts = !names_facts || same_missing(expected, names, got->missing_count);
    bool says = expected->message.len == 0 ||
                (got->message.len && strstr(got->message.data, expected->message.data));

    match->result->checks++;
    if (same && facts && says)
        return;
    KjMismatch *mismatch = add(match, expected->place, judged(match, got));
    mismatch->expected = expected->verdict;
    mismatch->got = got->verdict;
    if (same && facts) {
        mismatch->expected_more = expected->message;
        mismatch->got_more = kept(match, got->message);
        return;
    }
    mismatch->message = kept(match, got->message);
    if (expected->verdict == KJ_UNKNOWN && expected->says_missing)
        mismatch->expected_more =
            kj_tests_joined(expected->missing, expected->missing_count, match->arena);
    if (got->verdict == KJ_UNKNOWN)
        mismatch->got_more = kj_tests_joined(names, got->missing_count, match->arena);
}

static bool speaks_of(const Match *match, const KjExpected *expected, const KjJudgement *got)
{
    return expected->rule.len && expected->number == got->rule &&
           (expected->kind.len == 0 ||
            (kj_text_compare(expected->id, got->id) == 0 &&
             kj_text_compare(expected->kind,
                             match->view->registry->schema->kinds[got->kind].name) == 0));
}

static void match_judgement(Match *match, const KjJudgement *got)
{
    const KjExpectations *expectations = match->expectations;
    bool expected = false;

    for (size_t i = 0; i < expectations->count; i++) {
        if (!speaks_of(match, &expectations->items[i], got))
            continue;
        compare(match, &expectations->items[i], got);
        match->met[i]++;
        expected = true;
    }
    if (expected || !expectations->whole ||
        !kj_tests_wants(expectations, match->view, &match->view->registry->rules[got->rule]))
        return;
    KjMismatch *mismatch = add(match, match->result->place, judged(match, got));
    mismatch->got = got->verdict;
    mismatch->message = kept(match, got->message);
}

static void match_derived(Match *match, const KjDerived *got)
{
    const KjKind *kind = &match->view->registry->schema->kinds[got->kind];
    KjText field = kind->fields[got->field].name;

    for (size_t i = 0; i < match->expectations->count; i++) {
        const KjExpected *expected = &match->expectations->items[i];

        if (expected->rule.len || kj_text_compare(expected->field, field) != 0 ||
            kj_text_compare(expected->id, got->id) != 0 ||
            kj_text_compare(expected->kind, kind->name) != 0)
            continue;
        KjText value = kj_tests_value(match->view, got, match->arena);
        match->met[i]++;
        match->result->checks++;
        if (kj_text_compare(expected->value, value) == 0)
            continue;
        KjMismatch *mismatch = add(match, expected->place,
                                   text_of(match->arena, "", kind->name.data, got->id,
                                           kj_arena_printf(match->arena, " %s", field.data)));
        mismatch->value = true;
        mismatch->expected_more = expected->value;
        mismatch->got_more = value;
    }
}

/* A pattern is met if any of the rules that it fits is. */
static bool is_met(const Match *match, size_t index)
{
    const KjExpectations *all = match->expectations;

    if (match->met[index])
        return true;
    if (all->items[index].pattern && all->items[index].number >= 0)
        return true; /* its pattern is asked */
    for (size_t i = 0; all->items[index].pattern && i < all->count; i++)
        if (match->met[i] && all->items[i].pattern &&
            all->items[i].rule.data == all->items[index].rule.data)
            return true;
    return false;
}

/* What is expected of verdicts and values that are not there. */
static void match_rest(Match *match)
{
    for (size_t i = 0; i < match->expectations->count; i++) {
        const KjExpected *expected = &match->expectations->items[i];

        if (is_met(match, i))
            continue;
        match->result->checks++;
        if (expected->rule.len && expected->verdict == KJ_NO_VERDICT)
            continue;
        const char *rule =
            expected->rule.len
                ? kj_arena_printf(match->arena, "%s ",
                                  expected->number < 0
                                      ? expected->rule.data
                                      : match->view->registry->rules[expected->number].name.data)
                : "";
        const char *field =
            expected->rule.len ? "" : kj_arena_printf(match->arena, " %s", expected->field.data);
        KjMismatch *mismatch =
            add(match, expected->place,
                expected->kind.len
                    ? text_of(match->arena, rule, expected->kind.data, expected->id, field)
                    : kj_text(rule));
        mismatch->value = expected->rule.len == 0;
        mismatch->expected = expected->verdict;
        mismatch->expected_more = expected->value;
    }
}

void kj_tests_match(const KjExpectations *expectations, const KjView *view, const KjRun *run,
                    KjArena *arena, KjTestResult *result)
{
    Match match = {expectations, view, arena, result,
                   kj_arena_array(arena, expectations->count + 1, sizeof(size_t))};

    for (size_t o = 0; o < run->organization_count; o++) {
        const KjOrgResult *org = &run->organizations[o];

        for (size_t i = 0; i < org->judgement_count; i++)
            match_judgement(&match, &org->judgements[i]);
        for (size_t i = 0; i < org->derived_count; i++)
            match_derived(&match, &org->derived[i]);
    }
    match_rest(&match);
    result->state = result->mismatch_count ? KJ_TEST_FAILED : KJ_TEST_PASSED;
}
