/* Every value becomes an assignment of its own, so that each has its place; rows that are added are told with
 * all their fields at once. Items of lists are put in quotes, as in a cell of a table. */
#include "engine/ingest/amend_yaml.h"

#include "engine/ingest/tell.h"
#include "engine/ingest/yaml_nodes.h"

#include <string.h>

typedef struct Reading {
    const KjYaml *yaml;
    KjArena *arena;
    KjDiags *diags;
    KjAmend *items; /* grows; copied into the arena at the end */
    size_t count, capacity;
    const char *target; /* of the fields that are being read */
    bool new_row;       /* they belong into one change, which is begun */
} Reading;

#define TELL(reading, node, ...)                                                                   \
    kj_diag((reading)->diags, KJ_ERROR, kj_node_place((reading)->yaml, (node)), NULL, __VA_ARGS__)

static const KjYamlNode *node_at(const Reading *reading, uint32_t node)
{
    return &reading->yaml->nodes[node];
}

static const char *text_at(const Reading *reading, uint32_t node)
{
    KjText text = kj_node_text(reading->yaml, node);
    return kj_arena_strndup(reading->arena, text.data, text.len);
}

static void add(Reading *reading, uint32_t node, const char *text)
{
    KjAmend amend = {kj_text(text), kj_node_place(reading->yaml, node)};
    KJ_PUSH(reading->items, reading->count, reading->capacity, amend);
}

static void assign(Reading *reading, uint32_t node, const char *field, const char *value)
{
    if (!reading->new_row) {
        add(reading, node,
            kj_arena_printf(reading->arena, "%s %s=%s", reading->target, field, value));
        return;
    }
    KjAmend *last = &reading->items[reading->count - 1];
    bool first = !memchr(last->text.data, '=', last->text.len);
    last->text = kj_text(kj_arena_printf(reading->arena, "%s%c%s=%s", last->text.data,
                                         first ? ' ' : KJ_AMEND_NEXT, field, value));
}

/* ---- values ---- */

static void read_fields(Reading *reading, uint32_t map, const char *group);

static const char *quoted(const Reading *reading, uint32_t node)
{
    KjText text = kj_node_text(reading->yaml, node);
    char *to = kj_arena_scratch(reading->arena, (size_t)text.len * 2 + 3), *at = to;
    *at++ = '"';
    for (uint32_t i = 0; i < text.len; i++) {
        if (text.data[i] == '"')
            *at++ = '"';
        *at++ = text.data[i];
    }
    *at++ = '"';
    *at = '\0';
    return to;
}

/* Rows of a list of groups take the place of those that were there. */
static void read_rows(Reading *reading, uint32_t list, const char *field)
{
    const char *target = reading->target;
    if (reading->new_row || memchr(target, '/', strlen(target))) {
        TELL(reading, list, "行の中に行は書けません", "rows cannot hold rows here");
        return;
    }
    assign(reading, list, field, "[]");
    for (uint32_t i = list + 1; i < node_at(reading, list)->next; i = node_at(reading, i)->next) {
        uint32_t row = kj_node_resolve(reading->yaml, i);
        if (node_at(reading, row)->type != KJ_NODE_MAP) {
            TELL(reading, i, "行は「項目: 値」の組で書いてください", "write a row as a mapping");
            continue;
        }
        reading->target = kj_arena_printf(reading->arena, "+%s/%s", target, field);
        add(reading, i, reading->target);
        reading->new_row = true;
        read_fields(reading, row, NULL);
        reading->new_row = false;
    }
    reading->target = target;
}

static void read_list(Reading *reading, uint32_t list, const char *field)
{
    const char *joined = "";
    for (uint32_t i = list + 1; i < node_at(reading, list)->next; i = node_at(reading, i)->next) {
        uint32_t item = kj_node_resolve(reading->yaml, i);
        if (node_at(reading, item)->type == KJ_NODE_MAP) {
            read_rows(reading, list, field);
            return;
        }
        if (node_at(reading, item)->type != KJ_NODE_SCALAR) {
            TELL(reading, i, "一覧の項目は、値か「項目: 値」の組です",
                 "items of a list are values or mappings");
            return;
        }
        joined = kj_arena_printf(reading->arena, "%s%s%s", joined, *joined ? ";" : "",
                                 quoted(reading, item));
    }
    assign(reading, list, field, *joined ? joined : "[]");
}

