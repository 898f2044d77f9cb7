/* The allocator counts and fails on demand; arenas align, grow, release and reuse. */
#include "engine/base/mem.h"
#include "tests/unit/check.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static bool all_zero(const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (bytes[i])
            return false;
    return true;
}

TEST(fresh_memory_is_zeroed)
{
    char *one = kj_alloc(100), *many = kj_alloc_array(10, 30), *none = kj_alloc(0);

    CHECK(all_zero(one, 100));
    CHECK(all_zero(many, 300));
    CHECK(none != NULL);
    kj_free(one);
    kj_free(many);
    kj_free(none);
    kj_free(NULL);
}

TEST(growing_keeps_what_was_there)
{
    int *items = NULL;
    size_t count = 0, capacity = 0;

    for (int i = 0; i < 1000; i++)
        KJ_PUSH(items, count, capacity, i);
    CHECK_INT(count, 1000);
    CHECK_INT(items[0], 0);
    CHECK_INT(items[999], 999);
    kj_free(items);
}

TEST(strndup_terminates)
{
    char *copy = kj_strndup("abcdef", 3), *empty = kj_strndup(NULL, 0);

    CHECK_STR(copy, "abc");
    CHECK_STR(empty, "");
    kj_free(copy);
    kj_free(empty);
}

TEST(every_request_is_counted_and_freeing_is_not)
{
    uint64_t before = kj_mem_requests();
    void *a = kj_alloc(1), *b = kj_try_realloc(NULL, 8);

    b = kj_try_realloc(b, 16);
    b = kj_try_realloc(b, 0);
    kj_free(a);
    CHECK(b == NULL);
    CHECK_INT(kj_mem_requests() - before, 3);
}

TEST(the_nth_request_fails_once_and_the_old_memory_stays)
{
    char *old = kj_try_realloc(NULL, 4), *grown;

    old[0] = 'x';
    kj_mem_fail_nth(2);
    grown = kj_try_realloc(NULL, 4);
    CHECK(grown != NULL);
    CHECK(kj_try_realloc(old, 400) == NULL);
    CHECK_INT(old[0], 'x');
    old = kj_try_realloc(old, 400);
    CHECK(old != NULL);
    kj_mem_fail_nth(1);
    kj_mem_fail_nth(0);
    kj_free(kj_alloc(1));
    kj_free(old);
    kj_free(grown);
}

TEST(from_a_request_on_all_can_be_made_to_fail)
{
    kj_mem_fail_from(2);
    char *first = kj_try_realloc(NULL, 4);
    CHECK(first != NULL);
    CHECK(kj_try_realloc(NULL, 4) == NULL);
    CHECK(kj_try_realloc(NULL, 4) == NULL);
    kj_mem_fail_from(0);
    kj_free(kj_alloc(1));
    kj_free(first);
}

TEST(absurd_sizes_are_refused)
{
    CHECK(kj_try_realloc(NULL, SIZE_MAX) == NULL);
    CHECK(kj_try_realloc(NULL, (size_t)PTRDIFF_MAX + 1) == NULL);
}

static void end_with_seven(void *ctx, size_t wanted)
{
    _exit(wanted == *(size_t *)ctx ? 7 : 8);
}

static void run_out_plainly(void)
{
    close(STDERR_FILENO);
    kj_mem_fail_nth(1);
    kj_alloc(10);
}

static void run_out_with_handler(void)
{
    size_t expected = 10;

    kj_mem_on_exhaustion(end_with_seven, &expected);
    kj_mem_fail_nth(2);
    kj_free(kj_alloc(5));
    kj_alloc(10);
}

static void overflow_a_product(void)
{
    close(STDERR_FILENO);
    kj_alloc_array(SIZE_MAX / 2, 3);
}

static void overflow_an_arena_product(void)
{
    close(STDERR_FILENO);
    kj_arena_array(kj_arena_new(), SIZE_MAX / 2, 3);
}

