/* Jobs, from the parent's side: sending one, waiting, and decoding without trust what comes back. */
#include "engine/eval/worker_parts.h"

#include "engine/base/door.h"
#include "engine/eval/channel.h"
#include "engine/eval/job_wire.h"

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
        ok = kj_worker_value(bytes, arena, &value);
        if (ok)
            kj_diags_add_value(diags, &value);
    } else if (kind == KJ_FRAME_RUN) {
        kj_run_free(result->run);
        result->run = kj_run_decode(bytes->data, bytes->len);
        ok = result->run != NULL;
    } else if (kind == KJ_FRAME_EXPLANATION) {
        ok = kj_worker_value(bytes, result->arena, &result->explanation);
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
        kj_worker_put_down(worker, true, false, error);
    else if (kj_worker_receive(worker, kj_worker_patience_for(worker->load_seconds), &kind, &bytes,
                               error))
        kj_worker_broken(worker, error);
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
        ok = kj_worker_receive(worker, kj_worker_patience(worker), &kind, &bytes, error);
        if (!ok || kind == KJ_FRAME_DONE)
            break;
        if (!take_frame(worker, kind, &bytes, result, diags)) {
            kj_worker_broken(worker, error);
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
