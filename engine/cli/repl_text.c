/* Full-width brackets, operators and blanks count as their ASCII counterparts, as in conditions. */
#include "engine/cli/repl_text.h"

#include <string.h>

#define WIDE_BLANK "　"

static const char *const openers[] = {"(", "[", "{", "（", "［", "｛"};
static const char *const closers[] = {")", "]", "}", "）", "］", "｝"};
static const char *const signs[] = {"==", "~=", "<=", ">=", "<",  ">",  "+",  "-",  "*",
                                    "/",  ",",  "=",  "≤",  "≥",  "≠",  "×",  "÷",  "−",
                                    "、", "，", "＜", "＞", "＝", "＋", "－", "＊", "／"};
static const char *const words[] = {"and", "or", "not", "in", "where", "select", "by", "as"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static size_t length_at(KjText text, size_t at, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(list[i]);

        if (text.len - at >= len && memcmp(text.data + at, list[i], len) == 0)
            return len;
    }
    return 0;
}

static size_t blank_at(KjText text, size_t at)
{
    if (at >= text.len)
        return 0;
    if (memchr(" \t\r\n", text.data[at], 4))
        return 1;
    return text.len - at >= 3 && memcmp(text.data + at, WIDE_BLANK, 3) == 0 ? 3 : 0;
}

KjText kj_repl_trim(KjText text)
{
    size_t len;

    while ((len = blank_at(text, 0))) {
        text.data += len;
        text.len -= (uint32_t)len;
    }
    for (;;) {
        if (text.len && memchr(" \t\r\n", text.data[text.len - 1], 4))
            text.len -= 1;
        else if (text.len >= 3 && memcmp(text.data + text.len - 3, WIDE_BLANK, 3) == 0)
            text.len -= 3;
        else
            return text;
    }
}

bool kj_repl_is_empty(KjText text)
{
    text = kj_repl_trim(text);
    return !text.len || text.data[0] == '#' || (text.len > 1 && memcmp(text.data, "--", 2) == 0);
}

/* ---- whether it goes on ---- */

/* How deep the brackets are at the end, outside of quoted texts. A quote that is not closed on its line is
 * none. */
static int depth_of(KjText text)
{
    int depth = 0;

    for (size_t at = 0; at < text.len;) {
        char c = text.data[at];
        const char *close = NULL;
        size_t len;

        if (c == '"' || c == '\'')
            close = memchr(text.data + at + 1, c, text.len - at - 1);
        if (close && !memchr(text.data + at, '\n', (size_t)(close - text.data) - at)) {
            at = (size_t)(close - text.data) + 1;
        } else if ((len = length_at(text, at, openers, COUNT(openers)))) {
            depth++;
            at += len;
        } else if ((len = length_at(text, at, closers, COUNT(closers)))) {
            depth -= depth > 0;
            at += len;
        } else {
            at++;
        }
    }
    return depth;
}

static bool is_part_of_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == ':' || (unsigned char)c >= 0x80;
}

static bool ends_in_word(KjText text)
{
    size_t from = text.len;

    while (from > 0 && is_part_of_word(text.data[from - 1]))
        from--;
    for (size_t i = 0; from > 0 && i < COUNT(words); i++)
        if (strlen(words[i]) == text.len - from &&
            memcmp(words[i], text.data + from, text.len - from) == 0)
            return true;
    return false;
}

static bool ends_in_sign(KjText text)
{
    for (size_t i = 0; i < COUNT(signs); i++) {
        size_t len = strlen(signs[i]);

        if (text.len > len && memcmp(text.data + text.len - len, signs[i], len) == 0)
            return true;
    }
    return false;
}

bool kj_repl_goes_on(KjText text)
{
    if (kj_repl_is_empty(text))
        return false;
    text = kj_repl_trim(text);
    return text.data[text.len - 1] == '\\' || depth_of(text) > 0 || ends_in_word(text) ||
           ends_in_sign(text);
}

/* ---- words ---- */

bool kj_repl_word(KjText text, size_t *at, size_t *from, KjText *word, KjArena *arena)
{
    size_t len, end;
    char quote;

    while ((len = blank_at(text, *at)))
        *at += len;
    *from = *at;
    if (*at >= text.len)
        return false;
    quote = text.data[*at];
    if (quote == '"' || quote == '\'') {
        const char *close = memchr(text.data + *at + 1, quote, text.len - *at - 1);

        end = close ? (size_t)(close - text.data) : text.len;
        *word = kj_text(kj_arena_strndup(arena, text.data + *at + 1, end - *at - 1));
        *at = end + (close != NULL);
        return true;
    }
    for (end = *at; end < text.len && !blank_at(text, end);)
        end++;
    *word = kj_text(kj_arena_strndup(arena, text.data + *at, end - *at));
    *at = end;
    return true;
}
