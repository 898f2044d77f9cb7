/* UTF-8, NFKC, widths, safe printing, nearest names, atoms. */
#include "engine/base/text.h"
#include "tests/unit/check.h"

#include <stdlib.h>
#include <utf8proc.h>

TEST(texts_compare_by_bytes)
{
    CHECK_INT(kj_text(NULL).len, 0);
    CHECK_STR(kj_text(NULL).data, "");
    CHECK(kj_text_is(kj_text("abc"), "abc"));
    CHECK(!kj_text_is(kj_text("abc"), "ab"));
    CHECK(!kj_text_is(kj_text("ab"), "abc"));
    CHECK(kj_text_is((KjText){NULL, 0}, ""));
    CHECK(kj_text_compare(kj_text("a"), kj_text("b")) < 0);
    CHECK(kj_text_compare(kj_text("ab"), kj_text("a")) > 0);
    CHECK(kj_text_compare(kj_text("z"), kj_text("あ")) < 0);
    CHECK(kj_text_compare(kj_text(""), (KjText){NULL, 0}) == 0);
}

static long first_bad(const char *bytes)
{
    size_t bad = 0;

    return kj_utf8_valid(bytes, strlen(bytes), &bad) ? -1 : (long)bad;
}

TEST(well_formed_utf8_is_valid)
{
    CHECK_INT(first_bad(""), -1);
    CHECK_INT(first_bad("plain ASCII of more than eight bytes"), -1);
    CHECK_INT(first_bad("é 基準 😀 \xEF\xBF\xBF \xF4\x8F\xBF\xBF \xED\x9F\xBF \xEE\x80\x80"), -1);
    CHECK(kj_utf8_valid("a\0b", 3, NULL));
}

TEST(broken_utf8_is_found_where_it_breaks)
{
    CHECK_INT(first_bad("abc\x80"), 3);
    CHECK_INT(first_bad("12345678\xC0\x80"), 8); /* overlong */
    CHECK_INT(first_bad("\xC1\xBF"), 0);
    CHECK_INT(first_bad("あ\xE0\x9F\xBF"), 3);
    CHECK_INT(first_bad("\xF0\x8F\xBF\xBF"), 0);
    CHECK_INT(first_bad("\xED\xA0\x80"), 0);     /* surrogate */
    CHECK_INT(first_bad("\xF4\x90\x80\x80"), 0); /* above U+10FFFF */
    CHECK_INT(first_bad("\xF5\x80\x80\x80"), 0);
    CHECK_INT(first_bad("a\xE3\x81"), 1); /* cut off */
    CHECK_INT(first_bad("\xE3\x81\x41"), 0);
    CHECK_INT(first_bad("\xFF"), 0);
    CHECK(!kj_utf8_valid("\xE3\x81\x82", 2, NULL));
}

static const char *nfkc(KjArena *arena, const char *text)
{
    return kj_text_nfkc(arena, kj_text(text)).data;
}

TEST(nfkc_makes_equal_what_means_the_same)
{
    KjArena *arena = kj_arena_new();

    CHECK_STR(nfkc(arena, "ＲＴＯ　１２３"), "RTO 123");
    CHECK_STR(nfkc(arena, "ｶﾞｲﾄﾞ"), "ガイド");
    CHECK_STR(nfkc(arena, "か\xE3\x82\x99"), "が"); /* combining mark */
    CHECK_STR(nfkc(arena, "①㈱㍻㋿㎾"), "1(株)平成令和kW");
    CHECK_STR(nfkc(arena, "情報システム"), "情報システム");
    CHECK_STR(nfkc(arena, "10：30～１１"), "10:30~11");
    CHECK_STR(nfkc(arena, "80％"), "80%");
    kj_arena_free(arena);
}

