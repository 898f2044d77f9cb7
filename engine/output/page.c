/* Lines are broken greedily. A break may stand after a space, and between two characters of which
 * one is wide, unless the first must not end a line (opening brackets) or the second must not begin
 * one (closing brackets, 、 。, small kana …: kinsoku, after JIS X 4051). What is longer than a whole
 * line is cut between characters. */
#include "engine/output/page.h"

#include <string.h>

void kj_page_init(KjPage *page, KjSink *sink, size_t width, bool colour)
{
    *page = (KjPage){sink, width, colour, 0, kj_arena_new()};
}

void kj_page_clear(KjPage *page)
{
    kj_arena_free(page->scratch);
    page->scratch = NULL;
}

size_t kj_page_width_of(KjText text)
{
    return kj_text_width(text, false);
}

/* ---- putting ---- */

static void put_styled(KjPage *page, KjStyle style, KjText text)
{
    static const char *const escapes[KJ_STYLES] = {
        [KJ_PLAIN] = "",    [KJ_BOLD] = "1",   [KJ_DIM] = "2",   [KJ_RED] = "1;31",
        [KJ_YELLOW] = "33", [KJ_GREEN] = "32", [KJ_CYAN] = "36", [KJ_MAGENTA] = "1;35"};
    bool styled = page->colour && style != KJ_PLAIN && text.len;

    if (styled)
        kj_buf_printf(&page->sink->buf, "\x1b[%sm", escapes[style]);
    if (text.len)
        kj_buf_add(&page->sink->buf, text.data, text.len);
    if (styled)
        kj_buf_puts(&page->sink->buf, "\x1b[0m");
    page->column += kj_page_width_of(text);
}

void kj_page_put(KjPage *page, KjStyle style, KjText text)
{
    KjArenaMark mark = kj_arena_mark(page->scratch);

    put_styled(page, style, kj_text_printable(page->scratch, text, false));
    kj_arena_release(page->scratch, mark);
}

void kj_page_puts(KjPage *page, KjStyle style, const char *text)
{
    kj_page_put(page, style, kj_text(text));
}

void kj_page_to(KjPage *page, size_t column)
{
    if (page->column > 0 && page->column >= column)
        column = page->column + 1;
    for (; page->column < column; page->column++)
        kj_buf_putc(&page->sink->buf, ' ');
}

void kj_page_line(KjPage *page)
{
    kj_buf_putc(&page->sink->buf, '\n');
    page->column = 0;
    kj_sink_relax(page->sink);
}

/* ---- breaking ---- */

static size_t character_len(KjText text, size_t at)
{
    unsigned char lead = (unsigned char)text.data[at];
    size_t len = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

    return len <= text.len - at ? len : text.len - at;
}

static KjText character_at(KjText text, size_t at)
{
    return (KjText){text.data + at, (uint32_t)character_len(text, at)};
}

#define LOW_CHARACTERS 0x10000u /* the characters that UTF-8 writes with at most three bytes */

typedef struct Set {
    const char *characters;
    uint8_t bits[LOW_CHARACTERS / 8]; /* filled when first asked */
    bool filled;
} Set;

