// Lines of the REPL: which go on, and their words.
#include "engine/cli/repl_text.h"
#include "tests/unit/check.h"

static bool goes_on(const char *text)
{
    return kj_repl_goes_on(kj_text(text));
}

TEST(a_line_that_is_whole_ends)
{
    CHECK(!goes_on("systems where base"));
    CHECK(!goes_on("systems where name == 'a'"));
    CHECK(!goes_on("systems order by group"));
    CHECK(!goes_on("systems select limit"));
    CHECK(!goes_on("help"));
    CHECK(!goes_on(""));
    CHECK(!goes_on("   　 "));
    CHECK(!goes_on("systems where (base))"));
}

TEST(a_line_goes_on_while_a_bracket_is_open)
{
    CHECK(goes_on("systems where (base"));
    CHECK(goes_on("systems where name in ['a',"));
    CHECK(goes_on("systems where （base"));
    CHECK(!goes_on("systems where （base）"));
    CHECK(goes_on("lua { a = 1"));
    CHECK(!goes_on("systems where name == '('"));
    CHECK(!goes_on("systems where name == \"[\" and base"));
    CHECK(goes_on("systems where name == '(' and (base"));
}

TEST(a_quote_that_is_not_closed_on_its_line_is_none)
{
    CHECK(!goes_on("systems where name == 'a"));
    CHECK(goes_on("systems where name == 'a\nand (base"));
}

TEST(a_line_goes_on_behind_what_something_must_follow)
{
    CHECK(goes_on("systems where"));
    CHECK(goes_on("systems where base and"));
    CHECK(goes_on("systems where not  "));
    CHECK(goes_on("systems select name,"));
    CHECK(goes_on("systems select name、"));
    CHECK(goes_on("systems where rto <"));
    CHECK(goes_on("systems where rto ＜"));
    CHECK(goes_on("systems where rto ≤　"));
    CHECK(goes_on("systems group by"));
    CHECK(goes_on("systems select rto \\"));
    CHECK(!goes_on("systems where brand"));
    CHECK(!goes_on("systems where x.in"));
}

TEST(comments_do_not_go_on)
{
    CHECK(!goes_on("# and"));
    CHECK(!goes_on("  -- ("));
    CHECK(kj_repl_is_empty(kj_text("  # x")));
    CHECK(kj_repl_is_empty(kj_text("　")));
    CHECK(!kj_repl_is_empty(kj_text("- x")));
}

static void check_words(const char *line, size_t count, const char *const *words)
{
    KjArena *arena = kj_arena_new();
    KjText text = kj_text(line), word;
    size_t at = 0, from, found = 0;
    while (kj_repl_word(text, &at, &from, &word, arena)) {
        CHECK(found < count);
        if (found < count)
            CHECK_STR(word.data, words[found]);
        CHECK(from < text.len);
        found++;
    }
    CHECK_INT(found, count);
    kj_arena_free(arena);
}

TEST(words_are_parted_by_blanks_of_any_width)
{
    check_words("show  system:mail", 2, (const char *const[]){"show", "system:mail"});
    check_words("　表示　記録　", 2, (const char *const[]){"表示", "記録"});
    check_words("fields 'Information systems' x", 3,
                (const char *const[]){"fields", "Information systems", "x"});
    check_words("output \"a b", 2, (const char *const[]){"output", "a b"});
    check_words("x ''", 2, (const char *const[]){"x", ""});
    check_words(" ", 0, (const char *const[]){""});
}

TEST(text_is_trimmed)
{
    KjText text = kj_repl_trim(kj_text("　\t a b 　\n"));
    CHECK_INT(text.len, 3);
    CHECK(memcmp(text.data, "a b", 3) == 0);
}

int main(void)
{
    return RUN(a_line_that_is_whole_ends, a_line_goes_on_while_a_bracket_is_open,
               a_quote_that_is_not_closed_on_its_line_is_none,
               a_line_goes_on_behind_what_something_must_follow, comments_do_not_go_on,
               words_are_parted_by_blanks_of_any_width, text_is_trimmed);
}
