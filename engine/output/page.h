/* Text for people: columns counted as a terminal counts them, lines broken where Japanese allows.
 *
 * A page knows its width and whether there is colour, and in which column it stands. Everything
 * that is put on it is made printable first. Escape sequences take no columns. */
#ifndef KJ_OUTPUT_PAGE_H
#define KJ_OUTPUT_PAGE_H

#include "engine/base/text.h"
#include "engine/output/sink.h"

typedef enum {
    KJ_PLAIN,
    KJ_BOLD,
    KJ_DIM,
    KJ_RED,
    KJ_YELLOW,
    KJ_GREEN,
    KJ_CYAN,
    KJ_MAGENTA,
    KJ_STYLES
} KjStyle;

typedef struct KjPage {
    KjSink *sink;
    size_t width; /* columns; 0: lines are never broken */
    bool colour;
    size_t column;    /* where the next character goes, from 0 */
    KjArena *scratch; /* for the moment of one call */
} KjPage;

void kj_page_init(KjPage *page, KjSink *sink, size_t width, bool colour);
void kj_page_clear(KjPage *page);

/* Puts text where the page stands, without breaking it. */
void kj_page_put(KjPage *page, KjStyle style, KjText text);
void kj_page_puts(KjPage *page, KjStyle style, const char *text);
/* Fills up with spaces to a column; at least one space if text stands there already. */
void kj_page_to(KjPage *page, size_t column);
/* Lets text flow from where the page stands: it is broken at the width, and every further line
 * (also after a line break in the text) begins at the column `indent`. */
void kj_page_flow(KjPage *page, KjStyle style, size_t indent, KjText text);
/* The same, parted by two spaces from what stands before; nothing if the text is empty. */
void kj_page_flow_on(KjPage *page, KjStyle style, size_t indent, KjText text);
void kj_page_line(KjPage *page); /* ends the line */

size_t kj_page_width_of(KjText text); /* columns */
/* Source text on one line: white space, line breaks too, as one space. */
KjText kj_page_one_line(KjArena *arena, KjText text);

#endif
