/* Parameters: as the packs set them, and as organisations set them otherwise.
 *
 * Organisations with settings of their own get a parameter set of their own; all others share set 0.
 * Settings stand in the organisation's record as a list of groups `parameters` with name, value,
 * reason and approved_by: that much of the data's shape the engine knows. */
#include "engine/eval/judge_parts.h"
#include "engine/ingest/ingest.h"
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

typedef struct Setting {
    KjJudge *judge;
    const KjParam *param;
    KjField field; /* stands for the parameter when its text is read */
    KjPlace place;
    const char *subject;
    KjDiags *diags;
} Setting;

static bool read_scalar(Setting *setting, KjText text, KjValue *value)
{
    KjIngestOptions options = {setting->judge->options.zone};
    return kj_scalar_read(&setting->field, kj_text_nfkc(setting->judge->arena, text), &options,
                          setting->judge->arena, setting->place, setting->subject, setting->diags,
                          value);
}

static KjText cut_at(KjText *rest, const char *separators)
{
    size_t n = 0;
    while (n < rest->len && !strchr(separators, rest->data[n]))
        n++;
    KjText piece = {rest->data, (uint32_t)n};
    size_t skip = n < rest->len ? n + 1 : n;
    *rest = (KjText){rest->data + skip, (uint32_t)(rest->len - skip)};
    return piece;
}

static KjText trimmed(KjArena *arena, KjText text)
{
    return kj_text_nfkc(arena, (KjText){kj_arena_strndup(arena, text.data, text.len), text.len});
}

/* "S=2h, A=1d, E": label and upper bound; without a bound, open. "high/low=3" for tables. */
static bool read_pair(Setting *setting, KjText piece, KjTree *list)
{
    KjArena *arena = setting->judge->arena;
    bool table = setting->param->shape == KJ_PARAM_TABLE;
    KjText rest = piece, left = trimmed(arena, cut_at(&rest, "="));
    KjTree pair = kj_tree_map(arena), keys = kj_tree_list(arena);
    KjValue value = kj_value_none();
    rest = trimmed(arena, rest);
    if (!table && kj_text_is(rest, "true")) /* as packs write the open band */
        rest.len = 0;
    if (rest.len > 0 && !read_scalar(setting, trimmed(arena, rest), &value))
        return false;
    if (table) {
        while (left.len > 0)
            kj_tree_add(&keys, kj_value_text(trimmed(arena, cut_at(&left, "/"))));
        kj_tree_set(&pair, "keys", keys.value);
        kj_tree_set(&pair, "value", value);
    } else {
        kj_tree_set(&pair, "label", kj_value_text(left));
        if (value.type != KJ_NONE)
            kj_tree_set(&pair, "upper", value);
    }
    kj_tree_add(list, pair.value);
    return true;
}

static bool misshapen(Setting *setting)
{
    bool bands = setting->param->shape == KJ_PARAM_BANDS;
    kj_diag(setting->diags, KJ_ERROR, setting->place, setting->subject, "%s の形で書いてください",
            "write it as %s", bands ? "S=3h, A=1d, B=3d, C" : "high=3, low=1 (high/low=2)");
    return false;
}

static bool has_name(const KjList *list, const KjValue *item, const char *key)
{
    const KjValue *name = kj_map_get(item, key);
    for (size_t i = 0; i < list->count; i++) {
        const KjValue *other = kj_map_get(&list->items[i], key);
        if (&list->items[i] != item && name && other && kj_value_equal(name, other))
            return true;
    }
    return false;
}

static bool is_open(const KjList *bands)
{
    const KjValue *upper = kj_map_get(&bands->items[bands->count - 1], "upper");
    return !upper || upper->type == KJ_NONE;
}

static bool same_depth(const KjValue *item, const KjValue *other)
{
    return kj_map_list(item, "keys")->count == kj_map_list(other, "keys")->count;
}

/* No label or key stands twice; a table has the keys of the pack's, or as many of them if it is
 * open; bands are open where the pack's are. */
static bool names_fit(const Setting *setting, const KjList *list)
{
    bool bands = setting->param->shape == KJ_PARAM_BANDS;
    const char *key = bands ? "label" : "keys";
    const KjList *base = &setting->param->value.u.list;
    for (size_t i = 0; i < list->count; i++)
        if (has_name(list, &list->items[i], key))
            return false;
    if (setting->param->value.type != KJ_LIST || base->count == 0)
        return true;
    if (bands)
        return is_open(list) || !is_open(base);
    for (size_t i = 0; i < list->count; i++)
        if (setting->param->open ? !same_depth(&list->items[i], &base->items[0])
                                 : !has_name(base, &list->items[i], key))
            return false;
    return setting->param->open || list->count == base->count;
}

/* Bounds rise, and only the last band may be open; every entry of a table has keys and a value. */
static bool well_shaped(Setting *setting, const KjList *list)
{
    KjAtoms *atoms = setting->judge->dataset->atoms;
    bool bands = setting->param->shape == KJ_PARAM_BANDS;
    for (size_t i = 0; i < list->count; i++) {
        const KjValue *item = &list->items[i];
        const KjValue *upper = kj_map_get(item, bands ? "upper" : "value");
        bool bound = upper && upper->type != KJ_NONE;
        if (bands ? kj_map_text(item, "label").len == 0 : kj_map_list(item, "keys")->count == 0)
            return misshapen(setting);
        if (!bound && !(bands && i > 0 && i + 1 == list->count))
            return misshapen(setting);
        if (!bands || i == 0 || !bound)
            continue;
        const KjValue *before = kj_map_get(&list->items[i - 1], "upper");
        if (kj_value_cell(atoms, before) > kj_value_cell(atoms, upper) ||
            kj_value_real_cell(before) > kj_value_real_cell(upper) || kj_value_equal(before, upper))
            return misshapen(setting);
    }
    return (list->count > 0 && names_fit(setting, list)) || misshapen(setting);
}

static bool read_setting(Setting *setting, KjText text, KjValue *value)
{
    if (setting->param->shape == KJ_PARAM_SCALAR)
        return read_scalar(setting, text, value);
    KjTree list = kj_tree_list(setting->judge->arena);
    text = trimmed(setting->judge->arena, text);
    while (text.len > 0) {
        KjText piece = trimmed(setting->judge->arena, cut_at(&text, ";,\n"));
        KjValue item;
        if (piece.len == 0)
            continue;
        if (setting->param->shape == KJ_PARAM_LIST) {
            if (!read_scalar(setting, piece, &item))
                return false;
            kj_tree_add(&list, item);
        } else if (!read_pair(setting, piece, &list)) {
            return false;
        }
    }
    *value = list.value;
    return setting->param->shape == KJ_PARAM_LIST || well_shaped(setting, &list.value.u.list);
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
    Setting setting = {judge,
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
    if (!read_setting(&setting, text_of(judge, row, settings->value), &own.value))
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
