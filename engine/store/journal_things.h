/* What the journal speaks of: each row that says something is a thing with a name, a key and a value, all three
 * one line of text.
 *
 *   facts    a revision          value: organisation, number, day, hash, name, size, hash of the facts
 *   result   of judging one      value: revision, packs, days, counts, digest over what it says
 *   member   a line of a run     value: result, whether carried over, share, problem
 *   run, shard, pack, rules, set, input, meta, schema, words
 *
 * Keys are numbers of rows, which stay in one store; digests of contents have no such numbers in them, so that
 * they are the same in every store. Fields are separated by tabs; in them \ tab, line break, NUL and = are
 * written \\ \t \n \0 \=, NULL \N, bytes \x and their digits. */
#ifndef KJ_STORE_JOURNAL_THINGS_H
#define KJ_STORE_JOURNAL_THINGS_H

#include "engine/store/store_parts.h"

/* The functions kj_line, kj_hash and kj_digest of SQL, and the table of changed things: from now on. */
bool kj_things_prepare(KjStore *store, KjError *error);
/* From now on what statements change is noted. */
bool kj_things_watch(KjStore *store, KjError *error);
/* As if all that is there had been changed. */
bool kj_things_touch_all(KjStore *store, KjError *error);

typedef struct KjThing {
    const char *name; /* "facts" … */
    KjText key, value;
    bool gone; /* it is not there any more: no value */
} KjThing;

/* What was changed, in a fixed order, as it is now; texts live as long as the call. */
bool kj_things_each(KjStore *store, bool (*each)(void *ctx, const KjThing *thing), void *ctx,
                    KjError *error);
bool kj_things_forget(KjStore *store, KjError *error); /* nothing is changed any more */

#endif
