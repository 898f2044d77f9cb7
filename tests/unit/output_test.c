/* The renderers, each against a registry and run made by hand. */
#include "tests/unit/check.h"

#include "engine/output/assess.h"
#include "engine/output/deviation.h"
#include "engine/output/explain.h"
#include "engine/output/grid.h"
#include "engine/output/json_value.h"
#include "engine/output/rules.h"
#include "engine/output/select.h"
#include "engine/output/show.h"
#include "tests/unit/output_fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- helpers: what a renderer makes, as a string the caller frees ---- */

static char *taken(KjSink *sink)
{
    char *text = kj_buf_take(&sink->buf, NULL);

    kj_sink_close(sink);
    return text;
}

static char *flowed(const char *text, size_t width, size_t indent)
{
    KjSink sink;
    KjPage page;

    kj_sink_init(&sink, -1);
    kj_page_init(&page, &sink, width, false);
    kj_page_to(&page, indent);
    kj_page_flow(&page, KJ_PLAIN, indent, kj_text(text));
    kj_page_clear(&page);
    return taken(&sink);
}

static void check_flow(const char *text, size_t width, size_t indent, const char *expected)
{
    char *got = flowed(text, width, indent);

    CHECK_STR(got, expected);
    kj_free(got);
}

static char *json_of(int32_t kind, int32_t field, KjValue value, bool show_sensitive)
{
    KjView view = fixture_view(KJ_JA);
    KjBuf buf;
    KjJson json;

    view.show_sensitive = show_sensitive;
    kj_buf_init(&buf, 0);
    json = kj_json(&buf);
    kj_json_value(&json, &view, kj_meaning(&view, kind, field), &value);
    return kj_buf_take(&buf, NULL);
}

static void check_json(int32_t field, KjValue value, const char *expected)
{
    char *got = json_of(SYSTEM, field, value, false);

    CHECK_STR(got, expected);
    kj_free(got);
}

static void check_shown(KjLang lang, int32_t field, KjValue value, const char *expected)
{
    KjView view = fixture_view(lang);
    KjBuf buf;

    kj_buf_init(&buf, 0);
    kj_show_value(&buf, &view, kj_meaning(&view, SYSTEM, field), &value);
    CHECK_STR(buf.data, expected);
    kj_buf_clear(&buf);
}

static char *text_report(KjLang lang, size_t width, bool colour)
{
    KjView view = fixture_view(lang);
    KjSink sink;
    KjPage page;

    kj_sink_init(&sink, -1);
    kj_page_init(&page, &sink, width, colour);
    KjRuns *runs = kj_runs_of(&fixture_run);
    kj_assess_text(&page, &view, runs);
    kj_runs_free(runs);
    kj_page_clear(&page);
    return taken(&sink);
}

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* ---- lines ---- */

TEST(japanese_text_is_broken_between_characters)
{
    check_flow("基盤システムの目標復旧時間", 20, 0, "基盤システムの目標復\n旧時間");
}

TEST(a_line_does_not_begin_with_a_full_stop_or_end_with_a_bracket)
{
    check_flow("一二三四五六七八九十。あと", 20, 0, "一二三四五六七八九\n十。あと");
    check_flow("一二三四五六七八九「あ」", 20, 0, "一二三四五六七八九\n「あ」");
    check_flow("一二三四五六七八ヴァン", 18, 0, "一二三四五六七八\nヴァン");
}

TEST(words_are_not_broken_and_spaces_at_a_break_are_dropped)
{
    check_flow("base systems recover first", 20, 2, "  base systems\n  recover first");
    check_flow("目標は restore_time による", 20, 0, "目標は restore_time\nによる");
}

TEST(what_no_line_can_hold_is_cut_between_characters)
{
    check_flow("abcdefghijklmnopqrstuvwxyz", 20, 0, "abcdefghijklmnopqrst\nuvwxyz");
}

TEST(line_breaks_of_the_text_stay_and_escapes_do_not)
{
    check_flow("one\ntwo\x1b[31m", 40, 4, "    one\n    two\xEF\xBF\xBD[31m");
}

