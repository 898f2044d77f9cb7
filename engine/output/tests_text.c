/* Results of tests, for people: every mismatch with its place, what was expected and what came. */
#include "engine/output/tests.h"

#include "engine/output/show.h"

static const char *in(KjLang lang, const char *ja, const char *en)
{
    return lang == KJ_JA ? ja : en;
}

static KjText verdict_text(KjArena *arena, KjLang lang, KjVerdict verdict, KjText more)
{
    const char *gap = more.len ? "  " : "";

    if (verdict == KJ_NO_VERDICT)
        return kj_text(
            kj_arena_printf(arena, "%s%s%s", in(lang, "判定なし", "no verdict"), gap, more.data));
    if (lang == KJ_EN)
        return kj_text(kj_arena_printf(arena, "%s%s%s", kj_verdict_name(verdict), gap, more.data));
    return kj_text(kj_arena_printf(arena, "%s %s%s%s", kj_verdict_name(verdict),
                                   kj_verdict_label(verdict, lang), gap, more.data));
}

static void print_side(KjPage *page, const char *label, KjStyle style, KjText text)
{
    kj_page_to(page, 4);
    kj_page_puts(page, KJ_DIM, label);
    kj_page_puts(page, KJ_PLAIN, "  ");
    kj_page_flow(page, style, 10, text);
    kj_page_line(page);
}

static void print_mismatch(KjPage *page, KjLang lang, const KjMismatch *mismatch)
{
    KjText none = kj_text(in(lang, "(値なし)", "(no value)"));
    KjBuf place;

    kj_buf_init(&place, 0);
    if (mismatch->place.file)
        kj_show_place(&place, mismatch->place, false);
    kj_page_to(page, 2);
    kj_page_flow(page, KJ_DIM, 2, (KjText){place.data ? place.data : "", (uint32_t)place.len});
    kj_page_flow_on(page, KJ_PLAIN, 4, mismatch->what);
    kj_page_line(page);
    kj_buf_clear(&place);
    print_side(page, in(lang, "期待", "want"), KJ_GREEN,
               !mismatch->value
                   ? verdict_text(page->scratch, lang, mismatch->expected, mismatch->expected_more)
               : mismatch->expected_more.len ? mismatch->expected_more
                                             : none);
    print_side(page, in(lang, "実際", "got "), KJ_RED,
               !mismatch->value
                   ? verdict_text(page->scratch, lang, mismatch->got, mismatch->got_more)
               : mismatch->got_more.len ? mismatch->got_more
                                        : none);
    if (mismatch->message.len && !mismatch->value) {
        kj_page_to(page, 10);
        kj_page_flow(page, KJ_DIM, 10, mismatch->message);
        kj_page_line(page);
    }
}

static void print_result(KjPage *page, KjLang lang, const KjTestResult *result)
{
    const char *words[][2] = {{"", ""}, {"不合格", "FAILED"}, {"読めない", "REFUSED"}};

    if (result->state == KJ_TEST_PASSED)
        return;
    kj_page_puts(page, KJ_BOLD, "■ ");
    kj_page_puts(page, KJ_RED, words[result->state][lang]);
    kj_page_flow_on(
        page, KJ_BOLD, 2,
        kj_text(kj_arena_printf(page->scratch, "%s/%s", result->pack.data, result->name.data)));
    kj_page_line(page);
    for (size_t i = 0; i < result->mismatch_count; i++)
        print_mismatch(page, lang, &result->mismatches[i]);
    kj_page_line(page);
}

/* A line for every pack. */
static void print_packs(KjPage *page, KjLang lang, const KjTestResults *results)
{
    for (size_t i = 0; i < results->count;) {
        KjText pack = results->items[i].pack;
        size_t passed = 0, from = i, checks = 0;

        for (; i < results->count && kj_text_compare(results->items[i].pack, pack) == 0; i++) {
            passed += results->items[i].state == KJ_TEST_PASSED;
            checks += results->items[i].checks;
        }
        kj_page_put(page, KJ_PLAIN, pack);
        kj_page_to(page, 20);
        kj_page_puts(page, passed == i - from ? KJ_GREEN : KJ_RED,
                     kj_arena_printf(page->scratch, in(lang, "合格 %zu / %zu", "%zu of %zu passed"),
                                     passed, i - from));
        kj_page_flow_on(page, KJ_DIM, 22,
                        kj_text(kj_arena_printf(page->scratch,
                                                in(lang, "(照合 %zu件)", "(%zu checks)"), checks)));
        kj_page_line(page);
    }
}

void kj_tests_text(KjPage *page, KjLang lang, const KjTestResults *results)
{
    size_t passed = results->states[KJ_TEST_PASSED];

    for (size_t i = 0; i < results->count; i++)
        print_result(page, lang, &results->items[i]);
    print_packs(page, lang, results);
    kj_page_puts(page, KJ_BOLD,
                 kj_arena_printf(page->scratch,
                                 in(lang, "合格 %zu件、不合格 %zu件、読めない %zu件",
                                    "%zu passed, %zu failed, %zu refused"),
                                 passed, results->states[KJ_TEST_FAILED],
                                 results->states[KJ_TEST_REFUSED]));
    kj_page_line(page);
}
