/* Drafts: what readers put is appended to three growing arrays (organisations, drafts, cells) and
 * never moved or searched as a whole; a record's cells are a chain, so a record's keys can be
 * looked through quickly. Text becomes atoms of the dataset at once. Nothing is judged here but
 * what no schema allows: records of computed kinds and computed fields. */
#include "engine/model/dataset_parts.h"

#include <assert.h>

KjBuilder *kj_builder_new(const KjSchema *schema, KjDiags *diags)
{
    KjBuilder *builder = kj_alloc(sizeof *builder);
    KjDataset *dataset = kj_alloc(sizeof *dataset);
    dataset->arena = kj_arena_new();
    dataset->schema = schema;
    dataset->atoms = kj_atoms_new(schema->atoms);
    *builder = (KjBuilder){.schema = schema, .diags = diags, .dataset = dataset};
    KjDraftCell none = {0};
    KJ_PUSH(builder->cells, builder->cell_count, builder->cell_capacity, none);
    return builder;
}

void kj_builder_free(KjBuilder *builder)
{
    if (!builder)
        return;
    kj_dataset_free(builder->dataset);
    kj_free(builder->files);
    kj_free(builder->orgs);
    kj_free(builder->drafts);
    kj_free(builder->cells);
    kj_free(builder->found.slots);
    kj_free(builder->removed);
    kj_free(builder);
}

uint32_t kj_builder_file(KjBuilder *builder, const char *name)
{
    const char *copy = kj_arena_printf(builder->dataset->arena, "%s", name);
    KJ_PUSH(builder->files, builder->file_count, builder->file_capacity, copy);
    return (uint32_t)builder->file_count - 1;
}

uint32_t kj_builder_organization(KjBuilder *builder, KjText id, uint32_t file, KjSpot spot)
{
    KjBuilderOrg org = {.id = kj_atom(builder->dataset->atoms, id), .file = file, .spot = spot};
    KJ_PUSH(builder->orgs, builder->org_count, builder->org_capacity, org);
    return (uint32_t)builder->org_count - 1;
}

KjPlace kj_builder_place(const KjBuilder *builder, uint32_t file, KjSpot spot)
{
    if (spot.column == KJ_ELSEWHERE)
        return kj_place_elsewhere(builder->dataset, spot);
    if (file >= builder->file_count)
        return (KjPlace){0};
    return (KjPlace){builder->files[file], spot.line, spot.column};
}

KjText kj_builder_organization_id(const KjBuilder *builder, uint32_t org, KjPlace *place)
{
    const KjBuilderOrg *of = &builder->orgs[org];
    *place = kj_builder_place(builder, of->file, of->spot);
    return kj_atom_text(builder->dataset->atoms, of->id);
}

static KjSpot stand_of(const KjBuilder *builder, KjSpot spot)
{
    return builder->stand.column == KJ_ELSEWHERE ? builder->stand : spot;
}

static KjDraft add_draft(KjBuilder *builder, KjDraftRow draft)
{
    draft.spot = stand_of(builder, draft.spot);
    KJ_PUSH(builder->drafts, builder->draft_count, builder->draft_capacity, draft);
    return (KjDraft)builder->draft_count - 1;
}

KjDraft kj_builder_record(KjBuilder *builder, uint32_t org, int32_t kind, KjText id, uint32_t file,
                          KjSpot spot)
{
    const KjKind *of = &builder->schema->kinds[kind];
    assert(org < builder->org_count && of->parent < 0);
    if (of->derived) {
        kj_diag(builder->diags, KJ_ERROR, kj_builder_place(builder, file, spot), NULL,
                "%.*s の記録は算出されるもので、データには書けません。取り除いてください",
                "records of kind %.*s are computed and cannot be given; remove it",
                (int)of->name.len, of->name.data);
        return -1;
    }
    KjAtom own = of->singleton ? builder->orgs[org].id : kj_atom(builder->dataset->atoms, id);
    return add_draft(builder, (KjDraftRow){.kind = kind,
                                           .row = -1,
                                           .org = org,
                                           .file = file,
                                           .spot = spot,
                                           .id = own,
                                           .parent = -1});
}

/* ---- cells ---- */

static uint32_t add_cell(KjBuilder *builder, KjChain *chain, KjDraftCell cell)
{
    uint32_t number = (uint32_t)builder->cell_count;
    uint32_t last = chain->last;
    cell.spot = stand_of(builder, cell.spot);
    if (last)
        builder->cells[last].next = number;
    else
        chain->first = number;
    chain->last = number;
    KJ_PUSH(builder->cells, builder->cell_count, builder->cell_capacity, cell);
    return number;
}

/* The last one of a record is tried first: lists are filled right after they were begun. */
uint32_t kj_draft_cell(const KjBuilder *builder, const KjDraftRow *draft, int32_t field)
{
    if (draft->cells.last && builder->cells[draft->cells.last].field == field)
        return draft->cells.last;
    uint32_t at = draft->cells.first;
    while (at && builder->cells[at].field != field)
        at = builder->cells[at].next;
    return at;
}

static uint32_t find_or_add(KjBuilder *builder, KjDraft draft, int32_t field, KjSpot spot)
{
    KjDraftRow *row = &builder->drafts[draft];
    uint32_t at = kj_draft_cell(builder, row, field);
    if (!at)
        return add_cell(builder, &row->cells, (KjDraftCell){.field = field, .spot = spot});
    builder->cells[at].spot = stand_of(builder, builder->cells[at].spot);
    return at;
}

