// A small schema with a field of every type, for the tests and the fuzz target of the reader.
#ifndef KJ_TESTS_UNIT_INGEST_SCHEMA_H
#define KJ_TESTS_UNIT_INGEST_SCHEMA_H

#include "engine/model/schema.h"

#include <stdlib.h>
#include <string.h>

enum { ORGANIZATION, SYSTEM, RLO, PERSON, INCIDENT, REPORTS, GAP, KINDS };

typedef struct SampleKind {
    const char *name, *plural, *ja;
    int parent, parent_field; // -1: none
    bool derived, singleton;
} SampleKind;

typedef struct SampleField {
    int kind;
    const char *name, *type;
    const char *about; // "required list derived values=a,b target=x unit=kW group=1 child=2 min=0"
    const char *ja;
} SampleField;

static const SampleKind sample_kinds[KINDS] = {
    [ORGANIZATION] = {"organization", "organizations", "組織", -1, -1, false, true},
    [SYSTEM] = {"system", "systems", "情報システム", -1, -1, false, false},
    [RLO] = {"system.rlo", "", "", SYSTEM, 6, false, false},
    [PERSON] = {"person", "people", "職員", -1, -1, false, false},
    [INCIDENT] = {"incident", "incidents", "インシデント", -1, -1, false, false},
    [REPORTS] = {"incident.reports", "", "", INCIDENT, 1, false, false},
    [GAP] = {"level_gap", "level_gaps", "差", -1, -1, true, false},
};

static const SampleField sample_fields[] = {
    {ORGANIZATION, "name", "text", "required", "名称"},
    {ORGANIZATION, "type", "enum", "values=ministry,agency,operator", "種類"},
    {ORGANIZATION, "supervises", "text", "list", "所管"},
    {ORGANIZATION, "fiscal_year_starts", "month-day", "", ""},
    {ORGANIZATION, "audit_capacity", "bool", "", ""},
    {SYSTEM, "name", "text", "required", "名称"},
    {SYSTEM, "rto", "duration", "", "目標復旧時間"},
    {SYSTEM, "standby", "group", "", "待機系"},
    {SYSTEM, "standby.type", "enum",
     "values=hot,warm,cold,none labels=ホット,ウォーム,コールド,なし group=2", "方式"},
    {SYSTEM, "standby.site", "text", "group=2", "拠点"},
    {SYSTEM, "depends_on", "ref", "list target=system", "依存先"},
    {SYSTEM, "rlo", "group", "child=2", "目標復旧レベル"},
    {SYSTEM, "owner", "ref", "target=person", "責任者"},
    {SYSTEM, "about", "ref", "target=any", ""},
    {SYSTEM, "base", "bool", "", ""},
    {SYSTEM, "updated_on", "date", "", "更新日"},
    {SYSTEM, "backup_every", "period", "", ""},
    {SYSTEM, "cost", "money", "unit=JPY", ""},
    {SYSTEM, "supply", "quantity", "unit=kW", ""},
    {SYSTEM, "ratio", "percent", "min=0 max=100", ""},
    {SYSTEM, "users", "int", "min=0", ""},
    {SYSTEM, "score", "number", "max=10", ""},
    {SYSTEM, "note", "text", "", "備考"},
    {SYSTEM, "effective_rto", "duration", "derived", ""},
    {SYSTEM, "steps", "int", "list", ""},
    {RLO, "after", "duration", "required", ""},
    {RLO, "percent", "percent", "", ""},
    {PERSON, "name", "text", "required", "氏名"},
    {PERSON, "contact", "group", "", ""},
    {PERSON, "contact.phone", "text", "group=1", "電話"},
    {PERSON, "kana", "text", "", "読み"},
    {PERSON, "alias", "text", "", "読み"},
    {PERSON, "full_title", "text", "", "name"},
    {INCIDENT, "title", "text", "required", ""},
    {INCIDENT, "reports", "group", "child=5", ""},
    {INCIDENT, "noticed_at", "datetime", "", ""},
    {INCIDENT, "value", "enum", "values=yes,partly,no,na labels=はい,一部,いいえ,なし", "回答"},
    {INCIDENT, "effects", "enum", "list values=none,delay labels=なし,遅れ", "影響"},
    {REPORTS, "to", "text", "required", ""},
    {REPORTS, "at", "datetime", "", ""},
    {REPORTS, "number", "int", "", ""},
    {GAP, "gap", "int", "derived", ""},
};

// The text behind "name=" in about, up to a space; "" if it is not there.
static inline KjText sample_option(KjArena *arena, const char *about, const char *name)
{
    const char *at = strstr(about, name);
    size_t len = at ? strcspn(at, " ") : 0;
    size_t skip = strlen(name);
    return at ? (KjText){kj_arena_strndup(arena, at + skip, len - skip), (uint32_t)(len - skip)}
              : KJ_TEXT("");
}

