/* What results consist of is known by its hash (pieces.h), and the journal has only these: here every one is
 * made again from the rows, and rows that nothing refers to are found. Written by the rules of content.c. */
#include "engine/store/audit.h"

#include "engine/store/pieces.h"

#include <string.h>

typedef struct Piece {
    const KjAuditing *auditing;
    KjBuf says, members;
    bool good; /* it has the form that pieces have */
} Piece;

static sqlite3_stmt *query(const KjAuditing *auditing, const char *sql, int64_t number)
{
    sqlite3_stmt *statement = kj_store_statement(auditing->store, sql, auditing->error);
    if (statement)
        sqlite3_bind_int64(statement, 1, number);
    return statement;
}

static bool next_row(const KjAuditing *auditing, sqlite3_stmt *statement, bool *found)
{
    return kj_db_row(&auditing->store->db, statement, found, auditing->error);
}

/* ---- making hashes again ---- */

static bool say_members(Piece *piece, int64_t group, int64_t *count)
{
    bool found = true, good = true;
    sqlite3_stmt *statement =
        query(piece->auditing,
              "SELECT member FROM kj_members WHERE record_group = ? ORDER BY member", group);
    kj_buf_reset(&piece->members);
    for (*count = 0; good && (good = next_row(piece->auditing, statement, &found)) && found;
         ++*count)
        kj_says_number(&piece->members, sqlite3_column_int64(statement, 0));
    kj_db_reset(statement);
    return good;
}

static bool say_group(Piece *piece, int64_t group)
{
    int64_t count;
    kj_says_text(&piece->says, KJ_TEXT("group"));
    if (!say_members(piece, group, &count))
        return false;
    kj_buf_add(&piece->says, piece->members.data, piece->members.len);
    return true;
}

/* Records of a kind are numbered from 0 on, by id. */
static bool say_roster(Piece *piece, int64_t roster)
{
    bool found = true, good = true;
    int64_t kind = -1, place = 0;
    sqlite3_stmt *statement =
        query(piece->auditing,
              "SELECT record >> 32, record & 0xFFFFFFFF, content, id, name FROM kj_roster_records"
              " LEFT JOIN kj_texts ON text = record >> 32 WHERE roster = ? ORDER BY content, id",
              roster);
    kj_says_text(&piece->says, KJ_TEXT("roster"));
    while (good && (good = next_row(piece->auditing, statement, &found)) && found) {
        place = sqlite3_column_int64(statement, 0) == kind ? place + 1 : 0;
        kind = sqlite3_column_int64(statement, 0);
        piece->good = piece->good && sqlite3_column_int64(statement, 1) == place;
        for (int i = 2; i < 5; i++)
            kj_says_text(&piece->says, kj_db_column(statement, i));
    }
    kj_db_reset(statement);
    return good;
}

static void say_rule(KjBuf *says, KjText pack, KjText name)
{
    unsigned char hash[KJ_PIECE_HASH] = {0};
    KjBuf rule;
    kj_buf_init(&rule, 0);
    kj_says_text(&rule, pack);
    kj_says_text(&rule, name);
    if (name.len)
        kj_says_hash(&rule, hash);
    kj_buf_add(says, hash, sizeof hash);
    kj_buf_clear(&rule);
}

static void say_value(KjBuf *says, sqlite3_stmt *statement, int at)
{
    int type = sqlite3_column_type(statement, at);
    double real = type == SQLITE_FLOAT ? sqlite3_column_double(statement, at) : 0;
    int64_t bits;
    memcpy(&bits, &real, sizeof bits);
    kj_says_number(says, type);
    kj_says_number(says, 0);
    kj_says_number(says, type == SQLITE_INTEGER ? sqlite3_column_int64(statement, at) : 0);
    kj_says_number(says, bits);
    kj_says_text(says, type == SQLITE_TEXT ? kj_db_column(statement, at) : KJ_TEXT(""));
}

/* Columns: number, kind, its name, group; of verdicts pack, rule, verdict, underlying, message, what settled it;
 * of values field, value. */
