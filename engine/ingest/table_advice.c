/* Problems of cells. Texts that are no value are explained as in YAML; what only spreadsheets do to
 * figures, and what a column can hold, is explained here. */
#include "engine/ingest/table_advice.h"

#include "engine/ingest/scalar.h"
#include "engine/ingest/table_header.h"
#include "engine/ingest/table_names.h"
#include "engine/ingest/tell.h"

#define TELL(...) kj_diag(intake->diags, KJ_ERROR, place, subject, __VA_ARGS__)

static const KjField *field_of(const KjTableCell *given)
{
    return &given->intake->schema->kinds[given->scope->kind].fields[given->index];
}

static const char *subject_of(const KjTableCell *given)
{
    return kj_scope_subject(given->intake, given->scope, field_of(given)->name.data);
}

/* In tables the Japanese labels of values stand for them, and forms offer nothing else: who writes Japanese
 * is told those instead of the names. */
static bool advise_choice(const KjTableCell *given, KjText text)
{
    KjIntake *intake = given->intake;
    const KjField *field = field_of(given);
    size_t count = field->value_labels ? field->value_count : 0, ascii = 0;
    const char **labels = kj_arena_array(intake->arena, count + 1, sizeof *labels);
    while (ascii < text.len && (unsigned char)text.data[ascii] < 0x80)
        ascii++;
    if (count == 0 || ascii == text.len || *kj_tell(intake->diags, "ja", "en") != 'j')
        return false;
    for (size_t i = 0; i < count; i++) {
        bool labelled = field->value_labels[i].ja.len > 0;
        labels[i] = labelled ? field->value_labels[i].ja.data : field->values[i].data;
    }
    const char *near = kj_tell_nearest(intake->diags, intake->arena, text, labels, count);
    kj_diag(intake->diags, KJ_ERROR, kj_cell_place(given->sheet, given->cell), subject_of(given),
            "「%s」は使えません。%s%s使える値: %s",
            "'%s' is not one of the values; %s%sexpected: %s", kj_tell_text(intake->arena, text),
            near, *near ? "。" : "", kj_tell_names(intake->arena, labels, count));
    return true;
}

void kj_advise_text(const KjTableCell *given, KjText text)
{
    KjIntake *intake = given->intake;
    KjPlace place = kj_cell_place(given->sheet, given->cell);
    if (kj_tell_enough(intake->diags))
        kj_diag_text(intake->diags, KJ_ERROR, place, NULL, "");
    else if (!advise_choice(given, text))
        kj_scalar_explain(field_of(given), text, intake->options, intake->arena, place,
                          subject_of(given), intake->diags);
}

static const char *look_of(const KjDiags *diags, const KjSheetCell *cell)
{
    return cell->type == KJ_SHEET_TRUTH     ? kj_tell(diags, "論理値", "a truth value")
           : cell->look == KJ_LOOK_PERCENT  ? kj_tell(diags, "百分率", "a percentage")
           : cell->look == KJ_LOOK_TIME     ? kj_tell(diags, "時刻", "a time")
           : cell->look == KJ_LOOK_DATE     ? kj_tell(diags, "日付", "a date")
           : cell->look == KJ_LOOK_DATETIME ? kj_tell(diags, "日時", "a date and time")
           : cell->look == KJ_LOOK_DRESSED
               ? kj_tell(diags, "表示と中身が違う数値", "a number that looks otherwise")
           : cell->look == KJ_LOOK_MULTIPLE
               ? kj_tell(diags, "「万」などの付いた数値", "a multiple, with a word such as 万")
               : kj_tell(diags, "数値", "a number");
}

