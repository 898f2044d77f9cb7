/* What the sheets of a run's workbook share; only assess_xlsx*.c include this. */
#ifndef KJ_OUTPUT_ASSESS_BOOK_H
#define KJ_OUTPUT_ASSESS_BOOK_H

#include "engine/output/book.h"
#include "engine/output/view.h"
#include "engine/output/words.h"

typedef struct KjRunBook {
    KjBookOut *book;
    const KjView *view;
    const KjRun *run;
} KjRunBook;

/* The verdicts in the order of their columns. */
extern const KjVerdict kj_verdict_columns[KJ_VERDICTS];
KjTone kj_verdict_tone(KjVerdict verdict);

KjPut kj_put_word(const KjRunBook *to, KjWord word);
KjPut kj_put_as_of(const KjRunBook *to); /* as people write it */
KjPut kj_put_verdict(const KjRunBook *to, KjVerdict verdict);
/* A copy of what the buffer holds; the buffer is emptied and its memory kept. */
KjPut kj_put_buf(const KjRunBook *to, KjBuf *text);

/* A cell and one per verdict behind it, with its tone where there are any. */
void kj_put_counts(KjPut *first, const uint32_t *counts);
void kj_put_verdict_names(const KjRunBook *to, KjPut *first);

void kj_run_book_findings(const KjRunBook *to);
/* The sheet of one organisation; named is its name in this book. */
void kj_run_book_organization(const KjRunBook *to, const KjOrgResult *org, KjText named);

#endif
