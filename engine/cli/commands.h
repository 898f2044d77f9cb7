/* The commands in the order in which help lists them, from one table per group. */
#ifndef KJ_CLI_COMMANDS_H
#define KJ_CLI_COMMANDS_H

#include "engine/cli/app.h"

typedef struct KjCommandGroup {
    const KjCommand *commands;
    size_t count;
} KjCommandGroup;

extern const KjCommandGroup kj_commands_judge, kj_commands_repl, kj_commands_store,
    kj_commands_bundle, kj_commands_rules, kj_commands_program;

/* The command at a place of that order, NULL behind the last. */
const KjCommand *kj_command_at(size_t place);

#endif
