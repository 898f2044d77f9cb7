/* Speed of the kernels by themselves: comparisons of 1,024 cells, the length of a block, that lie in
 * the cache, in every variant that this processor can do. Billions of cells a second of processor time,
 * best of several passes. The judging of conditions_bench.c is slower: it waits for memory. */
#include "engine/eval/kernels.h"

#include <stdint.h>
#include <stdio.h>
#include <time.h>

#define CELLS 1024
#define ROUNDS 20000
#define PASSES 7

static int32_t narrow[CELLS];
static int64_t wide[CELLS];
static double real[CELLS];
static uint8_t valid[CELLS], out[CELLS], other[CELLS];

static void fill(void)
{
    for (uint32_t i = 0; i < CELLS; i++) {
        uint32_t drawn = i * 2654435761u >> 16;
        narrow[i] = (int32_t)(drawn % 1000);
        wide[i] = narrow[i];
        real[i] = narrow[i];
        valid[i] = drawn % 33 ? 0xFF : 0;
        other[i] = (uint8_t)(drawn % 3);
    }
}

static void on_narrow(void)
{
    kj_kernel_i32(KJ_OP_LE, narrow, valid, CELLS, 500, out);
}

static void on_wide(void)
{
    kj_kernel_i64(KJ_OP_LE, wide, valid, CELLS, 500, out);
}

static void on_real(void)
{
    kj_kernel_f64(KJ_OP_LE, real, valid, CELLS, 500, out);
}

static void on_truths(void)
{
    kj_kernel_and(out, other, CELLS);
}

static double speed(void (*kernel)(void))
{
    double best = 1e9;
    for (int pass = 0; pass < PASSES; pass++) {
        struct timespec begin, end;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
        for (int round = 0; round < ROUNDS; round++)
            kernel();
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
        double seconds =
            (double)(end.tv_sec - begin.tv_sec) + 1e-9 * (double)(end.tv_nsec - begin.tv_nsec);
        best = seconds < best ? seconds : best;
    }
    return (double)CELLS * ROUNDS / best / 1e9;
}

int main(void)
{
    static const char *const VARIANTS[] = {"plain", "sse2", "avx2"};
    fill();
    printf("kernels, billion cells/s   whole, 32 bits  whole, 64 bits  real  and of truths\n");
    for (size_t v = 0; v < sizeof VARIANTS / sizeof *VARIANTS; v++)
        if (kj_kernels_use(VARIANTS[v]))
            printf("  %-24s %14.2f %15.2f %5.2f %14.2f\n", VARIANTS[v], speed(on_narrow),
                   speed(on_wide), speed(on_real), speed(on_truths));
    return 0;
}
