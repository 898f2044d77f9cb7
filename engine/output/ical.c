/* A line is put together first and folded when it is whole. */
#include "engine/output/ical.h"

#include "engine/base/date.h"

#define LINE_BYTES 75 /* without the line end; a continued line begins with a space, which counts */

static bool is_within_character(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static void put_folded(KjBuf *out, const char *line, size_t len)
{
    size_t room = LINE_BYTES;

    while (len > room) {
        size_t cut = room;

        while (cut > 1 && is_within_character(line[cut]))
            cut--;
        kj_buf_add(out, line, cut);
        kj_buf_puts(out, "\r\n ");
        line += cut;
        len -= cut;
        room = LINE_BYTES - 1;
    }
    kj_buf_add(out, line, len);
    kj_buf_puts(out, "\r\n");
}

void kj_ical_put(KjBuf *out, const char *name, KjText value)
{
    KjBuf line;

    kj_buf_init(&line, 0);
    kj_buf_puts(&line, name);
    kj_buf_putc(&line, ':');
    if (value.len)
        kj_buf_add(&line, value.data, value.len);
    put_folded(out, line.data, line.len);
    kj_buf_clear(&line);
}

static void escape(KjBuf *out, KjText text)
{
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.data[i];

        if (c == '\\' || c == ',' || c == ';')
            kj_buf_putc(out, '\\');
        if (c == '\n')
            kj_buf_puts(out, "\\n");
        else if ((unsigned char)c >= ' ' && c != 0x7F)
            kj_buf_putc(out, c);
    }
}

void kj_ical_text(KjBuf *out, const char *name, KjText text)
{
    KjBuf value;

    kj_buf_init(&value, 0);
    escape(&value, text);
    kj_ical_put(out, name, (KjText){value.data ? value.data : "", (uint32_t)value.len});
    kj_buf_clear(&value);
}

void kj_ical_date(KjBuf *out, const char *name, int32_t day)
{
    KjCivil civil = kj_civil_from_date(day);
    KjBuf value;

    kj_buf_init(&value, 0);
    kj_buf_printf(&value, "%04d%02d%02d", (int)civil.year, (int)civil.month, (int)civil.day);
    kj_ical_put(out, name, (KjText){value.data, (uint32_t)value.len});
    kj_buf_clear(&value);
}
