/* Names in the registry: kinds, and what the records of a kind know, along a path. */
#include "engine/cli/repl_complete_parts.h"

#include <string.h>

/* ---- kinds ---- */

static const KjSchema *schema_of(const KjRepl *repl)
{
    return repl->session.view.registry->schema;
}

void kj_complete_kinds(const KjRepl *repl, KjCompletion *completion)
{
    const KjSchema *schema = schema_of(repl);
    bool wide = completion->prefix.len && (unsigned char)completion->prefix.data[0] >= 0x80;

    for (size_t k = 0; k < schema->kind_count; k++) {
        const KjKind *kind = &schema->kinds[k];

        kj_completion_add(completion, wide ? kind->label.ja.data : kind->name.data);
        if (kind->plural.len)
            kj_completion_add(completion, kind->plural.data);
    }
}

const KjKind *kj_repl_kind(const KjRepl *repl, KjText name)
{
    const KjSchema *schema = schema_of(repl);

    for (size_t k = 0; name.len && k < schema->kind_count; k++) {
        const KjKind *kind = &schema->kinds[k];

        if (kj_text_same(kind->name, name) || kj_text_same(kind->plural, name) ||
            kj_text_same(kind->label.ja, name) || kj_text_same(kind->label.en, name))
            return kind;
    }
    return NULL;
}

/* ---- along paths ---- */

typedef struct Spot { /* where a path has come to */
    const KjKind *kind;
    KjText group_name; /* of the group in it, or empty */
} Spot;

static bool is_in_group(const KjField *field, KjText group)
{
    if (!group.len)
        return true;
    return field->name.len > group.len + 1 &&
           memcmp(field->name.data, group.data, group.len) == 0 &&
           field->name.data[group.len] == '.';
}

/* The part of a field's name that comes next, or the empty text. */
static KjText next_part(const KjField *field, KjText group)
{
    size_t skip = group.len ? group.len + 1 : 0;
    const char *from = field->name.data + skip, *dot;

    if (!is_in_group(field, group))
        return KJ_TEXT("");
    dot = memchr(from, '.', field->name.len - skip);
    return (KjText){from, (uint32_t)(dot ? (size_t)(dot - from) : field->name.len - skip)};
}

static const KjKind *target_of(const KjSchema *schema, const KjField *field)
{
    if (field->child >= 0)
        return &schema->kinds[field->child];
    return field->target >= 0 ? &schema->kinds[field->target] : NULL;
}

static bool step_back(const KjSchema *schema, Spot *spot, KjText part)
{
    int32_t number = (int32_t)(spot->kind - schema->kinds);

    for (size_t i = 0; !spot->group_name.len && i < schema->inverse_count; i++)
        if ((schema->inverses[i].of == number || schema->inverses[i].of == KJ_ANY_KIND) &&
            kj_text_same(schema->inverses[i].name, part)) {
            *spot = (Spot){.kind = &schema->kinds[schema->inverses[i].source]};
            return true;
        }
    return false;
}

/* Goes on by one part of a path. False: it leads nowhere. */
static bool step(const KjSchema *schema, Spot *spot, KjText part, KjArena *arena)
{
    KjText name = spot->group_name.len
                      ? kj_text(kj_arena_printf(arena, "%.*s.%.*s", (int)spot->group_name.len,
                                                spot->group_name.data, (int)part.len, part.data))
                      : part;
    int32_t number = kj_kind_field(spot->kind, name);
    const KjField *field = number < 0 ? NULL : &spot->kind->fields[number];
    int32_t all = spot->kind->singleton ? kj_schema_kind_by_plural(schema, part) : -1;

    if (field && field->type == KJ_GROUP && field->child < 0) {
        spot->group_name = name;
        return true;
    }
    if (field && target_of(schema, field)) {
        *spot = (Spot){.kind = target_of(schema, field)};
        return true;
    }
    if (all >= 0 && !field) {
        *spot = (Spot){.kind = &schema->kinds[all]};
        return true;
    }
    if (!field && kj_text_is(part, "organization") && schema->organization >= 0) {
        *spot = (Spot){.kind = &schema->kinds[schema->organization]};
        return true;
    }
    return !field && step_back(schema, spot, part);
}

