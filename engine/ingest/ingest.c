/* Files in memory become records in a builder.
 *
 * Files are taken in the order of their paths. One that starts an organisation is read at once and
 * let go; one that does not is kept, parsed, until all organisations are known. So every file is
 * parsed once, and ten thousand files with an organisation each never are in memory together. */
#include "engine/ingest/ingest.h"

#include "engine/ingest/organizations.h"
#include "engine/ingest/records.h"
#include "engine/ingest/tell.h"

#include <stdlib.h>
#include <string.h>

typedef struct Waiting { /* files whose organisation begins elsewhere */
    KjYaml *items;
    size_t count, capacity;
} Waiting;

typedef struct Work {
    KjIntake intake;
    KjOrganizations *organizations;
    Waiting waiting;
    size_t files; /* other than settings */
} Work;

/* ---- one file ---- */

static void read_file(Work *work, const KjYaml *yaml, uint32_t org)
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
    read_file(work, yaml, org);
}

static void take_file(Work *work, const KjFile *file)
{
    KjYaml yaml;
    KjArenaMark mark = kj_arena_mark(work->intake.arena);
    bool good = kj_yaml_read(&yaml, file->path, file->data, file->len, work->intake.diags);
    work->intake.yaml = &yaml;
    good = good && kj_records_root(&work->intake);
    bool starts = good && kj_records_has_organization(&work->intake);
    kj_arena_release(work->intake.arena, mark);
    if (!good)
        kj_organizations_unread(work->organizations, file->path);
    else if (starts)
        start_organization(work, &yaml);
    if (good && !starts)
        KJ_PUSH(work->waiting.items, work->waiting.count, work->waiting.capacity, yaml);
    else
        kj_yaml_clear(&yaml);
}

/* ---- files without an organisation of their own ---- */

static uint32_t owner_of(Work *work, const char *path)
{
    uint32_t org;
    KjText folder = {"", 0};
    KjOwner owner = kj_organizations_find(work->organizations, path, &org, &folder);
    if (owner == KJ_OWNER_NONE)
        kj_diag(work->intake.diags, KJ_ERROR, (KjPlace){path, 1, 1}, NULL,
                "どの組織の記録か分かりません。このファイルか、同じフォルダまたは上のフォルダの"
                "ファイルに「organization: { id: …, name: … }」を書いてください",
                "no organisation: write 'organization: { id: …, name: … }' in this file or in a "
                "file of this folder or one above");
    if (owner == KJ_OWNER_SEVERAL)
        kj_diag(work->intake.diags, KJ_ERROR, (KjPlace){path, 1, 1}, NULL,
                "どの組織の記録か分かりません。フォルダ%.*sに組織が複数あります。このファイルに"
                "organizationを書くか、組織ごとにフォルダを分けてください",
                "folder %.*s holds several organisations: write 'organization' in this file, or "
                "give each organisation a folder",
                (int)folder.len, folder.data);
    return org;
}

static void read_waiting(Work *work)
{
    for (size_t i = 0; i < work->waiting.count; i++) {
        KjYaml *yaml = &work->waiting.items[i];
        uint32_t org = owner_of(work, yaml->path);
        work->intake.file = kj_builder_file(work->intake.builder, yaml->path);
        read_file(work, yaml, org);
        kj_yaml_clear(yaml);
    }
    kj_free(work->waiting.items);
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
        take_file(work, sorted[i]);
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
    if (work.files == 0)
        kj_diag(diags, KJ_ERROR, (KjPlace){0}, NULL,
                "データファイルがありません。「kijun: 1」とorganizationを書いたYAMLファイルを置いて"
                "ください",
                "no data files; put a YAML file with 'kijun: 1' and 'organization' there");
    kj_organizations_free(work.organizations);
    seen_free(work.intake.seen, schema);
    kj_arena_free(work.intake.arena);
}