static const KjField *field_of(const KjBuilder *builder, KjDraft draft, int32_t field)
{
    const KjKind *kind = &builder->schema->kinds[builder->drafts[draft].kind];
    assert(field >= 0 && (size_t)field < kind->field_count);
    return &kind->fields[field];
}

/* False if nothing is to be put: the record was refused, or (told) the field is computed. */
static bool accepts(KjBuilder *builder, KjDraft draft, int32_t field, KjSpot spot)
{
    if (draft < 0)
        return false;
    const KjField *of = field_of(builder, draft, field);
    if (of->derived)
        kj_diag(builder->diags, KJ_ERROR,
                kj_builder_place(builder, builder->drafts[draft].file, spot), NULL,
                "項目 %.*s は算出されるもので、データには書けません。取り除いてください",
                "field '%.*s' is computed and cannot be given; remove it", (int)of->name.len,
                of->name.data);
    return !of->derived;
}

/* A list of groups has no elements in its cell: there the chain tells the first row and how many. A
 * list that another file than its record's began has no spot. */
KjDraft kj_builder_child(KjBuilder *builder, KjDraft parent, int32_t field, uint32_t file,
                         KjSpot spot)
{
    if (!accepts(builder, parent, field, spot))
        return -1;
    int32_t kind = field_of(builder, parent, field)->child;
    assert(kind >= 0);
    bool same = builder->drafts[parent].file == file;
    uint32_t list = find_or_add(builder, parent, field, same ? spot : (KjSpot){0, 0});
    KjDraft child = add_draft(builder, (KjDraftRow){.kind = kind,
                                                    .row = -1,
                                                    .org = builder->drafts[parent].org,
                                                    .file = file,
                                                    .spot = spot,
                                                    .id = KJ_NO_ATOM,
                                                    .parent = parent});
    KjChain *rows = &builder->cells[list].u.list;
    if (rows->last++ == 0)
        rows->first = (uint32_t)child;
    return child;
}

static bool cell_from(KjBuilder *builder, const KjField *field, const KjValue *value, KjSpot spot,
                      KjDraftCell *cell)
{
    KjRaw raw;
    KjRawResult result = kj_raw_from_value(builder->dataset, field, value, &raw);
    assert(result != KJ_RAW_WRONG);
    *cell = (KjDraftCell){.spot = spot};
    if (kj_cell_of(field, 0, 0) == KJ_CELL_F64)
        cell->u.real = raw.real;
    else
        cell->u.whole = raw.whole;
    return result == KJ_RAW_OK;
}

void kj_builder_set(KjBuilder *builder, KjDraft draft, int32_t field, const KjValue *value,
                    KjSpot spot)
{
    if (!accepts(builder, draft, field, spot))
        return;
    const KjField *of = field_of(builder, draft, field);
    assert(!of->list && of->type != KJ_GROUP);
    KjDraftCell cell;
    if (!cell_from(builder, of, value, spot, &cell))
        return;
    cell.field = field;
    add_cell(builder, &builder->drafts[draft].cells, cell);
}

void kj_builder_refused(KjBuilder *builder, KjDraft draft, int32_t field, KjSpot spot)
{
    if (accepts(builder, draft, field, spot))
        add_cell(builder, &builder->drafts[draft].cells,
                 (KjDraftCell){.field = KJ_REFUSED(field), .spot = spot});
}

void kj_builder_group(KjBuilder *builder, KjDraft draft, int32_t field, KjSpot spot)
{
    if (accepts(builder, draft, field, spot))
        find_or_add(builder, draft, field, spot);
}

void kj_builder_list(KjBuilder *builder, KjDraft draft, int32_t field, KjSpot spot)
{
    if (accepts(builder, draft, field, spot))
        find_or_add(builder, draft, field, spot);
}

void kj_builder_add(KjBuilder *builder, KjDraft draft, int32_t field, const KjValue *value,
                    KjSpot spot)
{
    if (!accepts(builder, draft, field, spot))
        return;
    const KjField *of = field_of(builder, draft, field);
    assert(of->list);
    uint32_t list = find_or_add(builder, draft, field, spot);
    KjDraftCell cell;
    if (!cell_from(builder, of, value, spot, &cell))
        return;
    KjChain elements = builder->cells[list].u.list; /* the array may move while adding */
    add_cell(builder, &elements, cell);
    builder->cells[list].u.list = elements;
}

KjListSoFar kj_builder_list_so_far(const KjBuilder *builder, KjDraft draft, int32_t field)
{
    KjListSoFar list = {0};
    uint32_t at = draft >= 0 ? kj_draft_cell(builder, &builder->drafts[draft], field) : 0;
    if (!at)
        return list;
    const KjDraftCell *cell = &builder->cells[at];
    KjChain rows = cell->u.list;
    bool elsewhere = cell->spot.line == 0 && rows.last > 0;
    const KjDraftRow *by = &builder->drafts[elsewhere ? rows.first : (uint32_t)draft];
    list.begun = true;
    list.file = by->file;
    list.rows = rows.last;
    list.place = kj_builder_place(builder, by->file, elsewhere ? by->spot : cell->spot);
    return list;
}

bool kj_builder_has(const KjBuilder *builder, KjDraft draft, int32_t field)
{
    return draft >= 0 && kj_draft_cell(builder, &builder->drafts[draft], field) != 0;
}
