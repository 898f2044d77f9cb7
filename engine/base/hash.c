/* BLAKE2b by libsodium; its state lies in ours, so that a hash needs no memory of its own. */
#include "engine/base/hash.h"

#include <sodium.h>
#include <string.h>

#define BYTES (KJ_HASH_HEX / 2)

_Static_assert(sizeof(crypto_generichash_state) <= sizeof(KjHash), "the state fits");

static crypto_generichash_state *state_of(KjHash *hash)
{
    return (crypto_generichash_state *)(void *)hash->state;
}

void kj_hash_init(KjHash *hash)
{
    *hash = (KjHash){{0}};
    crypto_generichash_init(state_of(hash), NULL, 0, BYTES);
}

void kj_hash_add(KjHash *hash, const void *bytes, size_t len)
{
    if (len)
        crypto_generichash_update(state_of(hash), bytes, len);
}

void kj_hash_hex(KjHash *hash, char out[KJ_HASH_HEX])
{
    unsigned char digest[BYTES];

    crypto_generichash_final(state_of(hash), digest, sizeof digest);
    sodium_bin2hex(out, KJ_HASH_HEX, digest, sizeof digest);
}

void kj_hash_bytes(KjHash *hash, unsigned char *out, size_t len)
{
    unsigned char digest[BYTES];

    crypto_generichash_final(state_of(hash), digest, sizeof digest);
    memcpy(out, digest, len);
}