TEST(nfkc_cuts_white_space_at_both_ends)
{
    KjArena *arena = kj_arena_new();

    CHECK_STR(nfkc(arena, "  a b\t\n"), "a b");
    CHECK_STR(nfkc(arena, "　報道　対応　"), "報道 対応");
    CHECK_STR(nfkc(arena, "  \xC2\xA0　"), "");
    CHECK_STR(nfkc(arena, " "), "");
    CHECK_STR(nfkc(arena, ""), "");
    CHECK_STR(kj_text_nfkc(arena, (KjText){NULL, 0}).data, "");
    CHECK_INT(kj_text_nfkc(arena, (KjText){"abc   ", 4}).len, 3);
    kj_arena_free(arena);
}

TEST(blank_is_what_nfkc_cuts_away)
{
    KjArena *arena = kj_arena_new();
    for (int32_t c = 1; c < 0x10000; c++) {
        char text[8] = " ";
        uint32_t len = 1;
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        if (c >= 0x800)
            text[len++] = (char)(0xE0 | c >> 12);
        if (c >= 0x80)
            text[len++] = (char)(c >= 0x800 ? 0x80 | (c >> 6 & 0x3F) : 0xC0 | c >> 6);
        text[len++] = (char)(c >= 0x80 ? 0x80 | (c & 0x3F) : c);
        text[len++] = ' ';
        KjText whole = {text, len};
        KjArenaMark mark = kj_arena_mark(arena);
        CHECK_INT(kj_text_is_blank(whole), kj_text_nfkc(arena, whole).len == 0);
        kj_arena_release(arena, mark);
    }
    CHECK(kj_text_is_blank(KJ_TEXT("")));
    CHECK(!kj_text_is_blank(KJ_TEXT("\xE3\x80")));
    kj_arena_free(arena);
}

TEST(nfkc_returns_normal_text_as_it_is_and_broken_text_unchanged)
{
    KjArena *arena = kj_arena_new();
    const char *ascii = "mail-server", *japanese = "令和8年のメール基盤", *broken = " \xFF ";

    CHECK(nfkc(arena, ascii) == ascii);
    CHECK(nfkc(arena, japanese) == japanese);
    CHECK(nfkc(arena, broken) == broken);
    kj_arena_free(arena);
}

static bool agrees_with_library(KjArena *arena, const char *text)
{
    utf8proc_uint8_t *expected = utf8proc_NFKC((const utf8proc_uint8_t *)text);
    bool same = strcmp(nfkc(arena, text), (const char *)expected) == 0;

    free(expected);
    return same;
}

/* Each character of the basic plane, alone and between others that it may combine with. */
TEST(nfkc_has_no_shortcut_that_is_wrong)
{
    KjArena *arena = kj_arena_new();

    for (int32_t c = 0x21; c < 0x10000; c++) {
        KjArenaMark mark = kj_arena_mark(arena);
        char one[16] = {0}, text[80];

        if (c >= 0xD800 && c < 0xE000)
            continue;
        utf8proc_encode_char(c, (utf8proc_uint8_t *)one);
        snprintf(text, sizeof text, "x%sxか%s\xE3\x82\x99一%s\xCC\x81%sx", one, one, one, one);
        if (!agrees_with_library(arena, text))
            CHECK_INT(c, -1);
        kj_arena_release(arena, mark);
    }
    kj_arena_free(arena);
}

TEST(nfkc_of_long_and_growing_text_is_whole)
{
    KjArena *arena = kj_arena_new();
    char text[3001] = "";

    for (int i = 0; i < 1000; i++)
        memcpy(text + 3 * i, "\xEF\xB7\xBA", 3); /* U+FDFA becomes 18 characters */
    CHECK(agrees_with_library(arena, text));
    CHECK_INT(kj_text_nfkc(arena, kj_text(text)).len, 33000);
    kj_arena_free(arena);
}

