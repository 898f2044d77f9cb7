/* Sorts of files, and which belong together. */
#include "engine/ingest/units.h"

#include "engine/ingest/ledger.h"
#include "engine/ingest/organizations.h"
#include "engine/ingest/table_names.h"
#include "engine/ingest/table_records.h"
#include "engine/ingest/units_yaml.h"

#include <stdlib.h>
#include <string.h>

bool kj_file_sort_yaml(const KjFile *file, KjFileSort *sort, KjArena *arena, KjStarter *starter)
{
    if (kj_ledger_is_one(file->path))
        return false;
    *sort = kj_yaml_sort(file, arena, starter);
    return true;
}

/* ---- tables ---- */

static void find_starter(KjIntake *intake, KjLedger *ledger, KjArena *arena, KjStarter *starter)
{
    kj_table_organization(intake, ledger);
    if (ledger->org == KJ_NO_ORG)
        return;
    KjText id = kj_builder_organization_id(intake->builder, ledger->org, &starter->place);
    starter->id = (KjText){kj_arena_strndup(arena, id.data, id.len), id.len};
    starter->place.file = kj_arena_strndup(arena, starter->place.file, strlen(starter->place.file));
}

static KjFileSort ledger_sort(KjIntake *intake, const KjFile *file, KjArena *arena,
                              KjStarter *starter)
{
    KjLedger ledger;
    KjFileSort sort = KJ_FILE_JOINS;
    if (!kj_ledger_read(intake, &ledger, file))
        sort = kj_ledger_may_have_organization(intake, file->path) ? KJ_FILE_UNSURE : KJ_FILE_JOINS;
    else if (kj_ledger_has_organization(intake, &ledger))
        sort = KJ_FILE_STARTS;
    else if (!kj_ledger_has_rows(&ledger))
        sort = intake->diags->count ? KJ_FILE_UNSURE : KJ_FILE_EMPTY;
    if (sort == KJ_FILE_STARTS && starter)
        find_starter(intake, &ledger, arena, starter);
    kj_ledger_clear(&ledger);
    return sort;
}

/* What is wrong with the table is told when its unit is read. */
KjFileSort kj_file_sort(const KjSchema *schema, const KjFile *file, KjArena *arena,
                        KjStarter *starter)
{
    KjFileSort sort;
    if (kj_file_sort_yaml(file, &sort, arena, starter))
        return sort;
    KjDiags diags;
    KjIngestOptions options = {KJ_ZONE_JAPAN};
    kj_diags_init(&diags, KJ_EN);
    KjIntake intake = {.builder = kj_builder_new(schema, &diags),
                       .schema = schema,
                       .options = &options,
                       .diags = &diags,
                       .arena = kj_arena_new()};
    sort = ledger_sort(&intake, file, arena, starter);
    kj_table_names_free(intake.names);
    kj_builder_free(intake.builder);
    kj_arena_free(intake.arena);
    kj_diags_clear(&diags);
    return sort;
}

/* ---- the division ---- */

typedef struct Division {
    const char *const *paths;
    const KjFileSort *sorts;
    size_t *order; /* files by path */
    size_t count;
    KjOrganizations *organizations; /* as numbers of the files that start them */
    uint32_t *owner; /* by file: the file that starts its unit, later the unit; or KJ_NO_ORG */
} Division;

static int compare_files(const void *a, const void *b, void *ctx)
{
    const Division *division = ctx;
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    int order = strcmp(division->paths[x], division->paths[y]);
    return order ? order : (x > y) - (x < y);
}

static void sort_files(Division *division)
{
    for (size_t i = 0; i < division->count; i++)
        division->order[i] = i;
    if (division->count > 1)
        qsort_r(division->order, division->count, sizeof *division->order, compare_files, division);
}

static void start(Division *division, size_t file)
{
    division->owner[file] = (uint32_t)file;
    kj_organizations_add(division->organizations, division->paths[file], (uint32_t)file);
}

/* False: there is no organisation around it. */
static bool join(Division *division, size_t file, KjText *folder, KjOwner *owner)
{
    *owner = kj_organizations_find(division->organizations, division->paths[file],
                                   &division->owner[file], folder);
    return *owner == KJ_OWNER_FOUND;
}

