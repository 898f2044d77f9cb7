/* Cells become values by the field's type, through the same reading as in YAML. Before that come
 * the ways of spreadsheets: marks, labels of enumerated values, several items in one cell, numbers
 * that mean days. A dash says that there is no value, or that a list is empty; in a text it is text. */
#include "engine/ingest/table_cell.h"

#include "engine/base/date.h"
#include "engine/ingest/record_id.h"
#include "engine/ingest/scalar.h"
#include "engine/ingest/table_advice.h"
#include "engine/ingest/table_header.h"
#include "engine/ingest/table_marks.h"
#include "engine/ingest/table_names.h"
#include "engine/ingest/tell.h"

/* ---- one value ---- */

static const KjField *field_of(const KjTableCell *given)
{
    return &given->intake->schema->kinds[given->scope->kind].fields[given->index];
}

static KjSpot spot_of(const KjTableCell *given)
{
    return (KjSpot){given->cell->row, given->cell->column};
}

static bool has_value(const KjField *field, const char *value)
{
    for (size_t i = 0; i < field->value_count; i++)
        if (kj_text_is(field->values[i], value))
            return true;
    return false;
}

/* A mark as the value of an enumeration that has it, else NULL. */
static const char *enum_mark(const KjField *field, KjText name)
{
    const char *value = kj_mark_is_yes(name)    ? "yes"
                        : kj_mark_is_no(name)   ? "no"
                        : kj_text_is(name, "△") ? "partly"
                        : kj_mark_is_dash(name) ? "na"
                                                : NULL;
    return value && has_value(field, value) ? value : NULL;
}

static bool is_label(KjIntake *intake, KjText label, KjText name)
{
    return label.len > 0 && kj_text_compare(kj_header_text(intake->arena, label), name) == 0;
}

/* What a label stands for, or NULL; also NULL if several values have it. */
static const char *enum_label(KjIntake *intake, const KjField *field, KjText name)
{
    KjText folded = kj_header_text(intake->arena, name);
    const char *found = NULL;
    for (size_t i = 0; i < field->value_count; i++) {
        const KjLabel *label = &field->value_labels[i];
        if (!is_label(intake, label->ja, folded) && !is_label(intake, label->en, folded))
            continue;
        if (found)
            return NULL;
        found = field->values[i].data;
    }
    return found;
}

/* What is no value itself; a label goes before a mark, since the pack chose it for this very field. */
static const char *enum_word(KjIntake *intake, const KjField *field, KjText name)
{
    const char *label = enum_label(intake, field, name);
    return label ? label : enum_mark(field, name);
}

static const char *truth_word(KjText name)
{
    return kj_mark_is_yes(name) ? "yes" : kj_mark_is_no(name) ? "no" : NULL;
}

/* Spreadsheets take 04-01 for a day of this year and write it with the year. */
static const char *month_and_day(KjIntake *intake, KjText name)
{
    int32_t date;
    if (!kj_date_parse(name, &date))
        return NULL;
    KjCivil civil = kj_civil_from_date(date);
    return kj_arena_printf(intake->arena, "%02d-%02d", (int)civil.month, (int)civil.day);
}

/* The text as YAML would have it. */
static KjText translated(KjIntake *intake, const KjField *field, KjText text)
{
    const char *word = NULL;
    bool may = field->type == KJ_ENUM || field->type == KJ_BOOL || field->type == KJ_MONTHDAY;
    if (!may || text.len > KJ_SCALAR_MAX_BYTES)
        return text;
    KjText name = kj_text_nfkc(intake->arena, text);
    if (field->type == KJ_BOOL)
        word = truth_word(name);
    else if (field->type == KJ_MONTHDAY)
        word = month_and_day(intake, name);
    else if (!has_value(field, kj_arena_strndup(intake->arena, name.data, name.len)))
        word = enum_word(intake, field, name);
    return word ? kj_text(word) : text;
}

bool kj_table_text_parse(KjIntake *intake, const KjField *field, KjText text, KjValue *value)
{
    return kj_scalar_parse(field, translated(intake, field, text), intake->options, intake->arena,
                           value);
}

bool kj_table_text_is_dash(KjIntake *intake, const KjField *field, KjText text)
{
    if (field->type == KJ_TEXT_TYPE || text.len > KJ_SCALAR_MAX_BYTES)
        return false;
    KjText name = kj_text_nfkc(intake->arena, text);
    return kj_mark_is_dash(name) && !(field->type == KJ_ENUM && enum_word(intake, field, name));
}

/* True if the text was a value; else it has been told. */
static bool read_text(const KjTableCell *given, KjText text, KjValue *value)
{
    KjIntake *intake = given->intake;
    if (kj_table_text_parse(intake, field_of(given), text, value))
        return true;
    kj_advise_text(given, translated(intake, field_of(given), text));
    return false;
}

