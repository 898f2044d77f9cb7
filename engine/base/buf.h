/* Growing byte buffers. The maximum is set when the buffer is made; an append past it fails and
 * leaves the buffer as it was, so one runaway text cannot take the memory of the machine. */
#ifndef KJ_BASE_BUF_H
#define KJ_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct KjBuf {
    char *data;                /* always NUL-terminated once anything was appended; else NULL */
    size_t len, capacity, max; /* capacity: at most max + 1 */
    bool failed;               /* an append was refused: check once at the end */
} KjBuf;

#define KJ_BUF_DEFAULT_MAX ((size_t)1 << 32)

void kj_buf_init(KjBuf *buf, size_t max); /* max 0: KJ_BUF_DEFAULT_MAX */
void kj_buf_clear(KjBuf *buf);            /* frees; the buffer may be used again */
void kj_buf_reset(KjBuf *buf);            /* len = 0, keeps the memory */
bool kj_buf_add(KjBuf *buf, const void *bytes, size_t len);
bool kj_buf_puts(KjBuf *buf, const char *text);
bool kj_buf_putc(KjBuf *buf, char c);
bool kj_buf_printf(KjBuf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool kj_buf_vprintf(KjBuf *buf, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
char *kj_buf_take(KjBuf *buf, size_t *len); /* ownership moves to the caller; free with kj_free */

#endif
