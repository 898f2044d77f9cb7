/* A run as JSON: keys in a fixed order, one pass over the run, so the same run gives the same
 * bytes. */
#include "engine/base/version.h"
#include "engine/output/assess.h"
#include "engine/output/deviation.h"
#include "engine/output/json_value.h"

static void put_head(KjJson *json, const KjRun *run)
{
    kj_json_put_cstr(json, "kijun", KJ_VERSION);
    kj_json_key(json, "as_of");
    kj_json_date(json, run->as_of);
}

static void put_packs(KjJson *json, const KjRegistry *registry)
{
    kj_json_key(json, "packs");
    kj_json_open(json, '[');
    for (size_t i = 0; i < registry->pack_count; i++) {
        const KjPack *pack = &registry->packs[i];

        if (!pack->selected)
            continue;
        kj_json_open(json, '{');
        kj_json_put_text(json, "id", pack->id);
        kj_json_put_text(json, "version", pack->version);
        kj_json_put_text(json, "hash", pack->hash);
        kj_json_close(json, '}');
    }
    kj_json_close(json, ']');
}

/* What an overlay changed; of an organisation's own setting the same keys. */
static void put_tailoring(KjJson *json, const KjView *view, const KjTailoring *tailoring)
{
    const KjRegistry *registry = view->registry;
    KjMeaning meaning = kj_meaning(view, -1, tailoring->parameter);
    bool adjusted = tailoring->parameter >= 0;
    KjValue none = kj_value_none();

    kj_json_open(json, '{');
    kj_json_put_text_or_null(json, "organization", KJ_TEXT(""));
    kj_json_put_text(json, "pack", registry->packs[tailoring->pack].id);
    kj_json_put_cstr(json, "change", kj_change_name(tailoring->change));
    kj_json_put_text_or_null(json, "rule", adjusted ? KJ_TEXT("") : tailoring->name);
    kj_json_put_text_or_null(json, "parameter", adjusted ? tailoring->name : KJ_TEXT(""));
    kj_json_key(json, "base");
    kj_json_value(json, view, meaning, &tailoring->base);
    kj_json_key(json, "value");
    kj_json_value(json, view, meaning,
                  adjusted ? &registry->params[tailoring->parameter].value : &none);
    kj_json_put_text(json, "direction", tailoring->direction);
    kj_json_put_text(json, "reason", kj_label_in(tailoring->reason, view->lang));
    kj_json_put_text(json, "approved_by", KJ_TEXT(""));
    kj_json_put_bool(json, "finding", kj_tailoring_is_finding(registry, tailoring));
    kj_json_key(json, "at");
    kj_json_place(json, tailoring->place);
    kj_json_close(json, '}');
}

static void put_deviation(KjJson *json, const KjView *view, const KjDeviation *deviation)
{
    KjMeaning meaning = kj_meaning(view, -1, deviation->parameter);

    kj_json_open(json, '{');
    kj_json_put_text_or_null(json, "organization", deviation->organization);
    kj_json_put_text_or_null(json, "pack", KJ_TEXT(""));
    kj_json_put_cstr(json, "change", kj_change_name(KJ_ADJUSTED));
    kj_json_put_text_or_null(json, "rule", KJ_TEXT(""));
    kj_json_put_text(json, "parameter", view->registry->params[deviation->parameter].qualified);
    kj_json_key(json, "base");
    kj_json_value(json, view, meaning, &deviation->base);
    kj_json_key(json, "value");
    kj_json_value(json, view, meaning, &deviation->value);
    kj_json_put_text(json, "direction", deviation->direction);
    kj_json_put_text(json, "reason", deviation->reason);
    kj_json_put_text(json, "approved_by", deviation->approved_by);
    kj_json_put_bool(json, "finding", kj_deviation_is_finding(view->registry, deviation));
    kj_json_key(json, "at");
    kj_json_place(json, deviation->place);
    kj_json_close(json, '}');
}

static void put_deviations(KjJson *json, const KjView *view, const KjRun *run)
{
    kj_json_key(json, "deviations");
    kj_json_open(json, '[');
    for (size_t i = 0; i < view->registry->tailoring_count; i++)
        put_tailoring(json, view, &view->registry->tailorings[i]);
    for (size_t o = 0; o < run->organization_count; o++) {
        const KjOrgResult *org = &run->organizations[o];

        for (size_t i = 0; i < org->deviation_count; i++)
            put_deviation(json, view, &org->deviations[i]);
    }
    kj_json_close(json, ']');
}

static void put_derived(KjJson *json, const KjView *view, const KjDerived *derived)
{
    const KjKind *kind = &view->registry->schema->kinds[derived->kind];

    kj_json_open(json, '{');
    kj_json_key(json, "record");
    kj_json_record(json, view, derived->kind, derived->id);
    kj_json_put_text(json, "field", kind->fields[derived->field].name);
    kj_json_key(json, "value");
    kj_json_value(json, view, kj_meaning(view, derived->kind, derived->field), &derived->value);
    if (derived->reason.len)
        kj_json_put_text(json, "reason", derived->reason);
    kj_json_close(json, '}');
}

