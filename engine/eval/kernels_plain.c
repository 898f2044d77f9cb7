/* The loops as the compiler makes them for any processor that the program runs on. */
#include "engine/eval/kernel_loops.h"

KERNELS(i32, int32_t)
KERNELS(i64, int64_t)
KERNELS(f64, double)
KERNELS_OF_TRUTH

const KjKernels kj_kernels_plain = {.name = "plain",
                                    .i32 = {KERNEL_NAMES(i32)},
                                    .i64 = {KERNEL_NAMES(i64)},
                                    .f64 = {KERNEL_NAMES(f64)},
                                    .both = both,
                                    .either = either,
                                    .negate = negate};
