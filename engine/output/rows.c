/* A table is printed when all rows are there: only then it is known which columns are numbers, set flush
 * right, and how wide they are. JSON is an array of objects; it and CSV are written as rows come. */
#include "engine/output/rows.h"

#include "engine/output/csv.h"

#include <string.h>

void kj_rows_begin(KjRows *rows, KjRowsForm form, KjPage *page, size_t columns,
                   const char *const *names)
{
    *rows = (KjRows){.form = form, .page = page, .sink = page->sink, .arena = kj_arena_new()};
    rows->columns = columns;
    rows->names = kj_arena_array(rows->arena, columns + 1, sizeof *rows->names);
    rows->numeric = kj_arena_array(rows->arena, columns + 1, sizeof *rows->numeric);
    for (size_t i = 0; i < columns; i++) {
        rows->names[i] = kj_arena_strndup(rows->arena, names[i], strlen(names[i]));
        rows->numeric[i] = true;
    }
    if (form == KJ_ROWS_JSON) {
        rows->json = kj_json(&rows->sink->buf);
        kj_json_open(&rows->json, '[');
    } else if (form == KJ_ROWS_CSV) {
        kj_buf_puts(&rows->sink->buf, KJ_CSV_BEGIN);
        for (size_t i = 0; i < columns; i++) {
            kj_buf_puts(&rows->sink->buf, i ? "," : "");
            kj_csv_text_write(&rows->sink->buf, kj_text(rows->names[i]));
        }
        kj_buf_puts(&rows->sink->buf, KJ_CSV_LINE_END);
    }
}

static void add_json(KjRows *rows, const KjText *texts, const bool *nulls, const bool *numbers)
{
    kj_json_open(&rows->json, '{');
    for (size_t i = 0; i < rows->columns; i++) {
        kj_json_key(&rows->json, rows->names[i]);
        if (nulls[i])
            kj_json_null(&rows->json);
        else if (numbers[i])
            kj_json_raw(&rows->json, kj_arena_strndup(rows->arena, texts[i].data, texts[i].len));
        else
            kj_json_text(&rows->json, texts[i]);
    }
    kj_json_close(&rows->json, '}');
}

static void add_csv(KjRows *rows, const KjText *texts, const bool *nulls, const bool *numbers)
{
    KjBuf *out = &rows->sink->buf;

    for (size_t i = 0; i < rows->columns; i++) {
        kj_buf_puts(out, i ? "," : "");
        if (numbers[i])
            kj_buf_add(out, texts[i].data, texts[i].len);
        else if (!nulls[i])
            kj_csv_text_write(out, texts[i]);
    }
    kj_buf_puts(out, KJ_CSV_LINE_END);
}

static void add_text(KjRows *rows, const KjText *texts, const bool *nulls, const bool *numbers)
{
    for (size_t i = 0; i < rows->columns; i++) {
        KjText text = nulls[i] ? KJ_TEXT("-") : texts[i];
        char *kept = kj_arena_strndup(rows->arena, text.data, text.len);
        KjGridCell cell = {nulls[i] ? KJ_DIM : KJ_PLAIN,
                           kj_page_one_line(rows->arena, (KjText){kept, text.len})};

        rows->numeric[i] = rows->numeric[i] && (numbers[i] || nulls[i]);
        KJ_PUSH(rows->cells, rows->cell_count, rows->cell_capacity, cell);
    }
}

void kj_rows_add(KjRows *rows, const KjText *texts, const bool *nulls, const bool *numbers)
{
    KjArenaMark mark = kj_arena_mark(rows->arena);

    if (rows->form == KJ_ROWS_TEXT) {
        add_text(rows, texts, nulls, numbers);
        return;
    }
    if (rows->form == KJ_ROWS_JSON)
        add_json(rows, texts, nulls, numbers);
    else
        add_csv(rows, texts, nulls, numbers);
    kj_arena_release(rows->arena, mark);
    kj_sink_relax(rows->sink);
}

static void print_table(KjRows *rows)
{
    uint32_t right = 0;
    KjGrid grid;

    for (size_t i = 0; i < rows->columns && i < 32; i++)
        right |= rows->numeric[i] && rows->cell_count ? 1u << i : 0;
    kj_grid_init(&grid, rows->columns, right);
    for (size_t i = 0; i < rows->columns; i++)
        kj_grid_cell(&grid, KJ_DIM, kj_text(rows->names[i]));
    for (size_t i = 0; i < rows->cell_count; i++)
        kj_grid_cell(&grid, rows->cells[i].style, rows->cells[i].text);
    kj_grid_print(&grid, rows->page, 0);
    kj_grid_clear(&grid);
}

void kj_rows_end(KjRows *rows)
{
    if (rows->form == KJ_ROWS_TEXT)
        print_table(rows);
    if (rows->form == KJ_ROWS_JSON) {
        kj_json_close(&rows->json, ']');
        kj_buf_putc(&rows->sink->buf, '\n');
    }
    kj_rows_drop(rows);
}

void kj_rows_drop(KjRows *rows)
{
    kj_free(rows->cells);
    kj_arena_free(rows->arena);
}
