/* Finding kinds and fields by name, and what fields are. */
#include "engine/model/schema.h"

int32_t kj_kind_field(const KjKind *kind, KjText name)
{
    uint32_t slot = (uint32_t)kj_text_hash(name, 0) & kind->lookup_mask;
    for (; kind->lookup[slot]; slot = (slot + 1) & kind->lookup_mask) {
        if (kj_text_same(kind->fields[kind->lookup[slot] - 1].name, name))
            return (int32_t)kind->lookup[slot] - 1;
    }
    return -1;
}

bool kj_field_is_told(const KjField *field)
{
    return !field->list && field->type != KJ_REF && field->type != KJ_BOOL &&
           field->type != KJ_GROUP && kj_text_compare(field->label.en, field->name) != 0;
}

int32_t kj_schema_kind(const KjSchema *schema, KjText name)
{
    for (size_t i = 0; i < schema->kind_count; i++) {
        if (kj_text_same(schema->kinds[i].name, name))
            return (int32_t)i;
    }
    return -1;
}

int32_t kj_schema_kind_by_plural(const KjSchema *schema, KjText key)
{
    for (size_t i = 0; i < schema->kind_count; i++) {
        if (key.len && kj_text_same(schema->kinds[i].plural, key))
            return (int32_t)i;
    }
    return -1;
}

int32_t kj_schema_root(const KjSchema *schema, int32_t kind)
{
    while (schema->kinds[kind].parent >= 0)
        kind = schema->kinds[kind].parent;
    return kind;
}
