// Schemas for the tests of the model, written as text:
//
//     kind system systems              also: singleton derived
//     field depends_on ref list target=system default=[]
//     kind system.rlo - parent=system.rlo
//     inverse dependents of=system holder=system field=depends_on
//
// A field's words: its name, its type, then list required derived unit=… values=a|b min=… target=…
// group=NAME child=KIND default=no|yes|[]|NUMBER|TEXT.
#ifndef KJ_TESTS_UNIT_MODEL_FIXTURE_H
#define KJ_TESTS_UNIT_MODEL_FIXTURE_H

#include "engine/model/schema.h"

#include <stdlib.h>
#include <string.h>

#define FIXTURE_KINDS 16
#define FIXTURE_FIELDS 32

typedef struct Fixture {
    KjArena *arena;
    const char *kinds[FIXTURE_KINDS];
    const char *fields[FIXTURE_KINDS][FIXTURE_FIELDS];
    int field_count[FIXTURE_KINDS];
    int kind_count;
} Fixture;

static inline int fixture_kind(const Fixture *fixture, const char *name)
{
    for (int k = 0; k < fixture->kind_count; k++) {
        if (strcmp(fixture->kinds[k], name) == 0)
            return k;
    }
    return -1;
}

static inline int fixture_field(const Fixture *fixture, int kind, const char *name)
{
    for (int f = 0; f < fixture->field_count[kind]; f++) {
        if (strcmp(fixture->fields[kind][f], name) == 0)
            return f;
    }
    return -1;
}

// The words of a line; NULL ends them.
static inline char **fixture_words(KjArena *arena, const char *line, size_t len)
{
    char **words = kj_arena_array(arena, 16, sizeof *words);
    char *rest = kj_arena_strndup(arena, line, len);
    for (int n = 0; n < 15 && (words[n] = strtok_r(rest, " ", &rest)); n++)
        ;
    return words;
}

static inline const char *fixture_value(char **words, const char *key)
{
    size_t len = strlen(key);
    for (; *words; words++) {
        if (strncmp(*words, key, len) == 0 && ((*words)[len] == '=' || (*words)[len] == 0))
            return *words + len + ((*words)[len] == '=');
    }
    return NULL;
}

static inline KjValue fixture_default(KjType type, const char *text)
{
    if (strcmp(text, "[]") == 0)
        return (KjValue){.type = KJ_LIST};
    if (type == KJ_BOOL)
        return kj_value_bool(strcmp(text, "yes") == 0);
    if (type == KJ_TEXT_TYPE || type == KJ_ENUM)
        return kj_value_text(kj_text(text));
    if (type == KJ_NUMBER || type == KJ_PERCENT || type == KJ_QUANTITY)
        return kj_value_real(type, strtod(text, NULL));
    return kj_value_whole(type, strtoll(text, NULL, 10));
}

static inline KjValue fixture_list(KjArena *arena, const char *text)
{
    KjTree list = kj_tree_list(arena);
    char *rest = kj_arena_strndup(arena, text, strlen(text));
    for (char *part; (part = strtok_r(rest, "|", &rest));)
        kj_tree_add(&list, kj_value_text(kj_text(part)));
    return list.value;
}

static inline void fixture_set_int(KjTree *map, char **words, const char *key)
{
    const char *text = fixture_value(words, key);
    if (text)
        kj_tree_set(map, key, kj_value_int(strtoll(text, NULL, 10)));
}

static inline KjValue fixture_make_field(const Fixture *fixture, int kind, char **words)
{
    KjTree map = kj_tree_map(fixture->arena);
    KjType type = KJ_NONE;
    const char *text;
    kj_type_from_name(kj_text(words[2]), &type);
    kj_tree_set(&map, "name", kj_value_text(kj_text(words[1])));
    kj_tree_set(&map, "type", kj_value_text(kj_text(words[2])));
    static const char *const flags[] = {"list", "required", "derived", "sensitive"};
    for (int i = 0; i < 4; i++) {
        if (fixture_value(words + 3, flags[i]))
            kj_tree_set(&map, flags[i], kj_value_bool(true));
    }
    fixture_set_int(&map, words, "min");
    fixture_set_int(&map, words, "max");
    if ((text = fixture_value(words + 3, "target")))
        kj_tree_set(&map, "target", kj_value_text(kj_text(text)));
    if ((text = fixture_value(words + 3, "unit")))
        kj_tree_set(&map, "unit", kj_value_text(kj_text(text)));
    if ((text = fixture_value(words + 3, "values")))
        kj_tree_set(&map, "values", fixture_list(fixture->arena, text));
    if ((text = fixture_value(words + 3, "group")))
        kj_tree_set(&map, "group", kj_value_int(fixture_field(fixture, kind, text)));
    if ((text = fixture_value(words + 3, "child")))
        kj_tree_set(&map, "child", kj_value_int(fixture_kind(fixture, text)));
    if ((text = fixture_value(words + 3, "default")))
        kj_tree_set(&map, "default", fixture_default(type, text));
    return map.value;
}

