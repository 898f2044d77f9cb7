/* Long form: a line per figure. `what` says what it is of, the columns that do not matter for it are
 * empty. */
#include "engine/output/peers_parts.h"

#include "engine/output/csv.h"

#include <stdio.h>

typedef struct Writer {
    KjSink *sink;
    const KjPeersReport *report;
    KjSeen seen; /* the register being written */
} Writer;

typedef struct Line {
    const char *what;
    KjText group, rule, organization, measure, value;
} Line;

static void put(Writer *writer, Line line)
{
    const KjText cells[] = {kj_text(line.what), line.group,   line.rule,
                            line.organization,  line.measure, line.value};
    KjBuf *out = &writer->sink->buf;

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        kj_buf_puts(out, i ? "," : "");
        kj_csv_text_write(out, cells[i]);
    }
    kj_buf_puts(out, KJ_CSV_LINE_END);
    kj_sink_relax(writer->sink);
}

static void put_count(Writer *writer, Line line, const char *measure, uint64_t count)
{
    char text[24];

    snprintf(text, sizeof text, "%llu", (unsigned long long)count);
    line.measure = kj_text(measure);
    line.value = kj_text(text);
    put(writer, line);
}

static void put_share(Writer *writer, Line line, KjShare share, const char *of, double value)
{
    char measure[32], text[32];

    snprintf(measure, sizeof measure, *of ? "%s_%s" : "%s%s", kj_share_name(share), of);
    snprintf(text, sizeof text, "%.6f", value);
    line.measure = kj_text(measure);
    line.value = kj_text(text);
    put(writer, line);
}

static void put_run(Writer *writer, const char *what, const KjPeerRun *run)
{
    Line line = {.what = what};

    if (!run->run)
        return;
    put_count(writer, line, "run", (uint64_t)run->run);
    put_count(writer, line, "complete", run->complete);
    if (run->missing.count)
        put_count(writer, line, "shards", run->missing.shards);
    for (size_t i = 0; i < run->missing.count; i++)
        put_count(writer, line, "missing_shard", run->missing.numbers[i]);
    line.measure = KJ_TEXT("as_of");
    line.value = run->as_of;
    put(writer, line);
}

static void put_groups(Writer *writer)
{
    const KjPeers *peers = writer->report->peers;

    for (size_t g = 0; g < peers->group_count; g++) {
        const KjPeerGroup *group = &peers->groups[g];
        Line line = {.what = "group", .group = group->value};

        put_count(writer, line, "organizations", group->organizations);
        for (int s = 0; s < KJ_SHARES; s++) {
            put_share(writer, line, (KjShare)s, "lower", group->spreads[s].lower);
            put_share(writer, line, (KjShare)s, "median", group->spreads[s].median);
            put_share(writer, line, (KjShare)s, "upper", group->spreads[s].upper);
            if (group->fenced)
                put_share(writer, line, (KjShare)s, "fence", group->spreads[s].fence);
        }
        put_count(writer, line, "newly_failing", group->newly_failing);
        put_count(writer, line, "newly_passing", group->newly_passing);
    }
}

/* Organisations by verdict; what is none is left out. */
static void put_rules(Writer *writer)
{
    const KjPeers *peers = writer->report->peers;

    for (size_t r = 0; r < peers->rule_count; r++) {
        const KjPeerRule *rule = &peers->rules[r];
        Line moved = {.what = "rule", .rule = rule->name};

        for (size_t g = 0; g < peers->group_count; g++)
            for (int v = 0; v < KJ_VERDICTS; v++)
                if (kj_peers_counts(peers, g, r)[v])
                    put_count(writer,
                              (Line){.what = "distribution",
                                     .group = peers->groups[g].value,
                                     .rule = rule->name},
                              kj_verdict_name((KjVerdict)v), kj_peers_counts(peers, g, r)[v]);
        if (rule->newly_failing)
            put_count(writer, moved, "newly_failing", rule->newly_failing);
        if (rule->newly_passing)
            put_count(writer, moved, "newly_passing", rule->newly_passing);
    }
}

static void put_peers(Writer *writer)
{
    const KjPeers *peers = writer->report->peers;

    for (size_t i = 0; i < peers->peer_count; i++) {
        const KjPeer *peer = &peers->peers[i];
        Line line = {.what = "organization",
                     .group = peers->groups[peer->group].value,
                     .organization = peer->id};

        put_count(writer, line, "judged", peer->judged);
        for (int s = 0; s < KJ_SHARES; s++) {
            put_share(writer, line, (KjShare)s, "", peer->shares[s]);
            if (peer->outlies[s])
                put_share(writer,
                          (Line){.what = "outlier", .group = line.group, .organization = peer->id},
                          (KjShare)s, "", peer->shares[s]);
        }
    }
}

static bool put_move(void *ctx, const KjPeerMove *move)
{
    Writer *writer = ctx;
    const KjPeers *peers = writer->report->peers;
    const KjPeer *peer = &peers->peers[move->peer];

    put(writer, (Line){.what = kj_peer_fails(move->now) ? "newly_failing" : "newly_passing",
                       .group = peers->groups[peer->group].value,
                       .rule = peers->rules[move->rule].name,
                       .organization = peer->id,
                       .measure = kj_text(kj_verdict_name(move->before)),
                       .value = kj_text(kj_verdict_name(move->now))});
    return !writer->sink->error;
}

static void put_missing(Writer *writer)
{
    const KjPeers *peers = writer->report->peers;

    for (size_t i = 0; i < peers->absent_count; i++)
        put(writer, (Line){.what = "absent",
                           .group = peers->absent[i].value,
                           .organization = peers->absent[i].id,
                           .measure = KJ_TEXT("last_as_of"),
                           .value = peers->absent[i].last_day});
    for (size_t i = 0; i < peers->problem_count; i++)
        put(writer, (Line){.what = "problem",
                           .organization = peers->problems[i].organization.len
                                               ? peers->problems[i].organization
                                               : peers->problems[i].subject,
                           .measure = peers->problems[i].subject,
                           .value = peers->problems[i].problem});
}

/* A register's cell: group is who sees it, rule the record. */
static bool put_seen_row(void *ctx, const KjSeenRow *row)
{
    Writer *writer = ctx;
    const KjSeen *seen = &writer->seen;
    const char *what = seen->display->name.data;

    for (size_t c = 0; c < seen->display->column_count; c++) {
        const KjField *field = kj_seen_field(seen, c);

        if (field && row->cells[c].len)
            put(writer, (Line){.what = what,
                               .group = row->seer,
                               .rule = row->id,
                               .organization = row->organization,
                               .measure = field->name,
                               .value = kj_seen_raw(seen, c, row->cells[c])});
    }
    return !writer->sink->error;
}

bool kj_peers_csv(KjSink *sink, const KjPeersReport *report, KjError *error)
{
    const KjRegistry *registry = report->view->registry;
    Writer writer = {sink, report, {0}};
    bool good;

    kj_buf_puts(&sink->buf,
                KJ_CSV_BEGIN "what,group,rule,organization,measure,value" KJ_CSV_LINE_END);
    put_run(&writer, "run", &report->peers->run);
    put_run(&writer, "before", &report->peers->before);
    put_groups(&writer);
    put_rules(&writer);
    put_peers(&writer);
    good = kj_store_moves(report->store, report->peers, put_move, &writer, error);
    put_missing(&writer);
    for (size_t d = 0; good && d < registry->display_count; d++) {
        if (!kj_seen_at(report, d, &writer.seen))
            continue;
        good = kj_seen_rows(&writer.seen, put_seen_row, &writer, error);
    }
    return good;
}
