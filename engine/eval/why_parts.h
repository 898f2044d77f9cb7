/* Parts of the sentences that say why a condition holds or not (why.c): what its nodes are called, what
 * their values are in words, and what a part of it asks. Everything lies in the arena of the Why. */
#ifndef KJ_EVAL_WHY_PARTS_H
#define KJ_EVAL_WHY_PARTS_H

#include "engine/eval/say.h"

typedef struct KjWhy {
    KjJudge *judge;
    KjEval eval;
    const KjExpr *expr;
    KjArena *arena;
    KjBuf out;
    int parts;
} KjWhy;

bool kj_why_ja(const KjWhy *why);
/* One of two texts, by language. */
const char *kj_why_tell(const KjWhy *why, const char *ja, const char *en);

/* What people call a node: the label of its field or parameter, or words for what it computes. */
const char *kj_why_name(KjWhy *why, int32_t n);
/* " + ", " - " … of arithmetic. */
const char *kj_why_sign(const KjNode *node);
/* What the members of a list are called: the label of their kind, or of the field that holds them. */
const char *kj_why_members(KjWhy *why, int32_t list);
/* The field whose value a node gives, or NULL. */
const KjField *kj_why_field(const KjWhy *why, int32_t n);
/* A node's value in words. Values of enumerations are called as their labels say, constants as those of
 * the field that they are compared with (`like`, or NULL); records by name and id. */
const char *kj_why_value(KjWhy *why, int32_t n, const KjFrame *frame, const KjField *like);

bool kj_why_is_const(const KjWhy *why, int32_t n);
/* "目標復旧時間 6時間": name and value; a constant is its value alone, called as values of the `other` node
 * are (-1: none). */
const char *kj_why_operand(KjWhy *why, int32_t n, int32_t other, const KjFrame *frame);
/* Sentences put into `out`: a comparison, whether something is recorded, whether it is one of a list. */
void kj_why_compare(KjWhy *why, const KjNode *node, uint8_t truth, const KjFrame *frame);
void kj_why_present(KjWhy *why, const KjNode *node, uint8_t truth);
void kj_why_in(KjWhy *why, const KjNode *node, uint8_t truth, const KjFrame *frame);

/* "%s は %s 以下" and so on: a format for two operands. Truth: what the comparison comes to. */
const char *kj_why_comparison(const KjWhy *why, const KjNode *node, uint8_t truth);
/* What a condition asks, without the values of a record: "実施日 は 判定日 以前、種類 は 復旧". Empty where
 * it takes more than a line or two. */
const char *kj_why_sense(KjWhy *why, int32_t n);

#endif
