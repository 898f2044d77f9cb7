/* The keys of a record's mapping become fields of a draft in the builder. */
#ifndef KJ_INGEST_FIELDS_H
#define KJ_INGEST_FIELDS_H

#include "engine/ingest/ingest.h"
#include "engine/ingest/yaml_nodes.h"

#define KJ_NO_DRAFT (-1) /* read for its problems only */

typedef struct KjSeen { /* a field of the record in work was given by this key */
    uint32_t record, key;
} KjSeen;

typedef struct KjIntake { /* what the reading of all files shares, and the file in work */
    KjBuilder *builder;
    const KjSchema *schema;
    const KjIngestOptions *options;
    KjDiags *diags;
    KjArena *arena;   /* values and messages of the record in work */
    KjSeen **seen;    /* per kind, per field */
    uint32_t records; /* how many records and rows were begun */
    const KjYaml *yaml;
    uint32_t file;
} KjIntake;

typedef struct KjScope KjScope; /* a record, or a row of a list of groups */
struct KjScope {
    const KjScope *outer; /* the record that the row is part of, or NULL */
    KjText list;          /* row: the name of the field in outer, "reports" */
    uint32_t number;      /* row: its place in the list, from 0 */
    int32_t kind;
    KjDraft draft;
    KjText id; /* record: empty if it has none */
    uint32_t record;
};

/* Reads all keys of a mapping but a record's id. */
void kj_fields_read(KjIntake *intake, KjScope *scope, uint32_t map);
/* "system 'mail': field 'rto'"; without a field: "system 'mail'". */
const char *kj_scope_subject(KjIntake *intake, const KjScope *scope, const char *field);
/* The text of a key after NFKC. */
KjText kj_key_text(KjIntake *intake, uint32_t key);
KjSpot kj_node_spot(const KjYaml *yaml, uint32_t node);

#endif
