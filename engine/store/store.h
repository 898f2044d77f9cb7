/* The store: facts, runs and verdicts of many organisations over time, in one SQLite file.
 *
 * Facts are kept as revisions: what an organisation's data said from a day on, as a data file in canonical
 * JSON. A result is what judging one revision by a set of packs for a day gave; it never changes, and is
 * what judging gives for every day before its `until`, too. A run points to one result per organisation;
 * where nothing changed, to one that an earlier run made. Traces
 * are not kept: they are judged again when they are asked for.
 *
 * Days are ISO dates. All functions return false (or NULL) with error set when the file fails them. */
#ifndef KJ_STORE_STORE_H
#define KJ_STORE_STORE_H

#include "engine/model/run.h"
#include "engine/model/schema.h"

typedef struct KjStore KjStore;

typedef enum {
    KJ_STORE_READ,  /* must be there */
    KJ_STORE_WRITE, /* must be there */
    KJ_STORE_CREATE /* is made if it is not there */
} KjStoreMode;

KjStore *kj_store_open(const char *path, KjStoreMode mode, KjLang lang, KjError *error);
void kj_store_close(KjStore *store); /* what was not committed is lost */
/* How long to wait for another writer; 10 seconds unless said. */
void kj_store_patience(KjStore *store, int milliseconds);
/* What happens between is there as a whole, or not at all; at its end stands an entry in the journal. */
bool kj_store_begin(KjStore *store, KjError *error);
bool kj_store_commit(KjStore *store, KjError *error);

/* ---- packs (packs.c) ---- */

typedef struct KjStorePack {
    KjText id, version, hash;
    KjLabel title;
    bool judged;
    KjText files; /* JSON: { "NAME": "TEXT" } */
} KjStorePack;

/* `hash` is over all that verdicts depend on besides facts and day: packs, program, language … */
bool kj_store_pack_set(KjStore *store, const KjStorePack *packs, size_t count, const char *hash,
                       int64_t *pack_set, KjError *error);

typedef struct KjStoreFile {
    KjText name, text;
} KjStoreFile;

/* The packs of a run, by id; none if there is no such run. All that is read lies in the arena. */
bool kj_store_packs_of(KjStore *store, int64_t run, KjArena *arena, KjStorePack **packs,
                       size_t *count, KjError *error);
/* Their files, as they were given. */
bool kj_store_pack_files(KjStore *store, const KjStorePack *pack, KjArena *arena,
                         KjStoreFile **files, size_t *count, KjError *error);
/* The last run for the day or one before it; 0: there is none. */
bool kj_store_last_run(KjStore *store, int32_t day, int64_t *run, KjError *error);

typedef struct KjStoreRule {
    KjText pack; /* id of one of the set's */
    KjText name, clause, level, actor;
    KjLabel title;
} KjStoreRule;

/* Gives each rule its number in the store. */
bool kj_store_rules(KjStore *store, int64_t pack_set, const KjStoreRule *rules, size_t count,
                    int64_t *numbers, KjError *error);

/* ---- facts (facts.c) ---- */

/* The facts as they are from the day on: a new revision, unless the one in force then is the same. */
bool kj_store_facts(KjStore *store, KjText org, KjText name, int32_t since, KjText facts,
                    int64_t *revision, KjError *error);
/* The revision that was made of what stood under a name, if that had this hash the last time and is still
 * in force on the day; *revision 0: there is none. */
bool kj_store_input(KjStore *store, const char *name, const char *hash, int32_t day,
                    int64_t *revision, KjError *error);
bool kj_store_note_input(KjStore *store, const char *name, const char *hash, int64_t revision,
                         KjError *error);

typedef struct KjStoreRevision {
    int64_t revision;
    int64_t number; /* among those of the organisation */
    size_t size;    /* bytes of facts */
    KjText org;
} KjStoreRevision;

/* The revisions in force on the day, by organisation; one each, in the arena. */
bool kj_store_in_force(KjStore *store, int32_t day, KjArena *arena, KjStoreRevision **revisions,
                       size_t *count, KjError *error);
/* Empty if there is no such revision. */
bool kj_store_read_facts(KjStore *store, int64_t revision, KjArena *arena, KjText *facts,
                         KjError *error);
bool kj_store_owner(KjStore *store, int64_t revision, KjArena *arena, KjText *org, KjError *error);

/* ---- results and runs (runs.c) ---- */

#define KJ_STORE_SHARDS_MOST 65536

typedef struct KjStoreShard {
    uint32_t number, count; /* 1 … count; count 0: the whole */
} KjStoreShard;

/* Begins a run, or goes on with the last one of this day and these packs: if it was interrupted, or is one by
 * as many shares and has not got this one. */
bool kj_store_run(KjStore *store, int32_t as_of, int64_t pack_set, KjStoreShard shard, int64_t *run,
                  bool *resumed, KjError *error);
/* The result that the run has of the organisation already; 0: none. */
bool kj_store_run_result(KjStore *store, int64_t run, KjText subject, int64_t *result,
                         KjError *error);
/* The last result, of this day or an earlier one, that still stands on the day; 0: there is none. */
bool kj_store_known_result(KjStore *store, int64_t revision, int64_t pack_set, int32_t as_of,
                           int64_t *result, KjError *error);

