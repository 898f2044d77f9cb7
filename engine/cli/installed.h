/* Packs that came in bundles: known as those are that came with the program.
 *
 * Each is held, at every load, against the hash that the signed manifest gives it; what was changed on disk is
 * refused. One that has the name of a shipped pack takes its place if its version is higher. */
#ifndef KJ_CLI_INSTALLED_H
#define KJ_CLI_INSTALLED_H

#include "engine/bundle/manifest.h"
#include "engine/cli/packs.h"

typedef struct KjInstalledPack {
    const char *name, *version, *hash;
    const char *folder, *display; /* "energy.kjb/energy" */
} KjInstalledPack;

typedef struct KjInstalledPacks {
    KjInstalledPack *items;
    size_t count, capacity;
} KjInstalledPacks;

/* All that are in force; what should be told of their bundles (rolled back, expired on the day) is noted.
 * False: why is in diags. except: a bundle that is left out, or NULL. items are to be freed with kj_free. */
bool kj_installed_find(KjInstalledPacks *packs, const char *except, KjArena *arena, KjDiags *diags);
/* A version of a pack that is kept, be it in force or not: the last one installed. False if there is none, or why
 * is in diags. */
bool kj_installed_version(const char *name, const char *version, KjArena *arena, KjDiags *diags,
                          KjInstalledPack *pack);
/* The version that pack.lua declares, by its text; empty if that cannot be told. */
KjText kj_pack_declared_version(const KjPackSource *pack);
/* What is kept of them and the shipped ones together; empty if there is nothing. */
KjText kj_installed_kept(KjArena *arena);
#define KJ_INSTALLED_KEPT "packs.kj"
/* Warns of bundles in force that have expired by the day. */
void kj_installed_tell(int32_t as_of, KjArena *arena, KjDiags *diags);
/* Whether an installed version of a pack goes before the shipped one; tells where it does not although it is
 * another. */
bool kj_installed_replaces(const KjInstalledPack *pack, const KjPackSource *shipped,
                           KjDiags *diags);
/* False, with a message, if what was read is not what was signed. */
bool kj_installed_is_whole(const KjInstalledPack *pack, const KjPackSource *source, KjDiags *diags);

/* The packs of a bundle from memory, in the places of those of their names. */
void kj_packs_put_bundle(KjPackSet *set, const KjBundle *bundle, KjArena *arena);
/* Whether the hashes of packs in the manifest are those that runs would show. */
bool kj_bundle_hashes_hold(const KjBundle *bundle, const char *shown, KjArena *arena,
                           KjDiags *diags);

#endif
