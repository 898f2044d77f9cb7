/* Strict on purpose: what is signed has one form. */
#include "engine/bundle/fields.h"

#include <string.h>

bool kj_fields_next(KjText *line, KjText *word)
{
    uint32_t len = 0;

    if (!line->data || line->len == 0)
        return false;
    while (len < line->len && line->data[len] > ' ' && line->data[len] <= '~')
        len++;
    *word = (KjText){line->data, len};
    if (len == 0 || (len < line->len && (line->data[len] != ' ' || len + 1 == line->len))) {
        *line = (KjText){NULL, 0};
        return false;
    }
    *line = len < line->len ? (KjText){line->data + len + 1, line->len - len - 1}
                            : (KjText){line->data + len, 0};
    return true;
}

bool kj_fields_take(KjText *line, const char *key, KjText *value)
{
    KjText rest = *line, word;
    size_t len = strlen(key);

    if (!kj_fields_next(&rest, &word) || word.len <= len + 1 || memcmp(word.data, key, len) != 0 ||
        word.data[len] != '=')
        return false;
    *value = (KjText){word.data + len + 1, word.len - (uint32_t)len - 1};
    *line = rest;
    return true;
}

void kj_fields_put(KjBuf *out, const char *key, KjText value)
{
    kj_buf_putc(out, ' ');
    kj_buf_puts(out, key);
    kj_buf_putc(out, '=');
    kj_buf_add(out, value.data, value.len);
}
