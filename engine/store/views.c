/* What SQL users read: views over the tables of schema.c.
 *
 * Fixed ones, and one for each kind of record, named as in data files: the records of the facts in force
 * last, what was written in them only. Durations are seconds, percentages and quantities numbers without
 * their unit, yes and no 1 and 0, lists JSON; a member of a group is standby_type, and a list of groups a
 * view of its own, incident_reports. For every choice that organisations make (sector, type …) there is a
 * view by_FIELD that counts verdicts by it. */
#include "engine/base/hash.h"
#include "engine/store/store_parts.h"

#include <string.h>

static const char *const fixed[][2] = {
    {"current_facts",
     "SELECT o.id AS organization, r.name, r.revision, r.since, r.facts FROM kj_organizations o"
     " JOIN kj_revisions r ON r.revision = (SELECT revision FROM kj_revisions l"
     " WHERE l.organization = o.organization ORDER BY since DESC, number DESC LIMIT 1)"},
    {"runs",
     "SELECT u.run, u.as_of, u.complete, (SELECT group_concat(id || ' ' || version, ', ') FROM"
     " (SELECT id, version FROM kj_pack_set_members m JOIN kj_packs USING (pack)"
     " WHERE m.pack_set = u.pack_set AND judged ORDER BY id)) AS packs,"
     " (SELECT count(result) FROM kj_run_results rr WHERE rr.run = u.run) AS organizations"
     " FROM kj_runs u"},
    {"results",
     "SELECT u.run, u.as_of, rr.subject AS organization, v.name, v.revision, rr.carried, "
     "r.until, rr.problem,"
     " pass, partial, fail, unknown, waived, not_applicable, error, rr.result"
     " FROM kj_runs u JOIN kj_run_results rr USING (run) LEFT JOIN kj_results r USING (result)"
     " LEFT JOIN kj_revisions v USING (revision)"},
    {"verdicts",
     "SELECT u.run, u.as_of, rr.subject AS organization, p.id AS pack, l.name AS rule, l.clause,"
     " l.level, l.actor, l.title_ja, l.title_en, c.kind, c.id AS record, c.name AS record_name,"
     " n.name AS verdict, un.name AS underlying, v.message, v.settled_by"
     " FROM kj_runs u JOIN kj_run_results rr USING (run) JOIN kj_verdicts v USING (result)"
     " JOIN kj_records c ON c.result = v.result AND c.record = v.record"
     " JOIN kj_rules l ON l.rule = v.rule JOIN kj_packs p USING (pack)"
     " JOIN kj_verdict_names n ON n.verdict = v.verdict"
     " LEFT JOIN kj_verdict_names un ON un.verdict = v.underlying"},
    {"findings", "SELECT * FROM verdicts WHERE verdict IN ('fail', 'partial', 'unknown', 'error')"},
    {"trends",
     "SELECT u.run, u.as_of, l.name AS rule, n.name AS verdict, count(DISTINCT rr.subject) AS"
     " organizations, count(*) AS records FROM kj_runs u JOIN kj_run_results rr USING (run)"
     " JOIN kj_verdicts v USING (result) JOIN kj_rules l USING (rule)"
     " JOIN kj_verdict_names n ON n.verdict = v.verdict GROUP BY u.run, l.name, n.verdict"},
    {"derived_values",
     "SELECT u.run, u.as_of, rr.subject AS organization, c.kind, c.id AS record, d.field, d.value"
     " FROM kj_runs u JOIN kj_run_results rr USING (run) JOIN kj_derived d USING (result)"
     " JOIN kj_records c ON c.result = d.result AND c.record = d.record"},
};

#define FIXED (sizeof fixed / sizeof *fixed)

typedef struct Views {
    KjBuf sql;
    KjAtoms *names; /* of views so far */
} Views;

/* ---- columns ---- */

static void put_name(KjBuf *sql, KjText name)
{
    kj_buf_putc(sql, '"');
    for (uint32_t i = 0; i < name.len; i++)
        kj_buf_putc(sql, name.data[i] == '.' ? '_' : name.data[i] == '"' ? '\'' : name.data[i]);
    kj_buf_putc(sql, '"');
}

