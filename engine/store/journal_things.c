/* Temporary triggers note the keys of rows that change, whoever changes them; when the transaction ends, a query
 * per kind of thing reads what the rows say then. */
#include "engine/store/journal_things.h"

#include "engine/base/hash.h"

#include <string.h>

/* ---- functions of SQL ---- */

static void put_escaped(KjBuf *line, const char *text, size_t len)
{
    static const char meant[] = {'\\', '\t', '\n', '=', '\0'}, letters[] = "\\tn=0";
    for (size_t i = 0; i < len; i++) {
        const char *found = memchr(meant, text[i], sizeof meant);
        if (found)
            kj_buf_putc(line, '\\');
        kj_buf_putc(line, found ? letters[found - meant] : text[i]);
    }
}

static void put_field(KjBuf *line, sqlite3_value *value)
{
    const unsigned char *bytes;
    switch (sqlite3_value_type(value)) {
    case SQLITE_NULL: kj_buf_puts(line, "\\N"); break;
    case SQLITE_BLOB:
        kj_buf_puts(line, "\\x");
        bytes = sqlite3_value_blob(value);
        for (int i = 0; i < sqlite3_value_bytes(value); i++)
            kj_buf_printf(line, "%02x", bytes[i]);
        break;
    case SQLITE_FLOAT: kj_buf_printf(line, "%.17g", sqlite3_value_double(value)); break;
    default:
        bytes = sqlite3_value_text(value);
        put_escaped(line, bytes ? (const char *)bytes : "", (size_t)sqlite3_value_bytes(value));
    }
}

static void put_fields(KjBuf *line, int count, sqlite3_value **values)
{
    kj_buf_init(line, UINT32_MAX);
    for (int i = 0; i < count; i++) {
        if (i)
            kj_buf_putc(line, '\t');
        put_field(line, values[i]);
    }
}

static void line_of(sqlite3_context *context, int count, sqlite3_value **values)
{
    KjBuf line;
    put_fields(&line, count, values);
    sqlite3_result_text64(context, line.len ? line.data : "", line.len, SQLITE_TRANSIENT,
                          SQLITE_UTF8);
    kj_buf_clear(&line);
}

static void result_hash(sqlite3_context *context, KjHash *hash)
{
    char hex[KJ_HASH_HEX];
    kj_hash_hex(hash, hex);
    sqlite3_result_text(context, hex, KJ_HASH_HEX - 1, SQLITE_TRANSIENT);
}

static void hash_of(sqlite3_context *context, int count, sqlite3_value **values)
{
    KjHash hash;
    const void *text = sqlite3_value_text(values[0]);
    (void)count;
    kj_hash_init(&hash);
    if (text)
        kj_hash_add(&hash, text, (size_t)sqlite3_value_bytes(values[0]));
    result_hash(context, &hash);
}

typedef struct Digest {
    bool begun;
    KjHash *hash; /* SQLite's memory may not lie as a hash wants it */
} Digest;

static Digest *digest_in(sqlite3_context *context)
{
    Digest *digest = sqlite3_aggregate_context(context, sizeof *digest);
    if (digest && !digest->begun) {
        digest->begun = true;
        digest->hash = kj_alloc_array(1, sizeof *digest->hash);
        kj_hash_init(digest->hash);
    }
    return digest;
}

static void digest_step(sqlite3_context *context, int count, sqlite3_value **values)
{
    Digest *digest = digest_in(context);
    const void *text = sqlite3_value_text(values[0]);
    (void)count;
    if (!digest) {
        sqlite3_result_error_nomem(context);
        return;
    }
    kj_hash_add(digest->hash, text, text ? (size_t)sqlite3_value_bytes(values[0]) : 0);
    kj_hash_add(digest->hash, "\n", 1);
}

static void digest_end(sqlite3_context *context)
{
    Digest *digest = digest_in(context);
    if (!digest) {
        sqlite3_result_error_nomem(context);
        return;
    }
    result_hash(context, digest->hash);
    kj_free(digest->hash);
}

