/* The command for questions of one's own. */
#include "engine/cli/commands.h"

static const KjCommand commands[] = {
    {.name = "repl",
     .run = kj_command_repl,
     .takes = KJ_TAKES_SENSITIVE | KJ_TAKES_REPL,
     .formats = "text csv json",
     .least = 0,
     .most = SIZE_MAX,
     .paths_from = 0,
     .arguments = "[PATH…]",
     .summary = {"データと判定に対話で問い合わせる",
                 "ask the data and the verdicts, in a dialogue"},
     .details =
         {"PATH のデータを読み、問合せとコマンドを1行ずつ実行します。端末では対話になり、Tab で\n"
          "補完、↑ で前の行が出ます。問合せの書き方は doc/repl.md、対話の中では help\n"
          "  -e 行               その行を実行して終わる (繰り返せる)\n"
          "  --script FILE       ファイルの行を実行する。- は標準入力\n"
          "  --keep-going        行に誤りがあっても次の行に進む (既定は止まる)\n"
          "  --store FILE        sql で尋ねる保管庫。PATH がなければデータもそこから読む\n"
          "  --no-history        入力した行を残さない (既定は ~/.local/state/kijun/history)\n"
          "  --show-sensitive    秘匿項目の値を伏せずに示す\n",
          "Reads the data of PATH and carries out queries and commands line by line: in a\n"
          "dialogue on a terminal, with Tab for completion and ↑ for earlier lines. How queries\n"
          "are written: doc/repl.md, or help within\n"
          "  -e LINE             carry out this line and end (repeatable)\n"
          "  --script FILE       carry out the lines of a file; -: standard input\n"
          "  --keep-going        go on after a line that is wrong (default: stop)\n"
          "  --store FILE        the store that sql asks; without PATH the data are its, too\n"
          "  --no-history        keep no lines (default: ~/.local/state/kijun/history)\n"
          "  --show-sensitive    do not mask the values of sensitive fields\n"},
     .example = "kijun repl data/ -e 'systems where base order by name limit 5'"},
};

const KjCommandGroup kj_commands_repl = {commands, sizeof commands / sizeof *commands};
