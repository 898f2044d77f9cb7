/* First a look at all rows, for the columns that are needed, then the sheet is filled. The rows of a
 * list of groups are gathered from the records that hold them, in the records' order. */
#include "engine/output/facts_tables.h"

#include "engine/output/facts_cells.h"
#include "engine/output/sheet_names.h"
#include "engine/rules/registry.h"

typedef struct Row { /* one line of a sheet */
    KjText id;       /* of the record, or of the record whose row it is */
    const KjList *entries;
} Row;

typedef struct Sheet {
    KjBookOut *book;
    const KjSchema *schema;
    const KjTablesOptions *options;
    KjSheetNaming naming;
    KjDiags *diags;
    int32_t number; /* of the kind */
    const KjKind *kind;
    Row *rows;
    size_t count, capacity;
    int32_t *columns; /* per field: its column, 0: none */
} Sheet;

/* ---- columns ---- */

static KjBookColumn id_column(const Sheet *sheet)
{
    return (KjBookColumn){.header = kj_sheet_id_header_of(&sheet->naming, sheet->number),
                          .required = true,
                          .cells = KJ_PUT_TEXT};
}

/* What the header does not say: the label of a name, the name of a label. CSV has no notes. */
static KjText note_of(const Sheet *sheet, int32_t index, KjText header)
{
    KjSheetNaming other = sheet->naming;

    if (!sheet->options->workbook)
        return KJ_TEXT("");
    other.labels = kj_text_compare(header, sheet->kind->fields[index].name) == 0;
    return kj_sheet_header_of(&other, sheet->number, index);
}

static KjBookColumn field_column(const Sheet *sheet, int32_t index)
{
    static const KjText truths[] = {{"yes", 3}, {"no", 2}};
    const KjField *field = &sheet->kind->fields[index];
    KjBookColumn column = {.header = kj_sheet_header_of(&sheet->naming, sheet->number, index),
                           .several = field->list,
                           .required = field->required && field->group < 0,
                           .cells = (uint8_t)kj_fact_cell_type(field)};

    column.note = note_of(sheet, index, column.header);
    if (field->type == KJ_ENUM) {
        column.choices = field->values;
        column.choice_count = field->value_count;
    } else if (field->type == KJ_BOOL) {
        column.choices = truths;
        column.choice_count = 2;
    }
    return column;
}

static bool has_members(const Sheet *sheet, const KjList *entries, int32_t group)
{
    for (size_t i = 0; i < entries->count; i++)
        if (kj_facts_entry(sheet->kind, &entries->items[i]).field->group == group)
            return true;
    return false;
}

/* A group has a cell of its own where no member says that it is there, a list of groups where no row
 * does. */
static bool needs_cell(const Sheet *sheet, const KjList *entries, const KjFactEntry *entry)
{
    if (entry->field->child >= 0)
        return entry->value->u.list.count == 0;
    return entry->field->type != KJ_GROUP || !has_members(sheet, entries, entry->index);
}

static size_t find_columns(Sheet *sheet)
{
    size_t count = 1;

    sheet->columns =
        kj_arena_array(sheet->book->arena, sheet->kind->field_count, sizeof *sheet->columns);
    for (size_t r = 0; r < sheet->count; r++) {
        const KjList *entries = sheet->rows[r].entries;

        for (size_t i = 0; i < entries->count; i++) {
            KjFactEntry entry = kj_facts_entry(sheet->kind, &entries->items[i]);

            if (needs_cell(sheet, entries, &entry))
                sheet->columns[entry.index] = 1;
        }
    }
    for (size_t f = 0; f < sheet->kind->field_count; f++)
        if (sheet->columns[f])
            sheet->columns[f] = (int32_t)count++;
    return count;
}

/* ---- rows ---- */

static void tell_unfit(const Sheet *sheet, const Row *row, const KjField *field, KjCellFit fit)
{
    const char *subject = kj_arena_printf(sheet->book->arena, "%s '%s': field '%s'",
                                          sheet->kind->name.data, row->id.data, field->name.data);

    if (fit == KJ_CELL_RETURN)
        kj_diag(sheet->diags, KJ_ERROR, (KjPlace){0}, subject,
                "復帰文字（CR、U+000D）は表のセルに書けません。取り除くか、YAMLに変換してください",
                "a cell of a table cannot hold a carriage return (U+000D); remove it, or convert "
                "to YAML");
    else if (fit == KJ_CELL_DASH)
        kj_diag(
            sheet->diags, KJ_ERROR, (KjPlace){0}, subject,
            "「-」のような名前は、表では「値がない」と読まれます。別の名前にするか、YAMLに変換して"
            "ください",
            "a name that is a dash means 'nothing' in a table; use another name, or convert to "
            "YAML");
    else
        kj_diag(sheet->diags, KJ_ERROR, (KjPlace){0}, subject,
                "表のセルに書ける長さ（%d文字）を超えています。短くするか、YAMLに変換してください",
                "is longer than a cell of a table can be (%d characters); shorten it, or convert "
                "to YAML",
                KJ_BOOK_TEXT_CHARACTERS);
}

