#include "engine/store/peers_parts.h"

#include <stdlib.h>

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* Between the two values nearest to the place, as spreadsheets do it: with one value, that. */
static double quartile(const double *sorted, size_t count, int number)
{
    size_t steps = (count - 1) * (size_t)number, at = steps / 4;
    double rest = (double)(steps % 4) / 4;
    return rest > 0 ? sorted[at] + (sorted[at + 1] - sorted[at]) * rest : sorted[at];
}

static KjSpread spread(double *shares, size_t count)
{
    qsort(shares, count, sizeof *shares, compare);
    KjSpread spread = {.lower = quartile(shares, count, 1),
                       .median = quartile(shares, count, 2),
                       .upper = quartile(shares, count, 3)};
    spread.fence = spread.upper + KJ_PEERS_FENCE * (spread.upper - spread.lower);
    return spread;
}

static void measure_group(KjPeers *peers, uint32_t group, KjShare share, double *shares)
{
    KjPeerGroup *of = &peers->groups[group];
    KjSpread *to = &of->spreads[share];
    size_t count = 0;
    for (size_t i = 0; i < peers->peer_count; i++)
        if (peers->peers[i].group == group)
            shares[count++] = peers->peers[i].shares[share];
    *to = spread(shares, count);
    of->fenced = count >= KJ_PEERS_LEAST;
    for (size_t i = 0; of->fenced && i < peers->peer_count; i++) {
        KjPeer *peer = &peers->peers[i];
        if (peer->group != group || peer->shares[share] <= to->fence)
            continue;
        peer->outlies[share] = true;
        to->outliers++;
    }
}

void kj_peers_measure(KjPeers *peers)
{
    double *shares = kj_alloc_array(peers->peer_count + 1, sizeof *shares);
    for (size_t i = 0; i < peers->peer_count; i++) {
        KjPeer *peer = &peers->peers[i];
        for (int s = 0; s < KJ_SHARES; s++)
            peer->shares[s] = peer->judged ? (double)peer->counts[s] / peer->judged : 0;
    }
    for (uint32_t group = 0; group < peers->group_count; group++)
        for (int s = 0; s < KJ_SHARES; s++)
            measure_group(peers, group, (KjShare)s, shares);
    kj_free(shares);
}