TEST(without_a_width_lines_are_never_broken)
{
    check_flow("一二三四五六七八九十 一二三四五六七八九十", 0, 0,
               "一二三四五六七八九十 一二三四五六七八九十");
}

TEST(no_line_is_wider_than_the_page)
{
    for (size_t width = 54; width <= 100; width += 7) {
        char *text = text_report(KJ_JA, width, false);

        for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
            CHECK(kj_page_width_of(kj_text(line)) <= width || strstr(line, "kijun explain"));
        kj_free(text);
    }
}

TEST(columns_line_up_with_wide_characters)
{
    KjSink sink;
    KjPage page;
    KjGrid grid;
    char *got;

    kj_sink_init(&sink, -1);
    kj_page_init(&page, &sink, 40, false);
    kj_grid_init(&grid, 3, 1u << 1);
    kj_grid_cell(&grid, KJ_PLAIN, KJ_TEXT("認証"));
    kj_grid_number(&grid, KJ_PLAIN, 7);
    kj_grid_cell(&grid, KJ_PLAIN, KJ_TEXT("あ"));
    kj_grid_cell(&grid, KJ_PLAIN, KJ_TEXT("x"));
    kj_grid_number(&grid, KJ_PLAIN, 100);
    kj_grid_cell(&grid, KJ_PLAIN, KJ_TEXT("い"));
    kj_grid_print(&grid, &page, 2);
    kj_grid_clear(&grid);
    kj_page_clear(&page);
    got = taken(&sink);
    CHECK_STR(got, "  認証    7  あ\n  x     100  い\n");
    kj_free(got);
}

// What people ask a store with SQL can have any number of columns.
TEST(a_table_has_any_number_of_columns)
{
    KjSink sink;
    KjPage page;
    KjGrid grid;
    char *got;

    kj_sink_init(&sink, -1);
    kj_page_init(&page, &sink, 0, false);
    kj_grid_init(&grid, 70, ~0u);
    for (uint64_t i = 0; i < 140; i++)
        kj_grid_number(&grid, KJ_PLAIN, i % 70 == 31 || i % 70 == 40 ? i + 1000 : i % 10);
    kj_grid_print(&grid, &page, 0);
    kj_grid_clear(&grid);
    kj_page_clear(&page);
    got = taken(&sink);
    CHECK(strncmp(got, "0  1  2  3", 10) == 0);
    CHECK(strstr(got, "1031") && strstr(got, "1110"));
    kj_free(got);
}

/* ---- JSON ---- */

