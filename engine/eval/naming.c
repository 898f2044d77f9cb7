/* Which rules a record's field names: rules by id or clause, and all that stands under a clause. */
#include "engine/eval/naming.h"

#include <string.h>

static int32_t pack_of_name(const KjRegistry *registry, KjText name)
{
    const char *slash = memchr(name.data, '/', name.len);
    KjText pack = {name.data, (uint32_t)(slash ? slash - name.data : 0)};
    for (size_t i = 0; slash && i < registry->pack_count; i++)
        if (kj_text_compare(registry->packs[i].id, pack) == 0)
            return (int32_t)i;
    return -1;
}

static bool is_selected(const KjRegistry *registry, int32_t rule)
{
    return registry->packs[registry->rules[rule].pack].selected;
}

static bool is_called(const KjRule *rule, KjText name)
{
    return kj_text_compare(rule->name, name) == 0 || kj_text_compare(rule->clause, name) == 0;
}

/* Whether the name is that of the rule or of a clause that it is an item of. */
static bool is_asked_by(const KjRule *rule, KjText name)
{
    while (rule && !is_called(rule, name))
        rule = rule->item_of;
    return rule;
}

/* The rules that an answer settles. A clause that is no rule of the pack itself is all that stand under it. */
static KjRuleSet asked_by(const KjRegistry *registry, KjRuleSet set, KjText name, KjArena *arena)
{
    int32_t *rules = kj_arena_array(arena, set.count + 1, sizeof *rules);
    KjRuleSet asked = {set.name, rules, 0};
    for (size_t i = 0; i < set.count; i++) {
        const KjRule *rule = &registry->rules[set.rules[i]];
        bool is_rule = false;
        for (size_t k = 0; k < set.count && !is_rule; k++)
            is_rule = registry->rules[set.rules[k]].pack == rule->pack &&
                      is_called(&registry->rules[set.rules[k]], name);
        if (!is_rule || is_asked_by(rule, name))
            rules[asked.count++] = set.rules[i];
    }
    return asked;
}

/* Where packs that are judged have such rules, others that have one are not meant. */
static KjNamed *choose(const KjRegistry *registry, KjRuleSet set, KjText name, KjArena *arena)
{
    KjNamed *found = kj_arena_alloc(arena, sizeof *found);
    bool judged = false;
    for (size_t i = 0; i < set.count; i++)
        judged |= is_selected(registry, set.rules[i]);
    found->rules = kj_arena_array(arena, set.count + 1, sizeof *found->rules);
    for (size_t i = 0; i < set.count; i++) {
        if ((judged && !is_selected(registry, set.rules[i])) ||
            registry->rules[set.rules[i]].dropped)
            continue;
        found->rules[found->count++] = set.rules[i];
        found->ambiguous |=
            registry->rules[found->rules[0]].pack != registry->rules[set.rules[i]].pack;
    }
    int32_t pack = pack_of_name(registry, name);
    found->known = set.count > 0 || (pack >= 0 && !registry->packs[pack].selected);
    return found;
}

static const KjNamed *look_up(KjNaming *naming, KjText name, bool asked)
{
    const KjJudge *judge = naming->judge;
    KjRuleSet set = kj_registry_covered(judge->registry, name);
    if (!naming->names)
        naming->names = kj_arena_array(judge->arena, 2 * (size_t)kj_registry_names(judge->registry),
                                       sizeof(KjNamed *));
    KjNamed **kept = set.name == KJ_NO_ATOM ? NULL : &naming->names[2 * (size_t)set.name + asked];
    KjNamed *known = kept ? *kept : NULL;
    if (known)
        return known;
    if (asked)
        set = asked_by(judge->registry, set, name, judge->arena);
    KjNamed *found = choose(judge->registry, set, name, judge->arena);
    if (kept)
        *kept = found;
    return found;
}

static const char *nearest_rule(const KjNaming *naming, KjText name)
{
    const KjRegistry *registry = naming->judge->registry;
    const char **names =
        kj_arena_array(naming->judge->arena, registry->rule_count * 2 + 1, sizeof *names);
    for (size_t r = 0; r < registry->rule_count; r++) {
        names[2 * r] = registry->rules[r].name.data;
        names[2 * r + 1] = registry->rules[r].clause.data;
    }
    return kj_nearest(name, names, registry->rule_count * 2);
}

/* The rules that a record's name field means, or NULL after telling what is wrong. */
const KjNamed *kj_naming_rules(KjNaming *naming, KjRef record, int32_t field, KjText name,
                               bool asked)
{
    const KjDataset *dataset = naming->judge->dataset;
    KjDiags *diags = naming->diags;
    const KjNamed *found = look_up(naming, name, asked);
    if (found->known && !found->ambiguous)
        return found;
    const char *subject = kj_arena_printf(
        naming->judge->arena, "%s '%s': field '%s'", dataset->schema->kinds[record.kind].name.data,
        kj_record_id(dataset, record).data,
        dataset->schema->kinds[record.kind].fields[field].name.data);
    KjPlace place = kj_field_place(dataset, record, field);
    const char *near = nearest_rule(naming, name);
    if (found->ambiguous)
        kj_diag(diags, KJ_ERROR, place, subject,
                "「%s」は複数の基準パックにあります。パック名/条項 の形で書いてください",
                "'%s' stands in more than one pack; write PACK/CLAUSE", name.data);
    else
        kj_diag(diags, KJ_ERROR, place, subject,
                "「%s」という要件はありません。要件の番号は kijun rules list で確かめられます%s%s",
                "there is no rule '%s'; see kijun rules list for the ids%s%s", name.data,
                near ? (diags->lang == KJ_JA ? "。近い番号: " : "; did you mean ") : "",
                near ? near : "");
    return NULL;
}