static void add_names(const KjRepl *repl, const Spot *spot, KjText path, KjCompletion *completion)
{
    const KjSchema *schema = schema_of(repl);
    int32_t number = (int32_t)(spot->kind - schema->kinds);

    for (size_t f = 0; f < spot->kind->field_count; f++) {
        KjText part = next_part(&spot->kind->fields[f], spot->group_name);

        kj_completion_add(completion, kj_arena_printf(completion->arena, "%.*s%.*s", (int)path.len,
                                                      path.data, (int)part.len, part.data));
    }
    if (spot->group_name.len)
        return;
    kj_completion_add(completion,
                      kj_arena_printf(completion->arena, "%.*sid", (int)path.len, path.data));
    for (size_t i = 0; i < schema->inverse_count; i++)
        if (schema->inverses[i].of == number || schema->inverses[i].of == KJ_ANY_KIND)
            kj_completion_add(completion,
                              kj_arena_printf(completion->arena, "%.*s%s", (int)path.len, path.data,
                                              schema->inverses[i].name.data));
    for (size_t k = 0; spot->kind->singleton && k < schema->kind_count; k++)
        if (schema->kinds[k].plural.len)
            kj_completion_add(completion,
                              kj_arena_printf(completion->arena, "%.*s%s", (int)path.len, path.data,
                                              schema->kinds[k].plural.data));
}

/* The prefix is a path: what its last part can be. */
void kj_complete_path(const KjRepl *repl, const KjKind *kind, KjCompletion *completion)
{
    KjText prefix = completion->prefix;
    Spot spot = {.kind = kind};
    size_t from = 0;

    for (size_t i = 0; i < prefix.len; i++) {
        if (prefix.data[i] != '.')
            continue;
        if (!step(schema_of(repl), &spot, (KjText){prefix.data + from, (uint32_t)(i - from)},
                  completion->arena))
            return;
        from = i + 1;
    }
    add_names(repl, &spot, (KjText){prefix.data, (uint32_t)from}, completion);
}

/* ---- values of a choice ---- */

static const KjField *field_at(const KjRepl *repl, const KjKind *kind, KjText path, KjArena *arena)
{
    Spot spot = {.kind = kind};
    size_t from = 0;
    int32_t number;

    for (size_t i = 0; i < path.len; i++) {
        if (path.data[i] != '.')
            continue;
        if (!step(schema_of(repl), &spot, (KjText){path.data + from, (uint32_t)(i - from)}, arena))
            return NULL;
        from = i + 1;
    }
    KjText last = {path.data + from, path.len - (uint32_t)from};
    if (spot.group_name.len)
        last = kj_text(kj_arena_printf(arena, "%.*s.%.*s", (int)spot.group_name.len,
                                       spot.group_name.data, (int)last.len, last.data));
    number = kj_kind_field(spot.kind, last);
    return number < 0 ? NULL : &spot.kind->fields[number];
}

static bool is_path(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.';
}

/* Behind "PATH == ": the values of the field. */
void kj_complete_values(const KjRepl *repl, const KjKind *kind, KjText before,
                        KjCompletion *completion)
{
    size_t end = before.len - completion->prefix.len, from;
    const KjField *field;

    while (end > 0 && strchr(" (['\"", before.data[end - 1]))
        end--;
    if (end < 2 || !strchr("=n", before.data[end - 1]))
        return;
    end -= 2; /* ==, ~=, in */
    while (end > 0 && before.data[end - 1] == ' ')
        end--;
    for (from = end; from > 0 && is_path(before.data[from - 1]);)
        from--;
    field = field_at(repl, kind, (KjText){before.data + from, (uint32_t)(end - from)},
                     completion->arena);
    for (size_t i = 0; field && i < field->value_count; i++)
        kj_completion_add(completion,
                          kj_arena_printf(completion->arena, "\"%s\"", field->values[i].data));
}
