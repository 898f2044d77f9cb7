/* Survivors with what was changed and where; then a line for every pack. */
#include "engine/output/mutants.h"

#include "engine/base/version.h"
#include "engine/output/grid.h"
#include "engine/output/json_value.h"
#include "engine/output/show.h"

static const char *in(KjLang lang, const char *ja, const char *en)
{
    return lang == KJ_JA ? ja : en;
}

double kj_mutants_share(size_t noticed, size_t count)
{
    return count ? 100.0 * (double)noticed / (double)count : 100.0;
}

static void sum(const KjMutantResults *results, KjMutantPack *all)
{
    *all = (KjMutantPack){0};
    for (size_t i = 0; i < results->pack_count; i++) {
        all->tests += results->packs[i].tests;
        all->mutants += results->packs[i].mutants;
        all->noticed += results->packs[i].noticed;
        all->rules += results->packs[i].rules;
        all->few += results->packs[i].few;
        all->spared += results->packs[i].spared;
    }
}

bool kj_mutants_enough(const KjMutantResults *results)
{
    KjMutantPack all;

    sum(results, &all);
    return kj_mutants_share(all.noticed, all.mutants) >= results->at_least;
}

/* ---- for people ---- */

static void print_survivor(KjPage *page, KjLang lang, const KjMutantResult *item, bool first)
{
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
    for (int side = 0; side < 2; side++) {
        kj_page_to(page, 4);
        kj_page_puts(page, KJ_DIM,
                     side ? in(lang, "変更  ", "now   ") : in(lang, "元    ", "was   "));
        kj_page_flow(page, side ? KJ_RED : KJ_PLAIN, 10,
                     kj_page_one_line(page->scratch, side ? item->after : item->before));
        kj_page_line(page);
    }
}

static void print_survivors(KjPage *page, KjLang lang, const KjMutantResults *results)
{
    const KjMutantResult *last = NULL;

    for (size_t i = 0; i < results->count; i++) {
        const KjMutantResult *item = &results->items[i];

        if (item->noticed.len)
            continue;
        if (!last) {
            kj_page_puts(page, KJ_PLAIN,
                         in(lang, "どのテストも気づかない変更", "Changes that no test notices"));
            kj_page_line(page);
            kj_page_line(page);
        }
        print_survivor(page, lang, item,
                       !last || kj_text_compare(last->subject, item->subject) != 0);
        last = item;
    }
    if (last)
        kj_page_line(page);
}

static void add_row(KjGrid *grid, KjPage *page, const char *name, const KjMutantPack *pack,
                    double at_least)
{
    double share = kj_mutants_share(pack->noticed, pack->mutants);

    kj_grid_cell(grid, KJ_PLAIN, kj_text(name));
    kj_grid_number(grid, KJ_PLAIN, pack->tests);
    kj_grid_number(grid, KJ_PLAIN, pack->rules);
    kj_grid_number(grid, KJ_PLAIN, pack->mutants);
    kj_grid_number(grid, KJ_PLAIN, pack->noticed);
    kj_grid_cell(grid, share >= at_least ? KJ_GREEN : KJ_RED,
                 kj_text(kj_arena_printf(page->scratch, "%.1f%%", share)));
}

static void print_packs(KjPage *page, KjLang lang, const KjMutantResults *results)
{
    static const char *const heads[][2] = {{"パック", "pack"},  {"テスト", "tests"},
                                           {"要件", "rules"},   {"変更", "mutants"},
                                           {"検出", "noticed"}, {"割合", "share"}};
    KjMutantPack all;
    KjGrid grid;

    kj_grid_init(&grid, 6, 0x3e);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        kj_grid_cell(&grid, KJ_DIM, kj_text(heads[i][lang]));
    for (size_t i = 0; i < results->pack_count; i++)
        add_row(&grid, page, results->packs[i].pack.data, &results->packs[i], results->at_least);
    sum(results, &all);
    if (results->pack_count > 1)
        add_row(&grid, page, in(lang, "合計", "all"), &all, results->at_least);
    kj_grid_print(&grid, page, 0);
    kj_grid_clear(&grid);
    if (all.few == 0)
        return;
    kj_page_flow(page, KJ_DIM, 0,
                 kj_text(kj_arena_printf(page->scratch,
                                         in(lang, "変更できるところが3つに満たない要件: %zu件",
                                            "rules with less than three possible changes: %zu"),
                                         all.few)));
    kj_page_line(page);
}

void kj_mutants_text(KjPage *page, KjLang lang, const KjMutantResults *results)
{
    print_survivors(page, lang, results);
    print_packs(page, lang, results);
}

/* ---- for machines ---- */

static void put_pack(KjJson *json, const KjMutantPack *pack)
{
    kj_json_open(json, '{');
    kj_json_put_text(json, "pack", pack->pack);
    kj_json_put_int(json, "tests", (int64_t)pack->tests);
    kj_json_put_int(json, "rules", (int64_t)pack->rules);
    kj_json_put_int(json, "rules_with_few", (int64_t)pack->few);
    kj_json_put_int(json, "mutants", (int64_t)pack->mutants);
    kj_json_put_int(json, "noticed", (int64_t)pack->noticed);
    kj_json_close(json, '}');
}

static void put_mutant(KjJson *json, const KjMutantResult *item)
{
    kj_json_open(json, '{');
    kj_json_put_text(json, "pack", item->pack);
    kj_json_put_text(json, "subject", item->subject);
    kj_json_put_text(json, "change", item->kind);
    kj_json_put_text(json, "before", item->before);
    kj_json_put_text(json, "after", item->after);
    kj_json_key(json, "at");
    kj_json_place(json, item->place);
    kj_json_key(json, "noticed_by");
    kj_json_cstr(json, item->noticed.len ? item->noticed.data : NULL);
    kj_json_close(json, '}');
}

void kj_mutants_json(KjSink *sink, const KjMutantResults *results)
{
    KjJson json = kj_json(&sink->buf);

    kj_json_open(&json, '{');
    kj_json_put_cstr(&json, "kijun", KJ_VERSION);
    kj_json_key(&json, "at_least");
    kj_json_real(&json, results->at_least);
    kj_json_put_bool(&json, "enough", kj_mutants_enough(results));
    kj_json_key(&json, "packs");
    kj_json_open(&json, '[');
    for (size_t i = 0; i < results->pack_count; i++)
        put_pack(&json, &results->packs[i]);
    kj_json_close(&json, ']');
    kj_json_key(&json, "mutants");
    kj_json_open(&json, '[');
    for (size_t i = 0; i < results->count; i++) {
        put_mutant(&json, &results->items[i]);
        kj_sink_relax(sink);
    }
    kj_json_close(&json, ']');
    kj_json_close(&json, '}');
    kj_buf_putc(&sink->buf, '\n');
}
