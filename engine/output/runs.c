/* Bytes are those of the wire (engine/model/run_wire.c), one organisation to a piece. */
#include "engine/output/runs.h"

#include "engine/base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define IN_MEMORY ((size_t)16 << 20)

typedef struct Piece {
    uint64_t at; /* in the buffer, or in the file behind all that the buffer held */
    size_t len;
} Piece;

struct KjRuns {
    KjArena *arena;
    KjRun head;
    const KjRun *given; /* kj_runs_of */
    size_t head_capacity;
    Piece *pieces; /* by organisation, as the head */
    size_t piece_count, piece_capacity;
    KjBuf buf;
    int fd; /* -1: all is in the buffer */
    uint64_t filed;
    KjRun *opened;
    KjRun **kept; /* by organisation, kj_runs_whole */
    KjRun whole;
    int error;
};

KjRuns *kj_runs_new(int32_t as_of, int32_t zone)
{
    KjRuns *runs = kj_alloc(sizeof *runs);
    runs->arena = kj_arena_new();
    runs->head = (KjRun){.as_of = as_of, .zone = zone};
    runs->fd = -1;
    kj_buf_init(&runs->buf, 0);
    return runs;
}

KjRuns *kj_runs_of(const KjRun *run)
{
    KjRuns *runs = kj_runs_new(run->as_of, run->zone);
    runs->given = run;
    return runs;
}

void kj_runs_free(KjRuns *runs)
{
    if (!runs)
        return;
    kj_run_free(runs->opened);
    for (size_t i = 0; runs->kept && i < runs->piece_count; i++)
        kj_run_free(runs->kept[i]);
    kj_free(runs->kept);
    kj_free(runs->whole.organizations);
    if (runs->fd >= 0)
        close(runs->fd);
    kj_buf_clear(&runs->buf);
    kj_free(runs->pieces);
    kj_free(runs->head.organizations);
    kj_arena_free(runs->arena);
    kj_free(runs);
}

/* ---- bytes ---- */

/* Not all file systems have files that never had a name. */
static int nameless_file(KjArena *arena)
{
    const char *folder = getenv("TMPDIR");
    folder = folder && *folder ? folder : "/tmp";
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0)
        return fd;
    char *name = kj_arena_printf(arena, "%s/kijun.XXXXXX", folder);
    fd = mkostemp(name, O_CLOEXEC);
    if (fd >= 0)
        unlink(name);
    return fd;
}

static bool write_all(int fd, const char *at, size_t len)
{
    while (len > 0) {
        ssize_t wrote = write(fd, at, len);
        if (wrote < 0 && errno != EINTR)
            return false;
        if (wrote > 0) {
            at += wrote;
            len -= (size_t)wrote;
        }
    }
    return true;
}

/* Moves what the buffer holds into the file. */
static bool empty_buffer(KjRuns *runs)
{
    if (runs->fd < 0)
        runs->fd = nameless_file(runs->arena);
    if (runs->fd < 0 || !write_all(runs->fd, runs->buf.data, runs->buf.len)) {
        runs->error = runs->error ? runs->error : errno;
        return false;
    }
    runs->filed += runs->buf.len;
    kj_buf_clear(&runs->buf);
    kj_buf_init(&runs->buf, 0);
    return true;
}

static bool read_all(KjRuns *runs, char *to, Piece piece)
{
    for (size_t have = 0; have < piece.len;) {
        ssize_t got = pread(runs->fd, to + have, piece.len - have, (off_t)(piece.at + have));
        if (got == 0 || (got < 0 && errno != EINTR)) {
            runs->error = runs->error ? runs->error : got == 0 ? EIO : errno;
            return false;
        }
        have += got > 0 ? (size_t)got : 0;
    }
    return true;
}

static KjRun *decode(KjRuns *runs, Piece piece)
{
    if (piece.at >= runs->filed)
        return kj_run_decode(runs->buf.data + (piece.at - runs->filed), piece.len);
    char *bytes = kj_alloc(piece.len + 1);
    KjRun *run = read_all(runs, bytes, piece) ? kj_run_decode(bytes, piece.len) : NULL;
    kj_free(bytes);
    if (!run && !runs->error)
        runs->error = EIO;
    return run;
}

/* ---- adding ---- */

static KjText copy(KjRuns *runs, KjText text)
{
    return (KjText){kj_arena_strndup(runs->arena, text.data, text.len), text.len};
}

