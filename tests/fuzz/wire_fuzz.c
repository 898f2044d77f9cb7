// Any bytes: decoding never reads past the end or takes memory out of proportion, and what decodes
// encodes to the very bytes it was read from.
#include "engine/model/value.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    KjArena *arena = kj_arena_new();
    const char *start = (const char *)data, *at = start;
    KjValue value, again;
    KjBuf out;
    kj_buf_init(&out, 0);
    if (kj_value_decode(arena, &at, start + size, &value)) {
        if (!kj_value_encode(&out, &value) || out.len != (size_t)(at - start) ||
            memcmp(out.data, start, out.len) != 0)
            abort();
        again = kj_value_copy(arena, &value);
        if (!kj_value_equal(&value, &again))
            abort();
    } else if (at != start || value.type != KJ_NONE) {
        abort();
    }
    kj_buf_clear(&out);
    kj_arena_free(arena);
    return 0;
}
