/* The schema is read from the declaration document in two passes: first every kind and field by
 * itself, then what refers to other kinds (targets, children, groups, inverses) with every index
 * checked. Names of a kind's fields are found through a small hash table (open addressing, linear
 * probing) made at the end; kinds are few and are found by looking at each. */
#include "engine/model/schema.h"

#include <string.h>

typedef struct Reader {
    KjSchema *schema;
    KjError *error;
} Reader;

#define FAIL(reader, ...)                                                                          \
    (kj_error_set((reader)->error, KJ_EXIT_SYSTEM, "schema: " __VA_ARGS__), false)
#define SHOW(text) (int)(text).len, (text).data

/* Names and defaults live as long as the schema: as atoms. */
static KjText keep(const Reader *in, KjText text)
{
    return (KjText){kj_arena_strndup(in->schema->arena, text.data, text.len), text.len};
}

static KjText keep_atom(const Reader *in, KjText text)
{
    kj_atom(in->schema->atoms, text);
    return keep(in, text);
}

static KjLabel read_label(const Reader *in, const KjValue *label)
{
    return (KjLabel){keep(in, kj_map_text(label, "ja")), keep(in, kj_map_text(label, "en"))};
}

/* ---- one field by itself ---- */

void kj_read_bound(const KjValue *map, const char *key, bool *has, double *limit)
{
    const KjValue *bound = kj_map_get(map, key);
    *has = bound && (bound->type == KJ_INT || bound->type == KJ_NUMBER);
    if (*has)
        *limit = bound->type == KJ_INT ? (double)bound->u.whole : bound->u.real;
}

static void intern_texts(const Reader *in, const KjValue *value)
{
    if (value->type == KJ_TEXT_TYPE || value->type == KJ_ENUM)
        kj_atom(in->schema->atoms, value->u.text);
    if (value->type != KJ_LIST)
        return;
    for (size_t i = 0; i < value->u.list.count; i++)
        intern_texts(in, &value->u.list.items[i]);
}

static bool fits(const KjField *field, const KjValue *value)
{
    if (field->type == KJ_ENUM)
        return value->type == KJ_ENUM || value->type == KJ_TEXT_TYPE;
    if (field->type == KJ_NUMBER || field->type == KJ_PERCENT || field->type == KJ_QUANTITY)
        return value->type == field->type || value->type == KJ_NUMBER || value->type == KJ_INT;
    return value->type == field->type && field->type != KJ_REF && field->type != KJ_GROUP;
}

static bool default_fits(const KjField *field)
{
    const KjValue *value = &field->otherwise;
    if (!field->list && field->child < 0)
        return fits(field, value);
    if (value->type != KJ_LIST || (field->child >= 0 && value->u.list.count))
        return false;
    for (size_t i = 0; i < value->u.list.count; i++) {
        if (!fits(field, &value->u.list.items[i]))
            return false;
    }
    return true;
}

static bool read_default(const Reader *in, const KjValue *item, KjField *field)
{
    const KjValue *value = kj_map_get(item, "default");
    if (!value || value->type == KJ_NONE)
        return true;
    field->otherwise = kj_value_copy(in->schema->arena, value);
    if (value->type == KJ_MAP && value->u.map.count == 0) /* {} in Lua may be either */
        field->otherwise = (KjValue){.type = KJ_LIST};
    if (!default_fits(field))
        return FAIL(in, "default of field '%.*s' is of another type", SHOW(field->name));
    intern_texts(in, &field->otherwise);
    return true;
}

static bool read_values(const Reader *in, const KjValue *item, KjField *field)
{
    const KjList *values = kj_map_list(item, "values");
    const KjValue *declared = kj_map_get(item, "labels");
    KjText *texts = kj_arena_array(in->schema->arena, values->count, sizeof *texts);
    KjLabel *labels = kj_arena_array(in->schema->arena, values->count, sizeof *labels);
    for (size_t i = 0; i < values->count; i++) {
        if (values->items[i].type != KJ_TEXT_TYPE)
            return FAIL(in, "values of field '%.*s' must be texts", SHOW(field->name));
        texts[i] = keep_atom(in, values->items[i].u.text);
        labels[i] = read_label(in, declared ? kj_map_get(declared, texts[i].data) : NULL);
    }
    field->values = texts;
    field->value_labels = labels;
    field->value_count = values->count;
    if (field->type == KJ_ENUM && values->count == 0)
        return FAIL(in, "field '%.*s' has no values", SHOW(field->name));
    return true;
}