static void say_statement(KjBuf *says, sqlite3_stmt *statement, bool verdicts)
{
    if (verdicts) {
        say_rule(says, kj_db_column(statement, 4), kj_db_column(statement, 5));
        kj_says_number(says, sqlite3_column_int(statement, 6));
        kj_says_number(says, sqlite3_column_type(statement, 7) == SQLITE_NULL
                                 ? KJ_NO_VERDICT
                                 : sqlite3_column_int(statement, 7));
        kj_says_number(says, 0);
        kj_says_number(says, 0);
        kj_says_text(says, kj_db_column(statement, 8));
        kj_says_text(says, kj_db_column(statement, 9));
    } else {
        say_rule(says, KJ_TEXT(""), KJ_TEXT(""));
        say_value(says, statement, 5);
        kj_says_text(says, kj_db_column(statement, 4));
    }
}

static bool say_row(Piece *piece, sqlite3_stmt *statement, bool verdicts)
{
    int64_t count;
    say_statement(&piece->says, statement, verdicts);
    if (!say_members(piece, sqlite3_column_int64(statement, 3), &count))
        return false;
    kj_says_number(&piece->says, count);
    kj_buf_add(&piece->says, piece->members.data, piece->members.len);
    return true;
}

static bool say_rows(Piece *piece, sqlite3_stmt *statement, bool verdicts, int64_t *rows)
{
    bool found = true, good = true;
    int64_t kind = 0;
    for (*rows = 0; good && (good = next_row(piece->auditing, statement, &found)) && found;) {
        if (++*rows == 1) {
            kind = sqlite3_column_int64(statement, 1);
            kj_says_text(&piece->says, verdicts ? KJ_TEXT("verdicts") : KJ_TEXT("values"));
            kj_says_text(&piece->says, kj_db_column(statement, 2));
        }
        piece->good = piece->good && sqlite3_column_int64(statement, 0) == *rows &&
                      sqlite3_column_int64(statement, 1) == kind;
        good = say_row(piece, statement, verdicts);
    }
    kj_db_reset(statement);
    return good;
}

static bool say_piece(Piece *piece, int64_t number)
{
    int64_t verdicts, values;
    bool good =
        say_rows(piece,
                 query(piece->auditing,
                       "SELECT v.number, v.kind, k.content, record_group, p.hash, r.name, verdict,"
                       " underlying, m.content, s.content FROM kj_piece_verdicts v"
                       " LEFT JOIN kj_texts k ON k.text = v.kind LEFT JOIN kj_rules r USING (rule)"
                       " LEFT JOIN kj_packs p USING (pack)"
                       " LEFT JOIN kj_texts m ON m.text = v.message"
                       " LEFT JOIN kj_texts s ON s.text = v.settled_by"
                       " WHERE piece = ? ORDER BY v.number",
                       number),
                 true, &verdicts) &&
        say_rows(piece,
                 query(piece->auditing,
                       "SELECT v.number, v.kind, k.content, record_group, f.content, value"
                       " FROM kj_piece_values v LEFT JOIN kj_texts k ON k.text = v.kind"
                       " LEFT JOIN kj_texts f ON f.text = v.field"
                       " WHERE piece = ? ORDER BY v.number",
                       number),
                 false, &values);
    piece->good = piece->good && (verdicts == 0) != (values == 0);
    return good;
}

/* ---- telling ---- */

/* The results that consist of it. */
static bool tell_results(const KjAuditing *auditing, const char *sql, int64_t number)
{
    KjArena *arena = kj_arena_new();
    KjText *items = NULL;
    size_t count = 0, capacity = 0;
    bool found = true, good = true;
    sqlite3_stmt *statement = query(auditing, sql, number);
    while (good && (good = next_row(auditing, statement, &found)) && found)
        KJ_PUSH(items, count, capacity, kj_db_column_in(arena, statement, 0));
    kj_db_reset(statement);
    for (size_t i = 0; good && i < count; i++)
        good = kj_audit_tell_item(auditing, items[i], KJ_ITEM_CONTENT);
    if (good && count == 0)
        kj_audit_tell(auditing, "結果の部品 %lld: 中身が、そのハッシュと違います",
                      "a part of results (%lld) is not that of its hash", (long long)number);
    kj_free(items);
    kj_arena_free(arena);
    return good;
}

typedef struct Part {
    const char *all, *results;
    bool (*say)(Piece *piece, int64_t number);
} Part;

