/* Memory for one Lua state, limited and counted. Lua tells the size of what it gives back, so small
 * blocks need no headers: they come from chunks, in classes of 16 bytes, and go back to a list of
 * their class. Large blocks go to the program's allocator. Chunks are freed with the state.
 *
 * One instruction can make a text or a table of any size: such blocks are charged to the budget that is
 * armed, and no text is longer than KJ_LUA_TEXT. What is charged depends on nothing but what pack code
 * does, so short texts (which Lua shares) and what grows (Lua's own stack) are left out. */
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

/* ---- what pack code asks for ---- */

#define CHARGED_TEXT 256   /* bytes from which on a new text is charged, */
#define CHARGED_TABLE 1024 /* and a table's part */
#define TEXT_BYTES_PER_INSTRUCTION 64
#define TABLE_BYTES_PER_INSTRUCTION 16
#define TEXT_HEADER 64 /* more than Lua puts before the bytes of a text */
#define MOST_REFUSALS 16

static bool is_watched(const KjLua *lua)
{
    return lua->armed && lua->exempt == 0;
}

/* Refuses, and remembers where pack code stood. Each refusal makes Lua collect all garbage, which is
 * slow: after some of them there is nothing more to be had. */
static void *refuse(KjLua *lua, KjShortage shortage)
{
    lua->shortage = shortage;
    lua->refusals++;
    kj_lua_remember_place(lua);
    return NULL;
}

/* For a new block Lua passes its type as the old size: parts of tables have none. */
static void charge_new(KjLua *lua, size_t type, size_t size)
{
    if (type == LUA_TSTRING && size >= CHARGED_TEXT)
        kj_lua_charge_quietly(lua, size / TEXT_BYTES_PER_INSTRUCTION);
    else if (type == 0 && size >= CHARGED_TABLE)
        kj_lua_charge_quietly(lua, size / TABLE_BYTES_PER_INSTRUCTION);
}

void *kj_lua_alloc(void *ctx, void *old, size_t old_size, size_t size)
{
    KjLua *lua = ctx;
    size_t before = old ? old_size : 0;
    if (size == 0) {
        if (old)
            give(&lua->pool, old, before);
        lua->used -= before;
        return NULL;
    }
    if (!old && is_watched(lua)) {
        if (old_size == LUA_TSTRING && size > KJ_LUA_TEXT + TEXT_HEADER)
            return refuse(lua, KJ_SHORT_TEXT);
        charge_new(lua, old_size, size);
    }
    if (size > before && (lua->used + (size - before) > lua->limits.memory ||
                          (lua->armed && lua->refusals >= MOST_REFUSALS)))
        return refuse(lua, lua->refusals >= MOST_REFUSALS ? lua->shortage : KJ_SHORT_MEMORY);
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
