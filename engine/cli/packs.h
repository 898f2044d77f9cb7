/* Which packs there are and which are judged.
 *
 * Known are all packs that come with the program, those of installed bundles (installed.h), and every
 * folder that --pack or kijun.yaml names; a folder takes the place of a shipped or installed pack of the
 * same id. All of them give the schema; those named by --pack, else by kijun.yaml, else all shipped and
 * installed ones, are judged. */
#ifndef KJ_CLI_PACKS_H
#define KJ_CLI_PACKS_H

#include "engine/cli/options.h"
#include "engine/cli/settings.h"
#include "engine/eval/worker.h"

typedef struct KjPackSet {
    KjPackSource *packs;
    const char **folders; /* of each pack, its real path */
    size_t count, capacity, folder_count, folder_capacity;
    size_t shipped; /* how many, the first ones, came with the program or in bundles */
    KjText kept;    /* what is kept of the shipped ones; empty: nothing, or there are others */
} KjPackSet;

/* KJ_EXIT_OK, or how the program ends; why is in diags. Texts lie in the arena. */
KjExit kj_packs_find(KjPackSet *set, const KjOptions *options, const KjSettings *settings,
                     KjArena *arena, KjDiags *diags);
/* The id that the pack in a folder declares, or the folder's name. */
const char *kj_pack_folder_id(const char *folder, KjArena *arena);
/* Over names, lengths and bytes of its files; hex, in the arena. */
const char *kj_pack_hash(KjArena *arena, const KjPackSource *pack);
void kj_packs_clear(KjPackSet *set);

#endif
