/* What can follow in a line of the REPL. */
#ifndef KJ_CLI_REPL_COMPLETE_H
#define KJ_CLI_REPL_COMPLETE_H

#include "engine/cli/repl.h"

typedef struct KjCompletion {
    KjArena *arena; /* the caller's: words live in it */
    KjText prefix;  /* what of the word stands there already: the end of `before` */
    const char **words;
    size_t count, capacity; /* sorted, each once, all beginning with the prefix */
    bool more;              /* there would be more */
} KjCompletion;

/* before: the line as far as the cursor. Clear it afterwards. */
void kj_repl_complete(KjRepl *repl, KjText before, KjArena *arena, KjCompletion *completion);
void kj_completion_clear(KjCompletion *completion);
/* How many bytes all its words begin with. */
size_t kj_completion_common(const KjCompletion *completion);

#endif
