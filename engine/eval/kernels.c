/* The loops behind kernels.h. Each is instantiated per comparison and cell type, so that the inner
 * loop has no decision in it. Compiled with -O3; a test compares every kernel with a plain
 * one-by-one evaluation. */
#include "engine/eval/kernels.h"

#include "engine/model/run.h"

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
    static void name(const type *restrict cells, const uint8_t *restrict valid, size_t count,      \
                     type constant, uint8_t *restrict out)                                         \
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

KERNELS(i32, int32_t)
KERNELS(i64, int64_t)

/* Doubles: sixteen comparisons give eight masks of two; three rounds of packing make sixteen bytes.
 * Compilers do not find this by themselves. The remainder, and machines without SSE2, take the plain
 * loop. */
#ifdef __SSE2__
#include <emmintrin.h>

#define PAIR(relation, at)                                                                         \
    _mm_castpd_ps(_mm_cmp##relation##_pd(_mm_loadu_pd(cells + i + (at)), against))
#define FOUR(relation, at)                                                                         \
    _mm_castps_si128(                                                                              \
        _mm_shuffle_ps(PAIR(relation, at), PAIR(relation, (at) + 2), _MM_SHUFFLE(2, 0, 2, 0)))
#define SIXTEEN(relation)                                                                          \
    _mm_packs_epi16(_mm_packs_epi32(FOUR(relation, 0), FOUR(relation, 4)),                         \
                    _mm_packs_epi32(FOUR(relation, 8), FOUR(relation, 12)))

#define KERNEL_F64(name, relation, operator)                                                       \
    static size_t name##_sixteen(const double *restrict cells, const uint8_t *restrict valid,      \
                                 size_t count, double constant, uint8_t *restrict out)             \
    {                                                                                              \
        const __m128d against = _mm_set1_pd(constant);                                             \
        const __m128i pass = _mm_set1_epi8(KJ_PASS), unknown = _mm_set1_epi8(KJ_UNKNOWN);          \
        size_t i = 0;                                                                              \
        for (; i + 16 <= count; i += 16) {                                                         \
            __m128i there = valid ? _mm_loadu_si128((const __m128i *)(const void *)(valid + i))    \
                                  : _mm_set1_epi8(-1);                                             \
            __m128i hit = _mm_and_si128(_mm_and_si128(SIXTEEN(relation), pass), there);            \
            _mm_storeu_si128((__m128i *)(void *)(out + i),                                         \
                             _mm_or_si128(hit, _mm_andnot_si128(there, unknown)));                 \
        }                                                                                          \
        return i;                                                                                  \
    }                                                                                              \
    KERNEL(name##_rest, double, operator)                                                          \
    static void name(const double *restrict cells, const uint8_t *restrict valid, size_t count,    \
                     double constant, uint8_t *restrict out)                                       \
    {                                                                                              \
        size_t done = name##_sixteen(cells, valid, count, constant, out);                          \
        name##_rest(cells + done, valid ? valid + done : NULL, count - done, constant,             \
                    out + done);                                                                   \
    }

KERNEL_F64(equal_f64, eq, ==)
KERNEL_F64(unequal_f64, neq, !=)
KERNEL_F64(less_f64, lt, <)
KERNEL_F64(at_most_f64, le, <=)
KERNEL_F64(more_f64, gt, >)
KERNEL_F64(at_least_f64, ge, >=)
#else
KERNELS(f64, double)
#endif

#define DISPATCH(suffix)                                                                           \
    switch (op) {                                                                                  \
    case KJ_OP_EQ: equal_##suffix(cells, valid, count, constant_, out); break;                     \
    case KJ_OP_NE: unequal_##suffix(cells, valid, count, constant_, out); break;                   \
    case KJ_OP_LT: less_##suffix(cells, valid, count, constant_, out); break;                      \
    case KJ_OP_LE: at_most_##suffix(cells, valid, count, constant_, out); break;                   \
    case KJ_OP_GT: more_##suffix(cells, valid, count, constant_, out); break;                      \
    default: at_least_##suffix(cells, valid, count, constant_, out); break;                        \
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
    int32_t constant_;
    op = narrow(op, constant, &constant_);
    DISPATCH(i32)
}

void kj_kernel_i64(KjOp op, const int64_t *cells, const uint8_t *valid, size_t count,
                   int64_t constant, uint8_t *out)
{
    int64_t constant_ = constant;
    DISPATCH(i64)
}

void kj_kernel_f64(KjOp op, const double *cells, const uint8_t *valid, size_t count,
                   double constant, uint8_t *out)
{
    double constant_ = constant;
    DISPATCH(f64)
}

void kj_kernel_truth(const int32_t *cells, const uint8_t *valid, size_t count, uint8_t *out)
{
    unequal_i32(cells, valid, count, 0, out);
}

void kj_kernel_and(uint8_t *restrict left, const uint8_t *restrict right, size_t count)
{
    for (size_t i = 0; i < count; i++)
        left[i] = left[i] < right[i] ? left[i] : right[i];
}

void kj_kernel_or(uint8_t *restrict left, const uint8_t *restrict right, size_t count)
{
    for (size_t i = 0; i < count; i++)
        left[i] = left[i] > right[i] ? left[i] : right[i];
}

void kj_kernel_not(uint8_t *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        bytes[i] = (uint8_t)(KJ_PASS - bytes[i]);
}
