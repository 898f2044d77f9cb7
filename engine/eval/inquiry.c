/* Which question it is, and what stdlib is told of the schema so that it can read queries. */
#include "engine/eval/inquiry_parts.h"

#include <string.h>

/* ---- answers ---- */

KjAnswer kj_answer_new(KjArena *arena)
{
    return (KjAnswer){arena, kj_tree_list(arena), kj_tree_list(arena), kj_tree_list(arena)};
}

KjValue kj_answer_label(KjArena *arena, const char *ja, const char *en)
{
    KjTree label = kj_tree_map(arena);

    kj_tree_set(&label, "ja", kj_value_text(kj_text(ja)));
    kj_tree_set(&label, "en", kj_value_text(kj_text(en)));
    return label.value;
}

void kj_answer_column(KjAnswer *answer, const char *name, const char *ja, const char *en)
{
    KjTree map = kj_tree_map(answer->arena);

    kj_tree_set(&map, "name", kj_value_text(kj_text(name)));
    kj_tree_set(&map, "label", kj_answer_label(answer->arena, ja, en));
    kj_tree_set(&map, "type", kj_value_text(KJ_TEXT("text")));
    kj_tree_add(&answer->columns, map.value);
}

void kj_answer_cell(KjAnswer *answer, KjValue value)
{
    kj_tree_add(&answer->row, value);
}

void kj_answer_text(KjAnswer *answer, KjText text)
{
    kj_tree_add(&answer->row, text.len ? kj_value_text(text) : kj_value_none());
}

void kj_answer_end_row(KjAnswer *answer)
{
    kj_tree_add(&answer->rows, answer->row.value);
    answer->row = kj_tree_list(answer->arena);
}

KjTree kj_answer_map(const KjAnswer *answer)
{
    KjTree map = kj_tree_map(answer->arena);

    kj_tree_set(&map, "columns", answer->columns.value);
    kj_tree_set(&map, "rows", answer->rows.value);
    return map;
}

KjValue kj_answer_problem(KjArena *arena, const char *ja, const char *en)
{
    KjTree map = kj_tree_map(arena);

    kj_tree_set(&map, "problem", kj_answer_label(arena, ja, en));
    return map.value;
}

/* ---- what stdlib is told ---- */

static void set_number(KjTree *map, const char *key, int64_t number)
{
    if (number >= 0)
        kj_tree_set(map, key, kj_value_int(number));
}

static KjValue label_of(KjArena *arena, KjLabel label)
{
    return kj_answer_label(arena, label.ja.len ? label.ja.data : "",
                           label.en.len ? label.en.data : "");
}

/* The pack that would compute it, but is not asked to; the empty text: it is there. */
static KjText unneeded(const KjRegistry *registry, bool derived, int32_t pack)
{
    return derived && pack >= 0 && !registry->packs[pack].needed ? registry->packs[pack].id
                                                                 : KJ_TEXT("");
}

static KjValue field_value(const KjRegistry *registry, const KjField *field, KjArena *arena)
{
    const KjSchema *schema = registry->schema;
    KjTree map = kj_tree_map(arena), values = kj_tree_list(arena);

    kj_tree_set(&map, "name", kj_value_text(field->name));
    kj_tree_set(&map, "type", kj_value_text(kj_text(kj_type_name(field->type))));
    kj_tree_set(&map, "list", kj_value_bool(field->list));
    kj_tree_set(&map, "derived", kj_value_bool(field->derived));
    if (unneeded(registry, field->derived, field->pack).len)
        kj_tree_set(&map, "unneeded",
                    kj_value_text(unneeded(registry, field->derived, field->pack)));
    if (field->unit.len)
        kj_tree_set(&map, "unit", kj_value_text(field->unit));
    set_number(&map, "child", field->child);
    set_number(&map, "group", field->group);
    if (field->target == KJ_ANY_KIND)
        kj_tree_set(&map, "target", kj_value_text(KJ_TEXT("any")));
    else if (field->target >= 0)
        kj_tree_set(&map, "target", kj_value_text(schema->kinds[field->target].name));
    for (size_t i = 0; i < field->value_count; i++)
        kj_tree_add(&values, kj_value_text(field->values[i]));
    if (field->value_count)
        kj_tree_set(&map, "values", values.value);
    return map.value;
}

