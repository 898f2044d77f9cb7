/* The report for people: what was judged, by which packs; with several organisations a table of
 * them; then for each its counts per pack, the findings by clause, what is unknown and why, what is
 * excused, and departures from the packs' figures. Sections without content are left out. */
#include "engine/base/version.h"
#include "engine/output/assess.h"
#include "engine/output/grid.h"
#include "engine/output/report_parts.h"
#include "engine/output/words.h"

/* ---- head ---- */

static void print_head(KjPage *page, const KjView *view, const KjRun *run)
{
    KjBuf day;

    kj_buf_init(&day, 0);
    kj_date_write_for(&day, run->as_of, view->lang);
    kj_page_puts(page, KJ_BOLD, "kijun " KJ_VERSION);
    kj_page_puts(page, KJ_PLAIN, "   ");
    kj_page_puts(page, KJ_DIM, kj_word(view->lang, KJ_W_AS_OF));
    kj_page_puts(page, KJ_PLAIN, " ");
    kj_page_puts(page, KJ_PLAIN, day.data);
    kj_page_line(page);
    kj_buf_clear(&day);
}

static void print_packs(KjPage *page, const KjView *view)
{
    const KjRegistry *registry = view->registry;
    KjGrid grid;

    kj_grid_init(&grid, 3, 0);
    for (size_t i = 0; i < registry->pack_count; i++) {
        const KjPack *pack = &registry->packs[i];

        if (!kj_report_pack_shown(registry, i))
            continue;
        kj_grid_cell(&grid, KJ_PLAIN, pack->id);
        kj_grid_cell(&grid, KJ_DIM, pack->version);
        kj_grid_cell(&grid, KJ_PLAIN, kj_label_in(pack->title, view->lang));
    }
    kj_grid_print(&grid, page, 2);
    kj_grid_clear(&grid);
    kj_page_line(page);
}

/* ---- counts ---- */

typedef struct Counts {
    uint32_t of[KJ_VERDICTS];
} Counts;

static bool add_judgements(Counts *counts, const KjRegistry *registry, const KjOrgResult *org,
                           int32_t pack)
{
    bool any = false;

    for (size_t i = 0; i < org->judgement_count; i++) {
        const KjJudgement *judgement = &org->judgements[i];

        if (registry->rules[judgement->rule].pack != pack)
            continue;
        counts->of[judgement->verdict]++;
        any = true;
    }
    return any;
}

static void count_all(const KjRun *run, Counts *all)
{
    for (size_t i = 0; i < run->organization_count; i++)
        for (int v = 0; v < KJ_VERDICTS; v++)
            all->of[v] += run->organizations[i].summary[v];
}

/* Which verdicts get a column: the common ones always, the rare ones where there are any. */
static size_t choose_columns(const Counts *all, KjVerdict *columns)
{
    static const KjVerdict order[] = {KJ_PASS,   KJ_PARTIAL, KJ_FAIL, KJ_UNKNOWN,
                                      KJ_WAIVED, KJ_NA,      KJ_FAULT};
    size_t count = 0;

    for (size_t i = 0; i < KJ_VERDICTS; i++) {
        bool rare = order[i] == KJ_PARTIAL || order[i] == KJ_WAIVED || order[i] == KJ_FAULT;

        if (!rare || all->of[order[i]])
            columns[count++] = order[i];
    }
    return count;
}

static void add_counts(KjGrid *grid, const Counts *counts, const KjVerdict *columns, size_t count)
{
    for (size_t c = 0; c < count; c++) {
        uint32_t number = counts->of[columns[c]];

        kj_grid_number(grid, number ? kj_report_style(columns[c]) : KJ_DIM, number);
    }
}

static void add_labels(KjGrid *grid, KjLang lang, const KjVerdict *columns, size_t count)
{
    for (size_t c = 0; c < count; c++)
        kj_grid_cell(grid, KJ_DIM, kj_text(kj_verdict_label(columns[c], lang)));
}

