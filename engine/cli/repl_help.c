/* help: from the table of commands, so that none can be forgotten. */
#include "engine/cli/repl_parts.h"

#include "engine/output/grid.h"

static const char *const queries[2] = {
    [KJ_JA] = "問合せ\n"
              "  [count] 種別 [where 条件] [select 式 [as 名前], …] [group by 式, …]\n"
              "  [order by 式 [asc|desc], …] [limit N]\n"
              "  種別は名前（system）、複数形（systems）、表示名（情報システム）のどれでも。\n"
              "  条件は doc/conditions.md の言語。要件の判定は verdicts に尋ねる\n\n"
              "  systems where base and not present(updated_on) order by name\n"
              "  systems group by base select base, count(), max(updated_on)\n"
              "  verdicts where verdict == \"fail\" group by level\n\n",
    [KJ_EN] = "queries\n"
              "  [count] KIND [where CONDITION] [select EXPR [as NAME], …] [group by EXPR, …]\n"
              "  [order by EXPR [asc|desc], …] [limit N]\n"
              "  a kind by its name (system), plural (systems) or title; conditions as in\n"
              "  doc/conditions.md; the verdicts of rules are the records of verdicts\n\n"
              "  systems where base and not present(updated_on) order by name\n"
              "  systems group by base select base, count(), max(updated_on)\n"
              "  verdicts where verdict == \"fail\" group by level\n\n"};

static const char *const endings[2] = {
    [KJ_JA] =
        "\n括弧が開いているか演算子・\\ で終わる行は、次の行に続きます。# で始まる行は注釈です。\n",
    [KJ_EN] =
        "\nA line goes on where a bracket is open or it ends in an operator or \\; # begins a "
        "comment.\n"};

static void add(KjGrid *grid, const KjRepl *repl, const KjReplCommand *command)
{
    kj_grid_cell(
        grid, KJ_BOLD,
        kj_text(kj_arena_printf(repl->app->arena, "%s %s", command->name, command->arguments)));
    kj_grid_cell(grid, KJ_PLAIN, kj_text(command->summary[repl->app->lang]));
}

KjExit kj_repl_help(KjRepl *repl, KjText rest)
{
    const KjReplCommand *only = rest.len ? kj_repl_command_named(rest) : NULL, *command;
    KjLang lang = repl->app->lang;
    KjGrid grid;

    if (rest.len && !only)
        return kj_repl_wrong(repl, (size_t)(rest.data - repl->line.text.data),
                             "そのコマンドはありません。help だけで一覧が出ます",
                             "there is no such command; help alone lists them");
    if (!kj_repl_open_result(repl))
        return KJ_EXIT_SYSTEM;
    kj_grid_init(&grid, 2, 0);
    for (size_t i = 0; !only && (command = kj_repl_command_at(i)); i++)
        add(&grid, repl, command);
    if (only)
        add(&grid, repl, only);
    else
        kj_buf_puts(&repl->result.sink.buf, queries[lang]);
    if (!only)
        kj_buf_puts(&repl->result.sink.buf, lang == KJ_JA ? "コマンド\n" : "commands\n");
    kj_grid_print(&grid, &repl->result.page, 2);
    kj_grid_clear(&grid);
    if (!only)
        kj_buf_puts(&repl->result.sink.buf, endings[lang]);
    return kj_repl_close_result(repl, KJ_EXIT_OK);
}
