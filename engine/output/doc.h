/* The reference of packs: what each asks, in which order, by which figures, and what it reads. The same
 * packs give the same bytes. */
#ifndef KJ_OUTPUT_DOC_H
#define KJ_OUTPUT_DOC_H

#include "engine/output/sink.h"
#include "engine/output/view.h"

typedef struct KjDocForm {
    bool html; /* else Markdown */
    bool both; /* HTML: both languages with a switch; view.lang is shown first */
} KjDocForm;

/* All packs that are wanted (by number, of the registry) on one page. */
void kj_doc(KjSink *sink, const KjView *view, KjDocForm form, const bool *wanted);

#endif
