/* A pack goes into the store with all its files, so that a past run can be judged again. */
#include "engine/cli/storing_packs.h"

#include "engine/base/hash.h"
#include "engine/base/version.h"
#include "engine/lua/lua_modules.h"
#include "engine/output/json.h"

static const KjPackSource *source_of(const KjSession *session, const KjPack *pack)
{
    for (size_t i = 0; i < session->packs.count; i++)
        if (kj_text_is(pack->hash, session->packs.packs[i].hash))
            return &session->packs.packs[i];
    return NULL;
}

static KjText files_of(KjArena *arena, const KjPackSource *source)
{
    KjBuf out;
    KjJson json = kj_json(&out);
    KjText text;

    kj_buf_init(&out, 0);
    kj_json_open(&json, '{');
    for (size_t i = 0; source && i < source->file_count; i++)
        kj_json_put_text(&json, source->files[i].name,
                         (KjText){source->files[i].text, (uint32_t)source->files[i].len});
    kj_json_close(&json, '}');
    text = (KjText){kj_arena_strndup(arena, out.data, out.len), (uint32_t)out.len};
    kj_buf_clear(&out);
    return text;
}

static void hash_text(KjHash *hash, KjText text)
{
    kj_hash_add(hash, text.data, text.len);
    kj_hash_add(hash, "", 1);
}

/* All that verdicts depend on besides facts and day. */
static void hash_packs(const KjSession *session, char hex[KJ_HASH_HEX])
{
    const KjRegistry *registry = session->view.registry;
    const KjApp *app = session->app;
    KjHash hash;

    kj_hash_init(&hash);
    hash_text(&hash, KJ_TEXT(KJ_VERSION));
    hash_text(&hash, kj_text(kj_lua_modules_hash));
    hash_text(&hash, app->lang == KJ_JA ? KJ_TEXT("ja") : KJ_TEXT("en"));
    kj_hash_add(&hash, &app->settings.zone, sizeof app->settings.zone);
    for (size_t i = 0; i < registry->pack_count; i++) {
        hash_text(&hash, registry->packs[i].id);
        hash_text(&hash, registry->packs[i].hash);
        kj_hash_add(&hash, registry->packs[i].selected ? "1" : "0", 1);
    }
    kj_hash_hex(&hash, hex);
}

static bool put_packs(const KjSession *session, KjStore *store, KjArena *arena, int64_t *pack_set,
                      KjError *error)
{
    const KjRegistry *registry = session->view.registry;
    KjStorePack *packs = kj_arena_array(arena, registry->pack_count + 1, sizeof *packs);
    char hash[KJ_HASH_HEX];

    for (size_t i = 0; i < registry->pack_count; i++) {
        const KjPack *pack = &registry->packs[i];

        packs[i] = (KjStorePack){.id = pack->id,
                                 .version = pack->version,
                                 .hash = pack->hash,
                                 .title = pack->title,
                                 .judged = pack->selected,
                                 .files = files_of(arena, source_of(session, pack))};
    }
    hash_packs(session, hash);
    return kj_store_pack_set(store, packs, registry->pack_count, hash, pack_set, error);
}

bool kj_storing_packs(const KjSession *session, KjStore *store, KjArena *arena,
                      KjStoringPacks *numbers, KjError *error)
{
    const KjRegistry *registry = session->view.registry;
    KjStoreRule *rules = kj_arena_array(arena, registry->rule_count + 1, sizeof *rules);

    numbers->rules = kj_arena_array(arena, registry->rule_count + 1, sizeof *numbers->rules);
    for (size_t i = 0; i < registry->rule_count; i++) {
        const KjRule *rule = &registry->rules[i];

        rules[i] = (KjStoreRule){registry->packs[rule->pack].id,
                                 rule->name,
                                 rule->source_clause,
                                 rule->level,
                                 rule->actor,
                                 rule->title};
    }
    numbers->params = kj_arena_array(arena, registry->param_count + 1, sizeof *numbers->params);
    for (size_t i = 0; i < registry->param_count; i++)
        numbers->params[i] = registry->params[i].qualified;
    return put_packs(session, store, arena, &numbers->set, error) &&
           kj_store_rules(store, numbers->set, rules, registry->rule_count, numbers->rules, error);
}
