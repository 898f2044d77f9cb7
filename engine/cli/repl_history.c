/* One line each. What is more than twice what is read is cut when the file is read, through a file beside it. */
#include "engine/cli/repl_history.h"

#include "engine/base/text.h"
#include "engine/cli/file.h"
#include "engine/cli/tell.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_BYTES ((size_t)8 << 20)

const char *kj_history_path(KjArena *arena)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");

    if (state && state[0] == '/')
        return kj_arena_printf(arena, "%s/kijun/history", state);
    return home && home[0] == '/' ? kj_arena_printf(arena, "%s/.local/state/kijun/history", home)
                                  : NULL;
}

/* The folders that the file lies in. */
static bool make_folders(const char *path)
{
    char *copy = strdup(path);
    bool good = copy != NULL;

    for (char *slash = copy ? strchr(copy + 1, '/') : NULL; good && slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        good = mkdir(copy, 0700) == 0 || errno == EEXIST;
        *slash = '/';
    }
    free(copy);
    return good;
}

/* Never through a link; made if it is not there; for nobody else to read. */
static int open_file(const char *path, int flags)
{
    struct stat info;
    int fd = open(path, flags | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);

    if (fd < 0)
        return -1;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_uid != geteuid() ||
        fchmod(fd, 0600) != 0) {
        close(fd);
        errno = EPERM;
        return -1;
    }
    return fd;
}

static bool write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t done = write(fd, bytes, len);

        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return false;
        bytes += done;
        len -= (size_t)done;
    }
    return true;
}

bool kj_history_add(const char *path, const char *line)
{
    int fd = open_file(path, O_WRONLY | O_APPEND);
    KjBuf bytes;
    bool good;

    if (fd < 0)
        return false;
    kj_buf_init(&bytes, 0);
    kj_buf_printf(&bytes, "%s\n", line);
    good = write_all(fd, bytes.data, bytes.len);
    kj_buf_clear(&bytes);
    close(fd);
    return good;
}

/* The file anew, with the lines that were kept. */
static void shorten(const char *path, const KjStrings *lines, KjArena *arena)
{
    char *temporary = kj_path_temporary(arena, path);
    int fd = mkostemp(temporary, O_CLOEXEC);
    KjBuf bytes;

    if (fd < 0)
        return; /* it only stays longer */
    kj_buf_init(&bytes, 0);
    for (size_t i = 0; i < lines->count; i++)
        kj_buf_printf(&bytes, "%s\n", lines->items[i]);
    if (!write_all(fd, bytes.data, bytes.len) || fchmod(fd, 0600) != 0 ||
        rename(temporary, path) != 0)
        unlink(temporary);
    kj_buf_clear(&bytes);
    close(fd);
}

static size_t lines_of(KjText data)
{
    size_t count = 0;

    for (uint32_t i = 0; i < data.len; i++)
        count += data.data[i] == '\n';
    return count;
}

static void take_lines(KjText data, KjArena *arena, KjStrings *lines)
{
    size_t all = lines_of(data), skip = all > KJ_HISTORY_LINES ? all - KJ_HISTORY_LINES : 0, bad;
    const char *at = data.data, *end = data.data + data.len, *stop;

    for (size_t i = 0; (stop = memchr(at, '\n', (size_t)(end - at))); at = stop + 1, i++) {
        KjText line = {at, (uint32_t)(stop - at)};

        if (i < skip || !line.len || !kj_utf8_valid(line.data, line.len, &bad))
            continue;
        const char *kept = kj_arena_strndup(arena, line.data, line.len);
        KJ_PUSH(lines->items, lines->count, lines->capacity, kept);
    }
}

static void tell_unusable(const KjApp *app, const char *path, int number)
{
    KjDiags diags;

    kj_diags_init(&diags, app->lang);
    kj_diag(&diags, KJ_WARNING, (KjPlace){0}, NULL,
            "入力の履歴 %1$s を使えません（%2$s）。この対話の履歴は残りません",
            "the history %1$s cannot be used (%2$s); lines of this session are not kept", path,
            strerror(number));
    kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
}

void kj_history_read(const KjApp *app, const char **path, KjStrings *lines)
{
    KjText data = KJ_TEXT("");
    KjDiags ignored;
    int fd;

    *path = kj_history_path(app->arena);
    if (!*path)
        return;
    fd = make_folders(*path) ? open_file(*path, O_RDWR) : -1;
    if (fd < 0) {
        tell_unusable(app, *path, errno);
        *path = NULL;
        return;
    }
    close(fd);
    kj_diags_init(&ignored, app->lang);
    if (kj_file_read(*path, *path, MOST_BYTES, app->arena, &ignored, &data))
        take_lines(data, app->arena, lines);
    if (ignored.errors || lines_of(data) > 2 * KJ_HISTORY_LINES)
        shorten(*path, lines, app->arena);
    kj_diags_clear(&ignored);
}
