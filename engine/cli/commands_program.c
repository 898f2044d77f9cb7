/* The commands about rules and the program itself. */
#include "engine/cli/commands.h"

#define NO_PATHS SIZE_MAX

static const KjCommand commands[] = {
    {.name = "rules list",
     .run = kj_command_rules_list,
     .takes = KJ_TAKES_ACTOR_LEVEL,
     .formats = "text json",
     .least = 0,
     .most = 0,
     .paths_from = NO_PATHS,
     .arguments = "",
     .summary = {"要件の一覧を示す", "list the rules"},
     .details = {"  --actor 担当        その担当の要件だけ (名前か表示名)\n"
                 "  --level 水準        mandatory recommended example catalogue のいずれか\n",
                 "  --actor ACTOR       rules of this actor only, by its name or label\n"
                 "  --level LEVEL       one of mandatory recommended example catalogue\n"},
     .example = "kijun rules list --actor auditor --level mandatory"},
    {.name = "rules show",
     .run = kj_command_rules_show,
     .formats = "text json",
     .least = 1,
     .most = 1,
     .paths_from = NO_PATHS,
     .arguments = "RULE",
     .summary = {"1つの要件の内容を示す", "show one rule"},
     .details = {NULL, NULL},
     .example = "kijun rules show '2.5.2(1)-4'"},
    {.name = "rules compile",
     .run = kj_command_rules_compile,
     .formats = "text",
     .paths_from = NO_PATHS,
     .arguments = "",
     .summary = {"付属のパックを組み立てておく", "prepare the shipped packs"}},
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
