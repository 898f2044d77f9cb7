/* The commands of the store. */
#include "engine/cli/commands.h"

#define NO_PATHS SIZE_MAX
#define ANY SIZE_MAX

static const KjCommand commands[] = {
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
     .takes = KJ_TAKES_NO_DAY | KJ_TAKES_IMPACT | KJ_TAKES_TOP,
     .formats = "text json csv",
     .least = 3,
     .most = 3,
     .paths_from = NO_PATHS,
     .arguments = "DB RUN RUN",
     .summary = {"二つの判定で違う判定を示す", "show the verdicts that differ between two runs"},
     .details =
         {"  RUN                 判定の番号 (kijun store runs)\n"
          "  --by 項目           組織をこの項目で分ける (既定は選択肢から選ぶ項目のすべて)\n"
          "  --fail-on いつ      終了コードを 1 にするのは、change (何かが変わる、既定) か\n"
          "                      worse (判定が悪くなる) か never のとき\n"
          "  --top N             示す行と組織の数 (text のみ、既定は 20)\n",
          "  RUN                 the number of a run (kijun store runs)\n"
          "  --by FIELD          group organizations by this field (default: by every choice\n"
          "                      they have)\n"
          "  --fail-on WHEN      exit with 1 on: change (anything, default), worse (a verdict\n"
          "                      gets worse), never\n"
          "  --top N             lines and organizations shown (text only, default 20)\n"},
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
};

const KjCommandGroup kj_commands_store = {commands, sizeof commands / sizeof *commands};
