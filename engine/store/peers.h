/* The organisations of a run beside their peers: those with the same value in one field.
 *
 * An organisation's verdict by a rule is that of its worst record: fail, partial, error, unknown, waived,
 * pass, in this order; n/a where the rule was judged for none. It is failing with fail or partial. Its
 * failing share is that of such rules among all that are not n/a for it; its unknown share likewise.
 *
 * The spread of a share in a group is told by its quartiles, between values in proportion to their
 * distance. A group of at least KJ_PEERS_LEAST organisations has a fence: the third quartile and
 * KJ_PEERS_FENCE times the distance of first and third (Tukey). Above it lies an outlier.
 *
 * Newly failing: failing now, and not in the run before. Newly passing: pass now, and fail, partial, error
 * or unknown before. Only rules and organisations that both runs looked at are compared.
 *
 * Memory grows with organisations, and with groups times rules; verdicts are read one organisation at a
 * time. */
#ifndef KJ_STORE_PEERS_H
#define KJ_STORE_PEERS_H

#include "engine/store/store.h"

#define KJ_PEERS_LEAST 4
#define KJ_PEERS_FENCE 1.5

typedef enum { KJ_SHARE_FAILING, KJ_SHARE_UNKNOWN, KJ_SHARES } KjShare;

typedef struct KjSpread { /* shares from 0 to 1 */
    double lower, median, upper, fence;
    uint32_t outliers;
} KjSpread;

typedef struct KjPeerGroup {
    KjText value; /* of the field; empty: it is not given */
    uint32_t organizations, newly_failing, newly_passing;
    bool fenced;
    KjSpread spreads[KJ_SHARES];
} KjPeerGroup;

typedef struct KjPeerRule {
    KjText name, clause, level;
    KjLabel title;
    bool compared; /* the run before looked at it, too */
    uint32_t counts[KJ_VERDICTS], newly_failing, newly_passing; /* organisations */
} KjPeerRule;

typedef struct KjPeer {
    KjText id, name;
    uint32_t group;
    int64_t result, before; /* before 0: not in the run before */
    uint32_t judged, counts[KJ_SHARES], newly_failing, newly_passing;
    double shares[KJ_SHARES];
    bool outlies[KJ_SHARES];
} KjPeer;

typedef struct KjPeerAbsent { /* facts in force on the day, and not looked at */
    KjText id, name, value;
    int64_t last_run; /* 0: none */
    KjText last_day;
} KjPeerAbsent;

typedef struct KjPeerProblem {    /* looked at, and not judged */
    KjText subject, organization; /* empty: it is not known whose the data are */
    KjText problem;
} KjPeerProblem;

typedef struct KjPeerRun {
    int64_t run; /* 0: there is none */
    KjText as_of, packs;
    bool complete;
    KjStoreMissing missing;
} KjPeerRun;

typedef struct KjPeers {
    KjArena *arena;
    KjText by;
    KjPeerRun run, before;
    KjPeerRun
        later; /* where the run was not named: a later one that is not complete, and so was passed over */
    KjPeerGroup *groups; /* by value, that without last */
    KjPeerRule *rules;   /* by pack, then as declared */
    KjPeer *peers;       /* by group, then id */
    KjPeerAbsent *absent;
    KjPeerProblem *problems;
    uint32_t *counts; /* [group][rule][verdict]: organisations */
    size_t group_count, rule_count, peer_count, absent_count, problem_count;
    uint64_t newly_failing, newly_passing;
} KjPeers;

typedef struct KjPeersQuery {
    KjText by; /* a choice of organisations: its field */
    /* 0: the last complete one; the last complete one before it of the same packs */
    int64_t run, before;
    const int32_t *day; /* the last complete one up to this day; NULL: any */
} KjPeersQuery;

/* False with a usage error if there is no such run. To be cleared in either case. */
bool kj_store_peers(KjStore *store, const KjPeersQuery *query, KjPeers *peers, KjError *error);
void kj_peers_clear(KjPeers *peers);
const uint32_t *kj_peers_counts(const KjPeers *peers, size_t group, size_t rule);

typedef struct KjPeerMove {
    size_t peer, rule;
    KjVerdict before, now;
} KjPeerMove;

/* Every verdict that is newly failing or passing, by organisation and rule. False from `each` ends it. */
bool kj_store_moves(KjStore *store, const KjPeers *peers,
                    bool (*each)(void *ctx, const KjPeerMove *move), void *ctx, KjError *error);
bool kj_peer_fails(KjVerdict verdict); /* fail or partial */

/* ---- records of all organisations, as those see them that look after them ---- */

typedef struct KjSeenQuery {
    int64_t run;
    KjText seer;           /* a field of organisations, naming another by id or name */
    KjText plural;         /* the kind's key in the facts */
    KjText sort;           /* a field, falling; empty: none */
    const KjText *columns; /* fields; "id" too */
    size_t column_count;
} KjSeenQuery;

typedef struct KjSeenRow {
    KjText seer, organization, name, id; /* seer as written; id: the record's */
    const KjText *cells;                 /* as in the facts; empty: missing */
} KjSeenRow;

/* By seer, then as sorted, then by organisation and id. */
bool kj_store_seen(KjStore *store, const KjSeenQuery *query,
                   bool (*each)(void *ctx, const KjSeenRow *row), void *ctx, KjError *error);

#endif