TEST(width_counts_terminal_columns)
{
    CHECK_INT(kj_text_width(kj_text("abc"), false), 3);
    CHECK_INT(kj_text_width(kj_text("基準abc"), false), 7);
    CHECK_INT(kj_text_width(kj_text("ｶﾅ"), false), 2);
    CHECK_INT(kj_text_width(kj_text("e\xCC\x81"), false), 1);
    CHECK_INT(kj_text_width(kj_text("e\xCC\x81"), true), 1);
    CHECK_INT(kj_text_width(kj_text("○※"), false), 2);
    CHECK_INT(kj_text_width(kj_text("○※"), true), 4);
    CHECK_INT(kj_text_width(kj_text("é"), false), 1);
    CHECK_INT(kj_text_width(kj_text("\x01\x1B\t"), true), 0);
    CHECK_INT(kj_text_width(kj_text("\xFF\xFE"), true), 2);
    CHECK_INT(kj_text_width(kj_text(""), true), 0);
}

TEST(fit_never_cuts_a_character)
{
    CHECK_INT(kj_text_fit(kj_text("基準abc"), 5, false), 7);
    CHECK_INT(kj_text_fit(kj_text("基準abc"), 3, false), 3);
    CHECK_INT(kj_text_fit(kj_text("基準"), 1, false), 0);
    CHECK_INT(kj_text_fit(kj_text("基準"), 99, false), 6);
    CHECK_INT(kj_text_fit(kj_text("e\xCC\x81x"), 1, false), 3);
    CHECK_INT(kj_text_fit(kj_text("○x"), 2, true), 3);
    CHECK_INT(kj_text_fit(kj_text("x"), 0, true), 0);
}

static const char *printable(KjArena *arena, const char *text, bool keep_lines)
{
    return kj_text_printable(arena, kj_text(text), keep_lines).data;
}

TEST(printable_text_cannot_move_the_cursor)
{
    KjArena *arena = kj_arena_new();
    const char *plain = "普通の text";

    CHECK(printable(arena, plain, false) == plain);
    CHECK_STR(printable(arena, "\x1B[31m赤", false), "\xEF\xBF\xBD[31m赤");
    CHECK_STR(printable(arena, "a\nb", false), "a\xEF\xBF\xBD"
                                               "b");
    CHECK_STR(printable(arena, "a\nb\r\nc\rd", true), "a\nb\nc\xEF\xBF\xBD"
                                                      "d");
    CHECK_STR(printable(arena, "\x7F\xC2\x9B", false), "\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK_STR(printable(arena,
                        "\xE2\x80\xAE"
                        "x",
                        true),
              "\xEF\xBF\xBDx"); /* right to left */
    CHECK_STR(printable(arena,
                        "\xFF"
                        "a\xE3\x81",
                        true),
              "\xEF\xBF\xBD"
              "a\xEF\xBF\xBD\xEF\xBF\xBD");
    kj_arena_free(arena);
}

static const char *nearest(const char *name)
{
    static const char *const names[] = {"rto",  "restore_time", "depends_on",
                                        "name", "報道対応",     "x"};

    return kj_nearest(kj_text(name), names, sizeof names / sizeof *names);
}

TEST(nearest_suggests_what_is_one_slip_away)
{
    CHECK_STR(nearest("rot"), "rto");
    CHECK_STR(nearest("RTO"), "rto");
    CHECK_STR(nearest("restoretime"), "restore_time");
    CHECK_STR(nearest("Restore-Time"), "restore_time");
    CHECK_STR(nearest("dependson"), "depends_on");
    CHECK_STR(nearest("nme"), "name");
    CHECK_STR(nearest("報道対策"), "報道対応");
}

