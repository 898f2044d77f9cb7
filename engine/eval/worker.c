/* The parent's side: starting a worker, having it load packs, and telling what became of it when it dies.
 * Its jobs are in worker_jobs.c; what a worker does is in labour.c. */
#include "engine/eval/worker_parts.h"

#include "engine/base/door.h"
#include "engine/eval/channel.h"
#include "engine/eval/labour.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* Sanitized programs are several times slower. */
#if defined(__SANITIZE_ADDRESS__)
#define LOAD_SECONDS 120.0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LOAD_SECONDS 120.0
#endif
#endif
#ifndef LOAD_SECONDS
#define LOAD_SECONDS 20.0
#endif

/* Wall clock for what may take so much processor time, should it neither compute nor end. */
double kj_worker_patience_for(double seconds)
{
    return 60 + 10 * seconds;
}

/* Sets the error in the session's language. */
static void say(KjError *error, KjExit code, KjLang lang, const char *ja, const char *en)
{
    kj_error_set(error, code, "%s", lang == KJ_JA ? ja : en);
}

static void note_death(KjWorker *worker, KjError *error)
{
    const char *place;
    worker->death = kj_death_skip(worker->watch, worker->registry, error);
    KjArena *arena = kj_arena_new();
    place = kj_death_place(&worker->death, worker->watch, worker->registry, arena, worker->lang);
    if (place)
        kj_error_set(error, error->exit, "%s: %s", place, worker->death.how);
    kj_arena_free(arena);
}

/* Ends the worker and says how it had ended already, if it had. */
void kj_worker_put_down(KjWorker *worker, bool kill_it, bool timed_out, KjError *error)
{
    KjEnding ending = {.loading = worker->loading,
                       .timed_out = timed_out,
                       .seconds = worker->granted,
                       .memory = worker->memory};
    if (worker->pid <= 0) {
        if (error)
            say(error, KJ_EXIT_SYSTEM, worker->lang, "作業プロセスはすでに終わっています",
                "the worker process has ended already");
        return;
    }
    if (kill_it)
        kill(worker->pid, SIGKILL);
    while (waitpid(worker->pid, &ending.status, 0) < 0 && errno == EINTR)
        ;
    worker->pid = 0;
    if (!error)
        return;
    kj_death_tell(&ending, worker->watch, worker->lang, error);
    note_death(worker, error);
}

void kj_worker_broken(KjWorker *worker, KjError *error)
{
    say(error, KJ_EXIT_SYSTEM, worker->lang, "作業プロセスの返したものが判定結果ではありません",
        "the worker process sent something that is not a result");
    kj_worker_put_down(worker, true, false, NULL);
}

/* A frame, or an error that says what happened to the worker. */
bool kj_worker_receive(KjWorker *worker, double seconds, KjFrameKind *kind, KjBuf *bytes,
                       KjError *error)
{
    bool timed_out;
    if (!kj_channel_receive(worker->fd, seconds, kind, bytes, &timed_out)) {
        kj_worker_put_down(worker, true, timed_out, error);
        return false;
    }
    worker->received += bytes->len;
    if (worker->received > worker->memory) { /* more than it can have made of its job */
        kj_worker_broken(worker, error);
        return false;
    }
    if (*kind == KJ_FRAME_FAILED && worker->watch && worker->watch->exhausted) {
        kj_worker_put_down(worker, true, false, error);
        return false;
    }
    if (*kind == KJ_FRAME_FAILED) {
        kj_error_set(error, KJ_EXIT_SYSTEM, "%.*s", (int)(bytes->len < 400 ? bytes->len : 400),
                     bytes->data ? bytes->data : "");
        kj_worker_put_down(worker, true, false, NULL);
        return false;
    }
    return true;
}

bool kj_worker_value(const KjBuf *bytes, KjArena *arena, KjValue *value)
{
    const char *at = bytes->data;
    return bytes->data && kj_value_decode(arena, &at, bytes->data + bytes->len, value) &&
           at == bytes->data + bytes->len;
}

static void tell_open_door(const KjWorker *worker, KjDiags *diags)
{
    if (worker->watch && worker->watch->open)
        kj_diag(diags, KJ_WARNING, (KjPlace){0}, NULL,
                "この環境にはシステムコールを制限する機能（seccomp）がありません。作業プロセスを"
                "閉じ込められないので、付属の基準パックだけを動かします",
                "the kernel or container offers no filter of system calls (seccomp). Workers "
                "cannot be shut in, so only packs that come with the program are run");
}

static bool take_loaded(KjWorker *worker, const KjBuf *bytes, KjDiags *diags, KjError *error)
{
    KjArena *arena = kj_arena_new();
    KjValue loaded;
    bool ok = kj_worker_value(bytes, arena, &loaded);
    if (!ok) {
        kj_worker_broken(worker, error);
    } else {
        const KjValue *list = kj_map_get(&loaded, "diagnostics");
        const KjValue *document = kj_map_get(&loaded, "document");
        if (list)
            kj_diags_add_value(diags, list);
        tell_open_door(worker, diags);
        if (worker->kept && kj_map_bool(&loaded, "resumed", false)) {
            worker->own = worker->kept->registry;
            worker->kept->registry = NULL;
        } else if (document && diags->errors == 0) {
            worker->own = kj_registry_new(document, error);
            ok = worker->own != NULL;
        }
        worker->registry = worker->own;
    }
    kj_arena_free(arena);
    return ok;
}

/* What a worker does not read or answer in time must not hold its parent. */
static void limit_sending(const KjWorker *worker)
{
    struct timeval most = {(time_t)worker->job_seconds + 1, 0};
    setsockopt(worker->fd, SOL_SOCKET, SO_SNDTIMEO, &most, sizeof most);
}

