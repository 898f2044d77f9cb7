// The commands that use a store, with one request for memory or one file operation refused, in turn, or
// that one and all later ones: import, assess, assess out of the store, merge, export, verify.
//
// Whatever is refused, the program either does all that it does otherwise, or says so and exits with 5.
// The store then opens and verifies, and after the same command once more it has the same content as if
// nothing had happened (its export). SQLite gets its memory from the allocator of the program here, so
// that its requests are refused, too.
//
// Requests and operations are refused at places ever farther apart, which shift with the first argument.
#include "engine/cli/app.h"
#include "tests/unit/faulty_vfs.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS = 120, MOST_FAILURES_SHOWN = 12 };
#define FAULT_MEMORY FAULTS

// ---- SQLite's memory: ours, with the size in front ----

typedef union Block {
    size_t size;
    _Alignas(16) char room[16];
} Block;

static void *own_resize(void *old, int size)
{
    Block *block = kj_try_realloc(old ? (Block *)old - 1 : NULL, sizeof *block + (size_t)size);
    if (!block)
        return NULL;
    block->size = (size_t)size;
    return block + 1;
}

static void *own_malloc(int size)
{
    return own_resize(NULL, size);
}

static void own_free(void *old)
{
    if (old)
        kj_free((Block *)old - 1);
}

static int own_size(void *old)
{
    return old ? (int)((Block *)old - 1)->size : 0;
}

static int own_roundup(int size)
{
    return (size + 7) & ~7;
}

static int own_begin(void *nothing)
{
    (void)nothing;
    return SQLITE_OK;
}

static void own_end(void *nothing)
{
    (void)nothing;
}

// ---- one run of the program ----

typedef struct Refusal {
    Fault what; // FAULT_MEMORY: a request for memory
    bool lasting;
    uint64_t number;
} Refusal;

static void in_worker(void)
{
    kj_mem_fail_nth(0);
}

static _Noreturn void be_the_program(char **arguments, Refusal refused, int out, int err, int told)
{
    static const sqlite3_mem_methods memory = {own_malloc,  own_free,  own_resize, own_size,
                                               own_roundup, own_begin, own_end,    NULL};
    int count = 0;
    while (arguments[count])
        count++;
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    alarm(SECONDS);
    sqlite3_config(SQLITE_CONFIG_MALLOC, &memory);
    faulty_vfs_begin();
    pthread_atfork(NULL, NULL, in_worker);
    if (refused.what != FAULT_MEMORY)
        faulty_arm(refused.what, refused.lasting, refused.number);
    else if (refused.lasting)
        kj_mem_fail_from(refused.number);
    else
        kj_mem_fail_nth(refused.number);
    int code = kj_app_run(count, arguments);
    uint64_t met = refused.what == FAULT_MEMORY ? kj_mem_requests() : faulty.met;
    if (write(told, &met, sizeof met) != sizeof met)
        abort();
    exit(code);
}

typedef struct Outcome {
    int status;   // of waitpid
    uint64_t met; // requests or operations, where the program came to its end; else 0
    char *out, err[600];
} Outcome;

static int scratch_file(void)
{
    char name[] = "/tmp/failing_store.XXXXXX";
    int fd = mkstemp(name);
    if (fd < 0)
        abort();
    unlink(name);
    return fd;
}

static Outcome run(char **arguments, Refusal refused)
{
    Outcome outcome = {0};
    int out = scratch_file(), err = scratch_file(), told = scratch_file();
    struct stat about;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        be_the_program(arguments, refused, out, err, told);
    if (child < 0 || waitpid(child, &outcome.status, 0) != child || fstat(out, &about) != 0)
        abort();
    outcome.out = calloc(1, (size_t)about.st_size + 1);
    if (!outcome.out || pread(out, outcome.out, (size_t)about.st_size, 0) != about.st_size ||
        pread(err, outcome.err, sizeof outcome.err - 1, 0) < 0 ||
        pread(told, &outcome.met, sizeof outcome.met, 0) < 0)
        abort();
    close(out);
    close(err);
    close(told);
    return outcome;
}

