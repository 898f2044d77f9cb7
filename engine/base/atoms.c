/* Atoms. Texts are packed one behind the other into slabs of an arena; an open hash table (linear
 * probing, at most half full) holds the upper half of each hash beside the number, so that a
 * probe seldom touches the text. A table with a parent asks the parent first, with the same hash.
 * The seed is the address of the root table: it makes collisions hard to prepare and never shows,
 * because numbers are given in order of first appearance. */
#include "engine/base/text.h"

#include <assert.h>
#include <string.h>

__extension__ typedef unsigned __int128 Wide;

typedef struct Slot {
    uint32_t tag;
    uint32_t place; /* index into texts, plus 1; 0: free */
} Slot;

struct KjAtoms {
    const KjAtoms *parent;
    uint64_t seed;
    uint32_t first; /* number of the first atom that is this table's own */
    KjText *texts;
    uint32_t count, capacity;
    Slot *slots;
    uint32_t mask;
    KjArena *arena;
    char *room; /* unused rest of the newest slab */
    size_t room_left, slab_size;
};

static uint64_t mixed(uint64_t a, uint64_t b)
{
    Wide product = (Wide)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t eight_bytes(const char *p)
{
    uint64_t word;

    memcpy(&word, p, sizeof word);
    return word;
}

static uint64_t four_bytes(const char *p)
{
    uint32_t word;

    memcpy(&word, p, sizeof word);
    return word;
}

/* Multiply and fold, sixteen bytes a step, after the manner of wyhash. */
uint64_t kj_text_hash(KjText text, uint64_t seed)
{
    const uint64_t one = 0x9E3779B97F4A7C15u, two = 0xD1B54A32D192ED03u;
    uint64_t hash = seed ^ mixed(text.len ^ one, two), a = 0, b = 0;
    const char *p = text.data;
    uint32_t left = text.len;

    for (; left > 16; p += 16, left -= 16)
        hash = mixed(eight_bytes(p) ^ one, eight_bytes(p + 8) ^ hash);
    if (left >= 8) {
        a = eight_bytes(p);
        b = eight_bytes(p + left - 8);
    } else if (left >= 4) {
        a = four_bytes(p);
        b = four_bytes(p + left - 4);
    } else if (left > 0) {
        a = (uint64_t)(unsigned char)p[0] << 16 | (uint64_t)(unsigned char)p[left / 2] << 8 |
            (unsigned char)p[left - 1];
    }
    return mixed(mixed(a ^ one, b ^ hash), two);
}

KjAtoms *kj_atoms_new(const KjAtoms *parent)
{
    KjAtoms *atoms = kj_alloc(sizeof *atoms);

    atoms->parent = parent;
    atoms->seed = parent ? parent->seed : (uint64_t)(uintptr_t)atoms;
    atoms->first = parent ? kj_atom_count(parent) : 0;
    atoms->arena = kj_arena_new();
    atoms->slab_size = 512;
    if (!parent)
        kj_atom(atoms, KJ_TEXT(""));
    return atoms;
}

void kj_atoms_free(KjAtoms *atoms)
{
    if (!atoms)
        return;
    kj_arena_free(atoms->arena);
    kj_free(atoms->texts);
    kj_free(atoms->slots);
    kj_free(atoms);
}

static KjAtom find(const KjAtoms *atoms, KjText text, uint64_t hash)
{
    for (; atoms; atoms = atoms->parent) {
        if (!atoms->slots)
            continue;
        for (uint32_t i = (uint32_t)hash & atoms->mask; atoms->slots[i].place;
             i = (i + 1) & atoms->mask) {
            const KjText *known = &atoms->texts[atoms->slots[i].place - 1];

            if (atoms->slots[i].tag == (uint32_t)(hash >> 32) && known->len == text.len &&
                (text.len == 0 || memcmp(known->data, text.data, text.len) == 0))
                return atoms->first + atoms->slots[i].place - 1;
        }
    }
    return KJ_NO_ATOM;
}

static void enter(KjAtoms *atoms, uint64_t hash, uint32_t place)
{
    uint32_t i = (uint32_t)hash & atoms->mask;

    while (atoms->slots[i].place)
        i = (i + 1) & atoms->mask;
    atoms->slots[i] = (Slot){(uint32_t)(hash >> 32), place};
}

static void grow(KjAtoms *atoms)
{
    uint32_t slots = atoms->slots ? (atoms->mask + 1) * 2 : 32;

    kj_free(atoms->slots);
    atoms->slots = NULL;
    atoms->slots = kj_alloc_array(slots, sizeof *atoms->slots);
    atoms->mask = slots - 1;
    for (uint32_t i = 0; i < atoms->count; i++)
        enter(atoms, kj_text_hash(atoms->texts[i], atoms->seed), i + 1);
}

static KjText packed_copy(KjAtoms *atoms, KjText text)
{
    size_t size = (size_t)text.len + 1;
    char *copy;

    if (size > atoms->room_left) {
        atoms->room_left = size > atoms->slab_size ? size : atoms->slab_size;
        atoms->room = kj_arena_scratch(atoms->arena, atoms->room_left);
        if (atoms->slab_size < 65536)
            atoms->slab_size *= 2;
    }
    copy = atoms->room;
    if (text.len)
        memcpy(copy, text.data, text.len);
    copy[text.len] = '\0';
    atoms->room += size;
    atoms->room_left -= size;
    return (KjText){copy, text.len};
}

KjAtom kj_atom(KjAtoms *atoms, KjText text)
{
    uint64_t hash = kj_text_hash(text, atoms->seed);
    KjAtom known = find(atoms, text, hash);

    if (known != KJ_NO_ATOM)
        return known;
    assert(kj_atom_count(atoms) < UINT32_MAX / 4);
    if (!atoms->slots || (atoms->count + 1) * 2 > atoms->mask)
        grow(atoms);
    KJ_PUSH(atoms->texts, atoms->count, atoms->capacity, packed_copy(atoms, text));
    enter(atoms, hash, atoms->count);
    return atoms->first + atoms->count - 1;
}

KjAtom kj_atom_find(const KjAtoms *atoms, KjText text)
{
    return find(atoms, text, kj_text_hash(text, atoms->seed));
}

KjText kj_atom_text(const KjAtoms *atoms, KjAtom atom)
{
    while (atom < atoms->first)
        atoms = atoms->parent;
    assert(atom - atoms->first < atoms->count);
    return atoms->texts[atom - atoms->first];
}

uint32_t kj_atom_count(const KjAtoms *atoms)
{
    return atoms->first + atoms->count;
}
