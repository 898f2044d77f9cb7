// Any bytes as a signature, a public key, a secret key, a trusted comment, an announcement of keys.
#include "engine/bundle/claims.h"
#include "engine/bundle/log.h"
#include "engine/bundle/signature.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// No signature of these bytes by this key exists, so none can hold.
static void check_signature(KjText bytes, KjDiags *diags)
{
    KjPublicKey key = {.bytes = {0xd7, 0x5a, 0x98, 0x01}};
    unsigned char digest[KJ_DIGEST] = {0};
    KjSignature signature;
    KjClaims claims;

    if (!kj_signature_read(bytes, "x", diags, &signature))
        return;
    memcpy(key.id, signature.key_id, sizeof key.id);
    if (kj_signature_holds(&signature, &key, digest))
        abort();
    kj_claims_parse(signature.comment, &claims);
}

// A locked key is not opened: that is made to take seconds.
static void check_secret(KjText bytes, KjDiags *diags)
{
    KjSecretKey secret;
    bool locked;

    if (kj_secret_key_is_locked(bytes, "x", diags, &locked) && !locked)
        kj_secret_key_read(bytes, "x", NULL, diags, &secret);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    KjText bytes = {(const char *)data, (uint32_t)size};
    KjKeyChanges changes;
    KjPublicKey key;
    KjClaims claims;
    KjDiags diags;

    kj_diags_init(&diags, KJ_EN);
    check_signature(bytes, &diags);
    check_secret(bytes, &diags);
    kj_public_key_read(bytes, "x", &diags, &key);
    kj_claims_parse(bytes, &claims);
    kj_announcement_read(bytes, "x", &diags, &changes);
    kj_free(changes.items);
    kj_diags_clear(&diags);
    return 0;
}
