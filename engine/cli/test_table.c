/* A table is read as a tree; every case is made into facts of its own (lay_over.c), and its
 * expectations into the same form that pairs have. */
#include "engine/cli/test_table.h"

#include "engine/cli/file.h"
#include "engine/cli/lay_over.h"

#include <stdlib.h>
#include <string.h>

typedef struct Reader {
    KjPackTests *tests;
    KjPackWorker *worker;
    KjText stem;
    const char *path;
    KjTreePlaces places;
    KjArena *arena;
    KjDiags *diags;
    const KjValue *table;
    const KjValue *facts; /* of all cases */
    KjPlace case_place;
    bool good;
} Reader;

static KjPlace place_of(const Reader *reader, KjText text)
{
    KjPlace place = kj_tree_place(&reader->places, text);

    return place.line ? place : reader->case_place;
}

static void complain(Reader *reader, KjText at, const char *ja, const char *en)
{
    kj_diag(reader->diags, KJ_ERROR, place_of(reader, at), at.len ? at.data : NULL, "%s", "%s",
            reader->diags->lang == KJ_JA ? ja : en);
    reader->good = false;
}

/* Only these keys may stand in a map. */
static void check_keys(Reader *reader, const KjValue *map, const char *const *known, size_t count)
{
    for (size_t i = 0; i < map->u.map.count; i++) {
        KjText key = map->u.map.pairs[i].key;
        bool found = false;

        for (size_t k = 0; k < count; k++)
            found |= kj_text_is(key, known[k]);
        if (found)
            continue;
        const char *near = kj_nearest(key, known, count);
        kj_diag(reader->diags, KJ_ERROR, place_of(reader, key), key.data,
                "ここに書ける項目ではありません%s%s", "this does not belong here%s%s",
                near ? (reader->diags->lang == KJ_JA ? "。近い項目: " : "; did you mean ") : "",
                near ? near : "");
        reader->good = false;
    }
}

/* ---- expectations ---- */

static bool is_record(const Reader *reader, KjText text, KjText *kind, KjText *id)
{
    const KjSchema *schema = reader->worker->view.registry->schema;

    if (!kj_expected_record(text, kind, id))
        return false;
    for (size_t k = 0; k < schema->kind_count; k++)
        if (kj_text_compare(schema->kinds[k].name, *kind) == 0)
            return true;
    return false;
}

/* "RULE", "RULE KIND:ID", or "KIND:ID" where a rule is named for the case. */
static bool read_subject(Reader *reader, KjText key, KjText rule, KjExpected *item)
{
    const char *blank = memrchr(key.data, ' ', key.len);
    KjText record = blank ? (KjText){blank + 1, (uint32_t)(key.data + key.len - blank - 1)} : key;

    item->place = place_of(reader, key);
    item->rule =
        blank ? kj_text(kj_arena_strndup(reader->arena, key.data, (size_t)(blank - key.data)))
              : rule;
    if (is_record(reader, record, &item->kind, &item->id)) {
        item->kind = kj_text(kj_arena_strndup(reader->arena, item->kind.data, item->kind.len));
        if (item->rule.len == 0)
            complain(reader, key, "要件の番号を前に書くか、rule で示してください",
                     "write the rule in front of it, or name it by 'rule'");
        return item->rule.len > 0;
    }
    if (blank) {
        complain(reader, key, "「要件 種別:ID」の形で書いてください", "write it as RULE KIND:ID");
        return false;
    }
    item->rule = key;
    return true;
}

static int by_text(const void *a, const void *b)
{
    return kj_text_compare(*(const KjText *)a, *(const KjText *)b);
}

static void take_missing(Reader *reader, KjExpected *item, const KjText *names, size_t count)
{
    item->missing = kj_arena_array(reader->arena, count + 1, sizeof *names);
    for (size_t i = 0; i < count; i++)
        item->missing[i] = names[i];
    item->missing_count = count;
    item->says_missing = true;
    qsort(item->missing, count, sizeof *names, by_text);
}

