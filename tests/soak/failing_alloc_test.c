// Every allocation fails once: the whole program runs, command by command, with one request for
// memory refused, or that one and all later ones, in the worker or in the parent.
//
// Whatever is refused, the program must either do all that it does with enough memory (the same
// bytes, the same exit code), or say that memory is out, exit with 5 and have written nothing that
// it would not have written. It must not crash, hang, or print a verdict that is not so.
//
// The program runs in a child of this one: kj_app_run is called there. A handler of fork() arms
// the allocator in the worker as it is born. Requests are refused one by one from the first to NEAR,
// beyond it at places ever farther apart (packs are loaded early, and in few requests), and at
// STRIDES places over the whole length; the places shift with the first argument.
// libyaml has no allocator to set; its own functions are replaced here by ours.
#include "engine/cli/app.h"
#include "engine/cli/file.h"
#include "engine/cli/home.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NEAR = 40, CLOSENESS = 40, STRIDES = 100, SECONDS = 120, MOST_FAILURES_SHOWN = 12 };

// ---- libyaml's allocator ----

void *yaml_malloc(size_t size);
void *yaml_realloc(void *old, size_t size);
void yaml_free(void *old);
char *yaml_strdup(const char *text);

void *yaml_malloc(size_t size)
{
    return kj_try_realloc(NULL, size ? size : 1);
}

void *yaml_realloc(void *old, size_t size)
{
    return kj_try_realloc(old, size ? size : 1);
}

void yaml_free(void *old)
{
    kj_free(old);
}

char *yaml_strdup(const char *text)
{
    char *copy = text ? kj_try_realloc(NULL, strlen(text) + 1) : NULL;
    return copy ? strcpy(copy, text) : NULL;
}

// ---- one run of the program ----

typedef enum { IN_PARENT, IN_WORKER } Where;

typedef struct Refusal {
    Where where;
    bool lasting; // this request and all later ones
    uint64_t request;
} Refusal;

static Refusal refusal; // of this process; read when it forks

static void arm(void)
{
    if (refusal.lasting)
        kj_mem_fail_from(refusal.request);
    else
        kj_mem_fail_nth(refusal.request);
}

static void in_worker(void)
{
    kj_mem_fail_nth(0);
    if (refusal.where == IN_WORKER)
        arm();
}

typedef struct Outcome {
    int status; // of waitpid
    KjText out, err;
} Outcome;

static int scratch_file(void)
{
    char name[] = "/tmp/failing_alloc.XXXXXX";
    int fd = mkstemp(name);
    if (fd < 0)
        abort();
    unlink(name);
    return fd;
}

static KjText contents(int fd)
{
    struct stat about;
    if (fstat(fd, &about) != 0)
        abort();
    KjText text = {kj_alloc((size_t)about.st_size + 1), (uint32_t)about.st_size};
    if (pread(fd, (char *)text.data, text.len, 0) != (ssize_t)text.len)
        abort();
    close(fd);
    return text;
}

static _Noreturn void be_the_program(char **arguments, Refusal refused, int out, int err)
{
    int count = 0;
    while (arguments[count])
        count++;
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    alarm(SECONDS);
    refusal = refused;
    pthread_atfork(NULL, NULL, in_worker);
    if (refused.where == IN_PARENT)
        arm();
    exit(kj_app_run(count, arguments));
}

static Outcome run(char **arguments, Refusal refused)
{
    Outcome outcome = {0};
    int out = scratch_file(), err = scratch_file();
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        be_the_program(arguments, refused, out, err);
    if (child < 0 || waitpid(child, &outcome.status, 0) != child)
        abort();
    outcome.out = contents(out);
    outcome.err = contents(err);
    return outcome;
}

static void outcome_clear(Outcome *outcome)
{
    kj_free((char *)outcome->out.data);
    kj_free((char *)outcome->err.data);
}

// ---- what must hold ----

static bool begins(KjText whole, KjText part)
{
    return part.len <= whole.len && memcmp(whole.data, part.data, part.len) == 0;
}

static bool same(const Outcome *a, const Outcome *b)
{
    return a->status == b->status && a->out.len == b->out.len && begins(a->out, b->out) &&
           a->err.len == b->err.len && begins(a->err, b->err);
}

static bool says_memory(const char *text)
{
    return strstr(text, "memory") || strstr(text, "メモリ");
}

static bool says_so(const Outcome *outcome, const Outcome *whole)
{
    return WIFEXITED(outcome->status) && WEXITSTATUS(outcome->status) == KJ_EXIT_SYSTEM &&
           says_memory(outcome->err.data) && begins(whole->out, outcome->out);
}

