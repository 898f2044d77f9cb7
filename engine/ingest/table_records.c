/* Sheets of records and of lists of groups. What a sheet holds is settled by its name and its header
 * when the file is read; after that its rows are read one by one, the id first. */
#include "engine/ingest/table_records.h"

#include "engine/base/place.h"
#include "engine/ingest/organizations.h"
#include "engine/ingest/table_cell.h"
#include "engine/ingest/table_names.h"
#include "engine/ingest/tell.h"

typedef struct Work { /* a sheet, and its row in work */
    KjIntake *intake;
    KjLedger *ledger;
    const KjLedgerSheet *of;
    const KjSheetCell *cells; /* of the row */
    size_t count;
    uint32_t row;
    size_t rows;     /* how many came before it */
    KjDraft clash;   /* the record whose list was told to stand elsewhere */
    int32_t *absent; /* required fields that have no column */
    size_t absent_count;
} Work;

static const KjKind *kind_of(const Work *work)
{
    return &work->intake->schema->kinds[work->of->kind];
}

static KjPlace id_place(const Work *work)
{
    return (KjPlace){work->of->sheet->place, work->row, work->of->header.id};
}

static KjSpot id_spot(const Work *work)
{
    return (KjSpot){work->row, work->of->header.id};
}

/* ---- rows ---- */

static bool in_row(const Work *work, const KjSheetCell *cell)
{
    return cell->row == work->row && !kj_cell_is_blank(cell);
}

static const KjSheetCell *id_cell(const Work *work)
{
    for (size_t i = 0; i < work->count; i++)
        if (work->cells[i].column == work->of->header.id && in_row(work, &work->cells[i]))
            return &work->cells[i];
    return NULL;
}

/* False if the row has none that can be used; where there is a column for it, that has been told. */
static bool read_id(const Work *work, KjText *id)
{
    *id = KJ_TEXT("");
    if (!work->of->header.id)
        return false;
    return kj_table_id_read(work->intake, &work->ledger->book, id_cell(work), id_place(work),
                            kind_of(work)->name.data, id);
}

/* Once per column. */
static void tell_bare(const Work *work, const KjSheetCell *cell)
{
    char column[KJ_CELL_NAME_BYTES];
    kj_column_name(cell->column, column);
    kj_diag(work->intake->diags, KJ_ERROR, kj_cell_place(work->of->sheet, cell), NULL,
            "%s列には見出しがありません。見出しの行に項目名を書くか、この列を空にしてください",
            "column %s has no header; write the name of a field there, or empty the column",
            column);
    work->of->header.columns[cell->column] = KJ_COLUMN_IGNORED;
}

static void read_cell(const Work *work, const KjScope *scope, const KjSheetCell *cell)
{
    int32_t meaning = work->of->header.columns[cell->column];
    KjTableCell given = {work->intake, &work->ledger->book, work->of->sheet, cell, scope, meaning};
    if (cell->type != KJ_SHEET_BAD && meaning >= 0)
        kj_table_cell_read(&given);
    else if (meaning >= 0)
        kj_builder_refused(work->intake->builder, scope->draft, meaning,
                           (KjSpot){cell->row, cell->column});
    else if (meaning == KJ_COLUMN_BARE)
        tell_bare(work, cell);
}

static void read_cells(const Work *work, const KjScope *scope)
{
    for (size_t i = 0; i < work->count; i++)
        if (in_row(work, &work->cells[i]))
            read_cell(work, scope, &work->cells[i]);
    for (size_t i = 0; i < work->absent_count; i++)
        kj_builder_refused(work->intake->builder, scope->draft, work->absent[i], id_spot(work));
}

/* ---- required fields without a column ---- */

static bool has_column(const Work *work, int32_t field)
{
    for (uint32_t i = 1; i <= work->of->header.count; i++)
        if (work->of->header.columns[i] == field)
            return true;
    return false;
}

static bool needs_column(const KjField *field)
{
    return field->required && !field->derived && field->group < 0 && field->child < 0 &&
           field->type != KJ_GROUP && field->otherwise.type == KJ_NONE;
}

static void tell_absent(const Work *work, const KjField *field)
{
    KjText label = work->intake->diags->lang == KJ_JA ? field->label.ja : field->label.en;
    kj_diag(
        work->intake->diags, KJ_ERROR, (KjPlace){work->of->sheet->place, work->of->header.row, 0},
        NULL,
        "%1$sに必須の項目 %2$s（%3$s）の列がありません。見出しに「%2$s」を書き、行ごとに値を書いて"
        "ください",
        "there is no column '%2$s' (%3$s), which every %1$s needs; add it, with a value in "
        "every row",
        kind_of(work)->name.data, field->name.data, label.len ? label.data : field->name.data);
}

