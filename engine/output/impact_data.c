/* What changes, for machines: JSON (doc/impact.schema.json), and CSV with a row for each change. */
#include "engine/base/version.h"
#include "engine/output/csv.h"
#include "engine/output/impact.h"
#include "engine/output/json_value.h"

static const char *verdict_name(KjVerdict verdict)
{
    return verdict == KJ_NO_VERDICT ? NULL : kj_verdict_name(verdict);
}

/* ---- JSON ---- */

static void put_tally(KjJson *json, const KjTally *tally, bool values)
{
    for (KjTurn turn = KJ_WORSE; turn <= KJ_ALIKE; turn++)
        kj_json_put_int(json, kj_turn_name(turn), tally->turns[turn]);
    if (values)
        kj_json_put_int(json, "values", tally->values);
}

static void put_raw(KjJson *json, const char *key, KjText text)
{
    kj_json_key(json, key);
    kj_json_raw(json, text.len ? text.data : "null");
}

static void put_side(KjJson *json, const char *key, const KjImpactSide *side)
{
    kj_json_key(json, key);
    kj_json_open(json, '{');
    kj_json_put_text(json, "name", side->name);
    kj_json_key(json, "as_of");
    kj_json_date(json, side->as_of);
    kj_json_key(json, "packs");
    kj_json_open(json, '[');
    for (size_t i = 0; i < side->pack_count; i++) {
        kj_json_open(json, '{');
        kj_json_put_text(json, "id", side->packs[i].id);
        kj_json_put_text(json, "version", side->packs[i].version);
        kj_json_put_text(json, "hash", side->packs[i].hash);
        kj_json_close(json, '}');
    }
    kj_json_close(json, ']');
    kj_json_close(json, '}');
}

static const char *fate_name(KjFate fate)
{
    return fate == KJ_IN_BOTH ? "both" : fate == KJ_IN_NEW ? "new" : "gone";
}

static void put_params(KjJson *json, const KjImpact *impact)
{
    kj_json_key(json, "parameters");
    kj_json_open(json, '[');
    for (size_t i = 0; i < impact->param_count; i++) {
        const KjImpactParam *param = &impact->params[i];

        kj_json_open(json, '{');
        kj_json_put_text(json, "parameter", param->name);
        kj_json_put_label(json, "title", param->title);
        kj_json_put_cstr(json, "in", fate_name(param->fate));
        put_raw(json, "before", param->was_json);
        put_raw(json, "after", param->json);
        kj_json_put_cstr(json, "direction", param->direction.len ? param->direction.data : NULL);
        kj_json_close(json, '}');
    }
    kj_json_close(json, ']');
}

static void put_counts(KjJson *json, const KjImpactRule *rule)
{
    kj_json_key(json, "verdicts");
    kj_json_open(json, '{');
    for (KjVerdict verdict = 0; verdict < KJ_VERDICTS; verdict++)
        kj_json_put_int(json, kj_verdict_name(verdict), rule->counts[verdict]);
    kj_json_close(json, '}');
}

static void put_rule(KjJson *json, const KjImpactRule *rule)
{
    kj_json_open(json, '{');
    kj_json_put_text(json, "rule", rule->name);
    kj_json_put_cstr(json, "was", rule->was.len ? rule->was.data : NULL);
    kj_json_put_label(json, "title", rule->title);
    kj_json_put_cstr(json, "in", fate_name(rule->fate));
    if (rule->fate == KJ_IN_BOTH) {
        kj_json_put_bool(json, "changed", rule->changed);
        put_tally(json, &rule->tally, false);
        kj_json_put_int(json, "organizations", rule->organizations);
    } else {
        kj_json_put_cstr(json, "reason", rule->reason.len ? rule->reason.data : NULL);
        put_counts(json, rule);
    }
    kj_json_close(json, '}');
}

static void put_rules(KjJson *json, const KjImpact *impact)
{
    kj_json_key(json, "rules");
    kj_json_open(json, '[');
    for (size_t i = 0; i < impact->rule_count; i++) {
        const KjImpactRule *rule = &impact->rules[i];

        if (rule->fate != KJ_IN_BOTH || rule->was.len || rule->changed ||
            kj_tally_verdicts(&rule->tally))
            put_rule(json, rule);
    }
    kj_json_close(json, ']');
}