static bool read_number(const KjTableCell *given, KjValue *value)
{
    KjIntake *intake = given->intake;
    const KjField *field = field_of(given);
    KjText text;
    KjNumberResult result = kj_table_number(given->book, given->cell, field->type, intake->options,
                                            intake->arena, &text);
    if (result == KJ_NUMBER_READ)
        return read_text(given, text, value);
    kj_advise_number(intake, given->cell, kj_cell_place(given->sheet, given->cell),
                     kj_scope_subject(intake, given->scope, field->name.data), result);
    return false;
}

static bool read_value(const KjTableCell *given, KjValue *value)
{
    return given->cell->type == KJ_SHEET_TEXT ? read_text(given, given->cell->text, value)
                                              : read_number(given, value);
}

/* ---- a cell ---- */

/* The cell where it may be a mark, else "". */
static KjText name_of(const KjTableCell *given)
{
    if (given->cell->type != KJ_SHEET_TEXT || given->cell->text.len > KJ_SCALAR_MAX_BYTES)
        return KJ_TEXT("");
    return kj_text_nfkc(given->intake->arena, given->cell->text);
}

static void read_one(const KjTableCell *given)
{
    KjDraft draft = given->scope->draft;
    KjValue value;
    if (given->cell->type == KJ_SHEET_TEXT &&
        kj_table_text_is_dash(given->intake, field_of(given), given->cell->text))
        return;
    bool taken = read_value(given, &value);
    if (taken && draft != KJ_NO_DRAFT)
        kj_builder_set(given->intake->builder, draft, given->index, &value, spot_of(given));
    else if (!taken)
        kj_builder_refused(given->intake->builder, draft, given->index, spot_of(given));
}

static void add_item(const KjTableCell *given, const KjValue *value)
{
    if (given->scope->draft != KJ_NO_DRAFT)
        kj_builder_add(given->intake->builder, given->scope->draft, given->index, value,
                       spot_of(given));
}

static void read_items(const KjTableCell *given)
{
    KjCellItems items = kj_cell_items(given->cell->text, given->intake->arena);
    KjItemResult result, wrong = KJ_ITEM_END;
    KjValue value;
    KjText item;
    while ((result = kj_cell_items_next(&items, &item)) != KJ_ITEM_END) {
        if (result != KJ_ITEM_READ)
            wrong = result;
        else if (read_text(given, item, &value))
            add_item(given, &value);
    }
    if (wrong != KJ_ITEM_END)
        kj_advise_items(given, wrong);
}

static void read_list(const KjTableCell *given)
{
    KjIntake *intake = given->intake;
    const KjField *field = field_of(given);
    KjValue value;
    if (given->scope->draft != KJ_NO_DRAFT)
        kj_builder_list(intake->builder, given->scope->draft, given->index, spot_of(given));
    KjText name = name_of(given);
    if (kj_mark_is_none(name) && !(field->type == KJ_ENUM && enum_label(intake, field, name)))
        return;
    if (given->cell->type != KJ_SHEET_TEXT) {
        if (read_number(given, &value))
            add_item(given, &value);
        return;
    }
    read_items(given);
}

static void read_group(const KjTableCell *given)
{
    KjText name = name_of(given);
    bool there =
        kj_mark_is_yes(name) || (given->cell->type == KJ_SHEET_TRUTH && given->cell->number != 0);
    if (there && given->scope->draft != KJ_NO_DRAFT)
        kj_builder_group(given->intake->builder, given->scope->draft, given->index, spot_of(given));
    else if (!there && !kj_mark_is_dash(name))
        kj_advise_group(given);
}

static void read_rows(const KjTableCell *given)
{
    if (!kj_mark_is_none(name_of(given)))
        kj_advise_rows(given);
    else if (given->scope->draft != KJ_NO_DRAFT)
        kj_builder_list(given->intake->builder, given->scope->draft, given->index, spot_of(given));
}

void kj_table_cell_read(const KjTableCell *given)
{
    const KjField *field = field_of(given);
    if (field->child >= 0)
        read_rows(given);
    else if (field->type == KJ_GROUP)
        read_group(given);
    else if (field->list)
        read_list(given);
    else
        read_one(given);
}

/* ---- ids ---- */

bool kj_table_id_read(KjIntake *intake, const KjBook *book, const KjSheetCell *cell, KjPlace place,
                      const char *kind, KjText *id)
{
    KjText text;
    *id = KJ_TEXT("");
    if (!cell) {
        kj_diag(intake->diags, KJ_ERROR, place, kind,
                "idがありません。この行のこのセルにidを書くか、行を空にしてください",
                "the id is missing; write it in this cell, or empty the row");
        return false;
    }
    if (cell->type == KJ_SHEET_BAD)
        return false;
    text = cell->text;
    KjNumberResult result = KJ_NUMBER_READ;
    if (cell->type != KJ_SHEET_TEXT)
        result = kj_table_number(book, cell, KJ_TEXT_TYPE, intake->options, intake->arena, &text);
    if (result != KJ_NUMBER_READ) {
        kj_advise_number(intake, cell, place, kind, result);
        return false;
    }
    KjText name = kj_text_nfkc(intake->arena, text);
    if (!kj_record_id_check(intake, kind, place, name))
        return false;
    *id = name;
    return true;
}