static bool read_type(const Reader *in, const KjValue *item, KjField *field)
{
    KjText name = kj_map_text(item, "type");
    if (!kj_type_from_name(name, &field->type) || field->type == KJ_NONE || field->type > KJ_GROUP)
        return FAIL(in, "field '%.*s': unknown type '%.*s'", SHOW(field->name), SHOW(name));
    field->child = (int32_t)kj_map_int(item, "child", -1);
    field->list = kj_map_bool(item, "list", false) && field->child < 0;
    if (field->type == KJ_GROUP && field->list)
        return FAIL(in, "list of groups '%.*s' has no child kind", SHOW(field->name));
    if (field->type != KJ_GROUP && field->child >= 0)
        return FAIL(in, "field '%.*s' has a child but is no group", SHOW(field->name));
    return true;
}

static bool read_field(const Reader *in, const KjValue *item, int32_t pack, KjField *field)
{
    *field = (KjField){.name = keep(in, kj_map_text(item, "name")), .target = -1};
    if (field->name.len == 0)
        return FAIL(in, "a field has no name");
    field->label = read_label(in, kj_map_get(item, "label"));
    field->required = kj_map_bool(item, "required", false);
    field->sensitive = kj_map_bool(item, "sensitive", false);
    field->coded = kj_map_bool(item, "coded", false);
    field->derived = kj_map_bool(item, "derived", false);
    field->unit = keep(in, kj_map_text(item, "unit"));
    field->group = (int32_t)kj_map_int(item, "group", -1);
    field->pack = (int32_t)kj_map_int(item, "pack", pack);
    kj_read_bound(item, "min", &field->has_min, &field->min);
    kj_read_bound(item, "max", &field->has_max, &field->max);
    return read_type(in, item, field) && read_values(in, item, field) &&
           read_default(in, item, field);
}

static bool read_kind(const Reader *in, const KjValue *item, KjKind *kind)
{
    const KjList *fields = kj_map_list(item, "fields");
    *kind = (KjKind){.name = keep(in, kj_map_text(item, "name")),
                     .plural = keep(in, kj_map_text(item, "plural")),
                     .label = read_label(in, kj_map_get(item, "title")),
                     .derived = kj_map_bool(item, "derived", false),
                     .singleton = kj_map_bool(item, "singleton", false),
                     .parent = (int32_t)kj_map_int(item, "parent", -1),
                     .parent_field = (int32_t)kj_map_int(item, "parent_field", -1),
                     .pack = (int32_t)kj_map_int(item, "pack", -1)};
    if (kind->name.len == 0)
        return FAIL(in, "a kind has no name");
    kind->fields = kj_arena_array(in->schema->arena, fields->count, sizeof *kind->fields);
    kind->field_count = fields->count;
    for (size_t i = 0; i < fields->count; i++) {
        if (!read_field(in, &fields->items[i], kind->pack, &kind->fields[i]))
            return false;
    }
    return true;
}

/* ---- what refers to other kinds ---- */

static bool is_kind(const KjSchema *schema, int64_t kind)
{
    return kind >= 0 && (size_t)kind < schema->kind_count;
}

static bool link_target(const Reader *in, const KjValue *item, KjField *field)
{
    KjText target = kj_map_text(item, "target");
    if (field->type != KJ_REF)
        return true;
    field->target = kj_text_is(target, "any") ? KJ_ANY_KIND : kj_schema_kind(in->schema, target);
    if (field->target == -1)
        return FAIL(in, "field '%.*s' refers to the unknown kind '%.*s'", SHOW(field->name),
                    SHOW(target));
    if (field->target >= 0 && in->schema->kinds[field->target].parent >= 0)
        return FAIL(in, "field '%.*s' refers to a list of groups", SHOW(field->name));
    return true;
}