static void put_summary(KjJson *json, const KjImpact *impact)
{
    kj_json_key(json, "summary");
    kj_json_open(json, '{');
    kj_json_put_int(json, "organizations", (int64_t)impact->org_count);
    kj_json_put_int(json, "refused", (int64_t)impact->refused);
    kj_json_put_int(json, "hit", impact->hit);
    kj_json_put_int(json, "records", impact->records);
    put_tally(json, &impact->tally, true);
    kj_json_key(json, "turns");
    kj_json_open(json, '[');
    for (KjVerdict from = 0; from <= KJ_VERDICTS; from++)
        for (KjVerdict to = 0; to <= KJ_VERDICTS; to++) {
            if (impact->turns[from][to] == 0)
                continue;
            kj_json_open(json, '{');
            kj_json_put_cstr(json, "before", verdict_name(from));
            kj_json_put_cstr(json, "after", verdict_name(to));
            kj_json_put_int(json, "count", impact->turns[from][to]);
            kj_json_close(json, '}');
        }
    kj_json_close(json, ']');
    kj_json_close(json, '}');
}

static void put_group(KjJson *json, const KjImpactGroup *group)
{
    kj_json_open(json, '{');
    kj_json_put_cstr(json, "value", group->value.len ? group->value.data : NULL);
    kj_json_put_label(json, "label", group->label);
    kj_json_put_int(json, "organizations", group->organizations);
    kj_json_put_int(json, "hit", group->hit);
    put_tally(json, &group->tally, true);
    kj_json_close(json, '}');
}

static void put_choices(KjJson *json, const KjImpact *impact)
{
    kj_json_key(json, "groups");
    kj_json_open(json, '[');
    for (size_t c = 0; c < impact->choice_count; c++) {
        const KjImpactChoice *choice = &impact->choices[c];

        kj_json_open(json, '{');
        kj_json_put_text(json, "field", choice->field);
        kj_json_put_label(json, "label", choice->label);
        kj_json_key(json, "values");
        kj_json_open(json, '[');
        for (size_t g = 0; g < choice->count; g++)
            if (choice->groups[g].organizations)
                put_group(json, &choice->groups[g]);
        kj_json_close(json, ']');
        kj_json_close(json, '}');
    }
    kj_json_close(json, ']');
}

static void put_change(KjJson *json, const KjImpact *impact, const KjImpactChange *change)
{
    kj_json_open(json, '{');
    if (change->rule == KJ_NO_RULE) {
        kj_json_put_text(json, "field", change->field);
        kj_json_put_label(json, "label", change->label);
        put_raw(json, "before", change->old_json);
        put_raw(json, "after", change->new_json);
    } else {
        kj_json_put_text(json, "rule", impact->rules[change->rule].name);
        kj_json_put_cstr(json, "before", verdict_name(change->before));
        kj_json_put_cstr(json, "after", verdict_name(change->after));
        kj_json_put_cstr(json, "turn", kj_turn_name(kj_turn(change->before, change->after)));
        kj_json_put_text(json, "message", change->message);
    }
    kj_json_close(json, '}');
}

/* Those of one record stand together: first its values, then its verdicts. */
static size_t put_part(KjJson *json, const KjImpact *impact, const char *key, bool values,
                       const KjImpactChange *changes, size_t at, size_t end)
{
    kj_json_key(json, key);
    kj_json_open(json, '[');
    for (; at < end && (changes[at].rule == KJ_NO_RULE) == values; at++)
        put_change(json, impact, &changes[at]);
    kj_json_close(json, ']');
    return at;
}

static void put_record(KjJson *json, const KjImpact *impact, const KjImpactChange *changes,
                       size_t at, size_t end)
{
    kj_json_open(json, '{');
    kj_json_key(json, "record");
    kj_json_open(json, '{');
    kj_json_put_text(json, "kind", changes[at].kind);
    kj_json_put_text(json, "id", changes[at].id);
    kj_json_close(json, '}');
    kj_json_put_text(json, "name", changes[at].name);
    at = put_part(json, impact, "values", true, changes, at, end);
    put_part(json, impact, "verdicts", false, changes, at, end);
    kj_json_close(json, '}');
}

