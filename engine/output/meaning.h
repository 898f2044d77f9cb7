/* How a value is meant: what its field or parameter says about it. */
#ifndef KJ_OUTPUT_MEANING_H
#define KJ_OUTPUT_MEANING_H

#include "engine/output/view.h"

typedef struct KjMeaning {
    const KjSchema *schema;
    const KjKind *kind;   /* NULL: a parameter */
    const KjField *field; /* NULL: a parameter, or the record's id */
    KjText unit;          /* of a quantity or a number; of money the currency */
    bool reference;       /* texts are "kind:id" */
    bool secret;          /* to be masked */
    bool reveal;          /* nothing is to be masked */
} KjMeaning;

/* kind -1: parameter number `field`. field -1: the record's id. */
KjMeaning kj_meaning(const KjView *view, int32_t kind, int32_t field);
/* Of a member of a group, or of the groups of a list. */
KjMeaning kj_meaning_member(KjMeaning group, KjText key);
/* Splits "kind:id". False if it is not of that form. */
bool kj_reference_split(KjText text, KjText *kind, KjText *id);
/* The field's label with its name, "目標復旧時間 [rto]"; the parameter's title with its. */
void kj_meaning_name(KjBuf *out, const KjView *view, int32_t kind, int32_t field);

/* Whether a verdict rests on what the organisation declares, no answer having gone before that. */
bool kj_rests_on_declaration(const KjView *view, const KjJudgement *judgement);

#endif
