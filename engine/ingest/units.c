/* YAML is not parsed to find out whether it starts an organisation: a file in block style says so with a
 * line that begins with the key. The scan may only say what parsing would say; where it cannot be sure
 * (lines that begin with something else than a plain key, quotes or brackets that may go on over lines,
 * line breaks of another kind) the file is parsed as a whole. */
#include "engine/ingest/units.h"

#include "engine/ingest/ledger.h"
#include "engine/ingest/organizations.h"
#include "engine/ingest/records.h"
#include "engine/ingest/table_names.h"

#include <stdlib.h>
#include <string.h>

static const char key[] = "organization";

/* ---- YAML ---- */

typedef enum {
    NOTHING, /* blank, a comment, the start of the document, what belongs to a line above */
    OTHER,   /* another key */
    OURS,
    ODD /* something that may hide our key */
} Line;

static bool is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

/* A line that begins with a letter or a digit. Our key may be written with letters of full width. */
static Line key_line(const char *at, const char *end)
{
    size_t len = (size_t)(end - at), same = 0;
    while (same < sizeof key - 1 && same < len && at[same] == key[same])
        same++;
    at += same;
    while (same == sizeof key - 1 && at < end && (*at == ' ' || *at == '\t'))
        at++;
    if (at < end && !is_ascii(*at))
        return ODD;
    if (same < sizeof key - 1 || at == end || *at != ':')
        return OTHER;
    if (at + 1 == end || strchr(" \t\r", at[1]))
        return OURS;
    return is_ascii(at[1]) ? OTHER : ODD;
}

static size_t blanks(const char *at, size_t len)
{
    size_t count = 0;
    while (count < len && (at[count] == ' ' || at[count] == '\t' || at[count] == '\r'))
        count++;
    return count;
}

/* begun: a key in the first column stood above, so that indented lines belong to it. */
static Line line_of(const char *at, const char *end, bool begun)
{
    size_t len = (size_t)(end - at), blank = blanks(at, len);
    if ((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9') ||
        *at == '_')
        return key_line(at, end);
    if (blank > 0)
        return begun || blank == len || at[blank] == '#' ? NOTHING : ODD;
    if (len >= 3 && memcmp(at, "---", 3) == 0)
        return blanks(at + 3, len - 3) == len - 3 ? NOTHING : ODD;
    return strchr("#%.-]}", *at) ? NOTHING : ODD;
}

static bool holds(const char *at, const char *end, const char *bytes)
{
    size_t len = strlen(bytes);
    for (; (at = memchr(at, bytes[0], (size_t)(end - at))); at++)
        if ((size_t)(end - at) >= len && memcmp(at, bytes, len) == 0)
            return true;
    return false;
}

/* A carriage return alone, or one of the line breaks that only Unicode knows. */
static bool has_other_breaks(const char *at, const char *end)
{
    static const char *const breaks[] = {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};
    for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++)
        if (holds(at, end, breaks[i]))
            return true;
    while ((at = memchr(at, '\r', (size_t)(end - at))))
        if (++at == end || *at != '\n')
            return true;
    return false;
}

/* Whether a quoted text or a list in brackets may begin here and go on over lines. */
static bool may_go_on(const char *at, const char *end)
{
    while (at < end && !strchr("\"'[{", *at))
        at++;
    return at < end;
}

/* As reading will say. */
static KjFileSort parsed_sort(const KjFile *file)
{
    KjYaml yaml;
    KjDiags diags;
    kj_diags_init(&diags, KJ_EN);
    KjIntake intake = {.yaml = &yaml, .diags = &diags, .arena = kj_arena_new()};
    KjFileSort sort = KJ_FILE_UNSURE;
    if (kj_yaml_read(&yaml, file->path, file->data, file->len, &diags) && kj_records_root(&intake))
        sort = kj_records_has_organization(&intake) ? KJ_FILE_STARTS : KJ_FILE_JOINS;
    kj_yaml_clear(&yaml);
    kj_arena_free(intake.arena);
    kj_diags_clear(&diags);
    return sort;
}

static KjFileSort yaml_sort(const KjFile *file)
{
    const char *begin = file->data, *end = begin + file->len, *at;
    bool begun = false;
    if (file->len >= 3 && memcmp(begin, "\xEF\xBB\xBF", 3) == 0)
        begin += 3;
    for (at = begin; at < end;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        Line line = stop == at ? NOTHING : line_of(at, stop ? stop : end, begun);
        if (line == OURS && !may_go_on(begin, at))
            return KJ_FILE_STARTS;
        if (line == OURS || line == ODD)
            return parsed_sort(file);
        begun |= line == OTHER;
        at = stop ? stop + 1 : end;
    }
    return begun && !has_other_breaks(begin, end) ? KJ_FILE_JOINS : parsed_sort(file);
}

bool kj_file_sort_yaml(const KjFile *file, KjFileSort *sort)
{
    if (kj_ledger_is_one(file->path))
        return false;
    *sort = yaml_sort(file);
    return true;
}

/* ---- tables ---- */

static KjFileSort ledger_sort(KjIntake *intake, const KjFile *file)
{
    KjLedger ledger;
    KjFileSort sort = KJ_FILE_JOINS;
    if (!kj_ledger_read(intake, &ledger, file))
        sort = kj_ledger_may_have_organization(intake, file->path) ? KJ_FILE_UNSURE : KJ_FILE_JOINS;
    else if (kj_ledger_has_organization(intake, &ledger))
        sort = KJ_FILE_STARTS;
    else if (!kj_ledger_has_rows(&ledger))
        sort = intake->diags->count ? KJ_FILE_UNSURE : KJ_FILE_EMPTY;
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
