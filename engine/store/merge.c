/* Taking in another store, table by table in the order in which they refer to one another. Numbers differ
 * from store to store, so rows are known by what they say: organisations by id, revisions by day and
 * hash, packs by hash, pieces of results by hash, results by revision, packs and day, runs by day, packs
 * and their number. */
#include "engine/store/store_parts.h"

/* Tables m_* lead from the numbers of the other store to the ones here. */
static const char steps[] =
    "INSERT OR IGNORE INTO kj_organizations (id) SELECT id FROM other.kj_organizations ORDER BY id;"
    "CREATE TEMP TABLE m_org AS SELECT t.organization AS old, o.organization AS new"
    " FROM other.kj_organizations t JOIN main.kj_organizations o USING (id);"
    "CREATE UNIQUE INDEX temp.m_org_old ON m_org (old);"

    "INSERT INTO kj_revisions (organization, number, since, hash, name, size, facts)"
    " SELECT m.new, (SELECT ifnull(max(number), 0) FROM main.kj_revisions r WHERE r.organization = "
    "m.new)"
    " + row_number() OVER (PARTITION BY m.new ORDER BY t.since, t.number), t.since, t.hash, t.name,"
    " t.size, t.facts FROM other.kj_revisions t JOIN m_org m ON m.old = t.organization"
    " WHERE NOT EXISTS (SELECT 1 FROM main.kj_revisions r WHERE r.organization = m.new"
    " AND r.since = t.since AND r.hash = t.hash) ORDER BY m.new, t.since, t.number;"
    "CREATE TEMP TABLE m_rev AS SELECT t.revision AS old, r.revision AS new"
    " FROM other.kj_revisions t JOIN m_org m ON m.old = t.organization"
    " JOIN main.kj_revisions r ON r.organization = m.new AND r.since = t.since AND r.hash = t.hash;"
    "CREATE UNIQUE INDEX temp.m_rev_old ON m_rev (old);"

    "INSERT OR IGNORE INTO kj_inputs SELECT t.name, t.hash, m.new FROM other.kj_inputs t"
    " JOIN m_rev m ON m.old = t.revision ORDER BY t.name;"

    "INSERT OR IGNORE INTO kj_packs (id, version, hash, title_ja, title_en, files)"
    " SELECT id, version, hash, title_ja, title_en, files FROM other.kj_packs ORDER BY pack;"
    "CREATE TEMP TABLE m_pack AS SELECT t.pack AS old, p.pack AS new FROM other.kj_packs t"
    " JOIN main.kj_packs p USING (hash);"
    "INSERT OR IGNORE INTO kj_pack_sets (hash) SELECT hash FROM other.kj_pack_sets ORDER BY "
    "pack_set;"
    "CREATE TEMP TABLE m_set AS SELECT t.pack_set AS old, p.pack_set AS new FROM "
    "other.kj_pack_sets t"
    " JOIN main.kj_pack_sets p USING (hash);"
    "INSERT OR IGNORE INTO kj_pack_set_members SELECT s.new, p.new, t.judged"
    " FROM other.kj_pack_set_members t JOIN m_set s ON s.old = t.pack_set"
    " JOIN m_pack p ON p.old = t.pack;"
    "INSERT OR IGNORE INTO kj_rules (pack, name, clause, level, actor, title_ja, title_en)"
    " SELECT p.new, t.name, t.clause, t.level, t.actor, t.title_ja, t.title_en FROM other.kj_rules "
    "t"
    " JOIN m_pack p ON p.old = t.pack ORDER BY t.rule;"
    "CREATE TEMP TABLE m_rule AS SELECT t.rule AS old, r.rule AS new FROM other.kj_rules t"
    " JOIN m_pack p ON p.old = t.pack JOIN main.kj_rules r ON r.pack = p.new AND r.name = t.name;"
    "CREATE UNIQUE INDEX temp.m_rule_old ON m_rule (old);"

    /* what results have in common is known by its hash; what is not there yet comes with its rows */
    "INSERT OR IGNORE INTO kj_texts (content) SELECT content FROM other.kj_texts ORDER BY text;"
    "CREATE TEMP TABLE m_text AS SELECT t.text AS old, u.text AS new FROM other.kj_texts t"
    " JOIN main.kj_texts u USING (content);"
    "CREATE UNIQUE INDEX temp.m_text_old ON m_text (old);"
    "CREATE TEMP TABLE m_fresh AS SELECT (SELECT ifnull(max(record_group), 0) FROM main.kj_groups)"
    " AS record_group, (SELECT ifnull(max(roster), 0) FROM main.kj_rosters) AS roster,"
    " (SELECT ifnull(max(piece), 0) FROM main.kj_pieces) AS piece;"
    "INSERT OR IGNORE INTO kj_groups (hash) SELECT hash FROM other.kj_groups ORDER BY record_group;"
    "CREATE TEMP TABLE m_group AS SELECT t.record_group AS old, g.record_group AS new,"
    " g.record_group > f.record_group AS fresh FROM other.kj_groups t"
    " JOIN main.kj_groups g USING (hash), m_fresh f;"
    "CREATE UNIQUE INDEX temp.m_group_old ON m_group (old);"
    "INSERT INTO kj_members SELECT m.new, t.member FROM other.kj_members t"
    " JOIN m_group m ON m.old = t.record_group WHERE m.fresh ORDER BY 1, 2;"
    "INSERT OR IGNORE INTO kj_rosters (hash) SELECT hash FROM other.kj_rosters ORDER BY roster;"
    "CREATE TEMP TABLE m_roster AS SELECT t.roster AS old, r.roster AS new, r.roster > f.roster"
    " AS fresh FROM other.kj_rosters t JOIN main.kj_rosters r USING (hash), m_fresh f;"
    "CREATE UNIQUE INDEX temp.m_roster_old ON m_roster (old);"
    "INSERT INTO kj_roster_records SELECT m.new, (k.new << 32) + (t.record & 0xFFFFFFFF), t.id,"
    " t.name FROM other.kj_roster_records t JOIN m_roster m ON m.old = t.roster"
    " JOIN m_text k ON k.old = t.record >> 32 WHERE m.fresh ORDER BY 1, 2;"
    "INSERT OR IGNORE INTO kj_pieces (hash) SELECT hash FROM other.kj_pieces ORDER BY piece;"
    "CREATE TEMP TABLE m_piece AS SELECT t.piece AS old, p.piece AS new, p.piece > f.piece AS fresh"
    " FROM other.kj_pieces t JOIN main.kj_pieces p USING (hash), m_fresh f;"
    "CREATE UNIQUE INDEX temp.m_piece_old ON m_piece (old);"
    "INSERT INTO kj_piece_verdicts SELECT m.new, t.number, k.new, r.new, t.verdict, t.underlying,"
    " (SELECT new FROM m_text WHERE old = t.message),"
    " (SELECT new FROM m_text WHERE old = t.settled_by), g.new FROM other.kj_piece_verdicts t"
    " JOIN m_piece m ON m.old = t.piece JOIN m_text k ON k.old = t.kind"
    " JOIN m_rule r ON r.old = t.rule JOIN m_group g ON g.old = t.record_group"
    " WHERE m.fresh ORDER BY 1, 2;"
    "INSERT INTO kj_piece_values SELECT m.new, t.number, k.new, n.new, t.value, g.new"
    " FROM other.kj_piece_values t JOIN m_piece m ON m.old = t.piece"
    " JOIN m_text k ON k.old = t.kind JOIN m_text n ON n.old = t.field"
    " JOIN m_group g ON g.old = t.record_group WHERE m.fresh ORDER BY 1, 2;"

    "CREATE TEMP TABLE m_res AS SELECT t.result AS old, v.new AS revision, s.new AS pack_set, "
    "t.as_of,"
    " (SELECT result FROM main.kj_results r WHERE r.revision = v.new AND r.pack_set = s.new"
    " AND r.as_of = t.as_of) AS known, NULL AS new FROM other.kj_results t"
    " JOIN m_rev v ON v.old = t.revision JOIN m_set s ON s.old = t.pack_set;"
    "INSERT INTO kj_results (revision, pack_set, as_of, pass, partial, fail, unknown, waived,"
    " not_applicable, error, until, roster) SELECT m.revision, m.pack_set, t.as_of, t.pass,"
    " t.partial, t.fail, t.unknown, t.waived, t.not_applicable, t.error, t.until, p.new"
    " FROM m_res m JOIN other.kj_results t ON t.result = m.old"
    " LEFT JOIN m_roster p ON p.old = t.roster WHERE m.known IS NULL ORDER BY t.result;"
    "UPDATE m_res SET new = (SELECT result FROM main.kj_results r WHERE r.revision = m_res.revision"
    " AND r.pack_set = m_res.pack_set AND r.as_of = m_res.as_of);"
    "CREATE UNIQUE INDEX temp.m_res_old ON m_res (old);"
    "INSERT INTO kj_result_pieces SELECT m.new, t.what, p.new FROM other.kj_result_pieces t"
    " JOIN m_res m ON m.old = t.result JOIN m_piece p ON p.old = t.piece WHERE m.known IS NULL"
    " ORDER BY 1, 2, 3;"
    "INSERT INTO kj_deviations SELECT m.new, t.parameter, t.direction, t.reason, t.approved_by,"
    " t.finding FROM other.kj_deviations t JOIN m_res m ON m.old = t.result WHERE m.known IS NULL;"

    "CREATE TEMP TABLE m_was AS SELECT run, complete, ifnull((SELECT max(shards) FROM"
    " main.kj_run_shards s WHERE s.run = u.run), 0) AS shards FROM main.kj_runs u;"
    "INSERT OR IGNORE INTO kj_runs (as_of, pack_set, number, complete)"
    " SELECT t.as_of, s.new, t.number, t.complete FROM other.kj_runs t JOIN m_set s"
    " ON s.old = t.pack_set ORDER BY t.run;"
    "CREATE TEMP TABLE m_run AS SELECT t.run AS old, u.run AS new, t.complete, ifnull((SELECT"
    " max(shards) FROM other.kj_run_shards s WHERE s.run = t.run), 0) AS shards FROM other.kj_runs "
    "t"
    " JOIN m_set s ON s.old = t.pack_set JOIN main.kj_runs u ON u.as_of = t.as_of"
    " AND u.pack_set = s.new AND u.number = t.number;"
    "INSERT INTO kj_run_shards SELECT u.new, t.shard, t.shards, t.complete FROM "
    "other.kj_run_shards t"
    " JOIN m_run u ON u.old = t.run WHERE true ON CONFLICT (run, shard) DO UPDATE SET"
    " complete = max(complete, excluded.complete);"
    /* of a run that both had: two wholes are complete if both are; a whole that is complete needs no
     * shares; else the shares tell */
    "UPDATE kj_runs AS u SET complete = CASE"
    " WHEN m.shards = 0 AND w.shards = 0 THEN m.complete AND w.complete"
    " WHEN (m.shards = 0 AND m.complete) OR (w.shards = 0 AND w.complete) THEN 1"
    " ELSE (SELECT count(*) FROM main.kj_run_shards s WHERE s.run = u.run AND s.complete)"
    " = max(m.shards, w.shards) END"
    " FROM m_run m JOIN m_was w ON w.run = m.new WHERE m.new = u.run;"
    "DELETE FROM main.kj_run_shards WHERE run IN (SELECT w.run FROM m_was w JOIN m_run m"
    " ON m.new = w.run WHERE (m.shards = 0 AND m.complete) OR (w.shards = 0 AND w.complete));"
    "CREATE TEMP TABLE m_conflict AS SELECT t.subject FROM other.kj_run_results t"
    " JOIN m_run u ON u.old = t.run JOIN main.kj_run_results k ON k.run = u.new"
    " AND k.subject = t.subject LEFT JOIN m_res r ON r.old = t.result"
    /* two results of the same facts by the same packs that both stand on the day say the same */
    " WHERE k.result IS NOT r.new AND NOT EXISTS (SELECT 1 FROM main.kj_results s WHERE"
    " s.result = k.result AND s.revision = r.revision AND s.pack_set = r.pack_set) ORDER BY 1;"
    "INSERT OR IGNORE INTO kj_run_results (run, subject, result, carried, problem, shard)"
    " SELECT u.new, t.subject, r.new, t.carried, t.problem, t.shard"
    " FROM other.kj_run_results t JOIN m_run u ON u.old = t.run"
    " LEFT JOIN m_res r ON r.old = t.result ORDER BY u.new, t.subject;";

