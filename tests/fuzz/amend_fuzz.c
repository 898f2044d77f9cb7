// Any bytes as changes, one a line and as a file of changes, laid over small data: nothing may crash, hang or leak; what is wrong is
// told, in UTF-8; and what is not told leaves a dataset whose facts are facts.
#include "engine/ingest/amend_yaml.h"
#include "engine/model/facts.h"
#include "tests/unit/ingest_schema.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_CHANGES = 64 };

static const char base[] =
    "kijun: 1\norganization: { id: o, name: O }\npeople: [{ id: p, name: P, contact: {} }]\n"
    "systems:\n  - { id: a, name: A, rto: 1h, depends_on: [b], standby: { type: hot }, steps: [1] "
    "}\n"
    "  - { id: b, name: B, owner: p, rlo: [{ after: 1h }, { after: 2h }] }\n"
    "incidents: [{ id: i, title: I, reports: [{ to: x }] }]\n";
static const char other[] =
    "kijun: 1\norganization: { id: q, name: Q }\nsystems: [{ id: a, name: A }]\n";

static void must(bool holds)
{
    if (!holds)
        __builtin_trap();
}

static size_t lines_of(const char *data, size_t size, KjAmend *amends)
{
    const char *at = data, *end = data + size;
    size_t count = 0;
    while (at < end && count < MOST_CHANGES) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        const char *to = stop ? stop : end;
        amends[count++] = (KjAmend){{at, (uint32_t)(to - at)}, {.file = "--set"}};
        at = stop ? stop + 1 : end;
    }
    return count;
}

static void check_facts(const KjSchema *schema, const KjDataset *dataset)
{
    KjArena *arena = kj_arena_new();
    for (uint32_t org = 0; org < dataset->org_count; org++) {
        KjValue facts = kj_dataset_facts(dataset, org, arena), again;
        KjBuf bytes;
        kj_buf_init(&bytes, 0);
        must(kj_value_encode(&bytes, &facts));
        must(kj_facts_decode(schema, bytes.data, bytes.len, arena, &again));
        kj_buf_clear(&bytes);
    }
    kj_arena_free(arena);
}

static void check_told(KjDiags *diags)
{
    KjBuf out;
    kj_buf_init(&out, 0);
    kj_diags_sort(diags);
    kj_diags_print(diags, &out);
    must(diags->errors == 0 || out.len > 0);
    must(out.len == 0 || kj_utf8_valid(out.data, out.len, NULL));
    kj_buf_clear(&out);
}

static void lay_over(const KjSchema *schema, const KjAmend *amends, size_t count, KjDiags *diags)
{
    const KjFile files[] = {{"o.yaml", base, sizeof base - 1}, {"q.yaml", other, sizeof other - 1}};
    KjIngestOptions options = {.zone = KJ_ZONE_JAPAN};
    KjBuilder *builder = kj_builder_new(schema, diags);
    kj_ingest(builder, schema, files, 2, &options, diags);
    kj_amend(builder, schema, amends, count, &options, diags);
    KjDataset *dataset = kj_builder_seal(builder);
    kj_builder_free(builder);
    if (diags->errors == 0)
        check_facts(schema, dataset);
    check_told(diags);
    kj_dataset_free(dataset);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static KjSchema *schema; // the same for every input
    KjArena *arena = kj_arena_new();
    KjAmend amends[MOST_CHANGES];
    KjError error;
    KjDiags diags;
    if (!schema)
        schema = sample_schema(&error);
    must(schema != NULL);
    KjText text = {kj_arena_strndup(arena, (const char *)data, size), (uint32_t)size};
    size_t count = lines_of(text.data, size, amends);
    kj_diags_init(&diags, size % 2 ? KJ_EN : KJ_JA);
    lay_over(schema, amends, count, &diags);
    kj_diags_clear(&diags);
    kj_diags_init(&diags, KJ_EN);
    KjAmendList list = kj_amend_yaml("changes.yaml", text, arena, &diags);
    lay_over(schema, list.items, list.count < MOST_CHANGES ? list.count : MOST_CHANGES, &diags);
    kj_diags_clear(&diags);
    kj_arena_free(arena);
    return 0;
}
