/* Rules as JSON: full ids, texts in both languages whatever the language of the view. */
#include "engine/base/version.h"
#include "engine/output/json_value.h"
#include "engine/output/rules.h"

static void put_label(KjJson *json, const char *key, KjLabel label)
{
    kj_json_key(json, key);
    if (label.ja.len == 0 && label.en.len == 0) {
        kj_json_null(json);
        return;
    }
    kj_json_open(json, '{');
    kj_json_put_text(json, "ja", label.ja);
    kj_json_put_text(json, "en", label.en);
    kj_json_close(json, '}');
}

static void put_kinds(KjJson *json, const KjView *view, const KjRule *rule)
{
    kj_json_key(json, "kinds");
    kj_json_open(json, '[');
    for (size_t i = 0; i < rule->kind_count; i++)
        kj_json_text(json, view->registry->schema->kinds[rule->kinds[i]].name);
    kj_json_close(json, ']');
}

static void put_decided_by(KjJson *json, const KjRule *rule)
{
    kj_json_key(json, "decided_by");
    kj_json_open(json, '[');
    if (kj_rule_has_check(rule))
        kj_json_cstr(json, "records");
    if (rule->ask || rule->declared)
        kj_json_cstr(json, "answer");
    if (rule->item_count)
        kj_json_cstr(json, "items");
    kj_json_close(json, ']');
}

static void put_basics(KjJson *json, const KjView *view, const KjRule *rule)
{
    kj_json_put_text(json, "rule", rule->name);
    kj_json_put_text(json, "pack", view->registry->packs[rule->pack].id);
    kj_json_put_text(json, "clause", rule->clause);
    put_label(json, "title", rule->title);
    kj_json_put_text(json, "level", rule->level);
    kj_json_put_text(json, "actor", rule->actor);
    put_label(json, "actor_label", rule->actor_label);
    put_kinds(json, view, rule);
    put_decided_by(json, rule);
    kj_json_key(json, "source");
    kj_json_open(json, '{');
    kj_json_put_text(json, "document", rule->document);
    kj_json_put_text(json, "clause", rule->source_clause);
    kj_json_close(json, '}');
    put_label(json, "question", rule->question);
    put_label(json, "remedy", rule->remedy);
    put_label(json, "legal", rule->legal);
    kj_json_put_text(json, "technique", rule->technique);
    kj_json_put_bool(json, "waivable", rule->waivable);
    kj_json_put_bool(json, "in_principle", rule->in_principle);
    kj_json_put_bool(json, "declared", rule->declared);
    kj_json_put_bool(json, "strict", rule->strict);
    kj_json_put_bool(json, "dropped", rule->dropped);
}

static void put_evidence(KjJson *json, const KjRule *rule)
{
    kj_json_key(json, "evidence");
    kj_json_open(json, '[');
    for (size_t i = 0; i < rule->evidence_count; i++) {
        kj_json_open(json, '{');
        kj_json_put_text(json, "ja", rule->evidence[i].ja);
        kj_json_put_text(json, "en", rule->evidence[i].en);
        kj_json_close(json, '}');
    }
    kj_json_close(json, ']');
}

/* What is declared: one text per kind, null where there is none. */
static void put_conditions(KjJson *json, const KjView *view, const KjRule *rule, const char *key,
                           KjExpr **conditions)
{
    bool any = false;

    kj_json_key(json, key);
    for (size_t i = 0; conditions && i < rule->kind_count; i++)
        any = any || conditions[i];
    if (!any) {
        kj_json_null(json);
        return;
    }
    kj_json_open(json, '[');
    for (size_t i = 0; i < rule->kind_count; i++) {
        if (!conditions[i])
            continue;
        kj_json_open(json, '{');
        kj_json_put_text(json, "kind", view->registry->schema->kinds[rule->kinds[i]].name);
        kj_json_put_text(json, "text", conditions[i]->text);
        kj_json_close(json, '}');
    }
    kj_json_close(json, ']');
}

static void put_parameters(KjJson *json, const KjView *view, const KjRule *rule)
{
    const KjRegistry *registry = view->registry;
    bool *used = kj_alloc_array(registry->param_count + 1, sizeof *used);

    kj_rule_parameters(registry, rule, used);
    kj_json_key(json, "parameters");
    kj_json_open(json, '[');
    for (size_t i = 0; i < registry->param_count; i++) {
        const KjParam *param = &registry->params[i];

        if (!used[i])
            continue;
        kj_json_open(json, '{');
        kj_json_put_text(json, "parameter", param->qualified);
        put_label(json, "title", param->title);
        kj_json_key(json, "value");
        kj_json_value(json, view, kj_meaning(view, -1, (int32_t)i), &param->value);
        kj_json_put_text(json, "source", param->source);
        kj_json_key(json, "at");
        kj_json_place(json, param->place);
        kj_json_close(json, '}');
    }
    kj_json_close(json, ']');
    kj_free(used);
}

void kj_rule_show_json(KjSink *sink, const KjView *view, const KjRule *rule)
{
    KjJson json = kj_json(&sink->buf);

    kj_json_open(&json, '{');
    kj_json_put_cstr(&json, "kijun", KJ_VERSION);
    put_basics(&json, view, rule);
    put_evidence(&json, rule);
    put_conditions(&json, view, rule, "select", rule->select);
    put_conditions(&json, view, rule, "when", rule->when);
    put_conditions(&json, view, rule, "check", rule->check);
    kj_json_put_bool(&json, "function", rule->check_function >= 0);
    put_parameters(&json, view, rule);
    kj_json_key(&json, "at");
    kj_json_place(&json, rule->place);
    kj_json_close(&json, '}');
    kj_buf_putc(&sink->buf, '\n');
}

void kj_rules_list_json(KjSink *sink, const KjView *view, const KjRuleFilter *filter)
{
    KjJson json = kj_json(&sink->buf);

    kj_json_open(&json, '{');
    kj_json_put_cstr(&json, "kijun", KJ_VERSION);
    kj_json_key(&json, "rules");
    kj_json_open(&json, '[');
    for (size_t i = 0; i < view->registry->rule_count; i++) {
        const KjRule *rule = &view->registry->rules[i];

        if (!kj_rule_listed(view, filter, rule))
            continue;
        kj_json_open(&json, '{');
        put_basics(&json, view, rule);
        kj_json_close(&json, '}');
        kj_sink_relax(sink);
    }
    kj_json_close(&json, ']');
    kj_json_close(&json, '}');
    kj_buf_putc(&sink->buf, '\n');
}
