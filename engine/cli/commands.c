/* The commands, in the order in which help lists them. */
#include "engine/cli/commands.h"

static const KjCommandGroup *const groups[] = {
    &kj_commands_judge,  &kj_commands_repl,  &kj_commands_store,
    &kj_commands_bundle, &kj_commands_rules, &kj_commands_program,
};

const KjCommand *kj_command_at(size_t place)
{
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        if (place < groups[i]->count)
            return &groups[i]->commands[place];
        place -= groups[i]->count;
    }
    return NULL;
}
