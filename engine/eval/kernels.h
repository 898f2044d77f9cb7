/* Kernels: one comparison of a column with a constant, for a run of rows, into truth bytes.
 *
 * out[i] = KJ_UNKNOWN where valid[i] is 0, else KJ_PASS or KJ_FAIL. valid may be NULL (all there).
 * There are variants for what processors can do, chosen when the program runs, with the same results:
 * "avx2" and "sse2" on x86-64, "plain" everywhere. */
#ifndef KJ_EVAL_KERNELS_H
#define KJ_EVAL_KERNELS_H

#include "engine/rules/expr.h"

/* For tests and benches: the variant of that name, NULL the best one. False: not on this machine. */
bool kj_kernels_use(const char *name);
const char *kj_kernels_in_use(void);

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
