/* Memory: one counting allocator for the whole program, and arenas on top of it.
 *
 * kj_alloc and its relatives never return NULL. When a request fails (truly, or because a test
 * asked for the n-th request to fail) the process's out-of-memory handler is called; it must not
 * return. The program's handler writes one message and ends with exit code 5; a worker's handler
 * tells its parent and ends. So no caller carries an unreachable cleanup path, and nothing that was
 * half done is ever used. Lua takes its memory from kj_try_realloc, which may return NULL: what then
 * is for engine/lua to decide. libyaml has its own; its exhaustion ends in kj_mem_exhausted too.
 */
#ifndef KJ_BASE_MEM_H
#define KJ_BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void *kj_alloc(size_t size);                     /* zeroed */
void *kj_alloc_array(size_t count, size_t size); /* zeroed; overflow is out of memory */
void *kj_realloc_array(void *old, size_t count, size_t size); /* new bytes are not zeroed */
void kj_free(void *ptr);                                      /* NULL is fine */
char *kj_strndup(const char *text, size_t len);               /* adds a terminating NUL */

/* May return NULL. size 0 frees and returns NULL. */
void *kj_try_realloc(void *old, size_t size);

typedef void KjMemHandler(void *ctx, size_t wanted);
/* The handler must not return. Without one the process writes a line to stderr and exits 5. */
void kj_mem_on_exhaustion(KjMemHandler *handler, void *ctx);
/* For who asked through a library with an allocator of its own and was told that there is none. */
_Noreturn void kj_mem_exhausted(size_t wanted);
/* From now on there are so many bytes, and no more; 0: no limit. For processes that cannot be limited
 * from outside. Blocks that libraries take for themselves are not counted. */
void kj_mem_limit(size_t bytes);
/* Make request number n (counted from this call, 1 = the next one) fail; 0 switches it off. Lua
 * collects its garbage and asks again, so that it mostly survives one refusal: kj_mem_fail_from
 * makes request n and all later ones fail. */
void kj_mem_fail_nth(uint64_t n);
void kj_mem_fail_from(uint64_t n);
uint64_t kj_mem_requests(void); /* how many requests were made since the program began */
/* Once, at the beginning: memory that is freed stays with the process for what comes next, instead of
 * going back to the system, which has to clear it page by page when it is wanted again. */
void kj_mem_keep_freed(void);

/* An arena hands out memory that is freed all at once. Everything is aligned to 16 bytes. */
typedef struct KjArena KjArena;
typedef struct KjArenaMark {
    void *block;
    size_t used;
} KjArenaMark;

KjArena *kj_arena_new(void);
void kj_arena_free(KjArena *arena);
void *kj_arena_alloc(KjArena *arena, size_t size); /* zeroed */
void *kj_arena_array(KjArena *arena, size_t count, size_t size);
void *kj_arena_scratch(KjArena *arena, size_t size); /* not zeroed */
char *kj_arena_strndup(KjArena *arena, const char *text, size_t len);
char *kj_arena_printf(KjArena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
KjArenaMark kj_arena_mark(const KjArena *arena);
void kj_arena_release(KjArena *arena, KjArenaMark mark); /* frees what came after the mark */

size_t kj_arena_size(const KjArena *arena); /* bytes of its blocks */

/* A growable array: KJ_PUSH(list.items, list.count, list.capacity, item). */
#define KJ_PUSH(items, count, capacity, item)                                                      \
    do {                                                                                           \
        if ((count) == (capacity)) {                                                               \
            (capacity) = (capacity) ? (capacity)*2 : 8;                                            \
            (items) = kj_realloc_array((items), (capacity), sizeof *(items));                      \
        }                                                                                          \
        (items)[(count)++] = (item);                                                               \
    } while (0)

#endif
