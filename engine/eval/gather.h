/* Gathering the elements of a list, lane after lane. */
#ifndef KJ_EVAL_GATHER_H
#define KJ_EVAL_GATHER_H

#include "engine/eval/frame.h"

typedef struct KjGather {
    KjEval *eval;
    KjElements *out;
    uint32_t count, capacity;
    bool real, uncertain;
} KjGather;

/* Lists for `lanes` lanes, all there; the caller sets out->start as it goes, and start[lanes]. */
void kj_gather_begin(KjGather *gather, KjEval *eval, uint32_t lanes, int32_t kind, uint8_t type,
                     KjElements *out);
void kj_gather_row(KjGather *gather, int32_t row);
void kj_gather_doubtful(KjGather *gather, int32_t row, uint8_t sure);
void kj_gather_scalar(KjGather *gather, int64_t whole, double real);
/* One element of another list, with its certainty, or `sure` if that is less. */
void kj_gather_from(KjGather *gather, const KjElements *from, uint32_t e, uint8_t sure);

/* Shared by list.c and relation.c. */
void kj_list_single(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                    KjElements *out); /* a reference as a list of at most one element */
void kj_list_reach(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                   KjElements *out);

#endif
