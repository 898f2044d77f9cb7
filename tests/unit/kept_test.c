// A kept file is read for the packs it was made of and for no others; a changed one is refused, and one
// that was changed with its sum is refused too or does no harm.
#include "engine/eval/kept.h"
#include "tests/fuzz/small_world.h"
#include "tests/unit/check.h"

enum { FLIPS = 500, HEAD = 88 };

typedef struct Bench {
    SmallWorld world;
    KjLuaSource files[3];
    KjPackSource pack;
    KjWorkerSetup setup; // kept: of the small pack
    KjBuf file;
} Bench;

static void begin(Bench *bench)
{
    KjDiags diags;
    KjError error = {0};
    *bench = (Bench){0};
    small_init(&bench->world);
    bench->files[0] = bench->world.head;
    bench->files[1] = bench->world.kinds;
    bench->files[2] = bench->world.rules;
    bench->pack = (KjPackSource){.name = "small",
                                 .display = "rules/small",
                                 .hash = "0123",
                                 .trusted = true,
                                 .selected = true,
                                 .files = bench->files,
                                 .file_count = 3};
    bench->setup = (KjWorkerSetup){.packs = &bench->pack, .pack_count = 1, .lang = KJ_EN};
    kj_buf_init(&bench->file, 0);
    kj_diags_init(&diags, KJ_EN);
    CHECK(kj_worker_keep(&bench->setup, &bench->file, &diags, &error));
    CHECK_STR(error.message, "");
    bench->setup.kept = (KjText){bench->file.data, (uint32_t)bench->file.len};
    kj_diags_clear(&diags);
}

static void end(Bench *bench)
{
    kj_buf_clear(&bench->file);
    kj_arena_free(bench->world.arena);
}

static bool is_fit(const Bench *bench)
{
    KjKept *kept = kj_kept_read(&bench->setup);
    kj_kept_free(kept);
    return kept != NULL;
}

static bool resumes(const Bench *bench, const KjKept *kept)
{
    KjError error = {0};
    KjLua *lua = kj_lua_new(NULL, &error);
    bool ok = lua && kj_lua_stdlib(lua, NULL, 0, &error) &&
              kj_kept_resume(kept, &bench->setup, lua, &error);
    CHECK(ok || error.message[0]);
    for (size_t i = 1; ok && i <= kept->functions->count; i++)
        ok = kj_lua_take_up(lua, (int64_t)i) && !kj_lua_unfit(lua);
    CHECK(ok || error.message[0] || kj_lua_unfit(lua));
    kj_lua_free(lua);
    return ok;
}

TEST(what_is_kept_comes_back)
{
    Bench bench;
    begin(&bench);
    KjKept *kept = kj_kept_read(&bench.setup);
    CHECK(kept);
    CHECK_INT(kept->registry->pack_count, 1);
    CHECK(kept->registry->packs[0].selected);
    CHECK_INT(kept->registry->rule_count, 15);
    CHECK_INT(kept->functions->count, 7);
    CHECK_STR(kept->registry->rules[0].place.file, "rules/small/rules.lua");
    CHECK(resumes(&bench, kept));
    kj_kept_free(kept);
    end(&bench);
}

TEST(functions_are_there_when_asked_for_and_no_others)
{
    Bench bench;
    KjError error = {0};
    begin(&bench);
    KjKept *kept = kj_kept_read(&bench.setup);
    KjLua *lua = kj_lua_new(NULL, &error);
    CHECK(kept && kj_lua_stdlib(lua, NULL, 0, &error) &&
          kj_kept_resume(kept, &bench.setup, lua, &error));
    CHECK(!kj_lua_take_up(lua, 0) && !kj_lua_take_up(lua, 8) && !kj_lua_unfit(lua));
    CHECK(kj_lua_take_up(lua, 7) && kj_lua_take_up(lua, 1));
    kj_lua_free(lua);
    kj_kept_free(kept);
    end(&bench);
}

