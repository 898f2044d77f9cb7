/* Records in block style, a blank line between them, a line per field. Groups and lists stand on
 * that line ({ type: hot, site: north }, [auth, dns]) if they fit, else below it; each row of a list
 * of groups has a line of its own. What is written never depends on what stands around it, so that
 * a changed fact changes its own lines only. */
#include "engine/output/facts_yaml.h"

#include "engine/output/facts_text.h"
#include "engine/output/yaml_text.h"

#define WIDTH 100

typedef struct Writer {
    KjBuf *out;
    const KjSchema *schema;
    int32_t zone;
} Writer;

typedef struct Members { /* the entries of a record or row that stand in one group; -1: in none */
    const KjKind *kind;
    const KjList *entries;
    int32_t group;
} Members;

static void put(const Writer *writer, KjText text)
{
    kj_buf_add(writer->out, text.data, text.len);
}

static void new_line(const Writer *writer, int indent)
{
    kj_buf_printf(writer->out, "\n%*s", indent, "");
}

/* ---- members ---- */

/* The next member from *at on, which is moved behind it. */
static bool next_member(const Members *members, size_t *at, KjFactEntry *entry)
{
    while (*at < members->entries->count) {
        *entry = kj_facts_entry(members->kind, &members->entries->items[(*at)++]);
        if (entry->field->group == members->group)
            return true;
    }
    return false;
}

static Members members_of(const Members *outer, const KjFactEntry *group)
{
    return (Members){outer->kind, outer->entries, group->index};
}

static Members members_of_row(const Writer *writer, const KjField *list, const KjValue *row)
{
    return (Members){&writer->schema->kinds[list->child], &row->u.list, -1};
}

/* "standby.type" is written type: below standby. */
static KjText key_of(const Members *members, const KjField *field)
{
    size_t skip = members->group < 0 ? 0 : members->kind->fields[members->group].name.len + 1;

    return (KjText){field->name.data + skip, field->name.len - (uint32_t)skip};
}

/* ---- on one line ---- */

/* False if it has lines of its own or needs lines below. */
static bool flow_value(const Writer *writer, const Members *members, const KjFactEntry *entry);

static bool is_text(const KjValue *value)
{
    return value->type == KJ_TEXT_TYPE || value->type == KJ_ENUM;
}

static bool flow_scalar(const Writer *writer, const KjField *field, const KjValue *value, bool flow)
{
    if (!is_text(value)) {
        kj_fact_write(writer->out, field, value, writer->zone);
        return true;
    }
    kj_yaml_scalar(writer->out, value->u.text, flow);
    return !kj_yaml_has_lines(value->u.text);
}

static bool flow_members(const Writer *writer, const Members *members)
{
    size_t at = 0, count = 0;
    KjFactEntry entry;

    kj_buf_puts(writer->out, "{");
    while (next_member(members, &at, &entry)) {
        kj_buf_puts(writer->out, count++ ? ", " : " ");
        put(writer, key_of(members, entry.field));
        kj_buf_puts(writer->out, ": ");
        if (!flow_value(writer, members, &entry))
            return false;
    }
    kj_buf_puts(writer->out, count ? " }" : "}");
    return true;
}

static bool flow_items(const Writer *writer, const KjFactEntry *entry)
{
    const KjList *list = &entry->value->u.list;

    kj_buf_putc(writer->out, '[');
    for (size_t i = 0; i < list->count; i++) {
        kj_buf_puts(writer->out, i ? ", " : "");
        if (!flow_scalar(writer, entry->field, &list->items[i], true))
            return false;
    }
    kj_buf_putc(writer->out, ']');
    return true;
}

static bool flow_value(const Writer *writer, const Members *members, const KjFactEntry *entry)
{
    if (entry->field->child >= 0) {
        kj_buf_puts(writer->out, "[]");
        return entry->value->u.list.count == 0;
    }
    if (entry->field->type == KJ_GROUP) {
        Members inner = members_of(members, entry);

        return flow_members(writer, &inner);
    }
    if (entry->field->list)
        return flow_items(writer, entry);
    return flow_scalar(writer, entry->field, entry->value, true);
}

/* What was put since `from` goes unless it is good and the line is not too wide. */
static bool keep(const Writer *writer, size_t from, bool good)
{
    KjBuf *out = writer->out;
    size_t line = from;

    if (out->failed)
        return true;
    while (line > 0 && out->data[line - 1] != '\n')
        line--;
    if (good &&
        kj_text_width((KjText){out->data + line, (uint32_t)(out->len - line)}, true) <= WIDTH)
        return true;
    out->len = from;
    return false;
}

/* ---- on lines of their own ---- */

