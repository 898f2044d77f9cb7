/* What the files that print registers and matrices share; only they include this. */
#ifndef KJ_OUTPUT_DISPLAY_PARTS_H
#define KJ_OUTPUT_DISPLAY_PARTS_H

#include "engine/output/display.h"
#include "engine/output/meaning.h"

/* One display of one organisation: what the registry says of it, and its part of the tree. */
typedef struct KjShown {
    const KjView *view;
    const KjDisplay *display;
    const KjValue *value;
    const KjList *rows;
} KjShown;

KjShown kj_shown(const KjView *view, const KjValue *value);
KjMeaning kj_shown_meaning(const KjShown *shown, size_t column);
KjText kj_shown_title(const KjShown *shown, size_t column);
const KjValue *kj_shown_cell(const KjShown *shown, size_t row, size_t column);
/* For people: with the labels of enumerated values, "-" where there is none. */
KjText kj_shown_text(const KjShown *shown, size_t row, size_t column, KjArena *arena);
/* A step of a matrix for people: `column` is 0 for down, 1 for across. */
KjText kj_shown_step_text(const KjShown *shown, const char *axis, size_t step, size_t column);
/* Which step of a matrix a record's value is: its number, or the count of steps if it is none. */
size_t kj_shown_step(const KjShown *shown, const char *axis, size_t row, size_t column);

/* The matrix below its heading. */
void kj_display_matrix(KjPage *page, const KjShown *shown);

#endif
