/* The commands about the program itself. */
#include "engine/cli/commands.h"

#define NO_PATHS SIZE_MAX

static const KjCommand commands[] = {
    {.name = "help",
     .run = kj_command_help,
     .formats = "text",
     .least = 0,
     .most = 4,
     .paths_from = NO_PATHS,
     .arguments = "[COMMAND]",
     .summary = {"使い方を示す", "show how a command is used"},
     .details = {NULL, NULL},
     .example = "kijun help assess"},
    {.name = "version",
     .run = kj_command_version,
     .formats = "text",
     .least = 0,
     .most = 0,
     .paths_from = NO_PATHS,
     .arguments = "",
     .summary = {"版を示す", "show the version"},
     .details = {NULL, NULL},
     .example = "kijun version"},
};

const KjCommandGroup kj_commands_program = {commands, sizeof commands / sizeof *commands};
