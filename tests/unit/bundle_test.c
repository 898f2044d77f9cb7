/* Bundles in memory: archives that are refused, signatures that are, keys, and the log. */
#include "engine/bundle/log.h"
#include "engine/bundle/manifest.h"
#include "engine/bundle/names.h"
#include "tests/unit/check.h"

#include <sodium.h>
#include <stdlib.h>

#define CORRUPTIONS 10000
#define PASSWORD "correct horse"

static const KjKeyCost cheap = {32768, 1 << 24};

typedef struct World {
    KjArena *arena;
    KjDiags diags;
    KjTrustedKey trusted;
    KjSecretKey secret;
    KjBuf archive, signature;
} World;

static KjText text_of(const KjBuf *buf)
{
    return (KjText){buf->data, (uint32_t)buf->len};
}

static KjText hash_text(KjArena *arena, KjText text)
{
    char hash[KJ_HASH_HEX];

    kj_file_hash(text, hash);
    return kj_text(kj_arena_strndup(arena, hash, strlen(hash)));
}

static void make_archive(World *world, KjClaims *claims)
{
    KjText files[2] = {KJ_TEXT("pack \"energy\" {}\n"), KJ_TEXT("-- rules\n")};
    KjManifestFile listed[2] = {
        {KJ_TEXT("pack.lua"), hash_text(world->arena, files[0]), files[0].len},
        {KJ_TEXT("規則.lua"), hash_text(world->arena, files[1]), files[1].len}};
    KjManifestPack pack = {KJ_TEXT("energy"), KJ_TEXT("1.2.0"),
                           hash_text(world->arena, KJ_TEXT("")), listed, 2};
    KjManifest manifest = {.name = KJ_TEXT("energy"),
                           .version = KJ_TEXT("1.2.0"),
                           .needs = KJ_TEXT("0.1.0"),
                           .sequence = 7,
                           .expires = 20000,
                           .packs = &pack,
                           .pack_count = 1};

    CHECK(kj_bundle_write(&manifest, files, &world->archive));
    *claims = (KjClaims){.what = KJ_CLAIM_BUNDLE,
                         .name = manifest.name,
                         .version = manifest.version,
                         .sequence = 7,
                         .expires = 20000};
    kj_file_hash(text_of(&world->archive), claims->hash);
}

static void sign(World *world, const KjClaims *claims)
{
    unsigned char digest[KJ_DIGEST];
    KjBuf comment;

    kj_buf_init(&comment, 0);
    kj_claims_write(claims, &comment);
    kj_digest(text_of(&world->archive), digest);
    kj_signature_write(&world->secret, digest, text_of(&comment), &world->signature);
    kj_buf_clear(&comment);
}

static World new_world(void)
{
    World world = {.arena = kj_arena_new(), .trusted = {.name = KJ_TEXT("regulator")}};
    KjClaims claims;

    kj_diags_init(&world.diags, KJ_EN);
    kj_buf_init(&world.archive, 0);
    kj_buf_init(&world.signature, 0);
    CHECK(kj_key_pair_new(&world.trusted.key, &world.secret));
    make_archive(&world, &claims);
    sign(&world, &claims);
    return world;
}

static void end_world(World *world)
{
    kj_buf_clear(&world->archive);
    kj_buf_clear(&world->signature);
    kj_diags_clear(&world->diags);
    kj_arena_free(world->arena);
}

/* As the commands do: verify, then read. */
static bool accepts(World *world, KjText archive, KjText signature)
{
    const char *name = "energy.kjb.minisig";
    KjSigned what = {archive, "energy.kjb", KJ_CLAIM_BUNDLE, &signature, &name, 1};
    KjKeyring ring = {&world->trusted, 1, 1};
    KjArenaMark mark = kj_arena_mark(world->arena);
    size_t signers[1], count;
    KjClaims claims;
    KjBundle bundle;
    bool good = kj_bundle_verify(&what, &ring, &world->diags, &claims, signers, &count) &&
                kj_bundle_read(archive, "energy.kjb", world->arena, &world->diags, &bundle) &&
                kj_bundle_is_as_claimed(&bundle, &claims, "energy.kjb", &world->diags);

    kj_arena_release(world->arena, mark);
    return good;
}