static uint32_t number_of(KjText character)
{
    const unsigned char *at = (const unsigned char *)character.data;

    switch (character.len) {
    case 1: return at[0];
    case 2: return (at[0] & 0x1Fu) << 6 | (at[1] & 0x3Fu);
    case 3: return (at[0] & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
    default: return LOW_CHARACTERS;
    }
}

static void fill(Set *set)
{
    KjText all = kj_text(set->characters);

    for (size_t at = 0; at < all.len; at += character_len(all, at)) {
        uint32_t number = number_of(character_at(all, at));

        set->bits[number / 8] |= (uint8_t)(1u << number % 8);
    }
    set->filled = true;
}

static bool stands_in(KjText character, Set *set)
{
    uint32_t number = number_of(character);

    if (!set->filled)
        fill(set);
    return number < LOW_CHARACTERS && set->bits[number / 8] >> number % 8 & 1;
}

static bool must_not_begin(KjText character)
{
    static Set set = {.characters = "、。，．・：；？！ー～〜…‥」』）】〕］｝〉》’”々ゝゞヽヾ"
                                    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％℃円"
                                    ")]}>,.:;!?%/"};

    return stands_in(character, &set);
}

static bool must_not_end(KjText character)
{
    static Set set = {.characters = "「『（【〔［｛〈《‘“￥＄([{<$#"};

    return stands_in(character, &set);
}

static bool is_wide(KjText character)
{
    return character.len > 1 && kj_page_width_of(character) == 2;
}

/* Whether a line may be broken between two neighbours. */
static bool may_break(KjText before, KjText after)
{
    if (before.data[0] == ' ')
        return after.data[0] != ' ';
    if (after.data[0] == ' ' || (!is_wide(before) && !is_wide(after)))
        return false;
    return !must_not_begin(after) && !must_not_end(before);
}

/* The piece from `at` up to the next place for a break, spaces behind it included. */
static KjText next_piece(KjText text, size_t at)
{
    size_t end = at;
    KjText before = {0};

    for (; end < text.len; end += before.len) {
        KjText here = character_at(text, end);

        if (end > at && may_break(before, here))
            break;
        before = here;
    }
    return (KjText){text.data + at, (uint32_t)(end - at)};
}

static KjText without_spaces(KjText piece)
{
    while (piece.len && piece.data[piece.len - 1] == ' ')
        piece.len--;
    return piece;
}

static void new_line(KjPage *page, size_t indent)
{
    kj_page_line(page);
    kj_page_to(page, indent);
}

static size_t room(const KjPage *page)
{
    return page->width > page->column ? page->width - page->column : 0;
}

/* A piece that no line can hold: cut where the line is full. */
static void put_cut(KjPage *page, KjStyle style, size_t indent, KjText piece)
{
    for (size_t fits; (fits = kj_text_fit(piece, room(page), false)) < piece.len;) {
        if (fits == 0)
            fits = character_len(piece, 0);
        put_styled(page, style, (KjText){piece.data, (uint32_t)fits});
        piece.data += fits;
        piece.len -= (uint32_t)fits;
        new_line(page, indent);
    }
    put_styled(page, style, piece);
}

/* Text of one paragraph. Spaces at a break are dropped: they are held back until the next piece. */
static void flow_paragraph(KjPage *page, KjStyle style, size_t indent, KjText text)
{
    size_t held = 0; /* where spaces that are not out yet begin, within text */

    for (size_t at = 0; at < text.len;) {
        KjText whole = next_piece(text, at), piece = without_spaces(whole);
        size_t spaces = at - held, width = kj_page_width_of(piece);
        bool fits = page->column + spaces + width <= page->width;

        if (!fits && page->column > indent)
            new_line(page, indent);
        else
            put_styled(page, style, (KjText){text.data + held, (uint32_t)spaces});
        if (indent + width > page->width)
            put_cut(page, style, indent, piece);
        else
            put_styled(page, style, piece);
        held = at + piece.len;
        at += whole.len;
    }
}

void kj_page_flow(KjPage *page, KjStyle style, size_t indent, KjText text)
{
    KjArenaMark mark = kj_arena_mark(page->scratch);
    KjText rest = kj_text_printable(page->scratch, text, true);

    if (page->width && indent + 16 > page->width)
        indent = page->width > 20 ? 4 : 0;
    for (;;) {
        const char *end = rest.len ? memchr(rest.data, '\n', rest.len) : NULL;
        KjText line = {rest.data, end ? (uint32_t)(end - rest.data) : rest.len};

        if (page->width)
            flow_paragraph(page, style, indent, line);
        else
            put_styled(page, style, line);
        if (!end || line.len + 1 == rest.len)
            break;
        new_line(page, indent);
        rest = (KjText){end + 1, rest.len - line.len - 1};
    }
    kj_arena_release(page->scratch, mark);
}

void kj_page_flow_on(KjPage *page, KjStyle style, size_t indent, KjText text)
{
    KjArenaMark mark = kj_arena_mark(page->scratch);

    if (text.len)
        kj_page_flow(page, style, indent,
                     kj_text(kj_arena_printf(page->scratch, "  %.*s", (int)text.len, text.data)));
    kj_arena_release(page->scratch, mark);
}

KjText kj_page_one_line(KjArena *arena, KjText text)
{
    char *out = kj_arena_scratch(arena, (size_t)text.len + 1);
    uint32_t len = 0;

    for (uint32_t i = 0; i < text.len; i++) {
        bool space = text.data[i] == ' ' || (text.data[i] >= '\t' && text.data[i] <= '\r');

        if (!space)
            out[len++] = text.data[i];
        else if (len && out[len - 1] != ' ')
            out[len++] = ' ';
    }
    len -= len && out[len - 1] == ' ';
    out[len] = '\0';
    return (KjText){out, len};
}
