/* JSON text by RFC 8259. Runs of harmless bytes are copied in one go. What YAML does not allow, or takes for
 * a line break, is escaped besides: so all of it is YAML, too. */
#include "engine/output/json.h"

#include <math.h>
#include <string.h>

KjJson kj_json(KjBuf *out)
{
    return (KjJson){out, false};
}

static void begin(KjJson *json)
{
    if (json->comma)
        kj_buf_putc(json->out, ',');
    json->comma = true;
}

void kj_json_open(KjJson *json, char bracket)
{
    begin(json);
    kj_buf_putc(json->out, bracket);
    json->comma = false;
}

void kj_json_close(KjJson *json, char bracket)
{
    kj_buf_putc(json->out, bracket);
    json->comma = true;
}

static void put_escape(KjBuf *out, unsigned code)
{
    static const char letters[] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f',
                                   ['\r'] = 'r', ['"'] = '"',  ['\\'] = '\\'};

    if (code < sizeof letters && letters[code])
        kj_buf_printf(out, "\\%c", letters[code]);
    else
        kj_buf_printf(out, "\\u%04x", code);
}

/* The character at the start of valid UTF-8, if it is to be escaped: its code and bytes. */
static bool to_escape(const unsigned char *at, size_t left, unsigned *code, size_t *len)
{
    *code = at[0];
    *len = 1;
    if (at[0] < 0x80)
        return at[0] < 0x20 || at[0] == '"' || at[0] == '\\' || at[0] == 0x7F;
    if (at[0] == 0xC2 && left >= 2 && at[1] < 0xA0) {
        *code = at[1];
        *len = 2;
        return true;
    }
    if ((at[0] != 0xE2 && at[0] != 0xEF) || left < 3)
        return false;
    *code = (at[0] & 0xFu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
    *len = 3;
    return *code == 0x2028 || *code == 0x2029 || *code == 0xFEFF || *code >= 0xFFFE;
}

static void put_escaped(KjBuf *out, const char *text, size_t len)
{
    size_t from = 0;

    for (size_t i = 0, own; i < len; i++) {
        unsigned code;

        if (!to_escape((const unsigned char *)text + i, len - i, &code, &own))
            continue;
        kj_buf_add(out, text + from, i - from);
        put_escape(out, code);
        from = i + own;
        i = from - 1;
    }
    kj_buf_add(out, text + from, len - from);
}

void kj_json_text(KjJson *json, KjText text)
{
    const char *at = text.data;
    size_t left = text.len, good;

    begin(json);
    kj_buf_putc(json->out, '"');
    while (left && !kj_utf8_valid(at, left, &good)) {
        put_escaped(json->out, at, good);
        kj_buf_puts(json->out, "\xEF\xBF\xBD");
        at += good + 1;
        left -= good + 1;
    }
    if (left)
        put_escaped(json->out, at, left);
    kj_buf_putc(json->out, '"');
}

void kj_json_key(KjJson *json, const char *key)
{
    kj_json_text(json, kj_text(key));
    kj_buf_putc(json->out, ':');
    json->comma = false;
}

void kj_json_raw(KjJson *json, const char *text)
{
    begin(json);
    kj_buf_puts(json->out, text);
}

void kj_json_null(KjJson *json)
{
    kj_json_raw(json, "null");
}

void kj_json_bool(KjJson *json, bool value)
{
    kj_json_raw(json, value ? "true" : "false");
}

void kj_json_cstr(KjJson *json, const char *text)
{
    if (text)
        kj_json_text(json, kj_text(text));
    else
        kj_json_null(json);
}

void kj_json_int(KjJson *json, int64_t value)
{
    begin(json);
    kj_int_write(json->out, value);
}

void kj_json_real(KjJson *json, double value)
{
    if (!isfinite(value)) {
        kj_json_null(json);
        return;
    }
    begin(json);
    kj_number_write(json->out, value);
}

void kj_json_put_text(KjJson *json, const char *key, KjText text)
{
    kj_json_key(json, key);
    kj_json_text(json, text);
}

void kj_json_put_text_or_null(KjJson *json, const char *key, KjText text)
{
    kj_json_key(json, key);
    if (text.len)
        kj_json_text(json, text);
    else
        kj_json_null(json);
}

void kj_json_put_cstr(KjJson *json, const char *key, const char *text)
{
    kj_json_key(json, key);
    kj_json_cstr(json, text);
}

void kj_json_put_int(KjJson *json, const char *key, int64_t value)
{
    kj_json_key(json, key);
    kj_json_int(json, value);
}

void kj_json_put_bool(KjJson *json, const char *key, bool value)
{
    kj_json_key(json, key);
    kj_json_bool(json, value);
}

static void put_map(KjJson *json, KjMap map)
{
    kj_json_open(json, '{');
    for (size_t i = 0; i < map.count; i++) {
        kj_json_text(json, map.pairs[i].key);
        kj_buf_putc(json->out, ':');
        json->comma = false;
        kj_json_tree(json, &map.pairs[i].value);
    }
    kj_json_close(json, '}');
}

void kj_json_tree(KjJson *json, const KjValue *value)
{
    switch (value->type) {
    case KJ_BOOL: kj_json_bool(json, value->u.truth); break;
    case KJ_INT: kj_json_int(json, value->u.whole); break;
    case KJ_NUMBER:
    case KJ_PERCENT: kj_json_real(json, value->u.real); break;
    case KJ_TEXT_TYPE:
    case KJ_ENUM: kj_json_text(json, value->u.text); break;
    case KJ_LIST:
        kj_json_open(json, '[');
        for (size_t i = 0; i < value->u.list.count; i++)
            kj_json_tree(json, &value->u.list.items[i]);
        kj_json_close(json, ']');
        break;
    case KJ_MAP:
    case KJ_GROUP: put_map(json, value->u.map); break;
    default: kj_json_null(json);
    }
}
