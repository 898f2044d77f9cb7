/* Closing the door, from the outside in: descriptors, limits, the filter of system calls.
 *
 * The filter names what may be called; everything else kills the process, and its parent sees SIGSYS. A
 * call that this program makes without need, and can do without, fails instead: the clock, where the
 * kernel does not give it without a call.
 *
 * Sanitized programs make more calls than others: they take memory at fixed addresses, lock, and tell
 * what they found on stderr. Their filter is wider, never by a call that opens, starts or reaches
 * anything, and their memory is counted by mem.c, because they reserve terabytes. */
#include "engine/base/door.h"

#include "engine/base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED true
#endif
#endif
#ifdef SANITIZED
#include <sanitizer/common_interface_defs.h>
#else
#define SANITIZED false
#endif

/* ---- descriptors ---- */

/* Kernels before 5.9 and some sandboxes know no close_range. */
static void close_from_to(unsigned first, unsigned last)
{
    if (first > last || close_range(first, last, 0) == 0)
        return;
    long most = sysconf(_SC_OPEN_MAX);
    for (long fd = first; fd <= (long)last && fd < (most < 0 ? 65536 : most); fd++)
        close((int)fd);
}

/* The connections of other workers, too: they end when their parent's side is closed, and this one
 * would hold it open. */
static void close_others(int fd)
{
    unsigned first = SANITIZED ? STDERR_FILENO + 1 : 0;
    if (SANITIZED) {
        close(STDIN_FILENO);
        close(STDOUT_FILENO);
    }
    if (fd > 0)
        close_from_to(first, (unsigned)fd - 1);
    close_from_to((unsigned)fd + 1, ~0u);
}

/* ---- limits ---- */

/* What has been taken so far, parent's share included, in bytes; 0: not known. */
static size_t address_space(void)
{
    char text[64] = "";
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    ssize_t len = read(fd, text, sizeof text - 1);
    close(fd);
    return len > 0 ? (size_t)strtoull(text, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE) : 0;
}

static void limit(int what, rlim_t most)
{
    struct rlimit now;
    if (getrlimit(what, &now) != 0 || now.rlim_max <= most)
        return;
    now = (struct rlimit){most, most};
    setrlimit(what, &now);
}

static void limit_memory(size_t memory)
{
    if (!memory)
        return;
    if (SANITIZED)
        kj_mem_limit(memory);
    else
        limit(RLIMIT_AS, memory + address_space());
}

static rlim_t whole_seconds(double seconds)
{
    rlim_t whole = (rlim_t)seconds;
    return whole < seconds ? whole + 1 : whole;
}

/* Only the soft limit, which the parent raises job by job; behind the door nobody else can. */
static void limit_time(double seconds)
{
    struct rlimit now;
    if (seconds <= 0 || getrlimit(RLIMIT_CPU, &now) != 0)
        return;
    if (whole_seconds(seconds) < now.rlim_max)
        now.rlim_cur = whole_seconds(seconds);
    setrlimit(RLIMIT_CPU, &now);
}

void kj_door_grant(int pid, double seconds)
{
    clockid_t clock;
    struct timespec used;
    struct rlimit now;
    if (seconds <= 0 || clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) != 0 ||
        prlimit(pid, RLIMIT_CPU, NULL, &now) != 0)
        return;
    now.rlim_cur = (rlim_t)used.tv_sec + 1 + whole_seconds(seconds);
    if (now.rlim_cur > now.rlim_max)
        now.rlim_cur = now.rlim_max;
    prlimit(pid, RLIMIT_CPU, &now, NULL);
}

static void limit_all(const KjDoor *door)
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NPROC, 0);
    limit(RLIMIT_NOFILE, 0);
    limit_time(door->seconds);
    limit_memory(door->memory);
}

/* ---- signals ---- */

/* A caller may have left some ignored or blocked; here each does what it does by itself. Those that a
 * sanitizer listens to stay with it. */
