/* The parent's side: starting a worker, giving it jobs, taking results, and telling what became of
 * it when it dies. What a worker does is in labour.c. */
#include "engine/eval/worker.h"

#include "engine/base/door.h"
#include "engine/eval/channel.h"
#include "engine/eval/labour.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
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

struct KjWorker {
    pid_t pid;
    int fd;
    KjLang lang;
    double load_seconds, cpu_seconds; /* of processor time */
    double job_seconds;               /* wall clock */
    double allowed;                   /* wall clock for the job it has */
    double granted;                   /* processor time for what it is at */
    size_t memory;
    double sent_at;  /* the clock when the job was sent */
    bool sent;       /* a job, ahead of time */
    bool loading;    /* packs */
    KjKept *kept;    /* what the worker was born with, or NULL */
    KjRegistry *own; /* NULL where another worker's is used */
    const KjRegistry *registry;
    KjWatch *watch;  /* shared with it; NULL: there is none */
    KjSkip death;    /* what it was at when it died */
    size_t received; /* bytes, for the job it has */
};

/* Wall clock for what may take so much processor time, should it neither compute nor end. */
static double patience_for(double seconds)
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
        kj_error_set(error, error->exit, worker->lang == KJ_JA ? "%s: %s" : "%s: %s", place,
                     worker->death.how);
    kj_arena_free(arena);
}

/* Ends the worker and says how it had ended already, if it had. */
static void put_down(KjWorker *worker, bool kill_it, bool timed_out, KjError *error)
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

static void broken(KjWorker *worker, KjError *error)
{
    say(error, KJ_EXIT_SYSTEM, worker->lang, "作業プロセスの返したものが判定結果ではありません",
        "the worker process sent something that is not a result");
    put_down(worker, true, false, NULL);
}

/* A frame, or an error that says what happened to the worker. */
static bool receive(KjWorker *worker, double seconds, KjFrameKind *kind, KjBuf *bytes,
                    KjError *error)
{
    bool timed_out;
    if (!kj_channel_receive(worker->fd, seconds, kind, bytes, &timed_out)) {
        put_down(worker, true, timed_out, error);
        return false;
    }
    worker->received += bytes->len;
    if (worker->received > worker->memory) { /* more than it can have made of its job */
        broken(worker, error);
        return false;
    }
    if (*kind == KJ_FRAME_FAILED && worker->watch && worker->watch->exhausted) {
        put_down(worker, true, false, error);
        return false;
    }
    if (*kind == KJ_FRAME_FAILED) {
        kj_error_set(error, KJ_EXIT_SYSTEM, "%.*s", (int)(bytes->len < 400 ? bytes->len : 400),
                     bytes->data ? bytes->data : "");
        put_down(worker, true, false, NULL);
        return false;
    }
    return true;
}

