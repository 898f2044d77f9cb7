// Any bytes as a folder of data: what the division says of each file is what reading it says, and
// organisations read one by one are those that are read together, with all that was wrong told.
//
// A line "=== NAME" begins a file; what stands before the first one is a.yaml.
#include "engine/ingest/ingest.h"
#include "engine/ingest/records.h"
#include "engine/ingest/units.h"
#include "engine/model/facts.h"
#include "tests/unit/ingest_schema.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FILES = 8, MOST_NAME = 40 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct Folder {
    KjFile files[MOST_FILES];
    char names[MOST_FILES][MOST_NAME];
    size_t count;
} Folder;

static void require(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "does not hold: %s\n", what);
    abort();
}

// ---- the folder ----

static bool is_known(const Folder *folder, const char *name)
{
    for (size_t i = 0; i < folder->count; i++)
        if (strcmp(folder->names[i], name) == 0)
            return true;
    return false;
}

// The name in a heading, or NULL; settings are no data, and a name stands once.
static const char *heading(Folder *folder, const char *at, size_t len)
{
    if (folder->count == MOST_FILES || len < 5 || len - 4 >= MOST_NAME || memcmp(at, "=== ", 4))
        return NULL;
    char *name = folder->names[folder->count];
    memcpy(name, at + 4, len - 4);
    name[len - 4] = '\0';
    bool good = strlen(name) == len - 4 && !strstr(name, "kijun.yaml") && !is_known(folder, name) &&
                kj_utf8_valid(name, len - 4, NULL);
    return good ? name : NULL;
}

static void take_apart(Folder *folder, const char *data, size_t size)
{
    const char *at = data, *end = data + size;
    *folder = (Folder){.files = {{"a.yaml", data, 0}}, .names = {"a.yaml"}, .count = 1};
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        const char *next = stop ? stop + 1 : end;
        const char *name = heading(folder, at, (size_t)((stop ? stop : end) - at));
        KjFile *file = &folder->files[folder->count - 1];
        if (name)
            folder->files[folder->count++] = (KjFile){name, next, 0};
        else
            file->len = (size_t)(next - file->data);
        at = next;
    }
}

// ---- one file ----

static void check_starter(KjIntake *intake, const KjStarter *starter)
{
    KjText id = KJ_TEXT("");
    KjPlace place;
    require(kj_records_organization_id(intake, &id, &place) == (starter->id.len > 0),
            "the organisation has an id if reading finds one");
    require(!starter->id.len ||
                (kj_text_compare(id, starter->id) == 0 && place.line == starter->place.line &&
                 place.column == starter->place.column),
            "it is the one that reading finds, at its place");
}

static void check_yaml(const KjSchema *schema, const KjFile *file, KjArena *arena)
{
    KjYaml yaml;
    KjDiags diags;
    KjStarter starter = {.id = KJ_TEXT("")};
    KjFileSort sort, again = kj_file_sort(schema, file, NULL, NULL);
    if (!kj_file_sort_yaml(file, &sort, arena, &starter))
        return;
    kj_diags_init(&diags, KJ_EN);
    KjIntake intake = {.yaml = &yaml, .diags = &diags, .arena = kj_arena_new()};
    bool good =
        kj_yaml_read(&yaml, file->path, file->data, file->len, &diags) && kj_records_root(&intake);
    require(sort == again, "the sort of YAML needs no schema");
    require(!good ||
                sort == (kj_records_has_organization(&intake) ? KJ_FILE_STARTS : KJ_FILE_JOINS),
            "the sort is what reading says");
    if (good && sort == KJ_FILE_STARTS)
        check_starter(&intake, &starter);
    kj_yaml_clear(&yaml);
    kj_arena_free(intake.arena);
    kj_diags_clear(&diags);
}

// ---- the whole and its parts ----

static KjDataset *ingest(const KjSchema *schema, const KjFile *files, size_t count, KjDiags *diags)
{
    KjIngestOptions options = {.zone = KJ_ZONE_JAPAN};
    KjBuilder *builder = kj_builder_new(schema, diags);
    kj_ingest(builder, schema, files, count, &options, diags);
    KjDataset *dataset = kj_builder_seal(builder);
    kj_builder_free(builder);
    return dataset;
}

