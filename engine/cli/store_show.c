#include "engine/cli/store_show.h"

#include "engine/cli/result.h"
#include "engine/cli/store_rows.h"
#include "engine/cli/tell.h"
#include "engine/output/grid.h"
#include "engine/output/missing.h"
#include "engine/output/report_parts.h"

static bool keep_summary(void *ctx, const KjRunSummary *summary)
{
    KjRunSummary *kept = ctx;

    *kept = *summary;
    kept->as_of = kept->packs = KJ_TEXT("");
    return false;
}

static KjExit exit_of(const KjRunSummary *summary)
{
    const int64_t *counts = summary->counts;

    if (summary->problems)
        return KJ_EXIT_INPUT;
    if (counts[KJ_FAULT])
        return KJ_EXIT_RULE_ERROR;
    return counts[KJ_FAIL] || counts[KJ_PARTIAL] || counts[KJ_UNKNOWN] || summary->findings
               ? KJ_EXIT_FINDINGS
               : KJ_EXIT_OK;
}

static void print_sums(KjPage *page, const KjApp *app, const KjRunSummary *summary)
{
    static const KjVerdict order[] = {KJ_PASS,   KJ_PARTIAL, KJ_FAIL, KJ_UNKNOWN,
                                      KJ_WAIVED, KJ_NA,      KJ_FAULT};
    bool ja = app->lang == KJ_JA;
    KjBuf day;
    KjGrid grid;

    kj_buf_init(&day, 0);
    kj_date_write_for(&day, app->as_of, app->lang);
    kj_page_puts(page, KJ_BOLD, app->options.store);
    kj_page_puts(page, KJ_PLAIN,
                 kj_arena_printf(page->scratch,
                                 ja ? "   判定 %lld   基準日 %s" : "   run %lld   as of %s",
                                 (long long)summary->run, day.data));
    kj_page_line(page);
    kj_buf_clear(&day);
    kj_page_puts(
        page, KJ_PLAIN,
        kj_arena_printf(
            page->scratch,
            ja ? "  組織 %lld（うち前の結果を引き継いだもの %lld）、判定できなかったもの %lld"
               : "  organizations %lld (of these carried over %lld), not judged %lld",
            (long long)summary->organizations, (long long)summary->carried,
            (long long)summary->problems));
    kj_page_line(page);
    kj_grid_init(&grid, KJ_VERDICTS, ~0u);
    for (size_t i = 0; i < KJ_VERDICTS; i++)
        kj_grid_cell(&grid, KJ_DIM, kj_text(kj_verdict_label(order[i], app->lang)));
    for (size_t i = 0; i < KJ_VERDICTS; i++)
        kj_grid_number(&grid, kj_report_style(order[i]), (uint64_t)summary->counts[order[i]]);
    kj_grid_print(&grid, page, 2);
    kj_grid_clear(&grid);
}

static void print_findings(KjPage *page, const KjApp *app, int64_t findings)
{
    if (!findings)
        return;
    kj_page_puts(page, KJ_PLAIN, "  ");
    kj_page_flow(
        page, KJ_PLAIN, 2,
        kj_text(kj_arena_printf(
            page->scratch,
            app->lang == KJ_JA
                ? "基準の変更のうち理由などの足りないもの %lld 件（--format text が示します）"
                : "changes of the standard that lack a reason or an equivalent: %lld "
                  "(--format text shows them)",
            (long long)findings)));
    kj_page_line(page);
}

static const char *const most_missed[] = {
    [KJ_JA] =
        "SELECT l.name AS 要件, count(DISTINCT rr.subject) AS 組織, count(*) AS 記録,"
        " l.title_ja AS 内容 FROM kj_run_results rr JOIN kj_verdicts v USING (result)"
        " JOIN kj_rules l USING (rule) WHERE rr.run = CAST(?1 AS INTEGER) AND v.verdict IN (0, 3)"
        " GROUP BY l.rule ORDER BY 2 DESC, 3 DESC, 1 LIMIT 10",
    [KJ_EN] = "SELECT l.name AS rule, count(DISTINCT rr.subject) AS organizations,"
              " count(*) AS records, l.title_en AS title FROM kj_run_results rr"
              " JOIN kj_verdicts v USING (result) JOIN kj_rules l USING (rule)"
              " WHERE rr.run = CAST(?1 AS INTEGER) AND v.verdict IN (0, 3)"
              " GROUP BY l.rule ORDER BY 2 DESC, 3 DESC, 1 LIMIT 10"};

/* Of a run by shares: what is to be merged so that it is complete. */
static bool print_missing(KjPage *page, const KjApp *app, KjStore *store, int64_t run,
                          KjError *error)
{
    KjStoreMissing missing;
    const char *text;

    if (!kj_store_missing(store, run, page->scratch, &missing, error))
        return false;
    text = kj_missing_text(page->scratch, app->lang, &missing);
    if (!text)
        return true;
    kj_page_puts(page, KJ_PLAIN, "  ");
    kj_page_flow(page, KJ_PLAIN, 2,
                 kj_text(kj_arena_printf(page->scratch,
                                         app->lang == KJ_JA
                                             ? "%s。kijun store merge で合わせると判定が完了します"
                                             : "%s; kijun store merge puts them together",
                                         text)));
    kj_page_line(page);
    return true;
}

static bool print_most_missed(KjPage *page, const KjApp *app, KjStore *store, int64_t run,
                              KjError *error)
{
    KjText number = kj_text(kj_arena_printf(page->scratch, "%lld", (long long)run));
    KjStoreQuestion question = {.sql = most_missed[app->lang], .values = &number, .value_count = 1};

    kj_page_line(page);
    kj_page_puts(page, KJ_BOLD,
                 app->lang == KJ_JA ? "不適合・一部適合の多い要件" : "rules missed most often");
    kj_page_line(page);
    return kj_store_print(page, app, store, &question, error);
}

/* Of one organisation people look for more than sums. */
static void print_hint(KjPage *page, const KjApp *app)
{
    kj_page_line(page);
    kj_page_flow(page, KJ_DIM, 0,
                 kj_text(app->lang == KJ_JA ? "記録ごとの判定と直し方は、--store を付けない kijun "
                                              "assess か --format text が示します"
                                            : "kijun assess without --store, or --format text, "
                                              "shows every record and what to do"));
    kj_page_line(page);
}

KjExit kj_store_show_run(KjApp *app, KjStore *store, int64_t run, size_t findings, KjExit exit)
{
    KjRunSummary summary = {0};
    KjResult result;
    KjError error;
    bool good = kj_store_runs(store, run, keep_summary, &summary, &error);

    if (good && !kj_result_open(&result, app))
        return KJ_EXIT_SYSTEM;
    if (good) {
        summary.findings += (int64_t)findings;
        exit = kj_exit_worse(exit, exit_of(&summary));
        print_sums(&result.page, app, &summary);
        print_findings(&result.page, app, summary.findings);
        good = print_missing(&result.page, app, store, run, &error);
        if (good && (summary.counts[KJ_FAIL] || summary.counts[KJ_PARTIAL]))
            good = print_most_missed(&result.page, app, store, run, &error);
        if (good && summary.organizations == 1)
            print_hint(&result.page, app);
        exit = kj_result_close(&result, exit);
    }
    if (good)
        return exit;
    kj_tell_error(error.message);
    return error.exit;
}
