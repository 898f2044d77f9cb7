/* The commands of bundles, and of the keys that are trusted. */
#include "engine/cli/commands.h"

#define NO_PATHS SIZE_MAX
#define ANY SIZE_MAX

static const KjCommand commands[] = {
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
};

const KjCommandGroup kj_commands_bundle = {commands, sizeof commands / sizeof *commands};