TEST(nearest_is_silent_when_nothing_is_near)
{
    char long_name[200];

    memset(long_name, 'a', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    CHECK_STR(nearest("budget"), NULL);
    CHECK_STR(nearest("y"), NULL);
    CHECK_STR(nearest(""), NULL);
    CHECK_STR(nearest("\xFF"), NULL);
    CHECK_STR(nearest(long_name), NULL);
    CHECK_STR(kj_nearest(kj_text("a"), NULL, 0), NULL);
}

TEST(equal_texts_are_one_atom)
{
    KjAtoms *atoms = kj_atoms_new(NULL);
    KjAtom mail = kj_atom(atoms, kj_text("mail"));

    CHECK_INT(kj_atom(atoms, kj_text("")), 0);
    CHECK_INT(kj_atom(atoms, (KjText){NULL, 0}), 0);
    CHECK_INT(mail, 1);
    CHECK_INT(kj_atom(atoms, (KjText){"mailer", 4}), mail);
    CHECK_INT(kj_atom(atoms, kj_text("mailer")), 2);
    CHECK_INT(kj_atom_find(atoms, kj_text("mail")), mail);
    CHECK_INT(kj_atom_find(atoms, kj_text("post")), KJ_NO_ATOM);
    CHECK_INT(kj_atom_find(atoms, (KjText){"mail\0", 5}), KJ_NO_ATOM);
    CHECK_STR(kj_atom_text(atoms, mail).data, "mail");
    CHECK_INT(kj_atom_text(atoms, mail).len, 4);
    CHECK_INT(kj_atom_count(atoms), 3);
    kj_atoms_free(atoms);
    kj_atoms_free(NULL);
}

TEST(a_child_table_continues_its_parent)
{
    KjAtoms *parent = kj_atoms_new(NULL), *child, *grandchild;

    kj_atom(parent, kj_text("a"));
    child = kj_atoms_new(parent);
    CHECK_INT(kj_atom(child, kj_text("a")), 1);
    CHECK_INT(kj_atom(child, kj_text("")), 0);
    CHECK_INT(kj_atom(child, kj_text("b")), 2);
    grandchild = kj_atoms_new(child);
    CHECK_INT(kj_atom(grandchild, kj_text("c")), 3);
    CHECK_INT(kj_atom_find(grandchild, kj_text("b")), 2);
    CHECK_INT(kj_atom_find(parent, kj_text("b")), KJ_NO_ATOM);
    CHECK_STR(kj_atom_text(grandchild, 1).data, "a");
    CHECK_STR(kj_atom_text(grandchild, 3).data, "c");
    CHECK_INT(kj_atom_count(grandchild), 4);
    kj_atoms_free(grandchild);
    kj_atoms_free(child);
    kj_atoms_free(parent);
}

TEST(many_atoms_stay_apart)
{
    KjAtoms *atoms = kj_atoms_new(NULL);
    char text[80];

    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 100000; i++) {
            int len = snprintf(text, sizeof text, "%.*s%d", i % 40,
                               "0123456789012345678901234567890123456789", i + 1000000);

            if (kj_atom(atoms, (KjText){text, (uint32_t)len}) != (KjAtom)i + 1)
                CHECK_INT(i, -1);
        }
    CHECK_INT(kj_atom_count(atoms), 100001);
    CHECK_STR(kj_atom_text(atoms, 100000).data, "0123456789012345678901234567890123456781099999");
    kj_atoms_free(atoms);
}

int main(void)
{
    return RUN(texts_compare_by_bytes, well_formed_utf8_is_valid,
               broken_utf8_is_found_where_it_breaks, nfkc_makes_equal_what_means_the_same,
               nfkc_cuts_white_space_at_both_ends, blank_is_what_nfkc_cuts_away,
               nfkc_returns_normal_text_as_it_is_and_broken_text_unchanged,
               nfkc_has_no_shortcut_that_is_wrong, nfkc_of_long_and_growing_text_is_whole,
               width_counts_terminal_columns, fit_never_cuts_a_character,
               printable_text_cannot_move_the_cursor, nearest_suggests_what_is_one_slip_away,
               nearest_is_silent_when_nothing_is_near, equal_texts_are_one_atom,
               a_child_table_continues_its_parent, many_atoms_stay_apart);
}
