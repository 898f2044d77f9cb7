/* Registers for people: per organisation, one table or matrix after the other. */
#include "engine/output/display_parts.h"

#include "engine/output/grid.h"
#include "engine/output/report_parts.h"

static uint32_t right_of(const KjShown *shown)
{
    const KjKind *kind = &shown->view->registry->schema->kinds[shown->display->kind];
    uint32_t right = 0;

    for (size_t c = 0; c < shown->display->column_count; c++) {
        int32_t field = shown->display->columns[c].field;
        KjType type = field < 0 ? KJ_TEXT_TYPE : kind->fields[field].type;

        if (field >= 0 && !kind->fields[field].list &&
            (type == KJ_INT || type == KJ_NUMBER || type == KJ_PERCENT || type == KJ_MONEY ||
             type == KJ_QUANTITY))
            right |= 1u << c;
    }
    return right;
}

static void print_rows(KjPage *page, const KjShown *shown)
{
    KjGrid grid;

    kj_grid_init(&grid, shown->display->column_count, right_of(shown));
    for (size_t c = 0; c < shown->display->column_count; c++)
        kj_grid_cell(&grid, KJ_DIM, kj_shown_title(shown, c));
    for (size_t row = 0; row < shown->rows->count; row++)
        for (size_t c = 0; c < shown->display->column_count; c++)
            kj_grid_cell(&grid, KJ_PLAIN,
                         kj_page_one_line(grid.arena, kj_shown_text(shown, row, c, grid.arena)));
    kj_grid_print(&grid, page, 2);
    kj_grid_clear(&grid);
}

/* Cells that could not be computed: "! r1 順位: …" */
static void print_faults(KjPage *page, const KjShown *shown)
{
    for (size_t row = 0; row < shown->rows->count; row++) {
        const KjList *faults = kj_map_list(&shown->rows->items[row], "faults");
        KjText id = kj_map_text(&shown->rows->items[row], "id");

        for (size_t i = 0; i < faults->count; i++) {
            KjArenaMark mark = kj_arena_mark(page->scratch);
            size_t column = (size_t)kj_map_int(&faults->items[i], "column", 0);
            KjText title = kj_shown_title(shown, column);
            KjText text = kj_map_text(&faults->items[i], "text");

            kj_page_to(page, 2);
            kj_page_flow(
                page, KJ_MAGENTA, 4,
                kj_text(kj_arena_printf(page->scratch, "! %.*s %.*s: %.*s", (int)id.len, id.data,
                                        (int)title.len, title.data, (int)text.len, text.data)));
            kj_page_line(page);
            kj_arena_release(page->scratch, mark);
        }
    }
}

static void print_display(KjPage *page, const KjShown *shown)
{
    KjArenaMark mark = kj_arena_mark(page->scratch);

    kj_page_to(page, 2);
    kj_page_put(page, KJ_BOLD, kj_label_in(shown->display->title, shown->view->lang));
    kj_page_puts(page, KJ_DIM,
                 kj_arena_printf(page->scratch, " %zu%s", shown->rows->count,
                                 kj_word(shown->view->lang, KJ_W_ITEMS)));
    kj_page_line(page);
    kj_page_line(page);
    kj_arena_release(page->scratch, mark);
    if (shown->display->matrix)
        kj_display_matrix(page, shown);
    else if (shown->rows->count)
        print_rows(page, shown);
    else {
        kj_page_to(page, 2);
        kj_page_puts(page, KJ_PLAIN, kj_word(shown->view->lang, KJ_W_EMPTY_LIST));
        kj_page_line(page);
    }
    print_faults(page, shown);
    kj_page_line(page);
}

static void print_organization(KjPage *page, const KjView *view, const KjValue *organization,
                               KjText day)
{
    KjArenaMark mark = kj_arena_mark(page->scratch);
    KjOrgResult named = {.id = kj_map_text(organization, "id"),
                         .name = kj_map_text(organization, "name")};
    const KjList *list = kj_map_list(organization, "displays");

    kj_page_puts(page, KJ_BOLD, "■ ");
    kj_page_put(page, KJ_BOLD, kj_report_org_name(page->scratch, &named));
    kj_page_puts(page, KJ_DIM,
                 kj_arena_printf(page->scratch, "  %s %.*s", kj_word(view->lang, KJ_W_AS_OF),
                                 (int)day.len, day.data));
    kj_page_line(page);
    kj_page_line(page);
    kj_arena_release(page->scratch, mark);
    for (size_t i = 0; i < list->count; i++) {
        KjShown shown = kj_shown(view, &list->items[i]);

        print_display(page, &shown);
    }
}

void kj_display_text(KjPage *page, const KjView *view, const KjValue *shown, int32_t as_of)
{
    const KjList *organizations = kj_map_list(shown, "organizations");
    KjBuf day;

    kj_buf_init(&day, 0);
    kj_date_write_for(&day, as_of, view->lang);
    for (size_t i = 0; i < organizations->count; i++)
        print_organization(page, view, &organizations->items[i],
                           (KjText){day.data, (uint32_t)day.len});
    kj_buf_clear(&day);
}