typedef struct KjStoreNames { /* what the numbers in a result mean */
    const KjSchema *schema;
    const int64_t *rules; /* by rule: its number in the store */
    const KjText *params; /* by parameter: its qualified name */
    const bool *findings; /* by deviation of the organisation: whether it is a finding */
    bool (*keeps)(void *ctx, const KjDerived *derived); /* which derived values are kept */
    void *ctx;
} KjStoreNames;

bool kj_store_result(KjStore *store, int64_t revision, int64_t pack_set, int32_t as_of,
                     const KjOrgResult *org, const KjStoreNames *names, int64_t *result,
                     KjError *error);
/* Exactly one of result (not 0) and problem (not NULL). */
bool kj_store_run_add(KjStore *store, int64_t run, KjStoreShard shard, KjText subject,
                      int64_t result, bool carried, const char *problem, KjError *error);
/* Takes out of the run (of what this share put there) what `keeps` does not hold for. */
bool kj_store_run_prune(KjStore *store, int64_t run, KjStoreShard shard,
                        bool (*keeps)(const void *ctx, KjText subject), const void *ctx,
                        KjError *error);
/* The run is done, or its share; then the run is when all shares are. */
bool kj_store_run_complete(KjStore *store, int64_t run, KjStoreShard shard, KjError *error);

typedef struct KjStoreMissing { /* what is missing of a run that was judged in shares */
    uint32_t shards;            /* in how many; 0: it was not */
    uint32_t *numbers;          /* of those that are not there, or not done */
    size_t count;
} KjStoreMissing;

bool kj_store_missing(KjStore *store, int64_t run, KjArena *arena, KjStoreMissing *missing,
                      KjError *error);

typedef struct KjRunSummary {
    int64_t run;
    KjText as_of, packs; /* "common 1.0.0, …": those that were judged */
    bool complete;
    int64_t organizations, carried, problems, findings; /* findings: departures from parameters */
    int64_t counts[KJ_VERDICTS];
} KjRunSummary;

/* Whether there is such a run; such an organisation, or data that could not be judged under this name. */
bool kj_store_has_run(KjStore *store, int64_t run, bool *has, KjError *error);
bool kj_store_has_org(KjStore *store, KjText org, bool *has, KjError *error);
/* Runs, the oldest first; run 0: all. False from `each` ends it. Texts live as long as the call. */
bool kj_store_runs(KjStore *store, int64_t run,
                   bool (*each)(void *ctx, const KjRunSummary *summary), void *ctx, KjError *error);

/* ---- the journal (journal.c, journal_verify.c) ---- */

/* The command that the next entry is written for (of several the first); those after it go on with it. */
bool kj_store_note(KjStore *store, const char *what, const char *detail, KjError *error);
/* Whether an entry was written whose time lies before that of the one before it. */
bool kj_store_clock_set_back(const KjStore *store);

/* What all entries up to one are known by: who keeps it finds any change to them. */
typedef struct KjStoreHead {
    char store[33]; /* its name */
    int64_t entry;  /* 0: there is none */
    char at[32];    /* UTC */
    char hash[65];
} KjStoreHead;

bool kj_store_head(KjStore *store, KjStoreHead *head, KjError *error); /* the last entry's */

typedef struct KjStoreAudit {
    const KjStoreHead *head; /* one that was written down before; NULL: none */
    void (*tell)(void *ctx, const char *what);
    void (*warn)(void *ctx, const char *what); /* of what is odd and may be right */
    void *ctx;
} KjStoreAudit;

/* Holds the journal against itself and the head, every item of it against the tables, and every row of the tables
 * against the journal. */
bool kj_store_audit(KjStore *store, const KjStoreAudit *audit, KjError *error);

/* ---- the whole (merge.c, verify.c, views.c) ---- */

/* Takes in what another store has and this one has not; refused as a whole where a run is of other shares in
 * the two. Calls `tell` for every organisation that both
 * have in the same run with other results: what this store has stays. */
bool kj_store_merge(KjStore *store, const char *path, void (*tell)(void *ctx, const char *subject),
                    void *ctx, KjError *error);
/* One view per kind, a column per field, and those for findings, trends and sectors. */
bool kj_store_views(KjStore *store, const KjSchema *schema, KjError *error);
/* Calls `tell` for everything that is wrong: the file's structure, references, hashes, counts. */
bool kj_store_verify(KjStore *store, void (*tell)(void *ctx, const char *what), void *ctx,
                     KjError *error);

/* ---- reading with SQL (query.c) ---- */

typedef struct KjQueryRow {
    size_t count;
    const KjText *texts;
    const bool *nulls, *numbers;
} KjQueryRow;

typedef struct KjQuery {
    const char *sql;
    const KjText *values; /* of ?1, ?2 … */
    size_t value_count;
    bool asked; /* by a person, who is told what is wrong with it; else that is the store's fault */
    void *ctx;
    void (*columns)(void *ctx, size_t count, const char *const *names); /* once, then */
    bool (*each)(void *ctx, const KjQueryRow *row);                     /* false ends the query */
} KjQuery;

/* Runs one statement that only reads. What is wrong with one that was asked is a usage error. */
bool kj_store_query(KjStore *store, const KjQuery *query, KjError *error);

#endif
