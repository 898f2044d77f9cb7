/* Escapes of text in workbooks. XML 1.0 knows no control characters but tab and line breaks, and a
 * carriage return would be read as a line break; workbooks write them _x000D_. So a literal _x000D_
 * has its first underscore written _x005F_. */
#include "engine/output/book_parts.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static bool looks_escaped(KjText text, uint32_t at)
{
    const char *begin = text.data + at;

    if (text.len - at < 7 || begin[0] != '_' || begin[1] != 'x' || begin[6] != '_')
        return false;
    for (int i = 2; i < 6; i++)
        if (!isxdigit((unsigned char)begin[i]))
            return false;
    return true;
}

/* The code of what XML cannot hold at this place, or -1. */
static int unheld(KjText text, uint32_t at)
{
    unsigned char byte = (unsigned char)text.data[at];

    if (byte < ' ' && byte != '\t' && byte != '\n')
        return byte;
    if (byte == 0xEF && text.len - at >= 3 && (unsigned char)text.data[at + 1] == 0xBF &&
        (unsigned char)text.data[at + 2] >= 0xBE)
        return 0xFFC0 | ((unsigned char)text.data[at + 2] & 0x3F); /* U+FFFE, U+FFFF */
    return -1;
}

const char *kj_xlsx_text(KjArena *scratch, KjText text)
{
    char *made, *to;
    size_t size = 1;

    for (uint32_t i = 0; i < text.len; i++)
        size += looks_escaped(text, i) || unheld(text, i) >= 0 ? 8 : 1;
    to = made = kj_arena_scratch(scratch, size);
    for (uint32_t i = 0; i < text.len; i++) {
        int code = unheld(text, i);

        if (code >= 0) {
            to += sprintf(to, "_x%04X_", (unsigned)code);
            i += code > 0xFF ? 2 : 0;
        } else if (looks_escaped(text, i)) {
            memcpy(to, "_x005F_", 7);
            to += 7;
        } else {
            *to++ = text.data[i];
        }
    }
    *to = '\0';
    return made;
}
