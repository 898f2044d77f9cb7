#include "engine/store/peers_parts.h"

typedef struct Reader {
    KjStore *store;
    KjPeers *peers;
    KjError *error;
    size_t peer_capacity, rule_capacity, absent_capacity, problem_capacity;
} Reader;

static KjText keep(Reader *reader, sqlite3_stmt *statement, int column)
{
    KjText text = kj_db_column(statement, column);
    return (KjText){kj_arena_strndup(reader->peers->arena, text.data, text.len), text.len};
}

/* Steps through what a statement gives. */
static bool each_row(Reader *reader, sqlite3_stmt *statement,
                     void (*take)(Reader *reader, sqlite3_stmt *statement))
{
    bool found = true, good = statement != NULL;
    while (good && (good = kj_db_row(&reader->store->db, statement, &found, reader->error)) &&
           found)
        take(reader, statement);
    kj_db_reset(statement);
    return good;
}

/* ---- which runs ---- */

#define RUN_COLUMNS                                                                                \
    "SELECT u.run, u.as_of, (SELECT group_concat(id || ' ' || version, ', ') FROM"                 \
    " (SELECT id, version FROM kj_pack_set_members m JOIN kj_packs USING (pack)"                   \
    " WHERE m.pack_set = u.pack_set AND judged ORDER BY id)), u.complete FROM kj_runs u"

/* The packs that are judged, without their versions. */
#define PACK_IDS(set)                                                                              \
    "(SELECT group_concat(id) FROM (SELECT id FROM kj_pack_set_members m JOIN kj_packs"            \
    " USING (pack) WHERE m.pack_set = " set " AND judged ORDER BY id))"

static const char one_run[] = RUN_COLUMNS " WHERE u.run = ?1";
/* ?2: a day */
static const char last_run[] =
    RUN_COLUMNS " WHERE u.complete AND u.as_of <= ?2 ORDER BY u.as_of DESC, u.run DESC LIMIT 1";
static const char later_run[] =
    RUN_COLUMNS " LEFT JOIN kj_runs n ON n.run = ?1 WHERE NOT u.complete AND u.as_of <= ?2"
                " AND (n.run IS NULL OR (u.as_of, u.run) > (n.as_of, n.run))"
                " ORDER BY u.as_of DESC, u.run DESC LIMIT 1";
static const char run_before[] = RUN_COLUMNS
    " JOIN kj_runs n ON n.run = ?1 WHERE u.complete AND (u.as_of, u.run) < (n.as_of, n.run)"
    " AND " PACK_IDS("u.pack_set") " IS " PACK_IDS("n.pack_set") " ORDER BY u.as_of DESC,"
                                                                 " u.run DESC LIMIT 1";

static bool read_run(Reader *reader, const char *sql, int64_t number, KjText day, KjPeerRun *run)
{
    bool found;
    sqlite3_stmt *statement = kj_store_statement(reader->store, sql, reader->error);
    if (statement)
        sqlite3_bind_int64(statement, 1, number);
    if (statement && sqlite3_bind_parameter_count(statement) > 1)
        kj_db_text(statement, 2, day);
    if (!kj_db_row(&reader->store->db, statement, &found, reader->error))
        return false;
    if (found)
        *run = (KjPeerRun){.run = sqlite3_column_int64(statement, 0),
                           .as_of = keep(reader, statement, 1),
                           .packs = keep(reader, statement, 2),
                           .complete = sqlite3_column_int(statement, 3) != 0};
    kj_db_reset(statement);
    return !run->run || kj_store_missing(reader->store, run->run, reader->peers->arena,
                                         &run->missing, reader->error);
}

