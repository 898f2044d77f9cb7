/* Changes in a YAML file: a mapping from records to their fields, or a list of such mappings and of texts.
 *
 *   system:mail:
 *     name: Mail
 *     depends_on: [auth, dns]
 *     standby: { type: hot }          # members of a group
 *     note:                           # nothing: the field becomes missing
 *   +system:new: { name: New }
 *   -system:old:
 *
 *   - system:mail name=Mail           # as on the command line */
#ifndef KJ_INGEST_AMEND_YAML_H
#define KJ_INGEST_AMEND_YAML_H

#include "engine/ingest/amend.h"

typedef struct KjAmendList {
    KjAmend *items;
    size_t count;
} KjAmendList;

/* In the order in which they stand, each with its line; everything lies in the arena. What is wrong with the
 * file is told. */
KjAmendList kj_amend_yaml(const char *path, KjText data, KjArena *arena, KjDiags *diags);

#endif
