/* What begins a formula: = + - @ and tab or return, also the full-width forms that Japanese
 * spreadsheets accept. */
#include "engine/output/csv.h"

#include <string.h>

static bool begins_formula(KjText text)
{
    static const char *const wide[] = {"＝", "＋", "－", "＠"};

    if (text.len == 0)
        return false;
    if (text.data[0] && strchr("=+-@\t\r", text.data[0]))
        return true;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (text.len >= 3 && memcmp(text.data, wide[i], 3) == 0)
            return true;
    return false;
}

static bool needs_apostrophe(KjText text)
{
    KjText behind;

    if (text.len < 2 || text.data[0] != '\'')
        return begins_formula(text);
    behind = (KjText){text.data + 1, text.len - 1};
    return behind.data[0] == '\'' || begins_formula(behind);
}

/* Blanks at the ends are quoted too: some readers cut them off otherwise. */
static bool needs_quotes(KjText text)
{
    if (text.len == 0)
        return false;
    for (uint32_t i = 0; i < text.len; i++)
        if (text.data[i] && strchr("\",\r\n", text.data[i]))
            return true;
    return text.data[0] == ' ' || text.data[text.len - 1] == ' ';
}

static void put_doubled(KjBuf *out, KjText text)
{
    size_t from = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] != '"')
            continue;
        kj_buf_add(out, text.data + from, i + 1 - from); /* with the quote, and again below */
        from = i;
    }
    kj_buf_add(out, text.data + from, text.len - from);
}

void kj_csv_text_write(KjBuf *out, KjText text)
{
    bool apostrophe = needs_apostrophe(text);

    if (!apostrophe && !needs_quotes(text)) {
        kj_buf_add(out, text.data, text.len);
        return;
    }
    kj_buf_puts(out, apostrophe ? "\"'" : "\"");
    put_doubled(out, text);
    kj_buf_putc(out, '"');
}

void kj_csv_cell_write(KjBuf *out, KjText text, bool last)
{
    kj_csv_text_write(out, text);
    kj_buf_puts(out, last ? KJ_CSV_LINE_END : ",");
}