static inline KjTree fixture_make_kind(const Fixture *fixture, char **words)
{
    KjTree map = kj_tree_map(fixture->arena);
    const char *parent = fixture_value(words + 3, "parent"); // KIND.FIELD; kinds have no dots here
    kj_tree_set(&map, "name", kj_value_text(kj_text(words[1])));
    if (strcmp(words[2], "-") != 0)
        kj_tree_set(&map, "plural", kj_value_text(kj_text(words[2])));
    kj_tree_set(&map, "derived", kj_value_bool(fixture_value(words + 3, "derived")));
    kj_tree_set(&map, "singleton", kj_value_bool(fixture_value(words + 3, "singleton")));
    kj_tree_set(&map, "pack", kj_value_int(0));
    if (parent) {
        const char *dot = strrchr(parent, '.');
        int above =
            fixture_kind(fixture, kj_arena_strndup(fixture->arena, parent, (size_t)(dot - parent)));
        kj_tree_set(&map, "parent", kj_value_int(above));
        kj_tree_set(&map, "parent_field", kj_value_int(fixture_field(fixture, above, dot + 1)));
    }
    return map;
}

static inline KjValue fixture_make_inverse(const Fixture *fixture, char **words)
{
    KjTree map = kj_tree_map(fixture->arena);
    const char *of = fixture_value(words, "of");
    int holder = fixture_kind(fixture, fixture_value(words, "holder"));
    const char *source = fixture_value(words, "source");
    bool any = strcmp(of, "any") == 0;
    kj_tree_set(&map, "name", kj_value_text(kj_text(words[1])));
    kj_tree_set(&map, "of",
                any ? kj_value_text(KJ_TEXT("any")) : kj_value_int(fixture_kind(fixture, of)));
    kj_tree_set(&map, "source", kj_value_int(source ? fixture_kind(fixture, source) : holder));
    kj_tree_set(&map, "holder", kj_value_int(holder));
    kj_tree_set(&map, "field",
                kj_value_int(fixture_field(fixture, holder, fixture_value(words, "field"))));
    return map.value;
}

// First the names, so that what comes earlier can name what comes later.
static inline void fixture_learn(Fixture *fixture, char **words)
{
    int kind = fixture->kind_count - 1;
    if (words[0] && strcmp(words[0], "kind") == 0)
        fixture->kinds[fixture->kind_count++] = words[1];
    else if (words[0] && strcmp(words[0], "field") == 0)
        fixture->fields[kind][fixture->field_count[kind]++] = words[1];
}

static inline KjValue fixture_document(KjArena *arena, const char *text)
{
    Fixture fixture = {.arena = arena};
    char **lines[256];
    int count = 0;
    for (const char *at = text; *at && count < 256; at += strcspn(at, "\n"), at += *at == '\n') {
        lines[count] = fixture_words(arena, at, strcspn(at, "\n"));
        fixture_learn(&fixture, lines[count++]);
    }
    KjTree document = kj_tree_map(arena), kinds = kj_tree_list(arena);
    KjTree inverses = kj_tree_list(arena), fields = {0}, kind = {0};
    int number = -1;
    for (int i = 0; i <= count; i++) {
        const char *word = i < count ? lines[i][0] : "kind";
        if (word && strcmp(word, "kind") == 0) {
            if (number >= 0) {
                kj_tree_set(&kind, "fields", fields.value);
                kj_tree_add(&kinds, kind.value);
            }
            if (i == count)
                break;
            number++;
            kind = fixture_make_kind(&fixture, lines[i]);
            fields = kj_tree_list(arena);
        } else if (word && strcmp(word, "field") == 0) {
            kj_tree_add(&fields, fixture_make_field(&fixture, number, lines[i]));
        } else if (word && strcmp(word, "inverse") == 0) {
            kj_tree_add(&inverses, fixture_make_inverse(&fixture, lines[i]));
        }
    }
    kj_tree_set(&document, "kinds", kinds.value);
    kj_tree_set(&document, "inverses", inverses.value);
    return document.value;
}

// NULL and error as kj_schema_new.
static inline KjSchema *fixture_schema(const char *text, KjError *error)
{
    KjArena *arena = kj_arena_new();
    KjValue document = fixture_document(arena, text);
    KjSchema *schema = kj_schema_new(&document, error);
    kj_arena_free(arena);
    return schema;
}

#endif
