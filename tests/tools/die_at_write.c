/* Loaded before the C library (LD_PRELOAD), so that tests can end a program at any of the calls by which it
 * changes its files, as `kill -9` or a power cut would:
 *
 *   DIE_AT=N       dies of SIGKILL at the N-th call; of every other N after half of what it was to write
 *   KILL_AT=N      at the N-th call all its worker processes die of SIGKILL, and it goes on
 *   WRITES=FILE    at its end the number of calls is written there */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* They are for one process; its children, which have a copy, change no files. */
static long calls;

static long number_of(const char *name)
{
    const char *text = getenv(name);

    return text ? atol(text) : 0;
}

static void kill_workers(void)
{
    char path[64];
    long pid;
    FILE *children;

    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    children = fopen(path, "r");
    while (children && fscanf(children, "%ld", &pid) == 1)
        kill((pid_t)pid, SIGKILL);
    if (children)
        fclose(children);
}

/* Whether this call is the last one. */
static int is_last(void)
{
    calls++;
    if (calls == number_of("KILL_AT"))
        kill_workers();
    return calls == number_of("DIE_AT");
}

static void die(void)
{
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

static void die_if_last(void)
{
    if (is_last())
        die();
}

ssize_t pwrite64(int fd, const void *data, size_t len, off64_t at)
{
    ssize_t (*next)(int, const void *, size_t, off64_t) =
        (ssize_t(*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");

    if (!is_last())
        return next(fd, data, len, at);
    if (calls % 2)
        next(fd, data, len / 2, at);
    die();
    return -1;
}

int fdatasync(int fd)
{
    int (*next)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");

    die_if_last();
    return next(fd);
}

int fsync(int fd)
{
    int (*next)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");

    die_if_last();
    return next(fd);
}

int ftruncate64(int fd, off64_t len)
{
    int (*next)(int, off64_t) = (int (*)(int, off64_t))dlsym(RTLD_NEXT, "ftruncate64");

    die_if_last();
    return next(fd, len);
}

int unlink(const char *path)
{
    int (*next)(const char *) = (int (*)(const char *))dlsym(RTLD_NEXT, "unlink");

    die_if_last();
    return next(path);
}

__attribute__((destructor)) static void tell(void)
{
    const char *path = getenv("WRITES");
    FILE *file = path ? fopen(path, "w") : NULL;

    if (!file)
        return;
    fprintf(file, "%ld\n", calls);
    fclose(file);
}
