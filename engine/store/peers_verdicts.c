/* Verdicts of records come in the order of the rules; the worst of each is kept. Rules are known by their
 * name: another version of a pack has numbers of its own for them. */
#include "engine/model/turn.h"
#include "engine/store/peers_parts.h"

#include <string.h>

bool kj_peer_fails(KjVerdict verdict)
{
    return verdict == KJ_FAIL || verdict == KJ_PARTIAL;
}

#define MOST_RULE (1 << 26) /* numbers are given one by one: a higher one is none of ours */

static bool read_range(KjPeerVerdicts *verdicts, KjError *error)
{
    bool found;
    sqlite3_stmt *statement = kj_store_statement(
        verdicts->store, "SELECT ifnull(min(rule), 0), ifnull(max(rule), 0) FROM kj_rules", error);
    if (!kj_db_row(&verdicts->store->db, statement, &found, error))
        return false;
    verdicts->first = sqlite3_column_int64(statement, 0);
    verdicts->last = sqlite3_column_int64(statement, 1);
    kj_db_reset(statement);
    return (verdicts->first >= 0 && verdicts->last <= MOST_RULE) ||
           kj_db_damaged(&verdicts->store->db, error);
}

/* Rules of all packs there have been, by name. */
static bool read_slots(KjPeerVerdicts *verdicts, KjError *error)
{
    const KjPeers *peers = verdicts->peers;
    KjAtoms *names = kj_atoms_new(NULL);
    bool found = true, good = true;
    for (size_t i = 0; i < peers->rule_count; i++)
        kj_atom(names, peers->rules[i].name); /* its atom follows the number: names are distinct */
    KjAtom first = peers->rule_count ? kj_atom_find(names, peers->rules[0].name) : KJ_NO_ATOM;
    sqlite3_stmt *statement =
        kj_store_statement(verdicts->store, "SELECT rule, name FROM kj_rules", error);
    while (good && (good = kj_db_row(&verdicts->store->db, statement, &found, error)) && found) {
        KjAtom atom = kj_atom_find(names, kj_db_column(statement, 1));
        int64_t rule = sqlite3_column_int64(statement, 0);
        if (atom != KJ_NO_ATOM && rule >= verdicts->first && rule <= verdicts->last)
            verdicts->slots[rule - verdicts->first] = (int32_t)(atom - first);
    }
    kj_db_reset(statement);
    kj_atoms_free(names);
    return good;
}

bool kj_peer_verdicts_open(KjPeerVerdicts *verdicts, KjStore *store, const KjPeers *peers,
                           KjError *error)
{
    *verdicts = (KjPeerVerdicts){.store = store, .peers = peers};
    if (!read_range(verdicts, error))
        return false;
    size_t count = (size_t)(verdicts->last - verdicts->first) + 1;
    verdicts->slots = kj_alloc_array(count, sizeof *verdicts->slots);
    for (size_t i = 0; i < count; i++)
        verdicts->slots[i] = -1;
    verdicts->now = kj_alloc(2 * peers->rule_count + 1);
    verdicts->before = verdicts->now + peers->rule_count;
    verdicts->statement =
        kj_store_statement(store,
                           "SELECT rule, verdict FROM kj_result_pieces JOIN kj_piece_verdicts"
                           " USING (piece) WHERE result = ? AND what = 1",
                           error);
    return verdicts->statement && read_slots(verdicts, error);
}

void kj_peer_verdicts_close(KjPeerVerdicts *verdicts)
{
    kj_free(verdicts->slots);
    kj_free(verdicts->now);
}

bool kj_peer_verdicts_read(KjPeerVerdicts *verdicts, int64_t result, uint8_t *into, KjError *error)
{
    bool found = true, good = true;
    memset(into, KJ_NA, verdicts->peers->rule_count);
    sqlite3_bind_int64(verdicts->statement, 1, result);
    while (good && (good = kj_db_row(&verdicts->store->db, verdicts->statement, &found, error)) &&
           found) {
        int64_t rule = sqlite3_column_int64(verdicts->statement, 0);
        int verdict = sqlite3_column_int(verdicts->statement, 1);
        if (rule < verdicts->first || rule > verdicts->last || verdict < 0 ||
            verdict >= KJ_VERDICTS)
            continue;
        int32_t slot = verdicts->slots[rule - verdicts->first];
        if (slot >= 0 &&
            kj_verdict_gravity((KjVerdict)verdict) > kj_verdict_gravity((KjVerdict)into[slot]))
            into[slot] = (uint8_t)verdict;
    }
    kj_db_reset(verdicts->statement);
    return good;
}

KjPeerMoved kj_peer_moved(const KjPeerVerdicts *verdicts, size_t rule)
{
    KjVerdict now = (KjVerdict)verdicts->now[rule], before = (KjVerdict)verdicts->before[rule];
    if (!verdicts->peers->rules[rule].compared || now == before)
        return KJ_STAYED;
    if (kj_peer_fails(now))
        return kj_peer_fails(before) ? KJ_STAYED : KJ_NEWLY_FAILING;
    return now == KJ_PASS && (kj_peer_fails(before) || before == KJ_UNKNOWN || before == KJ_FAULT)
               ? KJ_NEWLY_PASSING
               : KJ_STAYED;
}

bool kj_store_moves(KjStore *store, const KjPeers *peers,
                    bool (*each)(void *ctx, const KjPeerMove *move), void *ctx, KjError *error)
{
    KjPeerVerdicts verdicts;
    bool good = kj_peer_verdicts_open(&verdicts, store, peers, error), more = true;
    for (size_t p = 0; good && more && p < peers->peer_count; p++) {
        const KjPeer *peer = &peers->peers[p];
        if (peer->newly_failing + peer->newly_passing == 0)
            continue;
        good = kj_peer_verdicts_read(&verdicts, peer->result, verdicts.now, error) &&
               kj_peer_verdicts_read(&verdicts, peer->before, verdicts.before, error);
        for (size_t r = 0; good && more && r < peers->rule_count; r++) {
            KjPeerMove move = {p, r, (KjVerdict)verdicts.before[r], (KjVerdict)verdicts.now[r]};
            if (kj_peer_moved(&verdicts, r) != KJ_STAYED)
                more = each(ctx, &move);
        }
    }
    kj_peer_verdicts_close(&verdicts);
    return good;
}