static bool no_run(const Reader *reader, int64_t number, KjText day)
{
    bool ja = reader->store->db.lang == KJ_JA;
    if (number)
        kj_error_set(reader->error, KJ_EXIT_USAGE,
                     ja ? "判定 %lld は保管庫にありません。kijun store runs に一覧があります"
                        : "there is no run %lld in the store; see kijun store runs",
                     (long long)number);
    else if (reader->peers->later.run)
        kj_error_set(reader->error, KJ_EXIT_USAGE,
                     ja ? "判定 %lld は途中です。完了させるか、--run %lld を指定してください（"
                          "kijun store runs に足りないものが示されます）"
                        : "run %lld is not complete; complete it, or name it with --run %lld "
                          "(kijun store runs tells what is missing)",
                     (long long)reader->peers->later.run, (long long)reader->peers->later.run);
    else if (day.len)
        kj_error_set(reader->error, KJ_EXIT_USAGE,
                     ja ? "%s までに完了した判定はありません。kijun store runs に一覧があります"
                        : "there is no complete run up to %s; see kijun store runs",
                     day.data);
    else
        kj_error_set(
            reader->error, KJ_EXIT_USAGE, "%s",
            ja ? "保管庫には終わった判定がまだありません。kijun assess --store で判定します"
               : "there is no complete run in the store yet; kijun assess --store makes one");
    return false;
}

static bool read_runs(Reader *reader, const KjPeersQuery *query)
{
    KjPeers *peers = reader->peers;
    KjText day = KJ_TEXT("");
    if (query->day) {
        KjBuf text;
        kj_buf_init(&text, 0);
        kj_date_write(&text, *query->day);
        day = (KjText){kj_arena_strndup(peers->arena, text.data, text.len), (uint32_t)text.len};
        kj_buf_clear(&text);
    }
    KjText last = day.len ? day : KJ_TEXT("9999-12-31");
    if (!read_run(reader, query->run ? one_run : last_run, query->run, last, &peers->run) ||
        (!query->run && !read_run(reader, later_run, peers->run.run, last, &peers->later)))
        return false;
    if (!peers->run.run)
        return no_run(reader, query->run, day);
    if (!query->before)
        return read_run(reader, run_before, peers->run.run, last, &peers->before);
    return read_run(reader, one_run, query->before, last, &peers->before) &&
           (peers->before.run || no_run(reader, query->before, day));
}

/* ---- rules, organisations ---- */

static void take_rule(Reader *reader, sqlite3_stmt *statement)
{
    KjPeers *peers = reader->peers;
    KjPeerRule rule = {.name = keep(reader, statement, 0),
                       .clause = keep(reader, statement, 1),
                       .level = keep(reader, statement, 2),
                       .title = {keep(reader, statement, 3), keep(reader, statement, 4)},
                       .compared = sqlite3_column_int(statement, 5) != 0};
    KJ_PUSH(peers->rules, peers->rule_count, reader->rule_capacity, rule);
}

static bool read_rules(Reader *reader)
{
    sqlite3_stmt *statement = kj_store_statement(
        reader->store,
        "SELECT l.name, l.clause, l.level, l.title_ja, l.title_en, l.name IN (SELECT b.name FROM"
        " kj_runs w JOIN kj_pack_set_members s USING (pack_set) JOIN kj_rules b USING (pack)"
        " WHERE w.run = ?2 AND s.judged) FROM kj_runs u JOIN kj_pack_set_members m USING (pack_set)"
        " JOIN kj_packs p USING (pack) JOIN kj_rules l USING (pack) WHERE u.run = ?1 AND m.judged"
        " ORDER BY p.id, l.rule",
        reader->error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, reader->peers->run.run);
    sqlite3_bind_int64(statement, 2, reader->peers->before.run);
    return each_row(reader, statement, take_rule);
}

static void take_group(Reader *reader, sqlite3_stmt *statement)
{
    KjPeers *peers = reader->peers;
    size_t capacity = peers->group_count;
    KjPeerGroup group = {.value = keep(reader, statement, 4)};
    KJ_PUSH(peers->groups, peers->group_count, capacity, group);
}

/* They come by group. */
static void take_peer(Reader *reader, sqlite3_stmt *statement)
{
    KjPeers *peers = reader->peers;
    KjPeer peer = {.id = keep(reader, statement, 0),
                   .name = keep(reader, statement, 1),
                   .result = sqlite3_column_int64(statement, 2),
                   .before = sqlite3_column_int64(statement, 3)};
    size_t last = peers->group_count - 1;
    if (!peers->group_count ||
        kj_text_compare(peers->groups[last].value, kj_db_column(statement, 4)) != 0)
        take_group(reader, statement);
    peer.group = (uint32_t)peers->group_count - 1;
    peers->groups[peer.group].organizations++;
    KJ_PUSH(peers->peers, peers->peer_count, reader->peer_capacity, peer);
}

