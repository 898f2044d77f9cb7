/* Results and runs. A result is written once; what it says goes into pieces (content.c). */
#include "engine/store/content.h"

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
                       const KjOrgResult *org, int64_t roster, int64_t *result, KjError *error)
{
    static const KjVerdict order[] = {KJ_PASS,   KJ_PARTIAL, KJ_FAIL, KJ_UNKNOWN,
                                      KJ_WAIVED, KJ_NA,      KJ_FAULT};
    sqlite3_stmt *statement = kj_store_statement(
        store,
        "INSERT INTO kj_results (revision, pack_set, as_of, pass, partial, fail, unknown, waived,"
        " not_applicable, error, until, roster) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
    sqlite3_bind_int64(statement, 5 + KJ_VERDICTS, roster);
    return kj_store_insert(store, statement, result, error);
}

static void take_judgement(KjContent *content, const KjStoreNames *names,
                           const KjJudgement *judgement)
{
    if (judgement->verdict == KJ_NA)
        return;
    uint32_t record = kj_content_record(content, names->schema->kinds[judgement->kind].name,
                                        judgement->id, judgement->name);
    kj_content_verdict(content, &(KjContentVerdict){.record = record,
                                                    .rule = names->rules[judgement->rule],
                                                    .verdict = (uint8_t)judgement->verdict,
                                                    .underlying = (uint8_t)judgement->underlying,
                                                    .message = judgement->verdict == KJ_PASS
                                                                   ? KJ_TEXT("")
                                                                   : judgement->message,
                                                    .settled_by = judgement->settled_by});
}

static void put_cell(KjContentValue *to, const KjValue *value, KjBuf *day)
{
    switch (value->type) {
    case KJ_BOOL: *to = (KjContentValue){.type = SQLITE_INTEGER, .whole = value->u.truth}; break;
    case KJ_INT:
    case KJ_DURATION:
    case KJ_PERIOD: *to = (KjContentValue){.type = SQLITE_INTEGER, .whole = value->u.whole}; break;
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY: *to = (KjContentValue){.type = SQLITE_FLOAT, .real = value->u.real}; break;
    case KJ_DATE:
        kj_date_write(day, (int32_t)value->u.whole);
        *to = (KjContentValue){.type = SQLITE_TEXT, .text = {day->data, (uint32_t)day->len}};
        break;
    case KJ_TEXT_TYPE:
    case KJ_ENUM: *to = (KjContentValue){.type = SQLITE_TEXT, .text = value->u.text}; break;
    default: *to = (KjContentValue){.type = SQLITE_NULL};
    }
}

static void take_derived(KjContent *content, const KjStoreNames *names, const KjDerived *derived,
                         KjArena *scratch)
{
    const KjKind *kind = &names->schema->kinds[derived->kind];
    KjContentValue value;
    KjBuf day;
    if (!names->keeps || !names->keeps(names->ctx, derived))
        return;
    kj_buf_init(&day, 0);
    put_cell(&value, &derived->value, &day);
    if (day.len)
        value.text.data = kj_arena_strndup(scratch, day.data, day.len);
    kj_buf_clear(&day);
    value.record = kj_content_record(content, kind->name, derived->id, KJ_TEXT(""));
    value.field = kind->fields[derived->field].name;
    kj_content_value(content, &value);
}

static bool put_deviation(KjStore *store, int64_t result, KjText parameter,
                          const KjDeviation *deviation, bool finding, KjError *error)
{
    sqlite3_stmt *statement = kj_store_statement(
        store,
        "INSERT INTO kj_deviations (result, parameter, direction, reason, approved_by, finding)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, result);
    kj_db_text(statement, 2, parameter);
    kj_db_text(statement, 3, deviation->direction);
    kj_db_text(statement, 4, deviation->reason);
    kj_db_text(statement, 5, deviation->approved_by);
    sqlite3_bind_int(statement, 6, finding);
    return kj_db_done(&store->db, statement, error);
}

static void take_all(KjContent *content, const KjStoreNames *names, const KjOrgResult *org,
                     KjArena *scratch)
{
    for (size_t i = 0; i < org->judgement_count; i++)
        take_judgement(content, names, &org->judgements[i]);
    for (size_t i = 0; i < org->derived_count; i++)
        take_derived(content, names, &org->derived[i], scratch);
}

bool kj_store_result(KjStore *store, int64_t revision, int64_t pack_set, int32_t as_of,
                     const KjOrgResult *org, const KjStoreNames *names, int64_t *result,
                     KjError *error)
{
    KjContent *content = kj_content_new(store);
    KjArena *scratch = kj_arena_new();
    int64_t roster;
    take_all(content, names, org, scratch);
    bool good = kj_content_roster(content, &roster, error) &&
                put_result(store, revision, pack_set, as_of, org, roster, result, error) &&
                kj_content_write(content, *result, error);
    for (size_t i = 0; good && i < org->deviation_count; i++)
        good = put_deviation(store, *result, names->params[org->deviations[i].parameter],
                             &org->deviations[i], names->findings[i], error);
    kj_content_free(content);
    kj_arena_free(scratch);
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
        "sum(error), (SELECT count(*) FROM kj_run_results f JOIN kj_deviations d USING (result)"
        "  WHERE f.run = u.run AND d.finding)"
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
