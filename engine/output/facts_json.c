/* { "kijun": 1, "organization": { "id": …, fields }, "systems": [ { "id": …, fields }, … ], … }, kinds and
 * fields in the order of the schema, records by id. */
#include "engine/output/facts_json.h"

#include "engine/output/facts_text.h"
#include "engine/output/json.h"

typedef struct Writer {
    KjJson json;
    const KjSchema *schema;
} Writer;

typedef struct Members { /* the entries of a record or row that stand in one group; -1: in none */
    const KjKind *kind;
    const KjList *entries;
    int32_t group;
} Members;

static void put_members(Writer *writer, const Members *members);

static void put_scalar(Writer *writer, const KjField *field, const KjValue *value)
{
    KjBuf *out = writer->json.out;
    KjBuf text;

    switch (value->type) {
    case KJ_BOOL: kj_json_bool(&writer->json, value->u.truth); return;
    case KJ_INT: kj_json_int(&writer->json, value->u.whole); return;
    case KJ_TEXT_TYPE:
    case KJ_ENUM: kj_json_text(&writer->json, value->u.text); return;
    default: break;
    }
    kj_buf_init(&text, 0);
    if (value->type == KJ_DURATION)
        kj_buf_printf(&text, "%llds", (long long)value->u.whole);
    else
        kj_fact_write(&text, field, value, 0);
    kj_json_text(&writer->json, (KjText){text.data, (uint32_t)text.len});
    out->failed |= text.failed;
    kj_buf_clear(&text);
}

static void put_row(Writer *writer, const KjField *list, const KjValue *row)
{
    Members members = {&writer->schema->kinds[list->child], &row->u.list, -1};

    kj_json_open(&writer->json, '{');
    put_members(writer, &members);
    kj_json_close(&writer->json, '}');
}

static void put_value(Writer *writer, const Members *members, const KjFactEntry *entry)
{
    const KjField *field = entry->field;

    if (field->list || field->child >= 0) {
        kj_json_open(&writer->json, '[');
        for (size_t i = 0; i < entry->value->u.list.count; i++) {
            const KjValue *item = &entry->value->u.list.items[i];

            if (field->child >= 0)
                put_row(writer, field, item);
            else
                put_scalar(writer, field, item);
        }
        kj_json_close(&writer->json, ']');
    } else if (field->type == KJ_GROUP) {
        Members inner = {members->kind, members->entries, entry->index};

        kj_json_open(&writer->json, '{');
        put_members(writer, &inner);
        kj_json_close(&writer->json, '}');
    } else {
        put_scalar(writer, field, entry->value);
    }
}

/* "standby.type" is written type, in standby. */
static void put_members(Writer *writer, const Members *members)
{
    size_t skip =
        members->group < 0 ? 0 : members->kind->fields[members->group].name.len + (size_t)1;

    for (size_t i = 0; i < members->entries->count; i++) {
        KjFactEntry entry = kj_facts_entry(members->kind, &members->entries->items[i]);

        if (entry.field->group != members->group)
            continue;
        kj_json_key(&writer->json, entry.field->name.data + skip);
        put_value(writer, members, &entry);
    }
}

static void put_record(Writer *writer, const KjKind *kind, const KjValue *record)
{
    Members members = {kind, kj_map_list(record, "fields"), -1};

    kj_json_open(&writer->json, '{');
    kj_json_put_text(&writer->json, "id", kj_map_text(record, "id"));
    put_members(writer, &members);
    kj_json_close(&writer->json, '}');
}

static void put_kind(Writer *writer, const KjValue *of)
{
    const KjKind *kind = &writer->schema->kinds[kj_map_int(of, "kind", 0)];
    const KjList *records = kj_map_list(of, "records");

    if (kind->singleton)
        return;
    kj_json_key(&writer->json, kind->plural.data);
    kj_json_open(&writer->json, '[');
    for (size_t i = 0; i < records->count; i++)
        put_record(writer, kind, &records->items[i]);
    kj_json_close(&writer->json, ']');
}

static void put_organization(Writer *writer, const KjValue *facts)
{
    const KjList *kinds = kj_map_list(facts, "kinds");
    int32_t own = writer->schema->organization;

    kj_json_key(&writer->json, "organization");
    for (size_t i = 0; i < kinds->count; i++) {
        if (kj_map_int(&kinds->items[i], "kind", -1) == own) {
            put_record(writer, &writer->schema->kinds[own],
                       &kj_map_list(&kinds->items[i], "records")->items[0]);
            return;
        }
    }
    kj_json_open(&writer->json, '{');
    kj_json_put_text(&writer->json, "id", kj_map_text(facts, "id"));
    kj_json_close(&writer->json, '}');
}

void kj_facts_json(KjBuf *out, const KjSchema *schema, const KjValue *facts)
{
    Writer writer = {.json = kj_json(out), .schema = schema};
    const KjList *kinds = kj_map_list(facts, "kinds");

    kj_json_open(&writer.json, '{');
    kj_json_put_int(&writer.json, "kijun", 1);
    put_organization(&writer, facts);
    for (size_t i = 0; i < kinds->count; i++)
        put_kind(&writer, &kinds->items[i]);
    kj_json_close(&writer.json, '}');
}
