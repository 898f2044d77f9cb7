/* Which rules stand under a name in an answer or waiver, found by what it could be called by: every rule
 * stands under its own name and clause and under those of all that it is an item of. Made when it is
 * first asked for, since many runs have no answers. */
#include "engine/rules/registry_parts.h"

#include <string.h>

struct KjRuleNames {
    KjAtoms *atoms;
    size_t *first; /* by atom: where its rules begin in `rules`; one more at the end */
    int32_t *rules;
};

typedef struct Entry {
    KjAtom name;
    int32_t rule;
} Entry;

typedef struct Entries {
    KjAtoms *atoms;
    Entry *items;
    size_t count, capacity;
} Entries;

/* `own` and what it begins with up to a "#", or up to a "." behind one: "2.1#a.2" is of "2.1#a" and of
 * "2.1". A name with a slash is one with its pack, whatever the clause looks like. */
static void enter(Entries *entries, KjText own, bool with_pack, int32_t rule)
{
    bool item = false;

    for (uint32_t len = 1; len <= own.len; len++) {
        bool ends = len == own.len || own.data[len] == '#' || (item && own.data[len] == '.');

        item |= len < own.len && own.data[len] == '#';
        if (!ends || (memchr(own.data, '/', len) != NULL) != with_pack)
            continue;
        Entry entry = {kj_atom(entries->atoms, (KjText){own.data, len}), rule};
        KJ_PUSH(entries->items, entries->count, entries->capacity, entry);
    }
}

/* By name, and by number where the name is the same. */
static void sort_by_name(KjRuleNames *names, KjArena *arena, const Entries *entries)
{
    size_t count = kj_atom_count(names->atoms);

    names->first = kj_arena_array(arena, count + 2, sizeof *names->first);
    names->rules = kj_arena_array(arena, entries->count + 1, sizeof *names->rules);
    for (size_t i = 0; i < entries->count; i++)
        names->first[entries->items[i].name + 2]++;
    for (size_t name = 2; name <= count + 1; name++)
        names->first[name] += names->first[name - 1];
    for (size_t i = 0; i < entries->count; i++)
        names->rules[names->first[entries->items[i].name + 1]++] = entries->items[i].rule;
}

static void make(const KjRegistry *registry)
{
    KjRuleNames *names = registry->names;
    Entries entries = {.atoms = kj_atoms_new(NULL)};

    names->atoms = entries.atoms;
    for (size_t r = 0; r < registry->rule_count; r++) {
        enter(&entries, registry->rules[r].name, true, (int32_t)r);
        enter(&entries, registry->rules[r].clause, false, (int32_t)r);
    }
    sort_by_name(names, registry->arena, &entries);
    kj_free(entries.items);
}

static const KjRuleNames *names_of(const KjRegistry *registry)
{
    if (!registry->names->atoms)
        make(registry);
    return registry->names;
}

KjRuleNames *kj_rule_names_new(KjArena *arena)
{
    return kj_arena_alloc(arena, sizeof(KjRuleNames));
}

void kj_rule_names_free(KjRuleNames *names)
{
    if (names)
        kj_atoms_free(names->atoms);
}

KjRuleSet kj_registry_covered(const KjRegistry *registry, KjText name)
{
    const KjRuleNames *names = names_of(registry);
    KjAtom atom = kj_atom_find(names->atoms, name);

    if (atom == KJ_NO_ATOM)
        return (KjRuleSet){KJ_NO_ATOM, NULL, 0};
    return (KjRuleSet){atom, names->rules + names->first[atom],
                       names->first[atom + 1] - names->first[atom]};
}

uint32_t kj_registry_names(const KjRegistry *registry)
{
    return kj_atom_count(names_of(registry)->atoms);
}
