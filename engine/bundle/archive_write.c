/* A header has 512 bytes of text fields at fixed places (POSIX.1-1988, "ustar"). */
#include "engine/bundle/archive.h"

#include <stdio.h>
#include <string.h>

#define BLOCK 512
#define NAME 0
#define NAME_LEN 100
#define CHECKSUM 148
#define PREFIX 345
#define PREFIX_LEN 155

/* A long path is divided at a slash; the later the better, so that each path has one form. */
static bool put_path(char *header, KjText path)
{
    if (path.len <= NAME_LEN) {
        memcpy(header + NAME, path.data, path.len);
        return path.len > 0;
    }
    for (uint32_t at = path.len - 1; at > 0; at--) {
        if (path.data[at] != '/' || at > PREFIX_LEN)
            continue;
        if (path.len - at - 1 > NAME_LEN || path.len - at - 1 == 0)
            return false;
        memcpy(header + PREFIX, path.data, at);
        memcpy(header + NAME, path.data + at + 1, path.len - at - 1);
        return true;
    }
    return false;
}

static void put_octal(char *header, size_t at, int digits, unsigned long number)
{
    char text[32];

    snprintf(text, sizeof text, "%0*lo", digits, number);
    memcpy(header + at, text, (size_t)digits + 1);
}

bool kj_archive_header(char header[BLOCK], KjText path, size_t size)
{
    unsigned long sum = 0;

    memset(header, 0, BLOCK);
    if (!put_path(header, path))
        return false;
    put_octal(header, 100, 7, 0644);
    put_octal(header, 108, 7, 0); /* user */
    put_octal(header, 116, 7, 0); /* group */
    put_octal(header, 124, 11, size);
    put_octal(header, 136, 11, 0); /* time */
    header[156] = '0';             /* a regular file */
    memcpy(header + 257,
           "ustar\0"
           "00",
           8);
    put_octal(header, 329, 7, 0); /* device */
    put_octal(header, 337, 7, 0);
    memset(header + CHECKSUM, ' ', 8); /* the sum is taken over spaces */
    for (int i = 0; i < BLOCK; i++)
        sum += (unsigned char)header[i];
    put_octal(header, CHECKSUM, 6, sum);
    return true;
}

static bool pad(KjBuf *out)
{
    static const char zeros[BLOCK];
    size_t over = out->len % BLOCK;

    return over == 0 || kj_buf_add(out, zeros, BLOCK - over);
}

bool kj_archive_add(KjBuf *out, KjText path, KjText data)
{
    char header[BLOCK];

    return data.len <= KJ_ARCHIVE_FILE_MOST && kj_archive_header(header, path, data.len) &&
           kj_buf_add(out, header, sizeof header) && kj_buf_add(out, data.data, data.len) &&
           pad(out);
}

bool kj_archive_finish(KjBuf *out)
{
    static const char zeros[2 * BLOCK];

    return kj_buf_add(out, zeros, sizeof zeros);
}

static unsigned rank(char c)
{
    return c == '/' ? 0 : 1 + (unsigned char)c;
}

int kj_archive_order(KjText a, KjText b)
{
    uint32_t i = 0;

    while (i < a.len && i < b.len && a.data[i] == b.data[i])
        i++;
    if (i == a.len || i == b.len)
        return (i < a.len) - (i < b.len);
    return rank(a.data[i]) < rank(b.data[i]) ? -1 : 1;
}
