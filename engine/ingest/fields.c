/* The keys of a record's mapping become fields of a draft.
 *
 * A key is looked up as it stands, behind the name of the group it stands in ("standby.type"); only
 * if that fails is it brought to NFKC. Which fields a record has been given is kept in a table per
 * kind, stamped with the record's number, so nothing needs clearing between records.
 * Subjects of messages are made when there is a message, never before. */
#include "engine/ingest/fields.h"

#include "engine/ingest/field_advice.h"
#include "engine/ingest/scalar.h"
#include "engine/ingest/tell.h"

#include <string.h>

#define NAME_BYTES 256 /* no declared name is longer */

KjSpot kj_node_spot(const KjYaml *yaml, uint32_t node)
{
    return (KjSpot){yaml->nodes[node].line, yaml->nodes[node].column};
}

KjText kj_key_text(KjIntake *intake, uint32_t key)
{
    return kj_text_nfkc(intake->arena,
                        kj_node_text(intake->yaml, kj_node_resolve(intake->yaml, key)));
}

/* NFKC makes no "i" of another letter of ASCII. */
bool kj_key_is_id(KjIntake *intake, uint32_t key)
{
    KjText written = kj_node_text(intake->yaml, kj_node_resolve(intake->yaml, key));
    unsigned char first = written.len > 0 ? (unsigned char)written.data[0] : 0;
    bool other = first > ' ' && first < 0x80 && first != 'i';
    return !other && kj_text_is(kj_key_text(intake, key), "id");
}

/* ---- looking up ---- */

/* Names of fields in groups have dots; a key may not bring them along ("standby.type: hot"). */
static int32_t find_in(const KjKind *kind, int32_t group, KjText name)
{
    int32_t field = kj_kind_field(kind, name);
    return field >= 0 && kind->fields[field].group == group ? field : -1;
}

static int32_t find_dotted(const KjKind *kind, int32_t group, KjText key)
{
    char dotted[NAME_BYTES];
    if (group < 0)
        return find_in(kind, group, key);
    KjText outer = kind->fields[group].name;
    if (outer.len + 1 + key.len >= sizeof dotted)
        return -1;
    memcpy(dotted, outer.data, outer.len);
    dotted[outer.len] = '.';
    memcpy(dotted + outer.len + 1, key.data, key.len);
    dotted[outer.len + 1 + key.len] = 0;
    return find_in(kind, group, (KjText){dotted, outer.len + 1 + key.len});
}

static int32_t find_field(KjIntake *intake, const KjKind *kind, int32_t group, uint32_t key)
{
    KjText written = kj_node_text(intake->yaml, kj_node_resolve(intake->yaml, key));
    int32_t field = find_dotted(kind, group, written);
    return field >= 0 ? field : find_dotted(kind, group, kj_text_nfkc(intake->arena, written));
}

/* ---- one value ---- */

typedef struct Given { /* a field, and what was written for it */
    KjIntake *intake;
    KjScope *scope;
    int32_t index;
    const KjField *field;
    uint32_t key, value; /* value: what an alias stands for */
} Given;

static void read_keys(KjIntake *intake, KjScope *scope, int32_t group, uint32_t map);

static const KjYamlNode *node_of(const Given *given)
{
    return &given->intake->yaml->nodes[given->value];
}

/* A scalar at a node; false after telling what is wrong. */
static bool read_scalar(const Given *given, uint32_t node, KjValue *value)
{
    KjIntake *intake = given->intake;
    KjText text = kj_node_text(intake->yaml, node);
    if (kj_scalar_parse(given->field, text, intake->options, intake->arena, value))
        return true;
    KjPlace place = kj_node_place(intake->yaml, node);
    if (kj_tell_enough(intake->diags))
        kj_diag_text(intake->diags, KJ_ERROR, place, NULL, "");
    else
        kj_scalar_explain(given->field, text, intake->options, intake->arena, place,
                          kj_scope_subject(intake, given->scope, given->field->name.data),
                          intake->diags);
    return false;
}

static void read_one(const Given *given)
{
    KjIntake *intake = given->intake;
    KjValue value;
    if (node_of(given)->type != KJ_NODE_SCALAR) {
        kj_advise_shape(intake, given->scope, given->field, given->value);
        kj_builder_refused(intake->builder, given->scope->draft, given->index,
                           kj_node_spot(intake->yaml, given->value));
        return;
    }
    bool taken = read_scalar(given, given->value, &value);
    KjSpot spot = kj_node_spot(intake->yaml, given->value);
    if (taken && given->scope->draft != KJ_NO_DRAFT)
        kj_builder_set(intake->builder, given->scope->draft, given->index, &value, spot);
    else if (!taken)
        kj_builder_refused(intake->builder, given->scope->draft, given->index, spot);
}

/* Scalars of a list; what is null, nested or unreadable is told and left out. */
static void read_item(const Given *given, uint32_t item)
{
    KjIntake *intake = given->intake;
    uint32_t node = kj_node_resolve(intake->yaml, item);
    const KjYamlNode *n = &intake->yaml->nodes[node];
    KjValue value;
    if (n->type == KJ_NODE_BAD)
        return;
    if (n->type != KJ_NODE_SCALAR)
        kj_advise_item(intake, given->scope, given->field, item);
    else if (n->is_null)
        kj_advise_null(intake, given->scope, given->field, item);
    else if (read_scalar(given, node, &value) && given->scope->draft != KJ_NO_DRAFT)
        kj_builder_add(intake->builder, given->scope->draft, given->index, &value,
                       kj_node_spot(intake->yaml, node));
}