static void show(const char *name, Refusal refused, const Outcome *outcome)
{
    printf("%s: %s %llu refused in the %s: ", name, refused.lasting ? "from request" : "request",
           (unsigned long long)refused.request, refused.where == IN_PARENT ? "parent" : "worker");
    if (WIFSIGNALED(outcome->status))
        printf("%s\n", strsignal(WTERMSIG(outcome->status)));
    else
        printf("exit code %d\n", WEXITSTATUS(outcome->status));
    printf("  stderr: %.*s\n  stdout: %u bytes\n",
           outcome->err.len < 600 ? (int)outcome->err.len : 600, outcome->err.data,
           outcome->out.len);
}

typedef struct Sweep {
    const char *name;
    char **arguments;
    Outcome whole; // with enough memory
    uint64_t refused, survived;
    int failures;
} Sweep;

// True if the program ended as it does with enough memory.
static bool try(Sweep *sweep, Refusal refused)
{
    Outcome outcome = run(sweep->arguments, refused);
    bool survived = same(&outcome, &sweep->whole);
    sweep->refused++;
    sweep->survived += survived;
    if (!survived && !says_so(&outcome, &sweep->whole) && sweep->failures++ < MOST_FAILURES_SHOWN)
        show(sweep->name, refused, &outcome);
    outcome_clear(&outcome);
    return survived;
}

// How many requests are made: the first from which on all may be refused without harm, less one.
static uint64_t requests(Sweep *sweep, Where where)
{
    uint64_t low = 0, high = 1024;
    while (!try(sweep, (Refusal){where, true, high}))
        low = high, high *= 2;
    while (high - low > 1) {
        uint64_t middle = low + (high - low) / 2;
        *(try(sweep, (Refusal){where, true, middle}) ? &high : &low) = middle;
    }
    return low;
}

static void refuse_everywhere(Sweep *sweep, Where where, uint64_t seed)
{
    uint64_t count = requests(sweep, where), stride = count / STRIDES + 1;
    for (int lasting = 0; lasting <= 1; lasting++) {
        for (uint64_t n = 1; n <= count; n += n < NEAR ? 1 : 1 + (n + seed) / CLOSENESS)
            try(sweep, (Refusal){where, lasting, n});
        for (uint64_t n = NEAR + 1 + seed % stride; n <= count; n += stride)
            try(sweep, (Refusal){where, lasting, n});
    }
    printf("  %s: %llu requests in the %s\n", sweep->name, (unsigned long long)count,
           where == IN_PARENT ? "parent" : "worker");
}

static bool holds(const char *name, char **arguments, int status, uint64_t seed)
{
    Sweep sweep = {.name = name, .arguments = arguments};
    sweep.whole = run(arguments, (Refusal){IN_PARENT, false, 0});
    if (!WIFEXITED(sweep.whole.status) || WEXITSTATUS(sweep.whole.status) != status) {
        show(name, (Refusal){0}, &sweep.whole);
        outcome_clear(&sweep.whole);
        return false;
    }
    refuse_everywhere(&sweep, IN_WORKER, seed);
    refuse_everywhere(&sweep, IN_PARENT, seed);
    outcome_clear(&sweep.whole);
    printf("  %s: %llu runs, %llu of them undisturbed, %d failures\n", name,
           (unsigned long long)sweep.refused, (unsigned long long)sweep.survived, sweep.failures);
    return sweep.failures == 0;
}

// ---- a home for the program ----

// The program looks for stdlib/ and rules/ in ../share/kijun. So this one is copied to a folder of
// its own, NEST/bin, beside NEST/share/kijun, and starts again there.

static void link_anew(const char *target, const char *nest, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", nest, name);
    unlink(path);
    if (symlink(target, path) != 0)
        perror(path), exit(2);
}

static void make_folder(const char *nest, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", nest, name);
    if (mkdir(path, 0777) != 0)
        perror(path), exit(2);
}

static void choose_rules(const char *nest, const char *root, bool small)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", root, small ? "tests/fuzz/small" : "rules");
    if (!small) {
        link_anew(path, nest, "share/kijun/rules");
        return;
    }
    make_folder(nest, "rules");
    link_anew(path, nest, "rules/small");
    link_anew("../../rules", nest, "share/kijun/rules");
}

