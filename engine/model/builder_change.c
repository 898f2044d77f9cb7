/* Changes to drafts, laid over what readers have put.
 *
 * A record's file is one number for all its cells. What a change puts stands elsewhere: its spot is the
 * number of a place that the dataset keeps. What is taken away is unlinked from its chain; a draft that
 * is taken away stays where it is, of no kind, and its rows go with it, because rows of records that were
 * kept out are kept out. */
#include "engine/base/place.h"
#include "engine/model/dataset_parts.h"

#include <string.h>

KjPlace kj_place_elsewhere(const KjDataset *dataset, KjSpot spot)
{
    return spot.line && spot.line <= dataset->elsewhere_count ? dataset->elsewhere[spot.line - 1]
                                                              : (KjPlace){0};
}

void kj_builder_stand(KjBuilder *builder, const KjPlace *place)
{
    KjDataset *dataset = builder->dataset;
    builder->stand = (KjSpot){0, 0};
    if (!place)
        return;
    KjPlace copy = *place;
    copy.file = kj_arena_printf(dataset->arena, "%s", place->file ? place->file : "");
    KJ_PUSH(dataset->elsewhere, dataset->elsewhere_count, dataset->elsewhere_capacity, copy);
    builder->stand = (KjSpot){(uint32_t)dataset->elsewhere_count, KJ_ELSEWHERE};
}

/* ---- taking away ---- */

static void unlink_cell(KjBuilder *builder, KjChain *chain, uint32_t before, uint32_t at)
{
    uint32_t next = builder->cells[at].next;
    if (before)
        builder->cells[before].next = next;
    else
        chain->first = next;
    if (chain->last == at)
        chain->last = before;
    builder->cells[at].next = 0;
}

/* The field itself, or a member of it at any depth. */
static bool is_within(const KjKind *kind, int32_t field, int32_t outer)
{
    while (field >= 0 && field != outer)
        field = kind->fields[field].group;
    return field >= 0;
}

static void remove_rows(KjBuilder *builder, KjDraft parent, int32_t outer)
{
    const KjKind *kind = &builder->schema->kinds[builder->drafts[parent].kind];
    for (size_t f = 0; f < kind->field_count; f++) {
        int32_t child = kind->fields[f].child;
        if (child < 0 || !is_within(kind, (int32_t)f, outer))
            continue;
        for (size_t i = 0; i < builder->draft_count; i++)
            if (builder->drafts[i].parent == parent && builder->drafts[i].kind == child)
                kj_builder_remove(builder, (KjDraft)i);
    }
}

void kj_builder_unset(KjBuilder *builder, KjDraft draft, int32_t field)
{
    KjDraftRow *row = &builder->drafts[draft];
    const KjKind *kind = &builder->schema->kinds[row->kind];
    uint32_t before = 0, next;
    for (uint32_t at = row->cells.first; at; at = next) {
        int32_t number = builder->cells[at].field;
        next = builder->cells[at].next;
        if (number < -1)
            number = KJ_REFUSED(number);
        if (is_within(kind, number, field))
            unlink_cell(builder, &row->cells, before, at);
        else
            before = at;
    }
    remove_rows(builder, draft, field);
}

static bool same_cell(const KjField *field, const KjDraftCell *cell, KjRaw raw)
{
    return kj_cell_of(field, 0, 0) == KJ_CELL_F64 ? cell->u.real == raw.real
                                                  : cell->u.whole == raw.whole;
}

