// Any bytes as a pack. After a first byte that says which: a file of declarations, the manifest
// (pack.lua), or the document that the loader gives and a worker sends to its parent, from which the
// registry is made: it may have been forged. Text that is refused has problems with places, and
// nothing ends in an internal error.
#include "tests/fuzz/small_world.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// What a fresh state for every input would cost is saved: stdlib is loaded once for so many.
#define INPUTS_PER_STATE 100

static void try_document(const char *data, size_t size)
{
    KjArena *arena = kj_arena_new();
    KjValue document;
    KjError error = {0};
    const char *at = data;
    if (kj_value_decode(arena, &at, data + size, &document)) {
        KjRegistry *registry = kj_registry_new(&document, &error);
        if (!registry && !error.message[0])
            small_stop("registry", "is refused without a word");
        kj_registry_free(registry);
    }
    kj_arena_free(arena);
}

static void try_text(SmallWorld *world, bool manifest, const char *data, size_t size)
{
    static int inputs;
    KjArena *arena = kj_arena_new();
    KjLuaSource head = world->head;
    const char *text = kj_arena_strndup(arena, data, size);
    if (inputs++ % INPUTS_PER_STATE == 0)
        small_fresh_state(world);
    if (manifest) {
        world->head.text = text;
        world->head.len = size;
        small_load(world, "", 0, arena);
    } else {
        small_load(world, text, size, arena);
    }
    world->head = head;
    kj_arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static SmallWorld *world; // the same for every input
    if (!world) {
        world = kj_alloc(sizeof *world);
        small_init(world);
    }
    if (size > 0 && data[0] == 'd')
        try_document((const char *)data + 1, size - 1);
    else if (size > 0)
        try_text(world, data[0] == 'm', (const char *)data + 1, size - 1);
    return 0;
}