/* The path of a field in the JSON of its record; kind and field names have no quotes in them. */
static void put_value(KjBuf *sql, const KjField *field)
{
    static const char *const casts[] = {
        [KJ_NUMBER] = "REAL",   [KJ_PERCENT] = "REAL",     [KJ_QUANTITY] = "REAL",
        [KJ_MONEY] = "NUMERIC", [KJ_DURATION] = "INTEGER", [KJ_MONTHDAY] = NULL};
    const char *cast =
        !field->list && field->type < sizeof casts / sizeof *casts ? casts[field->type] : NULL;
    kj_buf_printf(
        sql, cast ? "CAST(json_extract(j.value, '$.%s') AS %s)" : "json_extract(j.value, '$.%s')",
        field->name.data, cast);
}

/* Groups themselves are nothing but their members; what packs compute is no fact. */
static bool is_column(const KjField *field)
{
    return !field->derived && field->child < 0 && field->type != KJ_GROUP;
}

static void put_columns(KjBuf *sql, const KjKind *kind)
{
    for (size_t i = 0; i < kind->field_count; i++) {
        if (!is_column(&kind->fields[i]))
            continue;
        kj_buf_puts(sql, ", ");
        put_value(sql, &kind->fields[i]);
        kj_buf_puts(sql, " AS ");
        put_name(sql, kind->fields[i].name);
    }
}

/* ---- kinds ---- */

static bool is_reserved(const char *name)
{
    return strncmp(name, "kj_", 3) == 0 || strncmp(name, "sqlite_", 7) == 0;
}

/* Names of views are taken once: the next one of a name is NAME_facts, then NAME_facts_facts … */
static void begin_view(Views *views, const char *prefix, KjText name)
{
    KjBuf own;
    kj_buf_init(&own, 0);
    kj_buf_printf(&own, "%s%s", prefix, name.data);
    for (size_t i = 0; i < own.len; i++)
        own.data[i] = own.data[i] == '.' ? '_' : own.data[i];
    while (is_reserved(own.data) ||
           kj_atom_find(views->names, (KjText){own.data, (uint32_t)own.len}) != KJ_NO_ATOM)
        kj_buf_puts(&own, "_facts");
    kj_atom(views->names, (KjText){own.data, (uint32_t)own.len});
    kj_buf_puts(&views->sql, "CREATE VIEW ");
    put_name(&views->sql, (KjText){own.data, (uint32_t)own.len});
    kj_buf_puts(&views->sql, " AS SELECT ");
    kj_buf_clear(&own);
}

static void put_kind(Views *views, const KjKind *kind)
{
    KjBuf *sql = &views->sql;
    begin_view(views, "", kind->plural);
    kj_buf_puts(sql, "f.organization, json_extract(j.value, '$.id') AS id");
    put_columns(sql, kind);
    if (kind->singleton)
        kj_buf_printf(
            sql, " FROM current_facts f, json_each(json_array(json_extract(f.facts, '$.%s'))) j;",
            kind->name.data);
    else
        kj_buf_printf(sql, " FROM current_facts f, json_each(f.facts, '$.%s') j;",
                      kind->plural.data);
}

/* Rows of a list of groups in records that are not rows themselves. */
static void put_child(Views *views, const KjSchema *schema, const KjKind *child)
{
    KjBuf *sql = &views->sql;
    const KjKind *parent = &schema->kinds[child->parent];
    if (parent->parent >= 0)
        return;
    begin_view(views, "", child->name);
    kj_buf_puts(sql, "f.organization, json_extract(p.value, '$.id') AS ");
    put_name(sql, parent->name);
    kj_buf_puts(sql, ", j.key + 1 AS number");
    put_columns(sql, child);
    if (parent->singleton)
        kj_buf_printf(
            sql, " FROM current_facts f, json_each(json_array(json_extract(f.facts, '$.%s'))) p",
            parent->name.data);
    else
        kj_buf_printf(sql, " FROM current_facts f, json_each(f.facts, '$.%s') p",
                      parent->plural.data);
    kj_buf_printf(sql, ", json_each(p.value, '$.%s') j;",
                  parent->fields[child->parent_field].name.data);
}

/* ---- by the choices of organisations ---- */

