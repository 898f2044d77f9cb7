/* What a worker makes of packs and ends: what is to be kept of them, and what modules of stdlib say. */
#include "engine/eval/worker_parts.h"

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
    bool ok = kj_worker_value(bytes, arena, &loaded);
    if (ok) {
        const KjValue *list = kj_map_get(&loaded, "diagnostics"),
                      *kept = kj_map_get(&loaded, "kept");
        if (list)
            kj_diags_add_value(diags, list);
        ok = kept ? write_kept(setup, kept, out) : diags->count > 0;
    }
    if (!ok)
        kj_worker_broken(worker, error);
    kj_arena_free(arena);
    return ok && diags->count == 0;
}

bool kj_worker_keep(const KjWorkerSetup *setup, KjBuf *out, KjDiags *diags, KjError *error)
{
    KjWorker *worker = kj_worker_begin_module(setup, "keep", error);
    KjBuf bytes;
    kj_buf_init(&bytes, KJ_FRAME_MAX);
    bool ok = worker && kj_worker_receive_loaded(worker, &bytes, error) &&
              take_kept(worker, setup, &bytes, out, diags, error);
    kj_buf_clear(&bytes);
    kj_worker_stop(worker);
    return ok;
}

bool kj_worker_ask(const KjWorkerSetup *setup, const char *module, KjArena *arena, KjValue *answer,
                   KjError *error)
{
    KjWorker *worker = kj_worker_begin_module(setup, module, error);
    KjBuf bytes;
    kj_buf_init(&bytes, KJ_FRAME_MAX);
    bool heard = worker && kj_worker_receive_loaded(worker, &bytes, error);
    bool ok = heard && kj_worker_value(&bytes, arena, answer);
    if (heard && !ok)
        kj_worker_broken(worker, error);
    kj_buf_clear(&bytes);
    kj_worker_stop(worker);
    return ok;
}
