/* Every selector is told apart once; then judgements that fit stay, in place. */
#include "engine/output/select.h"
#include "engine/output/meaning.h"

#include <string.h>

typedef enum { OF_RULES, OF_RECORD, OF_ORGANIZATION } Sort;

typedef struct Selector {
    Sort sort;
    KjText text;
    KjText kind, id; /* OF_RECORD */
    bool found;      /* there is such a thing */
} Selector;

typedef struct Selection {
    const KjView *view;
    Selector *items;
    size_t count;
    bool any[3]; /* by sort: whether there is one */
} Selection;

/* ---- matching ---- */

bool kj_select_matches(KjText pattern, KjText text)
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
    return kj_select_matches(selector->text, rule->name) ||
           kj_select_matches(selector->text, rule->clause) ||
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

static void read_selectors(Selection *selection, const KjRun *head, const char *const *texts,
                           size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Selector *selector = &selection->items[selection->count++];

        *selector = told_apart(head, selection->view, texts[i]);
        selection->any[selector->sort] = true;
        selector->found = selector->sort == OF_RULES          ? has_rule(selection->view, selector)
                          : selector->sort == OF_ORGANIZATION ? has_organization(head, selector->id)
                                                              : false;
    }
}

/* Records are found while the runs are gone through. */
static void look_for_records(Selection *selection, const KjOrgResult *org)
{
    for (size_t s = 0; s < selection->count; s++) {
        Selector *selector = &selection->items[s];

        for (size_t i = 0;
             selector->sort == OF_RECORD && !selector->found && i < org->judgement_count; i++)
            selector->found = matches_record(selection->view, selector, org->judgements[i].kind,
                                             org->judgements[i].id);
    }
}

static bool all_found(const Selection *selection, KjDiags *diags)
{
    bool good = true;

    for (size_t i = 0; i < selection->count; i++) {
        if (selection->items[i].found)
            continue;
        good = false;
        kj_diag(diags, KJ_ERROR, (KjPlace){NULL, 0, 0}, NULL,
                "--only %s に当たる要件・記録・組織はありません",
                "--only %s: there is no such rule, record or organization",
                selection->items[i].text.data);
    }
    return good;
}

/* ---- narrowing ---- */

/* A copy with shorter lists, in the scratch arena. */
static KjOrgResult narrowed(const Selection *selection, const KjOrgResult *org, KjArena *scratch)
{
    KjOrgResult own = *org;

    own.judgements = kj_arena_array(scratch, org->judgement_count, sizeof *own.judgements);
    own.derived = kj_arena_array(scratch, org->derived_count, sizeof *own.derived);
    own.judgement_count = own.derived_count = 0;
    memset(own.summary, 0, sizeof own.summary);
    for (size_t i = 0; i < org->judgement_count; i++) {
        const KjJudgement *judgement = &org->judgements[i];

        if (!wants_rule(selection, &selection->view->registry->rules[judgement->rule]) ||
            !wants_record(selection, judgement->kind, judgement->id))
            continue;
        own.summary[judgement->verdict]++;
        own.judgements[own.judgement_count++] = *judgement;
    }
    for (size_t i = 0; i < org->derived_count; i++)
        if (wants_record(selection, org->derived[i].kind, org->derived[i].id))
            own.derived[own.derived_count++] = org->derived[i];
    return own;
}

static void narrow(Selection *selection, KjRuns *from, KjRuns *to)
{
    const KjRun *head = kj_runs_head(from);
    KjArena *scratch = kj_arena_new();

    for (size_t o = 0; o < head->organization_count && !kj_runs_error(to); o++) {
        KjArenaMark mark = kj_arena_mark(scratch);
        const KjOrgResult *org = kj_runs_open(from, o);
        KjRun one = {.as_of = head->as_of, .zone = head->zone, .organization_count = 1};
        KjOrgResult own;

        look_for_records(selection, org);
        if (wants_organization(selection, org->id)) {
            own = narrowed(selection, org, scratch);
            one.organizations = &own;
            kj_runs_add(to, &one);
        }
        kj_arena_release(scratch, mark);
    }
    kj_arena_free(scratch);
}

KjRuns *kj_select(KjRuns *runs, const KjView *view, const char *const *selectors, size_t count,
                  KjDiags *diags)
{
    const KjRun *head = kj_runs_head(runs);
    KjRuns *chosen = kj_runs_new(head->as_of, head->zone);
    Selection selection = {.view = view, .items = kj_alloc_array(count + 1, sizeof(Selector))};

    read_selectors(&selection, head, selectors, count);
    narrow(&selection, runs, chosen);
    if (kj_runs_error(runs) || (!kj_runs_error(chosen) && !all_found(&selection, diags))) {
        kj_runs_free(chosen);
        chosen = NULL;
    }
    kj_free(selection.items);
    return chosen;
}
