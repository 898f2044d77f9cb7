/* Changes that were asked for, on the command line and in files. */
#ifndef KJ_CLI_AMENDS_H
#define KJ_CLI_AMENDS_H

#include "engine/cli/app.h"
#include "engine/ingest/amend.h"

typedef struct KjAmends {
    KjAmend *items;
    size_t count, capacity;
} KjAmends;

/* One change of the words "system:mail", "name=Mail", "base=yes"; its place is what they say behind `before`
 * ("--set"). Texts go to the arena. */
void kj_amends_add(KjAmends *amends, const char *before, const char *const *words, size_t count,
                   KjArena *arena);
/* All of --set and --change; those of files first. False after telling what is wrong with a file. */
bool kj_amends_read(KjAmends *amends, KjApp *app);
void kj_amends_clear(KjAmends *amends);

#endif
