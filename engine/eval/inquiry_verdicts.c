/* Verdicts as records: a kind that is added to those of the packs, so that verdicts can be asked for like
 * facts, and records for their verdicts (the way back `verdicts`). Its records are made by judging, when a
 * query first looks at data. Where packs have a kind of that name themselves, there is none of ours. */
#include "engine/eval/inquiry_parts.h"

#include <string.h>

/* ---- the kind ---- */

typedef struct Making {
    const KjRegistry *registry;
    KjArena *arena;
    KjTree fields;
} Making;

static KjTree new_field(Making *making, const char *name, const char *type, const char *ja,
                        const char *en)
{
    KjTree field = kj_tree_map(making->arena);

    kj_tree_set(&field, "name", kj_value_text(kj_text(name)));
    kj_tree_set(&field, "type", kj_value_text(kj_text(type)));
    kj_tree_set(&field, "label", kj_answer_label(making->arena, ja, en));
    return field;
}

static void add_text(Making *making, const char *name, const char *ja, const char *en)
{
    kj_tree_add(&making->fields, new_field(making, name, "text", ja, en).value);
}

static bool is_among(const KjTree *values, KjText text)
{
    for (size_t i = 0; i < values->value.u.list.count; i++)
        if (kj_text_same(values->value.u.list.items[i].u.text, text))
            return true;
    return false;
}

/* What can be misspelt is a choice, if there is anything to choose from. */
static void add_choice(Making *making, const char *name, const char *ja, const char *en,
                       KjText (*value)(const KjRegistry *registry, size_t i), size_t count)
{
    KjTree values = kj_tree_list(making->arena);
    KjTree field = new_field(making, name, "enum", ja, en);

    for (size_t i = 0; i < count; i++) {
        KjText text = value(making->registry, i);

        if (text.len && !is_among(&values, text))
            kj_tree_add(&values, kj_value_text(text));
    }
    if (values.value.u.list.count == 0) {
        add_text(making, name, ja, en);
        return;
    }
    kj_tree_set(&field, "values", values.value);
    kj_tree_add(&making->fields, field.value);
}

static KjText pack_of(const KjRegistry *registry, size_t i)
{
    return registry->packs[i].id;
}

static KjText level_of(const KjRegistry *registry, size_t i)
{
    return registry->rules[i].level;
}

static KjText actor_of(const KjRegistry *registry, size_t i)
{
    return registry->rules[i].actor;
}

static KjText kind_of(const KjRegistry *registry, size_t i)
{
    return registry->schema->kinds[i].name;
}

static KjText verdict_of(const KjRegistry *registry, size_t i)
{
    (void)registry;
    return kj_text(kj_verdict_name((KjVerdict)i));
}

static void add_fields(Making *making)
{
    const KjRegistry *registry = making->registry;
    KjTree record = new_field(making, "record", "ref", "記録", "record");

    add_text(making, "rule", "要件", "rule");
    kj_tree_set(&record, "target", kj_value_text(KJ_TEXT("any")));
    kj_tree_add(&making->fields, record.value);
    add_choice(making, "verdict", "判定", "verdict", verdict_of, KJ_VERDICTS);
    add_choice(making, "underlying", "元の判定", "underlying verdict", verdict_of, KJ_VERDICTS);
    add_choice(making, "level", "水準", "level", level_of, registry->rule_count);
    add_choice(making, "actor", "担当", "actor", actor_of, registry->rule_count);
    add_choice(making, "pack", "基準パック", "pack", pack_of, registry->pack_count);
    add_text(making, "clause", "項番", "clause");
    add_text(making, "title", "要件の表題", "title of the rule");
    add_choice(making, "kind", "種別", "kind of the record", kind_of, registry->schema->kind_count);
    add_text(making, "name", "記録の名称", "name of the record");
    add_text(making, "message", "説明", "message");
    add_text(making, "settled_by", "決めた回答・例外措置", "answer or waiver that settled it");
}

static KjValue document_of(const KjRegistry *registry, KjArena *arena)
{
    Making making = {registry, arena, kj_tree_list(arena)};
    KjTree document = kj_tree_map(arena), kind = kj_tree_map(arena), kinds = kj_tree_list(arena),
           inverse = kj_tree_map(arena), inverses = kj_tree_list(arena);
    int64_t number = (int64_t)registry->schema->kind_count;

    add_fields(&making);
    kj_tree_set(&kind, "name", kj_value_text(KJ_TEXT("verdict")));
    kj_tree_set(&kind, "plural", kj_value_text(KJ_TEXT("verdicts")));
    kj_tree_set(&kind, "title", kj_answer_label(arena, "判定", "Verdicts"));
    kj_tree_set(&kind, "derived", kj_value_bool(true));
    kj_tree_set(&kind, "fields", making.fields.value);
    kj_tree_add(&kinds, kind.value);
    kj_tree_set(&inverse, "name", kj_value_text(KJ_TEXT("verdicts")));
    kj_tree_set(&inverse, "of", kj_value_text(KJ_TEXT("any")));
    kj_tree_set(&inverse, "source", kj_value_int(number));
    kj_tree_set(&inverse, "holder", kj_value_int(number));
    kj_tree_set(&inverse, "field", kj_value_int(1));
    kj_tree_add(&inverses, inverse.value);
    kj_tree_set(&document, "kinds", kinds.value);
    kj_tree_set(&document, "inverses", inverses.value);
    return document.value;
}

