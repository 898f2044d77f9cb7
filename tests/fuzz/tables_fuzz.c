// Any bytes as table files: a line "= name" begins a file name.csv, what follows are its bytes. All
// are read beside an organisation. Nothing may crash, hang or leak, and what is wrong must have been
// told before a dataset lacks anything; in another order of files the same is told.
#include "engine/ingest/ingest.h"
#include "tests/unit/ingest_schema.h"

#include <stdint.h>
#include <stdio.h>

#define MOST_FILES 8

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct Input {
    KjFile files[MOST_FILES];
    char names[MOST_FILES][64];
    size_t count;
} Input;

static void add_file(Input *input, const char *name, size_t len)
{
    char *kept = input->names[input->count];
    len = len < 32 ? len : 32;
    snprintf(kept, sizeof input->names[0], "%.*s.csv", (int)len, name);
    for (size_t i = 0; kept[i]; i++)
        kept[i] = kept[i] == '/' || (unsigned char)kept[i] < ' ' ? '_' : kept[i];
    input->files[input->count++] = (KjFile){.path = kept};
}

static void split(Input *input, const char *data, size_t size)
{
    static const char org[] = "id,name\no,O\n";
    *input = (Input){.count = 0};
    add_file(input, "organization", 12);
    input->files[0].data = org;
    input->files[0].len = sizeof org - 1;
    while (size > 0) {
        const char *line = memchr(data, '\n', size);
        size_t len = line ? (size_t)(line - data) + 1 : size;
        KjFile *last = &input->files[input->count - 1];
        if (len > 2 && memcmp(data, "= ", 2) == 0 && input->count < MOST_FILES) {
            add_file(input, data + 2, len - 2 - (line != NULL));
            input->files[input->count - 1].data = data + len;
        } else if (input->count > 1) {
            last->len += len;
        }
        data += len;
        size -= len;
    }
}

static KjBuf told(const KjSchema *schema, const Input *input, KjLang lang)
{
    KjIngestOptions options = {.zone = KJ_ZONE_JAPAN};
    KjDiags diags;
    KjBuf out;
    kj_buf_init(&out, 0);
    kj_diags_init(&diags, lang);
    KjBuilder *builder = kj_builder_new(schema, &diags);
    kj_ingest(builder, schema, input->files, input->count, &options, &diags);
    KjDataset *dataset = kj_builder_seal(builder);
    kj_diags_sort(&diags);
    kj_diags_print(&diags, &out);
    if (diags.errors > 0 && out.len == 0)
        __builtin_trap();
    if (out.len > 0 && !kj_utf8_valid(out.data, out.len, NULL))
        __builtin_trap();
    kj_dataset_free(dataset);
    kj_builder_free(builder);
    kj_diags_clear(&diags);
    return out;
}

static void turn_around(Input *input)
{
    for (size_t i = 0; i < input->count / 2; i++) {
        KjFile file = input->files[i];
        input->files[i] = input->files[input->count - 1 - i];
        input->files[input->count - 1 - i] = file;
    }
}

// Files of the same name are told apart by their order alone.
static bool has_twins(const Input *input)
{
    for (size_t i = 0; i < input->count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(input->names[i], input->names[k]) == 0)
                return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static KjSchema *schema; // the same for every input
    KjError error;
    Input input;
    if (!schema)
        schema = sample_schema(&error);
    if (!schema)
        __builtin_trap();
    split(&input, (const char *)data, size);
    KjBuf one = told(schema, &input, size % 2 ? KJ_JA : KJ_EN);
    turn_around(&input);
    KjBuf other = told(schema, &input, size % 2 ? KJ_JA : KJ_EN);
    if (!has_twins(&input) && one.data &&
        (one.len != other.len || memcmp(one.data, other.data, one.len) != 0))
        __builtin_trap();
    kj_buf_clear(&one);
    kj_buf_clear(&other);
    return 0;
}
