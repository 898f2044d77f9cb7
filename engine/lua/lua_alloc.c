/* Memory for one Lua state, limited and counted. Lua tells the size of what it gives back, so small
 * blocks need no headers: they come from chunks, in classes of 16 bytes, and go back to a list of
 * their class. Large blocks go to the program's allocator. Chunks are freed with the state. */
#include "engine/lua/lua_parts.h"

#include <string.h>

#define GRAIN 16
#define CHUNK ((size_t)1 << 16)

/* Sanitizers watch blocks one by one: then every block is large. */
#if defined(__SANITIZE_ADDRESS__)
#define ONE_BY_ONE true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ONE_BY_ONE true
#endif
#endif
#ifndef ONE_BY_ONE
#define ONE_BY_ONE false
#endif

typedef struct Link {
    struct Link *next;
} Link;

static bool is_large(size_t size)
{
    return ONE_BY_ONE || size > GRAIN * KJ_LUA_CLASSES;
}

static size_t class_of(size_t size)
{
    return (size + GRAIN - 1) / GRAIN - 1;
}

static bool new_chunk(KjLuaPool *pool)
{
    Link *chunk = kj_try_realloc(NULL, CHUNK);
    if (!chunk)
        return false;
    chunk->next = pool->chunks;
    pool->chunks = chunk;
    pool->at = (char *)chunk + GRAIN;
    pool->end = (char *)chunk + CHUNK;
    return true;
}

static void *take_small(KjLuaPool *pool, size_t size)
{
    size_t class = class_of(size), whole = (class + 1) * GRAIN;
    Link *block = pool->free[class];
    if (block) {
        pool->free[class] = block->next;
        return block;
    }
    if ((size_t)(pool->end - pool->at) < whole && !new_chunk(pool))
        return NULL;
    pool->at += whole;
    return pool->at - whole;
}

static void give(KjLuaPool *pool, void *block, size_t size)
{
    if (is_large(size)) {
        kj_free(block);
        return;
    }
    Link *link = block;
    link->next = pool->free[class_of(size)];
    pool->free[class_of(size)] = link;
}

/* A block of another size with the same beginning; NULL leaves the old one as it is. */
static void *change(KjLuaPool *pool, void *old, size_t before, size_t size)
{
    if (is_large(size) && (!old || is_large(before)))
        return kj_try_realloc(old, size);
    if (old && !is_large(before) && !is_large(size) && class_of(before) == class_of(size))
        return old;
    void *block = is_large(size) ? kj_try_realloc(NULL, size) : take_small(pool, size);
    if (block && old) {
        memcpy(block, old, before < size ? before : size);
        give(pool, old, before);
    }
    return block;
}

void *kj_lua_alloc(void *ctx, void *old, size_t old_size, size_t size)
{
    KjLua *lua = ctx;
    size_t before = old ? old_size : 0; /* for a new block Lua passes its type there */
    if (size == 0) {
        if (old)
            give(&lua->pool, old, before);
        lua->used -= before;
        return NULL;
    }
    if (size > before && lua->used + (size - before) > lua->limits.memory)
        return NULL;
    void *block = change(&lua->pool, old, before, size);
    if (block)
        lua->used += size - before;
    return block;
}

void kj_lua_pool_clear(KjLuaPool *pool)
{
    for (Link *chunk = pool->chunks; chunk;) {
        Link *next = chunk->next;
        kj_free(chunk);
        chunk = next;
    }
    *pool = (KjLuaPool){0};
}
