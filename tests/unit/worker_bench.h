// A pack of one rule, whose function runs until its budget is used up, again and again, and workers with
// it; for tests of what becomes of workers.
#ifndef KJ_TESTS_UNIT_WORKER_BENCH_H
#define KJ_TESTS_UNIT_WORKER_BENCH_H

#include "engine/cli/home.h"
#include "engine/eval/worker.h"
#include "tests/unit/check.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const char HEAD[] =
    "pack 'p' { version = '1.0.0', title = { ja = '題', en = 'T' }, documents = { D = { title = {\n"
    "ja = '書', en = 'D' }, edition = '1', status = 'final' } }, deviation = 'reason',\n"
    "level = 'recommended', files = { 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h' } }\n";
static const char RULES[] =
    "kind 'organization' { singleton = true, title = { ja = '組織', en = 'Organisation' },\n"
    "  plural = 'organizations', fields = { field('name', 'text', '名称', 'Name') } }\n"
    "kind 'item' { title = { ja = '品', en = 'Item' }, fields = {} }\n"
    "rule '1' { kind = 'item', title = { ja = '題', en = 'T' }, actor = 'a',\n"
    "  remedy = { ja = '直す', en = 'Mend' }, check = function(i) while i do end end }\n";

typedef struct Bench {
    KjArena *arena;
    KjDiags diags;
    KjError error;
    KjLuaSource files[9];
    KjPackSource pack;
    KjWorkerSetup setup;
    KjJobResult result;
} Bench;

// A pack whose files, but for the first, are `filler`.
static inline void begin(Bench *bench, const char *filler)
{
    static const char *const names[] = {"pack.lua", "a.lua", "b.lua", "c.lua", "d.lua",
                                        "e.lua",    "f.lua", "g.lua", "h.lua"};
    KjLuaSource *stdlib;
    size_t count;
    *bench = (Bench){.arena = kj_arena_new()};
    kj_diags_init(&bench->diags, KJ_EN);
    const char *home = kj_home_find(bench->arena);
    kj_home_stdlib(home ? home : ".", bench->arena, &bench->diags, &stdlib, &count);
    for (size_t i = 0; i < 9; i++) {
        const char *text = i == 0 ? HEAD : i == 1 ? RULES : filler;
        bench->files[i] = (KjLuaSource){names[i], text, strlen(text)};
    }
    bench->pack = (KjPackSource){.name = "p",
                                 .display = "p",
                                 .hash = "",
                                 .trusted = true,
                                 .selected = true,
                                 .files = bench->files,
                                 .file_count = 9};
    bench->setup = (KjWorkerSetup){.stdlib = stdlib,
                                   .stdlib_count = count,
                                   .packs = &bench->pack,
                                   .pack_count = 1,
                                   .lang = KJ_EN};
    signal(SIGPIPE, SIG_IGN);
}

static inline void end(Bench *bench)
{
    kj_job_result_clear(&bench->result);
    kj_diags_clear(&bench->diags);
    kj_arena_free(bench->arena);
}

static inline bool no_child_is_left(void)
{
    return waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD;
}

// The one child of this process.
static inline pid_t child(void)
{
    char path[64], line[64] = "";
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    FILE *file = fopen(path, "r");
    if (file) {
        if (!fgets(line, sizeof line, file))
            line[0] = '\0';
        fclose(file);
    }
    return (pid_t)atoi(line);
}

#endif
