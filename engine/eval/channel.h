/* Frames over the socket between a parent and its worker: a kind, a length, bytes. */
#ifndef KJ_EVAL_CHANNEL_H
#define KJ_EVAL_CHANNEL_H

#include "engine/base/buf.h"
#include "engine/base/diag.h"
#include "engine/model/value.h"

typedef enum {
    KJ_FRAME_LOADED = 1,  /* worker: a map { diagnostics, document, kept, resumed } */
    KJ_FRAME_JOB,         /* parent: a map, see worker.c */
    KJ_FRAME_DIAGS,       /* worker: a list of diagnostics */
    KJ_FRAME_RUN,         /* worker: an encoded run */
    KJ_FRAME_EXPLANATION, /* worker: a value */
    KJ_FRAME_FACTS,       /* worker: the facts of one organisation, a value */
    KJ_FRAME_DONE,        /* worker: the job is finished */
    KJ_FRAME_FAILED       /* worker: a text; it ends after this */
} KjFrameKind;

#define KJ_FRAME_MAX ((uint64_t)1 << 32)

/* Both return false when the other side is gone, or with *timed_out after `seconds` (0: no limit)
 * without the frame being complete. */
bool kj_channel_send(int fd, KjFrameKind kind, const void *bytes, size_t len);
bool kj_channel_receive(int fd, double seconds, KjFrameKind *kind, KjBuf *bytes, bool *timed_out);
double kj_channel_clock(void); /* seconds, for limits of time */
bool kj_channel_send_value(int fd, KjFrameKind kind, const KjValue *value);

/* Diagnostics as values. */
KjValue kj_diags_value(const KjDiags *diags, KjArena *arena);
void kj_diags_add_value(KjDiags *diags, const KjValue *list);

#endif
