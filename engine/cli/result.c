/* mkstemp beside the target and rename: the same file system, so the move is atomic. A link is
 * followed first, so that it stays a link. */
#include "engine/cli/result.h"

#include "engine/cli/file.h"
#include "engine/cli/tell.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define WIDTH_OTHERWISE 80
#define WIDTH_LEAST 40
#define WIDTH_MOST 120 /* longer lines are hard to read */

/* ---- the page ---- */

static size_t columns_of(int fd)
{
    const char *text = getenv("COLUMNS");
    long wanted = text ? strtol(text, NULL, 10) : 0;
    struct winsize size;

    if (wanted <= 0 && isatty(fd) && ioctl(fd, TIOCGWINSZ, &size) == 0)
        wanted = size.ws_col;
    if (wanted <= 0)
        return WIDTH_OTHERWISE;
    return wanted < WIDTH_LEAST ? WIDTH_LEAST : wanted > WIDTH_MOST ? WIDTH_MOST : (size_t)wanted;
}

static bool wants_colour(int fd)
{
    const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");

    return isatty(fd) && !(no && *no) && !(terminal && strcmp(terminal, "dumb") == 0);
}

/* ---- opening ---- */

/* The file the path leads to, and whether something stands there that is no regular file. */
static const char *target_of(const KjApp *app, const char *path, bool *special)
{
    char real[PATH_MAX];
    struct stat info;

    *special = stat(path, &info) == 0 && !S_ISREG(info.st_mode);
    if (!*special && realpath(path, real))
        return kj_arena_strndup(app->arena, real, strlen(real));
    return path;
}

/* As a file gets that the shell makes; or as the one that is replaced has. */
static void set_mode(int fd, const char *path)
{
    mode_t mask = umask(0);
    struct stat info;

    umask(mask);
    if (fchmod(fd, stat(path, &info) == 0 ? info.st_mode & 0777 : 0666 & ~mask) != 0)
        return; /* it stays private, which harms nobody */
}

static int open_target(KjResult *result)
{
    bool special;
    int fd;

    result->path = target_of(result->app, result->app->options.output, &special);
    if (special)
        return open(result->path, O_WRONLY | O_CLOEXEC);
    result->temporary = kj_path_temporary(result->app->arena, result->path);
    fd = mkostemp(result->temporary, O_CLOEXEC);
    if (fd < 0)
        result->temporary = NULL;
    else
        set_mode(fd, result->path);
    return fd;
}

bool kj_result_open(KjResult *result, const KjApp *app)
{
    int fd = STDOUT_FILENO;

    *result = (KjResult){.app = app};
    if (app->options.output)
        fd = open_target(result);
    if (fd < 0) {
        kj_tell_unwritable(app, app->options.output, errno);
        return false;
    }
    kj_sink_init(&result->sink, fd);
    kj_page_init(&result->page, &result->sink, columns_of(fd), wants_colour(fd));
    return true;
}

void kj_result_keep_lines(KjResult *result)
{
    if (!isatty(result->sink.fd))
        result->page.width = 0;
}

/* ---- closing ---- */

static int finish_file(KjResult *result, int fd, int error)
{
    if (close(fd) != 0 && !error)
        error = errno;
    if (!result->temporary)
        return error;
    if (!error && rename(result->temporary, result->path) != 0)
        error = errno;
    if (error)
        unlink(result->temporary);
    return error;
}

KjExit kj_result_close(KjResult *result, KjExit exit)
{
    int fd = result->sink.fd, error;

    kj_page_clear(&result->page);
    error = kj_sink_close(&result->sink);
    if (result->path)
        error = finish_file(result, fd, error);
    if (!error)
        return exit;
    kj_tell_unwritable(result->app, result->app->options.output, error);
    return KJ_EXIT_SYSTEM;
}

void kj_result_drop(KjResult *result)
{
    int fd = result->sink.fd;

    kj_page_clear(&result->page);
    kj_sink_close(&result->sink);
    if (result->path)
        close(fd);
    if (result->temporary)
        unlink(result->temporary);
}