static void read_list(const Given *given)
{
    KjIntake *intake = given->intake;
    const KjYamlNode *list = node_of(given);
    if (list->type != KJ_NODE_LIST) {
        kj_advise_shape(intake, given->scope, given->field, given->value);
        return;
    }
    if (given->scope->draft != KJ_NO_DRAFT)
        kj_builder_list(intake->builder, given->scope->draft, given->index,
                        kj_node_spot(intake->yaml, given->value));
    for (uint32_t i = given->value + 1; i < list->next; i = intake->yaml->nodes[i].next)
        read_item(given, i);
}

/* ---- groups ---- */

static void read_group(const Given *given)
{
    KjIntake *intake = given->intake;
    if (node_of(given)->type != KJ_NODE_MAP) {
        kj_advise_shape(intake, given->scope, given->field, given->value);
        return;
    }
    if (given->scope->draft != KJ_NO_DRAFT)
        kj_builder_group(intake->builder, given->scope->draft, given->index,
                         kj_node_spot(intake->yaml, given->value));
    read_keys(intake, given->scope, given->index, given->value);
}

static void read_row(const Given *given, uint32_t item, uint32_t number)
{
    KjIntake *intake = given->intake;
    uint32_t node = kj_node_resolve(intake->yaml, item);
    const KjYamlNode *n = &intake->yaml->nodes[node];
    KjScope row = {.outer = given->scope,
                   .list = given->field->name,
                   .number = number,
                   .kind = given->field->child,
                   .draft = KJ_NO_DRAFT,
                   .record = ++intake->records};
    if (n->type == KJ_NODE_BAD)
        return;
    if (n->type != KJ_NODE_MAP) {
        kj_advise_item(intake, given->scope, given->field, item);
        return;
    }
    if (given->scope->draft != KJ_NO_DRAFT)
        row.draft = kj_builder_child(intake->builder, given->scope->draft, given->index,
                                     intake->file, kj_node_spot(intake->yaml, node));
    read_keys(intake, &row, -1, node);
}

static void read_rows(const Given *given)
{
    KjIntake *intake = given->intake;
    const KjYamlNode *list = node_of(given);
    uint32_t number = 0;
    if (list->type != KJ_NODE_LIST) {
        kj_advise_shape(intake, given->scope, given->field, given->value);
        return;
    }
    if (given->scope->draft != KJ_NO_DRAFT)
        kj_builder_list(intake->builder, given->scope->draft, given->index,
                        kj_node_spot(intake->yaml, given->value));
    for (uint32_t i = given->value + 1; i < list->next; i = intake->yaml->nodes[i].next)
        read_row(given, i, number++);
}

/* ---- keys ---- */

static void read_value(const Given *given)
{
    const KjYamlNode *value = node_of(given);
    if (value->type == KJ_NODE_BAD)
        return;
    if (value->type == KJ_NODE_SCALAR && value->is_null)
        kj_advise_null(given->intake, given->scope, given->field, given->key);
    else if (given->field->child >= 0)
        read_rows(given);
    else if (given->field->type == KJ_GROUP)
        read_group(given);
    else if (given->field->list)
        read_list(given);
    else
        read_one(given);
}

/* True the first time that the field is given in this record. */
static bool note_field(const Given *given)
{
    KjIntake *intake = given->intake;
    KjSeen *seen = &intake->seen[given->scope->kind][given->index];
    if (seen->record == given->scope->record) {
        kj_diag(intake->diags, KJ_ERROR, kj_node_place(intake->yaml, given->key),
                kj_scope_subject(intake, given->scope, given->field->name.data),
                "同じ項目が2回書かれています（先に%u行目）。どちらかを削除してください",
                "given twice (first on line %u); remove one",
                (unsigned)intake->yaml->nodes[seen->key].line);
        return false;
    }
    *seen = (KjSeen){given->scope->record, given->key};
    return true;
}

static void read_pair(KjIntake *intake, KjScope *scope, int32_t group, uint32_t key, uint32_t value)
{
    const KjKind *kind = &intake->schema->kinds[scope->kind];
    bool is_record = !scope->outer && group < 0;
    if (is_record && kj_key_is_id(intake, key))
        return; /* has been read */
    int32_t index = find_field(intake, kind, group, key);
    if (index < 0) {
        kj_advise_unknown(intake, scope, group, key);
        return;
    }
    const KjField *field = &kind->fields[index];
    Given given = {intake, scope, index, field, key, kj_node_resolve(intake->yaml, value)};
    if (!note_field(&given))
        return;
    if (field->derived)
        kj_diag(intake->diags, KJ_ERROR, kj_node_place(intake->yaml, key),
                kj_scope_subject(intake, scope, field->name.data),
                "この項目は算出されるので、データには書けません。削除してください",
                "this field is computed and cannot be given; remove it");
    else
        read_value(&given);
}

static void read_keys(KjIntake *intake, KjScope *scope, int32_t group, uint32_t map)
{
    const KjYamlNode *nodes = intake->yaml->nodes;
    for (uint32_t key = map + 1; key < nodes[map].next;) {
        uint32_t value = nodes[key].next;
        if (nodes[kj_node_resolve(intake->yaml, key)].type == KJ_NODE_SCALAR)
            read_pair(intake, scope, group, key, value);
        key = nodes[value].next;
    }
}

void kj_fields_read(KjIntake *intake, KjScope *scope, uint32_t map)
{
    scope->record = ++intake->records;
    read_keys(intake, scope, -1, map);
}
