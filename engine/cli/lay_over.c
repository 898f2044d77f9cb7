/* Trees are laid over one another, then written as YAML with one key or value a line, so that a line says
 * where what stands in it was written. */
#include "engine/cli/lay_over.h"

#include "engine/cli/pack_tests.h"
#include "engine/output/json.h"

#include <string.h>

static bool is_none(const KjValue *value)
{
    const KjValue *mark = value->type == KJ_MAP ? kj_map_get(value, "#none") : NULL;

    return value->type == KJ_NONE || mark != NULL; /* a table of Lua cannot hold nil */
}

static void complain(KjLaying *laying, KjText at, const char *ja, const char *en)
{
    KjPlace place = kj_tree_place(laying->places, at);

    kj_diag(laying->diags, KJ_ERROR, place.line ? place : laying->otherwise, at.data, "%s", "%s",
            laying->diags->lang == KJ_JA ? ja : en);
}

/* ---- laying ---- */

static KjPair *pair_of(KjValue *map, KjText key)
{
    for (size_t i = 0; i < map->u.map.count; i++)
        if (kj_text_compare(map->u.map.pairs[i].key, key) == 0)
            return &map->u.map.pairs[i];
    return NULL;
}

static void remove_pair(KjValue *map, const KjPair *pair)
{
    size_t at = (size_t)(pair - map->u.map.pairs);

    memmove(map->u.map.pairs + at, map->u.map.pairs + at + 1,
            (--map->u.map.count - at) * sizeof *pair);
}

static KjValue laid(KjArena *arena, const KjValue *under, const KjValue *over);

/* A copy of the map with room for so many more. */
static KjValue map_copy(KjArena *arena, const KjValue *map, size_t more)
{
    KjValue copy = {.type = KJ_MAP};
    size_t count = map->type == KJ_MAP ? map->u.map.count : 0;

    copy.u.map.pairs = kj_arena_array(arena, count + more + 1, sizeof(KjPair));
    copy.u.map.count = count;
    if (count)
        memcpy(copy.u.map.pairs, map->u.map.pairs, count * sizeof(KjPair));
    return copy;
}

/* An empty table of Lua is a list: it is as good as an empty map. */
static bool is_map(const KjValue *value)
{
    return value->type == KJ_MAP || (value->type == KJ_LIST && value->u.list.count == 0);
}

static KjValue laid(KjArena *arena, const KjValue *under, const KjValue *over)
{
    if (under->type == KJ_MAP && over->type == KJ_LIST && is_map(over))
        return *under;
    if (under->type != KJ_MAP || over->type != KJ_MAP)
        return *over;
    KjValue all = map_copy(arena, under, over->u.map.count);

    for (size_t i = 0; i < over->u.map.count; i++) {
        const KjPair *pair = &over->u.map.pairs[i];
        KjPair *known = pair_of(&all, pair->key);

        if (is_none(&pair->value)) {
            if (known)
                remove_pair(&all, known);
        } else if (known) {
            /* its place is that of what was laid over it */
            *known = (KjPair){pair->key, laid(arena, &known->value, &pair->value)};
        } else {
            all.u.map.pairs[all.u.map.count++] = *pair;
        }
    }
    return all;
}

/* ---- records ---- */

static const KjKind *kind_named(const KjSchema *schema, KjText name)
{
    for (size_t k = 0; k < schema->kind_count; k++)
        if (kj_text_compare(schema->kinds[k].name, name) == 0 && schema->kinds[k].parent < 0)
            return &schema->kinds[k];
    return NULL;
}

