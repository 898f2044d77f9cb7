/* Where rendered bytes go: a buffer that is emptied into a file descriptor as it fills.
 *
 * Renderers append to sink->buf and call kj_sink_relax between items. A write that fails is
 * remembered and everything after it is dropped; kj_sink_close tells. */
#ifndef KJ_OUTPUT_SINK_H
#define KJ_OUTPUT_SINK_H

#include "engine/base/buf.h"

typedef struct KjSink {
    KjBuf buf;
    int fd;    /* -1: everything stays in buf */
    int error; /* errno of the write that failed, 0 if none did */
} KjSink;

void kj_sink_init(KjSink *sink, int fd);
void kj_sink_relax(KjSink *sink); /* writes if a good deal has gathered */
void kj_sink_flush(KjSink *sink);
/* Flushes and frees; the errno of what went wrong, or 0. The descriptor stays open. */
int kj_sink_close(KjSink *sink);

#endif
