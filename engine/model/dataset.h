/* The dataset: records of one or many organisations, by columns per kind.
 *
 * Readers put records into a KjBuilder as they find them, row by row, in any order. Sealing sorts
 * every kind by organisation id, then record id (byte order of UTF-8), fills defaults, resolves
 * references, reports what is wrong and makes the columns. After that a dataset does not change,
 * but for derived columns and derived records that the evaluation adds.
 * So the same records give the same dataset whatever the order of files and records. */
#ifndef KJ_MODEL_DATASET_H
#define KJ_MODEL_DATASET_H

#include "engine/model/schema.h"

/* Where a cell's value comes from. */
typedef enum { KJ_FROM_NOWHERE, KJ_FROM_FACT, KJ_FROM_DEFAULT, KJ_FROM_RULE } KjOrigin;

typedef struct
    KjSpot { /* within the record's file; column KJ_ELSEWHERE: line is the number of one of
                           KjDataset.elsewhere, from 1 */
    uint32_t line, column;
} KjSpot;
#define KJ_ELSEWHERE UINT32_MAX

typedef enum { KJ_CELL_I32, KJ_CELL_I64, KJ_CELL_F64 } KjCell;

/* How types are stored:
 *   i32: bool (0/1), text and enum (atom), date, month-day, period, reference to one kind (row);
 *        int and duration when all values of the column fit
 *   i64: int, duration, money, datetime; reference to any kind (kind << 32 | row)
 *   f64: number, percent, quantity (never -0 or NaN)
 * A missing cell holds 0 and valid 0; a group's own column has no cells, only valid.
 * Derived int and duration columns are always i64. Cells and valid are aligned to 64 bytes and may
 * be read 64 bytes past their end. Every pointer is set even where nothing was written (all such
 * columns share one block of zeros, so only what the evaluation made may be written to), but for
 * `start` of scalars, `cells` of groups and `valid` when all are there. */
typedef struct KjColumn {
    KjCell cell;
    uint32_t count; /* scalars: rows; lists: all elements together */
    union {
        int32_t *i32;
        int64_t *i64;
        double *f64;
        void *any;
    } cells;
    uint8_t *valid;  /* per row: 0xFF there, 0 missing; NULL: all there */
    uint8_t *origin; /* KjOrigin per row */
    uint32_t *start; /* lists and lists of groups: rows + 1 offsets into cells or child rows */
    KjSpot *spot;    /* per row, where the value stands; line 0 if nowhere */
    bool ready;      /* derived columns: computed */
} KjColumn;

typedef struct KjTable {
    const KjKind *kind;
    uint32_t rows;
    KjAtom *id;          /* per row; child tables: KJ_NO_ATOM */
    uint32_t *org;       /* per row: organisation number */
    uint32_t *parent;    /* child tables: the parent's row */
    uint32_t *file;      /* per row: file number */
    KjSpot *spot;        /* per row: where the record begins */
    KjColumn *columns;   /* one per field */
    uint32_t *org_start; /* organisations + 1 offsets: rows of organisation o are
                            [org_start[o], org_start[o + 1]) */
} KjTable;

typedef struct KjIndex { /* the inverse of one reference field: rows of the source kind by row of
                            the target kind, ascending, without duplicates */
    uint32_t *start;     /* rows of target + 1 */
    int32_t *rows;
} KjIndex;

typedef struct KjDataset {
    KjArena *arena;
    const KjSchema *schema;
    KjAtoms *atoms; /* stands on schema->atoms */
    const char **files;
    size_t file_count;
    KjPlace *
        elsewhere; /* of facts that stand in another file than their record, see builder_change.c */
    size_t elsewhere_count, elsewhere_capacity;
    uint32_t org_count;
    KjAtom *org_id;    /* per organisation */
    KjTable *tables;   /* one per kind */
    KjIndex **indexes; /* per inverse: an array over target kinds (one entry, or one per kind if
                          the reference may go to any) */
    void *zeros;       /* one zeroed block stands for every column that nobody wrote */
    uint32_t zero_rows;
} KjDataset;

/* ---- building ---- */
typedef struct KjBuilder KjBuilder;
typedef int32_t KjDraft; /* a record under construction; -1 is none */

KjBuilder *kj_builder_new(const KjSchema *schema, KjDiags *diags);
void kj_builder_free(KjBuilder *builder);
uint32_t kj_builder_file(KjBuilder *builder, const char *name); /* file number; name is copied */
/* An organisation: its number. A second one with the same id is an error at sealing. */
uint32_t kj_builder_organization(KjBuilder *builder, KjText id, uint32_t file, KjSpot spot);
KjText kj_builder_organization_id(const KjBuilder *builder, uint32_t org, KjPlace *place);
/* A record of a root kind. The organisation's own record is begun this way too. */
KjDraft kj_builder_record(KjBuilder *builder, uint32_t org, int32_t kind, KjText id, uint32_t file,
                          KjSpot spot);
/* A row of a child table, which may stand in another file than its parent; rows stay in the order in
 * which they were added. */
KjDraft kj_builder_child(KjBuilder *builder, KjDraft parent, int32_t field, uint32_t file,
                         KjSpot spot);
/* Sets a scalar; the value has the field's type (references and text: text). KJ_NONE sets nothing;
 * of two values for one field the later one counts. A member's group counts as written. */
void kj_builder_set(KjBuilder *builder, KjDraft draft, int32_t field, const KjValue *value,
                    KjSpot spot);
