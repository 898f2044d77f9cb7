/* What a signer says in the trusted comment. Of a bundle
 *
 *     kijun-bundle name=energy version=1.2.0 sequence=7 hash=… expires=2027-03-31
 *
 * (without expires if it never does), of an announcement of keys
 *
 *     kijun-keys hash=…
 *
 * The hash is BLAKE2b-256 over the file, so that a comment cannot be meant for another one. */
#ifndef KJ_BUNDLE_CLAIMS_H
#define KJ_BUNDLE_CLAIMS_H

#include "engine/base/date.h"
#include "engine/base/hash.h"

typedef enum { KJ_CLAIM_BUNDLE, KJ_CLAIM_KEYS } KjClaim;

#define KJ_NO_EXPIRY INT32_MAX

typedef struct KjClaims {
    KjClaim what;
    KjText name, version; /* of a bundle; borrowed */
    int64_t sequence;
    int32_t expires; /* the last day on which it may be taken in; KJ_NO_EXPIRY */
    char hash[KJ_HASH_HEX];
} KjClaims;

void kj_claims_write(const KjClaims *claims, KjBuf *out);
/* Only the form that kj_claims_write gives. */
bool kj_claims_parse(KjText comment, KjClaims *claims);
bool kj_claims_equal(const KjClaims *a, const KjClaims *b);
void kj_file_hash(KjText file, char hash[KJ_HASH_HEX]);

#endif
