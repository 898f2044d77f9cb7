/* What a case expects: verdicts and derived values, in the forms that a table allows. */
#include "engine/cli/test_table_parts.h"

#include <stdlib.h>
#include <string.h>

static bool is_record(const KjTableReader *reader, KjText text, KjText *kind, KjText *id)
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
static bool read_subject(KjTableReader *reader, KjText key, KjText rule, KjExpected *item)
{
    const char *blank = memrchr(key.data, ' ', key.len);
    KjText record = blank ? (KjText){blank + 1, (uint32_t)(key.data + key.len - blank - 1)} : key;

    item->place = kj_table_place(reader, key);
    item->rule =
        blank ? kj_text(kj_arena_strndup(reader->arena, key.data, (size_t)(blank - key.data)))
              : rule;
    if (is_record(reader, record, &item->kind, &item->id)) {
        item->kind = kj_text(kj_arena_strndup(reader->arena, item->kind.data, item->kind.len));
        if (item->rule.len == 0)
            kj_table_complain(reader, key, "要件の番号を前に書くか、rule で示してください",
                              "write the rule in front of it, or name it by 'rule'");
        return item->rule.len > 0;
    }
    if (blank) {
        kj_table_complain(reader, key, "「要件 種別:ID」の形で書いてください",
                          "write it as RULE KIND:ID");
        return false;
    }
    item->rule = key;
    return true;
}

static int by_text(const void *a, const void *b)
{
    return kj_text_compare(*(const KjText *)a, *(const KjText *)b);
}

static void take_missing(KjTableReader *reader, KjExpected *item, const KjText *names, size_t count)
{
    item->missing = kj_arena_array(reader->arena, count + 1, sizeof *names);
    for (size_t i = 0; i < count; i++)
        item->missing[i] = names[i];
    item->missing_count = count;
    item->says_missing = true;
    qsort(item->missing, count, sizeof *names, by_text);
}

/* "fail", "none", "unknown rto backup.frequency" */
static bool read_verdict(KjTableReader *reader, KjText text, KjText at, KjExpected *item)
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
        kj_table_complain(reader, at,
                          "判定を書いてください (pass partial fail unknown waived n/a error none)",
                          "write a verdict (pass partial fail unknown waived n/a error none)");
        return false;
    }
    if (count > 1 && item->verdict != KJ_UNKNOWN)
        kj_table_complain(reader, at, "足りない事実は unknown の後にだけ書けます",
                          "only after 'unknown' missing facts can be named");
    if (count > 1)
        take_missing(reader, item, words + 1, count - 1);
    return true;
}

static void read_missing(KjTableReader *reader, const KjList *list, KjExpected *item)
{
    KjText *names = kj_arena_array(reader->arena, list->count + 1, sizeof *names);

    for (size_t i = 0; i < list->count; i++)
        names[i] = list->items[i].type == KJ_TEXT_TYPE ? list->items[i].u.text : KJ_TEXT("");
    take_missing(reader, item, names, list->count);
}

KjText kj_table_in_language(const KjTableReader *reader, const KjValue *part)
{
    bool japanese = reader->worker->app->lang == KJ_JA;

    if (!part)
        return KJ_TEXT("");
    if (part->type == KJ_MAP)
        return kj_map_text(part, japanese ? "ja" : "en");
    return japanese && part->type == KJ_TEXT_TYPE ? part->u.text : KJ_TEXT("");
}

static bool read_expected(KjTableReader *reader, KjText key, const KjValue *value, KjExpected *item)
{
    static const char *const known[] = {"verdict", "missing", "message"};

    if (value->type == KJ_TEXT_TYPE)
        return read_verdict(reader, value->u.text, key, item);
    if (value->type != KJ_MAP) {
        kj_table_complain(reader, key, "判定か、{ verdict, missing, message } を書いてください",
                          "write a verdict, or { verdict, missing, message }");
        return false;
    }
    kj_table_keys(reader, value, known, 3);
    if (kj_map_get(value, "missing"))
        read_missing(reader, kj_map_list(value, "missing"), item);
    item->message = kj_table_in_language(reader, kj_map_get(value, "message"));
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

void kj_table_expect(KjTableReader *reader, KjPackTest *test, const KjValue *expect, KjText rule)
{
    if (expect->type == KJ_TEXT_TYPE) {
        KjExpected item = {.place = kj_table_place(reader, expect->u.text), .rule = rule};

        if (rule.len == 0)
            kj_table_complain(reader, expect->u.text, "どの要件かを rule で示してください",
                              "name the rule by 'rule'");
        else if (read_verdict(reader, expect->u.text, expect->u.text, &item))
            put(test, item);
        return;
    }
    if (expect->type != KJ_MAP) {
        kj_table_complain(reader, KJ_TEXT("expect"),
                          "判定か「要件 種別:ID: 判定」の一覧を書いてください",
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
static KjText value_text(KjTableReader *reader, const KjValue *value)
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

void kj_table_derived(KjTableReader *reader, KjPackTest *test, const KjValue *derived)
{
    for (size_t i = 0; derived->type == KJ_MAP && i < derived->u.map.count; i++) {
        const KjPair *pair = &derived->u.map.pairs[i];
        KjExpected item = {.place = kj_table_place(reader, pair->key), .verdict = KJ_NO_VERDICT};

        if (!is_record(reader, pair->key, &item.kind, &item.id) || pair->value.type != KJ_MAP) {
            kj_table_complain(reader, pair->key, "「種別:ID: { 項目: 値 }」の形で書いてください",
                              "write it as KIND:ID: { FIELD: VALUE }");
            continue;
        }
        item.kind = kj_text(kj_arena_strndup(reader->arena, item.kind.data, item.kind.len));
        for (size_t k = 0; k < pair->value.u.map.count; k++) {
            KjExpected value = item;

            value.place = kj_table_place(reader, pair->value.u.map.pairs[k].key);
            value.field = pair->value.u.map.pairs[k].key;
            value.value = value_text(reader, &pair->value.u.map.pairs[k].value);
            put(test, value);
        }
    }
}