TEST(json_escapes_what_must_be_and_mends_broken_bytes)
{
    KjBuf buf;
    KjJson json;

    kj_buf_init(&buf, 0);
    json = kj_json(&buf);
    kj_json_text(&json, KJ_TEXT("\"\\\n\x01\x7F/あ\xE3\x81\xFF"));
    CHECK_STR(buf.data, "\"\\\"\\\\\\n\\u0001\\u007f/あ\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
    kj_buf_clear(&buf);
}

TEST(every_type_has_its_json_form)
{
    check_json(S_RTO, kj_value_whole(KJ_DURATION, 10800), "{\"text\":\"3h\",\"seconds\":10800}");
    check_json(S_RTO, kj_value_whole(KJ_PERIOD, 18), "{\"text\":\"1y6mo\",\"months\":18}");
    check_json(S_COST, kj_value_whole(KJ_MONEY, 12000000000),
               "{\"amount\":\"1200000\",\"currency\":\"JPY\"}");
    check_json(S_SUPPLY, kj_value_real(KJ_QUANTITY, 100000), "{\"value\":100000,\"unit\":\"kW\"}");
    check_json(S_UP, kj_value_real(KJ_PERCENT, 80), "80");
    check_json(S_UP, kj_value_bool(true), "true");
    check_json(S_UP, kj_value_none(), "null");
    check_json(S_UP, kj_value_whole(KJ_DATE, 20777), "\"2026-11-20\"");
    check_json(S_UP, kj_value_whole(KJ_MONTHDAY, 401), "\"04-01\"");
    check_json(S_UP, kj_value_whole(KJ_DATETIME, 0), "\"1970-01-01T09:00:00+09:00\"");
}

TEST(references_lists_and_groups_have_their_json_form)
{
    KjArena *arena = kj_arena_new();
    KjTree list = kj_tree_list(arena), steps = kj_tree_list(arena), step = kj_tree_map(arena);

    kj_tree_add(&list, kj_value_text(KJ_TEXT("system:auth")));
    check_json(S_DEPENDS_ON, list.value, "[{\"kind\":\"system\",\"id\":\"auth\"}]");
    check_json(S_NAME, kj_value_text(KJ_TEXT("system:auth")), "\"system:auth\"");
    kj_tree_set(&step, "after", kj_value_whole(KJ_DURATION, 3600));
    kj_tree_set(&step, "users", kj_value_int(3));
    kj_tree_add(&steps, step.value);
    check_json(S_STEPS, steps.value,
               "[{\"after\":{\"text\":\"1h\",\"seconds\":3600},\"users\":3}]");
    check_json(S_STEPS, kj_tree_list(arena).value, "[]");
    kj_arena_free(arena);
}

TEST(sensitive_values_are_masked_unless_asked_for)
{
    KjValue phone = kj_value_text(KJ_TEXT("03-0000-0000"));
    char *masked = json_of(SYSTEM, S_PHONE, phone, false);
    char *shown = json_of(SYSTEM, S_PHONE, phone, true);

    CHECK_STR(masked, "\"***\"");
    CHECK_STR(shown, "\"03-0000-0000\"");
    check_shown(KJ_JA, S_PHONE, phone, "***");
    check_shown(KJ_JA, S_PHONE, kj_value_none(), "未記録");
    kj_free(masked);
    kj_free(shown);
}

TEST(assess_json_has_the_agreed_keys_in_the_agreed_order)
{
    static const char *const pieces[] = {
        "{\"kijun\":\"0.1.0\",\"as_of\":\"2026-11-20\",\"packs\":[{\"id\":\"common\"",
        "{\"id\":\"base\",\"version\":\"1.2.0\",\"hash\":\"ab\"}],\"deviations\":[",
        "\"organizations\":[{\"id\":\"reiji\",\"name\":\"例示省\",\"summary\":{\"pass\":1,"
        "\"partial\":0,\"fail\":1,\"unknown\":3,\"waived\":1,\"n/a\":0,\"error\":0},\"derived\":"
        "[{\"record\":{\"kind\":\"system\",\"id\":\"auth\"},\"field\":\"rto\",\"value\":"
        "{\"text\":\"3h\",\"seconds\":10800}}],\"verdicts\":[{\"rule\":\"base/2.1(1)-4\","
        "\"record\":{\"kind\":\"system\",\"id\":\"auth\"},\"verdict\":\"fail\",\"underlying\":null,"
        "\"level\":\"recommended\",\"actor\":\"continuity_owner\",\"source\":{\"document\":"
        "\"GUIDE\",\"clause\":\"2.1(1)-4\"},\"message\":",
        "\"missing\":[],\"trace\":[{\"kind\":\"system\",\"id\":\"auth\",\"field\":\"rto\","
        "\"value\":{\"text\":\"6h\",\"seconds\":21600},\"at\":{\"file\":\"data.yaml\",\"line\":9,"
        "\"column\":42}},{\"kind\":\"system\",\"id\":\"auth\",\"field\":\"up\",\"value\":false,"
        "\"at\":\"default\"},{\"parameter\":\"base/limit\",\"value\":{\"text\":\"2h\",\"seconds\":"
        "7200},\"at\":\"pack\"},{\"kind\":\"system\",\"id\":\"mail\",\"field\":\"cost\",\"value\":"
        "null,\"at\":null}]}",
        "\"missing\":[{\"kind\":\"system\",\"id\":\"dns\",\"field\":\"rto\"}],\"trace\":[]}",
        "\"verdict\":\"waived\",\"underlying\":\"fail\""};
    KjView view = fixture_view(KJ_JA);
    const char *at;
    char *text;
    KjSink sink;

    kj_sink_init(&sink, -1);
    KjRuns *runs = kj_runs_of(&fixture_run);
    kj_assess_json(&sink, &view, runs);
    kj_runs_free(runs);
    at = text = taken(&sink);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        at = at ? strstr(at, pieces[i]) : NULL;
        if (!at)
            CHECK_STR(text, pieces[i]);
    }
    CHECK(text[strlen(text) - 1] == '\n');
    kj_free(text);
}

