/* The header is the first row that has cells. Every cell of it names a field, or the id; what does
 * not is told at its cell, and the column is passed over. */
#include "engine/ingest/table_header.h"

#include "engine/base/place.h"
#include "engine/ingest/table_names.h"
#include "engine/ingest/tell.h"

#include <string.h>

#define LONGEST_NAME 1000 /* bytes of a header that may mean something */

bool kj_cell_is_blank(const KjSheetCell *cell)
{
    return cell->type == KJ_SHEET_TEXT && kj_text_is_blank(cell->text);
}

KjPlace kj_cell_place(const KjSheet *sheet, const KjSheetCell *cell)
{
    return (KjPlace){sheet->place, cell->row, cell->column};
}

typedef struct Work {
    KjIntake *intake;
    const KjSheet *sheet;
    int32_t kind, record; /* of the sheet; of the record whose id stands in it */
    KjTableHeader *header;
    uint32_t *first; /* per field: the column that holds it, 0: none */
    bool id_written; /* some header is "id": only that one names the record */
    bool known;      /* some header means something */
} Work;

static const KjKind *kind_of(const Work *work)
{
    return &work->intake->schema->kinds[work->kind];
}

static const char *record_name(const Work *work)
{
    return work->intake->schema->kinds[work->record].name.data;
}

/* ---- what is wrong with a column ---- */

#define TELL(work, cell, ...)                                                                      \
    kj_diag((work)->intake->diags, KJ_ERROR, kj_cell_place((work)->sheet, cell),                   \
            kj_tell_text((work)->intake->arena, (cell)->text), __VA_ARGS__)

static void tell_twice(const Work *work, const KjSheetCell *cell, uint32_t first, const char *name)
{
    char column[KJ_CELL_NAME_BYTES];
    kj_column_name(first, column);
    TELL(work, cell, "「%1$s」の列が2つあります（先に%2$s列）。どちらかの列を削除してください",
         "there are two columns for '%1$s' (first in column %2$s); remove one", name, column);
}

static void tell_ambiguous(const Work *work, const KjSheetCell *cell, KjMeanings meanings)
{
    const char **names = kj_arena_array(work->intake->arena, meanings.count, sizeof *names);
    for (size_t i = 0; i < meanings.count; i++)
        names[i] = kind_of(work)->fields[meanings.items[i]].name.data;
    TELL(work, cell, "この見出しに合う項目が複数あります。次のどれかで書いてください: %s",
         "several fields have this label; write one of: %s",
         kj_tell_names(work->intake->arena, names, meanings.count));
}

/* "reports.to": the field of a list of groups, which stands on a sheet of its own. */
static const char *on_own_sheet(const Work *work, KjText header)
{
    KjArena *arena = work->intake->arena;
    for (uint32_t len = header.len < LONGEST_NAME ? header.len : 0; len > 0; len--) {
        if (header.data[len - 1] != '.')
            continue;
        KjText list = {kj_arena_strndup(arena, header.data, len - 1), len - 1};
        KjMeanings found = kj_header_meanings(work->intake, work->kind, list);
        const KjField *field = found.count ? &kind_of(work)->fields[found.items[0]] : NULL;
        if (field && field->child >= 0)
            return kj_arena_printf(arena,
                                   kj_tell(work->intake->diags,
                                           "「%s」の行はシート（CSVならファイル）「%s」に書きます",
                                           "rows of '%s' go on the sheet (CSV: the file) '%s'"),
                                   field->name.data, kj_sheet_name(work->intake, field->child));
    }
    return NULL;
}

/* "type" or "方式", where "standby.type" is meant. */
static const char *in_group(const Work *work, KjText header)
{
    const KjKind *kind = kind_of(work);
    for (size_t i = 0; i < kind->field_count; i++) {
        const KjField *field = &kind->fields[i];
        if (field->group < 0 || field->derived)
            continue;
        const char *last = field->name.data + kind->fields[field->group].name.len + 1;
        const KjText ways[] = {kj_text(last), field->label.ja, field->label.en};
        for (size_t w = 0; w < sizeof ways / sizeof *ways; w++)
            if (ways[w].len > 0 &&
                kj_text_compare(kj_header_text(work->intake->arena, ways[w]), header) == 0)
                return kj_arena_printf(
                    work->intake->arena,
                    kj_tell(work->intake->diags, "「%s」のように書いてください", "write '%s'"),
                    field->name.data);
    }
    return NULL;
}

/* "改善計画.期限" for plan.due: what a form has as its header; or NULL. */
static const char *path_of_labels(const Work *work, const KjField *field, bool english)
{
    KjText own = english ? field->label.en : field->label.ja;
    if (field->group < 0 || own.len == 0)
        return own.len ? own.data : NULL;
    const KjField *group = &kind_of(work)->fields[field->group];
    const char *before = path_of_labels(work, group, english);
    return before ? kj_arena_printf(work->intake->arena, "%s.%s", before, own.data) : NULL;
}