static const char clean_up[] =
    "DROP TABLE m_org; DROP TABLE m_rev; DROP TABLE m_pack; DROP TABLE m_set; DROP TABLE m_rule;"
    "DROP TABLE m_res; DROP TABLE m_was; DROP TABLE m_run; DROP TABLE m_conflict; DROP TABLE "
    "m_text;"
    "DROP TABLE m_group; DROP TABLE m_roster; DROP TABLE m_piece; DROP TABLE m_fresh";

static bool attach(KjStore *store, const char *path, KjError *error)
{
    sqlite3_stmt *statement = kj_db_prepare(&store->db, "ATTACH ? AS other", error);
    kj_db_text(statement, 1, kj_text(path));
    bool good = kj_db_done(&store->db, statement, error);
    sqlite3_finalize(statement);
    return good;
}

static bool tell_conflicts(KjStore *store, void (*tell)(void *ctx, const char *subject), void *ctx,
                           KjError *error)
{
    bool found = true, good = true;
    sqlite3_stmt *statement =
        kj_db_prepare(&store->db, "SELECT DISTINCT subject FROM m_conflict ORDER BY 1", error);
    while (good && (good = kj_db_row(&store->db, statement, &found, error)) && found)
        tell(ctx, kj_db_column(statement, 0).data);
    sqlite3_finalize(statement);
    return good;
}

