/* Reading the tree of registers and matrices: everything is checked once, by kj_display_fits. */
#include "engine/output/display_parts.h"

#include "engine/output/show.h"

/* ---- does it fit ---- */

static bool all_texts(const KjList *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].type != KJ_TEXT_TYPE)
            return false;
    return true;
}

static bool rows_fit(const KjDisplay *display, const KjList *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        const KjList *faults = kj_map_list(&rows->items[i], "faults");

        if (kj_map_list(&rows->items[i], "cells")->count != display->column_count)
            return false;
        for (size_t f = 0; f < faults->count; f++) {
            int64_t column = kj_map_int(&faults->items[f], "column", -1);

            if (column < 0 || column >= (int64_t)display->column_count)
                return false;
        }
    }
    return true;
}

static bool matrix_fits(const KjValue *value)
{
    const KjList *down = kj_map_list(value, "down"), *across = kj_map_list(value, "across");
    size_t marks = kj_map_list(value, "marks")->count;
    size_t cells = kj_map_list(value, "cells")->count;

    if (!all_texts(down) || !all_texts(across) || (marks && marks != cells))
        return false;
    return down->count == 0 ? cells == 0
                            : cells % down->count == 0 && cells / down->count == across->count;
}

static bool one_fits(const KjRegistry *registry, const KjValue *value)
{
    int64_t number = kj_map_int(value, "display", -1);

    if (number < 0 || number >= (int64_t)registry->display_count)
        return false;
    return rows_fit(&registry->displays[number], kj_map_list(value, "rows")) &&
           (!registry->displays[number].matrix || matrix_fits(value));
}

bool kj_display_fits(const KjRegistry *registry, const KjValue *shown)
{
    const KjList *organizations = kj_map_list(shown, "organizations");

    for (size_t o = 0; o < organizations->count; o++) {
        const KjList *list = kj_map_list(&organizations->items[o], "displays");

        for (size_t i = 0; i < list->count; i++)
            if (!one_fits(registry, &list->items[i]))
                return false;
    }
    return true;
}

/* ---- its parts ---- */

KjShown kj_shown(const KjView *view, const KjValue *value)
{
    return (KjShown){view, &view->registry->displays[kj_map_int(value, "display", 0)], value,
                     kj_map_list(value, "rows")};
}

KjMeaning kj_shown_meaning(const KjShown *shown, size_t column)
{
    return kj_meaning(shown->view, shown->display->kind, shown->display->columns[column].field);
}

KjText kj_shown_title(const KjShown *shown, size_t column)
{
    const KjDisplayColumn *of = &shown->display->columns[column];
    const KjKind *kind = &shown->view->registry->schema->kinds[shown->display->kind];
    KjText title = kj_label_in(of->title, shown->view->lang);

    if (title.len || of->field < 0)
        return title.len ? title : KJ_TEXT("ID");
    title = kj_label_in(kind->fields[of->field].label, shown->view->lang);
    return title.len ? title : kind->fields[of->field].name;
}

const KjValue *kj_shown_cell(const KjShown *shown, size_t row, size_t column)
{
    return &kj_map_list(&shown->rows->items[row], "cells")->items[column];
}

/* The label of an enumerated value, or an empty text. */
static KjText label_of(const KjShown *shown, KjMeaning meaning, const KjValue *value)
{
    const KjField *field = meaning.field;

    if (!field || field->type != KJ_ENUM || meaning.secret ||
        (value->type != KJ_ENUM && value->type != KJ_TEXT_TYPE))
        return KJ_TEXT("");
    for (size_t i = 0; i < field->value_count; i++)
        if (kj_text_compare(field->values[i], value->u.text) == 0)
            return kj_label_in(field->value_labels[i], shown->view->lang);
    return KJ_TEXT("");
}

KjText kj_shown_text(const KjShown *shown, size_t row, size_t column, KjArena *arena)
{
    const KjValue *value = kj_shown_cell(shown, row, column);
    KjMeaning meaning = kj_shown_meaning(shown, column);
    KjText text = label_of(shown, meaning, value);
    KjBuf out;

    if (value->type == KJ_NONE)
        return KJ_TEXT("-");
    if (text.len)
        return text;
    kj_buf_init(&out, 0);
    kj_show_value(&out, shown->view, meaning, value);
    text = (KjText){kj_arena_strndup(arena, out.len ? out.data : "", out.len), (uint32_t)out.len};
    kj_buf_clear(&out);
    return text;
}

KjText kj_shown_step_text(const KjShown *shown, const char *axis, size_t step, size_t column)
{
    const KjValue *value = &kj_map_list(shown->value, axis)->items[step];
    KjText label = label_of(shown, kj_shown_meaning(shown, column), value);

    return label.len ? label : value->u.text;
}

size_t kj_shown_step(const KjShown *shown, const char *axis, size_t row, size_t column)
{
    const KjList *steps = kj_map_list(shown->value, axis);
    const KjValue *value = kj_shown_cell(shown, row, column);
    bool text = value->type == KJ_TEXT_TYPE || value->type == KJ_ENUM;
    size_t i = 0;

    while (i < steps->count &&
           !(text && kj_text_compare(steps->items[i].u.text, value->u.text) == 0))
        i++;
    return i;
}
