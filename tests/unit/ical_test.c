// Lines of calendars: folded at 75 bytes between characters, escaped, dates without signs.
#include "engine/output/ical.h"

#include "engine/base/date.h"
#include "engine/base/text.h"
#include "tests/unit/check.h"

static KjBuf written(const char *name, const char *text)
{
    KjBuf out;
    kj_buf_init(&out, 0);
    kj_ical_text(&out, name, kj_text(text));
    return out;
}

// Takes the folds out again.
static void unfold(const KjBuf *out, char *line, size_t room)
{
    size_t len = 0;
    for (size_t i = 0; i < out->len && len + 1 < room; i++) {
        if (out->len - i >= 3 && memcmp(out->data + i, "\r\n ", 3) == 0)
            i += 2;
        else
            line[len++] = out->data[i];
    }
    line[len] = '\0';
}

TEST(a_text_is_escaped)
{
    KjBuf out = written("SUMMARY", "a, b; c\\d\ne\tf\x01g\r");
    CHECK_STR(out.data, "SUMMARY:a\\, b\\; c\\\\d\\nefg\r\n");
    kj_buf_clear(&out);
    out = written("X", "");
    CHECK_STR(out.data, "X:\r\n");
    kj_buf_clear(&out);
}

TEST(a_day_has_eight_digits)
{
    KjBuf out;
    kj_buf_init(&out, 0);
    kj_ical_date(&out, "DTSTART;VALUE=DATE", kj_date_from_civil((KjCivil){2026, 1, 5}));
    CHECK_STR(out.data, "DTSTART;VALUE=DATE:20260105\r\n");
    kj_buf_clear(&out);
}

static void check_lines(const KjBuf *out)
{
    size_t from = 0;
    for (size_t i = 0; i + 1 < out->len; i++) {
        if (memcmp(out->data + i, "\r\n", 2) != 0)
            continue;
        CHECK(i - from <= 75);
        CHECK(kj_utf8_valid(out->data + from, i - from, NULL));
        from = i + 2;
    }
    CHECK_INT(from, out->len);
}

// Texts of all lengths around the fold, of one to four bytes a character, come back whole.
TEST(long_lines_are_folded_between_characters)
{
    static const char *const characters[] = {"a", "é", "語", "𠮷"};
    char text[1024], line[1200], expected[1200];
    for (size_t c = 0; c < 4; c++)
        for (size_t count = 0; count < 160; count++) {
            size_t len = 0;
            for (size_t i = 0; i < count; i++) {
                strcpy(text + len, characters[(c + (i % 7 == 3)) % 4]);
                len += strlen(text + len);
            }
            text[len] = '\0';
            KjBuf out = written("D", text);
            check_lines(&out);
            unfold(&out, line, sizeof line);
            snprintf(expected, sizeof expected, "D:%s\r\n", text);
            CHECK_STR(line, expected);
            kj_buf_clear(&out);
        }
}

int main(void)
{
    return RUN(a_text_is_escaped, a_day_has_eight_digits, long_lines_are_folded_between_characters);
}
