/* Which organisation a file belongs to. */
#ifndef KJ_INGEST_ORGANIZATIONS_H
#define KJ_INGEST_ORGANIZATIONS_H

#include "engine/base/diag.h"

#define KJ_NO_ORG UINT32_MAX /* read for its problems only: there is nothing to put records into */

typedef struct KjOrganizations KjOrganizations;

typedef enum {
    KJ_OWNER_FOUND,
    KJ_OWNER_NONE,    /* no enclosing folder holds an organisation */
    KJ_OWNER_SEVERAL, /* the nearest that holds any holds more than one */
    KJ_OWNER_UNSURE   /* a file on the way could not be read: that has been told, say no more */
} KjOwner;

KjOrganizations *kj_organizations_new(void);
void kj_organizations_free(KjOrganizations *organizations);
/* A file that starts organisation org (KJ_NO_ORG if its id is no good). */
void kj_organizations_add(KjOrganizations *organizations, const char *path, uint32_t org);
/* A file that could not be read, and might have started one. */
void kj_organizations_unread(KjOrganizations *organizations, const char *path);
/* For KJ_OWNER_SEVERAL, folder is the one with several. It borrows from path or is ".". */
KjOwner kj_organizations_find(const KjOrganizations *organizations, const char *path, uint32_t *org,
                              KjText *folder);
/* Tells why a file, of YAML or a table, has no owner; nothing if it has one or that has been told. */
void kj_organizations_tell(KjOwner owner, const char *path, bool table, KjText folder,
                           KjDiags *diags);

#endif