/* Whether the last thing told says so. */
static bool told(const World *world, const char *what)
{
    return world->diags.count && strstr(world->diags.items[world->diags.count - 1].body, what);
}

TEST(what_was_built_and_signed_is_accepted)
{
    World world = new_world();

    CHECK(accepts(&world, text_of(&world.archive), text_of(&world.signature)));
    CHECK_INT(world.archive.len % 512, 0);
    end_world(&world);
}

/* ---- corruptions ---- */

static uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* A bit, a byte, a stretch taken out or doubled, the end cut off, something behind it: never nothing. */
static void corrupt(KjBuf *to, KjText from, uint64_t *state)
{
    size_t at = next_random(state) % from.len, rest = from.len - at;
    size_t len = 1 + next_random(state) % (rest < 40 ? rest : 40);
    unsigned char flip = (unsigned char)(1 + next_random(state) % 255);

    kj_buf_reset(to);
    switch (next_random(state) % 6) {
    case 0:
    case 1:
        kj_buf_add(to, from.data, from.len);
        to->data[at] = (char)(to->data[at] ^ flip);
        break;
    case 2:
        kj_buf_add(to, from.data, at);
        kj_buf_add(to, from.data + at + len, rest - len);
        break;
    case 3:
        kj_buf_add(to, from.data, at + len);
        kj_buf_add(to, from.data + at, rest);
        break;
    case 4: kj_buf_add(to, from.data, at); break;
    default: kj_buf_add(to, from.data, from.len); kj_buf_add(to, "\n\0 A", 1 + flip % 4);
    }
}

TEST(ten_thousand_corruptions_are_refused)
{
    World world = new_world();
    uint64_t state = 7;
    size_t accepted = 0;
    KjBuf bad;

    kj_buf_init(&bad, 0);
    for (int i = 0; i < CORRUPTIONS; i++) {
        corrupt(&bad, text_of(i % 2 ? &world.signature : &world.archive), &state);
        accepted += i % 2 ? accepts(&world, text_of(&world.archive), text_of(&bad))
                          : accepts(&world, text_of(&bad), text_of(&world.signature));
    }
    CHECK_INT(accepted, 0);
    CHECK_INT(world.diags.errors, CORRUPTIONS);
    CHECK(accepts(&world, text_of(&world.archive), text_of(&world.signature)));
    kj_buf_clear(&bad);
    end_world(&world);
}

/* ---- archives that are signed but should not be read ---- */

typedef struct Header {
    const char *path;
    char type;
    const char *data;
} Header;

static void set_sum(char *header)
{
    unsigned sum = 0;

    memset(header + 148, ' ', 8);
    for (int i = 0; i < 512; i++)
        sum += (unsigned char)header[i];
    snprintf(header + 148, 8, "%06o", sum);
}

static void put_header(KjBuf *out, const Header *entry)
{
    char header[512];

    CHECK(kj_archive_header(header, kj_text(entry->path), strlen(entry->data)));
    header[156] = entry->type;
    set_sum(header);
    kj_buf_add(out, header, sizeof header);
    kj_buf_puts(out, entry->data);
    while (out->len % 512)
        kj_buf_putc(out, '\0');
}

static bool refuses(const Header *entries, size_t count, const char *why)
{
    World world = {.arena = kj_arena_new()};
    KjEntries read;
    bool good;
    KjBuf out;

    kj_diags_init(&world.diags, KJ_EN);
    kj_buf_init(&out, 0);
    for (size_t i = 0; i < count; i++)
        put_header(&out, &entries[i]);
    kj_archive_finish(&out);
    good = !kj_archive_read(text_of(&out), "x", world.arena, &world.diags, &read) &&
           world.diags.count == 1 && told(&world, why);
    if (!good)
        printf("  expected: %s\n  is: %s\n", why,
               world.diags.count ? world.diags.items[0].body : "(accepted)");
    kj_free(read.items);
    kj_buf_clear(&out);
    kj_diags_clear(&world.diags);
    kj_arena_free(world.arena);
    return good;
}

static bool refuses_path(const char *path, const char *why)
{
    const Header entries[] = {{"manifest.json", '0', "{}"}, {path, '0', "x"}};

    return refuses(entries, 2, why);
}

