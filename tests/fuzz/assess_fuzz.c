// Any bytes as the data of an organisation that is then judged, with and without traces, by a pack
// with rules of every form; every verdict is explained for one record.
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static SmallWorld *world; // the same for every input
    if (!world)
        world = new_world();
    const KjFile files[] = {{"a/o.yaml", (const char *)data, size},
                            {"b/o.yaml", world->data.text, world->data.len}};
    small_assess(world, files, 2, size % 2, size % 3 ? KJ_JA : KJ_EN);
    return 0;
}