TEST(jsonl_has_one_line_per_verdict)
{
    KjView view = fixture_view(KJ_JA);
    size_t lines = 0;
    char *text;
    KjSink sink;

    kj_sink_init(&sink, -1);
    KjRuns *runs = kj_runs_of(&fixture_run);
    kj_assess_jsonl(&sink, &view, runs);
    kj_runs_free(runs);
    text = taken(&sink);
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"), lines++)
        CHECK(starts(line,
                     "{\"kijun\":\"0.1.0\",\"as_of\":\"2026-11-20\",\"pack\":{\"id\":\"base\","
                     "\"version\":\"1.2.0\"},\"organization\":\"reiji\",\"rule\":"));
    CHECK_INT(lines, 6);
    kj_free(text);
}

/* ---- CSV ---- */

TEST(csv_is_what_a_spreadsheet_wants)
{
    KjView view = fixture_view(KJ_EN);
    KjJudgement kept = fixture_judgements[0];
    char *text;
    KjSink sink;

    fixture_judgements[0].name = KJ_TEXT("=1+2");
    fixture_judgements[0].message = KJ_TEXT("say \"a, b\"\nand more");
    fixture_judgements[0].id = KJ_TEXT("4.10");
    kj_sink_init(&sink, -1);
    KjRuns *runs = kj_runs_of(&fixture_run);
    kj_assess_csv(&sink, &view, runs);
    kj_runs_free(runs);
    fixture_judgements[0] = kept;
    text = taken(&sink);
    CHECK(starts(text, "\xEF\xBB\xBForganization,organization_name,"));
    CHECK(strstr(text, ",line\r\nreiji,例示省,base,base/2.1(1)-4,Base systems recover first,"
                       "recommended,continuity_owner,System,system:4.10,\"'=1+2\",fail,"
                       "\"say \"\"a, b\"\"\nand more\",\"Shorten") != NULL ||
          strstr(text, "\"'=1+2\",fail,\"say \"\"a, b\"\"\nand more\",Shorten") != NULL);
    CHECK(strstr(text, "pass") == NULL);
    CHECK(strstr(text, "waived") == NULL);
    kj_free(text);
}

TEST(full_width_formula_signs_are_neutralised)
{
    KjView view = fixture_view(KJ_JA);
    KjJudgement kept = fixture_judgements[0];
    char *text;
    KjSink sink;

    fixture_judgements[0].message = KJ_TEXT("＝cmd()");
    kj_sink_init(&sink, -1);
    KjRuns *runs = kj_runs_of(&fixture_run);
    kj_assess_csv(&sink, &view, runs);
    kj_runs_free(runs);
    fixture_judgements[0] = kept;
    text = taken(&sink);
    CHECK(strstr(text, ",\"'＝cmd()\",") != NULL);
    kj_free(text);
}

/* ---- text ---- */