TEST(paths_that_lead_out_of_packs_are_refused)
{
    CHECK(refuses_path("/etc/passwd", "absolute"));
    CHECK(refuses_path("../x.lua", ".."));
    CHECK(refuses_path("packs/energy/../../x.lua", ".."));
    CHECK(refuses_path("packs/../x.lua", ".."));
    CHECK(refuses_path("packs/energy/..", ".."));
    CHECK(refuses_path("x.lua", "outside"));
    CHECK(refuses_path("packs/x.lua", "outside"));
    CHECK(refuses_path("packs//x.lua", "outside"));
    CHECK(refuses_path("packs/Energy/x.lua", "outside"));
    CHECK(refuses_path("packs/energy/below/x.lua", "not allowed"));
    CHECK(refuses_path("packs/energy/.lua", "does not end"));
    CHECK(refuses_path("packs/energy/.x.lua", "dot"));
    CHECK(refuses_path("packs/energy/x.so", "does not end"));
    CHECK(refuses_path("packs/energy/a\nb.lua", "not allowed"));
    CHECK(refuses_path("packs/energy/a\x1b[31m.lua", "not allowed"));
    CHECK(refuses_path("packs/energy/a\\b.lua", "not allowed"));
    CHECK(refuses_path("packs/energy/a\xff.lua", "UTF-8"));
    CHECK(refuses_path("packs/energy/\xc2\x9b.lua", "control"));
}

TEST(what_is_no_regular_file_is_refused)
{
    const char types[] = "1234567gxLKD\0S";

    for (size_t i = 0; i < sizeof types - 1; i++) {
        const Header entries[] = {{"manifest.json", '0', "{}"},
                                  {"packs/energy/a.lua", types[i], ""}};

        CHECK(refuses(entries, 2, "no regular file"));
    }
}

TEST(files_have_one_order_and_one_name)
{
    const Header twice[] = {{"manifest.json", '0', ""},
                            {"packs/energy/a.lua", '0', ""},
                            {"packs/energy/a.lua", '0', ""}};
    const Header mixed[] = {{"manifest.json", '0', ""},
                            {"packs/energy/b.lua", '0', ""},
                            {"packs/energy/a.lua", '0', ""}};
    const Header clash[] = {{"manifest.json", '0', ""},
                            {"packs/energy/Rules.lua", '0', ""},
                            {"packs/energy/between.lua", '0', ""},
                            {"packs/energy/rules.lua", '0', ""}};
    const Header width[] = {{"manifest.json", '0', ""},
                            {"packs/energy/a.lua", '0', ""},
                            {"packs/energy/ａ.lua", '0', ""}};
    const Header first[] = {{"packs/energy/a.lua", '0', ""}};

    CHECK(refuses(twice, 3, "twice"));
    CHECK(refuses(mixed, 3, "order"));
    CHECK(refuses(clash, 4, "same name"));
    CHECK(refuses(width, 3, "same name"));
    CHECK(refuses(first, 1, "first file"));
    CHECK(refuses(NULL, 0, "empty"));
}

TEST(an_archive_that_is_cut_or_longer_is_refused)
{
    World world = new_world();
    KjEntries entries;
    KjBuf more;

    for (uint32_t len = 0; len < world.archive.len; len++) { /* the signer's fault, or on the way */
        KjText cut = {world.archive.data, len};
        CHECK(!kj_archive_read(cut, "x", world.arena, &world.diags, &entries));
        CHECK(!accepts(&world, cut, text_of(&world.signature)));
        CHECK_INT(world.diags.errors, 2);
        kj_free(entries.items);
        kj_diags_clear(&world.diags); /* which are kept up to a thousand */
        kj_diags_init(&world.diags, KJ_EN);
    }
    for (uint32_t len = 0; len < world.signature.len; len++)
        CHECK(!accepts(&world, text_of(&world.archive), (KjText){world.signature.data, len}));
    kj_buf_init(&more, 0);
    kj_buf_add(&more, world.archive.data, world.archive.len);
    kj_buf_add(&more, world.archive.data, 512);
    CHECK(!kj_archive_read(text_of(&more), "x", world.arena, &world.diags, &entries));
    CHECK(told(&world, "behind the end"));
    kj_free(entries.items);
    kj_buf_clear(&more);
    end_world(&world);
}

