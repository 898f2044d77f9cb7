/* The text of a parameter's setting as a value of the parameter's shape: "2", "a; b", "S=2h, A=1d, E",
 * "high/low=3". The names in it are to fit those that the pack has. */
#include "engine/eval/judge_parts.h"
#include "engine/ingest/ingest.h"
#include "engine/rules/registry_parts.h"

#include <string.h>

static bool read_scalar(KjSetting *setting, KjText text, KjValue *value)
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
static bool read_pair(KjSetting *setting, KjText piece, KjTree *list)
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

static bool misshapen(KjSetting *setting)
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
static bool names_fit(const KjSetting *setting, const KjList *list)
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
static bool well_shaped(KjSetting *setting, const KjList *list)
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

/* An empty list is written, never meant by leaving the value out. */
static bool valueless_list(KjSetting *setting)
{
    kj_diag(
        setting->diags, KJ_ERROR, setting->place, setting->subject,
        "値がありません。「a; b」や [a, b] の形で書いてください。空の一覧にするなら [] と書きます",
        "the value is missing; write it as 'a; b' or [a, b], or [] for an empty list");
    return false;
}

bool kj_setting_read(KjSetting *setting, KjText text, KjValue *value)
{
    bool is_list = setting->param->shape == KJ_PARAM_LIST;
    if (setting->param->shape == KJ_PARAM_SCALAR)
        return read_scalar(setting, text, value);
    KjTree list = kj_tree_list(setting->judge->arena);
    text = trimmed(setting->judge->arena, text);
    bool empty = is_list && kj_text_is(text, "[]");
    if (empty)
        text.len = 0;
    while (text.len > 0) {
        KjText piece = trimmed(setting->judge->arena, cut_at(&text, ";,\n"));
        KjValue item;
        if (piece.len == 0)
            continue;
        if (is_list) {
            if (!read_scalar(setting, piece, &item))
                return false;
            kj_tree_add(&list, item);
        } else if (!read_pair(setting, piece, &list)) {
            return false;
        }
    }
    *value = list.value;
    if (is_list && !empty && list.value.u.list.count == 0)
        return valueless_list(setting);
    return is_list || well_shaped(setting, &list.value.u.list);
}