bool kj_inquiry_extend(const KjRegistry *registry, KjError *error)
{
    KjArena *arena;
    KjValue document;
    bool ok;

    if (kj_schema_kind(registry->schema, KJ_TEXT("verdict")) >= 0 ||
        kj_schema_kind_by_plural(registry->schema, KJ_TEXT("verdicts")) >= 0)
        return true;
    arena = kj_arena_new();
    document = document_of(registry, arena);
    ok = kj_schema_extend(registry->schema, &document, error);
    kj_arena_free(arena);
    return ok;
}

/* ---- the records ---- */

static void set_text(KjTree *map, const char *key, KjText text)
{
    if (text.len)
        kj_tree_set(map, key, kj_value_text(text));
}

/* Enumerations carry their names. */
static void set_choice(KjTree *map, const char *key, KjText text)
{
    if (text.len)
        kj_tree_set(map, key, (KjValue){.type = KJ_ENUM, .u.text = text});
}

static KjRef record_of(const KjDataset *dataset, uint32_t org, const KjJudgement *judgement)
{
    KjText id = judgement->id;
    int32_t kind = judgement->kind;
    const char *slash =
        dataset->schema->kinds[kind].parent >= 0 ? memchr(id.data, '/', id.len) : NULL;

    if (slash) /* a row of a list of groups: the record that it is part of */
        id.len = (uint32_t)(slash - id.data);
    kind = kj_schema_root(dataset->schema, kind);
    return (KjRef){kind, kj_dataset_find(dataset, org, kind, id)};
}

static KjValue verdict_value(const KjInquiry *inquiry, const KjJudgement *judgement, KjRef record,
                             KjArena *arena)
{
    const KjRegistry *registry = inquiry->judge->registry;
    const KjRule *rule = &registry->rules[judgement->rule];
    KjText kind = registry->schema->kinds[judgement->kind].name;
    KjTree map = kj_tree_map(arena);

    set_text(&map, "id",
             kj_text(kj_arena_printf(arena, "%s@%s:%s", rule->name.data, kind.data,
                                     judgement->id.data)));
    set_text(&map, "rule", rule->name);
    if (record.row >= 0)
        kj_tree_set(&map, "record", (KjValue){.type = KJ_REF, .u.ref = record});
    set_choice(&map, "verdict", kj_text(kj_verdict_name(judgement->verdict)));
    if (judgement->underlying != KJ_NO_VERDICT)
        set_choice(&map, "underlying", kj_text(kj_verdict_name(judgement->underlying)));
    set_choice(&map, "level", rule->level);
    set_choice(&map, "actor", rule->actor);
    set_choice(&map, "pack", registry->packs[rule->pack].id);
    set_text(&map, "clause", rule->clause);
    set_text(&map, "title", kj_label_in(rule->title, inquiry->judge->options.lang));
    set_choice(&map, "kind", kind);
    set_text(&map, "name", judgement->name);
    set_text(&map, "message", judgement->message);
    set_text(&map, "settled_by", judgement->settled_by);
    return map.value;
}

static size_t count_of(const KjRun *run)
{
    size_t count = 0;

    for (size_t o = 0; o < run->organization_count; o++)
        count += run->organizations[o].judgement_count;
    return count;
}

/* Organisations of a run come in the order of the dataset: both are sorted by id. */
static bool put_records(KjInquiry *inquiry, const KjRun *run, KjArena *arena, KjError *error)
{
    KjDataset *dataset = inquiry->judge->dataset;
    size_t count = 0, all = count_of(run);
    KjValue *values = kj_arena_array(arena, all + 1, sizeof *values);
    uint32_t *orgs = kj_arena_array(arena, all + 1, sizeof *orgs);

    for (size_t o = 0; o < run->organization_count; o++)
        for (size_t j = 0; j < run->organizations[o].judgement_count; j++) {
            const KjJudgement *judgement = &run->organizations[o].judgements[j];
            KjRef record = record_of(dataset, (uint32_t)o, judgement);

            orgs[count] = (uint32_t)o;
            values[count++] = verdict_value(inquiry, judgement, record, arena);
        }
    return kj_dataset_put_records(dataset, inquiry->verdicts, values, orgs, count, error);
}

bool kj_inquiry_verdicts(KjInquiry *inquiry, KjError *error)
{
    KjArena *arena;
    KjRun *run;
    bool ok;

    if (inquiry->has_verdicts || inquiry->verdicts < 0)
        return true;
    arena = kj_arena_new();
    run = kj_judge_run(inquiry->judge);
    ok = put_records(inquiry, run, arena, error);
    kj_run_free(run);
    kj_arena_free(arena);
    inquiry->has_verdicts = ok;
    return ok;
}
