/* YAML is not parsed to find out whether it starts an organisation: a file in block style says so with a
 * line that begins with the key. Only where lines begin with something else than a plain key is the file
 * parsed as a whole. */
#include "engine/ingest/units.h"

#include "engine/ingest/ledger.h"
#include "engine/ingest/organizations.h"
#include "engine/ingest/table_names.h"

#include <stdlib.h>
#include <string.h>

static const char key[] = "organization";

/* ---- YAML ---- */

typedef enum { PLAIN, OURS, ODD } Line;

/* What a line that begins in the first column is: our key, something that may hide it, or neither. */
static Line line_of(const char *at, const char *end)
{
    size_t len = (size_t)(end - at), name = sizeof key - 1;
    bool letter = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || *at == '_';
    if (letter || (*at >= '0' && *at <= '9')) {
        if (len <= name || memcmp(at, key, name) != 0)
            return PLAIN;
        at += name;
        while (at < end && (*at == ' ' || *at == '\t'))
            at++;
        if (at == end || *at != ':')
            return PLAIN;
        return at + 1 == end || strchr(" \t\r\n", at[1]) ? OURS : PLAIN;
    }
    if (*at == '-' && len >= 3 && memcmp(at, "---", 3) == 0)
        return len == 3 || strspn(at + 3, " \t\r") == len - 3 ? PLAIN : ODD;
    return strchr(" \t\r#%.-]}", *at) ? PLAIN : ODD;
}

static bool parsed_starts(const KjFile *file)
{
    KjArena *arena = kj_arena_new();
    KjDiags diags;
    KjValue tree;
    bool starts = false;
    kj_diags_init(&diags, KJ_EN);
    if (kj_yaml_tree(file->path, file->data, file->len, arena, &diags, &tree) &&
        tree.type == KJ_MAP)
        for (size_t i = 0; i < tree.u.map.count; i++)
            starts |= kj_text_is(kj_text_nfkc(arena, tree.u.map.pairs[i].key), key);
    kj_diags_clear(&diags);
    kj_arena_free(arena);
    return starts;
}

static bool yaml_starts(const KjFile *file)
{
    const char *at = file->data, *end = at + file->len;
    if (file->len >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
        at += 3;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        Line line = stop == at ? PLAIN : line_of(at, stop ? stop : end);
        if (line == OURS)
            return true;
        if (line == ODD)
            return parsed_starts(file);
        at = stop ? stop + 1 : end;
    }
    return false;
}

bool kj_file_sort_yaml(const KjFile *file, KjFileSort *sort)
{
    if (kj_ledger_is_one(file->path))
        return false;
    *sort = yaml_starts(file) ? KJ_FILE_STARTS : KJ_FILE_JOINS;
    return true;
}

/* ---- tables ---- */

static KjFileSort ledger_sort(KjIntake *intake, const KjFile *file)
{
    KjLedger ledger;
    KjFileSort sort = KJ_FILE_JOINS;
    if (!kj_ledger_read(intake, &ledger, file))
        sort = kj_ledger_may_have_organization(intake, file->path) ? KJ_FILE_STARTS : KJ_FILE_JOINS;
    else if (kj_ledger_has_organization(intake, &ledger))
        sort = KJ_FILE_STARTS;
    else if (!kj_ledger_has_rows(&ledger))
        sort = KJ_FILE_EMPTY;
    kj_ledger_clear(&ledger);
    return sort;
}

/* What is wrong with the table is told when its unit is read. */
KjFileSort kj_file_sort(const KjSchema *schema, const KjFile *file)
{
    KjFileSort sort;
    if (kj_file_sort_yaml(file, &sort))
        return sort;
    KjDiags diags;
    KjIngestOptions options = {KJ_ZONE_JAPAN};
    kj_diags_init(&diags, KJ_EN);
    KjIntake intake = {.builder = kj_builder_new(schema, &diags),
                       .schema = schema,
                       .options = &options,
                       .diags = &diags,
                       .arena = kj_arena_new()};
    sort = ledger_sort(&intake, file);
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
    uint32_t *owner; /* by file: its unit, or KJ_NO_ORG */
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

static uint32_t owner_of(const Division *division, const KjOrganizations *organizations,
                         size_t file, KjDiags *diags)
{
    const char *path = division->paths[file];
    KjText folder = KJ_TEXT("");
    uint32_t org;
    KjOwner owner = kj_organizations_find(organizations, path, &org, &folder);
    kj_organizations_tell(owner, path, kj_ledger_is_one(path), folder, diags);
    return org;
}

static uint32_t find_owners(Division *division, KjDiags *diags)
{
    KjOrganizations *organizations = kj_organizations_new();
    uint32_t units = 0;
    for (size_t i = 0; i < division->count; i++) {
        size_t file = division->order[i];
        division->owner[file] = KJ_NO_ORG;
        if (division->sorts[file] != KJ_FILE_STARTS)
            continue;
        division->owner[file] = units;
        kj_organizations_add(organizations, division->paths[file], units++);
    }
    for (size_t i = 0; i < division->count; i++) {
        size_t file = division->order[i];
        if (division->sorts[file] == KJ_FILE_JOINS)
            division->owner[file] = owner_of(division, organizations, file, diags);
    }
    kj_organizations_free(organizations);
    return units;
}

/* Counting sort: files of a unit stay in the order of their paths. */
static void gather(KjUnits *units, const Division *division)
{
    units->first = kj_alloc_array(units->count + 2, sizeof *units->first);
    units->files = kj_alloc_array(division->count + 1, sizeof *units->files);
    units->start = kj_alloc_array(units->count + 1, sizeof *units->start);
    for (size_t i = 0; i < division->count; i++)
        if (division->owner[i] != KJ_NO_ORG)
            units->first[division->owner[i] + 2]++;
    for (size_t u = 2; u < units->count + 2; u++)
        units->first[u] += units->first[u - 1];
    for (size_t i = 0; i < division->count; i++) {
        uint32_t owner = division->owner[division->order[i]];
        if (owner == KJ_NO_ORG)
            continue;
        units->files[units->first[owner + 1]++] = division->order[i];
        if (division->sorts[division->order[i]] == KJ_FILE_STARTS)
            units->start[owner] = division->order[i];
    }
}

void kj_units_divide(KjUnits *units, const char *const *paths, const KjFileSort *sorts,
                     size_t count, KjDiags *diags)
{
    Division division = {.paths = paths, .sorts = sorts, .count = count};
    division.order = kj_alloc_array(count + 1, sizeof *division.order);
    division.owner = kj_alloc_array(count + 1, sizeof *division.owner);
    sort_files(&division);
    units->count = find_owners(&division, diags);
    gather(units, &division);
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
