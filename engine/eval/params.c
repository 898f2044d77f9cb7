/* Parameters: as the packs set them, and as organisations set them otherwise.
 *
 * Organisations with settings of their own get a parameter set of their own; all others share set 0.
 * Settings stand in the organisation's record as a list of groups `parameters` with name, value,
 * reason and approved_by: that much of the data's shape the engine knows. */
#include "engine/eval/judge_parts.h"
#include "engine/rules/registry_parts.h"
#include "engine/rules/tailoring.h"

#include <string.h>

/* ---- from a declared value to cells ---- */

static void fill_list(KjJudge *judge, const KjParam *param, KjParamValue *out)
{
    const KjList *list = &out->value.u.list;
    bool real = kj_is_real((uint8_t)param->type);
    out->count = list->count;
    out->there = true;
    if (real)
        out->reals = kj_arena_array(judge->arena, list->count + 1, sizeof *out->reals);
    else
        out->cells = kj_arena_array(judge->arena, list->count + 1, sizeof *out->cells);
    for (size_t i = 0; i < list->count; i++) {
        if (real)
            out->reals[i] = kj_value_real_cell(&list->items[i]);
        else
            out->cells[i] = kj_value_cell(judge->dataset->atoms, &list->items[i]);
    }
}

static void fill_table(KjJudge *judge, KjParamValue *out)
{
    const KjList *list = &out->value.u.list;
    out->count = list->count;
    out->there = true;
    out->cells = kj_arena_array(judge->arena, list->count + 1, sizeof *out->cells);
    out->reals = kj_arena_array(judge->arena, list->count + 1, sizeof *out->reals);
    out->keys = kj_arena_array(judge->arena, list->count + 1, sizeof *out->keys);
    for (size_t i = 0; i < list->count; i++) {
        const KjValue *value = kj_map_get(&list->items[i], "value");
        const KjList *keys = kj_map_list(&list->items[i], "keys");
        if (value) {
            out->cells[i] = kj_value_cell(judge->dataset->atoms, value);
            out->reals[i] = kj_value_real_cell(value);
        }
        out->key_count = keys->count;
        out->keys[i] = kj_arena_array(judge->arena, keys->count + 1, sizeof **out->keys);
        for (size_t k = 0; k < keys->count; k++)
            out->keys[i][k] = kj_value_cell(judge->dataset->atoms, &keys->items[k]);
    }
}

static void fill(KjJudge *judge, const KjParam *param, KjParamValue *out)
{
    out->there = out->value.type != KJ_NONE;
    out->cell = kj_value_cell(judge->dataset->atoms, &out->value);
    out->real = kj_value_real_cell(&out->value);
    if (!out->there)
        return;
    if (param->shape == KJ_PARAM_LIST)
        fill_list(judge, param, out);
    else if (param->shape == KJ_PARAM_TABLE)
        fill_table(judge, out);
    else if (param->shape == KJ_PARAM_BANDS) {
        KjParam own = *param;
        own.value = out->value;
        kj_param_bands(judge->arena, judge->dataset->atoms, &own);
        out->bands = own.bands;
        out->band_count = own.band_count;
    }
}

static KjParamValue *base_set(KjJudge *judge)
{
    const KjRegistry *registry = judge->registry;
    KjParamValue *set = kj_arena_array(judge->arena, registry->param_count + 1, sizeof *set);
    for (size_t i = 0; i < registry->param_count; i++) {
        set[i].value = registry->params[i].value;
        set[i].origin = KJ_AT_PACK;
        set[i].place = registry->params[i].place;
        fill(judge, &registry->params[i], &set[i]);
    }
    return set;
}

/* ---- an organisation's own settings ---- */

typedef struct Settings { /* the child table of the organisation's kind and its fields */
    int32_t kind, name, value, reason, approved_by;
    int32_t list; /* the field of the organisation's record */
} Settings;

static bool find_settings(const KjSchema *schema, Settings *out)
{
    if (schema->organization < 0)
        return false;
    const KjKind *organization = &schema->kinds[schema->organization];
    out->list = kj_kind_field(organization, KJ_TEXT("parameters"));
    if (out->list < 0 || organization->fields[out->list].child < 0)
        return false;
    out->kind = organization->fields[out->list].child;
    const KjKind *child = &schema->kinds[out->kind];
    out->name = kj_kind_field(child, KJ_TEXT("name"));
    out->value = kj_kind_field(child, KJ_TEXT("value"));
    out->reason = kj_kind_field(child, KJ_TEXT("reason"));
    out->approved_by = kj_kind_field(child, KJ_TEXT("approved_by"));
    return out->name >= 0 && out->value >= 0;
}

static KjText text_of(const KjJudge *judge, KjRef row, int32_t field)
{
    KjValue value =
        field < 0 ? kj_value_none() : kj_dataset_get(judge->dataset, row, field, judge->arena);
    return value.type == KJ_TEXT_TYPE || value.type == KJ_ENUM ? value.u.text : KJ_TEXT("");
}

