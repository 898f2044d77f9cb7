/* A matrix for people: the highest row on top, in every cell what the table says and below it the
 * records that stand there. Columns are equally wide, as the page allows; ids that are longer are
 * cut. Records that are on no step of a scale are told below: none gets lost. */
#include "engine/output/display_parts.h"

#include "engine/output/show.h"
#include "engine/output/words.h"

#define INDENT 2
#define GAP 2
#define LEAST_WIDTH 6
#define MOST_IDS 8 /* of one cell; more are counted */

typedef struct Matrix {
    KjPage *page;
    const KjShown *shown;
    const KjList *down, *across;
    size_t first; /* where the first cell begins */
    size_t width; /* of a cell */
} Matrix;

static KjText text_of(const Matrix *matrix, size_t index)
{
    const KjShown *shown = matrix->shown;
    const KjValue *value = &kj_map_list(shown->value, "cells")->items[index];
    const KjList *marks = kj_map_list(shown->value, "marks");
    bool marked =
        marks->count && marks->items[index].type == KJ_BOOL && marks->items[index].u.truth;
    KjArena *arena = matrix->page->scratch;
    KjText text;
    KjBuf out;

    kj_buf_init(&out, 0);
    if (value->type == KJ_NONE)
        kj_buf_putc(&out, '?');
    else
        kj_show_value(&out, shown->view, kj_meaning(shown->view, -1, shown->display->cells), value);
    kj_buf_puts(&out, marked ? " ○" : "");
    text = (KjText){kj_arena_strndup(arena, out.data, out.len), (uint32_t)out.len};
    kj_buf_clear(&out);
    return text;
}

static bool stands_in(const Matrix *matrix, size_t row, size_t d, size_t a)
{
    return kj_shown_step(matrix->shown, "down", row, 0) == d &&
           kj_shown_step(matrix->shown, "across", row, 1) == a;
}

static size_t count_in(const Matrix *matrix, size_t d, size_t a)
{
    size_t count = 0;

    for (size_t row = 0; row < matrix->shown->rows->count; row++)
        count += stands_in(matrix, row, d, a);
    return count;
}

/* The text of a line of a cell: line 0 is the table's, then one per record. */
static KjText line_of(const Matrix *matrix, size_t d, size_t a, size_t line)
{
    size_t count = count_in(matrix, d, a), seen = 0;

    if (line == 0)
        return text_of(matrix, d * matrix->across->count + a);
    if (line == MOST_IDS && count > MOST_IDS)
        return kj_text(kj_arena_printf(matrix->page->scratch, "+%zu", count - MOST_IDS + 1));
    for (size_t row = 0; row < matrix->shown->rows->count && line <= MOST_IDS; row++)
        if (stands_in(matrix, row, d, a) && ++seen == line)
            return kj_map_text(&matrix->shown->rows->items[row], "id");
    return KJ_TEXT("");
}

static void put_cut(const Matrix *matrix, KjStyle style, KjText text, size_t width)
{
    if (kj_page_width_of(text) > width) {
        size_t fits = kj_text_fit(text, width - 1, false);

        text = kj_text(kj_arena_printf(matrix->page->scratch, "%.*s…", (int)fits, text.data));
    }
    kj_page_put(matrix->page, style, text);
}

static void print_line(const Matrix *matrix, size_t d, size_t line)
{
    KjArenaMark mark = kj_arena_mark(matrix->page->scratch);

    kj_page_to(matrix->page, INDENT);
    if (line == 0)
        kj_page_put(matrix->page, KJ_BOLD, kj_shown_step_text(matrix->shown, "down", d, 0));
    for (size_t a = 0; a < matrix->across->count; a++) {
        KjText text = line_of(matrix, d, a, line);

        if (text.len == 0)
            continue;
        kj_page_to(matrix->page, matrix->first + a * (matrix->width + GAP));
        put_cut(matrix, line == 0 ? KJ_DIM : KJ_PLAIN, text, matrix->width);
    }
    kj_page_line(matrix->page);
    kj_arena_release(matrix->page->scratch, mark);
}

static size_t lines_of(const Matrix *matrix, size_t d)
{
    size_t most = 0;

    for (size_t a = 0; a < matrix->across->count; a++) {
        size_t count = count_in(matrix, d, a);

        most = count > most ? count : most;
    }
    return 1 + (most > MOST_IDS ? MOST_IDS : most);
}

/* ---- measures ---- */

static size_t widest(const Matrix *matrix, const char *axis, size_t count, size_t column)
{
    size_t most = 0;

    for (size_t i = 0; i < count; i++) {
        size_t width = kj_page_width_of(kj_shown_step_text(matrix->shown, axis, i, column));

        most = width > most ? width : most;
    }
    return most;
}