/* Names first, then labels: kj_tell_names cuts long lists. */
static const char **all_names(const Work *work, bool labels, size_t *count)
{
    const KjKind *kind = kind_of(work);
    const char **names =
        kj_arena_array(work->intake->arena, 1 + 3 * kind->field_count, sizeof *names);
    *count = 0;
    names[(*count)++] = work->kind == work->record ? "id" : record_name(work);
    for (size_t i = 0; i < kind->field_count; i++)
        if (!kind->fields[i].derived)
            names[(*count)++] = kind->fields[i].name.data;
    for (int english = 0; labels && english < 2; english++)
        for (size_t i = 0; i < kind->field_count; i++) {
            const char *path = path_of_labels(work, &kind->fields[i], english);
            if (!kind->fields[i].derived && path)
                names[(*count)++] = path;
        }
    return names;
}

/* "目標復旧時間" for the label "目標復旧時間（RTO）": the only label that begins so. */
static const char *longer_label(const Work *work, KjText header)
{
    KjArena *arena = work->intake->arena;
    const KjKind *kind = kind_of(work);
    const char *found = NULL;
    for (size_t i = 0; i < kind->field_count; i++) {
        const KjField *field = &kind->fields[i];
        const char *path = path_of_labels(work, field, false);
        KjText label = kj_header_text(arena, kj_text(path ? path : ""));
        if (field->derived || label.len <= header.len ||
            memcmp(label.data, header.data, header.len) != 0)
            continue;
        if (found)
            return NULL;
        found = kj_arena_printf(
            arena, kj_tell(work->intake->diags, "もしかして「%s」ですか", "did you mean '%s'?"),
            path);
    }
    return found;
}

static const char *known_names(const Work *work)
{
    size_t count;
    const char **names = all_names(work, false, &count);
    return kj_tell_names(work->intake->arena, names, count);
}

static void tell_unknown(const Work *work, const KjSheetCell *cell, KjText header)
{
    KjArena *arena = work->intake->arena;
    size_t count;
    if (kj_tell_enough(work->intake->diags)) {
        kj_diag_text(work->intake->diags, KJ_ERROR, kj_cell_place(work->sheet, cell), NULL, "");
        return;
    }
    const char *advice = on_own_sheet(work, header);
    if (!advice)
        advice = in_group(work, header);
    if (!advice)
        advice = longer_label(work, header);
    if (!advice) {
        const char **names = all_names(work, true, &count);
        advice = kj_tell_nearest(work->intake->diags, arena, header, names, count);
    }
    if (!*advice)
        advice = kj_arena_printf(arena,
                                 kj_tell(work->intake->diags, "使える項目: %s", "known fields: %s"),
                                 known_names(work));
    TELL(work, cell, "%sにこの項目はありません。%s", "%s has no such field; %s",
         kind_of(work)->name.data, advice);
}

static void tell_computed(const Work *work, const KjSheetCell *cell)
{
    TELL(work, cell, "この項目は算出されるので、データには書けません。列を削除してください",
         "this field is computed and cannot be given; remove the column");
}

/* ---- one column ---- */

static int32_t take_id(Work *work, const KjSheetCell *cell)
{
    if (work->header->id) {
        tell_twice(work, cell, work->header->id, "id");
        return KJ_COLUMN_IGNORED;
    }
    work->header->id = cell->column;
    return KJ_COLUMN_ID;
}

static int32_t take_field(Work *work, const KjSheetCell *cell, int32_t index)
{
    const KjField *field = &kind_of(work)->fields[index];
    if (field->derived) {
        tell_computed(work, cell);
        return KJ_COLUMN_IGNORED;
    }
    if (work->first[index]) {
        tell_twice(work, cell, work->first[index], field->name.data);
        return KJ_COLUMN_IGNORED;
    }
    work->first[index] = cell->column;
    return index;
}

/* The first column that has the name of the record's kind holds its id, if none is called "id". */
static bool names_record(const Work *work, KjText header)
{
    if (kj_header_is_id(header))
        return true;
    return work->kind != work->record && !work->id_written && !work->header->id &&
           kj_header_is_kind(work->intake, work->record, header);
}

static int32_t take_column(Work *work, const KjSheetCell *cell)
{
    KjText header = kj_header_text(work->intake->arena, cell->text);
    if (cell->type == KJ_SHEET_BAD)
        return KJ_COLUMN_IGNORED;
    if (names_record(work, header))
        return take_id(work, cell);
    KjMeanings meanings = kj_header_meanings(work->intake, work->kind, header);
    if (meanings.count == 1)
        return take_field(work, cell, meanings.items[0]);
    if (meanings.count > 1)
        tell_ambiguous(work, cell, meanings);
    else if (work->kind != work->record && kj_header_is_kind(work->intake, work->record, header))
        tell_twice(work, cell, work->header->id, record_name(work));
    else
        tell_unknown(work, cell, header);
    return KJ_COLUMN_IGNORED;
}

/* ---- the row ---- */

