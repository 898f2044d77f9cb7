// Any bytes as the data of an organisation that is then judged, with and without traces, by a pack
// with rules of every form; every verdict is explained for one record.
#include "engine/eval/due.h"
#include "tests/fuzz/small_world.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static SmallWorld *new_world(void)
{
    SmallWorld *world = kj_alloc(sizeof *world);
    KjArena *arena = kj_arena_new();
    small_init(world);
    small_fresh_state(world);
    small_load(world, world->rules.text, world->rules.len, arena);
    kj_arena_free(arena);
    return world;
}

typedef struct Again {
    SmallWorld *world;
    const KjFile *files;
} Again;

static KjDataset *read_again(void *ctx, KjDiags *diags)
{
    const Again *again = ctx;
    KjIngestOptions options = {.zone = KJ_ZONE_JAPAN};
    KjBuilder *builder = kj_builder_new(again->world->registry->schema, diags);
    kj_ingest(builder, again->world->registry->schema, again->files, 2, &options, diags);
    KjDataset *dataset = kj_builder_seal(builder);
    kj_builder_free(builder);
    return dataset;
}

// A few days on either side, as kijun due goes over them: what is due lies within them, in order.
static void check_due(SmallWorld *world, const KjFile *files, KjLang lang)
{
    Again again = {world, files};
    KjDueSource source = {.registry = world->registry,
                          .lua = world->lua,
                          .options = {.as_of = SMALL_AS_OF, .zone = KJ_ZONE_JAPAN, .lang = lang},
                          .since = SMALL_AS_OF - 3,
                          .last = SMALL_AS_OF + 3,
                          .person = KJ_TEXT("p"),
                          .read = read_again,
                          .ctx = &again};
    KjDiags diags;
    kj_diags_init(&diags, lang);
    KjRun *run = kj_due_run(&source, &diags);
    if (!run && diags.errors == 0)
        small_stop("due", "neither a run nor an error");
    for (size_t o = 0; run && o < run->organization_count; o++) {
        const KjOrgResult *org = &run->organizations[o];
        for (size_t i = 0; i < org->due_count; i++) {
            int32_t day = org->dues[i].day;
            if (day <= SMALL_AS_OF - 3 || day > SMALL_AS_OF + 4 ||
                org->dues[i].over != (day <= SMALL_AS_OF) || (i > 0 && day < org->dues[i - 1].day))
                small_stop("due", "a day that is not looked at, or out of order");
        }
    }
    if (run)
        small_send(run);
    kj_run_free(run);
    kj_diags_clear(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static SmallWorld *world; // the same for every input
    if (!world)
        world = new_world();
    const KjFile files[] = {{"a/o.yaml", (const char *)data, size},
                            {"b/o.yaml", world->data.text, world->data.len}};
    small_assess(world, files, 2, size % 2, size % 3 ? KJ_JA : KJ_EN);
    check_due(world, files, size % 3 ? KJ_JA : KJ_EN);
    return 0;
}
