/* Secret keys. A file holds a comment and, as base64,
 *
 *     "Ed"  "Sc" or two zeros  "B2"  salt 32  operations 8  memory 8  | number 8  key 64  sum 32
 *
 * where a password locks what stands behind the bar: it is combined with what scrypt makes of password and
 * salt. The sum, BLAKE2b-256 over "Ed", number and key, tells a wrong password. */
#include "engine/bundle/keys.h"

#include <sodium.h>
#include <string.h>

#define SALT 6
#define OPERATIONS 38
#define MEMORY 46
#define BODY 54
#define BODY_LEN 104
#define SUM (BODY + 72)
#define RECORD (BODY + BODY_LEN)
#define MOST_OPERATIONS ((uint64_t)1 << 27) /* four times what minisign asks for */
#define MOST_MEMORY ((uint64_t)1 << 31)

KjKeyCost kj_key_cost(void)
{
    return (KjKeyCost){crypto_pwhash_scryptsalsa208sha256_OPSLIMIT_SENSITIVE,
                       crypto_pwhash_scryptsalsa208sha256_MEMLIMIT_SENSITIVE};
}

void kj_secret_key_wipe(KjSecretKey *secret)
{
    sodium_memzero(secret, sizeof *secret);
}

void kj_key_public_half(const KjSecretKey *secret, KjPublicKey *public)
{
    memcpy(public->id, secret->id, sizeof public->id);
    memcpy(public->bytes, secret->bytes + 32, sizeof public->bytes);
}

bool kj_key_pair_new(KjPublicKey *public, KjSecretKey *secret)
{
    if (sodium_init() < 0)
        return false;
    randombytes_buf(secret->id, sizeof secret->id);
    crypto_sign_keypair(public->bytes, secret->bytes);
    memcpy(public->id, secret->id, sizeof public->id);
    return true;
}

/* ---- locking ---- */

static void put_number(unsigned char *at, uint64_t number)
{
    for (int i = 0; i < 8; i++)
        at[i] = (unsigned char)(number >> (8 * i));
}

static uint64_t number_at(const unsigned char *at)
{
    uint64_t number = 0;

    for (int i = 7; i >= 0; i--)
        number = number << 8 | at[i];
    return number;
}

/* Locks what is open and opens what is locked. False: there is no memory for it. */
static bool turn_lock(unsigned char record[RECORD], const char *password)
{
    unsigned char stream[BODY_LEN];
    bool good = crypto_pwhash_scryptsalsa208sha256(
                    stream, sizeof stream, password, strlen(password), record + SALT,
                    number_at(record + OPERATIONS), (size_t)number_at(record + MEMORY)) == 0;

    for (size_t i = 0; good && i < sizeof stream; i++)
        record[BODY + i] ^= stream[i];
    sodium_memzero(stream, sizeof stream);
    return good;
}

static void sum_of(const unsigned char record[RECORD], unsigned char sum[32])
{
    crypto_generichash_state state;

    crypto_generichash_init(&state, NULL, 0, 32);
    crypto_generichash_update(&state, record, 2);
    crypto_generichash_update(&state, record + BODY, SUM - BODY);
    crypto_generichash_final(&state, sum, 32);
    sodium_memzero(&state, sizeof state);
}

/* minisign leaves the sum out of keys that are not locked; the public half tells damage as well. */
static bool is_whole(const unsigned char record[RECORD])
{
    unsigned char sum[32], public[32], secret[64];
    bool good = record[2] != 'S' && sodium_is_zero(record + SUM, sizeof sum);

    sum_of(record, sum);
    crypto_sign_seed_keypair(public, secret, record + BODY + 8);
    good = (good || sodium_memcmp(sum, record + SUM, sizeof sum) == 0) &&
           sodium_memcmp(secret, record + BODY + 8, sizeof secret) == 0;
    sodium_memzero(secret, sizeof secret);
    return good;
}

/* ---- files ---- */

