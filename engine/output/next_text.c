/* What to find out next, for people: a table per organisation. */
#include "engine/output/grid.h"
#include "engine/output/next.h"
#include "engine/output/report_parts.h"
#include "engine/output/show.h"

/* "電子メール system:mail"; of a parameter nothing. */
static void add_record(KjGrid *grid, const KjView *view, int32_t kind, KjText id)
{
    KjBuf text;

    kj_buf_init(&text, 0);
    if (kind >= 0)
        kj_show_record(&text, view, kind, id);
    kj_grid_cell(grid, KJ_PLAIN, (KjText){text.data, (uint32_t)text.len});
    kj_buf_clear(&text);
}

static void add_fact(KjGrid *grid, const KjView *view, const KjFact *fact)
{
    KjBuf text;

    add_record(grid, view, fact->kind, fact->id);
    kj_buf_init(&text, 0);
    kj_meaning_name(&text, view, fact->kind, fact->field);
    if (fact->place.file) {
        kj_buf_puts(&text, "  ");
        kj_show_place(&text, fact->place, false);
    }
    kj_grid_cell(grid, KJ_PLAIN, (KjText){text.data, (uint32_t)text.len});
    kj_buf_clear(&text);
}

static void add_question(KjGrid *grid, const KjView *view, const KjJudgement *question)
{
    const KjRule *rule = &view->registry->rules[question->rule];
    KjText asked = kj_label_in(rule->question, view->lang);
    KjBuf text;

    add_record(grid, view, question->kind, question->id);
    kj_buf_init(&text, 0);
    kj_buf_printf(&text, "%s %.*s  ", kj_word(view->lang, KJ_W_ANSWER_TO), (int)rule->name.len,
                  rule->name.data);
    kj_buf_add(&text, asked.data, asked.len);
    kj_grid_cell(grid, KJ_PLAIN, (KjText){text.data, (uint32_t)text.len});
    kj_buf_clear(&text);
}

static void add_header(KjGrid *grid, KjLang lang)
{
    static const KjWord words[] = {KJ_W_SETTLES, KJ_W_TOUCHES, KJ_W_RECORD, KJ_W_TO_FIND_OUT};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        kj_grid_cell(grid, KJ_DIM, kj_text(kj_word(lang, words[i])));
}

static void print_items(KjPage *page, const KjView *view, const KjNext *next, size_t top)
{
    size_t shown = top && top < next->count ? top : next->count;
    KjGrid grid;

    if (shown == 0)
        return;
    kj_grid_init(&grid, 4, 3);
    add_header(&grid, view->lang);
    for (size_t i = 0; i < shown; i++) {
        const KjNextItem *item = &next->items[i];

        kj_grid_number(&grid, KJ_PLAIN, item->settles);
        kj_grid_number(&grid, KJ_PLAIN, item->touches);
        if (item->fact)
            add_fact(&grid, view, item->fact);
        else
            add_question(&grid, view, item->question);
    }
    kj_grid_print(&grid, page, 2);
    kj_grid_clear(&grid);
    if (shown < next->count) {
        kj_page_to(page, 2);
        kj_page_puts(page, KJ_DIM,
                     kj_arena_printf(page->scratch, kj_word(view->lang, KJ_W_NEXT_MORE),
                                     next->count - shown));
        kj_page_line(page);
    }
}

static void print_organization(KjPage *page, const KjView *view, const KjOrgResult *org, size_t top)
{
    KjArena *arena = kj_arena_new();
    KjNext next = kj_next_of(view, org, arena);

    kj_page_puts(page, KJ_BOLD, "■ ");
    kj_page_put(page, KJ_BOLD, kj_report_org_name(arena, org));
    kj_page_line(page);
    kj_page_line(page);
    kj_page_to(page, 2);
    kj_page_puts(page, KJ_PLAIN,
                 next.unknown ? kj_arena_printf(arena, kj_word(view->lang, KJ_W_NEXT_COUNTS),
                                                next.unknown, next.count)
                              : kj_word(view->lang, KJ_W_NEXT_NOTHING));
    kj_page_line(page);
    if (next.stuck) {
        kj_page_to(page, 2);
        kj_page_puts(page, KJ_DIM,
                     kj_arena_printf(arena, kj_word(view->lang, KJ_W_NEXT_STUCK), next.stuck));
        kj_page_line(page);
    }
    kj_page_line(page);
    print_items(page, view, &next, top);
    if (next.count)
        kj_page_line(page);
    kj_arena_free(arena);
}

void kj_next_text(KjPage *page, const KjView *view, KjRuns *runs, size_t top)
{
    const KjRun *head = kj_runs_head(runs);

    for (size_t i = 0; i < head->organization_count; i++)
        print_organization(page, view, kj_runs_open(runs, i), top);
}
