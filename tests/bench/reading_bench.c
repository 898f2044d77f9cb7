/* Speed of reading YAML, beside libyaml's own: a bare loop over its events, which are thrown away.
 * The goal is half of that, so that all work of ours on a byte costs no more than libyaml's.
 *
 * What is read: the flat records of the bench, 16 organisations of a nation that samples/generate
 * makes, the same as the store keeps them (canonical JSON), and a whole ministry; or the files that
 * are named, as one job. Read means: to the sealed dataset, checked against the schema of all packs
 * (the flat records' own). Megabytes a second of processor time, the best of several passes. */
#include "tests/bench/flat.h"

#include "engine/cli/discover.h"
#include "engine/cli/file.h"
#include "engine/cli/home.h"
#include "engine/cli/packs.h"
#include "engine/output/facts_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

#define ORGANIZATIONS "16"
#define PASSES 15

typedef struct Files {
    KjFile *items;
    size_t count;
    size_t bytes;
} Files;

/* ---- the two ways ---- */

static void parse(const KjFile *file)
{
    yaml_parser_t parser;
    yaml_event_t event;
    bool more = true;
    if (!yaml_parser_initialize(&parser))
        bench_stop("libyaml", "cannot begin");
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)file->data, file->len);
    while (more) {
        if (!yaml_parser_parse(&parser, &event))
            bench_stop(file->path, parser.problem);
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

/* The dataset is the caller's. */
static KjDataset *read_all(const KjSchema *schema, const Files *files)
{
    KjDiags diags;
    KjIngestOptions options = {KJ_ZONE_JAPAN};
    kj_diags_init(&diags, KJ_EN);
    KjBuilder *builder = kj_builder_new(schema, &diags);
    kj_ingest(builder, schema, files->items, files->count, &options, &diags);
    KjDataset *dataset = kj_builder_seal(builder);
    kj_builder_free(builder);
    if (diags.errors)
        bench_stop(diags.items[0].place.file, diags.items[0].body);
    kj_diags_clear(&diags);
    return dataset;
}

/* ---- measuring ---- */

static double keep_best(double best, double begin)
{
    double seconds = bench_now() - begin;
    return seconds < best ? seconds : best;
}

static void measure(const char *what, const KjSchema *schema, const Files *files)
{
    double events = 1e9, sealed = 1e9, megabytes = (double)files->bytes / 1e6;
    for (int pass = 0; pass < PASSES; pass++) {
        double begin = bench_now();
        for (size_t i = 0; i < files->count; i++)
            parse(&files->items[i]);
        events = keep_best(events, begin);
        begin = bench_now();
        kj_dataset_free(read_all(schema, files));
        sealed = keep_best(sealed, begin);
    }
    printf("%-32s %6.2f MB %8.1f MB/s, libyaml alone %6.1f MB/s, ratio %.2f\n", what, megabytes,
           megabytes / sealed, megabytes / events, events / sealed);
}

/* ---- what is read ---- */

static Files find_files(const char *const *paths, size_t count, KjArena *arena)
{
    KjFound found = {0};
    KjDiags diags;
    kj_diags_init(&diags, KJ_EN);
    if (!kj_discover(&found, paths, count, arena, &diags) ||
        !kj_found_read_all(&found, arena, &diags))
        bench_stop("data", diags.items[0].body);
    Files files = {.items = kj_arena_array(arena, found.count, sizeof *files.items),
                   .count = found.count};
    for (size_t i = 0; i < found.count; i++) {
        files.items[i] = found.files[i];
        files.bytes += found.files[i].len;
    }
    kj_found_clear(&found);
    kj_diags_clear(&diags);
    return files;
}

static Files generate(const char *home, KjArena *arena)
{
    char folder[] = "/tmp/kijun-bench-XXXXXX";
    if (!mkdtemp(folder))
        bench_stop(folder, "cannot be made");
    const char *data = kj_path_join(arena, folder, "data");
    const char *make = kj_arena_printf(arena,
                                       "'%s/samples/generate' --count " ORGANIZATIONS
                                       " --seed 7 --key '%s/key' '%s' 2>/dev/null",
                                       home, folder, data);
    const char *drop = kj_arena_printf(arena, "rm -r '%s'", folder);
    bool made = system(make) == 0;
    Files files = {0};
    if (made)
        files = find_files(&data, 1, arena);
    if (system(drop) != 0 || !made)
        bench_stop("samples/generate", "failed");
    return files;
}

/* The same organisations as the store keeps them. */
static Files as_json(const KjSchema *schema, const Files *files, KjArena *arena)
{
    KjDataset *dataset = read_all(schema, files);
    Files json = {.items = kj_arena_array(arena, files->count, sizeof *json.items)};
    for (uint32_t org = 0; org < dataset->org_count; org++) {
        KjValue facts = kj_dataset_facts(dataset, org, arena);
        KjBuf out;
        kj_buf_init(&out, 0);
        kj_facts_json(&out, schema, &facts);
        json.items[json.count++] = (KjFile){kj_arena_printf(arena, "%u.yaml", (unsigned)org),
                                            kj_arena_strndup(arena, out.data, out.len), out.len};
        json.bytes += out.len;
        kj_buf_clear(&out);
    }
    kj_dataset_free(dataset);
    return json;
}

static void measure_flat(KjArena *arena)
{
    KjLua *lua;
    KjRegistry *registry = flat_load(false, arena, &lua);
    KjBuf data;
    kj_buf_init(&data, 0);
    flat_data(&data);
    KjFile file = {"flat.yaml", data.data, data.len};
    measure("flat records", registry->schema, &(Files){&file, 1, data.len});
    kj_buf_clear(&data);
    kj_registry_free(registry);
    kj_lua_free(lua);
}

static void measure_samples(const char *home, const KjSchema *schema, KjArena *arena)
{
    const char *ministry = kj_path_join(arena, home, "samples/ministry");
    Files nation = generate(home, arena), json = as_json(schema, &nation, arena);
    Files one = find_files(&ministry, 1, arena);
    measure(ORGANIZATIONS " generated organisations", schema, &nation);
    measure("the same as a store keeps them", schema, &json);
    measure("samples/ministry", schema, &one);
}

static KjWorker *load_packs(KjPackSet *packs, KjArena *arena)
{
    const KjOptions options = {0};
    const KjSettings settings = {0};
    KjDiags diags;
    KjError error = {.message = "the packs have errors"};
    kj_diags_init(&diags, KJ_EN);
    if (kj_packs_find(packs, &options, &settings, arena, &diags) != KJ_EXIT_OK)
        bench_stop("packs", "not found");
    KjWorkerSetup setup = {.packs = packs->packs, .pack_count = packs->count, .lang = KJ_EN};
    KjWorker *worker = kj_worker_start(&setup, &diags, &error);
    if (!worker || !kj_worker_registry(worker))
        bench_stop("packs", error.message);
    kj_diags_clear(&diags);
    return worker;
}

int main(int argc, char **argv)
{
    KjArena *arena = kj_arena_new();
    KjPackSet packs = {0};
    KjWorker *worker = load_packs(&packs, arena);
    const KjSchema *schema = kj_worker_registry(worker)->schema;
    if (argc > 1) {
        Files files = find_files((const char *const *)argv + 1, (size_t)argc - 1, arena);
        measure("files", schema, &files);
    } else {
        measure_flat(arena);
        measure_samples(kj_home_find(arena), schema, arena);
    }
    kj_worker_stop(worker);
    kj_packs_clear(&packs);
    kj_arena_free(arena);
    return 0;
}
