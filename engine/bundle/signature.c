/* Four lines: untrusted comment, signature, trusted comment, global signature. */
#include "engine/bundle/signature.h"

#include <sodium.h>
#include <string.h>

#define RECORD 74 /* "ED", the key's number, the signature */
#define TRUSTED "trusted comment: "

/* What the programs write that make such files, and nobody else. */
static const char *const first_lines[] = {
    "untrusted comment: signature from minisign secret key",
    "untrusted comment: signature from rsign secret key",
};

void kj_digest(KjText bytes, unsigned char digest[KJ_DIGEST])
{
    crypto_generichash(digest, KJ_DIGEST, (const unsigned char *)bytes.data, bytes.len, NULL, 0);
}

/* ---- reading ---- */

static bool fail(KjDiags *diags, const char *shown, const char *ja, const char *en)
{
    kj_diag(diags, KJ_ERROR, (KjPlace){shown, 0, 0}, NULL, "%s", "%s",
            diags->lang == KJ_JA ? ja : en);
    return false;
}

static bool take_line(KjText *file, KjText *line)
{
    const char *end = file->len ? memchr(file->data, '\n', file->len) : NULL;

    if (!end)
        return false;
    *line = (KjText){file->data, (uint32_t)(end - file->data)};
    file->len -= line->len + 1;
    file->data = end + 1;
    return true;
}

static bool is_first_line(KjText line)
{
    for (size_t i = 0; i < sizeof first_lines / sizeof *first_lines; i++)
        if (kj_text_is(line, first_lines[i]))
            return true;
    return false;
}

static bool is_comment(KjText line)
{
    size_t len = sizeof TRUSTED - 1;

    if (line.len < len || line.len > len + KJ_COMMENT_MOST || memcmp(line.data, TRUSTED, len) != 0)
        return false;
    for (uint32_t i = 0; i < line.len; i++)
        if (line.data[i] == '\0' || line.data[i] == '\r')
            return false;
    return true;
}

bool kj_signature_read(KjText file, const char *shown, KjDiags *diags, KjSignature *signature)
{
    KjText first, second, comment, last;
    unsigned char record[RECORD];

    if (!take_line(&file, &first) || !take_line(&file, &second) || !take_line(&file, &comment) ||
        !take_line(&file, &last) || file.len > 0 || !is_comment(comment) ||
        !kj_base64_read(second, record, sizeof record) ||
        !kj_base64_read(last, signature->global, sizeof signature->global))
        return fail(
            diags, shown,
            "minisign の形式の署名ではないか、壊れています。発行元から受け取り直してください",
            "is no signature in minisign's format, or is damaged; get it again from who "
            "issued it");
    if (!is_first_line(first))
        return fail(
            diags, shown,
            "1行目が minisign の書くものと違います。この行は署名で守られないので、変えたものは"
            "受け付けません (minisign -S では -c を使わないでください)",
            "the first line is not what minisign writes; no signature protects it, so a "
            "changed one is refused (with minisign -S leave out -c)");
    if (memcmp(record, "Ed", 2) == 0)
        return fail(diags, shown,
                    "古い形式 (Ed) の署名です。-l を付けずに署名し直してもらってください",
                    "is a signature of the legacy form (Ed); have it signed again, without -l");
    if (memcmp(record, "ED", 2) != 0)
        return fail(diags, shown, "知らない方式の署名です", "is a signature of an unknown form");
    memcpy(signature->key_id, record + 2, sizeof signature->key_id);
    memcpy(signature->signature, record + 10, sizeof signature->signature);
    signature->comment =
        (KjText){comment.data + sizeof TRUSTED - 1, comment.len - (uint32_t)(sizeof TRUSTED - 1)};
    return true;
}

/* ---- verifying, signing ---- */

/* The first signature with the comment behind it is what the second one signs. */
static size_t globally_signed(unsigned char out[64 + KJ_COMMENT_MOST],
                              const unsigned char signature[64], KjText comment)
{
    memcpy(out, signature, 64);
    if (comment.len)
        memcpy(out + 64, comment.data, comment.len);
    return 64 + (size_t)comment.len;
}

bool kj_signature_is_by(const KjSignature *signature, const KjPublicKey *key)
{
    return memcmp(signature->key_id, key->id, sizeof key->id) == 0;
}

bool kj_signature_holds(const KjSignature *signature, const KjPublicKey *key,
                        const unsigned char digest[KJ_DIGEST])
{
    unsigned char all[64 + KJ_COMMENT_MOST];
    size_t len = globally_signed(all, signature->signature, signature->comment);

    return sodium_init() >= 0 && kj_signature_is_by(signature, key) &&
           crypto_sign_verify_detached(signature->signature, digest, KJ_DIGEST, key->bytes) == 0 &&
           crypto_sign_verify_detached(signature->global, all, len, key->bytes) == 0;
}

void kj_signature_write(const KjSecretKey *secret, const unsigned char digest[KJ_DIGEST],
                        KjText comment, KjBuf *out)
{
    unsigned char record[RECORD] = "ED", global[64], all[64 + KJ_COMMENT_MOST];
    size_t len;

    memcpy(record + 2, secret->id, sizeof secret->id);
    crypto_sign_detached(record + 10, NULL, digest, KJ_DIGEST, secret->bytes);
    len = globally_signed(all, record + 10, comment);
    crypto_sign_detached(global, NULL, all, len, secret->bytes);
    kj_buf_printf(out, "%s\n", first_lines[0]);
    kj_base64_write(out, record, sizeof record);
    kj_buf_puts(out, "\n" TRUSTED);
    kj_buf_add(out, comment.data, comment.len);
    kj_buf_putc(out, '\n');
    kj_base64_write(out, global, sizeof global);
    kj_buf_putc(out, '\n');
}
