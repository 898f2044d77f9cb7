/* Arenas: a chain of blocks, newest first, each twice as large as the one before up to a limit.
 * Handing out is moving a mark; releasing pops blocks. One released block is kept as a spare, so
 * that a loop of mark, use, release does not go to the allocator each time. Under AddressSanitizer
 * what is not handed out is poisoned. */
#include "engine/base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define POISONING 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define POISONING 1
#endif
#endif
#ifdef POISONING
#include <sanitizer/asan_interface.h>
#define POISON(at, size) ASAN_POISON_MEMORY_REGION((at), (size))
#define UNPOISON(at, size) ASAN_UNPOISON_MEMORY_REGION((at), (size))
#else
#define POISON(at, size) ((void)(at), (void)(size))
#define UNPOISON(at, size) ((void)(at), (void)(size))
#endif

#define ALIGNMENT ((size_t)16)
#define FIRST_BLOCK ((size_t)1024)
#define LARGEST_BLOCK ((size_t)1 << 20) /* a larger request gets a block of its own size */

typedef struct Block {
    struct Block *below;
    size_t size, used;
    _Alignas(16) char bytes[];
} Block;

struct KjArena {
    Block *top;
    Block *spare;
    size_t next_size;
};

KjArena *kj_arena_new(void)
{
    KjArena *arena = kj_alloc(sizeof *arena);

    arena->next_size = FIRST_BLOCK;
    return arena;
}

void kj_arena_free(KjArena *arena)
{
    if (!arena)
        return;
    for (Block *block = arena->top, *below; block; block = below) {
        below = block->below;
        kj_free(block);
    }
    kj_free(arena->spare);
    kj_free(arena);
}

static Block *new_block(KjArena *arena, size_t size)
{
    size_t room = size > arena->next_size ? size : arena->next_size;
    size_t total = room > SIZE_MAX - sizeof(Block) ? SIZE_MAX : room + sizeof(Block);
    Block *block = kj_realloc_array(NULL, total, 1);

    block->size = room;
    POISON(block->bytes, room);
    if (arena->next_size < LARGEST_BLOCK)
        arena->next_size *= 2;
    return block;
}

static Block *push_block(KjArena *arena, size_t size)
{
    Block *block = arena->spare;

    if (block && block->size >= size)
        arena->spare = NULL;
    else
        block = new_block(arena, size);
    block->below = arena->top;
    block->used = 0;
    arena->top = block;
    return block;
}

void *kj_arena_scratch(KjArena *arena, size_t size)
{
    size_t rounded = size > SIZE_MAX - ALIGNMENT ? SIZE_MAX : (size + ALIGNMENT - 1) & -ALIGNMENT;
    Block *block = arena->top;
    void *piece;

    if (!block || block->size - block->used < rounded)
        block = push_block(arena, rounded);
    piece = block->bytes + block->used;
    block->used += rounded;
    UNPOISON(piece, size);
    return piece;
}

void *kj_arena_alloc(KjArena *arena, size_t size)
{
    return memset(kj_arena_scratch(arena, size), 0, size);
}

void *kj_arena_array(KjArena *arena, size_t count, size_t size)
{
    size_t total;

    return kj_arena_alloc(arena, __builtin_mul_overflow(count, size, &total) ? SIZE_MAX : total);
}

char *kj_arena_strndup(KjArena *arena, const char *text, size_t len)
{
    char *copy = kj_arena_scratch(arena, len + 1);

    if (len)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *kj_arena_printf(KjArena *arena, const char *format, ...)
{
    va_list args, again;
    char *text;
    int len;

    va_start(args, format);
    va_copy(again, args);
    len = vsnprintf(NULL, 0, format, args);
    text = kj_arena_scratch(arena, len < 0 ? 1 : (size_t)len + 1);
    if (len < 0)
        text[0] = '\0';
    else
        vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    va_end(args);
    return text;
}

size_t kj_arena_size(const KjArena *arena)
{
    size_t size = 0;

    for (const Block *block = arena->top; block; block = block->below)
        size += block->size;
    return size;
}

KjArenaMark kj_arena_mark(const KjArena *arena)
{
    return (KjArenaMark){arena->top, arena->top ? arena->top->used : 0};
}

/* The larger of the popped block and the spare becomes the spare, giants excepted. */
static void retire(KjArena *arena, Block *block)
{
    Block *unwanted = block;

    POISON(block->bytes, block->size);
    if (block->size <= LARGEST_BLOCK && (!arena->spare || arena->spare->size < block->size)) {
        unwanted = arena->spare;
        arena->spare = block;
    }
    kj_free(unwanted);
}

void kj_arena_release(KjArena *arena, KjArenaMark mark)
{
    while (arena->top != mark.block) {
        Block *block = arena->top;

        arena->top = block->below;
        retire(arena, block);
    }
    if (arena->top) {
        POISON(arena->top->bytes + mark.used, arena->top->size - mark.used);
        arena->top->used = mark.used;
    }
}
