#include "engine/eval/chain.h"

#include "engine/base/buf.h"

KjText kj_chain_text(const KjText *ids, size_t count, KjArena *arena)
{
    bool cut = count > 2 * KJ_CHAIN_ENDS + 1;
    KjBuf buf;
    kj_buf_init(&buf, 0);
    for (size_t i = 0; i < count; i++) {
        if (i)
            kj_buf_puts(&buf, " → ");
        if (cut && i == KJ_CHAIN_ENDS) {
            kj_buf_printf(&buf, "… (%zu) … → ", count - 2 * KJ_CHAIN_ENDS);
            i = count - KJ_CHAIN_ENDS;
        }
        kj_buf_add(&buf, ids[i].data, ids[i].len);
    }
    KjText text = {kj_arena_strndup(arena, buf.data ? buf.data : "", buf.len), (uint32_t)buf.len};
    kj_buf_clear(&buf);
    return text;
}
