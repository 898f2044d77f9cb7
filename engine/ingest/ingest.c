/* Files in memory become records in a builder.
 *
 * Files are taken in the order of their paths. One that starts an organisation is read at once and
 * let go; one that does not is kept, parsed, until all organisations are known. So every file is
 * parsed once, and ten thousand files with an organisation each never are in memory together. Tables
 * with lists of groups are kept to the end: their rows belong to records of any file. */
#include "engine/ingest/ingest.h"

#include "engine/ingest/organizations.h"
#include "engine/ingest/records.h"
#include "engine/ingest/table_names.h"
#include "engine/ingest/table_records.h"

#include <stdlib.h>
#include <string.h>

typedef struct Waiting { /* a file whose organisation begins elsewhere */
    bool is_table;
    KjYaml yaml;
    KjLedger ledger;
} Waiting;

typedef struct Work {
    KjIntake intake;
    KjOrganizations *organizations;
    Waiting *waiting;
    size_t waiting_count, waiting_capacity;
    KjLedger *lists; /* tables with lists of groups, which come last */
    size_t list_count, list_capacity;
    size_t files; /* other than settings */
} Work;

/* ---- one file of YAML ---- */

static void read_yaml(Work *work, const KjYaml *yaml, uint32_t org)
{
    work->intake.yaml = yaml;
    kj_records_read(&work->intake, org);
}

static void start_organization(Work *work, const KjYaml *yaml)
{
    KjArenaMark mark = kj_arena_mark(work->intake.arena);
    work->intake.file = kj_builder_file(work->intake.builder, yaml->path);
    uint32_t org = kj_records_organization(&work->intake);
    kj_arena_release(work->intake.arena, mark);
    kj_organizations_add(work->organizations, yaml->path, org);
    read_yaml(work, yaml, org);
}

static void take_yaml(Work *work, const KjFile *file)
{
    Waiting waiting = {.is_table = false};
    KjYaml *yaml = &waiting.yaml;
    KjArenaMark mark = kj_arena_mark(work->intake.arena);
    bool good = kj_yaml_read(yaml, file->path, file->data, file->len, work->intake.diags);
    work->intake.yaml = yaml;
    good = good && kj_records_root(&work->intake);
    bool starts = good && kj_records_has_organization(&work->intake);
    kj_arena_release(work->intake.arena, mark);
    if (!good)
        kj_organizations_unread(work->organizations, file->path);
    else if (starts)
        start_organization(work, yaml);
    if (good && !starts)
        KJ_PUSH(work->waiting, work->waiting_count, work->waiting_capacity, waiting);
    else
        kj_yaml_clear(yaml);
}

/* ---- one table file ---- */

static void read_ledger(Work *work, KjLedger *ledger)
{
    kj_table_records(&work->intake, ledger);
    if (kj_ledger_has_lists(&work->intake, ledger))
        KJ_PUSH(work->lists, work->list_count, work->list_capacity, *ledger);
    else
        kj_ledger_clear(ledger);
}

static void take_ledger(Work *work, const KjFile *file)
{
    Waiting waiting = {.is_table = true};
    KjLedger *ledger = &waiting.ledger;
    if (!kj_ledger_read(&work->intake, ledger, file)) {
        if (kj_ledger_may_have_organization(&work->intake, file->path))
            kj_organizations_unread(work->organizations, file->path);
        kj_ledger_clear(ledger);
    } else if (kj_ledger_has_organization(&work->intake, ledger)) {
        kj_table_organization(&work->intake, ledger);
        kj_organizations_add(work->organizations, file->path, ledger->org);
        read_ledger(work, ledger);
    } else if (kj_ledger_has_rows(ledger)) {
        KJ_PUSH(work->waiting, work->waiting_count, work->waiting_capacity, waiting);
    } else {
        kj_ledger_clear(ledger);
    }
}

/* ---- files without an organisation of their own ---- */

static uint32_t owner_of(Work *work, const char *path, bool table)
{
    uint32_t org;
    KjText folder = {"", 0};
    KjOwner owner = kj_organizations_find(work->organizations, path, &org, &folder);
    kj_organizations_tell(owner, path, table, folder, work->intake.diags);
    return org;
}