TEST(a_header_in_another_form_is_refused)
{
    /* owner, time, mode, link's name, magic, size in base 256 */
    static const struct {
        int at;
        char byte;
    } changes[] = {{108, '1'}, {147, '1'}, {106, '7'}, {157, 'x'},
                   {263, ' '}, {265, 'r'}, {500, 'x'}};
    World world = new_world();
    KjEntries entries;

    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        char *header = world.archive.data, before[512];

        memcpy(before, header, sizeof before);
        header[changes[i].at] = changes[i].byte;
        set_sum(header);
        CHECK(!kj_archive_read(text_of(&world.archive), "x", world.arena, &world.diags, &entries));
        kj_free(entries.items);
        memcpy(header, before, sizeof before);
    }
    CHECK(kj_archive_read(text_of(&world.archive), "x", world.arena, &world.diags, &entries));
    kj_free(entries.items);
    end_world(&world);
}

TEST(a_long_path_is_divided)
{
    char header[512], name[101], path[300];

    memset(name, 'n', sizeof name);
    snprintf(path, sizeof path, "packs/energy/%.96s.lua", name);
    CHECK(kj_archive_header(header, kj_text(path), 1));
    CHECK_STR(header + 345, "packs/energy");
    snprintf(path, sizeof path, "packs/energy/%.97s.lua", name);
    CHECK(!kj_archive_header(header, kj_text(path), 1));
}

/* ---- signatures ---- */

static bool accepts_claims(World *world, KjClaims claims)
{
    kj_buf_reset(&world->signature);
    sign(world, &claims);
    return accepts(world, text_of(&world->archive), text_of(&world->signature));
}

TEST(signers_must_say_what_the_manifest_says)
{
    World world = new_world();
    KjClaims right, claims;

    kj_buf_reset(&world.archive);
    make_archive(&world, &right);
    CHECK(accepts_claims(&world, right));
    claims = right;
    claims.sequence = 8;
    CHECK(!accepts_claims(&world, claims));
    claims = right;
    claims.version = KJ_TEXT("1.2.1");
    CHECK(!accepts_claims(&world, claims));
    claims = right;
    claims.expires = KJ_NO_EXPIRY;
    CHECK(!accepts_claims(&world, claims));
    claims = right;
    claims.hash[0] = claims.hash[0] == '0' ? '1' : '0';
    CHECK(!accepts_claims(&world, claims));
    claims = right;
    claims.what = KJ_CLAIM_KEYS;
    CHECK(!accepts_claims(&world, claims));
    end_world(&world);
}

TEST(a_key_signs_once_however_many_files_it_signs)
{
    World world = new_world();
    KjText signatures[2] = {text_of(&world.signature), text_of(&world.signature)};
    const char *names[2] = {"a", "b"};
    KjSigned what = {text_of(&world.archive), "x", KJ_CLAIM_BUNDLE, signatures, names, 2};
    KjTrustedKey keys[2] = {world.trusted, world.trusted};
    KjKeyring ring = {keys, 2, 2};
    size_t signers[2], count;
    KjClaims claims;

    CHECK(!kj_bundle_verify(&what, &ring, &world.diags, &claims, signers, &count));
    CHECK_INT(count, 1);
    ring.threshold = 1;
    CHECK(kj_bundle_verify(&what, &ring, &world.diags, &claims, signers, &count));
    end_world(&world);
}

TEST(comments_have_one_form)
{
    static const char *const bad[] = {
        "",
        "kijun-bundle",
        "kijun-bundle name=a version=1 sequence=01 hash=%s",
        "kijun-bundle name=a version=1 sequence=1 hash=%s ",
        "kijun-bundle name=a  version=1 sequence=1 hash=%s",
        "kijun-bundle version=1 name=a sequence=1 hash=%s",
        "kijun-bundle name=A version=1 sequence=1 hash=%s",
        "kijun-bundle name=a version=1 sequence=-1 hash=%s",
        "kijun-bundle name=a version=1 sequence=1 hash=%s expires=2027/3/31",
        "kijun-bundle name=a version=1 sequence=1 hash=%s more=1",
        "kijun-bundle name=a version=1 sequence=9999999999999999 hash=%s",
        "kijun-keys hash=%s expires=2027-03-31",
    };
    char hash[KJ_HASH_HEX], line[300];
    KjClaims claims;

    kj_file_hash(KJ_TEXT("x"), hash);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        snprintf(line, sizeof line, bad[i], hash);
        CHECK(!kj_claims_parse(kj_text(line), &claims));
    }
    snprintf(line, sizeof line,
             "kijun-bundle name=a version=1 sequence=1 hash=%s expires=2027-03-31", hash);
    CHECK(kj_claims_parse(kj_text(line), &claims));
    snprintf(line, sizeof line, "kijun-keys hash=%s", hash);
    CHECK(kj_claims_parse(kj_text(line), &claims));
}

