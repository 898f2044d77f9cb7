// Any bytes as a data file: beside an organisation, as one, and as settings. Nothing may crash,
// hang or leak, and what is wrong must have been told before a dataset lacks anything.
#include "engine/ingest/ingest.h"
#include "tests/unit/ingest_schema.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void seal_and_print(KjBuilder *builder, KjDiags *diags)
{
    KjDataset *dataset = kj_builder_seal(builder);
    KjBuf out;
    kj_buf_init(&out, 0);
    kj_diags_sort(diags);
    kj_diags_print(diags, &out);
    if (diags->errors > 0 && out.len == 0)
        __builtin_trap();
    if (out.len > 0 && !kj_utf8_valid(out.data, out.len, NULL))
        __builtin_trap();
    kj_buf_clear(&out);
    kj_dataset_free(dataset);
}

static void read_as_data(const KjSchema *schema, const uint8_t *data, size_t size, KjLang lang)
{
    static const char other[] = "kijun: 1\norganization: { id: o, name: O }\n";
    KjIngestOptions options = {.zone = KJ_ZONE_JAPAN};
    const KjFile files[] = {{"a/b.yaml", (const char *)data, size},
                            {"org.yaml", other, sizeof other - 1}};
    KjDiags diags;
    kj_diags_init(&diags, lang);
    KjBuilder *builder = kj_builder_new(schema, &diags);
    kj_ingest(builder, schema, files, 2, &options, &diags);
    seal_and_print(builder, &diags);
    kj_builder_free(builder);
    kj_diags_clear(&diags);
}

static void read_as_tree(const uint8_t *data, size_t size)
{
    KjArena *arena = kj_arena_new();
    KjDiags diags;
    KjValue value;
    kj_diags_init(&diags, KJ_EN);
    bool good = kj_yaml_tree("kijun.yaml", (const char *)data, size, arena, &diags, &value);
    if (good != (diags.errors == 0))
        __builtin_trap();
    kj_diags_clear(&diags);
    kj_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static KjSchema *schema; // the same for every input
    KjError error;
    if (!schema)
        schema = sample_schema(&error);
    if (!schema)
        __builtin_trap();
    read_as_data(schema, data, size, size % 2 ? KJ_JA : KJ_EN);
    read_as_tree(data, size);
    return 0;
}