/* As wide as the longest cell, or as the page allows. */
static void measure(Matrix *matrix)
{
    size_t count = matrix->across->count, most = widest(matrix, "across", count, 1), room;

    matrix->first = INDENT + widest(matrix, "down", matrix->down->count, 0) + GAP;
    for (size_t row = 0; row < matrix->shown->rows->count; row++) {
        size_t width = kj_page_width_of(kj_map_text(&matrix->shown->rows->items[row], "id"));

        most = width > most ? width : most;
    }
    for (size_t i = 0; i < matrix->down->count * count; i++) {
        size_t width = kj_page_width_of(text_of(matrix, i));

        most = width > most ? width : most;
    }
    room = matrix->page->width > matrix->first + GAP * count
               ? (matrix->page->width - matrix->first - GAP * count) / (count ? count : 1)
               : 0;
    if (matrix->page->width && most > room)
        most = room;
    matrix->width = most > LEAST_WIDTH ? most : LEAST_WIDTH;
}

/* ---- around it ---- */

static void put_legend(const Matrix *matrix)
{
    const KjView *view = matrix->shown->view;
    const KjDisplay *display = matrix->shown->display;
    KjText down = kj_shown_title(matrix->shown, 0), across = kj_shown_title(matrix->shown, 1);

    kj_page_to(matrix->page, INDENT);
    kj_page_puts(matrix->page, KJ_DIM,
                 kj_arena_printf(matrix->page->scratch, "%s: %.*s  %s: %.*s",
                                 kj_word(view->lang, KJ_W_DOWN), (int)down.len, down.data,
                                 kj_word(view->lang, KJ_W_ACROSS), (int)across.len, across.data));
    if (display->marks >= 0) {
        KjText title = kj_label_in(view->registry->params[display->marks].title, view->lang);

        kj_page_puts(matrix->page, KJ_DIM, "  ○: ");
        kj_page_put(matrix->page, KJ_DIM, title);
    }
    kj_page_line(matrix->page);
}

static void put_header(const Matrix *matrix)
{
    for (size_t a = 0; a < matrix->across->count; a++) {
        kj_page_to(matrix->page, matrix->first + a * (matrix->width + GAP));
        put_cut(matrix, KJ_BOLD, kj_shown_step_text(matrix->shown, "across", a, 1), matrix->width);
    }
    kj_page_line(matrix->page);
}

/* "r7 (影響の大きさ -、起こりやすさ 低い)" */
static void put_outside(const Matrix *matrix, size_t row)
{
    const KjShown *shown = matrix->shown;
    KjText id = kj_map_text(&shown->rows->items[row], "id");
    KjArena *arena = matrix->page->scratch;
    KjText title[2], text[2];

    for (size_t i = 0; i < 2; i++) {
        title[i] = kj_shown_title(shown, i);
        text[i] = kj_shown_text(shown, row, i, arena);
    }
    kj_page_to(matrix->page, INDENT + 2);
    kj_page_flow(
        matrix->page, KJ_PLAIN, INDENT + 2,
        kj_text(kj_arena_printf(arena, "%.*s (%.*s %.*s%s%.*s %.*s)", (int)id.len, id.data,
                                (int)title[0].len, title[0].data, (int)text[0].len, text[0].data,
                                kj_word(shown->view->lang, KJ_W_MEMBER_COMMA), (int)title[1].len,
                                title[1].data, (int)text[1].len, text[1].data)));
    kj_page_line(matrix->page);
}

static void print_outside(const Matrix *matrix)
{
    bool first = true;

    for (size_t row = 0; row < matrix->shown->rows->count; row++) {
        KjArenaMark mark = kj_arena_mark(matrix->page->scratch);

        if (kj_shown_step(matrix->shown, "down", row, 0) < matrix->down->count &&
            kj_shown_step(matrix->shown, "across", row, 1) < matrix->across->count)
            continue;
        if (first) {
            kj_page_line(matrix->page);
            kj_page_to(matrix->page, INDENT);
            kj_page_puts(matrix->page, KJ_BOLD,
                         kj_word(matrix->shown->view->lang, KJ_W_NOT_IN_MATRIX));
            kj_page_line(matrix->page);
        }
        first = false;
        put_outside(matrix, row);
        kj_arena_release(matrix->page->scratch, mark);
    }
}

void kj_display_matrix(KjPage *page, const KjShown *shown)
{
    KjArenaMark mark = kj_arena_mark(page->scratch);
    Matrix matrix = {
        page, shown, kj_map_list(shown->value, "down"), kj_map_list(shown->value, "across"), 0, 0};

    measure(&matrix);
    put_legend(&matrix);
    put_header(&matrix);
    for (size_t d = matrix.down->count; d-- > 0;) {
        size_t lines = lines_of(&matrix, d);

        for (size_t line = 0; line < lines; line++)
            print_line(&matrix, d, line);
    }
    print_outside(&matrix);
    kj_arena_release(page->scratch, mark);
}
