/* A block of values, for the files that evaluate value nodes; nobody else includes this. */
#ifndef KJ_EVAL_VECTOR_H
#define KJ_EVAL_VECTOR_H

#include "engine/eval/frame.h"

typedef struct KjVector { /* whole or real is used, by the node's type */
    int64_t *whole;
    double *real;
    uint8_t *ok;
    bool is_real;
} KjVector;

KjVector kj_vector_new(KjEval *eval, uint8_t type, uint32_t count);
void kj_vector_eval(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                    KjVector *out);
void kj_vector_copy(KjVector *to, uint32_t i, const KjVector *from, uint32_t j);
bool kj_vector_same(const KjVector *a, const KjVector *b, uint32_t i);
void kj_vector_clear(KjVector *out, uint32_t count); /* all missing */
/* Evaluates node n for the lanes to keep; the others of out stay as they are. */
void kj_vector_for_some(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame,
                        const uint8_t *keep, KjVector *out);

/* choice.c: if, least, greatest, first, band, lookup */
void kj_eval_choice(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                    KjVector *out);
/* arithmetic.c: + - * / and the sign */
void kj_eval_arithmetic(KjEval *eval, const KjExpr *expr, const KjNode *node, const KjFrame *frame,
                        KjVector *out);
/* A number as the node's type stores it; missing where that cannot hold it. */
void kj_vector_store(const KjEval *eval, const KjNode *node, long double value, KjVector *out,
                     uint32_t i);
/* Notes that a parameter is read, and that it is missing. */
void kj_note_param(KjEval *eval, int32_t number, const KjFrame *frame);

#endif
