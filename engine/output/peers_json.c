/* doc/report.schema.json says what stands here. Lists that can be long are written as they are read. */
#include "engine/output/peers_parts.h"

#include "engine/base/version.h"
#include "engine/output/json_value.h"

typedef struct Writer {
    KjSink *sink;
    KjJson json;
    const KjPeersReport *report;
    KjSeen seen; /* the register being written */
} Writer;

static void put_real(KjJson *json, const char *key, double value)
{
    kj_json_key(json, key);
    kj_json_real(json, value);
}

static void put_missing_shards(KjJson *json, const KjStoreMissing *missing)
{
    kj_json_put_int(json, "shards", missing->shards);
    kj_json_key(json, "missing_shards");
    kj_json_open(json, '[');
    for (size_t i = 0; i < missing->count; i++)
        kj_json_int(json, missing->numbers[i]);
    kj_json_close(json, ']');
}

static void put_run(KjJson *json, const char *key, const KjPeerRun *run)
{
    kj_json_key(json, key);
    if (!run->run) {
        kj_json_null(json);
        return;
    }
    kj_json_open(json, '{');
    kj_json_put_int(json, "run", run->run);
    kj_json_put_text(json, "as_of", run->as_of);
    kj_json_put_text(json, "packs", run->packs);
    kj_json_put_bool(json, "complete", run->complete);
    if (run->missing.count)
        put_missing_shards(json, &run->missing);
    kj_json_close(json, '}');
}

static void put_counts(KjJson *json, const uint32_t *counts)
{
    static const KjVerdict order[] = {KJ_PASS,   KJ_PARTIAL, KJ_FAIL, KJ_UNKNOWN,
                                      KJ_WAIVED, KJ_NA,      KJ_FAULT};

    for (size_t i = 0; i < KJ_VERDICTS; i++)
        kj_json_put_int(json, kj_verdict_name(order[i]), counts[order[i]]);
}

/* ---- groups ---- */

static void put_spread(KjJson *json, const KjPeerGroup *group, KjShare share)
{
    const KjSpread *spread = &group->spreads[share];

    kj_json_key(json, kj_share_name(share));
    kj_json_open(json, '{');
    put_real(json, "lower", spread->lower);
    put_real(json, "median", spread->median);
    put_real(json, "upper", spread->upper);
    kj_json_key(json, "fence");
    if (group->fenced)
        kj_json_real(json, spread->fence);
    else
        kj_json_null(json);
    kj_json_put_int(json, "outliers", spread->outliers);
    kj_json_close(json, '}');
}

static void put_groups(Writer *writer)
{
    const KjPeers *peers = writer->report->peers;
    KjJson *json = &writer->json;

    kj_json_key(json, "groups");
    kj_json_open(json, '[');
    for (size_t g = 0; g < peers->group_count; g++) {
        const KjPeerGroup *group = &peers->groups[g];

        kj_json_open(json, '{');
        kj_json_put_text_or_null(json, "value", group->value);
        kj_json_put_text(json, "label", kj_peers_label(writer->report, group->value));
        kj_json_put_int(json, "organizations", group->organizations);
        for (int s = 0; s < KJ_SHARES; s++)
            put_spread(json, group, (KjShare)s);
        kj_json_put_int(json, "newly_failing", group->newly_failing);
        kj_json_put_int(json, "newly_passing", group->newly_passing);
        kj_json_close(json, '}');
    }
    kj_json_close(json, ']');
}

/* ---- rules ---- */

static void put_distribution(Writer *writer, size_t rule)
{
    const KjPeers *peers = writer->report->peers;
    KjJson *json = &writer->json;

    kj_json_key(json, "groups");
    kj_json_open(json, '[');
    for (size_t g = 0; g < peers->group_count; g++) {
        kj_json_open(json, '{');
        kj_json_put_text_or_null(json, "value", peers->groups[g].value);
        put_counts(json, kj_peers_counts(peers, g, rule));
        kj_json_close(json, '}');
    }
    kj_json_close(json, ']');
}