static KjPlace keep_place(KjRuns *runs, KjPlace place)
{
    if (place.file)
        place.file = copy(runs, kj_text(place.file)).data;
    return place;
}

static KjDeviation *keep_deviations(KjRuns *runs, const KjDeviation *from, size_t count)
{
    KjDeviation *kept = kj_arena_array(runs->arena, count, sizeof *kept);
    for (size_t i = 0; i < count; i++) {
        kept[i] = from[i];
        kept[i].organization = copy(runs, from[i].organization);
        kept[i].base = kj_value_copy(runs->arena, &from[i].base);
        kept[i].value = kj_value_copy(runs->arena, &from[i].value);
        kept[i].direction = copy(runs, from[i].direction);
        kept[i].reason = copy(runs, from[i].reason);
        kept[i].approved_by = copy(runs, from[i].approved_by);
        kept[i].place = keep_place(runs, from[i].place);
    }
    return kept;
}

static void keep_head(KjRuns *runs, const KjOrgResult *org)
{
    KjOrgResult head = {.id = copy(runs, org->id),
                        .name = copy(runs, org->name),
                        .place = keep_place(runs, org->place),
                        .deviation_count = org->deviation_count};
    memcpy(head.summary, org->summary, sizeof head.summary);
    head.deviations = keep_deviations(runs, org->deviations, org->deviation_count);
    KJ_PUSH(runs->head.organizations, runs->head.organization_count, runs->head_capacity, head);
}

static bool add_organization(KjRuns *runs, const KjRun *run, KjOrgResult *org)
{
    KjRun one = {
        .as_of = run->as_of, .zone = run->zone, .organizations = org, .organization_count = 1};
    Piece piece = {.at = runs->filed + runs->buf.len};
    size_t before = runs->buf.len;
    if (!kj_run_encode(&runs->buf, &one)) {
        runs->error = runs->error ? runs->error : EOVERFLOW;
        return false;
    }
    piece.len = runs->buf.len - before;
    keep_head(runs, org);
    KJ_PUSH(runs->pieces, runs->piece_count, runs->piece_capacity, piece);
    return runs->buf.len < IN_MEMORY || empty_buffer(runs);
}

bool kj_runs_add(KjRuns *runs, const KjRun *run)
{
    bool good = !runs->error; /* else pieces would not be where they are said to be */
    for (size_t i = 0; good && i < run->organization_count; i++)
        good = add_organization(runs, run, &run->organizations[i]);
    return good;
}

typedef struct Entry {
    KjOrgResult head;
    Piece piece;
} Entry;

static int compare_entries(const void *a, const void *b)
{
    return kj_text_compare(((const Entry *)a)->head.id, ((const Entry *)b)->head.id);
}

void kj_runs_sort(KjRuns *runs)
{
    size_t count = runs->head.organization_count;
    Entry *entries = kj_alloc_array(count + 1, sizeof *entries);
    for (size_t i = 0; i < count; i++)
        entries[i] = (Entry){runs->head.organizations[i], runs->pieces[i]};
    if (count > 1)
        qsort(entries, count, sizeof *entries, compare_entries);
    for (size_t i = 0; i < count; i++) {
        runs->head.organizations[i] = entries[i].head;
        runs->pieces[i] = entries[i].piece;
    }
    kj_free(entries);
}

/* ---- reading ---- */

const KjRun *kj_runs_head(const KjRuns *runs)
{
    return runs->given ? runs->given : &runs->head;
}

const KjOrgResult *kj_runs_open(KjRuns *runs, size_t index)
{
    if (runs->given)
        return &runs->given->organizations[index];
    kj_run_free(runs->opened);
    runs->opened = decode(runs, runs->pieces[index]);
    return runs->opened && runs->opened->organization_count ? runs->opened->organizations
                                                            : &runs->head.organizations[index];
}

const KjRun *kj_runs_whole(KjRuns *runs)
{
    if (runs->given)
        return runs->given;
    if (runs->kept)
        return &runs->whole;
    runs->whole = runs->head;
    runs->kept = kj_alloc_array(runs->piece_count + 1, sizeof *runs->kept);
    runs->whole.organizations =
        kj_alloc_array(runs->piece_count + 1, sizeof *runs->whole.organizations);
    for (size_t i = 0; i < runs->piece_count; i++) {
        runs->whole.organizations[i] = *kj_runs_open(runs, i);
        runs->kept[i] = runs->opened;
        runs->opened = NULL;
    }
    return &runs->whole;
}

int kj_runs_error(const KjRuns *runs)
{
    return runs->error;
}
