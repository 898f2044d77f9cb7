/* References: the id that was written becomes the row it means, in the drafts' cells, so that each
 * element of a list is told at its own place. A reference to one kind is looked for in that kind;
 * one to any kind is either "kind:id" or an id that only one kind knows. Only records of the same
 * organisation are seen. What leads nowhere is told with the nearest id and kept out. */
#include "engine/model/dataset_parts.h"

#include <string.h>

/* Looking for near ids costs time; beyond so many comparisons in one dataset none are suggested. */
enum { NEAR_BUDGET = 500000 };

typedef struct Walk {
    KjBuilder *builder;
    const KjDataset *dataset;
    const KjDraftRow *draft; /* the record that refers */
    int32_t number;          /* the field that refers */
    KjSpot spot;
    uint32_t org;
    size_t budget;
} Walk;

static bool may_be_target(const KjKind *kind)
{
    return kind->parent < 0 && !kind->derived;
}

/* ---- the nearest id ---- */

typedef struct Names {
    const char **items;
    size_t count, capacity;
} Names;

static void add_ids(const Walk *walk, int32_t kind, Names *names)
{
    const KjTable *table = &walk->dataset->tables[kind];
    for (uint32_t row = table->org_start[walk->org]; row < table->org_start[walk->org + 1]; row++) {
        const char *id = kj_atom_text(walk->dataset->atoms, table->id[row]).data;
        KJ_PUSH(names->items, names->count, names->capacity, id);
    }
}

/* kind KJ_ANY_KIND: of all kinds. NULL if there is none near, or too many were looked at. */
static const char *nearest_id(Walk *walk, int32_t kind, KjText id)
{
    Names names = {0};
    if (walk->builder->diags->dropped)
        return NULL;
    for (size_t k = 0; k < walk->dataset->schema->kind_count; k++) {
        if (kind == (int32_t)k || (kind < 0 && may_be_target(&walk->dataset->schema->kinds[k])))
            add_ids(walk, (int32_t)k, &names);
    }
    const char *found = NULL;
    if (names.count <= walk->budget) {
        walk->budget -= names.count;
        found = kj_nearest(id, names.items, names.count);
    }
    kj_free(names.items);
    return found;
}

static const char *nearest_kind(const Walk *walk, KjText name)
{
    const KjSchema *schema = walk->dataset->schema;
    Names names = {0};
    for (size_t k = 0; k < schema->kind_count; k++) {
        if (may_be_target(&schema->kinds[k]))
            KJ_PUSH(names.items, names.count, names.capacity, schema->kinds[k].name.data);
    }
    const char *found = kj_nearest(name, names.items, names.count);
    kj_free(names.items);
    return found;
}

/* ---- telling ---- */

#define TELL(walk, ...)                                                                            \
    kj_diag((walk)->builder->diags, KJ_ERROR,                                                      \
            kj_builder_place((walk)->builder, (walk)->draft->file, (walk)->spot),                  \
            kj_draft_subject((walk)->builder, (walk)->draft, (walk)->number), __VA_ARGS__)

static void tell_dangling(Walk *walk, int32_t kind, KjText id)
{
    KjPlace place = kj_builder_place(walk->builder, walk->draft->file, walk->spot);
    if (kj_lost_to_change(walk->builder, walk->org, kind, id, place))
        return;
    const char *near = nearest_id(walk, kind, id);
    const char *name = kind < 0 ? "record" : walk->dataset->schema->kinds[kind].name.data;
    if (near && kind < 0)
        TELL(walk, "「%s」という記録はありません。近い名前: %s",
             "no record has the id '%s'; did you mean '%s'?", id.data, near);
    else if (near)
        TELL(walk, "「%1$s」という %2$s の記録はありません。近い名前: %3$s",
             "'%1$s' is no %2$s of this organization; did you mean '%3$s'?", id.data, name, near);
    else if (kind < 0)
        TELL(walk, "「%s」という記録はありません。この組織の記録の id を書いてください",
             "no record has the id '%s'; write the id of a record of this organization", id.data);
    else
        TELL(walk,
             "「%1$s」という %2$s の記録はありません。記録を足すか、この組織にある %2$s の id を"
             "書いてください",
             "'%1$s' is no %2$s of this organization; add such a record or write the id of a %2$s "
             "that is there",
             id.data, name);
}

static void tell_computed(Walk *walk, int32_t kind)
{
    TELL(walk,
         "%s の記録は算出されるもので、データからは参照できません。この参照を取り除いてください",
         "records of kind %s are computed and data cannot refer to them; remove this reference",
         walk->dataset->schema->kinds[kind].name.data);
}

static void tell_unknown_kind(Walk *walk, KjText slice)
{
    const char *near = nearest_kind(walk, slice);
    KjText name = {kj_strndup(slice.data, slice.len), slice.len};
    if (near)
        TELL(walk, "「%s」という種別はありません。近い名前: %s",
             "there is no kind '%s'; did you mean '%s'?", name.data, near);
    else
        TELL(walk, "「%s」という種別はありません。system:mail のように「種別:id」で書いてください",
             "there is no kind '%s'; write kind:id, for example system:mail", name.data);
    kj_free((char *)name.data);
}

