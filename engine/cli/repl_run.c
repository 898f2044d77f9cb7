/* One line: a command, which is known by its first word, or a query. */
#include "engine/cli/repl_parts.h"

#include "engine/base/date.h"
#include "engine/cli/tell.h"

#include <stdio.h>
#include <string.h>

static size_t offset_of(const KjRepl *repl, KjText part)
{
    return (size_t)(part.data - repl->line.text.data);
}

bool kj_repl_one_word(KjRepl *repl, KjText rest, KjText *word)
{
    size_t at = 0, from;
    KjText more;

    if (!kj_repl_word(rest, &at, &from, word, repl->app->arena)) {
        kj_repl_wrong(repl, offset_of(repl, rest), "この後に語が要ります。help で使い方が出ます",
                      "a word is missing here; see help");
        return false;
    }
    if (kj_repl_word(rest, &at, &from, &more, repl->app->arena)) {
        kj_repl_wrong(repl, offset_of(repl, rest) + from,
                      "ここから先は余分です。空白を含む語は引用符で囲みます",
                      "this is too much; a word with blanks stands in quotes");
        return false;
    }
    return true;
}

/* ---- what there is ---- */

static KjExit run_kinds(KjRepl *repl, KjText rest)
{
    (void)rest;
    return kj_repl_ask(repl, "kinds", NULL, rest);
}

static KjExit run_orgs(KjRepl *repl, KjText rest)
{
    const char *org = repl->org;
    KjExit exit;

    repl->org = NULL; /* all of them, wherever one is */
    exit = kj_repl_ask(repl, "orgs", NULL, rest);
    repl->org = org;
    return exit;
}

static KjExit ask_with_word(KjRepl *repl, KjText rest, const char *what, const char *key)
{
    KjText word;

    return kj_repl_one_word(repl, rest, &word) ? kj_repl_ask(repl, what, key, word) : KJ_EXIT_USAGE;
}

static KjExit run_fields(KjRepl *repl, KjText rest)
{
    return ask_with_word(repl, rest, "fields", "kind");
}

static KjExit run_rules(KjRepl *repl, KjText rest)
{
    return kj_repl_ask(repl, "rules", "pattern", rest);
}

static KjExit run_params(KjRepl *repl, KjText rest)
{
    return kj_repl_ask(repl, "params", "pattern", rest);
}

static KjExit run_show(KjRepl *repl, KjText rest)
{
    size_t len = rest.len;

    if (len > 4 && memcmp(rest.data + len - 4, " all", 4) == 0)
        return ask_with_word(repl, kj_repl_trim((KjText){rest.data, (uint32_t)len - 4}), "show all",
                             "record");
    return ask_with_word(repl, rest, "show", "record");
}

static KjExit run_lua(KjRepl *repl, KjText rest)
{
    return kj_repl_ask(repl, "lua", "text", rest);
}

/* ---- what is chosen ---- */

static KjExit run_use(KjRepl *repl, KjText rest)
{
    KjText word;

    if (!rest.len) {
        repl->org = NULL;
        return KJ_EXIT_OK;
    }
    if (!kj_repl_one_word(repl, rest, &word))
        return KJ_EXIT_USAGE;
    KjExit exit = kj_repl_check_org(repl, word);
    if (exit == KJ_EXIT_OK)
        repl->org = word.data;
    return exit;
}

