/* Packs whose loading is over: what it gave, kept in a file, is taken instead of loading them again.
 *
 * Loading is a function of the program and the pack files only; both are in the key. A file with another
 * key, or one that was cut or changed, is as good as none: the packs are loaded. Of what loading gives
 * only functions cannot be kept: the files that hold them, and the libraries these use, run again
 * when one is called (stdlib/resume.lua).
 *
 * The file, little endian: 8 bytes magic, 4 format, 4 length of the body, 64 key (hex BLAKE2b-256 over
 * the version, what stdlib is known by, and the names, places and hashes of the packs in their order),
 * 8 sum over the body, body. The body is a value (engine/model/wire.c), as stdlib/keep.lua makes it,
 * with the number of rules in their place; the rules follow it, a value each. */
#ifndef KJ_EVAL_KEPT_H
#define KJ_EVAL_KEPT_H

#include "engine/eval/worker.h"

typedef struct KjKept {
    KjArena *arena;
    KjRegistry *registry;
    const KjList *functions; /* { pack, file, at } */
    const KjList *libraries; /* by pack of the registry: names of its files that others use */
    int32_t *source;         /* by pack of the registry: its number among the sources */
} KjKept;

/* What is kept of the packs that the setup has, out of the bytes it has; NULL if they do not fit. */
KjKept *kj_kept_read(const KjWorkerSetup *setup);
void kj_kept_free(KjKept *kept);
/* The file's bytes. False: the value is too large. */
bool kj_kept_write(const KjWorkerSetup *setup, const KjValue *value, KjBuf *out);
bool kj_kept_wrap(const KjWorkerSetup *setup, KjText body, KjBuf *out); /* the same of a body */
/* Gives a fresh state the functions of all packs that are needed, to be taken up when called. */
bool kj_kept_resume(const KjKept *kept, const KjWorkerSetup *setup, KjLua *lua, KjError *error);

#endif
