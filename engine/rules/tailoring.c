/* Figures are compared as columns hold them: whole numbers, or real ones. */
#include "engine/rules/tailoring.h"
#include "engine/rules/registry_parts.h"

/* ---- directions ---- */

typedef enum { LOWER = -1, EQUAL, HIGHER, UNLIKE } Side;

static Side side_of(bool real, const KjValue *base, const KjValue *value)
{
    if (base->type == KJ_NONE || value->type == KJ_NONE)
        return base->type == value->type ? EQUAL : UNLIKE;
    if (real) {
        double from = kj_value_real_cell(base), to = kj_value_real_cell(value);
        return (Side)((to > from) - (to < from));
    }
    int64_t from = kj_value_whole_cell(base), to = kj_value_whole_cell(value);
    return (Side)((to > from) - (to < from));
}

/* What several figures say together. */
static Side together(Side all, Side one)
{
    return all == UNLIKE || one == EQUAL ? all : all == EQUAL || all == one ? one : UNLIKE;
}

/* Bands by label, or entries by keys: the same ones, in the same order. */
static Side side_of_lists(const KjParam *param, const KjList *base, const KjList *value)
{
    bool bands = param->shape == KJ_PARAM_BANDS, real = kj_is_real((uint8_t)param->type);
    const char *name = bands ? "label" : "keys", *figure = bands ? "upper" : "value";
    static const KjValue none;
    Side all = EQUAL;
    if (base->count != value->count)
        return UNLIKE;
    for (size_t i = 0; i < base->count; i++) {
        const KjValue *left = kj_map_get(&base->items[i], name);
        const KjValue *right = kj_map_get(&value->items[i], name);
        if (!left || !right || !kj_value_equal(left, right))
            return UNLIKE;
        left = kj_map_get(&base->items[i], figure);
        right = kj_map_get(&value->items[i], figure);
        all = together(all, side_of(real, left ? left : &none, right ? right : &none));
    }
    return all;
}

const char *kj_param_direction(const KjParam *param, const KjValue *base, const KjValue *value)
{
    Side side = UNLIKE;
    if (param->stricter.len > 0 && param->type != KJ_TEXT_TYPE && param->type != KJ_BOOL) {
        if (param->shape == KJ_PARAM_SCALAR)
            side = side_of(kj_is_real((uint8_t)param->type), base, value);
        else if (param->shape != KJ_PARAM_LIST && base->type == KJ_LIST && value->type == KJ_LIST)
            side = side_of_lists(param, &base->u.list, &value->u.list);
    }
    if (side == EQUAL || side == UNLIKE)
        return "undecidable";
    return (side == LOWER) == kj_text_is(param->stricter, "lower") ? "stricter" : "looser";
}

/* ---- reading ---- */

static bool read_change(KjText what, KjChange *change)
{
    static const char *const names[] = {"adjust", "replace", "drop", "add"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (kj_text_is(what, names[i])) {
            *change = (KjChange)i;
            return true;
        }
    return false;
}

/* A reason may be one text for all languages. */
static KjLabel read_reason(KjArena *arena, const KjValue *item)
{
    KjText text = kj_keep(arena, kj_map_text(item, "reason"));
    return text.len ? (KjLabel){text, text} : kj_read_label(arena, item, "reason");
}

static bool read_tailoring(KjRegistry *registry, KjTailoring *out, const KjValue *item)
{
    KjArena *arena = registry->arena;
    int64_t pack = kj_map_int(item, "pack", -1), of = kj_map_int(item, "of", -1);
    int64_t parameter = kj_map_int(item, "parameter", -1);
    const KjValue *base = kj_map_get(item, "base");
    if (pack < 0 || pack >= (int64_t)registry->pack_count || of < 0 ||
        of >= (int64_t)registry->pack_count ||
        !read_change(kj_map_text(item, "what"), &out->change))
        return false;
    bool adjusted = out->change == KJ_ADJUSTED;
    if (adjusted ? parameter < 0 || parameter >= (int64_t)registry->param_count : parameter != -1)
        return false;
    out->pack = (int32_t)pack;
    out->of = (int32_t)of;
    out->parameter = (int32_t)parameter;
    out->name = kj_text(kj_arena_printf(arena, "%s/%s", registry->packs[of].id.data,
                                        kj_map_text(item, "name").data));
    out->base = base ? kj_value_copy(arena, base) : kj_value_none();
    out->direction = kj_keep(arena, kj_map_text(item, "direction"));
    if (adjusted) {
        const KjParam *param = &registry->params[parameter];
        out->direction = kj_text(kj_param_direction(param, &out->base, &param->value));
    }
    out->reason = read_reason(arena, item);
    out->place = kj_read_place(arena, item);
    return true;
}

bool kj_registry_read_tailorings(KjRegistry *registry, const KjValue *document, KjError *error)
{
    const KjList *list = kj_map_list(document, "tailorings");
    registry->tailorings =
        kj_arena_array(registry->arena, list->count + 1, sizeof *registry->tailorings);
    for (size_t i = 0; i < list->count; i++)
        if (!read_tailoring(registry, &registry->tailorings[i], &list->items[i])) {
            kj_error_set(error, KJ_EXIT_SYSTEM, "a tailoring is malformed");
            return false;
        }
    registry->tailoring_count = list->count;
    return true;
}
