/* The name under which an organisation's data are remembered is that of the file that starts it; their hash
 * is over the names and bytes of all its files. */
#include "engine/cli/storing.h"

#include "engine/base/hash.h"
#include "engine/cli/storing_packs.h"
#include "engine/cli/tell.h"
#include "engine/output/deviation.h"
#include "engine/output/facts_json.h"

#include <string.h>

#define COMMIT_EVERY 16 /* organisations */

typedef struct Input { /* of a unit that is being judged */
    const char *unit;
    char hash[KJ_HASH_HEX];
    int64_t revision; /* its facts lie in the store already; 0: they are still to be put there */
} Input;

struct KjStoring {
    KjSession *session;
    KjArena *arena;
    KjStore *store;
    bool judge_all, resumed, open; /* open: within a transaction */
    int64_t run;
    KjStoringPacks packs;
    Input *inputs; /* being judged */
    size_t input_count, input_capacity;
    size_t uncommitted;
    KjAtoms *subjects; /* these, and what could not be judged */
};

static const KjRegistry *registry_of(const KjStoring *storing)
{
    return storing->session->view.registry;
}

static KjStoreShard shard_of(const KjStoring *storing)
{
    KjShard shard = storing->session->app->shard;

    return (KjStoreShard){shard.number, shard.count};
}

/* ---- opening ---- */

static bool begin(KjStoring *storing, KjError *error)
{
    const KjApp *app = storing->session->app;

    storing->store = kj_store_open(app->options.store, KJ_STORE_CREATE, app->lang, error);
    if (!storing->store || !kj_store_begin(storing->store, error))
        return false;
    storing->open = true;
    return (app->options.packs_of || /* views are for the facts of today */
            kj_store_views(storing->store, registry_of(storing)->schema, error)) &&
           kj_storing_packs(storing->session, storing->store, storing->arena, &storing->packs,
                            error) &&
           kj_store_run(storing->store, app->as_of, storing->packs.set, shard_of(storing),
                        &storing->run, &storing->resumed, error) &&
           kj_store_note(storing->store, storing->resumed ? "resume" : "run",
                         kj_arena_printf(storing->arena, "%lld", (long long)storing->run), error);
}

KjStoring *kj_storing_new(KjSession *session, bool judge_all, KjError *error)
{
    KjStoring *storing = kj_alloc(sizeof *storing);

    storing->session = session;
    storing->judge_all = judge_all;
    storing->arena = kj_arena_new();
    storing->subjects = kj_atoms_new(NULL);
    if (begin(storing, error))
        return storing;
    kj_storing_free(storing);
    return NULL;
}

void kj_storing_free(KjStoring *storing)
{
    if (!storing)
        return;
    kj_store_close(storing->store);
    kj_free(storing->inputs);
    kj_atoms_free(storing->subjects);
    kj_arena_free(storing->arena);
    kj_free(storing);
}

KjJob kj_storing_job(const KjStoring *storing, KjJob job)
{
    job.derived = job.horizon = true;
    job.brief = !storing->judge_all;
    job.facts = !kj_stored_has_data(storing->session->stored);
    return job;
}

static bool commit(KjStoring *storing, bool now, KjError *error)
{
    if (++storing->uncommitted < COMMIT_EVERY && !now)
        return true;
    storing->uncommitted = 0;
    return kj_store_commit(storing->store, error) && kj_store_begin(storing->store, error);
}

static bool add_to_run(KjStoring *storing, KjText subject, int64_t result, bool carried,
                       const char *problem, KjError *error)
{
    kj_atom(storing->subjects, subject);
    return kj_store_run_add(storing->store, storing->run, shard_of(storing), subject, result,
                            carried, problem, error) &&
           commit(storing, false, error);
}

/* ---- what need not be judged ---- */

static void hash_text(KjHash *hash, KjText text)
{
    kj_hash_add(hash, text.data, text.len);
    kj_hash_add(hash, "", 1);
}

static void hash_files(const KjFile *files, size_t count, char hex[KJ_HASH_HEX])
{
    KjHash hash;

    kj_hash_init(&hash);
    for (size_t i = 0; i < count; i++) {
        uint64_t len = files[i].len;

        hash_text(&hash, kj_text(files[i].path));
        kj_hash_add(&hash, &len, sizeof len);
        kj_hash_add(&hash, files[i].data, files[i].len);
    }
    kj_hash_hex(&hash, hex);
}

static bool carry(KjStoring *storing, int64_t revision, int64_t result, KjError *error)
{
    KjText org;
    int64_t known;

    if (!kj_store_owner(storing->store, revision, storing->arena, &org, error))
        return false;
    if (!kj_store_run_result(storing->store, storing->run, org, &known, error))
        return false;
    if (known != result)
        return add_to_run(storing, org, result, true, NULL, error);
    kj_atom(storing->subjects, org); /* the run was interrupted after it */
    return true;
}

/* Takes the input of a unit out of those being judged; false: there is none. */
static bool take_input(KjStoring *storing, const char *unit, Input *input)
{
    for (size_t i = 0; i < storing->input_count; i++) {
        if (strcmp(storing->inputs[i].unit, unit) != 0)
            continue;
        *input = storing->inputs[i];
        storing->inputs[i] = storing->inputs[--storing->input_count];
        return true;
    }
    return false;
}

