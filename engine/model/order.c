/* Records in their one order: by organisation, then id by bytes, then (for records that share an
 * id) by where they stand. Entries carry the first eight bytes of the id as a number, so most
 * comparisons look at nothing else. A merge sort: stable, and one look if all is in order already,
 * as it is when data come from a store. */
#include "engine/model/dataset_parts.h"

#include <string.h>

KjEntry kj_entry(const KjAtoms *atoms, uint32_t org, KjAtom id, uint32_t index)
{
    KjText text = kj_atom_text(atoms, id);
    uint64_t prefix = 0;
    for (uint32_t i = 0; i < 8; i++)
        prefix = prefix << 8 | (i < text.len ? (unsigned char)text.data[i] : 0);
    return (KjEntry){.org = org, .index = index, .prefix = prefix, .id = id, .file = KJ_NO_FILE};
}

static int compare_u32(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int compare_places(const char *const *files, const KjEntry *a, const KjEntry *b)
{
    int order = 0;
    if (a->file != b->file && a->file != KJ_NO_FILE && b->file != KJ_NO_FILE)
        order = strcmp(files[a->file], files[b->file]);
    if (order == 0)
        order = compare_u32(a->spot.line, b->spot.line);
    if (order == 0)
        order = compare_u32(a->spot.column, b->spot.column);
    return order ? order : compare_u32(a->index, b->index);
}

static int compare(const KjAtoms *atoms, const char *const *files, const KjEntry *a,
                   const KjEntry *b)
{
    if (a->org != b->org)
        return a->org < b->org ? -1 : 1;
    if (a->prefix != b->prefix)
        return a->prefix < b->prefix ? -1 : 1;
    int order = a->id == b->id
                    ? 0
                    : kj_text_compare(kj_atom_text(atoms, a->id), kj_atom_text(atoms, b->id));
    return order ? order : compare_places(files, a, b);
}

static bool in_order(const KjAtoms *atoms, const char *const *files, const KjEntry *entries,
                     size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (compare(atoms, files, &entries[i - 1], &entries[i]) > 0)
            return false;
    }
    return true;
}

void kj_entries_sort(const KjAtoms *atoms, const char *const *files, KjEntry *entries, size_t count)
{
    if (in_order(atoms, files, entries, count))
        return;
    KjEntry *other = kj_alloc_array(count, sizeof *other);
    KjEntry *from = entries, *to = other;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t start = 0; start < count; start += 2 * width) {
            size_t middle = start + width < count ? start + width : count;
            size_t end = middle + width < count ? middle + width : count;
            size_t a = start, b = middle;
            for (size_t out = start; out < end; out++) {
                bool left =
                    b >= end || (a < middle && compare(atoms, files, &from[a], &from[b]) <= 0);
                to[out] = left ? from[a++] : from[b++];
            }
        }
        KjEntry *swap = from;
        from = to;
        to = swap;
    }
    if (from != entries)
        memcpy(entries, from, count * sizeof *entries);
    kj_free(other);
}