/* ---- keys ---- */

TEST(a_locked_key_opens_with_its_password_alone)
{
    World world = new_world();
    KjSecretKey opened;
    bool locked = false;
    KjBuf file;

    kj_buf_init(&file, 0);
    CHECK(kj_secret_key_write(&world.secret, PASSWORD, cheap, &file));
    CHECK(kj_secret_key_is_locked(text_of(&file), "k", &world.diags, &locked) && locked);
    CHECK(kj_secret_key_read(text_of(&file), "k", PASSWORD, &world.diags, &opened));
    CHECK(memcmp(&opened, &world.secret, sizeof opened) == 0);
    CHECK(!kj_secret_key_read(text_of(&file), "k", "correct hors", &world.diags, &opened));
    CHECK(told(&world, "password is wrong"));
    CHECK(!kj_secret_key_read(text_of(&file), "k", NULL, &world.diags, &opened));
    kj_buf_clear(&file);
    end_world(&world);
}

TEST(a_key_that_asks_for_all_memory_is_refused)
{
    World world = new_world();
    unsigned char record[158];
    KjSecretKey opened;
    KjBuf file, greedy;

    kj_buf_init(&file, 0);
    kj_buf_init(&greedy, 0);
    CHECK(kj_secret_key_write(&world.secret, PASSWORD, cheap, &file));
    const char *line = strchr(file.data, '\n') + 1;
    CHECK(kj_base64_read((KjText){line, (uint32_t)strlen(line) - 1}, record, sizeof record));
    record[46 + 5] = 0xFF; /* of the eight bytes that say how much memory */
    kj_buf_puts(&greedy, "untrusted comment: x\n");
    kj_base64_write(&greedy, record, sizeof record);
    CHECK(!kj_secret_key_read(text_of(&greedy), "k", PASSWORD, &world.diags, &opened));
    CHECK(told(&world, "too much work"));
    kj_buf_clear(&file);
    kj_buf_clear(&greedy);
    end_world(&world);
}

TEST(damaged_keys_are_refused)
{
    World world = new_world();
    uint64_t state = 3;
    size_t accepted = 0;
    KjBuf file, bad;

    kj_buf_init(&file, 0);
    kj_buf_init(&bad, 0);
    CHECK(kj_secret_key_write(&world.secret, NULL, cheap, &file));
    for (int i = 0; i < 2000; i++) {
        KjSecretKey opened;

        corrupt(&bad, text_of(&file), &state);
        if (kj_secret_key_read(text_of(&bad), "k", PASSWORD, &world.diags, &opened))
            accepted += memcmp(&opened, &world.secret, sizeof opened) != 0;
    }
    CHECK_INT(accepted, 0);
    kj_buf_clear(&file);
    kj_buf_clear(&bad);
    end_world(&world);
}

/* ---- the log ---- */

static void add_line(World *world, KjBuf *log, int32_t day, const char *what)
{
    KjBundleLog read;

    CHECK(kj_bundle_log_read(text_of(log), "log", &world->diags, &read));
    CHECK_INT(read.whole, log->len);
    kj_bundle_log_line(&read, day, kj_text(what), log);
    kj_bundle_log_clear(&read);
}

static void add_install(World *world, KjBuf *log, int sequence)
{
    char what[400], hash[KJ_HASH_HEX];

    snprintf(what, sizeof what, "%d", sequence);
    kj_file_hash(kj_text(what), hash);
    snprintf(what, sizeof what,
             "install name=energy version=1.%d sequence=%d hash=%s manifest=%s folder=%d-x "
             "expires=never by=a",
             sequence, sequence, hash, hash, sequence);
    add_line(world, log, 20000 + sequence, what);
}

