// Any bytes as an archive, as a manifest and as the log. What is accepted is what would be written.
#include "engine/bundle/log.h"
#include "engine/bundle/manifest.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_bundle(KjText bytes, KjArena *arena, KjDiags *diags)
{
    KjText contents[KJ_ARCHIVE_COUNT_MOST];
    KjBundle bundle;
    KjBuf again;

    if (!kj_bundle_read(bytes, "x", arena, diags, &bundle))
        return;
    kj_buf_init(&again, 0);
    for (size_t i = 0; i < bundle.file_count; i++)
        contents[i] = bundle.files[i].data;
    if (!kj_bundle_write(&bundle.manifest, contents, &again) || again.len != bytes.len ||
        memcmp(again.data, bytes.data, bytes.len) != 0)
        abort();
    kj_buf_clear(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    KjText bytes = {(const char *)data, (uint32_t)size};
    KjArena *arena = kj_arena_new();
    KjManifest manifest;
    KjBundleLog log;
    KjDiags diags;

    kj_diags_init(&diags, KJ_EN);
    check_bundle(bytes, arena, &diags);
    kj_manifest_read(bytes, "x", arena, &diags, &manifest);
    kj_bundle_log_read(bytes, "x", &diags, &log);
    if (log.whole > size)
        abort();
    kj_bundle_log_clear(&log);
    kj_diags_clear(&diags);
    kj_arena_free(arena);
    return 0;
}
