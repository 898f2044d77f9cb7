/* Makes a registry from the declaration document: packs, parameters and the look-ups over them.
 * Rules, derivations, answers and waivers are read in registry_rules.c. stdlib has validated what
 * users wrote; a document that does not fit is refused as a whole. */
#include "engine/rules/registry_parts.h"
#include "engine/rules/tailoring.h"

#include <string.h>

KjText kj_keep(KjArena *arena, KjText text)
{
    return (KjText){kj_arena_strndup(arena, text.len ? text.data : "", text.len), text.len};
}

KjLabel kj_read_label(KjArena *arena, const KjValue *map, const char *key)
{
    const KjValue *label = kj_map_get(map, key);
    KjLabel out = {KJ_TEXT(""), KJ_TEXT("")};
    if (label && (label->type == KJ_MAP || label->type == KJ_GROUP)) {
        out.ja = kj_keep(arena, kj_map_text(label, "ja"));
        out.en = kj_keep(arena, kj_map_text(label, "en"));
    }
    return out;
}

KjPlace kj_read_place(KjArena *arena, const KjValue *map)
{
    const KjValue *place = kj_map_get(map, "place");
    KjPlace out = {NULL, 0, 0};
    if (!place || (place->type != KJ_MAP && place->type != KJ_GROUP))
        return out;
    KjText file = kj_map_text(place, "file");
    if (file.len)
        out.file = kj_keep(arena, file).data;
    out.line = (uint32_t)kj_map_int(place, "line", 0);
    return out;
}

static void read_documents(KjArena *arena, KjPack *pack, const KjList *list)
{
    pack->documents = kj_arena_array(arena, list->count + 1, sizeof *pack->documents);
    pack->document_count = list->count;
    for (size_t i = 0; i < list->count; i++) {
        const KjValue *item = &list->items[i];
        pack->documents[i] = (KjDocument){kj_keep(arena, kj_map_text(item, "id")),
                                          kj_read_label(arena, item, "title"),
                                          kj_keep(arena, kj_map_text(item, "edition")),
                                          kj_keep(arena, kj_map_text(item, "status"))};
    }
}

static void read_pack(KjArena *arena, KjPack *pack, const KjValue *item)
{
    const KjList *uses = kj_map_list(item, "uses");
    pack->id = kj_keep(arena, kj_map_text(item, "id"));
    pack->version = kj_keep(arena, kj_map_text(item, "version"));
    pack->deviation = kj_keep(arena, kj_map_text(item, "deviation"));
    pack->hash = kj_keep(arena, kj_map_text(item, "hash"));
    pack->title = kj_read_label(arena, item, "title");
    pack->selected = kj_map_bool(item, "selected", false);
    pack->place = kj_read_place(arena, item);
    pack->uses = kj_arena_array(arena, uses->count + 1, sizeof *pack->uses);
    pack->use_count = uses->count;
    for (size_t i = 0; i < uses->count; i++)
        if (uses->items[i].type == KJ_TEXT_TYPE)
            pack->uses[i] = kj_keep(arena, uses->items[i].u.text);
    read_documents(arena, pack, kj_map_list(item, "documents"));
}

/* Packs come after those they use, so one backward pass spreads "needed". */
static void mark_needed(KjRegistry *registry)
{
    for (size_t i = registry->pack_count; i-- > 0;) {
        KjPack *pack = &registry->packs[i];
        pack->needed |= pack->selected;
        if (!pack->needed)
            continue;
        for (size_t u = 0; u < pack->use_count; u++)
            for (size_t j = 0; j < registry->pack_count; j++)
                if (kj_text_compare(registry->packs[j].id, pack->uses[u]) == 0)
                    registry->packs[j].needed = true;
    }
}

static void read_packs(KjRegistry *registry, const KjValue *document)
{
    const KjList *list = kj_map_list(document, "packs");
    registry->packs = kj_arena_array(registry->arena, list->count + 1, sizeof *registry->packs);
    registry->pack_count = list->count;
    for (size_t i = 0; i < list->count; i++)
        read_pack(registry->arena, &registry->packs[i], &list->items[i]);
    mark_needed(registry);
}

