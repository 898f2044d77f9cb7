/* Rows are sorted so that what goes into one piece lies together, and in it what is the same of several
 * records. A record's number is its kind's word times 2^32 and its place among the records of that kind
 * by id: the same in all results that are alike, of whatever day. */
#include "engine/store/content.h"

#include "engine/store/pieces.h"

#include <stdlib.h>
#include <string.h>

typedef struct Record {
    KjText kind, id, name;
    int64_t word; /* of its kind */
    uint32_t place;
} Record;

typedef struct Row { /* a verdict or a value */
    const Record *record;
    uint32_t number; /* of the record, as it was given */
    int64_t part;    /* the rule's pack; of a value 0 */
    int64_t key;     /* the rule, or the field's word */
    int type, under; /* verdicts, or the type of a value */
    int64_t whole;
    double real;
    KjText text, more; /* message and what settled it, or the value and its field */
} Row;

typedef struct Rows {
    Row *rows;
    size_t count, capacity;
} Rows;

struct KjContent {
    KjStore *store;
    KjAtoms *names; /* "KIND:ID" of records; the atom leads to the record */
    KjAtom first;
    Record *records;
    size_t record_count, record_capacity;
    Rows verdicts, values;
    KjBuf says;
};

KjContent *kj_content_new(KjStore *store)
{
    KjContent *content = kj_alloc(sizeof *content);
    content->store = store;
    content->names = kj_atoms_new(NULL);
    content->first = kj_atom_count(content->names);
    kj_buf_init(&content->says, 0);
    return content;
}

void kj_content_free(KjContent *content)
{
    if (!content)
        return;
    kj_atoms_free(content->names);
    kj_free(content->records);
    kj_free(content->verdicts.rows);
    kj_free(content->values.rows);
    kj_buf_clear(&content->says);
    kj_free(content);
}

/* ---- taking in ---- */

uint32_t kj_content_record(KjContent *content, KjText kind, KjText id, KjText name)
{
    kj_buf_reset(&content->says);
    kj_buf_add(&content->says, kind.data, kind.len);
    kj_buf_putc(&content->says, ':');
    kj_buf_add(&content->says, id.data, id.len);
    KjText key = {content->says.data, (uint32_t)content->says.len};
    uint32_t number = kj_atom(content->names, key) - content->first;
    Record record = {.kind = kind, .id = id, .name = name};
    if (number == content->record_count)
        KJ_PUSH(content->records, content->record_count, content->record_capacity, record);
    return number;
}

void kj_content_verdict(KjContent *content, const KjContentVerdict *verdict)
{
    Row row = {.key = verdict->rule,
               .type = verdict->verdict,
               .under = verdict->underlying,
               .text = verdict->message,
               .more = verdict->settled_by,
               .number = verdict->record};
    KJ_PUSH(content->verdicts.rows, content->verdicts.count, content->verdicts.capacity, row);
}

void kj_content_value(KjContent *content, const KjContentValue *value)
{
    Row row = {
        .type = value->type, .text = KJ_TEXT(""), .more = value->field, .number = value->record};
    Rows *values = &content->values;
    if (value->type == SQLITE_INTEGER)
        row.whole = value->whole;
    else if (value->type == SQLITE_FLOAT)
        row.real = value->real;
    else if (value->type == SQLITE_TEXT)
        row.text = value->text;
    KJ_PUSH(values->rows, values->count, values->capacity, row);
}

/* ---- records ---- */

static int by_kind_and_id(const void *left, const void *right)
{
    const Record *a = *(Record *const *)left, *b = *(Record *const *)right;
    int order = a->word == b->word ? 0 : kj_text_compare(a->kind, b->kind);
    return order ? order : kj_text_compare(a->id, b->id);
}

static bool put_record(KjStore *store, int64_t roster, const Record *record, KjError *error)
{
    sqlite3_stmt *statement = kj_store_statement(
        store, "INSERT INTO kj_roster_records (roster, record, id, name) VALUES (?, ?, ?, ?)",
        error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, roster);
    sqlite3_bind_int64(statement, 2, (int64_t)(((uint64_t)record->word << 32) + record->place));
    kj_db_text(statement, 3, record->id);
    kj_db_text(statement, 4, record->name);
    return kj_db_done(&store->db, statement, error);
}

static bool put_roster(KjContent *content, Record **sorted, int64_t *roster, KjError *error)
{
    bool fresh;
    kj_buf_reset(&content->says);
    kj_says_text(&content->says, KJ_TEXT("roster"));
    for (size_t i = 0; i < content->record_count; i++) {
        bool same = i > 0 && sorted[i]->word == sorted[i - 1]->word;
        sorted[i]->place = same ? sorted[i - 1]->place + 1 : 0;
        kj_says_text(&content->says, sorted[i]->kind);
        kj_says_text(&content->says, sorted[i]->id);
        kj_says_text(&content->says, sorted[i]->name);
    }
    bool good = kj_store_piece(content->store, KJ_ROSTERS, &content->says, roster, &fresh, error);
    for (size_t i = 0; good && fresh && i < content->record_count; i++)
        good = put_record(content->store, *roster, sorted[i], error);
    return good;
}