TEST(the_log_remembers_the_highest_and_goes_back_in_order)
{
    World world = new_world();
    const KjHeld *held;
    KjBundleLog log;
    KjBuf text;

    kj_buf_init(&text, 0);
    add_install(&world, &text, 1);
    add_install(&world, &text, 3);
    add_install(&world, &text, 7);
    add_line(&world, &text, 20010, "rollback name=energy to=3");
    CHECK(kj_bundle_log_read(text_of(&text), "log", &world.diags, &log));
    held = kj_bundle_log_held(&log, KJ_TEXT("energy"));
    CHECK(held && held->current == 1 && held->highest == 7 && held->since == 20010);
    CHECK_INT(kj_bundle_log_before(&log, held), 0);
    kj_bundle_log_clear(&log);
    add_install(&world, &text, 8);
    add_line(&world, &text, 20011, "rollback name=energy to=7");
    add_line(&world, &text, 20012, "rollback name=energy to=3");
    add_line(&world, &text, 20013, "rollback name=energy to=1");
    add_line(&world, &text, 20014, "rollback name=energy to=0");
    CHECK(kj_bundle_log_read(text_of(&text), "log", &world.diags, &log));
    held = kj_bundle_log_held(&log, KJ_TEXT("energy"));
    CHECK(held && held->current == -1 && held->highest == 8);
    kj_bundle_log_clear(&log);
    kj_buf_clear(&text);
    end_world(&world);
}

TEST(a_line_that_was_cut_was_not_done_and_one_that_was_changed_is_damage)
{
    World world = new_world();
    uint64_t state = 11;
    size_t whole, missed = 0;
    KjBundleLog log;
    KjBuf text;

    kj_buf_init(&text, 0);
    add_install(&world, &text, 1);
    whole = text.len;
    add_install(&world, &text, 2);
    for (size_t len = whole; len < text.len; len++) {
        CHECK(kj_bundle_log_read((KjText){text.data, (uint32_t)len}, "log", &world.diags, &log));
        CHECK(log.whole == whole && log.install_count == 1);
        kj_bundle_log_clear(&log);
    }
    for (int i = 0; i < 2000; i++) {
        size_t at = next_random(&state) % (text.len - 1); /* the last line break may be missing */
        char before = text.data[at];

        text.data[at] = (char)(before ^ (1 + next_random(&state) % 255));
        missed += kj_bundle_log_read(text_of(&text), "log", &world.diags, &log);
        kj_bundle_log_clear(&log);
        text.data[at] = before;
    }
    CHECK_INT(missed, 0);
    kj_buf_clear(&text);
    end_world(&world);
}

TEST(versions_are_compared_as_numbers)
{
    CHECK(kj_version_compare(KJ_TEXT("1.10.0"), KJ_TEXT("1.9.9")) > 0);
    CHECK(kj_version_compare(KJ_TEXT("1.0.0"), KJ_TEXT("1.0.0")) == 0);
    CHECK(kj_version_compare(KJ_TEXT("1.0"), KJ_TEXT("1.0.1")) < 0);
    CHECK(kj_version_compare(KJ_TEXT("2"), KJ_TEXT("10")) < 0);
    CHECK(kj_version_compare(KJ_TEXT("1.007"), KJ_TEXT("1.7")) == 0);
}

int main(void)
{
    return RUN(what_was_built_and_signed_is_accepted, ten_thousand_corruptions_are_refused,
               paths_that_lead_out_of_packs_are_refused, what_is_no_regular_file_is_refused,
               files_have_one_order_and_one_name, an_archive_that_is_cut_or_longer_is_refused,
               a_header_in_another_form_is_refused, a_long_path_is_divided,
               signers_must_say_what_the_manifest_says,
               a_key_signs_once_however_many_files_it_signs, comments_have_one_form,
               a_locked_key_opens_with_its_password_alone,
               a_key_that_asks_for_all_memory_is_refused, damaged_keys_are_refused,
               the_log_remembers_the_highest_and_goes_back_in_order,
               a_line_that_was_cut_was_not_done_and_one_that_was_changed_is_damage,
               versions_are_compared_as_numbers);
}
