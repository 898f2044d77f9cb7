/* For people: the groups and their spreads, outliers, what is missed most often, all of it and by group;
 * then what moved, who is missing, and what packs show of all organisations. Lists end after report->most
 * lines, with a word on how many more there are. */
#include "engine/output/peers_parts.h"

#include "engine/output/missing.h"
#include "engine/output/words.h"

#include <stdlib.h>

const char *kj_peers_say(const KjPeersReport *report, const char *ja, const char *en)
{
    return report->view->lang == KJ_JA ? ja : en;
}

void kj_peers_heading(KjPage *page, const char *title)
{
    kj_page_line(page);
    kj_page_puts(page, KJ_BOLD, "■ ");
    kj_page_puts(page, KJ_BOLD, title);
    kj_page_line(page);
}

static void note(KjPage *page, const char *text)
{
    kj_page_to(page, 2);
    kj_page_flow(page, KJ_DIM, 2, kj_text(text));
    kj_page_line(page);
}

void kj_peers_more(KjPage *page, const KjPeersReport *report, uint64_t left)
{
    if (left)
        note(page,
             kj_arena_printf(page->scratch, kj_peers_say(report, "ほか %llu件", "and %llu more"),
                             (unsigned long long)left));
}

/* ---- head ---- */

static const char *run_text(KjArena *arena, const KjPeersReport *report, const KjPeerRun *run)
{
    int32_t day = 0;
    KjBuf text;
    const char *shown;

    kj_date_parse(run->as_of, &day);
    kj_buf_init(&text, 0);
    kj_date_write_for(&text, day, report->view->lang);
    shown = kj_arena_printf(arena, kj_peers_say(report, "%lld（%s%s）", "%lld (%s%s)"),
                            (long long)run->run, text.data,
                            run->complete ? "" : kj_peers_say(report, "、途中", ", not complete"));
    kj_buf_clear(&text);
    return shown;
}

static void print_head(KjPage *page, const KjPeersReport *report)
{
    const KjPeers *peers = report->peers;
    const char *missing;

    kj_page_puts(page, KJ_BOLD, report->path);
    kj_page_puts(page, KJ_PLAIN,
                 kj_arena_printf(page->scratch, kj_peers_say(report, "   判定 %s", "   run %s"),
                                 run_text(page->scratch, report, &peers->run)));
    if (peers->before.run)
        kj_page_puts(page, KJ_PLAIN,
                     kj_arena_printf(page->scratch,
                                     kj_peers_say(report, "   前回 %s", "   before it %s"),
                                     run_text(page->scratch, report, &peers->before)));
    kj_page_line(page);
    kj_page_to(page, 2);
    kj_page_flow(
        page, KJ_PLAIN, 2,
        kj_text(kj_arena_printf(
            page->scratch,
            kj_peers_say(
                report, "組織 %zu、提出のなかった組織 %zu、判定できなかったもの %zu",
                "organizations %zu, that did not report %zu, that could not be judged %zu"),
            peers->peer_count, peers->absent_count, peers->problem_count)));
    kj_page_line(page);
    missing = kj_missing_text(page->scratch, report->view->lang, &peers->run.missing);
    if (missing)
        note(page, missing);
    note(page,
         kj_arena_printf(page->scratch, "%.*s", (int)peers->run.packs.len, peers->run.packs.data));
}

/* ---- groups ---- */

static void spread_cell(KjGrid *grid, const KjSpread *spread)
{
    kj_grid_cell(grid, KJ_PLAIN,
                 kj_text(kj_arena_printf(grid->arena, "%5.1f %5.1f %5.1f", spread->lower * 100,
                                         spread->median * 100, spread->upper * 100)));
}

