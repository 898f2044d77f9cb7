/* The commands, in the order in which help lists them. */
#include "engine/cli/app.h"

#define NO_PATHS SIZE_MAX
#define ANY SIZE_MAX

const KjCommand kj_commands[] = {
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
    {.name = "store import",
     .run = kj_command_store_import,
     .takes = KJ_TAKES_JOBS,
     .formats = "text",
     .least = 2,
     .most = ANY,
     .paths_from = 1,
     .arguments = "DB PATH…",
     .summary = {"データを保管庫に入れる (判定はしない)", "put data into a store, judging nothing"},
     .example = "kijun store import kijun.db data/"},
    {.name = "store runs",
     .run = kj_command_store_runs,
     .takes = KJ_TAKES_NO_DAY,
     .formats = "text json csv",
     .least = 1,
     .most = 1,
     .paths_from = NO_PATHS,
     .arguments = "DB",
     .summary = {"保管庫にある判定の一覧", "list the runs in a store"},
     .example = "kijun store runs kijun.db"},
    {.name = "store show",
     .run = kj_command_store_show,
     .takes = KJ_TAKES_NO_DAY,
     .formats = "text json csv",
     .least = 1,
     .most = 2,
     .paths_from = NO_PATHS,
     .arguments = "DB [ORG]",
     .summary = {"保管庫にある組織、または一つの組織の経過",
                 "list organizations, or the history of one"},
     .example = "kijun store show kijun.db reiji"},
    {.name = "store diff",
     .run = kj_command_store_diff,
     .takes = KJ_TAKES_NO_DAY,
     .formats = "text json csv",
     .least = 3,
     .most = 3,
     .paths_from = NO_PATHS,
     .arguments = "DB RUN RUN",
     .summary = {"二つの判定で違う判定を示す", "show the verdicts that differ between two runs"},
     .example = "kijun store diff kijun.db 1 2"},
    {.name = "store trend",
     .run = kj_command_store_trend,
     .takes = KJ_TAKES_NO_DAY,
     .formats = "text json csv",
     .least = 2,
     .most = 3,
     .paths_from = NO_PATHS,
     .arguments = "DB RULE [ORG]",
     .summary = {"一つの要件の判定の移り変わりを示す", "show one rule over the runs"},
     .details =
         {"  RULE                要件: パック名/条項、または条項だけ\n"
          "  ORG                 組織のID。なければ、最も悪い記録による組織の数\n",
          "  RULE                pack/clause, or the clause alone\n"
          "  ORG                 an organization's id; else: how many organizations, each by\n"
          "                      its worst record\n"},
     .example = "kijun store trend kijun.db '2.5.2(1)-4'"},
    {.name = "store export",
     .run = kj_command_store_export,
     .takes = KJ_TAKES_NO_DAY,
     .formats = "text json csv",
     .least = 1,
     .most = 1,
     .paths_from = NO_PATHS,
     .arguments = "DB",
     .summary = {"保管庫の中身を決まった順に書き出す",
                 "write out what a store holds, in a fixed order"},
     .example = "kijun store export kijun.db --format csv -o all.csv"},
    {.name = "store merge",
     .run = kj_command_store_merge,
     .takes = KJ_TAKES_NO_DAY,
     .formats = "text",
     .least = 2,
     .most = ANY,
     .paths_from = NO_PATHS,
     .arguments = "DB OTHER…",
     .summary = {"ほかの保管庫の中身を取り込む", "take in what other stores hold"},
     .example = "kijun store merge all.db shard1.db shard2.db"},
    {.name = "store head",
     .run = kj_command_store_head,
     .takes = KJ_TAKES_NO_DAY | KJ_TAKES_KEY | KJ_TAKES_PASSWORD,
     .formats = "text",
     .least = 1,
     .most = 1,
     .paths_from = NO_PATHS,
     .arguments = "DB",
     .summary = {"保管庫の履歴の控えを作る", "write down where the journal of a store stands"},
     .details =
         {"控えは、後から保管庫が書き換えられたときに kijun store verify --head で見つけるための\n"
          "ものです。保管庫を書き換えられる人の手の届かない所に置いてください。\n"
          "  --key FILE          この秘密鍵で署名し、-o の名前に .minisig を付けた所に置く\n"
          "  --password-file F   鍵のパスワードを F の1行目から読む\n",
          "With it kijun store verify --head finds what is changed in the store later. Keep it\n"
          "where nobody gets at it who can write the store.\n"
          "  --key FILE          sign with this secret key, into the name of -o with .minisig\n"
          "  --password-file F   read the password of the key from the first line of F\n"},
     .example = "kijun store head kijun.db -o kijun.head --key regulator.key"},
    {.name = "store verify",
     .run = kj_command_store_verify,
     .takes = KJ_TAKES_NO_DAY | KJ_TAKES_HEAD | KJ_TAKES_KEY | KJ_TAKES_PUBLIC,
     .formats = "text",
     .least = 1,
     .most = 1,
     .paths_from = NO_PATHS,
     .arguments = "DB",
     .summary = {"保管庫に食い違いや傷や書き換えがないかを確かめる",
                 "check a store for damage and for changes"},
     .details =
         {"  --head FILE         kijun store head の作った控え。それより前の書き換えが見つかる\n"
          "  -P, --public-key KEY  控えの署名 (FILE.minisig) を確かめる公開鍵 (base64)\n"
          "  --key FILE          その公開鍵のファイル (繰り返せる。どれかの鍵の署名であればよい)\n",
          "  --head FILE         what kijun store head wrote: changes to what was there then are\n"
          "                      found\n"
          "  -P, --public-key KEY  public key (base64) of the head's signature, FILE.minisig\n"
          "  --key FILE          file with that public key (repeatable: any of them)\n"},
     .example = "kijun store verify kijun.db --head kijun.head --key regulator.pub"},
    {.name = "store sql",
     .run = kj_command_store_sql,
     .takes = KJ_TAKES_NO_DAY,
     .formats = "text json csv",
     .least = 2,
     .most = 2,
     .paths_from = NO_PATHS,
     .arguments = "DB QUERY",
     .summary = {"保管庫に SQL で問い合わせる (読むだけ)", "ask a store with SQL, reading only"},
     .example = "kijun store sql kijun.db 'SELECT * FROM findings LIMIT 5'"},
    {.name = "bundle key",
     .run = kj_command_bundle_key,
     .takes = KJ_TAKES_PASSWORD | KJ_TAKES_NO_PASSWORD,
     .formats = "text",
     .least = 1,
     .most = 1,
     .paths_from = NO_PATHS,
     .arguments = "NAME",
     .summary = {"配布物に署名する鍵の対を作る (minisign の形式)",
                 "make a pair of keys to sign bundles (minisign's format)"},
     .details = {"  NAME                NAME.key (秘密鍵) と NAME.pub (公開鍵) を作る\n"
                 "  --password-file FILE  秘密鍵を守るパスワードを FILE の1行目から読む\n"
                 "                      (/dev/fd/3 も可)。なければ端末で聞く\n"
                 "  -W, --no-password   パスワードなしの秘密鍵にする\n",
                 "  NAME                NAME.key (secret) and NAME.pub (public) are made\n"
                 "  --password-file FILE  read the password from the first line of FILE (also\n"
                 "                      /dev/fd/3); without it the terminal is asked\n"
                 "  -W, --no-password   a secret key without a password\n"},
     .example = "kijun bundle key regulator"},
    {.name = "bundle build",
     .run = kj_command_bundle_build,
     .takes = KJ_TAKES_BUNDLE | KJ_TAKES_NAME,
     .formats = "text",
     .least = 1,
     .most = ANY,
     .paths_from = NO_PATHS,
     .arguments = "PACK… -o NAME.kjb --sequence N",
     .summary = {"パックを配布物にまとめる", "make a bundle of packs"},
     .details =
         {"  PACK                パックのフォルダー、または付属のパックの名前\n"
          "  -o NAME.kjb         書き出すファイル\n"
          "  --sequence N        通し番号。1から始め、配るたびに大きくする\n"
          "  --name 名前         配布物の名前。パックが一つなら既定はその名前\n"
          "  --edition 版        配布物の版。既定はパックの版 (そろっていれば)\n"
          "  --expires 日付      この日の後は導入できない\n"
          "  --needs 版          使うのに要る kijun の版。既定はこの kijun の版\n"
          "同じパックからは、どの計算機でも同じバイト列になります (無圧縮の ustar)。\n",
          "  PACK                the folder of a pack, or the name of a shipped one\n"
          "  -o NAME.kjb         the file to write\n"
          "  --sequence N        1 at first, and a larger number each time it is handed out\n"
          "  --name NAME         of the bundle; default: the pack, if there is one only\n"
          "  --edition VERSION   of the bundle; default: that of the packs, if it is the same\n"
          "  --expires DAY       it cannot be installed after this day\n"
          "  --needs VERSION     of kijun, to use it; default: that of this program\n"
          "The same packs give the same bytes on every machine (ustar, not compressed).\n"},
     .example = "kijun bundle build ./energy --sequence 1 -o energy.kjb"},
    {.name = "bundle comment",
     .run = kj_command_bundle_comment,
     .formats = "text",
     .least = 1,
     .most = 1,
     .paths_from = NO_PATHS,
     .arguments = "FILE",
     .summary = {"署名の信頼コメントになる文を示す (minisign -t に渡す)",
                 "show the trusted comment that a signature needs (for minisign -t)"},
     .details = {"  FILE                署名する配布物、または鍵の告示\n",
                 "  FILE                a bundle to be signed, or an announcement of keys\n"},
     .example = "minisign -S -s my.key -m energy.kjb -t \"$(kijun bundle comment energy.kjb)\""},
    {.name = "bundle sign",
     .run = kj_command_bundle_sign,
     .takes = KJ_TAKES_KEY | KJ_TAKES_PASSWORD | KJ_TAKES_COMMENT,
     .formats = "text",
     .least = 1,
     .most = 1,
     .paths_from = NO_PATHS,
     .arguments = "FILE --key SECRET",
     .summary = {"配布物や鍵の告示に署名する", "sign a bundle, or an announcement of keys"},
     .details =
         {"  --key SECRET        秘密鍵のファイル (kijun bundle key か minisign -G が作る)\n"
          "  --password-file FILE  秘密鍵のパスワードを FILE の1行目から読む (/dev/fd/3 も可)\n"
          "  -t, --trusted-comment 文  書かれるはずの信頼コメント。違えば署名しない\n"
          "  -o FILE             署名のファイル。既定は FILE.minisig。二人目は FILE.名前.minisig\n",
          "  --key SECRET        the file of a secret key (of `kijun bundle key`, `minisign -G`)\n"
          "  --password-file FILE  read its password from the first line of FILE (also /dev/fd/3)\n"
          "  -t, --trusted-comment TEXT  what is to be signed; if it is not, nothing is\n"
          "  -o FILE             the signature; default FILE.minisig. A second signer takes\n"
          "                      FILE.NAME.minisig\n"},
     .example = "kijun bundle sign energy.kjb --key regulator.key"},
    {.name = "bundle verify",
     .run = kj_command_bundle_verify,
     .takes = KJ_TAKES_KEY | KJ_TAKES_PUBLIC | KJ_TAKES_SIGNATURE | KJ_TAKES_THRESHOLD,
     .formats = "text",
     .least = 1,
     .most = 1,
     .paths_from = NO_PATHS,
     .arguments = "NAME.kjb",
     .summary = {"配布物の署名を確かめる", "verify the signatures of a bundle"},
     .details =
         {"  -P, --public-key KEY  公開鍵 (base64)\n"
          "  --key FILE          公開鍵のファイル (繰り返せる)\n"
          "                      どちらもなければ kijun bundle trust add で登録した鍵による\n"
          "  --signature FILE    署名のファイル (繰り返せる)。既定は NAME.kjb.minisig と\n"
          "                      NAME.kjb.*.minisig\n"
          "  --threshold N       必要な署名の数 (登録した数より少なくはならない)\n",
          "  -P, --public-key KEY  a public key (base64)\n"
          "  --key FILE          the file of a public key (repeatable)\n"
          "                      without either: the keys that `kijun bundle trust add` took\n"
          "  --signature FILE    a signature (repeatable); default NAME.kjb.minisig and\n"
          "                      NAME.kjb.*.minisig\n"
          "  --threshold N       how many keys have to have signed (not less than is set)\n"},
     .example = "kijun bundle verify energy.kjb --key regulator.pub"},
    {.name = "bundle show",
     .run = kj_command_bundle_show,
     .takes = KJ_TAKES_KEY | KJ_TAKES_PUBLIC | KJ_TAKES_SIGNATURE | KJ_TAKES_THRESHOLD,
     .formats = "text",
     .least = 1,
     .most = 1,
     .paths_from = NO_PATHS,
     .arguments = "NAME.kjb",
     .summary = {"配布物の中身と、今のパックとの違いを示す",
                 "show what a bundle holds, and how it differs from the packs in force"},
     .details = {"鍵と署名の指定は kijun bundle verify と同じです。\n",
                 "Keys and signatures are given as for `kijun bundle verify`.\n"},
     .example = "kijun bundle show energy.kjb"},
    {.name = "bundle install",
     .run = kj_command_bundle_install,
     .takes = KJ_TAKES_SIGNATURE | KJ_TAKES_THRESHOLD,
     .formats = "text",
     .least = 1,
     .most = 1,
     .paths_from = NO_PATHS,
     .arguments = "NAME.kjb",
     .summary = {"配布物を導入する", "install a bundle"},
     .details =
         {"  --signature FILE    署名のファイル (繰り返せる)。既定は NAME.kjb.minisig と\n"
          "                      NAME.kjb.*.minisig\n"
          "  --threshold N       必要な署名の数 (登録した数より少なくはならない)\n"
          "署名は kijun bundle trust add "
          "で登録した鍵で確かめます。すべてを確かめてから、全部入れるか、\n"
          "何も変えないかのどちらかです。置き場所は $KIJUN_HOME、なければ\n"
          "$XDG_DATA_HOME/kijun か ~/.local/share/kijun です。\n",
          "  --signature FILE    a signature (repeatable); default NAME.kjb.minisig and\n"
          "                      NAME.kjb.*.minisig\n"
          "  --threshold N       how many keys have to have signed (not less than is set)\n"
          "Only keys that `kijun bundle trust add` took count. All is checked first; then all of "
          "it\n"
          "is installed, or nothing changes. It goes to $KIJUN_HOME, else $XDG_DATA_HOME/kijun or\n"
          "~/.local/share/kijun.\n"},
     .example = "kijun bundle install energy.kjb"},
    {.name = "bundle list",
     .run = kj_command_bundle_list,
     .formats = "text json",
     .least = 0,
     .most = 0,
     .paths_from = NO_PATHS,
     .arguments = "",
     .summary = {"導入した配布物の一覧 (json には経過も)",
                 "list installed bundles (json: with their history)"},
     .example = "kijun bundle list"},
    {.name = "bundle rollback",
     .run = kj_command_bundle_rollback,
     .formats = "text",
     .least = 1,
     .most = 1,
     .paths_from = NO_PATHS,
     .arguments = "NAME",
     .summary = {"配布物を前に導入したものに戻す (記録される)",
                 "go back to the bundle that was installed before (recorded)"},
     .details = {"最初に導入したものから戻すと、その配布物は外れます。\n",
                 "Going back from the first one takes the bundle out of force.\n"},
     .example = "kijun bundle rollback energy"},
    {.name = "bundle trust add",
     .run = kj_command_bundle_trust_add,
     .takes = KJ_TAKES_NAME | KJ_TAKES_THRESHOLD,
     .formats = "text",
     .least = 1,
     .most = 1,
     .paths_from = NO_PATHS,
     .arguments = "KEYFILE --name NAME",
     .summary = {"発行元の公開鍵を登録する", "trust the public key of who issues bundles"},
     .details = {"  --name 名前         鍵の名前\n"
                 "  --threshold N       これからは N 個の署名が要る\n",
                 "  --name NAME         of the key\n"
                 "  --threshold N       from now on N keys have to have signed\n"},
     .example = "kijun bundle trust add regulator.pub --name regulator"},
    {.name = "bundle trust list",
     .run = kj_command_bundle_trust_list,
     .formats = "text",
     .least = 0,
     .most = 0,
     .paths_from = NO_PATHS,
     .arguments = "",
     .summary = {"登録した公開鍵の一覧", "list trusted keys"},
     .example = "kijun bundle trust list"},
    {.name = "bundle trust remove",
     .run = kj_command_bundle_trust_remove,
     .formats = "text",
     .least = 1,
     .most = 1,
     .paths_from = NO_PATHS,
     .arguments = "NAME",
     .summary = {"登録した公開鍵を外す", "trust a key no more"},
     .example = "kijun bundle trust remove regulator"},
    {.name = "bundle trust threshold",
     .run = kj_command_bundle_trust_threshold,
     .formats = "text",
     .least = 1,
     .most = 1,
     .paths_from = NO_PATHS,
     .arguments = "N",
     .summary = {"必要な署名の数を定める", "set how many keys have to have signed"},
     .example = "kijun bundle trust threshold 2"},
    {.name = "bundle trust update",
     .run = kj_command_bundle_trust_update,
     .takes = KJ_TAKES_SIGNATURE | KJ_TAKES_THRESHOLD,
     .formats = "text",
     .least = 1,
     .most = 1,
     .paths_from = NO_PATHS,
     .arguments = "FILE",
     .summary = {"署名された鍵の告示のとおりに鍵を替える",
                 "change trusted keys as a signed announcement says"},
     .details =
         {"  FILE                鍵の告示: 1行目は kijun-keys 1、次からは add 名前 公開鍵 か\n"
          "                      remove 名前。今の鍵の、必要な数の署名が要る\n",
          "  FILE                an announcement: `kijun-keys 1`, then lines `add NAME KEY` and\n"
          "                      `remove NAME`; enough of the present keys have to have signed\n"},
     .example = "kijun bundle trust update keys-2027.txt"},
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

const size_t kj_command_count = sizeof kj_commands / sizeof *kj_commands;
