/* Registers and matrices as JSON, in the order in which packs declare them. */
#include "engine/output/display_parts.h"

#include "engine/base/version.h"
#include "engine/output/json_value.h"

static KjText field_name(const KjShown *shown, size_t column)
{
    int32_t field = shown->display->columns[column].field;

    return field < 0
               ? KJ_TEXT("id")
               : shown->view->registry->schema->kinds[shown->display->kind].fields[field].name;
}

static void put_record(KjJson *json, const KjShown *shown, size_t row)
{
    kj_json_record(json, shown->view, shown->display->kind,
                   kj_map_text(&shown->rows->items[row], "id"));
}

static void put_cell(KjJson *json, const KjShown *shown, size_t row, size_t column)
{
    kj_json_value(json, shown->view, kj_shown_meaning(shown, column),
                  kj_shown_cell(shown, row, column));
}

static void put_faults(KjJson *json, const KjShown *shown, size_t row)
{
    const KjList *faults = kj_map_list(&shown->rows->items[row], "faults");

    kj_json_key(json, "faults");
    kj_json_open(json, '[');
    for (size_t i = 0; i < faults->count; i++) {
        kj_json_open(json, '{');
        kj_json_put_text(json, "field",
                         field_name(shown, (size_t)kj_map_int(&faults->items[i], "column", 0)));
        kj_json_put_text(json, "reason", kj_map_text(&faults->items[i], "text"));
        kj_json_close(json, '}');
    }
    kj_json_close(json, ']');
}

/* ---- registers ---- */

static void put_columns(KjJson *json, const KjShown *shown)
{
    kj_json_key(json, "columns");
    kj_json_open(json, '[');
    for (size_t c = 0; c < shown->display->column_count; c++) {
        kj_json_open(json, '{');
        kj_json_put_text(json, "field", field_name(shown, c));
        kj_json_put_text(json, "title", kj_shown_title(shown, c));
        kj_json_close(json, '}');
    }
    kj_json_close(json, ']');
}

static void put_rows(KjSink *sink, KjJson *json, const KjShown *shown)
{
    kj_json_key(json, "rows");
    kj_json_open(json, '[');
    for (size_t row = 0; row < shown->rows->count; row++) {
        kj_json_open(json, '{');
        kj_json_key(json, "record");
        put_record(json, shown, row);
        kj_json_key(json, "values");
        kj_json_open(json, '[');
        for (size_t c = 0; c < shown->display->column_count; c++)
            put_cell(json, shown, row, c);
        kj_json_close(json, ']');
        put_faults(json, shown, row);
        kj_json_close(json, '}');
        kj_sink_relax(sink);
    }
    kj_json_close(json, ']');
}

/* ---- matrices ---- */

static void put_axis(KjJson *json, const KjShown *shown, const char *key, size_t column)
{
    const KjList *steps = kj_map_list(shown->value, key);

    kj_json_key(json, key);
    kj_json_open(json, '{');
    kj_json_put_text(json, "field", field_name(shown, column));
    kj_json_put_text(json, "title", kj_shown_title(shown, column));
    kj_json_key(json, "steps");
    kj_json_open(json, '[');
    for (size_t i = 0; i < steps->count; i++)
        kj_json_text(json, steps->items[i].u.text);
    kj_json_close(json, ']');
    kj_json_close(json, '}');
}

static void put_records_in(KjJson *json, const KjShown *shown, size_t d, size_t a)
{
    kj_json_key(json, "records");
    kj_json_open(json, '[');
    for (size_t row = 0; row < shown->rows->count; row++)
        if (kj_shown_step(shown, "down", row, 0) == d &&
            kj_shown_step(shown, "across", row, 1) == a)
            put_record(json, shown, row);
    kj_json_close(json, ']');
}

