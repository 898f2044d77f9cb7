// Files in memory read into a dataset of the sample schema, with all that is told; for the tests of
// the readers.
#ifndef KJ_TESTS_UNIT_INGEST_READ_H
#define KJ_TESTS_UNIT_INGEST_READ_H

#include "engine/ingest/ingest.h"
#include "tests/unit/check.h"
#include "tests/unit/ingest_schema.h"

typedef struct Read {
    KjSchema *schema;
    KjDiags diags;
    KjBuilder *builder;
    KjDataset *dataset;
    KjArena *arena;
    KjBuf told;
} Read;

static inline Read read_files(const KjFile *files, size_t count, KjLang lang)
{
    Read read = {.arena = kj_arena_new()};
    KjError error = {0};
    KjIngestOptions options = {.zone = KJ_ZONE_JAPAN};
    read.schema = sample_schema(&error);
    CHECK_STR(error.message, "");
    kj_diags_init(&read.diags, lang);
    kj_buf_init(&read.told, 0);
    kj_buf_puts(&read.told, "");
    read.builder = kj_builder_new(read.schema, &read.diags);
    kj_ingest(read.builder, read.schema, files, count, &options, &read.diags);
    read.dataset = kj_builder_seal(read.builder);
    kj_diags_sort(&read.diags);
    kj_diags_print(&read.diags, &read.told);
    return read;
}

static inline void clear(Read *read)
{
    kj_buf_clear(&read->told);
    kj_dataset_free(read->dataset);
    kj_builder_free(read->builder);
    kj_diags_clear(&read->diags);
    kj_schema_free(read->schema);
    kj_arena_free(read->arena);
}

static inline KjFile file(const char *path, const char *text)
{
    return (KjFile){path, text, strlen(text)};
}

static inline KjValue value_of(Read *read, int kind, const char *id, const char *field)
{
    int32_t row = kj_dataset_find(read->dataset, 0, kind, kj_text(id));
    int32_t index = kj_kind_field(&read->schema->kinds[kind], kj_text(field));
    CHECK(row >= 0 && index >= 0);
    if (row < 0 || index < 0)
        return kj_value_none();
    return kj_dataset_get(read->dataset, (KjRef){kind, row}, index, read->arena);
}

static inline const char *text_of(Read *read, int kind, const char *id, const char *field)
{
    KjValue value = value_of(read, kind, id, field);
    bool text = value.type == KJ_TEXT_TYPE || value.type == KJ_ENUM;
    return text ? kj_arena_strndup(read->arena, value.u.text.data, value.u.text.len) : "(no text)";
}

#endif