static KjWatch *share_watch(void)
{
    void *page =
        mmap(NULL, sizeof(KjWatch), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return page == MAP_FAILED ? NULL : page;
}

static void drop(KjWorker *worker)
{
    if (worker->watch)
        munmap(worker->watch, sizeof *worker->watch);
    kj_kept_free(worker->kept);
    kj_free(worker);
}

static bool begin_process(KjWorker *worker, const KjWorkerSetup *setup, const char *module,
                          KjError *error)
{
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        kj_error_set(error, KJ_EXIT_SYSTEM,
                     setup->lang == KJ_JA ? "作業プロセスと通信できません: %s"
                                          : "no connection for a worker process: %s",
                     strerror(errno));
        return false;
    }
    KjWorkerSetup limited = *setup;
    limited.memory = worker->memory;
    limited.load_seconds = worker->load_seconds;
    worker->pid = fork();
    if (worker->pid == 0) {
        if (setup->apart)
            setpgid(0, 0);
        kj_labour(&limited, worker->kept, module, worker->watch, pair[1]);
        _exit(KJ_EXIT_OK);
    }
    close(pair[1]);
    worker->fd = pair[0];
    limit_sending(worker);
    if (worker->pid > 0)
        return true;
    kj_error_set(error, KJ_EXIT_SYSTEM,
                 setup->lang == KJ_JA ? "作業プロセスを始められません: %s"
                                      : "no worker process could be started: %s",
                 strerror(errno));
    close(pair[0]);
    return false;
}

/* What is kept is read before the worker is born: it need not be read there once more. module: which
 * looks at the packs instead of the loader, or NULL. */
KjWorker *kj_worker_begin_module(const KjWorkerSetup *setup, const char *module, KjError *error)
{
    KjWorker *worker = kj_alloc(sizeof *worker);
    worker->lang = setup->lang;
    worker->load_seconds = worker->granted =
        setup->load_seconds > 0 ? setup->load_seconds : LOAD_SECONDS;
    worker->cpu_seconds = setup->cpu_seconds > 0 ? setup->cpu_seconds : KJ_WORKER_SECONDS;
    worker->job_seconds =
        setup->job_seconds > 0 ? setup->job_seconds : kj_worker_patience_for(worker->cpu_seconds);
    worker->memory = setup->memory ? setup->memory : KJ_WORKER_MEMORY;
    worker->loading = true;
    worker->watch = share_watch();
    worker->kept = module ? NULL : kj_kept_read(setup);
    if (begin_process(worker, setup, module, error))
        return worker;
    drop(worker);
    return NULL;
}

KjWorker *kj_worker_begin(const KjWorkerSetup *setup, KjError *error)
{
    return kj_worker_begin_module(setup, NULL, error);
}

/* The frame that tells how loading ended. */
bool kj_worker_receive_loaded(KjWorker *worker, KjBuf *bytes, KjError *error)
{
    KjFrameKind kind;
    if (!kj_worker_receive(worker, kj_worker_patience_for(worker->load_seconds), &kind, bytes,
                           error))
        return false;
    worker->loading = false;
    if (kind != KJ_FRAME_LOADED)
        kj_worker_broken(worker, error);
    return kind == KJ_FRAME_LOADED;
}

bool kj_worker_load(KjWorker *worker, const KjJob *ahead, KjDiags *diags, KjError *error)
{
    KjBuf bytes;
    kj_buf_init(&bytes, worker->memory);
    bool ok = kj_worker_receive_loaded(worker, &bytes, error);
    /* Only now: before, both sides could wait for the other to read. */
    if (ok && ahead)
        kj_worker_send(worker, ahead);
    ok = ok && take_loaded(worker, &bytes, diags, error);
    kj_buf_clear(&bytes);
    return ok;
}

KjWorker *kj_worker_start(const KjWorkerSetup *setup, KjDiags *diags, KjError *error)
{
    KjWorker *worker = kj_worker_begin(setup, error);
    if (!worker || kj_worker_load(worker, NULL, diags, error))
        return worker;
    kj_worker_stop(worker);
    return NULL;
}

/* ---- what it is, and its end ---- */

const KjRegistry *kj_worker_registry(const KjWorker *worker)
{
    return worker->registry;
}

const KjSkip *kj_worker_death(const KjWorker *worker)
{
    return worker->pid > 0 ? NULL : &worker->death;
}

bool kj_worker_is_alive(const KjWorker *worker)
{
    return worker->pid > 0;
}

int kj_worker_descriptor(const KjWorker *worker)
{
    return worker->fd;
}

void kj_worker_set_apart(KjWorker *worker)
{
    if (worker->pid > 0)
        setpgid(worker->pid, worker->pid);
}

void kj_worker_kill(KjWorker *worker)
{
    if (worker->pid > 0)
        kj_worker_put_down(worker, true, false, NULL);
}

void kj_worker_dismiss(KjWorker *worker)
{
    shutdown(worker->fd, SHUT_WR);
}

void kj_worker_share(KjWorker *worker, const KjRegistry *registry)
{
    kj_registry_free(worker->own);
    worker->own = NULL;
    worker->registry = registry;
}

void kj_worker_stop(KjWorker *worker)
{
    if (!worker)
        return;
    close(worker->fd); /* the worker ends when there is nothing more to read */
    kj_worker_put_down(worker, worker->sent, false, NULL); /* nobody waits for the end of a job */
    kj_registry_free(worker->own);
    drop(worker);
}
