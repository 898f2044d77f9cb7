#include "engine/output/peers_parts.h"

#include <stdlib.h>

/* ---- what moved ---- */

typedef struct Mover {
    size_t index;
    uint32_t failing, passing;
} Mover;

static int compare_movers(const void *left, const void *right)
{
    const Mover *a = left, *b = right;

    if (a->failing != b->failing)
        return a->failing < b->failing ? 1 : -1;
    if (a->passing != b->passing)
        return a->passing < b->passing ? 1 : -1;
    return (a->index > b->index) - (a->index < b->index);
}

static Mover *movers(const KjPeers *peers, bool rules, size_t *count)
{
    size_t all = rules ? peers->rule_count : peers->peer_count;
    Mover *list = kj_alloc_array(all + 1, sizeof *list);

    *count = 0;
    for (size_t i = 0; i < all; i++) {
        Mover mover = {i, rules ? peers->rules[i].newly_failing : peers->peers[i].newly_failing,
                       rules ? peers->rules[i].newly_passing : peers->peers[i].newly_passing};

        if (mover.failing || mover.passing)
            list[(*count)++] = mover;
    }
    qsort(list, *count, sizeof *list, compare_movers);
    return list;
}

static const char *named(KjArena *arena, KjText id, KjText name)
{
    return kj_arena_printf(arena, "%.*s (%.*s)", (int)name.len, name.data, (int)id.len, id.data);
}

static void print_movers(KjPage *page, const KjPeersReport *report, bool rules)
{
    const KjPeers *peers = report->peers;
    size_t count;
    Mover *list = movers(peers, rules, &count);
    KjGrid grid;

    kj_page_line(page);
    kj_grid_init(&grid, 3, 3);
    kj_grid_cell(&grid, KJ_DIM, kj_text(kj_peers_say(report, "新たに不適合", "newly failing")));
    kj_grid_cell(&grid, KJ_DIM, kj_text(kj_peers_say(report, "新たに適合", "newly passing")));
    kj_grid_cell(&grid, KJ_DIM,
                 kj_text(rules ? kj_peers_say(report, "要件", "rule")
                               : kj_peers_say(report, "組織", "organization")));
    for (size_t i = 0; i < count && i < report->most; i++) {
        const KjPeer *peer = &peers->peers[rules ? 0 : list[i].index];
        const KjPeerRule *rule = &peers->rules[rules ? list[i].index : 0];

        kj_grid_number(&grid, KJ_PLAIN, list[i].failing);
        kj_grid_number(&grid, KJ_PLAIN, list[i].passing);
        if (rules)
            kj_peers_rule_cell(&grid, report, rule);
        else
            kj_grid_cell(&grid, KJ_PLAIN, kj_text(named(grid.arena, peer->id, peer->name)));
    }
    kj_grid_print(&grid, page, 2);
    kj_peers_more(page, report, count > report->most ? count - report->most : 0);
    kj_grid_clear(&grid);
    kj_free(list);
}

typedef struct Moving {
    const KjPeersReport *report;
    KjGrid grid;
    size_t rows;
} Moving;

static bool add_move(void *ctx, const KjPeerMove *move)
{
    Moving *moving = ctx;
    const KjPeersReport *report = moving->report;
    const KjPeer *peer = &report->peers->peers[move->peer];

    if (!kj_peer_fails(move->now))
        return true;
    if (moving->rows++ == report->most)
        return false;
    kj_grid_cell(&moving->grid, KJ_PLAIN,
                 kj_text(kj_arena_printf(moving->grid.arena, "%s → %s",
                                         kj_verdict_label(move->before, report->view->lang),
                                         kj_verdict_label(move->now, report->view->lang))));
    kj_grid_cell(&moving->grid, KJ_PLAIN, report->peers->rules[move->rule].name);
    kj_grid_cell(&moving->grid, KJ_PLAIN, kj_text(named(moving->grid.arena, peer->id, peer->name)));
    return true;
}

static bool print_moves(KjPage *page, const KjPeersReport *report, KjError *error)
{
    uint64_t all = report->peers->newly_failing;
    Moving moving = {.report = report};
    bool good;

    kj_page_line(page);
    kj_grid_init(&moving.grid, 3, 0);
    kj_grid_cell(&moving.grid, KJ_DIM, kj_text(kj_peers_say(report, "変化", "change")));
    kj_grid_cell(&moving.grid, KJ_DIM, kj_text(kj_peers_say(report, "要件", "rule")));
    kj_grid_cell(&moving.grid, KJ_DIM, kj_text(kj_peers_say(report, "組織", "organization")));
    good = kj_store_moves(report->store, report->peers, add_move, &moving, error);
    if (good)
        kj_grid_print(&moving.grid, page, 2);
    kj_grid_clear(&moving.grid);
    kj_peers_more(page, report, all > report->most ? all - report->most : 0);
    return good;
}