/* One run cannot be put together of thirds and quarters. */
static bool suits(KjStore *store, const char *path, KjError *error)
{
    bool found = false;
    sqlite3_stmt *statement = kj_db_prepare(
        &store->db,
        "SELECT t.as_of, (SELECT max(shards) FROM other.kj_run_shards s WHERE s.run = t.run) AS "
        "its,"
        " (SELECT max(shards) FROM main.kj_run_shards s WHERE s.run = u.run) AS ours"
        " FROM other.kj_runs t JOIN other.kj_pack_sets a USING (pack_set) JOIN main.kj_pack_sets b"
        " USING (hash) JOIN main.kj_runs u ON u.pack_set = b.pack_set AND u.as_of = t.as_of"
        " AND u.number = t.number WHERE its <> ours ORDER BY t.run LIMIT 1",
        error);
    bool good = kj_db_row(&store->db, statement, &found, error);
    if (good && found)
        kj_error_set(
            error, KJ_EXIT_INPUT,
            store->db.lang == KJ_JA
                ? "%s: 基準日 %s の判定は %lld 分割の一部ですが、%s にあるのは %lld "
                  "分割の一部です。同じ数に分けて判定し直したものを取り込んでください"
                : "%s: its run as of %s is by %lld shares, that of %s by %lld; judge again "
                  "by the same number of shares, and merge these",
            path, kj_db_column(statement, 0).data, (long long)sqlite3_column_int64(statement, 1),
            store->db.path, (long long)sqlite3_column_int64(statement, 2));
    sqlite3_finalize(statement);
    return good && !found;
}

