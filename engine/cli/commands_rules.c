/* The commands about rules and packs. */
#include "engine/cli/commands.h"

#define NO_PATHS SIZE_MAX
#define ANY SIZE_MAX

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
    {.name = "rules impact",
     .run = kj_command_rules_impact,
     .takes = KJ_TAKES_IMPACT | KJ_TAKES_STORED | KJ_TAKES_JOBS | KJ_TAKES_TOP |
              KJ_TAKES_SENSITIVE | KJ_TAKES_KEY | KJ_TAKES_PUBLIC,
     .formats = "text json csv",
     .least = 2,
     .most = ANY,
     .paths_from = 2,
     .arguments = "OLD NEW PATH… | OLD NEW --store DB",
     .summary = {"基準の新旧で、誰の判定が変わるかを示す",
                 "show whose verdicts change between two versions of a pack"},
     .details =
         {"  OLD NEW             パックのフォルダー (上書きも)、名前、導入した版 "
          "(名前@版)、または\n"
          "                      配布物のファイル\n"
          "  --store DB          判定日に効力のある事実を DB から判定する (PATH にもある組織は\n"
          "                      PATH のほう)\n"
          "  --pack パック       どちらの側でも、このパックでも判定する (繰り返せる)\n"
          "  --by 項目           組織をこの項目で分ける (既定は選択肢から選ぶ項目のすべて)\n"
          "  --fail-on いつ      終了コードを 1 にするのは、change (何かが変わる、既定) か\n"
          "                      worse (判定が悪くなる) か never のとき\n"
          "  --top N             示す行と組織の数 (text のみ、既定は 20)\n"
          "  -P KEY, --key FILE  配布物をこの公開鍵で確かめる\n"
          "  -j, --jobs N        N 個の作業プロセスで判定する\n"
          "  --show-sensitive    秘匿項目の値を伏せずに示す\n",
          "  OLD NEW             folders of packs (overlays too), names, versions that are\n"
          "                      installed (NAME@VERSION), or files of bundles\n"
          "  --store DB          judge the facts of DB in force on the day (organizations that\n"
          "                      are in PATH, too, as they are there)\n"
          "  --pack PACK         judge by this pack as well, on both sides (repeatable)\n"
          "  --by FIELD          group organizations by this field (default: by every choice\n"
          "                      they have)\n"
          "  --fail-on WHEN      exit with 1 on: change (anything, default), worse (a verdict\n"
          "                      gets worse), never\n"
          "  --top N             lines and organizations shown (text only, default 20)\n"
          "  -P KEY, --key FILE  verify bundles by this public key\n"
          "  -j, --jobs N        judge in N worker processes\n"
          "  --show-sensitive    do not mask the values of sensitive fields\n"},
     .example = "kijun rules impact energy ./energy-next data/"},
    {.name = "rules test",
     .run = kj_command_rules_test,
     .takes = KJ_TAKES_CASE | KJ_TAKES_SHOW | KJ_TAKES_MUTATE,
     .formats = "text json",
     .least = 0,
     .most = SIZE_MAX,
     .paths_from = NO_PATHS,
     .arguments = "[PACK|FOLDER…]",
     .summary = {"パックのテストを実行する", "run the tests of packs"},
     .details = {"  --case 語           名前 (パック/ファイル/事例) に語を含むテストだけ。* "
                 "は任意の文字列。繰返し可\n"
                 "  --show              照合せず、判定がどうなるかを .expected の形で示す\n",
                 "  --case TEXT         tests whose name (PACK/FILE/CASE) holds the text; * stands "
                 "for any;\n"
                 "                      repeatable\n"
                 "  --show              compare nothing; print what judging gives, as .expected "
                 "files say it\n"},
     .example = "kijun rules test ./my-pack"},
    {.name = "rules compile",
     .run = kj_command_rules_compile,
     .formats = "text",
     .paths_from = NO_PATHS,
     .arguments = "",
     .summary = {"付属のパックを組み立てておく", "prepare the shipped packs"}},
};

const KjCommandGroup kj_commands_rules = {commands, sizeof commands / sizeof *commands};
