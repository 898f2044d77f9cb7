/* The facts of an organisation as a plain tree: what was written, nothing that was filled in or
 * computed, in one canonical order. The same facts give the same tree, whatever the files they came
 * from; out of the tree come YAML, CSV and workbooks that hold the same facts again.
 *
 *   organisation  { id = TEXT, kinds = { { kind = NUMBER, records = { RECORD } } } }
 *   RECORD        { id = TEXT, fields = { { field = NUMBER, value = VALUE } } }
 *
 * Kinds and fields are indexes into the schema and come in its order, records by id; the
 * organisation's own record is the only one of its kind. Kinds without records are left out, and so
 * are child tables: their rows stand in the records that hold them. A VALUE has the type of its
 * field; besides
 *   a reference   KJ_TEXT_TYPE: the id as a file would write it, "kind:id" where the field may refer
 *                 to any kind
 *   a list        KJ_LIST of such values, also the empty list that was written
 *   a group       KJ_BOOL true: it was written. Its members have entries of their own
 *   a list of groups   KJ_LIST of rows, each a KJ_LIST of { field =, value = } of the child kind, in
 *                 the order in which they were written */
#ifndef KJ_MODEL_FACTS_H
#define KJ_MODEL_FACTS_H

#include "engine/model/dataset.h"

KjValue kj_dataset_facts(const KjDataset *dataset, uint32_t org, KjArena *arena);
/* Whether a value is the facts of an organisation in the form above: every index one of the schema,
 * every value of its field's type and one that a file could have held. For trees that come from
 * where they are not made, such as a worker. */
bool kj_facts_check(const KjSchema *schema, const KjValue *facts);
/* From bytes (kj_value_encode), checked. False if they are no facts. */
bool kj_facts_decode(const KjSchema *schema, const char *bytes, size_t len, KjArena *arena,
                     KjValue *facts);

/* ---- reading ---- */
typedef struct KjFactEntry {
    int32_t index; /* of a kind, or of a field */
    const KjField *field;
    const KjValue *value;
} KjFactEntry;

/* One element of `fields`, or of a row, of a kind. */
KjFactEntry kj_facts_entry(const KjKind *kind, const KjValue *entry);
/* How many records there are, the organisation's own included. */
size_t kj_facts_count(const KjValue *facts);

#endif