/* A group's name is a proper beginning of its members' names, so there are no cycles. */
static bool link_group(const Reader *in, const KjKind *kind, const KjField *field)
{
    if (field->group == -1)
        return true;
    if (field->group < 0 || (size_t)field->group >= kind->field_count)
        return FAIL(in, "field '%.*s' is in no group of its kind", SHOW(field->name));
    const KjField *group = &kind->fields[field->group];
    if (group->type != KJ_GROUP || group->child >= 0 || group->name.len + 1 >= field->name.len ||
        memcmp(group->name.data, field->name.data, group->name.len) != 0 ||
        field->name.data[group->name.len] != '.')
        return FAIL(in, "field '%.*s' cannot be in group '%.*s'", SHOW(field->name),
                    SHOW(group->name));
    return true;
}

static bool link_child(const Reader *in, int32_t number, int32_t index)
{
    const KjField *field = &in->schema->kinds[number].fields[index];
    if (field->child == -1)
        return true;
    if (!is_kind(in->schema, field->child))
        return FAIL(in, "field '%.*s' has no such child kind", SHOW(field->name));
    const KjKind *child = &in->schema->kinds[field->child];
    if (child->parent != number || child->parent_field != index)
        return FAIL(in, "kind '%.*s' is not the child of field '%.*s'", SHOW(child->name),
                    SHOW(field->name));
    return true;
}

static bool link_parent(const Reader *in, int32_t number)
{
    KjSchema *schema = in->schema;
    const KjKind *kind = &schema->kinds[number];
    if (kind->parent == -1)
        return true;
    if (!is_kind(schema, kind->parent) || kind->parent_field < 0 ||
        (size_t)kind->parent_field >= schema->kinds[kind->parent].field_count ||
        schema->kinds[kind->parent].fields[kind->parent_field].child != number)
        return FAIL(in, "kind '%.*s' has no such parent field", SHOW(kind->name));
    if (kind->singleton || kind->derived != schema->kinds[kind->parent].derived)
        return FAIL(in, "kind '%.*s' differs in nature from its parent", SHOW(kind->name));
    int32_t above = number;
    for (size_t steps = 0; above >= 0 && is_kind(schema, above); steps++) {
        if (steps > schema->kind_count)
            return FAIL(in, "kind '%.*s' is its own parent", SHOW(kind->name));
        above = schema->kinds[above].parent;
    }
    return true;
}

static bool link_kind(const Reader *in, const KjValue *item, int32_t number)
{
    KjSchema *schema = in->schema;
    KjKind *kind = &schema->kinds[number];
    const KjList *items = kj_map_list(item, "fields");
    if (kj_schema_kind(schema, kind->name) != number)
        return FAIL(in, "there are two kinds '%.*s'", SHOW(kind->name));
    if (kind->plural.len && kj_schema_kind_by_plural(schema, kind->plural) != number)
        return FAIL(in, "two kinds have the plural '%.*s'", SHOW(kind->plural));
    for (size_t i = 0; i < kind->field_count; i++) {
        if (!link_target(in, &items->items[i], &kind->fields[i]) ||
            !link_group(in, kind, &kind->fields[i]) || !link_child(in, number, (int32_t)i))
            return false;
    }
    if (kind->singleton && schema->organization >= 0)
        return FAIL(in, "two kinds are the organization's own record");
    if (kind->singleton)
        schema->organization = number;
    return link_parent(in, number);
}

static bool read_inverse(const Reader *in, const KjValue *item, KjInverse *inverse)
{
    KjSchema *schema = in->schema;
    const KjValue *of = kj_map_get(item, "of");
    bool any = of && of->type == KJ_TEXT_TYPE && kj_text_is(of->u.text, "any");
    *inverse = (KjInverse){.name = keep(in, kj_map_text(item, "name")),
                           .of = any ? KJ_ANY_KIND : (int32_t)kj_map_int(item, "of", -1),
                           .source = (int32_t)kj_map_int(item, "source", -1),
                           .holder = (int32_t)kj_map_int(item, "holder", -1),
                           .field = (int32_t)kj_map_int(item, "field", -1)};
    KjText name = inverse->name;
    if (!is_kind(schema, inverse->holder) || (!any && !is_kind(schema, inverse->of)) ||
        kj_schema_root(schema, inverse->holder) != inverse->source)
        return FAIL(in, "inverse '%.*s' has no such kind", SHOW(name));
    const KjKind *holder = &schema->kinds[inverse->holder];
    if (inverse->field < 0 || (size_t)inverse->field >= holder->field_count ||
        holder->fields[inverse->field].type != KJ_REF)
        return FAIL(in, "inverse '%.*s' is of no reference", SHOW(name));
    int32_t target = holder->fields[inverse->field].target;
    if (target != KJ_ANY_KIND && target != inverse->of)
        return FAIL(in, "inverse '%.*s' is of another kind than its reference", SHOW(name));
    return true;
}

