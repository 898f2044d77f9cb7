/* What every renderer needs to know: whose names the numbers of a run are, and for whom it writes. */
#ifndef KJ_OUTPUT_VIEW_H
#define KJ_OUTPUT_VIEW_H

#include "engine/rules/registry.h"

typedef struct KjView {
    const KjRegistry *registry;
    KjLang lang;
    int32_t zone;        /* datetimes are shown in it */
    bool show_sensitive; /* else values of sensitive fields are *** */
    bool all;            /* explanations are not folded */
} KjView;

#define KJ_MASK "***"

#endif