static void put_facts(KjJson *json, const KjView *view, const KjJudgement *judgement)
{
    kj_json_key(json, "missing");
    kj_json_open(json, '[');
    for (size_t i = 0; i < judgement->missing_count; i++)
        kj_json_missing(json, view, &judgement->missing[i]);
    kj_json_close(json, ']');
    kj_json_key(json, "trace");
    kj_json_open(json, '[');
    for (size_t i = 0; i < judgement->trace_count; i++)
        kj_json_fact(json, view, &judgement->trace[i]);
    kj_json_close(json, ']');
}

/* The members of a verdict's object. */
static void put_judgement(KjJson *json, const KjView *view, const KjJudgement *judgement)
{
    const KjRule *rule = &view->registry->rules[judgement->rule];
    bool changed = judgement->underlying != KJ_NO_VERDICT;

    kj_json_put_text(json, "rule", rule->name);
    kj_json_key(json, "record");
    kj_json_record(json, view, judgement->kind, judgement->id);
    kj_json_put_cstr(json, "verdict", kj_verdict_name(judgement->verdict));
    kj_json_put_cstr(json, "underlying", changed ? kj_verdict_name(judgement->underlying) : NULL);
    kj_json_put_text(json, "level", rule->level);
    kj_json_put_text(json, "actor", rule->actor);
    kj_json_source(json, rule);
    kj_json_put_text(json, "message", judgement->message);
    put_facts(json, view, judgement);
    if (judgement->settled_by.len)
        kj_json_put_text(json, "settled_by", judgement->settled_by);
    if (kj_rests_on_declaration(view, judgement))
        kj_json_put_bool(json, "declared", true);
}

static void put_organization(KjSink *sink, KjJson *json, const KjView *view, const KjOrgResult *org)
{
    kj_json_open(json, '{');
    kj_json_put_text(json, "id", org->id);
    kj_json_put_text(json, "name", org->name);
    kj_json_summary(json, "summary", org->summary);
    kj_json_key(json, "derived");
    kj_json_open(json, '[');
    for (size_t i = 0; i < org->derived_count; i++) {
        put_derived(json, view, &org->derived[i]);
        kj_sink_relax(sink);
    }
    kj_json_close(json, ']');
    kj_json_key(json, "verdicts");
    kj_json_open(json, '[');
    for (size_t i = 0; i < org->judgement_count; i++) {
        kj_json_open(json, '{');
        put_judgement(json, view, &org->judgements[i]);
        kj_json_close(json, '}');
        kj_sink_relax(sink);
    }
    kj_json_close(json, ']');
    kj_json_close(json, '}');
}

void kj_assess_json(KjSink *sink, const KjView *view, KjRuns *runs)
{
    const KjRun *run = kj_runs_head(runs);
    KjJson json = kj_json(&sink->buf);

    kj_json_open(&json, '{');
    put_head(&json, run);
    put_packs(&json, view->registry);
    put_deviations(&json, view, run);
    kj_json_key(&json, "organizations");
    kj_json_open(&json, '[');
    for (size_t i = 0; i < run->organization_count; i++)
        put_organization(sink, &json, view, kj_runs_open(runs, i));
    kj_json_close(&json, ']');
    kj_json_close(&json, '}');
    kj_buf_putc(&sink->buf, '\n');
}

static void put_line(KjSink *sink, const KjView *view, const KjRun *run, const KjOrgResult *org,
                     const KjJudgement *judgement)
{
    const KjRegistry *registry = view->registry;
    const KjPack *pack = &registry->packs[registry->rules[judgement->rule].pack];
    KjJson json = kj_json(&sink->buf);

    kj_json_open(&json, '{');
    put_head(&json, run);
    kj_json_key(&json, "pack");
    kj_json_open(&json, '{');
    kj_json_put_text(&json, "id", pack->id);
    kj_json_put_text(&json, "version", pack->version);
    kj_json_close(&json, '}');
    kj_json_put_text(&json, "organization", org->id);
    put_judgement(&json, view, judgement);
    kj_json_close(&json, '}');
    kj_buf_putc(&sink->buf, '\n');
    kj_sink_relax(sink);
}

void kj_assess_jsonl(KjSink *sink, const KjView *view, KjRuns *runs)
{
    const KjRun *run = kj_runs_head(runs);

    for (size_t o = 0; o < run->organization_count; o++) {
        const KjOrgResult *org = kj_runs_open(runs, o);

        for (size_t i = 0; i < org->judgement_count; i++)
            put_line(sink, view, run, org, &org->judgements[i]);
    }
}
