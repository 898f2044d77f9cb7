/* JSON text by RFC 8259. Runs of harmless bytes are copied in one go. */
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

static void put_escape(KjBuf *out, unsigned char c)
{
    static const char letters[] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f',
                                   ['\r'] = 'r', ['"'] = '"',  ['\\'] = '\\'};

    if (c < sizeof letters && letters[c])
        kj_buf_printf(out, "\\%c", letters[c]);
    else
        kj_buf_printf(out, "\\u%04x", c);
}

static void put_escaped(KjBuf *out, const char *text, size_t len)
{
    size_t from = 0;

    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];

        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F)
            continue;
        kj_buf_add(out, text + from, i - from);
        put_escape(out, c);
        from = i + 1;
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