static void put_rules(Writer *writer)
{
    const KjPeers *peers = writer->report->peers;
    KjJson *json = &writer->json;

    kj_json_key(json, "rules");
    kj_json_open(json, '[');
    for (size_t r = 0; r < peers->rule_count; r++) {
        const KjPeerRule *rule = &peers->rules[r];

        kj_json_open(json, '{');
        kj_json_put_text(json, "rule", rule->name);
        kj_json_put_text(json, "clause", rule->clause);
        kj_json_put_text(json, "level", rule->level);
        kj_json_put_label(json, "title", rule->title);
        put_counts(json, rule->counts);
        kj_json_put_int(json, "newly_failing", rule->newly_failing);
        kj_json_put_int(json, "newly_passing", rule->newly_passing);
        put_distribution(writer, r);
        kj_json_close(json, '}');
        kj_sink_relax(writer->sink);
    }
    kj_json_close(json, ']');
}

/* ---- organisations ---- */

static void put_peer(Writer *writer, const KjPeer *peer)
{
    KjJson *json = &writer->json;

    kj_json_open(json, '{');
    kj_json_put_text(json, "id", peer->id);
    kj_json_put_text(json, "name", peer->name);
    kj_json_put_text_or_null(json, "group", writer->report->peers->groups[peer->group].value);
    kj_json_put_int(json, "judged", peer->judged);
    kj_json_put_int(json, "failing", peer->counts[KJ_SHARE_FAILING]);
    kj_json_put_int(json, "unknown", peer->counts[KJ_SHARE_UNKNOWN]);
    kj_json_key(json, "outlier");
    kj_json_open(json, '[');
    for (int s = 0; s < KJ_SHARES; s++)
        if (peer->outlies[s])
            kj_json_cstr(json, kj_share_name((KjShare)s));
    kj_json_close(json, ']');
    kj_json_put_bool(json, "new", peer->before == 0);
    kj_json_put_int(json, "newly_failing", peer->newly_failing);
    kj_json_put_int(json, "newly_passing", peer->newly_passing);
    kj_json_close(json, '}');
}

static void put_peers(Writer *writer)
{
    const KjPeers *peers = writer->report->peers;

    kj_json_key(&writer->json, "organizations");
    kj_json_open(&writer->json, '[');
    for (size_t i = 0; i < peers->peer_count; i++) {
        put_peer(writer, &peers->peers[i]);
        kj_sink_relax(writer->sink);
    }
    kj_json_close(&writer->json, ']');
}

static bool put_move(void *ctx, const KjPeerMove *move)
{
    Writer *writer = ctx;
    const KjPeers *peers = writer->report->peers;
    KjJson *json = &writer->json;

    kj_json_open(json, '{');
    kj_json_put_text(json, "organization", peers->peers[move->peer].id);
    kj_json_put_text(json, "rule", peers->rules[move->rule].name);
    kj_json_put_cstr(json, "before", kj_verdict_name(move->before));
    kj_json_put_cstr(json, "now", kj_verdict_name(move->now));
    kj_json_close(json, '}');
    kj_sink_relax(writer->sink);
    return !writer->sink->error;
}

static void put_missing(Writer *writer)
{
    const KjPeers *peers = writer->report->peers;
    KjJson *json = &writer->json;

    kj_json_key(json, "absent");
    kj_json_open(json, '[');
    for (size_t i = 0; i < peers->absent_count; i++) {
        const KjPeerAbsent *absent = &peers->absent[i];

        kj_json_open(json, '{');
        kj_json_put_text(json, "id", absent->id);
        kj_json_put_text(json, "name", absent->name);
        kj_json_put_text_or_null(json, "group", absent->value);
        kj_json_put_text_or_null(json, "last_as_of", absent->last_day);
        kj_json_close(json, '}');
    }
    kj_json_close(json, ']');
    kj_json_key(json, "problems");
    kj_json_open(json, '[');
    for (size_t i = 0; i < peers->problem_count; i++) {
        kj_json_open(json, '{');
        kj_json_put_text(json, "subject", peers->problems[i].subject);
        kj_json_put_text_or_null(json, "organization", peers->problems[i].organization);
        kj_json_put_text(json, "problem", peers->problems[i].problem);
        kj_json_close(json, '}');
    }
    kj_json_close(json, ']');
}

