/* What must be quoted: signs that YAML gives a meaning, words that YAML 1.1 takes for booleans or for
 * nothing, and whatever is made of digits and the signs of numbers, dates and times, because readers
 * of other programs take it for one. */
#include "engine/output/yaml_text.h"

#include <string.h>
#include <strings.h>

/* ---- what is in it ---- */

/* The character at *at, which is moved behind it; text is UTF-8. */
static uint32_t next_character(KjText text, uint32_t *at)
{
    const unsigned char *p = (const unsigned char *)text.data + *at;
    uint32_t left = text.len - *at;
    uint32_t len = p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
    uint32_t c = len == 1 ? p[0] : p[0] & (0x7Fu >> len);

    for (uint32_t i = 1; i < len && i < left; i++)
        c = c << 6 | (p[i] & 0x3F);
    *at += len < left ? len : left;
    return c;
}

/* What YAML cannot hold as it is, takes for a line break, or nobody sees. */
static bool needs_escape(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||
           c == 0xFFFE || c == 0xFFFF;
}

static bool holds_escape(KjText text, bool but_line_feeds)
{
    for (uint32_t at = 0; at < text.len;) {
        uint32_t c = next_character(text, &at);

        if (needs_escape(c) && !(but_line_feeds && c == '\n'))
            return true;
    }
    return false;
}

static bool is_word(KjText text)
{
    static const char *const words[] = {"y", "yes",  "n", "no", "true", "false", "on",    "off",
                                        "~", "null", "=", "<<", ".inf", "-.inf", "+.inf", ".nan"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == text.len && strncasecmp(text.data, words[i], text.len) == 0)
            return true;
    return false;
}

/* 010, 1.5e3, 0x1F, 12:30, 2026-04-01T09:00Z, 1_000, 1,200 */
static bool looks_like_number(KjText text)
{
    bool digit = false, hexadecimal = text.len > 2 && text.data[0] == '0' &&
                                      strchr("xXoObB", text.data[1]) != NULL;

    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.data[i];

        if (c >= '0' && c <= '9')
            digit = true;
        else if (!c || !(strchr("+-.,:_/ ", c) || (digit && strchr("eETtZz", c)) ||
                         (hexadecimal && strchr("abcdefABCDEFxXoO", c))))
            return false;
    }
    return true;
}

static bool is_wide_blank(KjText text, bool at_end)
{
    static const char *const blanks[] = {"\xE3\x80\x80", "\xC2\xA0"};

    for (size_t i = 0; i < 2; i++) {
        size_t len = strlen(blanks[i]);

        if (text.len >= len &&
            memcmp(at_end ? text.data + text.len - len : text.data, blanks[i], len) == 0)
            return true;
    }
    return false;
}

static bool has_outer_blank(KjText text)
{
    return text.data[0] == ' ' || text.data[text.len - 1] == ' ' || is_wide_blank(text, false) ||
           is_wide_blank(text, true);
}

static bool has_sign(KjText text, bool flow)
{
    if (strchr("-?:,[]{}#&*!|>'\"%@`", text.data[0]) || text.data[text.len - 1] == ':')
        return true;
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.data[i], next = i + 1 < text.len ? text.data[i + 1] : '\0';

        if ((c == ':' && next == ' ') || (c == ' ' && next == '#') ||
            (flow && c && strchr(",[]{}", c)))
            return true;
    }
    return false;
}

static bool is_plain(KjText text, bool flow)
{
    return text.len > 0 && !has_sign(text, flow) && !has_outer_blank(text) && !is_word(text) &&
           !looks_like_number(text) && !holds_escape(text, false);
}

/* ---- in quotes ---- */

static void put_escape(KjBuf *out, uint32_t c)
{
    switch (c) {
    case '\t': kj_buf_puts(out, "\\t"); break;
    case '\n': kj_buf_puts(out, "\\n"); break;
    case '\r': kj_buf_puts(out, "\\r"); break;
    case 0x85: kj_buf_puts(out, "\\N"); break;
    case 0x2028: kj_buf_puts(out, "\\L"); break;
    case 0x2029: kj_buf_puts(out, "\\P"); break;
    default: kj_buf_printf(out, c < 0x100 ? "\\x%02X" : "\\u%04X", (unsigned)c);
    }
}

static void put_quoted(KjBuf *out, KjText text)
{
    kj_buf_putc(out, '"');
    for (uint32_t at = 0, from = 0; at < text.len; from = at) {
        uint32_t c = next_character(text, &at);

        if (needs_escape(c)) {
            put_escape(out, c);
            continue;
        }
        if (c == '"' || c == '\\')
            kj_buf_putc(out, '\\');
        kj_buf_add(out, text.data + from, at - from);
    }
    kj_buf_putc(out, '"');
}

void kj_yaml_scalar(KjBuf *out, KjText text, bool flow)
{
    if (is_plain(text, flow))
        kj_buf_add(out, text.data, text.len);
    else
        put_quoted(out, text);
}

/* ---- blocks of lines ---- */

/* The line from `at` on, without its break. */
static KjText line_at(KjText text, uint32_t at)
{
    const char *end = memchr(text.data + at, '\n', text.len - at);

    return (KjText){text.data + at, end ? (uint32_t)(end - text.data) - at : text.len - at};
}

static bool is_blank_line(KjText line)
{
    for (uint32_t i = 0; i < line.len; i++)
        if (line.data[i] != ' ')
            return false;
    return true;
}

bool kj_yaml_has_lines(KjText text)
{
    if (text.len < 2 || !memchr(text.data, '\n', text.len) || text.data[0] == ' ' ||
        text.data[0] == '\n' || holds_escape(text, true))
        return false;
    for (uint32_t at = 0; at < text.len;) {
        KjText line = line_at(text, at);

        /* a blank line at the end would need |+, one of spaces is seen by nobody */
        if (is_blank_line(line) && (line.len || at + 1 == text.len))
            return false;
        at += line.len + 1;
    }
    return true;
}

void kj_yaml_lines(KjBuf *out, KjText text, int indent)
{
    bool ends = text.data[text.len - 1] == '\n';

    kj_buf_puts(out, ends ? "|" : "|-");
    for (uint32_t at = 0; at < text.len;) {
        KjText line = line_at(text, at);

        kj_buf_putc(out, '\n');
        if (line.len)
            kj_buf_printf(out, "%*s", indent, "");
        kj_buf_add(out, line.data, line.len);
        at += line.len + 1;
    }
}
