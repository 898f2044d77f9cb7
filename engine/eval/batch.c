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

/* The first worker is the caller's, who stops it. */
static void leave(const Running *running, Post *post)
{
    if (post->worker != running->batch->worker)
        kj_worker_stop(post->worker);
    post->worker = NULL;
}

/* What loads for one worker may fail for the next: there is a limit of time. */
static bool take_up(Running *running, Post *post, const KjDiags *diags)
{
    const KjBatch *batch = running->batch;
    if (!kj_worker_registry(post->worker)) {
        kj_error_set(running->error, KJ_EXIT_SYSTEM, "%s",
                     diags->count ? diags->items[0].body : "a worker has no packs");
        return false;
    }
    kj_worker_share(post->worker, kj_worker_registry(batch->worker));
    return true;
}

static bool man(Running *running, Post *post)
{
    const KjBatch *batch = running->batch;
    KjDiags diags;
    if (post->worker)
        return true;
    kj_diags_init(&diags, batch->setup->lang);
    post->worker = kj_worker_start(batch->setup, &diags, running->error);
    if (post->worker && !take_up(running, post, &diags))
        leave(running, post);
    kj_diags_clear(&diags); /* problems of packs were told when the first one loaded them */
    return post->worker != NULL;
}

/* Whether somebody else goes on where no worker can be had for a post. */
static bool is_manned(const Running *running)
{
    for (size_t i = 0; i < running->post_count; i++)
        if (running->posts[i].worker)
            return true;
    return false;
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

static void finish(Running *running, Post *post)
{
    KjBatchOutcome *outcome = outcome_of(running, post->job);
    outcome->died =
        !kj_worker_take(post->worker, &outcome->result, &outcome->diags, &outcome->error);
    running->done[post->job % running->size] = true;
    post->job = NONE;
    if (outcome->died) {
        outcome->death = *kj_worker_death(post->worker);
        leave(running, post);
    }
    give(running);
}

/* Gives the next job to the worker of a post. False: there was nothing to judge in it. */
static bool hand_out(Running *running, Post *post)
{
    const KjBatch *batch = running->batch;
    KjBatchOutcome *outcome = outcome_of(running, running->next);
    KjJob job = {0};
    *outcome = (KjBatchOutcome){.number = running->next};
    kj_diags_init(&outcome->diags, batch->setup->lang);
    outcome->skipped = !batch->load(batch->ctx, running->next, &job, &outcome->diags);
    running->done[running->next % running->size] = outcome->skipped;
    post->job = running->next++;
    if (!outcome->skipped) {
        if (!kj_worker_send(post->worker, &job))
            finish(running, post); /* it is gone, and says how */
        return true;
    }
    post->job = NONE;
    give(running);
    return false;
}

/* Begins the next job at a post. False: no worker can be had, for any post. */
static bool begin(Running *running, Post *post)
{
    while (wants_more(running)) {
        if (!man(running, post))
            return is_manned(running);
        if (hand_out(running, post))
            return true;
    }
    return true;
}

static int milliseconds(double seconds)
{
    return seconds <= 0 ? -1 : seconds < 1e6 ? (int)(seconds * 1000) + 1 : 1000000000;
}

/* Waits until a worker has something to say, or should have had; NULL if none has a job. */
static Post *ready(Running *running)
{
    struct pollfd wait[KJ_BATCH_WORKERS];
    Post *post[KJ_BATCH_WORKERS], *first = NULL; /* to come to its limit */
    double patience = 0;
    nfds_t count = 0;
    for (size_t i = 0; i < running->post_count; i++) {
        if (running->posts[i].job == NONE)
            continue;
        post[count] = &running->posts[i];
        double left = kj_worker_patience(post[count]->worker);
        if (!first || left < patience) {
            first = post[count];
            patience = left;
        }
        wait[count++] = (struct pollfd){kj_worker_descriptor(running->posts[i].worker), POLLIN, 0};
    }
    if (count == 0)
        return NULL;
    while (poll(wait, count, milliseconds(patience)) < 0 && errno == EINTR)
        ;
    for (nfds_t i = 0; i < count; i++)
        if (wait[i].revents)
            return post[i];
    return first;
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