static void tell_ambiguous(Walk *walk, KjText id)
{
    const KjSchema *schema = walk->dataset->schema;
    KjBuf forms;
    kj_buf_init(&forms, 0);
    for (size_t k = 0; k < schema->kind_count; k++) {
        if (may_be_target(&schema->kinds[k]) &&
            kj_dataset_find(walk->dataset, walk->org, (int32_t)k, id) >= 0)
            kj_buf_printf(&forms, "%s%s:%s", forms.len ? ", " : "", schema->kinds[k].name.data,
                          id.data);
    }
    TELL(walk, "「%s」は複数の種別にある id です。次のどれかで書いてください: %s",
         "'%s' is the id of records of several kinds; write one of: %s", id.data, forms.data);
    kj_buf_clear(&forms);
}

/* ---- looking ---- */

static bool resolve_in(Walk *walk, int32_t kind, KjText id, int32_t *row)
{
    const KjKind *of = &walk->dataset->schema->kinds[kind];
    if (of->derived) {
        tell_computed(walk, kind);
        return false;
    }
    *row = kj_dataset_find(walk->dataset, walk->org, kind, id);
    if (*row < 0)
        tell_dangling(walk, kind, id);
    return *row >= 0;
}

/* "kind:id"; the plural key does as well. */
static bool resolve_qualified(Walk *walk, KjText text, size_t colon, KjRef *ref)
{
    const KjSchema *schema = walk->dataset->schema;
    KjText name = {text.data, (uint32_t)colon};
    KjText id = {text.data + colon + 1, text.len - (uint32_t)colon - 1};
    ref->kind = kj_schema_kind(schema, name);
    if (ref->kind < 0)
        ref->kind = kj_schema_kind_by_plural(schema, name);
    if (ref->kind < 0 || schema->kinds[ref->kind].parent >= 0) {
        tell_unknown_kind(walk, name);
        return false;
    }
    return resolve_in(walk, ref->kind, id, &ref->row);
}

static bool resolve_plain(Walk *walk, KjText id, KjRef *ref)
{
    const KjSchema *schema = walk->dataset->schema;
    size_t found = 0;
    for (size_t k = 0; k < schema->kind_count; k++) {
        if (!may_be_target(&schema->kinds[k]))
            continue;
        int32_t row = kj_dataset_find(walk->dataset, walk->org, (int32_t)k, id);
        if (row >= 0 && found++ == 0)
            *ref = (KjRef){(int32_t)k, row};
    }
    if (found == 0)
        tell_dangling(walk, KJ_ANY_KIND, id);
    else if (found > 1)
        tell_ambiguous(walk, id);
    return found == 1;
}

static bool resolve(Walk *walk, int32_t target, int64_t *whole)
{
    KjText text = kj_atom_text(walk->dataset->atoms, (KjAtom)*whole);
    KjRef ref = {-1, -1};
    const char *colon = memchr(text.data, ':', text.len);
    if (target >= 0) {
        int32_t row = -1;
        bool found = resolve_in(walk, target, text, &row);
        *whole = row;
        return found;
    }
    bool found = colon ? resolve_qualified(walk, text, (size_t)(colon - text.data), &ref)
                       : resolve_plain(walk, text, &ref);
    if (found)
        *whole = (int64_t)ref.kind << 32 | (uint32_t)ref.row;
    return found;
}

/* ---- the walk ---- */

static void resolve_cell(Walk *walk, KjDraftCell *cell, int32_t target)
{
    walk->spot = cell->spot;
    if (!resolve(walk, target, &cell->u.whole))
        cell->field = -1;
}

static void resolve_draft(Walk *walk, const KjKind *kind)
{
    KjDraftCell *cells = walk->builder->cells;
    walk->org = walk->builder->orgs[walk->draft->org].number;
    for (uint32_t at = walk->draft->cells.first; at; at = cells[at].next) {
        if (cells[at].field < 0)
            continue;
        const KjField *field = &kind->fields[cells[at].field];
        walk->number = cells[at].field;
        if (field->type != KJ_REF)
            continue;
        if (!field->list)
            resolve_cell(walk, &cells[at], field->target);
        for (uint32_t e = field->list ? cells[at].u.list.first : 0; e; e = cells[e].next)
            resolve_cell(walk, &cells[e], field->target);
    }
}

static bool refers(const KjKind *kind)
{
    for (size_t f = 0; f < kind->field_count; f++) {
        if (kind->fields[f].type == KJ_REF)
            return true;
    }
    return false;
}

void kj_seal_references(KjBuilder *builder)
{
    Walk walk = {.builder = builder, .dataset = builder->dataset, .budget = NEAR_BUDGET};
    for (size_t k = 0; k < builder->schema->kind_count; k++) {
        const KjTable *table = &builder->dataset->tables[k];
        uint32_t rows = refers(table->kind) ? table->rows : 0;
        for (uint32_t row = 0; row < rows; row++) {
            walk.draft = &builder->drafts[builder->rows[k][row]];
            resolve_draft(&walk, table->kind);
        }
    }
    kj_tell_removed(builder);
}
