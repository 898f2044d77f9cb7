/* Shared between expr.c, which reads nodes, and expr_frames.c, which places them. */
#ifndef KJ_RULES_EXPR_PARTS_H
#define KJ_RULES_EXPR_PARTS_H

#include "engine/rules/expr.h"

typedef struct KjExprReader {
    KjArena *arena;
    const KjSchema *schema;
    size_t params;
    KjExpr *expr;
    const KjList *nodes;
    bool *used;
    KjError *error;
    bool bad;
} KjExprReader;

/* Tells what is wrong with a node; only the first is kept. */
void kj_expr_refuse(KjExprReader *reader, int32_t node, const char *why);
/* Sets the frame of every node and the kind that references name; checks both. */
void kj_expr_place(KjExprReader *reader);

#endif