static void place(Division *division, size_t file, KjDiags *diags)
{
    const char *path = division->paths[file];
    KjText folder = KJ_TEXT("");
    KjOwner owner;
    switch (division->sorts[file]) {
    case KJ_FILE_STARTS: start(division, file); break;
    case KJ_FILE_UNSURE:
        /* The organisation around it lacks what the file holds, and must not be judged without. */
        if (!join(division, file, &folder, &owner))
            start(division, file);
        break;
    case KJ_FILE_JOINS:
        if (!join(division, file, &folder, &owner))
            kj_organizations_tell(owner, path, kj_ledger_is_one(path), folder, diags);
        break;
    case KJ_FILE_EMPTY: join(division, file, &folder, &owner);
    }
}

/* Those of one sort after the other: organisations are known before anyone looks for one. */
static void find_owners(Division *division, KjDiags *diags)
{
    for (KjFileSort turn = KJ_FILE_STARTS; turn <= KJ_FILE_EMPTY; turn++)
        for (size_t i = 0; i < division->count; i++)
            if (division->sorts[division->order[i]] == turn)
                place(division, division->order[i], diags);
}

/* From the files that start units to numbers of units, in the order of the files. */
static void number_units(KjUnits *units, Division *division)
{
    uint32_t *unit = kj_alloc_array(division->count + 1, sizeof *unit);
    units->start = kj_alloc_array(division->count + 1, sizeof *units->start);
    for (size_t i = 0; i < division->count; i++) {
        size_t file = division->order[i];
        if (division->owner[file] != file)
            continue;
        unit[file] = (uint32_t)units->count;
        units->start[units->count++] = file;
    }
    for (size_t i = 0; i < division->count; i++)
        if (division->owner[i] != KJ_NO_ORG)
            division->owner[i] = unit[division->owner[i]];
    kj_free(unit);
}

/* Counting sort: files of a unit stay in the order of their paths. */
static void gather(KjUnits *units, const Division *division)
{
    units->first = kj_alloc_array(units->count + 2, sizeof *units->first);
    units->files = kj_alloc_array(division->count + 1, sizeof *units->files);
    for (size_t i = 0; i < division->count; i++)
        if (division->owner[i] != KJ_NO_ORG)
            units->first[division->owner[i] + 2]++;
    for (size_t u = 2; u < units->count + 2; u++)
        units->first[u] += units->first[u - 1];
    for (size_t i = 0; i < division->count; i++) {
        uint32_t owner = division->owner[division->order[i]];
        if (owner != KJ_NO_ORG)
            units->files[units->first[owner + 1]++] = division->order[i];
    }
}

void kj_units_divide(KjUnits *units, const char *const *paths, const KjFileSort *sorts,
                     size_t count, KjDiags *diags)
{
    *units = (KjUnits){0};
    Division division = {.paths = paths, .sorts = sorts, .count = count};
    division.order = kj_alloc_array(count + 1, sizeof *division.order);
    division.owner = kj_alloc_array(count + 1, sizeof *division.owner);
    division.organizations = kj_organizations_new();
    for (size_t i = 0; i < count; i++)
        division.owner[i] = KJ_NO_ORG;
    sort_files(&division);
    find_owners(&division, diags);
    number_units(units, &division);
    gather(units, &division);
    kj_organizations_free(division.organizations);
    kj_free(division.order);
    kj_free(division.owner);
}

void kj_units_keep(KjUnits *units, bool (*keeps)(const void *ctx, size_t unit), const void *ctx)
{
    size_t kept = 0, files = 0;
    for (size_t unit = 0, begin, end = 0; unit < units->count; unit++) {
        begin = end;
        end = units->first[unit + 1];
        if (!keeps(ctx, unit))
            continue;
        memmove(units->files + files, units->files + begin, (end - begin) * sizeof *units->files);
        units->start[kept] = units->start[unit];
        units->first[kept++] = files;
        files += end - begin;
    }
    units->count = kept;
    if (units->first)
        units->first[kept] = files;
}

void kj_units_clear(KjUnits *units)
{
    kj_free(units->first);
    kj_free(units->files);
    kj_free(units->start);
    *units = (KjUnits){0};
}