TEST(the_report_reads_as_agreed)
{
    static const char expected[] =
        "kijun 0.1.0   判定日 令和8年11月20日\n"
        "  base  1.2.0  復旧の基準\n"
        "\n"
        "■ 例示省 (reiji)\n"
        "\n"
        "  基準パック  適合  不適合  未確認  例外措置  対象外\n"
        "  base           1       1       3         1       0\n"
        "\n"
        "  不適合など 1件\n"
        "\n"
        "  ● base/2.1(1)-4  基盤システムは利用側より早く復旧する\n"
        "    推奨、continuity_owner\n"
        "    認証基盤  system:auth  data.yaml:9\n"
        "      「rto < 2時間」が成り立ちません（rto = 6時間）\n"
        "    対処  基盤システムの目標復旧時間を短くするか、利用側の目標を見直し、理由を記\n"
        "          録する。\n"
        "\n"
        "  未確認 3件\n"
        "\n"
        "  ? base/2.1(1)-4  基盤システムは利用側より早く復旧する\n"
        "    推奨、continuity_owner\n"
        "    未記録  目標復旧時間 [rto]  system: dns web\n"
        "\n"
        "  ? base/2.2  計画を知らせる\n"
        "    必須、chief\n"
        "    確認事項  計画を職員に知らせていますか。\n"
        "\n"
        "  例外措置 1件\n"
        "\n"
        "  ◇ base/2.1(1)-4  基盤システムは利用側より早く復旧する\n"
        "    推奨、continuity_owner\n"
        "    旧システム  system:old  data.yaml:50\n"
        "      本来の判定は 不適合  exception:e1\n"
        "\n"
        "  基準値の変更 1件\n"
        "\n"
        "  ・ base/limit  復旧の上限\n"
        "    2時間 → 4時間  (緩める変更)  data.yaml:5\n"
        "    理由 要員が足りない\n"
        "\n"
        "判定の理由を見るには: kijun explain 'base/2.1(1)-4' system:auth PATH\n";
    char *text = text_report(KJ_JA, 80, false);

    CHECK_STR(text, expected);
    kj_free(text);
}

TEST(colour_comes_in_escapes_and_changes_no_text)
{
    char *plain = text_report(KJ_EN, 80, false), *coloured = text_report(KJ_EN, 80, true);
    size_t to = 0;

    CHECK(strchr(plain, '\x1b') == NULL);
    CHECK(strchr(coloured, '\x1b') != NULL);
    for (size_t from = 0; coloured[from]; from++) {
        if (coloured[from] == '\x1b')
            from += strcspn(coloured + from, "m");
        else
            coloured[to++] = coloured[from];
    }
    coloured[to] = '\0';
    CHECK_STR(coloured, plain);
    kj_free(plain);
    kj_free(coloured);
}

TEST(values_read_as_people_write_them)
{
    KjArena *arena = kj_arena_new();
    KjTree list = kj_tree_list(arena);

    kj_tree_add(&list, kj_value_text(KJ_TEXT("system:a")));
    kj_tree_add(&list, kj_value_text(KJ_TEXT("system:b")));
    check_shown(KJ_JA, S_RTO, kj_value_whole(KJ_DURATION, 5400), "1時間30分");
    check_shown(KJ_EN, S_RTO, kj_value_whole(KJ_DURATION, 5400), "1h30min");
    check_shown(KJ_JA, S_SUPPLY, kj_value_real(KJ_QUANTITY, 100000), "100,000 kW");
    check_shown(KJ_JA, S_DEPENDS_ON, list.value, "a、b");
    check_shown(KJ_EN, S_DEPENDS_ON, kj_tree_list(arena).value, "none");
    check_shown(KJ_JA, S_UP, kj_value_whole(KJ_DATE, 20777), "令和8年11月20日");
    check_shown(KJ_EN, S_UP, kj_value_none(), "not recorded");
    kj_arena_free(arena);
}

/* ---- explanations ---- */

static KjValue explanation(KjArena *arena, const char *id)
{
    KjTree map = kj_tree_map(arena), record = kj_tree_map(arena), part = kj_tree_map(arena);
    KjTree node = kj_tree_map(arena), parts = kj_tree_list(arena), change = kj_tree_map(arena);
    KjTree changes = kj_tree_list(arena);

    kj_tree_set(&record, "kind", kj_value_text(KJ_TEXT("system")));
    kj_tree_set(&record, "id", kj_value_text(kj_text(id)));
    kj_tree_set(&map, "rule", kj_value_int(0));
    kj_tree_set(&map, "record", record.value);
    kj_tree_set(&node, "text", kj_value_text(KJ_TEXT("rto < 2h")));
    kj_tree_set(&node, "truth", kj_value_text(KJ_TEXT("false")));
    kj_tree_set(&part, "part", kj_value_text(KJ_TEXT("check")));
    kj_tree_set(&part, "tree", node.value);
    kj_tree_add(&parts, part.value);
    kj_tree_set(&map, "parts", parts.value);
    kj_tree_set(&change, "text", kj_value_text(KJ_TEXT("rto を短くする")));
    kj_tree_add(&changes, change.value);
    kj_tree_set(&map, "changes", changes.value);
    return map.value;
}

