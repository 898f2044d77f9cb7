/* A worker's life: it closes the door behind it (engine/base/door.h), with the one connection inside,
 * loads the packs it was born with, or takes up what is kept of them, and then takes jobs. Out of memory
 * it says so and ends. */
#include "engine/eval/labour.h"

#include "engine/base/door.h"
#include "engine/eval/channel.h"
#include "engine/eval/labour_parts.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

const char *kj_labour_in(const KjLabour *labour, const char *ja, const char *en)
{
    return labour->setup->lang == KJ_JA ? ja : en;
}

static void out_of_memory(void *ctx, size_t wanted)
{
    KjLabour *labour = ctx;
    const char *text = kj_labour_in(labour, "作業プロセスのメモリが足りません",
                                    "out of memory in the worker process");
    (void)wanted;
    if (labour->watch)
        labour->watch->exhausted = true;
    kj_channel_send(labour->fd, KJ_FRAME_FAILED, text, strlen(text));
    _exit(KJ_EXIT_SYSTEM);
}

_Noreturn void kj_labour_fail(const KjLabour *labour, const KjError *error)
{
    char text[sizeof error->message + 64];
    int len = snprintf(
        text, sizeof text, "%s: %s",
        kj_labour_in(labour, "作業プロセスの内部の誤り", "internal error in the worker process"),
        error->message);
    kj_channel_send(labour->fd, KJ_FRAME_FAILED, text, len > 0 ? (size_t)len : 0);
    _exit(KJ_EXIT_SYSTEM);
}

void kj_labour_vouch(const KjLabour *labour)
{
    KjError error;
    const char *unfit = kj_lua_unfit(labour->lua);
    if (!unfit)
        return;
    kj_error_set(&error, KJ_EXIT_SYSTEM, "%s", unfit);
    kj_labour_fail(labour, &error);
}

/* ---- loading ---- */

static KjValue files_value(const KjLuaSource *files, size_t count, KjArena *arena)
{
    KjTree list = kj_tree_list(arena);
    for (size_t i = 0; i < count; i++) {
        KjTree file = kj_tree_map(arena);
        kj_tree_set(&file, "name", kj_value_text(kj_text(files[i].name)));
        kj_tree_set(&file, "text", kj_value_text((KjText){files[i].text, (uint32_t)files[i].len}));
        kj_tree_add(&list, file.value);
    }
    return list.value;
}

static KjValue pack_value(const KjPackSource *pack, KjArena *arena)
{
    KjTree map = kj_tree_map(arena);
    kj_tree_set(&map, "name", kj_value_text(kj_text(pack->name)));
    kj_tree_set(&map, "display", kj_value_text(kj_text(pack->display)));
    kj_tree_set(&map, "hash", kj_value_text(kj_text(pack->hash ? pack->hash : "")));
    kj_tree_set(&map, "selected", kj_value_bool(pack->selected));
    kj_tree_set(&map, "files", files_value(pack->files, pack->file_count, arena));
    if (pack->installed)
        kj_tree_set(&map, "installed", kj_value_bool(true));
    if (pack->test_count)
        kj_tree_set(&map, "tests", files_value(pack->tests, pack->test_count, arena));
    return map.value;
}

static KjValue load_argument(const KjWorkerSetup *setup, KjArena *arena)
{
    KjTree map = kj_tree_map(arena), packs = kj_tree_list(arena);
    for (size_t i = 0; i < setup->pack_count; i++)
        kj_tree_add(&packs, pack_value(&setup->packs[i], arena));
    kj_tree_set(&map, "packs", packs.value);
    kj_tree_set(&map, "lang", kj_value_text(setup->lang == KJ_JA ? KJ_TEXT("ja") : KJ_TEXT("en")));
    return map.value;
}

static void begin_lua(KjLabour *labour)
{
    KjLuaLimits limits = {0};
    KjError error;
    labour->lua = kj_lua_new(&limits, &error);
    if (labour->lua)
        kj_lua_watch(labour->lua, labour->watch);
    if (!labour->lua ||
        !kj_lua_stdlib(labour->lua, labour->setup->stdlib, labour->setup->stdlib_count, &error))
        kj_labour_fail(labour, &error);
}

