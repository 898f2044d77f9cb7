/* The commands, in the order in which help lists them. */
#include "engine/cli/app.h"

#define NO_PATHS SIZE_MAX
#define ANY SIZE_MAX

const KjCommand kj_commands[] = {
    {.name = "check",
     .run = kj_command_check,
     .formats = "text json",
     .least = 1,
     .most = ANY,
     .paths_from = 0,
     .arguments = "PATH…",
     .summary = {"データに誤りがないかを検査する", "check data against the schema"},
     .details = {"誤りは ファイル:行:桁 とともにすべて標準エラー出力に示します。判定はしません。\n",
                 "All problems are told on stderr, with file:line:column. Nothing is judged.\n"},
     .example = "kijun check data/"},
    {.name = "assess",
     .run = kj_command_assess,
     .takes = KJ_TAKES_ONLY | KJ_TAKES_SENSITIVE,
     .formats = "text json jsonl csv",
     .least = 1,
     .most = ANY,
     .paths_from = 0,
     .arguments = "PATH…",
     .summary = {"データを基準に照らして判定する", "judge data by the rules"},
     .details = {"  --only 選択         判定の一部だけを示す。選択は次のいずれか (繰り返せる)\n"
                 "                      要件: パック名、条項、* を含む型  例 '2.5*'\n"
                 "                      記録: 種別:ID  例 system:mail\n"
                 "                      組織: 組織のID\n"
                 "                      同じ種類は合わせ、違う種類は絞り込む\n"
                 "  --show-sensitive    秘匿項目の値を伏せずに示す\n",
                 "  --only SELECTOR     show a part of the verdicts (repeatable); one of\n"
                 "                      rules: a pack, a clause, a pattern with *, as '2.5*'\n"
                 "                      a record: KIND:ID, as system:mail\n"
                 "                      an organization: its id\n"
                 "                      the same sort adds, different sorts narrow\n"
                 "  --show-sensitive    do not mask the values of sensitive fields\n"},
     .example = "kijun assess data/ --format json -o result.json"},
    {.name = "explain",
     .run = kj_command_explain,
     .takes = KJ_TAKES_SENSITIVE,
     .formats = "text json",
     .least = 3,
     .most = ANY,
     .paths_from = 2,
     .arguments = "RULE RECORD PATH…",
     .summary = {"1つの判定の理由を示す", "show why one verdict is as it is"},
     .details = {"  RULE                要件: パック名/条項、または条項だけ\n"
                 "  RECORD              記録: 種別:ID、または ID だけ\n"
                 "  --show-sensitive    秘匿項目の値を伏せずに示す\n",
                 "  RULE                pack/clause, or the clause alone\n"
                 "  RECORD              KIND:ID, or the id alone\n"
                 "  --show-sensitive    do not mask the values of sensitive fields\n"},
     .example = "kijun explain '2.5.2(1)-4' system:mail data/"},
    {.name = "rules list",
     .run = kj_command_rules_list,
     .takes = KJ_TAKES_ACTOR_LEVEL,
     .formats = "text json",
     .least = 0,
     .most = 0,
     .paths_from = NO_PATHS,
     .arguments = "",
     .summary = {"要件の一覧を示す", "list the rules"},
     .details = {"  --actor 担当        その担当の要件だけ\n"
                 "  --level 水準        mandatory recommended example catalogue のいずれか\n",
                 "  --actor ACTOR       rules of this actor only\n"
                 "  --level LEVEL       one of mandatory recommended example catalogue\n"},
     .example = "kijun rules list --level mandatory"},
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
     .most = 2,
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

const size_t kj_command_count = sizeof kj_commands / sizeof *kj_commands;
