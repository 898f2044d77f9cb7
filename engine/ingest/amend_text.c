/* "+org/kind:id/list[2] field+=value", taken apart. The target goes to the first white space; names of fields
 * hold no "=". */
#include "engine/ingest/amend_parts.h"

#include "engine/ingest/table_cells.h"
#include "engine/ingest/tell.h"

#include <string.h>

#define MOST_BYTES 65536 /* of a change */

static KjText copy(const KjChange *change, const char *from, const char *to)
{
    size_t len = (size_t)(to - from);
    return (KjText){kj_arena_strndup(change->intake->arena, from, len), (uint32_t)len};
}

static KjText name_of(const KjChange *change, const char *from, const char *to)
{
    return kj_text_nfkc(change->intake->arena, copy(change, from, to));
}

static bool tell_form(const KjChange *change, KjText text)
{
    KJ_CHANGE_TELL(
        change, NULL,
        "「%s」は変更として読めません。「種別:ID 項目=値」の形で書いてください"
        "（例: system:mail name=メール、記録を足すなら +system:new、除くなら -system:old）",
        "'%s' is no change; write it as KIND:ID FIELD=VALUE, for example system:mail "
        "name=Mail (+system:new adds a record, -system:old takes one away)",
        kj_tell_text(change->intake->arena, text));
    return false;
}

/* "reports[2]" or, where a row is added, "reports". */
static bool parse_row(KjChange *change, const char *from, const char *to)
{
    const char *open = memchr(from, '[', (size_t)(to - from));
    uint32_t number = 0;
    change->list = (KjText){from, (uint32_t)((open ? open : to) - from)};
    change->list = copy(change, from, open ? open : to);
    if (!open)
        return change->list.len > 0;
    for (const char *c = open + 1; c < to - 1; c++) {
        if (*c < '0' || *c > '9' || number > 1000000)
            return false;
        number = number * 10 + (uint32_t)(*c - '0');
    }
    change->row = number;
    return change->list.len > 0 && to[-1] == ']' && number > 0;
}

/* After NFKC full-width signs are plain ones. */
static bool parse_target(KjChange *change, KjText target)
{
    const char *at = target.data, *end = at + target.len, *slash;
    if (at < end && (*at == '+' || *at == '-'))
        change->sign = *at++;
    const char *colon = memchr(at, ':', (size_t)(end - at));
    slash = memchr(at, '/', (size_t)((colon ? colon : end) - at));
    if (slash) {
        change->org = copy(change, at, slash);
        at = slash + 1;
    }
    change->kind = copy(change, at, colon ? colon : end);
    if (colon) {
        slash = memchr(colon, '/', (size_t)(end - colon));
        change->id = copy(change, colon + 1, slash ? slash : end);
        if (slash && !parse_row(change, slash + 1, end))
            return false;
    }
    return change->kind.len > 0 && (!colon || change->id.len > 0);
}

static bool parse_assignment(KjChange *change, const char *at, const char *end)
{
    const char *equals = memchr(at, '=', (size_t)(end - at)), *name = equals;
    if (!equals)
        return false;
    change->operation = '=';
    if (name > at && (name[-1] == '+' || name[-1] == '-'))
        change->operation = *--name;
    change->field = name_of(change, at, name);
    change->value = copy(change, equals + 1, end);
    return change->field.len > 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Full-width spaces are white space, too. */
static size_t blank_at(const char *at, const char *end)
{
    if (at < end && is_blank(*at))
        return 1;
    return end - at >= 3 && memcmp(at, "\xE3\x80\x80", 3) == 0 ? 3 : 0;
}

static const char *skip(const char *at, const char *end)
{
    for (size_t blank; (blank = blank_at(at, end)) > 0;)
        at += blank;
    return at;
}

static const char *trim(const char *at, const char *end)
{
    const char *last = at;
    while (at < end) {
        size_t blank = blank_at(at, end);
        at += blank ? blank : 1;
        last = blank ? last : at;
    }
    return last;
}

static bool is_readable(const KjChange *change, KjText text)
{
    if (text.len <= MOST_BYTES && kj_utf8_valid(text.data, text.len, NULL))
        return kj_table_text_clean(text, change->place, change->intake->diags);
    KJ_CHANGE_TELL(change, NULL,
                   "変更が長すぎるか、UTF-8 の文字列ではありません。書き直してください",
                   "the change is too long, or not UTF-8; write it anew");
    return false;
}

bool kj_change_assign(KjChange *change, KjText text)
{
    const char *at, *end = text.data + text.len;
    if (!is_readable(change, text))
        return false;
    at = skip(text.data, end);
    return parse_assignment(change, at, trim(at, end)) || tell_form(change, text);
}

bool kj_change_parse(KjChange *change, KjText text)
{
    const char *at, *to, *end = text.data + text.len;
    change->org = change->kind = change->id = change->list = KJ_TEXT("");
    change->field = change->value = KJ_TEXT("");
    if (!is_readable(change, text))
        return false;
    to = at = skip(text.data, end);
    end = trim(at, end);
    while (to < end && !blank_at(to, end))
        to++;
    bool good = parse_target(change, name_of(change, at, to));
    at = skip(to, end);
    good = good && (at < end ? parse_assignment(change, at, end) : change->sign != 0);
    return good || tell_form(change, text);
}