void kj_advise_number(KjIntake *intake, const KjSheetCell *cell, KjPlace place, const char *subject,
                      KjNumberResult result)
{
    const char *shown = kj_tell_text(intake->arena, cell->text);
    const char *look = look_of(intake->diags, cell);
    switch (result) {
    case KJ_NUMBER_CHANGED:
        TELL("文字列の項目ですが、セルの中身は%1$s（%2$"
             "s）です。入力した文字が表計算ソフトに変えられた"
             "かもしれません（4.10が4.1に、(1)が-1に、1-2が日付になるなど）。セルの表示形式を"
             "「文字列」にして、入力し直してください",
             "text is expected, but the cell holds %1$s (%2$s); the spreadsheet may have changed "
             "what was typed (4.10 into 4.1, (1) into -1, 1-2 into a date): format the cell as "
             "text and type it again",
             look, shown);
        break;
    case KJ_NUMBER_NO_DAY:
        TELL("セルの数値%sに当たる日付はありません。2026-04-01のような日付を入力してください",
             "the number %s in the cell is no day of the calendar; enter a date such as 2026-04-01",
             shown);
        break;
    case KJ_NUMBER_YEAR:
        TELL("セルの数値%sは年だけのようです。2026-04-01のように月と日も入力してください",
             "the number %s in the cell looks like a year alone; enter month and day as well, such "
             "as 2026-04-01",
             shown);
        break;
    case KJ_NUMBER_TIMED:
        TELL("セルの日付には時刻が付いています（シリアル値%s）。日付だけを入力してください",
             "the date in the cell has a time of day (serial number %s); enter the day alone",
             shown);
        break;
    case KJ_NUMBER_UNTIMED:
        TELL("セルの日付には時刻がありません（シリアル値%s）。2026-04-01 9:00のように時刻も入力"
             "してください",
             "the date in the cell has no time of day (serial number %s); enter it as well, such "
             "as 2026-04-01 9:00",
             shown);
        break;
    default:
        TELL(
            "セルの中身は%1$sとして表示される数値（%2$s）です。入力した値が表計算ソフトに変えられた"
            "かもしれません。セルの表示形式を直して、入力し直してください",
            "the cell holds a number (%2$s) that is shown as %1$s; the spreadsheet may have "
            "changed what was typed: correct the cell's format and type it again",
            look, shown);
    }
}

void kj_advise_items(const KjTableCell *given, KjItemResult result)
{
    KjIntake *intake = given->intake;
    KjPlace place = kj_cell_place(given->sheet, given->cell);
    const char *subject = subject_of(given);
    if (result == KJ_ITEM_QUOTE)
        TELL("引用符「\"」の組が合いません。「;」を含む項目は「\"a;"
             "b\"」のように全体を囲み、引用符その"
             "ものは「\"\"」と書いてください",
             "the quotes (\") do not fit; put a whole item that contains ';' in them, as in "
             "\"a;b\", and write \"\" for a quote itself");
    else
        TELL("一覧に空の項目があります。余分な「;」か改行を削除してください（1件もないときは[]"
             "か－）",
             "an item of the list is empty; remove the ';' or line break that is too many ([] "
             "means none)");
}

void kj_advise_group(const KjTableCell *given)
{
    KjIntake *intake = given->intake;
    KjPlace place = kj_cell_place(given->sheet, given->cell);
    const char *subject = subject_of(given);
    TELL("「%1$s」は書けません。項目の組の列なので、○か－だけを書き、中身は「%2$s."
         "…」の列に書いてください",
         "'%1$s' cannot stand here: the column of a group holds ○ or － only; its fields have "
         "columns '%2$s.…'",
         kj_tell_text(intake->arena, given->cell->text), field_of(given)->name.data);
}

void kj_advise_rows(const KjTableCell *given)
{
    KjIntake *intake = given->intake;
    KjPlace place = kj_cell_place(given->sheet, given->cell);
    const char *subject = subject_of(given);
    TELL(
        "組の一覧は、シート（CSVならファイル）「%s」に1件1行で書いてください。この列には、1件もない"
        "ことを示す－か[]だけを書けます",
        "a list of groups has a sheet (CSV: a file) of its own, '%s', with a row for each; this "
        "column holds only － or [], for none",
        kj_sheet_name(intake, field_of(given)->child));
}