// Verdicts that a function was missing for must not pass for those of a judgement.
TEST(a_file_that_does_not_hold_its_function_is_told)
{
    Bench bench;
    KjError error = {0};
    begin(&bench);
    KjKept *kept = kj_kept_read(&bench.setup);
    KjLua *lua = kj_lua_new(NULL, &error);
    CHECK(kept && kj_lua_stdlib(lua, NULL, 0, &error) &&
          kj_kept_resume(kept, &bench.setup, lua, &error));
    kj_lua_free(lua);
    bench.files[2].text = "local nothing";
    bench.files[2].len = strlen(bench.files[2].text);
    lua = kj_lua_new(NULL, &error);
    CHECK(kj_lua_stdlib(lua, NULL, 0, &error) && kj_kept_resume(kept, &bench.setup, lua, &error));
    bool all = true;
    for (int64_t i = 1; i <= 7; i++)
        all &= kj_lua_take_up(lua, i);
    CHECK(!all && kj_lua_unfit(lua) && strstr(kj_lua_unfit(lua), "has changed"));
    kj_lua_free(lua);
    kj_kept_free(kept);
    end(&bench);
}

TEST(which_packs_are_selected_is_not_kept)
{
    Bench bench;
    begin(&bench);
    bench.pack.selected = false;
    KjKept *kept = kj_kept_read(&bench.setup);
    CHECK(kept && !kept->registry->packs[0].selected);
    kj_kept_free(kept);
    end(&bench);
}

TEST(it_is_for_the_packs_it_was_made_of)
{
    Bench bench;
    begin(&bench);
    KjPackSource two[2] = {bench.pack, bench.pack};
    bench.pack.hash = "0124";
    CHECK(!is_fit(&bench));
    bench.pack = two[0];
    bench.pack.display = "small";
    CHECK(!is_fit(&bench));
    bench.pack = two[0];
    bench.pack.name = "smaller";
    CHECK(!is_fit(&bench));
    bench.setup.packs = two;
    bench.setup.pack_count = 2;
    CHECK(!is_fit(&bench));
    bench.setup.pack_count = 0;
    CHECK(!is_fit(&bench));
    bench.setup.pack_count = 1;
    CHECK(is_fit(&bench));
    bench.setup.stdlib = bench.world.stdlib;
    CHECK(!is_fit(&bench));
    end(&bench);
}

static uint32_t below(uint64_t *state, size_t limit)
{
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)((*state >> 33) % limit);
}

TEST(any_changed_bit_is_found)
{
    Bench bench;
    uint64_t state = 1;
    begin(&bench);
    for (int i = 0; i < FLIPS; i++) {
        size_t at = i < HEAD ? (size_t)i : below(&state, bench.file.len);
        char bit = (char)(1 << below(&state, 8));
        bench.file.data[at] = (char)(bench.file.data[at] ^ bit);
        CHECK(!is_fit(&bench));
        bench.file.data[at] = (char)(bench.file.data[at] ^ bit);
    }
    CHECK(is_fit(&bench));
    end(&bench);
}

TEST(a_file_that_was_cut_is_found)
{
    Bench bench;
    begin(&bench);
    for (bench.setup.kept.len = 0; bench.setup.kept.len < 2 * HEAD; bench.setup.kept.len++)
        CHECK(!is_fit(&bench));
    bench.setup.kept.len = (uint32_t)bench.file.len - 1;
    CHECK(!is_fit(&bench));
    end(&bench);
}

TEST(a_body_that_was_changed_with_its_sum_does_no_harm)
{
    Bench bench;
    KjBuf file;
    uint64_t state = 2;
    int refused = 0, taken = 0;
    begin(&bench);
    kj_buf_init(&file, 0);
    KjText body = {bench.file.data + HEAD, (uint32_t)bench.file.len - HEAD};
    for (int i = 0; i < FLIPS; i++) {
        size_t at = HEAD + below(&state, body.len);
        char bit = (char)(1 << below(&state, 8));
        bench.file.data[at] = (char)(bench.file.data[at] ^ bit);
        kj_buf_reset(&file);
        CHECK(kj_kept_wrap(&bench.setup, body, &file));
        bench.setup.kept = (KjText){file.data, (uint32_t)file.len};
        KjKept *kept = kj_kept_read(&bench.setup);
        if (kept)
            resumes(&bench, kept);
        ++*(kept ? &taken : &refused);
        kj_kept_free(kept);
        bench.file.data[at] = (char)(bench.file.data[at] ^ bit);
    }
    CHECK(refused > 0 && taken > 0);
    kj_buf_clear(&file);
    end(&bench);
}

int main(void)
{
    return RUN(what_is_kept_comes_back, functions_are_there_when_asked_for_and_no_others,
               a_file_that_does_not_hold_its_function_is_told, which_packs_are_selected_is_not_kept,
               it_is_for_the_packs_it_was_made_of, any_changed_bit_is_found,
               a_file_that_was_cut_is_found, a_body_that_was_changed_with_its_sum_does_no_harm);
}
