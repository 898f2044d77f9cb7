/* Cells are typed: people read them in their language, machines as everywhere. */
#include "engine/output/answers.h"

#include "engine/output/facts_text.h"
#include "engine/output/json_value.h"
#include "engine/output/show.h"

#include <string.h>

typedef struct Printing {
    KjPage *page;
    const KjView *view;
    const KjList *columns, *rows;
    KjArena *arena;
    KjBuf text; /* of one cell */
} Printing;

bool kj_answer_fits(const KjValue *answer)
{
    const KjList *columns = kj_map_list(answer, "columns"), *rows = kj_map_list(answer, "rows");

    for (size_t c = 0; c < columns->count; c++)
        if (!kj_map_text(&columns->items[c], "name").len)
            return false;
    for (size_t r = 0; r < rows->count; r++)
        if (rows->items[r].type != KJ_LIST || rows->items[r].u.list.count != columns->count)
            return false;
    return columns->count > 0;
}

/* ---- cells ---- */

static bool is_secret(const Printing *printing, size_t column)
{
    return !printing->view->show_sensitive &&
           kj_map_bool(&printing->columns->items[column], "secret", false);
}

static KjMeaning meaning_of(const Printing *printing, size_t column)
{
    const KjValue *about = &printing->columns->items[column];

    return (KjMeaning){.schema = printing->view->registry->schema,
                       .unit = kj_map_text(about, "unit"),
                       .secret = is_secret(printing, column)};
}

static bool is_numeric(const KjValue *value)
{
    return value->type >= KJ_INT && value->type <= KJ_DURATION;
}

static void write_machine(const Printing *printing, KjBuf *out, const KjValue *value, KjText unit)
{
    KjField field = {.type = value->type, .unit = unit, .target = -1};

    if (value->type != KJ_LIST) {
        kj_fact_write(out, &field, value, printing->view->zone);
        return;
    }
    for (size_t i = 0; i < value->u.list.count; i++) {
        kj_buf_puts(out, i ? ";" : "");
        write_machine(printing, out, &value->u.list.items[i], unit);
    }
}

static KjText cell_text(Printing *printing, KjRowsForm form, size_t column, const KjValue *value)
{
    KjMeaning meaning = meaning_of(printing, column);

    printing->text.len = 0;
    if (meaning.secret)
        kj_buf_puts(&printing->text, KJ_MASK);
    else if (form == KJ_ROWS_TEXT)
        kj_show_value(&printing->text, printing->view, meaning, value);
    else
        write_machine(printing, &printing->text, value, meaning.unit);
    return (KjText){kj_arena_strndup(printing->arena, printing->text.data, printing->text.len),
                    (uint32_t)printing->text.len};
}

/* ---- rows for people and sheets ---- */

static KjText heading(const Printing *printing, KjRowsForm form, size_t column)
{
    const KjValue *about = &printing->columns->items[column], *label = kj_map_get(about, "label");
    KjText text =
        label ? kj_map_text(label, printing->view->lang == KJ_JA ? "ja" : "en") : KJ_TEXT("");

    return text.len && form == KJ_ROWS_TEXT ? text : kj_map_text(about, "name");
}

static void put_rows(Printing *printing, KjRowsForm form)
{
    size_t count = printing->columns->count;
    const char **names = kj_arena_array(printing->arena, count + 1, sizeof *names);
    KjText *texts = kj_arena_array(printing->arena, count + 1, sizeof *texts);
    bool *nulls = kj_arena_array(printing->arena, count + 1, sizeof *nulls);
    bool *numbers = kj_arena_array(printing->arena, count + 1, sizeof *numbers);
    KjRows rows;

    for (size_t c = 0; c < count; c++)
        names[c] = heading(printing, form, c).data;
    kj_rows_begin(&rows, form, printing->page, count, names);
    for (size_t r = 0; r < printing->rows->count; r++) {
        const KjList *row = &printing->rows->items[r].u.list;
        KjArenaMark mark = kj_arena_mark(printing->arena);

        for (size_t c = 0; c < count; c++) {
            const KjValue *value = &row->items[c];

            nulls[c] = value->type == KJ_NONE;
            numbers[c] = is_numeric(value) && !is_secret(printing, c);
            texts[c] = nulls[c] ? KJ_TEXT("") : cell_text(printing, form, c, value);
        }
        kj_rows_add(&rows, texts, nulls, numbers);
        kj_arena_release(printing->arena, mark);
    }
    kj_rows_end(&rows);
}

/* ---- below ---- */

