/* Whether enough of the trusted keys have signed a file, before anything in it is looked at. */
#ifndef KJ_BUNDLE_VERIFY_H
#define KJ_BUNDLE_VERIFY_H

#include "engine/bundle/claims.h"
#include "engine/bundle/signature.h"

typedef struct KjTrustedKey {
    KjText name; /* for people */
    KjPublicKey key;
} KjTrustedKey;

typedef struct KjSigned {
    KjText file;
    const char *shown; /* how messages name the file */
    KjClaim what;      /* what it has to be */
    const KjText *signatures;
    const char *const *signature_names;
    size_t signature_count;
} KjSigned;

typedef struct KjKeyring {
    const KjTrustedKey *keys;
    size_t count;
    int64_t threshold; /* how many different ones have to have signed; less than 1 counts as 1 */
} KjKeyring;

/* What the signers say, all of them the same. signers (room for all keys) get the numbers of the keys that
 * signed. False: why is in diags. Claims borrow from the signatures. */
bool kj_bundle_verify(const KjSigned *what, const KjKeyring *ring, KjDiags *diags, KjClaims *claims,
                      size_t *signers, size_t *signer_count);

#endif
