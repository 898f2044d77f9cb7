/* What a store has to judge: the facts in force on a day, each organisation a file of its own that is
 * named after it (reiji@3: its third revision), and the packs of a run. */
#ifndef KJ_CLI_STORED_H
#define KJ_CLI_STORED_H

#include "engine/cli/division.h"
#include "engine/cli/packs.h"

typedef struct KjStored KjStored;

/* Opens the store, which the command writes to as well; NULL with error set. */
KjStored *kj_stored_new(const char *path, KjLang lang, KjError *error);
void kj_stored_free(KjStored *stored);

/* Makes the facts in force on the day the data that was found, divided. They are read when they are
 * asked for, and only as long as this lives. False if there are none, or with what went wrong. */
bool kj_stored_find(KjStored *stored, int32_t day, KjFound *found, KjDivision *division,
                    KjError *error);
bool kj_stored_has_data(const KjStored *stored); /* they were found */
/* The organisation of a file that was found; the revision that lies under a name, 0 if none does. */
KjText kj_stored_org(const KjStored *stored, size_t file);
int64_t kj_stored_revision(const KjStored *stored, const char *name);

/* Makes the packs of a run the ones to judge by. run: its number, or "last": the last one for the day or
 * before it. */
bool kj_stored_packs(KjStored *stored, const char *run, int32_t day, KjPackSet *set, KjArena *arena,
                     KjError *error);

#endif
