/* The log only grows, under a lock. What is written is on the disk before anyone is told that it is done;
 * a line that did not fit is taken back. */
#include "engine/cli/bundle_home.h"

#include "engine/cli/file.h"
#include "engine/cli/tell.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const KjPlace nowhere;

const char *kj_bundle_home_folder(KjArena *arena)
{
    const char *own = getenv("KIJUN_HOME"), *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

    if (own && *own)
        return kj_path_without_slashes(arena, own);
    if (data && data[0] == '/')
        return kj_path_join(arena, data, "kijun");
    if (home && home[0] == '/')
        return kj_path_join(arena, home, ".local/share/kijun");
    return NULL;
}

const char *kj_bundle_home_place(const char *home, KjArena *arena, const KjInstall *install)
{
    return kj_arena_printf(arena, "%s/bundles/%.*s/%.*s", home, (int)install->name.len,
                           install->name.data, (int)install->folder.len, install->folder.data);
}

/* ---- reading ---- */

/* Who runs kijun may not be the one whose home it is: a service, a container. */
static bool cannot_reach(KjDiags *diags, const char *path)
{
    kj_diag(diags, KJ_ERROR, (KjPlace){path, 0, 0}, NULL,
            "読み込めません (%s)。配布物の置き場所を環境変数 KIJUN_HOME で示してください",
            "cannot be read (%s); let KIJUN_HOME name the place of installed bundles",
            strerror(errno));
    return false;
}

/* Whatever was installed is in the log first: keys have to be trusted before. */
static bool is_lost(const char *folder, KjArena *arena, const KjBundleLog *log)
{
    return log->whole == 0 && kj_file_is_folder(kj_path_join(arena, folder, "bundles"));
}

bool kj_bundle_home_log(const char *folder, KjArena *arena, KjDiags *diags, KjBundleLog *log)
{
    const char *path = kj_path_join(arena, folder, "log");
    KjText text = {"", 0};

    *log = (KjBundleLog){0};
    if (access(path, R_OK) != 0 && errno != ENOENT && errno != ENOTDIR)
        return cannot_reach(diags, path);
    if (kj_file_exists(path) && !kj_file_read_plain(path, path, KJ_LOG_MOST, arena, diags, &text))
        return false;
    if (!kj_bundle_log_read(text, path, diags, log))
        return false;
    if (!is_lost(folder, arena, log))
        return true;
    kj_diag(
        diags, KJ_ERROR, (KjPlace){path, 0, 0}, NULL,
        "配布物は導入されていますが、記録がないか、空です。控えから戻すか、このフォルダーをよけて、"
        "鍵の登録と導入をやり直してください",
        "bundles were installed, but the log of them is gone or empty; restore it from a copy, or "
        "move this folder away, then register keys and install anew");
    return false;
}

/* ---- opening ---- */

static KjExit cannot_write(KjDiags *diags, const char *path)
{
    kj_diag(diags, KJ_ERROR, (KjPlace){path, 0, 0}, NULL,
            "書き込めません (%s)。場所は環境変数 KIJUN_HOME で変えられます",
            "cannot be written (%s); KIJUN_HOME names another place", strerror(errno));
    return KJ_EXIT_SYSTEM;
}

static bool make_folders(KjArena *arena, const char *path)
{
    char *copy = kj_arena_strndup(arena, path, strlen(path));

    for (char *at = copy + 1; *at; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        if (mkdir(copy, 0777) != 0 && errno != EEXIST && !kj_file_is_folder(copy))
            return false;
        *at = '/';
    }
    return mkdir(copy, 0777) == 0 || errno == EEXIST;
}

static KjExit take_lock(KjBundleHome *home, KjDiags *diags)
{
    const char *path = kj_path_join(home->app->arena, home->folder, "lock");

    if (!make_folders(home->app->arena, home->folder))
        return cannot_write(diags, home->folder);
    home->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    while (home->lock >= 0 && flock(home->lock, LOCK_EX) != 0)
        if (errno != EINTR)
            return cannot_write(diags, path);
    return home->lock >= 0 ? KJ_EXIT_OK : cannot_write(diags, path);
}

