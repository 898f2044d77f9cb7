/* Two registries number their rules, kinds and fields each in its own way; what they have in common is known by
 * name. Rules are listed as the new packs have them, then those that only the old ones have. A rule that is gone
 * and one that is new are one renamed where both have the same title and no other pair has it. */
#include "engine/output/impact_parts.h"
#include "engine/output/json_value.h"
#include "engine/output/show.h"
#include "engine/rules/rule_same.h"
#include "engine/rules/tailoring.h"

static bool same(KjText a, KjText b)
{
    return a.len == b.len && kj_text_compare(a, b) == 0;
}

/* ---- values ---- */

static KjText kept(KjArena *arena, KjBuf *text)
{
    KjText copy = {kj_arena_strndup(arena, text->len ? text->data : "", text->len),
                   (uint32_t)text->len};

    kj_buf_clear(text);
    return copy;
}

KjText kj_impact_shown(KjArena *arena, const KjView *view, KjMeaning meaning, const KjValue *value)
{
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_show_value(&text, view, meaning, value);
    return kept(arena, &text);
}

KjText kj_impact_as_json(KjArena *arena, const KjView *view, KjMeaning meaning,
                         const KjValue *value)
{
    KjBuf text;
    KjJson json;

    kj_buf_init(&text, 0);
    json = kj_json(&text);
    kj_json_value(&json, view, meaning, value);
    return kept(arena, &text);
}

/* ---- rules ---- */

static bool is_judged(const KjRegistry *registry, const KjRule *rule)
{
    return registry->packs[rule->pack].selected && !rule->dropped;
}

static KjText drop_reason(const KjRegistry *registry, const KjRule *rule, KjLang lang)
{
    for (size_t i = 0; i < registry->tailoring_count; i++)
        if (registry->tailorings[i].change == KJ_DROPPED &&
            same(registry->tailorings[i].name, rule->name))
            return kj_label_in(registry->tailorings[i].reason, lang);
    return KJ_TEXT("");
}

static size_t rule_named(const KjImpact *impact, KjText name)
{
    for (size_t i = 0; i < impact->rule_count; i++)
        if (same(impact->rules[i].name, name))
            return i;
    return KJ_NO_RULE;
}

static void add_new_rules(KjImpact *impact, KjImpactHalf *side)
{
    const KjRegistry *registry = side->view.registry;

    for (size_t i = 0; i < registry->rule_count; i++) {
        const KjRule *rule = &registry->rules[i];

        side->rules[i] = KJ_NO_RULE;
        if (!is_judged(registry, rule))
            continue;
        side->rules[i] = impact->rule_count;
        impact->rules[impact->rule_count++] = (KjImpactRule){.name = rule->name,
                                                             .was = KJ_TEXT(""),
                                                             .reason = KJ_TEXT(""),
                                                             .title = rule->title,
                                                             .fate = KJ_IN_NEW};
    }
}

static void add_old_rules(KjImpact *impact, KjImpactHalf *side, const KjRegistry *new)
{
    const KjRegistry *registry = side->view.registry;

    for (size_t i = 0; i < registry->rule_count; i++) {
        const KjRule *rule = &registry->rules[i];
        size_t number = is_judged(registry, rule) ? rule_named(impact, rule->name) : KJ_NO_RULE;

        side->rules[i] = number;
        if (number != KJ_NO_RULE) {
            impact->rules[number].fate = KJ_IN_BOTH;
        } else if (is_judged(registry, rule)) {
            side->rules[i] = impact->rule_count;
            impact->rules[impact->rule_count++] =
                (KjImpactRule){.name = rule->name,
                               .was = KJ_TEXT(""),
                               .title = rule->title,
                               .fate = KJ_IN_OLD,
                               .reason = drop_reason(new, rule, impact->lang)};
        }
    }
}

static bool same_title(const KjImpactRule *a, const KjImpactRule *b)
{
    return same(a->title.ja, b->title.ja) && same(a->title.en, b->title.en);
}

/* The only other rule with that title and fate, or NULL. */
static KjImpactRule *only_one(KjImpact *impact, const KjImpactRule *like, KjFate fate)
{
    KjImpactRule *found = NULL;

    for (size_t i = 0; i < impact->rule_count; i++) {
        KjImpactRule *rule = &impact->rules[i];

        if (rule == like || rule->fate != fate || !same_title(rule, like))
            continue;
        if (found)
            return NULL;
        found = rule;
    }
    return found;
}

void kj_impact_join_renamed(KjImpact *impact, void (*joined)(void *ctx, size_t gone, size_t now),
                            void *ctx)
{
    for (size_t i = 0; i < impact->rule_count; i++) {
        KjImpactRule *gone = &impact->rules[i], *now;

        if (gone->fate != KJ_IN_OLD || gone->reason.len)
            continue;
        now = only_one(impact, gone, KJ_IN_NEW);
        if (!now || only_one(impact, now, KJ_IN_OLD) != gone || only_one(impact, now, KJ_IN_NEW))
            continue;
        now->fate = KJ_IN_BOTH;
        now->was = gone->name;
        gone->fate = KJ_IN_BOTH;
        joined(ctx, i, (size_t)(now - impact->rules));
    }
}

static void number_joined(void *ctx, size_t gone, size_t now)
{
    KjImpactHalf *old = ctx;

    for (size_t r = 0; r < old->view.registry->rule_count; r++)
        if (old->rules[r] == gone)
            old->rules[r] = now;
}