TEST(an_explanation_shows_condition_facts_and_what_would_change_it)
{
    static const char *const lines[] = {
        "base/2.1(1)-4  基盤システムは利用側より早く復旧する\n",
        "  出典            復旧の手引 第3版 2.1(1)-4\n",
        "  記録            認証基盤  system:auth  data.yaml:9\n",
        "  判定            ● 不適合\n",
        "適合の条件\n  rto < 2h  成り立たない\n",
        "読んだ事実\n  目標復旧時間 [rto]\n    system:auth  data.yaml:9:42  6時間\n",
        "  稼働 [up]\n    system:auth  記載がないための既定  いいえ\n",
        "  復旧の上限 [limit]\n    基準値  パックの定め  2時間\n",
        "  cost\n    system:mail  data.yaml:20  未記録\n",
        "判定が変わるには\n  ・rto を短くする\n"};
    KjView view = fixture_view(KJ_JA);
    KjArena *arena = kj_arena_new();
    KjValue tree = explanation(arena, "auth"), other = explanation(arena, "nobody");
    KjSink sink;
    KjPage page;
    char *text;

    kj_sink_init(&sink, -1);
    kj_page_init(&page, &sink, 80, false);
    CHECK(!kj_explain_text(&page, &view, &fixture_run, &other));
    CHECK(kj_explain_text(&page, &view, &fixture_run, &tree));
    kj_page_clear(&page);
    text = taken(&sink);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (!strstr(text, lines[i]))
            CHECK_STR(text, lines[i]);
    kj_free(text);
    kj_arena_free(arena);
}

/* ---- narrowing ---- */

/* Verdicts left of the fixture by selectors; -1: refused. */
static int selected(const char *const *selectors, size_t count)
{
    KjView view = fixture_view(KJ_JA);
    KjRuns *runs = kj_runs_of(&fixture_run), *chosen;
    int left = -1;
    KjDiags diags;

    kj_diags_init(&diags, KJ_EN);
    chosen = kj_select(runs, &view, selectors, count, &diags);
    if (chosen)
        left = kj_runs_head(chosen)->organization_count
                   ? (int)kj_runs_open(chosen, 0)->judgement_count
                   : 0;
    CHECK_INT(diags.errors, left == -1);
    kj_diags_clear(&diags);
    kj_runs_free(chosen);
    kj_runs_free(runs);
    return left;
}

TEST(only_narrows_to_rules_records_and_organisations)
{
    CHECK_INT(selected((const char *[]){"base/2.1*"}, 1), 5);
    CHECK_INT(selected((const char *[]){"2.2"}, 1), 1);
    CHECK_INT(selected((const char *[]){"base"}, 1), 6);
    CHECK_INT(selected((const char *[]){"system:dns"}, 1), 1);
    CHECK_INT(selected((const char *[]){"system:dns", "system:web"}, 2), 2);
    CHECK_INT(selected((const char *[]){"system:dns", "2.2"}, 2), 0);
    CHECK_INT(selected((const char *[]){"reiji"}, 1), 6);
    CHECK_INT(selected((const char *[]){"organization:reiji"}, 1), 6);
    CHECK_INT(selected((const char *[]){"*"}, 1), 6);
    CHECK_INT(selected(NULL, 0), 6);
}

TEST(only_refuses_what_is_nowhere)
{
    CHECK_INT(selected((const char *[]){"2.9*"}, 1), -1);
    CHECK_INT(selected((const char *[]){"system:nobody"}, 1), -1);
    CHECK_INT(selected((const char *[]){"organization:nobody"}, 1), -1);
}

/* ---- the rest ---- */

TEST(a_run_that_does_not_fit_the_registry_is_found_out)
{
    KjJudgement kept = fixture_judgements[1];

    CHECK(kj_run_fits(&fixture_run, &fixture_registry));
    fixture_judgements[1].rule = 2;
    CHECK(!kj_run_fits(&fixture_run, &fixture_registry));
    fixture_judgements[1] = kept;
    fixture_judgements[1].kind = -1;
    CHECK(!kj_run_fits(&fixture_run, &fixture_registry));
    fixture_judgements[1] = kept;
    fixture_missing[0].field = S_FIELDS;
    CHECK(!kj_run_fits(&fixture_run, &fixture_registry));
    fixture_missing[0].field = S_RTO;
    CHECK(kj_run_fits(&fixture_run, &fixture_registry));
}