static const Refusal nothing = {FAULT_NONE, false, 0};

// What a command prints that is to succeed; NULL if it does not. To be freed.
static char *printed(char **arguments)
{
    Outcome outcome = run(arguments, nothing);
    if (WIFEXITED(outcome.status) && WEXITSTATUS(outcome.status) <= 1)
        return outcome.out;
    printf("  %s %s: %s\n", arguments[1], arguments[2], outcome.err);
    free(outcome.out);
    return NULL;
}

// ---- what must hold ----

typedef struct Sweep {
    const char *name;
    char **arguments;
    bool writes;         // to the store "store.db", which lies as "before.db" before it
    char *said, *export; // when nothing is refused
    int exit, failures;
    uint64_t runs;
} Sweep;

static void copy(const char *from, const char *to)
{
    char command[300];
    snprintf(command, sizeof command, "rm -f %s %s-wal %s-shm %s-journal; [ ! -e %s ] || cp %s %s",
             to, to, to, to, from, from, to);
    if (system(command) != 0)
        abort();
}

static char *exported(void)
{
    return printed((char *[]){"kijun", "store", "export", "store.db", "--format", "csv", NULL});
}

// A file that is still empty was about to become one; tables may lie in the log alone.
static bool is_store(void)
{
    struct stat about;
    bool whole = stat("store.db", &about) == 0 && about.st_size >= 8192;
    return whole || (stat("store.db-wal", &about) == 0 && about.st_size >= 8192);
}

static bool has_content(const Sweep *sweep)
{
    char *export = is_store() ? exported() : NULL;
    bool same = export && strcmp(export, sweep->export) == 0;
    free(export);
    return same;
}

// Whether the store is whole, and has the right content: at once if the program said that it succeeded,
// else when the command is given once more at the latest.
static const char *look_at_store(const Sweep *sweep, bool succeeded)
{
    if (is_store()) {
        char *said = printed((char *[]){"kijun", "store", "verify", "store.db", NULL});
        if (!said)
            return "the store does not verify";
        free(said);
    }
    if (!sweep->writes || has_content(sweep))
        return NULL;
    if (succeeded)
        return "the content is another one";
    Outcome again = run(sweep->arguments, nothing);
    bool good = WIFEXITED(again.status) && WEXITSTATUS(again.status) == sweep->exit;
    free(again.out);
    if (!good)
        return "it does not succeed afterwards";
    return has_content(sweep) ? NULL : "the content is another one afterwards";
}

static const char *look_at(const Sweep *sweep, const Outcome *outcome, const Refusal *refused)
{
    int exit = WIFEXITED(outcome->status) ? WEXITSTATUS(outcome->status) : -1;
    bool doubted = refused->what == FAULT_SHORT_READ && exit == KJ_EXIT_INPUT;
    if (exit < 0)
        return "it died";
    if (exit == sweep->exit && strcmp(outcome->out, sweep->said) == 0)
        return look_at_store(sweep, true);
    if (exit != KJ_EXIT_SYSTEM && !doubted)
        return "neither the same as otherwise nor exit code 5";
    if (!outcome->err[0] && !doubted)
        return "nothing was said";
    return look_at_store(sweep, false);
}

// False: nothing was refused any more.
static bool try(Sweep *sweep, Refusal refused)
{
    copy("before.db", "store.db");
    Outcome outcome = run(sweep->arguments, refused);
    const char *wrong = look_at(sweep, &outcome, &refused);
    sweep->runs++;
    if (wrong && sweep->failures++ < MOST_FAILURES_SHOWN)
        printf("%s: %s %llu%s: %s (status %x)\n  %s\n", sweep->name,
               refused.what == FAULT_MEMORY ? "memory" : fault_name(refused.what),
               (unsigned long long)refused.number, refused.lasting ? " and later" : "", wrong,
               (unsigned)outcome.status, outcome.err);
    bool more = outcome.met == 0 || outcome.met >= refused.number;
    free(outcome.out);
    return more;
}

