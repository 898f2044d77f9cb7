/* Doubles, sixteen at a time: their comparisons give eight masks of two; three rounds of packing make
 * sixteen bytes. Compilers do not find this by themselves; of whole numbers they make as much. */
#include "engine/eval/kernel_loops.h"

#ifdef KJ_KERNELS_X86
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

KjKernelF64 *const kj_kernels_sse2_f64[KJ_COMPARISONS] = {KERNEL_NAMES(f64)};
#endif
