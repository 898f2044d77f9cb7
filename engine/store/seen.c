/* Records are read from the facts that were judged in the run. Names of fields and kinds come from the
 * schema: they have no quotes in them. */
#include "engine/store/peers_parts.h"

static void put_query(KjBuf *sql, const KjSeenQuery *query)
{
    kj_buf_printf(sql,
                  "SELECT json_extract(v.facts, '$.organization.%.*s') AS seer, rr.subject,"
                  " v.name, json_extract(j.value, '$.id') AS id",
                  (int)query->seer.len, query->seer.data);
    for (size_t i = 0; i < query->column_count; i++)
        kj_buf_printf(sql, ", json_extract(j.value, '$.%.*s')", (int)query->columns[i].len,
                      query->columns[i].data);
    kj_buf_printf(sql,
                  " FROM kj_run_results rr JOIN kj_results r USING (result) JOIN kj_revisions v"
                  " USING (revision), json_each(v.facts, '$.%.*s') j WHERE rr.run = ?1"
                  " AND seer IS NOT NULL ORDER BY seer, ",
                  (int)query->plural.len, query->plural.data);
    if (query->sort.len)
        kj_buf_printf(sql, "json_extract(j.value, '$.%.*s') DESC, ", (int)query->sort.len,
                      query->sort.data);
    kj_buf_puts(sql, "rr.subject, id");
}

static bool step(KjStore *store, sqlite3_stmt *statement, const KjSeenQuery *query,
                 bool (*each)(void *ctx, const KjSeenRow *row), void *ctx, KjError *error)
{
    KjText *cells = kj_alloc_array(query->column_count + 1, sizeof *cells);
    bool found = true, good = true, more = true;
    while (good && more && (good = kj_db_row(&store->db, statement, &found, error)) && found) {
        KjSeenRow row = {kj_db_column(statement, 0), kj_db_column(statement, 1),
                         kj_db_column(statement, 2), kj_db_column(statement, 3), cells};
        for (size_t i = 0; i < query->column_count; i++)
            cells[i] = kj_db_column(statement, (int)i + 4);
        more = each(ctx, &row);
    }
    kj_free(cells);
    return good;
}

bool kj_store_seen(KjStore *store, const KjSeenQuery *query,
                   bool (*each)(void *ctx, const KjSeenRow *row), void *ctx, KjError *error)
{
    KjBuf sql;
    kj_buf_init(&sql, 0);
    put_query(&sql, query);
    sqlite3_stmt *statement = kj_db_prepare(&store->db, sql.data, error);
    if (statement)
        sqlite3_bind_int64(statement, 1, query->run);
    bool good = statement && step(store, statement, query, each, ctx, error);
    sqlite3_finalize(statement);
    kj_buf_clear(&sql);
    return good;
}