static void facts_of(const KjDataset *dataset, uint32_t org, KjBuf *out)
{
    KjArena *arena = kj_arena_new();
    KjValue facts = kj_dataset_facts(dataset, org, arena);
    kj_buf_init(out, 0);
    require(kj_value_encode(out, &facts), "facts are values");
    kj_arena_free(arena);
}

static void compare(const KjDataset *whole, const KjDataset *part)
{
    uint32_t org = 0;
    KjBuf here, there;
    require(part->org_count == 1, "a unit is one organisation");
    KjText id = kj_dataset_org_id(part, 0);
    while (org < whole->org_count && kj_text_compare(kj_dataset_org_id(whole, org), id) != 0)
        org++;
    require(org < whole->org_count, "an organisation of a unit is one of the whole");
    facts_of(part, 0, &here);
    facts_of(whole, org, &there);
    require(here.len == there.len && memcmp(here.data, there.data, here.len) == 0,
            "an organisation has the same facts alone");
    kj_buf_clear(&here);
    kj_buf_clear(&there);
}

// Reads a unit; returns how many errors it has.
static size_t check_unit(const KjSchema *schema, const Folder *folder, const KjUnits *units,
                         size_t unit, const KjDataset *whole, bool good, KjAtoms *ids)
{
    KjFile files[MOST_FILES];
    size_t count = 0;
    KjDiags diags;
    kj_diags_init(&diags, KJ_EN);
    for (size_t i = units->first[unit]; i < units->first[unit + 1]; i++)
        files[count++] = folder->files[units->files[i]];
    KjDataset *part = ingest(schema, files, count, &diags);
    if (good)
        compare(whole, part);
    size_t errors = diags.errors;
    for (uint32_t org = 0; org < part->org_count; org++)
        errors += kj_atom_find(ids, kj_dataset_org_id(part, org)) != KJ_NO_ATOM;
    for (uint32_t org = 0; org < part->org_count; org++)
        kj_atom(ids, kj_dataset_org_id(part, org));
    kj_dataset_free(part);
    kj_diags_clear(&diags);
    return errors;
}

static void divide(const KjSchema *schema, const Folder *folder, KjUnits *units, KjDiags *diags)
{
    const char *paths[MOST_FILES];
    KjFileSort sorts[MOST_FILES];
    for (size_t i = 0; i < folder->count; i++) {
        paths[i] = folder->files[i].path;
        sorts[i] = kj_file_sort(schema, &folder->files[i], NULL, NULL);
    }
    kj_units_divide(units, paths, sorts, folder->count, diags);
}

static void check_folder(const KjSchema *schema, const Folder *folder)
{
    KjDiags diags, ownerless;
    KjUnits units = {0};
    KjAtoms *ids = kj_atoms_new(NULL);
    kj_diags_init(&diags, KJ_EN);
    kj_diags_init(&ownerless, KJ_EN);
    KjDataset *whole = ingest(schema, folder->files, folder->count, &diags);
    bool good = diags.errors == 0;
    divide(schema, folder, &units, &ownerless);
    size_t errors = ownerless.errors;
    for (size_t unit = 0; unit < units.count; unit++)
        errors += check_unit(schema, folder, &units, unit, whole, good, ids);
    require(!good || units.count == whole->org_count, "every organisation is a unit");
    require(good == (errors == 0), "errors are told of the whole and of its parts alike");
    kj_atoms_free(ids);
    kj_units_clear(&units);
    kj_dataset_free(whole);
    kj_diags_clear(&ownerless);
    kj_diags_clear(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static KjSchema *schema; // the same for every input
    KjError error;
    Folder folder;
    if (!schema)
        schema = sample_schema(&error);
    if (!schema)
        abort();
    take_apart(&folder, (const char *)data, size);
    KjArena *arena = kj_arena_new();
    for (size_t i = 0; i < folder.count; i++)
        check_yaml(schema, &folder.files[i], arena);
    kj_arena_free(arena);
    check_folder(schema, &folder);
    return 0;
}
