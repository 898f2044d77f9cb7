/* How far a batch has come, on one line of stderr that is drawn over and over: only where that is a
 * terminal, never with --quiet, at most five times a second, and nothing of it is left at the end. */
#ifndef KJ_CLI_PROGRESS_H
#define KJ_CLI_PROGRESS_H

#include "engine/cli/app.h"

typedef struct KjProgress {
    bool wanted, drawn; /* drawn: the line is there now */
    KjLang lang;
    size_t total, done;
    double begun, drawn_at; /* seconds of the clock; 0: never */
} KjProgress;

void kj_progress_begin(KjProgress *progress, const KjApp *app, size_t total);
void kj_progress_add(KjProgress *progress, size_t done);
/* Takes the line away, before something else is written, or at the end. */
void kj_progress_hide(KjProgress *progress);

/* The line itself, `width` columns wide at most. */
void kj_progress_line(KjBuf *out, const KjProgress *progress, double now, size_t width);

#endif
