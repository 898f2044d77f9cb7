/* Explanations: why one verdict is as it is, as a tree of values that the output renders.
 *
 * The explanation of a judgement is a map:
 *   rule      number of the rule            record    { kind = name, id, name }
 *   verdict, underlying   names             message   text, may be empty
 *   settled_by            "answer:a3", "exception:e1" or empty
 *   parts     list of { part = "select" | "when" | "check" | "function" | "ask", tree = NODE }
 *   changes   list of { text } sentences: what would change the verdict, nearest first
 *   related   list of { kind, id, field, text (its condition or "Lua"), tree = NODE }: how derived
 *             fields that were read came about, for the same record's and others' in reading order
 * NODE: { text (the fragment of the condition), value (shown text, "" if none), truth ("true",
 *   "false", "unknown" or absent), note (e.g. a cycle's chain), children = { NODE … },
 *   members = { { kind, id, name, value, truth, children } … }, more = how many members were cut }
 * The facts with their places stand in the judgement's trace of the run that comes with it.
 */
#ifndef KJ_EVAL_EXPLAIN_H
#define KJ_EVAL_EXPLAIN_H

#include "engine/eval/judge.h"

/* Builds the explanation of one judged (rule, record). */
KjValue kj_explain(KjJudge *judge, int32_t rule, KjRef record, KjArena *arena);

#endif