static void unknown_param(KjJudge *judge, KjText name, KjPlace place, const char *subject,
                          KjDiags *diags)
{
    const KjRegistry *registry = judge->registry;
    const char **names = kj_arena_array(judge->arena, registry->param_count * 2 + 1, sizeof *names);
    for (size_t i = 0; i < registry->param_count; i++) {
        names[2 * i] = registry->params[i].name.data;
        names[2 * i + 1] = registry->params[i].qualified.data;
    }
    const char *near = kj_nearest(name, names, registry->param_count * 2);
    kj_diag(diags, KJ_ERROR, place, subject,
            "基準値「%s」はどの基準パックにもないか、複数のパックにあります。パック名/名前 "
            "の形で書いてください%s%s",
            "no pack, or more than one, has the parameter '%s'. Write PACK/NAME%s%s", name.data,
            near ? (diags->lang == KJ_JA ? "。近い名前: " : "; did you mean ") : "",
            near ? near : "");
}

/* What no pack sets an organisation must: that departs from nothing. */
static bool departs(const KjParamValue *base, const KjParamValue *own)
{
    return base->there && !kj_value_equal(&base->value, &own->value);
}

static void add_deviation(KjJudge *judge, uint32_t org, int32_t number, const KjParamValue *own,
                          const Settings *settings, KjRef row)
{
    KjDeviation *list = judge->deviations[org];
    uint32_t count = judge->deviation_count[org];
    KjDeviation *more = kj_arena_array(judge->arena, count + 1, sizeof *more);
    if (count)
        memcpy(more, list, count * sizeof *more);
    more[count] = (KjDeviation){
        .organization = kj_dataset_org_id(judge->dataset, org),
        .parameter = number,
        .base = judge->sets[0][number].value,
        .value = own->value,
        .direction = kj_text(kj_param_direction(&judge->registry->params[number],
                                                &judge->sets[0][number].value, &own->value)),
        .reason = text_of(judge, row, settings->reason),
        .approved_by = text_of(judge, row, settings->approved_by),
        .place = own->place};
    judge->deviations[org] = more;
    judge->deviation_count[org] = count + 1;
}

static void set_one(KjJudge *judge, uint32_t org, const Settings *settings, KjRef row,
                    KjParamValue *set, KjDiags *diags)
{
    KjText name = text_of(judge, row, settings->name);
    KjPlace place = kj_field_place(judge->dataset, row, settings->value);
    if (!place.file)
        place = kj_record_place(judge->dataset, row);
    const char *subject = kj_arena_printf(judge->arena, "organization '%s': parameter '%s'",
                                          kj_dataset_org_id(judge->dataset, org).data, name.data);
    int32_t number = kj_registry_param(judge->registry, kj_text_nfkc(judge->arena, name));
    if (number < 0) {
        unknown_param(judge, name, kj_record_place(judge->dataset, row), subject, diags);
        return;
    }
    const KjParam *param = &judge->registry->params[number];
    if (set[number].origin == KJ_AT_ORGANIZATION) {
        kj_diag(diags, KJ_ERROR, place, subject,
                "基準値「%s」は2度設定されています。どちらかを消してください",
                "the parameter '%s' is set twice; remove one of the two", param->qualified.data);
        return;
    }
    KjSetting setting = {judge,
                         param,
                         {.name = param->name,
                          .type = param->type,
                          .unit = param->unit,
                          .has_min = param->has_min,
                          .has_max = param->has_max,
                          .min = param->min,
                          .max = param->max,
                          .otherwise = {0},
                          .target = -1,
                          .child = -1,
                          .group = -1},
                         place,
                         subject,
                         diags};
    KjParamValue own = {.origin = KJ_AT_ORGANIZATION, .place = place};
    if (!kj_setting_read(&setting, text_of(judge, row, settings->value), &own.value))
        return;
    fill(judge, param, &own);
    set[number] = own;
    if (departs(&judge->sets[0][number], &own))
        add_deviation(judge, org, number, &own, settings, row);
}

static void own_set(KjJudge *judge, uint32_t org, const Settings *settings, KjDiags *diags)
{
    const KjTable *records = &judge->dataset->tables[judge->dataset->schema->organization];
    if (records->org_start[org] == records->org_start[org + 1])
        return;
    uint32_t record = records->org_start[org];
    const KjColumn *column = &records->columns[settings->list];
    uint32_t from = column->start ? column->start[record] : 0;
    uint32_t to = column->start ? column->start[record + 1] : 0;
    if (from == to)
        return;
    KjParamValue *set = kj_arena_array(judge->arena, judge->registry->param_count + 1, sizeof *set);
    memcpy(set, judge->sets[0], judge->registry->param_count * sizeof *set);
    for (uint32_t row = from; row < to; row++)
        set_one(judge, org, settings, (KjRef){settings->kind, (int32_t)row}, set, diags);
    judge->set_of[org] = judge->set_count;
    judge->sets[judge->set_count++] = set;
}

void kj_judge_params(KjJudge *judge, KjDiags *diags)
{
    uint32_t orgs = judge->dataset->org_count;
    Settings settings;
    judge->sets = kj_arena_array(judge->arena, orgs + 1, sizeof *judge->sets);
    judge->set_of = kj_arena_array(judge->arena, orgs + 1, sizeof *judge->set_of);
    judge->deviations = kj_arena_array(judge->arena, orgs + 1, sizeof *judge->deviations);
    judge->deviation_count = kj_arena_array(judge->arena, orgs + 1, sizeof *judge->deviation_count);
    judge->sets[0] = base_set(judge);
    judge->set_count = 1;
    if (!find_settings(judge->dataset->schema, &settings))
        return;
    for (uint32_t org = 0; org < orgs; org++)
        own_set(judge, org, &settings, diags);
}
