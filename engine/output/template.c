/* Columns in the order of the schema. A field that is a list of groups has a sheet of its own instead
 * of a column; a group has columns for its members. */
#include "engine/output/template.h"

#include "engine/output/sheet_names.h"

#define ROWS 1000 /* that offer drop-down lists */

typedef struct Template {
    const KjView *view;
    const KjSchema *schema;
    KjBookOut *book;
    KjSheetNaming naming;
    KjBuf note;
} Template;

static KjText keep(Template *of, KjBuf *text)
{
    KjText kept = {kj_arena_strndup(of->book->arena, text->data ? text->data : "", text->len),
                   (uint32_t)text->len};

    kj_buf_reset(text);
    return kept;
}

/* ---- choices ---- */

/* The label of a value, if no other value is called so. */
static KjText choice_of(const Template *of, const KjField *field, size_t index)
{
    KjText label = kj_label_in(field->value_labels[index], of->view->lang);

    if (!of->naming.labels || label.len == 0)
        return field->values[index];
    for (size_t i = 0; i < field->value_count; i++)
        if (kj_text_compare(label, field->values[i]) == 0 ||
            (i != index && (kj_text_compare(label, field->value_labels[i].ja) == 0 ||
                            kj_text_compare(label, field->value_labels[i].en) == 0)))
            return field->values[index];
    return label;
}

static void set_choices(const Template *of, const KjField *field, KjBookColumn *column)
{
    static const KjText marks[] = {{"○", 3}, {"×", 2}}, words[] = {{"yes", 3}, {"no", 2}};
    KjText *choices;

    if (field->type == KJ_BOOL) {
        column->choices = of->view->lang == KJ_JA ? marks : words;
        column->choice_count = 2;
    }
    if (field->type != KJ_ENUM)
        return;
    choices = kj_arena_array(of->book->arena, field->value_count, sizeof *choices);
    for (size_t i = 0; i < field->value_count; i++)
        choices[i] = choice_of(of, field, i);
    column->choices = choices;
    column->choice_count = field->value_count;
}

/* ---- columns ---- */

/* What people type is to stay what it was: only numbers and days are cells of their own sort. */
static KjPutType cells_of(const KjField *field)
{
    if (field->list)
        return KJ_PUT_TEXT;
    switch (field->type) {
    case KJ_INT:
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_MONEY:
    case KJ_QUANTITY: return KJ_PUT_NUMBER;
    case KJ_DATE: return KJ_PUT_DATE;
    case KJ_DATETIME: return KJ_PUT_DATETIME;
    default: return KJ_PUT_TEXT;
    }
}

static KjText starred(const Template *of, KjText header)
{
    return kj_text(kj_arena_printf(of->book->arena, "%.*s*", (int)header.len, header.data));
}

static KjBookColumn id_column(Template *of, int32_t kind)
{
    kj_template_id_note(&of->note, of->view, kind);
    return (KjBookColumn){.header = starred(of, kj_sheet_id_header_of(&of->naming, kind)),
                          .note = keep(of, &of->note),
                          .required = true,
                          .cells = KJ_PUT_TEXT};
}

/* A member of a group that is required is so only where the group is given. */
static KjBookColumn field_column(Template *of, int32_t kind, int32_t index)
{
    const KjField *field = &of->schema->kinds[kind].fields[index];
    KjBookColumn column = {.header = kj_sheet_header_of(&of->naming, kind, index),
                           .required = field->required && field->group < 0,
                           .several = field->list,
                           .cells = (uint8_t)cells_of(field)};

    if (column.required)
        column.header = starred(of, column.header);
    kj_template_note(&of->note, of->view, kind, index);
    column.note = keep(of, &of->note);
    set_choices(of, field, &column);
    return column;
}

static bool has_column(const KjField *field)
{
    return !field->derived && field->child < 0 && field->type != KJ_GROUP;
}

/* ---- sheets ---- */

static KjText title_of(Template *of, int32_t kind)
{
    KjText label = kj_label_in(of->schema->kinds[kind].label, of->view->lang);
    KjText name = kj_sheet_name_of(&of->naming, kind);

    if (label.len == 0)
        return name;
    return kj_text(kj_arena_printf(of->book->arena, "%s (%s)", label.data, name.data));
}

static void add_sheet(Template *of, int32_t number)
{
    const KjKind *kind = &of->schema->kinds[number];
    KjBookColumn *columns = kj_arena_array(of->book->arena, kind->field_count + 1, sizeof *columns);
    KjBookSheet *sheet;
    size_t count = 0;

    columns[count++] = id_column(of, number);
    for (size_t f = 0; f < kind->field_count; f++)
        if (has_column(&kind->fields[f]))
            columns[count++] = field_column(of, number, (int32_t)f);
    sheet = kj_book_add_sheet(of->book, kj_sheet_name_of(&of->naming, number), columns, count);
    sheet->title = title_of(of, number);
    sheet->blank_rows = kind->singleton ? 1 : ROWS;
}

static void add_with_lists(Template *of, int32_t number)
{
    const KjKind *kind = &of->schema->kinds[number];

    add_sheet(of, number);
    for (size_t f = 0; f < kind->field_count; f++)
        if (kind->fields[f].child >= 0 && !kind->fields[f].derived)
            add_with_lists(of, kind->fields[f].child);
}

KjBookOut *kj_template(const KjView *view, const int32_t *kinds, size_t count,
                       KjTemplateOptions options)
{
    const KjSchema *schema = view->registry->schema;
    Template of = {.view = view, .schema = schema, .book = kj_book_new(view->lang)};

    of.naming = (KjSheetNaming){.schema = schema,
                                .arena = of.book->arena,
                                .lang = view->lang,
                                .labels = options.labels,
                                .workbook = options.workbook};
    of.book->title = KJ_TEXT("kijun");
    kj_buf_init(&of.note, 0);
    for (size_t i = 0; i < count; i++)
        add_with_lists(&of, kinds[i]);
    kj_buf_clear(&of.note);
    return of.book;
}
