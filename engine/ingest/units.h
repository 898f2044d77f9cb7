/* Many files, divided into what belongs together: a unit is one organisation, the file that starts it
 * and those that belong to it, so that a nation can be read one organisation at a time.
 *
 * The division looks at no more than it must: whether a file starts an organisation, and which. Whatever
 * else is wrong with a file is told when its unit is read. */
#ifndef KJ_INGEST_UNITS_H
#define KJ_INGEST_UNITS_H

#include "engine/ingest/ingest.h"

typedef enum {
    KJ_FILE_STARTS, /* an organisation */
    KJ_FILE_UNSURE, /* it cannot be read and may have started one; or a table without rows is odd */
    KJ_FILE_JOINS,  /* one that starts elsewhere */
    KJ_FILE_EMPTY   /* a table without rows: it need not be anyone's */
} KjFileSort;

typedef struct KjStarter { /* the organisation that a file starts */
    KjText id;             /* empty: it has none that could be used, as reading will tell */
    KjPlace place;         /* in the file */
} KjStarter;

/* starter (in the arena) is set for a file that starts an organisation, to what reading would say of it,
 * whatever is wrong with the rest of the file; NULL: it is not asked for. */
KjFileSort kj_file_sort(const KjSchema *schema, const KjFile *file, KjArena *arena,
                        KjStarter *starter);
/* The same for YAML, without a schema; false: it is a table. */
bool kj_file_sort_yaml(const KjFile *file, KjFileSort *sort, KjArena *arena, KjStarter *starter);

typedef struct KjUnits {
    size_t count;
    size_t *first; /* by unit: where its files begin in `files`; one more at the end */
    size_t *files; /* numbers of files, in the order of their paths within a unit */
    size_t *start; /* by unit: the file that starts it */
} KjUnits;

/* Units come in the order of the files that start them. A file that belongs to nobody is told and left
 * out. One that is unsure goes with the organisation that would be its owner, and is a unit of its own
 * where there is none. paths and sorts are `count` each, in any order. */
void kj_units_divide(KjUnits *units, const char *const *paths, const KjFileSort *sorts,
                     size_t count, KjDiags *diags);
/* Leaves only the units that `keeps` holds for. */
void kj_units_keep(KjUnits *units, bool (*keeps)(const void *ctx, size_t unit), const void *ctx);
void kj_units_clear(KjUnits *units);

#endif