/* Told once for the sheet, not again for each of its rows; not at all where a header cannot be read:
 * it may be this one. */
static void find_absent(Work *work)
{
    const KjKind *kind = kind_of(work);
    work->absent =
        kj_arena_array(work->ledger->book.arena, kind->field_count, sizeof *work->absent);
    for (size_t f = 0; f < kind->field_count; f++) {
        if (!needs_column(&kind->fields[f]) || has_column(work, (int32_t)f))
            continue;
        work->absent[work->absent_count++] = (int32_t)f;
        if (!work->of->header.unsure)
            tell_absent(work, &kind->fields[f]);
    }
}

/* ---- every row ---- */

typedef void ReadRow(Work *work);

static void each_row(KjIntake *intake, KjLedger *ledger, const KjLedgerSheet *of, ReadRow *read)
{
    const KjSheet *sheet = of->sheet;
    Work work = {.intake = intake, .ledger = ledger, .of = of, .clash = KJ_NO_DRAFT};
    intake->file = kj_builder_file(intake->builder, sheet->place);
    find_absent(&work);
    for (size_t at = of->header.first, next; at < sheet->count; at = next) {
        bool blank = true;
        work.row = sheet->cells[at].row;
        for (next = at; next < sheet->count && sheet->cells[next].row == work.row; next++)
            blank = blank && kj_cell_is_blank(&sheet->cells[next]);
        work.cells = &sheet->cells[at];
        work.count = next - at;
        KjArenaMark mark = kj_arena_mark(intake->arena);
        if (!blank)
            read(&work);
        work.rows += !blank;
        kj_arena_release(intake->arena, mark);
    }
}

/* ---- records ---- */

static void read_record(Work *work)
{
    KjIntake *intake = work->intake;
    KjScope scope = {.kind = work->of->kind, .draft = KJ_NO_DRAFT};
    if (read_id(work, &scope.id) && work->ledger->org != KJ_NO_ORG)
        scope.draft = kj_builder_record(intake->builder, work->ledger->org, scope.kind, scope.id,
                                        intake->file, id_spot(work));
    read_cells(work, &scope);
}

void kj_table_records(KjIntake *intake, KjLedger *ledger)
{
    for (size_t i = 0; i < ledger->book.count; i++) {
        const KjLedgerSheet *of = &ledger->sheets[i];
        if (of->rows && !kj_sheet_is_organization(intake, of) && !kj_sheet_is_list(intake, of))
            each_row(intake, ledger, of, read_record);
    }
}

/* ---- the organisation ---- */

static void tell_second_row(const Work *work)
{
    kj_diag(work->intake->diags, KJ_ERROR, id_place(work), kind_of(work)->name.data,
            "組織は1つのファイルに1つです（見出しの下は1行だけ）。この行を削除し、ほかの組織は別の"
            "ファイルにしてください",
            "a file is about one organization, with one row below the header; remove this row and "
            "give each organization a file of its own");
}

/* The first row counts. */
static void read_organization(Work *work)
{
    KjIntake *intake = work->intake;
    KjLedger *ledger = work->ledger;
    KjScope scope = {.kind = work->of->kind, .draft = KJ_NO_DRAFT};
    if (work->rows > 0) {
        tell_second_row(work);
        return;
    }
    if (read_id(work, &scope.id)) {
        ledger->org =
            kj_builder_organization(intake->builder, scope.id, intake->file, id_spot(work));
        scope.draft = kj_builder_record(intake->builder, ledger->org, scope.kind, scope.id,
                                        intake->file, id_spot(work));
    }
    read_cells(work, &scope);
}

static void tell_no_row(KjIntake *intake, const KjLedgerSheet *of)
{
    kj_diag(intake->diags, KJ_ERROR, (KjPlace){of->sheet->place, of->header.row + 1, 0},
            intake->schema->kinds[of->kind].name.data,
            "組織の行がありません。見出しの下に、組織のidなどを1行で書いてください",
            "the row of the organization is missing; write its id and name below the header");
}

static void tell_second_sheet(KjIntake *intake, const KjLedgerSheet *of, const KjLedgerSheet *first)
{
    kj_diag(intake->diags, KJ_ERROR, (KjPlace){of->sheet->place, 0, 0}, NULL,
            "組織のシートが2つあります（先に「%s」）。1つにまとめてください",
            "there are two sheets of the organization (first '%s'); keep one",
            kj_tell_text(intake->arena, first->sheet->name));
}