/* Marks a group as written; begins a list (also an empty one); adds to it. */
void kj_builder_group(KjBuilder *builder, KjDraft draft, int32_t field, KjSpot spot);
void kj_builder_list(KjBuilder *builder, KjDraft draft, int32_t field, KjSpot spot);
void kj_builder_add(KjBuilder *builder, KjDraft draft, int32_t field, const KjValue *value,
                    KjSpot spot);
/* Says that a value was written which the reader has refused and told: it is not missing as well. */
void kj_builder_refused(KjBuilder *builder, KjDraft draft, int32_t field, KjSpot spot);
bool kj_builder_has(const KjBuilder *builder, KjDraft draft, int32_t field);

typedef struct KjListSoFar { /* of a list of groups */
    bool begun;
    uint32_t file, rows; /* the file that began it */
    KjPlace place;       /* where it was begun */
} KjListSoFar;
KjListSoFar kj_builder_list_so_far(const KjBuilder *builder, KjDraft draft, int32_t field);
/* The first record of an organisation and kind that was begun with the id, or -1. */
KjDraft kj_builder_find(KjBuilder *builder, uint32_t org, int32_t kind, KjText id);
/* The id that comes nearest to it, or NULL. */
const char *kj_builder_nearest(KjBuilder *builder, uint32_t org, int32_t kind, KjText id);

/* ---- changing what was put (builder_change.c) ---- */
/* From now on what is put stands there, whatever spot is given; NULL: as given again. */
void kj_builder_stand(KjBuilder *builder, const KjPlace *place);
/* A value, with its spot, is taken away; of a group with its members, of a list of groups with its rows. */
void kj_builder_unset(KjBuilder *builder, KjDraft draft, int32_t field);
/* Takes what equals the value out of a list; false if nothing does. */
bool kj_builder_take_out(KjBuilder *builder, KjDraft draft, int32_t field, const KjValue *value);
/* A record, or a row of a list of groups, is taken away with all that is part of it. */
void kj_builder_remove(KjBuilder *builder, KjDraft draft);
/* The row of a list of groups with that number, from 0; -1: there are not so many. */
KjDraft kj_builder_row(const KjBuilder *builder, KjDraft parent, int32_t field, uint32_t number);
/* What a field of text holds; empty if nothing. */
KjText kj_builder_text(const KjBuilder *builder, KjDraft draft, int32_t field);
size_t kj_builder_organizations(const KjBuilder *builder); /* how many */

/* Reports duplicate ids, missing required fields, dangling and ambiguous references (with the
 * nearest id). Always returns a dataset: with errors reported it is for diagnosis only. */
KjDataset *kj_builder_seal(KjBuilder *builder);
/* That what stands at `later` has the id of what stands at `first`. */
void kj_tell_duplicate(KjDiags *diags, const char *subject, KjPlace later, KjPlace first);
void kj_dataset_free(KjDataset *dataset);

/* ---- reading ---- */
KjText kj_dataset_org_id(const KjDataset *dataset, uint32_t org);
KjText kj_record_id(const KjDataset *dataset, KjRef record); /* child rows: "id/reports[2]" */
KjRef kj_record_root(const KjDataset *dataset,
                     KjRef record); /* the record a child row is part of */
uint32_t kj_record_org(const KjDataset *dataset, KjRef record);
KjPlace kj_record_place(const KjDataset *dataset, KjRef record);
KjPlace kj_field_place(const KjDataset *dataset, KjRef record, int32_t field);
/* Finds "id" within an organisation and kind: row or -1. */
int32_t kj_dataset_find(const KjDataset *dataset, uint32_t org, int32_t kind, KjText id);
/* The cell as a value (KJ_NONE if missing). Lists and groups are built in the arena; a group holds
 * the members that are there, by their last names. */
KjValue kj_dataset_get(const KjDataset *dataset, KjRef record, int32_t field, KjArena *arena);
bool kj_dataset_has(const KjDataset *dataset, KjRef record, int32_t field);
/* Records that refer to this one by an inverse. */
void kj_dataset_backward(const KjDataset *dataset, int32_t inverse, KjRef record,
                         const int32_t **rows, uint32_t *count);

/* ---- what the evaluation adds ---- */
/* Makes the column of a derived field, all missing, ready to be filled with kj_column_put; made
 * again, it is emptied. */
KjColumn *kj_dataset_derived_column(KjDataset *dataset, int32_t kind, int32_t field);
/* Puts a value of the field's type (scalars only) into a derived column. What is no finite number
 * is missing. A group takes any map, as a sign that it is there; its members are put on their own.
 */
void kj_column_put(KjDataset *dataset, int32_t kind, int32_t field, uint32_t row,
                   const KjValue *value);
/* Whether a derived column holds what another one of the same field and rows does. */
bool kj_column_same(const KjDataset *dataset, int32_t kind, int32_t field, const KjColumn *other);
/* Fills a derived list column: values[row] is a KJ_LIST or KJ_NONE. */
void kj_column_put_lists(KjDataset *dataset, int32_t kind, int32_t field, const KjValue *values);
/* Makes the inverses of a derived reference field, once its column is filled. */
void kj_dataset_reindex(KjDataset *dataset, int32_t kind, int32_t field);
/* Fills the table of a derived kind: values are maps with "id" and the fields; orgs[i] is the
 * organisation of record i. References are KJ_REF. Inverses over the kind are rebuilt. What is
 * wrong (duplicate id, unknown field, wrong type, too many) is put in error and the table stays
 * empty. Members of lists of groups are not supported in derived kinds. */
bool kj_dataset_put_records(KjDataset *dataset, int32_t kind, const KjValue *values,
                            const uint32_t *orgs, size_t count, KjError *error);

#endif