/* A store that was just made has no views: those of the other one say the same. */
static bool copy_views(KjStore *store, KjError *error)
{
    KjBuf sql;
    bool found = true, good = true;
    sqlite3_stmt *statement = kj_db_prepare(
        &store->db,
        "SELECT sql FROM other.sqlite_master WHERE type = 'view'"
        " AND name NOT LIKE 'kj!_%' ESCAPE '!' AND NOT EXISTS"
        " (SELECT 1 FROM main.kj_meta WHERE name = 'views') UNION ALL"
        " SELECT 'INSERT OR IGNORE INTO main.kj_meta SELECT name, value FROM other.kj_meta'"
        " ORDER BY 1",
        error);
    kj_buf_init(&sql, 0);
    while (good && (good = kj_db_row(&store->db, statement, &found, error)) && found)
        kj_buf_printf(&sql, "%s;", kj_db_column(statement, 0).data);
    sqlite3_finalize(statement);
    good = good && kj_db_run(&store->db, sql.data, error);
    kj_buf_clear(&sql);
    return good;
}

bool kj_store_merge(KjStore *store, const char *path, void (*tell)(void *ctx, const char *subject),
                    void *ctx, KjError *error)
{
    KjStore *other = kj_store_open(path, KJ_STORE_READ, store->db.lang, error);
    if (!other)
        return false;
    kj_store_close(other); /* it is one, and of this version */
    if (!attach(store, path, error))
        return false;
    bool good = suits(store, path, error) && kj_store_begin(store, error) &&
                kj_db_run(&store->db, steps, error) && tell_conflicts(store, tell, ctx, error) &&
                kj_db_run(&store->db, clean_up, error) && copy_views(store, error) &&
                kj_store_note(store, "merge", path, error) && kj_store_commit(store, error);
    if (!good)
        sqlite3_exec(store->db.handle, "ROLLBACK", NULL, NULL, NULL);
    return kj_db_run(&store->db, "DETACH other", good ? error : &(KjError){0}) && good;
}