static bool take_value(const KjBuf *bytes, KjArena *arena, KjValue *value)
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
    bool ok = take_value(bytes, arena, &loaded);
    if (!ok) {
        broken(worker, error);
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
static KjWorker *begin(const KjWorkerSetup *setup, const char *module, KjError *error)
{
    KjWorker *worker = kj_alloc(sizeof *worker);
    worker->lang = setup->lang;
    worker->load_seconds = worker->granted =
        setup->load_seconds > 0 ? setup->load_seconds : LOAD_SECONDS;
    worker->cpu_seconds = setup->cpu_seconds > 0 ? setup->cpu_seconds : KJ_WORKER_SECONDS;
    worker->job_seconds =
        setup->job_seconds > 0 ? setup->job_seconds : patience_for(worker->cpu_seconds);
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
    return begin(setup, NULL, error);
}

/* The frame that tells how loading ended. */
static bool receive_loaded(KjWorker *worker, KjBuf *bytes, KjError *error)
{
    KjFrameKind kind;
    if (!receive(worker, patience_for(worker->load_seconds), &kind, bytes, error))
        return false;
    worker->loading = false;
    if (kind != KJ_FRAME_LOADED)
        broken(worker, error);
    return kind == KJ_FRAME_LOADED;
}

bool kj_worker_load(KjWorker *worker, const KjJob *ahead, KjDiags *diags, KjError *error)
{
    KjBuf bytes;
    kj_buf_init(&bytes, worker->memory);
    bool ok = receive_loaded(worker, &bytes, error);
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

/* ---- what is kept ---- */

/* What is written must be found fit when it is read. */
static bool write_kept(const KjWorkerSetup *setup, const KjValue *value, KjBuf *out)
{
    KjWorkerSetup again = *setup;
    if (!kj_kept_write(setup, value, out))
        return false;
    again.kept = (KjText){out->data, (uint32_t)out->len};
    KjKept *kept = kj_kept_read(&again);
    kj_kept_free(kept);
    return kept != NULL;
}

static bool take_kept(KjWorker *worker, const KjWorkerSetup *setup, const KjBuf *bytes, KjBuf *out,
                      KjDiags *diags, KjError *error)
{
    KjArena *arena = kj_arena_new();
    KjValue loaded;
    bool ok = take_value(bytes, arena, &loaded);
    if (ok) {
        const KjValue *list = kj_map_get(&loaded, "diagnostics"),
                      *kept = kj_map_get(&loaded, "kept");
        if (list)
            kj_diags_add_value(diags, list);
        ok = kept ? write_kept(setup, kept, out) : diags->count > 0;
    }
    if (!ok)
        broken(worker, error);
    kj_arena_free(arena);
    return ok && diags->count == 0;
}

bool kj_worker_keep(const KjWorkerSetup *setup, KjBuf *out, KjDiags *diags, KjError *error)
{
    KjWorker *worker = begin(setup, "keep", error);
    KjBuf bytes;
    kj_buf_init(&bytes, KJ_FRAME_MAX);
    bool ok = worker && receive_loaded(worker, &bytes, error) &&
              take_kept(worker, setup, &bytes, out, diags, error);
    kj_buf_clear(&bytes);
    kj_worker_stop(worker);
    return ok;
}

bool kj_worker_ask(const KjWorkerSetup *setup, const char *module, KjArena *arena, KjValue *answer,
                   KjError *error)
{
    KjWorker *worker = begin(setup, module, error);
    KjBuf bytes;
    kj_buf_init(&bytes, KJ_FRAME_MAX);
    bool heard = worker && receive_loaded(worker, &bytes, error);
    bool ok = heard && take_value(&bytes, arena, answer);
    if (heard && !ok)
        broken(worker, error);
    kj_buf_clear(&bytes);
    kj_worker_stop(worker);
    return ok;
}

/* ---- jobs ---- */

const KjRegistry *kj_worker_registry(const KjWorker *worker)
{
    return worker->registry;
}

/* Organisations come by id, each once. */
static bool take_facts(const KjWorker *worker, const KjBuf *bytes, KjArena *scratch,
                       KjJobResult *result)
{
    KjValue facts;
    if (!worker->registry || bytes->len > UINT32_MAX ||
        !kj_facts_decode(worker->registry->schema, bytes->data, bytes->len, scratch, &facts))
        return false;
    KjText id = kj_map_text(&facts, "id");
    if (result->fact_count && kj_text_compare(result->facts[result->fact_count - 1].id, id) >= 0)
        return false;
    KjOrgFacts org = {
        .id = {kj_arena_strndup(result->arena, id.data, id.len), id.len},
        .bytes = {kj_arena_strndup(result->arena, bytes->data, bytes->len), (uint32_t)bytes->len}};
    KJ_PUSH(result->facts, result->fact_count, result->fact_capacity, org);
    return true;
}

static bool take_frame(const KjWorker *worker, KjFrameKind kind, const KjBuf *bytes,
                       KjJobResult *result, KjDiags *diags)
{
    KjArena *arena = kj_arena_new();
    KjValue value;
    bool ok = true;
    if (kind == KJ_FRAME_DIAGS) {
        ok = take_value(bytes, arena, &value);
        if (ok)
            kj_diags_add_value(diags, &value);
    } else if (kind == KJ_FRAME_RUN) {
        kj_run_free(result->run);
        result->run = kj_run_decode(bytes->data, bytes->len);
        ok = result->run != NULL;
    } else if (kind == KJ_FRAME_EXPLANATION) {
        ok = take_value(bytes, result->arena, &result->explanation);
    } else if (kind == KJ_FRAME_FACTS) {
        ok = take_facts(worker, bytes, arena, result);
    } else {
        ok = false;
    }
    kj_arena_free(arena);
    return ok;
}

/* A worker that took no job has ended; it may have said why. */
static void tell_end(KjWorker *worker, KjError *error)
{
    KjFrameKind kind;
    KjBuf bytes;
    kj_buf_init(&bytes, worker->memory);
    if (worker->pid <= 0)
        put_down(worker, true, false, error);
    else if (receive(worker, patience_for(worker->load_seconds), &kind, &bytes, error))
        broken(worker, error);
    kj_buf_clear(&bytes);
}

bool kj_worker_send(KjWorker *worker, const KjJob *job)
{
    double units = job->units ? (double)job->units : 1;
    worker->sent_at = kj_channel_clock();
    worker->allowed = units * worker->job_seconds;
    worker->granted = units * worker->cpu_seconds;
    worker->received = 0;
    if (worker->pid > 0)
        kj_door_grant(worker->pid, worker->granted);
    worker->sent = worker->pid > 0 && kj_job_send(worker->fd, job);
    return worker->sent;
}

double kj_worker_patience(const KjWorker *worker)
{
    double left = worker->sent_at + worker->allowed - kj_channel_clock();
    return left > 0.001 ? left : 0.001;
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

bool kj_worker_take(KjWorker *worker, KjJobResult *result, KjDiags *diags, KjError *error)
{
    KjFrameKind kind = KJ_FRAME_JOB;
    KjBuf bytes;
    bool ok = worker->pid > 0 && worker->sent;
    *result = (KjJobResult){.arena = kj_arena_new(), .explanation = kj_value_none()};
    kj_buf_init(&bytes, worker->memory);
    if (!ok)
        tell_end(worker, error);
    while (ok) {
        ok = receive(worker, kj_worker_patience(worker), &kind, &bytes, error);
        if (!ok || kind == KJ_FRAME_DONE)
            break;
        if (!take_frame(worker, kind, &bytes, result, diags)) {
            broken(worker, error);
            ok = false;
        }
    }
    kj_buf_clear(&bytes);
    worker->sent = false;
    return ok;
}

bool kj_worker_run(KjWorker *worker, const KjJob *job, KjJobResult *result, KjDiags *diags,
                   KjError *error)
{
    if (job)
        kj_worker_send(worker, job);
    return kj_worker_take(worker, result, diags, error);
}

void kj_job_result_clear(KjJobResult *result)
{
    kj_run_free(result->run);
    kj_free(result->facts);
    if (result->arena)
        kj_arena_free(result->arena);
    *result = (KjJobResult){0};
}

void kj_worker_set_apart(KjWorker *worker)
{
    if (worker->pid > 0)
        setpgid(worker->pid, worker->pid);
}

void kj_worker_kill(KjWorker *worker)
{
    if (worker->pid > 0)
        put_down(worker, true, false, NULL);
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
    put_down(worker, worker->sent, false, NULL); /* nobody waits for the end of a job */
    kj_registry_free(worker->own);
    drop(worker);
}
