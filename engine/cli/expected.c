/* Files of expectations: a line each, words parted by blanks.
 *
 *   VERDICT RULE KIND:ID [FACT…]   = KIND:ID FIELD VALUE   only RULE   as-of DAY
 *   facts FILE
 */
#include "engine/cli/pack_tests.h"

#include <stdlib.h>
#include <string.h>

typedef struct Reader {
    KjPackTest *test;
    KjArena *arena;
    KjDiags *diags;
    KjPlace place; /* of the line */
    KjText rest;   /* of the line */
    bool good;
} Reader;

static KjText kept(const Reader *reader, const char *data, size_t len)
{
    return (KjText){kj_arena_strndup(reader->arena, data, len), (uint32_t)len};
}

/* The next word of the line, empty at its end. */
static KjText word(Reader *reader)
{
    KjText *rest = &reader->rest;
    size_t skip = 0, len = 0;

    while (skip < rest->len && rest->data[skip] == ' ')
        skip++;
    while (skip + len < rest->len && rest->data[skip + len] != ' ')
        len++;
    KjText found = kept(reader, rest->data + skip, len);
    *rest = (KjText){rest->data + skip + len, (uint32_t)(rest->len - skip - len)};
    return found;
}

static void complain(Reader *reader, const char *ja, const char *en)
{
    kj_diag(reader->diags, KJ_ERROR, reader->place, NULL, "%s", "%s",
            reader->diags->lang == KJ_JA ? ja : en);
    reader->good = false;
}

bool kj_expected_record(KjText text, KjText *kind, KjText *id)
{
    const char *colon = text.len ? memchr(text.data, ':', text.len) : NULL;

    if (!colon || colon == text.data || colon + 1 == text.data + text.len)
        return false;
    *kind = (KjText){text.data, (uint32_t)(colon - text.data)};
    *id = (KjText){colon + 1, text.len - kind->len - 1};
    return true;
}

static bool take_record(Reader *reader, KjExpected *item)
{
    KjText text = word(reader);

    if (kj_expected_record(text, &item->kind, &item->id)) {
        item->kind = kept(reader, item->kind.data, item->kind.len);
        return true;
    }
    complain(reader, "記録を「種別:ID」の形で書いてください", "name the record as KIND:ID");
    return false;
}

static void put(Reader *reader, KjExpected item)
{
    KjExpectations *expected = &reader->test->expected;

    KJ_PUSH(expected->items, expected->count, expected->capacity, item);
}

static int by_text(const void *a, const void *b)
{
    return kj_text_compare(*(const KjText *)a, *(const KjText *)b);
}

static void take_missing(Reader *reader, KjExpected *item)
{
    KjText name = word(reader);
    KjText *names = NULL;
    size_t count = 0, capacity = 0;

    for (; name.len; name = word(reader))
        KJ_PUSH(names, count, capacity, name);
    if (count && item->verdict != KJ_UNKNOWN)
        complain(reader, "足りない事実は unknown の行にだけ書けます",
                 "only lines of 'unknown' name missing facts");
    item->missing = kj_arena_array(reader->arena, count + 1, sizeof *names);
    if (count)
        memcpy(item->missing, names, count * sizeof *names);
    item->missing_count = count;
    item->says_missing = true;
    qsort(item->missing, count, sizeof *names, by_text);
    kj_free(names);
}

static void read_verdict(Reader *reader, KjVerdict verdict)
{
    KjExpected item = {.place = reader->place, .verdict = verdict};

    item.rule = word(reader);
    if (item.rule.len == 0) {
        complain(reader, "要件の番号を書いてください", "name the rule");
        return;
    }
    if (!take_record(reader, &item))
        return;
    take_missing(reader, &item);
    put(reader, item);
}

static void read_value(Reader *reader)
{
    KjExpected item = {.place = reader->place, .verdict = KJ_NO_VERDICT};

    if (!take_record(reader, &item))
        return;
    item.field = word(reader);
    while (reader->rest.len && reader->rest.data[0] == ' ')
        reader->rest = (KjText){reader->rest.data + 1, reader->rest.len - 1};
    item.value = kept(reader, reader->rest.data, reader->rest.len);
    if (item.field.len == 0)
        complain(reader, "「= 種別:ID 項目 値」の形で書いてください",
                 "write = KIND:ID FIELD VALUE");
    else
        put(reader, item);
}

static void read_only(Reader *reader)
{
    KjExpectations *expected = &reader->test->expected;
    KjText rule = word(reader);

    if (rule.len == 0) {
        complain(reader, "要件の番号を書いてください", "name the rule");
        return;
    }
    size_t count = expected->only_count, capacity = expected->only_capacity;
    KJ_PUSH(expected->only, count, capacity, rule);
    KJ_PUSH(expected->only_places, expected->only_count, expected->only_capacity, reader->place);
}

static void read_day(Reader *reader)
{
    if (kj_date_parse(word(reader), &reader->test->as_of))
        reader->test->has_as_of = true;
    else
        complain(reader, "「as-of 2026-04-01」の形で書いてください",
                 "write it like as-of 2026-04-01");
}

static void read_facts(Reader *reader)
{
    reader->test->facts_file = word(reader);
    reader->test->facts_place = reader->place;
    if (reader->test->facts_file.len == 0)
        complain(reader, "事実のファイルを書いてください", "name the file of facts");
}

static void read_line(Reader *reader)
{
    KjText first = word(reader);
    KjVerdict verdict;

    if (first.len == 0 || first.data[0] == '#')
        return;
    if (kj_text_is(first, "="))
        read_value(reader);
    else if (kj_text_is(first, "only"))
        read_only(reader);
    else if (kj_text_is(first, "as-of"))
        read_day(reader);
    else if (kj_text_is(first, "facts"))
        read_facts(reader);
    else if (kj_verdict_from_name(first, &verdict))
        read_verdict(reader, verdict);
    else
        complain(reader,
                 "行の初めは判定 (pass partial fail unknown waived n/a error)、=、only、as-of、"
                 "facts のいずれかです",
                 "a line begins with a verdict (pass partial fail unknown waived n/a error), =, "
                 "only, as-of or facts");
}

bool kj_expected_read(KjPackTest *test, const char *path, KjText data, KjArena *arena,
                      KjDiags *diags)
{
    Reader reader = {test, arena, diags, {path, 0, 0}, {"", 0}, true};

    test->expected.whole = true;
    for (size_t at = 0; at < data.len;) {
        const char *end = memchr(data.data + at, '\n', data.len - at);
        size_t len = end ? (size_t)(end - data.data) - at : data.len - at, cut = len;

        if (cut && data.data[at + cut - 1] == '\r')
            cut--;
        reader.place.line++;
        reader.rest = (KjText){data.data + at, (uint32_t)cut};
        read_line(&reader);
        at += len + 1;
    }
    return reader.good;
}

void kj_expected_clear(KjExpectations *expected)
{
    kj_free(expected->items);
    kj_free(expected->only);
    kj_free(expected->only_places);
}