static KjValue kind_value(const KjRegistry *registry, const KjKind *kind, KjArena *arena)
{
    KjTree map = kj_tree_map(arena), fields = kj_tree_list(arena);

    for (size_t f = 0; f < kind->field_count; f++)
        kj_tree_add(&fields, field_value(registry, &kind->fields[f], arena));
    kj_tree_set(&map, "name", kj_value_text(kind->name));
    kj_tree_set(&map, "plural", kj_value_text(kind->plural));
    kj_tree_set(&map, "title", label_of(arena, kind->label));
    kj_tree_set(&map, "singleton", kj_value_bool(kind->singleton));
    kj_tree_set(&map, "derived", kj_value_bool(kind->derived));
    if (unneeded(registry, kind->derived, kind->pack).len)
        kj_tree_set(&map, "unneeded", kj_value_text(unneeded(registry, kind->derived, kind->pack)));
    set_number(&map, "parent", kind->parent);
    set_number(&map, "parent_field", kind->parent_field);
    kj_tree_set(&map, "fields", fields.value);
    return map.value;
}

static KjValue inverse_value(const KjInverse *inverse, KjArena *arena)
{
    KjTree map = kj_tree_map(arena);

    kj_tree_set(&map, "name", kj_value_text(inverse->name));
    kj_tree_set(&map, "of",
                inverse->of == KJ_ANY_KIND ? kj_value_text(KJ_TEXT("any"))
                                           : kj_value_int(inverse->of));
    kj_tree_set(&map, "source", kj_value_int(inverse->source));
    kj_tree_set(&map, "holder", kj_value_int(inverse->holder));
    kj_tree_set(&map, "field", kj_value_int(inverse->field));
    return map.value;
}

static KjValue param_value(const KjRegistry *registry, const KjParam *param, KjArena *arena)
{
    static const char *const shapes[] = {[KJ_PARAM_SCALAR] = "scalar",
                                         [KJ_PARAM_LIST] = "list",
                                         [KJ_PARAM_BANDS] = "bands",
                                         [KJ_PARAM_TABLE] = "table"};
    const KjList *list = param->value.type == KJ_LIST ? &param->value.u.list : NULL;
    KjTree map = kj_tree_map(arena), bands = kj_tree_list(arena);

    kj_tree_set(&map, "name", kj_value_text(param->name));
    kj_tree_set(&map, "pack", kj_value_text(registry->packs[param->pack].id));
    kj_tree_set(&map, "shape", kj_value_text(kj_text(shapes[param->shape])));
    kj_tree_set(&map, "type", kj_value_text(kj_text(kj_type_name(param->type))));
    if (param->unit.len)
        kj_tree_set(&map, "unit", kj_value_text(param->unit));
    if (param->shape == KJ_PARAM_TABLE && list && list->count)
        kj_tree_set(&map, "keys",
                    kj_value_int((int64_t)kj_map_list(&list->items[0], "keys")->count));
    for (size_t i = 0; i < param->band_count; i++) {
        KjTree band = kj_tree_map(arena);

        kj_tree_set(&band, "label", kj_value_text(param->bands[i].label));
        kj_tree_add(&bands, band.value);
    }
    if (param->shape == KJ_PARAM_BANDS)
        kj_tree_set(&map, "value", bands.value);
    return map.value;
}

