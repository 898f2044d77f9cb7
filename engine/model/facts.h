/* The facts of an organisation as a plain tree: what was written, nothing that was filled in or
 * computed, in one canonical order. The same facts give the same tree, whatever the files they came
 * from; out of the tree come YAML, CSV and workbooks that hold the same facts again.
 *
 *   organisation  { id = TEXT, kinds = { { kind = NUMBER, records = { RECORD } } } }
 *   RECORD        { id = TEXT, fields = { { field = NUMBER, value = VALUE } } }
 *
 * Kinds and fields are indexes into the schema and come in its order, records by id; the
 * organisation's own record is the only one of its kind. Kinds without records are left out. A VALUE
 * has the type of its field; besides
 *   a reference   KJ_TEXT_TYPE: the id as a file would write it, "kind:id" where the field may refer
 *                 to any kind
 *   a list        KJ_LIST of such values, also the empty list that was written
 *   a group       KJ_BOOL true, in front of its members, which have entries of their own
 *   a list of groups   KJ_LIST of rows, each a list of { field =, value = } of the child kind, in the
 *                 order in which they were written */
#ifndef KJ_MODEL_FACTS_H
#define KJ_MODEL_FACTS_H

#include "engine/model/dataset.h"

KjValue kj_dataset_facts(const KjDataset *dataset, uint32_t org, KjArena *arena);

#endif