static void print_groups(KjPage *page, const KjPeersReport *report)
{
    const KjPeers *peers = report->peers;
    KjText title = kj_label_in(report->by->label, report->view->lang);
    KjGrid grid;

    kj_peers_heading(
        page, kj_arena_printf(page->scratch,
                              kj_peers_say(report, "%.*sごとの割合（％）", "Shares by %.*s (%%)"),
                              (int)title.len, title.data));
    note(page, kj_peers_say(report,
                            "要件を組織ごとに、最も悪い記録で判定する。不適合（一部適合を含む）と"
                            "未確認が、対象となる要件に占める割合の第1四分位・中央値・第3四分位",
                            "A rule counts once for an organization, by its worst record. Of the "
                            "rules that apply: failing (partial too) and unknown; first "
                            "quartile, median, third quartile"));
    kj_grid_init(&grid, 6, 1u << 1 | 1u << 2 | 1u << 3 | 1u << 4 | 1u << 5);
    kj_grid_cell(&grid, KJ_DIM, title);
    kj_grid_cell(&grid, KJ_DIM, kj_text(kj_peers_say(report, "組織", "number")));
    kj_grid_cell(&grid, KJ_DIM, kj_text(kj_peers_say(report, "不適合の割合", "failing")));
    kj_grid_cell(&grid, KJ_DIM, kj_text(kj_peers_say(report, "未確認の割合", "unknown")));
    kj_grid_cell(&grid, KJ_DIM, kj_text(kj_peers_say(report, "新不適合", "new fail")));
    kj_grid_cell(&grid, KJ_DIM, kj_text(kj_peers_say(report, "新適合", "new pass")));
    for (size_t g = 0; g < peers->group_count; g++) {
        const KjPeerGroup *group = &peers->groups[g];

        kj_grid_cell(&grid, KJ_PLAIN, kj_peers_label(report, group->value));
        kj_grid_number(&grid, KJ_PLAIN, group->organizations);
        spread_cell(&grid, &group->spreads[KJ_SHARE_FAILING]);
        spread_cell(&grid, &group->spreads[KJ_SHARE_UNKNOWN]);
        kj_grid_number(&grid, KJ_PLAIN, group->newly_failing);
        kj_grid_number(&grid, KJ_PLAIN, group->newly_passing);
    }
    kj_grid_print(&grid, page, 2);
    kj_grid_clear(&grid);
}

/* ---- outliers ---- */

static void percent_cell(KjGrid *grid, double share)
{
    kj_grid_cell(grid, KJ_PLAIN, kj_text(kj_arena_printf(grid->arena, "%.1f", share * 100)));
}

static void outlier_row(KjGrid *grid, const KjPeersReport *report, const KjPeer *peer,
                        KjShare share)
{
    const KjPeerGroup *group = &report->peers->groups[peer->group];

    kj_grid_cell(grid, KJ_PLAIN, kj_peers_label(report, group->value));
    kj_grid_cell(grid, KJ_PLAIN,
                 kj_text(kj_verdict_label(share == KJ_SHARE_FAILING ? KJ_FAIL : KJ_UNKNOWN,
                                          report->view->lang)));
    percent_cell(grid, peer->shares[share]);
    percent_cell(grid, group->spreads[share].median);
    percent_cell(grid, group->spreads[share].fence);
    kj_grid_cell(grid, KJ_PLAIN,
                 kj_text(kj_arena_printf(grid->arena, "%.*s (%.*s)", (int)peer->name.len,
                                         peer->name.data, (int)peer->id.len, peer->id.data)));
}

typedef struct Outlier {
    const KjPeer *peer;
    KjShare share;
    size_t place; /* among those of the same share */
} Outlier;

/* What fails before what is unknown, the furthest first. */
static int compare_outliers(const void *a, const void *b)
{
    const Outlier *x = a, *y = b;
    double own = x->peer->shares[x->share], other = y->peer->shares[y->share];

    if (x->share != y->share)
        return x->share < y->share ? -1 : 1;
    return own != other ? (own > other ? -1 : 1) : (x->place > y->place) - (x->place < y->place);
}

/* To be freed. */
static Outlier *find_outliers(const KjPeers *peers, size_t *count)
{
    Outlier *outliers = kj_alloc_array(peers->peer_count * KJ_SHARES + 1, sizeof *outliers);

    *count = 0;
    for (int s = 0; s < KJ_SHARES; s++)
        for (size_t i = 0; i < peers->peer_count; i++)
            if (peers->peers[i].outlies[s])
                outliers[(*count)++] = (Outlier){&peers->peers[i], (KjShare)s, i};
    if (*count)
        qsort(outliers, *count, sizeof *outliers, compare_outliers);
    return outliers;
}

static void outlier_heads(KjGrid *grid, const KjPeersReport *report)
{
    static const char *const heads[][2] = {{"尺度", "share"},
                                           {"割合％", "own %"},
                                           {"中央値", "median"},
                                           {"上限", "fence"},
                                           {"組織", "organization"}};

    kj_grid_init(grid, 6, 1u << 2 | 1u << 3 | 1u << 4);
    kj_grid_cell(grid, KJ_DIM, kj_label_in(report->by->label, report->view->lang));
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        kj_grid_cell(grid, KJ_DIM, kj_text(heads[i][report->view->lang]));
}