// packs.kj for the rules that are chosen, where the program finds it.
static void keep_packs(const char *nest)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/share/kijun/packs.kj", nest);
    char *arguments[] = {"kijun", "rules", "compile", "-o", path, NULL};
    Outcome outcome = run(arguments, (Refusal){IN_PARENT, false, 0});
    if (outcome.status != 0)
        fprintf(stderr, "%s", outcome.err.data), exit(2);
    outcome_clear(&outcome);
}

static void copy_program(const char *nest)
{
    char path[4096];
    KjArena *arena = kj_arena_new();
    KjDiags diags;
    KjText program;
    kj_diags_init(&diags, KJ_EN);
    snprintf(path, sizeof path, "%s/bin/program", nest);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0777);
    if (fd < 0 || !kj_file_read("/proc/self/exe", "", 1 << 28, arena, &diags, &program) ||
        write(fd, program.data, program.len) != (ssize_t)program.len || close(fd) != 0)
        perror(path), exit(2);
    kj_diags_clear(&diags);
    kj_arena_free(arena);
}

static void start_again(char *seed)
{
    char nest[] = "/tmp/failing_alloc.XXXXXX", path[4096], stdlib[4096], root[2048];
    if (!mkdtemp(nest) || !getcwd(root, sizeof root))
        perror(nest), exit(2);
    make_folder(nest, "bin");
    make_folder(nest, "share");
    make_folder(nest, "share/kijun");
    snprintf(stdlib, sizeof stdlib, "%s/stdlib", root);
    link_anew(stdlib, nest, "share/kijun/stdlib");
    copy_program(nest);
    snprintf(path, sizeof path, "%s/bin/program", nest);
    execl(path, path, seed, nest, NULL);
    perror(path);
    exit(2);
}

static void take_away(const char *nest)
{
    static const char *const files[] = {"bin/program",        "rules/small",
                                        "share/kijun/stdlib", "share/kijun/packs.kj",
                                        "share/kijun/rules",  "bad.yaml"};
    static const char *const folders[] = {"bin", "rules", "share/kijun", "share", "."};
    char path[4096];
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(path, sizeof path, "%s/%s", nest, files[i]);
        unlink(path);
    }
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        snprintf(path, sizeof path, "%s/%s", nest,
                 i + 1 < sizeof folders / sizeof *folders ? folders[i] : "");
        rmdir(path);
    }
}

// ---- all of it ----

static void write_bad_data(const char *path)
{
    static const char text[] = "kijun: 1\norganization: { id: o, nam: O, type: minstry }\n"
                               "systems:\n- { id: a, rto: 3 parsecs, depends_on: [b, c] }\n"
                               "- { id: a, rto: 1h, rto: 2h, updated_on: 2026-02-30 }\n"
                               "- &x { id: d, tags: [*x] }\n";
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0)
        perror(path), exit(2);
}

int main(int argc, char **argv)
{
    char root[2048], bad[4096], *data = "tests/fuzz/small/data.yaml";
    int passed = 0, failed = 0;
    if (argc < 3)
        start_again(argc > 1 ? argv[1] : "7");
    uint64_t seed = strtoull(argv[1], NULL, 10);
    snprintf(bad, sizeof bad, "%s/bad.yaml", argv[2]);
    if (!getcwd(root, sizeof root))
        return 2;
    write_bad_data(bad);
    choose_rules(argv[2], root, true);
#define TRY(name, status, ...)                                                                     \
    ++*(holds(name, (char *[]){"kijun", __VA_ARGS__, "--as-of", "2026-06-01", NULL}, status, seed) \
            ? &passed                                                                              \
            : &failed)
    TRY("assess as JSON", 1, "assess", data, "--format", "json");
    TRY("assess as text", 1, "assess", data);
    TRY("assess as a workbook", 1, "assess", data, "--format", "xlsx");
    TRY("explain", 1, "explain", "1", "s1", data, "--lang", "en");
    TRY("bad data", 3, "check", bad);
    TRY("rules compile", 0, "rules", "compile");
    keep_packs(argv[2]);
    TRY("packs kept, assess as JSON", 1, "assess", data, "--format", "json");
    TRY("packs kept, explain", 0, "explain", "7", "s1", data);
    choose_rules(argv[2], root, false);
    TRY("samples/ministry", 1, "assess", "samples/ministry", "--format", "csv");
    keep_packs(argv[2]);
    TRY("packs kept, samples/ministry", 1, "assess", "samples/ministry", "--format", "csv");
    take_away(argv[2]);
    printf("%d passed, %d failed\n", passed, failed);
    return failed ? 1 : 0;
}
