/* The keys of a record's mapping become fields of a draft in the builder. */
#ifndef KJ_INGEST_FIELDS_H
#define KJ_INGEST_FIELDS_H

#include "engine/ingest/intake.h"
#include "engine/ingest/yaml_nodes.h"

typedef struct KjSeen { /* a field of the record in work was given by this key */
    uint32_t record, key;
} KjSeen;

/* Reads all keys of a mapping but a record's id. */
void kj_fields_read(KjIntake *intake, KjScope *scope, uint32_t map);
/* The text of a key after NFKC; whether that is "id". */
KjText kj_key_text(KjIntake *intake, uint32_t key);
bool kj_key_is_id(KjIntake *intake, uint32_t key);
KjSpot kj_node_spot(const KjYaml *yaml, uint32_t node);

#endif
