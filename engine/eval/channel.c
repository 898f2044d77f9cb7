/* Frames and what travels in them. A worker uses read and write only; nothing here trusts a length
 * or a value that came over the socket. */
#include "engine/eval/channel.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define MAX_COUNTED (1 << 17) /* diagnostics beyond the cap that are still counted one by one */

typedef struct Header {
    uint64_t kind, len;
} Header;

static bool write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes += n;
        len -= (size_t)n;
    }
    return true;
}

bool kj_channel_send(int fd, KjFrameKind kind, const void *bytes, size_t len)
{
    Header header = {kind, len};
    return write_all(fd, (const char *)&header, sizeof header) && write_all(fd, bytes, len);
}

bool kj_channel_send_value(int fd, KjFrameKind kind, const KjValue *value)
{
    KjBuf buf;
    kj_buf_init(&buf, KJ_FRAME_MAX);
    bool ok = kj_value_encode(&buf, value) && kj_channel_send(fd, kind, buf.data, buf.len);
    kj_buf_clear(&buf);
    return ok;
}

double kj_channel_clock(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* Waits for something to read. deadline 0: for ever, without asking the clock. */
static bool wait_readable(int fd, double deadline, bool *timed_out)
{
    while (deadline > 0) {
        struct pollfd poll_fd = {fd, POLLIN, 0};
        double left = deadline - kj_channel_clock();
        int got = left <= 0 ? 0 : poll(&poll_fd, 1, (int)(left * 1000) + 1);
        if (got > 0)
            return true;
        if (got < 0 && errno != EINTR)
            return false;
        if (got == 0 && kj_channel_clock() >= deadline) {
            *timed_out = true;
            return false;
        }
    }
    return true;
}

static bool read_all(int fd, double deadline, char *out, size_t len, bool *timed_out)
{
    while (len > 0) {
        if (!wait_readable(fd, deadline, timed_out))
            return false;
        ssize_t n = read(fd, out, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        out += n;
        len -= (size_t)n;
    }
    return true;
}

/* The body is taken in pieces, so that a lying length takes no memory that is not sent. */
static bool read_body(int fd, double deadline, uint64_t len, KjBuf *bytes, bool *timed_out)
{
    char piece[65536];
    while (len > 0) {
        size_t want = len < sizeof piece ? (size_t)len : sizeof piece;
        if (!read_all(fd, deadline, piece, want, timed_out) || !kj_buf_add(bytes, piece, want))
            return false;
        len -= want;
    }
    return true;
}

bool kj_channel_receive(int fd, double seconds, KjFrameKind *kind, KjBuf *bytes, bool *timed_out)
{
    Header header;
    double deadline = seconds > 0 ? kj_channel_clock() + seconds : 0;
    *timed_out = false;
    kj_buf_reset(bytes);
    if (!read_all(fd, deadline, (char *)&header, sizeof header, timed_out))
        return false;
    if (header.kind < KJ_FRAME_LOADED || header.kind > KJ_FRAME_FAILED || header.len > KJ_FRAME_MAX)
        return false;
    *kind = (KjFrameKind)header.kind;
    return read_body(fd, deadline, header.len, bytes, timed_out);
}

/* ---- diagnostics ---- */

KjValue kj_diags_value(const KjDiags *diags, KjArena *arena)
{
    static const char *const SEVERITIES[] = {"note", "warning", "error"};
    KjTree list = kj_tree_list(arena);
    for (size_t i = 0; i < diags->count; i++) {
        const KjDiag *diag = &diags->items[i];
        KjTree map = kj_tree_map(arena);
        kj_tree_set(&map, "severity", kj_value_text(kj_text(SEVERITIES[diag->severity])));
        if (diag->place.file)
            kj_tree_set(&map, "file", kj_value_text(kj_text(diag->place.file)));
        kj_tree_set(&map, "line", kj_value_int(diag->place.line));
        kj_tree_set(&map, "column", kj_value_int(diag->place.column));
        if (diag->subject)
            kj_tree_set(&map, "subject", kj_value_text(kj_text(diag->subject)));
        kj_tree_set(&map, "body", kj_value_text(kj_text(diag->body)));
        kj_tree_add(&list, map.value);
    }
    for (size_t i = 0; i < diags->dropped; i++) { /* counted, without text */
        KjTree map = kj_tree_map(arena);
        kj_tree_set(&map, "severity", kj_value_text(KJ_TEXT("error")));
        kj_tree_set(&map, "dropped", kj_value_bool(true));
        kj_tree_add(&list, map.value);
        if (i >= MAX_COUNTED)
            break;
    }
    return list.value;
}

static void add_one(KjDiags *diags, const KjValue *map)
{
    KjText severity = kj_map_text(map, "severity"), file = kj_map_text(map, "file");
    KjText subject = kj_map_text(map, "subject"), body = kj_map_text(map, "body");
    if (body.len == 0)
        body = kj_map_text(map, diags->lang == KJ_JA ? "ja" : "en");
    KjPlace place = {file.len ? file.data : NULL, (uint32_t)kj_map_int(map, "line", 0),
                     (uint32_t)kj_map_int(map, "column", 0)};
    KjSeverity level = kj_text_is(severity, "note")      ? KJ_NOTE
                       : kj_text_is(severity, "warning") ? KJ_WARNING
                                                         : KJ_ERROR;
    kj_diag_text(diags, level, place, subject.len ? subject.data : NULL, body.data);
}

void kj_diags_add_value(KjDiags *diags, const KjValue *list)
{
    for (size_t i = 0; list->type == KJ_LIST && i < list->u.list.count; i++) {
        const KjValue *map = &list->u.list.items[i];
        if (map->type != KJ_MAP && map->type != KJ_GROUP)
            continue;
        if (kj_map_bool(map, "dropped", false)) {
            diags->dropped++;
            diags->errors++;
        } else {
            add_one(diags, map);
        }
    }
}
