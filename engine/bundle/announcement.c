/* Key rotation: lines of three words or two. */
#include "engine/bundle/log.h"

#include "engine/bundle/fields.h"
#include "engine/bundle/names.h"

#include <string.h>

#define FIRST "kijun-keys 1\n"
#define MOST_CHANGES 100

bool kj_announcement_is(KjText text)
{
    return text.len >= sizeof FIRST - 1 && memcmp(text.data, FIRST, sizeof FIRST - 1) == 0;
}

static bool take_change(KjText line, KjKeyChange *change)
{
    KjText verb, key;

    if (!kj_fields_next(&line, &verb) || !kj_fields_next(&line, &change->name) ||
        !kj_bundle_name_valid(change->name))
        return false;
    change->removes = kj_text_is(verb, "remove");
    if (change->removes)
        return line.len == 0 && line.data;
    return kj_text_is(verb, "add") && kj_fields_next(&line, &key) && line.len == 0 &&
           kj_public_key_parse(key, &change->key);
}

bool kj_announcement_read(KjText text, const char *shown, KjDiags *diags, KjKeyChanges *changes)
{
    bool good = kj_announcement_is(text);
    size_t at = sizeof FIRST - 1;
    uint32_t line = 1;
    const char *end;

    *changes = (KjKeyChanges){0};
    while (good && at < text.len) {
        KjKeyChange change = {0};

        line++;
        end = memchr(text.data + at, '\n', text.len - at);
        good =
            end && changes->count < MOST_CHANGES &&
            take_change((KjText){text.data + at, (uint32_t)(end - text.data - (long)at)}, &change);
        if (!good)
            break;
        KJ_PUSH(changes->items, changes->count, changes->capacity, change);
        at = (size_t)(end - text.data) + 1;
    }
    if (good && changes->count > 0)
        return true;
    kj_diag(
        diags, KJ_ERROR, (KjPlace){shown, line, 0}, NULL,
        "鍵の告示ではありません。1行目は kijun-keys 1、次からは add 名前 公開鍵 か remove 名前 "
        "です",
        "is no announcement of keys; the first line is `kijun-keys 1`, the others `add NAME KEY` "
        "or `remove NAME`");
    return false;
}
