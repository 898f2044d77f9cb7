/* The counting allocator. Every request of the program passes `granted`, which numbers it, so that
 * a test can make each request fail in turn. The one struct below is the only file-scope state of
 * the engine: memory belongs to the process, not to any object. */
#include "engine/base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static struct {
    uint64_t requests;
    uint64_t failing; /* the number of the request that is to fail; 0: none */
    bool lasting;     /* and of all later ones */
    KjMemHandler *handler;
    void *ctx;
} allocator;

static bool granted(size_t size)
{
    uint64_t request = ++allocator.requests;

    if (request == allocator.failing)
        return false;
    if (allocator.lasting && request > allocator.failing)
        return false;
    return size <= PTRDIFF_MAX;
}

_Noreturn void kj_mem_exhausted(size_t wanted)
{
    static const char message[] = "kijun: out of memory\n";

    if (allocator.handler)
        allocator.handler(allocator.ctx, wanted);
    (void)!write(STDERR_FILENO, message, sizeof message - 1);
    _exit(5);
}

void *kj_alloc(size_t size)
{
    void *fresh = granted(size) ? calloc(1, size ? size : 1) : NULL;

    if (!fresh)
        kj_mem_exhausted(size);
    return fresh;
}

/* SIZE_MAX, which is never granted, if the product does not fit. */
static size_t product(size_t count, size_t size)
{
    size_t total;

    return __builtin_mul_overflow(count, size, &total) ? SIZE_MAX : total;
}

void *kj_alloc_array(size_t count, size_t size)
{
    return kj_alloc(product(count, size));
}

void *kj_realloc_array(void *old, size_t count, size_t size)
{
    size_t total = product(count, size);
    void *fresh = granted(total) ? realloc(old, total ? total : 1) : NULL;

    if (!fresh)
        kj_mem_exhausted(total);
    return fresh;
}

void kj_free(void *ptr)
{
    free(ptr);
}

char *kj_strndup(const char *text, size_t len)
{
    char *copy = kj_realloc_array(NULL, len + 1, 1);

    if (len)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

void *kj_try_realloc(void *old, size_t size)
{
    if (size == 0) {
        free(old);
        return NULL;
    }
    return granted(size) ? realloc(old, size) : NULL;
}

void kj_mem_keep_freed(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 32 << 20); /* the most that glibc takes */
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}

void kj_mem_on_exhaustion(KjMemHandler *handler, void *ctx)
{
    allocator.handler = handler;
    allocator.ctx = ctx;
}

void kj_mem_fail_nth(uint64_t n)
{
    allocator.failing = n ? allocator.requests + n : 0;
    allocator.lasting = false;
}

void kj_mem_fail_from(uint64_t n)
{
    kj_mem_fail_nth(n);
    allocator.lasting = n != 0;
}

uint64_t kj_mem_requests(void)
{
    return allocator.requests;
}