static void put_cells(KjJson *json, const KjShown *shown)
{
    const KjList *down = kj_map_list(shown->value, "down");
    const KjList *across = kj_map_list(shown->value, "across");
    const KjList *cells = kj_map_list(shown->value, "cells");
    const KjList *marks = kj_map_list(shown->value, "marks");
    KjMeaning meaning = kj_meaning(shown->view, -1, shown->display->cells);

    kj_json_key(json, "cells");
    kj_json_open(json, '[');
    for (size_t i = 0; i < cells->count; i++) {
        size_t d = i / across->count, a = i % across->count;

        kj_json_open(json, '{');
        kj_json_put_text(json, "down", down->items[d].u.text);
        kj_json_put_text(json, "across", across->items[a].u.text);
        kj_json_key(json, "value");
        kj_json_value(json, shown->view, meaning, &cells->items[i]);
        kj_json_key(json, "marked");
        if (marks->count && marks->items[i].type == KJ_BOOL)
            kj_json_bool(json, marks->items[i].u.truth);
        else
            kj_json_null(json);
        put_records_in(json, shown, d, a);
        kj_json_close(json, '}');
    }
    kj_json_close(json, ']');
}

static void put_outside(KjJson *json, const KjShown *shown)
{
    size_t down = kj_map_list(shown->value, "down")->count;
    size_t across = kj_map_list(shown->value, "across")->count;

    kj_json_key(json, "outside");
    kj_json_open(json, '[');
    for (size_t row = 0; row < shown->rows->count; row++) {
        if (kj_shown_step(shown, "down", row, 0) < down &&
            kj_shown_step(shown, "across", row, 1) < across)
            continue;
        kj_json_open(json, '{');
        kj_json_key(json, "record");
        put_record(json, shown, row);
        kj_json_key(json, "down");
        put_cell(json, shown, row, 0);
        kj_json_key(json, "across");
        put_cell(json, shown, row, 1);
        put_faults(json, shown, row);
        kj_json_close(json, '}');
    }
    kj_json_close(json, ']');
}

/* ---- the whole ---- */

static void put_display(KjSink *sink, KjJson *json, const KjShown *shown)
{
    const KjRegistry *registry = shown->view->registry;
    const KjDisplay *display = shown->display;

    kj_json_open(json, '{');
    kj_json_put_cstr(json, "type", display->matrix ? "matrix" : "register");
    kj_json_put_text(json, "pack", registry->packs[display->pack].id);
    kj_json_put_text(json, "name", display->name);
    kj_json_put_text(json, "title", kj_label_in(display->title, shown->view->lang));
    kj_json_put_text(json, "kind", registry->schema->kinds[display->kind].name);
    if (display->matrix) {
        put_axis(json, shown, "down", 0);
        put_axis(json, shown, "across", 1);
        put_cells(json, shown);
        put_outside(json, shown);
    } else {
        put_columns(json, shown);
        put_rows(sink, json, shown);
    }
    kj_json_close(json, '}');
}

static void put_organization(KjSink *sink, KjJson *json, const KjView *view, const KjValue *value)
{
    const KjList *list = kj_map_list(value, "displays");

    kj_json_open(json, '{');
    kj_json_put_text(json, "id", kj_map_text(value, "id"));
    kj_json_put_text(json, "name", kj_map_text(value, "name"));
    kj_json_key(json, "displays");
    kj_json_open(json, '[');
    for (size_t i = 0; i < list->count; i++) {
        KjShown shown = kj_shown(view, &list->items[i]);

        put_display(sink, json, &shown);
    }
    kj_json_close(json, ']');
    kj_json_close(json, '}');
}

void kj_display_json(KjSink *sink, const KjView *view, const KjValue *shown, const char *command,
                     int32_t as_of)
{
    const KjList *organizations = kj_map_list(shown, "organizations");
    KjJson json = kj_json(&sink->buf);

    kj_json_open(&json, '{');
    kj_json_put_cstr(&json, "kijun", KJ_VERSION);
    kj_json_key(&json, "as_of");
    kj_json_date(&json, as_of);
    kj_json_put_cstr(&json, "command", command);
    kj_json_key(&json, "organizations");
    kj_json_open(&json, '[');
    for (size_t i = 0; i < organizations->count; i++)
        put_organization(sink, &json, view, &organizations->items[i]);
    kj_json_close(&json, ']');
    kj_json_close(&json, '}');
    kj_buf_putc(&sink->buf, '\n');
}
