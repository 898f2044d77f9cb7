/* Each worker has one job at a time: a second one in the pipe could leave both sides writing. Jobs that
 * are done before their turn wait in a ring; no job starts that would not find room there. */
#include "engine/eval/batch.h"

#include <errno.h>
#include <poll.h>

#define NONE SIZE_MAX
#define AHEAD 8 /* outcomes held back, per worker */

typedef struct Post {
    KjWorker *worker; /* NULL: to be started when there is work */
    size_t job;       /* NONE: idle */
} Post;

typedef struct Running {
    const KjBatch *batch;
    Post posts[KJ_BATCH_WORKERS];
    size_t post_count;
    KjBatchOutcome *ring; /* by job modulo size */
    bool *done;
    size_t size;
    size_t next, taken; /* jobs begun, outcomes given */
    bool stopped;
    KjError *error;
} Running;

/* ---- posts ---- */

static bool man(Running *running, Post *post)
{
    const KjBatch *batch = running->batch;
    KjDiags diags;
    if (post->worker)
        return true;
    kj_diags_init(&diags, batch->setup->lang);
    post->worker = kj_worker_start(batch->setup, &diags, running->error);
    kj_diags_clear(&diags); /* problems of packs were told when the first one loaded them */
    if (post->worker)
        kj_worker_share(post->worker, kj_worker_registry(batch->worker));
    return post->worker != NULL;
}

/* The first worker is the caller's, who stops it. */
static void leave(const Running *running, Post *post)
{
    if (post->worker != running->batch->worker)
        kj_worker_stop(post->worker);
    post->worker = NULL;
}

/* ---- outcomes ---- */

static KjBatchOutcome *outcome_of(Running *running, size_t job)
{
    return &running->ring[job % running->size];
}

static void clear_outcome(KjBatchOutcome *outcome)
{
    kj_job_result_clear(&outcome->result);
    kj_diags_clear(&outcome->diags);
}

static void give(Running *running)
{
    while (running->taken < running->next && running->done[running->taken % running->size]) {
        KjBatchOutcome *outcome = outcome_of(running, running->taken);
        if (!running->stopped)
            running->stopped = !running->batch->take(running->batch->ctx, outcome);
        clear_outcome(outcome);
        running->done[running->taken++ % running->size] = false;
    }
}

/* ---- work ---- */

static bool wants_more(const Running *running)
{
    return !running->stopped && running->next < running->batch->jobs &&
           running->next < running->taken + running->size;
}

/* Begins the next job at a post. False: no worker can be had. */
static bool begin(Running *running, Post *post)
{
    const KjBatch *batch = running->batch;
    while (wants_more(running)) {
        KjBatchOutcome *outcome = outcome_of(running, running->next);
        KjJob job = {0};
        *outcome = (KjBatchOutcome){.number = running->next};
        kj_diags_init(&outcome->diags, batch->setup->lang);
        outcome->skipped = !batch->load(batch->ctx, running->next, &job, &outcome->diags);
        running->done[running->next % running->size] = outcome->skipped;
        post->job = running->next++;
        if (!outcome->skipped) {
            if (!man(running, post))
                return false;
            kj_worker_send(post->worker, &job);
            return true;
        }
        post->job = NONE;
        give(running);
    }
    return true;
}

static void finish(Running *running, Post *post)
{
    KjBatchOutcome *outcome = outcome_of(running, post->job);
    outcome->died =
        !kj_worker_take(post->worker, &outcome->result, &outcome->diags, &outcome->error);
    running->done[post->job % running->size] = true;
    post->job = NONE;
    if (outcome->died)
        leave(running, post);
    give(running);
}

/* Waits until a worker has something to say; NULL if none has a job. */
static Post *ready(Running *running)
{
    struct pollfd wait[KJ_BATCH_WORKERS];
    Post *post[KJ_BATCH_WORKERS];
    nfds_t count = 0;
    for (size_t i = 0; i < running->post_count; i++) {
        if (running->posts[i].job == NONE)
            continue;
        post[count] = &running->posts[i];
        wait[count].fd = kj_worker_descriptor(running->posts[i].worker);
        wait[count++].events = POLLIN;
    }
    if (count == 0)
        return NULL;
    while (poll(wait, count, -1) < 0 && errno == EINTR)
        ;
    for (nfds_t i = 0; i < count; i++)
        if (wait[i].revents)
            return post[i];
    return post[0];
}

static bool work(Running *running)
{
    bool good = true;
    Post *post;
    do {
        for (size_t i = 0; good && i < running->post_count; i++)
            if (running->posts[i].job == NONE)
                good = begin(running, &running->posts[i]);
        post = good ? ready(running) : NULL;
        if (post)
            finish(running, post);
    } while (post || (good && wants_more(running)));
    return good;
}

static void drop_rest(Running *running)
{
    for (; running->taken < running->next; running->taken++)
        clear_outcome(outcome_of(running, running->taken));
}

bool kj_batch_run(const KjBatch *batch, KjError *error)
{
    Running running = {.batch = batch, .error = error};
    running.post_count = batch->workers < 1                  ? 1
                         : batch->workers > KJ_BATCH_WORKERS ? KJ_BATCH_WORKERS
                                                             : batch->workers;
    running.size = running.post_count * AHEAD;
    running.ring = kj_alloc_array(running.size, sizeof *running.ring);
    running.done = kj_alloc_array(running.size, sizeof *running.done);
    for (size_t i = 0; i < running.post_count; i++)
        running.posts[i].job = NONE;
    running.posts[0].worker = kj_worker_is_alive(batch->worker) ? batch->worker : NULL;
    bool good = work(&running);
    for (size_t i = 0; i < running.post_count; i++)
        leave(&running, &running.posts[i]);
    drop_rest(&running);
    kj_free(running.ring);
    kj_free(running.done);
    return good;
}