static bool holds(const char *name, char **arguments, bool writes, int exit, uint64_t seed)
{
    static const Fault kinds[] = {FAULT_OPEN,   FAULT_READ,       FAULT_WRITE,
                                  FAULT_FULL,   FAULT_SYNC,       FAULT_TRUNCATE,
                                  FAULT_DELETE, FAULT_SHORT_READ, FAULT_MEMORY};
    Sweep sweep = {.name = name, .arguments = arguments, .writes = writes, .exit = exit};
    copy("before.db", "store.db");
    Outcome whole = run(arguments, nothing);
    sweep.said = whole.out;
    sweep.export = exported();
    if (!WIFEXITED(whole.status) || WEXITSTATUS(whole.status) != exit || !sweep.export) {
        printf("%s: status %x: %s\n", name, (unsigned)whole.status, whole.err);
        return false;
    }
    // short reads are no lies that a writer must survive: real files do not tell them
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (int lasting = 0; lasting <= 1 && !(writes && kinds[k] == FAULT_SHORT_READ); lasting++)
            for (uint64_t n = 1; try(&sweep, (Refusal){kinds[k], lasting, n});)
                n += 1 + (n + (n > 20 ? seed : 0)) / 3;
    printf("  %s: %llu runs, %d failures\n", name, (unsigned long long)sweep.runs, sweep.failures);
    free(sweep.said);
    free(sweep.export);
    return sweep.failures == 0;
}

// ---- a home for the program, where there is one small pack ----

static void make_home(char **argv)
{
    char nest[] = "/tmp/failing_store.XXXXXX", command[8000], root[2048];
    if (!mkdtemp(nest) || !getcwd(root, sizeof root))
        abort();
    snprintf(command, sizeof command,
             "cd %s && mkdir -p bin share/kijun/rules && cp /proc/%d/exe bin/program &&"
             " ln -s '%s/stdlib' share/kijun/stdlib && ln -s '%s/tests/fuzz/small'"
             " share/kijun/rules/small && cp '%s/tests/fuzz/small/data.yaml' o.yaml &&"
             " sed 's/id: o,/id: p,/' o.yaml >p.yaml",
             nest, (int)getpid(), root, root, root);
    if (system(command) != 0 || chdir(nest) != 0)
        abort();
    execl("bin/program", "bin/program", argv[1] ? argv[1] : "7", nest, NULL);
    abort();
}

int main(int argc, char **argv)
{
    int passed = 0, failed = 0;
    char command[300];
    if (argc < 3)
        make_home(argv);
    uint64_t seed = strtoull(argv[1], NULL, 10);
#define TRY(name, writes, status, ...)                                                             \
    ++*(holds(name, (char *[]){"kijun", __VA_ARGS__, NULL}, writes, status, seed) ? &passed        \
                                                                                  : &failed)
#define DAY "--as-of", "2026-06-01"
    TRY("import", true, 0, "store", "import", "store.db", "o.yaml", "p.yaml", DAY);
    TRY("assess", true, 1, "assess", "o.yaml", "p.yaml", "--store", "store.db", DAY, "-j", "1");
    copy("store.db", "before.db");
    copy("store.db", "other.db");
    TRY("assess out of the store", true, 1, "assess", "--store", "store.db", "--as-of",
        "2026-07-01");
    TRY("export", false, 0, "store", "export", "store.db");
    TRY("verify", false, 0, "store", "verify", "store.db");
    TRY("runs", false, 0, "store", "runs", "store.db");
    copy("none", "before.db");
    TRY("merge", true, 0, "store", "merge", "store.db", "other.db");
    snprintf(command, sizeof command, "rm -rf '%s'", argv[2]);
    if (system(command) != 0)
        failed++;
    printf("%d passed, %d failed\n", passed, failed);
    return failed ? 1 : 0;
}
