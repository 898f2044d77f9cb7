/* Shared between the files that lay changes over data; not for other folders.
 *
 *   amend.c         what is meant: the record, the row
 *   amend_text.c    a change taken apart
 *   amend_value.c   a field is set, added to, taken from
 *   amend_parameter.c  an organisation's parameters */
#ifndef KJ_INGEST_AMEND_PARTS_H
#define KJ_INGEST_AMEND_PARTS_H

#include "engine/ingest/amend.h"
#include "engine/ingest/intake.h"

typedef struct KjChange {
    KjIntake *intake;
    KjPlace place;
    char sign;          /* '+', '-' before the record, or 0 */
    KjText org;         /* empty: not said; all names are after NFKC */
    KjText kind;        /* never empty */
    KjText id;          /* empty: not said */
    KjText list;        /* the field of a row, or empty */
    uint32_t row;       /* its number from 1, 0: not said */
    KjText field;       /* empty: the change is of the record */
    char operation;     /* '=', '+' or '-' */
    KjText value;       /* as it was written, without outer white space */
    uint32_t number;    /* of the organisation that is meant */
    KjDraft draft;      /* the record or row that is meant */
    int32_t of;         /* its kind */
    const char *record; /* "system 'mail'" */
} KjChange;

/* False after telling why the text is no change. */
bool kj_change_parse(KjChange *change, KjText text);
/* The same for a further assignment to what the change means already. */
bool kj_change_assign(KjChange *change, KjText text);
/* The field is looked for among those of the kind; -1 after telling that there is none. */
int32_t kj_change_field(const KjChange *change, int32_t kind, KjText name);
/* Does what the change says of a field of its draft. */
void kj_change_apply(const KjChange *change);
/* The organisation whose parameters are meant; false after telling that there is none. Then: sets one, or
 * makes it what the packs say again. */
bool kj_change_settings(KjChange *change);
void kj_change_parameter(const KjChange *change);
/* The only organisation, or the one that is named; false after telling that there is none. */
bool kj_change_org(KjChange *change);
/* "system 'mail': field 'rto'" */
const char *kj_change_subject(const KjChange *change, const KjField *field);

#define KJ_CHANGE_TELL(change, subject, ...)                                                       \
    kj_diag((change)->intake->diags, KJ_ERROR, (change)->place, (subject), __VA_ARGS__)

#endif
