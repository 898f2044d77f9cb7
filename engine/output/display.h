/* Registers and matrices that packs declare for a command (engine/eval/display.h has their tree). */
#ifndef KJ_OUTPUT_DISPLAY_H
#define KJ_OUTPUT_DISPLAY_H

#include "engine/output/page.h"
#include "engine/output/sink.h"
#include "engine/output/view.h"

/* The tree comes from a worker: whether its numbers and lists fit the registry. */
bool kj_display_fits(const KjRegistry *registry, const KjValue *shown);
void kj_display_text(KjPage *page, const KjView *view, const KjValue *shown, int32_t as_of);
/* doc/display.schema.json describes it. */
void kj_display_json(KjSink *sink, const KjView *view, const KjValue *shown, const char *command,
                     int32_t as_of);

#endif
