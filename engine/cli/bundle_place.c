/* Files are written into a folder of a temporary name beside the place, brought to the disk, and moved there by
 * one rename. */
#include "engine/cli/bundle_place.h"

#include "engine/cli/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Unpacking {
    KjArena *arena;
    const char *root; /* the temporary folder */
} Unpacking;

static const char *in(const Unpacking *unpacking, const char *path)
{
    return kj_arena_printf(unpacking->arena, "%s/%s", unpacking->root, path);
}

static bool close_well(int fd, bool good)
{
    int number = errno;

    if (close(fd) != 0 && good)
        return false;
    errno = number;
    return good;
}

static bool sync_folder(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    return fd >= 0 && close_well(fd, fsync(fd) == 0);
}

static bool put_file(const Unpacking *unpacking, const char *path, KjText data)
{
    int fd = open(in(unpacking, path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    size_t done = 0;

    if (fd < 0)
        return false;
    while (done < data.len) {
        ssize_t written = write(fd, data.data + done, data.len - done);

        if (written < 0 && errno != EINTR)
            return close_well(fd, false);
        done += written > 0 ? (size_t)written : 0;
    }
    return close_well(fd, fsync(fd) == 0);
}

static bool make_folder(const char *path)
{
    return mkdir(path, 0777) == 0 || (errno == EEXIST && kj_file_is_folder(path));
}

static const char *pack_folder(const Unpacking *unpacking, KjText id)
{
    return kj_arena_printf(unpacking->arena, "%s/packs/%.*s", unpacking->root, (int)id.len,
                           id.data);
}

static bool put_all(const Unpacking *unpacking, const KjBundle *bundle)
{
    bool good = put_file(unpacking, KJ_ARCHIVE_MANIFEST, bundle->manifest_text) &&
                make_folder(in(unpacking, "packs"));

    for (size_t i = 0; good && i < bundle->manifest.pack_count; i++)
        good = make_folder(pack_folder(unpacking, bundle->manifest.packs[i].id));
    for (size_t i = 0; good && i < bundle->file_count; i++)
        good = put_file(unpacking, bundle->files[i].path.data, bundle->files[i].data);
    for (size_t i = 0; good && i < bundle->manifest.pack_count; i++)
        good = sync_folder(pack_folder(unpacking, bundle->manifest.packs[i].id));
    return good && sync_folder(in(unpacking, "packs")) && sync_folder(unpacking->root);
}

/* ---- removing ---- */

/* Never follows links; no deeper than a bundle goes. */
static void remove_tree(KjArena *arena, const char *path, int depth)
{
    const char **names;
    size_t count;
    struct stat info;

    if (lstat(path, &info) != 0)
        return;
    if (!S_ISDIR(info.st_mode)) {
        unlink(path);
        return;
    }
    if (depth > 0 && kj_folder_list(path, arena, &names, &count))
        for (size_t i = 0; i < count; i++)
            remove_tree(arena, kj_path_join(arena, path, names[i]), depth - 1);
    rmdir(path);
}

static bool is_known(const KjBundleLog *log, KjText name, const char *folder)
{
    for (size_t i = 0; i < log->install_count; i++)
        if (kj_text_compare(log->installs[i].name, name) == 0 &&
            kj_text_is(log->installs[i].folder, folder))
            return true;
    return false;
}

static const char *folder_of(const KjBundleHome *home, KjText name)
{
    return kj_arena_printf(home->app->arena, "%s/bundles/%.*s", home->folder, (int)name.len,
                           name.data);
}

void kj_bundle_sweep(const KjBundleHome *home, KjText name)
{
    KjArena *arena = home->app->arena;
    const char *parent = folder_of(home, name), **names;
    size_t count;

    if (!kj_folder_list(parent, arena, &names, &count))
        return;
    for (size_t i = 0; i < count; i++)
        if (!is_known(&home->log, name, names[i]))
            remove_tree(arena, kj_path_join(arena, parent, names[i]), 4);
}

/* ---- unpacking ---- */

/* 7-0123456789ab, or with .2, .3 … behind it where that is taken. */
static const char *free_name(const KjBundleHome *home, const char *parent,
                             const KjManifest *manifest, const char *hash)
{
    KjArena *arena = home->app->arena;
    const char *name = kj_arena_printf(arena, "%lld-%.12s", (long long)manifest->sequence, hash);
    const char *found = name;

    for (int i = 2; kj_file_exists(kj_path_join(arena, parent, found)); i++)
        found = kj_arena_printf(arena, "%s.%d", name, i);
    return found;
}

static bool make_parents(const KjBundleHome *home, const char *parent)
{
    const char *bundles = kj_path_join(home->app->arena, home->folder, "bundles");

    return make_folder(bundles) && sync_folder(home->folder) && make_folder(parent) &&
           sync_folder(bundles);
}

static bool open_to_others(const char *path)
{
    mode_t mask = umask(0);

    umask(mask);
    return chmod(path, 0777 & ~mask) == 0;
}

KjExit kj_bundle_unpack(const KjBundleHome *home, const KjBundle *bundle, const char *hash,
                        KjDiags *diags, const char **folder)
{
    KjArena *arena = home->app->arena;
    const char *parent = folder_of(home, bundle->manifest.name);
    char *temporary = kj_path_temporary(arena, kj_arena_printf(arena, "%s/", parent));
    Unpacking unpacking = {arena, temporary};
    bool made, good;
    int number;

    made = make_parents(home, parent) && mkdtemp(temporary);
    good = made && open_to_others(temporary) && put_all(&unpacking, bundle);
    if (good) {
        *folder = free_name(home, parent, &bundle->manifest, hash);
        good = rename(temporary, kj_path_join(arena, parent, *folder)) == 0 && sync_folder(parent);
    }
    if (good)
        return KJ_EXIT_OK;
    number = errno;
    if (made)
        remove_tree(arena, temporary, 4);
    kj_diag(diags, KJ_ERROR, (KjPlace){parent, 0, 0}, NULL,
            "書き込めません (%s)。前のものはそのままです",
            "cannot be written (%s); nothing was changed", strerror(number));
    return KJ_EXIT_SYSTEM;
}
