/* Help is made from the table of commands, so that none can be forgotten. */
#include "engine/base/version.h"
#include "engine/cli/commands.h"
#include "engine/cli/result.h"
#include "engine/cli/tell.h"

#include <string.h>

static const char *const common[2] = {
    [KJ_JA] = "  --format 形式       %s\n"
              "  -o, --output FILE   結果をファイルに書く (全部書けてから置き換える)\n"
              "  --lang ja|en        表示の言語\n"
              "%s"
              "  -q, --quiet         警告と注記を出さない\n"
              "  -h, --help          この説明\n",
    [KJ_EN] = "  --format FORMAT     %s\n"
              "  -o, --output FILE   write the result to a file (replaced when it is whole)\n"
              "  --lang ja|en        language of what is shown\n"
              "%s"
              "  -q, --quiet         no warnings and notes\n"
              "  -h, --help          this text\n"};

/* Of all commands but those that neither judge nor read facts. */
static const char *const of_judging[2] = {
    [KJ_JA] =
        "  --as-of 日付        判定日 (2026-04-01, 令和8年4月1日, R8.4.1 など)。既定は今日\n"
        "  --pack 名前|DIR     判定に使う基準パック (繰り返せる)。既定は kijun.yaml の指定、\n"
        "                      なければ付属のすべて\n",
    [KJ_EN] = "  --as-of DAY         the day to judge for (2026-04-01, R8.4.1 …); default: today\n"
              "  --pack NAME|DIR     rule packs to judge by (repeatable); default: those that\n"
              "                      kijun.yaml names, else all that are shipped\n"};

static const char *in(KjLang lang, const char *ja, const char *en)
{
    return lang == KJ_JA ? ja : en;
}

static void put_all(KjPage *page, KjLang lang)
{
    KjBuf *out = &page->sink->buf;
    const KjCommand *command;

    kj_buf_puts(out,
                in(lang, "kijun " KJ_VERSION "  規程・指針を実行できる基準として扱う\n\n使い方: ",
                   "kijun " KJ_VERSION "  makes security and continuity standards executable\n\n"
                   "usage: "));
    kj_buf_puts(out, in(lang, "kijun コマンド [オプション] [PATH…]\n\nコマンド\n",
                        "kijun COMMAND [options] [PATH…]\n\ncommands\n"));
    for (size_t i = 0; (command = kj_command_at(i)); i++)
        if (command->example)
            kj_buf_printf(out, "  %-22s  %s\n", command->name, command->summary[lang]);
    kj_buf_puts(out,
                in(lang, "\nどのコマンドにもあるオプション\n", "\noptions of every command\n"));
    kj_buf_printf(out, common[lang], in(lang, "コマンドによる", "depends on the command"),
                  of_judging[lang]);
    kj_buf_puts(out,
                in(lang,
                   "\n終了コード\n"
                   "  0 問題なし  1 不適合・一部適合・未確認がある  2 使い方の誤り\n"
                   "  3 データやパックの誤り  4 処理エラーの判定がある  5 システムの障害\n\n例\n",
                   "\nexit codes\n"
                   "  0 nothing to report  1 some fail, partial or unknown  2 wrong usage\n"
                   "  3 bad data or packs  4 some verdicts are errors  5 system failure\n\n"
                   "examples\n"));
    for (size_t i = 0; (command = kj_command_at(i)); i++)
        if (command->example)
            kj_buf_printf(out, "  %s\n", command->example);
}

static void put_one(KjPage *page, const KjCommand *command, KjLang lang)
{
    KjBuf *out = &page->sink->buf;

    kj_buf_printf(out, "kijun %s  %s\n\n%skijun %s [%s]%s%s\n\n", command->name,
                  command->summary[lang], in(lang, "使い方: ", "usage: "), command->name,
                  in(lang, "オプション", "options"), *command->arguments ? " " : "",
                  command->arguments);
    if (command->details[lang])
        kj_buf_printf(out, "%s\n", command->details[lang]);
    kj_buf_printf(out, common[lang], command->formats,
                  command->takes & KJ_TAKES_NO_DAY ? "" : of_judging[lang]);
    if (command->example)
        kj_buf_printf(out, "\n%s\n  %s\n", in(lang, "例", "example"), command->example);
}

/* "rules" is the first of the commands that begin so. */
static const KjCommand *named(const char *words)
{
    size_t len = strlen(words);
    const KjCommand *command;

    for (size_t i = 0; (command = kj_command_at(i)); i++)
        if (strncmp(command->name, words, len) == 0 &&
            (command->name[len] == '\0' || command->name[len] == ' '))
            return command;
    return NULL;
}

/* The command of `kijun help COMMAND` or `kijun COMMAND --help`; NULL: all of them. False, with a
 * message, if there is none of that name. */
static bool asked_for(const KjApp *app, const KjCommand **command)
{
    bool by_option = app->command->run != kj_command_help;
    const char *words;

    *command = by_option ? app->command : NULL;
    if (by_option || app->argument_count == 0)
        return true;
    words = app->arguments[0];
    for (size_t i = 1; i < app->argument_count; i++)
        words = kj_arena_printf(app->arena, "%s %s", words, app->arguments[i]);
    *command = named(words);
    if (*command)
        return true;
    kj_tell_error(kj_arena_printf(
        app->arena, app->lang == KJ_JA ? "コマンド %s はありません" : "unknown command %s", words));
    return false;
}

KjExit kj_command_help(KjApp *app)
{
    const KjCommand *command;
    KjResult result;

    if (!asked_for(app, &command))
        return KJ_EXIT_USAGE;
    if (!kj_result_open(&result, app))
        return KJ_EXIT_SYSTEM;
    if (command)
        put_one(&result.page, command, app->lang);
    else
        put_all(&result.page, app->lang);
    return kj_result_close(&result, KJ_EXIT_OK);
}

KjExit kj_command_version(KjApp *app)
{
    KjResult result;

    if (!kj_result_open(&result, app))
        return KJ_EXIT_SYSTEM;
    kj_buf_puts(&result.sink.buf, "kijun " KJ_VERSION "\n");
    return kj_result_close(&result, KJ_EXIT_OK);
}
