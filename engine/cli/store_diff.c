/* kijun store diff DB RUN RUN: what changed between two runs, as kijun rules impact tells it.
 *
 * The store has names and titles of rules, and of values what they were; titles of fields, and the choices of
 * organisations, come from the packs at hand. Organisations are asked for one at a time. Of n/a the store keeps
 * only how often it was. */
#include "engine/cli/store_diff_parts.h"

#include "engine/cli/impact_show.h"
#include "engine/cli/store_open.h"

#include <string.h>

/* ---- runs and rules ---- */

typedef struct SideRow {
    KjStoreDiff *diff;
    KjImpactSide *side;
    size_t capacity;
    KjImpactPack *packs;
} SideRow;

static bool take_pack(void *ctx, const KjQueryRow *row)
{
    SideRow *into = ctx;
    KjArena *arena = into->diff->app->arena;
    KjImpactPack pack = {kj_diff_keep(arena, row->texts[1]), kj_diff_keep(arena, row->texts[2]),
                         kj_diff_keep(arena, row->texts[3])};

    kj_date_parse(row->texts[0], &into->side->as_of);
    KJ_PUSH(into->packs, into->side->pack_count, into->capacity, pack);
    return true;
}

static bool read_side(KjStoreDiff *diff, size_t which, KjImpactSide *side)
{
    static const char sql[] =
        "SELECT u.as_of, p.id, p.version, p.hash FROM kj_runs u JOIN kj_pack_set_members m"
        " USING (pack_set) JOIN kj_packs p USING (pack) WHERE u.run = CAST(?1 AS INTEGER)"
        " AND m.judged ORDER BY p.id";
    SideRow into = {.diff = diff, .side = side};
    bool good;

    side->name = diff->runs[which];
    good = kj_diff_query(diff, sql, &diff->runs[which], 1, &into, take_pack);
    side->packs = kj_arena_array(diff->app->arena, side->pack_count + 1, sizeof *side->packs);
    if (side->pack_count)
        memcpy(side->packs, into.packs, side->pack_count * sizeof *side->packs);
    kj_free(into.packs);
    return good;
}

static bool take_rule(void *ctx, const KjQueryRow *row)
{
    KjStoreDiff *diff = ctx;
    KjArena *arena = diff->app->arena;
    bool old = kj_diff_is_set(row->texts[3]), new = kj_diff_is_set(row->texts[4]);
    KjImpactRule rule = {
        .name = kj_diff_keep(arena, row->texts[0]),
        .was = KJ_TEXT(""),
        .reason = KJ_TEXT(""),
        .title = {kj_diff_keep(arena, row->texts[1]), kj_diff_keep(arena, row->texts[2])},
        .fate = old && new ? KJ_IN_BOTH
                : new      ? KJ_IN_NEW
                           : KJ_IN_OLD};

    if (kj_atom_find(diff->rules, rule.name) != KJ_NO_ATOM)
        return true; /* empty, or given twice: the store may hold anything */
    kj_atom(diff->rules, rule.name);
    KJ_PUSH(diff->impact.rules, diff->impact.rule_count, diff->rule_capacity, rule);
    return true;
}

static void number_joined(void *ctx, size_t gone, size_t now)
{
    KjStoreDiff *diff = ctx;

    diff->numbers[gone] = now;
}

static bool read_rules(KjStoreDiff *diff)
{
    static const char sql[] =
        "SELECT l.name, max(l.title_ja), max(l.title_en),"
        " max(u.run = CAST(?1 AS INTEGER)), max(u.run = CAST(?2 AS INTEGER)) FROM kj_runs u"
        " JOIN kj_pack_set_members m USING (pack_set) JOIN kj_rules l USING (pack)"
        " WHERE u.run IN (CAST(?1 AS INTEGER), CAST(?2 AS INTEGER)) AND m.judged"
        " GROUP BY l.name ORDER BY max(u.run = CAST(?2 AS INTEGER)) DESC, max(l.rule)";
    KjImpact *impact = &diff->impact;

    diff->rules = kj_atoms_new(NULL);
    diff->first_rule = kj_atom_count(diff->rules);
    if (!kj_diff_query(diff, sql, diff->runs, 2, diff, take_rule))
        return false;
    diff->numbers = kj_arena_array(diff->app->arena, impact->rule_count + 1, sizeof(size_t));
    for (size_t i = 0; i < impact->rule_count; i++)
        diff->numbers[i] = i;
    kj_impact_join_renamed(impact, number_joined, diff);
    return true;
}

/* ---- which values there are ---- */

typedef struct FieldRow {
    KjAtoms *fields;
    KjArena *arena;
} FieldRow;

static bool take_field(void *ctx, const KjQueryRow *row)
{
    FieldRow *into = ctx;

    kj_atom(into->fields, kj_diff_field(into->arena, row->texts[0], row->texts[1]));
    return true;
}

static bool read_fields(KjStoreDiff *diff, size_t which)
{
    static const char sql[] =
        "SELECT DISTINCT k.content, f.content FROM kj_piece_values v JOIN kj_texts k"
        " ON k.text = v.kind JOIN kj_texts f ON f.text = v.field WHERE v.piece IN"
        " (SELECT piece FROM kj_result_pieces JOIN kj_run_results USING (result)"
        " WHERE run = CAST(?1 AS INTEGER) AND what = 2)";
    FieldRow into = {diff->fields[which] = kj_atoms_new(NULL), diff->app->arena};

    return kj_diff_query(diff, sql, &diff->runs[which], 1, &into, take_field);
}

