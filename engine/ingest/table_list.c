/* Items are parted by ";", by its full-width form or by line breaks. One that begins with a double
 * quote goes on to the next single one; two stand for one quote within. */
#include "engine/ingest/table_list.h"

#include <string.h>

/* How many bytes a blank takes here, line breaks left out; 0 if there is none. */
static size_t blank_at(const char *at, const char *end)
{
    static const char *const wide[] = {"\xE3\x80\x80", "\xC2\xA0"}; /* U+3000, no-break space */
    if (at < end && (*at == ' ' || *at == '\t'))
        return 1;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if ((size_t)(end - at) >= strlen(wide[i]) && memcmp(at, wide[i], strlen(wide[i])) == 0)
            return strlen(wide[i]);
    return 0;
}

static size_t separator_at(const char *at, const char *end)
{
    static const char wide[] = "\xEF\xBC\x9B"; /* U+FF1B */
    if (at < end && (*at == ';' || *at == '\n'))
        return 1;
    if (end - at >= 2 && at[0] == '\r' && at[1] == '\n')
        return 2;
    return end - at >= 3 && memcmp(at, wide, 3) == 0 ? 3 : 0;
}

static void skip_blanks(KjCellItems *items)
{
    size_t blank;
    while ((blank = blank_at(items->at, items->end)) > 0)
        items->at += blank;
}

/* White space around the whole cell, also line breaks, does not count. */
KjCellItems kj_cell_items(KjText cell, KjArena *arena)
{
    const char *at = cell.data, *end = cell.data + cell.len;
    while (at < end && (blank_at(at, end) || *at == '\n' || *at == '\r'))
        at += *at == '\n' || *at == '\r' ? 1 : blank_at(at, end);
    const char *last = at;
    for (const char *c = at; c < end;) {
        size_t blank = *c == '\n' || *c == '\r' ? 1 : blank_at(c, end);
        c += blank ? blank : 1;
        last = blank ? last : c;
    }
    return (KjCellItems){at, last, arena, at < last};
}

static KjItemResult read_quoted(KjCellItems *items, KjText *item)
{
    char *text = kj_arena_scratch(items->arena, (size_t)(items->end - items->at) + 1);
    uint32_t len = 0;
    bool closed = false;
    items->at++;
    while (!closed && items->at < items->end) {
        bool quote = *items->at++ == '"';
        closed = quote && (items->at == items->end || *items->at != '"');
        if (!closed)
            text[len++] = items->at[-1];
        items->at += quote && !closed; /* the second one */
    }
    if (!closed)
        return KJ_ITEM_QUOTE;
    text[len] = '\0';
    *item = (KjText){text, len};
    skip_blanks(items);
    return items->at == items->end || separator_at(items->at, items->end) ? KJ_ITEM_READ
                                                                          : KJ_ITEM_QUOTE;
}

static KjItemResult read_plain(KjCellItems *items, KjText *item)
{
    const char *from = items->at, *to = from;
    while (items->at < items->end && !separator_at(items->at, items->end)) {
        size_t blank = blank_at(items->at, items->end);
        items->at += blank ? blank : 1;
        to = blank ? to : items->at;
    }
    *item =
        (KjText){kj_arena_strndup(items->arena, from, (size_t)(to - from)), (uint32_t)(to - from)};
    return KJ_ITEM_READ;
}

KjItemResult kj_cell_items_next(KjCellItems *items, KjText *item)
{
    if (!items->more)
        return KJ_ITEM_END;
    skip_blanks(items);
    items->more = false;
    KjItemResult result = items->at < items->end && *items->at == '"' ? read_quoted(items, item)
                                                                      : read_plain(items, item);
    size_t separator = separator_at(items->at, items->end);
    items->at += separator;
    items->more = result == KJ_ITEM_READ && separator > 0;
    return result == KJ_ITEM_READ && item->len == 0 ? KJ_ITEM_EMPTY : result;
}
