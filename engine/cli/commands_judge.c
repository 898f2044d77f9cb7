/* The commands that read data: check, judge, explain, convert and compare. */
#include "engine/cli/commands.h"

#define NO_PATHS SIZE_MAX
#define ANY SIZE_MAX

static const KjCommand commands[] = {
    {.name = "check",
     .run = kj_command_check,
     .takes = KJ_TAKES_JOBS,
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
     .takes = KJ_TAKES_ONLY | KJ_TAKES_SENSITIVE | KJ_TAKES_JOBS | KJ_TAKES_STORE,
     .formats = "text json jsonl csv xlsx",
     .least = 1,
     .most = ANY,
     .paths_from = 0,
     .arguments = "PATH… | --store DB",
     .summary = {"データを基準に照らして判定する", "judge data by the rules"},
     .details =
         {"  --only 選択         判定の一部だけを示す。選択は次のいずれか (繰り返せる)\n"
          "                      要件: パック名、条項、* を含む型  例 '2.5*'\n"
          "                      記録: 種別:ID  例 system:mail\n"
          "                      組織: 組織のID\n"
          "                      同じ種類は合わせ、違う種類は絞り込む\n"
          "  --show-sensitive    秘匿項目の値を伏せずに示す\n"
          "  -j, --jobs N        組織が複数のとき、N 個の作業プロセスで判定する\n"
          "                      (なければプロセッサーの数だけ)\n"
          "  --store DB          事実と判定を DB に残し、変わらない組織は前の結果を引き継ぐ。\n"
          "                      中断した判定は続きから行う。--format がなければ集計だけを示す。\n"
          "                      PATH がなければ、判定日に効力のある事実を DB から判定する\n"
          "  --packs-of 判定     --store の DB にある判定 (番号か last) の基準パックを使う。\n"
          "                      last は判定日までの最後の判定\n"
          "  --shard I/N         組織を N に分けたうちの I 番目だけを判定する (I は 1 から)\n",
          "  --only SELECTOR     show a part of the verdicts (repeatable); one of\n"
          "                      rules: a pack, a clause, a pattern with *, as '2.5*'\n"
          "                      a record: KIND:ID, as system:mail\n"
          "                      an organization: its id\n"
          "                      the same sort adds, different sorts narrow\n"
          "  --show-sensitive    do not mask the values of sensitive fields\n"
          "  -j, --jobs N        with several organizations, judge in N worker processes\n"
          "                      (as many as there are processors, unless given)\n"
          "  --store DB          keep facts and verdicts in DB; organizations where nothing\n"
          "                      changed keep their result, an interrupted run goes on.\n"
          "                      Shows the sums only, unless --format is given.\n"
          "                      Without PATH: judge the facts of DB in force on the day\n"
          "  --packs-of RUN      judge by the packs of a run in the DB of --store: its number,\n"
          "                      or last, the last one for the day or before it\n"
          "  --shard I/N         judge the I-th of N shares of the organizations only\n"},
     .example = "kijun assess data/ --format json -o result.json"},
    {.name = "explain",
     .run = kj_command_explain,
     .takes = KJ_TAKES_SENSITIVE | KJ_TAKES_ALL,
     .formats = "text json",
     .least = 3,
     .most = ANY,
     .paths_from = 2,
     .arguments = "RULE RECORD PATH…",
     .summary = {"1つの判定の理由を示す", "show why one verdict is as it is"},
     .details = {"  RULE                要件: パック名/条項、または条項だけ\n"
                 "  RECORD              記録: 種別:ID、または ID だけ\n"
                 "  --all               同じ種類の記録や値も省かずに示す (JSON では常に示す)\n"
                 "  --show-sensitive    秘匿項目の値を伏せずに示す\n",
                 "  RULE                pack/clause, or the clause alone\n"
                 "  RECORD              KIND:ID, or the id alone\n"
                 "  --all               leave out no record or value of the same kind\n"
                 "                      (JSON has them in any case)\n"
                 "  --show-sensitive    do not mask the values of sensitive fields\n"},
     .example = "kijun explain '2.5.2(1)-4' system:mail data/"},
    {.name = "next",
     .run = kj_command_next,
     .takes = KJ_TAKES_ONLY | KJ_TAKES_JOBS | KJ_TAKES_TOP,
     .formats = "text json csv",
     .least = 1,
     .most = ANY,
     .paths_from = 0,
     .arguments = "PATH…",
     .summary = {"次に確かめるとよい事実と回答を示す",
                 "show which facts and answers to find out next"},
     .details = {"未確認の判定が待っている事実と回答を、多くの判定が決まる順に示します。\n"
                 "  --only 選択         判定の一部だけについて (kijun help assess)\n"
                 "  --top N             組織ごとに示す行の数 (text のみ、既定は 20)\n"
                 "  -j, --jobs N        組織が複数のとき、N 個の作業プロセスで判定する\n",
                 "Facts and answers that unknown verdicts wait for, those first that settle most.\n"
                 "  --only SELECTOR     for a part of the verdicts (kijun help assess)\n"
                 "  --top N             lines per organization (text only, default 20)\n"
                 "  -j, --jobs N        with several organizations, judge in N worker processes\n"},
     .example = "kijun next data/ --top 5"},
    {.name = "due",
     .run = kj_command_due,
     .takes = KJ_TAKES_DUE | KJ_TAKES_SENSITIVE | KJ_TAKES_JOBS,
     .formats = "text json ics csv",
     .least = 1,
     .most = ANY,
     .paths_from = 0,
     .arguments = "PATH…",
     .summary = {"期限: このままでは判定が悪くなる日を示す",
                 "show deadlines: the days on which verdicts get worse"},
     .details =
         {"事実がこのままなら判定が悪くなる日と、その前日、つまり対応できる最後の日を示します。\n"
          "すでに悪くなったままのものも、分けて示します。\n"
          "  --within 期間       いつまでの期限を示すか  例 90d 3か月 2027-03-31  既定は 90日\n"
          "  --since 期間        いつ以降に過ぎた期限を示すか  既定は1年\n"
          "  --overdue           過ぎた期限だけを示す\n"
          "  --person ID         その人が対応するものと、その人についてのものだけを示す\n"
          "  --format ics        カレンダーに取り込む形式\n"
          "  --show-sensitive    秘匿項目の値を伏せずに示す\n"
          "  -j, --jobs N        組織が複数のとき、N 個の作業プロセスで判定する\n",
          "Shows the days on which verdicts get worse if the facts stay as they are, and the day\n"
          "before, which is the last one to act. What got worse and still is comes apart.\n"
          "  --within SPAN       up to when deadlines are shown, as 90d, 3mo, 2027-03-31;\n"
          "                      default 90d\n"
          "  --since SPAN        since when missed deadlines are shown; default 1y\n"
          "  --overdue           only deadlines that were missed\n"
          "  --person ID         only what this person has to act on, or what concerns him\n"
          "  --format ics        for calendars\n"
          "  --show-sensitive    do not mask the values of sensitive fields\n"
          "  -j, --jobs N        with several organizations, judge in N worker processes\n"},
     .example = "kijun due data/ --within 30d --format ics -o due.ics"},
    {.name = "whatif",
     .run = kj_command_whatif,
     .takes = KJ_TAKES_CHANGES | KJ_TAKES_SENSITIVE | KJ_TAKES_ALL,
     .formats = "text json csv",
     .least = 1,
     .most = ANY,
     .paths_from = 0,
     .arguments = "PATH… --set RECORD FIELD=VALUE…",
     .summary = {"事実を変えたら判定がどう変わるかを試す",
                 "try what a change of facts would do to the verdicts"},
     .details =
         {"データは書き換えません。変わる判定と算出値だけを、変更の前後で示します。\n"
          "  --set 記録 項目=値…  記録の項目を変える (繰り返せる)。書き方\n"
          "      system:mail name=メール base=yes   項目 (表示名でもよい)。「項目=」でなくす\n"
          "      system:mail depends_on+=dns       一覧に足す。-= で除く。= で「a, "
          "b」に置き換える\n"
          "      incident:i1/reports[2] to=警察    行のある一覧の2行目\n"
          "      +system:new name=新、-system:old   記録 (や行) を足す、除く\n"
          "      organization type=agency          組織の項目\n"
          "      parameter パック/名前=値           組織が定める基準値\n"
          "      組織が複数あれば、reiji/system:mail のように組織のIDを前に付ける\n"
          "  --change FILE       変更を書いた YAML ファイル (繰り返せる)\n"
          "  --all               理由を省かずに示す\n"
          "  --show-sensitive    秘匿項目の値を伏せずに示す\n"
          "終了コード 1 は、悪くなる判定があることを示します。\n",
          "Nothing is written to the data. Only what differs is shown, before and after.\n"
          "  --set RECORD FIELD=VALUE…  change fields of a record (repeatable), as\n"
          "      system:mail name=Mail base=yes    fields (or labels); FIELD= makes one missing\n"
          "      system:mail depends_on+=dns       add to a list, -= takes out, =a,b replaces\n"
          "      incident:i1/reports[2] to=police  the second row of a list of groups\n"
          "      +system:new name=New, -system:old add a record (or row), take one away\n"
          "      organization type=agency          the organization's own fields\n"
          "      parameter PACK/NAME=VALUE         what the organization sets a parameter to\n"
          "      with several organizations, put the id of one in front: reiji/system:mail\n"
          "  --change FILE       changes in a YAML file (repeatable)\n"
          "  --all               leave out no reason\n"
          "  --show-sensitive    do not mask the values of sensitive fields\n"
          "Exit code 1 says that some verdict gets worse.\n"},
     .example = "kijun whatif data/ --set system:mail depends_on=auth,dns"},
    {.name = "convert",
     .run = kj_command_convert,
     .takes = KJ_TAKES_CONVERT,
     .formats = "text",
     .least = 2,
     .most = ANY,
     .paths_from = 0,
     .paths_less = 1,
     .arguments = "PATH… OUT",
     .summary = {"データを YAML・CSV・xlsx の間で移し替える",
                 "convert data between YAML, CSV and xlsx"},
     .details =
         {"  OUT                 OUT.yaml か OUT.xlsx なら1ファイル (1組織だけ)、拡張子がなければ\n"
          "                      フォルダー (複数の組織は、組織ごとのフォルダーに分ける)、\n"
          "                      - なら標準出力 (YAML)\n"
          "  --to 形式           フォルダーに書く形式。yaml (既定) csv xlsx のいずれか\n"
          "  --headers 見出し    CSV・xlsx の見出し。names (項目名、既定) か labels (表示名)\n"
          "  --force             既にあるファイルを置き換え、空でないフォルダーにも書く\n",
          "  OUT                 OUT.yaml or OUT.xlsx: one file (of one organization); without\n"
          "                      ending: a folder (several organizations: a folder each);\n"
          "                      -: standard output (YAML)\n"
          "  --to FORM           what a folder is to hold: yaml (default), csv or xlsx\n"
          "  --headers WHAT      headers of CSV and xlsx: names (of fields, default) or labels\n"
          "  --force             replace files, and write into a folder that is not empty\n"},
     .example = "kijun convert data/ ledger.xlsx"},
    {.name = "form export template",
     .run = kj_command_form_template,
     .takes = KJ_TAKES_FORM,
     .formats = "xlsx csv",
     .least = 0,
     .most = ANY,
     .paths_from = NO_PATHS,
     .arguments = "[KIND…] -o OUT",
     .summary = {"記入用の空の表を書き出す", "write empty sheets for filling in data"},
     .details =
         {"  KIND                種別: 名前、複数形または表示名  例 system systems 情報システム\n"
          "                      既定はデータに書けるすべての種別\n"
          "  -o OUT              OUT.xlsx、または --format csv ならフォルダー\n"
          "  --kind KIND         種別の指定 (繰り返せる)。KIND と同じ\n"
          "  --headers 見出し    names (項目名) か labels (表示名)。既定は日本語では labels、\n"
          "                      英語では names\n"
          "  --force             既にあるファイルを置き換える\n"
          "\n"
          "  * の付く列は必須。書き方は見出しのメモにある (xlsx)。できた表はそのまま PATH になる\n",
          "  KIND                a kind by name, plural or label, as system or systems\n"
          "                      default: all kinds that data may hold\n"
          "  -o OUT              OUT.xlsx, or a folder with --format csv\n"
          "  --kind KIND         the same as KIND (repeatable)\n"
          "  --headers WHAT      names (of fields) or labels; default: names in English,\n"
          "                      labels in Japanese\n"
          "  --force             replace files that are there\n"
          "\n"
          "  Columns with * are required. Notes at the headers say how to write (xlsx). What is\n"
          "  filled in is a PATH as it stands.\n"},
     .example = "kijun form export template 情報システム 業務 -o ledger.xlsx"},
    {.name = "risk",
     .run = kj_command_display,
     .takes = KJ_TAKES_SENSITIVE,
     .formats = "text json",
     .least = 1,
     .most = ANY,
     .paths_from = 0,
     .arguments = "PATH…",
     .summary = {"リスクの一覧、マトリクス、基準の案を示す",
                 "show the register of risks, the matrix, the draft of criteria"},
     .details = {"  --show-sensitive    秘匿項目の値を伏せずに示す\n"
                 "何を示すかは基準パックが定めます (doc/packs.md の register と matrix)。\n",
                 "  --show-sensitive    do not mask the values of sensitive fields\n"
                 "What is shown is declared by packs (register and matrix in doc/packs.md).\n"},
     .example = "kijun risk data/"},
    {.name = "report",
     .run = kj_command_report,
     .takes = KJ_TAKES_RUN | KJ_TAKES_TOP | KJ_TAKES_SENSITIVE,
     .formats = "text json csv",
     .least = 2,
     .most = 2,
     .paths_from = NO_PATHS,
     .arguments = "FIELD DB",
     .summary = {"保管庫の組織を、分野などの区分ごとに比べる",
                 "compare the organizations of a store, by sector or another choice"},
     .details =
         {"  FIELD               組織の項目で、選択肢から選ぶもの  例 sector type\n"
          "  --run N             判定の番号。既定は終わった最後のもの\n"
          "  --as-of 日付        その日までに終わった最後の判定\n"
          "  --since N           比べる判定。既定は同じ基準パックによる前回のもの\n"
          "  --top N             一覧に示す行の数 (text のみ、既定は 10)\n"
          "  --show-sensitive    秘匿項目の値を伏せずに示す\n",
          "  FIELD               a field of organizations that is a choice, as sector, type\n"
          "  --run N             the number of the run; default: the last complete one\n"
          "  --as-of DAY         the last complete run up to that day\n"
          "  --since N           the run to compare with; default: the one before by the same\n"
          "                      packs\n"
          "  --top N             how many lines of a list are shown (text only, default 10)\n"
          "  --show-sensitive    do not mask the values of sensitive fields\n"},
     .example = "kijun report sector kijun.db"},
};

const KjCommandGroup kj_commands_judge = {commands, sizeof commands / sizeof *commands};