/* ---- names ---- */

/* slots hold field index + 1; twice as many as fields at least, so a probe ends soon */
static bool index_fields(const Reader *in, KjKind *kind)
{
    uint32_t slots = 2;
    while (slots < kind->field_count * 2 + 1)
        slots *= 2;
    uint32_t *table = kj_arena_array(in->schema->arena, slots, sizeof *table);
    kind->lookup = table;
    kind->lookup_mask = slots - 1;
    for (uint32_t i = 0; i < kind->field_count; i++) {
        if (kj_kind_field(kind, kind->fields[i].name) >= 0)
            return FAIL(in, "kind '%.*s' has two fields '%.*s'", SHOW(kind->name),
                        SHOW(kind->fields[i].name));
        uint32_t slot = (uint32_t)kj_text_hash(kind->fields[i].name, 0) & kind->lookup_mask;
        while (table[slot])
            slot = (slot + 1) & kind->lookup_mask;
        table[slot] = i + 1;
    }
    return true;
}

/* ---- the whole ---- */

/* What is there already keeps its numbers. One more stands behind the last, empty: who refuses a number and goes
 * on with 0 finds something there. */
static void *grown(KjArena *arena, const void *old, size_t count, size_t more, size_t size)
{
    char *now = kj_arena_array(arena, count + more + 1, size);
    if (count)
        memcpy(now, old, count * size);
    return now;
}

static bool read_kinds(const Reader *in, const KjList *kinds)
{
    KjSchema *schema = in->schema;
    size_t first = schema->kind_count;
    schema->kinds = grown(schema->arena, schema->kinds, first, kinds->count, sizeof *schema->kinds);
    schema->kind_count = first + kinds->count;
    for (size_t i = 0; i < kinds->count; i++) {
        if (!read_kind(in, &kinds->items[i], &schema->kinds[first + i]) ||
            !index_fields(in, &schema->kinds[first + i]))
            return false;
    }
    for (size_t i = 0; i < kinds->count; i++) {
        if (!link_kind(in, &kinds->items[i], (int32_t)(first + i)))
            return false;
    }
    return true;
}

static bool read_inverses(const Reader *in, const KjList *inverses)
{
    KjSchema *schema = in->schema;
    size_t first = schema->inverse_count;
    schema->inverses =
        grown(schema->arena, schema->inverses, first, inverses->count, sizeof *schema->inverses);
    schema->inverse_count = first + inverses->count;
    for (size_t i = 0; i < inverses->count; i++) {
        if (!read_inverse(in, &inverses->items[i], &schema->inverses[first + i]))
            return false;
    }
    return true;
}

bool kj_schema_extend(KjSchema *schema, const KjValue *document, KjError *error)
{
    Reader in = {schema, error};
    return read_kinds(&in, kj_map_list(document, "kinds")) &&
           read_inverses(&in, kj_map_list(document, "inverses"));
}

KjSchema *kj_schema_new(const KjValue *document, KjError *error)
{
    KjSchema *schema = kj_alloc(sizeof *schema);
    schema->arena = kj_arena_new();
    schema->atoms = kj_atoms_new(NULL);
    schema->organization = -1;
    if (kj_schema_extend(schema, document, error))
        return schema;
    kj_schema_free(schema);
    return NULL;
}

void kj_schema_free(KjSchema *schema)
{
    if (!schema)
        return;
    kj_atoms_free(schema->atoms);
    kj_arena_free(schema->arena);
    kj_free(schema);
}