static bool read_peers(Reader *reader, KjText path)
{
    sqlite3_stmt *statement = kj_store_statement(
        reader->store,
        "SELECT rr.subject, v.name, rr.result, (SELECT b.result FROM kj_run_results b"
        " WHERE b.run = ?2 AND b.subject = rr.subject), ifnull(json_extract(v.facts, ?3), '') AS by"
        " FROM kj_run_results rr JOIN kj_results r USING (result) JOIN kj_revisions v"
        " USING (revision) WHERE rr.run = ?1 ORDER BY by = '', by, rr.subject",
        reader->error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, reader->peers->run.run);
    sqlite3_bind_int64(statement, 2, reader->peers->before.run);
    kj_db_text(statement, 3, path);
    return each_row(reader, statement, take_peer);
}

/* ---- verdicts ---- */

static void count_verdicts(KjPeers *peers, KjPeer *peer, const KjPeerVerdicts *verdicts)
{
    uint32_t *counts = peers->counts + peer->group * peers->rule_count * KJ_VERDICTS;
    for (size_t r = 0; r < peers->rule_count; r++) {
        KjVerdict verdict = (KjVerdict)verdicts->now[r];
        counts[r * KJ_VERDICTS + verdict]++;
        peers->rules[r].counts[verdict]++;
        peer->judged += verdict != KJ_NA;
        peer->counts[KJ_SHARE_FAILING] += kj_peer_fails(verdict);
        peer->counts[KJ_SHARE_UNKNOWN] += verdict == KJ_UNKNOWN;
    }
}

static void count_moves(KjPeers *peers, KjPeer *peer, const KjPeerVerdicts *verdicts)
{
    for (size_t r = 0; r < peers->rule_count; r++) {
        KjPeerMoved moved = kj_peer_moved(verdicts, r);
        peers->rules[r].newly_failing += moved == KJ_NEWLY_FAILING;
        peers->rules[r].newly_passing += moved == KJ_NEWLY_PASSING;
        peer->newly_failing += moved == KJ_NEWLY_FAILING;
        peer->newly_passing += moved == KJ_NEWLY_PASSING;
    }
    peers->groups[peer->group].newly_failing += peer->newly_failing;
    peers->groups[peer->group].newly_passing += peer->newly_passing;
    peers->newly_failing += peer->newly_failing;
    peers->newly_passing += peer->newly_passing;
}

static bool read_verdicts(Reader *reader)
{
    KjPeers *peers = reader->peers;
    KjPeerVerdicts verdicts;
    bool good = kj_peer_verdicts_open(&verdicts, reader->store, peers, reader->error);
    peers->counts = kj_alloc_array(peers->group_count * peers->rule_count * KJ_VERDICTS + 1,
                                   sizeof *peers->counts);
    for (size_t p = 0; good && p < peers->peer_count; p++) {
        KjPeer *peer = &peers->peers[p];
        good = kj_peer_verdicts_read(&verdicts, peer->result, verdicts.now, reader->error);
        if (good)
            count_verdicts(peers, peer, &verdicts);
        if (!good || !peer->before || peer->before == peer->result)
            continue;
        good = kj_peer_verdicts_read(&verdicts, peer->before, verdicts.before, reader->error);
        if (good)
            count_moves(peers, peer, &verdicts);
    }
    kj_peer_verdicts_close(&verdicts);
    return good;
}

/* ---- who is missing ---- */

static void take_problem(Reader *reader, sqlite3_stmt *statement)
{
    KjPeers *peers = reader->peers;
    KjPeerProblem problem = {keep(reader, statement, 0), keep(reader, statement, 1),
                             keep(reader, statement, 2)};
    KJ_PUSH(peers->problems, peers->problem_count, reader->problem_capacity, problem);
}

