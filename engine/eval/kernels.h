/* Kernels: one comparison of a column with a constant, for a run of rows, into truth bytes.
 *
 * out[i] = KJ_UNKNOWN where valid[i] is 0, else KJ_PASS or KJ_FAIL. valid may be NULL (all there).
 * Written as plain loops that the compiler turns into vector code; no branch, no aliasing. */
#ifndef KJ_EVAL_KERNELS_H
#define KJ_EVAL_KERNELS_H

#include "engine/rules/expr.h"

void kj_kernel_i32(KjOp op, const int32_t *cells, const uint8_t *valid, size_t count,
                   int64_t constant, uint8_t *out);
void kj_kernel_i64(KjOp op, const int64_t *cells, const uint8_t *valid, size_t count,
                   int64_t constant, uint8_t *out);
void kj_kernel_f64(KjOp op, const double *cells, const uint8_t *valid, size_t count,
                   double constant, uint8_t *out);
/* Truth bytes from a boolean column. */
void kj_kernel_truth(const int32_t *cells, const uint8_t *valid, size_t count, uint8_t *out);
/* Kleene logic on truth bytes, in place: left = left and/or right; not. */
void kj_kernel_and(uint8_t *left, const uint8_t *right, size_t count);
void kj_kernel_or(uint8_t *left, const uint8_t *right, size_t count);
void kj_kernel_not(uint8_t *bytes, size_t count);

#endif
