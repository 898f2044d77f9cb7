/* What the forms of the report over organisations share; only they include this. */
#ifndef KJ_OUTPUT_PEERS_PARTS_H
#define KJ_OUTPUT_PEERS_PARTS_H

#include "engine/output/grid.h"
#include "engine/output/peers.h"

const char *kj_share_name(KjShare share); /* failing, unknown */
/* Organisations that are failing by a rule, of its counts. */
uint32_t kj_peers_failing(const uint32_t *counts);
/* A value of the field for people: its label. */
KjText kj_peers_label(const KjPeersReport *report, KjText value);
/* The rules with anything failing, those of most organisations first; counts: of a group, or of all where
 * it is NULL. To be freed. */
size_t *kj_peers_missed(const KjPeers *peers, const uint32_t *counts, size_t *count);

/* ---- registers of packs over all organisations ---- */

typedef struct KjSeen {
    const KjPeersReport *report;
    const KjDisplay *display;
    const KjKind *kind;
} KjSeen;

/* Whether the display at this place of the registry is one of them. */
bool kj_seen_at(const KjPeersReport *report, size_t display, KjSeen *seen);
bool kj_seen_rows(const KjSeen *seen, bool (*each)(void *ctx, const KjSeenRow *row), void *ctx,
                  KjError *error);
const KjField *kj_seen_field(const KjSeen *seen, size_t column); /* NULL: the id */
bool kj_seen_is_secret(const KjSeen *seen, size_t column);       /* to be masked */
/* A cell for people; of a time its day. */
KjText kj_seen_text(const KjSeen *seen, size_t column, KjText cell, KjArena *arena);
/* For machines: as in the facts, true and false, *** where it is secret. */
KjText kj_seen_raw(const KjSeen *seen, size_t column, KjText cell);
/* The organisation of the run that a text names, or NULL. */
const KjPeer *kj_seen_seer(const KjPeers *peers, KjText name);

/* The text form: its last sections stand in peers_text_rest.c. */
void kj_peers_heading(KjPage *page, const char *title);
void kj_peers_more(KjPage *page, const KjPeersReport *report, uint64_t left);
/* In the last column: its name, and below it its title. */
void kj_peers_rule_cell(KjGrid *grid, const KjPeersReport *report, const KjPeerRule *rule);
const char *kj_peers_say(const KjPeersReport *report, const char *ja, const char *en);
bool kj_peers_text_moves(KjPage *page, const KjPeersReport *report, KjError *error);
void kj_peers_text_missing(KjPage *page, const KjPeersReport *report);
bool kj_peers_text_seen(KjPage *page, const KjPeersReport *report, KjError *error);

#endif
