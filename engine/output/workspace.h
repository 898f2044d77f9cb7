/* Templates of a new workspace, filled in with what a pack and the schema say.
 *
 *   {{NAME}}         a value: pack, pack-title; of its first figure param, param-title, param-value (as people read
 *                    it), param-literal (as packs write it); of its first rule rule, rule-title; of its last one,
 *                    if that is another, other-rule, other-rule-title; of the first that only an answer of the
 *                    organisation settles ask-rule, ask-title
 *   {{fields KIND}}  a line of its own: the fields that records of the kind may have besides those that stand in
 *                    the template, as comments
 *   {{if NAME}} … {{end}}   lines of their own: what is between is left out where the value is empty */
#ifndef KJ_OUTPUT_WORKSPACE_H
#define KJ_OUTPUT_WORKSPACE_H

#include "engine/output/view.h"

/* pack: its number in the registry. False: the template has something of which nothing is known; what, is in
 * `wrong`, in the arena. */
bool kj_workspace_fill(KjBuf *out, const KjView *view, int32_t pack, KjText text, KjArena *arena,
                       const char **wrong);

#endif