static bool add_functions(sqlite3 *db)
{
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
    return sqlite3_create_function(db, "kj_line", -1, flags, NULL, line_of, NULL, NULL) ==
               SQLITE_OK &&
           sqlite3_create_function(db, "kj_hash", 1, flags, NULL, hash_of, NULL, NULL) ==
               SQLITE_OK &&
           sqlite3_create_function(db, "kj_digest", 1, flags, NULL, NULL, digest_step,
                                   digest_end) == SQLITE_OK;
}

/* ---- things ---- */

#define CHANGED(thing) " FROM kj_changed c WHERE c.thing = " #thing " ORDER BY c.a, c.b"
#define ONE(thing, value) "SELECT kj_line(c.a), (" value ")" CHANGED(thing)
#define TWO(thing, value) "SELECT kj_line(c.a, c.b), (" value ")" CHANGED(thing)
#define ALL(thing, keys) "INSERT OR IGNORE INTO kj_changed SELECT " #thing ", " keys

typedef struct Kind {
    const char *name, *all, *now;
} Kind;

/* A number stands for its kind in the triggers below, too. */
static const Kind kinds[] = {
    {"words", ALL(0, "'', ''"),
     ONE(0, "SELECT kj_digest(l) FROM (SELECT kj_line(verdict, name, ja, en) AS l"
            " FROM main.kj_verdict_names ORDER BY verdict)")},
    {"meta", ALL(1, "name, '' FROM main.kj_meta"),
     ONE(1, "SELECT kj_line(value) FROM main.kj_meta WHERE name = c.a")},
    {"schema", ALL(2, "'', ''"),
     ONE(2, "SELECT kj_digest(l) FROM (SELECT kj_line(type, name, tbl_name, sql) AS l"
            " FROM main.sqlite_master ORDER BY type, name)")},
    {"facts", ALL(3, "revision, '' FROM main.kj_revisions"),
     ONE(3, "SELECT kj_line(o.id, number, since, hash, name, size, kj_hash(facts),"
            " v.organization) FROM main.kj_revisions v LEFT JOIN main.kj_organizations o"
            " USING (organization) WHERE revision = c.a")},
    {"input", ALL(4, "name, '' FROM main.kj_inputs"),
     ONE(4, "SELECT kj_line(hash, revision) FROM main.kj_inputs WHERE name = c.a")},
    {"pack", ALL(5, "pack, '' FROM main.kj_packs"),
     ONE(5, "SELECT kj_line(id, version, hash, title_ja, title_en, kj_hash(files))"
            " FROM main.kj_packs WHERE pack = c.a")},
    {"rules", ALL(6, "pack, '' FROM main.kj_rules"),
     ONE(6, "SELECT CASE WHEN count(*) THEN kj_digest(l) END FROM (SELECT kj_line(rule, name,"
            " clause, level, actor, title_ja, title_en) AS l FROM main.kj_rules WHERE pack = c.a"
            " ORDER BY name)")},
    {"set", ALL(7, "pack_set, '' FROM main.kj_pack_sets"),
     ONE(7, "SELECT kj_line(hash, (SELECT group_concat(pack || ':' || judged, ' ')"
            " FROM (SELECT pack, judged FROM main.kj_pack_set_members m"
            " WHERE m.pack_set = s.pack_set ORDER BY pack)))"
            " FROM main.kj_pack_sets s WHERE pack_set = c.a")},
    {"result", ALL(8, "result, '' FROM main.kj_results"),
     ONE(8, "SELECT kj_line(revision, pack_set, as_of, until, pass, partial, fail, unknown,"
            " waived, not_applicable, error, (SELECT kj_digest(l) FROM"
            " (SELECT kj_line('records', hash) AS l FROM main.kj_rosters o"
            " WHERE o.roster = r.roster"
            " UNION ALL SELECT kj_line(what, hash) FROM main.kj_result_pieces i"
            " LEFT JOIN main.kj_pieces USING (piece) WHERE i.result = r.result"
            " UNION ALL SELECT kj_line('deviation', parameter, direction, reason, approved_by,"
            " finding) FROM main.kj_deviations d WHERE d.result = r.result ORDER BY 1)))"
            " FROM main.kj_results r WHERE result = c.a")},
    {"run", ALL(9, "run, '' FROM main.kj_runs"),
     ONE(9, "SELECT kj_line(as_of, pack_set, number, complete) FROM main.kj_runs"
            " WHERE run = c.a")},
    {"shard", ALL(10, "run, shard FROM main.kj_run_shards"),
     TWO(10, "SELECT kj_line(shards, complete) FROM main.kj_run_shards"
             " WHERE run = c.a AND shard = c.b")},
    {"member", ALL(11, "run, subject FROM main.kj_run_results"),
     TWO(11, "SELECT kj_line(result, carried, shard, problem) FROM main.kj_run_results"
             " WHERE run = c.a AND subject = c.b")},
};

