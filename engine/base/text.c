/* Text: comparison, UTF-8 checks, and making foreign text safe to print. */
#include "engine/base/text.h"

#include <string.h>
#include <utf8proc.h>

KjText kj_text(const char *cstr)
{
    return cstr ? (KjText){cstr, (uint32_t)strlen(cstr)} : KJ_TEXT("");
}

/* Mostly it is another text, as the first byte shows: names are looked for in lists of them. */
bool kj_text_is(KjText text, const char *cstr)
{
    if (text.len == 0 || text.data[0] != cstr[0])
        return text.len == 0 && !cstr[0];
    return strlen(cstr) == text.len && memcmp(text.data, cstr, text.len) == 0;
}

bool kj_text_same(KjText a, KjText b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

int kj_text_compare(KjText a, KjText b)
{
    uint32_t common = a.len < b.len ? a.len : b.len;
    int order = common ? memcmp(a.data, b.data, common) : 0;

    return order ? order : (a.len > b.len) - (a.len < b.len);
}

/* How many bytes the well-formed character at p takes (Unicode table 3-7), 0 if there is none. */
static size_t character_length(const unsigned char *p, size_t left)
{
    unsigned char low = 0x80, high = 0xBF; /* what the second byte may be */
    size_t len = p[0] < 0x80 ? 1 : p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;

    if (p[0] > 0xF4 || len == 0 || len > left)
        return 0;
    if (p[0] == 0xE0)
        low = 0xA0; /* overlong below */
    else if (p[0] == 0xED)
        high = 0x9F; /* surrogates above */
    else if (p[0] == 0xF0)
        low = 0x90;
    else if (p[0] == 0xF4)
        high = 0x8F; /* above U+10FFFF */
    if (len > 1 && (p[1] < low || p[1] > high))
        return 0;
    for (size_t i = 2; i < len; i++)
        if (p[i] < 0x80 || p[i] > 0xBF)
            return 0;
    return len;
}

bool kj_utf8_valid(const char *bytes, size_t len, size_t *bad_at)
{
    const unsigned char *p = (const unsigned char *)bytes;
    size_t at = 0;

    while (at < len) {
        uint64_t word;
        size_t step;

        if (len - at >= 8 && (memcpy(&word, p + at, 8), !(word & 0x8080808080808080u))) {
            at += 8;
            continue;
        }
        step = character_length(p + at, len - at);
        if (step == 0) {
            if (bad_at)
                *bad_at = at;
            return false;
        }
        at += step;
    }
    return true;
}

int32_t kj_text_control(KjText text)
{
    for (uint32_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i], next;

        if (c >= 0x20 && c != 0x7F && c != 0xC2)
            continue; /* mostly */
        next = i + 1 < text.len ? (unsigned char)text.data[i + 1] : 0xFF;
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F)
            return c;
        if (c == 0xC2 && next < 0xA0 && next != 0x85)
            return next;
    }
    return -1;
}

/* Controls move the cursor or start escapes; U+2028 and U+2029 break lines; the bidirectional
 * controls show a text in another order than it has. */
static bool is_unprintable(int32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

/* What does not show, as stdlib/intake.lua refuses it in declarations: what Unicode says may be left out when
 * a text is shown, but not what chooses among the forms of a character, as names have it. */
static bool is_hidden(int32_t c)
{
    static const int32_t ranges[][2] = {
        {0xAD, 0xAD},       {0x34F, 0x34F},     {0x61C, 0x61C},     {0x115F, 0x1160},
        {0x17B4, 0x17B5},   {0x180B, 0x180F},   {0x200B, 0x200F},   {0x2060, 0x206F},
        {0x3164, 0x3164},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},
        {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE00FF},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1])
            return true;
    return false;
}

typedef enum { KEEP_LINES = 1, NOTHING_HIDDEN = 2 } Demands;

/* Reads a character; false if it must be replaced. *step is how many bytes it takes. */
static bool printable_at(const char *p, size_t left, unsigned demands, size_t *step)
{
    utf8proc_int32_t c;
    utf8proc_ssize_t read =
        utf8proc_iterate((const utf8proc_uint8_t *)p, (utf8proc_ssize_t)left, &c);

    *step = read > 0 ? (size_t)read : 1;
    if (read <= 0 || ((demands & NOTHING_HIDDEN) && is_hidden(c)))
        return false;
    return !is_unprintable(c) || ((demands & KEEP_LINES) && c == '\n');
}

static KjText replaced(KjArena *arena, KjText text, unsigned demands)
{
    static const char replacement[] = "\xEF\xBF\xBD";
    size_t step, len = 0, bad = 0;
    char *safe;

    for (size_t at = 0; at < text.len; at += step)
        bad += !printable_at(text.data + at, text.len - at, demands, &step);
    if (bad == 0)
        return text;
    safe = kj_arena_scratch(arena, (size_t)text.len + 2 * bad + 1);
    for (size_t at = 0; at < text.len; at += step) {
        bool good = printable_at(text.data + at, text.len - at, demands, &step);

        if ((demands & KEEP_LINES) && text.data[at] == '\r' && at + 1 < text.len &&
            text.data[at + 1] == '\n')
            continue;
        memcpy(safe + len, good ? text.data + at : replacement, good ? step : 3);
        len += good ? step : 3;
    }
    safe[len] = '\0';
    return (KjText){safe, (uint32_t)len};
}

KjText kj_text_printable(KjArena *arena, KjText text, bool keep_lines)
{
    return replaced(arena, text, keep_lines ? KEEP_LINES : 0);
}

KjText kj_text_visible(KjArena *arena, KjText text)
{
    return replaced(arena, text, KEEP_LINES | NOTHING_HIDDEN);
}
