/* The log: all that was ever decided about bundles on this machine, a line each, never changed. What is
 * trusted, what is installed and what was rolled back is what its lines come to.
 *
 *     kijun-log 1
 *     2026-11-20 trust name=regulator key=RWQ… chain=…
 *     2026-11-20 threshold count=2 chain=…
 *     2026-11-20 install name=energy version=1.0.0 sequence=1 hash=… manifest=… folder=1-… expires=never by=…
 *     2026-11-21 rollback name=energy to=0 chain=…
 *     2026-11-22 keys hash=… add=NAME:KEY … remove=NAME … chain=…
 *     2026-11-22 distrust name=regulator chain=…
 *
 * chain is a hash over the line and the chain of the line before: damage is found and nothing is taken from a
 * damaged log. A last line without its line break was being written when the program was killed: it was
 * not done. */
#ifndef KJ_BUNDLE_LOG_H
#define KJ_BUNDLE_LOG_H

#include "engine/bundle/verify.h"

#define KJ_LOG_MOST ((size_t)1 << 24) /* bytes */

typedef struct KjInstall {
    KjText name, version, hash, manifest, folder, signers;
    int64_t sequence;
    int32_t expires, day;
} KjInstall;

typedef struct KjHeld { /* a bundle that was installed at some time */
    KjText name;
    int32_t current; /* number of the install in force; -1: rolled back to nothing */
    int64_t highest; /* sequence that was ever installed: none below it is taken in */
    KjText highest_hash;
    int32_t since; /* day of the last change */
} KjHeld;

typedef struct KjBundleLogLine {
    int32_t day;
    KjText what; /* "install name=…", without the chain */
} KjBundleLogLine;

typedef struct KjBundleLog {
    KjTrustedKey *keys;
    size_t key_count, key_capacity;
    int64_t threshold;
    KjInstall *installs; /* in the order of their days */
    size_t install_count, install_capacity;
    KjHeld *held; /* by name */
    size_t held_count, held_capacity;
    KjBundleLogLine *lines;
    size_t line_count, line_capacity;
    int32_t last_day; /* of the last line; INT32_MIN if there is none */
    size_t whole;     /* bytes up to the end of the last whole line */
    char chain[KJ_HASH_HEX];
} KjBundleLog;

/* An empty text is an empty log. Texts are borrowed. False, with a message, if it is damaged. */
bool kj_bundle_log_read(KjText text, const char *shown, KjDiags *diags, KjBundleLog *log);
void kj_bundle_log_clear(KjBundleLog *log);
/* The line (with the log's first line if it is empty) for an event "install name=…". */
void kj_bundle_log_line(const KjBundleLog *log, int32_t day, KjText what, KjBuf *out);

const KjHeld *kj_bundle_log_held(const KjBundleLog *log, KjText name); /* NULL: never installed */
const KjTrustedKey *kj_bundle_log_key(const KjBundleLog *log, KjText name);
/* The install that rolling back leads to: the last with the largest sequence below the current one; -1. */
int32_t kj_bundle_log_before(const KjBundleLog *log, const KjHeld *held);
bool kj_bundle_log_has_announced(const KjBundleLog *log, const char *hash);

/* An announcement of keys: a text file that enough trusted keys sign.
 *
 *     kijun-keys 1
 *     add NAME KEY
 *     remove NAME
 */
typedef struct KjKeyChange {
    KjText name;
    bool removes;
    KjPublicKey key; /* of one that is added */
} KjKeyChange;

typedef struct KjKeyChanges {
    KjKeyChange *items;
    size_t count, capacity;
} KjKeyChanges;

bool kj_announcement_is(KjText text); /* by its first line */
/* items are to be freed with kj_free in either case. */
bool kj_announcement_read(KjText text, const char *shown, KjDiags *diags, KjKeyChanges *changes);

#endif