static inline KjValue sample_values(KjArena *arena, KjText names)
{
    KjTree list = kj_tree_list(arena);
    for (const char *at = names.data; *at; at += *at == ',') {
        size_t len = strcspn(at, ",");
        kj_tree_add(&list,
                    kj_value_text((KjText){kj_arena_strndup(arena, at, len), (uint32_t)len}));
        at += len;
    }
    return list.value;
}

static inline KjValue sample_label(KjArena *arena, const char *ja)
{
    KjTree map = kj_tree_map(arena);
    kj_tree_set(&map, "ja", kj_value_text(kj_text(ja)));
    kj_tree_set(&map, "en", kj_value_text(kj_text("")));
    return map.value;
}

// "values=a,b labels=A,B": { a = { ja = "A", en = "" }, b = … }
static inline KjValue sample_labels(KjArena *arena, const char *about)
{
    KjValue values = sample_values(arena, sample_option(arena, about, "values="));
    KjValue labels = sample_values(arena, sample_option(arena, about, "labels="));
    KjTree map = kj_tree_map(arena);
    for (size_t i = 0; i < labels.u.list.count; i++)
        kj_tree_set(&map, values.u.list.items[i].u.text.data,
                    sample_label(arena, labels.u.list.items[i].u.text.data));
    return map.value;
}

static inline void sample_number(KjTree *map, KjArena *arena, const char *about, const char *option,
                                 const char *key)
{
    KjText text = sample_option(arena, about, option);
    if (text.len > 0)
        kj_tree_set(map, key, kj_value_int(atoi(text.data)));
}

static inline KjValue sample_field(KjArena *arena, const SampleField *field)
{
    KjTree map = kj_tree_map(arena);
    kj_tree_set(&map, "name", kj_value_text(kj_text(field->name)));
    kj_tree_set(&map, "type", kj_value_text(kj_text(field->type)));
    kj_tree_set(&map, "label", sample_label(arena, field->ja));
    kj_tree_set(&map, "required", kj_value_bool(strstr(field->about, "required") != NULL));
    kj_tree_set(&map, "list", kj_value_bool(strstr(field->about, "list") != NULL));
    kj_tree_set(&map, "derived", kj_value_bool(strstr(field->about, "derived") != NULL));
    kj_tree_set(&map, "unit", kj_value_text(sample_option(arena, field->about, "unit=")));
    kj_tree_set(&map, "target", kj_value_text(sample_option(arena, field->about, "target=")));
    kj_tree_set(&map, "values",
                sample_values(arena, sample_option(arena, field->about, "values=")));
    kj_tree_set(&map, "labels", sample_labels(arena, field->about));
    sample_number(&map, arena, field->about, "group=", "group");
    sample_number(&map, arena, field->about, "child=", "child");
    sample_number(&map, arena, field->about, "min=", "min");
    sample_number(&map, arena, field->about, "max=", "max");
    return map.value;
}

static inline KjValue sample_kind(KjArena *arena, int number)
{
    const SampleKind *kind = &sample_kinds[number];
    KjTree map = kj_tree_map(arena), fields = kj_tree_list(arena);
    for (size_t i = 0; i < sizeof sample_fields / sizeof *sample_fields; i++)
        if (sample_fields[i].kind == number)
            kj_tree_add(&fields, sample_field(arena, &sample_fields[i]));
    kj_tree_set(&map, "name", kj_value_text(kj_text(kind->name)));
    kj_tree_set(&map, "plural", kj_value_text(kj_text(kind->plural)));
    kj_tree_set(&map, "title", sample_label(arena, kind->ja));
    kj_tree_set(&map, "parent", kj_value_int(kind->parent));
    kj_tree_set(&map, "parent_field", kj_value_int(kind->parent_field));
    kj_tree_set(&map, "derived", kj_value_bool(kind->derived));
    kj_tree_set(&map, "singleton", kj_value_bool(kind->singleton));
    kj_tree_set(&map, "fields", fields.value);
    return map.value;
}

static inline KjSchema *sample_schema(KjError *error)
{
    KjArena *arena = kj_arena_new();
    KjTree document = kj_tree_map(arena), kinds = kj_tree_list(arena);
    for (int i = 0; i < KINDS; i++)
        kj_tree_add(&kinds, sample_kind(arena, i));
    kj_tree_set(&document, "kinds", kinds.value);
    KjSchema *schema = kj_schema_new(&document.value, error);
    kj_arena_free(arena);
    return schema;
}

#endif
