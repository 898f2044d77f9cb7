/* For people: what was compared, parameters and rules that differ, the sums, the rules and the organisations that
 * are hit worst, and the groups. What changes of each record: impact_records.c. */
#include "engine/output/grid.h"
#include "engine/output/impact_words.h"
#include "engine/output/report_parts.h"

#include <stdlib.h>

const char *kj_impact_in(const KjImpact *impact, const char *ja, const char *en)
{
    return impact->lang == KJ_JA ? ja : en;
}

void kj_impact_heading(KjPage *page, const char *title)
{
    kj_page_line(page);
    kj_page_puts(page, KJ_BOLD, "■ ");
    kj_page_puts(page, KJ_BOLD, title);
    kj_page_line(page);
}

static void line(KjPage *page, KjStyle style, size_t indent, const char *text)
{
    kj_page_to(page, indent);
    kj_page_flow(page, style, indent, kj_text(text));
    kj_page_line(page);
}

static void more(KjPage *page, const KjImpact *impact, size_t left)
{
    if (left)
        line(page, KJ_DIM, 2,
             kj_arena_printf(
                 page->scratch,
                 kj_impact_in(impact, "ほか %zu件 (--top で増やせます)", "and %zu more (--top)"),
                 left));
}

const char *kj_impact_verdict(const KjImpact *impact, KjVerdict verdict)
{
    return verdict == KJ_NO_VERDICT ? kj_impact_in(impact, "判定なし", "not judged")
                                    : kj_verdict_label(verdict, impact->lang);
}

KjStyle kj_impact_style(KjTurn turn)
{
    return turn == KJ_WORSE ? KJ_RED : turn == KJ_BETTER ? KJ_GREEN : KJ_PLAIN;
}

/* ---- what was compared ---- */

static void put_side(KjPage *page, const KjImpactSide *side, const char *which)
{
    KjBuf text;

    kj_buf_init(&text, 0);
    for (size_t i = 0; i < side->pack_count; i++)
        kj_buf_printf(&text, "%s%s %s", i ? ", " : "", side->packs[i].id.data,
                      side->packs[i].version.data);
    kj_page_puts(page, KJ_BOLD, which);
    kj_page_to(page, 4);
    kj_page_puts(page, KJ_PLAIN, " ");
    kj_page_put(page, KJ_PLAIN, side->name);
    kj_page_flow_on(page, KJ_DIM, 6, (KjText){text.len ? text.data : "", (uint32_t)text.len});
    kj_page_line(page);
    kj_buf_clear(&text);
}

static void put_head(KjPage *page, const KjImpact *impact)
{
    KjBuf day;

    put_side(page, &impact->old, kj_impact_in(impact, "旧", "old"));
    put_side(page, &impact->new, kj_impact_in(impact, "新", "new"));
    kj_buf_init(&day, 0);
    kj_date_write_for(&day, impact->new.as_of, impact->lang);
    if (impact->old.as_of != impact->new.as_of) {
        KjBuf before;

        kj_buf_init(&before, 0);
        kj_date_write_for(&before, impact->old.as_of, impact->lang);
        line(page, KJ_PLAIN, 2,
             kj_arena_printf(page->scratch, kj_impact_in(impact, "判定日 %s → %s", "as of %s → %s"),
                             before.data, day.data));
        kj_buf_clear(&before);
    } else {
        line(page, KJ_PLAIN, 2,
             kj_arena_printf(page->scratch, kj_impact_in(impact, "判定日 %s", "as of %s"),
                             day.data));
    }
    kj_buf_clear(&day);
}

/* ---- parameters ---- */

static void put_param(KjPage *page, const KjImpact *impact, const KjImpactParam *param)
{
    static const char *const marks[] = {"  ~ ", "  + ", "  - "};
    static const KjStyle styles[] = {KJ_YELLOW, KJ_GREEN, KJ_RED};
    const char *arrow = param->fate == KJ_IN_BOTH ? " → " : "";

    kj_page_puts(page, styles[param->fate], marks[param->fate]);
    kj_page_put(page, KJ_PLAIN, param->name);
    kj_page_flow_on(page, KJ_PLAIN, 6, kj_label_in(param->title, impact->lang));
    kj_page_line(page);
    kj_page_to(page, 6);
    kj_page_flow(page, KJ_BOLD, 6,
                 kj_text(kj_arena_printf(page->scratch, "%s%s%s", param->before.data, arrow,
                                         param->after.data)));
    if (param->direction.len)
        kj_page_flow_on(
            page, KJ_DIM, 6,
            kj_text(kj_arena_printf(page->scratch, "(%s)",
                                    kj_word(impact->lang, kj_report_direction(param->direction)))));
    kj_page_line(page);
}