/* The list of a kind's records in the facts, made if it is not there. */
static KjValue *records_of(KjLaying *laying, KjValue *facts, const KjKind *kind, size_t more)
{
    KjPair *pair = pair_of(facts, kind->plural);
    KjValue list = {.type = KJ_LIST};
    size_t count = pair && pair->value.type == KJ_LIST ? pair->value.u.list.count : 0;

    if (pair && pair->value.type == KJ_MAP) /* one record, without a list */
        count = 1;
    list.u.list.items = kj_arena_array(laying->arena, count + more + 1, sizeof(KjValue));
    list.u.list.count = count;
    if (pair && pair->value.type == KJ_MAP)
        list.u.list.items[0] = pair->value;
    else if (count)
        memcpy(list.u.list.items, pair->value.u.list.items, count * sizeof(KjValue));
    if (!pair) {
        facts->u.map.pairs[facts->u.map.count] = (KjPair){kind->plural, list};
        return &facts->u.map.pairs[facts->u.map.count++].value;
    }
    pair->value = list;
    return &pair->value;
}

static KjValue *record_with(KjValue *list, KjText id)
{
    for (size_t i = 0; i < list->u.list.count; i++)
        if (kj_text_compare(kj_map_text(&list->u.list.items[i], "id"), id) == 0)
            return &list->u.list.items[i];
    return NULL;
}

/* The kind and id of a key, or false with a message. */
static bool find_kind(KjLaying *laying, KjText key, const KjKind **kind, KjText *id)
{
    KjText name = key;

    *id = KJ_TEXT("");
    if (!kj_expected_record(key, &name, id))
        name = key;
    *kind = kind_named(laying->schema, name);
    if (*kind && ((*kind)->singleton || id->len))
        return true;
    complain(laying, key, "「種別:ID」(例 system:mail) か organization と書いてください",
             "write KIND:ID, as in system:mail, or organization");
    return false;
}

static bool set_one(KjLaying *laying, KjValue *facts, const KjPair *pair)
{
    const KjKind *kind;
    KjValue *record;
    KjText id;

    if (!find_kind(laying, pair->key, &kind, &id))
        return false;
    if (kind->singleton) {
        KjPair *own = pair_of(facts, kind->name);

        if (own)
            own->value = laid(laying->arena, &own->value, &pair->value);
        else
            facts->u.map.pairs[facts->u.map.count++] = (KjPair){kind->name, pair->value};
        return true;
    }
    record = record_with(records_of(laying, facts, kind, 0), id);
    if (!record) {
        complain(laying, pair->key,
                 "facts にない記録です。増やすなら set ではなく add に書いてください",
                 "there is no such record in 'facts'; to have one more, write it under 'add'");
        return false;
    }
    if (is_map(&pair->value))
        *record = laid(laying->arena, record, &pair->value);
    else
        complain(laying, pair->key, "{ 項目: 値 } を書いてください", "write { FIELD: VALUE }");
    return is_map(&pair->value);
}

static bool add_one(KjLaying *laying, KjValue *facts, const KjPair *pair)
{
    const KjKind *kind;
    KjValue *list, record;
    KjText id;

    if (!find_kind(laying, pair->key, &kind, &id))
        return false;
    if (kind->singleton)
        return set_one(laying, facts, pair);
    if (!is_map(&pair->value)) {
        complain(laying, pair->key, "{ 項目: 値 } を書いてください", "write { FIELD: VALUE }");
        return false;
    }
    list = records_of(laying, facts, kind, 1);
    record = map_copy(laying->arena, &pair->value, 1);
    record.u.map.pairs[record.u.map.count++] = (KjPair){KJ_TEXT("id"), kj_value_text(id)};
    list->u.list.items[list->u.list.count++] = record;
    return true;
}

static bool drop_one(KjLaying *laying, KjValue *facts, const KjValue *name)
{
    const KjKind *kind;
    KjValue *list, *record;
    KjText id, key = name->type == KJ_TEXT_TYPE ? name->u.text : KJ_TEXT("");

    if (!find_kind(laying, key, &kind, &id))
        return false;
    list = records_of(laying, facts, kind, 0);
    record = record_with(list, id);
    if (!record) {
        complain(laying, key, "facts にない記録です", "there is no such record in 'facts'");
        return false;
    }
    size_t at = (size_t)(record - list->u.list.items);
    memmove(record, record + 1, (--list->u.list.count - at) * sizeof *record);
    return true;
}

