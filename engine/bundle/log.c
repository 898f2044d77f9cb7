/* Lines are read in their order and each changes the state; one that cannot be is damage. */
#include "engine/bundle/log.h"

#include "engine/bundle/fields.h"
#include "engine/bundle/names.h"

#include <string.h>

#define FIRST "kijun-log 1\n"
#define CHAIN " chain="

void kj_bundle_log_clear(KjBundleLog *log)
{
    kj_free(log->keys);
    kj_free(log->installs);
    kj_free(log->held);
    kj_free(log->lines);
    *log = (KjBundleLog){0};
}

/* ---- what is there ---- */

const KjTrustedKey *kj_bundle_log_key(const KjBundleLog *log, KjText name)
{
    for (size_t i = 0; i < log->key_count; i++)
        if (kj_text_compare(log->keys[i].name, name) == 0)
            return &log->keys[i];
    return NULL;
}

const KjHeld *kj_bundle_log_held(const KjBundleLog *log, KjText name)
{
    for (size_t i = 0; i < log->held_count; i++)
        if (kj_text_compare(log->held[i].name, name) == 0)
            return &log->held[i];
    return NULL;
}

int32_t kj_bundle_log_before(const KjBundleLog *log, const KjHeld *held)
{
    int64_t limit = held->current < 0 ? 0 : log->installs[held->current].sequence;
    int32_t best = -1;

    for (size_t i = 0; i < log->install_count; i++) {
        const KjInstall *install = &log->installs[i];

        if (kj_text_compare(install->name, held->name) == 0 && install->sequence < limit &&
            (best < 0 || install->sequence >= log->installs[best].sequence))
            best = (int32_t)i;
    }
    return best;
}

bool kj_bundle_log_has_announced(const KjBundleLog *log, const char *hash)
{
    for (size_t i = 0; i < log->line_count; i++) {
        KjText line = log->lines[i].what, word, value;

        if (kj_fields_next(&line, &word) && kj_text_is(word, "keys") &&
            kj_fields_take(&line, "hash", &value) && kj_text_is(value, hash))
            return true;
    }
    return false;
}

/* ---- events ---- */

static bool add_key(KjBundleLog *log, KjText name, KjText base64)
{
    KjTrustedKey key = {.name = name};

    if (!kj_bundle_name_valid(name) || kj_bundle_log_key(log, name) ||
        !kj_public_key_parse(base64, &key.key))
        return false;
    KJ_PUSH(log->keys, log->key_count, log->key_capacity, key);
    return true;
}

static bool remove_key(KjBundleLog *log, KjText name)
{
    const KjTrustedKey *key = kj_bundle_log_key(log, name);
    size_t at = (size_t)(key - log->keys);

    if (!key)
        return false;
    log->key_count--;
    memmove(log->keys + at, log->keys + at + 1, (log->key_count - at) * sizeof *log->keys);
    return true;
}

static bool do_trust(KjBundleLog *log, KjText line)
{
    KjText name, key;

    return kj_fields_take(&line, "name", &name) && kj_fields_take(&line, "key", &key) &&
           line.len == 0 && add_key(log, name, key);
}

static bool do_distrust(KjBundleLog *log, KjText line)
{
    KjText name;

    return kj_fields_take(&line, "name", &name) && line.len == 0 && remove_key(log, name);
}

static bool do_threshold(KjBundleLog *log, KjText line)
{
    KjText count;

    return kj_fields_take(&line, "count", &count) && line.len == 0 &&
           kj_bundle_number(count, &log->threshold) && log->threshold >= 1;
}

/* add=NAME:KEY or remove=NAME, as often as there are. */
static bool do_keys(KjBundleLog *log, KjText line)
{
    KjText value;

    if (!kj_fields_take(&line, "hash", &value))
        return false;
    while (line.len > 0) {
        const char *colon;

        if (kj_fields_take(&line, "remove", &value)) {
            if (!remove_key(log, value))
                return false;
            continue;
        }
        if (!kj_fields_take(&line, "add", &value) ||
            !(colon = memchr(value.data, ':', value.len)) ||
            !add_key(log, (KjText){value.data, (uint32_t)(colon - value.data)},
                     (KjText){colon + 1, (uint32_t)(value.data + value.len - colon - 1)}))
            return false;
    }
    return line.data != NULL;
}

static KjHeld *hold(KjBundleLog *log, KjText name)
{
    size_t at = 0;

    while (at < log->held_count && kj_text_compare(log->held[at].name, name) < 0)
        at++;
    if (at < log->held_count && kj_text_compare(log->held[at].name, name) == 0)
        return &log->held[at];
    KJ_PUSH(log->held, log->held_count, log->held_capacity, (KjHeld){0});
    memmove(log->held + at + 1, log->held + at, (log->held_count - 1 - at) * sizeof *log->held);
    log->held[at] = (KjHeld){.name = name, .current = -1, .highest = -1};
    return &log->held[at];
}

static bool take_install(KjText line, KjInstall *install)
{
    KjText sequence, expires;

    install->expires = KJ_NO_EXPIRY;
    return kj_fields_take(&line, "name", &install->name) && kj_bundle_name_valid(install->name) &&
           kj_fields_take(&line, "version", &install->version) &&
           kj_fields_take(&line, "sequence", &sequence) &&
           kj_bundle_number(sequence, &install->sequence) &&
           kj_fields_take(&line, "hash", &install->hash) && kj_bundle_hash_valid(install->hash) &&
           kj_fields_take(&line, "manifest", &install->manifest) &&
           kj_bundle_hash_valid(install->manifest) &&
           kj_fields_take(&line, "folder", &install->folder) &&
           kj_bundle_name_valid(install->folder) && kj_fields_take(&line, "expires", &expires) &&
           (kj_text_is(expires, "never") || kj_date_parse(expires, &install->expires)) &&
           kj_fields_take(&line, "by", &install->signers) && line.len == 0;
}

