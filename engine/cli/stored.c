#include "engine/cli/stored.h"

#include "engine/base/number.h"
#include "engine/store/store.h"

#include <string.h>

struct KjStored {
    KjStore *store;
    KjArena *arena;
    const char *path;
    KjLang lang;
    KjStoreRevision *revisions; /* by file */
    size_t count;
    KjAtoms *names;    /* of the files, in their order */
    KjAtom first_name; /* the atom of file 0 */
};

KjStored *kj_stored_new(const char *path, KjLang lang, KjError *error)
{
    KjStore *store = kj_store_open(path, KJ_STORE_WRITE, lang, error);
    KjStored *stored;

    if (!store)
        return NULL;
    stored = kj_alloc(sizeof *stored);
    stored->store = store;
    stored->arena = kj_arena_new();
    stored->path = path;
    stored->lang = lang;
    stored->names = kj_atoms_new(NULL);
    stored->first_name = kj_atom_count(stored->names);
    return stored;
}

void kj_stored_free(KjStored *stored)
{
    if (!stored)
        return;
    kj_store_close(stored->store);
    kj_atoms_free(stored->names);
    kj_arena_free(stored->arena);
    kj_free(stored);
}

static bool refuse(const KjStored *stored, KjExit exit, KjError *error, const char *ja,
                   const char *en, const char *what)
{
    KjBuf text;

    kj_buf_init(&text, 0);
    kj_buf_printf(&text, "%s: ", stored->path);
    kj_buf_printf(&text, stored->lang == KJ_JA ? ja : en, what);
    kj_error_set(error, exit, "%s", text.data);
    kj_buf_clear(&text);
    return false;
}

/* ---- facts ---- */

static bool read_facts(void *ctx, size_t file, KjArena *arena, KjText *data, KjDiags *diags)
{
    const KjStored *stored = ctx;
    KjError error;

    if (kj_store_read_facts(stored->store, stored->revisions[file].revision, arena, data, &error))
        return true;
    kj_diag(diags, KJ_ERROR, (KjPlace){NULL, 0, 0}, NULL, "%s", "%s", error.message);
    return false;
}

/* Each file is a unit of its own. */
static void make_units(KjUnits *units, size_t count)
{
    units->count = count;
    units->first = kj_alloc_array(count + 1, sizeof *units->first);
    units->files = kj_alloc_array(count + 1, sizeof *units->files);
    units->start = kj_alloc_array(count + 1, sizeof *units->start);
    for (size_t i = 0; i < count; i++)
        units->first[i] = units->files[i] = units->start[i] = i;
    units->first[count] = count;
}

bool kj_stored_find(KjStored *stored, int32_t day, KjFound *found, KjDivision *division,
                    KjError *error)
{
    if (!kj_store_in_force(stored->store, day, stored->arena, &stored->revisions, &stored->count,
                           error))
        return false;
    for (size_t i = 0; i < stored->count; i++) {
        const KjStoreRevision *revision = &stored->revisions[i];
        KjFile file = {.len = revision->size};

        file.path = kj_arena_printf(stored->arena, "%s@%lld", revision->org.data,
                                    (long long)revision->number);
        kj_atom(stored->names, kj_text(file.path));
        KJ_PUSH(found->files, found->count, found->capacity, file);
    }
    found->read = read_facts;
    found->ctx = stored;
    make_units(&division->units, stored->count);
    division->done = true;
    if (stored->count)
        return true;
    KjBuf text;
    kj_buf_init(&text, 0);
    kj_date_write(&text, day);
    refuse(stored, KJ_EXIT_INPUT, error,
           "%s に効力のある事実がありません。--as-of を改めるか、PATH を指定してください",
           "no facts are in force on %s; choose another --as-of, or name a PATH", text.data);
    kj_buf_clear(&text);
    return false;
}

bool kj_stored_has_data(const KjStored *stored)
{
    return stored && stored->count > 0;
}

KjText kj_stored_org(const KjStored *stored, size_t file)
{
    return stored->revisions[file].org;
}

int64_t kj_stored_revision(const KjStored *stored, const char *name)
{
    KjAtom atom = kj_atom_find(stored->names, kj_text(name));

    return atom == KJ_NO_ATOM ? 0 : stored->revisions[atom - stored->first_name].revision;
}

/* ---- packs ---- */

static bool put_pack(KjStored *stored, const KjStorePack *pack, KjPackSet *set, KjArena *arena,
                     KjError *error)
{
    KjPackSource source = {.name = pack->id.data, .selected = pack->judged};
    KjStoreFile *files;
    size_t count;

    if (!kj_store_pack_files(stored->store, pack, arena, &files, &count, error))
        return false;
    source.display = kj_arena_printf(arena, "%s:%s", stored->path, pack->id.data);
    source.files = kj_arena_array(arena, count + 1, sizeof *source.files);
    for (size_t i = 0; i < count; i++)
        source.files[source.file_count++] =
            (KjLuaSource){files[i].name.data, files[i].text.data, files[i].text.len};
    source.hash = kj_pack_hash(arena, &source);
    KJ_PUSH(set->packs, set->count, set->capacity, source);
    return kj_text_is(pack->hash, source.hash) ||
           refuse(stored, KJ_EXIT_INPUT, error,
                  "パック「%s」の中身が記録と違います。kijun store verify で確かめてください",
                  "pack '%s' is not what its hash says; see kijun store verify", pack->id.data);
}

static bool run_number(KjStored *stored, const char *run, int32_t day, int64_t *number,
                       KjError *error)
{
    if (strcmp(run, "last") == 0) {
        if (!kj_store_last_run(stored->store, day, number, error))
            return false;
        return *number != 0 ||
               refuse(
                   stored, KJ_EXIT_USAGE, error,
                   "--packs-of %s: その日までの判定がありません。kijun store runs に一覧があります",
                   "--packs-of %s: there is no run for that day or before it; see kijun store runs",
                   run);
    }
    return (kj_int_parse(kj_text_nfkc(stored->arena, kj_text(run)), number) && *number > 0) ||
           refuse(stored, KJ_EXIT_USAGE, error,
                  "--packs-of は判定の番号か last です (%s とあります)",
                  "--packs-of is the number of a run, or last, not %s", run);
}

bool kj_stored_packs(KjStored *stored, const char *run, int32_t day, KjPackSet *set, KjArena *arena,
                     KjError *error)
{
    KjStorePack *packs;
    size_t count;
    int64_t number;

    if (!run_number(stored, run, day, &number, error) ||
        !kj_store_packs_of(stored->store, number, arena, &packs, &count, error))
        return false;
    if (count == 0)
        return refuse(stored, KJ_EXIT_USAGE, error,
                      "判定 %s はありません。kijun store runs に一覧があります",
                      "there is no run %s; see kijun store runs", run);
    for (size_t i = 0; i < count; i++)
        if (!put_pack(stored, &packs[i], set, arena, error))
            return false;
    return true;
}
