/* A column is as wide as its widest cell; two spaces part the columns. When all together are too
 * wide for the page the widest column of text gives way, then the next: what is cut there ends in an ellipsis. The
 * last column is never cut, if it is of text: it flows. */
#include "engine/output/grid.h"

#define GAP 2
#define LEAST_KEPT 12 /* columns that a column of text keeps */
#define LEAST_LAST 16 /* columns that the last one wants for its text */

void kj_grid_init(KjGrid *grid, size_t columns, uint32_t right)
{
    *grid = (KjGrid){.arena = kj_arena_new(), .columns = columns, .right = right};
}

void kj_grid_clear(KjGrid *grid)
{
    kj_arena_free(grid->arena);
    kj_free(grid->cells);
}

void kj_grid_cell(KjGrid *grid, KjStyle style, KjText text)
{
    KjText safe = kj_text_printable(grid->arena, text, true);
    KjGridCell cell = {
        style, {kj_arena_strndup(grid->arena, safe.len ? safe.data : "", safe.len), safe.len}};

    KJ_PUSH(grid->cells, grid->count, grid->capacity, cell);
}

void kj_grid_number(KjGrid *grid, KjStyle style, uint64_t number)
{
    kj_grid_cell(grid, style,
                 kj_text(kj_arena_printf(grid->arena, "%llu", (unsigned long long)number)));
}

static bool is_right(const KjGrid *grid, size_t column)
{
    return column < 32 && (grid->right >> column & 1);
}

static bool flows(const KjGrid *grid, size_t column)
{
    return column + 1 == grid->columns && !is_right(grid, column);
}

/* Takes from the widest column of text, then from the next one, as far as it goes, what the page is too
 * narrow for. */
static void narrow(const KjGrid *grid, size_t *widths, size_t over)
{
    while (over > 0) {
        size_t widest = grid->columns, give;

        for (size_t c = 0; c < grid->columns; c++)
            if (!is_right(grid, c) && !flows(grid, c) && widths[c] > LEAST_KEPT &&
                (widest == grid->columns || widths[c] > widths[widest]))
                widest = c;
        if (widest == grid->columns)
            return;
        give = widths[widest] - LEAST_KEPT < over ? widths[widest] - LEAST_KEPT : over;
        widths[widest] -= give;
        over -= give;
    }
}

static void measure(const KjGrid *grid, const KjPage *page, size_t indent, size_t *widths)
{
    size_t total = indent + GAP * (grid->columns - 1);

    for (size_t c = 0; c < grid->columns; c++)
        widths[c] = 0;
    for (size_t i = 0; i < grid->count; i++) {
        size_t width = kj_page_width_of(grid->cells[i].text), c = i % grid->columns;

        widths[c] = width > widths[c] ? width : widths[c];
    }
    for (size_t c = 0; c < grid->columns; c++)
        total += flows(grid, c) && widths[c] > LEAST_LAST ? LEAST_LAST : widths[c];
    if (page->width && total > page->width && grid->columns > 1)
        narrow(grid, widths, total - page->width);
}

static KjText cut(KjArena *arena, KjText text, size_t width)
{
    size_t fits;

    if (kj_page_width_of(text) <= width)
        return text;
    fits = kj_text_fit(text, width - 1, false);
    return kj_text(kj_arena_printf(arena, "%.*s…", (int)fits, text.data));
}

static void print_cell(KjGrid *grid, KjPage *page, size_t index, size_t at, size_t width)
{
    size_t c = index % grid->columns;
    const KjGridCell *cell = &grid->cells[index];
    bool right = is_right(grid, c);
    KjText text = flows(grid, c) ? cell->text : cut(grid->arena, cell->text, width);

    if (text.len == 0)
        return;
    if (right && kj_page_width_of(text) < width)
        at += width - kj_page_width_of(text);
    kj_page_to(page, at);
    if (flows(grid, c))
        kj_page_flow(page, cell->style, at, text);
    else
        kj_page_put(page, cell->style, text);
}

void kj_grid_print(KjGrid *grid, KjPage *page, size_t indent)
{
    size_t *widths = kj_arena_array(grid->arena, grid->columns + 1, sizeof *widths);

    measure(grid, page, indent, widths);
    for (size_t row = 0; row < grid->count; row += grid->columns) {
        size_t at = indent;

        for (size_t c = 0; c < grid->columns && row + c < grid->count; c++) {
            print_cell(grid, page, row + c, at, widths[c]);
            at += widths[c] + GAP;
        }
        kj_page_line(page);
    }
}
