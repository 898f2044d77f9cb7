/* NFKC. Most texts are normal already: pure ASCII, or ASCII with kana and kanji that neither
 * decompose nor combine with what stands before them. Those are recognised byte by byte and
 * returned as they are; only the others go through utf8proc. */
#include "engine/base/text.h"

#include <string.h>
#include <utf8proc.h>

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Three-byte characters that NFKC leaves alone wherever they stand: 、 to 〩, kana without the
 * combining and the compatibility marks, kanji U+4E00 to U+9FFF. */
static bool is_settled(const unsigned char *p)
{
    uint32_t c = (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);

    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096) ||
           (c >= 0x30A1 && c <= 0x30FE) || (c >= 0x3001 && c <= 0x3029);
}

static bool is_normal(KjText text)
{
    const unsigned char *p = (const unsigned char *)text.data, *end = p + text.len;

    while (p < end) {
        uint64_t word;

        if (end - p >= 8 && (memcpy(&word, p, 8), !(word & 0x8080808080808080u)))
            p += 8;
        else if (*p < 0x80)
            p++;
        else if (end - p >= 3 && (*p & 0xF0) == 0xE0 && (p[1] & 0xC0) == 0x80 &&
                 (p[2] & 0xC0) == 0x80 && is_settled(p))
            p += 3;
        else
            return false;
    }
    return true;
}

/* A copy is needed only where the end is cut: the text must stay NUL-terminated. */
static KjText trimmed(KjArena *arena, KjText text)
{
    uint32_t start = 0, end = text.len;

    while (start < end && is_blank(text.data[start]))
        start++;
    while (end > start && is_blank(text.data[end - 1]))
        end--;
    if (end == text.len)
        return (KjText){text.data + start, end - start};
    return (KjText){kj_arena_strndup(arena, text.data + start, end - start), end - start};
}

/* How many bytes a space takes here that NFKC makes U+0020 of; 0 if there is none. */
static uint32_t wide_blank(const unsigned char *p, uint32_t left)
{
    if (left >= 2 && p[0] == 0xC2 && p[1] == 0xA0) /* U+00A0 */
        return 2;
    if (left < 3 || (p[0] != 0xE2 && p[0] != 0xE3))
        return 0;
    uint32_t c = (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    bool blank = (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
    return blank ? 3 : 0;
}

bool kj_text_is_blank(KjText text)
{
    uint32_t at = 0, width = 1;

    for (; at < text.len && width > 0; at += width)
        width = is_blank(text.data[at])
                    ? 1
                    : wide_blank((const unsigned char *)text.data + at, text.len - at);
    return width > 0;
}

static KjText normalized(KjArena *arena, KjText text)
{
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text.data;
    utf8proc_int32_t small[256], *points = small;
    utf8proc_ssize_t count = utf8proc_decompose(bytes, text.len, small, 255, options);
    KjText result = text;

    if (count > 255) {
        points = kj_realloc_array(NULL, (size_t)count + 1, sizeof *points);
        count = utf8proc_decompose(bytes, text.len, points, count, options);
    }
    if (count >= 0) /* else not UTF-8: unchanged */
        count = utf8proc_reencode(points, count, options);
    if (count >= 0 && count < UINT32_MAX)
        result =
            (KjText){kj_arena_strndup(arena, (const char *)points, (size_t)count), (uint32_t)count};
    if (points != small)
        kj_free(points);
    return result;
}

KjText kj_text_nfkc(KjArena *arena, KjText text)
{
    if (text.len == 0)
        return KJ_TEXT("");
    if (is_normal(text))
        return trimmed(arena, text);
    if (!kj_utf8_valid(text.data, text.len, NULL))
        return text;
    return trimmed(arena, normalized(arena, text));
}
