/* Every signature file that is there has to be well formed and, where its key is trusted, to hold: one that does
 * not is reason to stop, even if others would be enough. Those by unknown keys do not count. */
#include "engine/bundle/verify.h"

#include <string.h>

typedef struct Verifying {
    const KjSigned *what;
    const KjKeyring *ring;
    KjDiags *diags;
    unsigned char digest[KJ_DIGEST];
    char hash[KJ_HASH_HEX];
    KjClaims *claims;
    size_t *signers, count;
} Verifying;

static KjPlace place_of(const Verifying *verifying, size_t signature)
{
    return (KjPlace){verifying->what->signature_names[signature], 0, 0};
}

/* Numbers of keys can coincide, though by chance they never do. */
static bool find_key(const Verifying *verifying, const KjSignature *signature, size_t *key)
{
    const KjKeyring *ring = verifying->ring;
    bool known = false;

    for (size_t i = 0; i < ring->count; i++) {
        if (!kj_signature_is_by(signature, &ring->keys[i].key))
            continue;
        *key = i;
        known = true;
        if (kj_signature_holds(signature, &ring->keys[i].key, verifying->digest))
            return true;
    }
    return known;
}

static bool refuse_comment(const Verifying *verifying, size_t number)
{
    if (verifying->what->what == KJ_CLAIM_KEYS)
        kj_diag(
            verifying->diags, KJ_ERROR, place_of(verifying, number), NULL,
            "署名の信頼コメントがこの鍵の告示のものではありません。kijun bundle sign で署名するか、"
            "kijun bundle comment %1$s の示す文を minisign -S -t "
            "に渡して署名し直してもらってください",
            "the trusted comment of the signature is not that of this announcement; have it "
            "signed again with `kijun bundle sign`, or by minisign -S -t with what `kijun "
            "bundle comment %1$s` says",
            verifying->what->shown);
    else
        kj_diag(
            verifying->diags, KJ_ERROR, place_of(verifying, number), NULL,
            "署名の信頼コメントに配布物の名前・版・通し番号・ハッシュがないか、このファイルのもので"
            "は"
            "ありません。kijun bundle sign で署名するか、kijun bundle comment %1$s の示す文を "
            "minisign -S -t に渡して署名し直してもらってください",
            "the trusted comment of the signature does not say name, version, sequence and hash "
            "of this bundle; have it signed again with `kijun bundle sign`, or by minisign -S "
            "-t with what `kijun bundle comment %1$s` says",
            verifying->what->shown);
    return false;
}

static bool take_claims(Verifying *verifying, size_t number, KjText comment)
{
    KjClaims claims;

    if (!kj_claims_parse(comment, &claims) || claims.what != verifying->what->what ||
        strcmp(claims.hash, verifying->hash) != 0)
        return refuse_comment(verifying, number);
    if (verifying->count == 0) {
        *verifying->claims = claims;
        return true;
    }
    if (kj_claims_equal(&claims, verifying->claims))
        return true;
    kj_diag(verifying->diags, KJ_ERROR, place_of(verifying, number), NULL,
            "ほかの署名と言うこと (名前、版、通し番号、期限) が違います。発行元に確かめてください",
            "it says another name, version, sequence or expiry than the other signatures; ask who "
            "issued it");
    return false;
}

static void note_signer(Verifying *verifying, size_t key)
{
    for (size_t i = 0; i < verifying->count; i++)
        if (verifying->signers[i] == key ||
            memcmp(verifying->ring->keys[verifying->signers[i]].key.bytes,
                   verifying->ring->keys[key].key.bytes, sizeof(KjPublicKey) - 8) == 0)
            return;
    verifying->signers[verifying->count++] = key;
}

static bool verify_one(Verifying *verifying, size_t number)
{
    const char *name = verifying->what->signature_names[number];
    KjSignature signature;
    char id[KJ_KEY_ID_TEXT];
    size_t key;

    if (!kj_signature_read(verifying->what->signatures[number], name, verifying->diags, &signature))
        return false;
    kj_key_id_text(signature.key_id, id);
    if (!find_key(verifying, &signature, &key)) {
        kj_diag(verifying->diags, KJ_NOTE, place_of(verifying, number), NULL,
                "信頼していない鍵 %s による署名です。数えません",
                "is signed by key %s, which is not trusted; it does not count", id);
        return true;
    }
    if (!kj_signature_holds(&signature, &verifying->ring->keys[key].key, verifying->digest)) {
        kj_diag(
            verifying->diags, KJ_ERROR, place_of(verifying, number), NULL,
            "%1$s の署名ではありません (鍵 %2$s では確かめられません)。どちらかのファイルが変わって"
            "います。使わずに、発行元から受け取り直してください",
            "is no signature of %1$s (by key %2$s): one of the two files was changed. Do not "
            "use it; get both again from who issued them",
            verifying->what->shown, id);
        return false;
    }
    if (!take_claims(verifying, number, signature.comment))
        return false;
    note_signer(verifying, key);
    return true;
}

static bool tell_too_few(const Verifying *verifying)
{
    const KjKeyring *ring = verifying->ring;
    KjPlace place = {verifying->what->shown, 0, 0};
    size_t threshold = ring->threshold < 1 ? 1 : (size_t)ring->threshold;

    if (ring->count == 0)
        kj_diag(
            verifying->diags, KJ_ERROR, place, NULL,
            "信頼する鍵がありません。発行元の公開鍵を kijun bundle trust add 鍵のファイル --name "
            "名前 で登録してください (verify と show では --key でも指定できます)",
            "no key is trusted; register the key of who issued it with `kijun bundle trust add "
            "KEYFILE --name NAME` (verify and show take one with --key)");
    else if (verifying->what->signature_count == 0)
        kj_diag(verifying->diags, KJ_ERROR, place, NULL,
                "署名がありません。%1$s.minisig を同じフォルダーに置くか、--signature で指定して"
                "ください",
                "is not signed; put %1$s.minisig beside it, or name it with --signature",
                verifying->what->shown);
    else
        kj_diag(verifying->diags, KJ_ERROR, place, NULL,
                "信頼する鍵 %2$zu 個の署名が要りますが、%1$zu 個しかありません",
                "is signed by %1$zu trusted keys, and has to be by %2$zu", verifying->count,
                threshold);
    return false;
}

bool kj_bundle_verify(const KjSigned *what, const KjKeyring *ring, KjDiags *diags, KjClaims *claims,
                      size_t *signers, size_t *signer_count)
{
    Verifying verifying = {
        .what = what, .ring = ring, .diags = diags, .claims = claims, .signers = signers};
    bool good = true;

    kj_digest(what->file, verifying.digest);
    kj_file_hash(what->file, verifying.hash);
    for (size_t i = 0; i < what->signature_count; i++)
        good = verify_one(&verifying, i) && good;
    *signer_count = verifying.count;
    if (!good)
        return false;
    if (verifying.count == 0 || (int64_t)verifying.count < ring->threshold)
        return tell_too_few(&verifying);
    return true;
}