static void read_value(Reading *reading, const char *field, uint32_t given)
{
    uint32_t node = kj_node_resolve(reading->yaml, given);
    switch (node_at(reading, node)->type) {
    case KJ_NODE_SCALAR: {
        bool none = node_at(reading, node)->is_null;
        assign(reading, given, field, none ? "" : text_at(reading, node));
        break;
    }
    case KJ_NODE_LIST: read_list(reading, node, field); break;
    case KJ_NODE_MAP: read_fields(reading, node, field); break;
    default: break;
    }
}

static void read_fields(Reading *reading, uint32_t map, const char *group)
{
    for (uint32_t at = map + 1; at < node_at(reading, map)->next;) {
        uint32_t key = kj_node_resolve(reading->yaml, at), given = node_at(reading, at)->next;
        if (node_at(reading, key)->type == KJ_NODE_SCALAR) {
            const char *name = text_at(reading, key);
            read_value(reading,
                       group ? kj_arena_printf(reading->arena, "%s.%s", group, name) : name, given);
        }
        at = node_at(reading, given)->next;
    }
}

/* ---- records ---- */

/* "+system:new" is added once, then its fields are set; a row is added with its fields. */
static void begin_record(Reading *reading, uint32_t key, const char *target)
{
    bool added = target[0] == '+';
    reading->target = target;
    if (added)
        add(reading, key, target);
    reading->new_row = added && strchr(target, ':') && strchr(strchr(target, ':'), '/');
    if (added && !reading->new_row)
        reading->target = target + 1;
}

static void read_record(Reading *reading, uint32_t key, uint32_t given)
{
    uint32_t node = kj_node_resolve(reading->yaml, given);
    const KjYamlNode *value = node_at(reading, node);
    const char *target = text_at(reading, kj_node_resolve(reading->yaml, key));
    bool nothing = value->type == KJ_NODE_SCALAR && value->is_null;
    if (value->type == KJ_NODE_BAD)
        return;
    if (nothing && (target[0] == '-' || target[0] == '+')) {
        add(reading, key, target);
    } else if (value->type != KJ_NODE_MAP || target[0] == '-') {
        TELL(reading, key,
             "「%s」の後に「項目: 値」の組を書いてください（-で除く記録には何も書か"
             "ない）",
             "write the fields of '%s' as a mapping (nothing behind a record that - takes away)",
             kj_tell_text(reading->arena, kj_text(target)));
    } else {
        begin_record(reading, key, target);
        read_fields(reading, node, NULL);
        reading->new_row = false;
    }
}

static void read_records(Reading *reading, uint32_t map)
{
    for (uint32_t at = map + 1; at < node_at(reading, map)->next;) {
        uint32_t key = kj_node_resolve(reading->yaml, at), given = node_at(reading, at)->next;
        if (node_at(reading, key)->type == KJ_NODE_SCALAR)
            read_record(reading, at, given);
        at = node_at(reading, given)->next;
    }
}

static void read_root(Reading *reading)
{
    const KjYamlNode *root = node_at(reading, 0);
    if (root->type == KJ_NODE_MAP)
        read_records(reading, 0);
    else if (root->type != KJ_NODE_LIST)
        TELL(reading, 0, "「system:mail:」のような記録ごとの組か、その一覧を書いてください",
             "write a mapping by records, such as 'system:mail:', or a list of such");
    for (uint32_t i = 1; root->type == KJ_NODE_LIST && i < root->next;
         i = node_at(reading, i)->next) {
        uint32_t item = kj_node_resolve(reading->yaml, i);
        if (node_at(reading, item)->type == KJ_NODE_MAP)
            read_records(reading, item);
        else if (node_at(reading, item)->type == KJ_NODE_SCALAR)
            add(reading, i, text_at(reading, item));
        else
            TELL(reading, i, "変更は「system:mail name=メール」のような文か、記録ごとの組です",
                 "a change is a text such as 'system:mail name=Mail', or a mapping by records");
    }
}

KjAmendList kj_amend_yaml(const char *path, KjText data, KjArena *arena, KjDiags *diags)
{
    KjYaml yaml;
    Reading reading = {.yaml = &yaml, .arena = arena, .diags = diags};
    KjAmendList list = {0};
    path = kj_arena_printf(arena, "%s", path);
    if (kj_yaml_read(&yaml, path, data.data, data.len, diags) && yaml.count > 0)
        read_root(&reading);
    kj_yaml_clear(&yaml);
    list.count = reading.count;
    list.items = kj_arena_array(arena, reading.count + 1, sizeof *list.items);
    if (reading.count)
        memcpy(list.items, reading.items, reading.count * sizeof *list.items);
    kj_free(reading.items);
    return list;
}