static void put_by(Views *views, const KjKind *organization, const KjField *field)
{
    KjBuf *sql = &views->sql;
    begin_view(views, "by_", field->name);
    kj_buf_printf(sql, "u.run, u.as_of, json_extract(w.facts, '$.%s.%s') AS ",
                  organization->name.data, field->name.data);
    put_name(sql, field->name);
    kj_buf_puts(sql,
                ", l.name AS rule, n.name AS verdict, count(DISTINCT rr.subject) AS organizations,"
                " count(*) AS records FROM kj_runs u JOIN kj_run_results rr USING (run)"
                " JOIN kj_results r USING (result) JOIN kj_revisions w USING (revision)"
                " JOIN kj_verdicts v USING (result) JOIN kj_rules l USING (rule)"
                " JOIN kj_verdict_names n ON n.verdict = v.verdict GROUP BY 1, 3, 4, 5;");
}

/* ---- all ---- */

static void put_all(Views *views, const KjSchema *schema)
{
    for (size_t i = 0; i < FIXED; i++) {
        kj_buf_printf(&views->sql, "CREATE VIEW %s AS %s;", fixed[i][0], fixed[i][1]);
        kj_atom(views->names, kj_text(fixed[i][0]));
    }
    for (size_t k = 0; k < schema->kind_count; k++) {
        const KjKind *kind = &schema->kinds[k];
        if (kind->derived)
            continue;
        if (kind->parent < 0)
            put_kind(views, kind);
        else
            put_child(views, schema, kind);
    }
    const KjKind *organization =
        schema->organization >= 0 ? &schema->kinds[schema->organization] : NULL;
    for (size_t i = 0; organization && i < organization->field_count; i++)
        if (organization->fields[i].type == KJ_ENUM && is_column(&organization->fields[i]) &&
            !organization->fields[i].list)
            put_by(views, organization, &organization->fields[i]);
}

static bool are_made(KjStore *store, const char *hash, bool *made, KjError *error)
{
    int64_t number;
    sqlite3_stmt *statement = kj_store_statement(
        store, "SELECT 1 FROM kj_meta WHERE name = 'views' AND value = ?", error);
    kj_db_text(statement, 1, kj_text(hash));
    bool good = kj_store_number(store, statement, &number, error);
    *made = number != 0;
    return good;
}

/* "DROP VIEW …" of all that are there. */
static bool drop_all(KjStore *store, KjError *error)
{
    KjBuf sql;
    bool found = true, good = true;
    sqlite3_stmt *statement =
        kj_store_statement(store,
                           "SELECT name FROM sqlite_master WHERE type = 'view'"
                           " AND name NOT LIKE 'kj!_%' ESCAPE '!' ORDER BY name",
                           error);
    kj_buf_init(&sql, 0);
    kj_buf_puts(&sql, "");
    while (good && (good = kj_db_row(&store->db, statement, &found, error)) && found) {
        kj_buf_puts(&sql, "DROP VIEW ");
        put_name(&sql, kj_db_column(statement, 0));
        kj_buf_putc(&sql, ';');
    }
    kj_db_reset(statement);
    good = good && kj_db_run(&store->db, sql.data, error);
    kj_buf_clear(&sql);
    return good;
}

static bool make(KjStore *store, const char *sql, const char *hash, KjError *error)
{
    if (!drop_all(store, error) || !kj_db_run(&store->db, sql, error))
        return false;
    sqlite3_stmt *statement = kj_store_statement(
        store, "INSERT OR REPLACE INTO kj_meta (name, value) VALUES ('views', ?)", error);
    kj_db_text(statement, 1, kj_text(hash));
    return kj_db_done(&store->db, statement, error);
}

bool kj_store_views(KjStore *store, const KjSchema *schema, KjError *error)
{
    Views views = {.names = kj_atoms_new(NULL)};
    KjHash hash;
    char hex[KJ_HASH_HEX];
    bool made;
    kj_buf_init(&views.sql, 0);
    put_all(&views, schema);
    kj_hash_init(&hash);
    kj_hash_add(&hash, views.sql.data, views.sql.len);
    kj_hash_hex(&hash, hex);
    bool good =
        are_made(store, hex, &made, error) && (made || make(store, views.sql.data, hex, error));
    kj_buf_clear(&views.sql);
    kj_atoms_free(views.names);
    return good;
}