static void reset_signals(void)
{
    sigset_t none;
    sigemptyset(&none);
    for (int number = 1; number < SIGRTMIN; number++) {
        struct sigaction now;
        bool ours = number == SIGPIPE || number == SIGINT || number == SIGXCPU || number == SIGSYS;
        if (number != SIGKILL && number != SIGSTOP && sigaction(number, NULL, &now) == 0 &&
            (ours || now.sa_handler == SIG_IGN))
            signal(number, SIG_DFL);
    }
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* ---- the filter ---- */

/* Allows a call; a failure makes *failed one. */
static void allow(scmp_filter_ctx filter, const char *name, unsigned count,
                  const struct scmp_arg_cmp *arguments, int *failed)
{
    int number = seccomp_syscall_resolve_name(name);
    if (number == __NR_SCMP_ERROR)
        return; /* this machine has no such call */
    int result = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, number, count, arguments);
    if (result != 0 && *failed == 0)
        *failed = result;
}

static void allow_memory(scmp_filter_ctx filter, int *failed)
{
    const struct scmp_arg_cmp anonymous[] = {
        SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
        SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS)};
    const struct scmp_arg_cmp data[] = {SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)};
    allow(filter, "mmap", 2, anonymous, failed);
    allow(filter, "mprotect", 1, data, failed);
    allow(filter, "munmap", 0, NULL, failed);
    allow(filter, "mremap", 0, NULL, failed);
    allow(filter, "madvise", 0, NULL, failed);
    allow(filter, "brk", 0, NULL, failed);
}

static void allow_connection(scmp_filter_ctx filter, int fd, int *failed)
{
    const struct scmp_arg_cmp connection[] = {SCMP_A0_32(SCMP_CMP_EQ, (uint32_t)fd, 0)};
    allow(filter, "read", 1, connection, failed);
    allow(filter, "write", 1, connection, failed);
}

static void allow_sanitizers(scmp_filter_ctx filter, int *failed)
{
    static const char *const names[] = {"futex",       "sched_yield",  "getpid",        "gettid",
                                        "sigaltstack", "rt_sigaction", "rt_sigprocmask"};
    const struct scmp_arg_cmp report[] = {SCMP_A0_32(SCMP_CMP_EQ, STDERR_FILENO, 0)};
    allow(filter, "write", 1, report, failed);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        allow(filter, names[i], 0, NULL, failed);
}

static void refuse_clock(scmp_filter_ctx filter)
{
    static const char *const names[] = {"clock_gettime", "gettimeofday", "time"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        int number = seccomp_syscall_resolve_name(names[i]);
        if (number != __NR_SCMP_ERROR)
            seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), number, 0);
    }
}

/* 0, or a negative errno. */
static int close_system_calls(int fd)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    int failed = 0;
    if (!filter)
        return -ENOMEM;
    seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    allow_memory(filter, &failed);
    allow_connection(filter, fd, &failed);
    allow(filter, "exit_group", 0, NULL, &failed);
    allow(filter, "exit", 0, NULL, &failed);
    allow(filter, "rt_sigreturn", 0, NULL, &failed);
    refuse_clock(filter);
    if (SANITIZED)
        allow_sanitizers(filter, &failed);
    if (failed == 0)
        failed = seccomp_load(filter);
    seccomp_release(filter);
    return failed;
}

/* ---- what the C library fetches when it is first needed ---- */

static int by_byte(const void *a, const void *b)
{
    return *(const char *)a - *(const char *)b;
}

/* qsort asks once how much memory the machine has. */
static void warm_up(void)
{
    char bytes[4096] = "";
    qsort(bytes, sizeof bytes, 1, by_byte);
}

bool kj_door_close(KjDoor *door)
{
    warm_up();
#if SANITIZED
    __sanitizer_sandbox_on_notify(NULL);
#endif
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_DUMPABLE, 0);
    reset_signals();
    close_others(door->fd);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    limit_all(door);
    int failed = close_system_calls(door->fd);
    door->why = failed ? strerror(-failed) : NULL;
    return failed == 0;
}