static KjExit run_format(KjRepl *repl, KjText rest)
{
    static const char *const names[] = {
        [KJ_ROWS_TEXT] = "table", [KJ_ROWS_JSON] = "json", [KJ_ROWS_CSV] = "csv"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (kj_text_is(rest, names[i]) || (i == KJ_ROWS_TEXT && kj_text_is(rest, "text"))) {
            repl->form = (KjRowsForm)i;
            repl->app->options.format = i == KJ_ROWS_TEXT ? "text" : names[i];
            return KJ_EXIT_OK;
        }
    return kj_repl_wrong(repl, offset_of(repl, rest), "format は table csv json のいずれかです",
                         "format is one of table, csv and json");
}

static KjExit run_width(KjRepl *repl, KjText rest)
{
    int64_t width;

    if (kj_text_is(rest, "all"))
        repl->width = SIZE_MAX;
    else if (!rest.len)
        repl->width = 0;
    else if (kj_int_parse(kj_text_nfkc(repl->app->arena, rest), &width) && width >= 20 &&
             width <= 10000)
        repl->width = (size_t)width;
    else
        return kj_repl_wrong(
            repl, offset_of(repl, rest),
            "width には 20 以上の桁数か all（切らない）を書きます。省くと端末の幅に戻ります",
            "width is a number of columns from 20 on, or all (nothing is cut); alone: as the "
            "terminal has");
    return KJ_EXIT_OK;
}

static KjExit run_output(KjRepl *repl, KjText rest)
{
    KjText word = KJ_TEXT("");
    KjExit exit = KJ_EXIT_OK;

    if (rest.len && !kj_repl_one_word(repl, rest, &word))
        return KJ_EXIT_USAGE;
    if (repl->result_open) {
        repl->result_open = false;
        exit = kj_result_close(&repl->result, KJ_EXIT_OK);
    }
    repl->app->options.output = word.len ? word.data : NULL;
    if (word.len &&
        !kj_repl_open_result(repl)) { /* at once: it is told here if it cannot be made */
        repl->app->options.output = NULL;
        return KJ_EXIT_SYSTEM;
    }
    return exit;
}

static KjExit run_lang(KjRepl *repl, KjText rest)
{
    if (!kj_text_is(rest, "ja") && !kj_text_is(rest, "en"))
        return kj_repl_wrong(repl, offset_of(repl, rest), "lang は ja か en です",
                             "lang is ja or en");
    repl->app->lang = kj_text_is(rest, "ja") ? KJ_JA : KJ_EN;
    repl->session.view.lang = repl->app->lang;
    kj_worker_kill(repl->session.worker); /* it speaks one language all its life */
    repl->held = false;
    return KJ_EXIT_OK;
}

/* as of DAY */
static KjExit run_as(KjRepl *repl, KjText rest)
{
    int32_t day;
    KjText from = rest;

    if (from.len > 2 && memcmp(from.data, "of", 2) == 0)
        from = kj_repl_trim((KjText){from.data + 2, from.len - 2});
    if (!kj_date_parse(kj_text_nfkc(repl->app->arena, from), &day))
        return kj_repl_wrong(
            repl, offset_of(repl, from),
            "日付として読めません。as of 2026-04-01 や as of 令和8年4月1日 の形で書いてください",
            "this is no date; write it like as of 2026-04-01");
    repl->app->as_of = day;
    repl->held = false;
    return KJ_EXIT_OK;
}

static KjExit run_source(KjRepl *repl, KjText rest)
{
    KjText word;

    return kj_repl_one_word(repl, rest, &word) ? kj_repl_source(repl, word.data) : KJ_EXIT_USAGE;
}

static KjExit run_quit(KjRepl *repl, KjText rest)
{
    (void)rest;
    repl->quit = true;
    return KJ_EXIT_OK;
}

/* ---- the table ---- */

static const KjReplCommand commands[] = {
    {"help", kj_repl_help, "[WORD]", {"この一覧、または一語の説明", "this list, or one word"}},
    {"kinds", run_kinds, "", {"種別の一覧と記録の数", "the kinds, and how many records there are"}},
    {"fields", run_fields, "KIND", {"種別の項目", "the fields of a kind"}},
    {"rules",
     run_rules,
     "[TEXT]",
     {"要件の一覧（名前か表題で絞る）", "the rules (by name or title)"}},
    {"params", run_params, "[TEXT]", {"基準値の一覧", "the parameters"}},
    {"show",
     run_show,
     "KIND:ID [all]",
     {"一つの記録の項目（all: 値のないものも）",
      "the fields of a record (all: those without a value, too)"}},
    {"explain", kj_repl_explain, "RULE RECORD", {"判定の根拠", "why a verdict is what it is"}},
    {"orgs", run_orgs, "", {"組織の一覧", "the organizations"}},
    {"whatif",
     kj_repl_whatif,
     "KIND:ID FIELD=VALUE …",
     {"事実を変えると判定がどう変わるか", "what a change would do to the verdicts"}},
    {"set",
     kj_repl_set,
     "KIND:ID FIELD=VALUE …",
     {"この対話の中だけで事実を変える", "change facts, in this session only"}},
    {"unset", kj_repl_unset, "N|KIND:ID", {"変更を取り消す", "take changes back"}},
    {"changes", kj_repl_changes, "", {"この対話での変更", "what is changed in this session"}},
    {"reset", kj_repl_reset, "", {"すべての変更を取り消す", "take all changes back"}},
    {"use",
     run_use,
     "[ORG]",
     {"一つの組織だけを見る（省くと全部）", "stay in one organization (alone: in all)"}},
    {"as", run_as, "of DAY", {"判定日を変える", "judge for another day"}},
    {"lua",
     run_lua,
     "EXPR",
     {"データに Lua を使う（= EXPR も同じ）", "Lua over the data (also = EXPR)"}},
    {"store", kj_repl_set_store, "FILE", {"sql で読む保管庫", "the store that sql reads"}},
    {"sql", kj_repl_sql, "SELECT …", {"保管庫に SQL で尋ねる", "ask a store by SQL"}},
    {"format", run_format, "table|csv|json", {"結果の形式", "the form of results"}},
    {"output",
     run_output,
     "[FILE]",
     {"結果をファイルに書く（省くと画面）", "write results to a file (alone: here)"}},
    {"width",
     run_width,
     "[N|all]",
     {"表の幅（all は切らない）", "columns of tables (all: nothing is cut)"}},
    {"lang", run_lang, "ja|en", {"表示の言語", "the language"}},
    {"source", run_source, "FILE", {"ファイルの行を実行する", "run the lines of a file"}},
    {"quit", run_quit, "", {"終わる（Ctrl-D も同じ）", "leave (also Ctrl-D)"}},
};

const KjReplCommand *kj_repl_command_at(size_t place)
{
    return place < sizeof commands / sizeof *commands ? &commands[place] : NULL;
}

const KjReplCommand *kj_repl_command_named(KjText name)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (kj_text_is(name, commands[i].name))
            return &commands[i];
    return NULL;
}

/* ---- one line ---- */

/* Where a line goes on, the backslash at its end is no more than a blank. */
static void drop_backslashes(KjText text)
{
    char *data = (char *)text.data;

    for (uint32_t i = 0; i < text.len; i++)
        if (data[i] == '\\' && (i + 1 == text.len || data[i + 1] == '\n'))
            data[i] = ' ';
}

KjExit kj_repl_run(KjRepl *repl, KjReplLine line)
{
    const KjReplCommand *command;
    KjText text, word;
    size_t at = 0, from;

    repl->line = line;
    if (kj_repl_is_empty(line.text))
        return KJ_EXIT_OK;
    drop_backslashes(line.text);
    text = kj_repl_trim(line.text);
    if (text.data[0] == '=')
        return run_lua(repl, (KjText){text.data + 1, text.len - 1});
    kj_repl_word(text, &at, &from, &word, repl->app->arena);
    command = kj_repl_command_named(word);
    if (!command)
        return kj_repl_ask(repl, "query", "text", text);
    return command->run(repl, kj_repl_trim((KjText){text.data + at, text.len - (uint32_t)at}));
}
