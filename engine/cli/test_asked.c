/* What a worker is told of a test, and what its figures are held against. */
#include "engine/cli/rules_test.h"
#include "engine/cli/tell.h"

static void add_rule(KjTree *list, int32_t rule, bool missing, KjArena *arena)
{
    KjTree map = kj_tree_map(arena);

    kj_tree_set(&map, "rule", kj_value_int(rule));
    kj_tree_set(&map, "missing", kj_value_bool(missing));
    kj_tree_add(list, map.value);
}

static void add_item(KjTree *list, const KjExpected *item, KjArena *arena)
{
    KjTree map = kj_tree_map(arena);

    kj_tree_set(&map, "kind", kj_value_text(item->kind));
    kj_tree_set(&map, "id", kj_value_text(item->id));
    if (item->rule.len) {
        kj_tree_set(&map, "rule", kj_value_int(item->number));
        kj_tree_set(&map, "missing", kj_value_bool(item->says_missing));
    } else {
        kj_tree_set(&map, "field", kj_value_text(item->field));
    }
    kj_tree_add(list, map.value);
}

KjTree kj_rules_test_asked(const KjPackWorker *worker, const KjPackTest *test, KjArena *arena)
{
    const KjView *view = &worker->view;
    KjTree map = kj_tree_map(arena), rules = kj_tree_list(arena);
    KjTree records = kj_tree_list(arena), values = kj_tree_list(arena);

    for (size_t r = 0; test->expected.whole && r < view->registry->rule_count; r++)
        if (kj_tests_wants(&test->expected, view, &view->registry->rules[r]))
            add_rule(&rules, (int32_t)r, true, arena);
    for (size_t i = 0; i < test->expected.count; i++) {
        const KjExpected *item = &test->expected.items[i];

        if (item->rule.len == 0)
            add_item(&values, item, arena);
        else if (item->number >= 0 && item->kind.len)
            add_item(&records, item, arena);
        else if (item->number >= 0)
            add_rule(&rules, item->number, item->says_missing, arena);
    }
    kj_tree_set(&map, "pack", kj_value_int(kj_pack_worker_number(worker)));
    kj_tree_set(&map, "rules", rules.value);
    kj_tree_set(&map, "records", records.value);
    kj_tree_set(&map, "values", values.value);
    return map;
}

/* "90", "90%" */
bool kj_rules_test_share(const KjApp *app, double otherwise, double *share)
{
    const char *given = app->options.at_least;
    KjDiags diags;

    *share = otherwise;
    if (!given)
        return true;
    KjText text = kj_text_nfkc(app->arena, kj_text(given));
    if (text.len && text.data[text.len - 1] == '%')
        text = kj_text(kj_arena_strndup(app->arena, text.data, text.len - 1));
    if (kj_number_parse(text, share) && *share >= 0 && *share <= 100)
        return true;
    kj_diags_init(&diags, app->lang);
    kj_diag(&diags, KJ_ERROR, (KjPlace){0}, NULL,
            "--at-least は 0 から 100 までの割合です (%s とあります)",
            "--at-least is a share from 0 to 100, not %s", given);
    kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
    return false;
}
