#include "engine/cli/division.h"

#include <sys/stat.h>

#define KEPT ((size_t)32 << 20) /* bytes of data that are read once and stay in memory */

void kj_division_init(KjDivision *division, KjLang lang)
{
    *division = (KjDivision){0};
    kj_diags_init(&division->ownerless, lang);
}

void kj_division_clear(KjDivision *division)
{
    kj_units_clear(&division->units);
    kj_diags_clear(&division->ownerless);
    kj_free(division->sorts);
    kj_free(division->tables);
    kj_free(division->starters);
    kj_free(division->earlier);
}

/* ---- organisations that stand twice ---- */

static void find_twice(KjDivision *division, size_t files)
{
    const KjUnits *units = &division->units;
    KjAtoms *ids = kj_atoms_new(NULL);
    KjAtom none = kj_atom_count(ids);
    size_t *first = kj_alloc_array(units->count + 1, sizeof *first); /* by id */

    division->earlier = kj_alloc_array(files + 1, sizeof *division->earlier);
    for (size_t unit = 0; unit < units->count; unit++) {
        size_t file = units->start[unit];
        KjAtom known = kj_atom_count(ids), id;

        if (!division->starters[file].id.len)
            continue;
        id = kj_atom(ids, division->starters[file].id);
        if (kj_atom_count(ids) > known)
            first[id - none] = file;
        else
            division->earlier[file] = first[id - none] + 1;
    }
    kj_free(first);
    kj_atoms_free(ids);
}

const KjStarter *kj_division_earlier(const KjDivision *division, size_t unit)
{
    size_t earlier = division->earlier ? division->earlier[division->units.start[unit]] : 0;

    return earlier ? &division->starters[earlier - 1] : NULL;
}

void kj_division_tell_twice(const KjDivision *division, size_t unit, KjDiags *diags)
{
    const KjStarter *later = &division->starters[division->units.start[unit]];

    kj_tell_duplicate(diags, kj_arena_printf(diags->arena, "organization '%s'", later->id.data),
                      later->place, kj_division_earlier(division, unit)->place);
}

/* ---- looking at files ---- */

static void divide(KjDivision *division, const KjFound *found)
{
    const char **names = kj_alloc_array(found->count + 1, sizeof *names);

    for (size_t i = 0; i < found->count; i++)
        names[i] = found->files[i].path;
    kj_units_divide(&division->units, names, division->sorts, found->count, &division->ownerless);
    find_twice(division, found->count);
    division->done = true;
    kj_free(names);
}

/* What lies where pipes and devices are can be read only once. */
static bool is_regular(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

/* Reads a file to look at it; false if it cannot be read, which is told when its unit is. */
static bool look(const KjFound *found, size_t index, KjArena *arena, KjFile *file)
{
    KjDiags diags;
    bool good;

    kj_diags_init(&diags, KJ_EN);
    good = kj_found_read(found, index, arena, file, &diags);
    kj_diags_clear(&diags);
    return good;
}

void kj_divide(KjDivision *division, KjFound *found, KjArena *arena)
{
    KjArena *scratch = kj_arena_new();
    size_t kept = 0;

    division->sorts = kj_alloc_array(found->count + 1, sizeof *division->sorts);
    division->starters = kj_alloc_array(found->count + 1, sizeof *division->starters);
    division->tables = kj_alloc_array(found->count + 1, sizeof *division->tables);
    for (size_t i = 0; i < found->count; i++) {
        KjArenaMark mark = kj_arena_mark(scratch);
        bool keeps = kept < KEPT || found->count == 1 || !is_regular(found->paths[i]);
        KjFile file;

        division->sorts[i] = KJ_FILE_UNSURE;
        if (look(found, i, keeps ? arena : scratch, &file)) {
            kept += file.len;
            found->files[i].len = file.len;
            if (keeps)
                found->files[i] = file;
            if (!kj_file_sort_yaml(&file, &division->sorts[i], arena, &division->starters[i]))
                division->tables[division->table_count++] = i;
        }
        kj_arena_release(scratch, mark);
    }
    kj_arena_free(scratch);
    if (division->table_count == 0)
        divide(division, found);
}

void kj_divide_tables(KjDivision *division, const KjFound *found, const KjSchema *schema,
                      KjArena *arena)
{
    KjArena *scratch = kj_arena_new();

    for (size_t i = 0; i < division->table_count; i++) {
        KjArenaMark mark = kj_arena_mark(scratch);
        size_t index = division->tables[i];
        KjFile file;

        division->sorts[index] = KJ_FILE_UNSURE;
        if (look(found, index, scratch, &file))
            division->sorts[index] = kj_file_sort(schema, &file, arena, &division->starters[index]);
        kj_arena_release(scratch, mark);
    }
    kj_arena_free(scratch);
    divide(division, found);
}
