/* The pieces that were met last are remembered by their hash in a table of fixed size; what falls out of it
 * is looked up in the file. */
#include "engine/store/pieces.h"

#include "engine/base/hash.h"

#include <string.h>

#define MEMORY 16384 /* pieces; a power of two */

typedef struct Known {
    int64_t number; /* 0: none */
    unsigned char hash[KJ_PIECE_HASH];
} Known;

struct KjPieces {
    KjAtoms *words;
    int64_t *word_numbers; /* by atom */
    size_t word_count, word_capacity;
    KjRuleKey *rules; /* by number */
    size_t rule_count;
    Known known[MEMORY];
};

static KjPieces *pieces_of(KjStore *store)
{
    if (!store->pieces) {
        store->pieces = kj_alloc(sizeof *store->pieces);
        store->pieces->words = kj_atoms_new(NULL);
    }
    return store->pieces;
}

void kj_pieces_free(KjPieces *pieces)
{
    if (!pieces)
        return;
    kj_atoms_free(pieces->words);
    kj_free(pieces->word_numbers);
    kj_free(pieces->rules);
    kj_free(pieces);
}

/* ---- texts ---- */

bool kj_store_text(KjStore *store, KjText text, int64_t *number, KjError *error)
{
    sqlite3_stmt *statement =
        kj_store_statement(store, "SELECT text FROM kj_texts WHERE content = ?", error);
    kj_db_text(statement, 1, text);
    if (!kj_store_number(store, statement, number, error) || *number)
        return *number != 0;
    statement = kj_store_statement(store, "INSERT INTO kj_texts (content) VALUES (?)", error);
    kj_db_text(statement, 1, text);
    return kj_store_insert(store, statement, number, error);
}

bool kj_store_word(KjStore *store, KjText word, int64_t *number, KjError *error)
{
    KjPieces *pieces = pieces_of(store);
    KjAtom atom = kj_atom(pieces->words, word);
    while (pieces->word_count <= atom)
        KJ_PUSH(pieces->word_numbers, pieces->word_count, pieces->word_capacity, 0);
    if (pieces->word_numbers[atom] == 0 &&
        !kj_store_text(store, word, &pieces->word_numbers[atom], error))
        return false;
    *number = pieces->word_numbers[atom];
    return true;
}

/* ---- what is said ---- */

void kj_says_number(KjBuf *says, int64_t number)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
    kj_buf_add(says, bytes, sizeof bytes);
}

void kj_says_text(KjBuf *says, KjText text)
{
    kj_says_number(says, text.len);
    kj_buf_add(says, text.data, text.len);
}

void kj_says_hash(const KjBuf *says, unsigned char out[KJ_PIECE_HASH])
{
    KjHash hash;
    kj_hash_init(&hash);
    kj_hash_add(&hash, says->data, says->len);
    kj_hash_bytes(&hash, out, KJ_PIECE_HASH);
}

/* ---- pieces ---- */

static bool find_or_add(KjStore *store, KjPieceTable table, const unsigned char *hash,
                        int64_t *number, bool *fresh, KjError *error)
{
    static const char *const find[KJ_PIECE_TABLES] = {
        [KJ_PIECES] = "SELECT piece FROM kj_pieces WHERE hash = ?",
        [KJ_GROUPS] = "SELECT record_group FROM kj_groups WHERE hash = ?",
        [KJ_ROSTERS] = "SELECT roster FROM kj_rosters WHERE hash = ?"};
    static const char *const add[KJ_PIECE_TABLES] = {
        [KJ_PIECES] = "INSERT INTO kj_pieces (hash) VALUES (?)",
        [KJ_GROUPS] = "INSERT INTO kj_groups (hash) VALUES (?)",
        [KJ_ROSTERS] = "INSERT INTO kj_rosters (hash) VALUES (?)"};
    sqlite3_stmt *statement = kj_store_statement(store, find[table], error);
    if (!statement)
        return false;
    sqlite3_bind_blob(statement, 1, hash, KJ_PIECE_HASH, SQLITE_STATIC);
    if (!kj_store_number(store, statement, number, error) || *number)
        return *number != 0;
    *fresh = true;
    statement = kj_store_statement(store, add[table], error);
    if (!statement)
        return false;
    sqlite3_bind_blob(statement, 1, hash, KJ_PIECE_HASH, SQLITE_STATIC);
    return kj_store_insert(store, statement, number, error);
}

