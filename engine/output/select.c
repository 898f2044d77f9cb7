/* Every selector is told apart once; then judgements that fit stay, in place. */
#include "engine/output/select.h"
#include "engine/output/meaning.h"

#include <string.h>

typedef enum { OF_RULES, OF_RECORD, OF_ORGANIZATION } Sort;

typedef struct Selector {
    Sort sort;
    KjText text;
    KjText kind, id; /* OF_RECORD */
} Selector;

typedef struct Selection {
    const KjView *view;
    Selector *items;
    size_t count;
    bool any[3]; /* by sort: whether there is one */
} Selection;

/* ---- matching ---- */

/* * stands for any text, also none. */
static bool matches(KjText pattern, KjText text)
{
    size_t p = 0, t = 0, star = SIZE_MAX, resume = 0;

    while (t < text.len) {
        if (p < pattern.len && pattern.data[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.len && pattern.data[p] == text.data[t]) {
            p++;
            t++;
        } else if (star != SIZE_MAX) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.len && pattern.data[p] == '*')
        p++;
    return p == pattern.len;
}

static bool matches_rule(const KjView *view, const Selector *selector, const KjRule *rule)
{
    return matches(selector->text, rule->name) || matches(selector->text, rule->clause) ||
           kj_text_compare(selector->text, view->registry->packs[rule->pack].id) == 0;
}

static bool matches_record(const KjView *view, const Selector *selector, int32_t kind, KjText id)
{
    return kj_text_compare(selector->id, id) == 0 &&
           kj_text_compare(selector->kind, view->registry->schema->kinds[kind].name) == 0;
}

static bool wants_rule(const Selection *selection, const KjRule *rule)
{
    for (size_t i = 0; i < selection->count; i++)
        if (selection->items[i].sort == OF_RULES &&
            matches_rule(selection->view, &selection->items[i], rule))
            return true;
    return !selection->any[OF_RULES];
}

static bool wants_record(const Selection *selection, int32_t kind, KjText id)
{
    for (size_t i = 0; i < selection->count; i++)
        if (selection->items[i].sort == OF_RECORD &&
            matches_record(selection->view, &selection->items[i], kind, id))
            return true;
    return !selection->any[OF_RECORD];
}

static bool wants_organization(const Selection *selection, KjText id)
{
    for (size_t i = 0; i < selection->count; i++)
        if (selection->items[i].sort == OF_ORGANIZATION &&
            kj_text_compare(selection->items[i].id, id) == 0)
            return true;
    return !selection->any[OF_ORGANIZATION];
}

/* ---- telling selectors apart ---- */

static bool has_organization(const KjRun *run, KjText id)
{
    for (size_t i = 0; i < run->organization_count; i++)
        if (kj_text_compare(run->organizations[i].id, id) == 0)
            return true;
    return false;
}

static bool has_record(const KjRun *run, const KjView *view, const Selector *selector)
{
    for (size_t o = 0; o < run->organization_count; o++) {
        const KjOrgResult *org = &run->organizations[o];

        for (size_t i = 0; i < org->judgement_count; i++)
            if (matches_record(view, selector, org->judgements[i].kind, org->judgements[i].id))
                return true;
    }
    return false;
}

static bool has_rule(const KjView *view, const Selector *selector)
{
    for (size_t i = 0; i < view->registry->rule_count; i++)
        if (matches_rule(view, selector, &view->registry->rules[i]))
            return true;
    return false;
}

static Selector told_apart(const KjRun *run, const KjView *view, const char *text)
{
    const KjSchema *schema = view->registry->schema;
    Selector selector = {.sort = OF_RULES, .text = kj_text(text)};

    if (kj_reference_split(selector.text, &selector.kind, &selector.id)) {
        selector.sort = OF_RECORD;
        if (schema->organization >= 0 &&
            kj_text_compare(selector.kind, schema->kinds[schema->organization].name) == 0)
            selector.sort = OF_ORGANIZATION;
    } else if (has_organization(run, selector.text)) {
        selector.sort = OF_ORGANIZATION;
        selector.id = selector.text;
    }
    return selector;
}

static bool finds_something(const KjRun *run, const KjView *view, const Selector *selector)
{
    return selector->sort == OF_RULES    ? has_rule(view, selector)
           : selector->sort == OF_RECORD ? has_record(run, view, selector)
                                         : has_organization(run, selector->id);
}

static bool read_selectors(Selection *selection, const KjRun *run, const char *const *texts,
                           size_t count, KjDiags *diags)
{
    bool good = true;

    for (size_t i = 0; i < count; i++) {
        Selector *selector = &selection->items[selection->count++];

        *selector = told_apart(run, selection->view, texts[i]);
        selection->any[selector->sort] = true;
        if (finds_something(run, selection->view, selector))
            continue;
        good = false;
        kj_diag(diags, KJ_ERROR, (KjPlace){NULL, 0, 0}, NULL,
                "--only %s に当たる要件・記録・組織はありません",
                "--only %s: there is no such rule, record or organization", texts[i]);
    }
    return good;
}

/* ---- narrowing ---- */

static void narrow_organization(const Selection *selection, KjOrgResult *org)
{
    size_t kept = 0;

    memset(org->summary, 0, sizeof org->summary);
    for (size_t i = 0; i < org->judgement_count; i++) {
        const KjJudgement *judgement = &org->judgements[i];

        if (!wants_rule(selection, &selection->view->registry->rules[judgement->rule]) ||
            !wants_record(selection, judgement->kind, judgement->id))
            continue;
        org->summary[judgement->verdict]++;
        org->judgements[kept++] = *judgement;
    }
    org->judgement_count = kept;
    kept = 0;
    for (size_t i = 0; i < org->derived_count; i++)
        if (wants_record(selection, org->derived[i].kind, org->derived[i].id))
            org->derived[kept++] = org->derived[i];
    org->derived_count = kept;
}

bool kj_select(KjRun *run, const KjView *view, const char *const *selectors, size_t count,
               KjDiags *diags)
{
    Selection selection = {.view = view,
                           .items = kj_arena_array(run->arena, count, sizeof(Selector))};
    size_t kept = 0;

    if (count == 0)
        return true;
    if (!read_selectors(&selection, run, selectors, count, diags))
        return false;
    for (size_t o = 0; o < run->organization_count; o++) {
        if (!wants_organization(&selection, run->organizations[o].id))
            continue;
        run->organizations[kept] = run->organizations[o];
        narrow_organization(&selection, &run->organizations[kept++]);
    }
    run->organization_count = kept;
    return true;
}
