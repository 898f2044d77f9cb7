#include "engine/cli/division.h"

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
}

static void divide(KjDivision *division, const KjFound *found)
{
    const char **names = kj_alloc_array(found->count + 1, sizeof *names);

    for (size_t i = 0; i < found->count; i++)
        names[i] = found->files[i].path;
    kj_units_divide(&division->units, names, division->sorts, found->count, &division->ownerless);
    division->done = true;
    kj_free(names);
}

bool kj_divide(KjDivision *division, KjFound *found, KjArena *arena, KjDiags *diags)
{
    KjArena *scratch = kj_arena_new();
    size_t kept = 0;
    bool good = true;

    division->sorts = kj_alloc_array(found->count + 1, sizeof *division->sorts);
    division->tables = kj_alloc_array(found->count + 1, sizeof *division->tables);
    for (size_t i = 0; i < found->count; i++) {
        KjArenaMark mark = kj_arena_mark(scratch);
        bool keeps = kept < KEPT || found->count == 1;
        KjFile file;

        if (!kj_found_read(found, i, keeps ? arena : scratch, &file, diags)) {
            good = false;
            continue;
        }
        kept += file.len;
        found->files[i].len = file.len;
        if (keeps)
            found->files[i] = file;
        if (!kj_file_sort_yaml(&file, &division->sorts[i]))
            division->tables[division->table_count++] = i;
        kj_arena_release(scratch, mark);
    }
    kj_arena_free(scratch);
    if (good && division->table_count == 0)
        divide(division, found);
    return good;
}

void kj_divide_tables(KjDivision *division, const KjFound *found, const KjSchema *schema,
                      KjDiags *diags)
{
    KjArena *scratch = kj_arena_new();

    for (size_t i = 0; i < division->table_count; i++) {
        KjArenaMark mark = kj_arena_mark(scratch);
        size_t index = division->tables[i];
        KjFile file;

        division->sorts[index] = KJ_FILE_JOINS;
        if (kj_found_read(found, index, scratch, &file, diags))
            division->sorts[index] = kj_file_sort(schema, &file);
        kj_arena_release(scratch, mark);
    }
    kj_arena_free(scratch);
    divide(division, found);
}
