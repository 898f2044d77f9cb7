/* What the reading of all files shares, whatever their form, and who is meant in its messages. */
#ifndef KJ_INGEST_INTAKE_H
#define KJ_INGEST_INTAKE_H

#include "engine/ingest/ingest.h"

#define KJ_NO_DRAFT (-1) /* read for its problems only */

typedef struct KjIntake {
    KjBuilder *builder;
    const KjSchema *schema;
    const KjIngestOptions *options;
    KjDiags *diags;
    KjArena *arena; /* values and messages of the record in work */
    uint32_t file;  /* in work: its number in the builder; of a table, that of the sheet */
    /* of the reader of YAML, see fields.h */
    const struct KjYaml *yaml;
    struct KjSeen **seen; /* per kind, per field */
    uint32_t records;     /* how many records and rows were begun */
    /* of the reader of tables, see table_names.h; NULL until there is one */
    struct KjTableNames *names;
} KjIntake;

typedef struct KjScope KjScope; /* a record, or a row of a list of groups */
struct KjScope {
    const KjScope *outer; /* the record that the row is part of, or NULL */
    KjText list;          /* row: the name of the field in outer, "reports" */
    uint32_t number;      /* row: its place in the list, from 0 */
    int32_t kind;
    KjDraft draft;
    KjText id;       /* record: empty if it has none */
    uint32_t record; /* YAML: which record of all that were read */
};

/* "system 'mail': field 'rto'"; without a field: "system 'mail'". */
const char *kj_scope_subject(KjIntake *intake, const KjScope *scope, const char *field);

#endif