/* ---- parameters ---- */

int64_t kj_value_cell(KjAtoms *atoms, const KjValue *value)
{
    bool text = value->type == KJ_TEXT_TYPE || value->type == KJ_ENUM;
    return text ? kj_atom(atoms, value->u.text) : kj_value_whole_cell(value);
}

int64_t kj_value_whole_cell(const KjValue *value)
{
    switch (value->type) {
    case KJ_BOOL: return value->u.truth;
    case KJ_TEXT_TYPE:
    case KJ_ENUM:
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY:
    case KJ_NONE:
    case KJ_LIST:
    case KJ_MAP:
    case KJ_GROUP: return 0;
    case KJ_REF: return (int64_t)value->u.ref.kind << 32 | (uint32_t)value->u.ref.row;
    default: return value->u.whole;
    }
}

double kj_value_real_cell(const KjValue *value)
{
    switch (value->type) {
    case KJ_NUMBER:
    case KJ_PERCENT:
    case KJ_QUANTITY: return value->u.real;
    case KJ_INT: return (double)value->u.whole;
    default: return 0;
    }
}

void kj_param_bands(KjArena *arena, KjAtoms *atoms, KjParam *param)
{
    const KjList *list = &param->value.u.list;
    param->bands = kj_arena_array(arena, list->count + 1, sizeof *param->bands);
    param->band_count = list->count;
    for (size_t i = 0; i < list->count; i++) {
        const KjValue *upper = kj_map_get(&list->items[i], "upper");
        KjBand *band = &param->bands[i];
        band->label = kj_keep(arena, kj_map_text(&list->items[i], "label"));
        band->atom = kj_atom(atoms, band->label);
        band->open = !upper || upper->type == KJ_NONE;
        if (!band->open) {
            band->cell = kj_value_cell(atoms, upper);
            band->real = kj_value_real_cell(upper);
        }
    }
}

static bool read_shape(KjParam *param, const KjValue *item)
{
    KjText type = kj_map_text(item, "type");
    KjText of = kj_map_text(item, "of");
    param->shape = kj_text_is(type, "list")    ? KJ_PARAM_LIST
                   : kj_text_is(type, "bands") ? KJ_PARAM_BANDS
                   : kj_text_is(type, "table") ? KJ_PARAM_TABLE
                                               : KJ_PARAM_SCALAR;
    if (param->shape != KJ_PARAM_SCALAR)
        type = of.len ? of : KJ_TEXT("text");
    bool listed = param->value.type == KJ_LIST;
    bool unset = param->value.type == KJ_NONE && param->shape == KJ_PARAM_LIST;
    return kj_type_from_name(type, &param->type) &&
           (param->shape == KJ_PARAM_SCALAR || listed || unset);
}

static bool read_param(KjRegistry *registry, KjParam *param, const KjValue *item, KjError *error)
{
    KjArena *arena = registry->arena;
    const KjValue *value = kj_map_get(item, "value");
    param->pack = (int32_t)kj_map_int(item, "pack", -1);
    param->name = kj_keep(arena, kj_map_text(item, "name"));
    if (value)
        param->value = kj_value_copy(arena, value);
    if (param->pack < 0 || (size_t)param->pack >= registry->pack_count ||
        !read_shape(param, item)) {
        kj_error_set(error, KJ_EXIT_SYSTEM, "parameter %s is malformed", param->name.data);
        return false;
    }
    param->qualified = kj_text(
        kj_arena_printf(arena, "%s/%s", registry->packs[param->pack].id.data, param->name.data));
    param->title = kj_read_label(arena, item, "title");
    param->source = kj_keep(arena, kj_map_text(item, "source"));
    param->document = kj_keep(arena, kj_map_text(item, "document"));
    param->unit = kj_keep(arena, kj_map_text(item, "unit"));
    param->stricter = kj_keep(arena, kj_map_text(item, "stricter"));
    param->open = kj_map_bool(item, "open", false);
    kj_read_bound(item, "min", &param->has_min, &param->min);
    kj_read_bound(item, "max", &param->has_max, &param->max);
    param->place = kj_read_place(arena, item);
    if (param->shape == KJ_PARAM_BANDS)
        kj_param_bands(arena, registry->schema->atoms, param);
    return true;
}

