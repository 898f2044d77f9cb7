/* The explanation's trees as they came, around them the keys that verdicts have everywhere. */
#include "engine/base/version.h"
#include "engine/output/explain.h"
#include "engine/output/json_value.h"

const KjJudgement *kj_explain_judgement(const KjView *view, const KjRun *run,
                                        const KjValue *explanation)
{
    const KjValue *record = kj_map_get(explanation, "record");
    int64_t rule = kj_map_int(explanation, "rule", -1);

    for (size_t o = 0; o < run->organization_count; o++) {
        const KjOrgResult *org = &run->organizations[o];

        for (size_t i = 0; i < org->judgement_count; i++) {
            const KjJudgement *judgement = &org->judgements[i];
            KjText kind = view->registry->schema->kinds[judgement->kind].name;

            if (judgement->rule == rule &&
                kj_text_compare(judgement->id, kj_map_text(record, "id")) == 0 &&
                kj_text_compare(kind, kj_map_text(record, "kind")) == 0)
                return judgement;
        }
    }
    return NULL;
}

static void put_verdict(KjJson *json, const KjView *view, const KjJudgement *judgement)
{
    const KjRule *rule = &view->registry->rules[judgement->rule];
    bool changed = judgement->underlying != KJ_NO_VERDICT;

    kj_json_put_text(json, "rule", rule->name);
    kj_json_put_text(json, "title", kj_label_in(rule->title, view->lang));
    kj_json_key(json, "record");
    kj_json_record(json, view, judgement->kind, judgement->id);
    kj_json_put_cstr(json, "verdict", kj_verdict_name(judgement->verdict));
    kj_json_put_cstr(json, "underlying", changed ? kj_verdict_name(judgement->underlying) : NULL);
    kj_json_put_text(json, "level", rule->level);
    kj_json_put_text(json, "actor", rule->actor);
    kj_json_key(json, "source");
    kj_json_open(json, '{');
    kj_json_put_text(json, "document", rule->document);
    kj_json_put_text(json, "clause", rule->source_clause);
    kj_json_close(json, '}');
    kj_json_put_text(json, "message", judgement->message);
    kj_json_put_text(json, "settled_by", judgement->settled_by);
    kj_json_put_bool(json, "declared", kj_rests_on_declaration(view, judgement));
}

static void put_tree(KjJson *json, const KjValue *explanation, const char *key)
{
    const KjValue *value = kj_map_get(explanation, key);
    static const KjValue none = {.type = KJ_LIST};

    kj_json_key(json, key);
    kj_json_tree(json, value && value->type == KJ_LIST ? value : &none);
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

bool kj_explain_json(KjSink *sink, const KjView *view, const KjRun *run, const KjValue *explanation)
{
    const KjJudgement *judgement = kj_explain_judgement(view, run, explanation);
    KjJson json = kj_json(&sink->buf);

    if (!judgement)
        return false;
    kj_json_open(&json, '{');
    kj_json_put_cstr(&json, "kijun", KJ_VERSION);
    kj_json_key(&json, "as_of");
    kj_json_date(&json, run->as_of);
    put_verdict(&json, view, judgement);
    put_tree(&json, explanation, "parts");
    put_tree(&json, explanation, "related");
    put_tree(&json, explanation, "changes");
    put_facts(&json, view, judgement);
    kj_json_close(&json, '}');
    kj_buf_putc(&sink->buf, '\n');
    return true;
}
