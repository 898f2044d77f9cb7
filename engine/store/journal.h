/* The journal: an entry per transaction that changes what the store says. Entries form a chain: each has the
 * hash over that of the one before it, its number, time, command and items, a line each:
 *
 *   +NAME KEY = VALUE     it is so from now on    (tabs between; journal_things.h)
 *   -NAME KEY             it is gone
 *
 * The chain begins with the name of the store, which is chosen at random when it is made. */
#ifndef KJ_STORE_JOURNAL_H
#define KJ_STORE_JOURNAL_H

#include "engine/store/store_parts.h"

#define KJ_CHAIN_HASH 32 /* bytes */

typedef struct KjEntry {
    int64_t number;
    KjText at, what, detail, items;
} KjEntry;

/* What the first entry follows. */
bool kj_journal_begin(KjStore *store, unsigned char hash[KJ_CHAIN_HASH], KjError *error);
/* From the hash of the entry before to that of this one. */
void kj_journal_chain(const KjEntry *entry, unsigned char hash[KJ_CHAIN_HASH]);

/* Before a transaction ends: the entry for what it changed, if it changed anything or was given a name. Much
 * makes several entries. */
bool kj_journal_write(KjStore *store, KjError *error);
/* The entries of an older version get their hashes; what is there is taken in by the next one. from 0: the
 * store is new. */
bool kj_journal_adopt(KjStore *store, int64_t from, KjError *error);

#endif
