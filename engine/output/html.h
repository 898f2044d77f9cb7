/* A small HTML writer: it escapes, closes what was opened, and puts a page together that needs nothing from
 * elsewhere. What it is told in wrong order is the caller's fault.
 *
 *   kj_html_open(html, "p");  kj_html_attr(html, "id", id);  kj_html_text(html, text);  kj_html_close(html);
 */
#ifndef KJ_OUTPUT_HTML_H
#define KJ_OUTPUT_HTML_H

#include "engine/base/buf.h"
#include "engine/base/diag.h"
#include "engine/base/text.h"

#define KJ_HTML_DEPTH 40

typedef struct KjHtml {
    KjBuf *out;
    const char *open[KJ_HTML_DEPTH]; /* elements that are open; borrowed */
    size_t depth;
    bool in_tag; /* of the innermost: attributes may follow */
} KjHtml;

KjHtml kj_html(KjBuf *out);
void kj_html_open(KjHtml *html, const char *element);
/* Directly behind kj_html_open or kj_html_single. */
void kj_html_attr(KjHtml *html, const char *name, KjText value);
void kj_html_flag(KjHtml *html, const char *name); /* an attribute without value: "checked" */
/* An element that holds nothing: meta, input, br. */
void kj_html_single(KjHtml *html, const char *element);
/* Escaped; what is not UTF-8 or does not show becomes U+FFFD. */
void kj_html_text(KjHtml *html, KjText text);
void kj_html_puts(KjHtml *html, const char *text);
void kj_html_close(KjHtml *html);
/* <p class="…">text</p> and the like; class may be NULL. */
void kj_html_element(KjHtml *html, const char *element, const char *class, KjText text);

/* The beginning of a page, up to within <body>: character set, width of phones, style. both: texts of the
 * other language may follow, marked as such, and a switch shows one or the other; lang is shown first. */
void kj_html_begin(KjHtml *html, KjLang lang, bool both, KjText title);
void kj_html_end(KjHtml *html); /* closes all that is open */

/* A text as the value of `id`, or behind # in a link: other bytes than letters, digits, '.' and '-' become
 * _XX. Different texts have different ids. */
KjText kj_html_id(KjArena *arena, const char *prefix, KjText text);

extern const char kj_html_style[]; /* engine/output/html.css, put into the program by make */

#endif
