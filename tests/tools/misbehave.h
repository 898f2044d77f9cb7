// What a broken or conquered interpreter may try inside a worker. Only build/tests/kijun-crash has it: there
// today "NAME" does it before it answers (engine/lua/lua_run.c).
#ifndef KJ_TESTS_TOOLS_MISBEHAVE_H
#define KJ_TESTS_TOOLS_MISBEHAVE_H

#include "engine/base/mem.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static inline void misbehave_exhaust(void)
{
    for (;;)
        memset(kj_alloc((size_t)16 << 20), 1, (size_t)16 << 20);
}

static inline void misbehave_spin(void)
{
    for (volatile int i = 0;; i = !i)
        ;
}

static inline volatile int *misbehave_nowhere(void)
{
    volatile uintptr_t address = 8;
    return (volatile int *)address;
}

static inline void misbehave_crash(const char *how)
{
    if (strcmp(how, "segv") == 0)
        *misbehave_nowhere() = 1;
    else if (strcmp(how, "trap") == 0)
        __builtin_trap();
    else if (strcmp(how, "abort") == 0)
        abort();
    else if (strcmp(how, "leave") == 0)
        _exit(0);
    else if (strcmp(how, "exhaust") == 0)
        misbehave_exhaust();
    else if (strcmp(how, "spin") == 0)
        misbehave_spin();
}

// Raw calls, as code that was smuggled in would make them. Any answer at all is one too many.
static inline bool misbehave_call(const char *how)
{
    static const struct {
        const char *name;
        long number, a, b, c, d;
    } calls[] = {
        {"open", SYS_openat, AT_FDCWD, (long)"/etc/passwd", O_RDONLY, 0},
        {"create", SYS_openat, AT_FDCWD, (long)"/tmp/kijun-was-here", O_WRONLY | O_CREAT, 0600},
        {"stat", SYS_newfstatat, AT_FDCWD, (long)"/etc", 0, 0},
        {"unlink", SYS_unlinkat, AT_FDCWD, 0, 0, 0},
        {"socket", SYS_socket, AF_INET, SOCK_STREAM, 0, 0},
        {"fork", SYS_clone, SIGCHLD, 0, 0, 0},
        {"thread", SYS_clone, 0x10f00, 0, 0, 0},
        {"execve", SYS_execve, 0, 0, 0, 0},
        {"ptrace", SYS_ptrace, PTRACE_TRACEME, 0, 0, 0},
        {"kill", SYS_kill, 1, 0, 0, 0},
        {"kill all", SYS_kill, -1, 0, 0, 0},
        {"write to 0", SYS_write, 0, (long)"0", 1, 0},
        {"write to 1", SYS_write, 1, (long)"1", 1, 0},
        {"write to 9", SYS_write, 9, (long)"9", 1, 0},
        {"read from 0", SYS_read, 0, 0, 0, 0},
        {"map executable", SYS_mmap, 0, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS},
        {"map a file", SYS_mmap, 0, 4096, PROT_READ, MAP_PRIVATE},
        {"make executable", SYS_mprotect, 0, 0, PROT_READ | PROT_EXEC, 0},
        {"sleep", SYS_nanosleep, 0, 0, 0, 0},
        {"raise a limit", SYS_prlimit64, 0, 0, 0, 0},
        {"seccomp", SYS_seccomp, 0, 0, 0, 0},
        {"prctl", SYS_prctl, PR_SET_DUMPABLE, 1, 0, 0},
        {"io_uring", 425, 8, 0, 0, 0},
        {"memfd", SYS_memfd_create, (long)"m", 0, 0, 0},
        {"bpf", SYS_bpf, 0, 0, 0, 0},
        {"dup", SYS_dup, 3, 0, 0, 0},
        {"mount", SYS_mount, 0, 0, 0, 0},
        {"i386", -1, 0, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        if (strcmp(how, calls[i].name) != 0)
            continue;
        if (calls[i].number >= 0)
            syscall(calls[i].number, calls[i].a, calls[i].b, calls[i].c, calls[i].d, 0, 0);
#ifdef __x86_64__
        else
            __asm__ volatile("int $0x80" : : "a"(20) : "memory"); /* getpid, the old way */
#endif
        return true;
    }
    return false;
}

static inline void misbehave(const char *how)
{
    if (!misbehave_call(how))
        misbehave_crash(how);
}

#endif
