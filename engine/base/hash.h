/* BLAKE2b-256, in pieces: what a pack or a file is known by. */
#ifndef KJ_BASE_HASH_H
#define KJ_BASE_HASH_H

#include <stddef.h>

#define KJ_HASH_HEX 65 /* 64 digits and a NUL */

typedef struct KjHash {
    _Alignas(64) unsigned char state[384];
} KjHash;

void kj_hash_init(KjHash *hash);
void kj_hash_add(KjHash *hash, const void *bytes, size_t len);
/* The digest as lower-case hex; the hash is used up. */
void kj_hash_hex(KjHash *hash, char out[KJ_HASH_HEX]);
/* The first bytes of the digest, at most 32; the hash is used up. */
void kj_hash_bytes(KjHash *hash, unsigned char *out, size_t len);

#endif