static bool do_install(KjBundleLog *log, KjText line)
{
    KjInstall install = {.day = log->last_day};
    KjHeld *held;

    if (!take_install(line, &install))
        return false;
    held = hold(log, install.name);
    held->current = (int32_t)log->install_count;
    held->since = install.day;
    if (install.sequence > held->highest) {
        held->highest = install.sequence;
        held->highest_hash = install.hash;
    }
    KJ_PUSH(log->installs, log->install_count, log->install_capacity, install);
    return true;
}

static bool do_rollback(KjBundleLog *log, KjText line)
{
    KjText name, to;
    int64_t sequence;
    KjHeld *held;

    if (!kj_fields_take(&line, "name", &name) || !kj_fields_take(&line, "to", &to) ||
        line.len != 0 || !kj_bundle_number(to, &sequence) || !kj_bundle_log_held(log, name))
        return false;
    held = hold(log, name);
    if (held->current < 0)
        return false;
    held->current = kj_bundle_log_before(log, held);
    held->since = log->last_day;
    return sequence == (held->current < 0 ? 0 : log->installs[held->current].sequence);
}

static bool apply(KjBundleLog *log, KjText what)
{
    static const struct {
        const char *name;
        bool (*run)(KjBundleLog *log, KjText line);
    } events[] = {{"trust", do_trust}, {"distrust", do_distrust}, {"threshold", do_threshold},
                  {"keys", do_keys},   {"install", do_install},   {"rollback", do_rollback}};
    KjText word;

    if (!kj_fields_next(&what, &word))
        return false;
    for (size_t i = 0; i < sizeof events / sizeof *events; i++)
        if (kj_text_is(word, events[i].name))
            return events[i].run(log, what);
    return false;
}

/* ---- lines ---- */

static void link_line(const char *before, KjText line, char chain[KJ_HASH_HEX])
{
    KjHash hash;

    kj_hash_init(&hash);
    kj_hash_add(&hash, before, strlen(before));
    kj_hash_add(&hash, line.data, line.len);
    kj_hash_hex(&hash, chain);
}

/* DAY WHAT chain=HASH */
static bool take_line(KjBundleLog *log, KjText line)
{
    uint32_t tail = sizeof CHAIN - 1 + KJ_HASH_HEX - 1;
    char chain[KJ_HASH_HEX];
    KjText day, what;

    if (line.len <= tail || memcmp(line.data + line.len - tail, CHAIN, sizeof CHAIN - 1) != 0)
        return false;
    line.len -= tail;
    link_line(log->chain, line, chain);
    if (memcmp(chain, line.data + line.len + sizeof CHAIN - 1, KJ_HASH_HEX - 1) != 0)
        return false;
    memcpy(log->chain, chain, sizeof chain);
    what = line;
    if (!kj_fields_next(&what, &day) || !kj_date_parse(day, &log->last_day))
        return false;
    KJ_PUSH(log->lines, log->line_count, log->line_capacity,
            ((KjBundleLogLine){log->last_day, what}));
    return apply(log, what);
}

static bool take_lines(KjBundleLog *log, KjText text, size_t *number)
{
    size_t at = sizeof FIRST - 1;
    const char *end;

    *number = 1;
    if (text.len < at)
        return memcmp(FIRST, text.data, text.len) == 0; /* killed at the very first */
    if (memcmp(text.data, FIRST, at) != 0)
        return false;
    for (; at < text.len && (end = memchr(text.data + at, '\n', text.len - at)); at = log->whole) {
        ++*number;
        if (!take_line(log, (KjText){text.data + at, (uint32_t)(end - text.data - (long)at)}))
            return false;
        log->whole = (size_t)(end - text.data) + 1;
    }
    return true;
}

bool kj_bundle_log_read(KjText text, const char *shown, KjDiags *diags, KjBundleLog *log)
{
    size_t number;

    *log = (KjBundleLog){.threshold = 1, .last_day = INT32_MIN};
    memset(log->chain, '0', KJ_HASH_HEX - 1);
    if (text.len == 0 || take_lines(log, text, &number))
        return true;
    kj_diag(diags, KJ_ERROR, (KjPlace){shown, (uint32_t)number, 0}, NULL,
            "配布物の記録が壊れているか、書き換えられています。控えから戻すか、このフォルダーを"
            "よけて、鍵の登録と導入をやり直してください",
            "the log of bundles is damaged or was changed; restore it from a copy, or move this "
            "folder away, then register keys and install anew");
    return false;
}

void kj_bundle_log_line(const KjBundleLog *log, int32_t day, KjText what, KjBuf *out)
{
    char chain[KJ_HASH_HEX];
    KjBuf line;

    kj_buf_init(&line, 0);
    kj_date_write(&line, day);
    kj_buf_putc(&line, ' ');
    kj_buf_add(&line, what.data, what.len);
    link_line(log->chain, (KjText){line.data, (uint32_t)line.len}, chain);
    if (log->whole == 0)
        kj_buf_puts(out, FIRST);
    kj_buf_add(out, line.data, line.len);
    kj_buf_printf(out, CHAIN "%s\n", chain);
    kj_buf_clear(&line);
}