#define KINDS (sizeof kinds / sizeof *kinds)

/* Without a conflict clause: that of the statement that fires the trigger would overrule it. */
#define PUT(thing, a, b)                                                                           \
    " INSERT INTO kj_changed SELECT " #thing ", " a ", " b " WHERE NOT EXISTS (SELECT 1"           \
    " FROM kj_changed WHERE thing = " #thing " AND a = " a " AND b = " b ");"
#define TRIGGER(name, when, table, body)                                                           \
    "CREATE TEMP TRIGGER kj_" name "_" table " AFTER " when " ON main.kj_" table " BEGIN" body     \
    " END;"
#define WATCH_BOTH(table, thing, a, new_b, old_b)                                                  \
    TRIGGER("put", "INSERT", table, PUT(thing, "NEW." a, new_b))                                   \
    TRIGGER("set", "UPDATE", table, PUT(thing, "OLD." a, old_b) PUT(thing, "NEW." a, new_b))       \
    TRIGGER("cut", "DELETE", table, PUT(thing, "OLD." a, old_b))
#define WATCH(table, thing, a) WATCH_BOTH(table, thing, a, "''", "''")

static const char table[] =
    "CREATE TEMP TABLE IF NOT EXISTS kj_changed (thing, a, b, PRIMARY KEY (thing, a, b))"
    " WITHOUT ROWID;";

/* What a result consists of is written with it and never alone. Views are written with a line of kj_meta. */
// clang-format off
static const char triggers[] =
    WATCH("meta", 1, "name")
    WATCH("revisions", 3, "revision")
    WATCH("inputs", 4, "name")
    WATCH("packs", 5, "pack")
    WATCH("rules", 6, "pack")
    WATCH("pack_sets", 7, "pack_set")
    WATCH("pack_set_members", 7, "pack_set")
    WATCH("results", 8, "result")
    WATCH("runs", 9, "run")
    WATCH_BOTH("run_shards", 10, "run", "NEW.shard", "OLD.shard")
    WATCH_BOTH("run_results", 11, "run", "NEW.subject", "OLD.subject")
    TRIGGER("schema", "INSERT", "meta", PUT(2, "''", "''"));
// clang-format on

bool kj_things_prepare(KjStore *store, KjError *error)
{
    return (add_functions(store->db.handle) || kj_db_failed(&store->db, error)) &&
           kj_db_run(&store->db, table, error);
}

bool kj_things_watch(KjStore *store, KjError *error)
{
    return kj_db_run(&store->db, triggers, error);
}

bool kj_things_touch_all(KjStore *store, KjError *error)
{
    for (size_t i = 0; i < KINDS; i++)
        if (!kj_db_run(&store->db, kinds[i].all, error))
            return false;
    return true;
}

bool kj_things_each(KjStore *store, bool (*each)(void *ctx, const KjThing *thing), void *ctx,
                    KjError *error)
{
    bool good = true;
    for (size_t i = 0; good && i < KINDS; i++) {
        sqlite3_stmt *statement = kj_store_statement(store, kinds[i].now, error);
        bool found = true;
        while (good && (good = kj_db_row(&store->db, statement, &found, error)) && found) {
            KjThing thing = {.name = kinds[i].name,
                             .gone = sqlite3_column_type(statement, 1) == SQLITE_NULL,
                             .key = kj_db_column(statement, 0),
                             .value = kj_db_column(statement, 1)};
            good = !kj_db_has_failed(&store->db) || kj_db_failed(&store->db, error);
            good = good && each(ctx, &thing);
        }
        kj_db_reset(statement);
    }
    return good;
}

bool kj_things_forget(KjStore *store, KjError *error)
{
    return kj_db_done(&store->db, kj_store_statement(store, "DELETE FROM kj_changed", error),
                      error);
}
