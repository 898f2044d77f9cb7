/* Verdicts and derived values of an organisation on both sides are sorted together, so that what belongs together
 * stands together. */
#include "engine/output/impact_parts.h"

#include <stdlib.h>

static bool same(KjText a, KjText b)
{
    return a.len == b.len && kj_text_compare(a, b) == 0;
}

/* ---- the changes of an organisation ---- */

typedef struct Entry { /* a verdict or a derived value of one side */
    int32_t kind;      /* of both sides */
    KjText id;
    bool is_rule, is_new;
    size_t number; /* of the rule; of a value's field in the side that is `in` */
    KjText field;
    const KjJudgement *judgement;
    const KjDerived *derived;
} Entry;

static int by_thing(const Entry *a, const Entry *b)
{
    int order;

    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if ((order = kj_text_compare(a->id, b->id)))
        return order;
    if (a->is_rule != b->is_rule)
        return a->is_rule ? 1 : -1;
    if (a->is_rule)
        return (a->number > b->number) - (a->number < b->number);
    return kj_text_compare(a->field, b->field);
}

static int by_thing_and_side(const void *left, const void *right)
{
    const Entry *a = left, *b = right;
    int order = by_thing(a, b);

    return order ? order : a->is_new - b->is_new;
}

/* The derived field of that name, if the side computes it; else NULL. */
static const KjField *computed(const KjImpactHalf *side, KjText kind, KjText field)
{
    const KjRegistry *registry = side->view.registry;
    int32_t k = kj_schema_kind(registry->schema, kind);
    int32_t f = k < 0 ? -1 : kj_kind_field(&registry->schema->kinds[k], field);
    const KjField *found = f < 0 ? NULL : &registry->schema->kinds[k].fields[f];

    return found && registry->packs[found->pack].needed ? found : NULL;
}

/* Values that are for people, of fields that both sides compute: what a new field holds is no change. */
static bool is_compared(const KjImpactHalf *side, const KjImpactHalf *other,
                        const KjDerived *derived)
{
    const KjKind *kind = &side->view.registry->schema->kinds[derived->kind];
    const KjField *field = &kind->fields[derived->field];

    return kj_field_is_told(field) && computed(side, kind->name, field->name) &&
           computed(other, kind->name, field->name);
}

static size_t add_entries(const KjImpactHalf *side, const KjImpactHalf *other,
                          const KjOrgResult *org, bool is_new, Entry *entries)
{
    size_t count = 0;

    for (size_t i = 0; i < org->judgement_count; i++) {
        const KjJudgement *judgement = &org->judgements[i];

        if (side->rules[judgement->rule] != KJ_NO_RULE)
            entries[count++] = (Entry){.kind = side->kinds[judgement->kind],
                                       .id = judgement->id,
                                       .is_rule = true,
                                       .is_new = is_new,
                                       .number = side->rules[judgement->rule],
                                       .judgement = judgement};
    }
    for (size_t i = 0; i < org->derived_count; i++) {
        const KjDerived *derived = &org->derived[i];
        const KjKind *kind = &side->view.registry->schema->kinds[derived->kind];

        if (is_compared(side, other, derived))
            entries[count++] = (Entry){.kind = side->kinds[derived->kind],
                                       .id = derived->id,
                                       .is_new = is_new,
                                       .number = (size_t)derived->field,
                                       .field = kind->fields[derived->field].name,
                                       .derived = derived};
    }
    return count;
}

static KjText copy(KjArena *arena, KjText text)
{
    return (KjText){kj_arena_strndup(arena, text.len ? text.data : "", text.len), text.len};
}

static KjText text_of(KjArena *arena, const KjImpactHalf *side, const Entry *entry, bool json)
{
    const KjValue none = kj_value_none(), *value;
    KjMeaning meaning;

    if (!entry)
        return json ? KJ_TEXT("null") : KJ_TEXT("");
    value = entry->derived ? &entry->derived->value : &none;
    meaning = kj_meaning(&side->view, entry->derived->kind, entry->derived->field);
    return json ? kj_impact_as_json(arena, &side->view, meaning, value)
                : kj_impact_shown(arena, &side->view, meaning, value);
}

static bool same_value(const Entry *old, const Entry *new)
{
    return old && new &&kj_value_equal(&old->derived->value, &new->derived->value);
}

static KjText name_in(const KjOrgResult *org, const KjImpactHalf *side, const Entry *entry)
{
    for (size_t i = 0; i < org->judgement_count; i++)
        if (side->kinds[org->judgements[i].kind] == entry->kind &&
            same(org->judgements[i].id, entry->id))
            return org->judgements[i].name;
    return KJ_TEXT("");
}

typedef struct Pairing {
    KjImpact *impact;
    const KjImpactPair *pair;
    const KjOrgResult *old, *new;
    KjArena *arena;
    bool count_rules;
    KjImpactChange *changes;
    size_t count;
} Pairing;

static void add_change(Pairing *pairing, const Entry *entry, const KjImpactChange *from)
{
    const KjImpactHalf *side = entry->is_new ? &pairing->pair->new : &pairing->pair->old;
    const KjSchema *schema = side->view.registry->schema;
    int32_t kind = entry->is_rule ? entry->judgement->kind : entry->derived->kind;
    KjImpactChange *change = &pairing->changes[pairing->count++];

    *change = *from;
    change->kind = schema->kinds[kind].name;
    change->id = copy(pairing->arena, entry->id);
    change->name =
        copy(pairing->arena, name_in(entry->is_new ? pairing->new : pairing->old, side, entry));
}