/* The first sheet counts. */
void kj_table_organization(KjIntake *intake, KjLedger *ledger)
{
    const KjLedgerSheet *first = NULL;
    ledger->org = KJ_NO_ORG;
    for (size_t i = 0; i < ledger->book.count; i++) {
        const KjLedgerSheet *of = &ledger->sheets[i];
        if (!kj_sheet_is_organization(intake, of))
            continue;
        if (first)
            tell_second_sheet(intake, of, first);
        else if (of->rows)
            each_row(intake, ledger, of, read_organization);
        else if (of->readable)
            tell_no_row(intake, of);
        first = first ? first : of;
    }
}

/* ---- lists of groups ---- */

static void tell_orphan(const Work *work, KjText id)
{
    KjIntake *intake = work->intake;
    int32_t kind = kind_of(work)->parent;
    const char *name = intake->schema->kinds[kind].name.data;
    const char *shown = kj_tell_text(intake->arena, id);
    const char *near = kj_tell_enough(intake->diags)
                           ? NULL
                           : kj_builder_nearest(intake->builder, work->ledger->org, kind, id);
    if (near)
        kj_diag(intake->diags, KJ_ERROR, id_place(work), kind_of(work)->name.data,
                "「%1$s」という%2$sの記録はこの組織にありません。近い名前: %3$s",
                "'%1$s' is no %2$s of this organization; did you mean '%3$s'?", shown, name, near);
    else
        kj_diag(intake->diags, KJ_ERROR, id_place(work), kind_of(work)->name.data,
                "「%1$s」という%2$sの記録はこの組織にありません。%2$sの記録を足すか、ある記録のidを"
                "書いてください",
                "'%1$s' is no %2$s of this organization; add such a record or write the id of one "
                "that is there",
                shown, name);
}

static void tell_elsewhere(const Work *work, const KjScope *record, const KjListSoFar *list)
{
    KjIntake *intake = work->intake;
    const KjField *field = &intake->schema->kinds[record->kind].fields[kind_of(work)->parent_field];
    KjBuf place;
    kj_buf_init(&place, 0);
    kj_place_write(&place, list->place, true);
    kj_diag(intake->diags, KJ_ERROR, id_place(work),
            kj_scope_subject(intake, record, field->name.data),
            "この一覧は%sにも書かれています。1か所にまとめてください",
            "this list is given at %s as well; keep it in one place", place.data);
    kj_buf_clear(&place);
}

/* The record of the row, whose list no other place has given; KJ_NO_DRAFT after telling. */
static KjDraft find_record(Work *work, KjScope *record, KjListSoFar *list)
{
    KjIntake *intake = work->intake;
    if (!read_id(work, &record->id) || work->ledger->org == KJ_NO_ORG)
        return KJ_NO_DRAFT;
    record->draft = kj_builder_find(intake->builder, work->ledger->org, record->kind, record->id);
    if (record->draft == KJ_NO_DRAFT) {
        tell_orphan(work, record->id);
        return KJ_NO_DRAFT;
    }
    *list = kj_builder_list_so_far(intake->builder, record->draft, kind_of(work)->parent_field);
    if (!list->begun || list->file == intake->file)
        return record->draft;
    if (work->clash != record->draft)
        tell_elsewhere(work, record, list);
    work->clash = record->draft;
    return KJ_NO_DRAFT;
}

static void read_group_row(Work *work)
{
    KjIntake *intake = work->intake;
    const KjKind *kind = kind_of(work);
    KjListSoFar list = {0};
    KjScope record = {.kind = kind->parent, .draft = KJ_NO_DRAFT};
    KjScope row = {.list = intake->schema->kinds[kind->parent].fields[kind->parent_field].name,
                   .kind = work->of->kind,
                   .draft = KJ_NO_DRAFT};
    KjDraft parent = find_record(work, &record, &list);
    if (parent != KJ_NO_DRAFT) {
        row.outer = &record;
        row.number = list.rows;
        row.draft = kj_builder_child(intake->builder, parent, kind->parent_field, intake->file,
                                     id_spot(work));
    }
    read_cells(work, &row);
}

void kj_table_lists(KjIntake *intake, KjLedger *ledger)
{
    for (size_t i = 0; i < ledger->book.count; i++)
        if (ledger->sheets[i].rows && kj_sheet_is_list(intake, &ledger->sheets[i]))
            each_row(intake, ledger, &ledger->sheets[i], read_group_row);
}
