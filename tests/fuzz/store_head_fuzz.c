// Any bytes as the head of a store's journal: what is taken for one is what would be written.
#include "engine/cli/store_head.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    KjStoreHead head;
    KjBuf again;

    if (size > UINT32_MAX || !kj_head_read((KjText){(const char *)data, (uint32_t)size}, &head))
        return 0;
    kj_buf_init(&again, 0);
    kj_head_write(&head, &again);
    if (head.entry < 1 || again.len != size || memcmp(again.data, data, size) != 0)
        abort();
    kj_buf_clear(&again);
    return 0;
}
