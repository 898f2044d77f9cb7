/* Texts of a workbook: the <t> of a string, or of its runs, one behind the other; how a kanji is
 * read (<rPh>) is left out. Characters that XML cannot hold are written _xHHHH_. */
#include "engine/ingest/xlsx.h"

#include <string.h>

/* ---- escapes ---- */

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

/* The number of _xHHHH_ at the text; -1 if there is none. */
static int32_t escape_at(const char *text, size_t left)
{
    int32_t value = 0;
    if (left < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_')
        return -1;
    for (int i = 2; i < 6; i++) {
        int digit = hex_digit(text[i]);
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* The character that is escaped here and how many bytes it takes; -1 if none is. Characters beyond
 * U+FFFF are two escapes; half of one is none. */
static int32_t character_at(const char *text, size_t left, size_t *used)
{
    int32_t value = escape_at(text, left);
    *used = 7;
    if (value < 0xD800 || value > 0xDFFF)
        return value;
    int32_t low = value < 0xDC00 ? escape_at(text + 7, left - 7) : -1;
    *used = 14;
    return low >= 0xDC00 && low <= 0xDFFF ? 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00)
                                          : -1;
}

static size_t put_utf8(char *out, int32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = len - 1; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(leads[len] | c);
    return len;
}

static size_t decode(char *text, size_t len)
{
    size_t kept = 0, used;
    for (size_t i = 0; i < len; i += used) {
        int32_t c = text[i] == '_' ? character_at(text + i, len - i, &used) : -1;
        if (c < 0) {
            used = 1;
            text[kept++] = text[i];
        } else {
            kept += put_utf8(text + kept, c);
        }
    }
    return kept;
}

static size_t unify_lines(char *text, size_t len)
{
    size_t kept = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\r' && i + 1 < len && text[i + 1] == '\n')
            continue;
        text[kept++] = text[i] == '\r' ? '\n' : text[i];
    }
    return kept;
}

size_t kj_xlsx_unescape(char *text, size_t len)
{
    if (memchr(text, '_', len))
        len = decode(text, len);
    return memchr(text, '\r', len) ? unify_lines(text, len) : len;
}

/* ---- putting together ---- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void kj_xlsx_text_start(KjXlsxText *text, const char *name, const char **attributes)
{
    if (strcmp(name, "rPh") == 0) {
        text->skip++;
    } else if (strcmp(name, "t") == 0 && text->skip == 0) {
        text->open = text->any = true;
        text->start = text->buf.len;
        text->keep = kj_xml_keeps_space(attributes);
    }
}

/* Without xml:space="preserve" spaces at both ends are no part of the text. */
static void trim(KjXlsxText *text)
{
    KjBuf *buf = &text->buf;
    size_t first = text->start;
    while (buf->len > first && is_space(buf->data[buf->len - 1]))
        buf->len--;
    while (first < buf->len && is_space(buf->data[first]))
        first++;
    if (first > text->start)
        memmove(buf->data + text->start, buf->data + first, buf->len - first);
    buf->len -= first - text->start;
}

void kj_xlsx_text_end(KjXlsxText *text, const char *name)
{
    if (strcmp(name, "rPh") == 0 && text->skip > 0) {
        text->skip--;
    } else if (strcmp(name, "t") == 0 && text->open) {
        text->open = false;
        if (!text->keep)
            trim(text);
    }
}

void kj_xlsx_text_add(KjXlsxText *text, const char *bytes, size_t len)
{
    if (text->open)
        kj_buf_add(&text->buf, bytes, len);
}

void kj_xlsx_text_reset(KjXlsxText *text)
{
    kj_buf_reset(&text->buf);
    *text = (KjXlsxText){.buf = text->buf};
}

KjText kj_xlsx_text_take(KjXlsxText *text, KjArena *arena)
{
    size_t len = text->buf.len ? kj_xlsx_unescape(text->buf.data, text->buf.len) : 0;
    KjText copy = {len ? kj_arena_strndup(arena, text->buf.data, len) : "", (uint32_t)len};
    kj_xlsx_text_reset(text);
    return copy;
}
