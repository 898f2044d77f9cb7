// Any bytes as a data file (of YAML; of CSV if they do not begin like one): facts that are read
// without errors come back the same from YAML and, as far as cells can hold them, from CSV.
#include "engine/ingest/ingest.h"
#include "engine/output/facts_tables.h"
#include "engine/output/facts_yaml.h"
#include "tests/unit/ingest_schema.h"

#include <stdint.h>
#include <stdio.h>

#define MOST_FILES 16

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static KjDataset *read_files(const KjSchema *schema, const KjFile *files, size_t count,
                             KjDiags *diags)
{
    KjIngestOptions options = {.zone = KJ_ZONE_JAPAN};
    KjBuilder *builder = kj_builder_new(schema, diags);
    kj_ingest(builder, schema, files, count, &options, diags);
    KjDataset *dataset = kj_builder_seal(builder);
    kj_builder_free(builder);
    return dataset;
}

static void expect_back(const KjSchema *schema, const KjValue *facts, const KjFile *files,
                        size_t count)
{
    KjArena *arena = kj_arena_new();
    KjDiags diags;
    kj_diags_init(&diags, KJ_EN);
    KjDataset *again = read_files(schema, files, count, &diags);
    KjValue back = again->org_count == 1 ? kj_dataset_facts(again, 0, arena) : kj_value_none();
    if (diags.errors || !kj_value_equal(facts, &back))
        __builtin_trap();
    kj_dataset_free(again);
    kj_diags_clear(&diags);
    kj_arena_free(arena);
}

static void through_yaml(const KjSchema *schema, const KjValue *facts)
{
    KjBuf out;
    kj_buf_init(&out, 0);
    kj_facts_yaml(&out, schema, facts, KJ_ZONE_JAPAN);
    expect_back(schema, facts, &(KjFile){"data.yaml", out.data, out.len}, 1);
    kj_buf_clear(&out);
}

static void through_csv(const KjSchema *schema, const KjValue *facts)
{
    static const KjTablesOptions options = {.zone = KJ_ZONE_JAPAN};
    KjFile files[MOST_FILES];
    KjBuf bytes[MOST_FILES];
    char names[MOST_FILES][64];
    KjDiags diags;
    kj_diags_init(&diags, KJ_EN);
    KjBookOut *book = kj_facts_tables(schema, facts, &options, &diags);
    size_t count = diags.errors || book->count > MOST_FILES ? 0 : book->count;
    for (size_t i = 0; i < count; i++) {
        kj_buf_init(&bytes[i], 0);
        kj_book_csv(book->sheets[i], &bytes[i]);
        snprintf(names[i], sizeof names[i], "%s.csv", book->sheets[i]->name.data);
        files[i] = (KjFile){names[i], bytes[i].data, bytes[i].len};
    }
    if (count)
        expect_back(schema, facts, files, count);
    for (size_t i = 0; i < count; i++)
        kj_buf_clear(&bytes[i]);
    kj_book_free(book);
    kj_diags_clear(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char org[] = "kijun: 1\norganization: { id: o, name: O }\n";
    static KjSchema *schema; // the same for every input
    KjError error;
    if (!schema)
        schema = sample_schema(&error);
    if (!schema)
        __builtin_trap();
    bool yaml = size >= 5 && memcmp(data, "kijun", 5) == 0;
    const KjFile files[] = {{"a.yaml", org, sizeof org - 1},
                            {yaml ? "b.yaml" : "systems.csv", (const char *)data, size}};
    KjArena *arena = kj_arena_new();
    KjDiags diags;
    kj_diags_init(&diags, KJ_EN);
    KjDataset *dataset = read_files(schema, files, 2, &diags);
    if (diags.errors == 0) {
        KjValue facts = kj_dataset_facts(dataset, 0, arena);
        if (!kj_facts_check(schema, &facts))
            __builtin_trap();
        through_yaml(schema, &facts);
        through_csv(schema, &facts);
    }
    kj_dataset_free(dataset);
    kj_diags_clear(&diags);
    kj_arena_free(arena);
    return 0;
}