static void put_params(KjPage *page, const KjImpact *impact)
{
    if (impact->param_count == 0)
        return;
    kj_impact_heading(page, kj_impact_in(impact, "基準値の違い", "Parameters that differ"));
    for (size_t i = 0; i < impact->param_count; i++)
        put_param(page, impact, &impact->params[i]);
}

/* ---- rules ---- */

static const char *counts_text(KjPage *page, const KjImpact *impact, const KjImpactRule *rule)
{
    static const KjVerdict order[] = {KJ_FAIL,   KJ_PARTIAL, KJ_FAULT, KJ_UNKNOWN,
                                      KJ_WAIVED, KJ_PASS,    KJ_NA};
    const char *text = "";

    for (size_t i = 0; i < KJ_VERDICTS; i++)
        if (rule->counts[order[i]])
            text =
                kj_arena_printf(page->scratch, "%s%s%s %u", text, *text ? "  " : "",
                                kj_verdict_label(order[i], impact->lang), rule->counts[order[i]]);
    return *text ? text : kj_impact_in(impact, "判定された記録はない", "no record is judged");
}

static void put_fate(KjPage *page, const KjImpact *impact, const KjImpactRule *rule)
{
    bool is_new = rule->fate == KJ_IN_NEW;

    kj_page_puts(page, is_new ? KJ_GREEN : KJ_RED, is_new ? "  + " : "  - ");
    kj_page_put(page, KJ_PLAIN, rule->name);
    kj_page_flow_on(page, KJ_PLAIN, 6, kj_label_in(rule->title, impact->lang));
    kj_page_line(page);
    line(page, KJ_DIM, 6, counts_text(page, impact, rule));
    if (rule->reason.len)
        line(page, KJ_DIM, 6,
             kj_arena_printf(page->scratch, "%s %s", kj_word(impact->lang, KJ_W_REASON),
                             rule->reason.data));
}

/* "office/1.1 → office/1.1b", or the name alone where only its conditions are others. */
static void put_changed(KjPage *page, const KjImpact *impact, const KjImpactRule *rule)
{
    const char *arrow = rule->was.len ? " → " : "";

    kj_page_puts(page, KJ_YELLOW, "  ~ ");
    kj_page_puts(page, KJ_PLAIN,
                 kj_arena_printf(page->scratch, "%s%s%s", rule->was.data, arrow, rule->name.data));
    kj_page_flow_on(page, KJ_PLAIN, 6, kj_label_in(rule->title, impact->lang));
    if (rule->changed)
        kj_page_flow_on(page, KJ_DIM, 6,
                        kj_text(kj_impact_in(impact, "[条件が変わる]", "[its condition changes]")));
    kj_page_line(page);
}

static void put_rules_apart(KjPage *page, const KjImpact *impact, size_t top)
{
    size_t count = 0;

    for (size_t i = 0; i < impact->rule_count; i++) {
        const KjImpactRule *rule = &impact->rules[i];

        if (rule->fate == KJ_IN_BOTH && rule->was.len == 0 && !rule->changed)
            continue;
        if (count++ == 0)
            kj_impact_heading(page, kj_impact_in(impact, "要件の違い", "Rules that differ"));
        if (top && count > top)
            continue;
        if (rule->fate == KJ_IN_BOTH)
            put_changed(page, impact, rule);
        else
            put_fate(page, impact, rule);
    }
    more(page, impact, top && count > top ? count - top : 0);
}

/* ---- sums ---- */

static void put_turns(KjPage *page, const KjImpact *impact)
{
    static const KjVerdict order[] = {KJ_FAIL,   KJ_PARTIAL, KJ_FAULT, KJ_UNKNOWN,
                                      KJ_WAIVED, KJ_PASS,    KJ_NA,    KJ_NO_VERDICT};
    KjGrid grid;

    kj_grid_init(&grid, 2, 1);
    for (size_t a = 0; a <= KJ_VERDICTS; a++)
        for (size_t b = 0; b <= KJ_VERDICTS; b++) {
            KjVerdict from = order[b], to = order[a];

            if (impact->turns[from][to] == 0)
                continue;
            kj_grid_number(&grid, KJ_BOLD, impact->turns[from][to]);
            kj_grid_cell(
                &grid, kj_impact_style(kj_turn(from, to)),
                kj_text(kj_arena_printf(page->scratch, "%s → %s", kj_impact_verdict(impact, from),
                                        kj_impact_verdict(impact, to))));
        }
    kj_grid_print(&grid, page, 2);
    kj_grid_clear(&grid);
}

