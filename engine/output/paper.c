/* Markdown knows fewer blocks than HTML: sections are their headings, terms become bullets, and what can be
 * folded is not. */
#include "engine/output/paper.h"

#include "engine/output/page.h"

#include <assert.h>
#include <string.h>

static const char *const elements[KJ_BLOCKS] = {
    [KJ_SECTION] = "section", [KJ_ARTICLE] = "article",
    [KJ_PARAGRAPH] = "p",     [KJ_BULLETS] = "ul",
    [KJ_BULLET] = "li",       [KJ_TABLE] = "table",
    [KJ_ROW] = "tr",          [KJ_HEAD] = "th",
    [KJ_CELL] = "td",         [KJ_TERMS] = "dl",
    [KJ_TERM] = "dt",         [KJ_MEANS] = "dd",
    [KJ_FOLD] = "details",    [KJ_FOLD_TITLE] = "summary",
    [KJ_CONTENTS] = "nav",
};

/* ---- Markdown ---- */

static void put_line(KjPaper *paper)
{
    if (!paper->fresh)
        kj_buf_putc(&paper->sink->buf, '\n');
    paper->fresh = true;
}

static void put_blank_line(KjPaper *paper)
{
    KjBuf *out = &paper->sink->buf;

    put_line(paper);
    if (out->len && !(out->len > 1 && out->data[out->len - 2] == '\n'))
        kj_buf_putc(out, '\n');
}

static void put_raw(KjPaper *paper, const char *text)
{
    kj_buf_puts(&paper->sink->buf, text);
    paper->fresh = false;
}

static void put_bullet(KjPaper *paper)
{
    put_line(paper);
    for (size_t i = 1; i < paper->lists; i++)
        kj_buf_puts(&paper->sink->buf, "  ");
    put_raw(paper, "- ");
}

static bool in_table(const KjPaper *paper)
{
    for (size_t i = 0; i < paper->depth; i++)
        if (paper->open[i] == KJ_TABLE)
            return true;
    return false;
}

static void open_markdown(KjPaper *paper, KjBlock block)
{
    switch (block) {
    case KJ_PARAGRAPH:
    case KJ_FOLD_TITLE:
        if (!in_table(paper) && paper->lists == 0)
            put_blank_line(paper);
        break;
    case KJ_BULLETS:
    case KJ_TERMS:
        if (paper->lists++ == 0)
            put_blank_line(paper);
        break;
    case KJ_BULLET: put_bullet(paper); break;
    case KJ_TERM:
        put_bullet(paper);
        put_raw(paper, "**");
        break;
    case KJ_TABLE:
        put_blank_line(paper);
        paper->first_row = true;
        break;
    case KJ_ROW:
        put_line(paper);
        paper->cells = 0;
        put_raw(paper, "|");
        break;
    case KJ_HEAD:
    case KJ_CELL:
        paper->cells++;
        put_raw(paper, " ");
        break;
    default: break;
    }
}

static void rule_off(KjPaper *paper)
{
    put_line(paper);
    put_raw(paper, "|");
    for (size_t i = 0; i < paper->cells; i++)
        put_raw(paper, " --- |");
    paper->first_row = false;
}

static void close_markdown(KjPaper *paper, KjBlock block)
{
    switch (block) {
    case KJ_PARAGRAPH:
    case KJ_FOLD_TITLE:
        if (!in_table(paper) && paper->lists == 0)
            put_blank_line(paper);
        break;
    case KJ_BULLETS:
    case KJ_TERMS:
        if (--paper->lists == 0)
            put_blank_line(paper);
        break;
    case KJ_TERM: put_raw(paper, "**: "); break;
    case KJ_HEAD:
    case KJ_CELL: put_raw(paper, " |"); break;
    case KJ_ROW:
        if (paper->first_row)
            rule_off(paper);
        break;
    case KJ_TABLE: put_blank_line(paper); break;
    default: break;
    }
}

/* What would mean something to Markdown is escaped; line breaks become blanks. */
static void markdown_text(KjPaper *paper, KjText text)
{
    KjArenaMark mark = kj_arena_mark(paper->arena);
    KjBuf *out = &paper->sink->buf;
    KjText line = kj_text_printable(paper->arena, text, true);

    for (size_t i = 0; i < line.len; i++) {
        bool begins = paper->fresh && i == 0 && strchr("-+#", line.data[i]);

        if (line.data[i] && (begins || strchr("\\`*_[]<>|", line.data[i])))
            kj_buf_putc(out, '\\');
        kj_buf_putc(out, line.data[i] == '\n' ? ' ' : line.data[i]);
    }
    if (line.len)
        paper->fresh = false;
    kj_arena_release(paper->arena, mark);
}

static void markdown_code(KjPaper *paper, KjText line)
{
    bool pads = memchr(line.data, '`', line.len) != NULL;

    put_raw(paper, pads ? "`` " : "`");
    for (size_t i = 0; i < line.len; i++) {
        if (line.data[i] == '|' && in_table(paper))
            kj_buf_putc(&paper->sink->buf, '\\');
        kj_buf_putc(&paper->sink->buf, line.data[i]);
    }
    put_raw(paper, pads ? " ``" : "`");
}

/* ---- blocks ---- */

void kj_paper_open_at(KjPaper *paper, KjBlock block, const char *class, KjText id)
{
    assert(paper->depth < KJ_PAPER_DEPTH);
    if (!paper->html) {
        open_markdown(paper, block);
        paper->open[paper->depth++] = block;
        return;
    }
    paper->open[paper->depth++] = block;
    if (block == KJ_TABLE) { /* wide tables are moved within their box, on narrow screens */
        kj_html_open(&paper->writer, "div");
        kj_html_attr(&paper->writer, "class", KJ_TEXT("wide"));
    }
    kj_html_open(&paper->writer, elements[block]);
    if (id.len)
        kj_html_attr(&paper->writer, "id", id);
    if (class)
        kj_html_attr(&paper->writer, "class", kj_text(class));
    if (block == KJ_HEAD)
        kj_html_attr(&paper->writer, "scope",
                     class && strcmp(class, "row") == 0 ? KJ_TEXT("row") : KJ_TEXT("col"));
}