static bool put_organization(KjJson *json, KjImpact *impact, const KjImpactOrg *org)
{
    KjArena *arena = kj_arena_new();
    KjImpactChange *changes;
    size_t count, end;
    bool good = impact->open(impact, org, false, arena, &changes, &count);

    kj_json_open(json, '{');
    kj_json_put_text(json, "id", org->id);
    kj_json_put_text(json, "name", org->name);
    put_tally(json, &org->tally, true);
    kj_json_key(json, "records");
    kj_json_open(json, '[');
    for (size_t i = 0; good && i < count; i = end) {
        for (end = i + 1; end < count && kj_same_record(&changes[i], &changes[end]);)
            end++;
        put_record(json, impact, changes, i, end);
    }
    kj_json_close(json, ']');
    kj_json_close(json, '}');
    kj_arena_free(arena);
    return good;
}

bool kj_impact_json(KjSink *sink, KjImpact *impact)
{
    KjJson json = kj_json(&sink->buf);
    bool good = true;

    kj_json_open(&json, '{');
    kj_json_put_cstr(&json, "kijun", KJ_VERSION);
    put_side(&json, "old", &impact->old);
    put_side(&json, "new", &impact->new);
    put_params(&json, impact);
    put_rules(&json, impact);
    put_summary(&json, impact);
    put_choices(&json, impact);
    kj_json_key(&json, "organizations");
    kj_json_open(&json, '[');
    for (size_t i = 0; good && i < impact->hit; i++) {
        good = put_organization(&json, impact, &impact->orgs[i]);
        kj_sink_relax(sink);
    }
    kj_json_close(&json, ']');
    kj_json_close(&json, '}');
    kj_buf_putc(&sink->buf, '\n');
    return good;
}

/* ---- CSV ---- */

#define COLUMNS 11

static void put_row(KjBuf *out, const KjText cells[COLUMNS])
{
    for (size_t i = 0; i < COLUMNS; i++) {
        kj_csv_text_write(out, cells[i]);
        kj_buf_puts(out, i + 1 < COLUMNS ? "," : KJ_CSV_LINE_END);
    }
}

static KjText verdict_cell(KjVerdict verdict)
{
    const char *name = verdict_name(verdict);

    return name ? kj_text(name) : KJ_TEXT("");
}

static void put_change_row(KjBuf *out, const KjImpact *impact, const KjImpactOrg *org,
                           const KjImpactChange *change)
{
    const KjImpactRule *rule = change->rule == KJ_NO_RULE ? NULL : &impact->rules[change->rule];
    KjText cells[COLUMNS] = {org->id, org->name, change->kind, change->id, change->name};

    cells[5] = rule ? rule->name : KJ_TEXT("");
    cells[6] = rule ? KJ_TEXT("") : change->field;
    cells[7] = rule ? verdict_cell(change->before) : change->old_text;
    cells[8] = rule ? verdict_cell(change->after) : change->new_text;
    cells[9] = rule ? kj_text(kj_turn_name(kj_turn(change->before, change->after))) : KJ_TEXT("");
    cells[10] = rule ? change->message : KJ_TEXT("");
    put_row(out, cells);
}

bool kj_impact_csv(KjSink *sink, KjImpact *impact)
{
    const KjText header[COLUMNS] = {KJ_TEXT("organization"), KJ_TEXT("organization_name"),
                                    KJ_TEXT("kind"),         KJ_TEXT("record"),
                                    KJ_TEXT("record_name"),  KJ_TEXT("rule"),
                                    KJ_TEXT("field"),        KJ_TEXT("before"),
                                    KJ_TEXT("after"),        KJ_TEXT("turn"),
                                    KJ_TEXT("message")};
    bool good = true;

    kj_buf_puts(&sink->buf, KJ_CSV_BEGIN);
    put_row(&sink->buf, header);
    for (size_t i = 0; good && i < impact->hit; i++) {
        KjArena *arena = kj_arena_new();
        KjImpactChange *changes;
        size_t count;

        good = impact->open(impact, &impact->orgs[i], false, arena, &changes, &count);
        for (size_t c = 0; good && c < count; c++)
            put_change_row(&sink->buf, impact, &impact->orgs[i], &changes[c]);
        kj_sink_relax(sink);
        kj_arena_free(arena);
    }
    return good;
}
