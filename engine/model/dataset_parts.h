/* What the files that make a dataset share among themselves; nobody else includes this.
 *
 *   builder.c   drafts and cells as readers put them
 *   builder_find.c  drafts by id
 *   builder_change.c  changes to what was put
 *   order.c     sorting records by (organisation, id), told apart by place
 *   seal.c      the steps of sealing; rows and duplicates
 *   required.c  required fields
 *   resolve.c   references: from ids to rows
 *   columns.c   cells to columns, defaults
 *   index.c     inverse references
 *   dataset.c   reading
 *   derived.c   computed columns;   derived_records.c   records of computed kinds
 *
 * A draft is a record or a row of a child table. Its cells hang on it as a chain through one large
 * array; the elements of a list hang on the list's cell in the same way. Number 0 ends a chain. */
#ifndef KJ_MODEL_DATASET_PARTS_H
#define KJ_MODEL_DATASET_PARTS_H

#include "engine/model/dataset.h"

#define KJ_NO_FILE UINT32_MAX
#define KJ_CELL_PAD 64 /* vector kernels may read this far past the end; also the alignment */

typedef struct KjChain {
    uint32_t first, last;
} KjChain;

/* A value was written that the reader could not take: not there, but not missing either. Its own
 * inverse. */
#define KJ_REFUSED(field) (-2 - (field))

typedef struct KjDraftCell {
    uint32_t next;
    int32_t field; /* -1: kept out (a reference to nowhere); below: KJ_REFUSED of a field */
    KjSpot spot;
    union {
        int64_t whole; /* also atoms; references: atom, after resolving as in the column */
        double real;
        KjChain list; /* list of groups: its first draft, and how many rows it has */
    } u;
} KjDraftCell;

typedef struct KjDraftRow {
    int32_t kind; /* -1: it was taken away */
    int32_t row;  /* set by sealing; -1: kept out */
    uint32_t org, file;
    KjSpot spot;
    KjAtom id;
    KjDraft parent;
    KjChain cells;
} KjDraftRow;

typedef struct KjBuilderOrg {
    KjAtom id;
    uint32_t file;
    KjSpot spot;
    uint32_t number; /* set by sealing */
    bool extra;      /* another one had the id before */
} KjBuilderOrg;

typedef struct KjFoundDrafts { /* open addressing; size is a power of two, at most half full */
    uint32_t *slots;           /* draft + 1 */
    size_t size, used;
    size_t drafts; /* so many were entered */
    size_t looks;  /* how many ids were compared for advice */
} KjFoundDrafts;

typedef struct KjRemoved { /* a record that was taken away by a change */
    int32_t kind;
    uint32_t org;
    KjAtom id;
    KjSpot spot;       /* of the change */
    KjPlace place;     /* of the first reference that has lost it */
    size_t references; /* how many have */
} KjRemoved;

struct KjBuilder {
    const KjSchema *schema;
    KjDiags *diags;
    KjDataset *dataset; /* until sealed */
    const char **files;
    KjBuilderOrg *orgs;
    KjDraftRow *drafts;
    KjDraftCell *cells;
    size_t file_count, org_count, draft_count, cell_count;
    size_t file_capacity, org_capacity, draft_capacity, cell_capacity;
    KjFoundDrafts found;
    KjRemoved *removed;
    size_t removed_count, removed_capacity;
    KjSpot stand; /* where all that is put stands; column not KJ_ELSEWHERE: where its spot says */
    uint32_t **rows; /* while sealing: per kind, the draft of each row */
};

/* ---- order.c ---- */
typedef struct KjEntry { /* what a record is sorted by */
    uint32_t org, index; /* index tells equals apart at last, and what the entry stands for */
    uint64_t prefix;     /* first eight bytes of the id */
    KjAtom id;
    uint32_t file;
    KjSpot spot;
} KjEntry;

KjEntry kj_entry(const KjAtoms *atoms, uint32_t org, KjAtom id, uint32_t index);
/* By organisation, id, file name, line, column, index. */
void kj_entries_sort(const KjAtoms *atoms, const char *const *files, KjEntry *entries,
                     size_t count);

/* ---- steps of sealing ---- */
void kj_seal_required(KjBuilder *builder);
void kj_seal_references(KjBuilder *builder);
void kj_seal_columns(KjBuilder *builder);
/* "incident 'i1': reports[2]: field 'to'"; field -1: the record only. Borrowed from diags. */
const char *kj_draft_subject(const KjBuilder *builder, const KjDraftRow *draft, int32_t field);
KjPlace kj_builder_place(const KjBuilder *builder, uint32_t file, KjSpot spot);
/* The cell of a field in a draft's chain, 0 if there is none. */
uint32_t kj_draft_cell(const KjBuilder *builder, const KjDraftRow *draft, int32_t field);
/* A reference leads nowhere because a change took its record away (kind KJ_ANY_KIND: id may be "kind:id").
 * That is told once for each such record, at the change, by kj_tell_removed. */
bool kj_lost_to_change(KjBuilder *builder, uint32_t org, int32_t kind, KjText id, KjPlace place);
void kj_tell_removed(KjBuilder *builder);
/* The place of a spot with column KJ_ELSEWHERE. */
KjPlace kj_place_elsewhere(const KjDataset *dataset, KjSpot spot);

/* ---- cells ---- */
typedef union KjRaw {
    int64_t whole;
    double real;
} KjRaw;

/* A value as it is stored in a cell of the field. KJ_NONE, and a reference that goes nowhere, is
 * missing. Text for a reference becomes an atom. */
typedef enum { KJ_RAW_OK, KJ_RAW_MISSING, KJ_RAW_WRONG } KjRawResult;
KjRawResult kj_raw_from_value(const KjDataset *dataset, const KjField *field, const KjValue *value,
                              KjRaw *raw);
void kj_raw_store(KjColumn *column, uint32_t at, KjRaw raw);
KjCell kj_cell_of(const KjField *field, int64_t min, int64_t max); /* extremes: int, duration */

/* Aligned, zeroed and padded memory of the dataset. */
void *kj_cells_new(const KjDataset *dataset, size_t count, size_t size);
size_t kj_cell_size(KjCell cell);
/* A zeroed block shared by all columns of so many rows that nobody wrote; read only. */
void *kj_shared_zeros(KjDataset *dataset, uint32_t rows);
void kj_column_blank(KjDataset *dataset, const KjField *field, uint32_t rows, KjColumn *column);
/* Offsets of lists: where nothing was set the list is empty. */
void kj_starts_finish(uint32_t *start, uint32_t rows);

/* ---- derived.c ---- */
/* A column that values can be put into; lists with room for so many elements. */
void kj_column_writable(KjDataset *dataset, const KjField *field, uint32_t rows, size_t elements,
                        KjColumn *column);
/* Puts a computed value; rows of a list column must come in ascending order, and
 * kj_starts_finish last. False if it is not of the field's type. */
bool kj_column_take(const KjDataset *dataset, const KjField *field, KjColumn *column, uint32_t row,
                    const KjValue *value, KjOrigin origin);

void kj_index_build(KjDataset *dataset, int32_t inverse);
/* Offsets of the organisations' rows, from the rows' organisation numbers (ascending). */
uint32_t *kj_org_starts(const KjDataset *dataset, const uint32_t *org, uint32_t rows);

#endif
