/* Results and runs. A result is written once, row by row in the order of its keys. */
#include "engine/store/store_parts.h"

/* ---- runs ---- */

bool kj_store_run_result(KjStore *store, int64_t run, KjText subject, int64_t *result,
                         KjError *error)
{
    sqlite3_stmt *statement = kj_store_statement(
        store, "SELECT result FROM kj_run_results WHERE run = ? AND subject = ?", error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, run);
    kj_db_text(statement, 2, subject);
    return kj_store_number(store, statement, result, error);
}

bool kj_store_run_add(KjStore *store, int64_t run, KjStoreShard shard, KjText subject,
                      int64_t result, bool carried, const char *problem, KjError *error)
{
    sqlite3_stmt *statement = kj_store_statement(
        store,
        "INSERT OR REPLACE INTO kj_run_results (run, subject, result, carried, problem, shard)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, run);
    kj_db_text(statement, 2, subject);
    if (result)
        sqlite3_bind_int64(statement, 3, result);
    sqlite3_bind_int(statement, 4, carried);
    kj_db_text_or_null(statement, 5, kj_text(problem ? problem : ""));
    sqlite3_bind_int64(statement, 6, shard.number);
    return kj_db_done(&store->db, statement, error);
}

static bool remove_subject(KjStore *store, int64_t run, KjText subject, KjError *error)
{
    sqlite3_stmt *statement = kj_store_statement(
        store, "DELETE FROM kj_run_results WHERE run = ? AND subject = ?", error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, run);
    kj_db_text(statement, 2, subject);
    return kj_db_done(&store->db, statement, error);
}

bool kj_store_run_prune(KjStore *store, int64_t run, KjStoreShard shard,
                        bool (*keeps)(const void *ctx, KjText subject), const void *ctx,
                        KjError *error)
{
    KjArena *arena = kj_arena_new();
    KjText *gone = NULL;
    size_t count = 0, capacity = 0;
    bool found = true, good = true;
    sqlite3_stmt *statement = kj_store_statement(
        store, "SELECT subject FROM kj_run_results WHERE run = ? AND shard = ?", error);
    if (statement) {
        sqlite3_bind_int64(statement, 1, run);
        sqlite3_bind_int64(statement, 2, shard.number);
    }
    while (good && (good = kj_db_row(&store->db, statement, &found, error)) && found)
        if (!keeps(ctx, kj_db_column(statement, 0)))
            KJ_PUSH(gone, count, capacity, kj_db_column_in(arena, statement, 0));
    kj_db_reset(statement);
    for (size_t i = 0; good && i < count; i++)
        good = remove_subject(store, run, gone[i], error);
    kj_free(gone);
    kj_arena_free(arena);
    return good;
}

/* ---- results ---- */

bool kj_store_known_result(KjStore *store, int64_t revision, int64_t pack_set, int32_t as_of,
                           int64_t *result, KjError *error)
{
    sqlite3_stmt *statement = kj_store_statement(
        store,
        "SELECT result FROM kj_results WHERE revision = ?1 AND pack_set = ?2 AND as_of <= ?3"
        " AND (until IS NULL OR ?3 < until) ORDER BY as_of DESC LIMIT 1",
        error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, revision);
    sqlite3_bind_int64(statement, 2, pack_set);
    kj_store_bind_day(statement, 3, as_of);
    return kj_store_number(store, statement, result, error);
}

static bool put_result(KjStore *store, int64_t revision, int64_t pack_set, int32_t as_of,
                       const KjOrgResult *org, int64_t *result, KjError *error)
{
    static const KjVerdict order[] = {KJ_PASS,   KJ_PARTIAL, KJ_FAIL, KJ_UNKNOWN,
                                      KJ_WAIVED, KJ_NA,      KJ_FAULT};
    sqlite3_stmt *statement = kj_store_statement(
        store,
        "INSERT INTO kj_results (revision, pack_set, as_of, pass, partial, fail, unknown, waived,"
        " not_applicable, error, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, revision);
    sqlite3_bind_int64(statement, 2, pack_set);
    kj_store_bind_day(statement, 3, as_of);
    for (int i = 0; i < KJ_VERDICTS; i++)
        sqlite3_bind_int64(statement, 4 + i, org->summary[order[i]]);
    if (org->until <= KJ_LAST_DAY) /* a later day never comes */
        kj_store_bind_day(statement, 4 + KJ_VERDICTS, org->until);
    return kj_store_insert(store, statement, result, error);
}

typedef struct Writing {
    KjStore *store;
    const KjStoreNames *names;
    int64_t result;
    KjAtoms *records; /* "KIND:ID" of those that have a number: the atom */
    KjBuf key;
    KjError *error;
} Writing;

/* The record's number in the result; it is written when it is met first. */
static bool record_number(Writing *writing, int32_t kind, KjText id, KjText name, int64_t *number)
{
    KjText own = writing->names->schema->kinds[kind].name;
    uint32_t known = kj_atom_count(writing->records);
    kj_buf_clear(&writing->key);
    kj_buf_init(&writing->key, 0);
    kj_buf_add(&writing->key, own.data, own.len);
    kj_buf_putc(&writing->key, ':');
    kj_buf_add(&writing->key, id.data, id.len);
    *number = kj_atom(writing->records, (KjText){writing->key.data, (uint32_t)writing->key.len});
    if (kj_atom_count(writing->records) == known)
        return true;
    sqlite3_stmt *statement = kj_store_statement(
        writing->store,
        "INSERT INTO kj_records (result, record, kind, id, name) VALUES (?, ?, ?, ?, ?)",
        writing->error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, writing->result);
    sqlite3_bind_int64(statement, 2, *number);
    kj_db_text(statement, 3, own);
    kj_db_text(statement, 4, id);
    kj_db_text(statement, 5, name);
    return kj_db_done(&writing->store->db, statement, writing->error);
}

static bool put_judgement(Writing *writing, const KjJudgement *judgement)
{
    int64_t record;
    if (judgement->verdict == KJ_NA)
        return true;
    if (!record_number(writing, judgement->kind, judgement->id, judgement->name, &record))
        return false;
    sqlite3_stmt *statement = kj_store_statement(
        writing->store,
        "INSERT INTO kj_verdicts (result, rule, record, verdict, underlying, message, settled_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        writing->error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, writing->result);
    sqlite3_bind_int64(statement, 2, writing->names->rules[judgement->rule]);
    sqlite3_bind_int64(statement, 3, record);
    sqlite3_bind_int(statement, 4, judgement->verdict);
    if (judgement->underlying != KJ_NO_VERDICT)
        sqlite3_bind_int(statement, 5, judgement->underlying);
    kj_db_text_or_null(statement, 6,
                       judgement->verdict == KJ_PASS ? KJ_TEXT("") : judgement->message);
    kj_db_text_or_null(statement, 7, judgement->settled_by);
    return kj_db_done(&writing->store->db, statement, writing->error);
}

static void bind_value(sqlite3_stmt *statement, int at, const KjValue *value)
{
    switch (value->type) {
    case KJ_NONE: sqlite3_bind_null(statement, at); break;
    case KJ_BOOL: sqlite3_bind_int(statement, at, value->u.truth); break;
    case KJ_INT:
    case KJ_DURATION:
    case KJ_PERIOD: sqlite3_bind_int64(statement, at, value->u.whole); break;
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY: sqlite3_bind_double(statement, at, value->u.real); break;
    case KJ_DATE: kj_store_bind_day(statement, at, (int32_t)value->u.whole); break;
    case KJ_TEXT_TYPE:
    case KJ_ENUM:
        sqlite3_bind_text(statement, at, value->u.text.data, (int)value->u.text.len, SQLITE_STATIC);
        break;
    default: sqlite3_bind_null(statement, at);
    }
}

static bool put_derived(Writing *writing, const KjDerived *derived)
{
    int64_t record;
    if (!writing->names->keeps || !writing->names->keeps(writing->names->ctx, derived))
        return true;
    if (!record_number(writing, derived->kind, derived->id, KJ_TEXT(""), &record))
        return false;
    sqlite3_stmt *statement = kj_store_statement(
        writing->store, "INSERT INTO kj_derived (result, record, field, value) VALUES (?, ?, ?, ?)",
        writing->error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, writing->result);
    sqlite3_bind_int64(statement, 2, record);
    kj_db_text(statement, 3,
               writing->names->schema->kinds[derived->kind].fields[derived->field].name);
    bind_value(statement, 4, &derived->value);
    return kj_db_done(&writing->store->db, statement, writing->error);
}

static bool put_deviation(Writing *writing, const KjDeviation *deviation, bool finding)
{
    sqlite3_stmt *statement = kj_store_statement(
        writing->store,
        "INSERT INTO kj_deviations (result, parameter, direction, reason, approved_by, finding)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        writing->error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, writing->result);
    kj_db_text(statement, 2, writing->names->params[deviation->parameter]);
    kj_db_text(statement, 3, deviation->direction);
    kj_db_text(statement, 4, deviation->reason);
    kj_db_text(statement, 5, deviation->approved_by);
    sqlite3_bind_int(statement, 6, finding);
    return kj_db_done(&writing->store->db, statement, writing->error);
}

static bool put_rows(Writing *writing, const KjOrgResult *org)
{
    for (size_t i = 0; i < org->judgement_count; i++)
        if (!put_judgement(writing, &org->judgements[i]))
            return false;
    for (size_t i = 0; i < org->derived_count; i++)
        if (!put_derived(writing, &org->derived[i]))
            return false;
    for (size_t i = 0; i < org->deviation_count; i++)
        if (!put_deviation(writing, &org->deviations[i], writing->names->findings[i]))
            return false;
    return true;
}

bool kj_store_result(KjStore *store, int64_t revision, int64_t pack_set, int32_t as_of,
                     const KjOrgResult *org, const KjStoreNames *names, int64_t *result,
                     KjError *error)
{
    if (!put_result(store, revision, pack_set, as_of, org, result, error))
        return false;
    Writing writing = {store, names, *result, kj_atoms_new(NULL), {0}, error};
    kj_buf_init(&writing.key, 0);
    bool good = put_rows(&writing, org);
    kj_buf_clear(&writing.key);
    kj_atoms_free(writing.records);
    return good;
}

/* ---- which runs there are ---- */

bool kj_store_has_run(KjStore *store, int64_t run, bool *has, KjError *error)
{
    int64_t number = 0;
    sqlite3_stmt *statement =
        kj_store_statement(store, "SELECT run FROM kj_runs WHERE run = ?", error);
    if (statement)
        sqlite3_bind_int64(statement, 1, run);
    bool good = kj_store_number(store, statement, &number, error);
    *has = number != 0;
    return good;
}

bool kj_store_runs(KjStore *store, int64_t run,
                   bool (*each)(void *ctx, const KjRunSummary *summary), void *ctx, KjError *error)
{
    static const KjVerdict order[] = {KJ_PASS,   KJ_PARTIAL, KJ_FAIL, KJ_UNKNOWN,
                                      KJ_WAIVED, KJ_NA,      KJ_FAULT};
    bool found = true, good = true, more = true;
    sqlite3_stmt *statement = kj_store_statement(
        store,
        "SELECT u.run, u.as_of,"
        " (SELECT group_concat(id || ' ' || version, ', ') FROM (SELECT id, version FROM"
        "  kj_pack_set_members m JOIN kj_packs USING (pack) WHERE m.pack_set = u.pack_set AND "
        "judged"
        "  ORDER BY id)),"
        " u.complete, count(rr.result), coalesce(sum(rr.carried), 0), count(rr.problem),"
        " sum(pass), sum(partial), sum(fail), sum(unknown), sum(waived), sum(not_applicable), "
        "sum(error)"
        " FROM kj_runs u LEFT JOIN kj_run_results rr USING (run) LEFT JOIN kj_results USING "
        "(result)"
        " WHERE ?1 = 0 OR u.run = ?1 GROUP BY u.run ORDER BY u.as_of, u.run",
        error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, run);
    while (more && good && (good = kj_db_row(&store->db, statement, &found, error)) && found) {
        KjRunSummary summary = {.run = sqlite3_column_int64(statement, 0),
                                .as_of = kj_db_column(statement, 1),
                                .packs = kj_db_column(statement, 2),
                                .complete = sqlite3_column_int(statement, 3) != 0,
                                .organizations = sqlite3_column_int64(statement, 4),
                                .carried = sqlite3_column_int64(statement, 5),
                                .problems = sqlite3_column_int64(statement, 6),
                                .findings = sqlite3_column_int64(statement, 14)};
        for (int i = 0; i < KJ_VERDICTS; i++)
            summary.counts[order[i]] = sqlite3_column_int64(statement, 7 + i);
        more = each(ctx, &summary);
    }
    kj_db_reset(statement);
    return good;
}