static void print_outliers(KjPage *page, const KjPeersReport *report)
{
    size_t count;
    Outlier *outliers = find_outliers(report->peers, &count);
    KjGrid grid;

    kj_peers_heading(page, kj_peers_say(report, "同じ区分の組織から外れる組織", "Outliers"));
    note(page,
         kj_arena_printf(page->scratch,
                         kj_peers_say(report,
                                      "割合が「第3四分位＋%g×四分位範囲」を超える組織（%d組織以上の"
                                      "区分のみ）、割合の大きい順",
                                      "Share above the third quartile plus %g times the "
                                      "interquartile range, in groups of at least %d; the largest "
                                      "first"),
                         KJ_PEERS_FENCE, KJ_PEERS_LEAST));
    outlier_heads(&grid, report);
    for (size_t i = 0; i < count && i < report->most; i++)
        outlier_row(&grid, report, outliers[i].peer, outliers[i].share);
    if (count)
        kj_grid_print(&grid, page, 2);
    else
        note(page, kj_peers_say(report, "ありません", "none"));
    kj_grid_clear(&grid);
    kj_peers_more(page, report, count > report->most ? count - report->most : 0);
    kj_free(outliers);
}

/* ---- rules ---- */

void kj_peers_rule_cell(KjGrid *grid, const KjPeersReport *report, const KjPeerRule *rule)
{
    KjText title = kj_label_in(rule->title, report->view->lang);

    kj_grid_cell(grid, KJ_PLAIN,
                 kj_text(kj_arena_printf(grid->arena, "%.*s\n%.*s", (int)rule->name.len,
                                         rule->name.data, (int)title.len, title.data)));
}

static const KjVerdict columns[] = {KJ_FAIL, KJ_PARTIAL, KJ_UNKNOWN, KJ_PASS, KJ_WAIVED};
#define SHOWN (sizeof columns / sizeof *columns)

/* counts: of a group, or of all where it is NULL. */
static void print_missed(KjPage *page, const KjPeersReport *report, const uint32_t *counts)
{
    static const char *const heads[][2] = {{"不適合", "fail"},
                                           {"一部", "part"},
                                           {"未確認", "unkn"},
                                           {"適合", "pass"},
                                           {"例外", "waiv"}};
    const KjPeers *peers = report->peers;
    size_t count, *rules = kj_peers_missed(peers, counts, &count);
    KjGrid grid;

    kj_grid_init(&grid, SHOWN + 1, (1u << SHOWN) - 1);
    for (size_t v = 0; v < SHOWN; v++)
        kj_grid_cell(&grid, KJ_DIM, kj_text(heads[v][report->view->lang]));
    kj_grid_cell(&grid, KJ_DIM, kj_text(kj_peers_say(report, "要件", "rule")));
    for (size_t i = 0; i < count && i < report->most; i++) {
        const KjPeerRule *rule = &peers->rules[rules[i]];
        const uint32_t *of = counts ? counts + rules[i] * KJ_VERDICTS : rule->counts;

        for (size_t v = 0; v < SHOWN; v++)
            kj_grid_number(&grid, KJ_PLAIN, of[columns[v]]);
        kj_peers_rule_cell(&grid, report, rule);
    }
    if (count)
        kj_grid_print(&grid, page, 2);
    else
        note(page, kj_peers_say(report, "不適合のある要件はありません", "no rule with failures"));
    kj_peers_more(page, report, count > report->most ? count - report->most : 0);
    kj_grid_clear(&grid);
    kj_free(rules);
}

static void print_rules(KjPage *page, const KjPeersReport *report)
{
    const KjPeers *peers = report->peers;

    kj_peers_heading(page, kj_peers_say(report, "不適合の多い要件（組織の数）",
                                        "Rules missed most often (organizations)"));
    print_missed(page, report, NULL);
    for (size_t g = 0; peers->group_count > 1 && g < peers->group_count; g++) {
        KjText label = kj_peers_label(report, peers->groups[g].value);

        kj_peers_heading(
            page, kj_arena_printf(page->scratch,
                                  kj_peers_say(report, "不適合の多い要件: %.*s（%u組織）",
                                               "Rules missed most often: %.*s (%u)"),
                                  (int)label.len, label.data, peers->groups[g].organizations));
        print_missed(page, report, kj_peers_counts(peers, g, 0));
    }
}

bool kj_peers_text(KjPage *page, const KjPeersReport *report, KjError *error)
{
    print_head(page, report);
    print_groups(page, report);
    print_outliers(page, report);
    print_rules(page, report);
    if (!kj_peers_text_moves(page, report, error))
        return false;
    kj_peers_text_missing(page, report);
    return kj_peers_text_seen(page, report, error);
}
