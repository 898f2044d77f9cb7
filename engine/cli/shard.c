/* A name belongs to the share that its BLAKE2b-256 leaves as a remainder: the same on every machine. */
#include "engine/cli/shard.h"

#include "engine/base/hash.h"
#include "engine/base/number.h"

#include <stdlib.h>
#include <string.h>

bool kj_shard_parse(KjText text, KjShard *shard)
{
    const char *slash = memchr(text.data, '/', text.len);
    int64_t number, count;

    if (!slash)
        return false;
    if (!kj_int_parse((KjText){text.data, (uint32_t)(slash - text.data)}, &number) ||
        !kj_int_parse((KjText){slash + 1, (uint32_t)(text.data + text.len - slash - 1)}, &count) ||
        count < 1 || count > KJ_SHARD_MOST || number < 1 || number > count)
        return false;
    *shard = (KjShard){(uint32_t)number, (uint32_t)count};
    return true;
}

bool kj_shard_has(KjShard shard, KjText name)
{
    char hex[KJ_HASH_HEX];
    KjHash hash;

    if (shard.count == 0)
        return true;
    kj_hash_init(&hash);
    kj_hash_add(&hash, name.data, name.len);
    kj_hash_hex(&hash, hex);
    hex[15] = '\0';
    return strtoull(hex, NULL, 16) % shard.count + 1 == shard.number;
}
