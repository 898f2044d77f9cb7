/* A field of a record is set anew, made missing, or a list is added to or taken from. Texts become values
 * as cells of tables do. What was there goes first, also where the new value is no good: then there is an
 * error, and nothing is judged. */
#include "engine/ingest/amend_parts.h"

#include "engine/ingest/scalar.h"
#include "engine/ingest/table_cell.h"
#include "engine/ingest/table_list.h"
#include "engine/ingest/table_marks.h"
#include "engine/ingest/table_names.h"
#include "engine/ingest/tell.h"

#include <string.h>

static const KjSpot nowhere;

const char *kj_change_subject(const KjChange *change, const KjField *field)
{
    return kj_arena_printf(change->intake->arena, "%s: field '%s'", change->record,
                           field->name.data);
}

/* ---- the field ---- */

static void tell_unknown(const KjChange *change, const KjKind *kind, KjText name)
{
    KjArena *arena = change->intake->arena;
    const char **names = kj_arena_array(arena, kind->field_count + 1, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < kind->field_count; i++)
        if (!kind->fields[i].derived)
            names[count++] = kind->fields[i].name.data;
    const char *near = kj_tell_nearest(change->intake->diags, arena, name, names, count);
    if (!*near)
        near = kj_arena_printf(arena,
                               kj_tell(change->intake->diags, "使える項目: %s", "known fields: %s"),
                               kj_tell_names(arena, names, count));
    KJ_CHANGE_TELL(
        change, kj_arena_printf(arena, "%s: field '%s'", change->record, kj_tell_text(arena, name)),
        "この項目はありません。%s", "there is no such field; %s", near);
}

int32_t kj_change_field(const KjChange *change, int32_t kind, KjText name)
{
    const KjKind *of = &change->intake->schema->kinds[kind];
    int32_t field = kj_kind_field(of, name);
    if (field >= 0)
        return field;
    KjMeanings found =
        kj_header_meanings(change->intake, kind, kj_header_text(change->intake->arena, name));
    if (found.count == 1)
        return found.items[0];
    tell_unknown(change, of, name);
    return -1;
}

/* ---- values ---- */

/* False after telling what is wrong with it. */
static bool read_value(const KjChange *change, const KjField *field, KjText text, KjValue *value)
{
    KjIntake *intake = change->intake;
    if (kj_table_text_parse(intake, field, text, value))
        return true;
    kj_scalar_explain(field, text, intake->options, intake->arena, change->place,
                      kj_change_subject(change, field), intake->diags);
    return false;
}

/* Items of such types hold no comma. */
static bool parts_at_commas(const KjField *field)
{
    return field->type == KJ_REF || field->type == KJ_ENUM || field->type == KJ_DATE ||
           field->type == KJ_DATETIME || field->type == KJ_MONTHDAY;
}

/* "[a, b]" as "a; b" */
static KjText list_text(const KjChange *change, const KjField *field)
{
    KjText text = change->value;
    if (!parts_at_commas(field) || text.len > KJ_SCALAR_MAX_BYTES * 4)
        return text;
    text = kj_text_nfkc(change->intake->arena, text);
    if (text.len >= 2 && text.data[0] == '[' && text.data[text.len - 1] == ']' && text.len > 2)
        text = (KjText){text.data + 1, text.len - 2};
    char *copy = kj_arena_strndup(change->intake->arena, text.data, text.len);
    for (uint32_t i = 0; i < text.len; i++)
        if (copy[i] == ',')
            copy[i] = ';';
        else if (text.len - i >= 3 && memcmp(copy + i, "、", 3) == 0)
            memcpy(copy + i, ";  ", 3);
    return (KjText){copy, text.len};
}

static void tell_absent(const KjChange *change, const KjField *field, KjText item)
{
    KJ_CHANGE_TELL(change, kj_change_subject(change, field), "一覧に「%s」はありません",
                   "the list does not hold '%s'", kj_tell_text(change->intake->arena, item));
}

static void take_item(const KjChange *change, int32_t index, const KjField *field, KjText item)
{
    KjBuilder *builder = change->intake->builder;
    KjValue value;
    if (!read_value(change, field, item, &value))
        return;
    if (change->operation != '-')
        kj_builder_add(builder, change->draft, index, &value, nowhere);
    else if (!kj_builder_take_out(builder, change->draft, index, &value))
        tell_absent(change, field, item);
}

/* What is added to or taken out of a list that nobody wrote is so of its default. */
static void begin_list(const KjChange *change, int32_t index, const KjField *field)
{
    KjBuilder *builder = change->intake->builder;
    bool anew = change->operation == '=' || !kj_builder_has(builder, change->draft, index);
    if (change->operation == '=')
        kj_builder_unset(builder, change->draft, index);
    kj_builder_list(builder, change->draft, index, nowhere);
    if (!anew || change->operation == '=' || field->otherwise.type != KJ_LIST)
        return;
    for (size_t i = 0; i < field->otherwise.u.list.count; i++)
        kj_builder_add(builder, change->draft, index, &field->otherwise.u.list.items[i], nowhere);
}

