// Any body of a packs.kj, with a head that fits: it is refused, or becomes a registry, and functions
// that are found again or said to be missing.
#include "engine/eval/kept.h"
#include "tests/fuzz/small_world.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static SmallWorld world;
static KjLuaSource files[3];
static KjPackSource packs[1];

static void init(void)
{
    small_init(&world);
    files[0] = world.head;
    files[1] = world.kinds;
    files[2] = world.rules;
    packs[0] = (KjPackSource){.name = "small",
                              .display = "small",
                              .hash = "",
                              .trusted = true,
                              .selected = true,
                              .files = files,
                              .file_count = 3};
}

static void try(const KjWorkerSetup *setup)
{
    KjKept *kept = kj_kept_read(setup);
    KjError error = {0};
    if (!kept)
        return;
    KjLua *lua = kj_lua_new(NULL, &error);
    if (!lua || !kj_lua_stdlib(lua, NULL, 0, &error))
        small_stop("Lua", error.message);
    bool resumed = kj_kept_resume(kept, setup, lua, &error);
    if (!resumed && !error.message[0])
        small_stop("resuming", "failed without a word");
    for (size_t i = 1; resumed && i <= kept->functions->count; i++)
        if (!kj_lua_take_up(lua, (int64_t)i) && !kj_lua_unfit(lua))
            small_stop("a function", "is not there, and nothing is told");
    kj_lua_free(lua);
    kj_kept_free(kept);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    KjBuf file;
    if (!packs[0].name)
        init();
    KjWorkerSetup setup = {.packs = packs, .pack_count = 1, .lang = KJ_EN};
    kj_buf_init(&file, 0);
    kj_kept_wrap(&setup, (KjText){(const char *)data, (uint32_t)size}, &file);
    setup.kept = (KjText){file.data, (uint32_t)file.len};
    try(&setup);
    kj_buf_clear(&file);
    return 0;
}
