/* Reading is by the size that the file has when it is opened; what grows meanwhile is read on up to
 * the limit, so pipes work too. */
#include "engine/cli/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool kj_file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

bool kj_file_is_folder(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* ---- reading ---- */

static void tell_unreadable(KjDiags *diags, const char *shown, int number)
{
    kj_diag(diags, KJ_ERROR, (KjPlace){shown, 0, 0}, NULL, "読み込めません (%s)",
            "cannot be read (%s)", strerror(number));
}

static void tell_too_large(KjDiags *diags, const char *shown, size_t most)
{
    kj_diag(diags, KJ_ERROR, (KjPlace){shown, 0, 0}, NULL,
            "大きすぎます。%zu MiB までです。ファイルを分けてください",
            "too large: the limit is %zu MiB; split the file", most >> 20);
}

/* Fills the buffer up to its capacity; -1 with errno on failure. */
static ssize_t read_up_to(int fd, char *to, size_t room)
{
    size_t done = 0;

    while (done < room) {
        ssize_t got = read(fd, to + done, room - done);

        if (got == 0)
            break;
        if (got < 0 && errno != EINTR)
            return -1;
        done += got > 0 ? (size_t)got : 0;
    }
    return (ssize_t)done;
}

/* Of a regular file its size; of anything else as much as may be. */
static size_t expected_size(int fd, size_t most)
{
    struct stat info;

    if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size >= 0)
        return (size_t)info.st_size;
    return most;
}

static bool read_open(int fd, const char *shown, size_t most, KjArena *arena, KjDiags *diags,
                      KjText *data)
{
    size_t size = expected_size(fd, most);
    char *bytes;
    ssize_t got;

    if (size > most) {
        tell_too_large(diags, shown, most);
        return false;
    }
    bytes = kj_arena_scratch(arena, size + 2);
    got = read_up_to(fd, bytes, size + 1); /* one more tells whether it ends */
    if (got < 0) {
        tell_unreadable(diags, shown, errno);
        return false;
    }
    if ((size_t)got > most) {
        tell_too_large(diags, shown, most);
        return false;
    }
    bytes[got] = '\0';
    *data = (KjText){bytes, (uint32_t)got};
    return true;
}

static void tell_no_file(KjDiags *diags, const char *shown)
{
    kj_diag(diags, KJ_ERROR, (KjPlace){shown, 0, 0}, NULL,
            "読み込めません（このフォルダーの普通のファイルではありません）",
            "cannot be read (not a plain file of this folder)");
}

bool kj_file_read_plain(const char *path, const char *shown, size_t most, KjArena *arena,
                        KjDiags *diags, KjText *data)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    struct stat info;
    bool good;

    if (fd < 0) {
        tell_unreadable(diags, shown, errno);
        return false;
    }
    good = fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
    if (good)
        good = read_open(fd, shown, most, arena, diags, data);
    else
        tell_no_file(diags, shown);
    close(fd);
    return good;
}

bool kj_file_read_within(const char *folder, const char *path, const char *shown, size_t most,
                         KjArena *arena, KjDiags *diags, KjText *data)
{
    char within[PATH_MAX], real[PATH_MAX];
    size_t len = realpath(folder, within) ? strlen(within) : 0;

    if (!realpath(path, real)) {
        tell_unreadable(diags, shown, errno);
        return false;
    }
    if (len == 0 || strncmp(real, within, len) != 0 || (len > 1 && real[len] != '/')) {
        tell_no_file(diags, shown);
        return false;
    }
    return kj_file_read_plain(path, shown, most, arena, diags, data);
}

bool kj_file_read(const char *path, const char *shown, size_t most, KjArena *arena, KjDiags *diags,
                  KjText *data)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool good;

    if (fd < 0) {
        tell_unreadable(diags, shown, errno);
        return false;
    }
    good = read_open(fd, shown, most, arena, diags, data);
    close(fd);
    return good;
}

/* ---- folders ---- */

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool kj_folder_list(const char *path, KjArena *arena, const char ***names, size_t *count)
{
    DIR *folder = opendir(path);
    const char **list = NULL;
    size_t capacity = 0;
    struct dirent *entry;

    *count = 0;
    *names = NULL;
    if (!folder)
        return false;
    while ((entry = readdir(folder))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        KJ_PUSH(list, *count, capacity,
                kj_arena_strndup(arena, entry->d_name, strlen(entry->d_name)));
    }
    closedir(folder);
    if (*count) {
        qsort(list, *count, sizeof *list, compare_names);
        *names = kj_arena_array(arena, *count, sizeof **names);
        memcpy(*names, list, *count * sizeof *list);
    }
    kj_free(list);
    return true;
}

bool kj_folder_is_empty(const char *path, KjArena *arena)
{
    const char **names;
    size_t count;

    return kj_folder_list(path, arena, &names, &count) && count == 0;
}

/* ---- names ---- */

const char *kj_path_join(KjArena *arena, const char *folder, const char *name)
{
    size_t len = strlen(folder);

    while (len && name[0] == '.' && name[1] == '/')
        name += 2;
    if (len == 0 || strcmp(folder, ".") == 0)
        return kj_arena_strndup(arena, *name ? name : folder, strlen(*name ? name : folder));
    return kj_arena_printf(arena, folder[len - 1] == '/' ? "%s%s" : "%s/%s", folder, name);
}

static const char *last_part(KjArena *arena, const char *path)
{
    size_t end = strlen(path), from;

    while (end > 1 && path[end - 1] == '/')
        end--;
    for (from = end; from > 0 && path[from - 1] != '/';)
        from--;
    return kj_arena_strndup(arena, path + from, end - from);
}

const char *kj_path_base(KjArena *arena, const char *path)
{
    const char *base = last_part(arena, path);
    char real[PATH_MAX];

    if ((strcmp(base, ".") == 0 || strcmp(base, "..") == 0) && realpath(path, real))
        base = last_part(arena, real);
    return base;
}

const char *kj_path_without_slashes(KjArena *arena, const char *path)
{
    size_t len = strlen(path);

    while (len > 1 && path[len - 1] == '/')
        len--;
    return kj_arena_strndup(arena, path, len);
}

char *kj_path_temporary(KjArena *arena, const char *path)
{
    size_t len = strlen(path);

    while (len > 0 && path[len - 1] != '/')
        len--;
    return kj_arena_printf(arena, "%.*s.kijun.XXXXXX", (int)len, path);
}

bool kj_path_ends(const char *name, const char *ending)
{
    size_t len = strlen(name), tail = strlen(ending);

    return len >= tail && strcmp(name + len - tail, ending) == 0;
}