/* Only --as-of goes behind the last line: who sets the clock back could take in what has expired. */
static void choose_day(KjBundleHome *home, KjDiags *diags)
{
    int32_t last = home->log.last_day;
    KjBuf now, then;

    home->day = kj_app_today(home->app);
    if (home->app->options.as_of || home->day >= last)
        return;
    kj_buf_init(&now, 0);
    kj_buf_init(&then, 0);
    kj_date_write_for(&now, home->day, home->app->lang);
    kj_date_write_for(&then, last, home->app->lang);
    kj_diag(
        diags, KJ_WARNING, nowhere, NULL,
        "時計は %1$s ですが、配布物の記録には %2$s の記録があります。時計が戻されています。期限は "
        "%2$s で判断します。時計が正しいなら --as-of で日付を指定してください",
        "the clock says %1$s, but the log of bundles has a line of %2$s: the clock was set "
        "back. Expiry is judged for %2$s; if the clock is right, say so with --as-of",
        now.data, then.data);
    kj_buf_clear(&now);
    kj_buf_clear(&then);
    home->day = last;
}

KjExit kj_bundle_home_open(KjBundleHome *home, const KjApp *app, bool to_change, KjDiags *diags)
{
    KjExit exit = KJ_EXIT_OK;

    *home = (KjBundleHome){.app = app, .lock = -1, .folder = kj_bundle_home_folder(app->arena)};
    if (!home->folder) {
        kj_diag(
            diags, KJ_ERROR, nowhere, NULL,
            "配布物の置き場所が分かりません。環境変数 KIJUN_HOME にフォルダーを指定してください",
            "there is no place for bundles; name a folder in the environment variable "
            "KIJUN_HOME");
        return KJ_EXIT_SYSTEM;
    }
    if (to_change)
        exit = take_lock(home, diags);
    if (exit != KJ_EXIT_OK)
        return exit;
    if (!kj_bundle_home_log(home->folder, app->arena, diags, &home->log))
        return KJ_EXIT_INPUT;
    choose_day(home, diags);
    return KJ_EXIT_OK;
}

void kj_bundle_home_close(KjBundleHome *home)
{
    kj_bundle_log_clear(&home->log);
    if (home->lock >= 0)
        close(home->lock);
    home->lock = -1;
}

KjExit kj_bundle_home_work(const KjApp *app, bool to_change, KjBundleWork *work)
{
    KjBundleHome home;
    KjDiags diags;
    KjExit exit;

    kj_diags_init(&diags, app->lang);
    exit = kj_bundle_home_open(&home, app, to_change, &diags);
    if (exit == KJ_EXIT_OK)
        exit = work(&home, &diags);
    kj_tell_diags(app, &diags);
    kj_bundle_home_close(&home);
    kj_diags_clear(&diags);
    return exit;
}

/* ---- writing ---- */

static bool sync_folder(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        close(fd);
    return good;
}

static bool write_at(int fd, const KjBuf *line, off_t at)
{
    size_t done = 0;

    while (done < line->len) {
        ssize_t written = pwrite(fd, line->data + done, line->len - done, at + (off_t)done);

        if (written < 0 && errno != EINTR)
            return false;
        done += written > 0 ? (size_t)written : 0;
    }
    return fsync(fd) == 0;
}

/* What stands behind the last whole line goes away first. */
static bool append(const char *path, size_t whole, const KjBuf *line)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666), number;
    bool good;

    if (fd < 0)
        return false;
    good = ftruncate(fd, (off_t)whole) == 0 && write_at(fd, line, (off_t)whole);
    number = errno;
    if (!good && ftruncate(fd, (off_t)whole) != 0)
        errno = number; /* half a line stays, which is as good as none */
    close(fd);
    errno = number;
    return good;
}

KjExit kj_bundle_home_note(KjBundleHome *home, KjText what, KjDiags *diags)
{
    const char *path = kj_path_join(home->app->arena, home->folder, "log");
    KjBuf line;
    bool good;

    kj_buf_init(&line, 0);
    kj_bundle_log_line(&home->log, home->day, what, &line);
    good = append(path, home->log.whole, &line) && sync_folder(home->folder);
    kj_buf_clear(&line);
    if (!good)
        return cannot_write(diags, path);
    kj_bundle_log_clear(&home->log);
    return kj_bundle_home_log(home->folder, home->app->arena, diags, &home->log) ? KJ_EXIT_OK
                                                                                 : KJ_EXIT_INPUT;
}
