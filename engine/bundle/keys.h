/* Keys in minisign's formats: Ed25519 pairs with a number of eight bytes, secret ones locked by a password
 * (scrypt) or not.
 *
 * A secret key in memory is to be wiped with kj_secret_key_wipe; so is the text of its file. */
#ifndef KJ_BUNDLE_KEYS_H
#define KJ_BUNDLE_KEYS_H

#include "engine/base/diag.h"

typedef struct KjPublicKey {
    unsigned char id[8], bytes[32];
} KjPublicKey;

typedef struct KjSecretKey {
    unsigned char id[8], bytes[64]; /* the seed and the public half */
} KjSecretKey;

/* What finding a password costs who tries: passed to scrypt. */
typedef struct KjKeyCost {
    uint64_t operations, memory;
} KjKeyCost;

KjKeyCost kj_key_cost(void); /* minisign's own: about a GiB and some seconds */

#define KJ_PUBLIC_KEY_TEXT 57 /* characters of base64 and a NUL */
#define KJ_KEY_ID_TEXT 17     /* digits as minisign shows them, and a NUL */
#define KJ_KEY_FILE_MOST 4096 /* bytes of a file */

void kj_public_key_text(const KjPublicKey *key, char out[KJ_PUBLIC_KEY_TEXT]);
void kj_key_id_text(const unsigned char id[8], char out[KJ_KEY_ID_TEXT]);
bool kj_public_key_parse(KjText base64, KjPublicKey *key);
/* Of a file: a comment line and the key, or the key alone. False with a message. */
bool kj_public_key_read(KjText file, const char *shown, KjDiags *diags, KjPublicKey *key);
void kj_public_key_write(const KjPublicKey *key, KjBuf *out); /* the file */

bool kj_key_pair_new(KjPublicKey *public, KjSecretKey *secret);
void kj_key_public_half(const KjSecretKey *secret, KjPublicKey *public);
void kj_secret_key_wipe(KjSecretKey *secret);

/* Whether a file holds a secret key that needs a password. False with a message if it holds none. */
bool kj_secret_key_is_locked(KjText file, const char *shown, KjDiags *diags, bool *locked);
/* password: NULL for a key that is not locked. */
bool kj_secret_key_read(KjText file, const char *shown, const char *password, KjDiags *diags,
                        KjSecretKey *secret);
/* The file; password NULL: not locked. False if memory for locking cannot be had. */
bool kj_secret_key_write(const KjSecretKey *secret, const char *password, KjKeyCost cost,
                         KjBuf *out);

/* base64, in its one canonical form. */
bool kj_base64_read(KjText text, unsigned char *bytes, size_t size);
void kj_base64_write(KjBuf *out, const unsigned char *bytes, size_t size);

#endif
