/* The commands about rules and packs. */
#include "engine/cli/commands.h"

#define ANY SIZE_MAX
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
    {.name = "rules lint",
     .run = kj_command_rules_lint,
     .takes = KJ_TAKES_FIX,
     .formats = "text json",
     .least = 0,
     .most = SIZE_MAX,
     .paths_from = NO_PATHS,
     .arguments = "[PACK|FOLDER…]",
     .summary = {"基準パックの誤りや見落としを探す", "look for faults and oversights in packs"},
     .details =
         {"  PACK|FOLDER         パックの名前かフォルダー。既定は kijun.yaml の packs、なければ\n"
          "                      付属のすべて\n"
          "  --pack PACK|FOLDER  調べないが、調べるパックが使うもの\n"
          "  --fix               書き方の指摘のうち直せるもの (行末の空白など) をファイルで直す\n"
          "\n"
          "  常に真や偽の条件、当てはまらない要件、使われない基準値、文やテストの抜け、条の順序、\n"
          "  名前の衝突、書き方を調べます。承知のうえの指摘は、その行か前の行の注記\n"
          "  -- lint: 指摘の名前 理由  で見送ります。指摘の一覧は doc/packs.md にあります。\n"
          "  終了コードは、error か warning があれば 1 (note だけなら 0)、読み込めなければ 3。\n",
          "  PACK|FOLDER         a pack's name or folder; default: packs of kijun.yaml, else all\n"
          "                      that are shipped\n"
          "  --pack PACK|FOLDER  used by what is looked at, and not looked at itself\n"
          "  --fix               mend in the files what of the style can be mended (blanks at the\n"
          "                      end of lines and the like)\n"
          "\n"
          "  Conditions that are always true or false, rules that never apply, parameters that\n"
          "  nobody reads, missing texts and tests, clauses out of order, names that hide others,\n"
          "  style. What is meant so is let pass by a remark on its line or the line above:\n"
          "  -- lint: CODE reason.  doc/packs.md lists the codes.\n"
          "  The exit code is 1 with an error or warning (0 with notes only), 3 where packs do\n"
          "  not load.\n"},
     .example = "kijun rules lint ./my-pack --fix"},
    {.name = "rules doc",
     .run = kj_command_rules_doc,
     .formats = "html markdown",
     .least = 1,
     .most = SIZE_MAX,
     .paths_from = NO_PATHS,
     .arguments = "PACK|FOLDER… [-o FILE|FOLDER]",
     .summary = {"基準パックの参照を HTML か Markdown で書く",
                 "write a reference of packs as HTML or Markdown"},
     .details =
         {"  --pack PACK|FOLDER  載せないが、載せるパックが使うもの\n"
          "  -o FILE             1つのファイルに書く (既定は標準出力)\n"
          "  -o FOLDER/          フォルダーに、パックごとのファイルを書く\n"
          "  --lang 言語         その言語だけで書く。なければ HTML は日英両方で、ページの上で\n"
          "                      切り替える。Markdown はいつも1つの言語\n"
          "\n"
          "  文書と版、条項の順の要件 (確認事項・条件・対処・担当)、基準値とその値、要る記録と\n"
          "  項目、算出項目、要件が読むもの、上書きの変更を載せます。HTML は1ファイルで完結し、\n"
          "  印刷でき、スクリプトもネットワークも使いません。\n",
          "  --pack PACK|FOLDER  used by what is described, and not described itself\n"
          "  -o FILE             one file (default: standard output)\n"
          "  -o FOLDER/          a file for each pack\n"
          "  --lang LANGUAGE     in that language only; otherwise HTML has both, with a switch at\n"
          "                      the top. Markdown is always in one\n"
          "\n"
          "  Documents and editions, requirements in the order of their clauses (question,\n"
          "  conditions, remedy, actor), parameters with their values, the records and fields\n"
          "  needed, computed fields, what each requirement reads, what overlays changed. HTML is\n"
          "  one file that needs nothing else, no scripts and no network, and prints well.\n"},
     .example = "kijun rules doc ./my-pack -o my-pack.html"},
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
          "files say it\n"
          "  --mutate            make small changes to the pack and see whether the tests notice\n"
          "  --at-least SHARE    --mutate: exit code 1 if less of them are noticed (90% unless "
          "said)\n"},
     .example = "kijun rules test ./my-pack"},
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
    {.name = "rules stubs",
     .run = kj_command_rules_stubs,
     .takes = KJ_TAKES_NO_DAY,
     .formats = "text",
     .paths_from = NO_PATHS,
     .arguments = "[-o OUT]",
     .summary = {"エディターのための定義を書き出す", "write the definitions for editors"},
     .details =
         {"パックで使えるすべての語を LuaCATS の形で書き出します。エディターの Lua "
          "の言語サーバーが\n"
          "これを読むと、語や項目を補い、書き間違いを指摘します (kijun init は設定まで書く)。\n"
          "  -o OUT              ファイル、または kijun.lua を置くフォルダー\n",
          "Every word that packs can use, as LuaCATS annotations. A Lua language server that "
          "reads\n"
          "them completes words and keys and points out misspelt ones (kijun init sets this up).\n"
          "  -o OUT              a file, or the folder that kijun.lua is to lie in\n"},
     .example = "kijun rules stubs -o .kijun"},
    {.name = "rules compile",
     .run = kj_command_rules_compile,
     .formats = "text",
     .paths_from = NO_PATHS,
     .arguments = "",
     .summary = {"付属のパックを組み立てておく", "prepare the shipped packs"}},
};

const KjCommandGroup kj_commands_rules = {commands, sizeof commands / sizeof *commands};
