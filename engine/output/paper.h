/* A document for people that may become HTML or Markdown: blocks that are opened and closed, and what stands
 * in them. HTML can carry both languages with a switch; Markdown has one. */
#ifndef KJ_OUTPUT_PAPER_H
#define KJ_OUTPUT_PAPER_H

#include "engine/output/html.h"
#include "engine/output/sink.h"
#include "engine/output/words.h"
#include "engine/rules/registry.h"

typedef enum {
    KJ_SECTION,
    KJ_ARTICLE,
    KJ_PARAGRAPH,
    KJ_BULLETS,
    KJ_BULLET,
    KJ_TABLE,
    KJ_ROW,
    KJ_HEAD, /* a cell that names its column or row */
    KJ_CELL,
    KJ_TERMS, /* a list of terms and what they mean */
    KJ_TERM,
    KJ_MEANS,
    KJ_FOLD, /* can be folded away; begins with KJ_FOLD_TITLE */
    KJ_FOLD_TITLE,
    KJ_CONTENTS, /* links to the rest */
    KJ_BLOCKS
} KjBlock;

#define KJ_PAPER_DEPTH 24

typedef struct KjPaper {
    KjSink *sink;
    bool html;
    bool both;   /* HTML: both languages */
    KjLang lang; /* the one shown first, or alone */
    KjHtml writer;
    KjArena *arena; /* for the moment */
    KjBlock open[KJ_PAPER_DEPTH];
    size_t depth;
    /* Markdown */
    size_t lists; /* how deep */
    size_t cells; /* of the first row of a table */
    bool first_row;
    bool fresh; /* nothing stands on the line */
} KjPaper;

void kj_paper_begin(KjPaper *paper, KjSink *sink, bool html, KjLang lang, bool both, KjLabel title);
void kj_paper_end(KjPaper *paper);

/* class: for the style, or NULL */
void kj_paper_open(KjPaper *paper, KjBlock block, const char *class);
void kj_paper_open_at(KjPaper *paper, KjBlock block, const char *class, KjText id);
void kj_paper_close(KjPaper *paper);
/* level 1 to 6; id may be empty */
void kj_paper_heading(KjPaper *paper, int level, KjText id);
void kj_paper_heading_end(KjPaper *paper);

/* What stands in a block. */
void kj_paper_text(KjPaper *paper, KjText text);          /* the same in both languages */
void kj_paper_pair(KjPaper *paper, KjText ja, KjText en); /* in the languages that are shown */
void kj_paper_label(KjPaper *paper, KjLabel label);
void kj_paper_word(KjPaper *paper, KjWord word);
void kj_paper_say(KjPaper *paper, const char *ja, const char *en);
void kj_paper_code(KjPaper *paper, KjText text); /* source text; on one line */
void kj_paper_mark(KjPaper *paper, const char *class, KjText ja, KjText en); /* a badge */
void kj_paper_gap(KjPaper *paper);                                           /* between badges */
void kj_paper_link(KjPaper *paper,
                   KjText id); /* until kj_paper_link_end; id as kj_html_id made it */
void kj_paper_link_end(KjPaper *paper);

/* A row of a table of headings or a term, in one call. */
void kj_paper_head(KjPaper *paper, const char *ja, const char *en);
void kj_paper_term(KjPaper *paper, const char *ja, const char *en);

#endif