static void add_organization(KjGrid *grid, const KjOrgResult *org, const KjVerdict *columns,
                             size_t count)
{
    Counts counts;

    for (int v = 0; v < KJ_VERDICTS; v++)
        counts.of[v] = org->summary[v];
    kj_grid_cell(grid, KJ_PLAIN, org->name);
    kj_grid_cell(grid, KJ_PLAIN, org->id);
    add_counts(grid, &counts, columns, count);
}

static void print_organizations(KjPage *page, const KjView *view, const KjRun *run)
{
    KjVerdict columns[KJ_VERDICTS];
    Counts all = {0};
    size_t count;
    KjGrid grid;

    count_all(run, &all);
    count = choose_columns(&all, columns);
    kj_grid_init(&grid, count + 2, ~3u);
    kj_grid_cell(&grid, KJ_DIM, kj_text(kj_word(view->lang, KJ_W_ORGANIZATION)));
    kj_grid_cell(&grid, KJ_DIM, KJ_TEXT("ID"));
    add_labels(&grid, view->lang, columns, count);
    for (size_t i = 0; i < run->organization_count; i++)
        add_organization(&grid, &run->organizations[i], columns, count);
    kj_grid_cell(&grid, KJ_PLAIN, kj_text(kj_word(view->lang, KJ_W_TOTAL)));
    kj_grid_cell(&grid, KJ_PLAIN, KJ_TEXT(""));
    add_counts(&grid, &all, columns, count);
    kj_grid_print(&grid, page, 2);
    kj_grid_clear(&grid);
    kj_page_line(page);
}

static void add_pack(KjGrid *grid, KjText name, const Counts *counts, const KjVerdict *columns,
                     size_t count)
{
    kj_grid_cell(grid, KJ_PLAIN, name);
    add_counts(grid, counts, columns, count);
}

static bool all_beside_the_point(const Counts *counts)
{
    for (int v = 0; v < KJ_VERDICTS; v++)
        if (v != KJ_NA && counts->of[v])
            return false;
    return true;
}

/* Packs none of whose rules apply: their names, on a line of their own. */
static void print_not_applied(KjPage *page, KjLang lang, const KjBuf *names)
{
    if (!names->len)
        return;
    kj_page_to(page, 2);
    kj_page_puts(page, KJ_DIM, kj_word(lang, KJ_W_NOT_APPLIED));
    kj_page_flow_on(page, KJ_DIM, 4, (KjText){names->data, (uint32_t)names->len});
    kj_page_line(page);
}

static size_t add_packs(KjGrid *grid, const KjView *view, const KjOrgResult *org,
                        const KjVerdict *columns, size_t count, KjBuf *not_applied)
{
    const KjRegistry *registry = view->registry;
    size_t rows = 0;

    for (size_t p = 0; p < registry->pack_count; p++) {
        Counts counts = {0};

        if (!add_judgements(&counts, registry, org, (int32_t)p))
            continue;
        if (all_beside_the_point(&counts)) {
            kj_buf_puts(not_applied, not_applied->len ? kj_word(view->lang, KJ_W_LIST_COMMA) : "");
            kj_buf_add(not_applied, registry->packs[p].id.data, registry->packs[p].id.len);
            continue;
        }
        add_pack(grid, registry->packs[p].id, &counts, columns, count);
        rows++;
    }
    return rows;
}

