/* What results have in common is kept once: a piece is known by the hash of what it says, whichever
 * result, organisation or day it comes from.
 *
 * texts      messages, names of kinds and fields
 * groups     numbers of records within their kind, rising: whom a row of a piece is about
 * rosters    the records of a result: kind, number, id, name
 * pieces     the verdicts of one pack about one kind, or the derived values of one kind
 *
 * A hash is over what is said, never over numbers of rows, so that stores can be merged. */
#ifndef KJ_STORE_PIECES_H
#define KJ_STORE_PIECES_H

#include "engine/store/store_parts.h"

#define KJ_PIECE_HASH 16 /* bytes */

enum { KJ_WHAT_VERDICTS = 1, KJ_WHAT_VALUES = 2 }; /* kj_result_pieces.what */

typedef enum { KJ_PIECES, KJ_GROUPS, KJ_ROSTERS, KJ_PIECE_TABLES } KjPieceTable;

/* The number of a text in the store. */
bool kj_store_text(KjStore *store, KjText text, int64_t *number, KjError *error);
/* The same for words of which there are few: they are remembered. */
bool kj_store_word(KjStore *store, KjText word, int64_t *number, KjError *error);

/* The number of what says this; *fresh: it is not there yet, and the caller is to write its rows. */
bool kj_store_piece(KjStore *store, KjPieceTable table, const KjBuf *says, int64_t *number,
                    bool *fresh, KjError *error);
/* The group of these numbers, which rise. */
bool kj_store_group(KjStore *store, const uint32_t *members, size_t count, int64_t *number,
                    KjError *error);

typedef struct KjRuleKey {
    int64_t pack; /* 0: not asked for yet */
    unsigned char hash[KJ_PIECE_HASH];
} KjRuleKey;

/* What a rule is known by in every store, and its pack in this one. */
bool kj_store_rule_key(KjStore *store, int64_t rule, KjRuleKey *key, KjError *error);

/* Numbers and texts as hashes want them: so that no two different things give the same bytes. */
void kj_says_number(KjBuf *says, int64_t number);
void kj_says_text(KjBuf *says, KjText text);
void kj_says_hash(const KjBuf *says, unsigned char out[KJ_PIECE_HASH]);

/* What was found before, so that SQLite is not asked each time. */
typedef struct KjPieces KjPieces;
void kj_pieces_free(KjPieces *pieces);

#endif
