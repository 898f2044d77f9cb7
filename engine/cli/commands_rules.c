/* The commands about rules and packs. */
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
    {.name = "rules test",
     .run = kj_command_rules_test,
     .takes = KJ_TAKES_CASE | KJ_TAKES_SHOW | KJ_TAKES_MUTATE | KJ_TAKES_AT_LEAST,
     .formats = "text json",
     .least = 0,
     .most = SIZE_MAX,
     .paths_from = NO_PATHS,
     .arguments = "[PACK|FOLDER…]",
     .summary = {"パックのテストを実行する", "run the tests of packs"},
     .details =
         {"  --case 語           名前 (パック/ファイル/事例) に語を含むテストだけ。* "
          "は任意の文字列。繰返し可\n"
          "  --show              照合せず、判定がどうなるかを .expected の形で示す\n"
          "  --mutate            パックを少しずつ変えてみて、テストが気づくかを調べる\n"
          "  --at-least 割合     --mutate: 気づいた割合がこれより低ければ終了コード1 (既定 90%)\n",
          "  --case TEXT         tests whose name (PACK/FILE/CASE) holds the text; * stands "
          "for any;\n"
          "                      repeatable\n"
          "  --show              compare nothing; print what judging gives, as .expected "
          "files say it\n"},
     .example = "kijun rules test ./my-pack"},
    {.name = "rules coverage",
     .run = kj_command_rules_coverage,
     .takes = KJ_TAKES_AT_LEAST,
     .formats = "text json",
     .least = 0,
     .most = SIZE_MAX,
     .paths_from = NO_PATHS,
     .arguments = "[PACK|FOLDER…]",
     .summary = {"テストがパックのどこを通るかを調べる", "find out what the tests of packs reach"},
     .details =
         {"  --at-least 割合     通った判定と分岐の割合がこれより低ければ終了コード1 (既定 100%)\n",
          "  --at-least SHARE    exit code 1 if less verdicts and branches are reached (100% "
          "unless\n"
          "                      said)\n"},
     .example = "kijun rules coverage ./my-pack"},
    {.name = "rules compile",
     .run = kj_command_rules_compile,
     .formats = "text",
     .paths_from = NO_PATHS,
     .arguments = "",
     .summary = {"付属のパックを組み立てておく", "prepare the shipped packs"}},
};

const KjCommandGroup kj_commands_rules = {commands, sizeof commands / sizeof *commands};