static void print_counts(KjPage *page, const KjView *view, const KjOrgResult *org)
{
    KjVerdict columns[KJ_VERDICTS];
    Counts all = {0};
    size_t count;
    KjBuf not_applied;
    KjGrid grid;

    for (int v = 0; v < KJ_VERDICTS; v++)
        all.of[v] = org->summary[v];
    count = choose_columns(&all, columns);
    kj_buf_init(&not_applied, 0);
    kj_grid_init(&grid, count + 1, ~1u);
    kj_grid_cell(&grid, KJ_DIM, kj_text(kj_word(view->lang, KJ_W_PACK)));
    add_labels(&grid, view->lang, columns, count);
    if (add_packs(&grid, view, org, columns, count, &not_applied) != 1 || not_applied.len)
        add_pack(&grid, kj_text(kj_word(view->lang, KJ_W_TOTAL)), &all, columns, count);
    kj_grid_print(&grid, page, 2);
    kj_grid_clear(&grid);
    print_not_applied(page, view->lang, &not_applied);
    kj_buf_clear(&not_applied);
    kj_page_line(page);
}

/* ---- the whole ---- */

static bool has_findings(const KjOrgResult *org)
{
    return org->summary[KJ_FAIL] || org->summary[KJ_PARTIAL] || org->summary[KJ_UNKNOWN] ||
           org->summary[KJ_FAULT];
}

static void print_organization(KjPage *page, const KjView *view, const KjOrgResult *org)
{
    KjArenaMark mark = kj_arena_mark(page->scratch);

    kj_page_puts(page, KJ_BOLD, "■ ");
    kj_page_put(page, KJ_BOLD, kj_report_org_name(page->scratch, org));
    kj_page_line(page);
    kj_arena_release(page->scratch, mark);
    kj_page_line(page);
    print_counts(page, view, org);
    if (!has_findings(org)) {
        kj_page_to(page, 2);
        kj_page_puts(page, KJ_PLAIN, kj_word(view->lang, KJ_W_NOTHING));
        kj_page_line(page);
        kj_page_line(page);
    }
    kj_report_findings(page, view, org);
    kj_report_unknown(page, view, org);
    kj_report_waived(page, view, org);
    kj_report_deviations(page, view, org);
}

/* The first organisation with such a verdict, or NULL. */
static const KjOrgResult *first_with(KjRuns *runs, KjVerdict verdict)
{
    const KjRun *head = kj_runs_head(runs);

    for (size_t o = 0; o < head->organization_count; o++)
        if (head->organizations[o].summary[verdict])
            return kj_runs_open(runs, o);
    return NULL;
}

static const KjJudgement *first_of(const KjOrgResult *org, KjVerdict verdict)
{
    for (size_t i = 0; org && i < org->judgement_count; i++)
        if (org->judgements[i].verdict == verdict)
            return &org->judgements[i];
    return NULL;
}

/* How to ask further, with the first finding as the example. */
static void print_hint(KjPage *page, const KjView *view, KjRuns *runs)
{
    const KjJudgement *judgement = first_of(first_with(runs, KJ_FAIL), KJ_FAIL);
    KjArenaMark mark = kj_arena_mark(page->scratch);
    KjText rule, kind;

    if (!judgement)
        judgement = first_of(first_with(runs, KJ_UNKNOWN), KJ_UNKNOWN);
    if (!judgement)
        return;
    rule = view->registry->rules[judgement->rule].name;
    kind = view->registry->schema->kinds[judgement->kind].name;
    kj_page_puts(page, KJ_DIM,
                 kj_arena_printf(page->scratch, "%s: kijun explain '%.*s' %.*s:%.*s PATH",
                                 kj_word(view->lang, KJ_W_HINT), (int)rule.len, rule.data,
                                 (int)kind.len, kind.data, (int)judgement->id.len,
                                 judgement->id.data));
    kj_page_line(page);
    kj_arena_release(page->scratch, mark);
}

void kj_assess_text(KjPage *page, const KjView *view, KjRuns *runs)
{
    const KjRun *head = kj_runs_head(runs);

    print_head(page, view, head);
    print_packs(page, view);
    kj_report_tailorings(page, view);
    if (head->organization_count > 1)
        print_organizations(page, view, head);
    for (size_t i = 0; i < head->organization_count; i++)
        print_organization(page, view, kj_runs_open(runs, i));
    print_hint(page, view, runs);
}