/* Rules of both sides with other conditions. */
static void mark_changed(KjImpact *impact, const KjImpactPair *pair)
{
    const KjRegistry *old = pair->old.view.registry, *new = pair->new.view.registry;
    const KjRule **was =
        kj_arena_array(impact->arena, impact->rule_count + 1, sizeof *was); /* by number */

    for (size_t i = 0; i < old->rule_count; i++)
        if (pair->old.rules[i] != KJ_NO_RULE)
            was[pair->old.rules[i]] = &old->rules[i];
    for (size_t i = 0; i < new->rule_count; i++) {
        size_t number = pair->new.rules[i];

        if (number != KJ_NO_RULE && was[number])
            impact->rules[number].changed =
                !kj_rule_same_conditions(old->schema, was[number], new->schema, &new->rules[i]);
    }
}

static void make_rules(KjImpact *impact, KjImpactPair *pair)
{
    size_t old = pair->old.view.registry->rule_count, new = pair->new.view.registry->rule_count;

    pair->old.rules = kj_arena_array(impact->arena, old + 1, sizeof *pair->old.rules);
    pair->new.rules = kj_arena_array(impact->arena, new + 1, sizeof *pair->new.rules);
    impact->rules = kj_arena_array(impact->arena, old + new + 1, sizeof *impact->rules);
    add_new_rules(impact, &pair->new);
    add_old_rules(impact, &pair->old, pair->new.view.registry);
    kj_impact_join_renamed(impact, number_joined, &pair->old);
    mark_changed(impact, pair);
}

/* ---- kinds ---- */

static void make_kinds(KjImpact *impact, KjImpactPair *pair)
{
    const KjSchema *old = pair->old.view.registry->schema, *new = pair->new.view.registry->schema;
    int32_t count = (int32_t) new->kind_count;

    pair->old.kinds = kj_arena_array(impact->arena, old->kind_count + 1, sizeof *pair->old.kinds);
    pair->new.kinds = kj_arena_array(impact->arena, new->kind_count + 1, sizeof *pair->new.kinds);
    for (size_t i = 0; i < new->kind_count; i++)
        pair->new.kinds[i] = (int32_t)i;
    for (size_t i = 0; i < old->kind_count; i++) {
        int32_t there = kj_schema_kind(new, old->kinds[i].name);

        pair->old.kinds[i] = there >= 0 ? there : count++;
    }
}

/* ---- parameters ---- */

static int32_t param_named(const KjRegistry *registry, KjText qualified)
{
    for (size_t i = 0; i < registry->param_count; i++)
        if (same(registry->params[i].qualified, qualified))
            return (int32_t)i;
    return -1;
}

/* old, new: -1 where it is not there. */
static void add_param(KjImpact *impact, const KjImpactPair *pair, int32_t old, int32_t new)
{
    const KjView *was = &pair->old.view, *now = &pair->new.view;
    const KjParam *before = old < 0 ? NULL : &was->registry->params[old];
    const KjParam *after = new < 0 ? NULL : &now->registry->params[new];
    const KjParam *any = after ? after : before;
    KjImpactParam *param = &impact->params[impact->param_count++];

    *param = (KjImpactParam){.name = any->qualified,
                             .title = any->title,
                             .direction = KJ_TEXT(""),
                             .before = KJ_TEXT(""),
                             .after = KJ_TEXT(""),
                             .fate = !before  ? KJ_IN_NEW
                                     : !after ? KJ_IN_OLD
                                              : KJ_IN_BOTH};
    if (before) {
        param->before =
            kj_impact_shown(impact->arena, was, kj_meaning(was, -1, old), &before->value);
        param->was_json =
            kj_impact_as_json(impact->arena, was, kj_meaning(was, -1, old), &before->value);
    }
    if (after) {
        param->after = kj_impact_shown(impact->arena, now, kj_meaning(now, -1, new), &after->value);
        param->json =
            kj_impact_as_json(impact->arena, now, kj_meaning(now, -1, new), &after->value);
    }
    if (before && after)
        param->direction = kj_text(kj_param_direction(after, &before->value, &after->value));
}

static bool is_needed(const KjRegistry *registry, int32_t param)
{
    return param >= 0 && registry->packs[registry->params[param].pack].needed;
}

static void make_params(KjImpact *impact, const KjImpactPair *pair)
{
    const KjRegistry *old = pair->old.view.registry, *new = pair->new.view.registry;

    impact->params = kj_arena_array(impact->arena, old->param_count + new->param_count + 1,
                                    sizeof *impact->params);
    for (size_t i = 0; i < new->param_count; i++) {
        int32_t before = param_named(old, new->params[i].qualified);

        if (!is_needed(new, (int32_t)i) && !is_needed(old, before))
            continue;
        if (before < 0 || !kj_value_equal(&old->params[before].value, &new->params[i].value))
            add_param(impact, pair, before, (int32_t)i);
    }
    for (size_t i = 0; i < old->param_count; i++)
        if (is_needed(old, (int32_t)i) && param_named(new, old->params[i].qualified) < 0)
            add_param(impact, pair, (int32_t)i, -1);
}

void kj_impact_match(KjImpact *impact, KjImpactPair *pair)
{
    make_rules(impact, pair);
    make_kinds(impact, pair);
    make_params(impact, pair);
}
