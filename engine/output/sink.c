/* Writes whole buffers; interrupted and short writes go on where they stopped. */
#include "engine/output/sink.h"

#include <errno.h>
#include <unistd.h>

#define A_GOOD_DEAL ((size_t)64 << 10)

void kj_sink_init(KjSink *sink, int fd)
{
    *sink = (KjSink){.fd = fd};
    kj_buf_init(&sink->buf, 0);
}

void kj_sink_flush(KjSink *sink)
{
    size_t done = 0;

    if (sink->fd < 0)
        return;
    if (sink->buf.failed && !sink->error)
        sink->error = ENOMEM;
    while (done < sink->buf.len && !sink->error) {
        ssize_t written = write(sink->fd, sink->buf.data + done, sink->buf.len - done);

        if (written > 0)
            done += (size_t)written;
        else if (written < 0 && errno != EINTR)
            sink->error = errno;
    }
    kj_buf_reset(&sink->buf);
}

void kj_sink_relax(KjSink *sink)
{
    if (sink->buf.len >= A_GOOD_DEAL)
        kj_sink_flush(sink);
}

int kj_sink_close(KjSink *sink)
{
    kj_sink_flush(sink);
    if (sink->buf.failed && !sink->error)
        sink->error = ENOMEM;
    kj_buf_clear(&sink->buf);
    return sink->error;
}
