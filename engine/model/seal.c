/* Sealing: drafts become rows. Organisations are numbered by id; the records of each kind are
 * sorted by organisation and id, of those that share an id the first by place is kept; rows of
 * child tables follow their parents' rows. Then required fields, references, columns, indexes.
 * All problems go to the diagnostics; a dataset comes out in any case.
 *
 * Where an organisation stands twice, its records are put together and records that clash between
 * the two halves are dropped without a word of their own: the one error explains them. */
#include "engine/base/place.h"
#include "engine/model/dataset_parts.h"

#include <assert.h>
#include <string.h>

/* ---- telling ---- */

static uint32_t number_among_siblings(const KjTable *table, uint32_t row)
{
    uint32_t low = 0, high = row; /* the first row with the same parent */
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (table->parent[middle] < table->parent[row])
            low = middle + 1;
        else
            high = middle;
    }
    return row - low + 1;
}

static void write_record(const KjBuilder *builder, const KjDraftRow *draft, KjBuf *out)
{
    const KjKind *kind = &builder->schema->kinds[draft->kind];
    if (draft->parent < 0) {
        kj_buf_printf(out, "%s '%s'", kind->name.data,
                      kj_atom_text(builder->dataset->atoms, draft->id).data);
        return;
    }
    const KjKind *above = &builder->schema->kinds[kind->parent];
    const KjTable *table = &builder->dataset->tables[draft->kind];
    write_record(builder, &builder->drafts[draft->parent], out);
    kj_buf_printf(out, ": %s[%u]", above->fields[kind->parent_field].name.data,
                  number_among_siblings(table, (uint32_t)draft->row));
}

/* Once diagnostics are only counted, nothing is worded any more: bad data stay cheap. */
const char *kj_draft_subject(const KjBuilder *builder, const KjDraftRow *draft, int32_t field)
{
    if (builder->diags->dropped)
        return NULL;
    KjBuf out;
    kj_buf_init(&out, 0);
    write_record(builder, draft, &out);
    if (field >= 0)
        kj_buf_printf(&out, ": field '%s'",
                      builder->schema->kinds[draft->kind].fields[field].name.data);
    const char *subject = kj_arena_strndup(builder->diags->arena, out.data, out.len);
    kj_buf_clear(&out);
    return subject;
}

void kj_tell_duplicate(KjDiags *diags, const char *subject, KjPlace later, KjPlace first)
{
    KjBuf place;
    kj_buf_init(&place, 0);
    kj_buf_puts(&place, first.file ? "" : "?");
    if (first.file)
        kj_place_write(&place, first, true);
    kj_diag(diags, KJ_ERROR, later, subject,
            "同じ id がすでに %s にあります。どちらかの id を変えるか、一方を消してください",
            "the same id stands at %s already; change one of them or remove one", place.data);
    kj_buf_clear(&place);
}

/* ---- organisations ---- */

static KjEntry *sorted_orgs(const KjBuilder *builder)
{
    KjEntry *entries = kj_alloc_array(builder->org_count, sizeof *entries);
    for (size_t i = 0; i < builder->org_count; i++) {
        const KjBuilderOrg *org = &builder->orgs[i];
        entries[i] = kj_entry(builder->dataset->atoms, 0, org->id, (uint32_t)i);
        entries[i].file = org->file;
        entries[i].spot = org->spot;
    }
    kj_entries_sort(builder->dataset->atoms, builder->files, entries, builder->org_count);
    return entries;
}

static void tell_twice(KjBuilder *builder, const KjEntry *first, const KjEntry *again)
{
    int32_t kind = builder->schema->organization;
    const char *name = kind >= 0 ? builder->schema->kinds[kind].name.data : "organization";
    const char *subject = kj_arena_printf(builder->diags->arena, "%s '%s'", name,
                                          kj_atom_text(builder->dataset->atoms, again->id).data);
    kj_tell_duplicate(builder->diags, subject, kj_builder_place(builder, again->file, again->spot),
                      kj_builder_place(builder, first->file, first->spot));
}

