/* What a line of the REPL looks like, before anybody knows what it means. */
#ifndef KJ_CLI_REPL_TEXT_H
#define KJ_CLI_REPL_TEXT_H

#include "engine/base/text.h"

/* Whether the next line belongs to it: a bracket is open, it ends in an operator, a comma or a word that
 * something must follow, or in a backslash. */
bool kj_repl_goes_on(KjText text);
/* The next word from *at on, with quotes around it taken away; its place in the text is *from. False: there
 * is none. */
bool kj_repl_word(KjText text, size_t *at, size_t *from, KjText *word, KjArena *arena);
/* Without blanks around it; full-width blanks are blanks. */
KjText kj_repl_trim(KjText text);
bool kj_repl_is_empty(KjText text); /* nothing, or a comment: # … or -- … */

#endif