/* ---- organisations ---- */

static bool take_org(void *ctx, const KjQueryRow *row)
{
    KjStoreDiff *diff = ctx;
    KjArena *arena = diff->app->arena;
    KjImpactOrg org = {.id = kj_diff_keep(arena, row->texts[0]),
                       .name = kj_diff_keep(arena, row->texts[1]),
                       .number = diff->impact.org_count};

    if (row->nulls[2] || row->nulls[3]) {
        diff->impact.refused++;
        return true;
    }
    if (diff->grouping.schema)
        kj_grouping_add(&diff->grouping, org.id, row->texts + 4);
    KJ_PUSH(diff->impact.orgs, diff->impact.org_count, diff->org_capacity, org);
    return true;
}

/* Of all that were looked at in either run, by id: their results, and what they chose. */
static bool read_orgs(KjStoreDiff *diff)
{
    KjBuf sql;
    bool good;

    kj_buf_init(&sql, 0);
    kj_buf_puts(&sql, "SELECT s.subject, ifnull(v.name, ''), a.result, b.result");
    for (size_t c = 0; c < diff->grouping.field_count; c++) {
        const KjSchema *schema = diff->grouping.schema;
        const KjField *field =
            &schema->kinds[schema->organization].fields[diff->grouping.fields[c]];

        kj_buf_printf(&sql, ", ifnull(json_extract(v.facts, '$.organization.%s'), '')",
                      field->name.data);
    }
    kj_buf_puts(&sql, " FROM (SELECT DISTINCT subject FROM kj_run_results WHERE run IN"
                      " (CAST(?1 AS INTEGER), CAST(?2 AS INTEGER))) s"
                      " LEFT JOIN kj_run_results a ON a.run = CAST(?1 AS INTEGER)"
                      " AND a.subject = s.subject LEFT JOIN kj_run_results b"
                      " ON b.run = CAST(?2 AS INTEGER) AND b.subject = s.subject"
                      " LEFT JOIN kj_results r ON r.result = b.result"
                      " LEFT JOIN kj_revisions v USING (revision) ORDER BY s.subject");
    good = kj_diff_query(diff, sql.data, diff->runs, 2, diff, take_org);
    kj_buf_clear(&sql);
    return good;
}

/* ---- the whole ---- */

static bool read_all(KjStoreDiff *diff)
{
    KjImpact *impact = &diff->impact;

    return read_side(diff, 0, &impact->old) && read_side(diff, 1, &impact->new) &&
           read_rules(diff) && read_fields(diff, 0) && read_fields(diff, 1) && read_orgs(diff);
}

/* Where it is the same packs that judged, both runs could have any value. */
static bool same_packs(const KjImpactSide *a, const KjImpactSide *b)
{
    bool same = a->pack_count == b->pack_count;

    for (size_t i = 0; same && i < a->pack_count; i++)
        same = kj_text_compare(a->packs[i].hash, b->packs[i].hash) == 0;
    return same;
}

static KjExit show(KjStoreDiff *diff)
{
    bool readable = read_all(diff);
    KjExit exit = KJ_EXIT_OK;

    if (readable) {
        diff->same_packs = same_packs(&diff->impact.old, &diff->impact.new);
        kj_grouping_put(&diff->grouping, &diff->impact);
        exit = kj_impact_show(diff->app, &diff->impact, KJ_EXIT_OK, &readable);
    }
    kj_atoms_free(diff->rules);
    kj_atoms_free(diff->fields[0]);
    kj_atoms_free(diff->fields[1]);
    kj_free(diff->impact.rules);
    kj_free(diff->impact.orgs);
    return readable ? exit : kj_store_failed(&diff->error);
}

static KjExit open_store(KjStoreDiff *diff)
{
    KjApp *app = diff->app;
    int64_t runs[2] = {0, 0};
    KjExit exit = KJ_EXIT_OK;

    diff->store = kj_store_open_for(app, app->arguments[0], KJ_STORE_READ, &exit);
    for (size_t i = 0; diff->store && exit == KJ_EXIT_OK && i < 2; i++) {
        if (!kj_store_run_of(app, diff->store, app->arguments[0], app->arguments[1 + i], &runs[i],
                             &exit))
            break;
        diff->runs[i] = kj_text(kj_arena_printf(app->arena, "%lld", (long long)runs[i]));
    }
    return exit;
}

KjExit kj_command_store_diff(KjApp *app)
{
    KjStoreDiff diff = {.app = app,
                        .impact = {.arena = app->arena, .lang = app->lang, .open = kj_diff_open}};
    KjSession session;
    KjExit exit;

    if (!kj_impact_options(app))
        return KJ_EXIT_USAGE;
    exit = open_store(&diff);
    if (exit == KJ_EXIT_OK && diff.store) {
        exit = kj_session_open(&session, app);
        diff.impact.source = &diff;
        diff.view = session.view;
        if (exit == KJ_EXIT_OK)
            exit = kj_grouping_choose(&diff.grouping, app, session.view.registry->schema)
                       ? show(&diff)
                       : KJ_EXIT_USAGE;
        kj_session_close(&session);
    }
    kj_store_close(diff.store);
    kj_grouping_clear(&diff.grouping);
    return exit;
}
