/* The commands of the REPL; only the files of the REPL include this. */
#ifndef KJ_CLI_REPL_PARTS_H
#define KJ_CLI_REPL_PARTS_H

#include "engine/cli/repl.h"
#include "engine/cli/repl_text.h"

typedef struct KjReplCommand {
    const char *name;
    KjExit (*run)(KjRepl *repl, KjText rest); /* rest: what follows the name, a part of the line */
    const char *arguments;                    /* "KIND:ID" */
    const char *summary[2];                   /* by KjLang */
} KjReplCommand;

/* The command at a place, NULL behind the last. */
const KjReplCommand *kj_repl_command_at(size_t place);
const KjReplCommand *kj_repl_command_named(KjText name);

KjExit kj_repl_help(KjRepl *repl, KjText rest);
KjExit kj_repl_sql(KjRepl *repl, KjText rest);
KjExit kj_repl_set_store(KjRepl *repl, KjText rest);
KjExit kj_repl_explain(KjRepl *repl, KjText rest);

KjExit kj_repl_set(KjRepl *repl, KjText rest);
KjExit kj_repl_unset(KjRepl *repl, KjText rest);
KjExit kj_repl_changes(KjRepl *repl, KjText rest);
KjExit kj_repl_whatif(KjRepl *repl, KjText rest);
KjExit kj_repl_reset(KjRepl *repl, KjText rest);
/* "KIND:ID FIELD=VALUE …" as a change. */
KjAmend kj_repl_amend(KjRepl *repl, KjText rest);

/* The only word of the rest; false, told, if there is none or more. */
bool kj_repl_one_word(KjRepl *repl, KjText rest, KjText *word);

#endif