static void put_sums(KjPage *page, const KjImpact *impact)
{
    const KjTally *tally = &impact->tally;

    kj_impact_heading(page, kj_impact_in(impact, "変わること", "What changes"));
    if (!kj_tally_any(tally)) {
        line(page, KJ_PLAIN, 2,
             kj_arena_printf(
                 page->scratch,
                 kj_impact_in(impact, "%zu 組織のどの判定も算出項目も変わりません。",
                              "No verdict and no derived value changes (organizations: %zu)."),
                 impact->org_count));
    } else {
        line(page, KJ_PLAIN, 2,
             kj_arena_printf(
                 page->scratch,
                 kj_impact_in(
                     impact,
                     "%zu 組織のうち %u 組織、%u 件の記録。判定 %u 件 (悪くなる %u、"
                     "良くなる %u、ほか %u)、算出項目 %u 件",
                     "organizations %2$u of %1$zu, records %3$u, verdicts %4$u (worse %5$u, "
                     "better %6$u, other %7$u), derived values %8$u"),
                 impact->org_count, impact->hit, impact->records, kj_tally_verdicts(tally),
                 tally->turns[KJ_WORSE], tally->turns[KJ_BETTER], tally->turns[KJ_ALIKE],
                 tally->values));
        put_turns(page, impact);
    }
    if (impact->refused)
        line(page, KJ_RED, 2,
             kj_arena_printf(
                 page->scratch,
                 kj_impact_in(impact, "両方の判定がそろわない組織 %zu は含みません",
                              "%zu organizations that were not judged on both sides are left out"),
                 impact->refused));
}

/* ---- tables ---- */

static void put_tally(KjGrid *grid, const KjTally *tally, bool values)
{
    for (KjTurn turn = KJ_WORSE; turn <= KJ_ALIKE; turn++)
        kj_grid_number(grid, tally->turns[turn] ? kj_impact_style(turn) : KJ_DIM,
                       tally->turns[turn]);
    if (values)
        kj_grid_number(grid, tally->values ? KJ_PLAIN : KJ_DIM, tally->values);
}

static void put_columns(KjGrid *grid, const KjImpact *impact, bool values)
{
    kj_grid_cell(grid, KJ_DIM, kj_text(kj_impact_in(impact, "悪化", "worse")));
    kj_grid_cell(grid, KJ_DIM, kj_text(kj_impact_in(impact, "改善", "better")));
    kj_grid_cell(grid, KJ_DIM, kj_text(kj_impact_in(impact, "ほか", "other")));
    if (values)
        kj_grid_cell(grid, KJ_DIM, kj_text(kj_impact_in(impact, "算出", "values")));
}

static int by_tally(const void *left, const void *right)
{
    const KjImpactRule *a = *(const KjImpactRule *const *)left,
                       *b = *(const KjImpactRule *const *)right;
    uint32_t x = kj_tally_verdicts(&a->tally), y = kj_tally_verdicts(&b->tally);

    if (a->tally.turns[KJ_WORSE] != b->tally.turns[KJ_WORSE])
        return a->tally.turns[KJ_WORSE] > b->tally.turns[KJ_WORSE] ? -1 : 1;
    if (x != y)
        return x > y ? -1 : 1;
    return (a > b) - (a < b);
}