/* The exit code of a child that does the work; 99 if it came back from it. */
static int exit_of(void (*work)(void))
{
    pid_t child = fork();
    int status = 0;

    if (child == 0) {
        work();
        _exit(99);
    }
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(exhaustion_never_returns)
{
    CHECK_INT(exit_of(run_out_plainly), 5);
    CHECK_INT(exit_of(run_out_with_handler), 7);
    CHECK_INT(exit_of(overflow_a_product), 5);
    CHECK_INT(exit_of(overflow_an_arena_product), 5);
}

TEST(arena_pieces_are_aligned_zeroed_and_apart)
{
    KjArena *arena = kj_arena_new();
    char *last = NULL;

    for (size_t size = 0; size < 3000; size++) {
        char *piece = kj_arena_alloc(arena, size);

        CHECK_INT((uintptr_t)piece % 16, 0);
        CHECK(all_zero(piece, size));
        CHECK(size < 2 || piece != last);
        memset(piece, 0xFF, size);
        last = piece;
    }
    kj_arena_free(arena);
}

TEST(arena_text_is_terminated)
{
    KjArena *arena = kj_arena_new();

    CHECK_STR(kj_arena_strndup(arena, "abcdef", 2), "ab");
    CHECK_STR(kj_arena_strndup(arena, NULL, 0), "");
    CHECK_STR(kj_arena_printf(arena, "%d-%s", 42, "x"), "42-x");
    CHECK_INT(strlen(kj_arena_printf(arena, "%5000d", 1)), 5000);
    kj_arena_free(arena);
}

TEST(release_goes_back_to_the_mark)
{
    KjArena *arena = kj_arena_new();
    KjArenaMark empty = kj_arena_mark(arena), mark;
    char *kept = kj_arena_strndup(arena, "kept", 4), *first;

    mark = kj_arena_mark(arena);
    first = kj_arena_scratch(arena, 10);
    for (int i = 0; i < 100; i++)
        memset(kj_arena_scratch(arena, 5000), 1, 5000);
    kj_arena_release(arena, mark);
    CHECK_STR(kept, "kept");
    CHECK(kj_arena_scratch(arena, 10) == first);
    kj_arena_release(arena, mark);
    CHECK(all_zero(kj_arena_alloc(arena, 9000), 9000));
    kj_arena_release(arena, empty);
    CHECK_STR(kj_arena_strndup(arena, "again", 5), "again");
    kj_arena_free(arena);
}

TEST(a_loop_of_mark_and_release_asks_for_memory_once)
{
    KjArena *arena = kj_arena_new();
    uint64_t before;

    kj_arena_scratch(arena, 1000);
    before = kj_mem_requests();
    for (int i = 0; i < 100; i++) {
        KjArenaMark mark = kj_arena_mark(arena);

        kj_arena_scratch(arena, 10000);
        kj_arena_release(arena, mark);
    }
    CHECK_INT(kj_mem_requests() - before, 1);
    kj_arena_free(arena);
}

TEST(a_giant_piece_gets_its_own_block)
{
    KjArena *arena = kj_arena_new();
    KjArenaMark mark = kj_arena_mark(arena);
    char *giant = kj_arena_alloc(arena, 5000000);

    giant[4999999] = 1;
    kj_arena_release(arena, mark);
    CHECK(kj_arena_alloc(arena, 1) != NULL);
    kj_arena_free(arena);
    kj_arena_free(NULL);
}

int main(void)
{
    return RUN(fresh_memory_is_zeroed, growing_keeps_what_was_there, strndup_terminates,
               every_request_is_counted_and_freeing_is_not,
               the_nth_request_fails_once_and_the_old_memory_stays,
               from_a_request_on_all_can_be_made_to_fail, absurd_sizes_are_refused,
               exhaustion_never_returns, arena_pieces_are_aligned_zeroed_and_apart,
               arena_text_is_terminated, release_goes_back_to_the_mark,
               a_loop_of_mark_and_release_asks_for_memory_once, a_giant_piece_gets_its_own_block);
}
