/* The commands about the program itself. */
#include "engine/cli/commands.h"

#define NO_PATHS SIZE_MAX

static const KjCommand commands[] = {
    {.name = "init",
     .run = kj_command_init,
     .takes = KJ_TAKES_NO_DAY | KJ_TAKES_BASE,
     .formats = "text",
     .least = 1,
     .most = 1,
     .paths_from = NO_PATHS,
     .arguments = "DIR",
     .summary = {"新しい作業フォルダーを作る", "make a new workspace"},
     .details = {"設定、記入例のあるデータ、上書きパックとそのテスト、エディターの設定を DIR "
                 "に作ります。\n"
                 "DIR はまだないか、空でなければなりません。\n"
                 "  --pack パック       上書きのもとになる付属のパック\n",
                 "Settings, data to begin with, an overlay with a test, and settings for editors, "
                 "in DIR,\n"
                 "which must not be there yet, or be empty.\n"
                 "  --pack PACK         the shipped pack that the overlay extends\n"},
     .example = "kijun init our-workspace"},
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
