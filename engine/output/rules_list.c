/* One line per rule, in the order of the packs, under the name of its pack. */
#include "engine/output/grid.h"
#include "engine/output/rules.h"
#include "engine/output/words.h"

#define LEAST_FOR_COLUMNS 100 /* what clause, level, actor and the rest need beside the title */

bool kj_rule_has_check(const KjRule *rule)
{
    if (rule->check_function >= 0)
        return true;
    for (size_t i = 0; rule->check && i < rule->kind_count; i++)
        if (rule->check[i])
            return true;
    return false;
}

bool kj_rule_listed(const KjView *view, const KjRuleFilter *filter, const KjRule *rule)
{
    return view->registry->packs[rule->pack].selected &&
           (filter->actor.len == 0 || kj_rule_addresses(rule, filter->actor)) &&
           (filter->level.len == 0 || kj_text_compare(filter->level, rule->level) == 0);
}

size_t kj_rules_count(const KjView *view, const KjRuleFilter *filter)
{
    size_t count = 0;

    for (size_t i = 0; i < view->registry->rule_count; i++)
        count += kj_rule_listed(view, filter, &view->registry->rules[i]);
    return count;
}

static const char *decided_by(const KjView *view, const KjRule *rule)
{
    if (rule->dropped)
        return kj_word(view->lang, KJ_W_DROPPED);
    if (rule->item_count)
        return kj_word(view->lang, KJ_W_BY_ITEMS);
    if (kj_rule_has_check(rule))
        return kj_word(view->lang, rule->ask || rule->declared ? KJ_W_BY_BOTH : KJ_W_BY_RECORDS);
    return rule->ask ? kj_word(view->lang, KJ_W_BY_ANSWER) : "-";
}

static void add_header(KjGrid *grid, const KjView *view)
{
    static const KjWord words[] = {KJ_W_CLAUSE, KJ_W_LEVEL, KJ_W_ACTOR, KJ_W_DECIDED_BY,
                                   KJ_W_TITLE};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        kj_grid_cell(grid, KJ_DIM, kj_text(kj_word(view->lang, words[i])));
}

static void add_rule(KjGrid *grid, const KjView *view, const KjRule *rule)
{
    kj_grid_cell(grid, KJ_PLAIN, rule->clause);
    kj_grid_cell(grid, KJ_PLAIN, kj_level_label(view->lang, rule->level));
    kj_grid_cell(grid, KJ_PLAIN, kj_rule_actor(rule, view->lang));
    kj_grid_cell(grid, KJ_PLAIN, kj_text(decided_by(view, rule)));
    kj_grid_cell(grid, KJ_PLAIN, kj_label_in(rule->title, view->lang));
}

/* On two lines, where columns would leave no room for the title. */
static void print_narrow(KjPage *page, const KjView *view, const KjRule *rule)
{
    KjText actor = kj_rule_actor(rule, view->lang);
    const char *comma = kj_word(view->lang, KJ_W_LIST_COMMA);

    kj_page_to(page, 2);
    kj_page_put(page, KJ_PLAIN, rule->clause);
    kj_page_flow_on(page, KJ_PLAIN, 4, kj_label_in(rule->title, view->lang));
    kj_page_line(page);
    kj_page_to(page, 4);
    kj_page_put(page, KJ_DIM, kj_level_label(view->lang, rule->level));
    if (actor.len) {
        kj_page_puts(page, KJ_DIM, comma);
        kj_page_put(page, KJ_DIM, actor);
    }
    kj_page_puts(page, KJ_DIM, comma);
    kj_page_puts(page, KJ_DIM, decided_by(view, rule));
    kj_page_line(page);
}

static void print_pack(KjPage *page, const KjView *view, const KjRuleFilter *filter, size_t pack)
{
    const KjRegistry *registry = view->registry;
    bool narrow = page->width && page->width < LEAST_FOR_COLUMNS;
    size_t count = 0;
    KjGrid grid;

    kj_grid_init(&grid, 5, 0);
    add_header(&grid, view);
    for (size_t i = 0; i < registry->rule_count; i++) {
        const KjRule *rule = &registry->rules[i];

        if ((size_t)rule->pack != pack || !kj_rule_listed(view, filter, rule))
            continue;
        if (count++ == 0) {
            kj_page_put(page, KJ_BOLD, registry->packs[pack].id);
            kj_page_flow_on(page, KJ_PLAIN, 2,
                            kj_label_in(registry->packs[pack].title, view->lang));
            kj_page_line(page);
        }
        if (narrow)
            print_narrow(page, view, rule);
        else
            add_rule(&grid, view, rule);
    }
    if (count && !narrow)
        kj_grid_print(&grid, page, 2);
    if (count)
        kj_page_line(page);
    kj_grid_clear(&grid);
}

void kj_rules_list_text(KjPage *page, const KjView *view, const KjRuleFilter *filter)
{
    for (size_t p = 0; p < view->registry->pack_count; p++)
        print_pack(page, view, filter, p);
}