/* "fail", "none", "unknown rto backup.frequency" */
static bool read_verdict(Reader *reader, KjText text, KjText at, KjExpected *item)
{
    KjText words[64];
    size_t count = 0;
    char *copy = kj_arena_strndup(reader->arena, text.data, text.len), *rest = NULL;

    for (char *word = strtok_r(copy, " ", &rest); word && count < 64;
         word = strtok_r(NULL, " ", &rest))
        words[count++] = kj_text(word);
    item->verdict = KJ_NO_VERDICT;
    if (count == 0 ||
        !(kj_text_is(words[0], "none") || kj_verdict_from_name(words[0], &item->verdict))) {
        complain(reader, at,
                 "判定を書いてください (pass partial fail unknown waived n/a error none)",
                 "write a verdict (pass partial fail unknown waived n/a error none)");
        return false;
    }
    if (count > 1 && item->verdict != KJ_UNKNOWN)
        complain(reader, at, "足りない事実は unknown の後にだけ書けます",
                 "only after 'unknown' missing facts can be named");
    if (count > 1)
        take_missing(reader, item, words + 1, count - 1);
    return true;
}

static void read_missing(Reader *reader, const KjList *list, KjExpected *item)
{
    KjText *names = kj_arena_array(reader->arena, list->count + 1, sizeof *names);

    for (size_t i = 0; i < list->count; i++)
        names[i] = list->items[i].type == KJ_TEXT_TYPE ? list->items[i].u.text : KJ_TEXT("");
    take_missing(reader, item, names, list->count);
}

/* A part of a message, as { ja, en }; a text alone is Japanese. What is said in another language than that of
 * the session is not looked at. */
static KjText in_language(const Reader *reader, const KjValue *part)
{
    bool japanese = reader->worker->app->lang == KJ_JA;

    if (!part)
        return KJ_TEXT("");
    if (part->type == KJ_MAP)
        return kj_map_text(part, japanese ? "ja" : "en");
    return japanese && part->type == KJ_TEXT_TYPE ? part->u.text : KJ_TEXT("");
}

static bool read_expected(Reader *reader, KjText key, const KjValue *value, KjExpected *item)
{
    static const char *const known[] = {"verdict", "missing", "message"};

    if (value->type == KJ_TEXT_TYPE)
        return read_verdict(reader, value->u.text, key, item);
    if (value->type != KJ_MAP) {
        complain(reader, key, "判定か、{ verdict, missing, message } を書いてください",
                 "write a verdict, or { verdict, missing, message }");
        return false;
    }
    check_keys(reader, value, known, 3);
    if (kj_map_get(value, "missing"))
        read_missing(reader, kj_map_list(value, "missing"), item);
    item->message = in_language(reader, kj_map_get(value, "message"));
    KjExpected judged = {0};
    if (!read_verdict(reader, kj_map_text(value, "verdict"), key, &judged))
        return false;
    item->verdict = judged.verdict;
    return true;
}

static void put(KjPackTest *test, KjExpected item)
{
    KJ_PUSH(test->expected.items, test->expected.count, test->expected.capacity, item);
}

static void read_expect(Reader *reader, KjPackTest *test, const KjValue *expect, KjText rule)
{
    if (expect->type == KJ_TEXT_TYPE) {
        KjExpected item = {.place = place_of(reader, expect->u.text), .rule = rule};

        if (rule.len == 0)
            complain(reader, expect->u.text, "どの要件かを rule で示してください",
                     "name the rule by 'rule'");
        else if (read_verdict(reader, expect->u.text, expect->u.text, &item))
            put(test, item);
        return;
    }
    if (expect->type != KJ_MAP) {
        complain(reader, KJ_TEXT("expect"), "判定か「要件 種別:ID: 判定」の一覧を書いてください",
                 "write a verdict, or a map of 'RULE KIND:ID: VERDICT'");
        return;
    }
    for (size_t i = 0; i < expect->u.map.count; i++) {
        const KjPair *pair = &expect->u.map.pairs[i];
        KjExpected item = {.verdict = KJ_NO_VERDICT};

        if (read_subject(reader, pair->key, rule, &item) &&
            read_expected(reader, pair->key, &pair->value, &item))
            put(test, item);
    }
}