static void put_rules(KjPage *page, const KjImpact *impact, size_t top)
{
    const KjImpactRule **rules = kj_alloc_array(impact->rule_count + 1, sizeof *rules);
    size_t count = 0;
    KjGrid grid;

    for (size_t i = 0; i < impact->rule_count; i++)
        if (kj_tally_verdicts(&impact->rules[i].tally))
            rules[count++] = &impact->rules[i];
    if (count) {
        kj_impact_heading(page, kj_impact_in(impact, "要件ごと", "By rule"));
        qsort(rules, count, sizeof *rules, by_tally);
        kj_grid_init(&grid, 5, 15);
        put_columns(&grid, impact, false);
        kj_grid_cell(&grid, KJ_DIM, kj_text(kj_impact_in(impact, "組織", "orgs")));
        kj_grid_cell(&grid, KJ_DIM, kj_text(kj_impact_in(impact, "要件", "rule")));
        for (size_t i = 0; i < count && (!top || i < top); i++) {
            put_tally(&grid, &rules[i]->tally, false);
            kj_grid_number(&grid, KJ_PLAIN, rules[i]->organizations);
            kj_grid_cell(&grid, KJ_PLAIN,
                         kj_text(kj_arena_printf(page->scratch, "%s  %s", rules[i]->name.data,
                                                 kj_label_in(rules[i]->title, impact->lang).data)));
        }
        kj_grid_print(&grid, page, 2);
        kj_grid_clear(&grid);
        more(page, impact, top && count > top ? count - top : 0);
    }
    kj_free(rules);
}

static void put_orgs(KjPage *page, const KjImpact *impact, size_t top)
{
    KjGrid grid;

    if (impact->hit == 0 || impact->org_count < 2)
        return;
    kj_impact_heading(page, kj_impact_in(impact, "組織ごと (影響の大きい順)",
                                         "By organization, worst hit first"));
    kj_grid_init(&grid, 5, 15);
    put_columns(&grid, impact, true);
    kj_grid_cell(&grid, KJ_DIM, kj_text(kj_word(impact->lang, KJ_W_ORGANIZATION)));
    for (size_t i = 0; i < impact->hit && (!top || i < top); i++) {
        put_tally(&grid, &impact->orgs[i].tally, true);
        kj_grid_cell(&grid, KJ_PLAIN, kj_text(kj_impact_org_name(page->scratch, &impact->orgs[i])));
    }
    kj_grid_print(&grid, page, 2);
    kj_grid_clear(&grid);
    more(page, impact, top && impact->hit > top ? impact->hit - top : 0);
}

/* Somebody has said something. */
static bool is_given(const KjImpactChoice *choice)
{
    for (size_t g = 0; g < choice->count; g++)
        if (choice->groups[g].organizations && choice->groups[g].value.len)
            return true;
    return false;
}

static void put_choice(KjPage *page, const KjImpact *impact, const KjImpactChoice *choice)
{
    KjText label = kj_label_in(choice->label, impact->lang);
    KjGrid grid;

    kj_impact_heading(page, kj_arena_printf(page->scratch, kj_impact_in(impact, "%sごと", "By %s"),
                                            label.len ? label.data : choice->field.data));
    kj_grid_init(&grid, 6, 31);
    put_columns(&grid, impact, true);
    kj_grid_cell(&grid, KJ_DIM, kj_text(kj_impact_in(impact, "組織", "orgs")));
    kj_grid_cell(&grid, KJ_DIM, label.len ? label : choice->field);
    for (size_t g = 0; g < choice->count; g++) {
        const KjImpactGroup *group = &choice->groups[g];
        KjText name = kj_label_in(group->label, impact->lang);

        if (group->organizations == 0)
            continue;
        put_tally(&grid, &group->tally, true);
        kj_grid_cell(
            &grid, KJ_PLAIN,
            kj_text(kj_arena_printf(page->scratch, "%u/%u", group->hit, group->organizations)));
        kj_grid_cell(&grid, KJ_PLAIN,
                     name.len           ? name
                     : group->value.len ? group->value
                                        : kj_text(kj_word(impact->lang, KJ_W_MISSING)));
    }
    kj_grid_print(&grid, page, 2);
    kj_grid_clear(&grid);
}

bool kj_impact_text(KjPage *page, KjImpact *impact, size_t top)
{
    bool good = true;

    put_head(page, impact);
    put_params(page, impact);
    put_rules_apart(page, impact, top);
    put_sums(page, impact);
    put_rules(page, impact, top);
    put_orgs(page, impact, top);
    for (size_t c = 0; impact->hit && impact->org_count > 1 && c < impact->choice_count; c++)
        if (is_given(&impact->choices[c]))
            put_choice(page, impact, &impact->choices[c]);
    for (size_t i = 0; good && i < impact->hit && (!top || i < top); i++)
        good = kj_impact_records(page, impact, &impact->orgs[i]);
    return good;
}