static void find_row(const KjSheet *sheet, KjTableHeader *header)
{
    size_t at = 0;
    while (at < sheet->count && kj_cell_is_blank(&sheet->cells[at]))
        at++;
    if (at == sheet->count)
        return;
    header->row = sheet->cells[at].row;
    for (header->first = at; header->first < sheet->count; header->first++)
        if (sheet->cells[header->first].row != header->row)
            break;
    for (; at < sheet->count; at++)
        if (sheet->cells[at].column > header->count)
            header->count = sheet->cells[at].column;
}

typedef void Each(Work *work, const KjSheetCell *cell);

static void each_cell(Work *work, Each *each)
{
    const KjSheet *sheet = work->sheet;
    for (size_t i = 0; i < work->header->first; i++) {
        KjArenaMark mark = kj_arena_mark(work->intake->arena);
        if (sheet->cells[i].row == work->header->row && !kj_cell_is_blank(&sheet->cells[i]))
            each(work, &sheet->cells[i]);
        kj_arena_release(work->intake->arena, mark);
    }
}

static void look_for_id(Work *work, const KjSheetCell *cell)
{
    work->id_written =
        work->id_written || (cell->type != KJ_SHEET_BAD &&
                             kj_header_is_id(kj_header_text(work->intake->arena, cell->text)));
}

static void look_for_known(Work *work, const KjSheetCell *cell)
{
    KjText header = kj_header_text(work->intake->arena, cell->text);
    work->header->unsure = work->header->unsure || cell->type == KJ_SHEET_BAD;
    work->known = work->known || work->header->unsure || names_record(work, header) ||
                  kj_header_meanings(work->intake, work->kind, header).count > 0;
}

static void take_cell(Work *work, const KjSheetCell *cell)
{
    work->header->columns[cell->column] = take_column(work, cell);
}

/* What other programs divide cells with, if the header is one cell in which it stands. */
static const char *other_divider(const Work *work)
{
    const KjDiags *diags = work->intake->diags;
    const KjSheetCell *cell = &work->sheet->cells[work->header->first - 1];
    if (work->header->count != 1 || cell->type != KJ_SHEET_TEXT)
        return NULL;
    return memchr(cell->text.data, '\t', cell->text.len)  ? kj_tell(diags, "タブ", "tabs")
           : memchr(cell->text.data, ';', cell->text.len) ? kj_tell(diags, "「;」", "';'")
                                                          : NULL;
}

static void tell_divider(const Work *work, const char *divider)
{
    kj_diag(
        work->intake->diags, KJ_ERROR, (KjPlace){work->sheet->place, work->header->row, 0}, NULL,
        "セルが%sで区切られているようです。コンマで区切った「CSV UTF-8（コンマ区切り）」で保存し"
        "直してください",
        "cells seem to be divided by %s; save the file with commas, as 'CSV UTF-8 (comma "
        "delimited)'",
        divider);
}

static void tell_no_header(const Work *work)
{
    const char *divider = other_divider(work);
    if (divider) {
        tell_divider(work, divider);
        return;
    }
    kj_diag(work->intake->diags, KJ_ERROR, (KjPlace){work->sheet->place, work->header->row, 0},
            NULL,
            "見出しの行（内容のある最初の行）に%sの項目がありません。見出しの行に項目名を書き、"
            "その上の行は削除してください（使える項目: %s）",
            "the header (the first row with cells) names no field of %s; write the names of fields "
            "there and remove rows above it (known fields: %s)",
            kind_of(work)->name.data, known_names(work));
}

static void tell_no_id(const Work *work)
{
    KjPlace place = {work->sheet->place, work->header->row, 0};
    if (work->kind == work->record)
        kj_diag(work->intake->diags, KJ_ERROR, place, NULL,
                "idの列がありません。見出しに「id」を書き、行ごとに記録のidを書いてください",
                "there is no column 'id'; add it, with the id of the record in every row");
    else
        kj_diag(
            work->intake->diags, KJ_ERROR, place, NULL,
            "どの記録の行かを示す列がありません。見出しに「%1$s」か「id」を書き、行ごとに%1$sのidを"
            "書いてください",
            "no column says which record a row belongs to; add '%1$s' or 'id', with the id of "
            "a %1$s in every row",
            record_name(work));
}

bool kj_table_header_read(KjIntake *intake, const KjSheet *sheet, int32_t kind, KjArena *arena,
                          KjTableHeader *header)
{
    const KjKind *of = &intake->schema->kinds[kind];
    Work work = {.intake = intake,
                 .sheet = sheet,
                 .kind = kind,
                 .record = of->parent < 0 ? kind : of->parent,
                 .header = header};
    *header = (KjTableHeader){0};
    find_row(sheet, header);
    if (!header->row)
        return false;
    header->columns = kj_arena_array(arena, (size_t)header->count + 1, sizeof *header->columns);
    for (uint32_t i = 0; i <= header->count; i++)
        header->columns[i] = KJ_COLUMN_BARE;
    work.first = kj_arena_array(arena, of->field_count, sizeof *work.first);
    each_cell(&work, look_for_id);
    each_cell(&work, look_for_known);
    if (!work.known) {
        tell_no_header(&work);
        return false;
    }
    each_cell(&work, take_cell);
    if (!header->id && !header->unsure)
        tell_no_id(&work);
    return true;
}