/* A derived value as a text. */
static KjText value_text(Reader *reader, const KjValue *value)
{
    const char *all = "";
    KjBuf text;
    KjText kept;

    switch (value->type) {
    case KJ_TEXT_TYPE: return value->u.text;
    case KJ_BOOL: return value->u.truth ? KJ_TEXT("true") : KJ_TEXT("false");
    case KJ_LIST:
        for (size_t i = 0; i < value->u.list.count; i++)
            all = kj_arena_printf(reader->arena, "%s%s%s", all, i ? " " : "",
                                  value_text(reader, &value->u.list.items[i]).data);
        return kj_text(all);
    case KJ_INT:
    case KJ_NUMBER:
        kj_buf_init(&text, 0);
        kj_number_write(&text, value->type == KJ_INT ? (double)value->u.whole : value->u.real);
        kept = kj_text(kj_arena_strndup(reader->arena, text.data, text.len));
        kj_buf_clear(&text);
        return kept;
    default: return KJ_TEXT("null");
    }
}

static void read_derived(Reader *reader, KjPackTest *test, const KjValue *derived)
{
    for (size_t i = 0; derived->type == KJ_MAP && i < derived->u.map.count; i++) {
        const KjPair *pair = &derived->u.map.pairs[i];
        KjExpected item = {.place = place_of(reader, pair->key), .verdict = KJ_NO_VERDICT};

        if (!is_record(reader, pair->key, &item.kind, &item.id) || pair->value.type != KJ_MAP) {
            complain(reader, pair->key, "「種別:ID: { 項目: 値 }」の形で書いてください",
                     "write it as KIND:ID: { FIELD: VALUE }");
            continue;
        }
        item.kind = kj_text(kj_arena_strndup(reader->arena, item.kind.data, item.kind.len));
        for (size_t k = 0; k < pair->value.u.map.count; k++) {
            KjExpected value = item;

            value.place = place_of(reader, pair->value.u.map.pairs[k].key);
            value.field = pair->value.u.map.pairs[k].key;
            value.value = value_text(reader, &pair->value.u.map.pairs[k].value);
            put(test, value);
        }
    }
}

/* ---- cases ---- */

static void read_day(Reader *reader, const KjValue *map, KjPackTest *test)
{
    const KjValue *day = kj_map_get(map, "as_of");

    if (!day)
        return;
    if (day->type == KJ_TEXT_TYPE && kj_date_parse(day->u.text, &test->as_of))
        test->has_as_of = true;
    else
        complain(reader, KJ_TEXT("as_of"), "日付を 2026-04-01 の形で書いてください",
                 "write a day like 2026-04-01");
}

/* A name that stands twice cannot be chosen. */
static void check_name(Reader *reader, KjText name)
{
    for (size_t i = 0; i < reader->tests->count; i++)
        if (kj_text_compare(reader->tests->items[i].name, name) == 0)
            complain(reader, name, "同じ名前の事例があります", "another case has the same name");
}

static void lay_facts(Reader *reader, const KjValue *item, KjPackTest *test)
{
    static const KjValue none = {.type = KJ_NONE};
    const KjValue *facts = reader->facts, *set = kj_map_get(item, "set");
    const KjValue *add = kj_map_get(item, "add"), *drop = kj_map_get(item, "drop");
    KjLaying laying = {.schema = reader->worker->view.registry->schema,
                       .places = &reader->places,
                       .otherwise = reader->case_place,
                       .arena = reader->arena,
                       .diags = reader->diags};

    test->facts.path = reader->path;
    if (!kj_lay_over(&laying, facts ? facts : &none, set ? set : &none, add ? add : &none,
                     drop ? drop : &none))
        reader->good = false;
    test->facts.data = laying.data.data;
    test->facts.len = laying.data.len;
    test->lines = laying.lines;
    test->line_count = laying.line_count;
}