TEST(a_departure_is_a_finding_by_the_packs_own_mode)
{
    KjDeviation deviation = fixture_deviations[0];

    CHECK(!kj_deviation_is_finding(&fixture_registry, &deviation));
    deviation.reason = KJ_TEXT("");
    CHECK(kj_deviation_is_finding(&fixture_registry, &deviation));
    deviation.direction = KJ_TEXT("stricter");
    CHECK(!kj_deviation_is_finding(&fixture_registry, &deviation));
    fixture_packs[1].deviation = KJ_TEXT("equivalence");
    CHECK_INT(kj_deviation_findings(&fixture_registry, &fixture_run), 1);
    fixture_packs[1].deviation = KJ_TEXT("reason");
}

TEST(rules_are_listed_as_filtered)
{
    KjView view = fixture_view(KJ_JA);
    KjRuleFilter all = {KJ_TEXT(""), KJ_TEXT("")}, some = {KJ_TEXT("chief"), KJ_TEXT("mandatory")};
    KjRuleFilter none = {KJ_TEXT("chief"), KJ_TEXT("recommended")};
    KjSink sink;
    char *text;

    CHECK_INT(kj_rules_count(&view, &all), 2);
    CHECK_INT(kj_rules_count(&view, &some), 1);
    CHECK_INT(kj_rules_count(&view, &none), 0);
    kj_sink_init(&sink, -1);
    kj_rules_list_json(&sink, &view, &some);
    text = taken(&sink);
    CHECK(starts(text, "{\"kijun\":\"0.1.0\",\"rules\":[{\"rule\":\"base/2.2\",\"pack\":\"base\","
                       "\"clause\":\"2.2\","));
    CHECK(strstr(text, "\"decided_by\":[\"answer\"]") != NULL);
    kj_free(text);
}

TEST(a_write_that_fails_is_remembered)
{
    KjSink sink;
    int full = open("/dev/full", O_WRONLY);

    kj_sink_init(&sink, full);
    for (int i = 0; i < 100000; i++) {
        kj_buf_puts(&sink.buf, "0123456789");
        kj_sink_relax(&sink);
    }
    CHECK(sink.buf.len < 200000); /* it does not gather what cannot be written */
    CHECK_INT(kj_sink_close(&sink), ENOSPC);
    close(full);
}

int main(void)
{
    return RUN(a_table_has_any_number_of_columns, japanese_text_is_broken_between_characters,
               a_line_does_not_begin_with_a_full_stop_or_end_with_a_bracket,
               words_are_not_broken_and_spaces_at_a_break_are_dropped,
               what_no_line_can_hold_is_cut_between_characters,
               line_breaks_of_the_text_stay_and_escapes_do_not,
               without_a_width_lines_are_never_broken, no_line_is_wider_than_the_page,
               columns_line_up_with_wide_characters,
               json_escapes_what_must_be_and_mends_broken_bytes, every_type_has_its_json_form,
               references_lists_and_groups_have_their_json_form,
               sensitive_values_are_masked_unless_asked_for,
               assess_json_has_the_agreed_keys_in_the_agreed_order, jsonl_has_one_line_per_verdict,
               csv_is_what_a_spreadsheet_wants, full_width_formula_signs_are_neutralised,
               the_report_reads_as_agreed, colour_comes_in_escapes_and_changes_no_text,
               values_read_as_people_write_them,
               an_explanation_shows_condition_facts_and_what_would_change_it,
               only_narrows_to_rules_records_and_organisations, only_refuses_what_is_nowhere,
               a_run_that_does_not_fit_the_registry_is_found_out,
               a_departure_is_a_finding_by_the_packs_own_mode, rules_are_listed_as_filtered,
               a_write_that_fails_is_remembered);
}