static bool tell_stdlib(KjInquiry *inquiry, KjError *error)
{
    const KjRegistry *registry = inquiry->judge->registry;
    const KjSchema *schema = registry->schema;
    KjArena *arena = kj_arena_new();
    KjTree map = kj_tree_map(arena), kinds = kj_tree_list(arena), inverses = kj_tree_list(arena),
           params = kj_tree_list(arena);
    KjValue done;

    for (size_t i = 0; i < schema->kind_count; i++)
        kj_tree_add(&kinds, kind_value(registry, &schema->kinds[i], arena));
    for (size_t i = 0; i < schema->inverse_count; i++)
        kj_tree_add(&inverses, inverse_value(&schema->inverses[i], arena));
    for (size_t i = 0; i < registry->param_count; i++)
        kj_tree_add(&params, param_value(registry, &registry->params[i], arena));
    kj_tree_set(&map, "kinds", kinds.value);
    kj_tree_set(&map, "inverses", inverses.value);
    kj_tree_set(&map, "params", params.value);
    kj_tree_set(&map, "zone", kj_value_int(inquiry->judge->options.zone));
    set_number(&map, "verdict", inquiry->verdicts);
    bool ok = kj_lua_call(inquiry->judge->lua, "query", "begin", &map.value, arena, &done, error);
    kj_arena_free(arena);
    return ok;
}

/* ---- names ---- */

static bool is_called(const KjKind *kind, KjText name)
{
    return kj_text_same(kind->name, name) || (kind->plural.len && kj_text_same(kind->plural, name));
}

int32_t kj_inquiry_kind(const KjInquiry *inquiry, KjText name)
{
    const KjSchema *schema = inquiry->judge->registry->schema;

    for (size_t k = 0; k < schema->kind_count; k++)
        if (is_called(&schema->kinds[k], name))
            return (int32_t)k;
    for (size_t k = 0; k < schema->kind_count; k++) {
        KjLabel label = schema->kinds[k].label;

        if (name.len && (kj_text_same(label.ja, name) || kj_text_same(label.en, name)))
            return (int32_t)k;
    }
    return -1;
}

int32_t kj_inquiry_org(const KjInquiry *inquiry, const KjValue *ask)
{
    const KjDataset *dataset = inquiry->judge->dataset;
    KjText name = kj_map_text(ask, "org");

    for (uint32_t o = 0; name.len && o < dataset->org_count; o++)
        if (kj_text_same(kj_dataset_org_id(dataset, o), name))
            return (int32_t)o;
    return -1;
}

/* ---- the whole ---- */

KjInquiry *kj_inquiry_new(KjJudge *judge)
{
    KjInquiry *inquiry = kj_alloc(sizeof *inquiry);

    inquiry->judge = judge;
    inquiry->schema = *judge->registry->schema;
    inquiry->schema.atoms = judge->dataset->atoms;
    inquiry->verdicts = kj_schema_kind(judge->registry->schema, KJ_TEXT("verdict"));
    return inquiry;
}

void kj_inquiry_free(KjInquiry *inquiry)
{
    kj_free(inquiry);
}

typedef KjValue Answering(KjInquiry *inquiry, const KjValue *ask, KjArena *arena);

bool kj_inquiry_answer(KjInquiry *inquiry, const KjValue *ask, KjArena *arena, KjValue *answer,
                       KjError *error)
{
    static const struct {
        const char *what;
        Answering *answer;
    } table[] = {{"kinds", kj_inquiry_kinds}, {"fields", kj_inquiry_fields},
                 {"rules", kj_inquiry_rules}, {"params", kj_inquiry_params},
                 {"show", kj_inquiry_show},   {"show all", kj_inquiry_show},
                 {"ids", kj_inquiry_ids},     {"orgs", kj_inquiry_orgs}};
    KjText what = kj_map_text(ask, "what");

    kj_watch(inquiry->judge->options.watch, KJ_STAGE_WORK, -1);
    if (!inquiry->told && !(inquiry->told = tell_stdlib(inquiry, error)))
        return false;
    if (kj_text_is(what, "query"))
        return kj_asked_query(inquiry, ask, arena, answer, error);
    if (kj_text_is(what, "lua"))
        return kj_inquiry_lua(inquiry, ask, arena, answer, error);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (kj_text_is(what, table[i].what)) {
            *answer = table[i].answer(inquiry, ask, arena);
            return true;
        }
    kj_error_set(error, KJ_EXIT_SYSTEM, "unknown question '%s'", what.data);
    return false;
}