static void read_case(Reader *reader, const KjValue *item)
{
    static const char *const known[] = {"name", "line", "as_of",  "rule",    "set",
                                        "add",  "drop", "expect", "derived", "problem"};
    KjText name = kj_map_text(item, "name"), rule = kj_map_text(item, "rule");
    const KjValue *expect = kj_map_get(item, "expect"), *derived = kj_map_get(item, "derived");
    KjPackTest test = {.has_as_of = false};
    bool good = reader->good;

    if (item->type != KJ_MAP) {
        complain(reader, KJ_TEXT("cases"), "事例は { name, set, expect } の形で書いてください",
                 "a case is written { name, set, expect }");
        return;
    }
    reader->good = true;
    reader->case_place = (KjPlace){reader->path, (uint32_t)kj_map_int(item, "line", 1), 0};
    reader->case_place = place_of(reader, name);
    check_keys(reader, item, known, sizeof known / sizeof *known);
    if (name.len == 0)
        complain(reader, KJ_TEXT("name"), "事例には name が要ります", "a case needs a 'name'");
    if (rule.len == 0)
        rule = kj_map_text(reader->table, "rule");
    test.name = kj_text(kj_arena_printf(reader->arena, "%s/%s", reader->stem.data, name.data));
    check_name(reader, test.name);
    test.place = reader->case_place;
    read_day(reader, reader->table, &test);
    read_day(reader, item, &test);
    test.expected.refused = kj_map_get(item, "problem") != NULL;
    test.expected.problem = in_language(reader, kj_map_get(item, "problem"));
    test.expected.problem_place = place_of(reader, test.expected.problem);
    if (expect)
        read_expect(reader, &test, expect, rule);
    if (derived)
        read_derived(reader, &test, derived);
    if (test.expected.count == 0 && !test.expected.refused)
        complain(reader, name,
                 "何を期待するかを expect、derived、problem のいずれかに書いてください",
                 "say what is expected in 'expect', 'derived' or 'problem'");
    lay_facts(reader, item, &test);
    test.broken = !reader->good;
    reader->good &= good;
    KJ_PUSH(reader->tests->items, reader->tests->count, reader->tests->capacity, test);
}

/* `facts` are written in the table, or named: a data file beside it. What is wrong with a fact of that file
 * is told of the case that uses it. */
static void find_facts(Reader *reader, KjValue *file)
{
    static const KjValue none = {.type = KJ_NONE};
    const KjValue *facts = kj_map_get(reader->table, "facts");
    const char *folder, *path;
    KjText data;

    reader->facts = facts ? facts : &none;
    if (!facts || facts->type != KJ_TEXT_TYPE)
        return;
    folder = kj_path_join(reader->arena, reader->worker->folder, "tests");
    path = kj_path_join(reader->arena, reader->tests->places.data, facts->u.text.data);
    if (!kj_file_read_within(folder, kj_path_join(reader->arena, folder, facts->u.text.data), path,
                             KJ_TEST_FILE_MOST, reader->arena, reader->diags, &data) ||
        !kj_yaml_tree(path, data.data, data.len, reader->arena, reader->diags, file))
        reader->good = false;
    reader->facts = file;
}

static void read_cases(Reader *reader)
{
    static const char *const known[] = {"as_of", "rule", "facts", "cases"};
    const KjList *cases = kj_map_list(reader->table, "cases");
    KjValue file = kj_value_none();

    if (reader->table->type != KJ_MAP || cases->count == 0) {
        complain(reader, KJ_TEXT("cases"), "cases に事例を書いてください",
                 "write cases under 'cases'");
        return;
    }
    check_keys(reader, reader->table, known, 4);
    find_facts(reader, &file);
    if (!reader->good)
        return;
    for (size_t i = 0; i < cases->count; i++)
        read_case(reader, &cases->items[i]);
}

bool kj_test_table_read(KjPackTests *tests, KjPackWorker *worker, KjText stem, const char *path,
                        KjText data, bool lua, KjArena *arena, KjDiags *diags)
{
    KjValue table;
    Reader reader = {.tests = tests,
                     .worker = worker,
                     .stem = stem,
                     .path = path,
                     .arena = arena,
                     .diags = diags,
                     .table = &table,
                     .case_place = {path, 1, 0},
                     .good = true};
    bool got =
        lua ? kj_test_lua_read(worker, path, data, arena, diags, &table)
            : kj_yaml_tree_placed(path, data.data, data.len, arena, diags, &table, &reader.places);

    if (got)
        read_cases(&reader);
    kj_tree_places_clear(&reader.places);
    return got && reader.good;
}