bool kj_store_piece(KjStore *store, KjPieceTable table, const KjBuf *says, int64_t *number,
                    bool *fresh, KjError *error)
{
    unsigned char hash[KJ_PIECE_HASH];
    uint32_t place;
    *fresh = false;
    *number = 0;
    kj_says_hash(says, hash);
    memcpy(&place, hash, sizeof place);
    Known *known = &pieces_of(store)->known[(place ^ (uint32_t)table) & (MEMORY - 1)];
    if (known->number == 0 || memcmp(known->hash, hash, sizeof hash) != 0) {
        if (!find_or_add(store, table, hash, number, fresh, error))
            return false;
        known->number = *number;
        memcpy(known->hash, hash, sizeof hash);
    }
    *number = known->number;
    return true;
}

static bool add_member(KjStore *store, int64_t group, uint32_t member, KjError *error)
{
    sqlite3_stmt *statement = kj_store_statement(
        store, "INSERT INTO kj_members (record_group, member) VALUES (?, ?)", error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, group);
    sqlite3_bind_int64(statement, 2, member);
    return kj_db_done(&store->db, statement, error);
}

bool kj_store_group(KjStore *store, const uint32_t *members, size_t count, int64_t *number,
                    KjError *error)
{
    KjBuf says;
    bool fresh;
    kj_buf_init(&says, 0);
    kj_says_text(&says, KJ_TEXT("group"));
    for (size_t i = 0; i < count; i++)
        kj_says_number(&says, members[i]);
    bool good = kj_store_piece(store, KJ_GROUPS, &says, number, &fresh, error);
    for (size_t i = 0; good && fresh && i < count; i++)
        good = add_member(store, *number, members[i], error);
    kj_buf_clear(&says);
    return good;
}

/* ---- rules ---- */

static bool read_rule_key(KjStore *store, int64_t rule, KjRuleKey *key, KjError *error)
{
    bool found = false;
    KjBuf says;
    sqlite3_stmt *statement = kj_store_statement(
        store, "SELECT pack, hash, name FROM kj_rules JOIN kj_packs USING (pack) WHERE rule = ?",
        error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, rule);
    bool good = kj_db_row(&store->db, statement, &found, error);
    kj_buf_init(&says, 0);
    if (found) {
        kj_says_text(&says, kj_db_column(statement, 1));
        kj_says_text(&says, kj_db_column(statement, 2));
        key->pack = sqlite3_column_int64(statement, 0);
        kj_says_hash(&says, key->hash);
        good = kj_db_done(&store->db, statement, error); /* texts were read whole */
        key->pack = good ? key->pack : 0;
    } else if (good) {
        good = kj_db_damaged(&store->db, error);
    }
    kj_buf_clear(&says);
    kj_db_reset(statement);
    return good;
}

bool kj_store_rule_key(KjStore *store, int64_t rule, KjRuleKey *key, KjError *error)
{
    KjPieces *pieces = pieces_of(store);
    if (rule <= 0 || rule > INT32_MAX)
        return kj_db_damaged(&store->db, error);
    if ((size_t)rule >= pieces->rule_count) {
        size_t count = (size_t)rule * 2 + 1;
        pieces->rules = kj_realloc_array(pieces->rules, count, sizeof *pieces->rules);
        memset(pieces->rules + pieces->rule_count, 0,
               (count - pieces->rule_count) * sizeof *pieces->rules);
        pieces->rule_count = count;
    }
    KjRuleKey *known = &pieces->rules[rule];
    if (known->pack == 0 && !read_rule_key(store, rule, known, error))
        return false;
    *key = *known;
    return true;
}