static void put_members(const Writer *writer, const Members *members, int indent, bool first_begun);

static void put_text(const Writer *writer, KjText text, int indent)
{
    if (kj_yaml_has_lines(text))
        kj_yaml_lines(writer->out, text, indent);
    else
        kj_yaml_scalar(writer->out, text, false);
}

static void put_scalar(const Writer *writer, const KjField *field, const KjValue *value, int indent)
{
    if (is_text(value))
        put_text(writer, value->u.text, indent);
    else
        kj_fact_write(writer->out, field, value, writer->zone);
}

static void put_row(const Writer *writer, const KjField *list, const KjValue *row, int indent)
{
    Members members = members_of_row(writer, list, row);
    size_t from = writer->out->len;
    bool good = flow_members(writer, &members);

    if (!keep(writer, from, good))
        put_members(writer, &members, indent + 2, true);
}

static void put_list(const Writer *writer, const KjFactEntry *entry, int indent)
{
    const KjList *list = &entry->value->u.list;

    for (size_t i = 0; i < list->count; i++) {
        new_line(writer, indent);
        kj_buf_puts(writer->out, "- ");
        if (entry->field->child >= 0)
            put_row(writer, entry->field, &list->items[i], indent);
        else
            put_scalar(writer, entry->field, &list->items[i], indent + 2);
    }
}

/* Behind "key:", which stands at the indent. */
static void put_value(const Writer *writer, const Members *members, const KjFactEntry *entry,
                      int indent)
{
    const KjField *field = entry->field;
    size_t from = writer->out->len;

    kj_buf_putc(writer->out, ' ');
    if (field->type != KJ_GROUP && !field->list) {
        put_scalar(writer, field, entry->value, indent + 2);
        return;
    }
    if (keep(writer, from, flow_value(writer, members, entry)))
        return;
    if (field->type == KJ_GROUP && field->child < 0) {
        Members inner = members_of(members, entry);

        put_members(writer, &inner, indent + 2, false);
    } else {
        put_list(writer, entry, indent + 2);
    }
}

/* first_begun: the first member goes on the line that was begun. */
static void put_members(const Writer *writer, const Members *members, int indent, bool first_begun)
{
    size_t at = 0;
    KjFactEntry entry;

    for (bool first = first_begun; next_member(members, &at, &entry); first = false) {
        if (!first)
            new_line(writer, indent);
        put(writer, key_of(members, entry.field));
        kj_buf_putc(writer->out, ':');
        put_value(writer, members, &entry, indent);
    }
}

/* ---- records ---- */

static void put_record(const Writer *writer, const KjKind *kind, const KjValue *record, int indent)
{
    Members members = {kind, kj_map_list(record, "fields"), -1};

    kj_buf_puts(writer->out, "id: ");
    kj_yaml_scalar(writer->out, kj_map_text(record, "id"), false);
    put_members(writer, &members, indent, false);
    kj_buf_putc(writer->out, '\n');
}

static void put_kind(const Writer *writer, const KjValue *of)
{
    const KjKind *kind = &writer->schema->kinds[kj_map_int(of, "kind", 0)];
    const KjList *records = kj_map_list(of, "records");

    if (kind->singleton)
        return;
    kj_buf_putc(writer->out, '\n');
    put(writer, kind->plural);
    kj_buf_puts(writer->out, ":\n");
    for (size_t i = 0; i < records->count; i++) {
        kj_buf_puts(writer->out, i ? "\n  - " : "  - ");
        put_record(writer, kind, &records->items[i], 4);
    }
}

static void put_organization(const Writer *writer, const KjValue *facts)
{
    const KjList *kinds = kj_map_list(facts, "kinds");
    int32_t own = writer->schema->organization;

    kj_buf_puts(writer->out, "kijun: 1\n\norganization:\n  ");
    for (size_t i = 0; i < kinds->count; i++) {
        if (kj_map_int(&kinds->items[i], "kind", -1) == own) {
            put_record(writer, &writer->schema->kinds[own],
                       &kj_map_list(&kinds->items[i], "records")->items[0], 2);
            return;
        }
    }
    kj_buf_puts(writer->out, "id: ");
    kj_yaml_scalar(writer->out, kj_map_text(facts, "id"), false);
    kj_buf_putc(writer->out, '\n');
}

void kj_facts_yaml(KjBuf *out, const KjSchema *schema, const KjValue *facts, int32_t zone)
{
    Writer writer = {out, schema, zone};
    const KjList *kinds = kj_map_list(facts, "kinds");

    put_organization(&writer, facts);
    for (size_t i = 0; i < kinds->count; i++)
        put_kind(&writer, &kinds->items[i]);
}