static void apply_list(const KjChange *change, int32_t index, const KjField *field)
{
    KjText text = list_text(change, field), item;
    KjCellItems items = kj_cell_items(text, change->intake->arena);
    KjItemResult result;
    begin_list(change, index, field);
    if (kj_mark_is_none(kj_text_nfkc(change->intake->arena, text)))
        return;
    while ((result = kj_cell_items_next(&items, &item)) == KJ_ITEM_READ)
        take_item(change, index, field, item);
    if (result != KJ_ITEM_END)
        KJ_CHANGE_TELL(change, kj_change_subject(change, field),
                       "一覧に空の項目があるか、引用符の組が合いません。「a; b」の形で書いてくださ"
                       "い（1件もないときは []）",
                       "an item of the list is empty, or quotes do not fit; write it like 'a; b' "
                       "([] means none)");
}

/* A required field cannot be. */
static void make_missing(const KjChange *change, int32_t index, const KjField *field)
{
    kj_builder_unset(change->intake->builder, change->draft, index);
    if (!field->required || field->otherwise.type != KJ_NONE)
        return;
    KJ_CHANGE_TELL(change, kj_change_subject(change, field),
                   "必須の項目なので、なくすことはできません。値を書いてください",
                   "this field is required and cannot be made missing; write a value");
    kj_builder_refused(change->intake->builder, change->draft, index, nowhere);
}

/* ○ or － : the group alone is there, or not. */
static void apply_group(const KjChange *change, int32_t index, const KjField *field)
{
    KjText name = kj_text_nfkc(change->intake->arena, change->value);
    if (kj_mark_is_yes(name))
        kj_builder_group(change->intake->builder, change->draft, index, nowhere);
    else if (kj_mark_is_dash(name))
        make_missing(change, index, field);
    else
        KJ_CHANGE_TELL(change, kj_change_subject(change, field),
                       "項目の組です。「%s.項目=値」の形で中の項目を変えてください（「%s=」で組ごと"
                       "なくなります）",
                       "this is a group; change its members, as in '%s.FIELD=VALUE' ('%s=' makes "
                       "the whole group missing)",
                       field->name.data, field->name.data);
}

static void apply_rows(const KjChange *change, int32_t index, const KjField *field)
{
    if (kj_mark_is_none(kj_text_nfkc(change->intake->arena, change->value))) {
        kj_builder_unset(change->intake->builder, change->draft, index);
        kj_builder_list(change->intake->builder, change->draft, index, nowhere);
        return;
    }
    KJ_CHANGE_TELL(change, kj_change_subject(change, field),
                   "行のある一覧です。「+種別:ID/%1$s 項目=値」で行を足し、「種別:ID/%1$s[1] "
                   "項目=値」で変え、「-種別:ID/%1$s[1]」で除いてください",
                   "this is a list of rows: add one with '+KIND:ID/%1$s FIELD=VALUE', change one "
                   "with 'KIND:ID/%1$s[1] FIELD=VALUE', take one away with '-KIND:ID/%1$s[1]'",
                   field->name.data);
}

static void apply_one(const KjChange *change, int32_t index, const KjField *field)
{
    KjBuilder *builder = change->intake->builder;
    KjValue value;
    if (kj_table_text_is_dash(change->intake, field, change->value)) {
        make_missing(change, index, field);
        return;
    }
    kj_builder_unset(builder, change->draft, index);
    if (read_value(change, field, change->value, &value))
        kj_builder_set(builder, change->draft, index, &value, nowhere);
    else
        kj_builder_refused(builder, change->draft, index, nowhere);
}

static bool tell_no_list(const KjChange *change, const KjField *field)
{
    if (change->operation == '=' || field->list)
        return false;
    KJ_CHANGE_TELL(change, kj_change_subject(change, field),
                   "%c= で足し引きできるのは一覧の項目だけです。「%s=値」と書いてください",
                   "%c= is for lists only; write '%s=VALUE'", change->operation, field->name.data);
    return true;
}

void kj_change_apply(const KjChange *change)
{
    int32_t index = kj_change_field(change, change->of, change->field);
    if (index < 0)
        return;
    const KjField *field = &change->intake->schema->kinds[change->of].fields[index];
    if (field->derived) {
        KJ_CHANGE_TELL(change, kj_change_subject(change, field),
                       "この項目は算出されるので、変えられません。算出の元になる事実を変えてくださ"
                       "い",
                       "this field is computed and cannot be changed; change the facts it is "
                       "computed from");
    } else if (tell_no_list(change, field)) {
        return;
    } else if (!change->value.len && change->operation == '=') {
        make_missing(change, index, field);
    } else if (field->child >= 0) {
        apply_rows(change, index, field);
    } else if (field->type == KJ_GROUP) {
        apply_group(change, index, field);
    } else if (field->list) {
        apply_list(change, index, field);
    } else {
        apply_one(change, index, field);
    }
}