static void number_orgs(KjBuilder *builder)
{
    KjDataset *dataset = builder->dataset;
    KjEntry *entries = sorted_orgs(builder);
    const KjEntry *first = NULL;
    dataset->org_id = kj_arena_array(dataset->arena, builder->org_count, sizeof *dataset->org_id);
    for (size_t i = 0; i < builder->org_count; i++) {
        KjBuilderOrg *org = &builder->orgs[entries[i].index];
        org->extra = first && first->id == org->id;
        if (org->extra) {
            tell_twice(builder, first, &entries[i]);
        } else {
            first = &entries[i];
            dataset->org_id[dataset->org_count++] = org->id;
        }
        org->number = dataset->org_count - 1;
    }
    kj_free(entries);
}

/* Every organisation has its own record, if only to say what is missing in it. */
static void add_own_records(KjBuilder *builder)
{
    int32_t kind = builder->schema->organization;
    if (kind < 0)
        return;
    bool *has = kj_alloc_array(builder->dataset->org_count, sizeof *has);
    for (size_t i = 0; i < builder->draft_count; i++) {
        if (builder->drafts[i].kind == kind)
            has[builder->orgs[builder->drafts[i].org].number] = true;
    }
    for (size_t i = 0; i < builder->org_count; i++) {
        KjBuilderOrg *org = &builder->orgs[i];
        if (!has[org->number] && !org->extra)
            kj_builder_record(builder, (uint32_t)i, kind, KJ_TEXT(""), org->file, org->spot);
    }
    kj_free(has);
}

/* ---- rows ---- */

static void make_table(KjBuilder *builder, int32_t kind, uint32_t rows)
{
    KjArena *arena = builder->dataset->arena;
    KjTable *table = &builder->dataset->tables[kind];
    table->rows = rows;
    table->id = kj_arena_array(arena, rows, sizeof *table->id);
    table->org = kj_arena_array(arena, rows, sizeof *table->org);
    table->file = kj_arena_array(arena, rows, sizeof *table->file);
    table->spot = kj_arena_array(arena, rows, sizeof *table->spot);
    if (table->kind->parent >= 0)
        table->parent = kj_arena_array(arena, rows, sizeof *table->parent);
    for (uint32_t row = 0; row < rows; row++) {
        KjDraftRow *draft = &builder->drafts[builder->rows[kind][row]];
        draft->row = (int32_t)row;
        table->id[row] = draft->id;
        table->org[row] = builder->orgs[draft->org].number;
        table->file[row] = draft->file;
        table->spot[row] = draft->spot;
        if (table->parent)
            table->parent[row] = (uint32_t)builder->drafts[draft->parent].row;
    }
    table->org_start = kj_org_starts(builder->dataset, table->org, rows);
}

static KjEntry *sorted_drafts(const KjBuilder *builder, const uint32_t *drafts, uint32_t count)
{
    KjEntry *entries = kj_alloc_array(count, sizeof *entries);
    for (uint32_t i = 0; i < count; i++) {
        const KjDraftRow *draft = &builder->drafts[drafts[i]];
        entries[i] = kj_entry(builder->dataset->atoms, builder->orgs[draft->org].number, draft->id,
                              drafts[i]);
        entries[i].file = draft->file;
        entries[i].spot = draft->spot;
    }
    kj_entries_sort(builder->dataset->atoms, builder->files, entries, count);
    return entries;
}

static void tell_clash(KjBuilder *builder, const KjEntry *first, const KjEntry *again)
{
    const KjDraftRow *draft = &builder->drafts[again->index];
    if (builder->drafts[first->index].org != draft->org)
        return; /* halves of an organisation that stands twice */
    kj_tell_duplicate(builder->diags, kj_draft_subject(builder, draft, -1),
                      kj_builder_place(builder, again->file, again->spot),
                      kj_builder_place(builder, first->file, first->spot));
}

/* On entry rows[kind] holds all drafts of the kind; on return those kept, in order. */
static void place_records(KjBuilder *builder, int32_t kind, uint32_t count)
{
    uint32_t *rows = builder->rows[kind];
    KjEntry *entries = sorted_drafts(builder, rows, count);
    const KjEntry *first = NULL;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (first && first->org == entries[i].org && first->id == entries[i].id) {
            tell_clash(builder, first, &entries[i]);
        } else {
            first = &entries[i];
            rows[kept++] = first->index;
        }
    }
    kj_free(entries);
    make_table(builder, kind, kept);
}

