/* The loops behind kernels.h, for the files that compile them, each for another set of instructions.
 *
 * Each loop is instantiated per comparison and cell type, so that it has no decision in it, and written
 * so that compilers make vector code of it. KERNEL_TARGET, if defined, goes before every function. */
#ifndef KJ_EVAL_KERNEL_LOOPS_H
#define KJ_EVAL_KERNEL_LOOPS_H

#include "engine/eval/kernels.h"
#include "engine/model/run.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define KJ_KERNELS_X86 1
#endif

#ifndef KERNEL_TARGET
#define KERNEL_TARGET
#endif

/* The six comparisons, in the order of KjOp. */
typedef void KjKernelI32(const int32_t *restrict cells, const uint8_t *restrict valid, size_t count,
                         int32_t constant, uint8_t *restrict out);
typedef void KjKernelI64(const int64_t *restrict cells, const uint8_t *restrict valid, size_t count,
                         int64_t constant, uint8_t *restrict out);
typedef void KjKernelF64(const double *restrict cells, const uint8_t *restrict valid, size_t count,
                         double constant, uint8_t *restrict out);

enum { KJ_COMPARISONS = KJ_OP_GE - KJ_OP_EQ + 1 };

typedef struct KjKernels {
    const char *name;
    KjKernelI32 *i32[KJ_COMPARISONS];
    KjKernelI64 *i64[KJ_COMPARISONS];
    KjKernelF64 *f64[KJ_COMPARISONS];
    void (*both)(uint8_t *restrict left, const uint8_t *restrict right, size_t count);
    void (*either)(uint8_t *restrict left, const uint8_t *restrict right, size_t count);
    void (*negate)(uint8_t *bytes, size_t count);
} KjKernels;

extern const KjKernels kj_kernels_plain;
#ifdef KJ_KERNELS_X86
extern KjKernelF64 *const kj_kernels_sse2_f64[KJ_COMPARISONS];
extern const KjKernels kj_kernels_avx2;
#endif

/* A comparison gives 0xFF or 0; the rest is bit operations on bytes. */
#define BODY(relation)                                                                             \
    if (valid)                                                                                     \
        for (size_t i = 0; i < count; i++) {                                                       \
            uint8_t hit = (uint8_t) - (uint8_t)(cells[i] relation constant);                       \
            out[i] = (uint8_t)((hit & valid[i] & KJ_PASS) | (~valid[i] & KJ_UNKNOWN));             \
        }                                                                                          \
    else                                                                                           \
        for (size_t i = 0; i < count; i++)                                                         \
            out[i] = (uint8_t)((uint8_t) - (uint8_t)(cells[i] relation constant) & KJ_PASS);

#define KERNEL(name, type, relation)                                                               \
    KERNEL_TARGET static void name(const type *restrict cells, const uint8_t *restrict valid,      \
                                   size_t count, type constant, uint8_t *restrict out)             \
    {                                                                                              \
        BODY(relation)                                                                             \
    }

#define KERNELS(suffix, type)                                                                      \
    KERNEL(equal_##suffix, type, ==)                                                               \
    KERNEL(unequal_##suffix, type, !=)                                                             \
    KERNEL(less_##suffix, type, <)                                                                 \
    KERNEL(at_most_##suffix, type, <=)                                                             \
    KERNEL(more_##suffix, type, >)                                                                 \
    KERNEL(at_least_##suffix, type, >=)

#define KERNEL_NAMES(suffix)                                                                       \
    equal_##suffix, unequal_##suffix, less_##suffix, at_most_##suffix, more_##suffix,              \
        at_least_##suffix

#define KERNELS_OF_TRUTH                                                                           \
    KERNEL_TARGET static void both(uint8_t *restrict left, const uint8_t *restrict right,          \
                                   size_t count)                                                   \
    {                                                                                              \
        for (size_t i = 0; i < count; i++)                                                         \
            left[i] = left[i] < right[i] ? left[i] : right[i];                                     \
    }                                                                                              \
    KERNEL_TARGET static void either(uint8_t *restrict left, const uint8_t *restrict right,        \
                                     size_t count)                                                 \
    {                                                                                              \
        for (size_t i = 0; i < count; i++)                                                         \
            left[i] = left[i] > right[i] ? left[i] : right[i];                                     \
    }                                                                                              \
    KERNEL_TARGET static void negate(uint8_t *bytes, size_t count)                                 \
    {                                                                                              \
        for (size_t i = 0; i < count; i++)                                                         \
            bytes[i] = (uint8_t)(KJ_PASS - bytes[i]);                                              \
    }

#endif