static bool decode(KjText file, unsigned char record[RECORD])
{
    static const char comment[] = "untrusted comment:";
    const char *line_end = file.len ? memchr(file.data, '\n', file.len) : NULL;

    if (!line_end || line_end - file.data < (ptrdiff_t)sizeof comment - 1 ||
        memcmp(file.data, comment, sizeof comment - 1) != 0)
        return false;
    file.len -= (uint32_t)(line_end + 1 - file.data);
    file.data = line_end + 1;
    while (file.len && strchr("\r\n", file.data[file.len - 1]))
        file.len--;
    return kj_base64_read(file, record, RECORD) && memcmp(record, "Ed", 2) == 0 &&
           memcmp(record + 4, "B2", 2) == 0 &&
           (memcmp(record + 2, "Sc", 2) == 0 || memcmp(record + 2, "\0\0", 2) == 0);
}

static bool fail(KjDiags *diags, const char *shown, const char *ja, const char *en)
{
    kj_diag(diags, KJ_ERROR, (KjPlace){shown, 0, 0}, NULL, "%s", "%s",
            diags->lang == KJ_JA ? ja : en);
    return false;
}

static bool read_record(KjText file, const char *shown, KjDiags *diags,
                        unsigned char record[RECORD])
{
    if (decode(file, record))
        return true;
    return fail(
        diags, shown,
        "minisign の形式の秘密鍵ではありません。kijun bundle key か minisign -G の作るファイル"
        "を指定してください",
        "is no secret key in minisign's format; name the file that `kijun bundle key` or "
        "`minisign -G` makes");
}

bool kj_secret_key_is_locked(KjText file, const char *shown, KjDiags *diags, bool *locked)
{
    unsigned char record[RECORD];
    bool good = read_record(file, shown, diags, record);

    *locked = good && record[2] == 'S';
    sodium_memzero(record, sizeof record);
    return good;
}

static bool unlock(unsigned char record[RECORD], const char *shown, const char *password,
                   KjDiags *diags)
{
    if (record[2] != 'S')
        return true;
    if (!password)
        return fail(diags, shown, "この鍵にはパスワードが要ります", "this key needs a password");
    if (number_at(record + OPERATIONS) > MOST_OPERATIONS ||
        number_at(record + MEMORY) > MOST_MEMORY)
        return fail(diags, shown, "鍵の設定が大きすぎます。壊れているようです",
                    "the key asks for too much work; it seems to be damaged");
    return turn_lock(record, password) ||
           fail(diags, shown, "鍵を開くためのメモリ (およそ 1 GiB) が足りません",
                "there is not enough memory to unlock the key (about 1 GiB)");
}

bool kj_secret_key_read(KjText file, const char *shown, const char *password, KjDiags *diags,
                        KjSecretKey *secret)
{
    unsigned char record[RECORD];
    bool good = sodium_init() >= 0 && read_record(file, shown, diags, record) &&
                unlock(record, shown, password, diags);

    if (good && !is_whole(record))
        good = record[2] == 'S' ? fail(diags, shown, "パスワードが違うか、鍵が壊れています",
                                       "the password is wrong, or the key is damaged")
                                : fail(diags, shown, "鍵が壊れています", "the key is damaged");
    if (good) {
        memcpy(secret->id, record + BODY, sizeof secret->id);
        memcpy(secret->bytes, record + BODY + 8, sizeof secret->bytes);
    }
    sodium_memzero(record, sizeof record);
    return good;
}

bool kj_secret_key_write(const KjSecretKey *secret, const char *password, KjKeyCost cost,
                         KjBuf *out)
{
    unsigned char record[RECORD] = {'E', 'd', 0, 0, 'B', '2'};
    bool good = true;

    memcpy(record + BODY, secret->id, sizeof secret->id);
    memcpy(record + BODY + 8, secret->bytes, sizeof secret->bytes);
    sum_of(record, record + SUM);
    if (password) {
        memcpy(record + 2, "Sc", 2);
        randombytes_buf(record + SALT, 32);
        put_number(record + OPERATIONS, cost.operations);
        put_number(record + MEMORY, cost.memory);
        good = turn_lock(record, password);
    }
    if (good) {
        kj_buf_puts(out, password ? "untrusted comment: minisign encrypted secret key\n"
                                  : "untrusted comment: minisign unencrypted secret key\n");
        kj_base64_write(out, record, sizeof record);
        kj_buf_putc(out, '\n');
    }
    sodium_memzero(record, sizeof record);
    return good;
}
