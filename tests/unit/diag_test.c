/* Diagnostics: form, languages, order, cap, and text that cannot hurt a terminal. */
#include "engine/base/diag.h"
#include "tests/unit/check.h"

/* What the list prints; to be freed by kj_free. */
static char *printed(const KjDiags *diags)
{
    KjBuf buf;

    kj_buf_init(&buf, 0);
    kj_diags_print(diags, &buf);
    return kj_buf_take(&buf, NULL);
}

static void check_printed(const KjDiags *diags, const char *expected)
{
    char *text = printed(diags);

    CHECK_STR(text, expected);
    kj_free(text);
}

static const KjPlace nowhere = {0};

TEST(the_gravest_exit_wins)
{
    static const KjExit order[] = {KJ_EXIT_OK, KJ_EXIT_FINDINGS, KJ_EXIT_RULE_ERROR, KJ_EXIT_INPUT,
                                   KJ_EXIT_SYSTEM};

    for (int i = 0; i < 5; i++)
        for (int j = 0; j < 5; j++)
            CHECK_INT(kj_exit_worse(order[i], order[j]), order[i > j ? i : j]);
}

TEST(a_diagnostic_tells_place_subject_and_body)
{
    KjDiags diags;
    char subject[] = "system 'mail': field 'rto'";

    kj_diags_init(&diags, KJ_EN);
    kj_diag(&diags, KJ_ERROR, (KjPlace){"data.yaml", 9, 42}, subject, "%sは期間ではない",
            "%s is no duration", "3");
    subject[0] = 'X';
    kj_diag(&diags, KJ_WARNING, (KjPlace){"data.yaml", 9, 0}, NULL, "x", "no column");
    kj_diag_text(&diags, KJ_NOTE, (KjPlace){"a.csv", 0, 7}, NULL, "no line");
    kj_diag_text(&diags, KJ_ERROR, nowhere, "pack", "%s no place");
    check_printed(&diags, "data.yaml:9:42: error: system 'mail': field 'rto': 3 is no duration\n"
                          "data.yaml:9: warning: no column\n"
                          "a.csv: note: no line\n"
                          "error: pack: %s no place\n");
    CHECK_INT(diags.errors, 2);
    kj_diags_clear(&diags);
    kj_diags_clear(&diags);
}

TEST(the_body_is_in_the_language_of_the_list)
{
    KjDiags diags;

    kj_diags_init(&diags, KJ_JA);
    kj_diag(&diags, KJ_ERROR, nowhere, NULL, "%2$sの%1$s", "%1$s of %2$s", "項目", "記録");
    check_printed(&diags, "error: 記録の項目\n");
    kj_diags_clear(&diags);
}

TEST(printing_replaces_controls_and_keeps_one_line_each)
{
    KjDiags diags;

    kj_diags_init(&diags, KJ_EN);
    kj_diag_text(&diags, KJ_ERROR, (KjPlace){"a\x1B[2J", 1, 1}, "s\nt", "b\r\n\xFF");
    check_printed(&diags, "a\xEF\xBF\xBD[2J:1:1: error: s\xEF\xBF\xBDt: "
                          "b\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\n");
    kj_diags_clear(&diags);
}

TEST(sorting_is_by_place_and_stable)
{
    static const KjPlace places[] = {{"b", 1, 1}, {"a", 10, 1}, {"a", 9, 5}, {NULL, 0, 0},
                                     {"a", 9, 5}, {"a", 9, 2},  {"b", 1, 1}};
    KjDiags diags;

    kj_diags_init(&diags, KJ_EN);
    kj_diags_sort(&diags);
    for (int i = 0; i < 7; i++)
        kj_diag(&diags, KJ_NOTE, places[i], NULL, "%d", "%d", i);
    kj_diags_sort(&diags);
    check_printed(&diags, "note: 3\na:9:2: note: 5\na:9:5: note: 2\na:9:5: note: 4\n"
                          "a:10:1: note: 1\nb:1:1: note: 0\nb:1:1: note: 6\n");
    kj_diags_clear(&diags);
}

TEST(sorting_holds_for_every_count)
{
    for (unsigned count = 1; count < 70; count++) {
        KjDiags diags;

        kj_diags_init(&diags, KJ_EN);
        for (unsigned i = 0; i < count; i++)
            kj_diag(&diags, KJ_NOTE, (KjPlace){"f", 1 + i * 7919 % 10, 0}, NULL, "%03u", "%03u", i);
        kj_diags_sort(&diags);
        CHECK_INT(diags.count, count);
        for (unsigned i = 1; i < count; i++) {
            const KjDiag *a = &diags.items[i - 1], *b = &diags.items[i];

            CHECK(a->place.line < b->place.line ||
                  (a->place.line == b->place.line && strcmp(a->body, b->body) < 0));
        }
        kj_diags_clear(&diags);
    }
}

TEST(beyond_the_cap_diagnostics_are_counted)
{
    KjDiags diags;
    char *text;

    kj_diags_init(&diags, KJ_EN);
    for (int i = 0; i < 1200; i++)
        kj_diag(&diags, i % 2 ? KJ_ERROR : KJ_WARNING, (KjPlace){"f", 1, 1}, "s", "%d", "%d", i);
    CHECK_INT(diags.count, 1000);
    CHECK_INT(diags.dropped, 200);
    CHECK_INT(diags.errors, 600);
    text = printed(&diags);
    CHECK_STR(strrchr(text, '9'), "9\nnote: 200 more not shown\n");
    kj_free(text);
    diags.lang = KJ_JA;
    text = printed(&diags);
    CHECK(strstr(text, "\nnote: ほか200件は表示していません。\n") != NULL);
    kj_free(text);
    kj_diags_clear(&diags);
}

TEST(an_error_message_is_cut_between_characters)
{
    KjError error;

    kj_error_set(&error, KJ_EXIT_INPUT, "%s: %d", "file", 3);
    CHECK_INT(error.exit, KJ_EXIT_INPUT);
    CHECK_STR(error.message, "file: 3");
    for (int shift = 0; shift < 3; shift++) {
        kj_error_set(&error, KJ_EXIT_SYSTEM, "%.*s%0600d%s", shift, "abc", 0, "x");
        CHECK_INT(strlen(error.message), 511);
        kj_error_set(&error, KJ_EXIT_SYSTEM, "%.*s%0505d%s", shift, "abc", 0, "基準基準");
        CHECK(kj_utf8_valid(error.message, strlen(error.message), NULL));
        CHECK_INT(strlen(error.message), 505 + shift + 3 * ((511 - 505 - shift) / 3));
    }
}

int main(void)
{
    return RUN(the_gravest_exit_wins, a_diagnostic_tells_place_subject_and_body,
               the_body_is_in_the_language_of_the_list,
               printing_replaces_controls_and_keeps_one_line_each, sorting_is_by_place_and_stable,
               sorting_holds_for_every_count, beyond_the_cap_diagnostics_are_counted,
               an_error_message_is_cut_between_characters);
}