static size_t newcomers(const KjPeers *peers)
{
    size_t count = 0;

    for (size_t i = 0; i < peers->peer_count; i++)
        count += peers->peers[i].before == 0;
    return count;
}

bool kj_peers_text_moves(KjPage *page, const KjPeersReport *report, KjError *error)
{
    const KjPeers *peers = report->peers;

    kj_peers_heading(page, kj_peers_say(report, "前回からの変化", "Movement since the run before"));
    kj_page_to(page, 2);
    kj_page_flow(
        page, KJ_PLAIN, 2,
        kj_text(
            !peers->before.run
                ? kj_peers_say(report, "比べられる前回の判定がありません",
                               "there is no run before it to compare with")
                : kj_arena_printf(
                      page->scratch,
                      kj_peers_say(report,
                                   "新たに不適合 %llu件、新たに適合 %llu件、前回なかった組織 %zu",
                                   "newly failing %llu, newly passing %llu, organizations that "
                                   "were not in it %zu"),
                      (unsigned long long)peers->newly_failing,
                      (unsigned long long)peers->newly_passing, newcomers(peers))));
    kj_page_line(page);
    if (peers->newly_failing + peers->newly_passing == 0)
        return true;
    print_movers(page, report, true);
    print_movers(page, report, false);
    return peers->newly_failing == 0 || print_moves(page, report, error);
}

/* ---- who is missing ---- */

static void print_absent(KjPage *page, const KjPeersReport *report)
{
    const KjPeers *peers = report->peers;
    KjGrid grid;

    kj_peers_heading(
        page, kj_peers_say(report, "提出のなかった組織", "Organizations that did not report"));
    kj_grid_init(&grid, 3, 0);
    kj_grid_cell(&grid, KJ_DIM, kj_label_in(report->by->label, report->view->lang));
    kj_grid_cell(&grid, KJ_DIM, kj_text(kj_peers_say(report, "前の提出", "last seen")));
    kj_grid_cell(&grid, KJ_DIM, kj_text(kj_peers_say(report, "組織", "organization")));
    for (size_t i = 0; i < peers->absent_count && i < report->most; i++) {
        const KjPeerAbsent *absent = &peers->absent[i];

        kj_grid_cell(&grid, KJ_PLAIN, kj_peers_label(report, absent->value));
        kj_grid_cell(&grid, KJ_PLAIN, absent->last_run ? absent->last_day : KJ_TEXT("-"));
        kj_grid_cell(&grid, KJ_PLAIN, kj_text(named(grid.arena, absent->id, absent->name)));
    }
    kj_grid_print(&grid, page, 2);
    kj_grid_clear(&grid);
    kj_peers_more(page, report,
                  peers->absent_count > report->most ? peers->absent_count - report->most : 0);
}

static void print_problems(KjPage *page, const KjPeersReport *report)
{
    const KjPeers *peers = report->peers;

    kj_peers_heading(page,
                     kj_peers_say(report, "判定できなかったもの", "What could not be judged"));
    for (size_t i = 0; i < peers->problem_count && i < report->most; i++) {
        const KjPeerProblem *problem = &peers->problems[i];

        kj_page_to(page, 2);
        kj_page_put(page, KJ_PLAIN, problem->subject);
        if (problem->organization.len)
            kj_page_puts(page, KJ_PLAIN,
                         kj_arena_printf(page->scratch, " (%.*s)", (int)problem->organization.len,
                                         problem->organization.data));
        kj_page_flow_on(page, KJ_PLAIN, 4, kj_page_one_line(page->scratch, problem->problem));
        kj_page_line(page);
    }
    kj_peers_more(page, report,
                  peers->problem_count > report->most ? peers->problem_count - report->most : 0);
}

void kj_peers_text_missing(KjPage *page, const KjPeersReport *report)
{
    if (report->peers->absent_count)
        print_absent(page, report);
    if (report->peers->problem_count)
        print_problems(page, report);
}

/* ---- registers of packs ---- */

typedef struct Seeing {
    const KjSeen *seen;
    KjPage *page;
    KjArena *arena;
    KjText seer;
    bool begun;
    KjGrid grid;
    size_t rows;
} Seeing;