/* ---- writing ---- */

typedef struct Writer {
    KjLaying *laying;
    KjBuf out;
    KjPlace at;
    KjPlace *lines;
    size_t count, capacity;
} Writer;

static void end_line(Writer *writer)
{
    kj_buf_putc(&writer->out, '\n');
    KJ_PUSH(writer->lines, writer->count, writer->capacity, writer->at);
}

static void look_at(Writer *writer, KjText text)
{
    KjPlace place = kj_tree_place(writer->laying->places, text);

    if (place.line)
        writer->at = place;
}

static void write_text(Writer *writer, KjText text)
{
    KjJson json = kj_json(&writer->out);

    look_at(writer, text);
    kj_json_text(&json, text);
}

static void write_value(Writer *writer, const KjValue *value)
{
    KjJson json = kj_json(&writer->out);

    if (is_none(value)) {
        kj_buf_puts(&writer->out, "null");
        return;
    }
    switch (value->type) {
    case KJ_TEXT_TYPE: write_text(writer, value->u.text); break;
    case KJ_BOOL: kj_json_bool(&json, value->u.truth); break;
    case KJ_INT: kj_json_int(&json, value->u.whole); break;
    case KJ_NUMBER: kj_json_real(&json, value->u.real); break;
    case KJ_LIST:
        kj_buf_putc(&writer->out, '[');
        for (size_t i = 0; i < value->u.list.count; i++) {
            end_line(writer);
            write_value(writer, &value->u.list.items[i]);
            kj_buf_putc(&writer->out, ',');
        }
        kj_buf_putc(&writer->out, ']');
        break;
    case KJ_MAP:
        kj_buf_putc(&writer->out, '{');
        for (size_t i = 0; i < value->u.map.count; i++) {
            end_line(writer);
            write_text(writer, value->u.map.pairs[i].key);
            kj_buf_puts(&writer->out, ": ");
            write_value(writer, &value->u.map.pairs[i].value);
            kj_buf_putc(&writer->out, ',');
        }
        kj_buf_putc(&writer->out, '}');
        break;
    default: kj_buf_puts(&writer->out, "null");
    }
}

static void write_file(KjLaying *laying, const KjValue *facts)
{
    Writer writer = {.laying = laying, .at = laying->otherwise};

    kj_buf_init(&writer.out, 0);
    write_value(&writer, facts);
    end_line(&writer);
    laying->data = (KjText){kj_arena_strndup(laying->arena, writer.out.data, writer.out.len),
                            (uint32_t)writer.out.len};
    laying->lines = kj_arena_array(laying->arena, writer.count, sizeof *writer.lines);
    memcpy(laying->lines, writer.lines, writer.count * sizeof *writer.lines);
    laying->line_count = writer.count;
    kj_buf_clear(&writer.out);
    kj_free(writer.lines);
}

bool kj_lay_over(KjLaying *laying, const KjValue *facts, const KjValue *set, const KjValue *add,
                 const KjValue *drop)
{
    size_t sets = set->type == KJ_MAP ? set->u.map.count : 0;
    size_t adds = add->type == KJ_MAP ? add->u.map.count : 0;
    size_t drops = drop->type == KJ_LIST ? drop->u.list.count : 0;
    KjValue all = map_copy(laying->arena, facts, sets + adds + drops + 1);
    bool good = true;

    if (!pair_of(&all, KJ_TEXT("kijun")))
        all.u.map.pairs[all.u.map.count++] =
            (KjPair){KJ_TEXT("kijun"), kj_value_text(KJ_TEXT("1"))};
    for (size_t i = 0; i < drops; i++)
        good &= drop_one(laying, &all, &drop->u.list.items[i]);
    for (size_t i = 0; i < adds; i++)
        good &= add_one(laying, &all, &add->u.map.pairs[i]);
    for (size_t i = 0; i < sets; i++)
        good &= set_one(laying, &all, &set->u.map.pairs[i]);
    write_file(laying, &all);
    return good;
}