void kj_paper_open(KjPaper *paper, KjBlock block, const char *class)
{
    kj_paper_open_at(paper, block, class, (KjText){NULL, 0});
}

void kj_paper_close(KjPaper *paper)
{
    KjBlock block = paper->open[--paper->depth];

    if (!paper->html) {
        close_markdown(paper, block);
    } else {
        kj_html_close(&paper->writer);
        if (block == KJ_TABLE)
            kj_html_close(&paper->writer);
    }
    kj_sink_relax(paper->sink);
}

void kj_paper_heading(KjPaper *paper, int level, KjText id)
{
    static const char *const names[] = {"h1", "h2", "h3", "h4", "h5", "h6"};

    if (paper->html) {
        kj_html_open(&paper->writer, names[level - 1]);
        if (id.len)
            kj_html_attr(&paper->writer, "id", id);
        return;
    }
    put_blank_line(paper);
    for (int i = 0; i < level; i++)
        put_raw(paper, "#");
    put_raw(paper, " ");
}

void kj_paper_heading_end(KjPaper *paper)
{
    if (paper->html)
        kj_html_close(&paper->writer);
    else
        put_blank_line(paper);
}

/* ---- what stands in them ---- */

void kj_paper_text(KjPaper *paper, KjText text)
{
    if (paper->html)
        kj_html_text(&paper->writer, text);
    else
        markdown_text(paper, text);
}

static void put_in(KjPaper *paper, const char *lang, KjText text)
{
    kj_html_open(&paper->writer, "span");
    kj_html_attr(&paper->writer, "lang", kj_text(lang));
    kj_html_text(&paper->writer, text);
    kj_html_close(&paper->writer);
}

void kj_paper_pair(KjPaper *paper, KjText ja, KjText en)
{
    bool same = kj_text_compare(ja, en) == 0;

    if (!paper->both || same) {
        kj_paper_text(paper, paper->lang == KJ_JA ? ja : en);
        return;
    }
    if (ja.len)
        put_in(paper, "ja", ja);
    if (en.len)
        put_in(paper, "en", en);
}

void kj_paper_label(KjPaper *paper, KjLabel label)
{
    kj_paper_pair(paper, kj_label_in(label, KJ_JA), kj_label_in(label, KJ_EN));
}

void kj_paper_word(KjPaper *paper, KjWord word)
{
    kj_paper_say(paper, kj_word(KJ_JA, word), kj_word(KJ_EN, word));
}

void kj_paper_say(KjPaper *paper, const char *ja, const char *en)
{
    kj_paper_pair(paper, kj_text(ja), kj_text(en));
}

void kj_paper_code(KjPaper *paper, KjText text)
{
    KjArenaMark mark = kj_arena_mark(paper->arena);
    KjText line = kj_page_one_line(paper->arena, text);

    if (paper->html)
        kj_html_element(&paper->writer, "code", NULL, line);
    else
        markdown_code(paper, line);
    kj_arena_release(paper->arena, mark);
}

void kj_paper_mark(KjPaper *paper, const char *class, KjText ja, KjText en)
{
    if (paper->html) {
        kj_html_open(&paper->writer, "span");
        kj_html_attr(&paper->writer, "class", kj_text(class));
    }
    kj_paper_pair(paper, ja, en);
    if (paper->html)
        kj_html_close(&paper->writer);
}

void kj_paper_gap(KjPaper *paper)
{
    kj_paper_text(paper, paper->html ? KJ_TEXT(" ") : KJ_TEXT(" · "));
}

void kj_paper_link(KjPaper *paper, KjText id)
{
    if (!paper->html)
        return;
    KjArenaMark mark = kj_arena_mark(paper->arena);
    kj_html_open(&paper->writer, "a");
    kj_html_attr(&paper->writer, "href", kj_text(kj_arena_printf(paper->arena, "#%s", id.data)));
    kj_arena_release(paper->arena, mark);
}

void kj_paper_link_end(KjPaper *paper)
{
    if (paper->html)
        kj_html_close(&paper->writer);
}

void kj_paper_head(KjPaper *paper, const char *ja, const char *en)
{
    kj_paper_open(paper, KJ_HEAD, NULL);
    kj_paper_say(paper, ja, en);
    kj_paper_close(paper);
}

void kj_paper_term(KjPaper *paper, const char *ja, const char *en)
{
    kj_paper_open(paper, KJ_TERM, NULL);
    kj_paper_say(paper, ja, en);
    kj_paper_close(paper);
}

/* ---- the whole ---- */

void kj_paper_begin(KjPaper *paper, KjSink *sink, bool html, KjLang lang, bool both, KjLabel title)
{
    *paper = (KjPaper){.sink = sink,
                       .html = html,
                       .both = html && both,
                       .lang = lang,
                       .writer = kj_html(&sink->buf),
                       .arena = kj_arena_new(),
                       .fresh = true};
    if (!html)
        return;
    kj_html_begin(&paper->writer, lang, paper->both, kj_label_in(title, lang));
    kj_html_open(&paper->writer, "main");
}

void kj_paper_end(KjPaper *paper)
{
    if (paper->html)
        kj_html_end(&paper->writer);
    else
        put_line(paper);
    kj_arena_free(paper->arena);
}
