/* The words of reports in both languages, in one table (words.c). What packs say comes from packs. */
#ifndef KJ_OUTPUT_WORDS_H
#define KJ_OUTPUT_WORDS_H

#include "engine/base/diag.h"

typedef enum {
    /* values */
    KJ_W_YES,
    KJ_W_NO,
    KJ_W_MISSING,
    KJ_W_NOT_SET,
    KJ_W_NO_VALUE,
    KJ_W_EMPTY_LIST,
    KJ_W_LIST_COMMA,
    KJ_W_MEMBER_COMMA,
    KJ_W_BAND_ABOVE,
    /* the report */
    KJ_W_AS_OF,
    KJ_W_ORGANIZATION,
    KJ_W_PACK,
    KJ_W_TOTAL,
    KJ_W_ITEMS,
    KJ_W_MORE,
    KJ_W_FINDINGS,
    KJ_W_UNKNOWNS,
    KJ_W_WAIVED,
    KJ_W_DEVIATIONS,
    KJ_W_REMEDY,
    KJ_W_QUESTION,
    KJ_W_WAITING,
    KJ_W_OTHERWISE,
    KJ_W_STRICTER,
    KJ_W_LOOSER,
    KJ_W_UNDECIDABLE,
    KJ_W_REASON,
    KJ_W_APPROVED_BY,
    KJ_W_NOTHING,
    KJ_W_HINT,
    /* explanations */
    KJ_W_SOURCE,
    KJ_W_LEGAL,
    KJ_W_LEVEL,
    KJ_W_ACTOR,
    KJ_W_RECORD,
    KJ_W_VERDICT,
    KJ_W_SETTLED_BY,
    KJ_W_MESSAGE,
    KJ_W_TRUE,
    KJ_W_FALSE,
    KJ_W_UNKNOWN_TRUTH,
    KJ_W_PART_SELECT,
    KJ_W_PART_WHEN,
    KJ_W_PART_CHECK,
    KJ_W_PART_FUNCTION,
    KJ_W_DERIVED_VALUES,
    KJ_W_CHANGES,
    KJ_W_BULLET,
    KJ_W_FACTS,
    KJ_W_PARAMETER,
    KJ_W_FROM_ORGANIZATION,
    KJ_W_FROM_DEFAULT,
    KJ_W_FROM_PACK,
    KJ_W_FROM_PARAMETER,
    /* rules */
    KJ_W_CLAUSE,
    KJ_W_TITLE,
    KJ_W_DECIDED_BY,
    KJ_W_BY_RECORDS,
    KJ_W_BY_ANSWER,
    KJ_W_BY_BOTH,
    KJ_W_KINDS,
    KJ_W_EVIDENCE,
    KJ_W_TECHNIQUE,
    KJ_W_WAIVABLE,
    KJ_W_CAN_BE_WAIVED,
    KJ_W_CANNOT_BE_WAIVED,
    KJ_W_IN_PRINCIPLE,
    KJ_W_EQUIVALENT_SATISFIES,
    KJ_W_DECLARED_AT,
    KJ_W_PARAMETERS,
    KJ_W_LUA_FUNCTION,
    /* columns of findings */
    KJ_W_ORGANIZATION_ID,
    KJ_W_ORGANIZATION_NAME,
    KJ_W_RULE,
    KJ_W_KIND,
    KJ_W_RECORD_NAME,
    KJ_W_FILE,
    KJ_W_LINE,
    KJ_WORDS
} KjWord;

const char *kj_word(KjLang lang, KjWord word);
/* mandatory 必須, recommended 推奨, example 例示, catalogue 項目; another text as it is. */
KjText kj_level_label(KjLang lang, KjText level);

#endif
