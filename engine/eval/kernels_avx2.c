/* For processors with AVX2, thirty-two cells at a time. Masks are packed to bytes within each half of
 * a vector, so the halves are put in order at the end. The remainder takes the loops. */
#define KERNEL_TARGET __attribute__((target("avx2")))
#include "engine/eval/kernel_loops.h"

#ifdef KJ_KERNELS_X86
#include <immintrin.h>

/* ---- comparing: a mask as wide as the cell ---- */

#define CELLS(at) _mm256_loadu_si256((const __m256i *)(const void *)(cells + i + (at)))
#define NOT(mask) _mm256_xor_si256((mask), _mm256_set1_epi8(-1))
#define EQ(width, at) _mm256_cmpeq_epi##width(CELLS(at), against)
#define NE(width, at) NOT(EQ(width, at))
#define GT(width, at) _mm256_cmpgt_epi##width(CELLS(at), against)
#define LE(width, at) NOT(GT(width, at))
#define LT(width, at) _mm256_cmpgt_epi##width(against, CELLS(at))
#define GE(width, at) NOT(LT(width, at))

#define REAL(predicate, at)                                                                        \
    _mm256_castpd_si256(_mm256_cmp_pd(_mm256_loadu_pd(cells + i + (at)), against, predicate))

/* ---- packing: from 32 masks to 32 bytes ---- */

/* Of 32 bits: the halves hold 0-3 8-11 16-19 24-27 and 4-7 12-15 20-23 28-31. */
#define PACK_32(a, b, c, d)                                                                        \
    _mm256_permutevar8x32_epi32(                                                                   \
        _mm256_packs_epi16(_mm256_packs_epi32(a, b), _mm256_packs_epi32(c, d)),                    \
        _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7))

/* Two of 64 bits become one of 32: the halves hold 0 1 4 5 and 2 3 6 7. */
#define NARROW(a, b)                                                                               \
    _mm256_castps_si256(_mm256_shuffle_ps(_mm256_castsi256_ps(a), _mm256_castsi256_ps(b),          \
                                          _MM_SHUFFLE(2, 0, 2, 0)))

/* Bytes of which the halves hold 0 1 4 5 … 28 29 and 2 3 6 7 … 30 31. */
KERNEL_TARGET static inline __m256i in_order(__m256i bytes)
{
    __m128i low = _mm256_castsi256_si128(bytes), high = _mm256_extracti128_si256(bytes, 1);
    return _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_unpacklo_epi16(low, high)),
                                   _mm_unpackhi_epi16(low, high), 1);
}

#define PACK_64(a, b, c, d, e, f, g, h)                                                            \
    in_order(_mm256_packs_epi16(_mm256_packs_epi32(NARROW(a, b), NARROW(c, d)),                    \
                                _mm256_packs_epi32(NARROW(e, f), NARROW(g, h))))

#define MASKS_32(relation)                                                                         \
    PACK_32(relation(32, 0), relation(32, 8), relation(32, 16), relation(32, 24))
#define MASKS_64(relation)                                                                         \
    PACK_64(relation(64, 0), relation(64, 4), relation(64, 8), relation(64, 12), relation(64, 16), \
            relation(64, 20), relation(64, 24), relation(64, 28))
#define MASKS_REAL(predicate)                                                                      \
    PACK_64(REAL(predicate, 0), REAL(predicate, 4), REAL(predicate, 8), REAL(predicate, 12),       \
            REAL(predicate, 16), REAL(predicate, 20), REAL(predicate, 24), REAL(predicate, 28))

/* ---- kernels ---- */

#define WIDE_KERNEL(name, type, vector, spread, masks, relation)                                   \
    KERNEL(name##_rest, type, relation)                                                            \
    KERNEL_TARGET static void name(const type *restrict cells, const uint8_t *restrict valid,      \
                                   size_t count, type constant, uint8_t *restrict out)             \
    {                                                                                              \
        const vector against = spread(constant);                                                   \
        const __m256i pass = _mm256_set1_epi8(KJ_PASS), unknown = _mm256_set1_epi8(KJ_UNKNOWN);    \
        size_t i = 0;                                                                              \
        for (; i + 32 <= count; i += 32) {                                                         \
            __m256i there = valid ? _mm256_loadu_si256((const __m256i *)(const void *)(valid + i)) \
                                  : _mm256_set1_epi8(-1);                                          \
            __m256i hit = _mm256_and_si256(_mm256_and_si256(masks, pass), there);                  \
            _mm256_storeu_si256((__m256i *)(void *)(out + i),                                      \
                                _mm256_or_si256(hit, _mm256_andnot_si256(there, unknown)));        \
        }                                                                                          \
        name##_rest(cells + i, valid ? valid + i : NULL, count - i, constant, out + i);            \
    }

#define WIDE_KERNELS(suffix, type, vector, spread, masks, eq, ne, lt, le, gt, ge)                  \
    WIDE_KERNEL(equal_##suffix, type, vector, spread, masks(eq), ==)                               \
    WIDE_KERNEL(unequal_##suffix, type, vector, spread, masks(ne), !=)                             \
    WIDE_KERNEL(less_##suffix, type, vector, spread, masks(lt), <)                                 \
    WIDE_KERNEL(at_most_##suffix, type, vector, spread, masks(le), <=)                             \
    WIDE_KERNEL(more_##suffix, type, vector, spread, masks(gt), >)                                 \
    WIDE_KERNEL(at_least_##suffix, type, vector, spread, masks(ge), >=)

WIDE_KERNELS(i32, int32_t, __m256i, _mm256_set1_epi32, MASKS_32, EQ, NE, LT, LE, GT, GE)
WIDE_KERNELS(i64, int64_t, __m256i, _mm256_set1_epi64x, MASKS_64, EQ, NE, LT, LE, GT, GE)
WIDE_KERNELS(f64, double, __m256d, _mm256_set1_pd, MASKS_REAL, _CMP_EQ_OQ, _CMP_NEQ_UQ, _CMP_LT_OQ,
             _CMP_LE_OQ, _CMP_GT_OQ, _CMP_GE_OQ)
KERNELS_OF_TRUTH

const KjKernels kj_kernels_avx2 = {.name = "avx2",
                                   .i32 = {KERNEL_NAMES(i32)},
                                   .i64 = {KERNEL_NAMES(i64)},
                                   .f64 = {KERNEL_NAMES(f64)},
                                   .both = both,
                                   .either = either,
                                   .negate = negate};
#endif