static void report(const KjLabour *labour, const KjValue *loaded)
{
    if (!kj_channel_send_value(labour->fd, KJ_FRAME_LOADED, loaded))
        _exit(KJ_EXIT_SYSTEM);
}

/* False: as if nothing were kept. */
static bool resume(KjLabour *labour)
{
    KjArena *arena = kj_arena_new();
    KjTree map = kj_tree_map(arena);
    KjError error;
    begin_lua(labour);
    bool ok = kj_kept_resume(labour->kept, labour->setup, labour->lua, &error);
    if (ok) {
        labour->registry = labour->kept->registry;
        kj_tree_set(&map, "resumed", kj_value_bool(true));
        report(labour, &map.value);
    } else {
        kj_lua_free(labour->lua);
    }
    kj_arena_free(arena);
    return ok;
}

/* module: of stdlib, which says what is reported */
static void load(KjLabour *labour, const char *module)
{
    KjArena *arena = kj_arena_new();
    KjValue argument = load_argument(labour->setup, arena), loaded = kj_value_none();
    KjError error;
    begin_lua(labour);
    if (!kj_lua_call(labour->lua, module, "load", &argument, arena, &loaded, &error))
        kj_labour_fail(labour, &error);
    const KjValue *document = kj_map_get(&loaded, "document");
    if (document && document->type != KJ_NONE) {
        labour->registry = kj_registry_new(document, &error);
        if (!labour->registry)
            kj_labour_fail(labour, &error);
    }
    report(labour, &loaded);
    kj_arena_free(arena);
}

/* ---- the door ---- */

/* Without a filter of system calls only packs that are known to be harmless are loaded. */
static void accept_open_door(const KjLabour *labour, const char *why)
{
    const KjWorkerSetup *setup = labour->setup;
    char text[400];
    if (labour->watch)
        labour->watch->open = true;
    for (size_t i = 0; i < setup->pack_count; i++) {
        if (setup->packs[i].trusted)
            continue;
        int len = snprintf(
            text, sizeof text,
            kj_labour_in(
                labour,
                "この環境にはシステムコールを制限する機能（seccomp）がないので（%s）、基準パック"
                "「%.80s」は動かせません。seccomp のあるカーネルやコンテナーで実行してください",
                "there is no filter of system calls here (seccomp: %s), so pack '%.80s' cannot be "
                "run; use a kernel or container that has seccomp"),
            why, setup->packs[i].name);
        kj_channel_send(labour->fd, KJ_FRAME_FAILED, text,
                        len < (int)sizeof text ? (size_t)len : sizeof text - 1);
        _exit(KJ_EXIT_SYSTEM);
    }
}

static void close_door(KjLabour *labour)
{
    const KjWorkerSetup *setup = labour->setup;
    KjDoor door = {.fd = labour->fd, .memory = setup->memory, .seconds = setup->load_seconds};
    labour->tables = kj_ingest_tables();
    if (!kj_door_close(&door))
        accept_open_door(labour, door.why);
}

void kj_labour(const KjWorkerSetup *setup, const KjKept *kept, const char *module, KjWatch *watch,
               int fd)
{
    KjLabour labour = {.setup = setup, .kept = kept, .watch = watch, .fd = fd};
    KjFrameKind kind;
    KjBuf bytes;
    bool timed_out;
    kj_mem_on_exhaustion(out_of_memory, &labour);
    close_door(&labour);
    if (!kept || !resume(&labour))
        load(&labour, module ? module : "loader");
    kj_buf_init(&bytes, KJ_FRAME_MAX);
    while (kj_channel_receive(fd, 0, &kind, &bytes, &timed_out) && kind == KJ_FRAME_JOB)
        if (labour.registry) /* else the job was sent before it was known that packs have errors */
            kj_labour_work(&labour, &bytes);
    /* What it holds ends with the process. */
}