static void fill_row(const Sheet *sheet, KjPut *cells, const Row *row)
{
    cells[0] = kj_put_text(row->id);
    for (size_t i = 0; i < row->entries->count; i++) {
        KjFactEntry entry = kj_facts_entry(sheet->kind, &row->entries->items[i]);
        KjCellFit fit;

        if (!needs_cell(sheet, row->entries, &entry))
            continue;
        KjPut *cell = &cells[sheet->columns[entry.index]];
        *cell = kj_fact_cell(sheet->book->arena, entry.field, entry.value, sheet->options->zone);
        fit = kj_fact_cell_fits(sheet->book->arena, entry.field, cell);
        if (fit != KJ_CELL_FITS)
            tell_unfit(sheet, row, entry.field, fit);
    }
}

static void fill_sheet(Sheet *sheet)
{
    size_t count = find_columns(sheet);
    KjBookColumn *columns = kj_arena_array(sheet->book->arena, count, sizeof *columns);
    KjBookSheet *page;

    columns[0] = id_column(sheet);
    for (size_t f = 0; f < sheet->kind->field_count; f++)
        if (sheet->columns[f])
            columns[sheet->columns[f]] = field_column(sheet, (int32_t)f);
    page = kj_book_add_sheet(sheet->book, kj_sheet_name_of(&sheet->naming, sheet->number), columns,
                             count);
    page->title = kj_label_in(sheet->kind->label, sheet->options->lang);
    page->filters = true;
    for (size_t r = 0; r < sheet->count; r++)
        fill_row(sheet, kj_book_add_row(page), &sheet->rows[r]);
}

/* ---- sheets ---- */

static void add_row(Sheet *sheet, KjText id, const KjList *entries)
{
    Row row = {id, entries};

    KJ_PUSH(sheet->rows, sheet->count, sheet->capacity, row);
}

static void add_sheet(Sheet *sheet, int32_t number)
{
    sheet->number = number;
    sheet->kind = &sheet->schema->kinds[number];
    if (sheet->count)
        fill_sheet(sheet);
    sheet->count = 0;
}

/* The rows that a record has in a list of groups. */
static void gather_rows(Sheet *sheet, const KjKind *parent, int32_t field, const KjValue *record)
{
    const KjList *entries = kj_map_list(record, "fields");

    for (size_t i = 0; i < entries->count; i++) {
        KjFactEntry entry = kj_facts_entry(parent, &entries->items[i]);

        if (entry.index != field)
            continue;
        for (size_t r = 0; r < entry.value->u.list.count; r++)
            add_row(sheet, kj_map_text(record, "id"), &entry.value->u.list.items[r].u.list);
    }
}

static void add_kind(Sheet *sheet, const KjValue *of)
{
    int32_t number = (int32_t)kj_map_int(of, "kind", 0);
    const KjKind *kind = &sheet->schema->kinds[number];
    const KjList *records = kj_map_list(of, "records");

    for (size_t i = 0; i < records->count; i++)
        add_row(sheet, kj_map_text(&records->items[i], "id"),
                kj_map_list(&records->items[i], "fields"));
    add_sheet(sheet, number);
    for (size_t f = 0; f < kind->field_count; f++) {
        if (kind->fields[f].child < 0)
            continue;
        for (size_t i = 0; i < records->count; i++)
            gather_rows(sheet, kind, (int32_t)f, &records->items[i]);
        add_sheet(sheet, kind->fields[f].child);
    }
}

KjBookOut *kj_facts_tables(const KjSchema *schema, const KjValue *facts,
                           const KjTablesOptions *options, KjDiags *diags)
{
    KjBookOut *book = kj_book_new(options->lang);
    Sheet sheet = {.book = book, .schema = schema, .options = options, .diags = diags};
    sheet.naming =
        (KjSheetNaming){schema, book->arena, options->lang, options->labels, options->workbook};
    const KjList *kinds = kj_map_list(facts, "kinds");

    book->title = kj_map_text(facts, "id");
    for (size_t i = 0; i < kinds->count; i++)
        add_kind(&sheet, &kinds->items[i]);
    kj_free(sheet.rows);
    return book;
}
