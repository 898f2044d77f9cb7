/* Shared between the files that answer questions; not for other folders.
 *
 *   inquiry.c           which question it is; what stdlib is told of the schema
 *   inquiry_query.c     rows: which, in which order, their cells
 *   inquiry_group.c     rows that become groups
 *   inquiry_lists.c     kinds, fields, rules, parameters, ids
 *   inquiry_show.c      one record
 *   inquiry_verdicts.c  verdicts as records
 */
#ifndef KJ_EVAL_INQUIRY_PARTS_H
#define KJ_EVAL_INQUIRY_PARTS_H

#include "engine/eval/inquiry.h"
#include "engine/eval/judge_parts.h"

struct KjInquiry {
    KjJudge *judge;
    KjSchema schema;   /* as the registry's, but literals become atoms of the dataset */
    int32_t verdicts;  /* the kind, or -1 */
    bool has_verdicts; /* its records are made */
    bool told;         /* stdlib knows the schema */
};

/* ---- answers ---- */

typedef struct KjAnswer {
    KjArena *arena;
    KjTree columns, rows;
    KjTree row; /* the one that is being written */
} KjAnswer;

KjAnswer kj_answer_new(KjArena *arena);
/* label: of columns that have the same name for everybody. */
void kj_answer_column(KjAnswer *answer, const char *name, const char *ja, const char *en);
void kj_answer_cell(KjAnswer *answer, KjValue value);
void kj_answer_text(KjAnswer *answer, KjText text); /* the empty text: nothing */
void kj_answer_end_row(KjAnswer *answer);
KjTree kj_answer_map(const KjAnswer *answer); /* the whole, to which more can be added */
KjValue kj_answer_label(KjArena *arena, const char *ja, const char *en);
/* Instead of an answer. */
KjValue kj_answer_problem(KjArena *arena, const char *ja, const char *en);

/* ---- rows of a query ---- */

typedef struct KjAskedColumn {
    const KjValue *spec;
    KjExpr *expr; /* NULL: the record's id, or only how many rows there are */
    int32_t group;
    int32_t aggregate; /* KjAgg, or -1 */
    bool secret;
} KjAskedColumn;

typedef struct KjAskedKey {
    KjExpr *expr;         /* or NULL: */
    int32_t column;       /* that one's cells */
    const KjList *values; /* in this order, if not empty */
    bool desc;
} KjAskedKey;

typedef struct KjAskedRow {
    KjRef record;
    uint32_t org, number; /* number: its place before it is sorted */
    KjValue *keys, *cells;
} KjAskedRow;

typedef struct KjAsking {
    KjInquiry *inquiry;
    KjArena *arena;
    const KjValue *plan;
    int32_t kind;
    uint32_t from, to; /* rows of the kind */
    KjExpr *where;
    KjAskedColumn *columns;
    size_t column_count;
    KjAskedKey *keys;
    size_t key_count;
    KjAskedKey *groups; /* what rows are grouped by */
    size_t group_count;
    KjAskedRow *rows;
    size_t row_count, row_capacity;
    size_t undecided, missing;
} KjAsking;

/* A scalar, or a list, of one record; references are told as texts. */
KjValue kj_asked_value(KjAsking *asking, const KjExpr *expr, KjRef record);
/* By their keys: those of the values' own order first come first, what is missing comes last. */
int kj_asked_compare(const KjAskedKey *keys, size_t count, const KjValue *a, const KjValue *b);
/* Rows become groups, each with its cells. */
void kj_asked_group(KjAsking *asking);
bool kj_asked_query(KjInquiry *inquiry, const KjValue *ask, KjArena *arena, KjValue *answer,
                    KjError *error);

/* ---- the other questions ---- */

KjValue kj_inquiry_kinds(KjInquiry *inquiry, const KjValue *ask, KjArena *arena);
KjValue kj_inquiry_fields(KjInquiry *inquiry, const KjValue *ask, KjArena *arena);
KjValue kj_inquiry_rules(KjInquiry *inquiry, const KjValue *ask, KjArena *arena);
KjValue kj_inquiry_params(KjInquiry *inquiry, const KjValue *ask, KjArena *arena);
KjValue kj_inquiry_orgs(KjInquiry *inquiry, const KjValue *ask, KjArena *arena);
KjValue kj_inquiry_ids(KjInquiry *inquiry, const KjValue *ask, KjArena *arena);
KjValue kj_inquiry_show(KjInquiry *inquiry, const KjValue *ask, KjArena *arena);
bool kj_inquiry_lua(KjInquiry *inquiry, const KjValue *ask, KjArena *arena, KjValue *answer,
                    KjError *error);

/* A kind by its name, plural or title; -1: there is none. */
int32_t kj_inquiry_kind(const KjInquiry *inquiry, KjText name);
/* Makes the records of the verdicts, once. */
bool kj_inquiry_verdicts(KjInquiry *inquiry, KjError *error);
/* The organisation that the question is about; -1: all. */
int32_t kj_inquiry_org(const KjInquiry *inquiry, const KjValue *ask);

#endif
