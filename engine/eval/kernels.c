/* Which loops are used is decided once, by what the processor can do. A test compares every kernel of
 * every variant with a plain one-by-one evaluation. */
#include "engine/eval/kernel_loops.h"

#include <string.h>

static KjKernels in_use; /* no name: not yet decided */

#ifdef KJ_KERNELS_X86
static bool take(const char *name)
{
    bool any = !name;
    if ((any || strcmp(name, "avx2") == 0) && __builtin_cpu_supports("avx2")) {
        in_use = kj_kernels_avx2;
        return true;
    }
    if (!any && strcmp(name, "sse2") != 0)
        return false;
    in_use = kj_kernels_plain;
    in_use.name = "sse2";
    for (size_t i = 0; i < KJ_COMPARISONS; i++)
        in_use.f64[i] = kj_kernels_sse2_f64[i];
    return true;
}
#else
static bool take(const char *name)
{
    in_use = kj_kernels_plain;
    return !name;
}
#endif

bool kj_kernels_use(const char *name)
{
    if (!name || strcmp(name, "plain") != 0)
        return take(name);
    in_use = kj_kernels_plain;
    return true;
}

const char *kj_kernels_in_use(void)
{
    if (!in_use.name)
        take(NULL);
    return in_use.name;
}

static const KjKernels *kernels(void)
{
    if (!in_use.name)
        take(NULL);
    return &in_use;
}

static size_t comparison(KjOp op)
{
    return op >= KJ_OP_EQ && op <= KJ_OP_GE ? op - KJ_OP_EQ : KJ_OP_GE - KJ_OP_EQ;
}

/* A constant outside the column's width compares like the nearest one that is inside, but for
 * equality: so the comparison is turned into one that the width can hold. */
static KjOp narrow(KjOp op, int64_t constant, int32_t *inside)
{
    if (constant >= INT32_MIN && constant <= INT32_MAX) {
        *inside = (int32_t)constant;
        return op;
    }
    bool above = constant > INT32_MAX;
    bool holds = op == KJ_OP_NE || ((op == KJ_OP_LT || op == KJ_OP_LE) && above) ||
                 ((op == KJ_OP_GT || op == KJ_OP_GE) && !above);
    *inside = INT32_MAX;
    if (holds)
        return KJ_OP_LE; /* always */
    *inside = INT32_MIN;
    return KJ_OP_LT; /* never */
}

void kj_kernel_i32(KjOp op, const int32_t *cells, const uint8_t *valid, size_t count,
                   int64_t constant, uint8_t *out)
{
    int32_t inside;
    op = narrow(op, constant, &inside);
    kernels()->i32[comparison(op)](cells, valid, count, inside, out);
}

void kj_kernel_i64(KjOp op, const int64_t *cells, const uint8_t *valid, size_t count,
                   int64_t constant, uint8_t *out)
{
    kernels()->i64[comparison(op)](cells, valid, count, constant, out);
}

void kj_kernel_f64(KjOp op, const double *cells, const uint8_t *valid, size_t count,
                   double constant, uint8_t *out)
{
    kernels()->f64[comparison(op)](cells, valid, count, constant, out);
}

void kj_kernel_truth(const int32_t *cells, const uint8_t *valid, size_t count, uint8_t *out)
{
    kernels()->i32[comparison(KJ_OP_NE)](cells, valid, count, 0, out);
}

void kj_kernel_and(uint8_t *left, const uint8_t *right, size_t count)
{
    kernels()->both(left, right, count);
}

void kj_kernel_or(uint8_t *left, const uint8_t *right, size_t count)
{
    kernels()->either(left, right, count);
}

void kj_kernel_not(uint8_t *bytes, size_t count)
{
    kernels()->negate(bytes, count);
}
