/* Public halves, numbers, base64. The secret ones are in keys_secret.c. */
#include "engine/bundle/keys.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define RECORD 42     /* "Ed", the number, the key */
#define MOST_TEXT 512 /* the longest is a secret key's, 216 */

/* libsodium 1.0.18 reads bytes above 127 as '/': what was read has to be written the same. */
bool kj_base64_read(KjText text, unsigned char *bytes, size_t size)
{
    char again[MOST_TEXT];
    size_t len = 0;
    bool good = text.len < sizeof again &&
                text.len == sodium_base64_ENCODED_LEN(size, sodium_base64_VARIANT_ORIGINAL) - 1 &&
                sodium_base642bin(bytes, size, text.data, text.len, NULL, &len, NULL,
                                  sodium_base64_VARIANT_ORIGINAL) == 0 &&
                len == size;

    if (!good)
        return false;
    sodium_bin2base64(again, sizeof again, bytes, size, sodium_base64_VARIANT_ORIGINAL);
    good = memcmp(again, text.data, text.len) == 0;
    sodium_memzero(again, sizeof again);
    return good;
}

void kj_base64_write(KjBuf *out, const unsigned char *bytes, size_t size)
{
    char text[MOST_TEXT];

    sodium_bin2base64(text, sizeof text, bytes, size, sodium_base64_VARIANT_ORIGINAL);
    kj_buf_puts(out, text);
    sodium_memzero(text, sizeof text);
}

void kj_public_key_text(const KjPublicKey *key, char out[KJ_PUBLIC_KEY_TEXT])
{
    unsigned char record[RECORD] = "Ed";

    memcpy(record + 2, key->id, sizeof key->id);
    memcpy(record + 10, key->bytes, sizeof key->bytes);
    sodium_bin2base64(out, KJ_PUBLIC_KEY_TEXT, record, sizeof record,
                      sodium_base64_VARIANT_ORIGINAL);
}

void kj_key_id_text(const unsigned char id[8], char out[KJ_KEY_ID_TEXT])
{
    for (int i = 0; i < 8; i++)
        snprintf(out + 2 * i, 3, "%02X", id[7 - i]);
}

bool kj_public_key_parse(KjText base64, KjPublicKey *key)
{
    unsigned char record[RECORD];

    if (!kj_base64_read(base64, record, sizeof record) || memcmp(record, "Ed", 2) != 0)
        return false;
    memcpy(key->id, record + 2, sizeof key->id);
    memcpy(key->bytes, record + 10, sizeof key->bytes);
    return true;
}

static KjText without_comment(KjText file)
{
    static const char comment[] = "untrusted comment:";
    const char *line_end;

    if (file.len >= 3 && memcmp(file.data, "\xEF\xBB\xBF", 3) == 0) { /* as editors put it there */
        file.len -= 3;
        file.data += 3;
    }
    if (file.len > sizeof comment && memcmp(file.data, comment, sizeof comment - 1) == 0 &&
        (line_end = memchr(file.data, '\n', file.len))) {
        file.len -= (uint32_t)(line_end + 1 - file.data);
        file.data = line_end + 1;
    }
    while (file.len && strchr("\r\n ", file.data[file.len - 1]))
        file.len--;
    return file;
}

bool kj_public_key_read(KjText file, const char *shown, KjDiags *diags, KjPublicKey *key)
{
    if (kj_public_key_parse(without_comment(file), key))
        return true;
    kj_diag(diags, KJ_ERROR, (KjPlace){shown, 0, 0}, NULL,
            "minisign の形式の公開鍵ではありません。kijun bundle key か minisign -G の作る .pub "
            "ファイルを指定してください",
            "is no public key in minisign's format; name the .pub file that `kijun bundle key` or "
            "`minisign -G` makes");
    return false;
}

void kj_public_key_write(const KjPublicKey *key, KjBuf *out)
{
    char id[KJ_KEY_ID_TEXT], text[KJ_PUBLIC_KEY_TEXT];

    kj_key_id_text(key->id, id);
    kj_public_key_text(key, text);
    kj_buf_printf(out, "untrusted comment: minisign public key %s\n%s\n", id, text);
}