bool kj_storing_wants(KjStoring *storing, const char *unit, const KjFile *files, size_t count,
                      KjError *error)
{
    const KjApp *app = storing->session->app;
    Input input = {.unit = unit};
    int64_t revision, result = 0;

    if (kj_stored_has_data(storing->session->stored)) {
        revision = input.revision = kj_stored_revision(storing->session->stored, unit);
    } else {
        hash_files(files, count, input.hash);
        if (!kj_store_input(storing->store, unit, input.hash, app->as_of, &revision, error))
            return false;
    }
    if (revision && !storing->judge_all &&
        !kj_store_known_result(storing->store, revision, storing->packs.set, app->as_of, &result,
                               error))
        return false;
    if (result) {
        carry(storing, revision, result, error);
        return false;
    }
    take_input(storing, unit, &(Input){0}); /* of a job that failed */
    KJ_PUSH(storing->inputs, storing->input_count, storing->input_capacity, input);
    return true;
}

/* ---- what was judged ---- */

/* Values that people read and count with: of derived fields that have a title of their own. */
static bool keeps(void *ctx, const KjDerived *derived)
{
    const KjStoring *storing = ctx;
    const KjField *field =
        &registry_of(storing)->schema->kinds[derived->kind].fields[derived->field];

    return derived->value.type != KJ_NONE && kj_field_is_told(field);
}

static bool put_result(KjStoring *storing, int64_t revision, const KjOrgResult *org,
                       int64_t *result, KjError *error)
{
    const KjRegistry *registry = registry_of(storing);
    int32_t as_of = storing->session->app->as_of;
    bool *findings = kj_alloc_array(org->deviation_count + 1, sizeof *findings), good;
    KjStoreNames names = {
        registry->schema, storing->packs.rules, storing->packs.params, findings, keeps, storing};

    for (size_t i = 0; i < org->deviation_count; i++)
        findings[i] = kj_deviation_is_finding(registry, &org->deviations[i]);
    good =
        kj_store_known_result(storing->store, revision, storing->packs.set, as_of, result, error) &&
        (*result || kj_store_result(storing->store, revision, storing->packs.set, as_of, org,
                                    &names, result, error));
    kj_free(findings);
    return good;
}

bool kj_facts_as_json(const KjSchema *schema, const KjOrgFacts *facts, KjArena *scratch,
                      KjBuf *json)
{
    KjValue tree;

    if (!kj_facts_decode(schema, facts->bytes.data, facts->bytes.len, scratch, &tree))
        return false;
    kj_facts_json(json, schema, &tree);
    return !json->failed;
}

static bool put_facts(KjStoring *storing, const KjOrgResult *org, const KjOrgFacts *facts,
                      int64_t *revision, KjError *error)
{
    KjArena *scratch = kj_arena_new();
    KjBuf json;
    bool good;

    kj_buf_init(&json, UINT32_MAX);
    good = kj_facts_as_json(registry_of(storing)->schema, facts, scratch, &json);
    if (!good)
        kj_error_set(error, KJ_EXIT_SYSTEM, "%s: what came from the worker are no facts",
                     org->id.data);
    good = good && kj_store_facts(storing->store, org->id, org->name, storing->session->app->as_of,
                                  (KjText){json.data, (uint32_t)json.len}, revision, error);
    kj_buf_clear(&json);
    kj_arena_free(scratch);
    return good;
}

/* facts: NULL if they lie in the store. */
static bool take_organization(KjStoring *storing, const KjOrgResult *org, const KjOrgFacts *facts,
                              KjError *error)
{
    const char *unit = org->place.file ? org->place.file : "";
    int64_t revision, result;
    Input input = {0};

    take_input(storing, unit, &input);
    revision = input.revision;
    if (!revision && !facts) {
        kj_error_set(error, KJ_EXIT_SYSTEM, "%s: no facts came with the result", org->id.data);
        return false;
    }
    if ((!revision && !put_facts(storing, org, facts, &revision, error)) ||
        !put_result(storing, revision, org, &result, error))
        return false;
    if (input.unit && !input.revision &&
        !kj_store_note_input(storing->store, input.unit, input.hash, revision, error))
        return false;
    return add_to_run(storing, org->id, result, false, NULL, error);
}

bool kj_storing_take(KjStoring *storing, const KjBatchOutcome *outcome, KjError *error)
{
    const KjRun *run = outcome->result.run;
    bool known = kj_stored_has_data(storing->session->stored); /* the facts */

    for (size_t i = 0; i < run->organization_count; i++) {
        const KjOrgResult *org = &run->organizations[i];

        if (!known && (i >= outcome->result.fact_count ||
                       kj_text_compare(outcome->result.facts[i].id, org->id) != 0)) {
            kj_error_set(error, KJ_EXIT_SYSTEM, "%s: no facts came with the result", org->id.data);
            return false;
        }
        if (!take_organization(storing, org, known ? NULL : &outcome->result.facts[i], error))
            return false;
    }
    return true;
}

bool kj_storing_refuse(KjStoring *storing, const char *unit, const char *problem, KjError *error)
{
    Input input;

    take_input(storing, unit, &input);
    return add_to_run(storing, kj_text(unit), 0, false, problem, error);
}

/* ---- the end ---- */

static bool is_subject(const void *ctx, KjText subject)
{
    const KjStoring *storing = ctx;

    return kj_atom_find(storing->subjects, subject) != KJ_NO_ATOM;
}

/* What was looked at before the run was interrupted, and is not in the data any more, is no part of it. */
bool kj_storing_finish(KjStoring *storing, KjError *error)
{
    return kj_store_note(storing->store, "done",
                         kj_arena_printf(storing->arena, "%lld", (long long)storing->run), error) &&
           (!storing->resumed || kj_store_run_prune(storing->store, storing->run, shard_of(storing),
                                                    is_subject, storing, error)) &&
           kj_store_run_complete(storing->store, storing->run, shard_of(storing), error) &&
           kj_store_commit(storing->store, error);
}

KjStore *kj_storing_store(KjStoring *storing)
{
    return storing->store;
}

int64_t kj_storing_run(const KjStoring *storing)
{
    return storing->run;
}