bool kj_content_roster(KjContent *content, int64_t *roster, KjError *error)
{
    Record **sorted = kj_alloc_array(content->record_count + 1, sizeof *sorted);
    bool good = true;
    for (size_t i = 0; good && i < content->record_count; i++) {
        sorted[i] = &content->records[i];
        good = kj_store_word(content->store, sorted[i]->kind, &sorted[i]->word, error);
    }
    if (good) {
        qsort(sorted, content->record_count, sizeof *sorted, by_kind_and_id);
        good = put_roster(content, sorted, roster, error);
    }
    kj_free(sorted);
    return good;
}

/* ---- rows ---- */

static int compare_whole(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_text(KjText a, KjText b)
{
    return a.len == 0 || b.len == 0 ? compare_whole(a.len, b.len) : kj_text_compare(a, b);
}

/* Whether they lie in one piece. */
static int by_piece(const Row *a, const Row *b)
{
    int order = compare_whole(a->part, b->part);
    return order ? order : compare_whole(a->record->word, b->record->word);
}

/* Fields by name: their words have other numbers in other stores. */
static int by_key(const Row *a, const Row *b)
{
    if (a->key == b->key)
        return 0;
    return a->part ? compare_whole(a->key, b->key) : kj_text_compare(a->more, b->more);
}

static int64_t bits_of(double real)
{
    int64_t bits;
    memcpy(&bits, &real, sizeof bits);
    return bits;
}

/* Whether they say the same of two records. */
static int by_statement(const Row *a, const Row *b)
{
    int order = by_key(a, b);
    order = order ? order : compare_whole(a->type, b->type);
    order = order ? order : compare_whole(a->under, b->under);
    order = order ? order : compare_whole(a->whole, b->whole);
    order = order ? order : compare_whole(bits_of(a->real), bits_of(b->real));
    order = order ? order : compare_text(a->text, b->text);
    return order ? order : compare_text(a->more, b->more);
}

static int by_all(const void *left, const void *right)
{
    const Row *a = *(Row *const *)left, *b = *(Row *const *)right;
    int order = by_piece(a, b);
    order = order ? order : by_statement(a, b);
    return order ? order : compare_whole(a->record->place, b->record->place);
}

/* How many rows say the same, or lie in one piece: where the next ones begin. */
static size_t alike(Row *const *sorted, size_t from, size_t end,
                    int (*compare)(const Row *a, const Row *b))
{
    size_t to = from + 1;
    while (to < end && compare(sorted[from], sorted[to]) == 0)
        to++;
    return to;
}

/* ---- pieces ---- */

static bool say_statement(KjContent *content, const Row *row, KjError *error)
{
    KjRuleKey key = {0};
    if (row->part && !kj_store_rule_key(content->store, row->key, &key, error))
        return false;
    kj_buf_add(&content->says, key.hash, sizeof key.hash);
    kj_says_number(&content->says, row->type);
    kj_says_number(&content->says, row->under);
    kj_says_number(&content->says, row->whole);
    kj_says_number(&content->says, bits_of(row->real));
    kj_says_text(&content->says, row->text);
    kj_says_text(&content->says, row->more);
    return true;
}

static bool say_piece(KjContent *content, Row *const *sorted, size_t from, size_t end,
                      KjError *error)
{
    KjBuf *says = &content->says;
    kj_buf_reset(says);
    kj_says_text(says, sorted[from]->part ? KJ_TEXT("verdicts") : KJ_TEXT("values"));
    kj_says_text(says, sorted[from]->record->kind);
    for (size_t i = from, to; i < end; i = to) {
        to = alike(sorted, i, end, by_statement);
        if (!say_statement(content, sorted[i], error))
            return false;
        kj_says_number(says, (int64_t)(to - i));
        for (size_t m = i; m < to; m++)
            kj_says_number(says, sorted[m]->record->place);
    }
    return true;
}

static bool bind_text(KjStore *store, sqlite3_stmt *statement, int at, KjText text, KjError *error)
{
    int64_t number;
    if (text.len == 0)
        return true;
    if (!kj_store_text(store, text, &number, error))
        return false;
    sqlite3_bind_int64(statement, at, number);
    return true;
}

static bool put_verdict(KjStore *store, sqlite3_stmt *statement, const Row *row, KjError *error)
{
    sqlite3_bind_int(statement, 5, row->type);
    if (row->under != KJ_NO_VERDICT)
        sqlite3_bind_int(statement, 6, row->under);
    return bind_text(store, statement, 7, row->text, error) &&
           bind_text(store, statement, 8, row->more, error) &&
           kj_db_done(&store->db, statement, error);
}

static bool put_value(KjStore *store, sqlite3_stmt *statement, const Row *row, KjError *error)
{
    if (row->type == SQLITE_INTEGER)
        sqlite3_bind_int64(statement, 5, row->whole);
    else if (row->type == SQLITE_FLOAT)
        sqlite3_bind_double(statement, 5, row->real);
    else if (row->type == SQLITE_TEXT)
        kj_db_text(statement, 5, row->text);
    return kj_db_done(&store->db, statement, error);
}

static sqlite3_stmt *insertion(KjStore *store, const Row *row, KjError *error)
{
    return row->part
               ? kj_store_statement(
                     store,
                     "INSERT INTO kj_piece_verdicts (piece, number, kind, rule, verdict,"
                     " underlying, message, settled_by, record_group)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                     error)
               : kj_store_statement(
                     store,
                     "INSERT INTO kj_piece_values (piece, number, kind, field, value, record_group)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?9)",
                     error);
}

/* A statement about all records of the rows. */
static bool put_statement(KjContent *content, int64_t piece, int64_t number, Row *const *rows,
                          size_t count, KjError *error)
{
    KjStore *store = content->store;
    uint32_t *members = kj_alloc_array(count, sizeof *members);
    int64_t group;
    for (size_t i = 0; i < count; i++)
        members[i] = rows[i]->record->place;
    bool good = kj_store_group(store, members, count, &group, error);
    kj_free(members);
    sqlite3_stmt *statement = good ? insertion(store, rows[0], error) : NULL;
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, piece);
    sqlite3_bind_int64(statement, 2, number);
    sqlite3_bind_int64(statement, 3, rows[0]->record->word);
    sqlite3_bind_int64(statement, 4, rows[0]->key);
    sqlite3_bind_int64(statement, 9, group);
    return rows[0]->part ? put_verdict(store, statement, rows[0], error)
                         : put_value(store, statement, rows[0], error);
}

static bool link_piece(KjStore *store, int64_t result, bool verdicts, int64_t piece, KjError *error)
{
    sqlite3_stmt *statement = kj_store_statement(
        store, "INSERT INTO kj_result_pieces (result, what, piece) VALUES (?, ?, ?)", error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, result);
    sqlite3_bind_int(statement, 2, verdicts ? KJ_WHAT_VERDICTS : KJ_WHAT_VALUES);
    sqlite3_bind_int64(statement, 3, piece);
    return kj_db_done(&store->db, statement, error);
}

static bool put_piece(KjContent *content, int64_t result, Row *const *sorted, size_t from,
                      size_t end, KjError *error)
{
    int64_t piece, number = 0;
    bool fresh,
        good = say_piece(content, sorted, from, end, error) &&
               kj_store_piece(content->store, KJ_PIECES, &content->says, &piece, &fresh, error);
    for (size_t i = from, to; good && fresh && i < end; i = to) {
        to = alike(sorted, i, end, by_statement);
        good = put_statement(content, piece, ++number, sorted + i, to - i, error);
    }
    return good && link_piece(content->store, result, sorted[from]->part != 0, piece, error);
}

static bool put_rows(KjContent *content, int64_t result, const Rows *rows, KjError *error)
{
    Row **sorted = kj_alloc_array(rows->count + 1, sizeof *sorted);
    bool good = true;
    for (size_t i = 0; i < rows->count; i++)
        sorted[i] = &rows->rows[i];
    qsort(sorted, rows->count, sizeof *sorted, by_all);
    for (size_t i = 0, end; good && i < rows->count; i = end) {
        end = alike(sorted, i, rows->count, by_piece);
        good = put_piece(content, result, sorted, i, end, error);
    }
    kj_free(sorted);
    return good;
}

/* Gives every row its record, part and key. */
static bool complete(KjContent *content, Rows *rows, bool verdicts, KjError *error)
{
    bool good = true;
    for (size_t i = 0; good && i < rows->count; i++) {
        Row *row = &rows->rows[i];
        KjRuleKey key = {0};
        row->record = &content->records[row->number];
        good = verdicts ? kj_store_rule_key(content->store, row->key, &key, error)
                        : kj_store_word(content->store, row->more, &row->key, error);
        row->part = key.pack;
    }
    return good;
}

bool kj_content_write(KjContent *content, int64_t result, KjError *error)
{
    return complete(content, &content->verdicts, true, error) &&
           complete(content, &content->values, false, error) &&
           put_rows(content, result, &content->verdicts, error) &&
           put_rows(content, result, &content->values, error);
}
