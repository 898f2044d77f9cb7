/* Elements that stand on lines of their own begin one, so that the source can be read and compared. */
#include "engine/output/html.h"

#include <assert.h>
#include <string.h>

KjHtml kj_html(KjBuf *out)
{
    return (KjHtml){.out = out};
}

/* ---- text ---- */

static const char *entity(unsigned char byte)
{
    switch (byte) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return byte < ' ' && byte != '\n' && byte != '\t' ? "\xEF\xBF\xBD" : NULL;
    }
}

static void put_escaped(KjBuf *out, KjText text)
{
    size_t from = 0;

    for (size_t at = 0; at < text.len; at++) {
        const char *instead = entity((unsigned char)text.data[at]);

        if (!instead)
            continue;
        kj_buf_add(out, text.data + from, at - from);
        kj_buf_puts(out, instead);
        from = at + 1;
    }
    if (from < text.len)
        kj_buf_add(out, text.data + from, text.len - from);
}

static void put_safe(KjBuf *out, KjText text)
{
    KjArena *arena;

    if (kj_text_control(text) < 0 && kj_utf8_valid(text.data, text.len, NULL)) {
        put_escaped(out, text);
        return;
    }
    arena = kj_arena_new();
    put_escaped(out, kj_text_printable(arena, text, true));
    kj_arena_free(arena);
}

/* ---- elements ---- */

static void end_tag(KjHtml *html)
{
    if (html->in_tag)
        kj_buf_putc(html->out, '>');
    html->in_tag = false;
}

static bool begins_line(const char *element)
{
    static const char *const inlines[] = {"span", "a", "code", "strong", "small", "b", "i", "em"};

    for (size_t i = 0; i < sizeof inlines / sizeof *inlines; i++)
        if (strcmp(element, inlines[i]) == 0)
            return false;
    return true;
}

static void begin_tag(KjHtml *html, const char *element)
{
    end_tag(html);
    if (html->out->len && begins_line(element))
        kj_buf_putc(html->out, '\n');
    kj_buf_printf(html->out, "<%s", element);
    html->in_tag = true;
}

void kj_html_open(KjHtml *html, const char *element)
{
    assert(html->depth < KJ_HTML_DEPTH);
    begin_tag(html, element);
    html->open[html->depth++] = element;
}

void kj_html_single(KjHtml *html, const char *element)
{
    begin_tag(html, element);
}

void kj_html_attr(KjHtml *html, const char *name, KjText value)
{
    assert(html->in_tag);
    kj_buf_printf(html->out, " %s=\"", name);
    put_safe(html->out, value);
    kj_buf_putc(html->out, '"');
}

void kj_html_flag(KjHtml *html, const char *name)
{
    assert(html->in_tag);
    kj_buf_printf(html->out, " %s", name);
}

void kj_html_text(KjHtml *html, KjText text)
{
    end_tag(html);
    put_safe(html->out, text);
}

void kj_html_puts(KjHtml *html, const char *text)
{
    kj_html_text(html, kj_text(text));
}

void kj_html_close(KjHtml *html)
{
    assert(html->depth > 0);
    end_tag(html);
    kj_buf_printf(html->out, "</%s>", html->open[--html->depth]);
}

void kj_html_element(KjHtml *html, const char *element, const char *class, KjText text)
{
    kj_html_open(html, element);
    if (class)
        kj_html_attr(html, "class", kj_text(class));
    kj_html_text(html, text);
    kj_html_close(html);
}

/* ---- pages ---- */

static void put_meta(KjHtml *html)
{
    kj_html_single(html, "meta");
    kj_html_attr(html, "charset", KJ_TEXT("utf-8"));
    kj_html_single(html, "meta");
    kj_html_attr(html, "name", KJ_TEXT("viewport"));
    kj_html_attr(html, "content", KJ_TEXT("width=device-width, initial-scale=1"));
}

/* Works without scripts: the style hides the language that is not chosen. Without the style both show. */
static void put_choice(KjHtml *html, KjLang lang)
{
    static const char *const ids[] = {"show-ja", "show-en"}, *const names[] = {"日本語", "English"};

    for (int i = 0; i < 2; i++) {
        kj_html_single(html, "input");
        kj_html_attr(html, "type", KJ_TEXT("radio"));
        kj_html_attr(html, "name", KJ_TEXT("language"));
        kj_html_attr(html, "class", KJ_TEXT("language"));
        kj_html_attr(html, "id", kj_text(ids[i]));
        if ((lang == KJ_JA) == (i == 0))
            kj_html_flag(html, "checked");
        kj_html_open(html, "label");
        kj_html_attr(html, "class", KJ_TEXT("language"));
        kj_html_attr(html, "for", kj_text(ids[i]));
        kj_html_attr(html, "lang", kj_text(i == 0 ? "ja" : "en"));
        kj_html_puts(html, names[i]);
        kj_html_close(html);
    }
}

void kj_html_begin(KjHtml *html, KjLang lang, bool both, KjText title)
{
    kj_buf_puts(html->out, "<!DOCTYPE html>");
    kj_html_open(html, "html");
    kj_html_attr(html, "lang", kj_text(lang == KJ_JA ? "ja" : "en"));
    kj_html_open(html, "head");
    put_meta(html);
    kj_html_element(html, "title", NULL, title);
    kj_html_open(html, "style");
    end_tag(html);
    kj_buf_putc(html->out, '\n');
    kj_buf_puts(html->out, kj_html_style);
    kj_html_close(html);
    kj_html_close(html);
    kj_html_open(html, "body");
    if (both)
        put_choice(html, lang);
}

void kj_html_end(KjHtml *html)
{
    while (html->depth)
        kj_html_close(html);
    kj_buf_putc(html->out, '\n');
}

KjText kj_html_id(KjArena *arena, const char *prefix, KjText text)
{
    static const char hex[] = "0123456789ABCDEF";
    size_t start = strlen(prefix), len = start;
    char *id = kj_arena_alloc(arena, start + 3 * (size_t)text.len + 1);

    memcpy(id, prefix, start);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '.' || c == '-';

        id[len++] = plain ? (char)c : '_';
        if (!plain) {
            id[len++] = hex[c >> 4];
            id[len++] = hex[c & 15];
        }
    }
    id[len] = '\0';
    return (KjText){id, (uint32_t)len};
}
