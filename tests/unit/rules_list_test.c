/* The list of rules: whom it is narrowed to, and how it looks on a narrow page. */
#include "tests/unit/check.h"

#include "engine/output/rules.h"
#include "tests/unit/output_fixture.h"

static const KjRule officer = {
    .actor = T("ciso"),
    .actor_label = {T("最高情報セキュリティ責任者（CISO）"), T("Chief officer (CISO)")},
};

static bool addresses(const char *actor)
{
    return kj_rule_addresses(&officer, kj_text(actor));
}

TEST(an_actor_goes_by_name_and_by_both_labels)
{
    CHECK(addresses("ciso"));
    CHECK(addresses("最高情報セキュリティ責任者（CISO）"));
    CHECK(addresses("Chief officer (CISO)"));
}

TEST(capitals_widths_and_closing_brackets_do_not_matter)
{
    CHECK(addresses("CISO"));
    CHECK(addresses("ｃｉｓｏ"));
    CHECK(addresses("最高情報セキュリティ責任者"));
    CHECK(addresses("最高情報セキュリティ責任者(ciso)"));
    CHECK(addresses("chief officer"));
}

TEST(another_actor_is_another)
{
    CHECK(!addresses("iso"));
    CHECK(!addresses("chief"));
    CHECK(!addresses("情報セキュリティ責任者"));
    CHECK(!addresses(""));
}

static char *listed(size_t width)
{
    KjView view = fixture_view(KJ_JA);
    KjRuleFilter all = {KJ_TEXT(""), KJ_TEXT("")};
    KjSink sink;
    KjPage page;
    char *text;

    (void)fixture_run; /* of the fixture only the rules are needed */
    kj_sink_init(&sink, -1);
    kj_page_init(&page, &sink, width, false);
    kj_rules_list_text(&page, &view, &all);
    kj_page_clear(&page);
    text = kj_buf_take(&sink.buf, NULL);
    kj_sink_close(&sink);
    return text;
}

TEST(a_narrow_page_takes_two_lines_for_a_rule)
{
    char *text = listed(40);

    CHECK(strstr(text, "\n  2.1(1)-4  基盤システムは利用側より早く\n    復旧する\n"
                       "    推奨、continuity_owner、記録\n"
                       "  2.2  計画を知らせる\n    必須、chief、回答\n"));
    kj_free(text);
}

TEST(a_wide_page_has_columns)
{
    char *text = listed(100);

    CHECK(strstr(text, "\n  2.2       必須  chief             回答    計画を知らせる\n"));
    kj_free(text);
}

int main(void)
{
    return RUN(an_actor_goes_by_name_and_by_both_labels,
               capitals_widths_and_closing_brackets_do_not_matter, another_actor_is_another,
               a_narrow_page_takes_two_lines_for_a_rule, a_wide_page_has_columns);
}