static void end_seer(Seeing *seeing)
{
    const KjPeersReport *report = seeing->seen->report;

    if (!seeing->begun)
        return;
    kj_grid_print(&seeing->grid, seeing->page, 2);
    kj_grid_clear(&seeing->grid);
    kj_peers_more(seeing->page, report,
                  seeing->rows > report->most ? seeing->rows - report->most : 0);
}

/* The organisation, the record and, below them, the last column flow; the other columns stand before. */
static bool stands_alone(const KjSeen *seen, size_t column)
{
    return kj_seen_field(seen, column) && column + 1 < seen->display->column_count;
}

static size_t columns_of(const KjSeen *seen, uint32_t *right)
{
    size_t count = 0;

    *right = 0;
    for (size_t c = 0; c < seen->display->column_count; c++) {
        const KjField *field = kj_seen_field(seen, c);

        if (!stands_alone(seen, c))
            continue;
        if (field->type == KJ_INT || field->type == KJ_NUMBER || field->type == KJ_MONEY)
            *right |= 1u << count;
        count++;
    }
    return count + 1;
}

static KjText title_of(const KjSeen *seen, size_t column)
{
    KjLang lang = seen->report->view->lang;
    const KjField *field = kj_seen_field(seen, column);
    KjText own = kj_label_in(seen->display->columns[column].title, lang);

    return own.len ? own : field ? kj_label_in(field->label, lang) : KJ_TEXT("id");
}

static void begin_seer(Seeing *seeing, KjText seer)
{
    const KjSeen *seen = seeing->seen;
    const KjPeersReport *report = seen->report;
    const KjDisplay *display = seen->display;
    KjText title = kj_label_in(display->title, report->view->lang);
    uint32_t right;
    size_t columns = columns_of(seen, &right);

    end_seer(seeing);
    seeing->seer = (KjText){kj_arena_strndup(seeing->arena, seer.data, seer.len), seer.len};
    seeing->begun = true;
    seeing->rows = 0;
    kj_peers_heading(seeing->page, kj_arena_printf(seeing->arena, "%.*s: %.*s", (int)title.len,
                                                   title.data, (int)seer.len, seer.data));
    kj_grid_init(&seeing->grid, columns, right);
    for (size_t c = 0; c < display->column_count; c++)
        if (stands_alone(seen, c))
            kj_grid_cell(&seeing->grid, KJ_DIM, title_of(seen, c));
    title = title_of(seen, display->column_count - 1);
    kj_grid_cell(&seeing->grid, KJ_DIM,
                 kj_text(kj_arena_printf(seeing->arena, "%s  id  %.*s",
                                         kj_peers_say(report, "組織", "organization"),
                                         (int)title.len, title.data)));
}

static bool add_seen(void *ctx, const KjSeenRow *row)
{
    Seeing *seeing = ctx;
    const KjSeen *seen = seeing->seen;
    KjArena *arena;
    KjText text = {"", 0};

    if (!seeing->begun || kj_text_compare(seeing->seer, row->seer) != 0)
        begin_seer(seeing, row->seer);
    if (seeing->rows++ >= seen->report->most)
        return true;
    arena = seeing->grid.arena;
    for (size_t c = 0; c < seen->display->column_count; c++) {
        text = kj_seen_field(seen, c) ? kj_seen_text(seen, c, row->cells[c], arena) : KJ_TEXT("");
        text = kj_page_one_line(arena, text);
        if (stands_alone(seen, c))
            kj_grid_cell(&seeing->grid, KJ_PLAIN, text);
    }
    kj_grid_cell(&seeing->grid, KJ_PLAIN,
                 kj_text(kj_arena_printf(arena, "%.*s  %.*s%s%.*s", (int)row->organization.len,
                                         row->organization.data, (int)row->id.len, row->id.data,
                                         text.len ? "\n" : "", (int)text.len, text.data)));
    return true;
}

bool kj_peers_text_seen(KjPage *page, const KjPeersReport *report, KjError *error)
{
    bool good = true;
    KjSeen seen;

    for (size_t d = 0; good && d < report->view->registry->display_count; d++) {
        Seeing seeing = {.seen = &seen, .page = page};

        if (!kj_seen_at(report, d, &seen))
            continue;
        seeing.arena = kj_arena_new();
        good = kj_seen_rows(&seen, add_seen, &seeing, error);
        end_seer(&seeing);
        kj_arena_free(seeing.arena);
    }
    return good;
}