static bool read_params(KjRegistry *registry, const KjValue *document, KjError *error)
{
    const KjList *list = kj_map_list(document, "params");
    registry->params = kj_arena_array(registry->arena, list->count + 1, sizeof *registry->params);
    registry->param_count = list->count;
    for (size_t i = 0; i < list->count; i++)
        if (!read_param(registry, &registry->params[i], &list->items[i], error))
            return false;
    return true;
}

KjRegistry *kj_registry_new_with(const KjValue *document, const KjRuleStream *rules, KjError *error)
{
    KjArena *arena = kj_arena_new();
    KjRegistry *registry = kj_arena_alloc(arena, sizeof *registry);
    registry->arena = arena;
    registry->names = kj_rule_names_new(arena);
    registry->schema = kj_schema_new(document, error);
    if (registry->schema) {
        read_packs(registry, document);
        if (read_params(registry, document, error) &&
            kj_registry_read_rules(registry, document, rules, error) &&
            kj_registry_read_tailorings(registry, document, error))
            return registry;
    }
    kj_registry_free(registry);
    return NULL;
}

KjRegistry *kj_registry_new(const KjValue *document, KjError *error)
{
    return kj_registry_new_with(document, NULL, error);
}

void kj_registry_free(KjRegistry *registry)
{
    if (!registry)
        return;
    kj_rule_names_free(registry->names);
    kj_schema_free(registry->schema);
    kj_arena_free(registry->arena);
}

/* ---- look-ups ---- */

int32_t kj_registry_rule(const KjRegistry *registry, KjText name)
{
    int32_t found = -1, judged = -1; /* -2: several */
    for (size_t i = 0; i < registry->rule_count; i++) {
        const KjRule *rule = &registry->rules[i];
        if (kj_text_compare(rule->name, name) == 0)
            return (int32_t)i;
        if (kj_text_compare(rule->clause, name) != 0)
            continue;
        found = found == -1 ? (int32_t)i : -2;
        if (registry->packs[rule->pack].selected)
            judged = judged == -1 ? (int32_t)i : -2;
    }
    found = judged == -1 ? found : judged;
    return found < 0 ? -1 : found;
}

bool kj_rule_is_item(const KjRule *item, const KjRule *of)
{
    KjText name = item->clause, clause = of->clause;
    if (name.len <= clause.len + 1 || memcmp(name.data, clause.data, clause.len) != 0)
        return false;
    bool nested = memchr(clause.data, '#', clause.len) != NULL;
    const char *rest = name.data + clause.len + 1;
    return name.data[clause.len] == (nested ? '.' : '#') &&
           !memchr(rest, '.', name.len - clause.len - 1);
}

int32_t kj_registry_param(const KjRegistry *registry, KjText name)
{
    int32_t found = -1;
    for (size_t i = 0; i < registry->param_count; i++) {
        const KjParam *param = &registry->params[i];
        if (kj_text_compare(param->qualified, name) == 0)
            return (int32_t)i;
        if (kj_text_compare(param->name, name) == 0)
            found = found == -1 ? (int32_t)i : -2;
    }
    return found < 0 ? -1 : found;
}

size_t kj_rule_place(const KjRule *rule, int32_t kind)
{
    size_t place = 0;
    while (place < rule->kind_count && rule->kinds[place] != kind)
        place++;
    return place;
}

KjText kj_rule_actor(const KjRule *rule, KjLang lang)
{
    KjText label = kj_label_in(rule->actor_label, lang);
    return label.len ? label : rule->actor;
}

KjText kj_label_in(KjLabel label, KjLang lang)
{
    KjText first = lang == KJ_JA ? label.ja : label.en;
    return first.len ? first : lang == KJ_JA ? label.en : label.ja;
}
