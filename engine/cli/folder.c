/* mkdtemp and rename on one file system. What was made is remembered, so that all of it can be moved
 * or taken away again. */
#include "engine/cli/folder.h"

#include "engine/cli/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(KjFolder *folder, const char *path)
{
    if (!folder->error) {
        folder->error = errno;
        folder->failed = path;
    }
    return false;
}

static const char *within(const KjFolder *folder, const char *base, const char *name)
{
    return kj_arena_printf(folder->arena, "%s/%s", base, name);
}

static void remember(KjStrings *list, const char *name)
{
    KJ_PUSH(list->items, list->count, list->capacity, name);
}

/* ---- making ---- */

/* As a folder gets that the shell makes. */
static bool open_to_others(const char *path)
{
    mode_t mask = umask(0);

    umask(mask);
    return chmod(path, 0777 & ~mask) == 0;
}

/* Within a folder that exists: what is beside it may belong to somebody else. */
bool kj_folder_begin(KjFolder *folder, const char *path, KjArena *arena)
{
    char *name;

    *folder = (KjFolder){.arena = arena, .path = path};
    folder->exists = kj_file_is_folder(folder->path);
    name = kj_path_temporary(arena, folder->exists ? within(folder, path, "") : path);
    if (!mkdtemp(name))
        return fail(folder, path);
    folder->temporary = name;
    return open_to_others(name) || fail(folder, path);
}

bool kj_folder_make(KjFolder *folder, const char *name)
{
    if (mkdir(within(folder, folder->temporary, name), 0777) != 0)
        return fail(folder, within(folder, folder->path, name));
    remember(&folder->folders, name);
    return true;
}

static bool write_all(int fd, const KjBuf *bytes)
{
    size_t done = 0;

    while (done < bytes->len) {
        ssize_t written = write(fd, bytes->data + done, bytes->len - done);

        if (written < 0 && errno != EINTR)
            return false;
        done += written > 0 ? (size_t)written : 0;
    }
    return true;
}

bool kj_folder_put(KjFolder *folder, const char *name, const KjBuf *bytes)
{
    const char *path = within(folder, folder->temporary, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    bool good;

    if (fd < 0)
        return fail(folder, within(folder, folder->path, name));
    remember(&folder->files, name);
    errno = ENOMEM; /* where the bytes did not fit into the buffer */
    good = !bytes->failed && write_all(fd, bytes);
    if (!good)
        fail(folder, within(folder, folder->path, name));
    if (close(fd) != 0)
        good = fail(folder, within(folder, folder->path, name));
    return good;
}

/* ---- finishing ---- */

static bool move_all(KjFolder *folder)
{
    for (size_t i = 0; i < folder->folders.count; i++) {
        const char *path = within(folder, folder->path, folder->folders.items[i]);

        if (mkdir(path, 0777) != 0 && !(errno == EEXIST && kj_file_is_folder(path)))
            return fail(folder, path);
    }
    for (size_t i = 0; i < folder->files.count; i++) {
        const char *path = within(folder, folder->path, folder->files.items[i]);

        if (rename(within(folder, folder->temporary, folder->files.items[i]), path) != 0)
            return fail(folder, path);
    }
    folder->files.count = 0;
    return true;
}

static void forget(KjFolder *folder)
{
    kj_free(folder->folders.items);
    kj_free(folder->files.items);
    folder->folders = folder->files = (KjStrings){0};
    folder->temporary = NULL;
}

bool kj_folder_finish(KjFolder *folder)
{
    if (folder->exists) {
        if (!move_all(folder))
            return false;
        kj_folder_drop(folder);
        return true;
    }
    if (rename(folder->temporary, folder->path) != 0)
        return fail(folder, folder->path);
    forget(folder);
    return true;
}

/* What has been moved is not found any more, which is as well. */
void kj_folder_drop(KjFolder *folder)
{
    if (!folder->temporary)
        return;
    for (size_t i = 0; i < folder->files.count; i++)
        unlink(within(folder, folder->temporary, folder->files.items[i]));
    for (size_t i = folder->folders.count; i > 0; i--)
        rmdir(within(folder, folder->temporary, folder->folders.items[i - 1]));
    rmdir(folder->temporary);
    forget(folder);
}

/* ---- names ---- */

/* What Windows refuses is escaped everywhere, so that a folder can be handed on. */
const char *kj_file_name(KjArena *arena, KjText text)
{
    KjBuf name;
    const char *copy;

    kj_buf_init(&name, 0);
    for (uint32_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        bool outer_dot = c == '.' && (i == 0 || i + 1 == text.len);

        if (c < 0x20 || c == 0x7F || outer_dot || strchr("/\\<>:\"|?*%", c))
            kj_buf_printf(&name, "%%%02X", c);
        else
            kj_buf_putc(&name, (char)c);
    }
    copy = kj_arena_strndup(arena, name.len ? name.data : "%", name.len ? name.len : 1);
    kj_buf_clear(&name);
    return copy;
}