/* ---- registers of packs ---- */

/* What the facts leave out is null, whatever its default. */
static void put_cell(Writer *writer, size_t column, KjText cell)
{
    const KjField *field = kj_seen_field(&writer->seen, column);
    KjText raw = kj_seen_raw(&writer->seen, column, cell);

    if (cell.len == 0)
        kj_json_null(&writer->json);
    else if (field && field->type == KJ_BOOL && !kj_text_is(raw, KJ_MASK))
        kj_json_bool(&writer->json, kj_text_is(raw, "true"));
    else
        kj_json_text(&writer->json, raw);
}

static bool put_seen_row(void *ctx, const KjSeenRow *row)
{
    Writer *writer = ctx;
    const KjPeer *seer = kj_seen_seer(writer->report->peers, row->seer);
    KjJson *json = &writer->json;

    kj_json_open(json, '{');
    kj_json_put_text(json, "seen_by", row->seer);
    kj_json_put_text_or_null(json, "seen_by_organization", seer ? seer->id : KJ_TEXT(""));
    kj_json_put_text(json, "organization", row->organization);
    kj_json_put_text(json, "name", row->name);
    kj_json_key(json, "cells");
    kj_json_open(json, '{');
    for (size_t c = 0; c < writer->seen.display->column_count; c++) {
        const KjField *field = kj_seen_field(&writer->seen, c);

        kj_json_key(json, field ? field->name.data : "id");
        put_cell(writer, c, row->cells[c]);
    }
    kj_json_close(json, '}');
    kj_json_close(json, '}');
    kj_sink_relax(writer->sink);
    return !writer->sink->error;
}

static bool put_seen(Writer *writer, KjError *error)
{
    const KjRegistry *registry = writer->report->view->registry;
    KjJson *json = &writer->json;
    bool good = true;

    kj_json_key(json, "registers");
    kj_json_open(json, '[');
    for (size_t d = 0; good && d < registry->display_count; d++) {
        if (!kj_seen_at(writer->report, d, &writer->seen))
            continue;
        kj_json_open(json, '{');
        kj_json_put_text(json, "name", writer->seen.display->name);
        kj_json_put_label(json, "title", writer->seen.display->title);
        kj_json_put_text(json, "kind", writer->seen.kind->name);
        kj_json_key(json, "rows");
        kj_json_open(json, '[');
        good = kj_seen_rows(&writer->seen, put_seen_row, writer, error);
        kj_json_close(json, ']');
        kj_json_close(json, '}');
    }
    kj_json_close(json, ']');
    return good;
}

bool kj_peers_json(KjSink *sink, const KjPeersReport *report, KjError *error)
{
    const KjPeers *peers = report->peers;
    Writer writer = {sink, kj_json(&sink->buf), report, {0}};
    KjJson *json = &writer.json;
    bool good;

    kj_json_open(json, '{');
    kj_json_put_cstr(json, "kijun", KJ_VERSION);
    kj_json_put_text(json, "by", peers->by);
    put_run(json, "run", &peers->run);
    put_run(json, "before", &peers->before);
    kj_json_key(json, "outliers");
    kj_json_open(json, '{');
    put_real(json, "fence", KJ_PEERS_FENCE);
    kj_json_put_int(json, "least", KJ_PEERS_LEAST);
    kj_json_close(json, '}');
    put_groups(&writer);
    put_rules(&writer);
    put_peers(&writer);
    kj_json_key(json, "moves");
    kj_json_open(json, '[');
    good = kj_store_moves(report->store, peers, put_move, &writer, error);
    kj_json_close(json, ']');
    put_missing(&writer);
    good = good && put_seen(&writer, error);
    kj_json_close(json, '}');
    kj_buf_putc(&sink->buf, '\n');
    return good;
}