/* What could not be judged is told by the name of its input; whose that is an earlier run may know. */
static bool read_problems(Reader *reader)
{
    sqlite3_stmt *statement = kj_store_statement(
        reader->store,
        "SELECT rr.subject, coalesce((SELECT id FROM kj_organizations WHERE id = rr.subject),"
        " (SELECT o.id FROM kj_inputs i JOIN kj_revisions v USING (revision) JOIN kj_organizations "
        "o"
        " USING (organization) WHERE i.name = rr.subject), ''), rr.problem FROM kj_run_results rr"
        " WHERE rr.run = ?1 AND rr.result IS NULL ORDER BY rr.subject",
        reader->error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, reader->peers->run.run);
    return each_row(reader, statement, take_problem);
}

static bool is_problem(const KjPeers *peers, KjText organization)
{
    for (size_t i = 0; i < peers->problem_count; i++)
        if (kj_text_compare(peers->problems[i].organization, organization) == 0)
            return true;
    return false;
}

static void take_absent(Reader *reader, sqlite3_stmt *statement)
{
    KjPeers *peers = reader->peers;
    if (is_problem(peers, kj_db_column(statement, 0)))
        return;
    KjPeerAbsent absent = {keep(reader, statement, 0), keep(reader, statement, 1),
                           keep(reader, statement, 2), sqlite3_column_int64(statement, 3),
                           keep(reader, statement, 4)};
    KJ_PUSH(peers->absent, peers->absent_count, reader->absent_capacity, absent);
}

#define LAST_SEEN(column)                                                                          \
    "(SELECT u." column " FROM kj_runs u CROSS JOIN kj_run_results x ON x.run = u.run AND"         \
    " x.subject = o.id AND x.result IS NOT NULL WHERE u.complete AND (u.as_of, u.run) <"           \
    " (n.as_of, n.run) ORDER BY u.as_of DESC, u.run DESC LIMIT 1)"

static bool read_absent(Reader *reader, KjText path)
{
    sqlite3_stmt *statement = kj_store_statement(
        reader->store,
        "SELECT o.id, v.name, ifnull(json_extract(v.facts, ?2), ''), " LAST_SEEN(
            "run") ","
                   " " LAST_SEEN(
                       "as_of") " FROM kj_runs n JOIN kj_organizations o JOIN kj_revisions v"
                                " ON v.revision = (SELECT revision FROM kj_revisions l WHERE "
                                "l.organization = o.organization"
                                " AND l.since <= n.as_of ORDER BY since DESC, number DESC LIMIT 1) "
                                "WHERE n.run = ?1"
                                " AND NOT EXISTS (SELECT 1 FROM kj_run_results rr WHERE rr.run = "
                                "?1 AND rr.subject = o.id)"
                                " ORDER BY o.id",
        reader->error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, reader->peers->run.run);
    kj_db_text(statement, 2, path);
    return each_row(reader, statement, take_absent);
}

/* ---- all ---- */

bool kj_store_peers(KjStore *store, const KjPeersQuery *query, KjPeers *peers, KjError *error)
{
    Reader reader = {.store = store, .peers = peers, .error = error};
    *peers = (KjPeers){.arena = kj_arena_new(), .by = query->by};
    KjText path = kj_text(
        kj_arena_printf(peers->arena, "$.organization.%.*s", (int)query->by.len, query->by.data));
    if (!read_runs(&reader, query) || !read_rules(&reader) || !read_peers(&reader, path) ||
        !read_verdicts(&reader) || !read_problems(&reader) || !read_absent(&reader, path))
        return false;
    kj_peers_measure(peers);
    return true;
}

void kj_peers_clear(KjPeers *peers)
{
    kj_free(peers->groups);
    kj_free(peers->rules);
    kj_free(peers->peers);
    kj_free(peers->absent);
    kj_free(peers->problems);
    kj_free(peers->counts);
    if (peers->arena)
        kj_arena_free(peers->arena);
    *peers = (KjPeers){0};
}

const uint32_t *kj_peers_counts(const KjPeers *peers, size_t group, size_t rule)
{
    return peers->counts + (group * peers->rule_count + rule) * KJ_VERDICTS;
}