#define ITEM "SELECT DISTINCT 'result' || char(9) || "

static const Part parts[] = {
    {"SELECT record_group, hash FROM kj_groups ORDER BY 1",
     ITEM "result FROM kj_result_pieces WHERE piece IN (SELECT piece FROM kj_piece_verdicts"
          " WHERE record_group = ?1 UNION SELECT piece FROM kj_piece_values"
          " WHERE record_group = ?1) ORDER BY result",
     say_group},
    {"SELECT roster, hash FROM kj_rosters ORDER BY 1",
     ITEM "result FROM kj_results WHERE roster = ? ORDER BY result", say_roster},
    {"SELECT piece, hash FROM kj_pieces ORDER BY 1",
     ITEM "result FROM kj_result_pieces WHERE piece = ? ORDER BY result", say_piece},
};

static bool check_part(Piece *piece, const Part *part)
{
    const KjAuditing *auditing = piece->auditing;
    unsigned char hash[KJ_PIECE_HASH];
    bool found = true, good = true;
    sqlite3_stmt *statement = kj_store_statement(auditing->store, part->all, auditing->error);
    while (good && (good = next_row(auditing, statement, &found)) && found) {
        int64_t number = sqlite3_column_int64(statement, 0);
        piece->good = true;
        kj_buf_reset(&piece->says);
        good = part->say(piece, number);
        kj_says_hash(&piece->says, hash);
        piece->good = piece->good && sqlite3_column_bytes(statement, 1) == KJ_PIECE_HASH &&
                      memcmp(sqlite3_column_blob(statement, 1), hash, sizeof hash) == 0;
        good = good && (piece->good || tell_results(auditing, part->results, number));
    }
    kj_db_reset(statement);
    return good;
}

/* Every row says something of something: what nothing refers to was put there by somebody else. */
static const char unused[] =
    "SELECT 'kj_organizations', organization FROM kj_organizations"
    " WHERE organization NOT IN (SELECT organization FROM kj_revisions)"
    " UNION ALL SELECT 'kj_texts', text FROM kj_texts WHERE text NOT IN"
    " (SELECT kind FROM kj_piece_verdicts UNION SELECT ifnull(message, 0) FROM kj_piece_verdicts"
    "  UNION SELECT ifnull(settled_by, 0) FROM kj_piece_verdicts UNION SELECT kind"
    "  FROM kj_piece_values UNION SELECT field FROM kj_piece_values UNION SELECT record >> 32"
    "  FROM kj_roster_records)"
    " UNION ALL SELECT 'kj_groups', record_group FROM kj_groups WHERE record_group NOT IN"
    " (SELECT record_group FROM kj_piece_verdicts UNION SELECT record_group FROM kj_piece_values)"
    " UNION ALL SELECT 'kj_rosters', roster FROM kj_rosters WHERE roster NOT IN"
    " (SELECT roster FROM kj_results WHERE roster IS NOT NULL)"
    " UNION ALL SELECT 'kj_pieces', piece FROM kj_pieces WHERE piece NOT IN"
    " (SELECT piece FROM kj_result_pieces)";

static bool check_unused(const KjAuditing *auditing)
{
    bool found = true, good = true;
    sqlite3_stmt *statement = kj_store_statement(auditing->store, unused, auditing->error);
    while (good && (good = next_row(auditing, statement, &found)) && found)
        kj_audit_tell(auditing, "%s の行 %lld をどこからも指していません: 後から加えられています",
                      "%s: nothing refers to row %lld: it was added",
                      kj_db_column(statement, 0).data,
                      (long long)sqlite3_column_int64(statement, 1));
    kj_db_reset(statement);
    return good;
}

bool kj_audit_pieces(const KjAuditing *auditing)
{
    Piece piece = {.auditing = auditing};
    bool good = true;
    kj_buf_init(&piece.says, UINT32_MAX);
    kj_buf_init(&piece.members, UINT32_MAX);
    for (size_t i = 0; good && i < sizeof parts / sizeof *parts; i++)
        good = check_part(&piece, &parts[i]);
    kj_buf_clear(&piece.says);
    kj_buf_clear(&piece.members);
    return good && check_unused(auditing);
}
