/* What is not reached, rule by rule; then a line for every pack. */
#include "engine/output/coverage.h"

#include "engine/base/version.h"
#include "engine/eval/cover.h"
#include "engine/output/grid.h"
#include "engine/output/json_value.h"
#include "engine/output/show.h"

static const char *in(KjLang lang, const char *ja, const char *en)
{
    return lang == KJ_JA ? ja : en;
}

static size_t bits(uint32_t set)
{
    size_t count = 0;

    for (; set; set &= set - 1)
        count++;
    return count;
}

void kj_coverage_add(KjCoverage *coverage, KjCoverPack *pack, KjCoverItem item)
{
    size_t wanted = bits(item.wanted), reached = bits(item.wanted & item.reached);

    if (item.text.len) {
        pack->branches += wanted;
        pack->branches_reached += reached;
    } else {
        pack->verdicts += wanted;
        pack->verdicts_reached += reached;
        pack->rules++;
        pack->judged += item.reached != 0;
    }
    if (wanted)
        KJ_PUSH(coverage->items, coverage->count, coverage->capacity, item);
}

static void sum(const KjCoverage *coverage, KjCoverPack *all)
{
    *all = (KjCoverPack){0};
    for (size_t i = 0; i < coverage->pack_count; i++) {
        const KjCoverPack *pack = &coverage->packs[i];

        all->tests += pack->tests;
        all->rules += pack->rules;
        all->judged += pack->judged;
        all->verdicts += pack->verdicts;
        all->verdicts_reached += pack->verdicts_reached;
        all->branches += pack->branches;
        all->branches_reached += pack->branches_reached;
    }
}

static double share(size_t reached, size_t wanted)
{
    return wanted ? 100.0 * (double)reached / (double)wanted : 100.0;
}

bool kj_coverage_enough(const KjCoverage *coverage)
{
    KjCoverPack all;

    sum(coverage, &all);
    return share(all.verdicts_reached + all.branches_reached, all.verdicts + all.branches) >=
           coverage->at_least;
}

/* The names of points, "fail, unknown" or "true". */
static const char *names_of(bool branch, uint32_t set, KjArena *arena)
{
    static const char *const truths[] = {"false", "unknown", "true"};
    const char *names = "";

    for (int i = 0; i < (branch ? 3 : KJ_VERDICTS); i++)
        if (set >> i & 1)
            names = kj_arena_printf(arena, "%s%s%s", names, *names ? ", " : "",
                                    branch ? truths[i] : kj_verdict_name((KjVerdict)i));
    return names;
}

/* ---- for people ---- */

static void print_item(KjPage *page, KjLang lang, const KjCoverItem *item, bool first)
{
    const char *missing =
        names_of(item->text.len > 0, item->wanted & ~item->reached, page->scratch);
    KjBuf place;

    if (first) {
        kj_page_puts(page, KJ_BOLD, "■ ");
        kj_page_flow(page, KJ_BOLD, 2, item->subject);
        kj_page_line(page);
    }
    kj_buf_init(&place, 0);
    if (item->place.file)
        kj_show_place(&place, item->place, false);
    kj_page_to(page, 2);
    kj_page_flow(page, KJ_DIM, 2, (KjText){place.data ? place.data : "", (uint32_t)place.len});
    kj_page_line(page);
    kj_buf_clear(&place);
    kj_page_to(page, 4);
    kj_page_flow(page, KJ_PLAIN, 4,
                 item->text.len ? kj_page_one_line(page->scratch, item->text)
                                : kj_text(in(lang, "判定", "verdict")));
    kj_page_flow_on(
        page, KJ_RED, 4,
        kj_text(kj_arena_printf(page->scratch, in(lang, "%s がない", "never %s"), missing)));
    kj_page_line(page);
}

static void print_items(KjPage *page, KjLang lang, const KjCoverage *coverage)
{
    const KjCoverItem *last = NULL;

    for (size_t i = 0; i < coverage->count; i++) {
        const KjCoverItem *item = &coverage->items[i];

        if (!(item->wanted & ~item->reached))
            continue;
        if (!last) {
            kj_page_puts(page, KJ_PLAIN,
                         in(lang, "どのテストも通らないところ", "What no test reaches"));
            kj_page_line(page);
            kj_page_line(page);
        }
        print_item(page, lang, item, !last || kj_text_compare(last->subject, item->subject) != 0);
        last = item;
    }
    if (last)
        kj_page_line(page);
}

static void add_points(KjGrid *grid, KjPage *page, size_t reached, size_t wanted)
{
    kj_grid_cell(grid, reached == wanted ? KJ_GREEN : KJ_RED,
                 kj_text(kj_arena_printf(page->scratch, "%zu/%zu", reached, wanted)));
    kj_grid_cell(grid, KJ_PLAIN,
                 kj_text(kj_arena_printf(page->scratch, "%.1f%%", share(reached, wanted))));
}

