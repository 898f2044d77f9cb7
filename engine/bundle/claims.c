/* Reading takes the words in their order, and then wants to see the same bytes when it writes them. */
#include "engine/bundle/claims.h"

#include "engine/bundle/fields.h"
#include "engine/bundle/names.h"

#include <string.h>

#define BUNDLE "kijun-bundle"
#define KEYS "kijun-keys"

void kj_file_hash(KjText file, char hash[KJ_HASH_HEX])
{
    KjHash state;

    kj_hash_init(&state);
    kj_hash_add(&state, file.data, file.len);
    kj_hash_hex(&state, hash);
}

void kj_claims_write(const KjClaims *claims, KjBuf *out)
{
    if (claims->what == KJ_CLAIM_KEYS) {
        kj_buf_puts(out, KEYS);
        kj_fields_put(out, "hash", kj_text(claims->hash));
        return;
    }
    kj_buf_puts(out, BUNDLE);
    kj_fields_put(out, "name", claims->name);
    kj_fields_put(out, "version", claims->version);
    kj_buf_printf(out, " sequence=%lld", (long long)claims->sequence);
    kj_fields_put(out, "hash", kj_text(claims->hash));
    if (claims->expires != KJ_NO_EXPIRY) {
        kj_buf_puts(out, " expires=");
        kj_date_write(out, claims->expires);
    }
}

static bool take_bundle(KjText *line, KjClaims *claims)
{
    KjText sequence;

    return kj_fields_take(line, "name", &claims->name) && kj_bundle_name_valid(claims->name) &&
           kj_fields_take(line, "version", &claims->version) &&
           kj_bundle_version_valid(claims->version) &&
           kj_fields_take(line, "sequence", &sequence) &&
           kj_bundle_number(sequence, &claims->sequence);
}

static bool take_hash(KjText *line, KjClaims *claims)
{
    KjText hash;

    if (!kj_fields_take(line, "hash", &hash) || !kj_bundle_hash_valid(hash))
        return false;
    memcpy(claims->hash, hash.data, hash.len);
    claims->hash[hash.len] = '\0';
    return true;
}

static bool take_all(KjText line, KjClaims *claims)
{
    KjText first, expires;

    if (!kj_fields_next(&line, &first))
        return false;
    claims->expires = KJ_NO_EXPIRY;
    claims->what = kj_text_is(first, KEYS) ? KJ_CLAIM_KEYS : KJ_CLAIM_BUNDLE;
    if (claims->what == KJ_CLAIM_KEYS)
        return take_hash(&line, claims) && line.data && line.len == 0;
    if (!kj_text_is(first, BUNDLE) || !take_bundle(&line, claims) || !take_hash(&line, claims))
        return false;
    if (kj_fields_take(&line, "expires", &expires) && !kj_date_parse(expires, &claims->expires))
        return false;
    return line.data && line.len == 0;
}

bool kj_claims_parse(KjText comment, KjClaims *claims)
{
    KjBuf again;
    bool good;

    *claims = (KjClaims){0};
    if (!take_all(comment, claims))
        return false;
    kj_buf_init(&again, 0);
    kj_claims_write(claims, &again);
    good = again.len == comment.len && memcmp(again.data, comment.data, comment.len) == 0;
    kj_buf_clear(&again);
    return good;
}

bool kj_claims_equal(const KjClaims *a, const KjClaims *b)
{
    return a->what == b->what && kj_text_compare(a->name, b->name) == 0 &&
           kj_text_compare(a->version, b->version) == 0 && a->sequence == b->sequence &&
           a->expires == b->expires && strcmp(a->hash, b->hash) == 0;
}
