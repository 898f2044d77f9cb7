/* Pages: what is text stays text, whatever it holds, and what is opened is closed. The same blocks as HTML and as
 * Markdown. */
#include "engine/output/paper.h"
#include "tests/unit/check.h"

static void check_buf(KjBuf *buf, const char *expected)
{
    char *text = kj_buf_take(buf, NULL);

    CHECK_STR(text, expected);
    kj_free(text);
}

TEST(text_is_escaped_in_elements_and_attributes)
{
    KjBuf buf;

    kj_buf_init(&buf, 0);
    KjHtml html = kj_html(&buf);
    kj_html_open(&html, "p");
    kj_html_attr(&html, "title", KJ_TEXT("\"a\" <b> & 'c'"));
    kj_html_text(&html, KJ_TEXT("</p> & \"x\"\n\t日本"));
    kj_html_close(&html);
    check_buf(&buf, "<p title=\"&quot;a&quot; &lt;b&gt; &amp; 'c'\">&lt;/p&gt; &amp; "
                    "&quot;x&quot;\n\t日本</p>");
}

TEST(what_is_no_text_becomes_a_mark)
{
    KjBuf buf;

    kj_buf_init(&buf, 0);
    KjHtml html = kj_html(&buf);
    kj_html_element(&html, "b", NULL, KJ_TEXT("a\x1b[1m\xff z"));
    CHECK(memchr(buf.data, 0x1b, buf.len) == NULL);
    CHECK(memchr(buf.data, 0xff, buf.len) == NULL);
    CHECK(kj_utf8_valid(buf.data, buf.len, NULL));
    kj_buf_clear(&buf);
}

TEST(everything_that_is_open_is_closed_at_the_end)
{
    KjBuf buf;

    kj_buf_init(&buf, 0);
    KjHtml html = kj_html(&buf);
    kj_html_begin(&html, KJ_EN, false, KJ_TEXT("<T>"));
    kj_html_open(&html, "ul");
    kj_html_open(&html, "li");
    kj_html_end(&html);
    char *text = kj_buf_take(&buf, NULL);
    CHECK(strncmp(text, "<!DOCTYPE html>\n<html lang=\"en\">", 32) == 0);
    CHECK(strstr(text, "<title>&lt;T&gt;</title>") != NULL);
    CHECK(strstr(text, "</style></head>\n<body>\n<ul>\n<li></li></ul></body></html>\n") != NULL);
    CHECK(strstr(text, "<input") == NULL);
    kj_free(text);
}

TEST(different_texts_have_different_ids)
{
    KjArena *arena = kj_arena_new();

    CHECK_STR(kj_html_id(arena, "r-", KJ_TEXT("p/2.5(1)-4#a")).data, "r-p_2F2.5_281_29-4_23a");
    CHECK_STR(kj_html_id(arena, "r-", KJ_TEXT("p_2F")).data, "r-p_5F2F");
    CHECK_STR(kj_html_id(arena, "", KJ_TEXT("表")).data, "_E8_A1_A8");
    kj_arena_free(arena);
}

/* ---- papers ---- */

static void write_blocks(KjPaper *paper)
{
    kj_paper_heading(paper, 2, KJ_TEXT("top"));
    kj_paper_pair(paper, KJ_TEXT("題"), KJ_TEXT("Title"));
    kj_paper_heading_end(paper);
    kj_paper_open(paper, KJ_PARAGRAPH, NULL);
    kj_paper_text(paper, KJ_TEXT("- a_b *c* | <d>\nnext"));
    kj_paper_close(paper);
    kj_paper_open(paper, KJ_BULLETS, NULL);
    kj_paper_open(paper, KJ_BULLET, NULL);
    kj_paper_code(paper, KJ_TEXT("x |\n  `y`"));
    kj_paper_open(paper, KJ_BULLETS, NULL);
    kj_paper_open(paper, KJ_BULLET, NULL);
    kj_paper_link(paper, KJ_TEXT("top"));
    kj_paper_text(paper, KJ_TEXT("up"));
    kj_paper_link_end(paper);
    kj_paper_close(paper);
    kj_paper_close(paper);
    kj_paper_close(paper);
    kj_paper_close(paper);
    kj_paper_open(paper, KJ_TABLE, NULL);
    kj_paper_open(paper, KJ_ROW, NULL);
    kj_paper_head(paper, "値", "Value");
    kj_paper_close(paper);
    kj_paper_open(paper, KJ_ROW, NULL);
    kj_paper_open(paper, KJ_CELL, NULL);
    kj_paper_code(paper, KJ_TEXT("a|b"));
    kj_paper_close(paper);
    kj_paper_close(paper);
    kj_paper_close(paper);
}

static void check_paper(bool html, bool both, KjLang lang, const char *from, const char *expected)
{
    KjLabel title = {KJ_TEXT("題"), KJ_TEXT("Title")};
    KjPaper paper;
    KjSink sink;

    kj_sink_init(&sink, -1);
    kj_paper_begin(&paper, &sink, html, lang, both, title);
    write_blocks(&paper);
    kj_paper_end(&paper);
    kj_buf_putc(&sink.buf, '\0');
    const char *at = from ? strstr(sink.buf.data, from) : sink.buf.data;
    CHECK_STR(at ? at : "", expected);
    kj_sink_close(&sink);
}

TEST(as_markdown)
{
    check_paper(false, true, KJ_EN, NULL,
                "## Title\n\n\\- a\\_b \\*c\\* \\| \\<d\\> next\n\n- `` x | `y` ``\n  - up\n\n"
                "| Value |\n| --- |\n| `a\\|b` |\n\n");
}

TEST(as_a_page_in_one_language)
{
    check_paper(true, false, KJ_JA, "<main>",
                "<main>\n<h2 id=\"top\">題</h2>\n<p>- a_b *c* | &lt;d&gt;\nnext</p>\n<ul>\n<li>"
                "<code>x | `y`</code>\n<ul>\n<li><a href=\"#top\">up</a></li></ul></li></ul>\n"
                "<div class=\"wide\">\n<table>\n<tr>\n<th scope=\"col\">値</th></tr>\n<tr>\n<td>"
                "<code>a|b</code></td></tr></table></div></main></body></html>\n");
}

TEST(as_a_page_in_both)
{
    check_paper(
        true, true, KJ_EN, "<th ",
        "<th scope=\"col\"><span lang=\"ja\">値</span><span lang=\"en\">Value</span></th></tr>\n"
        "<tr>\n<td><code>a|b</code></td></tr></table></div></main></body></html>\n");
}

int main(void)
{
    return RUN(text_is_escaped_in_elements_and_attributes, what_is_no_text_becomes_a_mark,
               everything_that_is_open_is_closed_at_the_end, different_texts_have_different_ids,
               as_markdown, as_a_page_in_one_language, as_a_page_in_both);
}
