/* A dialogue on a terminal. */
#include "engine/cli/repl.h"

KjExit kj_repl_dialogue(KjRepl *repl)
{
    return kj_repl_source(repl, "-");
}
