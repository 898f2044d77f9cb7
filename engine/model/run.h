/* A run: the outcome of one assessment, as plain data, apart from the dataset it was made from.
 *
 * Rules, kinds, fields and parameters are numbers into the registry that came with it (both sides
 * build the same registry from the same declaration document). Organisations are sorted by id,
 * judgements by rule (in the order of the packs) then kind and record id, derived values by kind,
 * record id and field. */
#ifndef KJ_MODEL_RUN_H
#define KJ_MODEL_RUN_H

#include "engine/model/value.h"

/* The first three are also the truth values of conditions: false, unknown, true; a check's result
 * is a verdict as it stands, and conjunction is the minimum, disjunction the maximum. */
typedef enum {
    KJ_FAIL = 0,
    KJ_UNKNOWN = 1,
    KJ_PASS = 2,
    KJ_PARTIAL = 3,
    KJ_WAIVED = 4,
    KJ_NA = 5,
    KJ_FAULT = 6, /* "error": the rule could not be judged */
    KJ_VERDICTS = 7,
    KJ_NO_VERDICT = 7
} KjVerdict;

const char *kj_verdict_name(KjVerdict verdict); /* pass partial fail unknown … n/a error */
const char *kj_verdict_label(KjVerdict verdict, KjLang lang); /* 適合 … / pass … */
bool kj_verdict_from_name(KjText name, KjVerdict *verdict);

/* Where a fact in a trace comes from. */
typedef enum {
    KJ_AT_NOWHERE,     /* missing: no value; place is that of the record that lacks it */
    KJ_AT_FILE,        /* a fact */
    KJ_AT_DEFAULT,     /* unsaid, the schema's default */
    KJ_AT_DERIVED,     /* computed by a pack */
    KJ_AT_PACK,        /* a parameter as the pack sets it */
    KJ_AT_ORGANIZATION /* a parameter as the organisation sets it; place says where */
} KjFactOrigin;

typedef struct KjFact {
    KjFactOrigin origin;
    int32_t kind;  /* -1: a parameter */
    KjText id;     /* the record; child rows "i1/reports[2]" */
    int32_t field; /* or the parameter's number */
    KjValue value; /* KJ_NONE if missing; references are texts "kind:id" in a KJ_REF-typed field */
    KjPlace place; /* file NULL if none */
    KjText reason; /* why a derived value is missing ("a → b → a"), else empty */
} KjFact;

typedef struct KjJudgement {
    int32_t rule;
    int32_t kind;
    KjText id;
    KjText name;   /* the record's name field, or empty */
    KjPlace place; /* of the record */
    KjVerdict verdict;
    KjVerdict underlying; /* what it was before a waiver or an answer, else KJ_NO_VERDICT */
    KjText message;       /* in the job's language; may be empty */
    KjText settled_by;    /* "answer:a3", "exception:e1", or empty */
    KjFact *missing;      /* facts whose absence left it unknown */
    size_t missing_count;
    KjFact *trace; /* empty unless asked for */
    size_t trace_count;
} KjJudgement;

typedef struct KjDerived {
    int32_t kind;
    KjText id;
    int32_t field;
    KjValue value; /* KJ_NONE with a reason if it is missing */
    KjText reason;
} KjDerived;

typedef struct KjDeviation { /* a parameter that an organisation or an overlay sets otherwise */
    KjText organization;     /* empty for an overlay */
    int32_t parameter;
    KjValue base, value;
    KjText direction; /* stricter, looser, undecidable */
    KjText reason, approved_by;
    KjPlace place;
} KjDeviation;

typedef struct KjPerson {
    int32_t kind;
    KjText id, name;
} KjPerson;

typedef struct KjDue {
    KjJudgement then;  /* as it is on that day; its trace: the facts that set the day */
    KjVerdict from;    /* what it was the day before; KJ_NO_VERDICT: not judged */
    int32_t day;       /* the first one of the new verdict, the facts staying as they are */
    bool over;         /* that day has come */
    KjPerson *persons; /* who has to act */
    size_t person_count;
} KjDue;

#define KJ_NEVER INT32_MAX /* the day that never comes */

typedef struct KjOrgResult {
    KjText id, name;
    KjPlace place;
    int32_t
        until; /* the first day after the as-of day for which the same facts and packs could give
                      another result; KJ_NEVER: none. Never too late; where nobody asked, the next day */
    uint32_t summary[KJ_VERDICTS];
    KjJudgement *judgements;
    size_t judgement_count;
    KjDerived *derived;
    size_t derived_count;
    KjDeviation *deviations;
    size_t deviation_count;
    KjDue *dues; /* of the job that asks for them, by day, rule and record */
    size_t due_count;
    KjPerson *people; /* of that job: who has the id that it asks for */
    size_t people_count;
} KjOrgResult;

typedef struct KjRun {
    KjArena *arena; /* owns everything */
    int32_t as_of;  /* date */
    int32_t zone;
    KjOrgResult *organizations;
    size_t organization_count;
} KjRun;

KjRun *kj_run_new(void);
void kj_run_free(KjRun *run);
/* The wire; decoding never trusts its input and returns NULL on anything malformed. */
bool kj_run_encode(KjBuf *out, const KjRun *run);
KjRun *kj_run_decode(const char *bytes, size_t len);
KjExit kj_run_exit(const KjRun *run); /* 0, 1 or 4 by DESIGN's rule of the gravest */

#endif
