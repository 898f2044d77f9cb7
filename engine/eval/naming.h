/* Rules as records name them: answers and waivers say what they are about by "PACK/CLAUSE" or by the
 * clause alone. Looked up once per distinct name. */
#ifndef KJ_EVAL_NAMING_H
#define KJ_EVAL_NAMING_H

#include "engine/eval/judge_parts.h"

typedef struct KjNamed {
    int32_t *rules;
    size_t count;
    bool known; /* meant for a pack that is not selected: leave it alone */
    bool ambiguous;
} KjNamed;

typedef struct KjNaming {
    KjJudge *judge;
    KjDiags *diags;
    KjNamed **names; /* by number of a name that rules have: of a waiver, of an answer */
} KjNaming;

/* The rules that `name`, which stands in a field of the record, means; NULL after telling what is wrong.
 * asked: only those whose question an answer under that name answers. */
const KjNamed *kj_naming_rules(KjNaming *naming, KjRef record, int32_t field, KjText name,
                               bool asked);

#endif
