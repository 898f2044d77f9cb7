/* Required fields. A required field of a record, or of a row of a child table, must always be
 * there; a required member of a group only where the group is written, be it only by another
 * member. One walk along every record's cells stamps what is there; a look at the kind's required
 * fields then tells what is not. */
#include "engine/base/place.h"
#include "engine/model/dataset_parts.h"

typedef struct Walk {
    KjBuilder *builder;
    const KjKind *kind;
    int32_t *needed; /* the kind's required fields */
    size_t needed_count;
    uint32_t *stamp; /* per field: number of the last draft that has it, from 1 */
    KjSpot *spot;    /* per field: where that stands */
} Walk;

/* ---- telling ---- */

/* How a value of the field may look. */
static const char *example_of(const KjSchema *schema, const KjField *field)
{
    static const char *const examples[KJ_TYPE_COUNT] = {
        [KJ_BOOL] = "yes",        [KJ_INT] = "3",
        [KJ_NUMBER] = "1.5",      [KJ_PERCENT] = "80%",
        [KJ_MONEY] = "1200000",   [KJ_QUANTITY] = "100",
        [KJ_DURATION] = "4h",     [KJ_PERIOD] = "3mo",
        [KJ_DATE] = "2026-04-01", [KJ_DATETIME] = "2026-04-01T09:00",
        [KJ_MONTHDAY] = "04-01",  [KJ_GROUP] = "{…}",
    };
    if (field->type == KJ_ENUM)
        return field->values[0].data;
    if (field->type == KJ_REF && field->target >= 0)
        return schema->kinds[field->target].name.data;
    return examples[field->type] ? examples[field->type] : "…";
}

typedef struct Missing {
    const KjDraftRow *draft;
    const KjField *field;
    const char *name; /* without its group */
    KjText label;
    KjPlace place; /* of the record, or of the group */
} Missing;

static void tell_key(const Walk *walk, const Missing *missing)
{
    const KjBuilder *builder = walk->builder;
    const KjField *field = missing->field;
    bool several = field->list || field->child >= 0;
    KjBuf example;
    kj_buf_init(&example, 0);
    kj_buf_printf(&example, "%s: %s%s%s", missing->name, several ? "[" : "",
                  example_of(builder->schema, field), several ? "]" : "");
    kj_diag(builder->diags, KJ_ERROR, missing->place, kj_draft_subject(builder, missing->draft, -1),
            "必須の項目 %s（%s）がありません。「%s」のように書き足してください",
            "required field '%s' (%s) is missing; add it, for example '%s'", field->name.data,
            missing->label.data, example.data);
    kj_buf_clear(&example);
}

/* The record stands in a table. */
static void tell_column(const Walk *walk, const Missing *missing)
{
    const KjBuilder *builder = walk->builder;
    const KjField *field = missing->field;
    const char *subject = kj_draft_subject(builder, missing->draft, -1);
    if (field->child >= 0)
        kj_diag(builder->diags, KJ_ERROR, missing->place, subject,
                "必須の項目 %1$s（%2$s）がありません。シート %3$s.%1$s に行を書いてください",
                "required field '%1$s' (%2$s) is missing; write its rows on the sheet '%3$s.%1$s'",
                field->name.data, missing->label.data, walk->kind->plural.data);
    else
        kj_diag(builder->diags, KJ_ERROR, missing->place, subject,
                "必須の項目 %1$s（%2$s）がありません。この行の %1$s の列に「%3$s」のように書いて"
                "ください",
                "required field '%1$s' (%2$s) is missing; write it in column '%1$s' of this row, "
                "for example '%3$s'",
                field->name.data, missing->label.data, example_of(builder->schema, field));
}

static void tell_missing(const Walk *walk, const KjDraftRow *draft, const KjField *field)
{
    const KjBuilder *builder = walk->builder;
    const KjField *group = field->group < 0 ? NULL : &walk->kind->fields[field->group];
    KjSpot spot = group ? walk->spot[field->group] : draft->spot;
    Missing missing = {.draft = draft,
                       .field = field,
                       .name = field->name.data + (group ? group->name.len + 1 : 0),
                       .label = builder->diags->lang == KJ_JA ? field->label.ja : field->label.en,
                       .place = kj_builder_place(builder, draft->file, spot)};
    if (missing.label.len == 0)
        missing.label = kj_text(missing.name);
    if (missing.place.file && kj_place_parts(missing.place).table)
        tell_column(walk, &missing);
    else
        tell_key(walk, &missing);
}

/* ---- the walk ---- */

static void stamp(const Walk *walk, int32_t field, uint32_t number, KjSpot spot)
{
    for (; field >= 0 && walk->stamp[field] != number; field = walk->kind->fields[field].group) {
        walk->stamp[field] = number;
        walk->spot[field] = spot;
    }
}

static void check_draft(const Walk *walk, uint32_t number)
{
    const KjBuilder *builder = walk->builder;
    const KjDraftRow *draft = &builder->drafts[number - 1];
    for (uint32_t at = draft->cells.first; at; at = builder->cells[at].next) {
        int32_t field = builder->cells[at].field;
        stamp(walk, field < -1 ? KJ_REFUSED(field) : field, number, builder->cells[at].spot);
    }
    for (size_t i = 0; i < walk->needed_count; i++) {
        const KjField *field = &walk->kind->fields[walk->needed[i]];
        bool asked = field->group < 0 || walk->stamp[field->group] == number;
        if (asked && walk->stamp[walk->needed[i]] != number)
            tell_missing(walk, draft, field);
    }
}

static void find_needed(Walk *walk)
{
    for (size_t f = 0; f < walk->kind->field_count; f++) {
        const KjField *field = &walk->kind->fields[f];
        if (field->required && !field->derived && field->otherwise.type == KJ_NONE)
            walk->needed[walk->needed_count++] = (int32_t)f;
    }
}

void kj_seal_required(KjBuilder *builder)
{
    for (size_t k = 0; k < builder->schema->kind_count; k++) {
        const KjTable *table = &builder->dataset->tables[k];
        size_t fields = table->kind->field_count;
        if (table->rows == 0)
            continue;
        Walk walk = {.builder = builder,
                     .kind = table->kind,
                     .needed = kj_alloc_array(fields, sizeof *walk.needed),
                     .stamp = kj_alloc_array(fields, sizeof *walk.stamp),
                     .spot = kj_alloc_array(fields, sizeof *walk.spot)};
        find_needed(&walk);
        for (uint32_t row = 0; walk.needed_count && row < table->rows; row++)
            check_draft(&walk, builder->rows[k][row] + 1);
        kj_free(walk.needed);
        kj_free(walk.stamp);
        kj_free(walk.spot);
    }
}
