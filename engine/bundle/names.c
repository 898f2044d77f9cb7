/* Everything that is not known to be harmless is refused: names become paths, and stand in lines of text. */
#include "engine/bundle/names.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define MOST_NAME 64
#define MOST_VERSION 32
#define MOST_DIGITS 15

static bool is_small(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool kj_bundle_name_valid(KjText name)
{
    if (name.len == 0 || name.len > MOST_NAME || !is_small(name.data[0]))
        return false;
    for (uint32_t i = 1; i < name.len; i++)
        if (!is_small(name.data[i]) && !memchr("-_.", name.data[i], 3))
            return false;
    return name.data[name.len - 1] != '.';
}

bool kj_bundle_pack_valid(KjText id)
{
    if (id.len == 0 || id.len > MOST_NAME || id.data[0] < 'a' || id.data[0] > 'z')
        return false;
    for (uint32_t i = 1; i < id.len; i++)
        if (!is_small(id.data[i]) && id.data[i] != '-')
            return false;
    return true;
}

bool kj_bundle_version_valid(KjText version)
{
    if (version.len == 0 || version.len > MOST_VERSION)
        return false;
    for (uint32_t i = 0; i < version.len; i++)
        if (version.data[i] <= ' ' || version.data[i] > '~' || strchr("\"\\", version.data[i]))
            return false;
    return true;
}

const char *kj_bundle_file_problem(KjText name, KjLang lang)
{
    bool ja = lang == KJ_JA;

    if (name.len < 5 || memcmp(name.data + name.len - 4, ".lua", 4) != 0)
        return ja ? ".lua で終わる名前ではありません" : "the name does not end in .lua";
    if (name.len > 100)
        return ja ? "名前が長すぎます (100バイトまで)" : "the name is too long (100 bytes at most)";
    if (name.data[0] == '.')
        return ja ? "名前が点で始まっています" : "the name begins with a dot";
    if (!kj_utf8_valid(name.data, name.len, NULL))
        return ja ? "名前が UTF-8 ではありません" : "the name is not UTF-8";
    for (uint32_t i = 0; i < name.len; i++)
        if ((unsigned char)name.data[i] < ' ' || name.data[i] == 0x7F ||
            strchr("/\\\":*?<>|", name.data[i]))
            return ja ? "名前に使えない文字があります (制御文字、/ \\ \" : * ? < > |)"
                      : "the name holds a character that is not allowed (controls, / \\ \" : * ? < "
                        "> |)";
    if (kj_text_control(name) >= 0)
        return ja ? "名前に制御文字があります" : "the name holds a control character";
    return NULL;
}

KjText kj_bundle_name_folded(KjArena *arena, KjText name)
{
    utf8proc_uint8_t *text;
    utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)name.data, name.len, &text,
                                        UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE |
                                            UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);

    if (len < 0)
        return name;
    name = (KjText){kj_arena_strndup(arena, (const char *)text, (size_t)len), (uint32_t)len};
    free(text);
    return name;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static KjText number_at(KjText text, uint32_t at)
{
    uint32_t end = at;

    while (at < text.len && text.data[at] == '0')
        at++;
    for (end = at; end < text.len && is_digit(text.data[end]);)
        end++;
    return (KjText){text.data + at, end - at};
}

int kj_version_compare(KjText a, KjText b)
{
    uint32_t i = 0, j = 0;

    while (i < a.len && j < b.len) {
        if (is_digit(a.data[i]) && is_digit(b.data[j])) {
            KjText x = number_at(a, i), y = number_at(b, j);
            int order = x.len != y.len ? (x.len < y.len ? -1 : 1) : kj_text_compare(x, y);

            if (order)
                return order;
            i = (uint32_t)(x.data + x.len - a.data);
            j = (uint32_t)(y.data + y.len - b.data);
        } else if (a.data[i] != b.data[j]) {
            return (unsigned char)a.data[i] < (unsigned char)b.data[j] ? -1 : 1;
        } else {
            i++;
            j++;
        }
    }
    return (i < a.len) - (j < b.len);
}

bool kj_bundle_number(KjText text, int64_t *number)
{
    if (text.len == 0 || text.len > MOST_DIGITS || (text.len > 1 && text.data[0] == '0'))
        return false;
    *number = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        if (!is_digit(text.data[i]))
            return false;
        *number = *number * 10 + (text.data[i] - '0');
    }
    return true;
}

bool kj_bundle_hash_valid(KjText hex)
{
    if (hex.len != 64)
        return false;
    for (uint32_t i = 0; i < hex.len; i++)
        if (!is_digit(hex.data[i]) && (hex.data[i] < 'a' || hex.data[i] > 'f'))
            return false;
    return true;
}
