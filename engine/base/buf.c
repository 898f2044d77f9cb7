/* Growing byte buffers. Memory doubles until it reaches the maximum. Once an append was refused all
 * later ones are refused too, so that a text never continues behind a hole; reset lifts that. */
#include "engine/base/buf.h"
#include "engine/base/mem.h"

#include <stdio.h>
#include <string.h>

void kj_buf_init(KjBuf *buf, size_t max)
{
    *buf = (KjBuf){.max = max ? max : KJ_BUF_DEFAULT_MAX};
}

void kj_buf_clear(KjBuf *buf)
{
    kj_free(buf->data);
    kj_buf_init(buf, buf->max);
}

void kj_buf_reset(KjBuf *buf)
{
    buf->len = 0;
    buf->failed = false;
    if (buf->data)
        buf->data[0] = '\0';
}

/* Makes room for more bytes and the NUL behind them. */
static bool reserve(KjBuf *buf, size_t more)
{
    size_t max = buf->max ? buf->max : KJ_BUF_DEFAULT_MAX;
    size_t capacity = buf->capacity ? buf->capacity : max < 64 ? max + 1 : 64;

    if (!buf->failed && more < buf->capacity - buf->len) /* mostly */
        return true;
    if (buf->failed || more > max - buf->len) {
        buf->failed = true;
        return false;
    }
    while (capacity <= buf->len + more)
        capacity = capacity > max / 2 ? max + 1 : capacity * 2;
    buf->data = kj_realloc_array(buf->data, capacity, 1);
    buf->capacity = capacity;
    return true;
}

bool kj_buf_add(KjBuf *buf, const void *bytes, size_t len)
{
    if (!reserve(buf, len))
        return false;
    if (len)
        memcpy(buf->data + buf->len, bytes, len);
    buf->len += len;
    buf->data[buf->len] = '\0';
    return true;
}

bool kj_buf_puts(KjBuf *buf, const char *text)
{
    return kj_buf_add(buf, text, strlen(text));
}

bool kj_buf_putc(KjBuf *buf, char c)
{
    return kj_buf_add(buf, &c, 1);
}

bool kj_buf_vprintf(KjBuf *buf, const char *format, va_list args)
{
    size_t room = buf->capacity - buf->len;
    va_list again;
    int len;

    va_copy(again, args);
    len = vsnprintf(room ? buf->data + buf->len : NULL, room, format, args);
    if (len < 0)
        buf->failed = true;
    if (len < 0 || !reserve(buf, (size_t)len)) {
        if (buf->data)
            buf->data[buf->len] = '\0'; /* what vsnprintf began is taken back */
    } else {
        if ((size_t)len >= room)
            vsnprintf(buf->data + buf->len, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
    return !buf->failed;
}

bool kj_buf_printf(KjBuf *buf, const char *format, ...)
{
    va_list args;
    bool done;

    va_start(args, format);
    done = kj_buf_vprintf(buf, format, args);
    va_end(args);
    return done;
}

char *kj_buf_take(KjBuf *buf, size_t *len)
{
    char *data = buf->data ? buf->data : kj_strndup("", 0);

    if (len)
        *len = buf->len;
    kj_buf_init(buf, buf->max);
    return data;
}
