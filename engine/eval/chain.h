/* A chain of records for people: "a → b → a". */
#ifndef KJ_EVAL_CHAIN_H
#define KJ_EVAL_CHAIN_H

#include "engine/base/text.h"

#define KJ_CHAIN_ENDS 16 /* of a longer one so many are told at each end */

/* "a → b → … (976) … → y → a": what is left out in the middle is counted. */
KjText kj_chain_text(const KjText *ids, size_t count, KjArena *arena);

#endif