/* A counting sort by the parent's row; children of records that were kept out are kept out. */
static void place_children(KjBuilder *builder, int32_t kind, uint32_t count)
{
    uint32_t *rows = builder->rows[kind];
    uint32_t parents = builder->dataset->tables[builder->schema->kinds[kind].parent].rows;
    uint32_t *start = kj_alloc_array((size_t)parents + 1, sizeof *start);
    uint32_t *drafts = kj_alloc_array(count, sizeof *drafts);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        int32_t parent = builder->drafts[builder->drafts[rows[i]].parent].row;
        if (parent >= 0) {
            drafts[kept++] = rows[i];
            start[parent + 1]++;
        }
    }
    for (uint32_t i = 0; i < parents; i++)
        start[i + 1] += start[i];
    for (uint32_t i = 0; i < kept; i++)
        rows[start[builder->drafts[builder->drafts[drafts[i]].parent].row]++] = drafts[i];
    kj_free(drafts);
    kj_free(start);
    make_table(builder, kind, kept);
}

static void place_kind(KjBuilder *builder, const uint32_t *counts, bool *placed, int32_t kind)
{
    int32_t parent = builder->schema->kinds[kind].parent;
    if (placed[kind])
        return;
    placed[kind] = true;
    if (parent < 0) {
        place_records(builder, kind, counts[kind]);
    } else {
        place_kind(builder, counts, placed, parent);
        place_children(builder, kind, counts[kind]);
    }
}

static void place_all(KjBuilder *builder)
{
    KjDataset *dataset = builder->dataset;
    size_t kinds = builder->schema->kind_count;
    uint32_t *counts = kj_alloc_array(kinds, sizeof *counts);
    bool *placed = kj_alloc_array(kinds, sizeof *placed);
    for (size_t i = 0; i < builder->draft_count; i++)
        if (builder->drafts[i].kind >= 0)
            counts[builder->drafts[i].kind]++;
    builder->rows = kj_alloc_array(kinds, sizeof *builder->rows);
    dataset->tables = kj_arena_array(dataset->arena, kinds, sizeof *dataset->tables);
    for (size_t k = 0; k < kinds; k++) {
        builder->rows[k] = kj_alloc_array(counts[k], sizeof *builder->rows[k]);
        dataset->tables[k].kind = &builder->schema->kinds[k];
        counts[k] = 0;
    }
    for (size_t i = 0; i < builder->draft_count; i++) {
        int32_t kind = builder->drafts[i].kind;
        if (kind >= 0)
            builder->rows[kind][counts[kind]++] = (uint32_t)i;
    }
    for (size_t k = 0; k < kinds; k++)
        place_kind(builder, counts, placed, (int32_t)k);
    kj_free(counts);
    kj_free(placed);
}

/* ---- the whole ---- */

static void keep_files(KjBuilder *builder)
{
    KjDataset *dataset = builder->dataset;
    dataset->file_count = builder->file_count;
    dataset->files = kj_arena_array(dataset->arena, builder->file_count, sizeof *dataset->files);
    if (builder->file_count)
        memcpy(dataset->files, builder->files, builder->file_count * sizeof *dataset->files);
}

static void build_indexes(KjDataset *dataset)
{
    size_t count = dataset->schema->inverse_count;
    dataset->indexes = kj_arena_array(dataset->arena, count, sizeof *dataset->indexes);
    for (size_t i = 0; i < count; i++)
        kj_index_build(dataset, (int32_t)i);
}

static void drop_rows(KjBuilder *builder)
{
    for (size_t k = 0; k < builder->schema->kind_count; k++)
        kj_free(builder->rows[k]);
    kj_free(builder->rows);
    builder->rows = NULL;
}

KjDataset *kj_builder_seal(KjBuilder *builder)
{
    KjDataset *dataset = builder->dataset;
    assert(dataset);
    keep_files(builder);
    number_orgs(builder);
    add_own_records(builder);
    place_all(builder);
    kj_seal_required(builder);
    kj_seal_references(builder);
    kj_seal_columns(builder);
    build_indexes(dataset);
    drop_rows(builder);
    builder->dataset = NULL;
    return dataset;
}