static void put_note(Printing *printing, const char *ja, const char *en, int64_t number)
    __attribute__((format(printf, 2, 0), format(printf, 3, 0)));
static void put_note(Printing *printing, const char *ja, const char *en, int64_t number)
{
    bool japanese = printing->view->lang == KJ_JA;

    kj_page_flow(printing->page, KJ_DIM, 0,
                 kj_text(kj_arena_printf(printing->arena, japanese ? ja : en, (long long)number)));
    kj_page_line(printing->page);
}

static void put_notes(Printing *printing, const KjValue *answer)
{
    int64_t undecided = kj_map_int(answer, "undecided", 0), more = kj_map_int(answer, "more", 0);
    int64_t missing = kj_map_int(answer, "missing", 0), empty = kj_map_int(answer, "empty", 0);

    put_note(printing, "（%lld 行）", printing->rows->count == 1 ? "(%lld row)" : "(%lld rows)",
             (int64_t)printing->rows->count);
    if (more > 0)
        put_note(printing, "limit により、ほかの %lld 行を省きました", "limit leaves out %lld more",
                 more);
    if (empty > 0)
        put_note(printing, "値のない %lld 項目を省きました（show 種別:ID all で示します）",
                 "%lld fields without a value are left out (show KIND:ID all has them)", empty);
    if (undecided > 0)
        put_note(
            printing, "未確定 %lld 件（未記録の事実による。where not known(条件) で見られます）",
            "undecided: %lld, since facts are missing (see where not known(CONDITION))", undecided);
    if (missing > 0)
        put_note(printing, "未記録の値があって求まらない集計が %lld 個あります",
                 "open: %lld aggregates, since values are missing", missing);
}

/* ---- JSON ---- */

static void put_json_columns(Printing *printing, KjJson *json)
{
    kj_json_key(json, "columns");
    kj_json_open(json, '[');
    for (size_t c = 0; c < printing->columns->count; c++) {
        const KjValue *about = &printing->columns->items[c];
        KjText unit = kj_map_text(about, "unit");

        kj_json_open(json, '{');
        kj_json_put_text(json, "name", kj_map_text(about, "name"));
        kj_json_put_text(json, "type", kj_map_text(about, "type"));
        kj_json_key(json, "unit");
        if (unit.len)
            kj_json_text(json, unit);
        else
            kj_json_null(json);
        kj_json_close(json, '}');
    }
    kj_json_close(json, ']');
}

static void put_json_cell(Printing *printing, KjJson *json, size_t column, const KjValue *value)
{
    KjMeaning meaning = meaning_of(printing, column);

    kj_json_key(json, kj_map_text(&printing->columns->items[column], "name").data);
    meaning.reference = kj_text_is(kj_map_text(&printing->columns->items[column], "of"), "ref");
    kj_json_value(json, printing->view, meaning, value);
}

static void put_json(Printing *printing, const KjValue *answer)
{
    KjSink *sink = printing->page->sink;
    KjJson json = kj_json(&sink->buf);

    kj_json_open(&json, '{');
    put_json_columns(printing, &json);
    kj_json_key(&json, "rows");
    kj_json_open(&json, '[');
    for (size_t r = 0; r < printing->rows->count; r++) {
        kj_json_open(&json, '{');
        for (size_t c = 0; c < printing->columns->count; c++)
            put_json_cell(printing, &json, c, &printing->rows->items[r].u.list.items[c]);
        kj_json_close(&json, '}');
        kj_sink_relax(sink);
    }
    kj_json_close(&json, ']');
    kj_json_put_int(&json, "undecided", kj_map_int(answer, "undecided", 0));
    kj_json_put_int(&json, "missing", kj_map_int(answer, "missing", 0));
    kj_json_put_int(&json, "more", kj_map_int(answer, "more", 0));
    kj_json_close(&json, '}');
    kj_buf_putc(&sink->buf, '\n');
}

void kj_answer_print(KjPage *page, const KjView *view, KjRowsForm form, const KjValue *answer)
{
    Printing printing = {.page = page,
                         .view = view,
                         .columns = kj_map_list(answer, "columns"),
                         .rows = kj_map_list(answer, "rows"),
                         .arena = kj_arena_new()};

    kj_buf_init(&printing.text, 0);
    if (form == KJ_ROWS_JSON) {
        put_json(&printing, answer);
    } else {
        put_rows(&printing, form);
        if (form == KJ_ROWS_TEXT)
            put_notes(&printing, answer);
    }
    kj_buf_clear(&printing.text);
    kj_arena_free(printing.arena);
}
