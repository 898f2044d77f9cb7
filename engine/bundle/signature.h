/* Signatures in minisign's format: Ed25519 over BLAKE2b-512 of the file ("ED"), and a second one over the first
 * and the trusted comment. The older form ("Ed", over the file itself) is refused.
 *
 * Nothing may be changed in a signature file without being noticed, so what minisign does not sign is held to
 * one form: the first line is minisign's own, lines end with one line break. */
#ifndef KJ_BUNDLE_SIGNATURE_H
#define KJ_BUNDLE_SIGNATURE_H

#include "engine/bundle/keys.h"

#define KJ_DIGEST 64
#define KJ_COMMENT_MOST 1024   /* bytes of a trusted comment */
#define KJ_SIGNATURE_MOST 4096 /* bytes of a file */

typedef struct KjSignature {
    unsigned char key_id[8], signature[64], global[64];
    KjText comment; /* borrowed from the file: not to be trusted before it is verified */
} KjSignature;

void kj_digest(KjText bytes, unsigned char digest[KJ_DIGEST]); /* BLAKE2b-512 */

/* False with a message. */
bool kj_signature_read(KjText file, const char *shown, KjDiags *diags, KjSignature *signature);
bool kj_signature_is_by(const KjSignature *signature, const KjPublicKey *key);
bool kj_signature_holds(const KjSignature *signature, const KjPublicKey *key,
                        const unsigned char digest[KJ_DIGEST]);
/* Appends the file. The comment has one line. */
void kj_signature_write(const KjSecretKey *secret, const unsigned char digest[KJ_DIGEST],
                        KjText comment, KjBuf *out);

#endif