static void add_row(KjGrid *grid, KjPage *page, const char *name, const KjCoverPack *pack)
{
    kj_grid_cell(grid, KJ_PLAIN, kj_text(name));
    kj_grid_number(grid, KJ_PLAIN, pack->tests);
    kj_grid_cell(grid, pack->judged == pack->rules ? KJ_GREEN : KJ_RED,
                 kj_text(kj_arena_printf(page->scratch, "%zu/%zu", pack->judged, pack->rules)));
    add_points(grid, page, pack->verdicts_reached, pack->verdicts);
    add_points(grid, page, pack->branches_reached, pack->branches);
}

void kj_coverage_text(KjPage *page, KjLang lang, const KjCoverage *coverage)
{
    static const char *const heads[][2] = {
        {"パック", "pack"}, {"テスト", "tests"},  {"要件", "rules"}, {"判定", "verdicts"},
        {"", ""},           {"分岐", "branches"}, {"", ""}};
    KjCoverPack all;
    KjGrid grid;

    print_items(page, lang, coverage);
    kj_grid_init(&grid, 7, 0x7e);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        kj_grid_cell(&grid, KJ_DIM, kj_text(heads[i][lang]));
    for (size_t i = 0; i < coverage->pack_count; i++)
        add_row(&grid, page, coverage->packs[i].pack.data, &coverage->packs[i]);
    sum(coverage, &all);
    if (coverage->pack_count > 1)
        add_row(&grid, page, in(lang, "合計", "all"), &all);
    kj_grid_print(&grid, page, 0);
    kj_grid_clear(&grid);
}

/* ---- for machines ---- */

static void put_names(KjJson *json, const char *key, bool branch, uint32_t set)
{
    KjArena *arena = kj_arena_new();

    kj_json_key(json, key);
    kj_json_open(json, '[');
    for (uint32_t bit = 0; bit < 8; bit++)
        if (set >> bit & 1)
            kj_json_cstr(json, names_of(branch, 1u << bit, arena));
    kj_json_close(json, ']');
    kj_arena_free(arena);
}

static void put_item(KjJson *json, const KjCoverItem *item)
{
    bool branch = item->text.len > 0;

    kj_json_open(json, '{');
    kj_json_put_text(json, "pack", item->pack);
    kj_json_put_text(json, "subject", item->subject);
    kj_json_put_cstr(json, "condition", branch ? item->text.data : NULL);
    kj_json_key(json, "at");
    kj_json_place(json, item->place);
    put_names(json, "reached", branch, item->wanted & item->reached);
    put_names(json, "not_reached", branch, item->wanted & ~item->reached);
    kj_json_close(json, '}');
}

static void put_pack(KjJson *json, const KjCoverPack *pack)
{
    kj_json_open(json, '{');
    kj_json_put_text(json, "pack", pack->pack);
    kj_json_put_int(json, "tests", (int64_t)pack->tests);
    kj_json_put_int(json, "rules", (int64_t)pack->rules);
    kj_json_put_int(json, "rules_judged", (int64_t)pack->judged);
    kj_json_put_int(json, "verdicts", (int64_t)pack->verdicts);
    kj_json_put_int(json, "verdicts_reached", (int64_t)pack->verdicts_reached);
    kj_json_put_int(json, "branches", (int64_t)pack->branches);
    kj_json_put_int(json, "branches_reached", (int64_t)pack->branches_reached);
    kj_json_close(json, '}');
}

void kj_coverage_json(KjSink *sink, const KjCoverage *coverage)
{
    KjJson json = kj_json(&sink->buf);

    kj_json_open(&json, '{');
    kj_json_put_cstr(&json, "kijun", KJ_VERSION);
    kj_json_key(&json, "at_least");
    kj_json_real(&json, coverage->at_least);
    kj_json_put_bool(&json, "enough", kj_coverage_enough(coverage));
    kj_json_key(&json, "packs");
    kj_json_open(&json, '[');
    for (size_t i = 0; i < coverage->pack_count; i++)
        put_pack(&json, &coverage->packs[i]);
    kj_json_close(&json, ']');
    kj_json_key(&json, "items");
    kj_json_open(&json, '[');
    for (size_t i = 0; i < coverage->count; i++) {
        put_item(&json, &coverage->items[i]);
        kj_sink_relax(sink);
    }
    kj_json_close(&json, ']');
    kj_json_close(&json, '}');
    kj_buf_putc(&sink->buf, '\n');
}
