/* Words: values, failed conditions and missing facts as short texts in the job's language. */
#ifndef KJ_EVAL_SAY_H
#define KJ_EVAL_SAY_H

#include "engine/eval/judge_parts.h"

/* A fragment of the condition's own text. */
KjText kj_say_fragment(const KjExpr *expr, int32_t n, KjArena *arena);
bool kj_say_hidden(const KjJudge *judge, const KjExpr *expr, int32_t n);
/* What a node's value is for the record, in words: "6時間", "2時間 以下" for the range of an
 * aggregate with missing members, "未記録", or a cycle's chain. */
KjText kj_say_node(KjJudge *judge, KjEval *eval, const KjExpr *expr, int32_t n,
                   const KjFrame *frame, KjArena *arena);
/* Whether node n is a least or greatest value of an empty list. */
bool kj_say_nothing_in(KjEval *eval, const KjExpr *expr, int32_t n, const KjFrame *frame);
/* "目標復旧時間（rto）" for a field, the fragment for anything else. */
KjText kj_say_name(KjJudge *judge, const KjExpr *expr, int32_t n, KjArena *arena);
/* "system:mail の 目標復旧時間（rto）" */
KjText kj_say_read(KjJudge *judge, KjRead read, KjArena *arena);
/* The record's name: its field name or title, or the empty text. */
KjText kj_say_record_name(KjJudge *judge, KjRef record, KjArena *arena);
KjText kj_say_value_text(KjJudge *judge, KjValue value, KjText unit, KjArena *arena);
/* A field's value; one of an enumeration as its label says. */
KjText kj_say_labelled(KjJudge *judge, const KjField *field, KjValue value, KjArena *arena);
KjText kj_say_unit(const KjJudge *judge, const KjExpr *expr, int32_t n);

#endif
