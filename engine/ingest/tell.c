/* Pieces of messages. What users wrote may be megabytes long or hold anything: it never goes into a
 * message whole. */
#include "engine/ingest/tell.h"

#define TEXT_COLUMNS 60
#define NAMES_BYTES 400
#define NAME_MAX 100 /* no name is this long; the edit distance would only take time */

const char *kj_tell(const KjDiags *diags, const char *ja, const char *en)
{
    return diags->lang == KJ_JA ? ja : en;
}

bool kj_tell_enough(const KjDiags *diags)
{
    return diags->dropped > 0;
}

const char *kj_tell_text(KjArena *arena, KjText text)
{
    uint32_t window = text.len < 8 * TEXT_COLUMNS ? text.len : 8 * TEXT_COLUMNS;
    while (window < text.len && window > 0 && ((unsigned char)text.data[window] & 0xC0) == 0x80)
        window--; /* not within a character */
    KjText start = kj_text_printable(arena, (KjText){text.data, window}, false);
    size_t fit = kj_text_fit(start, TEXT_COLUMNS, true);
    bool cut = fit < start.len || window < text.len;
    return kj_arena_printf(arena, "%.*s%s", (int)fit, start.data, cut ? "…" : "");
}

const char *kj_tell_names(KjArena *arena, const char *const *names, size_t count)
{
    KjBuf list;
    kj_buf_init(&list, 0);
    kj_buf_puts(&list, "");
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            kj_buf_puts(&list, ", ");
        if (list.len > NAMES_BYTES) {
            kj_buf_puts(&list, "…");
            break;
        }
        kj_buf_puts(&list, names[i]);
    }
    const char *text = kj_arena_strndup(arena, list.data ? list.data : "", list.len);
    kj_buf_clear(&list);
    return text;
}

const char *kj_tell_nearest(KjDiags *diags, KjArena *arena, KjText name, const char *const *names,
                            size_t count)
{
    const char *nearest =
        name.len > NAME_MAX || kj_tell_enough(diags) ? NULL : kj_nearest(name, names, count);
    if (!nearest)
        return "";
    return diags->lang == KJ_JA ? kj_arena_printf(arena, "もしかして「%s」ですか", nearest)
                                : kj_arena_printf(arena, "did you mean '%s'?", nearest);
}