bool kj_builder_take_out(KjBuilder *builder, KjDraft draft, int32_t field, const KjValue *value)
{
    const KjField *of = &builder->schema->kinds[builder->drafts[draft].kind].fields[field];
    uint32_t list = kj_draft_cell(builder, &builder->drafts[draft], field);
    uint32_t before = 0, next;
    bool found = false;
    KjRaw raw;
    if (!list || kj_raw_from_value(builder->dataset, of, value, &raw) != KJ_RAW_OK)
        return false;
    KjChain elements = builder->cells[list].u.list;
    for (uint32_t at = elements.first; at; at = next) {
        next = builder->cells[at].next;
        if (same_cell(of, &builder->cells[at], raw)) {
            unlink_cell(builder, &elements, before, at);
            found = true;
        } else {
            before = at;
        }
    }
    builder->cells[list].u.list = elements;
    if (found && builder->stand.column == KJ_ELSEWHERE)
        builder->cells[list].spot = builder->stand;
    return found;
}

void kj_builder_remove(KjBuilder *builder, KjDraft draft)
{
    KjDraftRow *row = &builder->drafts[draft];
    KjRemoved removed = {.kind = row->kind, .org = row->org, .id = row->id, .spot = builder->stand};
    if (row->parent < 0)
        KJ_PUSH(builder->removed, builder->removed_count, builder->removed_capacity, removed);
    row->kind = -1;
}

/* ---- references to what was taken away ---- */

static bool is_meant(const KjBuilder *builder, const KjRemoved *removed, int32_t kind, KjText id)
{
    KjText name = builder->schema->kinds[removed->kind].name;
    KjText own = kj_atom_text(builder->dataset->atoms, removed->id);
    bool qualified = kind < 0 && id.len == name.len + 1 + own.len && id.data[name.len] == ':' &&
                     memcmp(id.data, name.data, name.len) == 0;
    if (qualified)
        id = (KjText){id.data + name.len + 1, own.len};
    return (kind < 0 || kind == removed->kind) && kj_text_compare(id, own) == 0;
}

bool kj_lost_to_change(KjBuilder *builder, uint32_t org, int32_t kind, KjText id, KjPlace place)
{
    for (size_t i = 0; i < builder->removed_count; i++) {
        KjRemoved *removed = &builder->removed[i];
        if (builder->orgs[removed->org].number != org || !is_meant(builder, removed, kind, id))
            continue;
        if (removed->references++ == 0)
            removed->place = place;
        return true;
    }
    return false;
}

void kj_tell_removed(KjBuilder *builder)
{
    for (size_t i = 0; i < builder->removed_count; i++) {
        const KjRemoved *removed = &builder->removed[i];
        if (removed->references == 0)
            continue;
        KjBuf place;
        kj_buf_init(&place, 0);
        kj_place_write(&place, removed->place, true);
        kj_diag(
            builder->diags, KJ_ERROR, kj_builder_place(builder, KJ_NO_FILE, removed->spot),
            kj_arena_printf(builder->diags->arena, "%s '%s'",
                            builder->schema->kinds[removed->kind].name.data,
                            kj_atom_text(builder->dataset->atoms, removed->id).data),
            "この記録を除くと、これを参照する %zu か所の行き先がなくなります（最初は %s）。参照も"
            "変えてください",
            "references that lead nowhere without this record: %zu (the first at %s); change "
            "them as well",
            removed->references, place.data);
        kj_buf_clear(&place);
    }
}

/* ---- looking ---- */

KjDraft kj_builder_row(const KjBuilder *builder, KjDraft parent, int32_t field, uint32_t number)
{
    int32_t child = builder->schema->kinds[builder->drafts[parent].kind].fields[field].child;
    for (size_t i = 0; i < builder->draft_count; i++)
        if (builder->drafts[i].parent == parent && builder->drafts[i].kind == child &&
            number-- == 0)
            return (KjDraft)i;
    return -1;
}

KjText kj_builder_text(const KjBuilder *builder, KjDraft draft, int32_t field)
{
    uint32_t at = kj_draft_cell(builder, &builder->drafts[draft], field);
    return at ? kj_atom_text(builder->dataset->atoms, (KjAtom)builder->cells[at].u.whole)
              : KJ_TEXT("");
}

size_t kj_builder_organizations(const KjBuilder *builder)
{
    return builder->org_count;
}
