/* Shared between the files that complete lines; not for others.
 *
 *   repl_complete.c  which words can follow;   repl_names.c  names of kinds and fields, values of choices */
#ifndef KJ_CLI_REPL_COMPLETE_PARTS_H
#define KJ_CLI_REPL_COMPLETE_PARTS_H

#include "engine/cli/repl_complete.h"

/* A word that can follow, if it begins with the prefix. */
void kj_completion_add(KjCompletion *completion, const char *word);

void kj_complete_kinds(const KjRepl *repl, KjCompletion *completion);
/* The prefix is a path that begins in a kind: what its last part can be. */
void kj_complete_path(const KjRepl *repl, const KjKind *kind, KjCompletion *completion);
/* Behind "PATH == ", "PATH in [": the values of the field, in quotes. */
void kj_complete_values(const KjRepl *repl, const KjKind *kind, KjText before,
                        KjCompletion *completion);
/* A kind by any of its names, or NULL. */
const KjKind *kj_repl_kind(const KjRepl *repl, KjText name);

#endif
