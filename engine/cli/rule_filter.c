/* What is not found is told with the nearest name and with all that there are. */
#include "engine/cli/rule_filter.h"
#include "engine/cli/tell.h"
#include "engine/output/words.h"

/* Of the rules of the selected packs that have the same actor, by name and label, the first. */
static bool is_first(const KjRegistry *registry, size_t number)
{
    const KjRule *rule = &registry->rules[number];

    for (size_t i = 0; i < number; i++)
        if (registry->packs[registry->rules[i].pack].selected &&
            kj_text_compare(registry->rules[i].actor, rule->actor) == 0 &&
            kj_text_compare(registry->rules[i].actor_label.ja, rule->actor_label.ja) == 0)
            return false;
    return registry->packs[rule->pack].selected && rule->actor.len > 0;
}

static const char *nearest_actor(const KjView *view, KjText wanted)
{
    const KjRegistry *registry = view->registry;
    const char **names = kj_alloc_array(registry->rule_count * 2 + 1, sizeof *names);
    const char *nearest;
    size_t count = 0;

    for (size_t i = 0; i < registry->rule_count; i++) {
        if (!is_first(registry, i))
            continue;
        names[count++] = registry->rules[i].actor.data;
        names[count++] = kj_rule_actor(&registry->rules[i], view->lang).data;
    }
    nearest = kj_nearest(wanted, names, count);
    kj_free(names);
    return nearest;
}

static void tell_actor(const KjApp *app, const KjView *view, KjText wanted)
{
    const KjRegistry *registry = view->registry;
    const char *nearest = nearest_actor(view, wanted);
    bool ja = app->lang == KJ_JA;
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_buf_printf(&text, ja ? "担当 %s の要件はありません。" : "no rule addresses %s; ",
                  wanted.data);
    if (nearest)
        kj_buf_printf(&text, ja ? "もしかして %s ですか。" : "did you mean %s? ", nearest);
    kj_buf_puts(&text, ja ? "要件のある担当:" : "those that rules address:");
    for (size_t i = 0; i < registry->rule_count; i++) {
        const KjRule *rule = &registry->rules[i];
        KjText label = kj_label_in(rule->actor_label, app->lang);

        if (is_first(registry, i))
            kj_buf_printf(&text, "\n  %s%s%s", rule->actor.data, label.len ? "  " : "",
                          label.len ? label.data : "");
    }
    kj_tell_error(text.data);
    kj_buf_clear(&text);
}

static bool level_known(KjText level)
{
    for (size_t i = 0; kj_level_name(i); i++)
        if (kj_text_is(level, kj_level_name(i)))
            return true;
    return level.len == 0;
}

static void tell_level(const KjApp *app, KjText level)
{
    bool ja = app->lang == KJ_JA;
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_buf_printf(&text,
                  ja ? "水準 %s はありません。次のいずれかです:" : "unknown level %s; there are:",
                  level.data);
    for (size_t i = 0; kj_level_name(i); i++)
        kj_buf_printf(&text, " %s", kj_level_name(i));
    kj_tell_error(text.data);
    kj_buf_clear(&text);
}

static bool actor_known(const KjRegistry *registry, KjText actor)
{
    for (size_t i = 0; i < registry->rule_count; i++)
        if (kj_rule_addresses(&registry->rules[i], actor))
            return true;
    return actor.len == 0;
}

static void note_none(const KjApp *app)
{
    KjDiags diags;

    kj_diags_init(&diags, app->lang);
    kj_diag(&diags, KJ_NOTE, (KjPlace){NULL, 0, 0}, NULL,
            "選ばれたパックに、この担当と水準の要件はありません",
            "no rule of the selected packs is of this actor and level");
    kj_tell_diags(app, &diags);
    kj_diags_clear(&diags);
}

bool kj_rule_filter_known(const KjApp *app, const KjView *view, const KjRuleFilter *filter)
{
    if (!actor_known(view->registry, filter->actor)) {
        tell_actor(app, view, filter->actor);
        return false;
    }
    if (!level_known(filter->level)) {
        tell_level(app, filter->level);
        return false;
    }
    if (!kj_rules_count(view, filter))
        note_none(app);
    return true;
}