/* entry: one of the two, of which the other may be NULL. */
static void pair_verdicts(Pairing *pairing, const Entry *entry, const Entry *old, const Entry *new)
{
    KjImpactRule *rule = &pairing->impact->rules[entry->number];
    KjImpactChange change = {
        .rule = entry->number, .before = KJ_NO_VERDICT, .after = KJ_NO_VERDICT};

    if (rule->fate != KJ_IN_BOTH) {
        if (pairing->count_rules)
            rule->counts[entry->judgement->verdict]++;
        return;
    }
    if (old)
        change.before = old->judgement->verdict;
    if (new) {
        change.after = new->judgement->verdict;
        change.message = copy(pairing->arena, new->judgement->message);
    }
    if (change.before != change.after)
        add_change(pairing, entry, &change);
}

static void pair_values(Pairing *pairing, const Entry *entry, const Entry *old, const Entry *new)
{
    const KjImpactHalf *side = entry->is_new ? &pairing->pair->new : &pairing->pair->old;
    const KjDerived *derived = entry->derived;
    const KjField *field =
        &side->view.registry->schema->kinds[derived->kind].fields[derived->field];
    KjImpactChange change = {.rule = KJ_NO_RULE, .field = field->name, .label = field->label};

    if (same_value(old, new))
        return;
    change.old_text = text_of(pairing->arena, &pairing->pair->old, old, false);
    change.old_json = text_of(pairing->arena, &pairing->pair->old, old, true);
    change.new_text = text_of(pairing->arena, &pairing->pair->new, new, false);
    change.new_json = text_of(pairing->arena, &pairing->pair->new, new, true);
    add_change(pairing, entry, &change);
}

static void pair_up(Pairing *pairing, Entry *entries, size_t count)
{
    if (count > 1)
        qsort(entries, count, sizeof *entries, by_thing_and_side);
    for (size_t i = 0; i < count; i++) {
        bool both = i + 1 < count && by_thing(&entries[i], &entries[i + 1]) == 0;
        const Entry *entry = &entries[i + both]; /* the new one, if there is one */
        const Entry *old = entries[i].is_new ? NULL : &entries[i];
        const Entry *new = entry->is_new ? entry : NULL;

        i += both;
        if (entry->is_rule)
            pair_verdicts(pairing, entry, old, new);
        else
            pair_values(pairing, entry, old, new);
    }
}

static bool open_organization(KjImpact *impact, const KjImpactOrg *org, bool count_rules,
                              KjArena *arena, KjImpactChange **changes, size_t *count)
{
    const KjImpactPair *pair = impact->source;
    Pairing pairing = {.impact = impact,
                       .pair = pair,
                       .old = kj_runs_open(pair->old.runs, pair->at[2 * org->number]),
                       .new = kj_runs_open(pair->new.runs, pair->at[2 * org->number + 1]),
                       .arena = arena,
                       .count_rules = count_rules};
    size_t most = pairing.old->judgement_count + pairing.old->derived_count +
                  pairing.new->judgement_count + pairing.new->derived_count;
    Entry *entries = kj_alloc_array(most + 1, sizeof *entries);
    size_t used = add_entries(&pair->old, &pair->new, pairing.old, false, entries);

    used += add_entries(&pair->new, &pair->old, pairing.new, true, entries + used);
    pairing.changes = kj_arena_array(arena, used + 1, sizeof *pairing.changes);
    pair_up(&pairing, entries, used);
    kj_free(entries);
    *changes = pairing.changes;
    *count = pairing.count;
    return !kj_runs_error(pair->old.runs) && !kj_runs_error(pair->new.runs);
}

/* ---- the whole ---- */

/* Both heads are sorted by id. */
static void make_orgs(KjImpact *impact, KjImpactPair *pair)
{
    const KjRun *old = kj_runs_head(pair->old.runs), *new = kj_runs_head(pair->new.runs);
    size_t o = 0, n = 0;

    pair->at = kj_arena_array(impact->arena, 2 * old->organization_count + 2, sizeof *pair->at);
    impact->orgs = kj_arena_array(impact->arena, old->organization_count + 1, sizeof *impact->orgs);
    while (o < old->organization_count && n < new->organization_count) {
        const KjOrgResult *a = &old->organizations[o], *b = &new->organizations[n];
        int order = kj_text_compare(a->id, b->id);

        if (order == 0) {
            pair->at[2 * impact->org_count] = o;
            pair->at[2 * impact->org_count + 1] = n;
            impact->orgs[impact->org_count] =
                (KjImpactOrg){.id = b->id, .name = b->name, .number = impact->org_count};
            impact->org_count++;
        }
        o += order <= 0;
        n += order >= 0;
    }
}

static KjImpactSide side_of(const KjImpactVersion *version, KjArena *arena)
{
    const KjRegistry *registry = version->view.registry;
    KjImpactSide side = {.name = kj_text(version->name),
                         .as_of = kj_runs_head(version->runs)->as_of};

    side.packs = kj_arena_array(arena, registry->pack_count + 1, sizeof *side.packs);
    for (size_t i = 0; i < registry->pack_count; i++)
        if (registry->packs[i].selected)
            side.packs[side.pack_count++] = (KjImpactPack){
                registry->packs[i].id, registry->packs[i].version, registry->packs[i].hash};
    return side;
}

void kj_impact_between(KjImpact *impact, const KjImpactVersion *old, const KjImpactVersion *new,
                       KjLang lang, KjArena *arena)
{
    KjImpactPair *pair = kj_arena_array(arena, 1, sizeof *pair);

    *pair = (KjImpactPair){.old = {.view = old->view, .runs = old->runs},
                           .new = {.view = new->view, .runs = new->runs}};
    *impact = (KjImpact){.arena = arena,
                         .lang = lang,
                         .old = side_of(old, arena),
                         .new = side_of(new, arena),
                         .open = open_organization,
                         .source = pair};
    kj_impact_match(impact, pair);
    make_orgs(impact, pair);
}