static void read_waiting(Work *work)
{
    for (size_t i = 0; i < work->waiting_count; i++) {
        Waiting *file = &work->waiting[i];
        const char *path = file->is_table ? file->ledger.book.path : file->yaml.path;
        uint32_t org = owner_of(work, path, file->is_table);
        if (file->is_table) {
            file->ledger.org = org;
            read_ledger(work, &file->ledger);
        } else {
            work->intake.file = kj_builder_file(work->intake.builder, path);
            read_yaml(work, &file->yaml, org);
            kj_yaml_clear(&file->yaml);
        }
    }
    kj_free(work->waiting);
}

/* In the order of their paths again: an organisation's own file may come after a waiting one. */
static int compare_lists(const void *a, const void *b)
{
    return strcmp(((const KjLedger *)a)->book.path, ((const KjLedger *)b)->book.path);
}

static void read_lists(Work *work)
{
    if (work->list_count > 1)
        qsort(work->lists, work->list_count, sizeof *work->lists, compare_lists);
    for (size_t i = 0; i < work->list_count; i++) {
        kj_table_lists(&work->intake, &work->lists[i]);
        kj_ledger_clear(&work->lists[i]);
    }
    kj_free(work->lists);
}

/* ---- all files ---- */

static KjSeen **seen_new(const KjSchema *schema)
{
    KjSeen **seen = kj_alloc_array(schema->kind_count, sizeof *seen);
    for (size_t i = 0; i < schema->kind_count; i++)
        seen[i] = kj_alloc_array(schema->kinds[i].field_count, sizeof **seen);
    return seen;
}

static void seen_free(KjSeen **seen, const KjSchema *schema)
{
    for (size_t i = 0; i < schema->kind_count; i++)
        kj_free(seen[i]);
    kj_free(seen);
}

static int compare_paths(const void *a, const void *b)
{
    const KjFile *const *x = a, *const *y = b;
    int order = strcmp((*x)->path, (*y)->path);
    return order ? order : (*x > *y) - (*x < *y);
}

static const KjFile **sorted_files(const KjFile *files, size_t count)
{
    const KjFile **sorted = kj_alloc_array(count, sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &files[i];
    if (count > 1)
        qsort(sorted, count, sizeof *sorted, compare_paths);
    return sorted;
}

/* kijun.yaml is the workspace's settings, wherever it lies. */
static bool is_settings(const char *path)
{
    const char *slash = strrchr(path, '/');
    return strcmp(slash ? slash + 1 : path, "kijun.yaml") == 0;
}

static void take_files(Work *work, const KjFile *files, size_t count)
{
    const KjFile **sorted = sorted_files(files, count);
    for (size_t i = 0; i < count; i++) {
        if (is_settings(sorted[i]->path))
            continue;
        work->files++;
        if (kj_ledger_is_one(sorted[i]->path))
            take_ledger(work, sorted[i]);
        else
            take_yaml(work, sorted[i]);
    }
    kj_free(sorted);
}

void kj_ingest(KjBuilder *builder, const KjSchema *schema, const KjFile *files, size_t count,
               const KjIngestOptions *options, KjDiags *diags)
{
    Work work = {.intake = {.builder = builder,
                            .schema = schema,
                            .options = options,
                            .diags = diags,
                            .arena = kj_arena_new(),
                            .seen = seen_new(schema)},
                 .organizations = kj_organizations_new()};
    take_files(&work, files, count);
    read_waiting(&work);
    read_lists(&work);
    if (work.files == 0)
        kj_diag(diags, KJ_ERROR, (KjPlace){0}, NULL,
                "データファイルがありません。「kijun: 1」とorganizationを書いたYAMLファイルを置いて"
                "ください",
                "no data files; put a YAML file with 'kijun: 1' and 'organization' there");
    kj_organizations_free(work.organizations);
    kj_table_names_free(work.intake.names);
    seen_free(work.intake.seen, schema);
    kj_arena_free(work.intake.arena);
}
